//! Commands that ask for money: dunning, promises.

mod several;

use crate::domain::error::{Fact, Refusal, Why};
use crate::domain::household::Household;
use crate::domain::ledger::{Debt, Dunning, DunningResult, DunningWay, Promise};
use crate::domain::money::Amount;
use crate::domain::staff::Right;
use crate::service::args::Values;
use crate::service::books::{Books, debt_of, owed_by, promise_in_force};
use crate::service::command::{About, Arg, Kind, Made, Row};
use crate::service::halt::Run;
use crate::service::ladder;
use crate::service::subject::{Found, Subject};
use crate::service::work::Work;

/// The rows of this file.
pub const ROWS: &[Row] = &[RECORD, several::BULK, PROMISE];

/// `dunning.record`: a call, visit or notice about arrears (duties.md D-051, part 5.4).
const RECORD: Row = Row::new(
    "dunning.record",
    About::Household,
    Right::Desk,
    &[
        Arg::must("way", Kind::Choice(DunningWay::NAMES)),
        Arg::may("result", Kind::Choice(DunningResult::NAMES)).called("dun_result"),
        Arg::must("text", Kind::Block),
        Arg::may("early", Kind::Line(200)).called("early"),
    ],
    record,
)
.prefill(proposed);

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

/// The household a command is about.
fn home_of(work: &Work<'_>) -> Run<Household> {
    match &work.found {
        Found::Household(home) => Ok((**home).clone()),
        _ => Err(Refusal::field("subject", Why::Missing).into()),
    }
}

/// The household asked about and what it owes; one that owes nothing is not asked for money.
fn debtor(work: &Work<'_>) -> Run<(Household, Amount)> {
    let home = home_of(work)?;
    let owed = owed_by(work.tx(), home.id)?;
    if owed <= Amount::ZERO {
        return Err(Refusal::new(Why::NothingOwed)
            .with("premises", home.code.as_str())
            .into());
    }
    Ok((home, owed))
}

/// What the ladder proposes now; where its next step is for later, or for somebody else, a reminder.
fn proposed(work: &Work<'_>) -> Run<Vec<(&'static str, String)>> {
    let (home, _) = debtor(work)?;
    let debt = debt_of(work.tx(), home.id)?;
    let next = debt
        .as_ref()
        .and_then(|debt| ladder::next(work.office, debt));
    let today = work.today();
    let now = next.filter(|next| next.from <= today && next.rung.by <= work.actor.rank);
    let way = now.map_or(DunningWay::Call, |next| next.rung.way);
    Ok(vec![
        ("way", way.name().to_owned()),
        ("result", way.usually().name().to_owned()),
    ])
}

fn all_of_it(work: &Work<'_>) -> Run<Vec<(&'static str, String)>> {
    let (_, owed) = debtor(work)?;
    Ok(vec![("amount", owed.plain())])
}

/// Refuses who may not dun so, and what comes before its turn unless it is said why; returns that.
///
/// Reminders have no turn: the desk calls whenever there is a reason to.
fn in_turn(
    work: &Work<'_>,
    home: &Household,
    debt: &Debt,
    way: DunningWay,
    early: &str,
) -> Run<Option<String>> {
    let ladder = ladder::ladder(work.office);
    let place = ladder.iter().position(|rung| rung.way == way);
    if let Some(rung) = place.and_then(|at| ladder.get(at))
        && work.actor.rank < rung.by
    {
        let rank = Fact::Term(format!("rank-{}", rung.by.name()));
        return Err(Refusal::new(Why::TooLowToDun)
            .with("way", way_said(way))
            .with("rank", rank)
            .into());
    }
    let Some(next) = ladder::next(work.office, debt).filter(|_| !way.reminds()) else {
        return Ok(None);
    };
    let ahead = place.is_none_or(|at| at > next.at);
    let soon = place == Some(next.at) && work.today() < next.from;
    if !ahead && !soon {
        return Ok(None);
    }
    if early.is_empty() {
        let fault = Refusal::new(Why::OutOfTurn)
            .with("premises", home.code.as_str())
            .with("next", way_said(next.rung.way))
            .with("day", Fact::Day(next.from))
            .on("early");
        return Err(Refusal::fields(vec![fault]).into());
    }
    Ok(Some(early.to_owned()))
}

/// A way of dunning in words.
fn way_said(way: DunningWay) -> Fact {
    Fact::Term(format!("choice-way-{}", way.name()))
}

fn record(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let (home, owed) = debtor(work)?;
    let debt = debt_of(work.tx(), home.id)?.ok_or(Why::NothingOwed)?;
    if debt.undisputed() <= Amount::ZERO {
        return Err(Refusal::new(Why::AllDisputed)
            .with("premises", home.code.as_str())
            .into());
    }
    let way = values
        .choice("way")
        .and_then(DunningWay::from_name)
        .unwrap_or(DunningWay::Call);
    let early = in_turn(work, &home, &debt, way, &values.line("early"))?;
    let result = values.choice("result").and_then(DunningResult::from_name);
    let mut dunning = Dunning {
        id: work.next_id::<Dunning>()?,
        version: 0,
        household: home.id,
        at: work.now,
        by: work.actor.staff,
        way,
        text: values.line("text"),
        result: Some(result.unwrap_or(way.usually())),
        early,
    };
    work.put(&mut dunning)?;
    let debt = Books::of(work).refresh_debt(&home)?;
    work.touch(Subject::of(&home));
    let made = Made::default()
        .with("premises", home.code.as_str())
        .with("owed", owed)
        .with("count", Fact::Count(i64::from(debt.dunned)));
    Ok(match ladder::next(work.office, &debt) {
        Some(next) => made
            .with("next", way_said(next.rung.way))
            .with("day", Fact::Day(next.from)),
        None => made,
    })
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
