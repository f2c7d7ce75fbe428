//! The four panes of the counter, one of them in focus.

pub mod rows;
pub mod table;
mod window;

pub use window::PaneRows;

use crate::domain::calendar::Instant;
use crate::tui::clock::Clock;
use crate::tui::due;
use crate::tui::target::Target;
use crate::wire::view::{Detail, PlacedRow, RowView};
use crate::wire::{Pane, Subject};

/// The panes, which has the focus, and the selected record where there is room beside them.
#[derive(Debug)]
pub struct Panes {
    list: [PaneRows; 4],
    focus: usize,
    /// The record beside the panes.
    pub beside: Option<Detail>,
    /// Whether the most urgent thing is gone to as soon as the first rows have come.
    pub seeking: bool,
}

impl Default for Panes {
    fn default() -> Self {
        Self {
            list: [
                Pane::Contacts,
                Pane::Tickets,
                Pane::FollowUps,
                Pane::Arrears,
            ]
            .map(PaneRows::new),
            focus: 1,
            beside: None,
            seeking: false,
        }
    }
}

impl Panes {
    /// All of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = &PaneRows> {
        self.list.iter()
    }

    /// The one at a place.
    pub fn at(&mut self, place: usize) -> Option<&mut PaneRows> {
        self.list.get_mut(place)
    }

    /// Which has the focus.
    pub const fn focus(&self) -> usize {
        self.focus
    }

    /// The one in focus.
    pub fn focused(&self) -> &PaneRows {
        let [first, ..] = &self.list;
        self.list.get(self.focus).unwrap_or(first)
    }

    /// The one in focus, to act on.
    pub fn focused_mut(&mut self) -> &mut PaneRows {
        let place = self.focus.min(self.list.len() - 1);
        let [first, rest @ ..] = &mut self.list;
        match place.checked_sub(1).and_then(|place| rest.get_mut(place)) {
            Some(pane) => pane,
            None => first,
        }
    }

    /// Gives the focus to the pane at a place.
    pub fn go(&mut self, place: usize) {
        self.focus = place.min(self.list.len() - 1);
    }

    /// Gives the focus to the next pane, or the one before.
    pub fn turn(&mut self, forward: bool) {
        let count = self.list.len();
        let step = if forward { 1 } else { count - 1 };
        self.focus = (self.focus + step) % count;
    }

    /// The selected record.
    pub fn target(&self) -> Option<Target> {
        self.focused().selected().map(Target::of_row)
    }

    /// Forgets all rows.
    pub fn clear(&mut self) {
        self.list.iter_mut().for_each(PaneRows::clear);
        self.beside = None;
        self.seeking = false;
    }

    /// Goes to the most urgent late thing over all panes; from one of them to the next unless the `first` is meant.
    pub fn next_urgent(&mut self, clock: &Clock, first: bool) -> bool {
        let mut late: Vec<(Instant, usize, Subject)> = Vec::new();
        for (place, pane) in self.list.iter().enumerate() {
            let urgent = pane
                .rows()
                .iter()
                .filter_map(|row| Some((urgent(clock, row)?, place, row.subject)));
            late.extend(urgent);
        }
        late.sort_unstable();
        let here = self
            .focused()
            .selected()
            .filter(|_| !first)
            .map(|row| (self.focus, row.subject));
        let at = late
            .iter()
            .position(|(_, place, subject)| Some((*place, *subject)) == here);
        let next = at.map_or(0, |at| (at + 1) % late.len().max(1));
        let Some((_, place, subject)) = late.get(next) else {
            return false;
        };
        self.focus = *place;
        let subject = *subject;
        self.focused_mut().select(subject)
    }
}

/// When a row that is late now was due; a broken promise counts from its day.
fn urgent(clock: &Clock, placed: &PlacedRow) -> Option<Instant> {
    let due = match &placed.row {
        RowView::Contact(row) => row.due_at?,
        RowView::Ticket(row) => row.hold_until.or(row.due_at)?,
        RowView::FollowUp(row) => row.wake_at.unwrap_or(row.due_at).max(row.due_at),
        RowView::Debt(row) if row.broken => clock.zone().end_of(row.promise_on?),
        RowView::Debt(_) => return None,
    };
    due::is_late(clock, due).then_some(due)
}
