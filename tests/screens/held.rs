//! What a second person sees of what would change, and the deposits that are held.

use frontdesk::domain::ledger::Deposit;
use frontdesk::domain::money::Amount;
use frontdesk::locale::Language;
use frontdesk::storage::record::Record;
use frontdesk::wire::view::{Cell, DepositSums, Listing};
use frontdesk::wire::{Ask, Body, Query, Reply, Subject};

use super::day;
use crate::support::screen::{Screen, Setup};

fn money(fen: i64) -> Cell {
    Cell::Money(Amount::from_fen(fen).unwrap())
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

/// A reduction over two charges and ten instalments that wait.
fn approvals() -> Listing {
    let columns = [
        "number", "command", "premises", "amount", "reason", "asked_by", "changes",
    ];
    let changes = |lines: Vec<String>| Cell::Texts(lines);
    let reduced = [
        "物业费 2026-10  276.08 → 0.00",
        "停车费 2026-10  120.00 → 96.08",
    ];
    let parts = (0..10).map(|month| format!("2027-{:02}-10  431.20", month + 1));
    Listing {
        columns: columns.map(str::to_owned).to_vec(),
        rows: vec![
            vec![
                text("A20261121-001"),
                text("charge.reduce"),
                text("3-2-1201"),
                money(30_000),
                text("漏水维修期间无法居住"),
                text("周小兰"),
                changes(reduced.map(String::from).into()),
            ],
            vec![
                text("A20261121-002"),
                text("plan.agree"),
                text("6-1-1101"),
                money(431_200),
                text("下岗，分期缴清"),
                text("周小兰"),
                changes(parts.collect()),
            ],
        ],
        zone: 480,
        ..Listing::default()
    }
}

fn deposits() -> Listing {
    let columns = [
        "deposit",
        "premises",
        "name",
        "for",
        "held",
        "unpaid",
        "deposit_state",
        "by",
    ];
    let row = |name: &str, home: &str, what: &str, tied: &str, held: i64, unpaid: i64| {
        let state = if held > 0 { "held" } else { "unpaid" };
        vec![
            text(name),
            text(home),
            text(what),
            text(tied),
            money(held),
            money(unpaid),
            text(state),
            text("李芳"),
        ]
    };
    let of = |id| Subject {
        kind: Deposit::KIND,
        id,
    };
    Listing {
        columns: columns.map(str::to_owned).to_vec(),
        rows: vec![
            row("D1", "3-2-1201", "装修押金", "R20261121-009", 164_950, 0),
            row("D2", "6-1-1101", "装修押金", "5 楼装修", 200_000, 0),
            row("D3", "1-1-0302", "门禁卡押金", "门禁卡 0218", 0, 5_000),
        ],
        subjects: vec![of(1), of(2), of(3)],
        zone: 480,
        ..Listing::default()
    }
}

fn screen(language: Language, account: i64) -> Screen {
    let setup = Setup {
        language,
        ..Setup::of(80, 24)
    };
    let mut screen = Screen::start(&setup, day::script());
    let sum = |fen| Amount::from_fen(fen).unwrap();
    let sums = DepositSums {
        held: sum(364_950),
        unpaid: sum(5_000),
        account: sum(account),
    };
    screen.link.script(Box::new(move |ask| {
        let Ask::Query(query) = ask else {
            return day::script()(ask);
        };
        let reply = match &**query {
            Query::Deposits => Reply::Deposits(sums),
            Query::List(asked) if asked.what == "deposits" => Reply::List(deposits()),
            Query::List(asked) if asked.conditions.iter().any(|one| one == "state = pending") => {
                Reply::List(approvals())
            }
            _ => return day::script()(ask),
        };
        Some(Body::Reply(Box::new(reply)))
    }));
    screen
}

#[test]
fn who_decides_sees_what_would_change() {
    for (language, tag) in [(Language::ZhHans, "zh"), (Language::En, "en")] {
        let mut screen = screen(language, 369_950);
        let picture = screen.keys("g w").picture();
        insta::assert_snapshot!(format!("changes_{tag}"), picture);
    }
}

#[test]
fn deposits_stand_under_what_is_held_in_all() {
    for (language, tag) in [(Language::ZhHans, "zh"), (Language::En, "en")] {
        let mut screen = screen(language, 369_950);
        let picture = screen.keys("g f d").picture();
        insta::assert_snapshot!(format!("deposits_{tag}"), picture);
    }
    // The books say something else: that is the first thing said.
    let mut screen = screen(Language::ZhHans, 369_949);
    let picture = screen.keys("g f d").picture();
    assert!(picture.contains("不一致"), "{picture}");
}

#[test]
fn a_deposit_is_given_back_by_a_key() {
    let mut screen = screen(Language::ZhHans, 369_950);
    screen.keys("g f d j R");
    screen.take_asked();
    let picture = screen.picture();
    assert!(
        picture.contains("退押金") && picture.contains("D2"),
        "{picture}"
    );
}
