//! Closes of days and months, as the service tells them.

use frontdesk::domain::calendar::Month;
use frontdesk::domain::id::{Letter, Number};
use frontdesk::domain::money::Amount;
use frontdesk::wire::view::{
    DayPage, DayView, FigureView, MoneyRow, MonthView, OpenDay, SaidView, TakenView,
};

use super::*;

fn yuan(text: &str) -> Amount {
    Amount::parse_signed(text).unwrap()
}

fn taken(person: &str, method: &str, amount: &str, receipts: i64) -> TakenView {
    TakenView {
        person: person.to_owned(),
        method: method.to_owned(),
        taken: yuan(amount),
        receipts,
        given: Amount::ZERO,
        returns: 0,
    }
}

fn lines() -> Vec<TakenView> {
    vec![
        TakenView {
            given: yuan("276.08"),
            returns: 1,
            ..taken("李芳", "cash", "1310.58", 4)
        },
        taken("李芳", "wechat", "552.16", 2),
        taken("张敏", "cash", "200", 1),
    ]
}

fn row(count: u32, time: &str, premises: &str, method: &str, amount: &str, kind: &str) -> MoneyRow {
    MoneyRow {
        at: at(time),
        number: Some(Number {
            letter: Letter::Receipt,
            day: "2026-11-21".parse().unwrap(),
            count,
            series: 1,
        }),
        premises: premises.to_owned(),
        kind: kind.to_owned(),
        method: method.to_owned(),
        amount: yuan(amount),
        person: "李芳".to_owned(),
    }
}

fn close(id: u64, day: &str) -> DayView {
    DayView {
        id,
        day: day.parse().unwrap(),
        at: at("08:05"),
        person: "李芳".to_owned(),
        lines: lines(),
        pieces: vec![("n100".into(), 12), ("n20".into(), 1), ("n1".into(), 14)],
        float: yuan("0"),
        expected: yuan("1234.50"),
        counted: yuan("1234.50"),
        difference: Amount::ZERO,
        reason: String::new(),
        anchor: "3f9a01c2d4".to_owned(),
        decided: None,
        reopened: None,
        total: yuan("1786.66"),
    }
}

fn said(person: &str, text: &str) -> SaidView {
    SaidView {
        person: person.to_owned(),
        at: at("08:30"),
        text: text.to_owned(),
    }
}

pub(super) fn day(id: Option<u64>) -> DayPage {
    let short = DayView {
        counted: yuan("1233.50"),
        difference: yuan("-1"),
        reason: "少一元，未查到".to_owned(),
        ..close(41, "2026-11-20")
    };
    let rows = vec![
        row(12, "09:10", "3-2-1201", "cash", "276.08", "payment"),
        row(12, "09:40", "3-2-1201", "cash", "-276.08", "reversal"),
        row(13, "10:02", "1-1-101", "wechat", "552.16", "payment"),
    ];
    if id.is_some() {
        return DayPage {
            open: None,
            closes: vec![short],
            rows,
            more: false,
        };
    }
    DayPage {
        open: Some(OpenDay {
            day: "2026-11-21".parse().unwrap(),
            lines: lines(),
            cash: yuan("1234.50"),
            float: Amount::ZERO,
            overdue: false,
            closed: false,
        }),
        closes: vec![
            short,
            DayView {
                reopened: Some(said("张敏", "漏点一张")),
                ..close(40, "2026-11-19")
            },
            DayView {
                difference: yuan("-5"),
                reason: "假币一张".to_owned(),
                decided: Some(said("张敏", "由当班人补足")),
                ..close(39, "2026-11-18")
            },
        ],
        rows,
        more: false,
    }
}

fn month(month: &str, running: bool, later: Option<&str>) -> MonthView {
    let figure = |name: &str, amount: &str| {
        let now = match (name, later) {
            ("charged", Some(later)) => yuan(amount).plus(yuan(later)).unwrap(),
            _ => yuan(amount),
        };
        FigureView {
            name: name.to_owned(),
            frozen: later.map(|_| yuan(amount)),
            now,
        }
    };
    MonthView {
        month: month.parse().unwrap(),
        figures: vec![
            figure("charged", "138420.00"),
            figure("paid", "131006.40"),
            figure("reduced", "200.00"),
            figure("written_off", "0"),
            figure("late_fees", "36.20"),
            figure("deposits", "0"),
            figure("arrears", "48211.90"),
        ],
        frozen: later.map(|_| (482, 500)),
        now: (483, 500),
        closed: later.map(|_| said("张敏", "3f9a01c2d4")),
        reopened: Vec::new(),
        running,
    }
}

pub(super) fn months(wanted: Option<Month>) -> Vec<MonthView> {
    if wanted.is_some() {
        return vec![MonthView {
            reopened: vec![said("张敏", "补收维修费")],
            ..month("2026-10", false, Some("30"))
        }];
    }
    vec![
        month("2026-11", true, None),
        month("2026-10", false, Some("30")),
        month("2026-09", false, Some("0")),
        month("2026-08", false, None),
    ]
}
