//! Forms that correct a record: what they begin with, and what somebody else changed meanwhile.

use frontdesk::domain::error::{Refusal, Why};
use frontdesk::wire::{Answer, Ask, Body, Reply};

use super::day;

/// What the form of a correction begins with, as two terminals see it one after another.
fn corrected(place: &str, priority: &str) -> Vec<(String, String)> {
    let of = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    vec![
        of("premises", "2-1-0801"),
        of("caller", "周敏"),
        of("priority", priority),
        of("place", place),
        of("text", "客厅跳闸，冰箱没电"),
    ]
}

#[test]
fn a_correction_shows_what_another_changed_field_by_field_and_keeps_what_was_typed() {
    let mut screen = day::screen(80, 24);
    let mut times = 0;
    screen.link.script(Box::new(move |ask| {
        if let Ask::Do { command, .. } = ask {
            times += 1;
            if command.seen != Some(8) {
                let refusal = Refusal::new(Why::Stale)
                    .with("number", "R1121-014")
                    .with("by", "张敏")
                    .with(
                        "since",
                        frontdesk::domain::error::Fact::At(day::at("14:31")),
                    )
                    .with("at", frontdesk::domain::error::Fact::At(day::at("14:31")));
                return Some(Body::Answer(Answer::Refused(refusal)));
            }
        }
        let mut body = day::script()(ask)?;
        if let Body::Reply(reply) = &mut body {
            match &mut **reply {
                Reply::Form(fields, _) if times == 0 => *fields = corrected("客厅", "normal"),
                Reply::Form(fields, _) => *fields = corrected("餐厅", "urgent"),
                Reply::Detail(detail) if times > 0 => detail.version = 8,
                _ => {}
            }
        }
        Some(body)
    }));
    screen.keys(":").types("ticket.edit").keys("enter");
    let picture = screen.picture();
    assert!(
        picture.contains("周敏") && picture.contains("一般"),
        "{picture}"
    );
    for _ in 0..8 {
        screen.keys("tab");
    }
    screen.types("阳台").keys("enter");
    insta::assert_snapshot!(screen.picture());
    // The record is one key away, and so is the way back.
    screen.keys("f8");
    assert!(screen.picture().contains("吸氧机"), "{}", screen.picture());
    screen.keys("esc enter");
    let sent: Vec<_> = screen
        .take_commands()
        .into_iter()
        .map(|command| (command.seen, command.args))
        .collect();
    let place = vec![("place".to_owned(), "阳台".to_owned())];
    assert_eq!(sent, [(Some(3), place.clone()), (Some(8), place)]);
}

#[test]
fn an_emptied_field_of_a_correction_is_cleared() {
    let mut screen = day::screen(80, 24);
    screen.link.script(Box::new(|ask| {
        let mut body = day::script()(ask)?;
        if let Body::Reply(reply) = &mut body
            && let Reply::Form(fields, _) = &mut **reply
        {
            *fields = corrected("客厅", "normal");
        }
        Some(body)
    }));
    screen.keys(":").types("ticket.edit").keys("enter");
    screen.keys("tab tab tab C-u enter");
    let command = screen.take_commands().remove(0);
    assert_eq!(command.args, [("clear".to_owned(), "caller".to_owned())]);
    // What was typed as it was is no change.
    screen.keys(":").types("ticket.edit").keys("enter");
    screen.keys("tab tab tab C-u").types("周敏").keys("enter");
    assert_eq!(screen.take_commands().remove(0).args, []);
}

/// Every correction with a text in it, and where it is begun: the pane, and who is named where no row of it is meant.
const TEXTS: &[(&str, &str, &str, &str)] = &[
    ("contact.edit", "1", "", "text"),
    ("ticket.edit", "2", "", "text"),
    ("household.edit", "2", "", "note"),
    ("person.edit", "2", "P1", "note"),
    ("staff.edit", "2", "王师傅", "name"),
];

#[test]
fn of_every_correction_a_stale_save_shows_both_texts_and_keeps_the_typed_one() {
    use frontdesk::wire::commands::{About, Kind, commands};
    let texts = |kind: Kind| matches!(kind, Kind::Line(_) | Kind::Block);
    let all: Vec<&str> = commands()
        .filter(|facts| facts.corrects() && facts.about != About::Nothing)
        .filter(|facts| facts.about != About::Register)
        .filter(|facts| facts.args.iter().any(|arg| texts(arg.kind)))
        .map(|facts| facts.name)
        .collect();
    let mut listed: Vec<&str> = TEXTS.iter().map(|row| row.0).collect();
    listed.sort_by_key(|name| all.iter().position(|known| known == name));
    assert_eq!(listed, all, "a correction is not in the table");
    for (name, pane, who, field) in TEXTS {
        let mut screen = day::screen(80, 40);
        let mut times = 0;
        let mut usual = day::script();
        screen.link.script(Box::new(move |ask| {
            if let Ask::Do { command, .. } = ask {
                times += 1;
                if command.seen != Some(8) {
                    let at = || frontdesk::domain::error::Fact::At(day::at("14:31"));
                    let refusal = Refusal::new(Why::Stale)
                        .with("number", "R1121-014")
                        .with("by", "张敏")
                        .with("since", at())
                        .with("at", at());
                    return Some(Body::Answer(Answer::Refused(refusal)));
                }
            }
            let mut body = usual(ask)?;
            if let Body::Reply(reply) = &mut body {
                match &mut **reply {
                    Reply::Form(fields, _) => {
                        let there = if times == 0 {
                            "原来的话"
                        } else {
                            "别人改的话"
                        };
                        *fields = vec![((*field).to_owned(), there.to_owned())];
                    }
                    Reply::Detail(detail) if times > 0 => detail.version = 8,
                    _ => {}
                }
            }
            Some(body)
        }));
        screen.keys(pane).keys(":").types(name).keys("enter");
        if !who.is_empty() {
            screen.types(who).keys("tab");
        }
        let facts = commands().find(|facts| facts.name == *name).unwrap();
        let at = facts
            .args
            .iter()
            .position(|arg| arg.name == *field)
            .unwrap();
        for _ in 0..at {
            screen.keys("tab");
        }
        screen.keys("C-u").types("我改的话").keys("enter");
        let picture = screen.picture();
        assert!(picture.contains("张敏 在"), "{name}: {picture}");
        assert!(picture.contains("我改的话"), "{name}: {picture}");
        assert!(picture.contains("别人改的话"), "{name}: {picture}");
        screen.keys("enter");
        let sent = screen.take_commands();
        let typed = [((*field).to_owned(), "我改的话".to_owned())];
        assert_eq!(sent.len(), 2, "{name}: {}", screen.picture());
        assert!(
            sent.iter().all(|command| command.args == typed),
            "{name}: {sent:?}"
        );
        assert_eq!(
            sent[1].seen,
            Some(8),
            "{name}: what was shown is what was seen"
        );
    }
}
