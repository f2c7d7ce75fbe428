//! Reductions, write-offs and their taking back: asked by one person, decided by another, done exactly as asked.

use crate::domain::error::Why;
use crate::domain::ledger::Bound;
use crate::domain::money::Amount;
use crate::domain::staff::{Rank, Right};
use crate::service::args::Values;
use crate::service::books::Books;
use crate::service::command::{About, Arg, Kind, Made, Row, Undo};
use crate::service::commands::ledger::deciders::decider;
use crate::service::commands::ledger::payment::household;
use crate::service::halt::Run;
use crate::service::relieving::{kind, request};
use crate::service::subject::Subject;
use crate::service::work::Work;

/// Which charges of the home are meant; all of them where nothing is said.
const WHICH: [Arg; 3] = [
    Arg::may("item", Kind::Line(40)).called("charged_for"),
    Arg::may("month", Kind::Month),
    Arg::may("charges", Kind::Names),
];

/// What of a charge is given up: itself, or what has grown of its late fee.
const COVERS: &[&str] = &["fee", "late_fee"];

/// The arguments of what gives up so much, and of what may give up all.
const SOME: &[Arg] = &[
    Arg::must("amount", Kind::Amount),
    Arg::must("reason", Kind::Reason),
    Arg::may("covers", Kind::Choice(COVERS)),
    WHICH[0],
    WHICH[1],
    WHICH[2],
];
const ALL: &[Arg] = &[
    Arg::may("amount", Kind::Amount),
    Arg::must("reason", Kind::Reason),
    WHICH[0],
    WHICH[1],
    WHICH[2],
];

const fn row(name: &'static str, args: &'static [Arg]) -> Row {
    Row::new(name, About::Household, Right::Cash, args, run)
        .undo(Undo::Never)
        .needs(second_person)
        .binds(binds)
}

/// `charge.reduce`: 减免, given up for good: of charges, or of the late fees on them (duties.md D-055, A-29).
pub const REDUCE: Row = row("charge.reduce", SOME);

/// `charge.write_off`: 核销, no longer expected; may be asked for again.
pub const WRITE_OFF: Row = row("charge.write_off", ALL).reversed_by("charge.restore");

/// `charge.restore`: what was written off is asked for again.
pub const RESTORE: Row = row("charge.restore", ALL);

fn second_person(work: &Work<'_>, values: &Values) -> Run<Option<Rank>> {
    // Before anything was said: who decides about the least.
    let amount = if values.has("reason") {
        request(work, &household(work)?, values)?.total()?
    } else {
        Amount::ZERO
    };
    Ok(Some(decider(work, amount)))
}

fn binds(work: &Work<'_>, values: &Values) -> Run<Bound> {
    Ok(Bound::Relief(request(work, &household(work)?, values)?))
}

fn run(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let (Some(_), Some(Bound::Relief(asked))) = (work.approved, work.bound.clone()) else {
        return Err(Why::OwnApproval.into());
    };
    let home = household(work)?;
    if asked.household != home.id || asked.kind != kind(work, values) {
        return Err(Why::ApprovalStale.into());
    }
    let debt = Books::of(work).relieve(&home, &asked)?;
    work.touch(Subject::of(&home));
    Ok(Made::default()
        .with("premises", home.code.as_str())
        .with("amount", asked.total()?)
        .with("left", debt.amount))
}
