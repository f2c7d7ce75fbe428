//! Charging: the monthly run and the single charge by hand.

use std::collections::BTreeSet;
use std::ops::Bound;

use crate::domain::error::{Fact, Refusal, Why};
use crate::domain::fees::{Proof, whole_month};
use crate::domain::household::Household;
use crate::domain::ledger::{Basis, ChargeSource, FeeItem, Formula, basis};
use crate::domain::money::Amount;
use crate::domain::staff::Right;
use crate::service::args::{Values, missing};
use crate::service::billing::{Billing, Plan, Tally, due_day, households};
use crate::service::books::{Books, NewCharge};
use crate::service::command::{About, Arg, Kind, Made, Row, Undo};
use crate::service::fee_names::FeeNames;
use crate::service::halt::Run;
use crate::service::subject::Subject;
use crate::service::work::Work;

/// `charge.run`: the bills of a month (duties.md D-050). A second run adds nothing.
pub const RUN: Row = Row::new(
    "charge.run",
    About::Nothing,
    Right::Billing,
    &[
        Arg::must("month", Kind::Month),
        Arg::may("preview", Kind::Line(64)).fixed(),
    ],
    run,
)
.undo(Undo::Never);

/// `charge.add`: one charge by hand, such as a paid service (duties.md D-056).
pub const ADD: Row = Row::new(
    "charge.add",
    About::Nothing,
    Right::Billing,
    &[
        Arg::must("premises", Kind::Premises),
        Arg::may("item", Kind::FeeItem),
        Arg::may("name", Kind::Line(40)).called("charge_name"),
        Arg::may("month", Kind::Month),
        Arg::may("amount", Kind::Amount),
        Arg::may("due", Kind::Day),
        Arg::may("note", Kind::Line(200)),
    ],
    add,
)
.undo(Undo::Never);

fn run(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let month = values.month("month").ok_or(Why::Missing)?;
    let mut billing = Billing::begin(work.tx(), work.office, work.today(), month)?;
    let mut tally = Tally::of(&billing);
    let mut ran = BTreeSet::new();
    let first = Books::bulk(work).note_run(month)?;
    let mut after = Bound::Unbounded;
    loop {
        let page = households(work.tx(), after)?;
        let Some(last) = page.last() else { break };
        after = Bound::Excluded(last.id.0);
        for home in &page {
            let plan = billing.plan(work.tx(), home)?;
            tally.add(&billing, home, &plan)?;
            post(work, &billing, home, plan, &mut ran)?;
            // Who is handed over only now was due while nobody knew when the bills are run (duties.md A-14).
            let late = home.handed_over.filter(|day| *day >= work.today());
            if first && late.is_some_and(|day| day.month() == month) {
                Books::bulk(work).recount(home)?;
            }
        }
    }
    // What somebody looked at is what is posted, or nothing is.
    if values
        .text("preview")
        .is_some_and(|seen| seen != tally.digest())
    {
        return Err(Refusal::new(Why::BillsChanged)
            .with("month", month.to_string())
            .into());
    }
    if !tally.posts() {
        return Err(Refusal::new(Why::NothingToCharge)
            .with("month", month.to_string())
            .with("count", Fact::Count(tally.all.before.into()))
            .into());
    }
    for id in ran {
        let mut item: FeeItem = work.get(id)?;
        item.note_run(month);
        work.put_bulk(&mut item)?;
    }
    let count = |count: u32| Fact::Count(count.into());
    Ok(Made::default()
        .with("month", month.to_string())
        .with("households", count(tally.homes))
        .with("charges", count(tally.all.charges))
        .with("amount", tally.all.amount)
        .with("before", count(tally.all.before))
        .with("late", count(tally.all.late))
        .with("left", count(tally.all.left)))
}

/// Charges a home what was planned, and notes the items it was charged for the month.
fn post(
    work: &mut Work<'_>,
    billing: &Billing,
    home: &Household,
    plan: Plan,
    ran: &mut BTreeSet<u64>,
) -> Run<()> {
    let mut charged = false;
    for bill in plan.bills {
        for (mut meter, day) in bill.read {
            meter.charged = day;
            work.put_bulk(&mut meter)?;
        }
        if bill.month == billing.month {
            ran.insert(bill.item);
        }
        if bill.derived.amount <= Amount::ZERO {
            continue;
        }
        charged = true;
        Books::bulk(work).charge(NewCharge {
            household: home,
            item: billing.items.get(&bill.item),
            name: String::new(),
            month: bill.month,
            amount: bill.derived.amount,
            due_on: billing.due_on,
            source: ChargeSource::Run,
            basis: Vec::new(),
            lines: Some(Proof::from(&bill.derived)),
            note: String::new(),
            on: None,
        })?;
    }
    if charged {
        Books::bulk(work).settle(home)?;
    }
    Ok(())
}

/// The item a name means at a home: what the home pays, else its community's own or the office's.
fn meant_at(work: &Work<'_>, home: &Household, named: &FeeItem) -> Run<FeeItem> {
    if home.fees.iter().any(|link| link.item == named.id) {
        return Ok(named.clone());
    }
    let community = FeeNames::of(work.tx(), &work.office.communities, home.community);
    let found = match community {
        Some(names) => names.find(&named.name)?,
        None => None,
    };
    let unknown = || Refusal::new(Why::UnknownFeeItem).with("text", named.name.as_str());
    found.ok_or_else(|| Refusal::fields(vec![unknown().on("item")]).into())
}

fn add(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let household = values.premises("premises").ok_or(Why::Missing)?.clone();
    let item = match values.fee_item("item") {
        Some(named) => Some(meant_at(work, &household, named)?),
        None => None,
    };
    let item = item.as_ref();
    let today = work.today();
    let month = values.month("month").unwrap_or_else(|| today.month());
    let mut faults = Vec::new();
    if item.is_none() && !values.has("name") {
        faults.push(missing("name"));
    }
    if item.is_none() && !values.has("amount") {
        faults.push(missing("amount"));
    }
    if !faults.is_empty() {
        return Err(Refusal::fields(faults).into());
    }
    let (amount, lines, basis) = match (values.amount("amount"), item) {
        (Some(amount), _) => (
            amount,
            None,
            vec![Basis {
                fact: basis::MANUAL.to_owned(),
                value: amount.fen(),
            }],
        ),
        // What is used is read off a meter, and charged by the run.
        (None, Some(item)) if matches!(item.formula, Formula::Metered | Formula::Shared) => {
            return Err(Refusal::fields(vec![missing("amount")]).into());
        }
        (None, Some(item)) => {
            let link = household.fees.iter().find(|link| link.item == item.id);
            let spaces = link.and_then(|link| link.spaces).unwrap_or(1);
            let derived =
                whole_month(item, household.area, spaces, month).map_err(Refusal::from)?;
            (derived.amount, Some(Proof::from(&derived)), Vec::new())
        }
        (None, None) => return Err(Why::Missing.into()),
    };
    let due_on = values
        .day("due")
        .unwrap_or_else(|| due_day(work.office, month).max(today));
    let mut books = Books::of(work);
    let charge = books.charge(NewCharge {
        household: &household,
        item,
        name: values.line("name"),
        month,
        amount,
        due_on,
        source: ChargeSource::Manual,
        basis,
        lines,
        note: values.line("note"),
        on: None,
    })?;
    let debt = books.settle(&household)?;
    work.touch(Subject::of(&household));
    Ok(Made::default()
        .with("premises", household.code.as_str())
        .with("name", charge.name)
        .with("amount", charge.amount)
        .with("due", Fact::Day(charge.due_on))
        .with("owed", debt.amount))
}
