//! Late fees that are given up: as they stood when it was asked, by another person; the charge and what grows later stay.

use frontdesk::domain::error::{Fact, Why};
use frontdesk::domain::ledger::{Account, Charge};
use frontdesk::domain::money::Amount;
use frontdesk::service::answer::Answer;
use frontdesk::service::command::Command;
use frontdesk::service::subject::Subject;
use frontdesk::service::view::{Cell, Explanation};
use proptest::prelude::*;

use super::desk::*;
use super::money::{
    HOME, add_charge, balance, debt, estate, fact, is_field, pay, sound, void, yuan,
};
use super::payments::{explained, set, what_if};
use super::relief::{asked, cell, granted};
use crate::support::campaign::size;
use crate::support::world::World;

/// 1,000 yuan due on 2026-10-22 at 0.5 per mille: half a yuan a day, 15.00 by 2026-11-21.
fn late() -> World {
    let mut world = estate();
    set(&mut world, "late.rate_ppm", "500");
    let charge = add_charge(HOME, "维修费", "1000").arg("due", "2026-10-22");
    world.done(SUPERVISOR, charge.arg("month", "2026-10"));
    world
}

fn reduce(amount: &str) -> Command {
    cmd("charge.reduce")
        .about(HOME)
        .arg("amount", amount)
        .arg("covers", "late_fee")
        .arg("reason", "账单寄错了地址")
}

fn due(world: &World) -> Amount {
    what_if(world, pay(HOME, "1")).due
}

fn pass(world: &mut World, days: i64) {
    world.now = world.now.plus_minutes(days * 24 * 60);
}

#[test]
fn a_late_fee_is_given_up_and_the_charge_stays() {
    let mut world = late();
    let more = world.refused(DESK, reduce("15.01"));
    is_field(&more, "amount", Why::MoreThanOwed);
    // What would go is foreseen of the late fee, and of nothing else.
    let told = what_if(&world, reduce("10"));
    let line = &told.lines[0];
    assert_eq!((line.open, line.pays), (yuan("1000"), Amount::ZERO));
    assert_eq!((line.late, line.pays_late), (yuan("15"), yuan("10")));
    assert_eq!((told.due, told.left), (yuan("1015"), yuan("1005")));
    let number = asked(&mut world, DESK, reduce("15"));
    let line = "维修费 2026-10  15.00 → 0.00";
    assert_eq!(
        cell(&world, "approvals", "changes"),
        Cell::Texts(vec![line.into()])
    );
    let covers = cell(&world, "approvals", "covers");
    assert_eq!(covers, Cell::Text("late_fee".into()));
    assert_eq!(due(&world), yuan("1015"), "nothing before it is granted");
    world.does(MANAGER, "approval.grant", number, &[]);
    assert_eq!(
        (due(&world), debt(&world, HOME).amount),
        (yuan("1000"), yuan("1000"))
    );
    assert_eq!(balance(&world, Account::LateFee, 0), -1_500);
    assert_eq!(balance(&world, Account::Reduction, 0), 1_500);
    assert_eq!(
        cell(&world, "reductions", "amount"),
        Cell::Money(yuan("15"))
    );
    let charge: Charge = world.get(1);
    assert_eq!(
        (charge.unpaid(), charge.late_unpaid()),
        (yuan("1000"), Amount::ZERO)
    );
    let all = explained(&world, Subject::of(&charge));
    let told: Vec<_> = all.iter().flat_map(Explanation::told).collect();
    let told = |name: &str| {
        told.iter()
            .find(|one| one.name == name)
            .map(|one| one.value.clone())
    };
    assert_eq!(told("late_reduced"), Some(Fact::Money(yuan("15"))));
    assert_eq!(told("total"), Some(Fact::Money(yuan("1000"))));
    sound(&world);
    // Who pays the same day owes nothing; the next days cost as before.
    pass(&mut world, 10);
    assert_eq!(due(&world), yuan("1005"));
    world.done(DESK, pay(HOME, "1005"));
    assert_eq!(debt(&world, HOME).amount, Amount::ZERO);
    let nothing = world.refused(DESK, reduce("1"));
    assert_eq!(nothing.why, Why::NoLateFee);
    sound(&world);
    world.holds_together();
}

/// What is given up of a charge takes the late fee that grew on it along: the trial says so, to the fen.
#[test]
fn what_the_trial_leaves_is_what_is_owed_afterwards() {
    for (act, amount) in [
        ("charge.reduce", "100"),
        ("charge.reduce", "1000"),
        ("charge.write_off", "333.33"),
    ] {
        let mut world = late();
        let command = cmd(act).about(HOME).arg("amount", amount);
        let command = command.arg("reason", "业委会协商");
        let told = what_if(&world, command.clone());
        assert_eq!((told.due, told.settled), (yuan("1015"), yuan(amount)));
        let line = &told.lines[0];
        assert!(line.pays_late > Amount::ZERO, "{line:?}");
        granted(&mut world, command);
        assert_eq!(due(&world), told.left, "{act} {amount}");
    }
}

#[test]
fn it_is_given_up_as_it_stood_when_it_was_asked() {
    let mut world = late();
    let number = asked(&mut world, DESK, reduce("15"));
    pass(&mut world, 2);
    world.does(MANAGER, "approval.grant", number, &[]);
    assert_eq!(due(&world), yuan("1001"), "two days have grown since");
    sound(&world);
    // A payment meanwhile, or another rate: what was asked no longer stands.
    for change in ["payment", "rate"] {
        let mut world = late();
        let number = asked(&mut world, DESK, reduce("15"));
        if change == "payment" {
            world.done(DESK, pay(HOME, "1"));
        } else {
            set(&mut world, "late.rate_ppm", "400");
        }
        let (why, _) = world.refuses(MANAGER, "approval.grant", number, &[]);
        assert_eq!(why, Why::ApprovalStale, "{change}");
        assert_eq!(balance(&world, Account::Reduction, 0), 0);
        sound(&world);
    }
}

#[test]
fn what_a_payment_settled_of_it_comes_back_with_the_payment_and_no_more() {
    let mut world = late();
    world.done(DESK, pay(HOME, "5"));
    granted(&mut world, reduce("10"));
    assert_eq!(due(&world), yuan("1000"));
    world.granted(SUPERVISOR, &void("S1121-001")).unwrap();
    assert_eq!(due(&world), yuan("1005"));
    sound(&world);
    let charge: Charge = world.get(1);
    let fee = charge.late.unwrap();
    assert_eq!(
        (fee.posted, fee.paid, fee.reduced),
        (yuan("15"), Amount::ZERO, Some(yuan("10")))
    );
    let reductions = listed(&world, DESK, "reductions", &[]);
    assert_eq!(reductions.rows.len(), 1);
}

#[derive(Debug, Clone)]
enum Act {
    Pass(i64),
    Post,
    Pay(i64),
    Reduce(i64),
    Reverse,
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        3 => (1..20_i64).prop_map(Act::Pass),
        1 => Just(Act::Post),
        3 => (1..900_i64).prop_map(Act::Pay),
        3 => (1..900_i64).prop_map(Act::Reduce),
        1 => Just(Act::Reverse),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: size(30, 200, 5_000), ..ProptestConfig::default() })]

    /// The principal is never paid, so half a yuan grows a day, whatever is paid or given up of it.
    #[test]
    fn it_is_what_has_grown_less_what_was_paid_and_given_up(acts in prop::collection::vec(act(), 20)) {
        let mut world = late();
        let (mut grown, mut paid, mut reduced) = (1_500_i64, Vec::<(String, i64)>::new(), 0_i64);
        for act in &acts {
            let settled: i64 = paid.iter().map(|(_, fen)| fen).sum();
            let open = grown - settled - reduced;
            let plain = |fen: i64| Amount::from_fen(fen).unwrap().plain();
            match *act {
                Act::Pass(days) => {
                    pass(&mut world, days);
                    grown += days * 50;
                }
                Act::Post => {
                    world.ask(SUPERVISOR, cmd("late_fee.post").arg("premises", HOME));
                }
                Act::Pay(fen) if fen <= open => {
                    let done = world.done(DESK, pay(HOME, &plain(fen)));
                    paid.push((done.number.unwrap().full(), fen));
                }
                Act::Reduce(fen) => match world.ask(DESK, reduce(&plain(fen))) {
                    Answer::Pending(done) => {
                        prop_assert!(fen <= open);
                        world.does(MANAGER, "approval.grant", done.number.unwrap(), &[]);
                        reduced += fen;
                    }
                    Answer::Refused(refusal) => {
                        prop_assert!(fen > open, "{refusal:?}");
                        if open > 0 {
                            let owed = fact(&refusal.fields[0].facts, "owed");
                            prop_assert_eq!(owed, Fact::Money(Amount::from_fen(open).unwrap()));
                        }
                    }
                    other => panic!("{other:?}"),
                },
                Act::Reverse => {
                    if let Some((receipt, _)) = paid.pop() {
                        world.granted(SUPERVISOR, &void(&receipt)).unwrap();
                    }
                }
                Act::Pay(_) => {}
            }
            let settled: i64 = paid.iter().map(|(_, fen)| fen).sum();
            let expected = 100_000 + grown - settled - reduced;
            prop_assert_eq!(due(&world).fen(), expected, "{:?}", act);
            prop_assert_eq!(balance(&world, Account::Reduction, 0), reduced);
        }
        sound(&world);
    }
}
