//! How a deadline, an amount or a figure came about, step by step.

mod amount;
mod deadline;
pub mod figures;
mod follow_ups;
mod plan;
mod register;
mod stages;

pub(super) use amount::settled_by;

use crate::domain::error::{Refusal, Why};
use crate::domain::ledger::{Charge, Plan};
use crate::service::halt::Run;
use crate::service::queries::Asking;
use crate::service::queries::duties;
use crate::service::queries::found::load;
use crate::service::subject::{Found, Subject};
use crate::service::view::Explanation;
use crate::storage::record::{Record, get};

/// Answers `Query::Explain`.
pub fn explain(asking: Asking<'_>, subject: Subject) -> Run<Vec<Explanation>> {
    if subject.kind == Charge::KIND {
        let charge: Charge = get(asking.tx, subject.id)?
            .ok_or_else(|| Refusal::new(Why::UnknownRecord).with("number", ""))?;
        return amount::charge(asking, &charge);
    }
    if subject.kind == Plan::KIND {
        let agreed: Plan = get(asking.tx, subject.id)?
            .ok_or_else(|| Refusal::new(Why::UnknownRecord).with("number", ""))?;
        return plan::plan(asking, &agreed);
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
