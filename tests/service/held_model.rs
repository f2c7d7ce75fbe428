//! Fees, payments, what is given up, instalments and deposits in any order, against plain sums (reliability M1).

use std::collections::BTreeMap;

use frontdesk::domain::error::{Refusal, Why};
use frontdesk::domain::ledger::{Account, Debt, Deposit, DepositKind};
use frontdesk::domain::money::Amount;
use frontdesk::service::answer::Answer;
use frontdesk::service::books;
use frontdesk::service::command::Command;
use frontdesk::storage::record;
use proptest::prelude::*;

use super::desk::{DESK, MANAGER, SUPERVISOR, cmd};
use super::money::{add_charge, balance, estate, pay, sound, void};
use crate::support::campaign::size;
use crate::support::world::World;

const ACTS: usize = 24;
const HOMES: [&str; 2] = ["1-1-101", "3-2-1201"];
const RELIEFS: [&str; 3] = ["charge.reduce", "charge.write_off", "charge.restore"];
/// Places of a deposit's acts below; a fourth is that it was asked for.
const MOVES: [&str; 3] = ["deposit.return", "deposit.keep", "deposit.settle"];

#[derive(Debug, Clone)]
enum Act {
    Charge {
        home: usize,
        fen: i64,
    },
    Pay {
        home: usize,
        fen: i64,
    },
    Reverse {
        which: usize,
    },
    /// So many fen of the home's fees, or of its deposits; a payment may come between request and grant.
    Relief {
        home: usize,
        kind: usize,
        fen: i64,
        deposit: bool,
        between: bool,
    },
    Plan {
        home: usize,
        parts: i64,
    },
    End {
        home: usize,
    },
    Take {
        home: usize,
        fen: i64,
        paid: bool,
    },
    Move {
        which: u64,
        kind: usize,
        fen: i64,
        between: bool,
    },
    /// The last act with a deposit is taken back, or that it was asked for.
    Back {
        which: u64,
        between: bool,
    },
}

fn act() -> impl Strategy<Value = Act> {
    let home = 0..HOMES.len();
    let fen = 1..40_000_i64;
    prop_oneof![
        4 => (home.clone(), fen.clone()).prop_map(|(home, fen)| Act::Charge { home, fen }),
        4 => (home.clone(), fen.clone()).prop_map(|(home, fen)| Act::Pay { home, fen }),
        2 => (0..16_usize).prop_map(|which| Act::Reverse { which }),
        4 => (home.clone(), 0..RELIEFS.len(), fen.clone(), any::<bool>(), prop::bool::weighted(0.2))
            .prop_map(|(home, kind, fen, deposit, between)| Act::Relief { home, kind, fen, deposit, between }),
        1 => (home.clone(), 1..13_i64).prop_map(|(home, parts)| Act::Plan { home, parts }),
        1 => home.clone().prop_map(|home| Act::End { home }),
        3 => (home, fen.clone(), any::<bool>()).prop_map(|(home, fen, paid)| Act::Take { home, fen, paid }),
        4 => (1..6_u64, 0..MOVES.len(), fen, prop::bool::weighted(0.2))
            .prop_map(|(which, kind, fen, between)| Act::Move { which, kind, fen, between }),
        3 => (1..6_u64, prop::bool::weighted(0.1))
            .prop_map(|(which, between)| Act::Back { which, between }),
    ]
}

/// What was done at a home, each in one sum.
#[derive(Debug, Default, Clone)]
struct Sums {
    charged: i64,
    received: i64,
    given_up: i64,
    asked: i64,
    waived: i64,
    returned: i64,
    kept: i64,
    settled: i64,
    /// Kept, and taken back: charged, and given up.
    dropped: i64,
}

#[derive(Default)]
struct Naive {
    homes: [Sums; HOMES.len()],
    /// Home, amount, whether it stands.
    receipts: Vec<(usize, i64, bool)>,
    /// The home of each deposit.
    deposits: Vec<usize>,
    /// What was done with each and stands: the kind and how much.
    moves: Vec<Vec<(usize, i64)>>,
}

fn yuan(fen: i64) -> String {
    Amount::from_fen(fen).unwrap().plain()
}

fn took(answer: &Answer) -> Result<(), Refusal> {
    match answer {
        Answer::Done(_) => Ok(()),
        Answer::Refused(refusal) => Err(refusal.clone()),
        other => panic!("{other:?}"),
    }
}

impl Naive {
    fn pay(&mut self, world: &mut World, home: usize, fen: i64) {
        let command = pay(HOMES[home], &yuan(fen)).arg("advance", "yes");
        if took(&world.ask(DESK, command)).is_ok() {
            self.received(home, fen);
        }
    }

    fn received(&mut self, home: usize, fen: i64) {
        self.receipts.push((home, fen, true));
        self.homes[home].received += fen;
    }

    /// Asks, perhaps lets a payment come between, and grants; whether it was done.
    fn decided(&mut self, world: &mut World, home: usize, command: Command, between: bool) -> bool {
        let number = match world.ask(DESK, command) {
            Answer::Pending(done) => done.number.unwrap(),
            other => {
                took(&other).unwrap_err();
                return false;
            }
        };
        if between {
            self.pay(world, home, 1);
        }
        let grant = cmd("approval.grant").about(number.full());
        match took(&world.ask(MANAGER, grant)) {
            Ok(()) => true,
            Err(refusal) => {
                let known = [Why::ApprovalStale, Why::RankTooLow];
                assert!(known.contains(&refusal.why), "{refusal:?}");
                assert!(between || refusal.why == Why::RankTooLow, "{refusal:?}");
                false
            }
        }
    }

    fn take_back(&mut self, world: &mut World, which: u64, between: bool) {
        let place = usize::try_from(which - 1).unwrap();
        let Some(home) = self.deposits.get(place).copied() else {
            return;
        };
        let command = cmd("deposit.reverse").about(format!("D{which}"));
        if !self.decided(world, home, command.arg("reason", "做错了"), between) {
            return;
        }
        let sums = &mut self.homes[home];
        match self.moves[place].pop() {
            Some((0, fen)) => sums.returned -= fen,
            Some((1, fen)) => {
                sums.kept -= fen;
                sums.dropped += fen;
            }
            Some((_, fen)) => sums.settled -= fen,
            None => {
                let deposit: Deposit = world.get(which);
                let last = deposit.moves.last().unwrap();
                assert_eq!(last.kind, DepositKind::Waive);
                sums.waived += last.amount.fen();
            }
        }
    }

    fn reverse(&mut self, world: &mut World, which: usize) {
        if self.receipts.is_empty() {
            return;
        }
        let at = which % self.receipts.len();
        let receipt = format!("S20261121-{:03}", at + 1);
        let (home, fen, stands) = self.receipts[at];
        match world.granted(SUPERVISOR, &void(&receipt)) {
            Ok(_) => {
                assert!(stands, "reversed twice");
                self.receipts[at].2 = false;
                self.homes[home].received -= fen;
            }
            Err(refusal) if stands => assert_eq!(refusal.why, Why::DepositSpent),
            Err(refusal) => assert_eq!(refusal.why, Why::AlreadyReversed),
        }
    }

    fn take(&mut self, world: &mut World, act: &Act) {
        match *act {
            Act::Charge { home, fen } => {
                let charge = add_charge(HOMES[home], "维修费", &yuan(fen));
                world.done(SUPERVISOR, charge.arg("due", "2026-11-15"));
                self.homes[home].charged += fen;
            }
            Act::Pay { home, fen } => self.pay(world, home, fen),
            Act::Reverse { which } => self.reverse(world, which),
            Act::Relief {
                home,
                kind,
                fen,
                deposit,
                between,
            } => {
                let item = if deposit { "押金" } else { "费" };
                let command = cmd(RELIEFS[kind])
                    .about(HOMES[home])
                    .arg("amount", yuan(fen))
                    .arg("item", item)
                    .arg("reason", "一事一议");
                if self.decided(world, home, command, between) {
                    let sums = &mut self.homes[home];
                    match (deposit, kind) {
                        (true, 0) => sums.waived += fen,
                        (true, _) => panic!("a deposit was written off"),
                        (false, 2) => sums.given_up -= fen,
                        (false, _) => sums.given_up += fen,
                    }
                }
            }
            Act::Plan { home, parts } => {
                let command = cmd("plan.agree")
                    .about(HOMES[home])
                    .arg("parts", parts.to_string())
                    .arg("first", "2026-12-10")
                    .arg("reason", "一事一议");
                self.decided(world, home, command, false);
            }
            Act::End { home } => {
                let end = cmd("plan.end").about(HOMES[home]).arg("reason", "不分了");
                if let Err(refusal) = took(&world.ask(SUPERVISOR, end)) {
                    assert_eq!(refusal.why, Why::NoPlan);
                }
            }
            Act::Take { home, fen, paid } => {
                let command = cmd("deposit.take")
                    .about(HOMES[home])
                    .arg("amount", yuan(fen))
                    .arg("name", "装修押金")
                    .arg("for", "装修");
                if paid {
                    world.done(DESK, command.arg("method", "cash"));
                    self.received(home, fen);
                } else {
                    world.done(DESK, command);
                }
                self.deposits.push(home);
                self.moves.push(Vec::new());
                self.homes[home].asked += fen;
            }
            Act::Move {
                which,
                kind,
                fen,
                between,
            } => {
                let place = usize::try_from(which - 1).unwrap();
                let Some(home) = self.deposits.get(place).copied() else {
                    return;
                };
                let command = cmd(MOVES[kind])
                    .about(format!("D{which}"))
                    .arg("amount", yuan(fen))
                    .arg("reason", "验收完毕");
                let command = match kind {
                    0 => command.arg("method", "cash"),
                    1 => command.arg("name", "墙面赔偿"),
                    _ => command,
                };
                if self.decided(world, home, command, between) {
                    let sums = &mut self.homes[home];
                    *[&mut sums.returned, &mut sums.kept, &mut sums.settled][kind] += fen;
                    self.moves[place].push((kind, fen));
                }
            }
            Act::Back { which, between } => self.take_back(world, which, between),
        }
    }
}

fn agree(world: &World, naive: &Naive) {
    assert_eq!(world.look(books::verify).unwrap(), []);
    let mut totals: BTreeMap<Account, i64> = BTreeMap::new();
    for (code, sums) in HOMES.iter().zip(&naive.homes) {
        let home = world.home(code).id.0;
        let of = |account| balance(world, account, home);
        // What is kept is charged and settled at once.
        let net =
            sums.charged + sums.asked - sums.given_up - sums.waived - sums.settled - sums.received;
        assert_eq!(
            of(Account::Receivable) + of(Account::Advance),
            net,
            "{code}"
        );
        let held = sums.asked - sums.waived - sums.returned - sums.kept - sums.settled;
        assert_eq!(-of(Account::Deposit), held, "{code}");
        let debt: Option<Debt> = world.look(|tx| record::get(tx, home)).unwrap();
        let owed = debt.map_or(0, |debt| debt.amount.fen());
        assert_eq!(owed, of(Account::Receivable), "{code}");
        let mut add = |account, fen| *totals.entry(account).or_default() += fen;
        add(Account::Cash, sums.received - sums.returned);
        add(Account::Income, -sums.charged - sums.kept - sums.dropped);
        add(Account::Reduction, sums.given_up + sums.dropped);
    }
    let all = |account| balance(world, account, 0);
    assert_eq!(all(Account::Cash), totals[&Account::Cash]);
    assert_eq!(all(Account::Income), totals[&Account::Income]);
    let given_up = all(Account::Reduction) + all(Account::WriteOff);
    assert_eq!(given_up, totals[&Account::Reduction]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: size(60, 400, 20_000), ..ProptestConfig::default() })]

    #[test]
    fn plain_sums_say_the_same_in_any_order(acts in prop::collection::vec(act(), ACTS)) {
        let mut world = estate();
        let mut naive = Naive::default();
        for act in &acts {
            naive.take(&mut world, act);
            agree(&world, &naive);
        }
        sound(&world);
    }
}
