//! What a record is found by: its line of folded text.

use crate::domain::contact::{Contact, ContactState};
use crate::domain::fold::fold;
use crate::domain::household::{Household, Person};
use crate::domain::id::Number;
use crate::domain::pinyin;
use crate::domain::register::{FieldKind, RegisterEntry, Value};
use crate::domain::ticket::Ticket;
use crate::service::registers::in_force;
use crate::service::search::block::PAST;

/// The code of a home, as printed and without its breaks, each after a space.
pub fn home(household: &Household) -> String {
    let code = fold(&household.code);
    let plain: String = code.chars().filter(|c| *c != '-').collect();
    format!(" {code} {plain}")
}

/// Name, sounds, initials, phones and plates of a person, each after a space.
pub fn person(person: &Person) -> String {
    let mut line = format!(
        " {} {}",
        fold(&person.name),
        pinyin::search_text(&person.name)
    );
    for one in person.phones.iter().chain(&person.plates) {
        line.push(' ');
        line.push_str(&fold(one));
    }
    line
}

/// Number, home, caller and all that was said of a ticket, and its number elsewhere. What was over before it
/// was taken over is of the past.
pub fn ticket(ticket: &Ticket) -> String {
    // The line for lists is mostly the beginning of what was said.
    let said = ticket.text.starts_with(&ticket.summary);
    let summary = if said { "" } else { &ticket.summary };
    let external = ticket.external.as_deref().unwrap_or_default();
    let line = matter(
        ticket.number,
        &[
            &ticket.premises,
            &ticket.caller,
            summary,
            &ticket.text,
            external,
        ],
    );
    if ticket.is_history() {
        format!("{PAST}{line}")
    } else {
        line
    }
}

/// The same of a contact; one taken back is not found.
pub fn contact(contact: &Contact) -> Option<String> {
    (contact.state != ContactState::Undone).then(|| {
        matter(
            contact.number,
            &[&contact.premises, &contact.caller, &contact.text],
        )
    })
}

/// Number, home and all that is written in an open entry, names with their sounds; what is masked is not looked for,
/// but for phones, of which people say the end. Nothing of one that is over.
pub fn entry(entry: &RegisterEntry) -> Option<String> {
    let register = in_force(entry).filter(|_| entry.open())?;
    let entry = register.current(entry.clone());
    let mut line = fold(&entry.number.full());
    let mut put = |text: &str| {
        line.push_str("\t ");
        line.push_str(text);
    };
    for field in &register.fields {
        let Some(value) = entry.value(&field.id) else {
            continue;
        };
        match value {
            Value::Text(text) if field.kind == FieldKind::Phone => put(&fold(text)),
            _ if field.masked => {}
            Value::Text(chosen) if field.kind == FieldKind::Choice => {
                let chosen = field.options.iter().find(|one| one.id == *chosen);
                let labels = chosen.map(|one| [&one.label.zh_hans, &one.label.en]);
                labels
                    .into_iter()
                    .flatten()
                    .for_each(|label| put(&fold(label)));
            }
            Value::Text(text) if field.kind == FieldKind::Text => {
                put(&fold(text));
                put(&pinyin::search_text(text));
            }
            Value::Named(_, name) => {
                put(&fold(name));
                put(&pinyin::search_text(name));
            }
            Value::Text(text) | Value::Charge(_, text) | Value::File(text, _) => put(&fold(text)),
            Value::Home(_, code) => put(&fold(code)),
            Value::Record(number) => put(&fold(&number.full())),
            Value::Whole(_) | Value::Amount(_) | Value::Day(_) | Value::At(_) | Value::Yes(_) => {}
        }
    }
    Some(line)
}

fn matter(number: Number, parts: &[&str]) -> String {
    let mut line = fold(&number.full());
    for part in parts.iter().filter(|part| !part.is_empty()) {
        line.push('\t');
        line.push_str(&fold(part));
    }
    line
}
