//! Effects on entries: another one of the same register, one of another register, how complete a file is.

use crate::domain::register::{FieldKind, RegisterEntry, Value};
use crate::service::command::Made;
use crate::service::halt::Run;
use crate::service::registers::act;
use crate::service::work::Work;

use super::Done;

/// The register of corrective action (duties.md 5.10).
const CORRECTIVE: &str = "corrective";
/// The register of patrols (duties.md D-112 to D-115).
const PATROL: &str = "patrol";

/// Makes a new entry of the same register with the same fields (duties.md 5.9: what is lost is made again).
pub(super) fn issue_another(work: &mut Work<'_>, done: &Done<'_>, mut made: Made) -> Run<Made> {
    let another = act::copy(work, done.register, done.entry)?;
    made.also.push(another.number);
    Ok(made.with("new", another.number.short(work.today())))
}

/// Orders that what was found is put right: an entry of the register of corrective action with the fields both have,
/// which names this one (duties.md D-117).
pub(super) fn raise_corrective(work: &mut Work<'_>, done: &Done<'_>, mut made: Made) -> Run<Made> {
    let issued = act::issue(work, CORRECTIVE, (done.register, done.entry), None)?;
    made.also.push(issued.number);
    Ok(made.with("new", issued.number.short(work.today())))
}

/// Plans a patrol by a plan: the same place, to be walked by the end of the period (duties.md D-113).
pub(super) fn plan_patrol(work: &mut Work<'_>, done: &Done<'_>, mut made: Made) -> Run<Made> {
    let issued = act::issue(work, PATROL, (done.register, done.entry), done.until)?;
    made.also.push(issued.number);
    Ok(made.with("new", issued.number.short(work.today())))
}

/// Counts how many of its yes-or-no fields say yes, in percent, into its first number (duties.md D-061).
pub(super) fn score(work: &mut Work<'_>, done: &Done<'_>, made: Made) -> Run<Made> {
    let register = done.register;
    let ticks = register
        .fields
        .iter()
        .filter(|one| one.kind == FieldKind::YesNo);
    let (mut yes, mut all) = (0_i64, 0_i64);
    for field in ticks {
        all += 1;
        yes += i64::from(done.entry.value(&field.id) == Some(&Value::Yes(true)));
    }
    let Some(field) = register.first(FieldKind::Number) else {
        return Ok(made);
    };
    let percent = (yes * 100).checked_div(all).unwrap_or_default();
    let mut entry: RegisterEntry = work.get(done.entry.id)?;
    entry.set(&field.id, Some(Value::Whole(percent)));
    act::keep(work, register, &mut entry)?;
    Ok(made.with("score", crate::domain::error::Fact::Count(percent)))
}
