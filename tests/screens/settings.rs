//! The settings: each section looks as planned and is changed by keys, over a real office.

use std::sync::{Arc, Mutex, PoisonError};

use frontdesk::domain::staff::{Right, may};
use frontdesk::locale::Language;
use frontdesk::service::command::Command;
use frontdesk::service::query::{Query, Reply};
use frontdesk::service::view::SettingsPage;
use frontdesk::wire::{Ask, Body, Message, Person, Seated};

use super::day;
use crate::service::desk::{DESK, MANAGER, SUPERVISOR, ask, cmd, desk};
use crate::support::screen::{Screen, Setup};
use crate::support::world::World;

/// The sections in their order, by the keys that open each from the list of all.
const SECTIONS: [&str; 15] = [
    "people",
    "limits",
    "heads",
    "holidays",
    "categories",
    "phrases",
    "notices",
    "fees",
    "desk",
    "work",
    "pressing",
    "shifts",
    "duties",
    "alike",
    "upkeep",
];

/// An office with something in every section; terminals share it.
#[derive(Clone)]
pub(super) struct Office(Arc<Mutex<World>>);

impl Office {
    fn open() -> Self {
        let mut world = desk();
        for command in [
            cmd("setting.set")
                .arg("setting", "limit.repair.dispatch.normal")
                .arg("value", "45m"),
            cmd("setting.set")
                .arg("setting", "head.urgent")
                .arg("value", "300"),
            cmd("holiday.list")
                .arg("year", "2026")
                .arg("days", "10-01..10-03, 10-10 班"),
            cmd("phrase.set")
                .arg("phrase", "厨房漏水")
                .arg("category", "water")
                .arg("place", "厨房"),
            cmd("phrase.set")
                .arg("phrase", "客厅跳闸")
                .arg("category", "power")
                .arg("code", "tz"),
            cmd("outage.post")
                .arg("text", "3栋2单元停水检修")
                .arg("until", "2026-11-21 18:00")
                .arg("areas", "3-2")
                .arg("category", "water"),
            cmd("fee_item.add")
                .arg("name", "物业费")
                .arg("formula", "per_area")
                .arg("price", "2.2"),
            cmd("staff.edit")
                .about("李师傅")
                .arg("on_duty", "no")
                .arg("buildings", "4,5"),
        ] {
            world.done(MANAGER, command);
        }
        Self::over(world)
    }

    /// The same over an office that is there.
    pub(super) fn over(world: World) -> Self {
        Self(Arc::new(Mutex::new(world)))
    }

    pub(super) fn with<T>(&self, act: impl FnOnce(&mut World) -> T) -> T {
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// A terminal at which somebody sits.
    pub(super) fn sit(&self, who: &'static str, setup: &Setup) -> Screen {
        let office = self.clone();
        let mut others = day::script();
        let script = Box::new(move |said: &Ask| match said {
            Ask::Query(query) => Some(office.with(|world| match ask(world, who, query) {
                Ok(reply) => Body::Reply(Box::new(reply)),
                Err(refusal) => Body::Refused(refusal),
            })),
            Ask::Do { command, .. } => {
                let command = command.clone();
                Some(Body::Answer(office.with(|world| world.ask(who, command))))
            }
            said => match others(said) {
                Some(Body::Seated(_)) => Some(Body::Seated(office.seated(who))),
                body => body,
            },
        });
        Screen::start(setup, script)
    }

    fn seated(&self, who: &str) -> Seated {
        let actor = self.with(|world| world.actor(who));
        let held = Right::ALL.iter().copied();
        let held = held.filter(|right| may(actor.rank, &actor.sides, *right));
        Seated {
            person: Some(Person {
                rights: held.collect(),
                name: actor.name,
                rank: actor.rank,
                sides: actor.sides,
            }),
            desk: false,
        }
    }

    fn page(&self, section: &str) -> SettingsPage {
        let query = Query::Settings(section.to_owned());
        match self.with(|world| ask(world, MANAGER, &query)).unwrap() {
            Reply::Settings(page) => *page,
            other => panic!("{other:?}"),
        }
    }
}

/// Opens a section.
fn go(screen: &mut Screen, section: &str) {
    let at = SECTIONS.iter().position(|name| *name == section).unwrap();
    screen.keys("g t");
    for _ in 0..at {
        screen.keys("j");
    }
    screen.keys("enter");
}

#[test]
fn every_section_looks_as_planned() {
    let office = Office::open();
    for (language, tag) in [(Language::ZhHans, "zh"), (Language::En, "en")] {
        let setup = Setup {
            language,
            ..Setup::of(80, 24)
        };
        let mut screen = office.sit(MANAGER, &setup);
        insta::assert_snapshot!(format!("all_{tag}"), screen.keys("g t").picture());
        screen.keys("esc");
        for section in SECTIONS {
            go(&mut screen, section);
            insta::assert_snapshot!(format!("{section}_{tag}"), screen.picture());
            screen.keys("esc esc");
        }
    }
    let mut screen = office.sit(MANAGER, &Setup::of(120, 36));
    go(&mut screen, "people");
    insta::assert_snapshot!("people_wide", screen.picture());
}

#[test]
fn a_setting_is_changed_from_its_line_which_says_what_becomes_of_the_rest() {
    let office = Office::open();
    let mut screen = office.sit(MANAGER, &Setup::of(80, 24));
    go(&mut screen, "heads");
    screen.keys("enter");
    insta::assert_snapshot!("change", screen.picture());
    screen.keys("C-u").types("60").keys("enter");
    let page = office.page("heads");
    assert!(page.rows[0].own, "{:?}", page.rows[0]);
    // Enter on a form in which nothing was changed sets nothing back.
    screen.keys("enter enter");
    let same = screen.picture();
    assert!(same.contains("没有改动"), "{same}");
    screen.keys("esc delete enter");
    assert!(!office.page("heads").rows[0].own);
    screen.keys("e");
    insta::assert_snapshot!("why", screen.picture());
}

#[test]
fn one_thing_of_each_section_is_changed_by_keys() {
    let office = Office::open();
    let mut screen = office.sit(MANAGER, &Setup::of(80, 24));
    let cells = |section: &str| format!("{:?}", office.page(section).rows);

    go(&mut screen, "people");
    // The worker who is away is back.
    screen.keys("/").types("李师傅").keys("enter");
    screen
        .keys("tab tab tab tab tab tab tab C-u")
        .types("是")
        .keys("enter");
    assert!(
        !cells("people").contains("settings-here-away"),
        "{}",
        screen.picture()
    );
    screen.keys("esc esc esc");

    go(&mut screen, "holidays");
    screen.keys("delete enter");
    assert!(!cells("holidays").contains("2026-10-01"));
    screen.keys("space");
    insta::assert_snapshot!("menu", screen.picture());
    screen
        .keys("end enter")
        .types("2027")
        .keys("tab")
        .types("1.1 休")
        .keys("enter");
    assert!(
        cells("holidays").contains("2027-01-01"),
        "{}",
        screen.picture()
    );
    screen.keys("esc esc");

    go(&mut screen, "categories");
    screen.keys("/").types("idea").keys("enter");
    screen.keys("tab C-u").types("意见").keys("enter");
    assert!(cells("categories").contains("意见"), "{}", screen.picture());
    screen.keys("esc esc esc");

    go(&mut screen, "phrases");
    screen.keys("delete");
    assert!(!cells("phrases").contains("厨房漏水") || !cells("phrases").contains("客厅跳闸"));
    screen.keys("u");
    assert_eq!(office.page("phrases").rows.len(), 2);
    screen.keys("+").types("阳台漏水").keys("enter enter");
    assert!(
        cells("phrases").contains("阳台漏水"),
        "{}",
        screen.picture()
    );
    screen.keys("esc esc");

    go(&mut screen, "notices");
    screen
        .keys("enter C-u")
        .types("3栋2单元停水，晚上恢复")
        .keys("enter");
    assert!(
        cells("notices").contains("晚上恢复"),
        "{}",
        screen.picture()
    );
    screen.keys("delete");
    assert_eq!(office.page("notices").rows.len(), 0);
    screen.keys("esc esc");

    go(&mut screen, "fees");
    screen.keys("enter C-u").types("物业服务费").keys("enter");
    assert!(cells("fees").contains("物业服务费"), "{}", screen.picture());
    screen.keys("esc esc");

    for (section, value) in [
        ("limits", "2h"),
        ("desk", "前台"),
        ("work", "20"),
        ("pressing", "20"),
        ("shifts", "7:00-15:00"),
        ("alike", "48"),
        ("upkeep", "64"),
    ] {
        let before = cells(section);
        go(&mut screen, section);
        screen.keys("enter C-u").types(value).keys("enter");
        assert_ne!(cells(section), before, "{section}: {}", screen.picture());
        screen.keys("esc esc");
    }
}

#[test]
fn who_may_not_change_it_sees_it_and_is_told_who_may() {
    let office = Office::open();
    for who in [DESK, SUPERVISOR, "审计员"] {
        let mut screen = office.sit(who, &Setup::of(80, 24));
        go(&mut screen, "limits");
        let seen = screen.picture();
        assert!(
            seen.contains("只能查看") && seen.contains("客服部经理"),
            "{who}: {seen}"
        );
        assert!(seen.contains("45 分钟内派工"), "{who}: {seen}");
        screen.keys("enter");
        let told = screen.picture();
        assert!(told.contains("客服部经理以上"), "{who}: {told}");
        assert!(screen.take_commands().is_empty(), "{who}");
        screen.keys("space delete");
        assert!(screen.take_commands().is_empty(), "{who}");
    }
    // The desk posts and ends notices itself.
    let mut screen = office.sit(DESK, &Setup::of(80, 24));
    go(&mut screen, "notices");
    assert!(!screen.picture().contains("只能查看"));
    screen.keys("delete");
    assert_eq!(office.page("notices").rows.len(), 0);
}

#[test]
fn what_one_terminal_changes_another_one_shows() {
    let office = Office::open();
    let mut there = office.sit(SUPERVISOR, &Setup::of(80, 24));
    go(&mut there, "limits");
    assert!(!there.picture().contains("50 分钟内派工"));
    let mut here = office.sit(MANAGER, &Setup::of(80, 24));
    go(&mut here, "limits");
    here.keys("/")
        .types("45")
        .keys("enter C-u")
        .types("50m")
        .keys("enter");
    there.message(Message::Notice {
        seq: 999,
        touched: Vec::new(),
    });
    assert!(
        there.picture().contains("50 分钟内派工"),
        "{}",
        there.picture()
    );
}

#[test]
fn a_phrase_is_corrected_from_the_call_and_nothing_typed_is_lost() {
    let office = Office::open();
    let mut screen = office.sit(MANAGER, &Setup::of(80, 24));
    screen.keys("c").types("321201 tz 急");
    screen.keys("f8");
    let form = screen.picture();
    assert!(form.contains("客厅跳闸"), "{form}");
    screen.keys("C-u").types("客厅频繁跳闸").keys("enter");
    let back = screen.picture();
    assert!(back.contains("321201 tz 急"), "{back}");
    assert!(back.contains("客厅频繁跳闸"), "read anew: {back}");
    // Who may not is told who may, and the call stands as it was.
    let mut screen = office.sit(DESK, &Setup::of(80, 24));
    screen.keys("c").types("321201 tz 急").keys("f8");
    let told = screen.picture();
    assert!(
        told.contains("客服部经理以上") && told.contains("321201 tz 急"),
        "{told}"
    );
}

#[test]
fn nobody_is_left_without_a_manager_and_nobody_rises_above_themselves() {
    let office = Office::open();
    let mut screen = office.sit(MANAGER, &Setup::of(80, 24));
    go(&mut screen, "people");
    // The first by rank is the manager.
    screen.keys("delete enter");
    let told = screen.picture();
    assert!(told.contains("最后一位经理"), "{told}");
    let raise = Command::new("staff.edit")
        .about(MANAGER)
        .arg("rank", "leadership");
    let refusal = office.with(|world| world.refused(MANAGER, raise));
    assert_eq!(refusal.why, frontdesk::domain::error::Why::RankTooLow);
}

#[test]
fn what_somebody_changed_meanwhile_is_shown_beside_what_was_typed() {
    let office = Office::open();
    let begin = |value: &str| {
        let mut screen = office.sit(MANAGER, &Setup::of(80, 24));
        go(&mut screen, "limits");
        screen.keys("/").types("45").keys("enter C-u").types(value);
        screen
    };
    let (mut here, mut there) = (begin("50m"), begin("40m"));
    there.keys("enter");
    let picture = here.keys("enter").picture();
    assert!(picture.contains("刚才有人改过"), "{picture}");
    assert!(
        picture.contains("50m") && picture.contains("40m"),
        "{picture}"
    );
    let limits = || format!("{:?}", office.page("limits").rows);
    assert!(!limits().contains("Count(50)"));
    here.keys("enter");
    assert!(limits().contains("Count(50)"), "{}", here.picture());
}
