//! How a deadline, an amount or a figure came about, step by step.

mod amount;
mod deadline;
pub mod figures;
mod follow_ups;
mod plan;
mod register;
mod relief;
mod stages;

pub(super) use amount::settled_by;

use crate::domain::error::{Refusal, Why};
use crate::domain::ledger::{Charge, Entry, Plan};
use crate::service::halt::Run;
use crate::service::queries::Asking;
use crate::service::queries::duties;
use crate::service::queries::found::load;
use crate::service::queries::ledger::charge_of;
use crate::service::subject::{Found, Subject};
use crate::service::view::Explanation;
use crate::storage::record::{Record, get};

/// Answers `Query::Explain`.
pub fn explain(asking: Asking<'_>, subject: Subject) -> Run<Vec<Explanation>> {
    if subject.kind == Charge::KIND {
        return amount::charge(asking, &found(asking, subject)?);
    }
    if subject.kind == Entry::KIND {
        let entry: Entry = found(asking, subject)?;
        let mut all: Vec<Explanation> = relief::relief(asking, &entry)?.into_iter().collect();
        if let Some(charge) = charge_of(asking.tx, &entry)? {
            all.extend(amount::charge(asking, &charge)?);
        }
        return Ok(all);
    }
    if subject.kind == Plan::KIND {
        return plan::plan(asking, &found(asking, subject)?);
    }
    if subject.is_duty() {
        return Ok(duties::explain(asking, &duties::found(asking, subject)?));
    }
    match load(asking.tx, subject)? {
        Found::Ticket(ticket) => {
            let mut all = deadline::ticket(asking, &ticket)?;
            all.extend(stages::stages(asking, &ticket)?);
            Ok(all)
        }
        Found::Contact(contact) => Ok(deadline::contact(asking, &contact)),
        Found::FollowUp(follow_up) => Ok(deadline::follow_up(asking, &follow_up)),
        Found::Household(household) => amount::household(asking, household.id),
        Found::Payment(payment) => amount::payment(asking, &payment),
        Found::Register(entry) => Ok(register::entry(asking, &entry)),
        _ => Ok(Vec::new()),
    }
}

/// The record of a kind that has no number.
fn found<R: Record>(asking: Asking<'_>, subject: Subject) -> Run<R> {
    let unknown = || Refusal::new(Why::UnknownRecord).with("number", "");
    Ok(get(asking.tx, subject.id)?.ok_or_else(unknown)?)
}
