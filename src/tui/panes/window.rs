//! The rows of one pane: a part of a long list, asked for in pages, with the cursor on a record.

use crate::tui::outbox::Rows as Which;
use crate::wire::view::{Around, PlacedRow, Rows};
use crate::wire::{Pane, Query, Subject, Window};

/// Rows asked for at once.
const PAGE: u32 = 50;
/// Rows kept at most; what scrolled far away is asked for again.
const KEEP: usize = 200;
/// Rows before the end of what is there at which more is asked for.
const AHEAD: usize = 25;

/// One pane's rows and where the eye is.
#[derive(Debug)]
pub struct PaneRows {
    /// Which pane.
    pub pane: Pane,
    rows: Vec<PlacedRow>,
    /// The position of the row before the first kept one; none at the very first.
    before: Option<Vec<u8>>,
    /// Whether there are rows behind the last kept one.
    more: bool,
    /// All rows there are.
    total: i64,
    /// How many rows come before the first kept one.
    skipped: i64,
    cursor: usize,
    top: usize,
    loaded: bool,
    /// The edge more was asked for at.
    asked: Option<Vec<u8>>,
}

impl PaneRows {
    /// A pane nothing is known of yet.
    pub const fn new(pane: Pane) -> Self {
        Self {
            pane,
            rows: Vec::new(),
            before: None,
            more: false,
            total: 0,
            skipped: 0,
            cursor: 0,
            top: 0,
            loaded: false,
            asked: None,
        }
    }

    /// The rows that are there.
    pub fn rows(&self) -> &[PlacedRow] {
        &self.rows
    }

    /// Whether its first answer has come.
    pub const fn is_loaded(&self) -> bool {
        self.loaded
    }

    /// The place of the selected row among those that are there.
    pub const fn cursor(&self) -> usize {
        self.cursor
    }

    /// The first row shown.
    pub const fn top(&self) -> usize {
        self.top
    }

    /// The selected row.
    pub fn selected(&self) -> Option<&PlacedRow> {
        self.rows.get(self.cursor)
    }

    /// How many rows there are behind the first `shown` of those that are there.
    pub fn behind(&self, shown: usize) -> i64 {
        let here = i64::try_from(shown).unwrap_or(i64::MAX);
        let known = i64::try_from(self.rows.len().saturating_sub(shown)).unwrap_or(0);
        (self.total - self.skipped - here).max(known).max(0)
    }

    /// Forgets everything: another person sits here.
    pub fn clear(&mut self) {
        *self = Self::new(self.pane);
    }

    /// The question that brings these rows.
    pub fn question(&mut self, which: Which) -> Query {
        let page = |after, backward, limit| Window {
            after,
            backward,
            ..Window::first(limit)
        };
        let edge = |row: Option<&PlacedRow>| row.map(|row| row.position.clone());
        let window = match which {
            Which::Again => {
                let kept = u32::try_from(self.rows.len()).unwrap_or(PAGE);
                self.asked = None;
                Window {
                    held: self.selected().map(|row| row.subject.id),
                    ..page(self.before.clone(), false, kept.max(PAGE))
                }
            }
            Which::First => {
                // No edge is like this one: nothing more is asked for before the answer.
                self.asked = Some(Vec::new());
                page(None, false, PAGE)
            }
            Which::After => {
                self.asked = edge(self.rows.last());
                page(self.asked.clone(), false, PAGE)
            }
            Which::Before => {
                self.asked = edge(self.rows.first());
                // One more tells whether there are any before these.
                page(self.asked.clone(), true, PAGE + 1)
            }
            Which::Last => page(None, true, PAGE + 1),
        };
        Query::Pane(self.pane, window)
    }

    /// Puts the cursor on a record: where it is, or in the window around it.
    pub fn stand_on(&mut self, subject: Subject, around: Around) {
        if self.select(subject) {
            return;
        }
        self.total = around.rows.total;
        self.rows = around.rows.rows;
        self.more = around.rows.more;
        self.before = around.before;
        self.skipped = around.skipped;
        self.asked = None;
        self.loaded = true;
        self.cursor = 0;
        self.select(subject);
    }

    /// Whether rows before the first one that is there were dropped.
    pub const fn is_far(&self) -> bool {
        self.before.is_some()
    }

    /// Which rows are needed next, if any are. Without the focus the most urgent rows are shown: the first ones.
    pub fn needs(&self, focused: bool) -> Option<Which> {
        if !self.loaded || self.asked.is_some() {
            return None;
        }
        if !focused && self.is_far() {
            return Some(Which::First);
        }
        if self.more && self.cursor + AHEAD >= self.rows.len() {
            return Some(Which::After);
        }
        (self.before.is_some() && self.cursor < AHEAD).then_some(Which::Before)
    }

    /// Takes the answer to a question of that kind.
    pub fn take(&mut self, which: Which, mut answer: Rows) {
        let edge = |row: Option<&PlacedRow>| row.map(|row| row.position.clone());
        self.total = answer.total;
        match which {
            Which::Again => self.renew(answer),
            Which::First => {
                self.before = None;
                self.skipped = 0;
                self.renew(answer);
                self.cursor = 0;
            }
            Which::After if self.asked.is_some() && self.asked == edge(self.rows.last()) => {
                self.asked = None;
                self.more = answer.more && !answer.rows.is_empty();
                self.rows.append(&mut answer.rows);
                self.forget_first();
            }
            Which::Before if self.asked.is_some() && self.asked == edge(self.rows.first()) => {
                self.asked = None;
                let added = self.split_marker(&mut answer);
                answer.rows.append(&mut self.rows);
                self.rows = answer.rows;
                self.cursor += added;
                self.top += added;
                self.skipped = if self.before.is_none() {
                    0
                } else {
                    self.skipped - i64::try_from(added).unwrap_or(0)
                };
                if self.rows.len() > KEEP {
                    self.rows.truncate(KEEP.max(self.cursor + AHEAD));
                    self.more = true;
                }
            }
            Which::Last => {
                let count = self.split_marker(&mut answer);
                self.skipped = (self.total - i64::try_from(count).unwrap_or(0)).max(0);
                self.rows = answer.rows;
                self.more = false;
                self.asked = None;
                self.loaded = true;
                self.cursor = self.rows.len().saturating_sub(1);
            }
            // The rows have changed since it was asked.
            Which::After | Which::Before => self.asked = None,
        }
    }

    /// Takes the row that only shows that there are earlier ones off an answer; returns how many are left.
    fn split_marker(&mut self, answer: &mut Rows) -> usize {
        let most = usize::try_from(PAGE).unwrap_or(usize::MAX);
        self.before = None;
        if answer.rows.len() > most {
            self.before = Some(answer.rows.remove(0).position);
        }
        answer.rows.len()
    }

    /// Puts new rows in the place of the old; the cursor stays on its record, or where it was.
    fn renew(&mut self, answer: Rows) {
        let held = self.selected().map(|row| row.subject);
        self.rows = answer.rows;
        self.more = answer.more;
        self.asked = None;
        self.loaded = true;
        if held.is_some_and(|subject| self.select(subject)) {
            return;
        }
        self.cursor = self.cursor.min(self.rows.len().saturating_sub(1));
        // The record went far away in the order: it stays under the cursor, so that the next key means it too. Where it
        // stands it is neither the first row nor the last, by which more rows are asked for.
        if let Some(row) = answer.held {
            self.cursor = self.cursor.max(usize::from(self.before.is_some()));
            let at = self.cursor.min(self.rows.len());
            self.rows.insert(at, row);
            self.cursor = at;
        }
    }

    /// Drops rows that scrolled far out of sight.
    fn forget_first(&mut self) {
        let spare = self
            .rows
            .len()
            .saturating_sub(KEEP)
            .min(self.cursor.saturating_sub(AHEAD));
        if spare == 0 {
            return;
        }
        self.before = self.rows.get(spare - 1).map(|row| row.position.clone());
        self.rows.drain(..spare);
        self.cursor -= spare;
        self.top = self.top.saturating_sub(spare);
        self.skipped += i64::try_from(spare).unwrap_or(0);
    }

    /// Selects the row of a record; false if it is not there.
    pub fn select(&mut self, subject: Subject) -> bool {
        let found = self.rows.iter().position(|row| row.subject == subject);
        if let Some(at) = found {
            self.cursor = at;
        }
        found.is_some()
    }

    /// Moves the cursor by so many rows.
    pub fn step(&mut self, by: isize) {
        let last = self.rows.len().saturating_sub(1);
        self.cursor = self.cursor.saturating_add_signed(by).min(last);
    }

    /// Goes to the first row; true if it must be asked for.
    pub fn go_first(&mut self) -> bool {
        self.cursor = 0;
        self.before.is_some()
    }

    /// Goes to the last row; true if it must be asked for.
    pub fn go_last(&mut self) -> bool {
        self.cursor = self.rows.len().saturating_sub(1);
        self.more
    }

    /// Rows of records that fit into `height` lines; the last one then says how many more there are.
    pub fn visible(&self, height: usize) -> usize {
        let fits = self.rows.len().saturating_sub(self.top) <= height && !self.more;
        if fits {
            height
        } else {
            height.saturating_sub(1)
        }
    }

    /// Scrolls so that the cursor can be seen in `height` lines; without the focus, the most urgent rows.
    pub fn settle(&mut self, height: usize, focused: bool) {
        if !focused || (self.rows.len() <= height && !self.more) {
            self.top = 0;
            return;
        }
        let shown = height.saturating_sub(1).max(1);
        self.top = self.top.min(self.cursor);
        if self.cursor >= self.top + shown {
            self.top = self.cursor + 1 - shown;
        }
        if !self.more {
            // At the end the last line is a row too.
            self.top = self.top.min(self.rows.len().saturating_sub(height));
        }
    }
}
