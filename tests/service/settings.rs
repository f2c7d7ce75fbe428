//! The sections of the settings: what they tell, where it comes from, and the commands that came with them.

use frontdesk::domain::error::{Fact, Why};
use frontdesk::domain::office::{Outage, Phrase};
use frontdesk::service::command::Command;
use frontdesk::service::query::{Query, Reply};
use frontdesk::service::view::{Explanation, SettingsPage};

use super::desk::*;
use crate::support::world::World;

fn page(world: &World, who: &str, section: &str) -> SettingsPage {
    match ask(world, who, &Query::Settings(section.into())).unwrap() {
        Reply::Settings(page) => *page,
        other => panic!("{other:?}"),
    }
}

fn why(world: &World, section: &str, key: &str) -> Vec<(String, Fact)> {
    let query = Query::SettingsWhy(section.into(), key.into());
    let Reply::Explain(all) = ask(world, DESK, &query).unwrap() else {
        panic!("no explanation");
    };
    let told = all.iter().flat_map(Explanation::told);
    told.map(|field| (field.name.clone(), field.value.clone()))
        .collect()
}

fn fact(told: &[(String, Fact)], name: &str) -> String {
    let found = told.iter().find(|(known, _)| known == name);
    format!("{:?}", found.map(|(_, fact)| fact))
}

fn set(key: &str, value: &str) -> Command {
    cmd("setting.set").arg("setting", key).arg("value", value)
}

#[test]
fn a_setting_tells_what_uses_it_and_who_changed_it_last() {
    let mut world = desk();
    let key = "limit.repair.dispatch.normal";
    let shipped = why(&world, "limits", key);
    assert!(fact(&shipped, "settings_changed").contains("settings-unchanged"));
    world.done(MANAGER, set(key, "45m"));
    let told = why(&world, "limits", key);
    let changed = fact(&told, "settings_changed");
    assert!(
        changed.contains(MANAGER) && changed.contains("command-setting-set"),
        "{changed}"
    );
    assert!(fact(&told, "settings_before").contains("30"), "{told:?}");
    let row = page(&world, DESK, "limits")
        .rows
        .into_iter()
        .find(|row| row.key == key);
    let row = row.unwrap();
    assert!(row.own && row.shipped == "30m", "{row:?}");
    assert_eq!(
        ask(&world, DESK, &Query::Settings("nonsense".into()))
            .unwrap_err()
            .why,
        Why::UnknownList
    );
}

#[test]
fn every_section_explains_every_entry() {
    let mut world = desk();
    world.done(
        MANAGER,
        cmd("holiday.list").arg("year", "2026").arg("days", "10-01"),
    );
    world.done(MANAGER, cmd("phrase.set").arg("phrase", "漏水"));
    let notice = cmd("outage.post")
        .arg("text", "停水")
        .arg("until", "2026-11-21 18:00");
    world.done(DESK, notice);
    let item = cmd("fee_item.add")
        .arg("name", "停车费")
        .arg("formula", "fixed")
        .arg("fixed", "150");
    world.done(MANAGER, item);
    let sections = page(&world, DESK, "");
    assert_eq!(sections.rows.len(), 15);
    for section in sections.rows {
        let rows = page(&world, DESK, &section.key).rows;
        assert!(!rows.is_empty(), "{}", section.key);
        for row in rows {
            let told = why(&world, &section.key, &row.key);
            assert!(told.len() > 2, "{} {}: {told:?}", section.key, row.key);
        }
    }
}

#[test]
fn a_limit_that_is_changed_moves_what_is_open_and_leaves_what_is_done() {
    let mut world = desk();
    let number = world.opened(leak());
    let before = world.ticket(number).due_at;
    world.done(MANAGER, set("limit.repair.dispatch.normal", "50m"));
    let after = world.ticket(number).due_at;
    assert_ne!(before, after, "an open deadline is reckoned anew");
    let row = page(&world, DESK, "limits").rows.into_iter();
    let row = row
        .into_iter()
        .find(|row| row.key == "limit.repair.dispatch.normal")
        .unwrap();
    let open = Fact::Term("settings-effect-open".into());
    assert!(row.foot.contains(&open), "and the form says so: {row:?}");
    // A request for approval keeps its expiry: it was told to people.
    let row = page(&world, DESK, "work").rows.into_iter();
    let row = row
        .into_iter()
        .find(|row| row.key == "approval.expires_days")
        .unwrap();
    assert!(
        row.foot.contains(&Fact::Term("settings-effect-new".into())),
        "{row:?}"
    );
}

#[test]
fn a_year_nobody_told_is_said_until_its_list_is_taken_over() {
    let mut world = desk();
    let notes = |world: &World| page(world, DESK, "holidays").notes.len();
    assert_eq!(notes(&world), 2, "this year and the next");
    let list = |days: &str| cmd("holiday.list").arg("year", "2027").arg("days", days);
    let refusal = world.refused(MANAGER, list("2026-10-01"));
    assert_eq!(refusal.fields[0].why, Why::BadHolidays);
    world.done(MANAGER, list("01-01..01-03 休，01-09 班"));
    assert_eq!(notes(&world), 1);
    assert_eq!(page(&world, DESK, "holidays").rows.len(), 4);
    assert_eq!(
        world.refused(MANAGER, list("01-01")).why,
        Why::NothingChanged
    );
    // Days that were taken away again tell nothing of their year.
    for day in ["2027-01-01", "2027-01-02", "2027-01-03", "2027-01-09"] {
        let none = cmd("holiday.set").arg("day", day).arg("day_kind", "none");
        world.done(MANAGER, none);
    }
    assert_eq!(notes(&world), 2);
    assert_eq!(world.refused(DESK, list("01-01")).why, Why::NoRight);
}

#[test]
fn a_phrase_is_reworded_and_emptied_and_brought_back() {
    let mut world = desk();
    let phrase = |text: &str| cmd("phrase.set").arg("phrase", text);
    world.done(
        MANAGER,
        phrase("厨房漏水")
            .arg("category", "water")
            .arg("place", "厨房"),
    );
    world.done(MANAGER, phrase("跳闸"));
    let begun = Query::Begun("phrase.set".into(), "厨房漏水".into());
    let Reply::Begun(begun, ..) = ask(&world, MANAGER, &begun).unwrap() else {
        panic!("nothing begun");
    };
    let has = |name: &str, text: &str| begun.iter().any(|(n, t)| n == name && t == text);
    assert!(
        has("wording", "厨房漏水") && has("place", "厨房"),
        "{begun:?}"
    );
    let taken = world.refused(MANAGER, phrase("厨房漏水").arg("wording", "跳闸"));
    assert_eq!(taken.fields[0].why, Why::Exists);
    world.done(
        MANAGER,
        phrase("厨房漏水")
            .arg("wording", "厨房渗水")
            .arg("clear", "place"),
    );
    let kept: Phrase = world.get(1);
    assert_eq!((kept.text.as_str(), kept.place.as_str()), ("厨房渗水", ""));
    assert_eq!(
        world.refused(MANAGER, phrase("厨房渗水")).why,
        Why::NothingChanged
    );
    world.done(MANAGER, cmd("undo"));
    let kept: Phrase = world.get(1);
    assert_eq!(
        (kept.text.as_str(), kept.place.as_str()),
        ("厨房漏水", "厨房")
    );
}

#[test]
fn a_category_in_use_is_not_switched_off_and_the_count_is_said() {
    let mut world = desk();
    world.opened(leak());
    world.done(
        MANAGER,
        cmd("phrase.set")
            .arg("phrase", "漏水")
            .arg("category", "water"),
    );
    let off = |code: &str| cmd("category.set").arg("code", code).arg("active", "no");
    let refusal = world.refused(MANAGER, off("water"));
    assert_eq!(refusal.why, Why::CategoryInUse);
    let count = |name: &str| {
        refusal
            .facts
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, f)| f.clone())
    };
    assert_eq!(count("tickets"), Some(Fact::Count(1)));
    assert_eq!(count("phrases"), Some(Fact::Count(1)));
    world.done(MANAGER, off("lift"));
    assert_eq!(world.refused(MANAGER, off("lift")).why, Why::NothingChanged);
}

#[test]
fn a_notice_is_corrected_and_ended_early_and_tells_whom_it_concerns() {
    let mut world = desk();
    let post = cmd("outage.post")
        .arg("text", "停水检修")
        .arg("until", "2026-11-21 18:00");
    world.done(DESK, post.arg("areas", "3-2").arg("category", "water"));
    world.opened(leak());
    let row = page(&world, DESK, "notices").rows.remove(0);
    let said = format!("{:?}", row.cells);
    assert!(
        said.contains("settings-homes") && said.contains("Count(2)"),
        "{said}"
    );
    let edit = |name: &str, text: &str| cmd("outage.edit").arg("notice", "1").arg(name, text);
    let past = world.refused(DESK, edit("until", "2026-11-21 08:00"));
    assert_eq!(past.fields[0].why, Why::PastDay);
    let nowhere = world.refused(DESK, edit("areas", "99"));
    assert_eq!(nowhere.fields[0].why, Why::UnknownPremises);
    world.done(DESK, edit("clear", "areas"));
    let kept: Outage = world.get(1);
    assert!(kept.areas.is_empty());
    world.done(DESK, cmd("undo"));
    world.done(DESK, cmd("outage.end").arg("notice", "1"));
    assert_eq!(page(&world, DESK, "notices").rows.len(), 0);
    assert_eq!(
        world.refused(DESK, edit("text", "恢复")).why,
        Why::UnknownRecord
    );
}

#[test]
fn who_was_here_last_is_known_by_what_they_did() {
    let mut world = desk();
    let seen = |world: &World, who: &str| {
        let rows = page(world, MANAGER, "people").rows;
        let row = rows.into_iter().find(|row| row.key == who).unwrap();
        row.cells[4].clone()
    };
    assert_eq!(seen(&world, DESK), Fact::from(""));
    world.opened(leak());
    assert_eq!(seen(&world, DESK), Fact::At(world.now));
    let left = cmd("staff.edit").about("李师傅").arg("active", "no");
    world.done(MANAGER, left);
    let gone = page(&world, MANAGER, "people").rows.pop().unwrap();
    assert_eq!((gone.key.as_str(), gone.off), ("李师傅", true));
}

#[test]
fn who_is_absent_is_told_to_be_with_the_day() {
    let mut world = desk();
    let away = cmd("staff.absent")
        .about(PLUMBER)
        .arg("until", "2026-11-25");
    world.done(DESK, away);
    let row = page(&world, DESK, "people")
        .rows
        .into_iter()
        .find(|row| row.key == PLUMBER);
    let until = frontdesk::domain::calendar::Day::from_ymd(2026, 11, 25).unwrap();
    let said = Fact::Told("staff-away".into(), vec![("day".into(), Fact::Day(until))]);
    assert!(row.unwrap().cells.contains(&said));
    let sum = page(&world, DESK, "")
        .rows
        .into_iter()
        .find(|row| row.key == "people");
    let sum = format!("{:?}", sum.unwrap().cells);
    assert!(sum.contains("(\"away\", Count(1))"), "{sum}");
}
