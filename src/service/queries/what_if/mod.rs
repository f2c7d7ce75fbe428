//! What an act on a home's account would do, reckoned as it would be booked and booked nowhere.

mod payment;
mod relief;

use crate::domain::error::{Refusal, Why};
use crate::domain::household::Household;
use crate::domain::money::Amount;
use crate::service::args::{Reading, Values, read};
use crate::service::command::{Command, Row, row};
use crate::service::execute::authorise;
use crate::service::halt::{Halt, Run};
use crate::service::queries::Asking;
use crate::service::subject::{self, Found};
use crate::service::view::{DueLine, WhatIf};
use crate::service::work::Work;

/// How an act is foreseen: by what is typed right, and why it would be refused as far as that is known.
type Foresees = fn(Asking<'_>, (&Work<'_>, &Household), &Values, Option<Refusal>) -> Run<WhatIf>;

/// What stands in for what has to be said and was not yet.
type StandIns = &'static [(&'static str, &'static str)];

/// The commands that are foreseen.
const FORESEEN: &[(&str, Foresees, StandIns)] = &[
    (
        "payment.take",
        payment::payment,
        &[("amount", "1"), ("method", "cash")],
    ),
    (
        "charge.reduce",
        relief::relief,
        &[("amount", "1"), ("reason", "--")],
    ),
    ("charge.write_off", relief::relief, &[("reason", "--")]),
];

/// Lines told, at most: those that get something come first.
const LINES: usize = 200;

/// Answers `Query::WhatIf`. What is typed wrong is left out, and told beside it.
pub fn what_if(asking: Asking<'_>, command: &Command) -> Run<WhatIf> {
    let unknown = || Refusal::new(Why::UnknownCommand).with("command", command.name.as_str());
    let mut known = FORESEEN.iter();
    let (name, foresees, needed) = known
        .find(|(name, ..)| *name == command.name)
        .ok_or_else(unknown)?;
    let row = row(name).ok_or_else(unknown)?;
    authorise(asking.actor, row.right)?;
    let Asking {
        tx, office, now, ..
    } = asking;
    let found = subject::find(tx, office, now, row.about, command.subject.as_deref())?;
    let Found::Household(home) = &found else {
        return Err(Refusal::field("subject", Why::Missing).into());
    };
    let home = home.clone();
    let (values, refused) = typed(Reading { tx, office, now }, row, &command.args, needed)?;
    let mut work = Work::new(tx, asking.actor, now, office, row);
    work.found = found;
    let mut told = foresees(asking, (&work, &home), &values, refused)?;
    let untouched = |line: &DueLine| line.pays == Amount::ZERO && line.pays_late == Amount::ZERO;
    told.lines.sort_by_key(untouched);
    told.lines.truncate(LINES);
    Ok(told)
}

/// What is typed right, and why the rest would be refused. What nobody typed yet is no fault.
fn typed(
    reading: Reading<'_>,
    row: &Row,
    args: &[(String, String)],
    needed: &[(&str, &str)],
) -> Run<(Values, Option<Refusal>)> {
    let refusal = match read(reading, row, args) {
        Ok(values) => return Ok((values, None)),
        Err(Halt::Refused(refusal)) => refusal,
        Err(halt) => return Err(halt),
    };
    let right = |name: &str| refusal.fields.iter().all(|fault| fault.field != name);
    let mut whole: Vec<(String, String)> = args.to_vec();
    whole.retain(|(name, _)| right(name));
    let mut missing = Vec::new();
    for (name, text) in needed {
        if whole.iter().all(|(given, _)| given != name) {
            whole.push(((*name).to_owned(), (*text).to_owned()));
            missing.push(*name);
        }
    }
    let mut values = read(reading, row, &whole)?;
    for name in missing {
        values.remove(name);
    }
    let told = refusal.fields.iter().any(|fault| fault.why != Why::Missing);
    Ok((values, told.then_some(refusal)))
}
