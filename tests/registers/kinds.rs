//! Fields of every kind: links seen from both ends, files, charges, computed fields, groups, stock, retention.

use frontdesk::domain::calendar::Instant;
use frontdesk::domain::error::{Fact, Why};
use frontdesk::domain::ledger::Charge;
use frontdesk::domain::money::Amount;
use frontdesk::domain::register::{RegisterEntry, Value};
use frontdesk::service::command::Command;
use frontdesk::service::query::{ListQuery, Query, Reply};
use frontdesk::service::registers::install;
use frontdesk::service::search::SearchText;
use frontdesk::service::subject::{Found, Subject, by_number};
use frontdesk::service::view::{Cell, Coming, Detail, Hits, Listing, Urgent};

use crate::support::alone::alone;
use crate::support::world::World;

pub const CHECK: &str = include_str!("check.toml");
const DESK: &str = "李芳";
const HOME: &str = "3-2-1201";

pub fn world() -> World {
    assert_eq!(install(&[("check.toml".to_owned(), CHECK.to_owned())]), []);
    World::new()
}

pub fn asked(world: &World, query: &Query) -> Reply {
    world.reply("陈刚", query).unwrap()
}

fn added(world: &mut World, more: &[(&str, &str)]) -> String {
    let mut command = Command::new("check.add")
        .arg("premises", HOME)
        .arg("item", "wall");
    for (name, text) in more {
        command = command.arg(name, *text);
    }
    world.done(DESK, command).number.unwrap().full()
}

fn entry(world: &World, number: &str) -> RegisterEntry {
    let today = world.service.office().today(world.now);
    let number = frontdesk::domain::id::Number::parse(number, today).unwrap();
    match world.look(|tx| by_number(tx, number)).unwrap() {
        Some(Found::Register(entry)) => *entry,
        other => panic!("{other:?}"),
    }
}

fn shown(world: &World, typed: &str) -> Detail {
    match asked(world, &Query::Show(typed.to_owned())) {
        Reply::Detail(detail) => detail,
        other => panic!("{other:?}"),
    }
}

fn listed(world: &World, conditions: &[&str]) -> Listing {
    let query = ListQuery {
        what: "check".into(),
        conditions: conditions.iter().map(|one| (*one).into()).collect(),
        limit: 100,
        reveal: false,
        after: None,
        export: false,
    };
    match asked(world, &Query::List(query)) {
        Reply::List(list) => list,
        other => panic!("{other:?}"),
    }
}

fn column(list: &Listing, name: &str) -> Vec<Cell> {
    let at = list.columns.iter().position(|column| column == name);
    list.rows
        .iter()
        .map(|row| row[at.unwrap()].clone())
        .collect()
}

fn numbers(world: &World, conditions: &[&str]) -> Vec<String> {
    let texts = column(&listed(world, conditions), "number").into_iter();
    let text = |cell| match cell {
        Cell::Text(text) => text,
        other => panic!("{other:?}"),
    };
    texts.map(text).collect()
}

fn faults(world: &World) -> Vec<String> {
    match asked(world, &Query::Verify) {
        Reply::Verify(found) => found.faults,
        other => panic!("{other:?}"),
    }
}

fn charge(world: &mut World, home: &str) -> u64 {
    let add = Command::new("charge.add")
        .arg("premises", home)
        .arg("name", "维修费")
        .arg("amount", "80");
    world.done("张敏", add);
    let mut id = 0;
    while world
        .look(|tx| frontdesk::storage::record::get::<Charge>(tx, id + 1))
        .unwrap()
        .is_some()
    {
        id += 1;
    }
    id
}

#[test]
fn what_is_computed_follows_what_it_is_computed_of_and_is_held_by_verify() {
    alone!();
    let mut world = world();
    let given = [
        ("defects", "裂缝\n\n空鼓"),
        ("water", "12.50"),
        ("begun", "2026-11-20"),
    ];
    let number = added(&mut world, &given);
    let made = entry(&world, &number);
    assert_eq!(made.value("found"), Some(&Value::Whole(2)));
    assert_eq!(made.value("took"), None, "it goes on");

    let edit = Command::new("check.edit")
        .about(&number)
        .arg("power", "7.50");
    world.done(DESK, edit);
    let total = column(&listed(&world, &[]), "total");
    assert_eq!(total, [Cell::Money(Amount::parse("20").unwrap())]);
    let clear = Command::new("check.edit")
        .about(&number)
        .arg("clear", "defects");
    world.done(DESK, clear);
    assert_eq!(entry(&world, &number).value("found"), None);

    let pass = Command::new("check.pass")
        .about(&number)
        .arg("ended", "2026-11-23");
    world.done(DESK, pass);
    let detail = shown(&world, &number);
    let took = detail
        .fields
        .iter()
        .find(|field| field.name == "check-took");
    assert_eq!(took.map(|field| &field.value), Some(&Fact::Count(3)));

    // Nobody types it, on no form.
    let typed = Command::new("check.add")
        .arg("premises", HOME)
        .arg("item", "wall")
        .arg("total", "1");
    world.refused(DESK, typed);

    assert_eq!(faults(&world), Vec::<String>::new());
    let mut wrong = entry(&world, &number);
    wrong.set("took", Some(Value::Whole(4)));
    world.put(&mut wrong);
    let told = faults(&world);
    assert!(
        told.iter()
            .any(|fault| fault.contains(&number) && fault.contains("took")),
        "{told:?}"
    );
}

#[test]
fn a_link_is_seen_from_both_ends() {
    alone!();
    let mut world = world();
    let key = Command::new("key.add")
        .arg("premises", HOME)
        .arg("kind", "door")
        .arg("pieces", "3");
    let key = world.done(DESK, key).number.unwrap().full();
    let owed = charge(&mut world, HOME).to_string();
    let links = [
        ("keys", key.as_str()),
        ("owner", "P4"),
        ("by", "王师傅"),
        ("owed", &owed),
    ];
    let number = added(&mut world, &links);
    added(&mut world, &[]);

    let detail = shown(&world, &number);
    let links = |name: &str| {
        let field = detail.fields.iter().find(|field| field.name == name);
        field.unwrap_or_else(|| panic!("{name}: {detail:?}")).link
    };
    assert_eq!(links("check-keys"), Some(Subject::of(&entry(&world, &key))));
    assert!(links("check-owner").is_some() && links("check-by").is_some());
    assert_eq!(links("check-owed"), Some(Subject::of(&world.home(HOME))));

    for name in [key.as_str(), "P4", "王师傅"] {
        let named = shown(&world, name).entries;
        let named: Vec<String> = named.iter().map(|one| one.number.full()).collect();
        assert_eq!(named, std::slice::from_ref(&number), "{name}");
    }
    // What is over stands behind what is open.
    let second = added(&mut world, &[("by", "王师傅")]);
    let pass = Command::new("check.pass")
        .about(&number)
        .arg("ended", "today");
    world.done(DESK, pass);
    let named = shown(&world, "王师傅").entries;
    assert_eq!(named[0].number.full(), second);
    assert_eq!(named.len(), 2);
    assert_eq!(
        shown(&world, HOME).entries.len(),
        3,
        "the home names what is open"
    );
}

#[test]
fn a_link_leads_to_what_the_field_is_for() {
    alone!();
    let mut world = world();
    let other = added(&mut world, &[]);
    let add = || {
        Command::new("check.add")
            .arg("premises", HOME)
            .arg("item", "wall")
    };
    let refusal = world.refused(DESK, add().arg("keys", other));
    assert_eq!(
        (refusal.fields[0].field.as_str(), refusal.fields[0].why),
        ("keys", Why::OtherRegister)
    );
    let theirs = charge(&mut world, "1-1-101").to_string();
    let refusal = world.refused(DESK, add().arg("owed", theirs));
    assert_eq!(
        (refusal.fields[0].field.as_str(), refusal.fields[0].why),
        ("owed", Why::OtherHome)
    );
    let refusal = world.refused(DESK, add().arg("owed", "99999"));
    assert_eq!(refusal.fields[0].why, Why::UnknownRecord);
}

#[test]
fn a_file_is_named_with_its_digest_and_never_by_its_path() {
    alone!();
    let mut world = world();
    let number = added(&mut world, &[]);
    let digest = "ab".repeat(32);
    let edit = Command::new("check.edit")
        .about(&number)
        .arg("photo", "墙面.jpg");
    let refusal = world.refused(DESK, edit.clone());
    assert_eq!(
        (refusal.fields[0].field.as_str(), refusal.fields[0].why),
        ("photo", Why::FileMissing)
    );
    world.done(DESK, edit.arg("digest", digest.clone()));
    let held = entry(&world, &number);
    assert_eq!(
        held.value("photo"),
        Some(&Value::File("墙面.jpg".into(), digest.clone()))
    );
    let mut files = Vec::new();
    let each = world.look(|tx| {
        frontdesk::service::evidence::each(tx, &mut |number, file| {
            files.push((number.to_owned(), file.digest.clone()));
            Ok(())
        })
    });
    each.unwrap();
    assert_eq!(
        files,
        [(number.clone(), digest)],
        "verify and backup know it"
    );
    // A later correction without a file leaves it.
    let edit = Command::new("check.edit").about(&number).arg("water", "3");
    world.done(DESK, edit);
    assert!(entry(&world, &number).value("photo").is_some());
}

#[test]
fn what_is_written_in_an_open_entry_is_found() {
    alone!();
    let mut world = world();
    let given = [
        ("remark", "北阳台渗水"),
        ("phone", "13912345678"),
        ("by", "王师傅"),
    ];
    let number = added(&mut world, &given);
    let mut search = SearchText::new(1000);
    while !world.look(|tx| search.read_more(tx, 100)).unwrap() {}
    let found = |world: &World, search: &SearchText, text: &str| -> Vec<String> {
        let query = Query::Find(text.to_owned(), 50);
        let Reply::Found(Hits { hits, .. }) = world.searched(DESK, &query, search).unwrap() else {
            panic!("no hits")
        };
        hits.into_iter()
            .filter(|hit| hit.kind == "register")
            .map(|hit| hit.name)
            .collect()
    };
    for text in [
        "渗水",
        "5678",
        "beiyang",
        "byt",
        "北yt",
        "墙面",
        &number,
        "渗水 墙面",
    ] {
        let hits = found(&world, &search, text);
        assert_eq!(hits, std::slice::from_ref(&number), "{text}");
    }
    assert!(found(&world, &search, "渗漏").is_empty());
    let told = format!(
        "{:?}",
        world
            .searched(DESK, &Query::Find("渗水".into(), 9), &search)
            .unwrap()
    );
    assert!(!told.contains("13912345678"), "{told}");
    // What is over is found by its number alone.
    let pass = Command::new("check.pass")
        .about(&number)
        .arg("ended", "today");
    world.done(DESK, pass);
    let subject = Subject::of(&entry(&world, &number));
    world.look(|tx| search.update(tx, subject)).unwrap();
    assert!(found(&world, &search, "渗水").is_empty());
    assert_eq!(found(&world, &search, &number), [number]);
}

#[test]
fn the_check_code_on_a_receipt_opens_it() {
    alone!();
    let mut world = world();
    charge(&mut world, HOME);
    let take = Command::new("payment.take")
        .about(HOME)
        .arg("amount", "80")
        .arg("method", "wechat");
    let number = world.done(DESK, take).number.unwrap().full();
    let detail = shown(&world, &number);
    let code = detail
        .fields
        .iter()
        .find(|field| field.name == "check_code");
    let Some(Fact::Text(code)) = code.map(|field| field.value.clone()) else {
        panic!("{detail:?}")
    };
    for typed in [code.clone(), code.to_uppercase()] {
        let Reply::Found(hits) = asked(&world, &Query::Find(typed, 9)) else {
            panic!("no hits")
        };
        assert_eq!(hits.hits[0].name, number);
    }
}

fn urgent(world: &World, after: Option<Subject>) -> Result<Box<Urgent>, Option<Box<Coming>>> {
    match asked(world, &Query::Urgent(after)) {
        Reply::Urgent(Some(found), None) => Ok(found),
        Reply::Urgent(None, coming) => Err(coming),
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_overdue_entry_joins_the_one_queue_with_its_head_start() {
    alone!();
    let mut world = world();
    let number = added(&mut world, &[]);
    world.done(DESK, Command::new("check.begin").about(&number));
    let begun = world.now;
    let due: Instant = begun.plus_minutes(24 * 60);
    let coming = urgent(&world, None).unwrap_err().unwrap();
    assert_eq!(
        coming.at,
        due.plus_minutes(-60),
        "an hour before it is over"
    );
    assert_eq!(coming.number.unwrap().full(), number);
    world.now = due.plus_minutes(-59);
    let found = urgent(&world, None).unwrap();
    let subject = Subject::of(&entry(&world, &number));
    assert_eq!((found.subject, found.pane), (subject, None));
    // Behind it comes the first again: it is alone.
    assert_eq!(urgent(&world, Some(subject)).unwrap().subject, subject);
    let Reply::Explain(told) = asked(&world, &Query::Explain(subject)) else {
        panic!("no explanation")
    };
    let told = format!("{told:?}");
    for name in ["head_all", "urgent_at", "due_at", "field-check-due-answer"] {
        assert!(told.contains(name), "{name}: {told}");
    }
    let pass = Command::new("check.pass")
        .about(&number)
        .arg("ended", "today");
    world.done(DESK, pass);
    assert!(urgent(&world, None).is_err());
}

#[test]
fn filters_take_what_people_type_and_every_field() {
    alone!();
    let mut world = world();
    let owed = charge(&mut world, HOME).to_string();
    let all = [
        ("owner", "P4"),
        ("by", "王师傅"),
        ("phone", "13912345678"),
        ("water", "5"),
        ("begun", "2026-11-20"),
        ("owed", &owed),
        ("defects", "裂缝"),
    ];
    let number = added(&mut world, &all);
    let other = Command::new("check.add")
        .arg("premises", "1-1-101")
        .arg("item", "meter");
    world.done(DESK, other);
    for typed in [
        "item = 墙面",
        "item = Walls",
        "item = wall",
        "state = 已申请",
        "premises = 3栋2单元1201",
        "owner = P4",
        "by = wsf",
        "phone = 139-1234-5678",
        "water >= 5",
        "begun = 2026-11-20",
        "total = 5",
        "found = 1",
        "owed != ",
        "defects ~ 裂",
        "number = J1121-001",
        "group = initial",
    ] {
        let mut fits = numbers(&world, &[typed, "premises = 3-2-1201"]);
        fits.dedup();
        assert_eq!(fits, std::slice::from_ref(&number), "{typed}");
    }
    assert!(numbers(&world, &["item = meter", "premises = 3-2-1201"]).is_empty());
    // A home's entries are those of this register alone.
    let key = Command::new("key.add")
        .arg("premises", HOME)
        .arg("kind", "door")
        .arg("pieces", "1");
    world.done(DESK, key);
    assert_eq!(numbers(&world, &["premises = 3-2-1201"]), [number]);
}

#[test]
fn entries_are_counted_by_group_and_state() {
    alone!();
    let mut world = world();
    let first = added(&mut world, &[("by", "王师傅")]);
    added(&mut world, &[]);
    world.done(DESK, Command::new("check.begin").about(&first));
    let counts = |world: &World, field: &str| match asked(
        world,
        &Query::RegisterGroups("check".into(), field.into()),
    ) {
        Reply::RegisterGroups(groups) => groups,
        other => panic!("{other:?}"),
    };
    let of = |value: &str, state: &str, count| (value.to_owned(), state.to_owned(), count);
    assert_eq!(
        counts(&world, "item"),
        [of("wall", "asked", 1), of("wall", "going", 1)]
    );
    assert_eq!(counts(&world, "by"), [of("王师傅", "going", 1)]);
    world.done(DESK, Command::new("undo"));
    assert_eq!(counts(&world, "item"), [of("wall", "asked", 2)]);
    assert_eq!(faults(&world), Vec::<String>::new());
}

#[test]
fn what_is_over_for_longer_than_it_is_kept_is_told_and_nothing_is_removed() {
    alone!();
    let mut world = world();
    let number = added(&mut world, &[]);
    let pass = Command::new("check.pass")
        .about(&number)
        .arg("ended", "today");
    world.done(DESK, pass);
    let open = added(&mut world, &[]);
    assert!(numbers(&world, &["past_keep = yes"]).is_empty());
    // Two years to the day it is still kept; the day after it is not.
    world.now = Instant::parse("2028-11-21T09:00:00+08:00").unwrap();
    assert!(numbers(&world, &["past_keep = yes"]).is_empty());
    world.now = Instant::parse("2028-11-22T09:00:00+08:00").unwrap();
    assert_eq!(numbers(&world, &["past_keep = yes"]), [number]);
    assert_eq!(numbers(&world, &["past_keep = no"]), [open]);
}
