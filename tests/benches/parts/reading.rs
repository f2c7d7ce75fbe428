//! What a terminal asks: windows over the panes, the top line, records, cards, lists.

use frontdesk::domain::household::Household;
use frontdesk::domain::ticket::Ticket;
use frontdesk::service::command::Command;
use frontdesk::service::query::{ArrearsQuery, ListQuery, Pane, Query, Reply, Window};
use frontdesk::service::subject::Subject;
use frontdesk::service::view::{GroupBy, GroupOrder, Rows};
use frontdesk::storage::record::Record;

use super::{Desk, WINDOW};
use crate::estate::{Random, code_of};
use crate::kit::measure::times;
use crate::kit::table::Figure;

const TIMES: usize = 1_000;
/// The far page, or the last one there is.
const PAGE: u32 = 1_000;

pub fn figures(desk: &Desk, out: &mut Vec<Figure>) {
    let mut take = |name: &str, query: &dyn Fn(&mut Random) -> Query| {
        let mut random = Random::new(7);
        let times = times(TIMES, |_| drop(desk.must(&query(&mut random))));
        out.push(Figure::times(name, &times));
    };
    take("header", &|_| Query::Header);
    for pane in Pane::ALL {
        let name = pane.name();
        take(&format!("pane {name}: first window"), &|_| {
            Query::Pane(*pane, Window::first(WINDOW))
        });
        let far = far_window(desk, *pane);
        take(&format!("pane {name}: page {PAGE} or last"), &|_| {
            Query::Pane(*pane, far.clone())
        });
    }
    take("ticket with history", &|random| {
        Query::Detail(Subject {
            kind: Ticket::KIND,
            id: random.below(desk.size.tickets) + 1,
        })
    });
    take("home card", &|random| {
        Query::Home(Subject {
            kind: Household::KIND,
            id: random.below(desk.size.homes) + 1,
        })
    });
    take("ledger of a home: first page", &|random| {
        let home = Subject {
            kind: Household::KIND,
            id: random.below(desk.size.homes) + 1,
        };
        Query::Ledger(home, None, WINDOW)
    });
    take("what a payment would do", &|random| {
        let home = code_of(random.below(desk.size.homes) + 1);
        let payment = Command::new("payment.take").about(home);
        Query::WhatIf(payment.arg("amount", "100").arg("method", "cash"))
    });
    for (what, condition) in [("tickets", None), ("tickets", Some("state = working"))] {
        let name = condition.map_or_else(|| what.to_owned(), |c| format!("{what}, {c}"));
        take(&format!("list {name}: {WINDOW} rows"), &|_| {
            Query::List(ListQuery {
                export: false,
                what: what.into(),
                conditions: condition.map(str::to_owned).into_iter().collect(),
                limit: WINDOW,
                reveal: false,
                after: None,
            })
        });
    }
    for by in GroupBy::ALL {
        take(&format!("arrears by {}", by.name()), &|_| {
            Query::Arrears(ArrearsQuery {
                by: *by,
                order: GroupOrder::Amount,
                filter: String::new(),
            })
        });
    }
    for what in ["debts", "debts_by_age", "limitation"] {
        take(&format!("list {what}: {WINDOW} rows"), &|_| {
            Query::List(ListQuery {
                export: false,
                what: what.into(),
                conditions: Vec::new(),
                limit: WINDOW,
                reveal: false,
                after: None,
            })
        });
    }
    for by in [GroupBy::Building, GroupBy::Steward] {
        take(&format!("collection rate by {}", by.name()), &|_| {
            Query::Rates(None, by)
        });
    }
    let mut here = None;
    let walked = times(TIMES, |_| here = Some(next_urgent(desk, here)));
    out.push(Figure::times("the next urgent thing", &walked));
}

/// The next in the one queue after a record, as `n` walks it.
fn next_urgent(desk: &Desk, here: Option<Subject>) -> Subject {
    match desk.must(&Query::Urgent(here)) {
        Reply::Urgent(Some(found), _) => found.subject,
        other => panic!("{other:?}"),
    }
}

fn rows(desk: &Desk, pane: Pane, window: Window) -> Rows {
    match desk.must(&Query::Pane(pane, window)) {
        Reply::Pane(rows) => rows,
        other => panic!("{other:?}"),
    }
}

/// Walks to the far page, as somebody holding a key down would.
fn far_window(desk: &Desk, pane: Pane) -> Window {
    let mut window = Window::first(WINDOW);
    for _ in 1..PAGE {
        let rows = rows(desk, pane, window.clone());
        match rows.rows.last() {
            Some(last) if rows.more => window.after = Some(last.position.clone()),
            _ => break,
        }
    }
    window
}
