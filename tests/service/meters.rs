//! Meters: readings nobody believes, meters that are replaced, readings that come as a file.

use frontdesk::domain::error::{Fact, Refusal, Why};
use frontdesk::domain::fees::Meter;
use frontdesk::domain::money::Quantity;
use frontdesk::service::command::Command;
use frontdesk::service::loading::{self, ReadingIn, Staged};
use frontdesk::storage::kept::to_bytes;

use super::billing::{
    BILLER, MANAGER, charged, meter, metered, nothing_left, preview, read, reading, watered,
};
use super::desk::cmd;
use super::loading::{import, stage};
use super::money::{HOME, estate, fact, is_field, run, sound, yuan};

#[test]
fn a_reading_nobody_believes_is_refused_until_somebody_looked_again() {
    let mut world = watered("99980");
    read(&mut world, "W-1", "99992", "2026-10-31");
    let field = |refusal: &Refusal| refusal.why;
    // 12 in 31 days; 60 in 15 are far more than three times as many.
    let jump = world.refused(BILLER, reading("W-1", "52", "2026-11-15"));
    assert_eq!(field(&jump), Why::ReadingBack);
    assert_eq!(fact(&jump.facts, "used"), Fact::Text("60".into()));
    let beyond = world.refused(BILLER, reading("W-1", "100000", "2026-11-15"));
    is_field(&beyond, "value", Why::ReadingBeyond);
    let text = world.refused(BILLER, reading("W-1", "-3", "2026-11-15"));
    is_field(&text, "value", Why::ReadingBeyond);
    let coming = world.refused(BILLER, reading("W-1", "99999", "2026-11-22"));
    is_field(&coming, "day", Why::BadDay);
    let before = world.refused(BILLER, reading("W-1", "99999", "2026-10-30"));
    assert_eq!(field(&before), Why::ReadingNotLater);
    let unknown = world.refused(BILLER, reading("W-9", "1", "2026-11-15"));
    assert_eq!(field(&unknown), Why::UnknownRecord);
    assert_eq!(world.get::<Meter>(1).last.on, "2026-10-31".parse().unwrap());
    // Past its last digit by as much as is usual nobody has to look.
    read(&mut world, "W-1", "2", "2026-11-20");
    let far = world.refused(BILLER, reading("W-1", "80", "2026-11-21"));
    assert_eq!(field(&far), Why::ReadingJump);
    world.done(
        BILLER,
        reading("W-1", "80", "2026-11-21").arg("sure", "yes"),
    );
    world.done(BILLER, run("2026-11"));
    // 12 to the end of October, 10 across the last digit, 78 that were looked at again: nothing was charged before.
    assert_eq!(charged(&world, HOME, "水费", "2026-11").amount, yuan("300"));
    sound(&world);
}

#[test]
fn a_meter_is_replaced_and_nothing_is_lost() {
    let mut world = watered("100");
    let replace = cmd("meter.replace")
        .arg("meter", "W-1")
        .arg("value", "105")
        .arg("code", "W-2")
        .arg("first", "1000")
        .arg("digits", "4")
        .arg("day", "2026-10-10");
    world.done(BILLER, replace);
    read(&mut world, "W-2", "1004", "2026-10-31");
    world.done(BILLER, run("2026-10"));
    assert_eq!(charged(&world, HOME, "水费", "2026-10").amount, yuan("27"));
    // The old one is not waited for, and not read.
    read(&mut world, "W-2", "1010", "2026-11-20");
    let page = preview(&world, "2026-11");
    nothing_left(&page, "水费");
    let old = world.refused(BILLER, reading("W-1", "106", "2026-11-20"));
    assert_eq!(old.why, Why::ReadingNotLater);
    let again = cmd("meter.add")
        .arg("premises", HOME)
        .arg("code", "W-2")
        .arg("meter_kind", "water")
        .arg("item", "水费")
        .arg("value", "0");
    is_field(&world.refused(BILLER, again), "code", Why::Exists);
    let parking = cmd("meter.add")
        .arg("premises", HOME)
        .arg("code", "W-3")
        .arg("meter_kind", "water")
        .arg("item", "停车费")
        .arg("value", "0");
    is_field(&world.refused(BILLER, parking), "item", Why::NotMetered);
    sound(&world);
}

/// A file of readings is judged as the desk's are: one nobody believes refuses all of it, and each is named.
#[test]
fn a_file_of_readings_is_believed_whole_or_not_at_all() {
    let mut world = estate();
    metered(
        &mut world,
        "水费",
        "metered",
        &[("price", "3")],
        &["3-2-1101", HOME],
    );
    meter(&mut world, HOME, "W-1", "水费", "100");
    meter(&mut world, "3-2-1101", "W-2", "水费", "50");
    let row = |meter: &str, value: &str, on: &str, sure: bool| ReadingIn {
        meter: meter.into(),
        value: Quantity::parse(value).unwrap(),
        on: on.parse().unwrap(),
        sure,
    };
    let file = |readings: Vec<ReadingIn>| Staged {
        file: "readings.csv".into(),
        readings,
        ..Staged::default()
    };
    let bad = file(vec![
        row("W-1", "112", "2026-10-31", false),
        row("W-2", "40", "2026-10-31", false),
        row("W-9", "1", "2026-10-31", false),
        row("W-1", "400", "2026-11-15", false),
        row("W-1", "401", "2026-11-30", false),
    ]);
    let command = stage(&mut world, 1, &bad);
    let refused = world.refused(MANAGER, command);
    let mut found: Vec<(&str, Why)> = refused
        .fields
        .iter()
        .map(|fault| (fault.field.as_str(), fault.why))
        .collect();
    found.sort_unstable_by_key(|(meter, why)| (*meter, *why as u16));
    assert_eq!(
        found,
        [
            ("W-1", Why::BadDay),
            ("W-1", Why::ReadingJump),
            ("W-2", Why::ReadingBack),
            ("W-9", Why::UnknownRecord),
        ]
    );
    assert_eq!(
        world.get::<Meter>(1).last.value,
        Quantity::whole(100).unwrap()
    );
    // Whoever keeps the registry does not charge with it.
    let by = world.actor("李芳").staff;
    let read = loading::read(&to_bytes(&bad)).unwrap();
    world.service.staging().put(by, [7; 16], read);
    let apply = Command::new("import.apply").arg("staged", "07".repeat(16));
    assert_eq!(world.refused("李芳", apply).why, Why::NoRight);
    let good = file(vec![
        row("W-1", "400", "2026-11-15", true),
        row("W-2", "61", "2026-10-31", false),
        row("W-1", "112", "2026-10-31", false),
    ]);
    let done = import(&mut world, 2, &good);
    assert_eq!(fact(&done.facts, "readings_added"), Fact::Count(3));
    world.done(BILLER, run("2026-10"));
    assert_eq!(charged(&world, HOME, "水费", "2026-10").amount, yuan("36"));
    assert_eq!(
        charged(&world, "3-2-1101", "水费", "2026-10").amount,
        yuan("33")
    );
    // The same file again: what is the latest is known, what is charged is refused.
    let again = import(&mut world, 3, &file(good.readings[..2].to_vec()));
    assert_eq!(fact(&again.facts, "readings_known"), Fact::Count(2));
    sound(&world);
}
