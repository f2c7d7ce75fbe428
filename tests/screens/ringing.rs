//! A call that rings: one calm line on every screen, one key that takes it, no keystroke astray.

use frontdesk::domain::contact::ContactState;
use frontdesk::domain::error::{Fact, Refusal, Why};
use frontdesk::domain::id::Number;
use frontdesk::locale::Language;
use frontdesk::terminal::glyphs::Set;
use frontdesk::tui::theme::Theme;
use frontdesk::wire::view::{Header, Intake, Ringing, RowView};
use frontdesk::wire::{Answer, Ask, Body, Done, Message, Query, Reply, Subject};

use super::day;
use super::sizes::SCREENS;
use crate::support::screen::{Screen, Script, Setup};

fn number() -> Number {
    Number::parse("C1121-050", day::today()).unwrap()
}

/// A call that rings since ten seconds, and for half a minute still.
fn ring() -> Ringing {
    Ringing {
        subject: Subject { kind: 6, id: 50 },
        number: number(),
        phone: "138****5678".to_owned(),
        who: "王建国".to_owned(),
        premises: "3-2-1201".to_owned(),
        rings: 1,
        from: day::at("14:32").plus_ms(-10_000),
        until: day::at("14:32").plus_ms(35_000),
        taken: String::new(),
        bell: false,
    }
}

fn taken() -> Ringing {
    Ringing {
        taken: "赵敏".to_owned(),
        until: day::at("14:32").plus_ms(6_000),
        ..ring()
    }
}

fn header(rings: Vec<Ringing>) -> Header {
    Header {
        rings,
        ..day::header()
    }
}

/// The usual day, with these calls.
fn script(rings: Vec<Ringing>) -> Script {
    let mut usual = day::script();
    Box::new(move |ask| match ask {
        Ask::Query(query) if **query == Query::Header => {
            Some(Body::Reply(Box::new(Reply::Header(header(rings.clone())))))
        }
        Ask::Query(query) => match &**query {
            Query::Intake(asked) if asked.fields.iter().any(|(name, _)| name == "contact") => {
                let mut read = match day::answer(query) {
                    Reply::Intake(read) => read,
                    _ => Intake::default(),
                };
                read.fields
                    .push(("phone".to_owned(), "13800135678".to_owned()));
                Some(Body::Reply(Box::new(Reply::Intake(read))))
            }
            _ => usual(ask),
        },
        Ask::Do { command, .. } if command.name == "contact.take" => {
            Some(Body::Answer(Answer::Done(Done {
                number: Some(number()),
                seq: 40,
                facts: vec![(
                    "state".to_owned(),
                    Fact::Term("state-contact-call_back".to_owned()),
                )],
                ..Done::default()
            })))
        }
        _ => usual(ask),
    })
}

fn screen(setup: &Setup, rings: Vec<Ringing>) -> Screen {
    Screen::start(setup, script(rings))
}

/// A call comes while somebody works: everybody is told that a contact was made.
fn comes(screen: &mut Screen, rings: Vec<Ringing>) {
    screen.link.script(script(rings));
    screen.link.seq += 1;
    let seq = screen.link.seq;
    screen.message(Message::Notice {
        seq,
        touched: vec![ring().subject],
    });
}

fn line(picture: &str) -> &str {
    picture.lines().rev().nth(2).unwrap()
}

#[test]
fn over_the_panes() {
    let screen = screen(&Setup::of(80, 24), vec![ring()]);
    insta::assert_snapshot!(screen.picture());
}

#[test]
fn over_a_form_it_takes_no_row_and_no_key() {
    let mut screen = day::screen(80, 24);
    screen.keys("c").types("321201 cf");
    let before = screen.picture();
    comes(&mut screen, vec![ring()]);
    let picture = screen.picture();
    let differing: Vec<usize> = before
        .lines()
        .zip(picture.lines())
        .enumerate()
        .filter(|(_, (before, after))| before != after)
        .map(|(at, _)| at)
        .collect();
    assert_eq!(differing, [21], "{picture}");
    screen.types("ls");
    insta::assert_snapshot!(screen.picture());
}

#[test]
fn on_every_screen_one_row_tells_of_it_and_nothing_else_moves() {
    for (language, takes) in [(Language::ZhHans, "F9 接听"), (Language::En, "F9: take it")] {
        for keys in SCREENS {
            let setup = || Setup {
                language,
                ..Setup::of(80, 24)
            };
            let mut usual = Screen::start(&setup(), day::script());
            let mut rung = screen(&setup(), vec![ring()]);
            let (before, after) = (usual.keys(keys).picture(), rung.keys(keys).picture());
            let rows = before.lines().zip(after.lines()).enumerate();
            let other: Vec<usize> = rows
                .filter(|(_, (a, b))| a != b)
                .map(|(at, _)| at)
                .collect();
            assert_eq!(other, [21], "{keys}\n{after}");
            assert!(line(&after).contains(takes), "{keys}\n{after}");
        }
    }
}

#[test]
fn in_english_and_without_colours_and_glyphs() {
    let english = Setup {
        language: Language::En,
        ..Setup::of(80, 24)
    };
    let again = Ringing { rings: 3, ..ring() };
    let picture = screen(&english, vec![again, ring()]).picture();
    assert_eq!(
        line(&picture),
        "── Call 138****5678 王建国 3-2-1201 · rang 3 times · F9: take it · 1 more ──────"
    );
    let plain = Setup {
        set: Set::Ascii,
        theme: Theme::Mono,
        ..Setup::of(80, 24)
    };
    let mut screen = screen(&plain, vec![ring()]);
    insta::assert_snapshot!(screen.keys("f3").picture());
}

#[test]
fn on_a_narrow_screen_whose_it_is_gives_way_to_the_key() {
    let long = Ringing {
        who: "司马相如之夫人卓文君".to_owned(),
        premises: "翠湖花园二期 12-3-2304".to_owned(),
        ..ring()
    };
    for cols in [40, 59] {
        let picture = screen(&Setup::of(cols, 12), vec![long.clone()]).picture();
        let line = line(&picture);
        assert!(
            line.contains("138****5678") && line.contains("F9 接听"),
            "{line}"
        );
    }
}

#[test]
fn every_style_of_keys_has_one_that_takes_it_in_forms_and_panes_alike() {
    for (style, key) in [("default", "F9"), ("vim", "F9"), ("one-hand", "F11")] {
        for open in ["", "f6"] {
            let setup = Setup {
                style,
                ..Setup::of(80, 24)
            };
            let mut screen = screen(&setup, vec![ring()]);
            if !open.is_empty() {
                screen.keys(open);
            }
            let picture = screen.picture();
            assert!(
                picture.contains(&format!("{key} 接听")),
                "{style}: {picture}"
            );
            screen.keys(&key.to_lowercase());
            assert_eq!(screen.take_commands().len(), 1, "{style} {open}");
        }
    }
}

#[test]
fn one_key_takes_it_and_what_is_typed_after_is_meant_for_its_form() {
    let mut screen = screen(&Setup::of(80, 24), vec![ring()]);
    screen.keys("c").types("511201");
    screen.take_commands();
    // The server is slow: what is typed waits for the form that is about to open.
    screen.silence();
    screen.keys("f9").types("cfls");
    let commands = screen.take_commands();
    assert_eq!(commands.len(), 1, "{commands:?}");
    assert_eq!(
        (commands[0].name.as_str(), commands[0].subject.as_deref()),
        ("contact.take", Some("C20261121-050"))
    );
    screen.link.script(script(Vec::new()));
    screen.catch_up();
    let picture = screen.picture();
    assert!(
        picture.contains("来电 C1121-050") && picture.contains("叠 2"),
        "{picture}"
    );
    assert!(picture.contains("cfls▏"), "{picture}");
    insta::assert_snapshot!(picture);
    screen.keys("enter");
    let log = screen.take_commands().remove(0);
    assert_eq!(log.name, "contact.log");
    let arg = |name: &str| log.args.iter().find(|(known, _)| known == name);
    assert_eq!(arg("contact").unwrap().1, "C20261121-050");
    assert_eq!(arg("phone").unwrap().1, "13800135678");
    // The form below is there again.
    let picture = screen.picture();
    assert!(picture.contains("511201▏"), "{picture}");
}

#[test]
fn a_call_that_was_taken_and_left_is_owed_and_says_so() {
    let mut screen = screen(&Setup::of(80, 24), vec![ring()]);
    screen.link.script(script(Vec::new()));
    screen.keys("f9 esc");
    let picture = screen.picture();
    assert!(picture.contains("C1121-050 待回电"), "{picture}");
    assert!(!picture.contains("来电 C1121-050"), "{picture}");
}

#[test]
fn who_comes_second_is_told_and_goes_on_typing_where_they_were() {
    let mut screen = screen(&Setup::of(80, 24), vec![ring()]);
    screen.keys("c").types("511201");
    let mut usual = script(vec![taken()]);
    screen.link.script(Box::new(move |ask| match ask {
        Ask::Do { command, .. } if command.name == "contact.take" => {
            let refusal = Refusal::new(Why::CallTaken)
                .with("number", "C1121-050")
                .with("name", "赵敏")
                .with("at", Fact::At(day::at("14:31")));
            Some(Body::Answer(Answer::Refused(refusal)))
        }
        _ => usual(ask),
    }));
    screen.keys("f9").types("x");
    let picture = screen.picture();
    assert!(picture.contains("511201x▏"), "{picture}");
}

#[test]
fn the_others_are_told_for_a_moment_who_took_it() {
    let mut screen = day::screen(80, 24);
    comes(&mut screen, vec![taken()]);
    let picture = screen.picture();
    assert!(
        line(&picture).starts_with("── 赵敏 已接听 138****5678 王建国 3-2-1201 ──"),
        "{picture}"
    );
    assert!(!line(&screen.picture()).contains("F9"));
    screen.pass(6_100);
    assert!(!screen.picture().contains("赵敏"), "{}", screen.picture());
}

/// Whatever record the eye is on: the telephone rings now.
#[test]
fn the_key_takes_the_call_that_rings_not_the_one_selected() {
    let mut screen = screen(&Setup::of(80, 24), vec![ring()]);
    screen.keys("1");
    let selected = screen.app.panes.focused().selected().unwrap().clone();
    assert_ne!(Some(selected.subject), Some(ring().subject));
    screen.take_asked();
    screen.keys("f9");
    let take = screen.take_commands().remove(0);
    assert_eq!(
        (take.name.as_str(), take.subject.as_deref()),
        ("contact.take", Some("C20261121-050"))
    );
}

#[test]
fn a_call_that_rings_is_told_before_one_that_was_taken() {
    let mut screen = day::screen(80, 24);
    let other = Ringing {
        number: Number::parse("C1121-051", day::today()).unwrap(),
        phone: "139****0000".to_owned(),
        ..ring()
    };
    comes(&mut screen, vec![taken(), other]);
    let picture = screen.picture();
    assert!(line(&picture).contains("139****0000"), "{picture}");
    assert!(!line(&picture).contains("赵敏"), "{picture}");
}

#[test]
fn it_shows_from_its_time_until_it_is_missed_without_a_key_being_pressed() {
    let later = Ringing {
        from: day::at("14:32").plus_ms(8_000),
        ..ring()
    };
    let mut screen = screen(&Setup::of(80, 24), vec![later]);
    assert!(!screen.picture().contains("F9 接听"));
    screen.pass(8_000);
    assert!(screen.picture().contains("F9 接听"), "{}", screen.picture());
    screen.pass(27_500);
    assert!(!screen.picture().contains("F9 接听"));
}

#[test]
fn a_locked_desk_says_nothing_of_who_calls() {
    let mut locked = day::script();
    let mut screen = Screen::start(
        &Setup::of(80, 24),
        Box::new(move |ask| match ask {
            Ask::SignOn { .. } => Some(Body::Seated(day::seated(true))),
            Ask::Query(query) if **query == Query::Header => {
                Some(Body::Reply(Box::new(Reply::Header(header(vec![ring()])))))
            }
            _ => locked(ask),
        }),
    );
    assert!(screen.picture().contains("王建国 3-2-1201 · F9"));
    screen.keys("f12");
    let picture = screen.picture();
    assert!(
        !picture.contains("138****5678") && !picture.contains("F9 接听"),
        "{picture}"
    );
    screen.keys("f9");
    assert_eq!(screen.take_commands(), []);
}

#[test]
fn the_bell_sounds_once_for_each_call_and_only_where_the_office_wants_it() {
    let mut screen = day::screen(80, 24);
    comes(&mut screen, vec![ring()]);
    assert!(!screen.app.calls.bell);
    let loud = Ringing {
        bell: true,
        rings: 2,
        ..ring()
    };
    comes(&mut screen, vec![loud.clone()]);
    assert!(std::mem::take(&mut screen.app.calls.bell));
    comes(&mut screen, vec![loud]);
    assert!(!screen.app.calls.bell);
}

#[test]
fn nobody_is_looked_for_where_nobody_calls() {
    let mut screen = day::screen(80, 24);
    screen.keys("2 f9");
    assert_eq!(screen.take_commands(), []);
    assert!(
        screen.picture().contains("现在没有来电"),
        "{}",
        screen.picture()
    );
}

#[test]
fn a_row_says_what_became_of_a_call_of_which_nothing_is_written_down() {
    for (state, taken, rings, said) in [
        (ContactState::Ringing, false, 1, "正在呼入"),
        (ContactState::CallBack, false, 3, "未接来电，响过 3 次"),
        (ContactState::CallBack, true, 1, "已接听，还没有登记内容"),
    ] {
        let mut usual = day::script();
        let mut screen = Screen::start(
            &Setup::of(80, 24),
            Box::new(move |ask| match usual(ask) {
                Some(Body::Reply(mut reply)) => {
                    if let Reply::Pane(rows) = &mut *reply
                        && let Some(RowView::Contact(row)) =
                            rows.rows.first_mut().map(|row| &mut row.row)
                    {
                        (row.state, row.taken, row.rings) = (state, taken, rings);
                        row.text.clear();
                        row.caller.clear();
                        row.ticket = None;
                    }
                    Some(Body::Reply(reply))
                }
                other => other,
            }),
        );
        let picture = screen.keys("1").picture();
        let said = format!("138****5678 {said}");
        assert!(picture.contains(&said), "{said}\n{picture}");
    }
}

/// What was typed is not lost because somebody else has the call: it is saved as one of its own.
#[test]
fn what_was_typed_in_a_call_somebody_else_has_is_saved_as_another() {
    let mut screen = screen(&Setup::of(80, 24), vec![ring()]);
    screen.keys("f9").types("511201 问物业费");
    let mut usual = script(Vec::new());
    screen.link.script(Box::new(move |ask| match ask {
        Ask::Do { command, .. } if command.args.iter().any(|(name, _)| name == "contact") => {
            let refusal = Refusal::new(Why::CallTaken)
                .with("number", "C1121-050")
                .with("name", "赵敏")
                .with("at", Fact::At(day::at("14:31")));
            Some(Body::Answer(Answer::Refused(refusal)))
        }
        _ => usual(ask),
    }));
    screen.take_asked();
    screen.keys("enter");
    let picture = screen.picture();
    assert!(picture.contains("存为另一次来电"), "{picture}");
    assert!(picture.contains("511201 问物业费"), "{picture}");
    screen.take_asked();
    screen.keys("enter");
    let sent = screen.take_commands().remove(0);
    assert_eq!(sent.name, "contact.log");
    assert!(
        sent.args.iter().all(|(name, _)| name != "contact"),
        "{sent:?}"
    );
}
