//! The guards and effects a register may name; the service has a function for each.

use super::FieldKind;

/// What must hold before an entry is made or moved.
pub const GUARDS: &[(&str, &[FieldKind])] = &[
    // No day of the entry up to which it is good lies in the past.
    ("not_expired", &[FieldKind::Day]),
    // The ticket it names is open (duties.md 5.8: keys are lent on a ticket).
    ("open_ticket", &[FieldKind::Record]),
    // All counts the entry holds are the same: what comes back is what went out (duties.md D-076).
    ("counts_agree", &[FieldKind::Number]),
    // No was said to no question of its form (duties.md 5.11: the owner agrees).
    ("all_yes", &[FieldKind::YesNo]),
];

/// What a move does beside changing the entry.
pub const EFFECTS: &[(&str, &[FieldKind])] = &[
    // The amount of its form is charged to the home (duties.md D-076).
    ("raise_charge", &[FieldKind::Home, FieldKind::Amount]),
    // A new entry of the same register is made with the same fields (duties.md 5.9).
    ("issue_another", &[]),
];

/// Effects that move money; a command with one is never taken back by undo.
pub const MONEY: &[&str] = &["raise_charge"];

/// What declarations are checked against beside themselves.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// Names no register may have: those of other commands and lists.
    pub taken: &'a [&'a str],
    /// Guards, each with the kinds of field it looks at.
    pub guards: &'a [(&'a str, &'a [FieldKind])],
    /// Effects, each with the kinds of field it needs.
    pub effects: &'a [(&'a str, &'a [FieldKind])],
    /// Registers there are, for fields that name their entries.
    pub registers: &'a [&'a str],
}

impl<'a> Known<'a> {
    /// The shipped tables, with these names taken.
    pub const fn shipped(taken: &'a [&'a str]) -> Self {
        Self {
            taken,
            guards: GUARDS,
            effects: EFFECTS,
            registers: &[],
        }
    }

    /// The same beside these registers.
    #[must_use]
    pub const fn beside(self, registers: &'a [&'a str]) -> Self {
        Self { registers, ..self }
    }
}
