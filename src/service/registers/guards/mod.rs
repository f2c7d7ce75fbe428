//! The guards of registers: name by name, what must hold.

mod clearance;
mod named;
mod plain;

pub use clearance::told as clearance;

use crate::domain::error::{FieldFault, Refusal};
use crate::domain::register::{FieldKind, Register, RegisterEntry, Value};
use crate::service::halt::Run;
use crate::service::work::Work;

/// What a guard looks at: the entry as it would be, and the fields of the form.
pub struct Guarded<'g> {
    pub register: &'g Register,
    pub entry: &'g RegisterEntry,
    pub asks: &'g [String],
    /// Fields that were just set to now or to who acts.
    pub stamps: &'g [String],
}

/// Checks one guard; it returns the fault of the field it does not hold for.
enum Guard {
    /// From the entry and who acts.
    Entry(fn(&Work<'_>, &Guarded<'_>) -> Option<FieldFault>),
    /// From what else is stored.
    Store(fn(&Work<'_>, &Guarded<'_>) -> Run<Option<FieldFault>>),
    /// Holds by who acts, whatever the form says.
    Actor(fn(&Work<'_>, &Guarded<'_>) -> Option<Refusal>),
    /// Holds or not whatever the form says: the act is refused as a whole.
    Whole(fn(&Work<'_>, &Guarded<'_>) -> Run<Option<Refusal>>),
    /// Nothing of this name may be open at the home any more; all of these are told together.
    Clear,
}

/// Every guard a declaration may name; a test holds that these are the declared ones.
const TABLE: &[(&str, Guard)] = &[
    ("not_expired", Guard::Entry(plain::not_expired)),
    ("open_ticket", Guard::Store(named::open_ticket)),
    ("counts_agree", Guard::Entry(plain::counts_agree)),
    ("all_yes", Guard::Entry(plain::all_yes)),
    ("days_in_order", Guard::Entry(plain::days_in_order)),
    ("another_person", Guard::Actor(plain::another_person)),
    ("named_active", Guard::Store(named::active)),
    ("within_named", Guard::Store(named::within)),
    ("deposit_paid", Guard::Whole(named::deposit_paid)),
    ("not_twice", Guard::Whole(named::not_twice)),
    ("fees_clear", Guard::Clear),
    ("keys_back", Guard::Clear),
    ("cards_back", Guard::Clear),
    ("passes_back", Guard::Clear),
    ("tickets_closed", Guard::Clear),
    ("deposit_settled", Guard::Clear),
    ("in_stock", Guard::Store(named::in_stock)),
];

/// Checks the guards of these names, all of them.
pub fn check(work: &Work<'_>, guarded: &Guarded<'_>, names: &[String]) -> Run<()> {
    let mut faults = Vec::new();
    let mut whole = None;
    for name in names {
        if let Some((_, guard)) = TABLE.iter().find(|(known, _)| known == name) {
            match guard {
                Guard::Entry(check) => faults.extend(check(work, guarded)),
                Guard::Store(check) => faults.extend(check(work, guarded)?),
                Guard::Actor(check) if whole.is_none() => whole = check(work, guarded),
                Guard::Whole(check) if whole.is_none() => whole = check(work, guarded)?,
                Guard::Actor(_) | Guard::Whole(_) | Guard::Clear => {}
            }
        }
    }
    if !faults.is_empty() {
        return Err(Refusal::fields(faults).into());
    }
    if let Some(refusal) = whole {
        return Err(refusal.into());
    }
    match clearance::refusal(work, guarded.entry, names)? {
        Some(refusal) => Err(refusal.into()),
        None => Ok(()),
    }
}

impl Guarded<'_> {
    /// The fields of a kind with what they hold.
    fn of(&self, kind: FieldKind) -> impl Iterator<Item = (&str, Option<&Value>)> {
        let fields = self.register.fields.iter();
        fields
            .filter(move |field| field.kind == kind)
            .map(|field| (field.id.as_str(), self.entry.value(&field.id)))
    }

    fn asks(&self, name: &str) -> bool {
        self.asks.iter().any(|ask| ask == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::register::GUARDS;

    #[test]
    fn every_declared_guard_is_checked() {
        let declared: Vec<&str> = GUARDS.iter().map(|(name, _)| *name).collect();
        let here: Vec<&str> = TABLE.iter().map(|(name, _)| *name).collect();
        assert_eq!(here, declared);
        let clear = TABLE.iter().filter(|(_, one)| matches!(one, Guard::Clear));
        let clear: Vec<&str> = clear.map(|(name, _)| *name).collect();
        assert_eq!(clear, clearance::names());
    }
}
