//! The page of fees: what there is to choose from, by the eye and by key.

use frontdesk::locale::Language;
use frontdesk::wire::{Ask, Query};

use super::day;
use crate::support::screen::{Screen, Setup};

#[test]
fn the_page_of_fees_looks_as_planned() {
    for (language, tag) in [(Language::ZhHans, "zh"), (Language::En, "en")] {
        let setup = Setup {
            language,
            ..Setup::of(80, 24)
        };
        let mut screen = Screen::start(&setup, day::script());
        insta::assert_snapshot!(format!("all_{tag}"), screen.keys("g f").picture());
    }
}

#[test]
fn an_entry_opens_by_its_key_and_by_enter_and_leads_back() {
    let mut screen = day::screen(80, 24);
    screen.keys("g f");
    let page = screen.picture();
    screen.take_asked();
    for keys in ["enter", "a"] {
        screen.keys(keys);
        let asked = screen.take_asked();
        let groups =
            |ask: &Ask| matches!(ask, Ask::Query(query) if matches!(&**query, Query::Arrears(_)));
        assert!(asked.iter().any(groups), "{keys}: {asked:?}");
        assert_eq!(screen.keys("esc").picture(), page, "{keys}");
    }
}

#[test]
fn arrears_and_the_rate_look_as_planned_and_each_figure_opens_its_homes() {
    for (language, tag) in [(Language::ZhHans, "zh"), (Language::En, "en")] {
        let setup = Setup {
            language,
            ..Setup::of(80, 24)
        };
        let mut screen = Screen::start(&setup, day::script());
        let shown = |screen: &mut Screen, keys: &str, name: &str| {
            insta::assert_snapshot!(format!("{name}_{tag}"), screen.keys(keys).picture());
        };
        shown(&mut screen, "g f a", "arrears_by_building");
        shown(&mut screen, "right right", "arrears_by_age");
        shown(&mut screen, "end enter", "homes_of_a_group");
        shown(&mut screen, "esc home j j j enter", "limitation");
        shown(&mut screen, "esc esc r", "rates");
        shown(&mut screen, "j enter", "unpaid_homes");
    }
}

/// What the last keys asked for about arrears: the grouping, the order, the filter.
fn asked(screen: &mut Screen) -> (&'static str, &'static str, String) {
    let asked = screen.take_queries();
    let asked = asked.into_iter().rev().find_map(|query| match query {
        Query::Arrears(query) => Some(query),
        _ => None,
    });
    let query = asked.unwrap();
    (query.by.name(), query.order.name(), query.filter)
}

#[test]
fn the_page_turns_through_groups_and_orders_and_is_narrowed_by_typing() {
    let mut screen = day::screen(80, 24);
    screen.keys("g f a");
    assert_eq!(asked(&mut screen), ("building", "amount", String::new()));
    screen.keys("right");
    assert_eq!(asked(&mut screen).0, "steward");
    screen.keys("left left");
    assert_eq!(asked(&mut screen).0, "payer");
    screen.keys("o");
    assert_eq!(asked(&mut screen).1, "homes");
    screen.keys("/").types("王");
    assert_eq!(asked(&mut screen).2, "王");
    // Esc takes the filter off, and then the page.
    screen.keys("esc");
    assert_eq!(asked(&mut screen).2, "");
}

#[test]
fn the_rate_goes_back_by_months_and_never_into_the_future() {
    let mut screen = day::screen(80, 24);
    screen.keys("g f r");
    screen.take_asked();
    let mut month = |keys: &str| {
        let asked = screen.keys(keys).take_queries();
        let month = asked.into_iter().find_map(|query| match query {
            Query::Rates(month, by) => Some((month.map(|month| month.to_string()), by.name())),
            _ => None,
        });
        month.unwrap()
    };
    assert_eq!(month("left"), (Some("2026-10".to_owned()), "steward"));
    assert_eq!(month("right"), (Some("2026-11".to_owned()), "steward"));
    assert_eq!(month("o").1, "building");
}

#[test]
fn homes_are_marked_and_dunned_and_printed_in_one_go() {
    let mut screen = day::screen(80, 24);
    let picture = screen.keys("g f a end enter M").picture();
    assert!(picture.contains("已标记 1"), "{picture}");
    assert!(picture.contains("* 6-1-1101"), "{picture}");
    let picture = screen.keys("D").picture();
    assert!(picture.contains("成批催缴"), "{picture}");
    assert!(picture.contains("6-1-1101"), "{picture}");
    let mut screen = day::screen(80, 24);
    screen.keys("g f a end enter M");
    screen.take_asked();
    let asked = screen.keys("L").take_queries();
    let papers = asked.into_iter().find_map(|query| match query {
        Query::Papers(kind, homes) => Some((kind, homes.len())),
        _ => None,
    });
    assert_eq!(papers, Some(("dunning_notice".to_owned(), 1)));
    // Esc takes the marks off first.
    let mut screen = day::screen(80, 24);
    let plain = screen.keys("g f a end enter").picture();
    assert_ne!(screen.keys("M").picture(), plain);
    screen.keys("esc");
    assert!(!screen.picture().contains("已标记"), "{}", screen.picture());
}
