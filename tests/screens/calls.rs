//! Taking a call.

use frontdesk::domain::error::{Refusal, Why};
use frontdesk::domain::likeness::{Likeness, Near};
use frontdesk::wire::view::{Intake, Matter};
use frontdesk::wire::{Ask, Body, Query, Reply};

use super::day;
use crate::support::screen::Screen;

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
fn where_room_is_short_the_summary_and_the_key_stay_and_the_words_both_have_go() {
    let same = |read: &mut Intake| {
        read.why = vec![Likeness {
            near: Near::Home,
            category: true,
            hours: 2,
            words: ["天花板", "滴水"].map(str::to_owned).to_vec(),
        }];
    };
    for (cols, rows, told) in [(80, 24, false), (120, 36, true)] {
        let mut screen = reading_at((cols, rows), same);
        screen.keys("c").types("321201 天花板滴水");
        let picture = screen.picture();
        let line = picture
            .lines()
            .find(|line| line.contains("R1121-016"))
            .unwrap();
        assert!(line.contains("[F7 加票]"), "{line}");
        assert!(line.contains("天花板滴水  (同户同类，2 小时内"), "{line}");
        assert_eq!(line.contains("同词"), told, "{line}");
    }
}

#[test]
fn several_matters_of_one_call_are_logged_together() {
    let mut screen = day::screen(80, 24);
    screen.link.script(Box::new(|ask| {
        let mut body = day::script()(ask)?;
        if let Body::Reply(reply) = &mut body
            && let frontdesk::wire::Reply::Intake(read) = &mut **reply
        {
            read.matters.push(matter(&[
                ("kind", "repair"),
                ("category", "electric"),
                ("text", "跳闸|了"),
                ("priority", "urgent"),
            ]));
        }
        Some(body)
    }));
    screen.keys("c").types("321201 cfls；tz");
    insta::assert_snapshot!(screen.picture());
    screen.keys("enter");
    let command = screen.take_commands().remove(0);
    assert_eq!(
        arg(&command, "matters"),
        Some("electric|跳闸 了||urgent|repair")
    );
    assert_eq!(arg(&command, "text2"), None);
}

/// A screen whose server reads every line as this, whatever is typed.
fn reading(change: fn(&mut Intake)) -> Screen {
    reading_at((80, 24), change)
}

fn reading_at((cols, rows): (u16, u16), change: fn(&mut Intake)) -> Screen {
    let mut screen = day::screen(cols, rows);
    screen.link.script(Box::new(move |ask| {
        let mut body = day::script()(ask)?;
        if let Body::Reply(reply) = &mut body
            && let Reply::Intake(read) = &mut **reply
        {
            change(read);
        }
        Some(body)
    }));
    screen
}

fn matter(fields: &[(&str, &str)]) -> Matter {
    let fields = fields.iter();
    Matter {
        fields: fields
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect(),
        worker: String::new(),
    }
}

/// Nothing is known but a text.
fn unclear(read: &mut Intake) {
    read.fields = vec![("text".to_owned(), "吊顶有响声".to_owned())];
    read.matters = vec![matter(&[("text", "吊顶有响声")])];
    read.faults = vec![Refusal::new(Why::NoKind).on("kind")];
}

#[test]
fn a_matter_of_no_known_kind_is_asked_for() {
    let mut screen = reading(unclear);
    screen.keys("c").types("321201 吊顶有响声").keys("enter");
    assert_eq!(screen.take_commands(), []);
    insta::assert_snapshot!(screen.picture());
    // Tab leads to what is missing, with what can be chosen there. What is chosen is part of the next question, and what
    // the call is saved as once it is answered.
    screen.keys("tab down");
    assert!(screen.picture().contains("> 咨询"), "{}", screen.picture());
    screen.link.script(Box::new(|ask| {
        let mut body = day::script()(ask)?;
        if let (Ask::Query(query), Body::Reply(reply)) = (ask, &mut body)
            && let (Query::Intake(asked), Reply::Intake(read)) = (&**query, &mut **reply)
        {
            unclear(read);
            read.faults.clear();
            read.fields.extend(asked.fields.clone());
        }
        Some(body)
    }));
    screen.keys("enter");
    let command = screen.take_commands().remove(0);
    assert_eq!(arg(&command, "kind"), Some("enquiry"));
    assert_eq!(arg(&command, "text"), Some("吊顶有响声"));
    assert_eq!(arg(&command, "dispatch"), None);
}

#[test]
fn a_call_can_be_noted_without_knowing_its_kind() {
    let mut screen = reading(unclear);
    screen.keys("c").types("321201 吊顶有响声").keys("f2");
    let command = screen.take_commands().remove(0);
    assert_eq!(arg(&command, "kind"), None);
    assert_eq!(arg(&command, "ticket"), Some("none"));
}

/// Nobody's room, no such category, a day that is over: named before anything is saved.
#[test]
fn what_a_word_is_not_is_said() {
    fn wrong(read: &mut Intake) {
        let faults = [
            (
                "premises",
                Refusal::new(Why::UnknownPremises).with("text", "9-9-9999"),
            ),
            (
                "category",
                Refusal::new(Why::UnknownCategory).with("text", "外星"),
            ),
        ];
        read.faults = faults.map(|(field, refusal)| refusal.on(field)).to_vec();
        for (token, fault) in read.tokens.iter_mut().zip(read.faults.clone()) {
            token.fault = Some(fault);
        }
        (read.household, read.premises) = (None, String::new());
        (read.notices, read.same, read.why) = Default::default();
    }
    let mut screen = reading(wrong);
    screen.keys("c").types("9-9-9999 #外星");
    insta::assert_snapshot!(screen.picture());
    screen.keys("enter");
    assert_eq!(screen.take_commands(), []);
    let picture = screen.picture();
    // Under the line, at the field, and on the message line.
    assert_eq!(
        picture.matches("没有“9-9-9999”这户").count(),
        3,
        "{picture}"
    );
}

/// However long the rest is, it can be seen that it is urgent, and when somebody comes.
#[test]
fn urgency_and_time_always_fit() {
    fn long(read: &mut Intake) {
        read.tokens[0].others = vec!["32-1-201".to_owned(), "3-21-201".to_owned()];
        read.tokens[1].value = "厨房水管漏水，楼下也漏，要求今天一定修好".to_owned();
    }
    let mut screen = reading(long);
    screen.keys("c").types("321201 cfls");
    let picture = screen.picture();
    let line = picture.lines().nth(3).unwrap();
    for part in ["3-2-1201", "急", "11-22 09:00-12:00", "厨房"] {
        assert!(line.contains(part), "{part} in {line}");
    }
}

#[test]
fn another_reading_of_a_word_is_asked_for() {
    fn either(read: &mut Intake) {
        read.candidates.clear();
        read.tokens[1].others = vec!["王建国 3-2-1201".to_owned()];
    }
    let mut screen = reading(either);
    screen.keys("c").types("321201 cfls");
    screen.take_asked();
    screen.keys("f4 f4");
    let turned: Vec<_> = screen
        .take_asked()
        .into_iter()
        .filter_map(|ask| match ask {
            Ask::Query(query) => match *query {
                Query::Intake(asked) => Some(asked.turned),
                _ => None,
            },
            _ => None,
        })
        .collect();
    assert_eq!(turned, [[("cfls".to_owned(), 1)], [("cfls".to_owned(), 2)]]);
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
