//! The shift page: accepted line by line, handed over in four keys.

use frontdesk::wire::{Ask, Body, Query, Reply};

use super::day;
use crate::support::screen::Screen;

/// Name and arguments of the one command that was sent.
fn sent(screen: &mut Screen) -> (String, Vec<(String, String)>) {
    let mut commands = screen.take_commands();
    assert_eq!(commands.len(), 1, "{commands:?}");
    let command = commands.remove(0);
    (command.name, command.args)
}

fn args(given: &[(&str, &str)]) -> Vec<(String, String)> {
    let arg = |(name, text): &(&str, &str)| ((*name).to_owned(), (*text).to_owned());
    given.iter().map(arg).collect()
}

#[test]
fn the_page_of_a_shift_looks_as_planned() {
    let mut screen = day::screen(80, 24);
    insta::assert_snapshot!(screen.keys("g s").picture());
    // The rest of the log is further down.
    insta::assert_snapshot!(screen.keys("end").picture());
}

#[test]
fn lines_are_acknowledged_one_by_one_and_the_shift_is_accepted() {
    let mut screen = day::screen(80, 24);
    screen.keys("g s j a");
    assert_eq!(
        sent(&mut screen),
        (
            "shift.acknowledge".to_owned(),
            args(&[("line", "2"), ("handover", "3")])
        )
    );
    screen.keys("A");
    assert_eq!(
        sent(&mut screen),
        ("shift.accept".to_owned(), args(&[("handover", "3")]))
    );
    // The line of a repair opens it; a line of one's own shift is nothing to acknowledge.
    let opened = screen.keys("enter").take_asked();
    let show = |ask: &Ask| matches!(ask, Ask::Query(query) if matches!(**query, Query::Show(_)));
    assert!(opened.iter().any(show), "{opened:?}");
    screen.keys("esc end a");
    assert!(screen.take_commands().is_empty());
    let picture = screen.picture();
    assert!(picture.contains("请先选中一条交接事项"), "{picture}");
}

#[test]
fn a_shift_is_handed_over_in_four_keys() {
    let mut screen = day::screen(80, 24);
    // product.md, key budgets.
    screen.keys("g s H enter");
    assert_eq!(sent(&mut screen), ("shift.handover".to_owned(), args(&[])));
}

#[test]
fn who_is_not_on_duty_begins_here() {
    let mut screen = day::screen(80, 24);
    screen.link.script(Box::new(|ask| match ask {
        Ask::Query(query) if matches!(**query, Query::Shift) => {
            Some(Body::Reply(Box::new(Reply::Shift(Box::default()))))
        }
        other => day::script()(other),
    }));
    let picture = screen.keys("g s").picture();
    assert!(picture.contains("还没有上岗"), "{picture}");
    assert!(picture.contains("S上岗"), "{picture}");
    screen.keys("S enter");
    assert_eq!(sent(&mut screen), ("shift.start".to_owned(), args(&[])));
}

#[test]
fn what_was_handed_over_is_lit_beside_the_name() {
    let mut screen = day::screen(80, 24);
    screen.link.script(Box::new(|ask| match ask {
        Ask::Query(query) if matches!(**query, Query::Header) => {
            let mut header = day::header();
            header.shift = "early".to_owned();
            header.handed = 3;
            Some(Body::Reply(Box::new(Reply::Header(header))))
        }
        other => day::script()(other),
    }));
    screen.event(frontdesk::tui::turn::Event::Connected);
    let picture = screen.picture();
    let top = picture.lines().next().unwrap();
    assert!(top.contains("早班 李芳  待接3"), "{top}");
}
