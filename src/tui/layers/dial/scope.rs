//! Which homes are called: those of the day, or those of one matter.

use crate::domain::id::Number;
use crate::tui::clock::Clock;
use crate::wire::view::{FollowUpRow, PlacedRow, RowView};

/// Whether a follow-up is to be made today: due by its end, or waking by then, as the pane's title counts.
pub fn is_today(clock: &Clock, row: &PlacedRow) -> bool {
    let Some(row) = follow_up(row) else {
        return false;
    };
    row.wake_at.unwrap_or(row.due_at) < clock.zone().end_of(clock.today())
}

/// The follow-up of a row.
pub fn follow_up(row: &PlacedRow) -> Option<&FollowUpRow> {
    match &row.row {
        RowView::FollowUp(row) => Some(row),
        _ => None,
    }
}

/// Which homes are called.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// All that are to be called today.
    Day,
    /// Those a matter was reported from: the first reporter and the voices.
    Ticket(Number),
}

impl Scope {
    /// Whether a row is among them.
    pub fn has(self, clock: &Clock, row: &PlacedRow) -> bool {
        match self {
            Self::Day => is_today(clock, row),
            Self::Ticket(number) => follow_up(row).is_some_and(|row| row.ticket == number),
        }
    }
}
