//! Any order of charges, payments, reversals, reductions, write-offs, deposits, instalments: the same balances as plain
//! sums (reliability M1).

use std::collections::BTreeMap;

use frontdesk::domain::id::{ChargeId, HouseholdId};
use frontdesk::domain::ledger::{
    Account, Act, Claim, ClaimKind, Covered, Deposit, DepositKind, Method, Order, Plan, ReliefKind,
    Settled, Standing, Wish, plan, settle, use_ahead,
};
use frontdesk::domain::money::Amount;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::{day, fen, held};
use crate::support::campaign::size;

const HOMES: u64 = 3;
const METHODS: [Method; 2] = [Method::Cash, Method::Wechat];

#[derive(Debug, Clone)]
enum Step {
    Charge {
        home: u64,
        month: i32,
        fen: i64,
    },
    /// For one home, or for all of them with one receipt.
    Pay {
        home: u64,
        fen: i64,
        all: bool,
        method: usize,
    },
    Reverse {
        which: usize,
    },
    Deposit {
        home: u64,
        fen: i64,
    },
    /// So many hundredths of what is held of a deposit are given back, or settle what the home owes.
    Move {
        which: usize,
        settle: bool,
        share: i64,
    },
    Plan {
        home: u64,
        parts: u32,
    },
    /// So many hundredths of what is open of a charge.
    Relief {
        which: usize,
        kind: usize,
        share: i64,
    },
}

fn step() -> impl Strategy<Value = Step> {
    let home = 0..HOMES;
    prop_oneof![
        5 => (home.clone(), 0..12_i32, 1..40_000_i64).prop_map(|(home, month, fen)| Step::Charge { home, month, fen }),
        5 => (home, 1..90_000_i64, any::<bool>(), 0..METHODS.len())
            .prop_map(|(home, fen, all, method)| Step::Pay { home, fen, all, method }),
        2 => (0..64_usize).prop_map(|which| Step::Reverse { which }),
        2 => (0..HOMES, 1..40_000_i64).prop_map(|(home, fen)| Step::Deposit { home, fen }),
        3 => (0..16_usize, any::<bool>(), 1..120_i64)
            .prop_map(|(which, settle, share)| Step::Move { which, settle, share }),
        1 => (0..HOMES, 1..13_u32).prop_map(|(home, parts)| Step::Plan { home, parts }),
        2 => (0..64_usize, 0..3_usize, 1..120_i64).prop_map(|(which, kind, share)| Step::Relief { which, kind, share }),
    ]
}

struct Receipt {
    method: Method,
    parts: Vec<Settled>,
    ahead: BTreeMap<u64, i64>,
    void: bool,
}

/// The books as they would be kept: standings, receipts, and the postings of every act.
#[derive(Default)]
struct Kept {
    charges: Vec<(u64, i32, Standing)>,
    receipts: Vec<Receipt>,
    accounts: BTreeMap<(Account, u64), i64>,
    deposits: Vec<Deposit>,
    /// By home; another takes the place of the one before.
    plans: BTreeMap<u64, Plan>,
}

/// What is summed up beside it, and nothing else.
#[derive(Default)]
struct Naive {
    charged: BTreeMap<u64, i64>,
    forgone: BTreeMap<u64, i64>,
    /// Home of what was paid ahead, amount and method of each receipt, whether it is void.
    received: Vec<(Method, i64, bool)>,
    /// Asked for, waived, given back, used, of deposits by home.
    deposits: BTreeMap<u64, [i64; 4]>,
}

impl Kept {
    fn book(&mut self, home: u64, act: Act) {
        for posting in act.postings(HouseholdId(home)).unwrap() {
            *self
                .accounts
                .entry((posting.account, posting.of))
                .or_default() += posting.amount.fen();
        }
    }

    fn claims(&self) -> Vec<Claim> {
        self.charges
            .iter()
            .map(|(home, month, standing)| Claim {
                charge: standing.charge,
                kind: if self.deposit_of(standing.charge).is_some() {
                    ClaimKind::Deposit
                } else {
                    ClaimKind::Fee
                },
                household: HouseholdId(*home),
                due_on: day("2026-01-15").plus(month * 30),
                open: standing.open().unwrap(),
            })
            .collect()
    }

    fn deposit_of(&self, charge: ChargeId) -> Option<usize> {
        self.deposits.iter().position(|one| one.charge == charge)
    }

    fn standing(&self, charge: ChargeId) -> &Standing {
        &self.charges[usize::try_from(charge.0).unwrap()].2
    }

    /// Gives a part of a deposit back, or settles what the home owes with it; how much.
    fn move_deposit(&mut self, at: usize, settles: bool, share: i64) -> Option<(u64, i64)> {
        let home = self.deposits[at].household.0;
        let paid = self.standing(self.deposits[at].charge).paid;
        let held = self.deposits[at].held(paid).unwrap();
        let mut claims = self.claims();
        claims.retain(|claim| claim.household.0 == home && claim.kind == ClaimKind::Fee);
        let owed: i64 = claims.iter().map(|claim| claim.open.fen()).sum();
        let amount = held.share(share, 100).unwrap();
        let refused = self.deposits[at].take(paid, amount).is_err();
        assert_eq!(refused, amount > held || amount == Amount::ZERO);
        if refused || (settles && amount.fen() > owed) {
            return None;
        }
        if settles {
            let settled = settle(amount, &claims, Order::ByCharge, Wish::Oldest, None).unwrap();
            self.apply(&settled.parts, 1);
            self.book(home, Act::KeepDeposit { amount });
            self.deposits[at]
                .moves
                .push(held::moved(DepositKind::Settle, amount));
        } else {
            let method = Method::Cash;
            self.book(home, Act::RefundDeposit { method, amount });
            self.deposits[at]
                .moves
                .push(held::moved(DepositKind::Return, amount));
        }
        Some((home, amount.fen()))
    }

    /// Whether a receipt paid a deposit of which less would be held than was spent.
    fn is_spent(&self, at: usize) -> bool {
        self.receipts[at].parts.iter().any(|part| {
            let Some(deposit) = self.deposit_of(part.charge) else {
                return false;
            };
            let parts = self.receipts[at].parts.iter();
            let own = parts.filter(|other| other.charge == part.charge);
            let gone: i64 = own.map(|other| other.amount.fen()).sum();
            let left = fen(self.standing(part.charge).paid.fen() - gone);
            self.deposits[deposit].held(left).unwrap().is_negative()
        })
    }

    fn agree_plan(&mut self, home: u64, parts: u32) {
        let own = self.charges.iter().filter(|(of, _, _)| *of == home);
        let covers: Vec<Covered> = own
            .map(|(_, _, standing)| Covered {
                charge: standing.charge,
                open: standing.open().unwrap(),
                settled: standing.settled().unwrap(),
            })
            .collect();
        let open = fen(covers.iter().map(|covered| covered.open.fen()).sum());
        let Ok(parts) = plan(open, parts, super::month("2026-12"), 10) else {
            assert!(open.fen() < i64::from(parts));
            return;
        };
        let plan = held::plan_of(home, covers, parts);
        self.plans.insert(home, plan);
    }

    /// A plan never asks for more than what is open, and what it has left is what it says is coming.
    fn plan_holds(&self, plan: &Plan) {
        let now = plan.covers.iter();
        let now: Vec<Amount> = now
            .map(|covered| self.standing(covered.charge).settled().unwrap())
            .collect();
        let settled = plan.settled(&now).unwrap();
        let all = Amount::sum(plan.parts.iter().map(|part| part.amount)).unwrap();
        let last = plan.parts.last().unwrap().due_on.plus(1);
        let state = plan.state(settled, last).unwrap();
        assert_eq!(state.open, state.behind, "behind once every day is over");
        assert_eq!(state.open.plus(settled).unwrap(), all);
        let coming = plan.coming(settled).unwrap();
        assert_eq!(coming.is_none(), state.open == Amount::ZERO);
        let coming = coming.map_or(Amount::ZERO, |part| part.amount);
        assert!(coming <= state.open);
        let open = plan.covers.iter().map(|covered| {
            let standing = self.standing(covered.charge);
            standing.open().unwrap().fen()
        });
        assert!(state.open.fen() <= open.sum::<i64>());
    }

    fn open(&self, home: u64) -> i64 {
        let own = self.charges.iter().filter(|(of, _, _)| *of == home);
        own.map(|(_, _, standing)| standing.open().unwrap().fen())
            .sum()
    }

    fn ahead(&self, home: u64) -> i64 {
        let standing = self.receipts.iter().filter(|receipt| !receipt.void);
        standing
            .map(|receipt| receipt.ahead.get(&home).copied().unwrap_or(0))
            .sum()
    }

    fn apply(&mut self, parts: &[Settled], sign: i64) {
        for part in parts {
            let at = usize::try_from(part.charge.0).unwrap();
            let standing = &mut self.charges[at].2;
            standing.paid = fen(standing.paid.fen() + sign * part.amount.fen());
            standing.version += 1;
            assert!(!standing.open().unwrap().is_negative());
        }
    }

    /// What was paid ahead settles what is open, oldest receipt first.
    fn use_up(&mut self) {
        for home in 0..HOMES {
            for at in 0..self.receipts.len() {
                let receipt = &self.receipts[at];
                let ahead = receipt.ahead.get(&home).copied().unwrap_or(0);
                if receipt.void || ahead == 0 {
                    continue;
                }
                let (parts, left) = use_ahead(
                    HouseholdId(home),
                    fen(ahead),
                    &self.claims(),
                    Order::ByCharge,
                )
                .unwrap();
                let used = ahead - left.fen();
                if used == 0 {
                    continue;
                }
                self.apply(&parts, 1);
                self.receipts[at].parts.extend(parts);
                self.receipts[at].ahead.insert(home, left.fen());
                self.book(home, Act::UseAhead { amount: fen(used) });
            }
        }
    }

    fn pay(&mut self, home: u64, amount: i64, all: bool, method: Method) {
        let mut claims = self.claims();
        claims.retain(|claim| all || claim.household.0 == home);
        let settled = settle(
            fen(amount),
            &claims,
            Order::ByCharge,
            Wish::Oldest,
            Some(HouseholdId(home)),
        )
        .unwrap();
        self.apply(&settled.parts, 1);
        let ahead = settled.ahead.map_or(0, |(_, amount)| amount.fen());
        for of in 0..HOMES {
            let own = settled.parts.iter().filter(|part| part.household.0 == of);
            let part: i64 = own.map(|part| part.amount.fen()).sum();
            let ahead = if of == home { ahead } else { 0 };
            if part + ahead > 0 {
                self.book(
                    of,
                    Act::Payment {
                        method,
                        amount: fen(part + ahead),
                        settled: fen(part),
                        ahead: fen(ahead),
                    },
                );
            }
        }
        self.receipts.push(Receipt {
            method,
            parts: settled.parts,
            ahead: BTreeMap::from([(home, ahead)]),
            void: false,
        });
    }

    fn reverse(&mut self, at: usize) {
        let receipt = &mut self.receipts[at];
        receipt.void = true;
        let (method, parts, ahead) = (receipt.method, receipt.parts.clone(), receipt.ahead.clone());
        self.apply(&parts, -1);
        for of in 0..HOMES {
            let part: i64 = parts
                .iter()
                .filter(|part| part.household.0 == of)
                .map(|part| part.amount.fen())
                .sum();
            let left = ahead.get(&of).copied().unwrap_or(0);
            if part + left > 0 {
                self.book(
                    of,
                    Act::Reversal {
                        method,
                        amount: fen(part + left),
                        settled: fen(part),
                        ahead: fen(left),
                    },
                );
            }
        }
    }

    fn relieve(&mut self, at: usize, kind: ReliefKind, share: i64) -> Option<(u64, i64)> {
        let (home, _, standing) = self.charges[at];
        let open = standing.open().unwrap();
        let of = if kind == ReliefKind::Restore {
            standing.written_off
        } else {
            open
        };
        let amount = of.share(share, 100).unwrap();
        let after = standing.after(kind, amount);
        let deposit = self.deposit_of(standing.charge);
        if deposit.is_some() && kind != ReliefKind::Reduce {
            return None;
        }
        if amount > of || amount == Amount::ZERO {
            assert!(after.is_err());
            return None;
        }
        self.charges[at].2 = after.unwrap();
        if let Some(deposit) = deposit {
            self.book(home, Act::KeepDeposit { amount });
            self.deposits[deposit]
                .moves
                .push(held::moved(DepositKind::Waive, amount));
            return Some((home, amount.fen()));
        }
        let (act, sign) = match kind {
            ReliefKind::Reduce | ReliefKind::ReduceLate => (Act::Reduce { amount }, 1),
            ReliefKind::WriteOff => (Act::WriteOff { amount }, 1),
            ReliefKind::Restore => (Act::Restore { amount }, -1),
        };
        self.book(home, act);
        Some((home, sign * amount.fen()))
    }
}

fn take(kept: &mut Kept, naive: &mut Naive, step: &Step) {
    match step {
        Step::Charge {
            home,
            month,
            fen: amount,
        } => {
            let id = u64::try_from(kept.charges.len()).unwrap();
            let standing = Standing {
                charge: ChargeId(id),
                version: 1,
                amount: fen(*amount),
                paid: Amount::ZERO,
                reduced: Amount::ZERO,
                written_off: Amount::ZERO,
                late: None,
            };
            kept.charges.push((*home, *month, standing));
            kept.book(
                *home,
                Act::Charge {
                    item: 1,
                    amount: fen(*amount),
                },
            );
            *naive.charged.entry(*home).or_default() += amount;
        }
        Step::Pay {
            home,
            fen: amount,
            all,
            method,
        } => {
            kept.pay(*home, *amount, *all, METHODS[*method]);
            naive.received.push((METHODS[*method], *amount, false));
        }
        Step::Reverse { which } if !kept.receipts.is_empty() => {
            let at = which % kept.receipts.len();
            if !kept.receipts[at].void && !kept.is_spent(at) {
                kept.reverse(at);
                naive.received[at].2 = true;
            }
        }
        Step::Relief { which, kind, share } if !kept.charges.is_empty() => {
            let at = which % kept.charges.len();
            let deposit = kept.deposit_of(kept.charges[at].2.charge).is_some();
            if let Some((home, amount)) = kept.relieve(at, ReliefKind::ALL[*kind], *share) {
                if deposit {
                    naive.deposits.entry(home).or_default()[1] += amount;
                } else {
                    *naive.forgone.entry(home).or_default() += amount;
                }
            }
        }
        Step::Deposit { home, fen: amount } => {
            let id = u64::try_from(kept.charges.len()).unwrap();
            let standing = Standing {
                charge: ChargeId(id),
                version: 1,
                amount: fen(*amount),
                paid: Amount::ZERO,
                reduced: Amount::ZERO,
                written_off: Amount::ZERO,
                late: None,
            };
            kept.charges.push((*home, 0, standing));
            let number = u64::try_from(kept.deposits.len()).unwrap() + 1;
            let new = held::deposit(number, *home, standing.charge, standing.amount);
            kept.deposits.push(new);
            let amount = standing.amount;
            kept.book(*home, Act::Deposit { amount });
            naive.deposits.entry(*home).or_default()[0] += amount.fen();
        }
        Step::Move {
            which,
            settle,
            share,
        } if !kept.deposits.is_empty() => {
            let at = which % kept.deposits.len();
            if let Some((home, amount)) = kept.move_deposit(at, *settle, *share) {
                let place = if *settle { 3 } else { 2 };
                naive.deposits.entry(home).or_default()[place] += amount;
            }
        }
        Step::Plan { home, parts } => kept.agree_plan(*home, *parts),
        Step::Reverse { .. } | Step::Relief { .. } | Step::Move { .. } => {}
    }
    kept.use_up();
}

fn agree(kept: &Kept, naive: &Naive) {
    let balance = |account, of| kept.accounts.get(&(account, of)).copied().unwrap_or(0);
    let sum: i64 = kept.accounts.values().sum();
    assert_eq!(sum, 0, "all accounts together");
    let mut net = 0;
    for home in 0..HOMES {
        let (open, ahead) = (kept.open(home), kept.ahead(home));
        assert_eq!(
            balance(Account::Receivable, home),
            open,
            "receivable is what is open"
        );
        assert_eq!(
            balance(Account::Advance, home),
            -ahead,
            "advance is what is left"
        );
        assert!(
            open == 0 || ahead == 0,
            "money ahead does not lie beside a debt"
        );
        net += open - ahead;
        let [asked, waived, back, used] = naive.deposits.get(&home).copied().unwrap_or_default();
        let stands = asked - waived - back - used;
        assert_eq!(
            balance(Account::Deposit, home),
            -stands,
            "what is owed back"
        );
        let own = kept.deposits.iter().filter(|one| one.household.0 == home);
        let standing = own.map(|one| one.standing().unwrap().fen());
        assert_eq!(standing.sum::<i64>(), stands);
    }
    for one in &kept.deposits {
        let paid = kept.standing(one.charge).paid;
        assert!(!one.held(paid).unwrap().is_negative(), "spent and not held");
    }
    for plan in kept.plans.values() {
        kept.plan_holds(plan);
    }
    let sum_of = |place: usize| -> i64 { naive.deposits.values().map(|sums| sums[place]).sum() };
    let (asked, waived, back, used) = (sum_of(0), sum_of(1), sum_of(2), sum_of(3));
    let charged: i64 = naive.charged.values().sum();
    let forgone: i64 = naive.forgone.values().sum();
    let standing = || naive.received.iter().filter(|(_, _, void)| !void);
    let received: i64 = standing().map(|(_, amount, _)| amount).sum();
    assert_eq!(net, charged + asked - waived - used - forgone - received);
    for method in METHODS {
        let by: i64 = standing()
            .filter(|(of, _, _)| *of == method)
            .map(|(_, amount, _)| amount)
            .sum();
        let out = if method == Method::Cash { back } else { 0 };
        assert_eq!(balance(method.account(), 0), by - out, "the till");
    }
    assert_eq!(balance(Account::Income, 1), -charged);
    assert_eq!(
        balance(Account::Reduction, 0) + balance(Account::WriteOff, 0),
        forgone
    );
}

#[test]
fn any_history_keeps_the_balances() {
    let mut runner = TestRunner::new(Config::with_cases(size(300, 2_000, 100_000)));
    runner
        .run(&prop::collection::vec(step(), 1..60), |steps| {
            let (mut kept, mut naive) = (Kept::default(), Naive::default());
            for step in &steps {
                take(&mut kept, &mut naive, step);
                agree(&kept, &naive);
            }
            Ok(())
        })
        .unwrap();
}

/// What each home owes and has ahead does not depend on the order in which its own charges and payments came.
#[test]
fn any_order_ends_with_the_same_balances() {
    let mut runner = TestRunner::new(Config::with_cases(size(300, 2_000, 100_000)));
    let orders = prop::collection::vec(step(), 1..40)
        .prop_map(|mut steps| {
            steps.retain(|step| matches!(step, Step::Charge { .. } | Step::Pay { all: false, .. }));
            steps
        })
        .prop_flat_map(|steps| (Just(steps.clone()), Just(steps).prop_shuffle()));
    runner
        .run(&orders, |(one, other)| {
            let ends = |steps: &[Step]| {
                let (mut kept, mut naive) = (Kept::default(), Naive::default());
                for step in steps {
                    take(&mut kept, &mut naive, step);
                }
                agree(&kept, &naive);
                let homes = (0..HOMES).map(|home| (kept.open(home), kept.ahead(home)));
                let homes: Vec<_> = homes.collect();
                kept.accounts.retain(|_, sum| *sum != 0);
                (homes, kept.accounts)
            };
            prop_assert_eq!(ends(&one), ends(&other));
            Ok(())
        })
        .unwrap();
}
