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
        let homes = |ask: &Ask| matches!(ask, Ask::Query(query) if matches!(&**query, Query::List(list) if list.what == "arrears"));
        assert!(asked.iter().any(homes), "{keys}: {asked:?}");
        assert_eq!(screen.keys("esc").picture(), page, "{keys}");
    }
}
