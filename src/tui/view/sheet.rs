//! A page of lines to scroll through, some of which can be picked.

use ratatui::layout::Rect;

use crate::tui::theme::Tone;
use crate::tui::view::canvas::{Canvas, Span};

/// Columns kept at the right of a line that tells there is more above or below.
const MORE: u16 = 2;

/// One line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// What stands in it.
    pub spans: Vec<Span>,
    /// What picking it means; nothing if it cannot be picked.
    pub pick: Option<usize>,
}

impl Row {
    /// An empty line.
    pub fn blank() -> Self {
        Self::default()
    }

    /// A line of one piece.
    pub fn text(text: impl Into<String>, tone: Tone) -> Self {
        Self::of(vec![(text.into(), tone)])
    }

    /// A line of several pieces.
    pub const fn of(spans: Vec<Span>) -> Self {
        Self { spans, pick: None }
    }

    /// The same, to be picked as `pick`.
    #[must_use]
    pub fn picks(self, pick: usize) -> Self {
        Self {
            pick: Some(pick),
            ..self
        }
    }
}

/// The lines and where the eye is.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    rows: Vec<Row>,
    /// The picked line.
    at: Option<usize>,
    top: usize,
    /// Whether somebody has moved the eye.
    moved: bool,
    /// Whether the eye's line is not among what is shown: the page begins at its top, or was scrolled on.
    away: bool,
}

impl Sheet {
    /// Columns a line has of `width` wherever it stands: beside the mark, and beside what tells there is more.
    pub const fn room(width: u16) -> u16 {
        width.saturating_sub(2 + MORE)
    }

    /// Puts other lines in the place of the old; the eye stays on the same pick, if it is still there.
    pub fn set(&mut self, rows: Vec<Row>) {
        let held = self
            .at
            .and_then(|at| self.rows.get(at))
            .and_then(|row| row.pick);
        self.rows = rows;
        let same = |row: &Row| held.is_some() && row.pick == held;
        self.at = self
            .rows
            .iter()
            .position(same)
            .or_else(|| self.rows.iter().position(|row| row.pick.is_some()));
    }

    /// What is picked; nothing that nobody can see.
    pub fn picked(&self) -> Option<usize> {
        if self.away {
            return None;
        }
        self.rows.get(self.at?)?.pick
    }

    /// Puts the eye on a pick, as a page opens with it: a page whose pick is further down still opens at its top.
    pub fn begin(&mut self, pick: usize) {
        self.at = self.rows.iter().position(|row| row.pick == Some(pick));
    }

    /// Picks something.
    pub fn pick(&mut self, pick: usize) {
        if let Some(at) = self.rows.iter().position(|row| row.pick == Some(pick)) {
            self.at = Some(at);
            self.moved = true;
            self.away = false;
        }
    }

    /// How many lines there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Moves the eye as a name says; false for other names. `height` is the room it has.
    pub fn command(&mut self, name: &str, height: u16) -> bool {
        let page = isize::try_from(height.saturating_sub(2).max(1)).unwrap_or(1);
        // Several keys may come before the next frame.
        self.settle(height);
        let by = match name {
            "move.down" => 1,
            "move.up" => -1,
            "move.page_down" => page,
            "move.page_up" => -page,
            "move.first" | "move.last" => {
                self.end(name == "move.last", height);
                return true;
            }
            _ => return false,
        };
        if let Some(at) = self.at.filter(|_| !self.away)
            && let Some(next) = self.next(at, by, height)
        {
            self.at = Some(next);
        } else {
            self.scroll(by, height);
        }
        self.moved = true;
        true
    }

    /// The line to be picked after the one at `at`: the last one within the step, else the next behind it; none that
    /// could only be come to past lines that have not been seen.
    fn next(&self, at: usize, by: isize, height: u16) -> Option<usize> {
        let last = self.rows.len().saturating_sub(1);
        let wanted = at.saturating_add_signed(by).min(last);
        let can = |at: &usize| self.rows.get(*at).is_some_and(|row| row.pick.is_some());
        let height = usize::from(height).max(1);
        if by > 0 {
            let found = (at + 1..=wanted)
                .rfind(can)
                .or_else(|| (wanted + 1..=last).find(can));
            found.filter(|found| *found < self.top + 2 * height)
        } else {
            let found = (wanted..at).find(can).or_else(|| (0..wanted).rfind(can));
            found.filter(|found| found + height >= self.top)
        }
    }

    /// Scrolls past lines that cannot be picked; what was picked and is no longer seen is left for what is.
    fn scroll(&mut self, by: isize, height: u16) {
        let end = self.rows.len().saturating_sub(usize::from(height));
        self.top = self.top.saturating_add_signed(by).min(end);
        let shown = self.top..self.top + usize::from(height).max(1);
        self.away = !self.at.is_some_and(|at| shown.contains(&at));
        if self.away {
            self.look(height);
        }
    }

    /// Goes to the first or last line, and to what can be picked nearest to it among those shown then.
    fn end(&mut self, last: bool, height: u16) {
        let end = self.rows.len().saturating_sub(usize::from(height));
        self.top = if last { end } else { 0 };
        self.moved = true;
        let can = |at: &usize| self.rows.get(*at).is_some_and(|row| row.pick.is_some());
        let mut shown = self.top..self.top + usize::from(height).max(1);
        let found = if last {
            shown.rfind(can)
        } else {
            shown.find(can)
        };
        self.away = found.is_none();
        self.at = found.or(self.at);
    }

    /// Takes the first line that can be picked among those shown, after the page was scrolled to it.
    fn look(&mut self, height: u16) {
        let mut shown = self.top..self.top + usize::from(height).max(1);
        let can = |at: &usize| self.rows.get(*at).is_some_and(|row| row.pick.is_some());
        if let Some(at) = shown.find(can) {
            self.at = Some(at);
            self.away = false;
        }
    }

    /// Scrolls so that the eye's line can be seen; a page nobody has moved in stays at its top.
    pub fn settle(&mut self, height: u16) {
        let height = usize::from(height).max(1);
        self.top = self.top.min(self.rows.len().saturating_sub(height));
        let shown = self.top..self.top + height;
        if self.away || !self.moved {
            self.away = self.at.is_some_and(|at| !shown.contains(&at));
        }
        if let Some(at) = self.at.filter(|_| !self.away) {
            if at < self.top {
                self.top = at;
            }
            if at >= self.top + height {
                self.top = at + 1 - height;
            }
        }
    }

    /// The last line shown over `height` lines, and how many there are; none where all are shown.
    pub fn position(&self, height: u16) -> Option<(usize, usize)> {
        let (height, all) = (usize::from(height), self.rows.len());
        (all > height).then(|| ((self.top + height).min(all), all))
    }

    /// Draws the lines that fit, with the mark before the picked one.
    pub fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, mark: &str) {
        let rows = self.rows.iter().enumerate().skip(self.top);
        for (y, (at, row)) in (area.top()..area.bottom()).zip(rows) {
            let picked = self.at == Some(at) && row.pick.is_some();
            let more = match y {
                _ if y == area.top() && self.top > 0 => canvas.glyphs().up,
                _ if y + 1 == area.bottom() && at + 1 < self.rows.len() => canvas.glyphs().down,
                _ => "",
            };
            let edge = if more.is_empty() { 0 } else { MORE };
            if picked {
                canvas.put((area.x, y), mark, Tone::Plain, 1);
            }
            let x = area.x + 2;
            let room = area.width.saturating_sub(2 + edge);
            if !more.is_empty() {
                let x = area.right().saturating_sub(MORE);
                canvas.put((x, y), more, Tone::Dim, MORE);
            }
            match row.spans.split_first() {
                Some(((text, _), rest)) if picked => {
                    let end = canvas.put((x, y), text, Tone::Selected, room);
                    canvas.spans((end, y), rest, room.saturating_sub(end - x));
                }
                _ => {
                    canvas.spans((x, y), &row.spans, room);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(picks: &[Option<usize>]) -> Sheet {
        let mut sheet = Sheet::default();
        let row = |pick: &Option<usize>| Row {
            pick: *pick,
            ..Row::blank()
        };
        sheet.set(picks.iter().map(row).collect());
        sheet
    }

    #[test]
    fn the_eye_goes_from_pick_to_pick() {
        let mut sheet = sheet(&[None, Some(0), None, None, Some(1), None]);
        assert_eq!(sheet.picked(), Some(0));
        sheet.command("move.down", 3);
        assert_eq!(sheet.picked(), Some(1));
        sheet.command("move.down", 3);
        assert_eq!(sheet.picked(), Some(1));
        // There is nothing more to pick, but a line below it to be seen.
        sheet.settle(3);
        assert_eq!(sheet.top, 3);
        sheet.command("move.first", 3);
        assert_eq!(sheet.picked(), Some(0));
    }

    #[test]
    fn a_page_opens_at_its_top_and_what_is_not_seen_is_not_picked() {
        let mut sheet = sheet(&[None, None, None, None, None, Some(0), None, Some(1)]);
        sheet.settle(3);
        assert_eq!((sheet.top, sheet.picked()), (0, None));
        sheet.command("move.down", 3);
        sheet.command("move.down", 3);
        sheet.settle(3);
        assert_eq!((sheet.top, sheet.picked()), (2, None));
        sheet.command("move.down", 3);
        sheet.settle(3);
        assert_eq!((sheet.top, sheet.picked()), (3, Some(0)));
        sheet.command("move.down", 3);
        sheet.settle(3);
        assert_eq!((sheet.top, sheet.picked()), (5, Some(1)));
    }

    #[test]
    fn a_long_text_below_the_last_pick_is_read_page_by_page_and_back() {
        let mut rows = vec![Some(0), Some(1)];
        rows.extend([None; 18]);
        let mut sheet = sheet(&rows);
        sheet.settle(6);
        for (name, top, picked) in [
            ("move.down", 0, Some(1)),
            ("move.down", 1, Some(1)),
            ("move.down", 2, None),
            ("move.page_down", 6, None),
            ("move.page_down", 10, None),
            ("move.page_down", 14, None),
            ("move.page_down", 14, None),
            ("move.up", 13, None),
            ("move.page_up", 9, None),
            ("move.page_up", 5, None),
            ("move.page_up", 1, Some(1)),
            ("move.up", 0, Some(0)),
            ("move.last", 14, None),
            ("move.first", 0, Some(0)),
        ] {
            assert!(sheet.command(name, 6));
            sheet.settle(6);
            assert_eq!((sheet.top, sheet.picked()), (top, picked), "{name}");
        }
        assert_eq!(sheet.position(6), Some((6, 20)));
        sheet.command("move.last", 6);
        assert_eq!(sheet.position(6), Some((20, 20)));
        assert_eq!(sheet.position(20), None);
    }

    #[test]
    fn nothing_that_was_not_shown_is_passed_on_the_way_to_a_pick() {
        let mut rows = vec![Some(0)];
        rows.extend([None; 30]);
        rows.push(Some(1));
        let mut sheet = sheet(&rows);
        sheet.settle(5);
        let mut seen = 5;
        while sheet.picked() != Some(1) {
            sheet.command("move.down", 5);
            sheet.settle(5);
            assert!(sheet.top <= seen, "line {seen} was passed");
            seen = seen.max(sheet.top + 5);
        }
        assert_eq!(seen, 32);
    }

    #[test]
    fn without_picks_it_scrolls_and_stops_at_the_end() {
        let mut sheet = sheet(&[None; 10]);
        sheet.command("move.last", 4);
        assert_eq!(sheet.top, 6);
        sheet.command("move.page_up", 4);
        assert_eq!(sheet.top, 4);
        assert!(!sheet.command("open", 4));
    }
}
