//! The kinds of intake, the order of their fields, those of further matters.

use crate::tui::fields::Field;

/// Arguments that are set by the kind of form and by which key saves it, not typed.
pub(super) const IMPLIED: [&str; 5] = ["channel", "ticket", "dispatch", "matters", "contact"];
/// The fields that come first, most wanted first; the others follow in the order of the table.
pub(super) const FIRST: [&str; 11] = [
    "premises",
    "caller",
    "phone",
    "text",
    "kind",
    "category",
    "place",
    "priority",
    "appointment",
    "worker",
    "answer",
];
/// The field behind which those of further matters stand.
pub(super) const BEHIND: &str = "worker";
/// The fields of a further matter.
const FURTHER: [&str; 3] = ["text", "kind", "category"];
/// The kinds of contact that open a ticket.
pub(super) const TICKETS: [&str; 3] = ["repair", "complaint", "request"];

/// A kind of intake: its form, its title, the way the contact came.
pub(super) struct Form {
    pub(super) kind: &'static str,
    pub(super) title: &'static str,
    pub(super) channel: &'static str,
}

pub(super) const FORMS: [Form; 4] = [
    Form {
        kind: "call",
        title: "command-contact-call",
        channel: "call",
    },
    Form {
        kind: "visit",
        title: "command-contact-visit",
        channel: "visit",
    },
    Form {
        kind: "repair",
        title: "command-repair-new",
        channel: "call",
    },
    Form {
        kind: "complaint",
        title: "command-complaint-new",
        channel: "call",
    },
];

/// The name of a field of the matter at this place, counted from 0: `kind2` is the kind of the second one.
pub(super) fn named(field: &str, at: usize) -> String {
    format!("{field}{}", at + 1)
}

/// The place of the further matter a field is about, counted from 0.
pub(super) fn matter_of(name: &str) -> Option<usize> {
    let place: usize = FURTHER
        .iter()
        .find_map(|field| name.strip_prefix(field)?.parse().ok())?;
    place.checked_sub(1)
}

/// The fields of the further matters up to so many in all, like those of the first but for their names.
pub(super) fn further(first: &[Field], count: usize) -> Vec<Field> {
    let mut fields = Vec::new();
    for at in 1..count {
        for field in FURTHER
            .iter()
            .filter_map(|name| first.iter().find(|field| field.name == *name))
        {
            let number = i64::try_from(at + 1).unwrap_or(i64::MAX);
            fields.push(field.again(named(&field.name, at), number));
        }
    }
    fields
}
