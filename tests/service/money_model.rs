//! The books against a naive second implementation of the same rules (reliability M1).

use frontdesk::domain::calendar::{Day, Month};
use frontdesk::domain::error::{Refusal, Why};
use frontdesk::domain::household::Household;
use frontdesk::domain::id::{ChargeId, HouseholdId};
use frontdesk::domain::ledger::{Account, Charge, Debt, Method, Payment, Promise};
use frontdesk::domain::money::Amount;
use frontdesk::service::answer::Answer;
use frontdesk::service::command::Command;
use frontdesk::storage::record;
use proptest::prelude::*;

use super::money::{balance, estate, pay, run, sound, void};
use crate::support::campaign::size;
use crate::support::world::World;

/// Acts of one sequence.
const ACTS: usize = 40;

/// Code, area in 1/100 m², whether the monthly run charges it.
const HOMES: [(&str, i64, bool); 4] = [
    ("1-1-101", 8850, true),
    ("1-1-102", 8850, false),
    ("3-2-1101", 9860, true),
    ("3-2-1201", 9860, true),
];
const METHODS: [Method; 3] = [Method::Cash, Method::Wechat, Method::Card];

#[derive(Debug, Clone)]
enum Act {
    Charge {
        home: usize,
        fen: i64,
        back: i32,
        fee: bool,
    },
    Run {
        back: i32,
    },
    /// So many thousandths of what is owed, at least a fen.
    Pay {
        home: usize,
        share: i64,
        method: usize,
        ahead: bool,
    },
    Reverse {
        which: usize,
    },
    Promise {
        home: usize,
        share: i64,
    },
}

fn act() -> impl Strategy<Value = Act> {
    let home = 0..HOMES.len();
    prop_oneof![
        4 => (home.clone(), 1..30_000_i64, 0..6, any::<bool>())
            .prop_map(|(home, fen, back, fee)| Act::Charge { home, fen, back, fee }),
        1 => (0..6).prop_map(|back| Act::Run { back }),
        6 => (home.clone(), 1..1500_i64, 0..METHODS.len(), any::<bool>())
            .prop_map(|(home, share, method, ahead)| Act::Pay { home, share, method, ahead }),
        3 => (0..64_usize).prop_map(|which| Act::Reverse { which }),
        2 => (home, 1..1200_i64).prop_map(|(home, share)| Act::Promise { home, share }),
    ]
}

struct Owing {
    home: usize,
    month: Month,
    amount: i64,
    paid: i64,
    fee: bool,
}

struct Receipt {
    home: usize,
    method: Method,
    amount: i64,
    /// Charge by its place in the list, amount.
    parts: Vec<(usize, i64)>,
    ahead: i64,
    void: bool,
    /// Promise by its place in the list, amount.
    toward: Option<(usize, i64)>,
}

struct Word {
    home: usize,
    amount: i64,
    paid: i64,
    replaced: bool,
}

/// Everything in plain lists; nothing is kept that can be added up.
#[derive(Default)]
struct Model {
    charges: Vec<Owing>,
    receipts: Vec<Receipt>,
    promises: Vec<Word>,
    /// Home, item, month charged before.
    once: Vec<(usize, bool, Month)>,
}

impl Model {
    fn owed(&self, home: usize) -> i64 {
        let own = self.charges.iter().filter(|c| c.home == home);
        own.map(|c| c.amount - c.paid).sum()
    }

    fn ahead(&self, home: usize) -> i64 {
        let own = self.receipts.iter().filter(|r| r.home == home && !r.void);
        own.map(|r| r.ahead).sum()
    }

    fn binding(&self, home: usize) -> Option<usize> {
        let last = self.promises.iter().rposition(|p| p.home == home)?;
        let promise = &self.promises[last];
        (!promise.replaced && promise.paid < promise.amount).then_some(last)
    }

    /// Pays charges of a home with `left`, oldest first; returns the parts.
    fn settle(&mut self, home: usize, mut left: i64) -> Vec<(usize, i64)> {
        let mut order: Vec<usize> = (0..self.charges.len()).collect();
        order.retain(|at| self.charges[*at].home == home);
        order.sort_by_key(|at| (self.charges[*at].month, *at));
        let mut parts = Vec::new();
        for at in order {
            let part = left.min(self.charges[at].amount - self.charges[at].paid);
            if part > 0 {
                self.charges[at].paid += part;
                parts.push((at, part));
                left -= part;
            }
        }
        parts
    }

    fn use_ahead(&mut self, home: usize) {
        for at in 0..self.receipts.len() {
            if self.receipts[at].home == home && !self.receipts[at].void {
                let parts = self.settle(home, self.receipts[at].ahead);
                for (charge, part) in parts {
                    self.receipts[at].ahead -= part;
                    let known = self.receipts[at].parts.iter_mut().find(|p| p.0 == charge);
                    match known {
                        Some(old) => old.1 += part,
                        None => self.receipts[at].parts.push((charge, part)),
                    }
                }
            }
        }
    }

    fn charge(&mut self, home: usize, month: Month, amount: i64, fee: bool) {
        self.charges.push(Owing {
            home,
            month,
            amount,
            paid: 0,
            fee,
        });
    }

    fn run(&mut self, month: Month) -> Result<(), Why> {
        let before = self.charges.len();
        for (home, (_, area, charged)) in HOMES.iter().enumerate() {
            // 2.80 yuan a square metre, halves of a fen up; 120 yuan a space.
            let fee = (area * 28_000 + 5_000) / 10_000;
            for (fee_item, amount) in [(true, fee), (false, 12_000)] {
                if *charged && !self.once.contains(&(home, fee_item, month)) {
                    self.once.push((home, fee_item, month));
                    self.charge(home, month, amount, fee_item);
                }
            }
            self.use_ahead(home);
        }
        if self.charges.len() == before {
            return Err(Why::NothingToCharge);
        }
        Ok(())
    }

    fn pay(&mut self, home: usize, amount: i64, method: Method, ahead: bool) -> Result<(), Why> {
        let owed = self.owed(home);
        if amount > owed && !ahead {
            return Err(if owed == 0 {
                Why::NothingOwed
            } else {
                Why::MoreThanOwed
            });
        }
        let parts = self.settle(home, amount);
        let settled: i64 = parts.iter().map(|part| part.1).sum();
        let toward = self.binding(home).and_then(|at| {
            let promise = &mut self.promises[at];
            let part = settled.min(promise.amount - promise.paid);
            promise.paid += part;
            (part > 0).then_some((at, part))
        });
        self.receipts.push(Receipt {
            home,
            method,
            amount,
            parts,
            ahead: amount - settled,
            void: false,
            toward,
        });
        Ok(())
    }

    fn reverse(&mut self, at: usize) -> Result<(), Why> {
        if self.receipts[at].void {
            return Err(Why::AlreadyReversed);
        }
        self.receipts[at].void = true;
        for (charge, part) in self.receipts[at].parts.clone() {
            self.charges[charge].paid -= part;
        }
        if let Some((promise, part)) = self.receipts[at].toward {
            self.promises[promise].paid -= part;
        }
        self.use_ahead(self.receipts[at].home);
        Ok(())
    }
}

fn month(back: i32) -> Month {
    Month::new(2026, 11).unwrap().plus(-back)
}

pub fn yuan(fen: i64) -> String {
    Amount::from_fen(fen).unwrap().plain()
}

pub fn why(answer: Answer) -> Result<(), Why> {
    match answer {
        Answer::Done(_) => Ok(()),
        Answer::Refused(Refusal { why, fields, .. }) => {
            Err(fields.first().map_or(why, |fault| fault.why))
        }
        other => panic!("{other:?}"),
    }
}

/// Does an act in both; says whether both did it or refused it for the same reason.
fn both(world: &mut World, model: &mut Model, act: &Act) -> (Result<(), Why>, Result<(), Why>) {
    match *act {
        Act::Charge {
            home,
            fen,
            back,
            fee,
        } => {
            let month = month(back);
            let command = Command::new("charge.add")
                .arg("premises", HOMES[home].0)
                .arg("month", month.to_string())
                .arg("due", month.day(15).to_string())
                .arg("amount", yuan(fen));
            let command = if fee {
                command.arg("item", "物业费")
            } else {
                command.arg("name", "维修费")
            };
            let real = why(world.ask("张敏", command));
            let naive = if fee && model.once.contains(&(home, true, month)) {
                Err(Why::Exists)
            } else {
                if fee {
                    model.once.push((home, true, month));
                }
                model.charge(home, month, fen, fee);
                model.use_ahead(home);
                Ok(())
            };
            (real, naive)
        }
        Act::Run { back } => {
            let month = month(back);
            let real = why(world.ask("张敏", run(&month.to_string())));
            (real, model.run(month))
        }
        Act::Pay {
            home,
            share,
            method,
            ahead,
        } => {
            let amount = (model.owed(home) * share / 1000).max(1);
            let method = METHODS[method];
            let mut command = pay(HOMES[home].0, &yuan(amount)).arg("method", method.name());
            if ahead {
                command = command.arg("advance", "yes");
            }
            let real = why(world.ask("李芳", command));
            (real, model.pay(home, amount, method, ahead))
        }
        Act::Reverse { which } => {
            if model.receipts.is_empty() {
                return (Ok(()), Ok(()));
            }
            let at = which % model.receipts.len();
            let receipt = format!("S20261121-{:03}", at + 1);
            let real = world.granted("张敏", &void(&receipt));
            (
                real.map(|_| ()).map_err(|refusal| refusal.why),
                model.reverse(at),
            )
        }
        Act::Promise { home, share } => {
            let owed = model.owed(home);
            let amount = (owed * share / 1000).max(1);
            let command = Command::new("promise.record")
                .about(HOMES[home].0)
                .arg("amount", yuan(amount))
                .arg("day", "2026-12-01");
            let real = why(world.ask("李芳", command));
            let naive = if owed == 0 {
                Err(Why::NothingOwed)
            } else if amount > owed {
                Err(Why::MoreThanOwed)
            } else {
                if let Some(earlier) = model.binding(home) {
                    model.promises[earlier].replaced = true;
                }
                model.promises.push(Word {
                    home,
                    amount,
                    paid: 0,
                    replaced: false,
                });
                Ok(())
            };
            (real, naive)
        }
    }
}

/// The place of a charge in the model's list.
fn place(charge: ChargeId) -> usize {
    usize::try_from(charge.0).unwrap() - 1
}

/// Both say the same of every charge, receipt, promise, debt and account.
fn agree(world: &World, model: &Model) -> Result<(), TestCaseError> {
    for (id, naive) in (1..).zip(&model.charges) {
        let charge: Charge = world.get(id);
        prop_assert_eq!(charge.amount.fen(), naive.amount);
        prop_assert_eq!(charge.paid.fen(), naive.paid, "charge {}", id);
    }
    for (id, naive) in (1..).zip(&model.receipts) {
        let payment: Payment = world.get(id);
        let mut parts: Vec<(usize, i64)> = payment
            .allocations
            .iter()
            .map(|part| (place(part.charge), part.amount.fen()))
            .collect();
        let mut wanted = naive.parts.clone();
        parts.sort_unstable();
        wanted.sort_unstable();
        prop_assert_eq!(u64::from(payment.number.count), id);
        prop_assert_eq!(parts, wanted, "receipt {}", id);
        prop_assert_eq!(payment.advance.fen(), naive.ahead);
        prop_assert_eq!(payment.reversed_by.is_some(), naive.void);
    }
    for (id, naive) in (1..).zip(&model.promises) {
        let promise: Promise = world.get(id);
        prop_assert_eq!(promise.paid.fen(), naive.paid, "promise {}", id);
        prop_assert_eq!(promise.replaced, naive.replaced);
    }
    for (home, (code, ..)) in HOMES.iter().enumerate() {
        let id = world.home(code).id;
        owes(world, model, home, id)?;
        prop_assert_eq!(balance(world, Account::Receivable, id.0), model.owed(home));
        prop_assert_eq!(balance(world, Account::Advance, id.0), -model.ahead(home));
    }
    for method in METHODS {
        let standing = model
            .receipts
            .iter()
            .filter(|r| !r.void && r.method == method);
        let sum: i64 = standing.map(|receipt| receipt.amount).sum();
        prop_assert_eq!(balance(world, method.account(), 0), sum);
    }
    Ok(())
}

fn owes(world: &World, model: &Model, home: usize, id: HouseholdId) -> Result<(), TestCaseError> {
    let kept: Option<Debt> = world.look(|tx| record::get(tx, id.0)).unwrap();
    let open: Vec<&Owing> = model
        .charges
        .iter()
        .filter(|c| c.home == home && c.paid < c.amount)
        .collect();
    let Some(debt) = kept else {
        prop_assert!(open.is_empty() && model.ahead(home) == 0);
        return Ok(());
    };
    let mut months: Vec<Month> = open.iter().map(|c| c.month).collect();
    months.sort_unstable();
    months.dedup();
    let mut fees: Vec<Month> = open.iter().filter(|c| c.fee).map(|c| c.month).collect();
    fees.sort_unstable();
    fees.dedup();
    // Who was not handed over lowers no rate (duties.md D-053).
    let record: Household = world.get(id.0);
    fees.retain(|_| record.handed_over.is_some());
    let oldest: Option<Day> = months.first().map(|month| month.day(15));
    prop_assert_eq!(debt.amount.fen(), model.owed(home));
    prop_assert_eq!(debt.advance.fen(), model.ahead(home));
    prop_assert_eq!(debt.months as usize, months.len());
    prop_assert_eq!(debt.unpaid_months, fees);
    prop_assert_eq!(debt.oldest_due_on, oldest);
    let binds = !open.is_empty() && model.binding(home).is_some();
    prop_assert_eq!(debt.promise_on.is_some(), binds);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: size(300, 2_000, 100_000), ..ProptestConfig::default() })]

    #[test]
    fn a_naive_second_implementation_agrees(acts in prop::collection::vec(act(), ACTS)) {
        let mut world = estate();
        let mut model = Model::default();
        for act in &acts {
            let (real, naive) = both(&mut world, &mut model, act);
            prop_assert_eq!(real, naive, "{:?}", act);
            agree(&world, &model)?;
        }
        sound(&world);
    }
}
