//! Charging: the monthly run and the single charge by hand.

use std::collections::BTreeMap;
use std::ops::Bound;

use crate::domain::calendar::{Day, Month};
use crate::domain::error::{Fact, Refusal, Why};
use crate::domain::fees::{Home, Input, Period, Tariff, price, whole_month};
use crate::domain::household::{Household, PremisesKind};
use crate::domain::ledger::{Basis, ChargeSource, FeeItem, basis};
use crate::domain::money::Amount;
use crate::domain::staff::Right;
use crate::service::args::{Values, missing};
use crate::service::books::{Books, NewCharge, charged};
use crate::service::command::{About, Arg, Kind, Made, Row, Undo};
use crate::service::fee_names::FeeNames;
use crate::service::halt::Run;
use crate::service::lookup;
use crate::service::subject::Subject;
use crate::service::work::Work;
use crate::storage::record::scan;
use crate::storage::{Direction, ReadTx, Step};

/// How many households a run holds at a time.
const PAGE: usize = 256;
/// How many months ahead of the current one may be charged; a typed year far off is a mistake.
const AHEAD: i32 = 12;

/// `charge.run`: the bills of a month (duties.md D-050). A second run adds nothing.
pub const RUN: Row = Row::new(
    "charge.run",
    About::Nothing,
    Right::Billing,
    &[Arg::must("month", Kind::Month)],
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

/// What a run did.
#[derive(Default)]
struct Tally {
    households: usize,
    charges: usize,
    amount: Amount,
    /// Charged for this month before.
    before: usize,
}

fn run(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let month = values.month("month").ok_or(Why::Missing)?;
    let latest = work.today().month().plus(AHEAD);
    if month > latest {
        return Err(Refusal::fields(vec![
            Refusal::new(Why::BadDay)
                .with("text", month.to_string())
                .on("month"),
        ])
        .into());
    }
    let items: BTreeMap<u64, FeeItem> = lookup::every::<FeeItem>(work.tx())?
        .into_iter()
        .map(|item| (item.id.0, item))
        .collect();
    let due_on = due_day(work, month);
    let first = Books::bulk(work).note_run(month)?;
    let mut tally = Tally::default();
    let mut after = Bound::Unbounded;
    loop {
        let page = households(work.tx(), after)?;
        let Some(last) = page.last() else { break };
        after = Bound::Excluded(last.id.0);
        for household in &page {
            bill(work, household, &items, month, due_on, &mut tally)?;
            // Who is handed over only now was due while nobody knew when the bills are run (duties.md A-14).
            let late = household.handed_over.filter(|day| *day >= work.today());
            if first && late.is_some_and(|day| day.month() == month) {
                Books::bulk(work).recount(household)?;
            }
        }
    }
    if tally.charges == 0 {
        return Err(Refusal::new(Why::NothingToCharge)
            .with("month", month.to_string())
            .with("count", tally.before)
            .into());
    }
    Ok(Made::default()
        .with("month", month.to_string())
        .with("households", tally.households)
        .with("charges", tally.charges)
        .with("amount", tally.amount)
        .with("before", tally.before))
}

/// The next households in the order of their ids.
fn households(tx: &dyn ReadTx, after: Bound<u64>) -> Run<Vec<Household>> {
    let mut page = Vec::with_capacity(PAGE);
    scan::<Household>(tx, after, Direction::Forward, &mut |household| {
        page.push(household);
        Ok(if page.len() < PAGE {
            Step::Next
        } else {
            Step::Stop
        })
    })?;
    Ok(page)
}

/// Charges one household with what is linked to it for the month, if it was handed over.
fn bill(
    work: &mut Work<'_>,
    household: &Household,
    items: &BTreeMap<u64, FeeItem>,
    month: Month,
    due_on: Day,
    tally: &mut Tally,
) -> Run<()> {
    let handed_over = household.handed_over.is_some_and(|day| day <= month.last());
    if !handed_over || household.kind == PremisesKind::Public {
        return Ok(());
    }
    let mut added = 0_usize;
    for link in &household.fees {
        let Some(item) = items.get(&link.item.0) else {
            return Err(Refusal::new(Why::Internal)
                .with("detail", format!("no fee item {}", link.item.0))
                .into());
        };
        if !item.is_owed(link.since, month) {
            continue;
        }
        if charged(work.tx(), household, item, month)? {
            tally.before += 1;
            continue;
        }
        let home = Home {
            area: household.area,
            spaces: 0,
            // What is owed once is owed for the month it begins in, whenever the home is handed over.
            handed_over: household
                .handed_over
                .filter(|_| !item.is_once())
                .or(Some(Day::MIN)),
            since: link.since,
            until: None,
        };
        let derived = price(
            &Tariff::from(item),
            &home,
            Period::of(month),
            Input::Nothing,
        )
        .map_err(Refusal::from)?;
        let Some(derived) = derived.filter(|derived| derived.amount > Amount::ZERO) else {
            continue;
        };
        let charge = Books::bulk(work).charge(NewCharge {
            household,
            item: Some(item),
            name: String::new(),
            month,
            amount: derived.amount,
            due_on,
            source: ChargeSource::Run,
            basis: derived.basis(),
            note: String::new(),
        })?;
        tally.amount = tally.amount.plus(charge.amount)?;
        added += 1;
    }
    if added > 0 {
        tally.charges += added;
        tally.households += 1;
        Books::bulk(work).settle(household)?;
    }
    Ok(())
}

/// The day a month's fees fall due.
fn due_day(work: &Work<'_>, month: Month) -> Day {
    let day = work.office.whole("fee.due_day", 15);
    month.day(u32::try_from(day).unwrap_or(15))
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
    let (amount, basis) = match (values.amount("amount"), item) {
        (Some(amount), _) => (
            amount,
            vec![Basis {
                fact: basis::MANUAL.to_owned(),
                value: amount.fen(),
            }],
        ),
        (None, Some(item)) => {
            let derived = whole_month(item, household.area, month).map_err(Refusal::from)?;
            (derived.amount, derived.basis())
        }
        (None, None) => return Err(Why::Missing.into()),
    };
    let due_on = values
        .day("due")
        .unwrap_or_else(|| due_day(work, month).max(today));
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
        note: values.line("note"),
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
