//! Payment by instalments: agreed with a second person, and ended.

use crate::domain::error::{Fact, Refusal, Why};
use crate::domain::ledger::{Bound, PlanRequest, ReliefKind, Standing, plan};
use crate::domain::money::Amount;
use crate::domain::staff::{Rank, Right};
use crate::service::args::Values;
use crate::service::books::{Books, relief_refused, relievable};
use crate::service::command::{About, Arg, Kind, Made, Row, Undo};
use crate::service::commands::ledger::deciders::decider;
use crate::service::commands::ledger::payment::household;
use crate::service::halt::Run;
use crate::service::subject::Subject;
use crate::service::work::Work;

/// `plan.agree`: 分期, all that is owed in so many months (duties.md D-052).
pub const AGREE: Row = Row::new(
    "plan.agree",
    About::Household,
    Right::Cash,
    &[
        Arg::must("parts", Kind::Whole(1, 120)),
        Arg::must("first", Kind::ComingDay).called("first_part"),
        Arg::must("reason", Kind::Reason),
    ],
    agree,
)
.undo(Undo::Never)
.needs(second_person)
.binds(binds);

/// `plan.end`: what is still open is asked for as before.
pub const END: Row = Row::new(
    "plan.end",
    About::Household,
    Right::Supervise,
    &[Arg::must("reason", Kind::Reason)],
    end,
)
.undo(Undo::Never);

/// What is asked, whole: each charge as it stands, each instalment.
fn request(work: &Work<'_>, values: &Values) -> Run<PlanRequest> {
    let home = household(work)?;
    let charges = relievable(work.tx(), home.id, ReliefKind::WriteOff)?;
    let covers: Vec<Standing> = charges.iter().map(Standing::of).collect();
    let open: Result<Vec<Amount>, _> = covers.iter().map(Standing::open).collect();
    let open = Amount::sum(open.map_err(relief_refused)?)?;
    if open == Amount::ZERO {
        let nothing = Refusal::new(Why::NothingOwed).with("premises", home.code.as_str());
        return Err(nothing.into());
    }
    let parts = values
        .whole("parts")
        .and_then(|parts| u32::try_from(parts).ok());
    let first = values.day("first").unwrap_or_else(|| work.today());
    let (_, _, day) = first.ymd();
    let parts = plan(open, parts.unwrap_or(1), first.month(), day).map_err(relief_refused)?;
    Ok(PlanRequest {
        household: home.id,
        covers,
        parts,
        reason: values.line("reason"),
    })
}

fn second_person(work: &Work<'_>, values: &Values) -> Run<Option<Rank>> {
    let parts = request(work, values)?.parts;
    let amount = Amount::sum(parts.iter().map(|part| part.amount))?;
    Ok(Some(decider(work, amount)))
}

fn binds(work: &Work<'_>, values: &Values) -> Run<Bound> {
    Ok(Bound::Plan(request(work, values)?))
}

fn agree(work: &mut Work<'_>, _: &Values) -> Run<Made> {
    let (Some(_), Some(Bound::Plan(asked))) = (work.approved, work.bound.clone()) else {
        return Err(Why::OwnApproval.into());
    };
    let home = household(work)?;
    if asked.household != home.id {
        return Err(Why::ApprovalStale.into());
    }
    let (plan, debt) = Books::of(work).agree(&home, &asked)?;
    work.touch(Subject::of(&home));
    let made = Made::default()
        .with("premises", home.code.as_str())
        .with("parts", plan.parts.len())
        .with("owed", debt.amount);
    Ok(match plan.parts.first() {
        Some(first) => made
            .with("amount", first.amount)
            .with("day", Fact::Day(first.due_on)),
        None => made,
    })
}

fn end(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let home = household(work)?;
    let (_, debt) = Books::of(work).end_plan(&home, &values.line("reason"))?;
    work.touch(Subject::of(&home));
    Ok(Made::default()
        .with("premises", home.code.as_str())
        .with("owed", debt.amount))
}
