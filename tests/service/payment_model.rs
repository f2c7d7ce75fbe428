//! Payments, late fees, several homes, refunds and rounding against a naive second implementation (reliability M1, M2).

use std::collections::BTreeMap;

use frontdesk::domain::error::Why;
use frontdesk::domain::id::Number;
use frontdesk::domain::ledger::{Account, Charge, Debt, Payment};
use frontdesk::domain::money::Amount;
use frontdesk::service::answer::Answer;
use frontdesk::service::command::Command;
use frontdesk::service::queries::{Asking, answer};
use frontdesk::service::query::{Query, Reply};
use frontdesk::service::view::WhatIf;
use frontdesk::storage::record;
use proptest::prelude::*;

use super::money::{add_charge, balance, estate, pay, sound, void};
use super::money_model::{why, yuan};
use super::payment_sums::{Model, Owing, Receipt};
use crate::support::campaign::size;
use crate::support::world::World;

const HOMES: [&str; 3] = ["1-1-101", "1-1-102", "3-2-1101"];
/// Acts of one sequence; fen given up at most.
const ACTS: usize = 30;
const ROUND: i64 = 60;

/// How late fees grow, as an office may have set it.
#[derive(Debug, Clone)]
pub struct Rules {
    pub ppm: i64,
    pub grace: i32,
    pub grace_costs: bool,
    pub cap: i64,
    pub principal_first: bool,
}

#[derive(Debug, Clone)]
enum Act {
    Charge {
        home: usize,
        fen: i64,
        due: i32,
    },
    Wait {
        days: i32,
    },
    /// So many thousandths of what is due, perhaps with some of its charges chosen or another home with it.
    Pay {
        home: usize,
        share: i64,
        back: i32,
        pick: Option<usize>,
        with: bool,
        round: bool,
        ahead: bool,
    },
    Reverse {
        which: usize,
    },
    Refund {
        which: usize,
        share: i64,
    },
    PostLate {
        home: Option<usize>,
    },
}

fn rules() -> impl Strategy<Value = Rules> {
    let ppm = prop_oneof![Just(0_i64), Just(500), Just(3_333)];
    let grace = prop_oneof![Just(0), Just(10)];
    let cap = prop_oneof![Just(0_i64), Just(3), Just(100)];
    let all = (ppm, grace, any::<bool>(), cap, any::<bool>());
    all.prop_map(|(ppm, grace, grace_costs, cap, principal_first)| Rules {
        ppm,
        grace,
        grace_costs,
        cap,
        principal_first,
    })
}

fn act() -> impl Strategy<Value = Act> {
    let home = 0..HOMES.len();
    let pick = prop_oneof![2 => Just(None), 1 => (0..8_usize).prop_map(Some)];
    let share = prop_oneof![1 => Just(1_000_i64), 3 => 1..1_400_i64];
    prop_oneof![
        5 => (home.clone(), 1..40_000_i64, -60..5_i32)
            .prop_map(|(home, fen, due)| Act::Charge { home, fen, due }),
        3 => (1..40_i32).prop_map(|days| Act::Wait { days }),
        7 => (home.clone(), share, 0..7_i32, pick, any::<bool>(), any::<bool>(), any::<bool>())
            .prop_map(|(home, share, back, pick, with, round, ahead)| Act::Pay {
                home, share, back, pick, with, round, ahead
            }),
        2 => (0..64_usize).prop_map(|which| Act::Reverse { which }),
        2 => (0..64_usize, 1..1_200_i64).prop_map(|(which, share)| Act::Refund { which, share }),
        1 => prop::option::of(home).prop_map(|home| Act::PostLate { home }),
    ]
}

/// The number of what was made, or why it was not.
fn made(answer: Answer) -> Result<Option<Number>, Why> {
    match &answer {
        Answer::Done(done) => Ok(done.number),
        _ => why(answer).map(|()| None),
    }
}

fn foreseen(world: &World, command: &Command) -> WhatIf {
    let actor = world.actor("李芳");
    let reply = world.look(|tx| {
        let asking = Asking {
            tx,
            office: world.service.office(),
            actor: &actor,
            now: world.now.plus_minutes(1),
            search: None,
        };
        answer(asking, &Query::WhatIf(command.clone())).unwrap()
    });
    match reply {
        Reply::WhatIf(told) => *told,
        other => panic!("{other:?}"),
    }
}

fn paid(world: &mut World, model: &mut Model, act: &Act) -> (Result<(), Why>, Result<(), Why>) {
    let Act::Pay {
        home,
        share,
        back,
        pick,
        with,
        round,
        ahead,
    } = *act
    else {
        return (Ok(()), Ok(()));
    };
    let on = model.today.plus(-back);
    let other = (home + 1) % HOMES.len();
    let homes: Vec<usize> = if with { vec![home, other] } else { vec![home] };
    let due = model.due(&homes, on);
    let amount = (due * share / 1_000).max(1);
    let claims = model.claims(&homes, on, &[]);
    let mut open: Vec<usize> = claims.iter().map(|claim| claim.0).collect();
    open.sort_unstable();
    open.dedup();
    let picked = pick.filter(|_| !open.is_empty());
    let first: Vec<usize> = picked.map(|at| open[at % open.len()]).into_iter().collect();
    let mut command = pay(HOMES[home], &yuan(amount)).arg("effective", on.to_string());
    if with {
        command = command.arg("homes", HOMES[other]);
    }
    for at in &first {
        command = command.arg("charges", (at + 1).to_string());
    }
    if round {
        command = command.arg("round", "yes");
    }
    if ahead {
        command = command.arg("advance", "yes");
    }
    let told = foreseen(world, &command);
    let real = made(world.ask("李芳", command));
    let odd = if round { (due - amount).max(0) } else { 0 };
    let naive = if odd > ROUND {
        Err(Why::NotRounded)
    } else {
        let claims = model.claims(&homes, on, &first);
        let sum: i64 = claims.iter().map(|claim| claim.2).sum();
        if amount + odd > sum && !ahead {
            Err(if sum == 0 {
                Why::NothingOwed
            } else {
                Why::MoreThanOwed
            })
        } else {
            let before: Vec<i64> = model.charges.iter().map(|one| one.posted).collect();
            let (parts, left) = model.fill(amount + odd, on, &claims);
            let own = model.of_home(&parts, home) + left - odd;
            if own < 0 || (own == 0 && odd > 0) {
                for (charge, posted) in model.charges.iter_mut().zip(before) {
                    charge.posted = posted;
                }
                Err(Why::NotPositive)
            } else {
                // What is foreseen is what is done.
                let settled: i64 = parts.iter().map(|part| part.2).sum();
                assert_eq!(told.refused, None, "{told:?}");
                assert_eq!(
                    (told.settled.fen(), told.ahead.fen(), told.left.fen()),
                    (settled, left, sum - settled)
                );
                let lines = told.lines.iter();
                let lines: BTreeMap<usize, (i64, i64)> = lines
                    .map(|line| {
                        let at = usize::try_from(line.charge).unwrap() - 1;
                        (at, (line.pays.fen(), line.pays_late.fen()))
                    })
                    .collect();
                for (at, late, part) in &parts {
                    let (pays, pays_late) = lines[at];
                    assert_eq!(if *late { pays_late } else { pays }, *part);
                }
                Ok((parts, left, if own == 0 { other } else { home }))
            }
        }
    };
    let naive = naive.map(|(parts, left, home)| {
        model.receipts.push(Receipt {
            number: real.unwrap().unwrap(),
            home,
            on,
            amount,
            parts: Vec::new(),
            ahead: left,
            refunded: 0,
            rounded: odd,
            void: false,
        });
        model.put(model.receipts.len() - 1, parts);
        for home in homes {
            model.use_ahead(home);
        }
    });
    assert!(naive.is_ok() || told.refused.is_some() || naive == Err(Why::NotPositive));
    (real.map(|_| ()), naive)
}

/// Does an act in both; says whether both did it or refused it for the same reason.
fn both(world: &mut World, model: &mut Model, act: &Act) -> (Result<(), Why>, Result<(), Why>) {
    match *act {
        Act::Charge { home, fen, due } => {
            let due = model.today.plus(due);
            let command = add_charge(HOMES[home], "维修费", &yuan(fen));
            let command = command.arg("due", due.to_string());
            let command = command.arg("month", due.month().to_string());
            let real = why(world.ask("张敏", command));
            model.charges.push(Owing {
                home,
                due,
                amount: fen,
                posted: 0,
            });
            model.use_ahead(home);
            (real, Ok(()))
        }
        Act::Wait { days } => {
            world.now = world.now.plus_minutes(i64::from(days) * 24 * 60);
            model.today = model.today.plus(days);
            (Ok(()), Ok(()))
        }
        Act::Pay { .. } => paid(world, model, act),
        Act::Reverse { which } => {
            if model.receipts.is_empty() {
                return (Ok(()), Ok(()));
            }
            let at = which % model.receipts.len();
            let number = model.receipts[at].number.full();
            let real = world.granted("张敏", &void(&number));
            let receipt = &mut model.receipts[at];
            let home = receipt.home;
            let naive = if receipt.void || receipt.refunded == receipt.amount {
                Err(Why::AlreadyReversed)
            } else {
                receipt.void = true;
                let parts = receipt.parts.clone();
                let mut homes: Vec<usize> = parts
                    .iter()
                    .map(|part| model.charges[part.0].home)
                    .collect();
                homes.push(home);
                homes.sort_unstable();
                homes.dedup();
                for home in homes {
                    model.use_ahead(home);
                }
                Ok(())
            };
            (real.map(|_| ()).map_err(|refusal| refusal.why), naive)
        }
        Act::Refund { which, share } => {
            if model.receipts.is_empty() {
                return (Ok(()), Ok(()));
            }
            let at = which % model.receipts.len();
            let receipt = &mut model.receipts[at];
            let amount = (receipt.ahead * share / 1_000).max(1);
            let command = Command::new("payment.refund")
                .about(receipt.number.full())
                .arg("amount", yuan(amount))
                .arg("method", "cash")
                .arg("reason", "搬走了");
            let real = world.granted("张敏", &command);
            let naive = if receipt.void {
                Err(Why::AlreadyReversed)
            } else if amount > receipt.ahead {
                Err(Why::MoreThanAhead)
            } else {
                receipt.ahead -= amount;
                receipt.refunded += amount;
                Ok(())
            };
            (real.map(|_| ()).map_err(|refusal| refusal.why), naive)
        }
        Act::PostLate { home } => posted(world, model, home),
    }
}

/// Books late fees in both.
fn posted(
    world: &mut World,
    model: &mut Model,
    home: Option<usize>,
) -> (Result<(), Why>, Result<(), Why>) {
    let mut command = Command::new("late_fee.post");
    if let Some(home) = home {
        command = command.arg("premises", HOMES[home]);
    }
    let real = why(world.ask("张敏", command));
    let homes: Vec<usize> = home.map_or((0..HOMES.len()).collect(), |home| vec![home]);
    let mut booked = false;
    for (at, ..) in model.claims(&homes, model.today, &[]) {
        let grown = model.grown(at, model.today);
        booked |= grown > model.charges[at].posted;
        model.charges[at].posted = model.charges[at].posted.max(grown);
    }
    for home in homes {
        model.use_ahead(home);
    }
    (real, booked.then_some(()).ok_or(Why::NothingChanged))
}

/// Both say the same of every charge, receipt, debt and account.
fn agree(world: &World, model: &Model) -> Result<(), TestCaseError> {
    for (at, naive) in model.charges.iter().enumerate() {
        let charge: Charge = world.get(at as u64 + 1);
        prop_assert_eq!(
            charge.paid.fen(),
            model.paid(at, false),
            "charge {}",
            at + 1
        );
        let late = charge.late.unwrap_or_default();
        prop_assert_eq!(late.posted.fen(), naive.posted, "late fee of {}", at + 1);
        prop_assert_eq!(late.paid.fen(), model.paid(at, true));
        prop_assert!(late.posted >= late.paid && late.paid >= Amount::ZERO);
    }
    for (at, naive) in model.receipts.iter().enumerate() {
        let payment: Payment = world.get(at as u64 + 1);
        prop_assert_eq!(payment.amount.fen(), naive.amount);
        prop_assert_eq!(payment.household, world.home(HOMES[naive.home]).id);
        prop_assert_eq!(payment.advance.fen(), naive.ahead);
        prop_assert_eq!(payment.reversed_by.is_some(), naive.void);
        let sum = |late: bool| {
            let parts = payment.parts();
            let lists = parts.flat_map(|part| if late { part.late } else { part.allocations });
            lists.map(|part| part.amount.fen()).sum::<i64>()
        };
        let wanted = |late: bool| {
            let parts = naive.parts.iter().filter(|part| part.1 == late);
            parts.map(|part| part.2).sum::<i64>()
        };
        prop_assert_eq!((sum(false), sum(true)), (wanted(false), wanted(true)));
        // Every fen of a receipt is somewhere.
        let money = sum(false) + sum(true) + naive.ahead + naive.refunded - naive.rounded;
        prop_assert_eq!(money, naive.amount);
    }
    let mut cash = 0;
    let mut rounded = 0;
    for receipt in &model.receipts {
        cash -= receipt.refunded;
        cash += if receipt.void {
            receipt.refunded
        } else {
            receipt.amount
        };
        rounded += if receipt.void { 0 } else { receipt.rounded };
    }
    prop_assert_eq!(balance(world, Account::Cash, 0), cash);
    prop_assert_eq!(balance(world, Account::Rounding, 0), rounded);
    let posted: i64 = model.charges.iter().map(|charge| charge.posted).sum();
    prop_assert_eq!(balance(world, Account::LateFee, 0), -posted);
    for (home, code) in HOMES.iter().enumerate() {
        let id = world.home(code).id;
        prop_assert_eq!(balance(world, Account::Receivable, id.0), model.owed(home));
        prop_assert_eq!(balance(world, Account::Advance, id.0), -model.ahead(home));
        let kept: Option<Debt> = world.look(|tx| record::get(tx, id.0)).unwrap();
        let kept = kept.map_or((0, 0), |debt| (debt.amount.fen(), debt.advance.fen()));
        prop_assert_eq!(kept, (model.owed(home), model.ahead(home)));
    }
    Ok(())
}

fn office(rules: &Rules) -> World {
    let mut world = estate();
    let yes = |on: bool| String::from(if on { "yes" } else { "no" });
    for (setting, value) in [
        ("late.rate_ppm", rules.ppm.to_string()),
        ("late.grace_days", rules.grace.to_string()),
        ("late.grace_costs", yes(rules.grace_costs)),
        ("late.cap_percent", rules.cap.to_string()),
        ("late.principal_first", yes(rules.principal_first)),
        ("payment.round_fen", ROUND.to_string()),
    ] {
        let set = Command::new("setting.set").arg("setting", setting);
        world.ask("陈刚", set.arg("value", value));
    }
    world
}

proptest! {
    #![proptest_config(ProptestConfig { cases: size(120, 2_000, 100_000), ..ProptestConfig::default() })]

    #[test]
    fn late_fees_homes_refunds_and_rounding_agree_with_plain_sums(
        rules in rules(),
        acts in prop::collection::vec(act(), ACTS),
    ) {
        let mut world = office(&rules);
        let mut model = Model {
            rules,
            today: "2026-11-21".parse().unwrap(),
            charges: Vec::new(),
            receipts: Vec::new(),
        };
        for act in &acts {
            let (real, naive) = both(&mut world, &mut model, act);
            prop_assert_eq!(real, naive, "{:?}", act);
            agree(&world, &model)?;
        }
        sound(&world);
    }
}
