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
