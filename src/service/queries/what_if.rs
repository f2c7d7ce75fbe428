//! What a payment would do, reckoned as it would be booked and booked nowhere.

use crate::domain::error::{Refusal, Why};
use crate::domain::household::{Household, Person, Relation};
use crate::domain::id::HouseholdId;
use crate::domain::money::Amount;
use crate::service::args::{Reading, read};
use crate::service::books::{debt_of, owed_by};
use crate::service::command::{Command, row};
use crate::service::execute::authorise;
use crate::service::halt::{Halt, Run};
use crate::service::lookup;
use crate::service::queries::Asking;
use crate::service::subject::{self, Found};
use crate::service::taking::Taking;
use crate::service::view::{DueLine, WhatIf};
use crate::service::work::Work;
use crate::storage::record::get;

/// The command it foresees.
const TAKE: &str = "payment.take";
/// Lines told, at most: those that get something come first.
const LINES: usize = 200;
/// Other homes of a payer that are named.
const OTHERS: usize = 5;

/// Answers `Query::WhatIf`. What is typed wrong is left out, and told beside it.
pub fn what_if(asking: Asking<'_>, command: &Command) -> Run<WhatIf> {
    let row = row(TAKE).ok_or_else(|| Refusal::new(Why::UnknownCommand).with("command", TAKE))?;
    authorise(asking.actor, row.right)?;
    let Asking {
        tx, office, now, ..
    } = asking;
    let found = subject::find(tx, office, now, row.about, command.subject.as_deref())?;
    let Found::Household(home) = found else {
        return Err(Refusal::field("subject", Why::Missing).into());
    };
    let reading = Reading { tx, office, now };
    let mut args = command.args.clone();
    let (values, mut refused) = match read(reading, row, &args) {
        Ok(values) => (values, None),
        Err(Halt::Refused(refusal)) => {
            args.retain(|(name, _)| refusal.fields.iter().all(|fault| fault.field != *name));
            let needed = [("amount", "1"), ("method", "cash")];
            let missing: Vec<_> = needed
                .into_iter()
                .filter(|(name, _)| args.iter().all(|(given, _)| given != name))
                .collect();
            let mut whole = args.clone();
            whole.extend(
                missing
                    .iter()
                    .map(|(name, text)| ((*name).to_owned(), (*text).to_owned())),
            );
            let mut values = read(reading, row, &whole)?;
            for (name, _) in missing {
                values.remove(name);
            }
            // What nobody typed yet is no fault.
            let told = refusal.fields.iter().any(|fault| fault.why != Why::Missing);
            (values, told.then_some(refusal))
        }
        Err(halt) => return Err(halt),
    };
    let work = Work::new(tx, asking.actor, now, office, row);
    let taking = match Taking::read(&work, &home, &values) {
        Ok(taking) => taking,
        Err(Halt::Refused(refusal)) => {
            refused.get_or_insert(refusal);
            // The charges are shown all the same.
            let plain = values.only(&["effective"]);
            Taking::read(&work, &home, &plain)?
        }
        Err(halt) => return Err(halt),
    };
    if taking.amount > Amount::ZERO
        && refused.is_none()
        && let Err(halt) = taking.check(&work)
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
        others: others(asking, &home, &taking)?,
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
            premises: code(&home, &taking, charge.household),
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
    let untouched = |line: &DueLine| line.pays == Amount::ZERO && line.pays_late == Amount::ZERO;
    told.lines.sort_by_key(untouched);
    told.lines.truncate(LINES);
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
