//! What somebody else changes: every part of the screen that does not show it asks again, and no other.

use frontdesk::wire::{Ask, Body, Message, Pane, Query, Reply, Subject};

use super::day;
use crate::support::screen::Screen;

fn asked(screen: &mut Screen) -> Vec<Query> {
    let asked = screen.take_asked().into_iter();
    asked
        .filter_map(|ask| match ask {
            Ask::Query(query) => Some(*query),
            _ => None,
        })
        .collect()
}

fn touched() -> Vec<Subject> {
    vec![Subject { kind: 2, id: 1 }]
}

#[test]
fn a_part_read_before_the_change_is_asked_for_though_another_was_read_after_it() {
    let mut screen = day::screen(80, 24);
    screen.keys("enter");
    // The minute's figures and the order of the tickets are read at line 2; the other panes and the record are
    // still of line 1.
    screen.link.seq = 2;
    screen.pass(60_000);
    asked(&mut screen);
    let (seq, touched) = (2, touched());
    screen.message(Message::Notice {
        seq,
        touched: touched.clone(),
    });
    let queries = asked(&mut screen);
    let panes = |query: &&Query| matches!(query, Query::Pane(..));
    assert_eq!(queries.iter().filter(panes).count(), 3, "{queries:?}");
    let record = |query: &Query| matches!(query, Query::Detail(_));
    assert!(queries.iter().any(record), "{queries:?}");
    assert!(!queries.contains(&Query::Header), "{queries:?}");
    // Now everything shows it.
    screen.message(Message::Notice { seq, touched });
    assert_eq!(asked(&mut screen), []);
}

#[test]
fn rows_added_later_do_not_make_the_older_ones_new() {
    let mut screen = day::screen(80, 24);
    screen.link.script(day::long_script(120));
    screen.message(Message::Notice {
        seq: 0,
        touched: Vec::new(),
    });
    screen.link.seq = 2;
    for _ in 0..40 {
        screen.keys("j");
    }
    asked(&mut screen);
    screen.message(Message::Notice {
        seq: 2,
        touched: touched(),
    });
    let again = |query: &Query| matches!(query, Query::Pane(Pane::Tickets, window) if window.held.is_some());
    let queries = asked(&mut screen);
    assert!(queries.iter().any(again), "{queries:?}");
}

#[test]
fn that_somebody_else_opened_the_record_is_shown_to_who_has_it_open() {
    let mut screen = day::screen(80, 24);
    screen.link.seq = 9;
    screen.link.script(Box::new(|ask| match ask {
        Ask::Viewing(_) => Some(Body::Others(Vec::new())),
        other => day::script()(other),
    }));
    screen.keys("enter");
    assert!(
        !screen.picture().contains("张敏 也在看"),
        "{}",
        screen.picture()
    );
    screen.link.script(day::script());
    let (seq, touched) = (0, touched());
    screen.message(Message::Notice { seq, touched });
    let picture = screen.picture();
    assert!(picture.contains("张敏"), "{picture}");
}

#[test]
fn the_menu_of_a_record_acts_on_that_record() {
    let gone = || -> crate::support::screen::Script {
        Box::new(|ask| {
            let mut body = day::script()(ask)?;
            if let Ask::Query(query) = ask
                && let Query::Pane(Pane::Tickets, _) = &**query
                && let Body::Reply(reply) = &mut body
                && let Reply::Pane(rows) = &mut **reply
            {
                rows.rows.remove(0);
            }
            Some(body)
        })
    };
    for keys in ["space", ":"] {
        let mut screen = day::screen(80, 24);
        screen.keys(keys);
        // A colleague closes it: the cursor is on the next one.
        screen.link.script(gone());
        screen.message(Message::Notice {
            seq: 9,
            touched: touched(),
        });
        screen.take_asked();
        if keys == ":" {
            screen.types("pg").keys("enter enter");
        } else {
            screen.keys("a enter");
        }
        let command = screen.take_commands().remove(0);
        assert_eq!(
            (command.name.as_str(), command.subject.as_deref()),
            ("ticket.dispatch", Some("R20261121-014")),
            "{keys}"
        );
    }
}

#[test]
fn a_long_list_left_far_down_begins_again_at_what_is_urgent() {
    let mut screen = day::screen(80, 24);
    screen.link.script(day::long_script(1_000));
    screen.message(Message::Notice {
        seq: 0,
        touched: Vec::new(),
    });
    for _ in 0..400 {
        screen.keys("j");
    }
    screen.keys("1");
    let picture = screen.picture();
    assert!(picture.contains("R1101-001"), "{picture}");
    assert!(!picture.contains("R1101-200"), "{picture}");
}

#[test]
fn the_urgent_thing_before_the_rows_that_are_there_is_found() {
    let mut screen = day::screen(80, 24);
    let mut long = day::long_script(1_000);
    screen.link.script(Box::new(move |ask| {
        let mut body = long(ask)?;
        if let Ask::Query(query) = ask
            && let Body::Reply(reply) = &mut body
            && let Reply::Pane(rows) = &mut **reply
        {
            // Nothing else is late.
            if !matches!(&**query, Query::Pane(Pane::Tickets, _)) {
                rows.rows.clear();
                return Some(body);
            }
            let first = day::ticket(1, "R1101-001|1-1-0101|何平|换灯管|received||11-20 10:00||");
            for row in rows
                .rows
                .iter_mut()
                .filter(|row| row.subject == first.subject)
            {
                row.clone_from(&first);
            }
        }
        Some(body)
    }));
    screen.message(Message::Notice {
        seq: 0,
        touched: Vec::new(),
    });
    for _ in 0..400 {
        screen.keys("j");
    }
    screen.keys("n");
    let picture = screen.picture();
    assert!(
        picture.contains(">!R1101-001") && !picture.contains("没有超时"),
        "{picture}"
    );
}
