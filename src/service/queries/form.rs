//! What a command's form begins with.

use crate::domain::error::{Refusal, Why};
use crate::domain::household::Household;
use crate::domain::ticket::{Ticket, TicketKind};
use crate::service::command::{About, Arg, Kind, Row, row};
use crate::service::execute::authorise;
use crate::service::halt::{Halt, Run};
use crate::service::pins;
use crate::service::queries::Asking;
use crate::service::queries::actions::{about, refused};
use crate::service::queries::detail::category_in_row;
use crate::service::queries::found::{household_of, load, premises};
use crate::service::query::Reply;
use crate::service::subject::{Found, Subject};
use crate::service::work::Work;
use crate::storage::record::get;

/// Odd fen are given up where the office does so.
const TAKE: &str = "payment.take";
const ROUND: &str = "payment.round_fen";

/// Answers `Query::Form`: argument, text; and the arguments a record like this one has nothing for.
///
/// The command's own prefill comes first; what it leaves empty is filled from the record the eye
/// rests on, even if the command is not about a record of that kind.
pub fn form(asking: Asking<'_>, command: &str, subject: Option<Subject>) -> Run<Reply> {
    let row =
        row(command).ok_or_else(|| Refusal::new(Why::UnknownCommand).with("command", command))?;
    authorise(asking.actor, row.right)?;
    let seen = match subject {
        Some(subject) => load(asking.tx, subject)?,
        None => Found::Nothing,
    };
    let meant = meant(asking, row, &seen)?;
    if let Some(refusal) = refused(asking, row, &meant)? {
        return Err(refusal.into());
    }
    let lacking = lacking(asking, row, &meant)?;
    let mut fields: Vec<(String, String)> = Vec::new();
    if let Some(prefill) = row.prefill {
        let mut work = Work::new(asking.tx, asking.actor, asking.now, asking.office, row);
        work.found = meant;
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
    fields.retain(|(name, _)| !lacking.contains(name));
    categories_in_words(asking, row, &mut fields);
    Ok(Reply::Form(fields, lacking))
}

/// The arguments that are for tickets of another kind, as a repair has no level; what the office does not do; and the old PIN of who has
/// none, or whom somebody else gives one.
fn lacking(asking: Asking<'_>, row: &Row, meant: &Found) -> Run<Vec<String>> {
    if let Found::Staff(staff) = meant
        && pins::proves(row.name, pins::OLD)
        && !pins::asks_old(asking.actor, staff)
    {
        return Ok(vec![pins::OLD.to_owned()]);
    }
    if row.name == TAKE && asking.office.whole(ROUND, 0) == 0 {
        return Ok(vec![String::from("round")]);
    }
    let kind = match meant {
        Found::Ticket(ticket) => Some(ticket.kind),
        // Of an entry of a register nothing is asked that only tickets of some kinds have.
        Found::FollowUp(follow_up) if follow_up.entry.is_some() => Some(TicketKind::Request),
        Found::FollowUp(follow_up) => {
            get::<Ticket>(asking.tx, follow_up.ticket.0)?.map(|ticket| ticket.kind)
        }
        _ => None,
    };
    let Some(kind) = kind else {
        return Ok(Vec::new());
    };
    let others = row.args.iter().filter(|arg| !arg.suits(kind));
    Ok(others.map(|arg| arg.name.to_owned()).collect())
}

/// Answers `Query::Begun`: what stands under the name typed in the first argument; nothing for commands that name their
/// record otherwise.
pub fn begun(asking: Asking<'_>, command: &str, typed: &str) -> Run<Reply> {
    let row =
        row(command).ok_or_else(|| Refusal::new(Why::UnknownCommand).with("command", command))?;
    authorise(asking.actor, row.right)?;
    let Some(begin) = row.begin else {
        return Ok(Reply::Begun(Vec::new(), Vec::new(), None));
    };
    let work = Work::new(asking.tx, asking.actor, asking.now, asking.office, row);
    let begun = begin(&work, typed)?;
    let seen = Some(begun.mark());
    let fields = begun.fields.into_iter();
    let mut fields: Vec<(String, String)> = fields
        .filter(|(_, text)| !text.is_empty())
        .map(|(name, text)| (name.to_owned(), text))
        .collect();
    categories_in_words(asking, row, &mut fields);
    Ok(Reply::Begun(fields, begun.notes, seen))
}

/// A category is typed by its name.
fn categories_in_words(asking: Asking<'_>, row: &Row, fields: &mut [(String, String)]) {
    for (name, text) in fields {
        if row.arg(name).is_some_and(|arg| arg.kind == Kind::Category) {
            *text = category_in_row(asking.office, text);
        }
    }
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
    Record(fn(Asking<'_>, &Found) -> Option<String>),
    /// From what is kept beside it.
    Store(fn(Asking<'_>, &Found) -> Run<Option<String>>),
}

/// Defaults of commands about no record, by argument. No number to call is among them: the person
/// or the contact named brings it along, unseen.
const DEFAULTS: &[(&str, Default)] = &[
    ("premises", Default::Store(home)),
    ("caller", Default::Record(caller)),
    ("person", Default::Record(person)),
    ("contact", Default::Record(contact)),
    ("category", Default::Record(category)),
];

fn default_of(asking: Asking<'_>, row: &Row, arg: &Arg, seen: &Found) -> Run<Option<String>> {
    if row.about != About::Nothing {
        return Ok(None);
    }
    match DEFAULTS.iter().find(|(name, _)| *name == arg.name) {
        Some((_, Default::Record(default))) => Ok(default(asking, seen)),
        Some((_, Default::Store(default))) => default(asking, seen),
        None => Ok(None),
    }
}

fn home(asking: Asking<'_>, seen: &Found) -> Run<Option<String>> {
    match household_of(seen) {
        Some(id) => {
            Ok(get::<Household>(asking.tx, id.0)?.map(|home| premises(asking.office, &home)))
        }
        None => Ok(None),
    }
}

fn caller(_: Asking<'_>, seen: &Found) -> Option<String> {
    match seen {
        Found::Contact(contact) => Some(contact.caller.clone()),
        Found::Ticket(ticket) => Some(ticket.caller.clone()),
        Found::FollowUp(follow_up) => Some(follow_up.name.clone()),
        Found::Person(person) => Some(person.name.clone()),
        _ => None,
    }
    .filter(|name| !name.is_empty())
}

fn person(_: Asking<'_>, seen: &Found) -> Option<String> {
    let person = match seen {
        Found::Contact(contact) => contact.person,
        Found::Ticket(ticket) => ticket.person,
        Found::FollowUp(follow_up) => follow_up.person,
        Found::Person(person) => Some(person.id),
        _ => None,
    };
    person.map(|id| format!("P{}", id.0))
}

fn contact(asking: Asking<'_>, seen: &Found) -> Option<String> {
    match seen {
        Found::Contact(contact) => Some(contact.number.short(asking.office.today(asking.now))),
        _ => None,
    }
}

fn category(_: Asking<'_>, seen: &Found) -> Option<String> {
    match seen {
        Found::Ticket(ticket) => Some(ticket.category.clone()),
        _ => None,
    }
    .filter(|code| !code.is_empty())
}
