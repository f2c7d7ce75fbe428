//! A morning with the receiver in the left hand: every key is one of the right half.

use frontdesk::wire::Command;

use super::day;
use crate::support::screen::{Screen, Setup};

fn screen() -> Screen {
    let setup = Setup {
        style: "one-hand",
        ..Setup::of(80, 24)
    };
    let mut screen = Screen::start(&setup, day::script());
    screen.take_asked();
    screen
}

#[track_caller]
fn only(screen: &mut Screen) -> Command {
    let mut commands = screen.take_commands();
    // The number of whom is called is shown by itself.
    commands.retain(|command| command.name != "person.reveal");
    assert_eq!(commands.len(), 1, "{commands:?}\n{}", screen.picture());
    commands.remove(0)
}

fn arg<'c>(command: &'c Command, name: &str) -> Option<&'c str> {
    let found = command.args.iter().find(|(known, _)| known == name);
    found.map(|(_, value)| value.as_str())
}

#[test]
fn the_hints_name_the_keys_of_that_hand() {
    let mut screen = screen();
    insta::assert_snapshot!(screen.picture());
    insta::assert_snapshot!(screen.keys("l").types("321201 cfls").picture());
    screen.keys("C-u f9 space");
    insta::assert_snapshot!(screen.picture());
}

#[test]
fn a_call_and_a_visit() {
    let mut screen = screen();
    screen.keys("l").types("321201 cfls").keys("enter");
    let call = only(&mut screen);
    assert_eq!(
        (arg(&call, "channel"), arg(&call, "dispatch")),
        (Some("call"), Some("yes"))
    );
    screen.keys("i").types("321201 cfls").keys("f10");
    let visit = only(&mut screen);
    assert_eq!(
        (arg(&visit, "channel"), arg(&visit, "ticket")),
        (Some("visit"), Some("none"))
    );
    for (key, title) in [("o", "报修"), ("y", "投诉")] {
        screen.keys(key);
        let picture = screen.picture();
        let rule = picture.lines().find(|line| line.starts_with('━')).unwrap();
        assert!(rule.contains(title), "{rule}");
        screen.keys("f9");
    }
}

#[test]
fn the_phone_rings_in_the_middle_of_a_form() {
    let mut screen = screen();
    screen.keys("l").types("321201 cfls").keys("f5");
    screen.types("511201 cfls").keys("enter");
    assert_eq!(only(&mut screen).name, "contact.log");
    // The first call stands where it was left.
    assert!(screen.picture().contains("> 321201 cfls▏"));
    screen.keys("enter");
    assert_eq!(only(&mut screen).name, "contact.log");
    assert!(!screen.picture().contains("逐项填写"), "both are gone");
}

#[test]
fn what_is_put_away_is_named_by_a_key_of_that_hand() {
    let mut screen = screen();
    screen.keys("l").types("321201").keys("f9");
    let picture = screen.picture();
    let said = picture.lines().rev().nth(1).unwrap();
    assert!(said.contains('O') && !said.contains("g u"), "{said}");
    screen.keys("O");
    assert!(!screen.picture().contains(said), "{}", screen.picture());
}

#[test]
fn a_repair_is_sent_and_done() {
    let mut screen = screen();
    screen.keys("; enter");
    assert_eq!(only(&mut screen).name, "ticket.dispatch");
    screen.keys("u");
    assert_eq!(only(&mut screen).name, "undo");
    for (key, form) in [("[", "挂起"), ("M", "记进展"), ("h", "房屋卡片")] {
        screen.keys(key);
        let picture = screen.picture();
        let rule = picture.lines().find(|line| line.starts_with('━')).unwrap();
        assert!(rule.contains(form), "{key} opens {form}:\n{picture}");
        screen.keys("f9");
    }
}

#[test]
fn panes_are_walked_through_and_left_with_one_hand() {
    let mut screen = screen();
    let focus = |screen: &Screen| {
        let picture = screen.picture();
        let line = picture.lines().find(|line| line.starts_with('━'));
        line.unwrap().chars().nth(1)
    };
    assert_eq!(focus(screen.keys("right")), Some('3'));
    assert_eq!(focus(screen.keys("left left")), Some('1'));
    assert_eq!(focus(screen.keys("4")), Some('4'));
    screen.keys("enter backspace");
    assert_eq!(focus(&screen), Some('4'));
}

#[test]
fn a_satisfied_home_and_a_payment() {
    let mut screen = screen();
    screen.keys("3 m 1 enter");
    let asked = only(&mut screen);
    assert_eq!(
        (asked.name.as_str(), arg(&asked, "outcome")),
        ("followup.record", Some("satisfied"))
    );
    screen.keys("backspace 4 p enter");
    assert_eq!(only(&mut screen).name, "payment.take");
    for (key, word) in [("-", "催缴"), ("P", "承诺")] {
        screen.keys(key);
        let picture = screen.picture();
        assert!(picture.contains(word), "{key}:\n{picture}");
        screen.keys("f9");
    }
}
