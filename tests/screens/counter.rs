//! The four panes.

use frontdesk::wire::{Ask, Body, Message, Pane, Query, Reply};

use super::day;
use crate::support::screen::{Screen, text};

#[test]
fn the_counter_looks_as_planned() {
    insta::assert_snapshot!(day::screen(80, 24).picture());
}

#[test]
fn the_pane_in_focus_has_the_room() {
    let mut screen = day::screen(80, 24);
    insta::assert_snapshot!(screen.keys("4 j").picture());
}

#[test]
fn panes_are_reached_by_number_and_in_turn() {
    let mut screen = day::screen(80, 24);
    let focus = |screen: &crate::support::screen::Screen| {
        let picture = screen.picture();
        picture
            .lines()
            .find(|line| line.starts_with('━'))
            .unwrap()
            .chars()
            .nth(1)
    };
    assert_eq!(focus(&screen), Some('2'));
    assert_eq!(focus(screen.keys("tab")), Some('3'));
    assert_eq!(focus(screen.keys("tab tab")), Some('1'));
    assert_eq!(focus(screen.keys("backtab")), Some('4'));
    assert_eq!(focus(screen.keys("3")), Some('3'));
}

#[test]
fn a_change_elsewhere_keeps_the_cursor_on_its_record() {
    let mut screen = day::screen(80, 24);
    screen.keys("j j j");
    let line = |picture: String| {
        picture
            .lines()
            .find(|l| l.starts_with('>'))
            .unwrap()
            .to_owned()
    };
    assert!(line(screen.picture()).contains("R1121-018"));
    // Another terminal has closed the second ticket.
    screen.link.script(Box::new(|ask| {
        let mut body = day::script()(ask)?;
        if let frontdesk::wire::Body::Reply(reply) = &mut body
            && let frontdesk::wire::Reply::Pane(rows) = &mut **reply
        {
            rows.rows.retain(|row| row.subject.id != 2);
        }
        Some(body)
    }));
    screen.take_asked();
    let touched = vec![frontdesk::wire::Subject { kind: 2, id: 2 }];
    screen.message(Message::Notice { seq: 9, touched });
    assert!(line(screen.picture()).contains("R1121-018"));
    assert!(!screen.picture().contains("R1121-009"));
    let asked = screen.take_asked();
    assert!(
        asked
            .iter()
            .any(|ask| matches!(ask, Ask::Query(query) if **query == Query::Header))
    );
}

#[test]
fn what_the_screen_shows_already_is_not_asked_again() {
    let mut screen = day::screen(80, 24);
    screen.take_asked();
    let touched = vec![frontdesk::wire::Subject { kind: 2, id: 2 }];
    screen.message(Message::Notice { seq: 1, touched });
    assert_eq!(screen.take_asked(), []);
}

#[test]
fn the_next_urgent_thing_is_one_key_away() {
    let mut screen = day::screen(80, 24);
    let selected = |screen: &crate::support::screen::Screen| {
        let picture = screen.picture();
        let line = picture
            .lines()
            .find(|line| line.starts_with('>'))
            .unwrap()
            .to_owned();
        line.split_whitespace()
            .next()
            .unwrap()
            .trim_start_matches(['>', '!'])
            .to_owned()
    };
    // From where the eye is, over all four panes and round.
    let mut seen = Vec::new();
    for _ in 0..5 {
        seen.push(selected(screen.keys("n")));
    }
    assert_eq!(
        seen,
        ["R1118-022", "6-1-1101", "14:22", "R1121-014", "R1118-022"]
    );
}

#[test]
fn what_is_typed_before_the_next_urgent_thing_has_come_is_meant_for_it() {
    let mut screen = day::screen(80, 24);
    screen.keys("3");
    screen.silence();
    screen.take_asked();
    screen.keys("n a enter");
    assert!(screen.take_commands().is_empty());
    screen.link.script(day::script());
    screen.catch_up();
    let [dispatch] = &screen.take_commands()[..] else {
        panic!("{}", screen.picture());
    };
    assert_eq!(dispatch.name, "ticket.dispatch");
    assert_eq!(dispatch.subject.as_deref(), Some("R20261121-014"));
}

#[test]
fn where_nothing_is_urgent_the_next_hour_is_said() {
    let mut screen = day::screen(80, 24);
    let row = |screen: &mut Screen| {
        let urgent = match day::answer(&Query::Urgent(None)) {
            Reply::Urgent(Some(urgent), _) => urgent,
            other => panic!("{other:?}"),
        };
        let row = urgent.around.rows.rows[0].clone();
        screen.link.script(Box::new(move |ask| match ask {
            Ask::Query(query) if matches!(**query, Query::Urgent(_)) => {
                let coming = frontdesk::wire::view::Coming {
                    at: day::at("15:30"),
                    row: Some(row.clone()),
                    number: None,
                };
                let reply = Reply::Urgent(None, Some(Box::new(coming)));
                Some(Body::Reply(Box::new(reply)))
            }
            _ => None,
        }));
    };
    row(&mut screen);
    let picture = screen.keys("n").picture();
    assert!(
        picture.contains("现在没有急件，下一件 今天 15:30：R1121-014"),
        "{picture}"
    );
}

#[test]
fn the_clock_moves_by_the_minute_and_deadlines_with_it() {
    let mut screen = day::screen(80, 24);
    assert_eq!(frontdesk::tui::turn::deadline(&screen.app), Some(61_000));
    screen.silence();
    screen.pass(27 * 60_000);
    let picture = screen.picture();
    assert!(
        picture.contains("14:59") && picture.contains("还剩 0:01"),
        "{picture}"
    );
    screen.pass(2 * 60_000);
    let picture = screen.picture();
    assert!(
        picture.contains("15:01")
            && picture.contains("!R1121-009")
            && picture.contains("超时 0:01"),
        "{picture}"
    );
}

#[test]
fn undo_is_offered_after_what_can_be_undone() {
    let mut screen = day::screen(80, 24);
    screen.keys("a enter");
    let picture = screen.picture();
    let message = picture.lines().nth(22).unwrap();
    assert_eq!(
        message.split_whitespace().collect::<Vec<_>>(),
        ["已派工", "R1121-009", "→", "王师傅", "u", "撤销"]
    );
    screen.keys("u");
    let names: Vec<String> = screen
        .take_commands()
        .into_iter()
        .map(|command| command.name)
        .collect();
    assert_eq!(names, ["ticket.dispatch", "undo"]);
}

#[test]
fn a_long_list_is_read_in_pages_and_forgotten_behind() {
    let mut screen = day::screen(80, 24);
    screen.link.script(day::long_script(1_000));
    screen.keys("g c").message(Message::Notice {
        seq: 0,
        touched: Vec::new(),
    });
    assert!(
        screen.picture().contains("还有 991 条"),
        "{}",
        screen.picture()
    );
    for _ in 0..400 {
        screen.keys("j");
    }
    let picture = screen.picture();
    assert!(picture.contains("> R1101-401"), "{picture}");
    assert!(picture.contains("还有 599 条"), "{picture}");
    for _ in 0..380 {
        screen.keys("k");
    }
    assert!(
        screen.picture().contains("> R1101-021"),
        "{}",
        screen.picture()
    );
    screen.keys("end");
    let picture = screen.picture();
    assert!(
        picture.contains("> R1101-1000") && picture.contains("R1101-991"),
        "{picture}"
    );
    screen.keys("home");
    let picture = screen.picture();
    assert!(
        picture.contains("> R1101-001") && picture.contains("还有 991 条"),
        "{picture}"
    );
}

#[test]
fn a_chord_half_pressed_shows_what_comes_next() {
    let mut screen = day::screen(80, 24);
    insta::assert_snapshot!(screen.keys("g").picture());
    screen.keys("esc");
    assert_eq!(screen.picture(), day::screen(80, 24).picture());
}

#[test]
fn a_frame_depends_on_the_state_alone() {
    let screen = day::screen(80, 24);
    let (once, cursor) = screen.frame();
    let (twice, _) = screen.frame();
    assert_eq!(text(&once, cursor), text(&twice, cursor));
}

#[test]
fn the_cursor_stays_on_a_record_that_went_far_away_in_the_order() {
    let mut screen = day::screen(80, 24);
    let here = |screen: &Screen| {
        let picture = screen.picture();
        let line = picture.lines().find(|line| line.starts_with('>'));
        line.map(str::to_owned).unwrap()
    };
    screen.keys("4 j");
    let held = here(&screen);
    // From now on the pane is asked for again without that row, which is somewhere behind.
    screen.link.script(Box::new(|ask| {
        let mut body = day::script()(ask)?;
        if let Ask::Query(query) = ask
            && let Query::Pane(Pane::Arrears, window) = &**query
            && let Body::Reply(reply) = &mut body
            && let Reply::Pane(rows) = &mut **reply
        {
            let moved = rows.rows.remove(1);
            assert_eq!(window.held, Some(moved.subject.id));
            rows.held = Some(moved);
        }
        Some(body)
    }));
    screen.message(Message::Notice {
        seq: 99,
        touched: Vec::new(),
    });
    assert_eq!(here(&screen), held);
}

#[test]
fn a_pane_without_the_focus_shows_its_most_urgent_rows() {
    let mut screen = day::screen(80, 24);
    let first = |screen: &Screen| {
        let picture = screen.picture();
        let at = picture
            .lines()
            .position(|line| line.contains("2 报修工单"))
            .unwrap();
        picture.lines().nth(at + 1).unwrap().replace('>', " ")
    };
    let urgent = first(&screen);
    screen.keys("2 end");
    assert_ne!(first(&screen), urgent);
    screen.keys("1");
    assert_eq!(first(&screen), urgent);
}
