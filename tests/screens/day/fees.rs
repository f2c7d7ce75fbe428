//! Arrears by groups and the collection rate, as the service tells them.

use frontdesk::domain::calendar::Day;
use frontdesk::domain::error::Fact;
use frontdesk::domain::money::Amount;
use frontdesk::wire::ArrearsQuery;
use frontdesk::wire::view::{Arrears, Cell, Counted, Group, GroupBy, Listing, RateLine, Rates};

fn yuan(text: &str) -> Amount {
    Amount::parse(text).unwrap()
}

fn rows(what: &str, condition: String) -> Counted {
    Counted {
        what: what.to_owned(),
        conditions: vec![condition],
    }
}

/// By building, and by age with what is as old as that.
pub fn arrears(query: &ArrearsQuery) -> Arrears {
    let term = |key: &str| Fact::Term(key.to_owned());
    let groups: Vec<(Fact, i64, &str, Option<&str>)> = match query.by {
        GroupBy::Age => vec![
            (term("arrears-age-0"), 3, "2400.00", Some("31200.00")),
            (term("arrears-age-3"), 41, "98230.50", Some("120400.00")),
            (term("arrears-age-5"), 12, "206500.00", Some("87110.50")),
        ],
        _ => vec![
            (Fact::from("3"), 58, "201430.50", None),
            (Fact::from("12"), 41, "98230.50", None),
            (term("arrears-no-building"), 7, "9876.00", None),
        ],
    };
    let group = |(name, homes, amount, aged): (Fact, i64, &str, Option<&str>)| Group {
        rows: rows("debts", format!("building = {homes}")),
        name,
        homes,
        amount: yuan(amount),
        aged: aged.map(yuan),
    };
    Arrears {
        groups: groups.into_iter().map(group).collect(),
        homes: 312,
        amount: yuan("486230.50"),
        left_out: 0,
    }
}

fn line(name: Option<&str>, paid: u32, due: u32, rate: u32, points: u32) -> RateLine {
    RateLine {
        name: name.map(Fact::from),
        paid,
        due,
        rate: Some(rate),
        fees: yuan("100000"),
        settled: yuan("91200"),
        by_amount: Some(912),
        points,
        unfit: rate < 900,
        missing: (rate < 980).then_some((due * 98 / 100 + 1).saturating_sub(paid)),
        rows: Some(rows("unpaid_homes", "month = 2026-11".to_owned())),
    }
}

/// One who is unfit, one below the target, one above it.
pub fn rates() -> Rates {
    Rates {
        month: "2026-11".parse().unwrap(),
        whole: line(None, 1156, 1200, 963, 10),
        lines: vec![
            line(Some("李芳"), 355, 400, 887, 0),
            line(Some("张敏"), 388, 400, 970, 10),
            line(Some("陈刚"), 398, 400, 995, 20),
        ],
        target: 98,
    }
}

/// Homes that owe, with the next step; or whose limitation runs out; or that have not paid a month.
pub fn listing(what: &str) -> Option<Listing> {
    let text = |text: &str| Cell::Text(text.to_owned());
    let day = |text: &str| Cell::Day(text.parse::<Day>().unwrap());
    let money = |text: &str| Cell::Money(yuan(text));
    let (columns, rows): (&[&str], Vec<Vec<Cell>>) = match what {
        "debts" | "debts_by_age" => (
            &[
                "premises",
                "payer",
                "amount",
                "oldest_due_on",
                "step",
                "step_on",
            ],
            vec![
                vec![
                    text("6-1-1101"),
                    text("赵强"),
                    money("9876.00"),
                    day("2025-12-15"),
                    text("visit"),
                    day("2026-11-24"),
                ],
                vec![
                    text("2-3-0502"),
                    text("冯磊"),
                    money("412.00"),
                    day("2026-11-15"),
                    text("message"),
                    day("2026-11-16"),
                ],
            ],
        ),
        "limitation" => (
            &["premises", "payer", "amount", "days_left", "expires_on"],
            vec![
                vec![
                    text("6-1-1101"),
                    text("赵强"),
                    money("9876.00"),
                    Cell::Whole(-3),
                    day("2026-11-18"),
                ],
                vec![
                    text("2-3-0502"),
                    text("冯磊"),
                    money("412.00"),
                    Cell::Whole(41),
                    day("2027-01-01"),
                ],
            ],
        ),
        "unpaid_homes" => (
            &["premises", "payer", "charged", "arrears", "steward"],
            vec![
                vec![
                    text("6-1-1101"),
                    text("赵强"),
                    Cell::Yes(true),
                    money("9876.00"),
                    text("李芳"),
                ],
                vec![
                    text("6-1-1102"),
                    text("吴刚"),
                    Cell::Yes(false),
                    Cell::Null,
                    text("李芳"),
                ],
            ],
        ),
        _ => return None,
    };
    Some(Listing {
        columns: columns.iter().map(|name| (*name).to_owned()).collect(),
        rows,
        ..Listing::default()
    })
}
