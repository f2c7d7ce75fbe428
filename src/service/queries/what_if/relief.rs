//! What of each charge would be given up, as a second person will be asked to.

use crate::domain::error::Refusal;
use crate::domain::household::Household;
use crate::domain::ledger::{Charge, Due, ReliefKind, ReliefRequest, dues};
use crate::domain::money::Amount;
use crate::service::args::Values;
use crate::service::books::{LateRules, relief_refused, unpaid};
use crate::service::halt::{Halt, Run};
use crate::service::queries::Asking;
use crate::service::relieving::{kind, open, request};
use crate::service::view::{DueLine, WhatIf};
use crate::service::work::Work;

/// What is open of each charge that may be meant, what of it and of its late fee would go, and what the home would owe.
pub(super) fn relief(
    asking: Asking<'_>,
    (work, home): (&Work<'_>, &Household),
    values: &Values,
    mut refused: Option<Refusal>,
) -> Run<WhatIf> {
    let kind = kind(work, values);
    let (policy, today) = (LateRules::of(asking.office).policy, work.today());
    let charges = unpaid(asking.tx, home.id)?;
    let before = dues(charges.clone(), policy, today)?;
    // Without an amount all of it is meant, where that may be meant; else nothing is said yet.
    let said = values.has("amount") || kind == ReliefKind::WriteOff;
    let asked = if said && refused.is_none() {
        match request(work, home, values) {
            Ok(asked) => Some(asked),
            Err(Halt::Refused(refusal)) => {
                refused = Some(refusal);
                None
            }
            Err(halt) => return Err(halt),
        }
    } else {
        None
    };
    let mut told = WhatIf {
        due: sum(&before)?,
        ..WhatIf::default()
    };
    told.left = told.due;
    for due in &before {
        told.late = told.late.plus(due.late()?)?;
    }
    let after = match &asked {
        Some(asked) if kind != ReliefKind::ReduceLate => {
            dues(relieved(charges, asked)?, policy, today)?
        }
        _ => Vec::new(),
    };
    for (charge, _) in open(work, home, kind)? {
        let of = |dues: &[Due]| {
            let due = dues.iter().find(|due| due.charge.id == charge.id);
            due.map_or(Ok(Amount::ZERO), Due::late)
        };
        let late = of(&before)?;
        let part = asked.iter().flat_map(|asked| &asked.parts);
        let part = part.filter(|part| part.standing.charge == charge.id);
        let goes = Amount::sum(part.map(|part| part.amount))?;
        let (pays, pays_late) = match kind {
            ReliefKind::ReduceLate => (Amount::ZERO, goes),
            // What is given up bears no late fee.
            _ if goes > Amount::ZERO => (goes, late.minus(of(&after)?)?),
            _ => (Amount::ZERO, Amount::ZERO),
        };
        told.lines.push(DueLine {
            charge: charge.id.0,
            premises: home.code.clone(),
            item: charge.name.clone(),
            month: charge.month,
            due_on: charge.due_on,
            open: charge.unpaid(),
            late,
            pays,
            pays_late,
        });
    }
    if let Some(asked) = &asked {
        told.settled = asked.total()?;
        told.left = match kind {
            ReliefKind::ReduceLate => told.due.minus(told.settled)?,
            _ => sum(&after)?,
        };
    }
    told.refused = refused;
    Ok(told)
}

/// All that can be asked for.
fn sum(dues: &[Due]) -> Run<Amount> {
    let mut sum = Amount::ZERO;
    for due in dues {
        sum = sum.plus(due.charge.unpaid())?.plus(due.late()?)?;
    }
    Ok(sum)
}

/// The charges as they would stand once it is granted.
fn relieved(mut charges: Vec<Charge>, asked: &ReliefRequest) -> Run<Vec<Charge>> {
    for part in &asked.parts {
        let own = charges
            .iter_mut()
            .find(|charge| charge.id == part.standing.charge);
        if let Some(charge) = own {
            let after = part.standing.after(asked.kind, part.amount);
            charge.relief = after.map_err(relief_refused)?.relief();
        }
    }
    Ok(charges)
}
