//! Imports: staged, rehearsed, applied once, known the second time.

use frontdesk::domain::calendar::Day;
use frontdesk::domain::error::Why;
use frontdesk::domain::household::{Household, Occupancy, Person, PremisesKind, Relation};
use frontdesk::domain::ledger::{Charge, Debt, FeeItem, Formula, Method, Payment};
use frontdesk::domain::money::{Amount, Area, Rate};
use frontdesk::service::answer::Done;
use frontdesk::service::command::Command;
use frontdesk::service::loading::{
    self, BuildingIn, Count, Differing, FeeIn, HomeIn, PaidIn, PersonIn, Report, Staged, TieIn,
    Totals,
};
use frontdesk::service::{audit, books, lookup};
use frontdesk::storage::check;
use frontdesk::storage::kept::{KINDS, to_bytes};

use super::desk::{DESK, MANAGER};
use crate::support::world::World;

fn day(year: i32, month: u32, of: u32) -> Day {
    Day::from_ymd(year, month, of).unwrap()
}

fn home(code: &str, kind: PremisesKind) -> HomeIn {
    let mut parts = code.split('-');
    let place = (kind != PremisesKind::Parking).then(|| {
        (
            parts.next().unwrap().to_owned(),
            parts.next().unwrap().to_owned(),
        )
    });
    HomeIn {
        key: format!("household/{code}"),
        code: code.into(),
        place,
        kind,
        occupancy: Occupancy::LivedIn,
        area: Area::parse("94.56").unwrap(),
        handed_over: Some(day(2020, 6, 10)),
        floor: Some(1),
        fees: vec![("fee/1".into(), Some(day(2020, 6, 10)))],
        note: String::new(),
        taken: false,
    }
}

fn person(key: &str, name: &str, homes: &[&str]) -> PersonIn {
    PersonIn {
        key: key.into(),
        name: name.into(),
        phones: vec!["17000000001".into()],
        id_number: None,
        sex: None,
        plates: vec![],
        vulnerable: false,
        ties: homes
            .iter()
            .map(|home| TieIn {
                home: (*home).into(),
                relation: Relation::Owner,
                since: None,
                until: None,
            })
            .collect(),
        note: String::new(),
        with: None,
        unseen: None,
    }
}

pub fn file() -> Staged {
    Staged {
        owners: Vec::new(),
        left_out: 0,
        complaints: Vec::new(),
        said: None,
        readings: Vec::new(),
        file: "community.xlsx".into(),
        digest: "d1".into(),
        community: None,
        buildings: vec![BuildingIn {
            code: "8".into(),
            units: vec!["1".into(), "2".into()],
            floors: Some(33),
            lift: Some(true),
        }],
        fees: vec![FeeIn {
            key: "fee/1".into(),
            name: "物业费".into(),
            formula: Formula::PerArea,
            price: Rate::parse("1.3").unwrap(),
            fixed: Amount::from_fen(2000).unwrap(),
            property_fee: true,
            from: Some(day(2016, 1, 1)),
            until: None,
            period: 6,
            once: false,
            ours: false,
        }],
        homes: vec![
            home("8-1-1011", PremisesKind::Dwelling),
            home("8-1-1012", PremisesKind::Dwelling),
            home("C0001", PremisesKind::Parking),
        ],
        people: vec![
            person(
                "person/1",
                "褚静",
                &["household/8-1-1011", "household/C0001"],
            ),
            person("person/2", "许芳", &["8-1-1012"]),
        ],
        payments: vec![PaidIn {
            key: "8-1-1011/物业费/2016-01-01/12".into(),
            home: "8-1-1011".into(),
            item: "物业费".into(),
            from: day(2016, 1, 1),
            months: 12,
            due: Some(Amount::from_fen(100_000).unwrap()),
            paid: Amount::from_fen(90_000).unwrap(),
            paid_on: day(2017, 1, 1),
            note: "手工导入".into(),
            place: None,
        }],
    }
}

#[test]
fn payments_are_held_to_what_the_office_says_and_charges_say_where_they_are_from() {
    let mut world = World::new();
    let mut staged = file();
    staged.payments[0].place = Some("缴费 2".into());
    let totals = |count, fen| {
        let sum = Amount::from_fen(fen).unwrap();
        Some(Totals { count, sum })
    };
    for wrong in [totals(1, 90_001), totals(2, 90_000)] {
        staged.said = wrong;
        let command = stage(&mut world, 1, &staged);
        let refused = world.refused(MANAGER, command);
        assert_eq!(refused.why, Why::TotalsDiffer);
    }
    assert!(
        world
            .look(|tx| lookup::every::<Charge>(tx))
            .unwrap()
            .is_empty()
    );
    staged.said = totals(1, 90_000);
    let command = stage(&mut world, 1, &staged);
    world.done(MANAGER, command);
    let charges: Vec<Charge> = world.look(|tx| lookup::every(tx)).unwrap();
    assert!(!charges.is_empty());
    for charge in charges {
        assert_eq!(charge.note, "community.xlsx 缴费 2 手工导入");
    }
}

pub fn stage(world: &mut World, id: u8, staged: &Staged) -> Command {
    let by = world.actor(MANAGER).staff;
    let read = loading::read(&to_bytes(staged)).unwrap();
    world.service.staging().put(by, [id; 16], read);
    let id = frontdesk::storage::codec::hex(&[id; 16]);
    Command::new("import.apply").arg("staged", id)
}

pub fn import(world: &mut World, id: u8, staged: &Staged) -> Done {
    let command = stage(world, id, staged);
    world.done(MANAGER, command)
}

pub(super) fn count(done: &Done, name: &str) -> Option<String> {
    let (_, fact) = done.facts.iter().find(|(fact, _)| fact == name)?;
    Some(format!("{fact:?}"))
}

#[test]
fn a_file_becomes_records_in_one_line_and_nothing_the_second_time() {
    let mut world = World::new();
    let before = world.look(|tx| audit::head(tx)).unwrap().seq;
    let done = import(&mut world, 1, &file());
    assert_eq!(world.look(|tx| audit::head(tx)).unwrap().seq, before + 1);
    assert_eq!(count(&done, "homes_added").as_deref(), Some("Count(3)"));
    assert_eq!(count(&done, "ties_added").as_deref(), Some("Count(3)"));
    let values = world
        .look(|tx| audit::values(tx, done.seq))
        .unwrap()
        .unwrap();
    for (name, value) in [
        ("file", "community.xlsx"),
        ("digest", "d1"),
        ("homes", "+3 =0"),
    ] {
        assert!(
            values
                .values
                .iter()
                .any(|(n, v, _)| n == name && v == value),
            "{name}"
        );
    }
    let office = world.service.office();
    let made = world
        .look(|tx| lookup::premises(tx, office, "811011"))
        .unwrap();
    assert_eq!((made.fees.len(), made.floor), (1, Some(1)));
    let parking = world
        .look(|tx| lookup::premises(tx, office, "c0001"))
        .unwrap();
    let owner = world
        .look(|tx| lookup::people_of(tx, parking.id.0))
        .unwrap();
    assert_eq!(owner[0].name, "褚静");

    let everything = |world: &World| {
        let homes: Vec<Household> = world.look(|tx| lookup::every(tx)).unwrap();
        let people: Vec<Person> = world.look(|tx| lookup::every(tx)).unwrap();
        let paid: Vec<Payment> = world.look(|tx| lookup::every(tx)).unwrap();
        (homes, people, paid)
    };
    let first = everything(&world);
    let again = import(&mut world, 2, &file());
    for kind in ["buildings", "fees", "homes", "people", "ties", "payments"] {
        assert_eq!(
            count(&again, &format!("{kind}_added")).as_deref(),
            Some("Count(0)"),
            "{kind}"
        );
    }
    assert_eq!(everything(&world), first);
    assert!(
        world
            .look(|tx| check::verify(tx, KINDS))
            .unwrap()
            .faults
            .is_empty()
    );
}

#[test]
fn what_was_paid_and_owed_long_ago_stands_in_the_books() {
    let mut world = World::new();
    import(&mut world, 1, &file());
    let payment: Payment = world.get(1);
    assert_eq!(
        (payment.method, payment.amount.fen()),
        (Method::Imported, 90_000)
    );
    assert_eq!(payment.number.full(), "S20170101-001");
    let charges: Vec<Charge> = world.look(|tx| lookup::every(tx)).unwrap();
    assert_eq!(charges.len(), 12);
    let sum: i64 = charges.iter().map(|charge| charge.amount.fen()).sum();
    assert_eq!(sum, 100_000);
    let debt: Debt = world.get(payment.household.0);
    assert_eq!(debt.amount.fen(), 10_000);
    assert!(world.look(|tx| books::verify(tx)).unwrap().is_empty());
}

#[test]
fn a_rehearsal_counts_and_changes_nothing() {
    let mut world = World::new();
    let by = world.actor(MANAGER);
    stage(&mut world, 1, &file());
    let report = world
        .look(|tx| world.service.rehearse(tx, &by, world.now, &[1; 16], None))
        .unwrap();
    let new = |added| Count { added, known: 0 };
    let expected = Report {
        buildings: new(1),
        fees: new(1),
        homes: new(3),
        people: new(2),
        ties: new(3),
        payments: new(1),
        complaints: Count::default(),
        readings: Count::default(),
        differing: Differing::default(),
    };
    assert_eq!(report, expected);
    assert!(!report.nothing_new());
    let homes: Vec<Household> = world.look(|tx| lookup::every(tx)).unwrap();
    assert!(homes.iter().all(|home| !home.code.starts_with("8-")));
}

#[test]
fn one_row_that_names_what_is_not_there_leaves_nothing_behind() {
    let mut world = World::new();
    let mut bad = file();
    bad.people
        .push(person("person/6", "钱娜", &["household/9-9-9999"]));
    let command = stage(&mut world, 1, &bad);
    let refusal = world.refused(MANAGER, command);
    assert_eq!(refusal.why, Why::UnknownPremises);
    let people: Vec<Person> = world.look(|tx| lookup::every(tx)).unwrap();
    assert!(people.iter().all(|person| person.name != "褚静"));
}

#[test]
fn a_home_the_office_has_already_is_known_by_its_code() {
    let mut world = World::new();
    let mut staged = file();
    staged.homes = vec![home("3-2-1201", PremisesKind::Dwelling)];
    staged.people = vec![person("person/1", "褚静", &["household/3-2-1201"])];
    staged.payments.clear();
    let before = world.home("3-2-1201");
    let done = import(&mut world, 1, &staged);
    assert_eq!(count(&done, "homes_known").as_deref(), Some("Count(1)"));
    assert_eq!(world.home("3-2-1201"), before);
    let people = world.look(|tx| lookup::people_of(tx, before.id.0)).unwrap();
    assert_eq!(people.len(), 2);
}

#[test]
fn a_tie_the_office_ended_is_not_made_again() {
    let mut world = World::new();
    import(&mut world, 1, &file());
    let people: Vec<Person> = world.look(|tx| lookup::every(tx)).unwrap();
    let owner = people.iter().find(|person| person.name == "褚静").unwrap();
    let edit = Command::new("person.edit")
        .about(format!("P{}", owner.id.0))
        .arg("untie", "8-1-1011");
    world.done("李芳", edit);
    let again = import(&mut world, 2, &file());
    assert_eq!(count(&again, "ties_added").as_deref(), Some("Count(0)"));
}

#[test]
fn what_is_not_staged_or_another_s_is_refused() {
    let mut world = World::new();
    let nothing = Command::new("import.apply").arg("staged", "0".repeat(32));
    assert_eq!(world.refused("李芳", nothing).why, Why::NotStaged);
    let mine = stage(&mut world, 1, &file());
    assert_eq!(world.refused(DESK, mine).why, Why::NotStaged);
}

#[test]
fn two_communities_may_number_alike() {
    let mut world = World::new();
    import(&mut world, 1, &file());
    let mut other = file();
    other.community = Some("金桂苑".into());
    other.payments.clear();
    // The new one makes the estate's one of two: the first is named from now on.
    let done = import(&mut world, 2, &other);
    assert_eq!(count(&done, "homes_added").as_deref(), Some("Count(3)"));
    assert_eq!(count(&done, "people_added").as_deref(), Some("Count(2)"));
    let office = world.service.office();
    let found = world.look(|tx| lookup::premises(tx, office, "jgy 8-1-1011"));
    assert!(found.is_ok());
}

#[test]
fn what_a_later_file_says_otherwise_is_told_and_not_taken_over() {
    let mut world = World::new();
    let first = file();
    import(&mut world, 1, &first);
    let rehearsed = |world: &mut World, id: u8, staged: &Staged| {
        let by = world.actor(MANAGER);
        stage(world, id, staged);
        world
            .look(|tx| world.service.rehearse(tx, &by, world.now, &[id; 16], None))
            .unwrap()
    };
    let same = rehearsed(&mut world, 2, &first);
    assert!(same.nothing_new());
    assert_eq!(same.differing, Differing::default());
    let mut other = first;
    let code = other.homes[0].code.clone();
    other.homes[0].area = Area::parse("100").unwrap();
    other.homes[0].fees.push(("物业费".into(), None));
    other.people[0].phones = vec!["17000000099".into()];
    other.people[0].ties[0].relation = Relation::Tenant;
    other.fees[0].price = Rate::parse("9").unwrap();
    let (fee, name) = (other.fees[0].name.clone(), other.people[0].name.clone());
    let report = rehearsed(&mut world, 3, &other);
    assert!(report.nothing_new());
    let told = [
        (&fee, "price"),
        (&code, "area"),
        (&name, "phone"),
        (&name, "relation"),
    ]
    .map(|(record, field)| (record.clone(), field.to_owned()));
    assert_eq!(
        (report.differing.count, &report.differing.told[..]),
        (4, &told[..])
    );
    let done = import(&mut world, 4, &other);
    assert!(
        done.facts
            .contains(&("differing".to_owned(), 4_usize.into())),
        "{done:?}"
    );
    let kept: Vec<Person> = world.look(|tx| lookup::every(tx)).unwrap();
    assert!(
        kept.iter()
            .all(|one| !one.phones.contains(&"17000000099".to_owned()))
    );
}

#[test]
fn each_community_charges_its_own_price_under_the_same_name() {
    let mut world = World::new();
    let mut first = file();
    first.payments.clear();
    import(&mut world, 1, &first);
    let mut other = first.clone();
    other.community = Some("金桂苑".into());
    other.fees[0].price = Rate::parse("2.5").unwrap();
    let done = import(&mut world, 2, &other);
    assert_eq!(count(&done, "fees_added").as_deref(), Some("Count(1)"));
    let price = |world: &World, code: &str| {
        let office = world.service.office();
        let home = world.look(|tx| lookup::premises(tx, office, code)).unwrap();
        let item: FeeItem = world.get(home.fees[0].item.0);
        (item.name, item.price)
    };
    let (name, rate) = price(&world, "jgy 8-1-1011");
    assert_eq!(
        (name.as_str(), rate),
        ("物业费(金桂苑)", Rate::parse("2.5").unwrap())
    );
    let homes: Vec<Household> = world.look(|tx| lookup::every(tx)).unwrap();
    let home = homes.iter().find(|home| home.code == "8-1-1011").unwrap();
    let item: FeeItem = world.get(home.fees[0].item.0);
    assert_eq!(
        (item.name.as_str(), item.price),
        ("物业费", Rate::parse("1.3").unwrap())
    );
    // Payments that name it by its name alone are for the community's own, and nothing comes twice.
    let mut paid = other.clone();
    paid.fees.clear();
    paid.payments = file().payments;
    import(&mut world, 3, &paid);
    let charges: Vec<Charge> = world.look(|tx| lookup::every(tx)).unwrap();
    assert!(charges.iter().all(|charge| charge.name == "物业费(金桂苑)"));
    let again = import(&mut world, 4, &other);
    assert_eq!(count(&again, "fees_added").as_deref(), Some("Count(0)"));
    // Somebody who says that it is ours is believed.
    let mut told = other.clone();
    told.community = Some("东苑".into());
    told.fees[0].ours = true;
    let done = import(&mut world, 5, &told);
    assert_eq!(count(&done, "fees_added").as_deref(), Some("Count(0)"));
}

#[test]
fn a_home_taken_over_on_a_day_nobody_wrote_is_billed_from_the_import_on() {
    let mut world = World::new();
    let mut staged = file();
    staged.payments.clear();
    for home in &mut staged.homes {
        home.handed_over = None;
    }
    staged.homes[0].taken = true;
    import(&mut world, 1, &staged);
    let office = world.service.office();
    let day_of = |code: &str| {
        world
            .look(|tx| lookup::premises(tx, office, code))
            .unwrap()
            .handed_over
    };
    assert_eq!(day_of("8-1-1011"), Some(office.today(world.now)));
    assert_eq!(day_of("8-1-1012"), None);
}

#[test]
fn what_is_owed_once_is_billed_once() {
    let mut world = World::new();
    let mut staged = file();
    staged.payments.clear();
    staged.fees[0].once = true;
    staged.fees[0].from = Some(day(2026, 9, 1));
    staged.fees[0].until = Some(day(2050, 1, 1));
    staged.homes[0].fees[0].1 = Some(day(2026, 10, 5));
    // The day of this one is not said: it is the fee's own.
    staged.homes[1].fees[0].1 = None;
    staged.homes.truncate(2);
    staged.people.truncate(1);
    staged.people[0].ties.truncate(1);
    import(&mut world, 1, &staged);
    for (month, billed) in [
        ("2026-08", 0),
        ("2026-09", 1),
        ("2026-10", 2),
        ("2026-11", 2),
    ] {
        let run = Command::new("charge.run").arg("month", month);
        let _ = world.ask("张敏", run);
        let charges: Vec<Charge> = world.look(|tx| lookup::every(tx)).unwrap();
        let once = charges
            .iter()
            .filter(|charge| charge.name == "物业费")
            .count();
        assert_eq!(once, billed, "{month}");
    }
}

#[test]
fn homes_of_a_pattern_bring_their_fee_and_are_billed() {
    let mut world = World::new();
    let pattern = |args: &[(&str, &str)]| {
        let command = Command::new("homes.pattern")
            .arg("buildings", "9")
            .arg("units", "1")
            .arg("floors", "2")
            .arg("rooms", "2")
            .arg("area", "100")
            .arg("handed_over", "2020-06-01");
        let args = args.iter();
        args.fold(command, |command, (name, text)| command.arg(name, *text))
    };
    for (args, field) in [
        (&[("fees", "物业费")][..], "price"),
        (&[("price", "1.8")][..], "fees"),
    ] {
        let refusal = world.refused("陈刚", pattern(args));
        assert_eq!(refusal.fields[0].field, field);
    }
    let whole = [("fees", "物业费"), ("price", "1.8")];
    // A fee item is the office's to make.
    assert_eq!(world.refused("李芳", pattern(&whole)).why, Why::NoRight);
    world.done("陈刚", pattern(&whole));
    // One of this name at another price is not meant.
    let other = world.refused("陈刚", pattern(&[("fees", "物业费"), ("price", "2.5")]));
    let fault = &other.fields[0];
    assert_eq!((fault.field.as_str(), fault.why), ("fees", Why::Exists));
    world.done("张敏", Command::new("charge.run").arg("month", "2026-11"));
    let charges: Vec<Charge> = world.look(|tx| lookup::every(tx)).unwrap();
    assert_eq!(charges.len(), 4);
    assert!(charges.iter().all(|charge| charge.amount.fen() == 18_000));
    let items: Vec<FeeItem> = world.look(|tx| lookup::every(tx)).unwrap();
    assert_eq!(items.len(), 1);
}

#[test]
fn of_what_is_sent_only_what_was_asked_for_is_taken() {
    assert_eq!(file().only("paid").rows(), 1);
    assert_eq!(file().only("community"), file());
}
