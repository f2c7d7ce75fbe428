//! Why an amount is no longer asked for, or is asked for again: who asked, for what reason, who decided.

use crate::domain::ledger::{Account, Entry};
use crate::domain::office::Approval;
use crate::service::audit;
use crate::service::halt::Run;
use crate::service::queries::Asking;
use crate::service::queries::asked::asked;
use crate::service::queries::facts::Facts;
use crate::service::queries::ledger::on;
use crate::service::queries::rows::named;
use crate::service::subject::{Found, Subject, by_number};
use crate::service::view::Explanation;

/// Who booked an entry, and the request it was granted by if it took a second person.
pub(super) fn relief(asking: Asking<'_>, entry: &Entry) -> Run<Option<Explanation>> {
    let mut facts = Facts::default();
    match granted(asking, entry)? {
        Some(approval) => {
            let number = approval.number.short(asking.office.today(asking.now));
            facts
                .text("approval", &number)
                .text("asked_by", &named(asking, Some(approval.asked_by))?)
                .at("asked_at", Some(approval.asked_at))
                .text("reason", &asked(asking, &approval)?.why)
                .text("decided_by", &named(asking, approval.decided_by)?)
                .at("decided_at", approval.decided_at);
        }
        None => {
            facts
                .text("by", &named(asking, Some(entry.by))?)
                .at("at", Some(entry.at));
        }
    }
    facts.put(
        "amount",
        on(entry, |one| one.account == Account::Receivable)?,
    );
    Ok(facts.explains("relief"))
}

/// The request an entry was booked by.
fn granted(asking: Asking<'_>, entry: &Entry) -> Run<Option<Approval>> {
    let Some(seq) = audit::of_subject(asking.tx, Subject::of(entry), 1)?.pop() else {
        return Ok(None);
    };
    let Some(number) = audit::event(asking.tx, seq)?.and_then(|stored| stored.event.approval)
    else {
        return Ok(None);
    };
    Ok(match by_number(asking.tx, number)? {
        Some(Found::Approval(approval)) => Some(*approval),
        _ => None,
    })
}
