//! An import asks what its parts would ask, and the server checks what a terminal says it checked.

use frontdesk::domain::error::Why;
use frontdesk::domain::household::{Household, Relation};
use frontdesk::domain::ledger::{Debt, Payment};
use frontdesk::service::command::Command;
use frontdesk::service::execute::Job;
use frontdesk::service::loading::{self, OwnerIn, Staged, TieIn};
use frontdesk::service::lookup;
use frontdesk::storage::kept::to_bytes;

use super::desk::{DESK, MANAGER, SUPERVISOR};
use super::loading::file;
use crate::support::world::World;

/// Stages a file as somebody and asks for it.
fn asked(world: &mut World, who: &str, staged: &Staged) -> Command {
    let by = world.actor(who).staff;
    let read = loading::read(&to_bytes(staged)).unwrap();
    world.service.staging().put(by, [1; 16], read);
    let id = frontdesk::storage::codec::hex(&[1; 16]);
    Command::new("import.apply").arg("staged", id)
}

fn why(world: &mut World, who: &str, staged: &Staged) -> Why {
    let command = asked(world, who, staged);
    world.refused(who, command).why
}

#[test]
fn who_keeps_the_registry_books_no_money_makes_no_fee_and_no_community_with_a_file() {
    let mut world = World::new();
    assert_eq!(why(&mut world, DESK, &file()), Why::NoRight);
    let mut fees = file();
    fees.payments.clear();
    assert_eq!(why(&mut world, DESK, &fees), Why::NoRight);
    assert_eq!(why(&mut world, SUPERVISOR, &fees), Why::NoRight);
    let mut community = fees.clone();
    community.fees.clear();
    community
        .homes
        .iter_mut()
        .for_each(|home| home.fees.clear());
    let homes = community.clone();
    community.community = Some("金桂苑".into());
    assert_eq!(why(&mut world, DESK, &community), Why::NoRight);
    let paid: Vec<Payment> = world.look(|tx| lookup::every(tx)).unwrap();
    assert!(paid.is_empty());
    let command = asked(&mut world, DESK, &homes);
    world.done(DESK, command);
}

#[test]
fn what_no_command_would_take_no_file_brings() {
    type Spoil = fn(&mut Staged);
    let spoils: [(Why, Spoil); 14] = [
        (Why::BadCharacter, |f| f.people[0].name = "\u{1b}[2J".into()),
        (Why::TooLong, |f| f.people[0].name = "名".repeat(61)),
        (Why::TooLong, |f| f.people[0].note = "注".repeat(10_001)),
        (Why::BadPhone, |f| f.people[0].phones[0] = "170-0000".into()),
        (Why::BadPlate, |f| {
            f.people[0].plates.push("粤B·12345".into());
        }),
        (Why::BadCode, |f| f.homes[0].code = "８-1-1011".into()),
        (Why::BadCode, |f| {
            f.homes[0].place = Some(("8".into(), "\u{7}".into()));
        }),
        (Why::BadCode, |f| f.buildings[0].code = "8栋".repeat(40)),
        (Why::BadCharacter, |f| {
            f.fees[0].name = "物业\u{202e}费".into();
        }),
        (Why::TooLong, |f| f.payments[0].note = "注".repeat(10_001)),
        (Why::EffectiveDay, |f| {
            f.payments[0].paid_on = "2026-11-22".parse().unwrap();
        }),
        (Why::SeveralLines, |f| f.file = "a\nb.xlsx".into()),
        (Why::TooMany, |f| {
            let owner = OwnerIn {
                key: "person/1".into(),
                plates: Vec::new(),
                ties: Vec::new(),
            };
            f.owners = vec![owner; 100_001];
        }),
        (Why::TooMany, |f| {
            let tie = TieIn {
                home: "8-1-1011".into(),
                relation: Relation::Owner,
                since: None,
                until: None,
            };
            f.people[0].ties = vec![tie; 100_001];
        }),
    ];
    for (at, (expected, spoil)) in spoils.iter().enumerate() {
        let mut world = World::new();
        let mut staged = file();
        spoil(&mut staged);
        assert_eq!(why(&mut world, MANAGER, &staged), *expected, "{at}");
        let homes: Vec<Household> = world.look(|tx| lookup::every(tx)).unwrap();
        assert!(homes.iter().all(|home| !home.code.starts_with('8')));
    }
}

#[test]
fn money_is_seen_through_what_carries_it() {
    let mut world = World::new();
    let moves = |world: &World, who: &str, command: Command| {
        let job = Job {
            actor: world.actor(who),
            request: [9; 16],
            command,
            now: world.now,
            salt: [0; 16],
        };
        world
            .look(|tx| world.service.moves_money(tx, &job))
            .unwrap()
    };
    let paid = asked(&mut world, MANAGER, &file());
    assert!(moves(&world, MANAGER, paid));
    let mut homes = file();
    homes.payments.clear();
    let command = asked(&mut world, MANAGER, &homes);
    assert!(!moves(&world, MANAGER, command));
    for (name, money) in [
        ("payment.take", true),
        ("charge.run", true),
        ("charge.add", true),
        ("contact.log", false),
        ("no.such", false),
    ] {
        assert_eq!(moves(&world, DESK, Command::new(name)), money, "{name}");
    }
    // An approval moves money if what waits does.
    let take = Command::new("payment.take")
        .about("3-2-1201")
        .arg("amount", "10")
        .arg("method", "cash")
        .arg("advance", "yes");
    let receipt = world.done(DESK, take).number.unwrap();
    let reverse = Command::new("payment.reverse")
        .about(receipt.full())
        .arg("reason", "金额录入有误，须重收一次");
    let frontdesk::service::answer::Answer::Pending(pending) = world.ask(DESK, reverse) else {
        panic!("no approval asked");
    };
    let grant = Command::new("approval.grant").about(pending.number.unwrap().full());
    assert!(moves(&world, MANAGER, grant));
    let nothing = Command::new("approval.grant").about("A-999");
    assert!(!moves(&world, MANAGER, nothing));
}

#[test]
fn an_owner_a_file_brings_is_the_debtor_of_what_was_owed_before() {
    let mut world = World::new();
    let mut staged = file();
    staged.people.clear();
    staged.homes.truncate(2);
    let command = asked(&mut world, MANAGER, &staged);
    world.done(MANAGER, command);
    let debts: Vec<Debt> = world.look(|tx| lookup::every(tx)).unwrap();
    assert_eq!(debts[0].payer, "");
    let mut owners = file();
    owners.homes.clear();
    owners.payments.clear();
    owners.people.truncate(1);
    owners.people[0].ties.truncate(1);
    let command = asked(&mut world, MANAGER, &owners);
    world.done(MANAGER, command);
    let debts: Vec<Debt> = world.look(|tx| lookup::every(tx)).unwrap();
    assert_eq!(debts[0].payer, "褚静");
}
