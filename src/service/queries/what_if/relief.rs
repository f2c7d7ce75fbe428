//! What of each charge would be given up, as a second person will be asked to.

use crate::domain::error::Refusal;
use crate::domain::household::Household;
use crate::domain::ledger::ReliefKind;
use crate::domain::money::Amount;
use crate::service::args::Values;
use crate::service::halt::{Halt, Run};
use crate::service::queries::Asking;
use crate::service::relieving::{kind, open, request};
use crate::service::view::{DueLine, WhatIf};
use crate::service::work::Work;

/// What is open of each charge and what of it would be; of late fees where they are meant.
pub(super) fn relief(
    _: Asking<'_>,
    (work, home): (&Work<'_>, &Household),
    values: &Values,
    mut refused: Option<Refusal>,
) -> Run<WhatIf> {
    let kind = kind(work, values);
    let of_late = kind == ReliefKind::ReduceLate;
    let mut told = WhatIf::default();
    for (charge, standing) in open(work, home, kind)? {
        let late = standing.late.unwrap_or_default();
        let open = charge.unpaid();
        told.due = told.due.plus(if of_late { late } else { open })?;
        told.late = told.late.plus(late)?;
        told.lines.push(DueLine {
            charge: charge.id.0,
            premises: home.code.clone(),
            item: charge.name.clone(),
            month: charge.month,
            due_on: charge.due_on,
            open,
            late,
            pays: Amount::ZERO,
            pays_late: Amount::ZERO,
        });
    }
    // Without an amount all of it is meant, where that may be meant; else nothing is said yet.
    let said = values.has("amount") || kind == ReliefKind::WriteOff;
    if said && refused.is_none() {
        match request(work, home, values) {
            Ok(asked) => {
                for part in &asked.parts {
                    let own = |line: &&mut DueLine| line.charge == part.standing.charge.0;
                    if let Some(line) = told.lines.iter_mut().find(own) {
                        let gives = if of_late {
                            &mut line.pays_late
                        } else {
                            &mut line.pays
                        };
                        *gives = part.amount;
                    }
                }
                told.settled = asked.total()?;
            }
            Err(Halt::Refused(refusal)) => refused = Some(refusal),
            Err(halt) => return Err(halt),
        }
    }
    told.left = told.due.minus(told.settled)?;
    told.refused = refused;
    Ok(told)
}
