//! The dial queue of follow-ups: one home after another, its number shown as its call begins.

use frontdesk::domain::error::{Fact, Refusal, Why};
use frontdesk::domain::id::Number;
use frontdesk::domain::staff::{Right, Side};
use frontdesk::service::answer::{Answer, Done};
use frontdesk::wire::view::Detail;
use frontdesk::wire::{Ask, Body, Command, Query, Reply};

use super::day;
use crate::support::screen::{Screen, Script, Setup};

fn arg<'c>(command: &'c Command, name: &str) -> Option<&'c str> {
    let mut args = command.args.iter();
    let found = args.find(|(known, _)| known == name);
    found.map(|(_, value)| value.as_str())
}

/// The names of what was asked to be done since, and about what.
fn done(screen: &mut Screen) -> Vec<(String, String)> {
    let commands = screen.take_commands().into_iter();
    commands
        .map(|command| (command.name, command.subject.unwrap_or_default()))
        .collect()
}

fn reveal(number: &str) -> (String, String) {
    ("person.reveal".to_owned(), number.to_owned())
}

fn started(script: Script) -> Screen {
    let mut screen = Screen::start(&Setup::of(80, 24), script);
    screen.take_asked();
    screen
}

#[test]
fn follow_ups_are_dialled_one_after_another() {
    let mut screen = day::screen(80, 24);
    screen.keys("3 f");
    insta::assert_snapshot!(screen.picture());
    assert_eq!(done(&mut screen), [reveal("F20261118-006")]);
    screen.keys("1");
    insta::assert_snapshot!(screen.picture());
    screen.keys("enter");
    let command = screen.take_commands().remove(0);
    assert_eq!(command.subject.as_deref(), Some("F20261118-006"));
    assert_eq!(arg(&command, "outcome"), Some("satisfied"));
    assert_eq!(arg(&command, "text"), Some("业主表示满意"));
    let picture = screen.picture();
    assert!(
        picture.contains("第 2 户，共 2 户") && picture.contains("朱涛"),
        "{picture}"
    );
    screen.keys("4 enter");
    let command = screen.take_commands().remove(0);
    assert_eq!(arg(&command, "outcome"), Some("no_answer"));
    // As the office's rule has it, and to be seen before it is saved.
    assert_eq!(arg(&command, "later"), Some("明天 09:00"));
}

#[test]
fn the_number_is_asked_for_once_a_call_and_not_of_homes_that_are_passed() {
    let mut screen = day::screen(80, 24);
    screen.keys("3");
    screen.take_asked();
    let asked = reveal("F20261118-006");
    screen.keys("f");
    assert_eq!(done(&mut screen), std::slice::from_ref(&asked));
    assert!(screen.picture().contains("孙丽  13900001234"));
    screen.keys("j");
    assert!(screen.picture().contains("****"), "{}", screen.picture());
    screen.keys("k z");
    assert!(screen.picture().contains("13900001234"));
    assert_eq!(done(&mut screen), [], "it is shown already");
    screen.keys("j z");
    assert_eq!(done(&mut screen).len(), 1, "the call begins with the key");
    assert!(!screen.picture().contains("****"), "{}", screen.picture());
}

/// Who has no right is told so, and nothing is sent; what the hour's bound refuses is told the same way.
#[test]
fn whose_number_is_not_shown_sees_why() {
    let mut script = day::script();
    let mut screen = started(Box::new(move |ask| match ask {
        Ask::SignOn { .. } => {
            let mut seated = day::seated(false);
            let person = seated.person.as_mut().unwrap();
            person.sides = vec![Side::Auditor];
            person.rights.retain(|right| *right != Right::Reveal);
            Some(Body::Seated(seated))
        }
        other => script(other),
    }));
    screen.keys("3 f");
    assert_eq!(done(&mut screen), []);
    let picture = screen.picture();
    assert!(
        picture.contains("****") && picture.contains("看不到号码"),
        "{picture}"
    );

    let mut script = day::script();
    let mut screen = started(Box::new(move |ask| match ask {
        Ask::Do { command, .. } if command.name == "person.reveal" => {
            let refusal = Refusal::new(Why::TooManyRevealed)
                .with("limit", Fact::Count(60))
                .with("left", Fact::Count(0))
                .with("needed", "经理");
            Some(Body::Answer(Answer::Refused(refusal)))
        }
        other => script(other),
    }));
    screen.keys("3 f");
    let picture = screen.picture();
    assert!(
        picture.contains("****") && picture.contains("看不到号码") && picture.contains("60"),
        "{picture}"
    );
}

#[test]
fn a_note_beside_the_call_leaves_the_home_in_the_queue() {
    let mut screen = day::screen(80, 24);
    screen.keys("3 f m").types("门口有狗").keys("enter");
    let picture = screen.picture();
    assert!(picture.contains("第 1 户，共 2 户"), "{picture}");
}

#[test]
fn leaving_out_is_offered_once_it_was_tried_enough() {
    let mut screen = day::screen(80, 24);
    screen.keys("3 f 7");
    let picture = screen.picture();
    assert!(
        picture.contains("已联系 2 次、2 天；满 3 次、2 天才能免回访"),
        "{picture}"
    );
    assert!(!picture.contains("记录回访"), "no form: {picture}");
    let mut script = day::script();
    let mut screen = started(Box::new(move |ask| match (ask, script(ask)) {
        (Ask::Query(query), Some(Body::Reply(reply))) => Some(Body::Reply(match *reply {
            Reply::Detail(mut detail) if matches!(**query, Query::Detail(_)) => {
                let yes = Fact::Term("choice-yes".to_owned());
                let field = frontdesk::wire::view::Field::new("leave_out", yes);
                detail.fields.push(field);
                Box::new(Reply::Detail(detail))
            }
            other => Box::new(other),
        })),
        (_, answer) => answer,
    }));
    screen.keys("3 f 7");
    let picture = screen.picture();
    assert!(
        picture.contains("记录回访") && picture.contains("多次联系不上"),
        "{picture}"
    );
}

/// The same day, but somebody else has ended the first follow-up.
fn overtaken() -> Script {
    let mut script = day::script();
    let ended = |mut detail: Detail| {
        detail.ended = true;
        "satisfied".clone_into(&mut detail.history.last_mut().unwrap().after);
        detail
    };
    Box::new(move |ask| match (ask, script(ask)) {
        (Ask::Query(_), Some(Body::Reply(reply))) => Some(Body::Reply(match *reply {
            Reply::Detail(detail) if detail.subject == day::subject(3, 1) => {
                Box::new(Reply::Detail(ended(detail)))
            }
            other => Box::new(other),
        })),
        (_, answer) => answer,
    })
}

#[test]
fn what_somebody_else_called_meanwhile_leaves_the_queue_and_is_told() {
    let mut screen = started(overtaken());
    screen.keys("3 f");
    let picture = screen.picture();
    assert!(
        picture.contains("周小兰") && picture.contains("已回访 F1118-006：满意"),
        "{picture}"
    );
    assert!(picture.contains("朱涛") && !picture.contains("孙丽"));
}

/// The other was first while the form was open: said is who and when, and what was typed stays.
#[test]
fn a_form_that_comes_second_says_who_was_first_and_keeps_its_text() {
    let told = |why: Why| {
        Refusal::new(why)
            .with("number", "F1118-006")
            .with("by", "周小兰")
            .with("at", Fact::At(day::at("14:20")))
    };
    let mut script = day::script();
    let mut sent = false;
    let mut screen = started(Box::new(move |ask| match ask {
        Ask::Do { command, .. } if command.name == "followup.record" => {
            sent = true;
            Some(Body::Answer(Answer::Refused(told(Why::Stale))))
        }
        Ask::Query(query) if sent && matches!(**query, Query::Form(..)) => {
            let state = Fact::Term("state-followup-done".to_owned());
            let refusal = told(Why::NotFromHere).with("state", state);
            Some(Body::Refused(refusal))
        }
        other => script(other),
    }));
    screen.keys("3 f 1 tab").types("，说很快").keys("enter");
    let picture = screen.picture();
    assert!(
        picture.contains("周小兰 在 今天 14:20 已办 F1118-006"),
        "{picture}"
    );
    assert!(picture.contains("说很快"), "{picture}");
}

#[test]
fn a_file_is_read_and_sent_before_the_call_is_recorded() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("录音.wav");
    std::fs::write(&path, "abc").unwrap();
    let mut screen = day::screen(80, 24);
    screen.keys("3 f 1 tab tab tab");
    screen.types("/nowhere/录音.wav").keys("enter");
    let picture = screen.picture();
    assert!(picture.contains("没有这个文件"), "{picture}");
    let sent = |ask: &Ask| matches!(ask, Ask::Keep { .. } | Ask::Do { .. });
    let reveal = screen.take_asked().into_iter().filter(sent).count();
    assert_eq!(reveal, 1, "nothing but the number was asked for");
    screen.keys("C-u");
    screen.types(path.to_str().unwrap()).keys("enter");
    let asked: Vec<Ask> = screen.take_asked().into_iter().filter(sent).collect();
    let digest = blake3::hash(b"abc");
    let keep = Ask::Keep {
        digest: digest.as_bytes().to_vec(),
        from: 0,
        piece: b"abc".to_vec(),
        done: true,
    };
    let [first, Ask::Do { command, .. }, ..] = &asked[..] else {
        panic!("{asked:?}")
    };
    assert_eq!(*first, keep);
    assert_eq!(arg(command, "file"), Some("录音.wav"));
    assert_eq!(arg(command, "digest"), Some(digest.to_hex().as_str()));
}

/// The next call may begin while the answer about the one before is under way: each number goes to its own home.
#[test]
fn numbers_that_come_late_stand_at_their_own_homes() {
    let answer = |ask: &Ask| match ask {
        Ask::Do { command, .. } if command.name == "person.reveal" => {
            let number = command.subject.clone().unwrap();
            let phone = if number == "F20261118-006" {
                "13900000006"
            } else {
                "13900000007"
            };
            Some(Body::Answer(Answer::Done(Done {
                number: Number::parse(&number, day::today()),
                facts: vec![("phone".to_owned(), phone.into())],
                ..day::done(41)
            })))
        }
        ask => day::script()(ask),
    };
    let mut late = day::script();
    let mut screen = started(Box::new(move |ask| match ask {
        Ask::Do { .. } => None,
        ask => late(ask),
    }));
    screen.keys("3 f j z");
    screen.link.script(Box::new(answer));
    screen.catch_up();
    let picture = screen.picture();
    assert!(
        picture.contains("13900000007") && !picture.contains("13900000006"),
        "{picture}"
    );
    let picture = screen.keys("k").picture();
    assert!(picture.contains("13900000006"), "{picture}");
}
