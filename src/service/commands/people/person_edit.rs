//! `person.edit`: a person corrected, tied to another home or parted from one.

use crate::domain::error::{Refusal, Why};
use crate::domain::history::LineKind;
use crate::domain::household::{Household, Person, Relation, Sex, Tie, masked_id, masked_phone};
use crate::service::args::Values;
use crate::service::books::Books;
use crate::service::command::Made;
use crate::service::commands::people::person::{id_number, read_phones, read_plates, relation};
use crate::service::deadlines;
use crate::service::halt::Run;
use crate::service::subject::{Found, Subject};
use crate::service::work::Work;
use crate::storage::ReadTx;
use crate::storage::record::get;

/// What `clear` may empty.
const CLEARABLE: &[&str] = &["phone", "id_number", "plate", "sex", "note"];

/// Corrects a person; each change leaves a line, with numbers masked in it.
pub(super) fn edit(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let Found::Person(found) = work.found.clone() else {
        return Err(super::person::no_person(work).into());
    };
    let before = *found;
    let mut person = before.clone();
    if let Some(name) = values.text("name").filter(|name| *name != before.name) {
        name.clone_into(&mut person.name);
        person.unseen = None;
    }
    if values.has("phone") {
        person.phones = read_phones(values)?;
    }
    if values.has("id_number") {
        person.id_number = id_number(values);
    }
    if values.has("plate") {
        person.plates = read_plates(values)?;
    }
    if let Some(sex) = values.choice("sex").and_then(Sex::from_name) {
        person.sex = Some(sex);
    }
    if values.has("vulnerable") {
        person.vulnerable = values.yes("vulnerable");
    }
    if let Some(note) = values.text("note") {
        note.clone_into(&mut person.note);
    }
    for field in values.clearing(CLEARABLE)? {
        match field {
            "phone" => person.phones.clear(),
            "id_number" => person.id_number = None,
            "plate" => person.plates.clear(),
            "sex" => person.sex = None,
            _ => person.note.clear(),
        }
    }
    change_ties(work, &mut person, values)?;
    if person == before {
        return Err(Why::NothingChanged.into());
    }
    let (old, new) = (shown(work.tx(), &before)?, shown(work.tx(), &person)?);
    work.put(&mut person)?;
    // A tie is never removed, only ended: these are all it could concern.
    Books::of(work).rename_debts(&person.ties)?;
    if before.vulnerable || person.vulnerable {
        deadlines::rederive_of(work, &person)?;
    }
    let subject = Subject::of(&person);
    for ((field, before, _), (_, after, _)) in old.iter().zip(&new) {
        if before != after {
            work.edit_line(subject, LineKind::Edit, field, before, after, "")?;
        }
    }
    Ok(Made::default()
        .with("person", format!("P{}", person.id.0))
        .with("name", person.name))
}

/// Ends a tie, makes one, or says anew what somebody is to a home.
fn change_ties(work: &mut Work<'_>, person: &mut Person, values: &Values) -> Run<()> {
    let today = work.today();
    if let Some(home) = values.premises("untie") {
        let tie = person
            .ties
            .iter_mut()
            .find(|tie| tie.household == home.id && tie.until.is_none())
            .ok_or_else(|| not_there("untie", home))?;
        tie.until = Some(today);
        work.touch(Subject::of(home));
    }
    let said = relation(values);
    if let Some(home) = values.premises("tie") {
        let current = |tie: &&mut Tie| tie.household == home.id && tie.until.is_none();
        if let Some(tie) = person.ties.iter_mut().find(current) {
            let Some(relation) = said.filter(|relation| *relation != tie.relation) else {
                let fault = Refusal::new(Why::Exists)
                    .with("text", home.code.as_str())
                    .on("tie");
                return Err(Refusal::fields(vec![fault]).into());
            };
            tie.relation = relation;
        } else {
            person.ties.push(Tie {
                household: home.id,
                relation: said.unwrap_or(Relation::Owner),
                since: Some(values.day("since").unwrap_or(today)),
                until: None,
            });
        }
        work.touch(Subject::of(home));
    } else if let Some(relation) = said {
        let mut current = person.ties.iter_mut().filter(|tie| tie.until.is_none());
        match (current.next(), current.next()) {
            (Some(only), None) => only.relation = relation,
            // With several homes it must be said for which.
            _ => return Err(Refusal::field("tie", Why::Missing).into()),
        }
    }
    Ok(())
}

fn not_there(field: &str, home: &Household) -> Refusal {
    let fault = Refusal::new(Why::UnknownPremises)
        .with("text", home.code.as_str())
        .on(field);
    Refusal::fields(vec![fault])
}

/// What the form begins with: what may be seen without a reason.
pub(super) fn prefill(work: &Work<'_>) -> Run<Vec<(&'static str, String)>> {
    let Found::Person(person) = &work.found else {
        return Ok(Vec::new());
    };
    Ok(shown(work.tx(), person)?
        .into_iter()
        .filter(|(_, text, plain)| *plain && !text.is_empty())
        .map(|(field, text, _)| (field, text))
        .collect())
}

/// The fields as text with numbers masked, and whether a form may begin with the text.
fn shown(tx: &dyn ReadTx, person: &Person) -> Run<Vec<(&'static str, String, bool)>> {
    let mut homes = Vec::new();
    for tie in person.ties.iter().filter(|tie| tie.until.is_none()) {
        if let Some(home) = get::<Household>(tx, tie.household.0)? {
            homes.push(format!("{} {}", home.code, tie.relation.name()));
        }
    }
    let phones: Vec<String> = person
        .phones
        .iter()
        .map(|phone| masked_phone(phone))
        .collect();
    let id = person
        .id_number
        .as_deref()
        .map(masked_id)
        .unwrap_or_default();
    let vulnerable = if person.vulnerable { "yes" } else { "no" };
    Ok(vec![
        ("name", person.name.clone(), true),
        ("phone", phones.join(","), false),
        ("id_number", id, false),
        ("plate", person.plates.join(","), true),
        (
            "sex",
            person
                .sex
                .map(|sex| sex.name().to_owned())
                .unwrap_or_default(),
            true,
        ),
        ("vulnerable", vulnerable.to_owned(), true),
        ("note", person.note.clone(), true),
        ("tie", homes.join(","), false),
    ])
}
