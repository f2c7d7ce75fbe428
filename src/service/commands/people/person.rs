//! `person.add` and `person.reveal`, and how phones and plates are read.

use crate::domain::error::{FieldFault, Refusal, Why};
use crate::domain::fold::fold;
use crate::domain::follow_up::FollowUp;
use crate::domain::household::{Person, Relation, Sex, Tie, phone_digits};
use crate::domain::id::PersonId;
use crate::service::args::Values;
use crate::service::books::Books;
use crate::service::command::Made;
use crate::service::deadlines;
use crate::service::disclosure;
use crate::service::halt::Run;
use crate::service::lookup;
use crate::service::subject::{Found, Subject};
use crate::service::work::Work;
use crate::storage::Direction;
use crate::storage::codec::Key;
use crate::storage::kept::indexes::PERSON_BY_PHONE;

/// Most phones, and most plates, of one person.
const MOST: usize = 8;
/// Most people with the same phone that an answer names.
const NAMED: usize = 5;

/// Records somebody at a home. The same name there twice is refused; the same phone elsewhere is named.
pub(super) fn add(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let Some(home) = values.premises("premises").cloned() else {
        return Err(Refusal::field("premises", Why::Missing).into());
    };
    let name = values.line("name");
    let living = lookup::people_of(work.tx(), home.id.0)?;
    if let Some(same) = living.iter().find(|other| fold(&other.name) == fold(&name)) {
        let text = format!("P{} {}", same.id.0, same.name);
        let fault = Refusal::new(Why::Exists).with("text", text).on("name");
        return Err(Refusal::fields(vec![fault]).into());
    }
    let phones = read_phones(values)?;
    let same_phone = with_phones(work, &phones)?;
    let mut person = Person {
        id: PersonId(work.next_id::<Person>()?),
        version: 0,
        name,
        phones,
        id_number: id_number(values),
        sex: values.choice("sex").and_then(Sex::from_name),
        ties: vec![Tie {
            household: home.id,
            relation: relation(values).unwrap_or(Relation::Owner),
            since: values.day("since"),
            until: None,
        }],
        plates: read_plates(values)?,
        vulnerable: values.yes("vulnerable"),
        note: values.line("note"),
        external: None,
        unseen: None,
    };
    work.put(&mut person)?;
    Books::of(work).rename_debts(&person.ties)?;
    if person.vulnerable {
        deadlines::rederive_of(work, &person)?;
    }
    work.touch(Subject::of(&home));
    let mut made = Made::default()
        .with("person", format!("P{}", person.id.0))
        .with("name", person.name)
        .with("premises", home.code);
    if !same_phone.is_empty() {
        made = made.with("same", same_phone.join(" "));
    }
    Ok(made)
}

/// Gives the full numbers of a person; changes nothing, and leaves a line that says who saw them and why
/// (duties.md D-068).
pub(super) fn reveal(work: &mut Work<'_>, _: &Values) -> Run<Made> {
    let found = work.found.clone();
    let (office, by, now) = (work.office, work.actor.staff, work.now);
    let made = match &found {
        Found::Person(person) => {
            work.touch(Subject::of(&**person));
            Made::default()
                .with("person", format!("P{}", person.id.0))
                .with("name", person.name.as_str())
                .with("phone", person.phones.join(" "))
                .with("id_number", person.id_number.clone().unwrap_or_default())
        }
        Found::FollowUp(call) => {
            work.touch(Subject::of(&**call));
            Made::of(call.number)
                .with("name", call.name.as_str())
                .with("phone", whom_to_call(work, call)?)
        }
        _ => return Err(no_person(work).into()),
    };
    disclosure::count(work.raw(), office, by, now, 1)?;
    Ok(made)
}

/// What was named is no person: a number stands for one only where its phone is shown.
pub(super) fn no_person(work: &Work<'_>) -> Refusal {
    let named = work.found.number().map(|number| number.short(work.today()));
    Refusal::new(Why::UnknownPerson).with("text", named.unwrap_or_default())
}

/// The number the matter was reported from, first; then the others of who reported it.
fn whom_to_call(work: &mut Work<'_>, call: &FollowUp) -> Run<String> {
    let mut phones: Vec<String> = Vec::new();
    phones.extend(Some(call.phone.clone()).filter(|phone| !phone.is_empty()));
    let person: Option<Person> = match call.person {
        Some(id) => work.find(id.0)?,
        None => None,
    };
    if let Some(person) = person {
        work.touch(Subject::of(&person));
        let others = person.phones.into_iter();
        phones.extend(others.filter(|phone| *phone != call.phone));
    }
    Ok(phones.join(" "))
}

/// What somebody is to the home, if it was said.
pub(super) fn relation(values: &Values) -> Option<Relation> {
    values.choice("relation").and_then(Relation::from_name)
}

/// The identity number without blanks, in capitals.
pub(super) fn id_number(values: &Values) -> Option<String> {
    let typed = values.text("id_number")?;
    let number: String = fold(typed).chars().filter(|c| !c.is_whitespace()).collect();
    Some(number.to_uppercase()).filter(|number| !number.is_empty())
}

/// The phones as digits; every one that is none is named.
pub(super) fn read_phones(values: &Values) -> Run<Vec<String>> {
    read_all(values, "phone", Why::BadPhone, phone_digits)
}

/// The plates in capitals, without the dot and blanks: `粤B·12345` is `粤B12345`.
pub(super) fn read_plates(values: &Values) -> Run<Vec<String>> {
    read_all(values, "plate", Why::BadPlate, plate)
}

/// The stored form of a number plate, if the text can be one.
pub fn plate(text: &str) -> Option<String> {
    let plain: String = fold(text)
        .to_uppercase()
        .chars()
        .filter(|c| !matches!(c, ' ' | '·' | '.' | '-' | '•'))
        .collect();
    let count = plain.chars().count();
    let digits = plain.chars().any(|c| c.is_ascii_digit());
    ((5..=9).contains(&count) && digits && plain.chars().all(char::is_alphanumeric))
        .then_some(plain)
}

fn read_all(
    values: &Values,
    field: &str,
    why: Why,
    read: impl Fn(&str) -> Option<String>,
) -> Run<Vec<String>> {
    let mut found: Vec<String> = Vec::new();
    let mut faults: Vec<FieldFault> = Vec::new();
    for text in values.names(field).unwrap_or_default() {
        match read(text) {
            Some(value) if found.contains(&value) => {}
            Some(value) => found.push(value),
            None => faults.push(Refusal::new(why).with("text", text.as_str()).on(field)),
        }
    }
    if found.len() > MOST {
        faults.push(Refusal::new(Why::TooMany).with("limit", MOST).on(field));
    }
    if faults.is_empty() {
        Ok(found)
    } else {
        Err(Refusal::fields(faults).into())
    }
}

/// Others who can be called under one of these phones, named with their numbers.
fn with_phones(work: &Work<'_>, phones: &[String]) -> Run<Vec<String>> {
    let mut named: Vec<String> = Vec::new();
    for phone in phones {
        let key = Key::new().str(phone);
        let others: Vec<Person> =
            lookup::all(work.tx(), PERSON_BY_PHONE, key, Direction::Forward, NAMED)?;
        for other in others.iter().filter(|other| other.phones.contains(phone)) {
            let name = format!("P{} {}", other.id.0, other.name);
            if !named.contains(&name) && named.len() < NAMED {
                named.push(name);
            }
        }
    }
    Ok(named)
}

#[cfg(test)]
mod tests {
    use super::plate;

    #[test]
    fn a_plate_is_the_same_however_it_is_written() {
        for text in ["粤B12345", "粤b·12345", "粵B 12345", "粤B-12345"] {
            assert_eq!(plate(text).as_deref(), Some("粤B12345"), "{text}");
        }
        assert_eq!(plate("粤BD12345").as_deref(), Some("粤BD12345"));
        for bad in ["", "粤B", "十二万三", "粤B1234567890"] {
            assert_eq!(plate(bad), None, "{bad}");
        }
    }
}
