//! Reports and the board: tables, figures that open their rows, charts in every terminal's marks.

use std::sync::{Arc, Mutex};

use frontdesk::locale::Language;
use frontdesk::terminal::glyphs::Set;
use frontdesk::wire::view::REPORTS;
use frontdesk::wire::{Ask, Query};

use super::day;
use crate::hostile::office::told;
use crate::service::reports::busy;
use crate::support::screen::{Screen, Setup};

fn start(language: Language) -> Screen {
    let setup = Setup {
        language,
        ..Setup::of(80, 24)
    };
    Screen::start(&setup, day::script())
}

#[test]
fn reports_and_the_board_look_as_planned() {
    for (language, tag) in [(Language::ZhHans, "zh"), (Language::En, "en")] {
        let mut screen = start(language);
        let shown = |screen: &mut Screen, keys: &str, name: &str| {
            insta::assert_snapshot!(format!("{name}_{tag}"), screen.keys(keys).picture());
        };
        shown(&mut screen, "g p", "list");
        shown(&mut screen, "j enter", "page");
        shown(&mut screen, "esc esc g b", "board");
    }
}

#[test]
fn a_terminal_without_blocks_gets_a_board_of_its_own_marks() {
    let setup = Setup {
        set: Set::Ascii,
        ..Setup::of(80, 24)
    };
    let mut screen = Screen::start(&setup, day::script());
    let picture = screen.keys("g b").picture();
    let strange = picture
        .chars()
        .find(|c| ('\u{2500}'..='\u{25ff}').contains(c));
    assert_eq!(strange, None, "{picture}");
    assert!(picture.contains("###"), "{picture}");
    // Beside each bar stands its number.
    assert!(
        picture.contains("97.5%") && picture.contains("118/121"),
        "{picture}"
    );
    insta::assert_snapshot!("board_ascii", picture);
}

#[test]
fn the_console_of_linux_gets_a_board_it_can_show() {
    let setup = Setup {
        language: Language::En,
        set: Set::Ascii,
        ..Setup::of(80, 24)
    };
    let mut screen = Screen::start(&setup, day::script());
    let picture = screen.keys("g b").picture();
    // Names of people and the office stay as they are; every mark of ours is one a console without fonts has.
    let marks = picture.lines().skip(1);
    let strange = marks.flat_map(str::chars).find(|c| !c.is_ascii());
    assert_eq!(strange, None, "{picture}");
    insta::assert_snapshot!("board_linux", picture);
}

#[test]
fn a_wide_terminal_has_the_whole_fortnight_of_both() {
    let mut screen = Screen::start(&Setup::of(140, 40), day::script());
    let picture = screen.keys("g b").picture();
    let days = picture.lines().rfind(|line| line.contains("20  21"));
    assert_eq!(days.unwrap().matches("20  21").count(), 2, "{picture}");
    assert_eq!(days.unwrap().matches(" 8   9").count(), 2, "{picture}");
}

#[test]
fn each_report_of_a_busy_month_looks_as_planned() {
    let office = Arc::new(Mutex::new(busy()));
    let script = Box::new(move |ask: &_| Some(told(&office, ask)));
    let mut screen = Screen::start(&Setup::of(80, 24), script);
    for (at, name) in REPORTS.iter().enumerate() {
        screen.keys("g p");
        for _ in 0..at {
            screen.keys("down");
        }
        let mut picture = screen.keys("enter").picture();
        for _ in 0..3 {
            let next = screen.keys("pagedown").picture();
            if picture.ends_with(&next) {
                break;
            }
            picture = format!("{picture}\n\n{next}");
        }
        insta::assert_snapshot!(format!("report_{name}"), picture);
        screen.keys("esc esc");
    }
}

#[test]
fn the_month_is_turned_by_keys_and_none_lies_ahead() {
    let mut screen = start(Language::ZhHans);
    screen.keys("g p left");
    let asked = |screen: &mut Screen| {
        let asked = screen.take_queries().into_iter().rev();
        let mut months = asked.filter_map(|query| match query {
            Query::Reports(month) | Query::Report(_, month) => Some(month.unwrap().to_string()),
            _ => None,
        });
        months.next()
    };
    assert_eq!(asked(&mut screen).as_deref(), Some("2026-10"));
    screen.keys("right right");
    assert_eq!(asked(&mut screen).as_deref(), Some("2026-11"));
    screen.keys("enter left left");
    assert_eq!(asked(&mut screen).as_deref(), Some("2026-09"));
}

#[test]
fn a_figure_opens_its_rows_and_forms_know_report_and_month() {
    let mut screen = start(Language::ZhHans);
    screen.keys("g p enter tab tab enter");
    let lists = |ask: &Ask| matches!(ask, Ask::Query(query) if matches!(&**query, Query::List(list) if list.what == "tickets"));
    assert!(screen.take_asked().iter().any(lists));
    screen.keys("esc m");
    let picture = screen.picture();
    assert!(
        picture.contains("分类汇总") && picture.contains("2026-11"),
        "{picture}"
    );
    screen.keys("enter");
    let command = screen.take_commands().remove(0);
    assert_eq!(command.name, "report.make");
    let given = |name: &str| {
        command
            .args
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, text)| text.as_str())
    };
    assert_eq!(
        (given("report"), given("month")),
        (Some("class_summary"), Some("2026-11"))
    );
}

#[test]
fn the_board_leads_to_what_waits_and_to_the_rows_of_each_figure() {
    let mut screen = start(Language::ZhHans);
    screen.keys("g w");
    let waiting = screen.picture();
    screen.keys("esc g b enter");
    assert_eq!(screen.picture(), waiting);
    screen.keys("esc j j");
    screen.take_asked();
    screen.keys("enter");
    let lists = |ask: &Ask| matches!(ask, Ask::Query(query) if matches!(&**query, Query::List(list) if list.what == "tickets"));
    assert!(screen.take_asked().iter().any(lists));
}
