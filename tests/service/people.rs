//! Homes and people: added, corrected, tied, revealed.

use frontdesk::domain::error::{Fact, Why};
use frontdesk::domain::history::{Line, LineKind};
use frontdesk::domain::household::{Household, Person, PremisesKind, Relation};
use frontdesk::service::audit;
use frontdesk::service::command::{AuditKind, Command};
use frontdesk::service::lookup;
use frontdesk::service::subject::Subject;
use frontdesk::storage::Direction;
use frontdesk::storage::codec::Key;
use frontdesk::storage::kept::indexes::LINE_OF;

use crate::support::world::World;

fn home(world: &World, typed: &str) -> Household {
    world
        .look(|tx| lookup::premises(tx, world.service.office(), typed))
        .unwrap()
}

fn person(world: &World, name: &str) -> Person {
    world
        .look(|tx| lookup::every::<Person>(tx))
        .unwrap()
        .into_iter()
        .find(|person| person.name == name)
        .unwrap()
}

fn lines(world: &World, subject: Subject) -> Vec<Line> {
    let key = Key::new().u8(subject.kind).u64(subject.id);
    world
        .look(|tx| lookup::all::<Line>(tx, LINE_OF, key, Direction::Forward, 100))
        .unwrap()
}

fn fault(world: &mut World, command: Command) -> (String, Why) {
    let refusal = world.refused("李芳", command);
    assert_eq!(refusal.why, Why::Fields, "{refusal:?}");
    (refusal.fields[0].field.clone(), refusal.fields[0].why)
}

#[test]
fn a_community_gets_the_initials_of_its_name_and_its_public_area() {
    let mut world = World::new();
    let add = |name: &str| Command::new("community.add").arg("name", name);
    let done = world.done("陈刚", add("金桂苑"));
    assert!(
        done.facts
            .contains(&("initials".into(), Fact::Text("jgy".into())))
    );
    assert_eq!(home(&world, "jgy 公共").kind, PremisesKind::Public);
    assert_eq!(
        world.refused("陈刚", add("金桂苑")).fields[0].why,
        Why::Exists
    );
    // The same initials would name two communities before a room.
    let twin = world.refused("陈刚", add("金谷园"));
    assert_eq!(
        (twin.fields[0].field.as_str(), twin.fields[0].why),
        ("initials", Why::Exists)
    );
    assert_eq!(world.refused("李芳", add("新城")).why, Why::NoRight);
}

#[test]
fn a_mistyped_community_gets_its_right_name() {
    let mut world = World::new();
    let add = |name: &str| Command::new("community.add").arg("name", name);
    world.done("陈刚", add("金贵苑"));
    world.done("陈刚", add("银杏里"));
    let rename = |from: &str, to: &str| {
        let command = Command::new("community.rename");
        command.arg("community", from).arg("name", to)
    };
    let done = world.done("陈刚", rename("金贵苑", "丹桂花园"));
    assert!(
        done.facts
            .contains(&("initials".into(), Fact::Text("dghy".into())))
    );
    assert_eq!(home(&world, "dghy 公共").kind, PremisesKind::Public);
    let taken = world.refused("陈刚", rename("丹桂花园", "银杏里"));
    assert_eq!(
        (taken.fields[0].field.as_str(), taken.fields[0].why),
        ("name", Why::Exists)
    );
    // Its own name written otherwise is not taken by itself.
    world.done("陈刚", rename("丹桂花园", "丹桂 花园"));
}

#[test]
fn a_building_comes_with_its_units_and_public_areas() {
    let mut world = World::new();
    let add = Command::new("building.add")
        .arg("code", "7")
        .arg("units", "1,2")
        .arg("floors", "18")
        .arg("lift", "yes");
    world.done("李芳", add.clone());
    for typed in ["7-2 公共", "7栋2单元公共", "7-1gg", "7 公共"] {
        assert_eq!(home(&world, typed).kind, PremisesKind::Public, "{typed}");
    }
    assert_eq!(fault(&mut world, add), ("code".into(), Why::Exists));
}

#[test]
fn a_home_is_added_under_its_canonical_code_once() {
    let mut world = World::new();
    let add = |code: &str| Command::new("household.add").arg("premises", code);
    world.done(
        "李芳",
        add("3栋2单元1301")
            .arg("area", "98.60")
            .arg("handed_over", "2019-06-01"),
    );
    let added = home(&world, "321301");
    assert_eq!(added.code, "3-2-1301");
    assert_eq!(added.area.units(), 9860);
    assert_eq!(
        fault(&mut world, add("3-2-1301")),
        ("premises".into(), Why::Exists)
    );
    assert_eq!(
        fault(&mut world, add("王建国")),
        ("premises".into(), Why::BadCode)
    );
    assert_eq!(
        fault(&mut world, add("321302")),
        ("premises".into(), Why::SeveralPremises)
    );
    // What a new building brings along is not asked for twice.
    assert_eq!(
        fault(&mut world, add("9-1 公共")),
        ("premises".into(), Why::Exists)
    );
    world.done("李芳", add("b2-117").arg("kind", "parking"));
    assert_eq!(home(&world, "B2-117").kind, PremisesKind::Parking);
}

#[test]
fn a_correction_of_a_home_leaves_lines_and_can_be_taken_back() {
    let mut world = World::new();
    let edit = |world: &mut World, name: &str, text: &str| {
        world.ask(
            "李芳",
            Command::new("household.edit")
                .about("321201")
                .arg(name, text),
        )
    };
    edit(&mut world, "area", "101.20");
    edit(&mut world, "note", "家有老人");
    edit(&mut world, "verified", "yes");
    let subject = Subject::of(&world.home("3-2-1201"));
    let told: Vec<(String, String, String)> = lines(&world, subject)
        .into_iter()
        .inspect(|line| assert_eq!(line.kind, LineKind::Edit))
        .map(|line| (line.field, line.before, line.after))
        .collect();
    let expected = [
        ("area", "98.60", "101.20"),
        ("note", "", "家有老人"),
        ("verified", "", "2026-11-21"),
    ];
    assert_eq!(
        told,
        expected.map(|(a, b, c)| (a.into(), b.into(), c.into()))
    );
    world.done("李芳", Command::new("undo"));
    assert_eq!(world.home("3-2-1201").verified_on, None);
    let clear = Command::new("household.edit")
        .about("321201")
        .arg("clear", "note,owner");
    assert_eq!(fault(&mut world, clear), ("clear".into(), Why::BadChoice));
    let nothing = Command::new("household.edit")
        .about("321201")
        .arg("area", "101.20");
    assert_eq!(world.refused("李芳", nothing).why, Why::NothingChanged);
}

#[test]
fn a_mistyped_code_is_set_right_by_a_supervisor_with_a_reason() {
    let mut world = World::new();
    let recode = Command::new("household.recode")
        .about("6-1-201")
        .arg("premises", "6-1-202")
        .arg("reason", "录入时写错");
    assert_eq!(world.refused("李芳", recode.clone()).why, Why::NoRight);
    world.done("张敏", recode);
    assert_eq!(home(&world, "6-1-202").id, world.home("6-1-201").id);
    let taken = Command::new("household.recode")
        .about("6-1-202")
        .arg("premises", "3-2-1201")
        .arg("reason", "录入时写错");
    assert_eq!(world.refused("张敏", taken).fields[0].why, Why::Exists);
}

#[test]
fn a_pattern_makes_the_homes_that_are_missing_under_one_line() {
    let mut world = World::new();
    let pattern = Command::new("homes.pattern")
        .arg("buildings", "1-6")
        .arg("units", "2")
        .arg("floors", "12")
        .arg("rooms", "2")
        .arg("area", "98.6")
        .arg("handed_over", "2019-06-01");
    let before = world.look(|tx| audit::head(tx)).unwrap().seq;
    let done = world.done("陈刚", pattern.clone());
    let count = |name: &str, count| (name.to_owned(), Fact::Count(count));
    // Two of the estate's homes, 3-2-1101 and 3-2-1201, fit the pattern.
    assert!(done.facts.contains(&count("added", 286)) && done.facts.contains(&count("known", 2)));
    assert_eq!(world.look(|tx| audit::head(tx)).unwrap().seq, before + 1);
    assert_eq!(home(&world, "6-2-1202").floor, Some(12));
    let again = world.done("陈刚", pattern.clone());
    assert!(again.facts.contains(&count("added", 0)));
    let mut huge = pattern;
    huge.args.retain(|(name, _)| name != "buildings");
    let huge = huge
        .arg("buildings", "1-500")
        .arg("units", "20")
        .arg("floors", "99");
    assert_eq!(world.refused("陈刚", huge).fields[0].why, Why::TooMany);
    let faults =
        world.look(|tx| frontdesk::storage::check::verify(tx, frontdesk::storage::kept::KINDS));
    assert!(faults.unwrap().faults.is_empty());
}

#[test]
fn a_person_is_added_once_and_who_has_the_same_phone_is_named() {
    let mut world = World::new();
    let add = |name: &str| {
        Command::new("person.add")
            .arg("premises", "321201")
            .arg("name", name)
            .arg("relation", "tenant")
            .arg("phone", "138 0013 5678，13900000009")
            .arg("plate", "粤b·12345")
    };
    let done = world.done("李芳", add("刘洋"));
    assert!(
        done.facts
            .contains(&("same".into(), Fact::Text("P4 王建国".into())))
    );
    let added = person(&world, "刘洋");
    assert_eq!(added.phones, ["13800135678", "13900000009"]);
    assert_eq!(added.plates, ["粤B12345"]);
    assert_eq!(added.ties[0].relation, Relation::Tenant);
    assert_eq!(fault(&mut world, add("劉洋")), ("name".into(), Why::Exists));
    let bad = Command::new("person.add")
        .arg("premises", "321201")
        .arg("name", "朱涛")
        .arg("phone", "12,电话");
    let refusal = world.refused("李芳", bad);
    assert_eq!(refusal.fields.len(), 2, "{refusal:?}");
}

#[test]
fn a_person_is_corrected_with_masked_lines_and_tied_and_parted() {
    let mut world = World::new();
    let edit = |id: &str| Command::new("person.edit").about(id);
    world.done(
        "李芳",
        edit("P4")
            .arg("phone", "13911112222")
            .arg("vulnerable", "yes"),
    );
    let subject = Subject::of(&person(&world, "王建国"));
    let told: Vec<(String, String)> = lines(&world, subject)
        .into_iter()
        .map(|line| (line.before, line.after))
        .collect();
    assert_eq!(told[0], ("138****5678".into(), "139****2222".into()));
    assert_eq!(told[1], ("no".into(), "yes".into()));
    world.done(
        "李芳",
        edit("P4").arg("tie", "321101").arg("relation", "family"),
    );
    let tied = person(&world, "王建国");
    assert_eq!(tied.ties.len(), 2);
    assert_eq!(
        fault(&mut world, edit("P4").arg("relation", "tenant")),
        ("tie".into(), Why::Missing)
    );
    world.done("李芳", edit("P4").arg("untie", "321201"));
    let parted = person(&world, "王建国");
    assert!(parted.ties[0].until.is_some());
    let people = world
        .look(|tx| lookup::people_of(tx, world.home("3-2-1201").id.0))
        .unwrap();
    assert!(people.iter().all(|person| person.name != "王建国"));
    world.done("李芳", Command::new("undo"));
    assert!(person(&world, "王建国").ties[0].until.is_none());
}

#[test]
fn revealing_asks_a_reason_changes_nothing_and_leaves_a_line() {
    let mut world = World::new();
    let reveal = Command::new("person.reveal").about("P4");
    assert_eq!(
        fault(&mut world, reveal.clone()),
        ("reason".into(), Why::Missing)
    );
    let reveal = reveal.arg("reason", "回电话");
    let before = person(&world, "王建国");
    let done = world.done("李芳", reveal.clone());
    assert!(
        done.facts
            .contains(&("phone".into(), Fact::Text("13800135678".into())))
    );
    assert_eq!(person(&world, "王建国"), before);
    let last = world.look(|tx| {
        let seq = audit::of_subject(tx, Subject::of(&before), 1).unwrap()[0];
        audit::event(tx, seq).unwrap().unwrap().event
    });
    assert_eq!((last.seq, last.kind), (done.seq, AuditKind::Disclosure));
    assert_eq!(last.command, "person.reveal");
    assert_eq!(world.refused("审计员", reveal.clone()).why, Why::NoRight);
    // It is no act that undo would find.
    assert_eq!(
        world.refused("李芳", Command::new("undo")).why,
        Why::NothingToUndo
    );
}

#[test]
fn who_reveals_much_in_an_hour_is_told_who_can_allow_more() {
    let mut world = World::new();
    let set = Command::new("setting.set").arg("setting", "reveal.per_hour");
    world.done("陈刚", set.arg("value", "3"));
    let reveal = |person: &str| {
        let command = Command::new("person.reveal").about(person);
        command.arg("reason", "回电话")
    };
    for person in ["P1", "P2", "P3"] {
        world.done("李芳", reveal(person));
        world.now = world.now.plus_minutes(10);
    }
    let refused = world.refused("李芳", reveal("P4"));
    assert_eq!(refused.why, Why::TooManyRevealed);
    assert!(refused.facts.contains(&("limit".into(), Fact::Count(3))));
    assert!(refused.facts.contains(&("left".into(), Fact::Count(0))));
    let told = format!("{:?}", refused.facts);
    assert!(told.contains("dept_manager"), "{told}");
    let head = world.look(|tx| audit::head(tx)).unwrap().seq;
    let last = world.look(|tx| audit::event(tx, head)).unwrap().unwrap();
    assert_eq!(
        (last.event.kind, last.event.refusal.as_str()),
        (AuditKind::Refusal, "too-many-revealed")
    );
    // It is counted by person; a clock set back forgets nothing, and the hour that passed does.
    world.done("张敏", reveal("P4"));
    let now = world.now;
    world.now = now.plus_minutes(-120);
    assert_eq!(
        world.refused("李芳", reveal("P4")).why,
        Why::TooManyRevealed
    );
    world.now = now.plus_minutes(30);
    world.done("李芳", reveal("P4"));
    world.refused("李芳", reveal("P5"));
}

#[test]
fn personal_values_are_marked_and_stand_beside_the_line_only() {
    let mut world = World::new();
    let add = Command::new("person.add")
        .arg("premises", "321201")
        .arg("name", "朱涛")
        .arg("phone", "13955556666");
    let done = world.done("李芳", add);
    let (bytes, values) = world.look(|tx| {
        let event = audit::event(tx, done.seq).unwrap().unwrap();
        (event.bytes, audit::values(tx, done.seq).unwrap().unwrap())
    });
    for secret in ["朱涛", "13955556666"] {
        let found = bytes
            .windows(secret.len())
            .any(|part| part == secret.as_bytes());
        assert!(!found, "{secret} is in the audit line");
        assert!(
            values
                .values
                .iter()
                .any(|(_, value, personal)| value == secret && *personal)
        );
    }
}
