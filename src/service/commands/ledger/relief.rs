//! Reductions, write-offs and their taking back: asked by one person, decided by another, done exactly as asked.

use crate::domain::error::{Refusal, Why};
use crate::domain::fold::fold;
use crate::domain::ledger::{Bound, Charge, ReliefKind, ReliefRequest, Standing};
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

/// Which charges of the home are meant; all of them where nothing is said.
const WHICH: [Arg; 3] = [
    Arg::may("item", Kind::Line(40)).called("charged_for"),
    Arg::may("month", Kind::Month),
    Arg::may("charges", Kind::Names),
];

/// The arguments of what gives up so much, and of what may give up all.
const SOME: &[Arg] = &[
    Arg::must("amount", Kind::Amount),
    Arg::must("reason", Kind::Reason),
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

/// `charge.reduce`: 减免, given up for good (duties.md D-055, A-29).
pub const REDUCE: Row = row("charge.reduce", SOME);

/// `charge.write_off`: 核销, no longer expected; may be asked for again.
pub const WRITE_OFF: Row = row("charge.write_off", ALL).reversed_by("charge.restore");

/// `charge.restore`: what was written off is asked for again.
pub const RESTORE: Row = row("charge.restore", ALL);

/// What the command being done asks for.
fn kind(work: &Work<'_>) -> ReliefKind {
    match work.row.name {
        "charge.write_off" => ReliefKind::WriteOff,
        "charge.restore" => ReliefKind::Restore,
        _ => ReliefKind::Reduce,
    }
}

/// The charges meant, in the order of payment.
fn meant(work: &Work<'_>, values: &Values) -> Run<Vec<Charge>> {
    let home = household(work)?;
    let mut charges = relievable(work.tx(), home.id, kind(work))?;
    if let Some(item) = values.text("item") {
        let wanted = fold(item);
        charges.retain(|charge| fold(&charge.name).contains(&wanted));
    }
    if let Some(month) = values.month("month") {
        charges.retain(|charge| charge.month == month);
    }
    if let Some(wanted) = values.names("charges") {
        let wanted: Vec<&str> = wanted.iter().map(String::as_str).collect();
        charges.retain(|charge| wanted.contains(&charge.id.0.to_string().as_str()));
        if charges.len() != wanted.len() {
            let known: Vec<String> = charges
                .iter()
                .map(|charge| charge.id.0.to_string())
                .collect();
            let unknown = wanted.iter().find(|id| !known.iter().any(|one| one == *id));
            let number = unknown.copied().unwrap_or_default();
            let fault = Refusal::new(Why::UnknownRecord).with("number", number);
            return Err(Refusal::fields(vec![fault.on("charges")]).into());
        }
    }
    if charges.is_empty() {
        let why = match kind(work) {
            ReliefKind::Restore => {
                Refusal::new(Why::MoreThanWrittenOff).with("amount", Amount::ZERO)
            }
            ReliefKind::Reduce | ReliefKind::WriteOff => {
                Refusal::new(Why::NothingOwed).with("premises", home.code.as_str())
            }
        };
        return Err(why.into());
    }
    Ok(charges)
}

/// What is asked, whole: so much of each charge as it stands.
fn request(work: &Work<'_>, values: &Values) -> Run<ReliefRequest> {
    let standings: Vec<Standing> = meant(work, values)?.iter().map(Standing::of).collect();
    let home = household(work)?;
    let asked = ReliefRequest::over(
        home.id,
        kind(work),
        &standings,
        values.amount("amount"),
        &values.line("reason"),
    );
    Ok(asked.map_err(relief_refused)?)
}

fn second_person(work: &Work<'_>, values: &Values) -> Run<Option<Rank>> {
    // Before anything was said: who decides about the least.
    let amount = if values.has("reason") {
        request(work, values)?.total()?
    } else {
        Amount::ZERO
    };
    Ok(Some(decider(work, amount)))
}

fn binds(work: &Work<'_>, values: &Values) -> Run<Bound> {
    Ok(Bound::Relief(request(work, values)?))
}

fn run(work: &mut Work<'_>, _: &Values) -> Run<Made> {
    let (Some(_), Some(Bound::Relief(asked))) = (work.approved, work.bound.clone()) else {
        return Err(Why::OwnApproval.into());
    };
    let home = household(work)?;
    if asked.household != home.id || asked.kind != kind(work) {
        return Err(Why::ApprovalStale.into());
    }
    let debt = Books::of(work).relieve(&home, &asked)?;
    work.touch(Subject::of(&home));
    Ok(Made::default()
        .with("premises", home.code.as_str())
        .with("amount", asked.total()?)
        .with("left", debt.amount))
}
