//! What a payment would do, reckoned as it would be booked and booked nowhere.

use crate::domain::error::Refusal;
use crate::domain::household::{Household, Person, Relation};
use crate::domain::id::HouseholdId;
use crate::domain::money::Amount;
use crate::service::args::Values;
use crate::service::books::{debt_of, owed_by};
use crate::service::halt::{Halt, Run};
use crate::service::lookup;
use crate::service::queries::Asking;
use crate::service::taking::Taking;
use crate::service::view::{DueLine, WhatIf};
use crate::service::work::Work;
use crate::storage::record::get;

/// Other homes of a payer that are named.
const OTHERS: usize = 5;

/// What it would settle of each charge, what would be left, what is given back.
pub(super) fn payment(
    asking: Asking<'_>,
    (work, home): (&Work<'_>, &Household),
    values: &Values,
    mut refused: Option<Refusal>,
) -> Run<WhatIf> {
    let taking = match Taking::read(work, home, values) {
        Ok(taking) => taking,
        Err(Halt::Refused(refusal)) => {
            refused.get_or_insert(refusal);
            // The charges are shown all the same.
            let plain = values.only(&["effective"]);
            Taking::read(work, home, &plain)?
        }
        Err(halt) => return Err(halt),
    };
    if taking.amount > Amount::ZERO
        && refused.is_none()
        && let Err(halt) = taking.check(work)
    {
        match halt {
            Halt::Refused(refusal) => refused = Some(refusal),
            Halt::Store(_) => return Err(halt),
        }
    }
    let mut told = WhatIf {
        due: taking.due()?,
        ahead: taking.plan.ahead,
        rounded: taking.rounded,
        others: others(asking, home, &taking)?,
        refused,
        ..WhatIf::default()
    };
    if let Some(tendered) = taking.tendered {
        told.change = tendered.minus(taking.amount)?.max(Amount::ZERO);
    }
    for due in &taking.plan.dues {
        let charge = &due.charge;
        let (pays, pays_late) = taking.plan.on(charge.id)?;
        told.late = told.late.plus(due.late()?)?;
        told.settled = told.settled.plus(pays)?.plus(pays_late)?;
        told.lines.push(DueLine {
            charge: charge.id.0,
            premises: code(home, &taking, charge.household),
            item: charge.name.clone(),
            month: charge.month,
            due_on: charge.due_on,
            open: charge.unpaid(),
            late: due.late()?,
            pays,
            pays_late,
        });
    }
    told.left = told.due.minus(told.settled)?;
    Ok(told)
}

fn code(home: &Household, taking: &Taking, of: HouseholdId) -> String {
    let others = taking.others.iter().map(|(other, _)| other);
    let mut homes = std::iter::once(home).chain(others);
    homes
        .find(|home| home.id == of)
        .map(|home| home.code.clone())
        .unwrap_or_default()
}

/// Other homes of those who own this one, which owe and are not paid for yet.
fn others(asking: Asking<'_>, home: &Household, taking: &Taking) -> Run<Vec<(String, Amount)>> {
    let paid = |id: HouseholdId| taking.others.iter().any(|(other, _)| other.id == id);
    let mut told = Vec::new();
    for other in homes_of_owner(asking, home.id)? {
        let owed = owed_by(asking.tx, other.id)?;
        if owed > Amount::ZERO && !paid(other.id) && told.len() < OTHERS {
            told.push((asking.office.home_name(&other), owed));
        }
    }
    Ok(told)
}

/// Other homes that the owners of this one own, too, and that the books know.
pub fn homes_of_owner(asking: Asking<'_>, home: HouseholdId) -> Run<Vec<Household>> {
    let owns = |person: &Person, id: HouseholdId| {
        let mut ties = person.ties.iter();
        ties.any(|tie| tie.household == id && tie.relation == Relation::Owner)
    };
    let mut homes: Vec<Household> = Vec::new();
    for person in lookup::people_of(asking.tx, home.0)? {
        if !owns(&person, home) {
            continue;
        }
        for tie in person
            .ties
            .iter()
            .filter(|tie| tie.relation == Relation::Owner)
        {
            let known = tie.household == home || homes.iter().any(|one| one.id == tie.household);
            if known || debt_of(asking.tx, tie.household)?.is_none() {
                continue;
            }
            homes.extend(get::<Household>(asking.tx, tie.household.0)?);
        }
    }
    Ok(homes)
}
