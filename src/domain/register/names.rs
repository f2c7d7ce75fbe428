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
    // The days of the entry follow each other as they are declared.
    ("days_in_order", &[FieldKind::Day]),
    // Who acts is nobody the entry names already (duties.md 5.10: the verifier is not the doer).
    ("another_person", &[FieldKind::Staff]),
    // The entry it names is in force, and of the same home (duties.md D-092: passes under a valid permit).
    ("named_active", &[FieldKind::Record]),
    // No day of its form is later than the day called the same of the entry it names (duties.md D-092: pass ≤ permit).
    ("within_named", &[FieldKind::Record, FieldKind::Day]),
    // The deposits asked for with it are paid (duties.md 5.5).
    ("deposit_paid", &[FieldKind::Home]),
    // No other entry of the register is open for the home.
    ("not_twice", &[FieldKind::Home]),
    // Of the home nothing is owed, and no key, card, worker pass or ticket is out any more (duties.md D-088, 5.5, 5.7).
    ("fees_clear", &[FieldKind::Home]),
    ("keys_back", &[FieldKind::Home]),
    ("cards_back", &[FieldKind::Home]),
    ("passes_back", &[FieldKind::Home]),
    ("tickets_closed", &[FieldKind::Home]),
    // The deposits asked for with it are given back, kept or used.
    ("deposit_settled", &[FieldKind::Home]),
    // Of the item it names there is as much in stock as its first number says (duties.md D-152).
    ("in_stock", &[FieldKind::Entry, FieldKind::Number]),
];

/// What a move does beside changing the entry.
pub const EFFECTS: &[(&str, &[FieldKind])] = &[
    // The amount of its form is charged to the home (duties.md D-076).
    ("raise_charge", &[FieldKind::Home, FieldKind::Amount]),
    // A new entry of the same register is made with the same fields (duties.md 5.9).
    ("issue_another", &[]),
    // A deposit of the amount of its form is asked of the home (duties.md 5.5).
    ("ask_deposit", &[FieldKind::Home, FieldKind::Amount]),
    // A second person is asked to give the deposit back, in the way chosen on its form.
    ("return_deposit", &[FieldKind::Home, FieldKind::Choice]),
    // Each line of the lists of its form becomes a repair (duties.md D-078).
    ("open_tickets", &[FieldKind::Lines]),
    // A follow-up of the entry is asked for; when it has ended, the move `visit` is made (duties.md D-081).
    ("follow_up", &[FieldKind::Home]),
    // The home is its owner's from the day of the form on (duties.md A-13).
    ("hand_over", &[FieldKind::Home]),
    // How the home is used.
    ("occupied", &[FieldKind::Home]),
    ("vacated", &[FieldKind::Home]),
    ("decorating", &[FieldKind::Home]),
    ("decorated", &[FieldKind::Home]),
    // How many of its questions are answered with yes, in percent, in its first number (duties.md D-061).
    ("score", &[FieldKind::YesNo, FieldKind::Number]),
    // An entry of the register of corrective action with the fields both have (duties.md D-117, 5.10).
    ("raise_corrective", &[FieldKind::Text]),
    // An entry of the register of patrols with the fields both have, to be walked by the end of the period (duties.md
    // D-113).
    ("plan_patrol", &[FieldKind::Text]),
    // The number of its form comes to what is in stock of the entry, or is what is in stock of it from now on; its field
    // `balance` says how much that is (duties.md D-152).
    ("take_in", &[FieldKind::Number]),
    ("count_stock", &[FieldKind::Number]),
    // The number of its form is taken from what is in stock of the entry it names.
    ("draw_stock", &[FieldKind::Entry, FieldKind::Number]),
];

/// Effects the program may do by itself: none of them needs a form, moves money or changes the entry.
pub const BY_ITSELF: &[&str] = &["follow_up", "plan_patrol"];

/// Effects that move money; a command with one is never taken back by undo.
pub const MONEY: &[&str] = &["raise_charge", "ask_deposit", "return_deposit"];

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
