//! Reductions, write-offs and their taking back: asked by one person, decided by another, done exactly as asked.

use crate::domain::error::{Refusal, Why};
use crate::domain::fold::fold;
use crate::domain::household::Household;
use crate::domain::ledger::{Bound, Charge, ReliefKind, ReliefRequest, Standing};
use crate::domain::money::Amount;
use crate::domain::staff::{Rank, Right};
use crate::service::args::Values;
use crate::service::books::{Books, late_relievable, relief_refused, relievable};
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

/// What the command being done asks for.
fn kind(work: &Work<'_>, values: &Values) -> ReliefKind {
    match work.row.name {
        "charge.write_off" => ReliefKind::WriteOff,
        "charge.restore" => ReliefKind::Restore,
        _ if values.choice("covers") == Some("late_fee") => ReliefKind::ReduceLate,
        _ => ReliefKind::Reduce,
    }
}

/// The charges of the home an act may be about, each as it stands.
fn open(work: &Work<'_>, home: &Household, kind: ReliefKind) -> Run<Vec<(Charge, Standing)>> {
    if kind == ReliefKind::ReduceLate {
        let late = late_relievable(work.tx(), work.office, home.id, work.today())?;
        let stands = late.into_iter().map(|(charge, late)| {
            let standing = Standing::with_late(&charge, late);
            (charge, standing)
        });
        return Ok(stands.collect());
    }
    let charges = relievable(work.tx(), home.id, kind)?.into_iter();
    let stands = charges.map(|charge| {
        let standing = Standing::of(&charge);
        (charge, standing)
    });
    Ok(stands.collect())
}

/// The charges meant, in the order of payment, each as it stands.
fn meant(work: &Work<'_>, values: &Values) -> Run<Vec<Standing>> {
    let home = household(work)?;
    let kind = kind(work, values);
    let mut charges = open(work, &home, kind)?;
    let any = !charges.is_empty();
    if let Some(item) = values.text("item") {
        let wanted = fold(item);
        charges.retain(|(charge, _)| fold(&charge.name).contains(&wanted));
    }
    if let Some(month) = values.month("month") {
        charges.retain(|(charge, _)| charge.month == month);
    }
    if let Some(wanted) = values.names("charges") {
        // One that is named twice is meant once.
        let is = |charge: &Charge, id: &str| charge.id.0.to_string() == id.trim_start_matches('#');
        charges.retain(|(charge, _)| wanted.iter().any(|id| is(charge, id)));
        let known = |id: &&String| charges.iter().any(|(charge, _)| is(charge, id));
        if let Some(unknown) = wanted.iter().find(|id| !known(id)) {
            let fault = if kind == ReliefKind::Restore {
                Refusal::new(Why::UnknownRecord).with("number", unknown.as_str())
            } else {
                Refusal::new(Why::ChargeNotOpen).with("text", unknown.as_str())
            };
            return Err(Refusal::fields(vec![fault.on("charges")]).into());
        }
    }
    if charges.is_empty() {
        let of = |why| Refusal::new(why).with("premises", home.code.as_str());
        let why = match kind {
            // Something is, and none of it is what was named.
            _ if any => of(Why::NothingFits),
            ReliefKind::Restore => {
                Refusal::new(Why::MoreThanWrittenOff).with("amount", Amount::ZERO)
            }
            ReliefKind::ReduceLate => of(Why::NoLateFee),
            ReliefKind::Reduce | ReliefKind::WriteOff => of(Why::NothingOwed),
        };
        return Err(why.into());
    }
    Ok(charges.into_iter().map(|(_, standing)| standing).collect())
}

/// What is asked, whole: so much of each charge as it stands.
fn request(work: &Work<'_>, values: &Values) -> Run<ReliefRequest> {
    let standings = meant(work, values)?;
    let home = household(work)?;
    let kind = kind(work, values);
    let asked = ReliefRequest::over(
        home.id,
        kind,
        &standings,
        values.amount("amount"),
        &values.line("reason"),
    );
    let mut asked = asked.map_err(relief_refused)?;
    asked.by = (kind == ReliefKind::ReduceLate).then(|| work.today());
    Ok(asked)
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
