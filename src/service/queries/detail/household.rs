//! What a home and a person say of themselves; numbers of people are masked.

use super::Said;
use crate::domain::error::Fact;
use crate::domain::household::{Household, Occupancy, Person, masked_id, masked_phone};
use crate::domain::ledger::{Debt, FeeItem};
use crate::domain::look_alike::looks_alike;
use crate::service::halt::Run;
use crate::service::loading::number_shown;
use crate::service::lookup::people_of;
use crate::service::queries::Asking;
use crate::service::queries::dunned;
use crate::service::queries::facts::Facts;
use crate::service::queries::found::{household_subject, premises};
use crate::service::subject::Subject;
use crate::service::view::Field;
use crate::storage::record::get;

pub(super) fn said(asking: Asking<'_>, household: &Household) -> Run<Said> {
    let mut facts = Facts::default();
    for person in people_of(asking.tx, household.id.0)? {
        let phone = person.phones.first().map(|phone| masked_phone(phone));
        let told = format!("{} {}", person.name, phone.unwrap_or_default());
        facts.link("person", told.trim(), Some(Subject::of(&person)));
    }
    let mut fields = facts.done();
    fields.extend(home_facts(asking, household));
    let mut fees = Facts::default();
    for link in &household.fees {
        if let Some(item) = get::<FeeItem>(asking.tx, link.item.0)? {
            fees.text("fees", &item.name).day("since", Some(link.since));
        }
    }
    fields.extend(fees.done());
    let mut rest = Facts::default();
    if let Some(debt) = get::<Debt>(asking.tx, household.id.0)? {
        rest.money("arrears", debt.amount)
            .money("advance", debt.advance);
        dunned::standing(asking, &mut rest, &debt)?;
    }
    dunned::attempts(asking, &mut rest, household.id)?;
    rest.text(
        "external_number",
        number_shown(household.external.as_deref()),
    );
    fields.extend(rest.done());
    Ok(Said {
        kind: String::from("household"),
        state: String::new(),
        fields,
        text: household.note.clone(),
    })
}

/// What is known of a home itself.
pub fn home_facts(asking: Asking<'_>, household: &Household) -> Vec<Field> {
    let mut facts = Facts::default();
    if asking.office.communities.len() > 1
        && let Some(community) = asking
            .office
            .communities
            .iter()
            .find(|community| community.id == household.community)
    {
        facts.text("community", &community.name);
    }
    facts.term("kind", format!("choice-kind-{}", household.kind.name()));
    if household.occupancy != Occupancy::Unknown {
        facts.term(
            "occupancy",
            format!("choice-occupancy-{}", household.occupancy.name()),
        );
    }
    if household.area.units() > 0 {
        facts.text("area", &household.area.plain());
    }
    facts.day("handed_over", household.handed_over);
    if let Some(floor) = household.floor {
        facts.put("floor", Fact::Count(i64::from(floor)));
    }
    facts.day("verified_on", household.verified_on);
    facts.done()
}

pub(super) fn person_said(asking: Asking<'_>, person: &Person) -> Run<Said> {
    let mut facts = Facts::default();
    facts
        .text("name", &person.name)
        .yes("look_alike", looks_alike(&person.name))
        .yes("unseen", person.unseen.is_some());
    for tie in &person.ties {
        let Some(household) = get::<Household>(asking.tx, tie.household.0)? else {
            continue;
        };
        facts
            .link(
                "premises",
                &premises(asking.office, &household),
                Some(household_subject(household.id)),
            )
            .term(
                "relation",
                format!("choice-relation-{}", tie.relation.name()),
            )
            .day("since", tie.since)
            .day("until", tie.until);
    }
    for phone in &person.phones {
        facts.text("phone", &masked_phone(phone));
    }
    facts.text(
        "id_number",
        &masked_id(person.id_number.as_deref().unwrap_or_default()),
    );
    if let Some(sex) = person.sex {
        facts.term("sex", format!("choice-sex-{}", sex.name()));
    }
    for plate in &person.plates {
        facts.text("plate", plate);
    }
    facts
        .yes("vulnerable", person.vulnerable)
        .text("external_number", number_shown(person.external.as_deref()));
    Ok(Said {
        kind: String::from("person"),
        state: String::new(),
        fields: facts.done(),
        text: person.note.clone(),
    })
}
