//! The four panes of the counter, one of them in focus.

pub mod marks;
pub mod rows;
pub mod table;
mod window;

pub use window::PaneRows;

use crate::tui::target::Target;
use crate::wire::Pane;
use crate::wire::view::{Detail, Urgent};

/// The panes, which has the focus, and the selected record where there is room beside them.
#[derive(Debug)]
pub struct Panes {
    list: [PaneRows; 4],
    focus: usize,
    /// The record beside the panes.
    pub beside: Option<Detail>,
    /// The rows marked for one act.
    pub marks: marks::Marks,
    /// Whether the next urgent thing was asked for and has not come yet: the eye is on it already.
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
            marks: marks::Marks::default(),
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
        self.marks.clear();
        self.seeking = false;
    }

    /// Goes to a record in its pane.
    pub fn stand_on(&mut self, urgent: Urgent) -> usize {
        let place = self
            .list
            .iter()
            .position(|rows| Some(rows.pane) == urgent.pane);
        let place = place.unwrap_or(self.focus);
        self.go(place);
        self.focused_mut().stand_on(urgent.subject, urgent.around);
        place
    }
}
