//! Windows over the panes: their order, going on from a position, and what they read.

use frontdesk::domain::contact::ContactState;
use frontdesk::domain::household::Household;
use frontdesk::service::query::{Pane, Query, Reply, Window};
use frontdesk::service::view::{RowView, Rows};

use super::estate::{Estate, LI_FANG, at, now};

fn rows(estate: &Estate, pane: Pane, window: Window) -> Rows {
    match estate.ask(&Query::Pane(pane, window)).unwrap() {
        Reply::Pane(rows) => rows,
        other => panic!("{other:?}"),
    }
}

fn names(rows: &Rows) -> Vec<String> {
    rows.rows
        .iter()
        .map(|placed| match &placed.row {
            RowView::Contact(row) => row.number.short("2026-11-21".parse().unwrap()),
            RowView::Ticket(row) => row.number.short("2026-11-21".parse().unwrap()),
            RowView::FollowUp(row) => row.number.short("2026-11-21".parse().unwrap()),
            RowView::Debt(row) => row.premises.clone(),
        })
        .collect()
}

/// Ten contacts of today, two of them owed a call back, and `old` of earlier days.
fn contacts(old: i32) -> Estate {
    let estate = Estate::new();
    let home = estate.home("3-2-1201");
    for back in (1..=old).rev() {
        let noon = at("2026-11-21T12:00").plus_minutes(-i64::from(back) * 24 * 60);
        estate.contact(&home, noon);
    }
    for minute in 0..10 {
        let mut contact = estate.contact(&home, at("2026-11-21T09:00").plus_minutes(minute));
        if minute == 3 || minute == 6 {
            contact.state = ContactState::CallBack;
            contact.due_at = Some(now().plus_minutes(100 - minute));
            estate.put(&mut contact);
        }
    }
    estate
}

#[test]
fn what_is_owed_comes_first_and_once() {
    let estate = contacts(3);
    let all = rows(&estate, Pane::Contacts, Window::first(50));
    assert_eq!(
        names(&all),
        [
            "C1121-007",
            "C1121-004",
            "C1121-010",
            "C1121-009",
            "C1121-008",
            "C1121-006",
            "C1121-005",
            "C1121-003",
            "C1121-002",
            "C1121-001",
            "C1120-001",
            "C1119-001",
            "C1118-001"
        ]
    );
    assert!(!all.more);
    assert_eq!(all.total, 13);
}

#[test]
fn windows_join_without_gap_or_overlap_in_both_directions() {
    let estate = contacts(20);
    let whole = names(&rows(&estate, Pane::Contacts, Window::first(100)));
    for limit in [1, 2, 3, 7, 29, 30, 31] {
        let mut walked = Vec::new();
        let mut window = Window::first(limit);
        loop {
            let part = rows(&estate, Pane::Contacts, window.clone());
            walked.extend(names(&part));
            assert_eq!(part.more, walked.len() < whole.len(), "limit {limit}");
            if !part.more {
                break;
            }
            window.after = part.rows.last().map(|row| row.position.clone());
        }
        assert_eq!(walked, whole, "forward by {limit}");

        let mut walked = Vec::new();
        let mut window = Window {
            backward: true,
            ..Window::first(limit)
        };
        loop {
            let part = rows(&estate, Pane::Contacts, window.clone());
            let mut earlier = names(&part);
            earlier.extend(walked);
            walked = earlier;
            if !part.more {
                break;
            }
            window.after = part.rows.first().map(|row| row.position.clone());
        }
        assert_eq!(walked, whole, "backward by {limit}");
    }
}

#[test]
fn a_position_holds_when_its_row_is_gone() {
    let estate = contacts(5);
    let first = rows(&estate, Pane::Contacts, Window::first(3));
    let mut contact: frontdesk::domain::contact::Contact = estate.get(first.rows[2].subject.id);
    contact.state = ContactState::Undone;
    estate.put(&mut contact);
    let next = rows(
        &estate,
        Pane::Contacts,
        Window {
            after: Some(first.rows[2].position.clone()),
            ..Window::first(1)
        },
    );
    assert_eq!(names(&next), ["C1121-009"]);
}

#[test]
fn a_held_record_comes_along_while_it_stands_in_the_pane() {
    let estate = contacts(5);
    let all = rows(&estate, Pane::Contacts, Window::first(50));
    let last = all.rows.last().unwrap();
    let holding = |id| Window {
        held: Some(id),
        ..Window::first(3)
    };
    let part = rows(&estate, Pane::Contacts, holding(last.subject.id));
    assert_eq!(part.rows.len(), 3);
    assert_eq!(part.held.as_ref(), Some(last));
    // Among the rows it needs no place of its own; and what is not in the pane has none.
    let first = all.rows[0].subject.id;
    assert_eq!(rows(&estate, Pane::Contacts, holding(first)).held, None);
    assert_eq!(rows(&estate, Pane::Arrears, holding(first)).held, None);
}

#[test]
fn a_position_that_is_none_begins_anew() {
    let estate = contacts(0);
    for bad in [vec![], vec![9], vec![7; 40]] {
        let window = Window {
            after: Some(bad),
            ..Window::first(2)
        };
        rows(&estate, Pane::Contacts, window);
    }
}

#[test]
fn tickets_follow_ups_and_debts_stand_by_urgency() {
    let estate = Estate::new();
    let homes: Vec<Household> = ["3-2-1201", "1-1-0302", "2-1-0801"]
        .iter()
        .map(|code| estate.home(code))
        .collect();
    for (at_minute, home) in [(30, 0), (10, 1), (20, 2)] {
        let mut ticket = estate.ticket(&homes[home], now().plus_minutes(at_minute));
        if home == 2 {
            ticket.state = "follow_up".into();
            ticket.done_at = Some(now());
            estate.put(&mut ticket);
            estate.follow_up(&ticket, now());
        }
    }
    assert_eq!(
        names(&rows(&estate, Pane::Tickets, Window::first(9))),
        ["R1121-002", "R1121-001"]
    );
    assert_eq!(
        names(&rows(&estate, Pane::FollowUps, Window::first(9))),
        ["F1121-001"]
    );
    estate.charge(&homes[1], "2026-09", "246.50");
    let debts = rows(&estate, Pane::Arrears, Window::first(9));
    assert_eq!(names(&debts), ["1-1-0302"]);
    assert_eq!(debts.total, 1);
    // A debt stands for its home: what is done from the row is done to the home.
    assert_eq!(debts.rows[0].subject.id, homes[1].id.0);
    assert_eq!(debts.rows[0].version, 1);
}

#[test]
fn a_window_reads_no_more_with_a_longer_history() {
    let read = |estate: &Estate, pane: Pane, after: Option<Vec<u8>>| {
        let window = Window {
            after,
            ..Window::first(8)
        };
        estate.counted(LI_FANG, &Query::Pane(pane, window)).1
    };
    let (short, long) = (contacts(30), contacts(600));
    assert_eq!(
        read(&short, Pane::Contacts, None),
        read(&long, Pane::Contacts, None)
    );
    let after = |estate: &Estate| {
        let first = rows(estate, Pane::Contacts, Window::first(12));
        first.rows.last().map(|row| row.position.clone())
    };
    assert_eq!(
        read(&short, Pane::Contacts, after(&short)),
        read(&long, Pane::Contacts, after(&long))
    );
    let few = read(&short, Pane::Contacts, None);
    assert!(few < 60, "{few} reads for 8 rows");
}

#[test]
fn the_calls_of_the_day_are_the_first_ones_of_the_pane() {
    let estate = Estate::new();
    let home = estate.home("3-2-1201");
    let ticket = estate.ticket(&home, at("2026-11-18T10:00"));
    let day = |text: &str| at(&format!("2026-11-{text}"));
    // Due today; twice due today but promised for tomorrow; due later but to be tried again today; due later.
    for (since, wake) in [
        ("18T18:00", None),
        ("18T10:00", Some(day("22T09:00"))),
        ("18T11:00", Some(day("22T10:00"))),
        ("20T10:00", Some(day("21T16:00"))),
        ("20T11:00", None),
    ] {
        let mut follow_up = estate.follow_up(&ticket, day(since));
        follow_up.wake_at = wake;
        estate.put(&mut follow_up);
    }
    let Reply::Header(header) = estate.ask(&Query::Header).unwrap() else {
        panic!("no header");
    };
    assert_eq!(header.follow_ups_today, 2);
    let first = rows(&estate, Pane::FollowUps, Window::first(2));
    let end = at("2026-11-22T00:00");
    assert!(first.rows.iter().all(|placed| match &placed.row {
        RowView::FollowUp(row) => row.wake_at.unwrap_or(row.due_at) < end,
        _ => false,
    }));
}
