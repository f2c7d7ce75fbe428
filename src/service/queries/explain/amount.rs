//! How an amount came about: charges, rates, rounding, payments, and their sum.

use std::collections::BTreeMap;

use crate::domain::calendar::Day;
use crate::domain::error::Fact;
use crate::domain::fees::short;
use crate::domain::id::{ChargeId, HouseholdId, Number};
use crate::domain::ledger::{Accrual, Basis, Charge, Debt, LimitationClock, Payment, basis};
use crate::domain::money::{Amount, Area, Quantity, Rate};
use crate::service::books::{self, LateRules};
use crate::service::halt::Run;
use crate::service::queries::Asking;
use crate::service::queries::dunned::clock_said;
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
    let today = asking.office.today(asking.now);
    let clocks = books::clocks(asking.tx, asking.office, home, &charges, today)?;
    let mut all = Vec::with_capacity(charges.len());
    let mut grown = Amount::ZERO;
    for (charge, clock) in charges.iter().zip(&clocks) {
        let accrual = accrual(asking, charge)?;
        grown = grown.plus(accrual.open)?;
        let settled = settled.get(&charge.id);
        all.push(explained(charge, settled, Some(clock), &accrual)?);
    }
    let Some(debt) = get::<Debt>(asking.tx, home.0)? else {
        return Ok(all);
    };
    let mut facts = Facts::default();
    facts
        .money("advance", debt.advance)
        .money("late_grown", grown)
        .money("total", debt.amount.plus(grown)?);
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
    let today = asking.office.today(asking.now);
    let open = std::slice::from_ref(charge);
    let open = if charge.unpaid() > Amount::ZERO {
        open
    } else {
        &[]
    };
    let clocks = books::clocks(asking.tx, asking.office, charge.household, open, today)?;
    let settled = settled.get(&charge.id);
    let accrual = accrual(asking, charge)?;
    Ok(vec![explained(charge, settled, clocks.first(), &accrual)?])
}

/// What a payment settled.
pub(super) fn payment(asking: Asking<'_>, payment: &Payment) -> Run<Vec<Explanation>> {
    let mut facts = Facts::default();
    settled_by(asking, payment, &mut facts)?;
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
    /// It was its late fee that was paid.
    late: bool,
}

/// What each charge was paid with.
fn settled(asking: Asking<'_>, home: HouseholdId) -> Run<BTreeMap<ChargeId, Vec<Part>>> {
    let payments = books::payments(asking.tx, home, PAYMENTS)?;
    let today = asking.office.today(asking.now);
    let mut settled: BTreeMap<ChargeId, Vec<Part>> = BTreeMap::new();
    for payment in payments.iter().rev() {
        let own = payment.part_of(home);
        let own = own.filter(|_| payment.reversed_by.is_none());
        let principal = own.map_or(&[][..], |own| own.allocations);
        let late = own.map_or(&[][..], |own| own.late);
        let parts = principal.iter().map(|part| (part, false));
        for (part, late) in parts.chain(late.iter().map(|part| (part, true))) {
            settled.entry(part.charge).or_default().push(Part {
                payment: Subject::of(payment),
                number: payment.number.short(today),
                on: payment.effective_on,
                amount: part.amount,
                late,
            });
        }
    }
    Ok(settled)
}

/// What a payment settled, home by home where there are several.
pub(in crate::service::queries) fn settled_by(
    asking: Asking<'_>,
    payment: &Payment,
    facts: &mut Facts,
) -> Run<()> {
    let several = payment.others.is_some();
    for own in payment.parts() {
        if several {
            facts.text("premises", own.premises);
        }
        let principal = own.allocations.iter().map(|part| (part, "paid"));
        let late = own.late.iter().map(|part| (part, "late_paid"));
        for (part, name) in principal.chain(late) {
            if let Some(charge) = get::<Charge>(asking.tx, part.charge.0)? {
                facts.text("item", &named(&charge)).put(name, part.amount);
            }
        }
    }
    Ok(())
}

fn named(charge: &Charge) -> String {
    format!("{} {}", charge.name, charge.month)
}

/// What has grown on a charge until today.
fn accrual(asking: Asking<'_>, charge: &Charge) -> Run<Accrual> {
    let today = asking.office.today(asking.now);
    let rules = LateRules::of(asking.office);
    Ok(charge.accrued(rules.policy, today)?)
}

fn explained(
    charge: &Charge,
    paid: Option<&Vec<Part>>,
    clock: Option<&LimitationClock>,
    accrual: &Accrual,
) -> Run<Explanation> {
    let mut facts = Facts::default();
    facts.text("item", &named(charge));
    for one in &charge.reasons() {
        reason(&mut facts, one);
    }
    facts
        .put("amount", charge.amount)
        .day("due_on", Some(charge.due_on));
    for part in paid.into_iter().flatten() {
        let name = if part.late { "late_paid" } else { "paid" };
        facts
            .link("receipt", &part.number, Some(part.payment))
            .day("day", Some(part.on))
            .money(name, part.amount);
    }
    if let Some(clock) = clock {
        facts.put("limitation", clock_said(clock));
    }
    facts
        .money("reduced", charge.relief.unwrap_or_default().reduced)
        .money("written_off", charge.relief.unwrap_or_default().written_off)
        .text(
            "disputed",
            &charge.disputed.map_or_else(String::new, Number::full),
        )
        .put("unpaid", charge.unpaid());
    let late = charge.late.unwrap_or_default();
    if accrual.stretches.is_empty() && late.posted == Amount::ZERO {
        return Ok(Explanation::of("charge", facts.done()));
    }
    late_fee(&mut facts, charge, accrual)?;
    Ok(Explanation::of("charge", facts.done()))
}

/// How the late fee of a charge comes about, stretch by stretch, and what both come to.
fn late_fee(facts: &mut Facts, charge: &Charge, accrual: &Accrual) -> Run<()> {
    for stretch in &accrual.stretches {
        let told = [
            ("from", Fact::Day(stretch.from)),
            ("until", Fact::Day(stretch.until)),
            ("days", Fact::Count(i64::from(stretch.days))),
            ("principal", Fact::Money(stretch.principal)),
            ("rate", Fact::from(per_mille(accrual.ppm))),
        ];
        let told = told.map(|(name, fact)| (name.to_owned(), fact));
        let key = String::from("explain-late-stretch");
        facts.put("late_stretch", Fact::Told(key, told.to_vec()));
    }
    let capped = accrual
        .cap
        .filter(|cap| accrual.exact.least(*cap) == Ok(*cap));
    if let Some(cap) = capped {
        facts.put("late_cap", cap.round()?);
    }
    let late = charge.late.unwrap_or_default();
    facts
        .put("late_fee", accrual.amount)
        .money("late_posted", late.posted)
        .money("late_settled", late.paid)
        .money("late_reduced", late.reduced.unwrap_or_default())
        .money("late_grown", accrual.open)
        .put("total", charge.owed().plus(accrual.open)?);
    Ok(())
}

/// Parts of a million as parts of a thousand: `0.5‰`.
fn per_mille(ppm: u32) -> String {
    let places = format!("{}.{:03}", ppm / 1_000, ppm % 1_000);
    let text = places.trim_end_matches('0').trim_end_matches('.');
    format!("{text}\u{2030}")
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
