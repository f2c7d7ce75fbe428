//! The calendar on the screen: what is due, what is late, by person, the year; ticked off with its evidence.

use std::sync::Arc;

use frontdesk::domain::error::Fact;
use frontdesk::locale::Language;
use frontdesk::service::answer::Answer;
use frontdesk::service::command::Command;
use frontdesk::service::query::Reply;
use frontdesk::wire::Body;

use crate::hostile::office::{self, Office, WHO};
use crate::support::screen::{Screen, Setup};

fn does(office: &Office, name: &str, args: &[(&str, &str)]) {
    let mut command = Command::new(name);
    for (name, text) in args {
        command = command.arg(name, *text);
    }
    let answer = office.lock().unwrap().ask(WHO, command);
    assert!(matches!(answer, Answer::Done(_)), "{name}: {answer:?}");
}

/// An office on Monday morning whose duties count since the 1st, some of them done.
fn counting() -> Office {
    let office = office::open();
    does(
        &office,
        "setting.set",
        &[("setting", "duty.from"), ("value", "2026-11-01")],
    );
    for duty in ["quality_report", "department_report"] {
        does(&office, "duty.done", &[("duty", duty), ("text", "已报")]);
    }
    for _ in 0..4 {
        does(
            &office,
            "duty.done",
            &[("duty", "community_activities"), ("text", "已归档")],
        );
    }
    does(
        &office,
        "duty.assign",
        &[("duty", "work_plan"), ("person", "李芳")],
    );
    let monday = crate::service::desk::at("2026-11-23T09:00");
    office.lock().unwrap().now = monday;
    office
}

fn screen(office: &Office, setup: &Setup) -> Screen {
    let asked = Arc::clone(office);
    Screen::start(
        setup,
        Box::new(move |ask: &_| Some(office::told(&asked, ask))),
    )
}

#[test]
fn the_spans_of_the_calendar() {
    let office = counting();
    let mut screen = screen(&office, &Setup::of(80, 24));
    insta::assert_snapshot!("today", screen.keys("g d").picture());
    insta::assert_snapshot!("week", screen.keys("tab").picture());
    insta::assert_snapshot!("month", screen.keys("tab").picture());
    insta::assert_snapshot!("overdue", screen.keys("tab").picture());
    insta::assert_snapshot!("people", screen.keys("tab").picture());
    insta::assert_snapshot!("year", screen.keys("tab").picture());
}

#[test]
fn the_same_in_english() {
    let office = counting();
    let setup = Setup {
        language: Language::En,
        ..Setup::of(80, 24)
    };
    let mut screen = screen(&office, &setup);
    insta::assert_snapshot!("today_en", screen.keys("g d").picture());
    insta::assert_snapshot!("month_en", screen.keys("tab tab").picture());
    insta::assert_snapshot!("year_en", screen.keys("tab tab tab").picture());
}

#[test]
fn where_there_is_room_whose_and_how_are_told_whole() {
    let office = counting();
    let setup = Setup {
        language: Language::En,
        ..Setup::of(120, 36)
    };
    let today = self::screen(&office, &setup).keys("g d").picture();
    for told in [
        "Receptionist",
        "Department manager",
        "by itself: Accept the shift",
    ] {
        assert!(today.contains(told), "{told} in\n{today}");
    }
}

#[test]
fn a_duty_is_ticked_off_with_its_evidence_and_opens() {
    let office = counting();
    let mut screen = screen(&office, &Setup::of(80, 24));
    insta::assert_snapshot!("form", screen.keys("g d tab tab tab d").picture());
    screen.types("已在群内公示").keys("enter");
    let done = screen.picture();
    assert!(done.contains("已办结"), "{done}");
    // What is done is no more among what is late.
    insta::assert_snapshot!(
        "page",
        screen.keys("tab tab tab tab tab end enter").picture()
    );
    insta::assert_snapshot!("steps", screen.keys("esc e").picture());
}

#[test]
fn before_the_office_counts_it_says_so() {
    let office = office::open();
    let mut screen = screen(&office, &Setup::of(80, 24));
    insta::assert_snapshot!("uncounted", screen.keys("g d tab tab").picture());
}

#[test]
fn the_next_urgent_thing_may_be_a_duty() {
    let office = counting();
    let to = [("duty", "information_summary"), ("person", WHO)];
    does(&office, "duty.assign", &to);
    let mut screen = screen(&office, &Setup::of(80, 24));
    let mut found = false;
    for _ in 0..8 {
        screen.keys("n");
        found |= screen.picture().contains("职责  逾期");
    }
    assert!(found, "{}", screen.picture());
}

#[test]
fn a_late_duty_stands_in_the_hand_over_and_is_ticked_off_from_there() {
    let office = counting();
    let to = [("duty", "information_summary"), ("person", WHO)];
    does(&office, "duty.assign", &to);
    does(&office, "shift.start", &[]);
    let mut screen = screen(&office, &Setup::of(80, 24));
    insta::assert_snapshot!("hand_over", screen.keys("g s").picture());
    let late = screen.keys("down down enter").picture();
    let eye = late.lines().find(|line| line.starts_with('>')).unwrap();
    assert!(
        late.contains("职责  逾期") && eye.contains("客户信息汇总"),
        "{late}"
    );
    screen.keys("d").types("已报品质部").keys("enter");
    let handed = screen.keys("esc").picture();
    assert!(!handed.contains("客户信息汇总"), "{handed}");
}

#[test]
fn the_duty_of_a_form_is_chosen() {
    let office = counting();
    let mut screen = screen(&office, &Setup::of(80, 24));
    screen.keys(":").types("zzbj").keys("enter");
    // The form stands on what it wants and nobody filled.
    insta::assert_snapshot!("choices", screen.keys("f4").picture());
    insta::assert_snapshot!("chosen", screen.keys("down enter").picture());
    while !screen.picture().contains("> 凭据") {
        screen.keys("S-tab");
    }
    let saved = screen.types("已报").keys("enter").picture();
    assert!(saved.contains("客户信息汇总报品质部已办结"), "{saved}");
}

#[test]
fn who_may_not_say_it_is_done_hears_so_before_anything_is_written() {
    let office = counting();
    let asked = Arc::clone(&office);
    let needs = Fact::Term("rank-property_manager".to_owned());
    // The same calendar for somebody of a lower rank.
    let script = move |ask: &_| match office::told(&asked, ask) {
        Body::Reply(reply) => Some(Body::Reply(Box::new(match *reply {
            Reply::Duties(mut page) => {
                for row in &mut page.rows {
                    row.needs = Some(needs.clone());
                }
                Reply::Duties(page)
            }
            other => other,
        }))),
        other => Some(other),
    };
    let mut screen = Screen::start(&Setup::of(80, 24), Box::new(script));
    let told = screen.keys("g d d").picture();
    assert!(told.contains("须由物业经理以上决定"), "{told}");
    assert!(!told.contains("凭据"), "{told}");
}
