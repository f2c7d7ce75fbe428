//! The day's longer answers: hits, actions, forms, choices, acts, approvals.

use super::*;
use frontdesk::wire::view::{DepositView, PlanView};

pub(super) fn found(typed: &str) -> Hits {
    let hit = |kind: &str, id, name: &str, text: &str, why: &str| Hit {
        subject: subject(if kind == "household" { 4 } else { 2 }, id),
        kind: kind.to_owned(),
        name: name.to_owned(),
        text: text.to_owned(),
        household: (kind == "household").then(|| subject(4, id)),
        why: why.to_owned(),
        at: None,
    };
    if typed == "没有" {
        return Hits::default();
    }
    Hits {
        hits: vec![
            hit("household", 9, "3-2-1201", "王建国 业主", "room"),
            hit("ticket", 4, "R20261121-018", "厨房水管漏水", "text"),
        ],
        count: 2,
        partial: false,
    }
}

pub(super) fn actions() -> Vec<Action> {
    use frontdesk::domain::error::{Refusal, Why};
    let action = |command: &str, refused: Option<Refusal>, needs_approval| Action {
        command: command.to_owned(),
        refused,
        needs_approval,
    };
    let state = Fact::Term("state-repair-received".to_owned());
    let not_from_here = Refusal::new(Why::NotFromHere).with("state", state);
    vec![
        action("ticket.done", Some(not_from_here), false),
        action("ticket.dispatch", None, false),
        action("ticket.note", None, false),
        action("ticket.cancel", None, true),
    ]
}

pub(super) fn prefill(command: &str) -> Vec<(String, String)> {
    let of = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    match command {
        "day.close" => vec![
            of("day", "2026-11-21"),
            of("through", "1304"),
            of("cash", "1234.50"),
        ],
        "ticket.dispatch" => vec![of("worker", "王师傅")],
        "ticket.file" => vec![of("class", "给排水"), of("zone", "2")],
        "followup.record" => vec![of("way", "phone")],
        _ => Vec::new(),
    }
}

pub(super) fn choices(field: &str) -> Vec<Choice> {
    let choice = |value: &str, note: i64| Choice {
        value: value.to_owned(),
        label: Fact::Text(value.to_owned()),
        note: Some(Fact::Count(note)),
    };
    match field {
        "worker" => vec![choice("李师傅", 2), choice("李工", 5)],
        _ => Vec::new(),
    }
}

pub(super) fn acts() -> Vec<Act> {
    let act = |seq, time: &str, command: &str, name: &str, restorable| Act {
        seq,
        at: at(time),
        command: command.to_owned(),
        number: Some(number(name)),
        restorable,
        about: "3-2-1201 王建国".to_owned(),
        refused: None,
    };
    vec![
        act(3, "14:31", "ticket.dispatch", "R1121-009", true),
        act(2, "14:02", "payment.take", "S1121-003", false),
    ]
}

pub(super) fn approvals() -> Listing {
    let text = |text: &str| Cell::Text(text.to_owned());
    Listing {
        columns: [
            "number", "command", "subject", "premises", "amount", "reason", "asked_by", "asked_at",
        ]
        .map(str::to_owned)
        .to_vec(),
        rows: vec![
            vec![
                text("A20261121-001"),
                text("ticket.cancel"),
                text("R20261121-011"),
                text("5-2-1502"),
                Cell::Null,
                text("业主自己修好了"),
                text("李芳"),
                Cell::At(at("13:00")),
            ],
            vec![
                text("A20261121-002"),
                text("payment.reverse"),
                text("S20261121-003"),
                text("6-1-1101"),
                Cell::Money(frontdesk::domain::money::Amount::from_fen(431_200).unwrap()),
                text("收错了户"),
                text("周小兰"),
                Cell::At(at("13:20")),
            ],
        ],
        next: None,
        zone: 480,
        ..Listing::default()
    }
}

/// What a follow-up found important.
pub fn important() -> Listing {
    let text = |text: &str| Cell::Text(text.to_owned());
    let columns = [
        "number", "source", "premises", "summary", "outcome", "text", "by", "at",
    ];
    Listing {
        columns: columns.map(str::to_owned).to_vec(),
        rows: vec![vec![
            text("F20261121-004"),
            text("R20261119-012"),
            text("3-1-1602"),
            text("水龙头更换"),
            text("satisfied"),
            text("修好了，但楼道扶手松了"),
            text("李芳"),
            Cell::At(at("11:20")),
        ]],
        next: None,
        zone: 480,
        ..Listing::default()
    }
}

/// What was reported upward to who sits there.
pub(super) fn reported() -> Listing {
    let text = |text: &str| Cell::Text(text.to_owned());
    let columns = [
        "number",
        "kind",
        "state",
        "premises",
        "summary",
        "reason",
        "reported_by",
        "reported_at",
        "reported_to",
    ];
    Listing {
        columns: columns.map(str::to_owned).to_vec(),
        rows: vec![vec![
            text("R20261121-009"),
            text("repair"),
            text("working"),
            text("3-2-1101"),
            text("卫生间反水"),
            text("主管道要停水，前台定不了"),
            text("李芳"),
            Cell::At(at("13:40")),
            text("supervisor"),
        ]],
        next: None,
        zone: 480,
        ..Listing::default()
    }
}

/// Repairs of the day that are done and not filed.
pub(super) fn unfiled() -> Listing {
    let text = |text: &str| Cell::Text(text.to_owned());
    let columns = [
        "number", "premises", "summary", "done_at", "assignee", "result", "class", "zone",
    ];
    let row = |number: &str, premises: &str, summary: &str, done: &str, class| {
        vec![
            text(number),
            text(premises),
            text(summary),
            Cell::At(at(done)),
            text("王师傅"),
            text("已修好"),
            class,
            Cell::Null,
        ]
    };
    Listing {
        columns: columns.map(str::to_owned).to_vec(),
        rows: vec![
            row(
                "R20261120-031",
                "2-1-0502",
                "马桶漏水",
                "11-20 16:10",
                Cell::Null,
            ),
            row(
                "R20261121-003",
                "5-2-1502",
                "龙头滴水",
                "10:20",
                text("给排水"),
            ),
        ],
        next: None,
        zone: 480,
        ..Listing::default()
    }
}

/// A request of the day that was not agreed to.
pub(super) fn decided() -> Listing {
    let text = |text: &str| Cell::Text(text.to_owned());
    let columns = [
        "number",
        "command",
        "premises",
        "asked_by",
        "asked_at",
        "state",
        "decided_by",
        "decided_at",
        "decision",
    ];
    Listing {
        columns: columns.map(str::to_owned).to_vec(),
        rows: vec![vec![
            text("A20261120-001"),
            text("ticket.cancel"),
            text("2-1-0801"),
            text("李芳"),
            Cell::At(at("11-20 16:00")),
            text("refused"),
            text("陈刚"),
            Cell::At(at("11-20 17:30")),
            text("先上门看看"),
        ]],
        next: None,
        zone: 480,
        ..Listing::default()
    }
}

/// Homes that have not paid, more than a page of them: the second page has the last.
pub(super) fn homes() -> Listing {
    let text = |text: &str| Cell::Text(text.to_owned());
    let owes = |fen| Cell::Money(Amount::from_fen(fen).unwrap());
    let columns = ["premises", "owner", "arrears"];
    Listing {
        columns: columns.map(str::to_owned).to_vec(),
        rows: vec![
            vec![text("3-2-1201"), text("王建国"), owes(123_600)],
            vec![text("12-1-0302"), text("欧阳明月"), owes(41_200)],
        ],
        subjects: vec![subject(4, 9), subject(4, 12)],
        zone: 480,
        ..Listing::default()
    }
}

/// What the day's server answers: commands are done.
pub fn script() -> Script {
    let mut seq = 10;
    Box::new(move |ask| {
        Some(match ask {
            Ask::Query(query) => Body::Reply(Box::new(answer(query))),
            Ask::SignOn { .. } => Body::Seated(seated(false)),
            // A colleague has the most urgent repair open too.
            Ask::Viewing(Some(Subject { kind: 2, id: 1 })) => Body::Others(vec!["张敏".to_owned()]),
            Ask::Do { command, .. } => {
                seq += 1;
                let mut done = done(seq);
                if command.name == "person.reveal" {
                    let phone = Fact::from("13900001234");
                    done.facts.push(("phone".to_owned(), phone));
                    let about = command.subject.as_deref().unwrap_or_default();
                    done.number = Number::parse(about, super::today());
                }
                Body::Answer(Answer::Done(done))
            }
            _ => Body::Ok,
        })
    })
}

/// A follow-up that was tried before, after one whose answer brought the matter back.
pub fn called(subject: Subject) -> Detail {
    let line = |time: &str, outcome: &str, text: &str| HistoryLine {
        at: at(time),
        by: "周小兰".to_owned(),
        command: "followup.record".to_owned(),
        kind: "attempt".to_owned(),
        before: String::new(),
        after: outcome.to_owned(),
        field: String::new(),
        text: text.to_owned(),
    };
    let of = |name: &str, fact: Fact| Field::new(name, fact);
    let count = |name: &str, count| (name.to_owned(), Fact::Count(count));
    let tried = vec![
        count("tries", 2),
        count("days", 2),
        count("wanted_tries", 3),
        count("wanted_days", 2),
    ];
    let before = vec![
        ("at".to_owned(), Fact::At(at("11-17 10:20"))),
        (
            "outcome".to_owned(),
            Fact::Term("choice-outcome-not_satisfied".to_owned()),
        ),
    ];
    Detail {
        subject,
        name: "F20261118-006".to_owned(),
        kind: "followup".to_owned(),
        state: "attempted".to_owned(),
        fields: vec![
            of("premises", Fact::from("4-1-0203")),
            of("name", Fact::from("孙丽")),
            of("phone", Fact::from("139****1234")),
            of("summary", Fact::from("门禁失灵投诉")),
            of("source", Fact::from("T1115-002")),
            of("result", Fact::from("已换读卡器")),
            of("due_at", Fact::At(at("12:40"))),
            of("attempts", Fact::Count(2)),
            of("tried", Fact::Told("followup-tried".to_owned(), tried)),
            of("next_try", Fact::At(at("11-22 09:00"))),
            of("before", Fact::from("F1117-001")),
            of(
                "said_before",
                Fact::Told("followup-before".to_owned(), before),
            ),
            of("text_before", Fact::from("还是开不了门")),
        ],
        text: "说下午在家".to_owned(),
        history: vec![
            line("11-19 10:02", "no_answer", "无人接听"),
            line("11-20 18:31", "later", "说下午在家"),
        ],
        household: Some(Subject { kind: 4, id: 9 }),
        number: Some(number("F20261118-006")),
        version: 3,
        ended: false,
        entries: Vec::new(),
    }
}

/// The same day with so many tickets.
pub fn long_script(count: u64) -> Script {
    Box::new(move |ask| {
        if let Ask::Query(query) = ask
            && let Query::Pane(Pane::Tickets, asked) = &**query
        {
            let first = |bytes: &Vec<u8>| u64::from_be_bytes(bytes.as_slice().try_into().unwrap());
            let limit = u64::from(asked.limit);
            let ids: Vec<u64> = if asked.backward {
                let end = asked.after.as_ref().map_or(count + 1, first);
                (end.saturating_sub(limit).max(1)..end).collect()
            } else {
                let start = asked.after.as_ref().map_or(0, first) + 1;
                (start..=count.min(start + limit - 1)).collect()
            };
            let more = if asked.backward {
                ids.first().is_some_and(|id| *id > 1)
            } else {
                ids.last().is_some_and(|id| *id < count)
            };
            let text =
                |id: u64| format!("R1101-{id:03}|1-1-0101|何平|换灯管|received||11-25 10:00||");
            let rows = ids.into_iter().map(|id| ticket(id, &text(id))).collect();
            let total = i64::try_from(count).unwrap();
            return Some(Body::Reply(Box::new(Reply::Pane(Rows {
                rows,
                more,
                total,
                held: None,
            }))));
        }
        script()(ask)
    })
}

/// What a command comes back with.
pub fn done(seq: u64) -> Done {
    Done {
        number: Some(number("R1121-009")),
        also: Vec::new(),
        seq,
        touched: Vec::new(),
        facts: vec![
            ("seq".to_owned(), Fact::Count(3273)),
            ("ticket".to_owned(), Fact::Text("R1121-009".to_owned())),
            ("worker".to_owned(), Fact::Text("王师傅".to_owned())),
        ],
    }
}

/// The usual screen of this size on that day.
pub fn screen(cols: u16, rows: u16) -> Screen {
    Screen::start(&Setup::of(cols, rows), script())
}

/// These tickets as an act on several finds them: what waits for its owner takes none.
pub fn several(names: &[String]) -> Vec<OneOf> {
    use frontdesk::domain::error::{Refusal, Why};
    let named = |row: &PlacedRow| match &row.row {
        RowView::Ticket(row) => names.contains(&row.number.full()),
        _ => false,
    };
    let tickets = tickets().into_iter().filter(named);
    let one = |row: PlacedRow| {
        let held = row.subject.id == 6;
        let state = Fact::Term("state-repair-on_hold".to_owned());
        OneOf {
            worker: if held { "" } else { "王师傅" }.to_owned(),
            refused: held.then(|| Refusal::new(Why::NotFromHere).with("state", state)),
            standing: true,
            row,
        }
    };
    tickets.map(one).collect()
}

pub(super) fn deposit() -> DepositView {
    DepositView {
        subject: subject(30, 7),
        number: "D7".to_owned(),
        name: "装修押金".to_owned(),
        about: "5 楼装修".to_owned(),
        held: yuan("2000"),
        unpaid: Amount::ZERO,
    }
}

pub(super) fn plan() -> PlanView {
    PlanView {
        subject: subject(29, 1),
        amount: yuan("1236"),
        paid: yuan("412"),
        parts: 3,
        state: "kept".to_owned(),
        behind: Amount::ZERO,
        next: Some((Day::from_ymd(2026, 12, 10).unwrap(), yuan("412"))),
    }
}
