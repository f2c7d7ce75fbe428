//! The people of the office: ranks that nobody raises for themselves, the last manager, PINs.

use frontdesk::domain::calendar::Instant;
use frontdesk::domain::error::Why;
use frontdesk::domain::staff::{Rank, Staff};
use frontdesk::service::command::Command;
use frontdesk::service::office::Office;
use frontdesk::service::{audit, draft, lookup, pins};
use frontdesk::storage::{Collection, Direction, Step, Store};

use crate::support::world::World;

const PEPPER: &[u8] = b"thirty-two bytes that nobody has";

fn staff(world: &World, name: &str) -> Staff {
    world.look(|tx| lookup::staff(tx, name, |_| true)).unwrap()
}

fn edit(name: &str) -> Command {
    Command::new("staff.edit").about(name)
}

#[test]
fn staff_are_added_with_rank_trades_and_account() {
    let mut world = World::new();
    let add = Command::new("staff.add")
        .arg("name", "赵师傅")
        .arg("rank", "worker")
        .arg("trades", "plumbing,masonry")
        .arg("buildings", "5,6");
    world.done("陈刚", add.clone());
    assert_eq!(staff(&world, "zsf").trades, ["plumbing", "masonry"]);
    assert_eq!(world.refused("陈刚", add).fields[0].why, Why::Exists);
    let add = |account: &str, name: &str| {
        Command::new("staff.add")
            .arg("name", name)
            .arg("rank", "receptionist")
            .arg("account", account)
    };
    world.done("陈刚", add("desk2", "周小兰"));
    let twin = world.refused("陈刚", add("desk2", "吴小梅"));
    assert_eq!(
        (twin.fields[0].field.as_str(), twin.fields[0].why),
        ("account", Why::Exists)
    );
    assert_eq!(
        world.refused("张敏", add("desk3", "吴小梅")).why,
        Why::NoRight
    );
}

#[test]
fn nobody_raises_themselves_or_rules_upward() {
    let mut world = World::new();
    let up = edit("陈刚").arg("rank", "leadership");
    assert_eq!(world.refused("陈刚", up).why, Why::RankTooLow);
    world.done("陈刚", edit("张敏").arg("rank", "dept_manager"));
    assert_eq!(
        world.refused("张敏", edit("陈刚").arg("on_duty", "no")).why,
        Why::RankTooLow
    );
    let above = Command::new("staff.add")
        .arg("name", "钱总")
        .arg("rank", "property_manager");
    assert_eq!(world.refused("张敏", above).why, Why::RankTooLow);
    world.done("张敏", edit("李芳").arg("on_duty", "no"));
    assert!(!staff(&world, "李芳").on_duty);
}

#[test]
fn the_last_manager_stays() {
    let mut world = World::new();
    for change in [
        ("rank", "supervisor"),
        ("active", "no"),
        ("role", "auditor"),
    ] {
        let command = edit("陈刚").arg(change.0, change.1);
        assert_eq!(
            world.refused("陈刚", command).why,
            Why::LastManager,
            "{change:?}"
        );
    }
    world.done("陈刚", edit("张敏").arg("rank", "property_manager"));
    world.done("陈刚", edit("陈刚").arg("rank", "supervisor"));
    assert_eq!(
        world.refused("张敏", edit("张敏").arg("active", "no")).why,
        Why::LastManager
    );
    // Not even by taking the act back that made her one.
    assert_eq!(
        world.refused("陈刚", Command::new("undo")).why,
        Why::CannotUndo
    );
}

#[test]
fn the_last_way_in_for_a_manager_stays() {
    let mut world = World::new();
    let desks = |value: &str| {
        Command::new("setting.set")
            .arg("setting", "desk.accounts")
            .arg("value", value)
    };
    let clear = |name: &str, what: &str| edit(name).arg("clear", what);
    world.done("陈刚", edit("陈刚").arg("account", "chen"));
    world.done("陈刚", edit("张敏").arg("rank", "property_manager"));
    // Another manager is there, but could not sit down.
    for shut in [
        clear("陈刚", "account"),
        edit("陈刚").arg("active", "no"),
        edit("陈刚").arg("rank", "supervisor"),
        desks("chen"),
    ] {
        assert_eq!(
            world.refused("陈刚", shut.clone()).why,
            Why::NoWayIn,
            "{shut:?}"
        );
    }
    // A PIN is a way in where somebody else's terminal is.
    let pin = sealed(&world, "张敏", "123456");
    world.done("陈刚", pin);
    assert_eq!(
        world.refused("陈刚", clear("陈刚", "account")).why,
        Why::NoWayIn
    );
    world.done("陈刚", desks("desk1"));
    world.done("陈刚", clear("陈刚", "account"));
    assert_eq!(world.refused("张敏", desks("")).why, Why::NoWayIn);
    assert_eq!(
        world.refused("陈刚", clear("张敏", "pin")).why,
        Why::NoWayIn
    );
    // Where there is an account again the PIN may go.
    world.done("张敏", edit("张敏").arg("account", "zhang"));
    world.done("陈刚", clear("张敏", "pin"));
}

fn sealed(world: &World, name: &str, pin: &str) -> Command {
    let mut command = Command::new("staff.pin").about(name).arg("pin", pin);
    let request = u128::from(world.now.ms().unsigned_abs()).to_be_bytes();
    pins::seal(&mut command, &request, PEPPER, None).unwrap();
    command
}

/// The same by who has a PIN and gives it as the old one.
fn replacing(world: &World, name: &str, old: &str, pin: &str) -> Command {
    let mut command = Command::new("staff.pin")
        .about(name)
        .arg("old", old)
        .arg("pin", pin);
    let kept = staff(world, name).pin;
    pins::seal(&mut command, &[9; 16], PEPPER, kept.as_deref()).unwrap();
    command
}

#[test]
fn a_pin_is_set_sealed_by_its_owner_or_by_who_runs_the_office() {
    let mut world = World::new();
    let own = sealed(&world, "李芳", "4711");
    world.done("李芳", own);
    assert!(pins::right(Some(&staff(&world, "李芳")), "4711", PEPPER));
    let foreign = sealed(&world, "张敏", "123456");
    assert_eq!(world.refused("李芳", foreign.clone()).why, Why::NoRight);
    world.done("陈刚", foreign);
    let short = replacing(&world, "张敏", "123456", "12345");
    let refusal = world.refused("张敏", short);
    assert_eq!(refusal.fields[0].why, Why::BadPin);
    let clear = Command::new("staff.pin").about("李芳").arg("pin", "4711");
    assert_eq!(world.refused("李芳", clear).fields[0].why, Why::BadPin);
}

#[test]
fn nobody_replaces_their_own_pin_without_the_old_one() {
    let mut world = World::new();
    let fault = |refusal: frontdesk::domain::error::Refusal| {
        let fault = &refusal.fields[0];
        (fault.field.clone(), fault.why)
    };
    // Who has none sets one.
    let first = sealed(&world, "李芳", "4711");
    world.done("李芳", first);
    let without = sealed(&world, "李芳", "8888");
    assert_eq!(
        fault(world.refused("李芳", without.clone())),
        ("old".into(), Why::Missing)
    );
    let wrong = replacing(&world, "李芳", "4712", "8888");
    assert_eq!(
        fault(world.refused("李芳", wrong)),
        ("old".into(), Why::WrongOldPin)
    );
    // The hash somebody read in the file is no PIN.
    let hash = staff(&world, "李芳").pin.unwrap();
    let stolen = without.clone().arg("old", hash);
    assert_eq!(fault(world.refused("李芳", stolen)).0, "old");
    assert!(pins::right(Some(&staff(&world, "李芳")), "4711", PEPPER));
    let right = replacing(&world, "李芳", "4711", "8888");
    world.done("李芳", right);
    assert!(pins::right(Some(&staff(&world, "李芳")), "8888", PEPPER));
    // Whoever runs the office gives her another without it, but nobody above.
    let reset = sealed(&world, "李芳", "9999");
    world.done("陈刚", reset);
    world.done("陈刚", edit("张敏").arg("rank", "dept_manager"));
    let upward = sealed(&world, "陈刚", "999999");
    assert_eq!(world.refused("张敏", upward).why, Why::RankTooLow);
    // And nobody gets rid of it first.
    let own = sealed(&world, "陈刚", "123456");
    world.done("陈刚", own);
    let clear = edit("陈刚").arg("clear", "pin");
    assert_eq!(world.refused("陈刚", clear).why, Why::OwnPin);
}

#[test]
fn who_rises_to_approve_needs_a_new_pin() {
    let mut world = World::new();
    let own = sealed(&world, "李芳", "4711");
    world.done("李芳", own);
    world.done("陈刚", edit("李芳").arg("rank", "supervisor"));
    assert_eq!(staff(&world, "李芳").pin, None);
    assert_eq!(staff(&world, "李芳").rank, Rank::Supervisor);
}

/// Every byte the store holds.
fn everything(world: &World) -> Vec<u8> {
    use std::ops::Bound::Unbounded;
    let mut all = Vec::new();
    world.look(|tx| {
        for collection in Collection::ALL {
            tx.scan(
                *collection,
                (Unbounded, Unbounded),
                Direction::Forward,
                &mut |key, value| {
                    all.extend_from_slice(key);
                    all.extend_from_slice(value);
                    Ok(Step::Next)
                },
            )
            .unwrap();
        }
    });
    all
}

#[test]
fn a_pin_leaves_no_trace_in_any_table() {
    let mut world = World::new();
    let pin = "918273645546";
    let own = sealed(&world, "李芳", pin);
    let done = world.done("李芳", own);
    let clear = Command::new("staff.pin").about("李芳").arg("pin", pin);
    world.refused("李芳", clear.clone().arg("old", pin));
    world.refused("李芳", clear);
    let next = replacing(&world, "李芳", pin, "827364554637");
    world.done("李芳", next);
    let mut tx = world.store.write().unwrap();
    let half = frontdesk::domain::office::Draft {
        id: vec![5; 16],
        staff: staff(&world, "李芳").id,
        form: "staff.pin".into(),
        subject: None,
        fields: vec![
            ("pin".into(), pin.into()),
            ("old".into(), pin.into()),
            ("note".into(), "x".into()),
        ],
        at_field: "pin".into(),
        saved_at: world.now,
        depth: 0,
        parked: false,
    };
    draft::save(&mut *tx, &half, &draft::Elsewhere::new()).unwrap();
    tx.commit().unwrap();
    let all = everything(&world);
    assert!(!all.windows(pin.len()).any(|part| part == pin.as_bytes()));
    assert!(
        world
            .look(|tx| audit::values(tx, done.seq))
            .unwrap()
            .is_none()
    );
    assert!(
        all.windows(8).any(|part| part == b"argon2id"),
        "the search finds what is there"
    );
}

#[test]
fn a_name_that_is_nobodys_is_told_like_a_wrong_pin() {
    let world = World::new();
    let (known, staff) = world.look(|tx| pins::who(tx, "李芳")).unwrap();
    let (unknown, nobody) = world.look(|tx| pins::who(tx, "查无此人")).unwrap();
    assert!(staff.is_some() && nobody.is_none() && known != unknown);
    // A worker has no screen.
    assert!(
        world
            .look(|tx| pins::who(tx, "王师傅"))
            .unwrap()
            .1
            .is_none()
    );
    assert!(!pins::right(nobody.as_ref(), "4711", PEPPER));
}

#[test]
fn tries_are_kept_with_the_store_and_a_new_pin_forgives_them() {
    let mut world = World::new();
    let (who, _) = world.look(|tx| pins::who(tx, "李芳")).unwrap();
    let mut at = pins::Ticks { run: 1, ms: 0 };
    let mut gates = Vec::new();
    for _ in 0..6 {
        let mut tx = world.store.write().unwrap();
        gates.push(pins::begin(&mut *tx, "desk", who, at).unwrap());
        tx.commit().unwrap();
        at.ms += 20_000;
    }
    assert!(
        gates[..5].iter().all(|gate| *gate == pins::Gate::Open),
        "{gates:?}"
    );
    assert!(matches!(gates[5], pins::Gate::Shut(_)));
    // The clock of the machine plays no part: a year later by it, the lock stands.
    world.now = Instant::from_ms(world.now.ms() + 365 * 86_400_000);
    let own = sealed(&world, "李芳", "4711");
    let mut tx = world.store.write().unwrap();
    assert!(matches!(
        pins::begin(&mut *tx, "desk", who, at).unwrap(),
        pins::Gate::Shut(_)
    ));
    drop(tx);
    world.done("陈刚", own);
    let mut tx = world.store.write().unwrap();
    assert_eq!(
        pins::begin(&mut *tx, "desk", who, at).unwrap(),
        pins::Gate::Open
    );
    drop(tx);
    assert!(world.look(|tx| Office::read(tx)).is_ok());
}
