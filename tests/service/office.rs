//! The office itself: founding, settings, holidays, phrases, categories, notices.

use frontdesk::domain::calendar::{Day, DayKind, Instant};
use frontdesk::domain::error::{Fact, Why};
use frontdesk::domain::office::{Outage, Phrase};
use frontdesk::domain::staff::{Actor, Rank, Staff};
use frontdesk::domain::ticket::Ticket;
use frontdesk::service::answer::Answer;
use frontdesk::service::command::Command;
use frontdesk::service::execute::{Job, Service};
use frontdesk::service::lookup;
use frontdesk::service::query::{IntakeQuery, Query, Reply};
use frontdesk::storage::Store;
use frontdesk::storage::memory::MemoryStore;

use crate::support::world::World;

fn found(store: &MemoryStore, service: &mut Service, request: u8) -> Answer {
    let command = Command::new("office.found")
        .arg("community", "翠湖花园")
        .arg("manager", "陈刚")
        .arg("account", "chen");
    let job = Job {
        actor: Actor::system(),
        request: [request; 16],
        command,
        now: Instant::parse("2026-11-21T09:00:00+08:00").unwrap(),
        salt: [1; 16],
    };
    service.execute(store, &job).unwrap()
}

#[test]
fn an_office_is_founded_once_with_a_manager_categories_and_phrases() {
    let store = MemoryStore::new();
    let mut service = Service::open(&*store.read().unwrap()).unwrap();
    assert!(matches!(found(&store, &mut service, 1), Answer::Done(_)));
    let tx = store.read().unwrap();
    let staff: Vec<Staff> = lookup::every(&*tx).unwrap();
    assert_eq!((staff.len(), staff[0].rank), (1, Rank::PropertyManager));
    assert_eq!(staff[0].account.as_deref(), Some("chen"));
    let office = service.office();
    assert_eq!(office.communities[0].initials, "chhy");
    assert_eq!(lookup::category(office, "水").unwrap().trade, "plumbing");
    assert!(office.phrases.len() >= 120);
    let kitchen = office
        .phrases
        .iter()
        .find(|one| one.text == "厨房漏水")
        .unwrap();
    assert_eq!(
        (kitchen.category.as_str(), kitchen.place.as_str()),
        ("water", "厨房")
    );
    let Answer::Refused(refusal) = found(&store, &mut service, 2) else {
        panic!("founded twice")
    };
    assert_eq!(refusal.why, Why::Exists);
}

fn set(key: &str, value: &str) -> Command {
    Command::new("setting.set")
        .arg("setting", key)
        .arg("value", value)
}

#[test]
fn a_setting_keeps_its_shape_and_a_slip_is_told_the_nearest() {
    let mut world = World::new();
    world.done("陈刚", set("fee.due_day", "20"));
    assert_eq!(world.service.office().setting("fee.due_day"), "20");
    let done = world.done(
        "陈刚",
        Command::new("setting.set").arg("setting", "fee.due_day"),
    );
    assert!(
        done.facts
            .contains(&("value".into(), Fact::Text("15".into())))
    );
    let bad = world.refused("陈刚", set("fee.due_day", "31"));
    assert_eq!(bad.fields[0].why, Why::BadSetting);
    let slip = world.refused("陈刚", set("fee.dueday", "20"));
    assert_eq!(slip.fields[0].why, Why::UnknownSetting);
    let nearest = ("nearest".to_owned(), Fact::Text("fee.due_day".into()));
    assert!(slip.fields[0].facts.contains(&nearest), "{slip:?}");
    assert_eq!(
        world.refused("张敏", set("fee.due_day", "20")).why,
        Why::NoRight
    );
}

#[test]
fn a_changed_limit_moves_the_deadline_of_what_is_open() {
    let mut world = World::new();
    world.done(
        "陈刚",
        category("water")
            .arg("ticket_kind", "repair")
            .arg("title", "水"),
    );
    let open = Command::new("ticket.open")
        .arg("kind", "repair")
        .arg("premises", "321201")
        .arg("category", "water")
        .arg("text", "厨房漏水");
    world.done("李芳", open);
    let before: Ticket = world.get(1);
    world.done("陈刚", set("limit.repair.dispatch.normal", "5m"));
    let after: Ticket = world.get(1);
    assert!(
        after.due_at < before.due_at,
        "{:?} {:?}",
        before.due_at,
        after.due_at
    );
    world.done("陈刚", category("water").arg("head_start", "120"));
    let moved: Ticket = world.get(1);
    assert!(moved.urgent_at < after.urgent_at);
}

#[test]
fn holidays_are_days_of_the_calendar() {
    let mut world = World::new();
    let day = |kind: &str| {
        Command::new("holiday.set")
            .arg("day", "2026-10-01")
            .arg("day_kind", kind)
    };
    let national = Day::from_ymd(2026, 10, 1).unwrap();
    world.done("陈刚", day("holiday"));
    assert_eq!(
        world.service.office().calendar.days.get(&national),
        Some(&DayKind::Holiday)
    );
    world.done("陈刚", day("none"));
    assert_eq!(world.service.office().calendar.days.get(&national), None);
}

fn category(code: &str) -> Command {
    Command::new("category.set").arg("code", code)
}

#[test]
fn a_category_is_made_whole_changed_in_parts_and_switched_off() {
    let mut world = World::new();
    let refusal = world.refused("陈刚", category("pool"));
    let missing: Vec<&str> = refusal
        .fields
        .iter()
        .map(|fault| fault.field.as_str())
        .collect();
    assert_eq!(missing, ["ticket_kind", "title"]);
    let pool = category("pool")
        .arg("ticket_kind", "repair")
        .arg("title", "泳池");
    world.done("陈刚", pool.arg("trade", "facilities"));
    world.done("陈刚", category("pool").arg("head_start", "45"));
    let office = world.service.office();
    let kept = lookup::category(office, "泳池").unwrap();
    assert_eq!((kept.trade.as_str(), kept.head_start), ("facilities", 45));
    let twin = category("pond")
        .arg("ticket_kind", "repair")
        .arg("title", "泳池");
    assert_eq!(world.refused("陈刚", twin).fields[0].why, Why::Exists);
    world.done("陈刚", category("pool").arg("active", "no"));
    assert!(lookup::category(world.service.office(), "泳池").is_err());
    let bad = category("Pool 1")
        .arg("ticket_kind", "repair")
        .arg("title", "池");
    assert_eq!(world.refused("陈刚", bad).fields[0].why, Why::BadCode);
}

#[test]
fn a_phrase_is_set_struck_out_and_brought_back() {
    let mut world = World::new();
    world.done(
        "陈刚",
        category("water")
            .arg("ticket_kind", "repair")
            .arg("title", "水"),
    );
    let phrase = Command::new("phrase.set").arg("phrase", "厨房漏水");
    world.done(
        "陈刚",
        phrase.clone().arg("category", "水").arg("place", "厨房"),
    );
    let book = |world: &World| -> Vec<Phrase> { world.look(|tx| lookup::every(tx)).unwrap() };
    assert_eq!(book(&world)[0].category, "water");
    world.done("陈刚", phrase.clone().arg("off", "yes"));
    assert!(book(&world).is_empty() && world.service.office().phrases.is_empty());
    world.done("陈刚", Command::new("undo"));
    assert_eq!(book(&world)[0].place, "厨房");
    let unknown = Command::new("phrase.set")
        .arg("phrase", "没有")
        .arg("off", "yes");
    assert_eq!(
        world.refused("陈刚", unknown).fields[0].why,
        Why::UnknownPhrase
    );
}

#[test]
fn a_notice_concerns_its_areas_until_it_ends() {
    let mut world = World::new();
    let post = Command::new("outage.post")
        .arg("text", "停水检修")
        .arg("areas", "3栋2单元,5")
        .arg("until", "18:00");
    world.done("李芳", post.clone());
    let notice: Outage = world.get(1);
    assert_eq!(notice.areas, ["3-2", "5"]);
    let community = notice.community;
    assert!(notice.concerns(community, "3-2-1201", world.now));
    assert!(!notice.concerns(community, "3-1-1201", world.now));
    world.done("李芳", Command::new("outage.end"));
    let ended: Outage = world.get(1);
    assert!(!ended.concerns(community, "3-2-1201", world.now));
    assert_eq!(
        world.refused("李芳", Command::new("outage.end")).why,
        Why::UnknownRecord
    );
    let mut nowhere = post.clone();
    nowhere.args[1].1 = "77".into();
    assert_eq!(
        world.refused("李芳", nowhere).fields[0].why,
        Why::UnknownPremises
    );
    let mut past = post;
    past.args[2].1 = "8:00".into();
    assert_eq!(world.refused("李芳", past).fields[0].why, Why::PastDay);
}

#[test]
fn with_two_notices_in_force_the_one_to_end_is_named() {
    let mut world = World::new();
    for text in ["停水", "停电"] {
        let post = Command::new("outage.post")
            .arg("text", text)
            .arg("until", "明天");
        world.done("李芳", post);
    }
    let end = Command::new("outage.end");
    assert_eq!(
        world.refused("李芳", end.clone()).fields[0].why,
        Why::Missing
    );
    world.done("李芳", end.clone().arg("notice", "2"));
    world.done("李芳", end);
    let first: Outage = world.get(1);
    assert_eq!(first.text, "停水");
    assert!(first.until <= world.now);
}

#[test]
fn a_setting_that_is_so_already_is_refused_and_stands_in_no_log() {
    let mut world = World::new();
    for (same, other) in [
        (set("fee.due_day", "15"), set("fee.due_day", "20")),
        (
            set("limit.repair.dispatch.normal", "30m"),
            set("limit.repair.dispatch.normal", "2h"),
        ),
        (
            set("complaint.level2_by_manager", "否"),
            set("complaint.level2_by_manager", "是"),
        ),
        (day("none"), day("holiday")),
    ] {
        let refusal = world.refused("陈刚", same);
        assert_eq!(refusal.why, Why::AlreadySo);
        assert!(refusal.facts.iter().any(|(name, _)| name == "value"));
        world.done("陈刚", other.clone());
        assert_eq!(world.refused("陈刚", other).why, Why::AlreadySo);
    }
}

fn day(kind: &str) -> Command {
    Command::new("holiday.set")
        .arg("day", "2026-10-01")
        .arg("day_kind", kind)
}

/// What the line reads `cfls` as for somebody, and how pressing that makes it.
fn said(world: &World, who: &str) -> (String, String) {
    let query = Query::Intake(IntakeQuery {
        line: "3-2-1201 cfls".into(),
        form: "call".into(),
        ..IntakeQuery::default()
    });
    let Ok(Reply::Intake(read)) = super::desk::ask(world, who, &query) else {
        panic!("no answer");
    };
    let field = |name: &str| {
        let field = read.fields.iter().find(|(known, _)| known == name);
        field.map(|(_, text)| text.clone()).unwrap_or_default()
    };
    (field("text"), field("priority"))
}

/// Each person's own words come first, and a phrase brings how pressing it is.
#[test]
fn the_phrase_book_learns_from_whoever_uses_it() {
    let mut world = World::new();
    for phrase in ["厨房漏水", "厂房漏水"] {
        let set = Command::new("phrase.set");
        world.done("陈刚", set.arg("phrase", phrase).arg("category", "water"));
    }
    assert_eq!(
        said(&world, "李芳").0,
        "厨房漏水",
        "in the order of the book"
    );
    for text in ["厂房漏水", "今天厂房漏水，急"] {
        let log = Command::new("contact.log");
        world.done("李芳", log.arg("premises", "3-2-1201").arg("text", text));
    }
    assert_eq!(said(&world, "李芳").0, "厂房漏水");
    assert_eq!(said(&world, "张敏").0, "厨房漏水", "as she says neither");
    // It is no part of the call: taking the call back is not hindered by it.
    world.done("李芳", Command::new("undo"));
    world.done("李芳", Command::new("undo"));
    let urgent = Command::new("phrase.set").arg("phrase", "厂房漏水");
    world.done("陈刚", urgent.arg("priority", "urgent"));
    assert_eq!(said(&world, "李芳"), ("厂房漏水".into(), "urgent".into()));
}
