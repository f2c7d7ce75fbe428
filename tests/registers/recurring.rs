//! What recurs: one follow-up a month for everyone who is served regularly, made by the program (duties.md D-045).

use frontdesk::domain::calendar::Instant;
use frontdesk::domain::error::Why;
use frontdesk::domain::follow_up::FollowUp;
use frontdesk::domain::id::{Letter, Number};
use frontdesk::domain::register::Value;
use frontdesk::locale::Language;
use frontdesk::locale::Words;
use frontdesk::service::clock_doubt;
use frontdesk::service::command::Command;
use frontdesk::service::lookup;
use frontdesk::service::query::{Query, Reply};
use frontdesk::service::registers::recurring_due;
use frontdesk::service::subject::{Found, by_number};
use frontdesk::service::view::{PaperLine, Papers};
use frontdesk::storage::Direction;
use frontdesk::storage::codec::Key;
use frontdesk::storage::kept::indexes::LINE_OF;
use frontdesk::storage::record::Record;
use frontdesk::tui::paper::sheets;
use frontdesk::tui::say::Speech;

use crate::support::world::World;

use super::driven::{DESK, HOME, MANAGER};

fn at(text: &str) -> Instant {
    Instant::parse(&format!("{text}:00+08:00")).unwrap()
}

fn ordered(world: &mut World, home: &str, more: &[(&str, &str)]) -> Number {
    let mut order = Command::new("home_service.add")
        .arg("premises", home)
        .arg("service", "cleaning");
    for (name, text) in more {
        order = order.arg(name, *text);
    }
    world.done(DESK, order).number.unwrap()
}

/// Somebody who is served regularly from now on.
fn regular(world: &mut World, home: &str, more: &[(&str, &str)]) -> Number {
    let number = ordered(world, home, more);
    let keep = Command::new("home_service.regular").about(number.full());
    world.done(DESK, keep);
    number
}

/// What the program does on a new day; the follow-ups it made.
fn new_day(world: &mut World, when: &str) -> Vec<FollowUp> {
    world.now = at(when);
    let done = world.done(MANAGER, Command::new("register.recur"));
    let calls = done.also.iter().map(|number| {
        assert_eq!(number.letter, Letter::FollowUp);
        match world.look(|tx| by_number(tx, *number)).unwrap() {
            Some(Found::FollowUp(call)) => *call,
            other => panic!("{other:?}"),
        }
    });
    calls.collect()
}

fn waiting(world: &World) -> usize {
    let (office, now) = (world.service.office(), world.now);
    world
        .look(|tx| recurring_due(tx, office, now))
        .unwrap()
        .len()
}

#[test]
fn on_the_first_everyone_served_regularly_is_to_be_asked_once() {
    let mut world = World::new();
    let phone = [("holder", "王奶奶"), ("phone", "13800001111")];
    let wang = regular(&mut world, HOME, &phone);
    let sun = regular(&mut world, "3-2-1101", &[("holder", "孙丽")]);
    ordered(&mut world, "6-1-201", &[("holder", "周强")]);
    let ended = regular(&mut world, "1-1-101", &[("holder", "赵敏")]);
    let end = Command::new("home_service.end").about(ended.full());
    world.done(DESK, end.arg("reason", "已搬走"));

    // Whoever came within the month is asked from the next one on.
    assert_eq!(waiting(&world), 0);
    assert_eq!(new_day(&mut world, "2026-11-30T00:05").len(), 0);
    world.now = at("2026-12-01T00:01");
    assert_eq!(waiting(&world), 2);
    let calls = new_day(&mut world, "2026-12-01T00:05");
    let asked: Vec<_> = calls.iter().map(|call| call.ticket_number).collect();
    assert_eq!(asked.len(), 2);
    assert!(asked.contains(&wang) && asked.contains(&sun), "{asked:?}");
    for call in &calls {
        assert_eq!(
            call.due_at,
            at("2027-01-01T00:00").plus_ms(-1),
            "by the end of the month"
        );
    }
    let called = |number| calls.iter().find(|call| call.ticket_number == number);
    let told = |number| called(number).map(|call| (call.name.as_str(), call.phone.as_str()));
    assert_eq!(told(wang), Some(("王奶奶", "13800001111")));
    assert_eq!(told(sun), Some(("孙丽", "13900001101")));

    // However often the program is started, it is done once a month; a month nobody looked is not made up for.
    assert_eq!(waiting(&world), 0);
    assert_eq!(new_day(&mut world, "2026-12-01T00:10").len(), 0);
    assert_eq!(new_day(&mut world, "2026-12-31T00:05").len(), 0);
    assert_eq!(new_day(&mut world, "2027-02-03T08:00").len(), 2);

    // What somebody answers stands under the entry, which goes on.
    let call = called(wang).unwrap().number;
    let record = Command::new("followup.record").about(call.full());
    let record = record.arg("outcome", "satisfied").arg("text", "擦得很干净");
    world.done(DESK, record);
    let Some(Found::Register(entry)) = world.look(|tx| by_number(tx, wang)).unwrap() else {
        panic!("no entry")
    };
    assert_eq!(entry.state, "regular");
    let key = Key::new()
        .u8(frontdesk::domain::register::RegisterEntry::KIND)
        .u64(entry.id);
    let lines: Vec<frontdesk::domain::history::Line> = world
        .look(|tx| lookup::all(tx, LINE_OF, key, Direction::Forward, 100))
        .unwrap();
    assert!(
        lines.iter().any(|line| line.text == "擦得很干净"),
        "{lines:?}"
    );
}

/// The patrols a day brings, by the place that is walked.
fn walked(world: &mut World, when: &str) -> Vec<String> {
    world.now = at(when);
    let done = world.done(MANAGER, Command::new("register.recur"));
    let places = done.also.iter().map(|number| {
        let found = world.look(|tx| by_number(tx, *number)).unwrap();
        match found {
            Some(Found::Register(patrol)) => match patrol.value("place") {
                Some(Value::Text(place)) => place.clone(),
                other => panic!("{other:?}"),
            },
            other => panic!("{other:?}"),
        }
    });
    let mut places: Vec<String> = places.collect();
    places.sort();
    places
}

#[test]
fn each_building_is_walked_as_often_as_its_plan_says() {
    let mut world = World::new();
    let mut plans = Vec::new();
    for (place, interval) in [("1栋", "day"), ("2栋", "workday"), ("3栋", "week")] {
        let plan = Command::new("patrol_plan.add")
            .arg("kind", "building")
            .arg("place", place)
            .arg("interval", interval)
            .arg("assigned", DESK);
        plans.push(world.done(MANAGER, plan).number.unwrap());
    }
    // 2026-11-22 is a Sunday.
    assert_eq!(walked(&mut world, "2026-11-22T00:05"), ["1栋"]);
    assert_eq!(
        walked(&mut world, "2026-11-23T00:05"),
        ["1栋", "2栋", "3栋"]
    );
    assert_eq!(walked(&mut world, "2026-11-23T09:00"), [""; 0]);
    assert_eq!(walked(&mut world, "2026-11-24T00:05"), ["1栋", "2栋"]);
    // What is paused is not walked; an interval that is changed holds from its next period on.
    let pause = Command::new("patrol_plan.pause").about(plans[0].full());
    world.done(MANAGER, pause.arg("reason", "外墙施工"));
    let weekly = Command::new("patrol_plan.edit").about(plans[1].full());
    let weekly = weekly.arg("kind", "building").arg("place", "2栋");
    let weekly = weekly.arg("assigned", DESK).arg("interval", "week");
    world.done(MANAGER, weekly);
    assert_eq!(walked(&mut world, "2026-11-25T00:05"), [""; 0]);
    assert_eq!(walked(&mut world, "2026-11-30T00:05"), ["2栋", "3栋"]);
    // Nobody walked the first ones: they are late, and stay as many as they were.
    let late = match world.reply(DESK, &Query::Registers) {
        Ok(Reply::Registers(rows)) => rows.into_iter().find(|row| row.name == "patrol"),
        other => panic!("{other:?}"),
    };
    assert_eq!(late.map(|row| (row.initial, row.late)), Some((8, 6)));
}

#[test]
fn a_clock_that_jumped_begins_no_month() {
    let mut world = World::new();
    regular(&mut world, HOME, &[("holder", "王建国")]);
    world.now = at("2026-12-01T00:05");
    let mut tx = frontdesk::storage::Store::write(&world.store).unwrap();
    clock_doubt::raise(&mut *tx, 40_000).unwrap();
    tx.commit().unwrap();
    let refusal = world.refused(MANAGER, Command::new("register.recur"));
    assert_eq!(refusal.why, Why::ClockJumped);
    assert_eq!(waiting(&world), 1);
}

fn printed(world: &World, number: Number) -> Papers {
    let query = Query::Papers("entry".into(), vec![number.full()]);
    match world.reply(DESK, &query) {
        Ok(Reply::Papers(papers)) => *papers,
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_entry_is_printed_under_its_name_with_room_for_what_is_missing() {
    let mut world = World::new();
    let given = [
        ("holder", "王奶奶"),
        ("phone", "13800001111"),
        ("slot", "2026-11-22 09:00"),
    ];
    let number = ordered(&mut world, HOME, &given);
    let papers = printed(&world, number);
    assert_eq!(papers.kind, "entry-home_service");
    let blank = |name: &str| PaperLine::Sign(format!("field-home_service-{name}"));
    let lines = papers.sheets.concat();
    assert!(lines.contains(&blank("satisfaction")) && !lines.contains(&blank("holder")));
    for (language, title) in [
        (Language::ZhHans, "家庭服务情况记录表"),
        (Language::ZhHant, "家庭服務情況記錄表"),
        (Language::En, "Record of home services"),
    ] {
        let words = Words::load(language);
        let speech = Speech {
            words: &words,
            zone: world.service.office().zone,
            today: world.service.office().today(world.now),
            arrow: "→",
        };
        let laid = sheets(speech, &papers);
        assert_eq!(laid.fault, None);
        let text = laid.pages.concat().join("\n");
        for told in [title, "王奶奶", HOME, "2026-11-22 09:00", &number.full()] {
            assert!(text.contains(told), "{told} in\n{text}");
        }
        assert!(!text.contains("13800001111"), "{text}");
        assert!(!text.contains('<'), "every word is there:\n{text}");
    }
    // Another register's entry is called as its register.
    let key = Command::new("key.add")
        .arg("premises", HOME)
        .arg("kind", "door");
    let key = world.done(DESK, key.arg("pieces", "3")).number.unwrap();
    let papers = printed(&world, key);
    let title = PaperLine::Title("paper-key".into());
    assert!(papers.sheets.concat().contains(&title));
}
