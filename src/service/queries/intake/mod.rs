//! What the desk should see while the caller speaks.

mod fill;
mod known;
mod same;

use crate::domain::household::{Household, Person};
use crate::domain::intake::{Token as Read, matters, parse};
use crate::service::halt::Run;
use crate::service::lookup::{person, premises_candidates};
use crate::service::queries::Asking;
use crate::service::queries::detail::home_facts;
use crate::service::queries::found::{current_homes, household_subject, premises};
use crate::service::queries::{home, rows};
use crate::service::query::IntakeQuery;
use crate::service::view::{Intake, PlacedRow};
use crate::service::workers;
use crate::storage::record::get;

use fill::Fields;
use known::Known;

/// Answers `Query::Intake`.
pub fn intake(asking: Asking<'_>, query: &IntakeQuery) -> Run<Intake> {
    let known = Known::new(asking);
    let read = parse(&query.line, asking.now, asking.office.zone, &known);
    known.end()?;
    let mut first = Fields::default();
    let mut further = Vec::new();
    for (at, matter) in matters(&read).enumerate() {
        let fields = fields_of(asking, matter)?;
        if at == 0 {
            first = fields;
        } else {
            further.push(fields);
        }
    }
    first.overrule(&query.fields);
    let homes = homes(asking, &mut first, &read)?;
    let mut answer = Intake {
        tokens: read.iter().map(fill::token).collect(),
        candidates: homes
            .iter()
            .skip(1)
            .map(|home| premises(asking.office, home))
            .collect(),
        same: placed(asking, &same::same(asking, homes.first(), &first)?)?,
        ..Intake::default()
    };
    answer.worker = worker(asking, homes.first(), &first)?;
    if let Some(here) = homes.first() {
        at_home(asking, here, &mut answer)?;
    }
    answer.fields = first.done();
    answer.further = further.into_iter().map(Fields::done).collect();
    Ok(answer)
}

/// The fields the words of one matter fill.
fn fields_of(asking: Asking<'_>, matter: &[Read]) -> Run<Fields> {
    let mut fields = Fields::default();
    for token in matter {
        fields.take(asking, token)?;
    }
    Ok(fields)
}

/// The homes the line may be about, the one taken first; its code goes into the fields.
fn homes(asking: Asking<'_>, fields: &mut Fields, read: &[Read]) -> Run<Vec<Household>> {
    let mut homes: Vec<Household> = Vec::new();
    if let Some(typed) = fields.get("premises") {
        homes = premises_candidates(asking.tx, asking.office, typed)?;
        // The words left over for the room are other homes it could be.
        for id in fill::other_rooms(read) {
            if !homes.iter().any(|home| home.id.0 == id) {
                homes.extend(get::<Household>(asking.tx, id)?);
            }
        }
    } else if let Some(person) = fields.get("person") {
        for id in current_homes(&known_person(asking, person)?) {
            homes.extend(get::<Household>(asking.tx, id.0)?);
        }
    }
    if let Some(home) = homes.first() {
        fields.replace("premises", premises(asking.office, home));
    }
    Ok(homes)
}

fn known_person(asking: Asking<'_>, typed: &str) -> Run<Person> {
    person(asking.tx, typed)
}

/// The worker named, or the one who would be sent.
fn worker(asking: Asking<'_>, home: Option<&Household>, fields: &Fields) -> Run<String> {
    if let Some(named) = fields.get("worker") {
        return Ok(named.to_owned());
    }
    let Some(category) = fields.get("category") else {
        return Ok(String::new());
    };
    let area = fields.get("area").unwrap_or_default();
    let code = home.map_or(area, |home| home.code.as_str());
    Ok(workers::choose(asking.tx, asking.office, category, code)?
        .map(|worker| worker.name)
        .unwrap_or_default())
}

/// What is known of the home.
fn at_home(asking: Asking<'_>, here: &Household, answer: &mut Intake) -> Run<()> {
    let (open, _) = home::tickets_of(asking, here)?;
    answer.household = Some(household_subject(here.id));
    answer.premises = premises(asking.office, here);
    answer.facts = home_facts(asking, here);
    answer.people = home::people(asking, here.id)?;
    answer.notices = home::notices(asking, here)?;
    answer.open = placed(asking, &open)?;
    answer.debt = home::debt(asking, here.id)?;
    answer.note.clone_from(&here.note);
    Ok(())
}

fn placed(asking: Asking<'_>, tickets: &[crate::domain::ticket::Ticket]) -> Run<Vec<PlacedRow>> {
    tickets
        .iter()
        .map(|ticket| rows::ticket(asking, ticket))
        .collect()
}
