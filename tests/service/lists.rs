//! Lists for scripts: columns, conditions, masks, going on; search; the check of everything.

use frontdesk::domain::error::Why;
use frontdesk::domain::ledger::{Charge, Debt};
use frontdesk::domain::money::Amount;
use frontdesk::service::queries::list::names;
use frontdesk::service::query::{ListQuery, Query, Reply};
use frontdesk::service::registers::set;
use frontdesk::service::view::{Cell, Hits, Listing, Verified};

use super::estate::{AUDITOR, CHEN_GANG, Estate, LI_FANG, WANG, at, now};

fn query(what: &str, conditions: &[&str]) -> ListQuery {
    ListQuery {
        export: false,
        what: what.into(),
        conditions: conditions.iter().map(ToString::to_string).collect(),
        limit: 100,
        reveal: false,
        after: None,
    }
}

fn list(estate: &Estate, query: ListQuery) -> Listing {
    match estate.ask_as(CHEN_GANG, &Query::List(query)).unwrap() {
        Reply::List(listing) => listing,
        other => panic!("{other:?}"),
    }
}

fn refused(estate: &Estate, query: ListQuery) -> Why {
    estate
        .ask(&Query::List(query))
        .unwrap_err()
        .into_refusal()
        .why
}

/// The cells of one column.
fn column(listing: &Listing, name: &str) -> Vec<Cell> {
    let at = listing.columns.iter().position(|one| one == name).unwrap();
    listing.rows.iter().map(|row| row[at].clone()).collect()
}

fn texts(listing: &Listing, name: &str) -> Vec<String> {
    column(listing, name)
        .into_iter()
        .map(|cell| match cell {
            Cell::Text(text) => text,
            other => panic!("{other:?}"),
        })
        .collect()
}

fn estate() -> Estate {
    let estate = Estate::new();
    for (code, name, phone) in [
        ("12-1-101", "赵强", "13700001111"),
        ("3-2-1201", "王建国", "13800005678"),
        ("3-2-901", "單雄信", "13900002222"),
    ] {
        let home = estate.home(code);
        estate.person(name, phone, &home);
        estate.contact(&home, at("2026-11-20T09:00"));
        let mut ticket = estate.ticket(&home, at("2026-11-20T10:00"));
        if code == "3-2-901" {
            ticket.state = "working".into();
            ticket.assignee = Some(WANG);
            ticket.summary = "衛生間返味".into();
            estate.put(&mut ticket);
        }
        estate.follow_up(&ticket, now());
        let charge = estate.charge(&home, "2026-09", "246.50");
        estate.payment(&home, &charge);
        estate.charge(&home, "2026-10", "246.50");
        let mut debt: Debt = estate.get(home.id.0);
        debt.payer = name.into();
        estate.put(&mut debt);
    }
    estate.outage(&["3-2"], now().plus_minutes(60));
    estate
}

#[test]
fn every_list_has_a_cell_for_every_column() {
    let estate = estate();
    for what in names() {
        let listing = list(&estate, query(what, &[]));
        for row in &listing.rows {
            assert_eq!(row.len(), listing.columns.len(), "{what}");
        }
        let empty = [
            "promises",
            "approvals",
            "events",
            "reported",
            "important",
            "shifts",
            "limitation",
            "deposits",
            "plans",
            "reductions",
        ]
        .contains(&what)
            || set().named(what).is_some();
        assert_eq!(listing.rows.is_empty(), empty, "{what}");
        let snake = |name: &String| name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
        assert!(listing.columns.iter().all(snake), "{:?}", listing.columns);
    }
}

/// The fields product.md promises.
#[test]
fn the_promised_columns_are_there() {
    let promised = [
        (
            "households",
            "premises community kind area owner phone handed_over arrears",
        ),
        (
            "contacts",
            "number channel premises caller phone kind summary at state handled_by",
        ),
        (
            "tickets",
            "number external_number kind state premises category priority summary received_at \
             due_at overdue assignee voices level done_at closed_at",
        ),
        (
            "followups",
            "number source premises due_at overdue attempts outcome",
        ),
        ("charges", "number premises item period amount paid due_on"),
        (
            "payments",
            "number premises amount method taken_at reversed_by",
        ),
        (
            "arrears",
            "premises payer amount months oldest_due_on promise_on next_step",
        ),
        ("events", "seq at actor seat command record kind hash"),
    ];
    let estate = estate();
    for (what, columns) in promised {
        let listing = list(&estate, query(what, &[]));
        let first: Vec<&str> = columns.split_whitespace().collect();
        assert_eq!(listing.columns[..first.len()], first, "{what}");
    }
}

#[test]
fn conditions_narrow_a_list() {
    let estate = estate();
    for (what, conditions, count) in [
        ("tickets", &["state = working"][..], 1),
        ("tickets", &["state != working"], 2),
        ("tickets", &["assignee = 王师傅", "premises ~ 3-2"], 1),
        ("tickets", &["assignee = "], 2),
        ("tickets", &["summary ~ 卫生间"], 1),
        (
            "tickets",
            &["received_at >= 2026-11-20", "received_at < 2026-11-21"],
            3,
        ),
        ("charges", &["unpaid > 0"], 3),
        ("charges", &["period = 2026-09"], 3),
        ("payments", &["amount >= 246.50", "method=cash"], 3),
        ("people", &["name ~ 单雄信"], 1),
        ("staff", &["trades = plumbing"], 1),
        ("settings", &["setting = fee.due_day"], 1),
    ] {
        let listing = list(&estate, query(what, conditions));
        assert_eq!(listing.rows.len(), count, "{what} {conditions:?}");
    }
}

#[test]
fn what_cannot_be_listed_is_refused() {
    let estate = estate();
    assert_eq!(refused(&estate, query("rumours", &[])), Why::UnknownList);
    assert_eq!(
        refused(&estate, query("tickets", &["colour = red"])),
        Why::UnknownColumn
    );
    assert_eq!(
        refused(&estate, query("charges", &["amount > much"])),
        Why::BadCondition
    );
    // The desk reads no audit lines.
    assert_eq!(refused(&estate, query("events", &[])), Why::NoRight);
}

#[test]
fn homes_stand_in_natural_order() {
    let listing = list(&estate(), query("households", &[]));
    assert_eq!(
        texts(&listing, "premises"),
        ["3-2-901", "3-2-1201", "12-1-101"]
    );
}

#[test]
fn a_list_goes_on_where_it_stopped() {
    let estate = estate();
    for what in ["households", "tickets", "arrears", "settings"] {
        let whole = list(&estate, query(what, &[])).rows;
        for limit in [1, 2, 3] {
            let mut rows = Vec::new();
            let mut after = None;
            loop {
                let part = list(
                    &estate,
                    ListQuery {
                        export: false,
                        limit,
                        after,
                        ..query(what, &[])
                    },
                );
                assert!(part.rows.len() <= limit as usize);
                rows.extend(part.rows);
                after = part.next;
                if after.is_none() {
                    break;
                }
            }
            assert_eq!(rows, whole, "{what} by {limit}");
        }
    }
    // A place of one list leads nowhere in another.
    let place = list(
        &estate,
        ListQuery {
            export: false,
            limit: 1,
            ..query("tickets", &[])
        },
    )
    .next;
    let other = list(
        &estate,
        ListQuery {
            export: false,
            after: place,
            ..query("contacts", &[])
        },
    );
    assert_eq!(other.rows.len(), 3);
}

#[test]
fn personal_values_are_masked_unless_revealed_with_the_right() {
    let estate = estate();
    for what in ["households", "people", "contacts", "tickets", "followups"] {
        let told = format!("{:?}", list(&estate, query(what, &[])).rows);
        assert!(!told.contains("13800005678"), "{what}");
        assert!(!told.contains("999999199001010002"), "{what}");
        let reveal = ListQuery {
            export: false,
            reveal: true,
            ..query(what, &[])
        };
        let told = format!("{:?}", list(&estate, reveal.clone()).rows);
        assert!(told.contains("13800005678"), "{what}");
        let auditor = estate.ask_as(AUDITOR, &Query::List(reveal)).unwrap_err();
        assert_eq!(auditor.into_refusal().why, Why::NoRight, "{what}");
    }
    // Nobody finds a number by trying its digits.
    let guessed = list(&estate, query("contacts", &["phone ~ 0000"]));
    assert!(guessed.rows.is_empty());
}

fn find(estate: &Estate, text: &str) -> Hits {
    match estate.ask(&Query::Find(text.into(), 9)).unwrap() {
        Reply::Found(hits) => hits,
        other => panic!("{other:?}"),
    }
}

#[test]
fn everything_is_found_the_exact_first() {
    let mut estate = estate();
    estate.read_search();
    for (text, kind, name, why) in [
        ("3-2-1201", "household", "3-2-1201", "room"),
        ("321201", "household", "3-2-1201", "room"),
        ("3-2-12", "household", "3-2-1201", "room"),
        ("13800005678", "person", "王建国", "phone"),
        ("138 0000 5678", "person", "王建国", "phone"),
        ("5678", "person", "王建国", "phone"),
        ("王建國", "person", "王建国", "name"),
        ("建国", "person", "王建国", "name"),
        ("wjg", "person", "王建国", "pinyin"),
        ("wangjian", "person", "王建国", "pinyin"),
        ("王jg", "person", "王建国", "name"),
        ("shanxx", "", "", ""),
        ("sxx", "person", "單雄信", "pinyin"),
        ("R1120-002", "ticket", "R20261120-002", "number"),
        ("S1121-001", "payment", "S20261121-001", "number"),
        ("卫生间", "ticket", "R20261120-003", "text"),
        ("返味 3-2", "ticket", "R20261120-003", "text"),
        ("装修押金", "contact", "C20261120-003", "text"),
        ("没有这个", "", "", ""),
        ("   ", "", "", ""),
    ] {
        let hits = find(&estate, text);
        assert!(!hits.partial);
        let first = hits.hits.first();
        let told = first.map(|hit| (hit.kind.as_str(), hit.name.as_str(), hit.why.as_str()));
        let expected = (!kind.is_empty()).then_some((kind, name, why));
        assert_eq!(told, expected, "{text}");
    }
    let told = format!("{:?}", find(&estate, "138"));
    assert!(!told.contains("13800005678"), "{told}");
}

#[test]
fn exact_things_are_found_before_the_text_is_read_in() {
    let estate = estate();
    let hits = find(&estate, "321201");
    assert!(hits.partial);
    assert_eq!(hits.hits[0].name, "3-2-1201");
    assert_eq!(find(&estate, "13800005678").hits[0].name, "王建国");
    assert_eq!(find(&estate, "wjg").hits.len(), 0);
}

#[test]
fn the_search_text_follows_changes() {
    let mut estate = estate();
    estate.read_search();
    let mut ticket: frontdesk::domain::ticket::Ticket = estate.get(1);
    ticket.summary = "电梯异响".into();
    ticket.text = "电梯异响，上到五楼就抖".into();
    estate.put(&mut ticket);
    let home = estate.home("6-1-0703");
    let person = estate.person("吴刚", "13600003333", &home);
    let store = &estate.store;
    let tx = frontdesk::storage::Store::read(store).unwrap();
    let search = estate.search.as_mut().unwrap();
    for subject in [
        frontdesk::service::Subject::of(&ticket),
        frontdesk::service::Subject::of(&home),
        frontdesk::service::Subject::of(&person),
    ] {
        search.update(&*tx, subject).unwrap();
    }
    drop(tx);
    assert_eq!(find(&estate, "异响").hits[0].name, "R20261120-001");
    assert_eq!(find(&estate, "wg").hits[0].name, "吴刚");
    assert_eq!(find(&estate, "6107").hits[0].name, "6-1-0703");
    // Every word that was said is found, not only the line for lists.
    assert_eq!(find(&estate, "就抖").hits[0].name, "R20261120-001");
    assert_eq!(find(&estate, "厨房").count, 2, "two of three are left");
}

#[test]
fn only_the_newest_are_kept_and_it_says_so() {
    let estate = Estate::new();
    let home = estate.home("3-2-1201");
    for _ in 0..40 {
        estate.ticket(&home, now());
    }
    let tx = frontdesk::storage::Store::read(&estate.store).unwrap();
    let mut search = frontdesk::service::search::SearchText::new(10);
    while !search.read_more(&*tx, 4).unwrap() {}
    assert!(search.is_partial());
    let found = search.tickets("漏水", 50);
    assert_eq!(found.ids.first(), Some(&40));
    assert!(found.count < 20, "{}", found.count);
}

fn verify(estate: &Estate) -> Verified {
    match estate.ask_as(AUDITOR, &Query::Verify).unwrap() {
        Reply::Verify(verified) => verified,
        other => panic!("{other:?}"),
    }
}

#[test]
fn sound_books_verify_and_unsound_ones_do_not() {
    let estate = estate();
    let desk = estate.ask_as(LI_FANG, &Query::Verify).unwrap_err();
    assert_eq!(desk.into_refusal().why, Why::NoRight);
    let clean = verify(&estate);
    assert_eq!(clean.faults, Vec::<String>::new());
    assert!(
        clean
            .counts
            .iter()
            .any(|(name, count)| name == "ticket" && *count == 3)
    );

    let mut debt: Debt = estate.get(1);
    debt.amount = Amount::ZERO;
    estate.put(&mut debt);
    assert_ne!(verify(&estate).faults, Vec::<String>::new(), "debt");

    let estate = self::estate();
    let mut charge: Charge = estate.get(1);
    charge.paid = Amount::ZERO;
    estate.put(&mut charge);
    assert_ne!(verify(&estate).faults, Vec::<String>::new(), "allocation");

    let estate = self::estate();
    estate.number(frontdesk::domain::id::Letter::Repair, now_day());
    let home = estate.home("5-1-1502");
    estate.ticket(&home, now());
    let faults = verify(&estate).faults;
    assert!(faults[0].starts_with("R20261121-001"), "{faults:?}");
}

fn now_day() -> frontdesk::domain::calendar::Day {
    "2026-11-21".parse().unwrap()
}
