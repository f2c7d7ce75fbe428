//! The run of a month: seen before it is made, made as it was seen, by keys over a real office.

use frontdesk::domain::money::Area;
use frontdesk::locale::Language;
use frontdesk::wire::{Ask, Query};

use super::settings::Office;
use crate::service::desk::{MANAGER, SUPERVISOR, cmd};
use crate::service::money::{HOME, estate, run};
use crate::support::screen::{Screen, Setup};

/// An office with something of everything: a meter that was read and one that was not, who comes late, who has no area.
fn office() -> Office {
    let mut world = estate();
    world.done(SUPERVISOR, run("2026-10"));
    let water = cmd("fee_item.add")
        .arg("name", "水费")
        .arg("formula", "metered")
        .arg("from", "2026-01-01");
    world.done(MANAGER, water.arg("tiers", "0-10 2; 10- 3"));
    for (home, code) in [(HOME, "W-1"), ("3-2-1101", "W-2")] {
        let pays = cmd("household.fee").about(home).arg("item", "水费");
        world.done(SUPERVISOR, pays);
        let meter = cmd("meter.add")
            .arg("premises", home)
            .arg("code", code)
            .arg("meter_kind", "water")
            .arg("item", "水费")
            .arg("value", "100")
            .arg("day", "2026-10-31");
        world.done(SUPERVISOR, meter);
    }
    let read = cmd("meter.read").arg("meter", "W-1").arg("value", "112.5");
    world.done(SUPERVISOR, read);
    let mut late = world.home("1-1-102");
    late.handed_over = Some("2026-10-20".parse().unwrap());
    world.put(&mut late);
    let mut bare = world.home("1-1-101");
    bare.area = Area::default();
    world.put(&mut bare);
    Office::over(world)
}

fn sit(office: &Office, language: Language) -> Screen {
    let setup = Setup {
        language,
        ..Setup::of(80, 24)
    };
    office.sit(SUPERVISOR, &setup)
}

#[test]
fn a_run_looks_as_planned_before_it_and_after() {
    for (language, tag) in [(Language::ZhHans, "zh"), (Language::En, "en")] {
        let office = office();
        let mut screen = sit(&office, language);
        insta::assert_snapshot!(format!("before_{tag}"), screen.keys("g f b").picture());
        insta::assert_snapshot!(format!("earlier_{tag}"), screen.keys("left").picture());
        screen.keys("right").take_asked();
        insta::assert_snapshot!(format!("after_{tag}"), screen.keys("enter").picture());
        let asked = screen.take_asked();
        let runs = asked.iter().filter(|ask| matches!(ask, Ask::Do { .. }));
        assert_eq!(runs.count(), 1, "{asked:?}");
    }
}

#[test]
fn what_is_not_as_it_was_shown_is_not_posted_and_shown_anew() {
    let office = office();
    let mut screen = sit(&office, Language::ZhHans);
    screen.keys("g f b").take_asked();
    office.with(|world| {
        let price = cmd("fee_item.edit").arg("item", "停车费");
        world.done(MANAGER, price.arg("fixed", "130"))
    });
    screen.keys("enter");
    let asked = screen.take_asked();
    let shown = asked.iter().filter(
        |ask| matches!(ask, Ask::Query(query) if matches!(&**query, Query::Billing(Some(_)))),
    );
    assert_eq!(shown.count(), 1, "{asked:?}");
    insta::assert_snapshot!("changed_zh", screen.picture());
    // What is shown now is posted.
    screen.keys("enter");
    let due = office.with(|world| {
        let page = crate::service::desk::ask(world, SUPERVISOR, &Query::Billing(None));
        page.unwrap()
    });
    let frontdesk::service::query::Reply::Billing(page) = due else {
        panic!("no page");
    };
    assert!(!page.posts, "{page:?}");
}
