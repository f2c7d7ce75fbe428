//! Guards that look at the entry itself and at who acts.

use crate::domain::error::{Fact, FieldFault, Refusal, Why};
use crate::domain::register::{FieldKind, Value};
use crate::service::work::Work;

use super::Guarded;

pub(super) fn not_expired(work: &Work<'_>, guarded: &Guarded<'_>) -> Option<FieldFault> {
    let today = work.today();
    let past = guarded
        .of(FieldKind::Day)
        .find_map(|(name, value)| match value {
            Some(Value::Day(day)) if *day < today && guarded.asks(name) => Some((name, *day)),
            _ => None,
        });
    past.map(|(name, day)| {
        Refusal::new(Why::PastDay)
            .with("day", Fact::Day(day))
            .on(name)
    })
}

pub(super) fn counts_agree(_: &Work<'_>, guarded: &Guarded<'_>) -> Option<FieldFault> {
    let mut counts = guarded
        .of(FieldKind::Number)
        .filter_map(|(name, value)| match value {
            Some(Value::Whole(count)) => Some((name, *count)),
            _ => None,
        });
    let (_, first) = counts.next()?;
    counts
        .find(|(_, count)| *count != first)
        .map(|(name, count)| {
            Refusal::new(Why::CountsDiffer)
                .with("count", Fact::Count(count))
                .with("of", Fact::Count(first))
                .on(name)
        })
}

pub(super) fn all_yes(_: &Work<'_>, guarded: &Guarded<'_>) -> Option<FieldFault> {
    let no = guarded
        .of(FieldKind::YesNo)
        .filter(|(name, _)| guarded.asks(name))
        .find(|(_, value)| *value == Some(&Value::Yes(false)));
    no.map(|(name, _)| Refusal::new(Why::MustBeYes).on(name))
}

/// The days of the entry follow each other as they are declared: from when, until when.
pub(super) fn days_in_order(_: &Work<'_>, guarded: &Guarded<'_>) -> Option<FieldFault> {
    let mut before = None;
    for (name, value) in guarded.of(FieldKind::Day) {
        let Some(Value::Day(day)) = value else {
            continue;
        };
        match before {
            Some(earlier) if *day < earlier => {
                let fault = Refusal::new(Why::DaysDisorder)
                    .with("day", Fact::Day(*day))
                    .with("of", Fact::Day(earlier));
                return Some(fault.on(name));
            }
            _ => before = Some(*day),
        }
    }
    None
}

/// Who acts is none of those the entry names already (duties.md 5.10: the verifier is not the doer).
pub(super) fn another_person(work: &Work<'_>, guarded: &Guarded<'_>) -> Option<Refusal> {
    let own = |name: &str| guarded.asks(name) || guarded.stamps.iter().any(|one| one == name);
    let mut named = guarded
        .of(FieldKind::Staff)
        .filter(|(name, _)| !own(name))
        .filter_map(|(_, value)| match value {
            Some(Value::Named(id, name)) => Some((*id, name)),
            _ => None,
        });
    let same = named.find(|(id, _)| *id == work.actor.staff.0);
    same.map(|(_, name)| Refusal::new(Why::SamePerson).with("name", name.as_str()))
}
