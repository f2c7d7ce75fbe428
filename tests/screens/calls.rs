//! Taking a call.

use frontdesk::wire::{Ask, Body, Query};

use super::day;

fn arg<'c>(command: &'c frontdesk::wire::Command, name: &str) -> Option<&'c str> {
    let found = command.args.iter().find(|(known, _)| known == name);
    found.map(|(_, value)| value.as_str())
}

#[test]
fn what_is_known_of_the_home_is_shown_while_the_caller_speaks() {
    let mut screen = day::screen(80, 24);
    screen.keys("c").types("321201 cfls 急 明天上午");
    insta::assert_snapshot!(screen.picture());
}

#[test]
fn a_call_with_its_dispatched_repair_takes_three_keys() {
    let mut screen = day::screen(80, 24);
    screen.keys("c").types("321201 cfls 急");
    screen.take_asked();
    screen.keys("enter");
    let commands = screen.take_commands();
    assert_eq!(commands.len(), 1);
    let command = &commands[0];
    assert_eq!(command.name, "contact.log");
    assert_eq!(arg(command, "channel"), Some("call"));
    assert_eq!(arg(command, "premises"), Some("3-2-1201"));
    assert_eq!(arg(command, "category"), Some("water"));
    assert_eq!(arg(command, "priority"), Some("urgent"));
    assert_eq!(arg(command, "dispatch"), Some("yes"));
    assert!(!screen.picture().contains("逐项填写"), "the form is gone");
}

#[test]
fn the_contact_alone_is_saved_with_f2() {
    let mut screen = day::screen(80, 24);
    screen.keys("v").types("321201 咨询").keys("f2");
    let command = screen.take_commands().remove(0);
    assert_eq!(arg(&command, "channel"), Some("visit"));
    assert_eq!(arg(&command, "ticket"), Some("none"));
    assert_eq!(arg(&command, "dispatch"), None);
}

#[test]
fn enter_waits_for_the_answer_to_what_was_typed() {
    let mut screen = day::screen(80, 24);
    screen.keys("c");
    // The server is slow: nothing is answered until everything was typed.
    screen.silence();
    screen.types("321201").keys("enter");
    assert_eq!(screen.take_commands(), []);
    screen.link.script(day::script());
    screen.catch_up();
    let command = screen.take_commands().remove(0);
    assert_eq!(arg(&command, "premises"), Some("3-2-1201"));
}

#[test]
fn only_the_newest_line_is_asked_for() {
    let mut screen = day::screen(80, 24);
    screen.keys("c");
    screen.take_asked();
    screen.silence();
    screen.types("321201");
    screen.link.script(day::script());
    screen.catch_up();
    let lines: Vec<String> = screen
        .take_asked()
        .into_iter()
        .filter_map(|ask| match ask {
            Ask::Query(query) => match *query {
                Query::Intake(asked) => Some(asked.line),
                _ => None,
            },
            _ => None,
        })
        .collect();
    assert_eq!(lines, ["3", "321201"]);
}

#[test]
fn a_field_filled_by_hand_wins() {
    let mut screen = day::screen(80, 24);
    screen.keys("c").types("321201 cfls").keys("tab");
    insta::assert_snapshot!(screen.picture());
    // The room is typed anew.
    screen.keys("C-u").types("5-1-0101");
    screen.keys("enter");
    let command = screen.take_commands().remove(0);
    assert_eq!(arg(&command, "premises"), Some("5-1-0101"));
}

#[test]
fn the_same_matter_gets_a_voice_instead_of_a_ticket() {
    let mut screen = day::screen(80, 24);
    screen.keys("c").types("321201 cfls").keys("f7");
    let command = screen.take_commands().remove(0);
    assert_eq!(arg(&command, "voice"), Some("R20261121-016"));
    assert_eq!(arg(&command, "ticket"), Some("none"));
}

#[test]
fn several_matters_of_one_call_are_logged_together() {
    let mut screen = day::screen(80, 24);
    screen.link.script(Box::new(|ask| {
        let mut body = day::script()(ask)?;
        if let Body::Reply(reply) = &mut body
            && let frontdesk::wire::Reply::Intake(read) = &mut **reply
        {
            let of = |name: &str, value: &str| (name.to_owned(), value.to_owned());
            read.further = vec![vec![
                of("category", "power"),
                of("text", "跳闸|了"),
                of("priority", "urgent"),
            ]];
        }
        Some(body)
    }));
    screen.keys("c").types("321201 cfls；tz");
    assert!(screen.picture().contains("另有 1 件"));
    screen.keys("enter");
    let command = screen.take_commands().remove(0);
    assert_eq!(arg(&command, "matters"), Some("power|跳闸 了||urgent"));
}

#[test]
fn a_second_call_goes_on_top_and_comes_back() {
    let mut screen = day::screen(80, 24);
    screen.keys("c").types("321201 cfls").keys("f3");
    let picture = screen.picture();
    assert!(picture.contains("叠 2"), "{picture}");
    screen.types("511201").keys("enter");
    let picture = screen.picture();
    assert!(picture.contains("321201 cfls▏"), "{picture}");
    assert!(!picture.contains("叠"), "{picture}");
}

#[test]
fn a_phone_that_rings_opens_a_call_with_its_number() {
    let mut screen = day::screen(80, 24);
    let phone = "13812345678".to_owned();
    screen.message(frontdesk::wire::Message::Ring { phone });
    let picture = screen.picture();
    assert!(
        picture.contains("13812345678▏") && picture.contains("来电 13812345678"),
        "{picture}"
    );
}
