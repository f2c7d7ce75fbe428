//! The payment form with what it would do, and the ledger of a home.

use frontdesk::domain::calendar::Day;
use frontdesk::domain::id::Number;
use frontdesk::domain::money::Amount;
use frontdesk::locale::Language;
use frontdesk::wire::view::{DueLine, LedgerLine, LedgerPage, WhatIf};
use frontdesk::wire::{Ask, Body, Command, Query, Reply, Subject};

use super::day;
use crate::support::screen::{Screen, Setup};

fn yuan(text: &str) -> Amount {
    Amount::parse_signed(text).unwrap()
}

fn due(
    charge: u64,
    item: &str,
    month: &str,
    open: &str,
    late: &str,
    pays: &str,
    pays_late: &str,
) -> DueLine {
    DueLine {
        charge,
        premises: "6-1-1101".to_owned(),
        item: item.to_owned(),
        month: month.parse().unwrap(),
        due_on: "2026-09-15".parse().unwrap(),
        open: yuan(open),
        late: yuan(late),
        pays: yuan(pays),
        pays_late: yuan(pays_late),
    }
}

fn foreseen(command: &Command) -> WhatIf {
    let typed = |name: &str| {
        let found = command.args.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, text)| text.as_str())
    };
    let tendered = !typed("tendered").is_empty();
    WhatIf {
        lines: vec![
            due(
                1_201,
                "物业费",
                "2026-09",
                "276.08",
                "9.25",
                "276.08",
                "9.25",
            ),
            due(1_202, "停车费", "2026-09", "120", "4.02", "120", "4.02"),
            due(1_260, "物业费", "2026-10", "276.08", "5.11", "90.65", "0"),
            due(1_261, "停车费", "2026-10", "120", "2.22", "0", "0"),
        ],
        due: yuan("812.76"),
        late: yuan("20.60"),
        settled: yuan("500"),
        left: yuan("312.76"),
        change: yuan(if tendered { "100" } else { "0" }),
        others: vec![("6-1-车12".to_owned(), yuan("300"))],
        ..WhatIf::default()
    }
}

fn ledger() -> LedgerPage {
    let home = Subject { kind: 4, id: 1 };
    let line = |entry: u64, day: &str, kind: &str, item: &str, amount: &str, balance: &str| {
        let paid = matches!(kind, "payment" | "advance" | "reversal");
        LedgerLine {
            entry,
            at: day::at("09:00"),
            on: day.parse().unwrap(),
            kind: kind.to_owned(),
            item: item.to_owned(),
            receipt: paid.then(|| Number::parse("S20261103-002", Day::MAX).unwrap()),
            amount: yuan(amount),
            used: if kind == "advance" {
                yuan("65")
            } else {
                Amount::ZERO
            },
            balance: yuan(balance),
            about: Some(Subject {
                kind: if paid { 12 } else { 10 },
                id: entry,
            }),
            method: (kind == "payment").then(|| "wechat".to_owned()),
        }
    };
    LedgerPage {
        home,
        premises: "6-1-1101".to_owned(),
        payer: "赵强".to_owned(),
        owed: yuan("4312"),
        ahead: Amount::ZERO,
        accrued: yuan("20.60"),
        lines: vec![
            line(9, "2026-11-20", "charge", "物业费 2026-11", "4312", "4312"),
            line(8, "2026-11-10", "advance", "", "0", "0"),
            line(7, "2026-11-10", "charge", "停车费 2026-11", "65", "0"),
            line(6, "2026-11-03", "payment", "", "-600", "-65"),
            line(5, "2026-11-03", "late_fee", "物业费 2025-12", "15", "535"),
            line(4, "2025-12-01", "charge", "物业费 2025-12", "520", "520"),
        ],
        next: None,
    }
}

fn screen(language: Language, width: u16) -> Screen {
    let setup = Setup {
        language,
        ..Setup::of(width, 24)
    };
    let mut screen = Screen::start(&setup, day::script());
    screen.link.script(Box::new(|ask| {
        let reply = match ask {
            Ask::Query(query) => match &**query {
                Query::WhatIf(command) => Reply::WhatIf(Box::new(foreseen(command))),
                Query::Ledger(..) => Reply::Ledger(Box::new(ledger())),
                Query::Form(command, _) if command == "payment.take" => {
                    let begin = [
                        ("amount", "812.76"),
                        ("method", "cash"),
                        ("payer", "赵强"),
                        ("owed", "792.16"),
                    ];
                    let begin = begin.map(|(name, text)| (name.to_owned(), text.to_owned()));
                    Reply::Form(begin.to_vec(), Vec::new())
                }
                _ => return day::script()(ask),
            },
            other => return day::script()(other),
        };
        Some(Body::Reply(Box::new(reply)))
    }));
    screen
}

#[test]
fn what_a_payment_would_do_stands_below_its_fields() {
    for (language, tag) in [(Language::ZhHans, "zh"), (Language::En, "en")] {
        let mut screen = screen(language, 80);
        screen.keys("4 p").types("500").keys("tab tab").types("600");
        insta::assert_snapshot!(format!("form_{tag}"), screen.picture());
    }
}

#[test]
fn the_amount_follows_what_is_chosen_until_one_is_typed() {
    let mut screen = screen(Language::ZhHans, 80);
    screen.keys("4 p tab tab tab tab").types("1201 1202");
    let picture = screen.picture();
    assert!(picture.contains("409.35"), "{picture}");
    screen.keys("enter");
    let sent = screen.take_commands().remove(0);
    let amount = sent.args.iter().find(|(name, _)| name == "amount");
    assert_eq!(amount.unwrap().1, "409.35");
}

#[test]
fn charges_are_chosen_with_the_cursor_in_the_list() {
    let both = [
        (Language::ZhHans, "按 M 挑选"),
        (Language::En, "Mark the charges meant: M"),
    ];
    for (language, told) in both {
        let mut screen = screen(language, 80);
        // The oldest first, then the one behind the next; the list stays as it stood.
        screen.keys("4 p tab tab tab tab f4 M j M");
        let picture = screen.picture();
        assert!(picture.contains(told), "{picture}");
        for row in [" *#1201", "  #1202", " *#1260", "> #1261"] {
            assert!(picture.contains(row), "{row}: {picture}");
        }
        // Taken out again, and in.
        screen.keys("up M M enter enter");
        let sent = screen.take_commands().remove(0);
        let given = |name: &str| {
            let found = sent.args.iter().find(|(known, _)| known == name);
            found.map(|(_, text)| text.clone()).unwrap_or_default()
        };
        assert_eq!(given("charges"), "1201, 1261");
        // 276.08 + 9.25 + 120.00 + 2.22.
        assert_eq!(given("amount"), "407.55");
    }
}

/// What is asked of a second person shows what of each charge goes; no amount is proposed, and all that is owed least of all.
#[test]
fn what_is_to_be_given_up_is_seen_before_it_is_asked() {
    let mut screen = screen(Language::ZhHans, 80);
    screen.keys("4 :").types("charge.reduce").keys("enter");
    let empty = screen.picture();
    assert!(empty.contains("减免后还欠"), "{empty}");
    let amount = empty.lines().find(|line| line.contains("金额*")).unwrap();
    assert_eq!(amount.trim_matches(['>', ' ', '▏']), "金额*");
    screen.types("276.08").keys("tab").types("漏水");
    screen.keys("tab tab tab tab f4 M end M home down M M enter");
    let picture = screen.picture();
    assert!(picture.contains("1201, 1261, 1202, 1260"), "{picture}");
    screen.keys("enter");
    let sent = screen.take_commands().remove(0);
    let given = |name: &str| {
        let found = sent.args.iter().find(|(known, _)| known == name);
        found.map(|(_, text)| text.clone()).unwrap_or_default()
    };
    assert_eq!(sent.name, "charge.reduce");
    assert_eq!(
        (given("amount"), given("charges")),
        ("276.08".into(), "1201, 1261, 1202, 1260".into())
    );
}

/// What the server foresees is asked for by its form, and nothing else is.
#[test]
fn each_form_that_is_foreseen_asks_for_it() {
    for (name, foreseen) in [
        ("payment.take", true),
        ("charge.reduce", true),
        ("charge.write_off", true),
        ("charge.restore", false),
        ("promise.record", false),
    ] {
        let mut screen = screen(Language::ZhHans, 80);
        screen.keys("4 :").types(name).keys("enter");
        let asked = screen.take_asked();
        let of_it = |ask: &Ask| match ask {
            Ask::Query(query) => matches!(&**query, Query::WhatIf(command) if command.name == name),
            _ => false,
        };
        assert_eq!(asked.iter().any(of_it), foreseen, "{name}");
    }
}

#[test]
fn the_ledger_of_a_home_looks_as_planned() {
    for (language, tag) in [(Language::ZhHans, "zh"), (Language::En, "en")] {
        let mut screen = screen(language, 80);
        insta::assert_snapshot!(format!("ledger_{tag}"), screen.keys("4 H").picture());
    }
    // From the page of fees it is the ledger of the row below it, and it leads on to a payment of that home.
    let mut screen = screen(Language::ZhHans, 80);
    screen.keys("4 g f l p");
    assert!(
        screen.picture().contains("6-1-1101"),
        "{}",
        screen.picture()
    );
}
