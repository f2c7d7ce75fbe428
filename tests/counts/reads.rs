//! What a question reads does not grow with what lies behind the office.

use std::sync::Arc;

use frontdesk::domain::calendar::Zone;
use frontdesk::domain::household::Household;
use frontdesk::domain::ticket::Ticket;
use frontdesk::service::answer::Answer;
use frontdesk::service::command::Command;
use frontdesk::service::execute::{Job, Service};
use frontdesk::service::office::Office;
use frontdesk::service::queries::{Asking, answer};
use frontdesk::service::query::{ArrearsQuery, IntakeQuery, ListQuery, Pane, Query, Reply, Window};
use frontdesk::service::search::SearchText;
use frontdesk::service::subject::Subject;
use frontdesk::service::view::{GroupBy, GroupOrder};
use frontdesk::storage::Store;
use frontdesk::storage::memory::MemoryStore;
use frontdesk::storage::record::Record;

use super::estate::{COMMON, code_of, receptionist};
use super::tally::{Counting, Reads};
use super::{HOMES, OLD, YOUNG, now, office};

/// Rows of a window on a screen of 24 lines.
const WINDOW: u32 = 22;

/// Asks, and counts what that read.
fn reads(store: &MemoryStore, query: &Query, search: Option<&SearchText>) -> (Reads, Reply) {
    let tx = store.read().unwrap();
    let office = Office::read(&*tx).unwrap();
    let counting = Counting::new(&*tx);
    let asking = Asking {
        tx: &counting,
        office: &office,
        actor: &receptionist(),
        now: now(),
        search,
    };
    let reply = answer(asking, query).unwrap();
    (counting.reads(), reply)
}

/// The same reads in the young and in the old office, and no more than these.
#[track_caller]
fn same(query: &Query, most: Reads) {
    let young = reads(&YOUNG, query, None).0;
    let old = reads(&OLD, query, None).0;
    assert_eq!(young, old, "{query:?}");
    within(old, most, query);
}

#[track_caller]
fn within(reads: Reads, most: Reads, query: &Query) {
    let fits =
        reads.gets <= most.gets && reads.scans <= most.scans && reads.entries <= most.entries;
    assert!(fits, "{reads:?}, not within {most:?}: {query:?}");
}

fn rows(store: &MemoryStore, pane: Pane, window: Window) -> frontdesk::service::view::Rows {
    match reads(store, &Query::Pane(pane, window), None).1 {
        Reply::Pane(rows) => rows,
        other => panic!("{other:?}"),
    }
}

/// The window after two others.
fn third(store: &MemoryStore, pane: Pane) -> Window {
    let mut window = Window::first(WINDOW);
    for _ in 0..2 {
        let rows = rows(store, pane, window.clone());
        assert!(rows.more, "{pane:?}");
        window.after = rows.rows.last().map(|row| row.position.clone());
    }
    window
}

/// A window of 22 rows meets 23 entries of an index and gets at most each record, one beside it and
/// a few kept figures. The contacts' pane walks past the 20 open ones again behind them, in one scan.
const A_WINDOW: Reads = Reads {
    gets: 2 * 23 + 4 + 20,
    scans: 2,
    entries: 23 + 20 + 3,
};

#[test]
fn the_first_window_of_each_pane() {
    for pane in Pane::ALL {
        same(&Query::Pane(*pane, Window::first(WINDOW)), A_WINDOW);
    }
}

#[test]
fn a_window_further_down_reads_no_more_than_the_first() {
    for pane in Pane::ALL {
        for store in [&*YOUNG, &*OLD] {
            let query = Query::Pane(*pane, third(store, *pane));
            within(reads(store, &query, None).0, A_WINDOW, &query);
        }
    }
}

#[test]
fn the_last_window_of_a_long_pane_is_read_from_its_end() {
    let window = Window {
        backward: true,
        ..Window::first(WINDOW)
    };
    for pane in Pane::ALL {
        same(&Query::Pane(*pane, window.clone()), A_WINDOW);
    }
}

/// The rows behind the rates of follow-ups begin at their month and at what is late, not at the oldest record.
#[test]
fn rows_behind_a_rate_are_not_looked_for_in_history() {
    let from = Zone::default().day_of(now()).month().first();
    let most = Reads {
        gets: 4 * 200,
        scans: 4,
        entries: 2 * 200,
    };
    for conditions in [
        vec!["overdue = yes".to_owned()],
        vec![
            format!("due_at >= {from}"),
            "outcome = satisfied".to_owned(),
        ],
    ] {
        let query = Query::List(ListQuery {
            export: false,
            what: "followups".to_owned(),
            conditions,
            limit: WINDOW,
            reveal: false,
            after: None,
        });
        for store in [&*YOUNG, &*OLD] {
            within(reads(store, &query, None).0, most, &query);
        }
    }
}

#[test]
fn the_next_urgent_thing_is_found_without_sorting() {
    // Four indexes are asked for one entry each; a window around what was found.
    let most = Reads {
        gets: 2 * (16 + 36) + 16,
        scans: 9,
        entries: 4 + 2 * 16 + 36 + 3,
    };
    for store in [&*YOUNG, &*OLD] {
        let mut query = Query::Urgent(None);
        for _ in 0..20 {
            let (counted, reply) = reads(store, &query, None);
            within(counted, most, &query);
            let Reply::Urgent(Some(found), _) = reply else {
                panic!("{reply:?}");
            };
            query = Query::Urgent(Some(found.subject));
        }
    }
}

#[test]
fn the_top_line_is_made_of_kept_figures() {
    // What is late and due is counted: a third of 100 tickets, twice the open follow-ups. Beside that one's own shift,
    // what was handed over, who rings and which homes were handed over since the bills are looked for.
    let most = Reads {
        gets: 32,
        // Two of them for the day that is not closed.
        scans: 9,
        entries: 150,
    };
    same(&Query::Header, most);
}

#[test]
fn a_ticket_with_its_history() {
    let query = Query::Detail(Subject {
        kind: Ticket::KIND,
        id: 300,
    });
    let most = Reads {
        gets: 30,
        scans: 10,
        entries: 30,
    };
    same(&query, most);
}

#[test]
fn a_home_card_shows_the_last_of_a_long_life() {
    // In the old office this home has many times as many tickets and bills.
    let query = Query::Home(Subject {
        kind: Household::KIND,
        id: 7,
    });
    let most = Reads {
        gets: 200,
        scans: 20,
        entries: 200,
    };
    within(reads(&OLD, &query, None).0, most, &query);
}

#[test]
fn what_stands_beside_the_entry_line() {
    let query = Query::Intake(IntakeQuery {
        line: format!("{} 厨房漏水", code_of(7)),
        fields: Vec::new(),
        form: "call".into(),
        turned: Vec::new(),
    });
    let most = Reads {
        gets: 200,
        scans: 60,
        entries: 300,
    };
    within(reads(&OLD, &query, None).0, most, &query);
}

#[test]
fn a_search_reads_what_it_shows() {
    let query = Query::Find(COMMON.into(), WINDOW);
    let most = Reads {
        gets: 4 * 22,
        scans: 40,
        entries: 60,
    };
    for store in [&*YOUNG, &*OLD] {
        let tx = store.read().unwrap();
        let mut search = SearchText::new(usize::MAX);
        while !search.read_more(&*tx, 5_000).unwrap() {}
        within(reads(store, &query, Some(&search)).0, most, &query);
    }
}

/// An office of this age in which somebody has done three hundred things since they came on duty.
fn at_work(tickets: u64, months: u64) -> Arc<MemoryStore> {
    let store = office(tickets, months);
    let mut service = Service::open(&*store.read().unwrap()).unwrap();
    for act in 0..=300_u64 {
        let command = match act {
            0 => Command::new("shift.start"),
            _ => Command::new("contact.log")
                .arg("premises", code_of(act % HOMES + 1))
                .arg("category", "water")
                .arg("text", "厨房水管漏水"),
        };
        let job = Job {
            actor: receptionist(),
            request: u128::from(act).to_be_bytes(),
            command,
            now: now().plus_ms(i64::try_from(act).unwrap() - 1_000),
            salt: [7; 16],
        };
        let answer = service.execute(&*store, &job).unwrap();
        assert!(matches!(answer, Answer::Done(_)), "{answer:?}");
    }
    store
}

#[test]
fn a_shift_of_three_hundred_acts_reads_no_more_in_an_old_office() {
    let (young, old) = (at_work(500, 6), at_work(4_000, 60));
    // Each act is read for what it changed, each ticket once, and the hundred latest acts for the log; on paper all.
    for (query, most) in [
        (
            Query::Shift,
            Reads {
                gets: 600,
                scans: 120,
                entries: 600,
            },
        ),
        (
            Query::WorkLog(None, None),
            Reads {
                gets: 1_900,
                scans: 340,
                entries: 1_300,
            },
        ),
    ] {
        let (young, old) = (reads(&young, &query, None).0, reads(&old, &query, None).0);
        assert_eq!(young, old, "{query:?}");
        within(old, most, &query);
    }
}

#[test]
fn who_rings_is_found_among_all_who_ever_rang() {
    let most = Reads {
        gets: 60,
        scans: 13,
        entries: 160,
    };
    for store in [office(500, 6), office(4_000, 60)] {
        let mut service = Service::open(&*store.read().unwrap()).unwrap();
        // All but the last five rang long ago.
        for call in 0..200_i64 {
            let ago = if call < 195 { 100_000 } else { 0 };
            let job = Job {
                actor: receptionist(),
                request: (1_000 + u128::try_from(call).unwrap()).to_be_bytes(),
                command: Command::new("contact.ring").arg("phone", format!("1390000{call:04}")),
                now: now().plus_ms(call - 1_000 - ago),
                salt: [7; 16],
            };
            let answer = service.execute(&*store, &job).unwrap();
            assert!(matches!(answer, Answer::Done(_)), "{answer:?}");
        }
        let (counted, reply) = reads(&store, &Query::Header, None);
        within(counted, most, &Query::Header);
        assert!(matches!(reply, Reply::Header(header) if header.rings.len() == 5));
    }
}

/// Groups are kept figures, and payers an index: whatever was ever charged, no charge is read.
#[test]
fn arrears_and_the_rate_are_told_without_reading_a_charge() {
    let most = Reads {
        gets: 40,
        scans: 8,
        entries: usize::try_from(HOMES).unwrap(),
    };
    for by in GroupBy::ALL {
        let groups = Query::Arrears(ArrearsQuery {
            by: *by,
            order: GroupOrder::Amount,
            filter: String::new(),
        });
        for query in [groups, Query::Rates(None, *by)] {
            for store in [&*YOUNG, &*OLD] {
                within(reads(store, &query, None).0, most, &query);
            }
        }
    }
}
