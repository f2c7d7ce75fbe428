//! Commands that ask for money: dunning, promises.

use crate::domain::error::{Fact, Refusal, Why};
use crate::domain::household::Household;
use crate::domain::ledger::{Dunning, DunningWay, Promise};
use crate::domain::money::Amount;
use crate::domain::staff::Right;
use crate::service::args::Values;
use crate::service::books::{Books, owed_by, promise_in_force};
use crate::service::command::{About, Arg, Kind, Made, Row};
use crate::service::halt::Run;
use crate::service::subject::{Found, Subject};
use crate::service::work::Work;

/// The rows of this file.
pub const ROWS: &[Row] = &[RECORD, PROMISE];

/// `dunning.record`: a call, visit or notice about arrears (duties.md D-051, part 5.4).
const RECORD: Row = Row::new(
    "dunning.record",
    About::Household,
    Right::Desk,
    &[
        Arg::must("way", Kind::Choice(DunningWay::NAMES)),
        Arg::must("text", Kind::Block),
    ],
    record,
)
.prefill(by_phone);

/// `promise.record`: a promise to pay, which comes back on its day (duties.md D-052).
const PROMISE: Row = Row::new(
    "promise.record",
    About::Household,
    Right::Desk,
    &[
        Arg::may("amount", Kind::Amount).called("promised"),
        Arg::must("day", Kind::ComingDay).called("promise_on"),
        Arg::may("text", Kind::Block),
    ],
    promise,
)
.prefill(all_of_it);

/// The household asked about and what it owes; one that owes nothing is not asked for money.
fn debtor(work: &Work<'_>) -> Run<(Household, Amount)> {
    let Found::Household(home) = &work.found else {
        return Err(Refusal::field("subject", Why::Missing).into());
    };
    let owed = owed_by(work.tx(), home.id)?;
    if owed <= Amount::ZERO {
        return Err(Refusal::new(Why::NothingOwed)
            .with("premises", home.code.as_str())
            .into());
    }
    Ok(((**home).clone(), owed))
}

fn by_phone(work: &Work<'_>) -> Run<Vec<(&'static str, String)>> {
    debtor(work)?;
    Ok(vec![("way", DunningWay::Call.name().to_owned())])
}

fn all_of_it(work: &Work<'_>) -> Run<Vec<(&'static str, String)>> {
    let (_, owed) = debtor(work)?;
    Ok(vec![("amount", owed.plain())])
}

fn record(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let (home, owed) = debtor(work)?;
    let way = values
        .choice("way")
        .and_then(DunningWay::from_name)
        .unwrap_or(DunningWay::Call);
    let mut dunning = Dunning {
        id: work.next_id::<Dunning>()?,
        version: 0,
        household: home.id,
        at: work.now,
        by: work.actor.staff,
        way,
        text: values.line("text"),
    };
    work.put(&mut dunning)?;
    let debt = Books::of(work).refresh_debt(&home)?;
    work.touch(Subject::of(&home));
    Ok(Made::default()
        .with("premises", home.code.as_str())
        .with("owed", owed)
        .with("count", Fact::Count(i64::from(debt.dunned))))
}

fn promise(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let (home, owed) = debtor(work)?;
    let amount = values.amount("amount").unwrap_or(owed);
    if amount > owed {
        return Err(Refusal::fields(vec![
            Refusal::new(Why::MoreThanOwed)
                .with("owed", owed)
                .on("amount"),
        ])
        .into());
    }
    let day = values.day("day").ok_or(Why::Missing)?;
    if let Some(mut earlier) = promise_in_force(work.tx(), home.id)? {
        earlier.replaced = true;
        work.put(&mut earlier)?;
    }
    let mut promise = Promise {
        id: work.next_id::<Promise>()?,
        version: 0,
        household: home.id,
        amount,
        day,
        at: work.now,
        by: work.actor.staff,
        paid: Amount::ZERO,
        replaced: false,
        text: values.line("text"),
    };
    work.put(&mut promise)?;
    Books::of(work).refresh_debt(&home)?;
    work.touch(Subject::of(&home));
    Ok(Made::default()
        .with("premises", home.code.as_str())
        .with("amount", amount)
        .with("day", Fact::Day(day)))
}
