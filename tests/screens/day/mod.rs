//! A day at the counter as product.md shows it, answered from a script.

mod answers;
mod closes;
mod fees;
mod reports;

pub use reports::page as report;
pub mod shift;

pub use answers::*;

use frontdesk::domain::calendar::{Day, Instant, Month};
use frontdesk::domain::contact::{Channel, ContactKind, ContactState};
use frontdesk::domain::error::Fact;
use frontdesk::domain::follow_up::Outcome;
use frontdesk::domain::id::Number;
use frontdesk::domain::likeness::{Likeness, Near};
use frontdesk::domain::money::Amount;
use frontdesk::domain::staff::{Rank, Right};
use frontdesk::domain::ticket::{Priority, TicketKind};
use frontdesk::wire::view::{
    Act, Action, Around, Cell, ChargeView, Choice, ContactRow, DebtRow, Detail, Explanation, Field,
    FollowUpRow, Header, HistoryLine, Hit, Hits, Home, Intake, Listing, Matter, Notice, OneOf,
    PaymentView, PersonView, PlacedRow, RowView, Rows, TicketRow, Token, Urgent,
};
use frontdesk::wire::{Answer, Ask, Body, Done, Pane, Person, Query, Reply, Seated, Subject};

use crate::support::screen::{Screen, Script, Setup};

/// The day itself.
pub fn today() -> Day {
    "2026-11-21".parse().unwrap()
}

/// A time of the day, or another day's.
pub fn at(text: &str) -> Instant {
    let text = match text.split_once(' ') {
        Some((day, time)) => format!("2026-{day}T{time}:00+08:00"),
        None => format!("2026-11-21T{text}:00+08:00"),
    };
    Instant::parse(&text).unwrap()
}

fn number(text: &str) -> Number {
    Number::parse(text, today()).unwrap()
}

fn yuan(text: &str) -> Amount {
    Amount::parse(text).unwrap()
}

pub fn subject(kind: u8, id: u64) -> Subject {
    Subject { kind, id }
}

fn placed(kind: u8, id: u64, row: RowView) -> PlacedRow {
    PlacedRow {
        subject: subject(kind, id),
        version: 3,
        position: id.to_be_bytes().to_vec(),
        row,
    }
}

fn contact(id: u64, text: &str) -> PlacedRow {
    let [time, way, room, name, said, ticket] = parts(text);
    let row = ContactRow {
        number: number(&format!("C1121-{id:03}")),
        channel: Channel::from_name(way).unwrap(),
        kind: ContactKind::Repair,
        state: if ticket.is_empty() {
            ContactState::Waiting
        } else {
            ContactState::Settled
        },
        premises: room.to_owned(),
        caller: name.to_owned(),
        text: said.to_owned(),
        at: at(time),
        due_at: None,
        ticket: (!ticket.is_empty()).then(|| number(ticket)),
        tickets: u32::from(!ticket.is_empty()),
        phone: "138****5678".to_owned(),
        rings: 0,
        taken: false,
    };
    placed(1, id, RowView::Contact(row))
}

fn parts<const N: usize>(text: &str) -> [&str; N] {
    let parts: Vec<&str> = text.split('|').map(str::trim).collect();
    parts.try_into().unwrap()
}

/// `number|room|caller|summary|state|assignee|due|held until|because`.
pub fn ticket(id: u64, text: &str) -> PlacedRow {
    let [
        name,
        room,
        caller,
        summary,
        state,
        assignee,
        due,
        hold,
        reason,
    ] = parts(text);
    let time = |text: &str| (!text.is_empty()).then(|| at(text));
    let row = TicketRow {
        number: number(name),
        kind: TicketKind::Repair,
        state: state.to_owned(),
        premises: room.to_owned(),
        caller: caller.to_owned(),
        summary: summary.to_owned(),
        assignee: assignee.to_owned(),
        priority: Priority::Normal,
        due_at: time(due),
        hold_until: time(hold),
        hold_reason: reason.to_owned(),
        voices: if summary == "墙面渗水" { 3 } else { 1 },
        level: 0,
        reopened: 0,
        category: "水".to_owned(),
        phone: "138****5678".to_owned(),
        received_at: at("10:40"),
    };
    placed(2, id, RowView::Ticket(row))
}

/// `follow-up|ticket|room|name|summary|tries|due`.
fn follow_up(id: u64, text: &str) -> PlacedRow {
    let [name, source, room, who, summary, tries, due] = parts(text);
    let tries: u32 = tries.parse().unwrap();
    let row = FollowUpRow {
        number: number(name),
        ticket: number(source),
        premises: room.to_owned(),
        name: who.to_owned(),
        summary: summary.to_owned(),
        tries,
        last: (tries > 0).then_some(Outcome::NoAnswer),
        due_at: at(due),
        wake_at: None,
        phone: "139****0001".to_owned(),
        since: at("11-17 12:00"),
    };
    placed(3, id, RowView::FollowUp(row))
}

fn debt_row(room: &str, payer: &str, items: &[&str], months: u32, amount: &str) -> DebtRow {
    DebtRow {
        step: None,
        days_left: None,
        disputed: None,
        premises: room.to_owned(),
        payer: payer.to_owned(),
        items: items.iter().map(|item| (*item).to_owned()).collect(),
        months,
        amount: yuan(amount),
        promise_on: None,
        broken: false,
        dunned: 3,
        oldest_due_on: Some("2026-02-01".parse().unwrap()),
    }
}

fn tickets() -> Vec<PlacedRow> {
    let mut rows = vec![
        ticket(
            1,
            "R1121-014|2-1-0801|周敏|客厅跳闸，冰箱没电|received||12:40||",
        ),
        ticket(2, "R1121-009|5-1 公共||电梯异响|working|王师傅|15:00||"),
        ticket(3, "R1121-011|5-2-1502|刘洋|马桶堵塞|working|李师傅|17:00||"),
        ticket(
            4,
            "R1121-018|3-2-1201|王建国|厨房水管漏水|received||18:30||",
        ),
        ticket(
            5,
            "R1120-027|6-1-0703|吴刚|卫生间返味|dispatched|赵师傅|11-22 10:00||",
        ),
        ticket(
            6,
            "R1119-040|2-2-1104|郑洁|墙面渗水|on_hold|王师傅||11-22 09:00|owner",
        ),
        ticket(
            7,
            "R1120-031|1-2-0904|黄丽|阳台门锁坏|on_hold|||11-23 09:00|parts",
        ),
    ];
    for id in 8..=18 {
        let text =
            format!("R1118-{id:03}|4-1-0{id:02}1|孙丽|门禁卡失灵|dispatched|赵师傅|11-24 10:00||");
        rows.push(ticket(id, &text));
    }
    rows
}

fn rows(pane: Pane) -> Vec<PlacedRow> {
    match pane {
        Pane::Contacts => vec![
            contact(
                37,
                "14:30|call|3-2-1201|王建国|厨房水管漏水，要求今天修|R1121-018",
            ),
            contact(36, "14:22|visit|1-1-0302|陈淑芬|咨询装修押金怎么退|"),
            contact(35, "13:50|call|3-2-1101|何平|天花板滴水|R1121-016"),
        ],
        Pane::Tickets => tickets(),
        Pane::FollowUps => vec![
            follow_up(
                1,
                "F1118-006|T1118-006|4-1-0203|孙丽|门禁失灵投诉|2|11-20 12:00",
            ),
            follow_up(2, "F1118-022|R1118-022|3-1-1602|朱涛|水龙头更换|0|09:00"),
            follow_up(3, "F1120-003|R1120-003|1-1-0501|何平|换灯管|0|11-23 09:00"),
        ],
        Pane::Arrears => {
            let mut first = debt_row("6-1-1101", "赵强", &["物业费"], 7, "4312");
            first.promise_on = Some("2026-11-20".parse().unwrap());
            first.broken = true;
            let second = debt_row("2-3-0502", "冯磊", &["物业", "车位"], 12, "9876");
            vec![
                placed(4, 1, RowView::Debt(first)),
                placed(4, 2, RowView::Debt(second)),
            ]
        }
    }
}

/// Rows after a position, as the service gives them.
fn window(pane: Pane, query: &frontdesk::wire::Window) -> Rows {
    let all = rows(pane);
    let total = match pane {
        Pane::Arrears => 312,
        _ => i64::try_from(all.len()).unwrap(),
    };
    let limit = usize::try_from(query.limit).unwrap();
    let at = query
        .after
        .as_ref()
        .map(|after| all.iter().position(|row| row.position == *after).unwrap());
    let part: Vec<PlacedRow> = if query.backward {
        let end = at.unwrap_or(all.len());
        all[end.saturating_sub(limit)..end].to_vec()
    } else {
        all.iter()
            .skip(at.map_or(0, |at| at + 1))
            .take(limit)
            .cloned()
            .collect()
    };
    Rows {
        rows: part,
        more: false,
        total,
        held: None,
    }
}

pub fn header() -> Header {
    Header {
        declared: 0,
        duties_late: 0,
        office: "翠湖花园".to_owned(),
        person: "李芳".to_owned(),
        calls: 37,
        visits: 12,
        contacts_today: 49,
        contacts_open: 2,
        open: 18,
        late: 1,
        follow_ups_late: 4,
        follow_ups_today: 9,
        debtors: 312,
        debt: yuan("486230.50"),
        rate: Some(964),
        approvals: 2,
        now: at("14:32"),
        zone: 480,
        follow_ups_open: 9,
        lock_after: 2,
        unclosed: None,
        books_wrong: 0,
        damaged: 0,
        reported: 0,
        important: 0,
        shift: String::new(),
        handed: 0,
        rings: Vec::new(),
    }
}

fn person(name: &str, id: u64) -> PersonView {
    PersonView {
        subject: subject(5, id),
        name: name.to_owned(),
        relation: if id == 1 { "owner" } else { "family" }.to_owned(),
        phones: vec!["138****5678".to_owned()],
        plates: Vec::new(),
        vulnerable: id == 2,
        unseen: false,
    }
}

fn notice() -> Notice {
    Notice {
        text: "3栋2单元 停水检修".to_owned(),
        until: at("18:00"),
        reported: 17,
        category: "water".to_owned(),
    }
}

pub fn intake() -> Intake {
    let token = |span, kind: &str, field: &str, value: &str| Token {
        span,
        kind: kind.to_owned(),
        field: field.to_owned(),
        value: value.to_owned(),
        others: Vec::new(),
        fault: None,
    };
    let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    Intake {
        tokens: vec![
            token((0, 6), "room", "premises", "3-2-1201"),
            token((7, 11), "phrase", "text", "厨房漏水"),
            token((12, 15), "urgent", "priority", ""),
            token((16, 28), "when", "appointment", "2026-11-22 09:00-12:00"),
        ],
        fields: vec![
            field("premises", "3-2-1201"),
            field("caller", "王建国"),
            field("text", "厨房漏水"),
            field("kind", "repair"),
            field("category", "water"),
            field("place", "厨房"),
            field("priority", "urgent"),
            field("appointment", "2026-11-22 09:00-12:00"),
        ],
        household: Some(subject(4, 9)),
        premises: "3-2-1201".to_owned(),
        facts: vec![
            Field::new("area", "98.6"),
            Field::new("moved_in", "2019-06"),
        ],
        people: vec![person("王建国", 1), person("刘梅", 2)],
        notices: vec![notice()],
        open: vec![ticket(
            40,
            "R1119-040|3-2-1201|王建国|墙面渗水|dispatched|王师傅|11-22 10:00||",
        )],
        same: vec![ticket(
            16,
            "R1121-016|3-2-1101|何平|天花板滴水|received||18:00||",
        )],
        why: vec![Likeness {
            near: Near::Line,
            category: true,
            hours: 1,
            words: Vec::new(),
        }],
        debt: Some(debt_row("3-2-1201", "王建国", &["物业费"], 3, "1236")),
        matters: vec![Matter {
            fields: vec![
                field("text", "厨房漏水"),
                field("kind", "repair"),
                field("category", "water"),
                field("priority", "urgent"),
            ],
            worker: "王师傅".to_owned(),
        }],
        candidates: Vec::new(),
        note: String::new(),
        ..Intake::default()
    }
}

pub fn home() -> Home {
    let charge = |month: u32| ChargeView {
        item: "物业费".to_owned(),
        month: Month::new(2026, month).unwrap(),
        amount: yuan("412"),
        unpaid: yuan("412"),
        due_on: Day::from_ymd(2026, month, 10).unwrap(),
    };
    Home {
        asked: Vec::new(),
        deposits: vec![answers::deposit()],
        plan: Some(answers::plan()),
        subject: subject(4, 9),
        version: 5,
        premises: "3-2-1201".to_owned(),
        fields: vec![
            Field::new("area", "98.6"),
            Field::new("moved_in", "2019-06"),
        ],
        people: vec![person("王建国", 1), person("刘梅", 2)],
        notices: vec![notice()],
        tickets: vec![ticket(
            4,
            "R1121-018|3-2-1201|王建国|厨房水管漏水|received||18:30||",
        )],
        entries: Vec::new(),
        ended: vec![ticket(
            41,
            "R1102-007|3-2-1201|王建国|换门锁|closed|赵师傅|||",
        )],
        follow_ups: Vec::new(),
        contacts: vec![contact(
            37,
            "14:30|call|3-2-1201|王建国|厨房水管漏水，要求今天修|R1121-018",
        )],
        debt: Some(debt_row("3-2-1201", "王建国", &["物业费"], 3, "1236")),
        charges: vec![charge(7), charge(8), charge(9), charge(10), charge(11)],
        payments: vec![PaymentView {
            subject: subject(6, 1),
            number: number("S1008-004"),
            amount: yuan("824"),
            method: "cash".to_owned(),
            taken_at: at("10-08 09:12"),
            reversed: false,
        }],
        note: "老人耳背，说话大声些".to_owned(),
    }
}

pub fn detail(subject: Subject) -> Detail {
    if subject.kind == 3 {
        return called(subject);
    }
    let line =
        |time: &str, by: &str, command: &str, kind: &str, before: &str, after: &str, text: &str| {
            HistoryLine {
                at: at(time),
                by: by.to_owned(),
                command: command.to_owned(),
                kind: kind.to_owned(),
                before: before.to_owned(),
                after: after.to_owned(),
                field: String::new(),
                text: text.to_owned(),
            }
        };
    let mut home = Field::new("premises", "2-1-0801");
    home.link = Some(Subject { kind: 4, id: 9 });
    let (name, kind, state) = ("R20261121-014", "repair", "received");
    Detail {
        subject,
        version: 3,
        name: name.to_owned(),
        kind: kind.to_owned(),
        state: state.to_owned(),
        fields: vec![
            home,
            Field::new("caller", "周敏"),
            Field::new("phone", "139****0001"),
            Field::new("category", "电"),
            Field::new("due_at", Fact::At(at("12:40"))),
        ],
        text: "客厅总闸一合就跳，冰箱没电，请尽快派人来看看，家里有老人需要吸氧机。".to_owned(),
        history: vec![
            line("10:40", "李芳", "ticket.open", "move", "", "received", ""),
            line(
                "11:05",
                "李芳",
                "ticket.note",
                "note",
                "",
                "",
                "业主来电催问，已告知排队中",
            ),
        ],
        household: Some(Subject { kind: 4, id: 9 }),
        number: Some(number(name)),
        ended: false,
        entries: Vec::new(),
    }
}

/// Who sits at a desk of her own.
pub fn seated(desk: bool) -> Seated {
    Seated {
        person: Some(Person {
            name: "李芳".to_owned(),
            rank: Rank::Supervisor,
            sides: Vec::new(),
            rights: Right::ALL.to_vec(),
        }),
        desk,
    }
}

/// What is to be done after a record: a repair, a follow-up, a promise, a call.
fn urgent(after: Option<Subject>) -> Urgent {
    let first = |pane: Pane, at: usize| (pane, rows(pane)[at].clone());
    let queue = [
        first(Pane::Tickets, 0),
        first(Pane::FollowUps, 1),
        first(Pane::Arrears, 0),
        first(Pane::Contacts, 1),
    ];
    let here = queue.iter().position(|(_, row)| Some(row.subject) == after);
    let next = here.map_or(0, |at| (at + 1) % queue.len());
    let (pane, row) = queue[next].clone();
    Urgent {
        pane: Some(pane),
        subject: row.subject,
        at: at("14:00"),
        around: Around {
            before: None,
            skipped: 0,
            rows: window(pane, &frontdesk::wire::Window::first(50)),
        },
    }
}

/// How two of the figures come about.
fn figures() -> Vec<Explanation> {
    let how = |rule: &str| Field::new("how", Fact::Term(format!("figure-{rule}")));
    let open = vec![
        how("open"),
        Field::new("repair", Fact::Count(15)),
        Field::new("complaint", Fact::Count(2)),
        Field::new("request", Fact::Count(1)),
        Field::new("fig_open", Fact::Count(18)),
    ];
    let rate = vec![
        how("rate"),
        Field::new("month", Fact::from("2026-11")),
        Field::new("handed_homes", Fact::Count(500)),
        Field::new("unpaid_homes", Fact::Count(18)),
        Field::new("fig_rate", Fact::from("96.4%")),
    ];
    vec![
        Explanation::of("open", open).counts("tickets", &["pending = yes".to_owned()]),
        Explanation::of("rate", rate).counts("households", &["fee_paid = no".to_owned()]),
    ]
}

/// The answer to a question of that day.
pub fn answer(query: &Query) -> Reply {
    match query {
        Query::Header => Reply::Header(header()),
        Query::Pane(pane, asked) => Reply::Pane(window(*pane, asked)),
        Query::Detail(subject) => Reply::Detail(detail(*subject)),
        Query::Show(_) => Reply::Detail(detail(subject(2, 1))),
        Query::Home(_) => Reply::Home(home()),
        Query::Find(typed, _) => Reply::Found(found(typed)),
        Query::Intake(asked) if asked.line.is_empty() && asked.fields.is_empty() => {
            Reply::Intake(Intake::default())
        }
        Query::Intake(_) => Reply::Intake(intake()),
        Query::List(asked) if asked.conditions.iter().any(|one| one == "state != pending") => {
            Reply::List(decided())
        }
        Query::List(asked) if asked.what == "reported" => Reply::List(reported()),
        Query::List(asked) if asked.what == "important" => Reply::List(Listing::default()),
        Query::List(asked) if asked.what == "tickets" => Reply::List(unfiled()),
        Query::List(asked) if asked.what == "households" => Reply::List(homes()),
        Query::List(asked) if fees::listing(&asked.what).is_some() => {
            Reply::List(fees::listing(&asked.what).unwrap())
        }
        Query::List(_) => Reply::List(approvals()),
        Query::Actions(_) => Reply::Actions(actions()),
        Query::Form(command, _) => Reply::Form(prefill(command), Vec::new()),
        Query::Choices(_, field, _) => Reply::Choices(choices(field)),
        Query::Drafts => Reply::Drafts(Vec::new(), Vec::new()),
        Query::Acts => Reply::Acts(acts()),
        Query::DayClose(id) => Reply::DayClose(Box::new(closes::day(*id))),
        Query::MonthClose(month) => Reply::MonthClose(closes::months(*month)),
        Query::Reports(month) => Reply::Reports(reports::list(*month)),
        Query::Report(name, month) => Reply::Report(Box::new(reports::page(name, *month))),
        Query::Board => Reply::Board(Box::new(reports::board())),
        Query::Shift => Reply::Shift(Box::new(shift::page())),
        Query::Urgent(after) => Reply::Urgent(Some(Box::new(urgent(*after))), None),
        Query::Explain(_) => {
            let steps = vec![
                Field::new("received_at", Fact::At(at("10:40"))),
                Field::new("due_at", Fact::At(at("12:40"))),
            ];
            Reply::Explain(vec![Explanation::of("repair.dispatch.normal", steps)])
        }
        Query::Arrears(asked) => Reply::Arrears(Box::new(fees::arrears(asked))),
        Query::Rates(..) => Reply::Rates(Box::new(fees::rates())),
        Query::Several(_, names) => Reply::Several(several(names)),
        Query::Figures => Reply::Explain(figures()),
        Query::People => Reply::People(vec!["李芳".to_owned(), "张敏".to_owned()]),
        _ => Reply::FirstStart(false),
    }
}
