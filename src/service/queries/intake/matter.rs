//! The matters of a conversation: of which kind each is, who would be sent, what is missing before it can be saved.

use crate::domain::contact::ContactKind;
use crate::domain::error::{FieldFault, Refusal, Why};
use crate::domain::intake::{Kind, Token as Read, Value};
use crate::domain::ticket::TicketKind;
use crate::service::args;
use crate::service::command::row;
use crate::service::commands::SAYING;
use crate::service::halt::{Halt, Run};
use crate::service::lookup;
use crate::service::queries::Asking;
use crate::service::view::Matter;
use crate::service::workers;

use super::LOG;
use super::fill::{Fields, kind_of_category, reading};
use super::keywords;

/// The fields filled by hand that are about the matter at this place, by their plain names: `kind2` is the kind of the
/// second one.
pub(super) fn by_hand(all: &[(String, String)], at: usize) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    for (name, text) in all {
        let plain = name.trim_end_matches(|c: char| c.is_ascii_digit());
        if *name == named(plain, at) {
            fields.push((plain.to_owned(), text.clone()));
        }
    }
    fields
}

/// The name of a field of the matter at this place.
fn named(field: &str, at: usize) -> String {
    if at == 0 {
        field.to_owned()
    } else {
        format!("{field}{}", at + 1)
    }
}

/// The kind a matter is said to be of: by hand, by a word, by what it begins with, or by the form it is typed in.
pub(super) fn said(
    asking: Asking<'_>,
    typed: &[(String, String)],
    words: &[Read],
    (form, at): (&str, usize),
) -> String {
    let by_hand = typed.iter().find(|(name, _)| name == "kind");
    let by_hand = by_hand.map(|(_, kind)| kind.as_str());
    let by_word = words.iter().find_map(|word| match &word.value {
        Value::Hit(hit) if word.kind == Kind::About => Some(hit.key.as_str()),
        _ => None,
    });
    let by_form = TicketKind::from_name(form).filter(|_| at == 0);
    by_hand
        .filter(|kind| !kind.is_empty())
        .or(by_word)
        .or_else(|| lead(asking, words))
        .or(by_form.map(TicketKind::name))
        .unwrap_or_default()
        .to_owned()
}

/// The kind the first words of a matter say; a phrase that begins like that knows better.
fn lead(asking: Asking<'_>, words: &[Read]) -> Option<&'static str> {
    let mut told = words
        .iter()
        .filter(|word| matches!(word.kind, Kind::Text | Kind::Phrase));
    let Value::Text(text) = &told.next()?.value else {
        return None;
    };
    let phrases = &asking.office.phrases;
    let known = phrases
        .iter()
        .any(|phrase| !phrase.text.is_empty() && text.starts_with(&phrase.text));
    keywords::lead(text).filter(|_| !known)
}

/// The kind a matter is of, as far as it is clear; an answer or what waits for one makes it an enquiry.
pub(super) fn kind(asking: Asking<'_>, fields: &Fields, said: &str, form: &str) -> String {
    if !said.is_empty() {
        return said.to_owned();
    }
    let category = fields.get("category");
    if let Some(kind) = category.and_then(|code| kind_of_category(asking, code)) {
        return kind.to_owned();
    }
    let has = |names: &[&str]| names.iter().any(|name| fields.get(name).is_some());
    let kind = if has(&["first_action", "reported_to"]) {
        ContactKind::Incident.name()
    } else if has(&["answer", "callback", "waiting"]) {
        ContactKind::Enquiry.name()
    } else if has(&["worker"]) {
        // Somebody is only sent to a repair.
        ContactKind::Repair.name()
    } else {
        // Further matters of a repair are rather repairs.
        TicketKind::from_name(form).map_or("", TicketKind::name)
    };
    kind.to_owned()
}

/// A matter as it would be saved.
///
/// `place` is the code of the home or public area; without one nobody is sent.
pub(super) fn matter(asking: Asking<'_>, place: Option<&str>, fields: &Fields) -> Run<Matter> {
    let names = ["text", "kind", "category", "place", "priority", "area"];
    let known = names.iter().filter_map(|name| {
        let text = fields.get(name)?;
        Some(((*name).to_owned(), text.to_owned()))
    });
    let none = |(name, code): &(String, String)| {
        name == "category" && kind_of_category(asking, code).is_none()
    };
    // What is typed in the field of the kind is only one once it is one of the choices.
    let half =
        |(name, kind): &(String, String)| name == "kind" && ContactKind::from_name(kind).is_none();
    let known = known.filter(|field| !none(field) && !half(field));
    Ok(Matter {
        fields: known.collect(),
        worker: worker(asking, place, fields)?,
    })
}

/// The worker named, or the one who would be sent to a repair.
fn worker(asking: Asking<'_>, place: Option<&str>, fields: &Fields) -> Run<String> {
    let Some(place) = place else {
        return Ok(String::new());
    };
    if let Some(named) = fields.get("worker") {
        return match lookup::staff(asking.tx, named, |_| true) {
            Ok(worker) => Ok(worker.name),
            Err(Halt::Refused(_)) => Ok(String::new()),
            Err(halt) => Err(halt),
        };
    }
    let repair = fields.get("kind") == Some(TicketKind::Repair.name());
    let Some(category) = fields.get("category").filter(|_| repair) else {
        return Ok(String::new());
    };
    Ok(workers::choose(
        asking.tx,
        asking.office,
        (category, place),
        asking.office.today(asking.now),
    )?
    .map(|worker| worker.name)
    .unwrap_or_default())
}

/// What is missing or wrong in the matter at this place: what the command would refuse, and what only a person can decide.
pub(super) fn faults(asking: Asking<'_>, fields: &Fields, at: usize) -> Run<Vec<FieldFault>> {
    let Some(row) = row(LOG) else {
        return Ok(Vec::new());
    };
    let given: Vec<(String, String)> = fields
        .iter()
        .filter(|(name, _)| row.arg(name).is_some())
        .cloned()
        .collect();
    let mut faults = match args::read(reading(asking), row, &given) {
        Ok(_) => Vec::new(),
        Err(Halt::Refused(refusal)) => refusal.fields,
        Err(halt) => return Err(halt),
    };
    faults.extend(undecided(fields, at));
    for fault in &mut faults {
        fault.field = named(&fault.field, at);
    }
    Ok(faults)
}

/// What is still to be decided before the matter is a record.
fn undecided(fields: &Fields, at: usize) -> Option<FieldFault> {
    let has = |name: &str| fields.get(name).is_some();
    if has("voice") {
        return None;
    }
    if at == 0 && !SAYING.iter().any(|name| has(name)) {
        return Some(Refusal::new(Why::NoMatter).on("text"));
    }
    match fields.get("kind").and_then(ContactKind::from_name) {
        // A category that is none is refused by itself.
        None if has("category") => None,
        None => Some(Refusal::new(Why::NoKind).on("kind")),
        Some(ContactKind::Repair) if !has("category") => {
            Some(Refusal::new(Why::NoCategory).on("category"))
        }
        Some(_) => None,
    }
}
