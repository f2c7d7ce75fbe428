//! What a command's form begins with.

use crate::domain::error::{Refusal, Why};
use crate::domain::household::Household;
use crate::domain::ledger::Debt;
use crate::domain::money::Amount;
use crate::domain::ticket::Ticket;
use crate::service::command::{About, Arg, Kind, Row, row};
use crate::service::execute::authorise;
use crate::service::halt::{Halt, Run};
use crate::service::queries::Asking;
use crate::service::queries::actions::about;
use crate::service::queries::found::{household_of, load, premises};
use crate::service::queries::proposed::proposed;
use crate::service::subject::{Found, Subject};
use crate::service::work::Work;
use crate::storage::record::get;

/// Answers `Query::Form`: argument, text.
///
/// The command's own prefill comes first; what it leaves empty is filled from the record the eye
/// rests on, even if the command is not about a record of that kind.
pub fn form(
    asking: Asking<'_>,
    command: &str,
    subject: Option<Subject>,
) -> Run<Vec<(String, String)>> {
    let row =
        row(command).ok_or_else(|| Refusal::new(Why::UnknownCommand).with("command", command))?;
    authorise(asking.actor, row.right)?;
    let seen = match subject {
        Some(subject) => load(asking.tx, subject)?,
        None => Found::Nothing,
    };
    let mut fields: Vec<(String, String)> = Vec::new();
    if let Some(prefill) = row.prefill {
        let mut work = Work::new(asking.tx, asking.actor, asking.now, asking.office, row);
        work.found = meant(asking, row, &seen)?;
        // A form opened without its record begins empty; the command will say what is missing.
        match prefill(&work) {
            Ok(given) => fields.extend(
                given
                    .into_iter()
                    .map(|(name, text)| (name.to_owned(), text)),
            ),
            Err(Halt::Refused(_)) => {}
            Err(halt) => return Err(halt),
        }
    }
    for arg in row.args {
        if fields.iter().any(|(name, _)| name == arg.name) {
            continue;
        }
        if let Some(text) = default_of(asking, row, arg, &seen)? {
            fields.push((arg.name.to_owned(), text));
        }
    }
    Ok(fields)
}

/// The record the command is about, reached from the one seen.
fn meant(asking: Asking<'_>, row: &Row, seen: &Found) -> Run<Found> {
    if row.about == about(seen) {
        return Ok(seen.clone());
    }
    match (row.about, seen) {
        (About::Household, seen) => match household_of(seen) {
            Some(id) => Ok(get::<Household>(asking.tx, id.0)?
                .map_or(Found::Nothing, |home| Found::Household(Box::new(home)))),
            None => Ok(Found::Nothing),
        },
        (About::Ticket, Found::FollowUp(follow_up)) => {
            Ok(get::<Ticket>(asking.tx, follow_up.ticket.0)?
                .map_or(Found::Nothing, |ticket| Found::Ticket(Box::new(ticket))))
        }
        _ => Ok(Found::Nothing),
    }
}

/// The text an argument begins with for want of a prefill.
enum Default {
    /// From the record seen alone.
    Record(fn(&Row, &Found) -> Option<String>),
    /// From what is kept beside it.
    Store(fn(Asking<'_>, &Row, &Found) -> Run<Option<String>>),
}

/// Defaults by argument, where its kind or the record says what is meant.
const DEFAULTS: &[(&str, Default)] = &[
    ("premises", Default::Store(home)),
    ("caller", Default::Record(caller)),
    ("phone", Default::Record(phone)),
    ("person", Default::Record(person)),
    ("category", Default::Record(category)),
    ("worker", Default::Store(worker)),
    ("amount", Default::Store(amount)),
    ("method", Default::Record(method)),
    ("channel", Default::Record(channel)),
];

fn default_of(asking: Asking<'_>, row: &Row, arg: &Arg, seen: &Found) -> Run<Option<String>> {
    if arg.kind == Kind::Pin {
        return Ok(None);
    }
    match DEFAULTS.iter().find(|(name, _)| *name == arg.name) {
        Some((_, Default::Record(default))) => Ok(default(row, seen)),
        Some((_, Default::Store(default))) => default(asking, row, seen),
        None => Ok(None),
    }
}

fn home(asking: Asking<'_>, row: &Row, seen: &Found) -> Run<Option<String>> {
    // A command about a home says which by itself.
    if row.about != About::Nothing {
        return Ok(None);
    }
    match household_of(seen) {
        Some(id) => {
            Ok(get::<Household>(asking.tx, id.0)?.map(|home| premises(asking.office, &home)))
        }
        None => Ok(None),
    }
}

fn caller(row: &Row, seen: &Found) -> Option<String> {
    match seen {
        _ if row.about != About::Nothing => None,
        Found::Contact(contact) => Some(contact.caller.clone()),
        Found::Ticket(ticket) => Some(ticket.caller.clone()),
        Found::FollowUp(follow_up) => Some(follow_up.name.clone()),
        Found::Person(person) => Some(person.name.clone()),
        _ => None,
    }
    .filter(|name| !name.is_empty())
}

fn phone(row: &Row, seen: &Found) -> Option<String> {
    match seen {
        _ if row.about != About::Nothing => None,
        Found::Contact(contact) => Some(contact.phone.clone()),
        Found::Ticket(ticket) => Some(ticket.phone.clone()),
        Found::FollowUp(follow_up) => Some(follow_up.phone.clone()),
        _ => None,
    }
    .filter(|phone| !phone.is_empty())
}

fn person(row: &Row, seen: &Found) -> Option<String> {
    let person = match seen {
        _ if row.about != About::Nothing => None,
        Found::Contact(contact) => contact.person,
        Found::Ticket(ticket) => ticket.person,
        Found::FollowUp(follow_up) => follow_up.person,
        Found::Person(person) => Some(person.id),
        _ => None,
    };
    person.map(|id| format!("P{}", id.0))
}

fn category(_: &Row, seen: &Found) -> Option<String> {
    match seen {
        Found::Ticket(ticket) => Some(ticket.category.clone()),
        _ => None,
    }
    .filter(|code| !code.is_empty())
}

fn worker(asking: Asking<'_>, row: &Row, seen: &Found) -> Run<Option<String>> {
    match seen {
        Found::Ticket(ticket) if row.about == About::Ticket && ticket.assignee.is_none() => {
            let place = (ticket.community, ticket.premises.as_str());
            Ok(proposed(asking, &ticket.category, place)?.map(|worker| worker.name))
        }
        _ => Ok(None),
    }
}

fn amount(asking: Asking<'_>, row: &Row, seen: &Found) -> Run<Option<String>> {
    let owes = matches!(row.name, "payment.take" | "promise.record");
    let (true, Some(home)) = (owes, household_of(seen)) else {
        return Ok(None);
    };
    Ok(get::<Debt>(asking.tx, home.0)?
        .map(|debt| debt.amount)
        .filter(|amount| *amount > Amount::ZERO)
        .map(Amount::plain))
}

fn method(row: &Row, _: &Found) -> Option<String> {
    (row.name == "payment.take").then(|| String::from("cash"))
}

fn channel(row: &Row, _: &Found) -> Option<String> {
    (row.name == "contact.log").then(|| String::from("call"))
}
