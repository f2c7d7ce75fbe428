//! The demo on the screen: nothing foreign on any page, the same counts everywhere, more to see on a larger terminal.

use std::sync::Arc;

use frontdesk::wire::view::{Header, RowView, Rows};
use frontdesk::wire::{Ask, Body, Pane, Query, Reply, Window};

use super::office::{Shown, latin_words};
use crate::screens::day;
use crate::support::screen::{Screen, Setup};

/// A screen of this size at the demo.
fn screen(shown: &Arc<Shown>, cols: u16, rows: u16) -> Screen {
    let shown = Arc::clone(shown);
    let mut others = day::script();
    let script = Box::new(move |ask: &Ask| match ask {
        Ask::Query(query) => Some(shown.ask(query)),
        ask => others(ask),
    });
    Screen::start(&Setup::of(cols, rows), script)
}

/// What is pressed in a pane to see what can be seen from there.
const PAGES: [&str; 9] = [
    "",
    "enter",
    "h",
    "e",
    "space",
    "j j h",
    "j j enter",
    "j j e",
    "j j space",
];
/// Pages that are nobody's.
const OTHERS: [&str; 13] = [
    "g b",
    "g w",
    "g p",
    "g p j enter",
    "g f",
    "U",
    "f",
    "f j",
    "n",
    "g t",
    "g t enter",
    "g t j enter",
    "g t j j enter e",
];

/// What is foreign on a picture; a number given by another program is people's own.
fn foreign(picture: &str) -> Vec<String> {
    picture
        .lines()
        .filter(|line| !line.contains("外部单号"))
        .flat_map(|line| {
            latin_words(line)
                .into_iter()
                .map(move |word| format!("{word}: {line}"))
        })
        .collect()
}

fn rows(shown: &Shown, pane: Pane) -> Rows {
    match shown.ask(&Query::Pane(pane, Window::first(500))) {
        Body::Reply(reply) => match *reply {
            Reply::Pane(rows) => rows,
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

fn header(shown: &Shown) -> Header {
    match shown.ask(&Query::Header) {
        Body::Reply(reply) => match *reply {
            Reply::Header(header) => header,
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

/// The counts of the top line and the panes' titles are those of the rows below them.
fn counts_agree(shown: &Arc<Shown>) {
    let header = header(shown);
    let tickets = rows(shown, Pane::Tickets);
    let late = |due: frontdesk::domain::calendar::Instant| due < header.now;
    let late_tickets = tickets.rows.iter().filter(|row| match &row.row {
        RowView::Ticket(row) => row.hold_until.or(row.due_at).is_some_and(late),
        _ => false,
    });
    let count = |rows: usize| i64::try_from(rows).unwrap();
    assert_eq!(header.open, count(tickets.rows.len()));
    assert_eq!(header.late, count(late_tickets.count()));
    let follow_ups = rows(shown, Pane::FollowUps);
    let late_calls = follow_ups.rows.iter().filter(|row| match &row.row {
        RowView::FollowUp(row) => late(row.due_at),
        _ => false,
    });
    assert_eq!(header.follow_ups_late, count(late_calls.count()));
    assert!(header.follow_ups_today > 0 && header.follow_ups_today < follow_ups.total);
    let arrears = rows(shown, Pane::Arrears);
    assert_eq!(
        (header.debtors, header.debtors),
        (arrears.total, count(arrears.rows.len()))
    );

    // The dial queue is what the pane's title calls due today, and the eye begins where it was.
    let mut screen = screen(shown, 80, 24);
    let title = format!("今日应访 {}", header.follow_ups_today);
    assert!(screen.picture().contains(&title), "{}", screen.picture());
    let dialled = screen.keys("3 j f").picture();
    let second = format!("第 2 户，共 {} 户", header.follow_ups_today);
    assert!(dialled.contains(&second), "{dialled}");
    // One of a later day is called alone, and the page says so.
    let early = screen.keys("esc 3 end f").picture();
    assert!(early.contains("未到回访日"), "{early}");
}

/// What a larger terminal shows that a smaller one has no room for.
fn larger_shows_more(shown: &Arc<Shown>) {
    for (pane, more) in [
        ("1", "170****"),
        ("2", "170****"),
        ("3", "170****"),
        ("4", "￥"),
    ] {
        let seen = |cols, rows| {
            let mut screen = screen(shown, cols, rows);
            let picture = screen.keys(pane).picture();
            let lines = picture.lines();
            // Only what stands in the panes: the record beside them is to the right of these columns.
            let panes = lines.map(|line| line.chars().take(100).collect::<String>());
            panes.filter(|line| line.contains(more)).count()
        };
        let (small, large) = (seen(80, 24), seen(200, 50));
        assert!(
            large > small,
            "pane {pane}: {small} lines with {more}, then {large}"
        );
    }
}

#[test]
fn the_demo_on_the_screen_is_in_one_language_and_agrees_with_itself() {
    let shown = Arc::new(Shown::build());
    counts_agree(&shown);
    larger_shows_more(&shown);
    for (cols, height) in [(80, 24), (120, 36), (200, 50)] {
        for pane in ["1", "2", "3", "4"] {
            for page in PAGES {
                let mut screen = screen(&shown, cols, height);
                let keys = format!("{pane} {page}");
                let picture = screen.keys(keys.trim()).picture();
                let foreign = foreign(&picture);
                assert!(foreign.is_empty(), "{keys}: {foreign:#?}\n{picture}");
            }
        }
        for keys in OTHERS {
            let mut screen = screen(&shown, cols, height);
            let picture = screen.keys(keys).picture();
            let foreign = foreign(&picture);
            assert!(foreign.is_empty(), "{keys}: {foreign:#?}\n{picture}");
        }
    }
}
