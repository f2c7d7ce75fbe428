//! Somebody is away: the form that gives what they have to others.

use frontdesk::wire::{Ask, Body, Query, Reply};

use super::day;
use crate::support::screen::Screen;

/// A day on which 王师傅 has three tickets.
fn screen() -> Screen {
    let mut screen = day::screen(80, 24);
    let mut usual = day::script();
    screen.link.script(Box::new(move |ask| match ask {
        Ask::Query(query) => match &**query {
            Query::Several(command, names) if command == "staff.absent" => {
                let held = if names == &["王师傅"] {
                    ["R20261121-009", "R20261121-014", "R20261121-018"]
                        .map(str::to_owned)
                        .to_vec()
                } else {
                    Vec::new()
                };
                let mut held = day::several(&held);
                for one in &mut held {
                    "赵师傅".clone_into(&mut one.worker);
                }
                Some(Body::Reply(Box::new(Reply::Several(held))))
            }
            _ => usual(ask),
        },
        _ => usual(ask),
    }));
    screen.keys(":").types("请假").keys("enter");
    screen
}

#[test]
fn what_somebody_has_is_shown_with_who_gets_it_and_sent_as_one() {
    let mut screen = screen();
    screen.types("王师傅").keys("tab").types("后天");
    insta::assert_snapshot!(screen.picture());
    // The second goes to another, the third stays.
    screen.keys("tab tab C-u").types("李师傅").keys("tab C-u");
    screen.take_asked();
    screen.keys("enter");
    let commands = screen.take_commands();
    let [command] = commands.as_slice() else {
        panic!("{}", screen.picture());
    };
    assert_eq!(command.name, "staff.absent");
    assert_eq!(command.subject.as_deref(), Some("王师傅"));
    let given = "R1121-014@3:赵师傅,R1121-009@3:李师傅";
    let args = [("until", "后天"), ("tickets", given)];
    assert_eq!(
        command.args,
        args.map(|(name, value)| (name.to_owned(), value.to_owned()))
    );
}

#[test]
fn what_they_have_is_looked_at_before_it_is_given_away() {
    let mut screen = screen();
    screen.types("王师傅");
    screen.take_asked();
    screen.keys("enter");
    assert!(screen.take_commands().is_empty());
    assert!(
        screen.picture().contains("R1121-009"),
        "{}",
        screen.picture()
    );
}

#[test]
fn who_has_nothing_is_away_all_the_same() {
    let mut screen = screen();
    screen.types("李芳").keys("tab").types("明天");
    let picture = screen.picture();
    assert!(picture.contains("李芳 手上没有未结的单"), "{picture}");
    screen.take_asked();
    screen.keys("enter");
    let command = screen.take_commands().remove(0);
    assert_eq!(command.args, [("until".to_owned(), "明天".to_owned())]);
}
