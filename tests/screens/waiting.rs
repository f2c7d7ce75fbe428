//! What waits for somebody: approvals, what was reported up, slips not yet filed.

use frontdesk::wire::view::Listing;
use frontdesk::wire::{Ask, Body, Message, Query, Reply};

use super::day;
use crate::support::screen::{Screen, Setup};

#[test]
fn what_waits_for_a_second_person() {
    let mut screen = day::screen(80, 24);
    insta::assert_snapshot!(screen.keys("g w").picture());
    screen.keys("j A enter");
    let command = screen.take_commands().remove(0);
    assert_eq!(
        (command.name.as_str(), command.subject.as_deref()),
        ("approval.grant", Some("A20261121-002"))
    );
}

#[test]
fn what_was_reported_up_is_taken_on_from_the_list() {
    let mut screen = day::screen(80, 24);
    screen.keys("g w j j");
    insta::assert_snapshot!(screen.picture());
    // Nothing to fill in: one key takes notice.
    screen.keys("T");
    let command = screen.take_commands().remove(0);
    assert_eq!(
        (command.name.as_str(), command.subject.as_deref()),
        ("ticket.accept", Some("R20261121-009"))
    );
    // What stands below it is still what it was: one's own request of yesterday.
    screen.keys("j enter");
    let asked = screen.take_asked();
    let shown = Ask::Query(Box::new(Query::Show("A20261120-001".to_owned())));
    assert!(asked.contains(&shown), "{asked:?}");
}

#[test]
fn what_follow_ups_found_important_is_noted_from_the_list() {
    let mut screen = day::screen(80, 24);
    screen.link.script(Box::new(|ask| match ask {
        Ask::Query(query) if matches!(&**query, Query::List(asked) if asked.what == "important") => {
            Some(Body::Reply(Box::new(Reply::List(day::important()))))
        }
        other => day::script()(other),
    }));
    screen.keys("g w j j j");
    insta::assert_snapshot!(screen.picture());
    // The key that takes on what was reported takes notice here.
    screen.keys("T");
    let command = screen.take_commands().remove(0);
    assert_eq!(
        (command.name.as_str(), command.subject.as_deref()),
        ("followup.accept", Some("F20261121-004"))
    );
    // What else can be done to the row is offered as on the counter, found by its number.
    for (row, number) in [("home", "A20261121-001"), ("j j j", "F20261121-004")] {
        screen.keys(row);
        screen.take_asked();
        let picture = screen.keys("space").picture();
        let asked = screen.take_asked();
        let shown = |query: &Query| Ask::Query(Box::new(query.clone()));
        assert!(
            asked.contains(&shown(&Query::Show(number.to_owned()))),
            "{asked:?}"
        );
        let acts =
            |ask: &Ask| matches!(ask, Ask::Query(query) if matches!(**query, Query::Actions(_)));
        assert!(asked.iter().any(acts), "{asked:?}");
        assert!(!picture.contains("没有选中"), "{picture}");
        screen.keys("esc");
    }
}

#[test]
fn what_waits_for_who_sits_here_is_said_below() {
    for (approvals, reported, important, line) in [
        (2, 0, 0, "2 件待批，按 g w 查看"),
        (0, 1, 0, "1 件上报待接手，按 g w 查看"),
        (2, 1, 0, "2 件待批，1 件上报待接手，按 g w 查看"),
        (2, 0, 3, "2 件待批，3 件重要回访待阅，按 g w 查看"),
    ] {
        let script = move |ask: &Ask| match ask {
            Ask::Query(query) if **query == Query::Header => {
                let header = frontdesk::wire::view::Header {
                    approvals,
                    reported,
                    important,
                    ..day::header()
                };
                Some(Body::Reply(Box::new(Reply::Header(header))))
            }
            other => day::script()(other),
        };
        let screen = Screen::start(&Setup::of(80, 24), Box::new(script));
        let picture = screen.picture();
        assert!(picture.contains(&format!("\n {line}")), "{picture}");
    }
}

#[test]
fn what_is_done_is_checked_from_the_list() {
    let mut screen = day::screen(80, 24);
    let picture = screen.keys("g v").picture();
    assert!(picture.contains("办完待复核"), "{picture}");
    insta::assert_snapshot!(screen.keys("V").picture());
    screen.keys("enter");
    let command = screen.take_commands().remove(0);
    assert_eq!(command.name, "ticket.review");
}

#[test]
fn slips_not_yet_filed_are_worked_through() {
    let mut screen = day::screen(80, 24);
    insta::assert_snapshot!(screen.keys("g o").picture());
    let filed = |screen: &mut Screen, keys: &str| {
        screen.keys(keys);
        let command = screen.take_commands().remove(0);
        (command.name, command.subject.unwrap(), command.args)
    };
    let (name, subject, args) = filed(&mut screen, "F enter");
    assert_eq!(
        (name.as_str(), subject.as_str()),
        ("ticket.file", "R20261120-031")
    );
    let arg = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    assert_eq!(args, [arg("class", "给排水"), arg("zone", "2")]);
    assert_eq!(filed(&mut screen, "j F enter").1, "R20261121-003");
    // A row knows its record by its number alone; how it came about is told all the same.
    screen.take_asked();
    screen.keys("e");
    let asked = screen.take_asked();
    let explained =
        |ask: &Ask| matches!(ask, Ask::Query(query) if matches!(**query, Query::Explain(_)));
    assert!(asked.iter().any(explained), "{asked:?}");
    screen.keys("esc");
    screen.link.script(Box::new(|ask| match ask {
        Ask::Query(query) if matches!(**query, Query::List(_)) => {
            Some(Body::Reply(Box::new(Reply::List(Listing::default()))))
        }
        other => day::script()(other),
    }));
    let (seq, touched) = (99, Vec::new());
    screen.message(Message::Notice { seq, touched });
    let picture = screen.picture();
    assert!(picture.contains("完工的报修都已归档"), "{picture}");
    // Nothing stands there, so nothing is done: least of all to the record of the pane beneath.
    screen.take_asked();
    for key in ["e", "h", "space"] {
        screen.keys(key);
        let picture = screen.picture();
        assert!(picture.contains("完工的报修都已归档"), "{key}: {picture}");
    }
    let picture = screen.keys("d").picture();
    assert!(!picture.contains("R1121"), "{picture}");
}

#[test]
fn who_asked_is_told_what_was_decided() {
    use frontdesk::domain::error::Fact;
    use frontdesk::wire::view::{Detail, Field};
    let told = |asked_by: &'static str, state: &'static str| {
        let mut screen = day::screen(80, 24);
        screen.link.script(Box::new(move |ask| {
            let Ask::Query(query) = ask else {
                return day::script()(ask);
            };
            let Query::Detail(subject) = **query else {
                return day::script()(ask);
            };
            let Reply::Detail(plain) = day::answer(query) else {
                panic!("no detail");
            };
            let fields = [
                ("command", Fact::Term("command-payment-reverse".into())),
                ("asked_by", Fact::from(asked_by)),
                ("decided_by", Fact::from("陈刚")),
                ("decision", Fact::from("收据没错")),
            ];
            let fields = fields
                .into_iter()
                .filter(|(name, _)| state != "pending" || !name.starts_with("deci"));
            Some(Body::Reply(Box::new(Reply::Detail(Detail {
                subject,
                state: state.into(),
                kind: "approval".into(),
                number: frontdesk::domain::id::Number::parse("A20261121-002", day::today()),
                fields: fields
                    .map(|(name, value)| Field::new(name, value))
                    .collect(),
                ..plain
            }))))
        }));
        let touched = vec![frontdesk::wire::Subject::approval(2)];
        screen.message(Message::Notice { seq: 99, touched });
        screen.picture()
    };
    let refused = told("李芳", "refused");
    assert!(
        refused.contains("陈刚不同意 A1121-002：冲销收款（收据没错）"),
        "{refused}"
    );
    assert!(told("李芳", "done").contains("陈刚已同意 A1121-002：冲销收款"));
    for quiet in [told("张敏", "done"), told("李芳", "pending")] {
        assert!(!quiet.contains("同意"), "{quiet}");
    }
}
