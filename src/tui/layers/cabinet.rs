//! A cabinet as a grid: each hook where it hangs, what is out and what is out too long at a glance.

use ratatui::layout::Rect;

use crate::locale::Arg;
use crate::tui::keymap::Context;
use crate::tui::layers::board::Board;
use crate::tui::layers::detail::entry_line;
use crate::tui::layers::page::below_rule;
use crate::tui::layers::{Desk, Effect, Layer, Outcome, REFRESHED};
use crate::tui::target::Target;
use crate::tui::text::Align;
use crate::tui::theme::Tone;
use crate::tui::view::canvas::Canvas;
use crate::wire::commands::About;
use crate::wire::view::GridCell;
use crate::wire::{Body, Query, Reply};

/// Columns between two hooks, the mark of the one the eye is on among them.
const BETWEEN: usize = 3;
/// Columns of the widest hook with its home.
const WIDEST: usize = 20;
/// Rows of the selected entry below the grid: a rule and its line.
const BELOW: u16 = 2;

/// The grid.
pub struct Cabinet {
    name: String,
    cells: Vec<GridCell>,
    more: bool,
    came: bool,
    /// The cell the eye is on.
    at: usize,
    /// The first row that is shown.
    top: usize,
}

impl Cabinet {
    /// Of the register called so.
    pub fn of(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            cells: Vec::new(),
            more: false,
            came: false,
            at: 0,
            top: 0,
        }
    }

    /// A hook and whose it is; what is out has a mark that needs no colour.
    fn told(desk: &Desk<'_>, cell: &GridCell) -> (String, Tone) {
        let glyphs = &desk.kit.glyphs;
        let (mark, tone) = match (cell.entry.late, cell.out) {
            (true, _) => (glyphs.overdue, Tone::Late),
            (false, true) => (glyphs.arrow.trim_end(), Tone::Soon),
            (false, false) => ("", Tone::Plain),
        };
        let ruler = desk.kit.ruler;
        let marks = [glyphs.overdue, glyphs.arrow.trim_end()].map(|mark| ruler.width(mark));
        let widest = marks.into_iter().max().unwrap_or(1);
        let mark = ruler.cell(mark, widest, Align::Left);
        let place = if cell.place.is_empty() {
            glyphs.none
        } else {
            &cell.place
        };
        let text = format!("{mark}{place} {}", cell.premises);
        (text.trim_end().to_owned(), tone)
    }

    /// Columns of a cell, and how many stand in a row.
    fn columns(&self, desk: &Desk<'_>) -> (usize, usize) {
        let ruler = desk.kit.ruler;
        let cells = self.cells.iter();
        let widths = cells.map(|cell| ruler.width(&Self::told(desk, cell).0));
        let width = widths.max().unwrap_or(0).clamp(1, WIDEST) + BETWEEN;
        (width, (usize::from(desk.area.width) / width).max(1))
    }

    /// Rows of the grid that are shown.
    fn rows(desk: &Desk<'_>) -> usize {
        usize::from(desk.area.height.saturating_sub(1 + BELOW)).max(1)
    }

    /// Moves the eye so many cells on or back, and no further than there are any.
    fn go(&mut self, desk: &Desk<'_>, cells: usize, forward: bool) {
        let last = self.cells.len().saturating_sub(1);
        self.at = if forward {
            self.at.saturating_add(cells).min(last)
        } else {
            self.at.saturating_sub(cells)
        };
        self.follow(desk);
    }

    /// Keeps the row the eye is on among those that are shown.
    fn follow(&mut self, desk: &Desk<'_>) {
        let (_, abreast) = self.columns(desk);
        self.at = self.at.min(self.cells.len().saturating_sub(1));
        let row = self.at / abreast;
        let rows = Self::rows(desk);
        self.top = self.top.clamp((row + 1).saturating_sub(rows), row);
    }
}

impl Layer for Cabinet {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Register, Context::Counter]
    }

    fn command(&mut self, desk: &Desk<'_>, name: &str) -> Outcome {
        let (_, abreast) = self.columns(desk);
        let page = abreast * Self::rows(desk);
        let last = self.cells.len();
        let (cells, forward) = match name {
            "move.down" => (abreast, true),
            "move.up" => (abreast, false),
            "pane.next" => (1, true),
            "pane.previous" => (1, false),
            "move.page_down" => (page, true),
            "move.page_up" => (page, false),
            "move.first" => (last, false),
            "move.last" => (last, true),
            "open" => return Outcome::open(self.target()),
            "register.add" => return Outcome::with(Board::adding(&self.name)),
            "register.grid" => return Outcome::with(Effect::Pop),
            _ => return Outcome::Ignored,
        };
        self.go(desk, cells, forward);
        Outcome::done()
    }

    fn reply(&mut self, desk: &Desk<'_>, _: u32, body: Body) -> Vec<Effect> {
        desk.answered(body, |reply| {
            if let Reply::RegisterGrid(cells, more) = reply {
                // The eye stays on its entry.
                let eye = self.cells.get(self.at).map(|cell| cell.entry.subject);
                let kept = cells
                    .iter()
                    .position(|cell| Some(cell.entry.subject) == eye);
                self.at = kept.unwrap_or(self.at);
                (self.cells, self.more, self.came) = (cells, more, true);
                self.follow(desk);
            }
            Vec::new()
        })
    }

    fn refresh(&mut self, _: &Desk<'_>) -> Vec<Effect> {
        let query = Query::RegisterGrid(self.name.clone());
        vec![Effect::Ask(REFRESHED, query)]
    }

    fn target(&self) -> Option<Target> {
        let entry = &self.cells.get(self.at)?.entry;
        let (of, number) = (Some(entry.subject), entry.number);
        let target = Target::named(About::Register, of, &number.full(), Some(number));
        Some(target.of_register(&self.name))
    }

    fn hints(&self) -> Vec<&'static str> {
        vec![
            "actions.open",
            "open",
            "register.add",
            "register.grid",
            "back",
            "help.open",
        ]
    }

    fn settle(&mut self, desk: &Desk<'_>) {
        self.follow(desk);
    }

    fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, area: Rect) {
        let kit = desk.kit;
        let name = kit.term(&format!("register-{}", self.name)).into_owned();
        let title = kit
            .words
            .with("registers-grid", &[("name", Arg::Text(&name))]);
        let out = self.cells.iter().filter(|cell| cell.out).count();
        let late = self.cells.iter().filter(|cell| cell.entry.late).count();
        let number = |count: usize| Arg::Number(i64::try_from(count).unwrap_or(i64::MAX));
        let all = [
            ("count", number(self.cells.len())),
            ("out", number(out)),
            ("late", number(late)),
        ];
        let key = if self.more {
            "registers-grid-count.more"
        } else {
            "registers-grid-count"
        };
        let count = kit.words.with(key, &all);
        canvas.rule((area.x, area.y), area.width, (&title, &count), true);
        let inner = below_rule(area);
        if self.cells.is_empty() {
            if self.came {
                let none = kit.words.get("registers-grid-none");
                canvas.put((inner.x + 2, inner.y), &none, Tone::Dim, inner.width);
            }
            return;
        }
        let (width, abreast) = self.columns(desk);
        let columns = u16::try_from(width).unwrap_or(u16::MAX);
        let shown = self.cells.iter().enumerate();
        let rows = Self::rows(desk);
        let shown = shown.skip(self.top * abreast).take(rows * abreast);
        for (at, cell) in shown {
            let x = inner.x + u16::try_from(at % abreast).unwrap_or(0) * columns;
            let y = inner.y + u16::try_from(at / abreast - self.top).unwrap_or(0);
            let (text, tone) = Self::told(desk, cell);
            let tone = if at == self.at {
                canvas.put((x, y), kit.glyphs.selected, Tone::Plain, 1);
                Tone::Selected
            } else {
                tone
            };
            let room = columns.saturating_sub(2);
            canvas.cell((x + 1, y), &text, tone, (room, Align::Left));
        }
        if let Some(cell) = self.cells.get(self.at) {
            let y = area.bottom().saturating_sub(BELOW);
            canvas.rule((area.x, y), area.width, (&cell.place, ""), false);
            let mut spans = vec![(format!("{}  ", cell.premises), Tone::Plain)];
            spans.extend(entry_line(kit, desk.clock, &cell.entry));
            canvas.spans((area.x + 2, y + 1), &spans, area.width.saturating_sub(2));
        }
    }
}
