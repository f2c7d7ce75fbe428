//! How an amount came about: charges, rates, rounding, payments, and their sum.

use std::collections::BTreeMap;

use crate::domain::calendar::Day;
use crate::domain::error::Fact;
use crate::domain::fees::short;
use crate::domain::id::{ChargeId, HouseholdId};
use crate::domain::ledger::{Basis, Charge, Debt, Payment, basis};
use crate::domain::money::{Amount, Area, Quantity, Rate};
use crate::service::books;
use crate::service::halt::Run;
use crate::service::queries::Asking;
use crate::service::queries::explain::deadline::queued;
use crate::service::queries::facts::Facts;
use crate::service::query::Pane;
use crate::service::subject::Subject;
use crate::service::view::Explanation;
use crate::storage::record::get;

/// Payments looked through for what they settled.
const PAYMENTS: usize = 200;

/// What a household owes: each unpaid charge with its reasons, then the sum, then when it is to be called.
pub(super) fn household(asking: Asking<'_>, home: HouseholdId) -> Run<Vec<Explanation>> {
    let charges = books::unpaid(asking.tx, home)?;
    let settled = settled(asking, home)?;
    let mut all: Vec<Explanation> = charges
        .iter()
        .map(|charge| explained(charge, settled.get(&charge.id)))
        .collect();
    let Some(debt) = get::<Debt>(asking.tx, home.0)? else {
        return Ok(all);
    };
    let mut facts = Facts::default();
    facts
        .money("advance", debt.advance)
        .money("total", debt.amount);
    all.extend(facts.explains("total"));
    // Only a promise has an hour; the others are called when there is time.
    if debt.promise_on.is_some() && debt.amount > Amount::ZERO {
        let mut facts = Facts::default();
        facts.day("urgent_promise", debt.promise_on);
        all.extend(queued(asking, facts, Pane::Arrears, debt.urgent_at));
    }
    Ok(all)
}

/// One charge with its reasons.
pub(super) fn charge(asking: Asking<'_>, charge: &Charge) -> Run<Vec<Explanation>> {
    let settled = settled(asking, charge.household)?;
    Ok(vec![explained(charge, settled.get(&charge.id))])
}

/// What a payment settled.
pub(super) fn payment(asking: Asking<'_>, payment: &Payment) -> Run<Vec<Explanation>> {
    let mut facts = Facts::default();
    for part in &payment.allocations {
        if let Some(charge) = get::<Charge>(asking.tx, part.charge.0)? {
            facts.text("item", &named(&charge)).put("paid", part.amount);
        }
    }
    facts
        .money("advance", payment.advance)
        .put("total", payment.amount);
    Ok(facts.explains("receipt").into_iter().collect())
}

/// A payment's part in a charge.
struct Part {
    payment: Subject,
    number: String,
    on: Day,
    amount: Amount,
}

/// What each charge was paid with.
fn settled(asking: Asking<'_>, home: HouseholdId) -> Run<BTreeMap<ChargeId, Vec<Part>>> {
    let payments = books::payments(asking.tx, home, PAYMENTS)?;
    let today = asking.office.today(asking.now);
    let mut settled: BTreeMap<ChargeId, Vec<Part>> = BTreeMap::new();
    for payment in payments.iter().rev() {
        for part in payment
            .allocations
            .iter()
            .filter(|_| payment.reversed_by.is_none())
        {
            settled.entry(part.charge).or_default().push(Part {
                payment: Subject::of(payment),
                number: payment.number.short(today),
                on: payment.effective_on,
                amount: part.amount,
            });
        }
    }
    Ok(settled)
}

fn named(charge: &Charge) -> String {
    format!("{} {}", charge.name, charge.month)
}

fn explained(charge: &Charge, paid: Option<&Vec<Part>>) -> Explanation {
    let mut facts = Facts::default();
    facts.text("item", &named(charge));
    for one in &charge.reasons() {
        reason(&mut facts, one);
    }
    facts
        .put("amount", charge.amount)
        .day("due_on", Some(charge.due_on));
    for part in paid.into_iter().flatten() {
        facts
            .link("receipt", &part.number, Some(part.payment))
            .day("day", Some(part.on))
            .money("paid", part.amount);
    }
    facts.put("unpaid", charge.unpaid());
    Explanation::of("charge", facts.done())
}

/// What the number of a reason counts.
#[derive(Clone, Copy)]
enum Unit {
    /// 1/100 m².
    Area,
    /// 1/10000 yuan.
    Rate,
    Fen,
    /// Days × 100 + days of the month.
    Days,
    /// 1/1000 of what is counted.
    Quantity,
    Whole,
}

/// Reasons by name: the label and the unit of each.
const REASONS: &[(&str, &str, Unit)] = &[
    (basis::AREA, "area", Unit::Area),
    (basis::PRICE, "price", Unit::Rate),
    (basis::FIXED, "fixed", Unit::Fen),
    (basis::DAYS, "days_of_month", Unit::Days),
    (basis::SPACES, "spaces", Unit::Whole),
    (basis::USED, "used", Unit::Quantity),
    (basis::TOGETHER, "together", Unit::Quantity),
    (basis::SHARE, "share", Unit::Area),
    (basis::SHARES, "shares", Unit::Area),
    (basis::EXACT, "before_rounding", Unit::Rate),
];

fn reason(facts: &mut Facts, reason: &Basis) {
    // Where it was not reckoned, that is its reason.
    if [basis::MANUAL, basis::IMPORTED].contains(&reason.fact.as_str()) {
        facts.term("basis", format!("choice-basis-{}", reason.fact));
        return;
    }
    let known = REASONS.iter().find(|(fact, _, _)| *fact == reason.fact);
    let Some((_, label, unit)) = known else {
        facts.text("remarks", &format!("{} {}", reason.fact, reason.value));
        return;
    };
    let value = match unit {
        Unit::Area => Area::from_units(reason.value).map(|area| Fact::from(area.plain())),
        Unit::Rate => Rate::from_units(reason.value).map(|rate| Fact::from(rate.plain())),
        Unit::Fen => Amount::from_fen(reason.value).map(Fact::Money),
        Unit::Quantity => {
            Quantity::from_units(reason.value).map(|quantity| Fact::from(short(quantity.plain())))
        }
        Unit::Whole => Ok(Fact::Count(reason.value)),
        Unit::Days => Ok(Fact::from(format!(
            "{}/{}",
            reason.value / 100,
            reason.value % 100
        ))),
    };
    facts.put(label, value.unwrap_or(Fact::Count(reason.value)));
}
