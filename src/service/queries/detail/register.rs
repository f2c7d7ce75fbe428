//! An entry of a register with all its fields, in the order of the declaration.

use crate::domain::error::Fact;
use crate::domain::ledger::Charge;
use crate::domain::register::{Field, FieldKind, RegisterEntry, Value};
use crate::service::halt::Run;
use crate::service::lookup::staff_name;
use crate::service::queries::Asking;
use crate::service::queries::found::household_subject;
use crate::service::registers::{clearance, in_force, link_to, masked, text_of};
use crate::service::subject::Subject;
use crate::service::view::Field as Shown;
use crate::storage::record::{Record, get};

use super::Said;

/// What an entry says of itself.
pub(super) fn said(asking: Asking<'_>, entry: &RegisterEntry) -> Run<Said> {
    let Some(register) = in_force(entry) else {
        // Its declaration is gone: what is known without it is shown.
        return Ok(Said {
            kind: entry.register.clone(),
            state: entry.state.clone(),
            ..Said::default()
        });
    };
    let entry = &register.current(entry.clone());
    let mut fields: Vec<Shown> = Vec::new();
    for field in &register.fields {
        let Some(value) = entry.value(&field.id) else {
            continue;
        };
        let name = if field.kind == FieldKind::Home {
            "premises".to_owned()
        } else {
            format!("{}-{}", register.name, field.id)
        };
        fields.push(Shown {
            name,
            value: fact(asking, &register.name, field, value),
            link: link(asking, field, value)?,
        });
    }
    for one in &entry.running {
        // Where a field says until when, it has said so.
        let until = register
            .deadline(&one.deadline)
            .and_then(|one| one.until.as_deref());
        if until.is_none_or(|field| entry.value(field).is_none()) {
            let word = format!("{}-due-{}", register.name, one.deadline);
            fields.push(Shown::new(&word, Fact::At(one.due_at)));
        }
    }
    // What the home still has to settle before the entry goes on (duties.md D-088).
    for open in clearance(asking.tx, asking.office.today(asking.now), entry)? {
        fields.push(Shown::new("not_clear", open));
    }
    fields.push(Shown::new("made_at", Fact::At(entry.made_at)));
    let by = staff_name(asking.tx, entry.made_by)?;
    fields.push(Shown::new("made_by", by));
    Ok(Said {
        kind: register.name.clone(),
        state: register.state(&entry.state).to_owned(),
        fields,
        text: String::new(),
    })
}

/// A value as a fact, masked as declared.
fn fact(asking: Asking<'_>, register: &str, field: &Field, value: &Value) -> Fact {
    match value {
        Value::Text(chosen) if field.kind == FieldKind::Choice => {
            Fact::Term(format!("choice-{register}-{}-{chosen}", field.id))
        }
        Value::Yes(yes) => Fact::Term(String::from(if *yes { "choice-yes" } else { "choice-no" })),
        Value::Whole(number) => Fact::Count(*number),
        Value::Amount(amount) => Fact::Money(*amount),
        Value::Day(day) => Fact::Day(*day),
        Value::At(at) => Fact::At(*at),
        Value::Named(_, name) => Fact::Text(masked(field, name)),
        Value::Charge(_, name) => Fact::Text(name.clone()),
        Value::File(name, digest) => {
            let digest: String = digest.chars().take(SHORT_DIGEST).collect();
            Fact::Text(format!("{}  {digest}", masked(field, name)))
        }
        Value::Record(number) => Fact::Text(number.short(asking.office.today(asking.now))),
        value => Fact::Text(masked(field, &text_of(asking.office, field, value))),
    }
}

/// Digits of a digest that are shown: enough to find the file by.
const SHORT_DIGEST: usize = 12;

/// The record to open from a value; a charge is read in the ledger of its home.
fn link(asking: Asking<'_>, field: &Field, value: &Value) -> Run<Option<Subject>> {
    let to = link_to(asking.tx, field.kind, value)?;
    let Some(charge) = to.filter(|to| to.kind == Charge::KIND) else {
        return Ok(to);
    };
    let charge: Option<Charge> = get(asking.tx, charge.id)?;
    Ok(charge.map(|charge| household_subject(charge.household)))
}
