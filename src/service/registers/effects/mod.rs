//! The effects of registers: name by name, what a move does beside changing the entry.

mod entries;
mod home;
mod money;
mod stock;
mod tickets;

pub use stock::balance;
pub use tickets::followed_up;

use crate::domain::calendar::Instant;
use crate::domain::register::{FieldKind, Register, RegisterEntry, Value};
use crate::service::command::Made;
use crate::service::halt::Run;
use crate::service::work::Work;

/// What an effect sees: the entry with what the move was made with, also what it empties, and the fields of the form.
pub struct Done<'e> {
    pub register: &'e Register,
    pub entry: &'e RegisterEntry,
    pub asks: &'e [String],
    /// The end of the period, where the program does by itself what recurs.
    pub until: Option<Instant>,
}

/// Does one effect and adds what it did to the outcome.
type Effect = fn(&mut Work<'_>, &Done<'_>, Made) -> Run<Made>;

/// Every effect a declaration may name; a test holds that these are the declared ones.
const TABLE: &[(&str, Effect)] = &[
    ("raise_charge", money::raise_charge),
    ("issue_another", entries::issue_another),
    ("ask_deposit", money::ask_deposit),
    ("return_deposit", money::return_deposit),
    ("open_tickets", tickets::open_tickets),
    ("follow_up", tickets::follow_up),
    ("hand_over", home::hand_over),
    ("occupied", home::occupied),
    ("vacated", home::vacated),
    ("decorating", home::decorating),
    ("decorated", home::decorated),
    ("score", entries::score),
    ("raise_corrective", entries::raise_corrective),
    ("plan_patrol", entries::plan_patrol),
    ("take_in", stock::take_in),
    ("count_stock", stock::count_stock),
    ("draw_stock", stock::draw_stock),
];

/// Does the effects of these names, in their order.
pub fn apply(work: &mut Work<'_>, done: &Done<'_>, names: &[String], mut made: Made) -> Run<Made> {
    for name in names {
        if let Some((_, effect)) = TABLE.iter().find(|(known, _)| known == name) {
            made = effect(work, done, made)?;
        }
    }
    Ok(made)
}

impl Done<'_> {
    /// The fields of a kind on the form that hold something, each with its Chinese label.
    fn of(&self, kind: FieldKind) -> impl Iterator<Item = (&str, &str, &Value)> {
        let fields = self.register.fields.iter();
        fields
            .filter(move |field| field.kind == kind && self.asks.contains(&field.id))
            .filter_map(|field| {
                let value = self.entry.value(&field.id)?;
                Some((field.id.as_str(), field.label.zh_hans.as_str(), value))
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::register::EFFECTS;

    #[test]
    fn every_declared_effect_is_done() {
        let declared: Vec<&str> = EFFECTS.iter().map(|(name, _)| *name).collect();
        let here: Vec<&str> = TABLE.iter().map(|(name, _)| *name).collect();
        assert_eq!(here, declared);
    }
}
