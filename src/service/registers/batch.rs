//! One entry for each of many homes, as one act: all or none, one line of audit, one undo (duties.md D-083).

use crate::domain::error::{Fact, Refusal, Why};
use crate::domain::household::{Household, PremisesKind};
use crate::domain::id::Number;
use crate::domain::register::{FieldKind, Register, RegisterEntry};
use crate::service::args::{Value, Values};
use crate::service::books::owner_of;
use crate::service::command::Made;
use crate::service::commands::several::told;
use crate::service::halt::{Halt, Run};
use crate::service::lookup;
use crate::service::work::Work;
use crate::storage::Direction;
use crate::storage::kept::indexes::HOUSEHOLD_BY_PLACE;
use crate::storage::kept::place_of_building;

use super::act;

/// The argument that names the homes: a building `3`, a unit `3-2` or a home, separated by commas.
pub const HOMES: &str = "homes";

/// Most homes of one act: a large building.
pub const MOST: usize = 500;

/// The field that is the owner's name where nothing else was given.
pub const HOLDER: &str = "holder";

/// The homes meant, each once, in the order they were named; those of a building or unit in their order.
fn homes(work: &Work<'_>, values: &Values) -> Run<Vec<Household>> {
    let mut homes: Vec<Household> = Vec::new();
    for name in values.names(HOMES).unwrap_or_default() {
        let (said, code) = lookup::in_community(work.office, name.trim());
        let mut found: Vec<Household> = Vec::new();
        for community in &work.office.communities {
            if said.is_none_or(|said| said.id == community.id) {
                let key = place_of_building(community.id, code);
                let there: Vec<Household> = lookup::all(
                    work.tx(),
                    HOUSEHOLD_BY_PLACE,
                    key,
                    Direction::Forward,
                    MOST + 1,
                )?;
                found.extend(there.into_iter().filter(is_home));
            }
        }
        if found.is_empty() {
            found.push(lookup::premises(work.tx(), work.office, name).map_err(on_homes)?);
        }
        for home in found {
            if homes.iter().all(|known| known.id != home.id) {
                homes.push(home);
            }
        }
    }
    if homes.len() > MOST {
        let fault = Refusal::new(Why::TooMany).with("limit", MOST).on(HOMES);
        return Err(Refusal::fields(vec![fault]).into());
    }
    Ok(homes)
}

/// Whether somebody may live or work there.
fn is_home(home: &Household) -> bool {
    !matches!(home.kind, PremisesKind::Public | PremisesKind::Parking)
}

fn on_homes(halt: Halt) -> Halt {
    match halt {
        Halt::Refused(refusal) => Refusal::fields(vec![refusal.on(HOMES)]).into(),
        store @ Halt::Store(_) => store,
    }
}

/// Makes an entry for each home. If one of them cannot be made none is; the first that refuses is named with its reason.
pub fn run(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let register = act::register_of(work)?;
    let homes = homes(work, values)?;
    let mut made: Vec<Number> = Vec::new();
    let mut refused: Vec<(String, Refusal)> = Vec::new();
    for home in &homes {
        match one(work, register, (home, values)) {
            Ok((entry, _)) => made.push(entry.number),
            Err(Halt::Refused(refusal)) => match of_home(register, refusal) {
                Ok(own) => refused.push((work.office.home_name(home), own)),
                Err(shared) => return Err(shared.into()),
            },
            Err(halt) => return Err(halt),
        }
    }
    let count = refused.len();
    if let Some((home, own)) = refused.into_iter().next() {
        let reason = Fact::Told(format!("refusal-{}", own.why.name()), own.facts);
        let refusal = Refusal::new(Why::HomeRefuses)
            .with("premises", home)
            .with("reason", reason)
            .with("count", count);
        return Err(Refusal::fields(vec![refusal.on(HOMES)]).into());
    }
    Ok(Made {
        also: made.clone(),
        ..Made::default()
    }
    .with("count", made.len())
    .with("tickets", told(work, &made)))
}

/// What is amiss with a home itself, in one sentence; or, as the error, what is wrong in the fields all homes share.
fn of_home(register: &Register, refusal: Refusal) -> Result<Refusal, Refusal> {
    let Some(fault) = refusal.fields.first() else {
        return Ok(refusal);
    };
    let home = register.first(FieldKind::Home).map(|field| &field.id);
    if fault.field != HOLDER && Some(&fault.field) != home {
        return Err(refusal);
    }
    Ok(Refusal {
        why: fault.why,
        facts: fault.facts.clone(),
        fields: Vec::new(),
    })
}

/// The entry of one home, with what all share.
fn one(
    work: &mut Work<'_>,
    register: &'static Register,
    (home, values): (&Household, &Values),
) -> Run<(RegisterEntry, Made)> {
    let mut values = values.clone();
    if let Some(field) = register.first(FieldKind::Home) {
        values.set(field.id.as_str(), Value::Premises(Box::new(home.clone())));
    }
    let holder = register
        .field(HOLDER)
        .filter(|field| field.kind == FieldKind::Text);
    if let Some(field) = holder.filter(|field| !values.has(&field.id)) {
        let owner = owner_of(work.tx(), home.id)?;
        if !owner.is_empty() {
            values.set(field.id.as_str(), Value::Text(owner));
        }
    }
    act::open(work, register, &values)
}
