//! What lies over the panes.

use frontdesk::domain::error::{Refusal, Why};
use frontdesk::wire::commands::About;
use frontdesk::wire::{Answer, Ask, Body, Message, Query, Reply, Subject};

use super::day;
use crate::support::screen::{Screen, Setup};

#[test]
fn a_record_shows_everything_about_it() {
    let mut screen = day::screen(80, 24);
    insta::assert_snapshot!(screen.keys("enter").picture());
    let viewing = Ask::Viewing(Some(Subject { kind: 2, id: 1 }));
    assert!(screen.take_asked().contains(&viewing));
    screen.keys("esc");
    assert!(screen.take_asked().contains(&Ask::Viewing(None)));
}

#[test]
fn the_same_letters_work_on_a_record() {
    let mut screen = day::screen(80, 24);
    screen.keys("enter a enter");
    let command = screen.take_commands().remove(0);
    assert_eq!(
        (command.name.as_str(), command.subject.as_deref()),
        ("ticket.dispatch", Some("R20261121-014"))
    );
}

#[test]
fn what_is_to_be_said_at_the_start_is_said_to_who_sits_down() {
    use frontdesk::tui::say::Said;
    use frontdesk::tui::theme::Tone;
    use frontdesk::tui::turn::Event;
    let mut screen = day::screen(80, 24);
    screen.app.greeting = Some(Said::new("The keymap has mistakes", Tone::Late));
    screen.event(Event::Connected);
    let picture = screen.picture();
    assert!(picture.contains("The keymap has mistakes"), "{picture}");
    // A key is an answer: the line is free again, and it is not said twice.
    screen.keys("j");
    screen.event(Event::Connected);
    assert!(!screen.picture().contains("The keymap has mistakes"));
}

#[test]
fn the_card_of_a_home() {
    let mut screen = day::screen(80, 24);
    insta::assert_snapshot!(screen.keys("h").picture());
}

#[test]
fn whoever_and_whatever_stands_on_the_card_can_be_corrected_from_it() {
    // The eye begins on what is open; the people stand above it, the home itself below.
    let mut screen = day::screen(80, 24);
    let picture = screen.keys("h k space").picture();
    assert!(picture.contains("可做操作  刘梅  138****5678"), "{picture}");
    let picture = screen.keys("esc end enter").picture();
    assert!(picture.contains("可做操作  3-2-1201"), "{picture}");
    // Seen from a form about a person, the record is the card of the home.
    screen.keys("esc home z");
    let picture = screen.keys("f8").picture();
    assert!(picture.contains("房屋卡片 3-2-1201"), "{picture}");
}

#[test]
fn a_home_is_found_and_opened_with_two_keys() {
    let mut screen = day::screen(80, 24);
    screen.keys("/").types("321201");
    insta::assert_snapshot!(screen.picture());
    screen.keys("enter");
    assert!(
        screen.picture().contains("房屋卡片 3-2-1201"),
        "{}",
        screen.picture()
    );
}

#[test]
fn nothing_found_is_said() {
    let mut screen = day::screen(80, 24);
    screen.keys("/").types("没有");
    assert!(screen.picture().contains("没有找到"));
}

#[test]
fn nothing_is_called_missing_before_all_is_read_in() {
    let mut screen = day::screen(80, 24);
    screen.silence();
    screen.keys("/").types("没有");
    let picture = screen.picture();
    assert!(
        !picture.contains("没有找到") && !picture.contains("0 条"),
        "{picture}"
    );
    screen.link.script(Box::new(|ask| {
        let mut body = day::script()(ask)?;
        if let Body::Reply(reply) = &mut body
            && let Reply::Found(hits) = &mut **reply
        {
            hits.partial = true;
        }
        Some(body)
    }));
    screen.catch_up();
    let picture = screen.picture();
    assert!(
        picture.contains("正在读入") && !picture.contains("没有找到"),
        "{picture}"
    );
    // Once it is, what was typed is looked up again by itself.
    screen.link.script(day::script());
    let (seq, touched) = (0, Vec::new());
    screen.message(Message::Notice { seq, touched });
    assert!(
        screen.picture().contains("没有找到"),
        "{}",
        screen.picture()
    );
}

#[test]
fn the_palette_finds_by_sound_and_does_it() {
    let mut screen = day::screen(80, 24);
    screen.keys(":").types("pg");
    insta::assert_snapshot!(screen.picture());
    screen.keys("enter enter");
    assert_eq!(screen.take_commands().remove(0).name, "ticket.dispatch");
}

#[test]
fn what_can_be_done_and_why_not() {
    let mut screen = day::screen(80, 24);
    insta::assert_snapshot!(screen.keys("space").picture());
    // What cannot be done says why and stays; what can be done opens.
    screen.keys("d");
    assert!(
        screen.picture().contains("现在是“已受理”"),
        "{}",
        screen.picture()
    );
    screen.keys("a enter");
    assert_eq!(screen.take_commands().remove(0).name, "ticket.dispatch");
}

#[test]
fn help_is_made_of_the_keys_in_force() {
    let mut screen = day::screen(80, 24);
    insta::assert_snapshot!(screen.keys("?").picture());
    let setup = Setup {
        style: "vim",
        ..Setup::of(80, 60)
    };
    let mut vim = Screen::start(&setup, day::script());
    let picture = vim.keys("?").picture();
    assert!(picture.contains("Z Z"), "{picture}");
}

#[test]
fn the_figures_of_the_top_line_say_how_they_come_about_and_lead_to_their_rows() {
    let mut screen = day::screen(80, 24);
    insta::assert_snapshot!(screen.keys("g e").picture());
    screen.keys("j").take_asked();
    insta::assert_snapshot!(screen.keys("enter").picture());
    let asked: Vec<Query> = screen.take_queries();
    let wanted = |query: &Query| matches!(query, Query::List(asked) if asked.what == "households" && asked.conditions == ["fee_paid = no"]);
    assert!(asked.iter().any(wanted), "{asked:?}");
    // A row is a home: its card opens, and what is done to homes is done to it.
    screen.keys("j enter");
    let asked = screen.take_queries();
    let home = |query: &Query| *query == Query::Home(day::subject(4, 12));
    assert!(asked.iter().any(home), "{asked:?}");
    screen.keys("esc esc esc");
    assert!(screen.app.layers.top().is_none());
}

#[test]
fn rows_behind_a_page_come_when_the_eye_reaches_its_end() {
    let mut screen = day::screen(80, 24);
    screen.link.script(Box::new(|ask| {
        let mut body = day::script()(ask)?;
        if let (Ask::Query(query), Body::Reply(reply)) = (ask, &mut body)
            && let (Query::List(asked), Reply::List(list)) = (&**query, &mut **reply)
            && asked.what == "households"
        {
            // A page is long enough not to be gone on with by itself.
            let page = list.rows.clone();
            list.rows = page.into_iter().cycle().take(60).collect();
            list.subjects = list.subjects.iter().copied().cycle().take(60).collect();
            list.next = asked.after.is_none().then(|| vec![1]);
        }
        Some(body)
    }));
    let picture = screen.keys("g e j enter").picture();
    assert!(picture.contains("60+"), "{picture}");
    let picture = screen.keys("end").picture();
    assert!(picture.contains(" 120 "), "{picture}");
}

/// A list that runs newest first moves under the eye whenever somebody is done: the eye goes with its record.
#[test]
fn the_eye_stays_on_its_record_where_rows_come_before_it() {
    let mut screen = day::screen(80, 24);
    screen.keys("g e j enter j");
    let on = |screen: &Screen| {
        let target = screen.app.layers.top().unwrap().layer.target().unwrap();
        target.aim(About::Household).unwrap().subject
    };
    let held = on(&screen);
    assert!(held.is_some());
    screen.link.script(Box::new(|ask| {
        let mut body = day::script()(ask)?;
        if let (Ask::Query(query), Body::Reply(reply)) = (ask, &mut body)
            && let (Query::List(_), Reply::List(list)) = (&**query, &mut **reply)
        {
            let (row, mut subject) = (list.rows[0].clone(), list.subjects[0]);
            subject.id = 999;
            list.rows.insert(0, row);
            list.subjects.insert(0, subject);
        }
        Some(body)
    }));
    screen.take_asked();
    screen.message(Message::Notice {
        seq: 99,
        touched: Vec::new(),
    });
    screen.catch_up();
    assert_eq!(on(&screen), held);
}

#[test]
fn my_acts() {
    let mut screen = day::screen(80, 24);
    insta::assert_snapshot!(screen.keys("U").picture());
    screen.keys("enter");
    let undo = |seq: &str| {
        let event = ("event".to_owned(), seq.to_owned());
        ("undo".to_owned(), vec![event])
    };
    let command = screen.take_commands().remove(0);
    assert_eq!((command.name, command.args), undo("3"));
    // Any act can be chosen, by the key of undo too.
    screen.keys("j u");
    let command = screen.take_commands().remove(0);
    assert_eq!((command.name, command.args), undo("2"));
}

#[test]
fn the_history_says_in_words_to_whom_it_went() {
    let mut screen = day::screen(80, 24);
    screen.link.script(Box::new(|ask| {
        let mut body = day::script()(ask)?;
        if let Body::Reply(reply) = &mut body
            && let Reply::Detail(detail) = &mut **reply
        {
            let line = detail.history.last_mut().unwrap();
            line.command = "ticket.escalate".into();
            line.kind = "report".into();
            line.after = "supervisor".into();
        }
        Some(body)
    }));
    let picture = screen.keys("enter").picture();
    assert!(picture.contains("上报 → 客服主管"), "{picture}");
}

#[test]
fn a_deadline_is_explained() {
    let mut screen = day::screen(80, 24);
    insta::assert_snapshot!(screen.keys("e").picture());
}

#[test]
fn a_number_is_revealed_with_a_reason() {
    let mut screen = day::screen(80, 24);
    screen.keys("z");
    insta::assert_snapshot!(screen.picture());
    screen.keys("j enter").types("核对来电").keys("enter");
    let command = screen.take_commands().remove(0);
    assert_eq!(
        (command.name.as_str(), command.subject.as_deref()),
        ("person.reveal", Some("P2"))
    );
}

#[test]
fn an_unattended_desk_locks_and_shows_nothing() {
    let setup = Setup::of(80, 24);
    let script = |ask: &Ask| match ask {
        Ask::SignOn { name, .. } if name.is_empty() => {
            Some(frontdesk::wire::Body::Seated(day::seated(true)))
        }
        Ask::SignOn { pin, .. } if pin.as_str() == "2468" => {
            Some(frontdesk::wire::Body::Seated(day::seated(true)))
        }
        Ask::SignOn { .. } => Some(frontdesk::wire::Body::Refused(Refusal::new(Why::WrongPin))),
        other => day::script()(other),
    };
    let mut screen = Screen::start(&setup, Box::new(script));
    screen.pass(1_000);
    screen.keys("m").types("等电梯");
    screen.pass(119_000);
    assert!(screen.picture().contains("等电梯"));
    screen.take_asked();
    screen.pass(2_000);
    insta::assert_snapshot!(screen.picture());
    let asked = screen.take_asked();
    assert!(asked.contains(&Ask::SignOff), "{asked:?}");
    screen.types("1111").keys("enter");
    assert!(
        screen.picture().contains("姓名或密码不对"),
        "{}",
        screen.picture()
    );
    // The keyboard does nothing else there.
    screen.keys("f3 f1 esc");
    assert!(screen.picture().contains("已锁屏"));
    screen.types("2468").keys("enter");
    let picture = screen.picture();
    assert!(picture.contains("等电梯▏"), "{picture}");
}

#[test]
fn who_sits_down_next_finds_nothing_of_who_sat_there_and_nothing_is_lost() {
    let script = |ask: &Ask| match ask {
        Ask::SignOn { name, .. } if name.is_empty() => Some(Body::Seated(day::seated(true))),
        Ask::SignOn { .. } => {
            let mut next = day::seated(true);
            next.person.as_mut().unwrap().name = "王芳".to_owned();
            Some(Body::Seated(next))
        }
        other => day::script()(other),
    };
    let mut screen = Screen::start(&Setup::of(80, 24), Box::new(script));
    screen.keys("m").types("等电梯");
    screen.take_asked();
    screen.keys("f12");
    // What was typed is with the server before nobody sits there any more.
    let asked = screen.take_asked();
    let at = |wanted: fn(&Ask) -> bool| asked.iter().position(wanted);
    let kept = at(
        |ask| matches!(ask, Ask::SaveDraft(draft) if draft.fields.iter().any(|(_, text)| text == "等电梯")),
    );
    let left = at(|ask| *ask == Ask::SignOff);
    assert!(kept.is_some() && kept < left, "{asked:?}");
    screen.types("1357").keys("enter");
    let picture = screen.picture();
    assert!(picture.contains("来电来访"), "{picture}");
    assert!(!picture.contains("等电梯"), "{picture}");
}

#[test]
fn what_is_typed_before_the_server_has_answered_is_not_lost() {
    let mut screen = Screen::start(&Setup::of(80, 24), Box::new(|_| None));
    screen.keys("c").types("楼道灯");
    screen.link.script(Box::new(day::script()));
    screen.catch_up();
    let picture = screen.picture();
    assert!(picture.contains("楼道灯▏"), "{picture}");
    let asked = screen.take_asked();
    let intake =
        |ask: &Ask| matches!(ask, Ask::Query(query) if matches!(**query, Query::Intake(_)));
    assert!(asked.iter().any(intake), "{asked:?}");
}

#[test]
fn a_key_about_a_record_waits_until_the_record_is_there() {
    let mut screen = Screen::start(&Setup::of(80, 24), Box::new(|_| None));
    screen.keys("2 m");
    screen.link.script(Box::new(day::script()));
    screen.catch_up();
    screen.types("约在下午").keys("enter");
    let command = screen.take_commands().remove(0);
    assert_eq!(
        (command.name.as_str(), command.subject.as_deref()),
        ("ticket.note", Some("R20261121-014"))
    );
}

#[test]
fn a_server_that_never_answers_can_be_left() {
    let mut screen = Screen::start(&Setup::of(80, 24), Box::new(|_| None));
    screen.keys("q");
    assert!(!screen.app.over);
    screen.steady += 3_000;
    assert!(frontdesk::tui::turn::deadline(&screen.app).is_some_and(|at| at <= screen.steady));
    screen.event(frontdesk::tui::turn::Event::Time);
    assert!(screen.app.over);
}

#[test]
fn escape_five_times_is_always_home() {
    let home = day::screen(80, 24).picture();
    let frame = |picture: &str| {
        picture
            .lines()
            .take(20)
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    for keys in [
        "c",
        "v",
        "r",
        "t",
        "a",
        "space",
        "enter",
        "h",
        "/",
        ":",
        "?",
        "U",
        "e",
        "z",
        "g b",
        "g w",
        "g p",
        "g p enter",
        "g o",
        "g u",
        "f",
        "p",
        "enter h space",
    ] {
        let mut screen = day::screen(80, 24);
        screen.keys(keys).types("x").keys("esc esc esc esc esc");
        assert_eq!(frame(&screen.picture()), frame(&home), "{keys}");
    }
}

#[test]
fn what_cannot_be_taken_back_leads_to_what_reverses_it() {
    use frontdesk::domain::error::{Fact, Refusal, Why};
    let mut screen = day::screen(80, 24);
    screen.link.script(Box::new(|ask| match ask {
        Ask::Do { command, .. } if command.name == "undo" => {
            let why = Refusal::new(Why::MustReverse)
                .with("number", "S1121-003")
                .with("act", Fact::Term("command-payment-reverse".into()))
                .with("name", "payment.reverse")
                .with("command", Fact::Term("command-payment-take".into()));
            Some(Body::Answer(Answer::Refused(why)))
        }
        other => day::script()(other),
    }));
    screen.keys("u");
    let picture = screen.picture();
    assert!(picture.contains("━冲销收款"), "{picture}");
    assert!(picture.contains("只能冲正"), "{picture}");
    screen.types("收错了户").keys("enter");
    let commands = screen.take_commands();
    let sent = commands.iter().find(|one| one.name == "payment.reverse");
    let subject = sent.and_then(|sent| sent.subject.as_deref());
    assert_eq!(subject, Some("S1121-003"), "{commands:?}");
}

#[test]
fn a_palette_without_a_hit_says_so() {
    let mut screen = day::screen(80, 24);
    screen.keys(":").types("xyzxyz");
    assert!(
        screen.picture().contains("没有这样的命令"),
        "{}",
        screen.picture()
    );
}
