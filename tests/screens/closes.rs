//! The pages of closes: days with their cash, months with their figures.

use std::sync::Arc;

use frontdesk::domain::close::DayClose;
use frontdesk::locale::Language;
use frontdesk::service::answer::Answer;
use frontdesk::service::command::Command;
use frontdesk::wire::{Ask, Query};

use super::day;
use crate::hostile::office;
use crate::support::screen::{Screen, Setup};

fn each_language(shows: impl Fn(&mut Screen, &str)) {
    for (language, tag) in [(Language::ZhHans, "zh"), (Language::En, "en")] {
        let setup = Setup {
            language,
            ..Setup::of(80, 24)
        };
        shows(&mut Screen::start(&setup, day::script()), tag);
    }
}

#[test]
fn the_pages_of_closes_look_as_planned() {
    each_language(|screen, tag| {
        insta::assert_snapshot!(format!("days_{tag}"), screen.keys("g f c").picture());
        // The first close, with its cash and its receipts.
        insta::assert_snapshot!(format!("day_{tag}"), screen.keys("j j j enter").picture());
        screen.keys("esc esc");
        insta::assert_snapshot!(format!("months_{tag}"), screen.keys("m").picture());
        insta::assert_snapshot!(format!("month_{tag}"), screen.keys("j enter").picture());
    });
}

#[test]
fn cash_is_counted_with_its_sum_and_difference() {
    each_language(|screen, tag| {
        screen.keys("g f c c 1 2 tab tab 1");
        insta::assert_snapshot!(format!("counting_{tag}"), screen.picture());
        // 12 × 100 + 1 × 20 + 14 × 1 + 5 × 0.1 = 1,234.50: nothing is left to be explained.
        screen.keys("tab tab tab 1 4 tab 1");
        assert!(
            screen.picture().contains("1,234.50"),
            "{}",
            screen.picture()
        );
        screen.keys("enter");
        let mut commands = screen.take_commands();
        let command = commands.remove(0);
        assert_eq!(command.name, "day.close");
        let arg = |name: &str| {
            let found = command.args.iter().find(|(known, _)| known == name);
            found.map(|(_, text)| text.as_str())
        };
        assert_eq!(arg("n100"), Some("12"));
        assert_eq!(arg("n1"), Some("14"));
        // What was seen goes along.
        assert_eq!(
            (arg("through"), arg("cash")),
            (Some("1304"), Some("1234.50"))
        );
    });
}

#[test]
fn a_close_is_decided_about_opened_again_and_printed() {
    let mut screen = day::screen(80, 24);
    // The difference that waits is the one meant.
    screen.keys("g f c d");
    assert!(
        screen.picture().contains("2026-11-20"),
        "{}",
        screen.picture()
    );
    screen.keys("esc");
    screen.take_asked();
    screen.keys("end L");
    let asked = screen.take_asked();
    let slip = |ask: &Ask| matches!(ask, Ask::Query(query) if matches!(&**query, Query::Papers(kind, names) if kind == "hand_in" && names == &["39"]));
    assert!(asked.iter().any(slip), "{asked:?}");
}

#[test]
fn the_check_code_on_a_hand_in_slip_opens_its_close() {
    let office = office::open();
    let close = Command::new("day.close").arg("n100", "0");
    let answer = office.lock().unwrap().ask(office::WHO, close);
    assert!(matches!(answer, Answer::Done(_)), "{answer:?}");
    let code = office.lock().unwrap().get::<DayClose>(1).anchor;
    let asked = Arc::clone(&office);
    let script = Box::new(move |ask: &_| Some(office::told(&asked, ask)));
    let mut screen = Screen::start(&Setup::of(80, 24), script);
    // As it is printed, and as somebody types it.
    for typed in [code.clone(), code.to_uppercase()] {
        screen.keys("/").types(&typed);
        let found = screen.picture();
        assert!(
            found.contains("2026-11-21") && found.contains("校验码"),
            "{found}"
        );
        screen.keys("enter");
        let page = screen.picture();
        assert!(page.contains("交款单 1"), "{page}");
        screen.keys("esc");
    }
    // One digit amiss finds nothing.
    let last = if code.ends_with('0') { "1" } else { "0" };
    let wrong = format!("{}{last}", &code[..9]);
    screen.keys("/").types(&wrong);
    let found = screen.picture();
    assert!(!found.contains("2026-11-21"), "{found}");
}
