//! What is typed to give up what is owed, or to ask for it again, read once: for what is shown before it, and for booking it.

use crate::domain::error::{Refusal, Why};
use crate::domain::fold::fold;
use crate::domain::household::Household;
use crate::domain::ledger::{Charge, ReliefKind, ReliefRequest, Standing};
use crate::domain::money::Amount;
use crate::service::args::Values;
use crate::service::books::{late_relievable, relief_refused, relievable};
use crate::service::halt::Run;
use crate::service::work::Work;

/// What the command being done asks for.
pub fn kind(work: &Work<'_>, values: &Values) -> ReliefKind {
    match work.row.name {
        "charge.write_off" => ReliefKind::WriteOff,
        "charge.restore" => ReliefKind::Restore,
        _ if values.choice("covers") == Some("late_fee") => ReliefKind::ReduceLate,
        _ => ReliefKind::Reduce,
    }
}

/// The charges of the home an act may be about, each as it stands.
pub fn open(work: &Work<'_>, home: &Household, kind: ReliefKind) -> Run<Vec<(Charge, Standing)>> {
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
fn meant(work: &Work<'_>, home: &Household, values: &Values) -> Run<Vec<Standing>> {
    let kind = kind(work, values);
    let mut charges = open(work, home, kind)?;
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
pub fn request(work: &Work<'_>, home: &Household, values: &Values) -> Run<ReliefRequest> {
    let standings = meant(work, home, values)?;
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
