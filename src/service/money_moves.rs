//! Which requests move money, seen through what they carry: an approval, an import.

use crate::domain::staff::Right;
use crate::service::approval;
use crate::service::command::{About, row};
use crate::service::execute::Job;
use crate::service::halt::{Halt, Run};
use crate::service::loading::{self, Staging, read_id};
use crate::service::office::Office;
use crate::service::subject::{self, Found};
use crate::storage::{ReadTx, Result, StoreError};

/// Whether doing `job` would move money: a command of the till or of billing, an approval that does one, or
/// an import that books payments (reliability D20, R7).
pub(super) fn moves_money(
    tx: &dyn ReadTx,
    office: &Office,
    staging: &Staging,
    job: &Job,
) -> Result<bool> {
    match job.command.name.as_str() {
        approval::GRANT => match granted(tx, office, job) {
            Ok(inner) => Ok(inner.is_some_and(|inner| of_money(&inner))),
            // What cannot be found or read is refused by the command itself.
            Err(Halt::Refused(_) | Halt::Store(StoreError::Damaged { .. })) => Ok(false),
            Err(Halt::Store(error)) => Err(error),
        },
        loading::COMMAND => {
            let id = job.command.args.iter().find(|(name, _)| name == "staged");
            let staged = id
                .and_then(|(_, id)| read_id(id.trim()))
                .and_then(|id| staging.get(job.actor.staff, &id));
            Ok(staged.is_some_and(|staged| !staged.payments.is_empty()))
        }
        name => Ok(of_money(name)),
    }
}

fn of_money(name: &str) -> bool {
    row(name).is_some_and(|row| matches!(row.right, Right::Cash | Right::Billing))
}

/// The command an approval would do.
fn granted(tx: &dyn ReadTx, office: &Office, job: &Job) -> Run<Option<String>> {
    let typed = job.command.subject.as_deref();
    Ok(
        match subject::find(tx, office, job.now, About::Approval, typed)? {
            Found::Approval(approval) => Some(approval.command.clone()),
            _ => None,
        },
    )
}
