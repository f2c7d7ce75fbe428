//! The shift of the day: what the evening before handed over, and what the morning has come to.

use frontdesk::wire::view::{Handover, HandoverLine, LogLine, OnDuty, ShiftNow, ShiftPage};

use super::{at, number, subject, yuan};

fn line(kind: &str, premises: &str, text: &str) -> HandoverLine {
    HandoverLine {
        kind: kind.to_owned(),
        subject: None,
        number: None,
        premises: premises.to_owned(),
        text: text.to_owned(),
        at: None,
        amount: None,
        count: 1,
        seen_by: String::new(),
        seen_at: None,
    }
}

fn on_duty() -> OnDuty {
    OnDuty {
        person: "李芳".to_owned(),
        shift: "early".to_owned(),
        since: at("07:52"),
        late: 7,
        amiss: String::new(),
    }
}

/// The page.
pub fn page() -> ShiftPage {
    let handed = Handover {
        id: 3,
        person: "孙晓".to_owned(),
        shift: "late".to_owned(),
        handed_at: at("11-20 22:04"),
        to: String::new(),
        lines: vec![
            line("remark", "", "车库 B2 灯管坏，已报工程部"),
            HandoverLine {
                number: Some(number("R20261121-014")),
                at: Some(at("12:40")),
                ..line("late", "2-1-0801", "客厅跳闸，冰箱没电")
            },
            HandoverLine {
                subject: Some(subject(15, 7)),
                at: Some(at("23:59")),
                amount: Some(yuan("4312.00")),
                ..line("promise", "6-1-1101", "赵强")
            },
            HandoverLine {
                amount: Some(yuan("1236.00")),
                count: 3,
                seen_by: "李芳".to_owned(),
                seen_at: Some(at("07:55")),
                ..line("cash", "", "cash")
            },
        ],
        accepted_by: "李芳".to_owned(),
        released_by: String::new(),
        mine: true,
    };
    let own = ShiftNow {
        who: on_duty(),
        contacts: 49,
        opened: 6,
        moved: 4,
        ended: 3,
        followed_up: 2,
        lines: vec![
            HandoverLine {
                number: Some(number("C20261121-031")),
                at: Some(at("16:30")),
                ..line("unanswered", "1-1-0302", "咨询装修押金怎么退")
            },
            HandoverLine {
                number: Some(number("A20261121-002")),
                ..line("approval", "", "payment.reverse")
            },
        ],
        log: vec![
            LogLine {
                at: at("14:20"),
                command: String::new(),
                number: None,
                premises: String::new(),
                text: "车库灯管已换".to_owned(),
            },
            LogLine {
                at: at("14:02"),
                command: "ticket.dispatch".to_owned(),
                number: Some(number("R20261121-018")),
                premises: "3-2-1201".to_owned(),
                text: "厨房水管漏水".to_owned(),
            },
        ],
    };
    ShiftPage {
        own: Some(own),
        handed: vec![handed],
        on_duty: vec![on_duty()],
    }
}
