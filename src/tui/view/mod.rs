//! The frame: what of the state stands where, for every size of the terminal.

mod bottom;
pub mod canvas;
mod charts;
mod counter;
mod header;
pub mod sheet;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::tui::app::App;
use crate::tui::layers::Cover;
use crate::tui::theme::Tone;
use crate::tui::view::canvas::Canvas;

pub use counter::{has_beside, rows_of};

/// Below this only a sentence is shown.
const LEAST: (u16, u16) = (40, 10);
/// Below this only the pane in focus is shown.
const FOUR_PANES: (u16, u16) = (60, 20);
/// Lines at the bottom: a rule, the message, the hints.
const BOTTOM: u16 = 3;

/// How much of the counter a terminal has room for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Room {
    /// A sentence.
    Sentence,
    /// The pane in focus.
    One,
    /// All four below one another.
    Stack,
    /// All four below one another, with the selected record beside them.
    Wide,
}

fn room((cols, rows): (u16, u16)) -> Room {
    if cols < LEAST.0 || rows < LEAST.1 {
        Room::Sentence
    } else if cols < FOUR_PANES.0 || rows < FOUR_PANES.1 {
        Room::One
    } else if has_beside((cols, rows)) {
        Room::Wide
    } else {
        Room::Stack
    }
}

/// The part of the screen pages are drawn on: all between the top line and the rule above the message.
pub fn page((cols, rows): (u16, u16)) -> Rect {
    Rect::new(0, 1, cols, rows.saturating_sub(1 + BOTTOM))
}

/// Draws the whole screen and tells where its cursor is to be.
pub fn draw(app: &App, buffer: &mut Buffer) -> Option<Position> {
    let size = (buffer.area.width, buffer.area.height);
    let mut canvas = Canvas::new(buffer, &app.kit);
    if room(size) == Room::Sentence {
        let text = app.kit.words.get("screen-too-small");
        for (y, line) in (0..size.1).zip(app.kit.ruler.wrap(&text, size.0.into())) {
            canvas.put((0, y), &line, Tone::Plain, size.0);
        }
        return None;
    }
    let desk = app.desk();
    let covered = app
        .layers
        .iter()
        .rposition(|laid| laid.layer.cover() == Cover::Screen);
    if covered.is_some() || app.is_locked() {
        let whole = Rect::new(0, 0, size.0, size.1);
        if let Some(laid) = covered.and_then(|at| app.layers.iter().nth(at)) {
            laid.layer.draw(&desk, &mut canvas, whole);
        }
        bottom::draw(app, &mut canvas, size);
        return canvas.cursor();
    }
    header::draw(app, &mut canvas, size.0);
    let first = app
        .layers
        .iter()
        .rposition(|laid| laid.layer.cover() == Cover::Page);
    if first.is_none() {
        counter::draw(app, &mut canvas, size);
    }
    for laid in app.layers.iter().skip(first.unwrap_or(0)) {
        canvas.hide_cursor();
        let area = match laid.layer.cover() {
            Cover::Box(rows) => box_area(size, rows),
            Cover::Page | Cover::Screen => page(size),
        };
        canvas.blank(area);
        laid.layer.draw(&desk, &mut canvas, area);
    }
    if !app.pending.is_empty() {
        let rows = bottom::pending_rows(app);
        let area = box_area(size, rows);
        canvas.hide_cursor();
        canvas.blank(area);
        bottom::pending(app, &mut canvas, area);
    }
    bottom::draw(app, &mut canvas, size);
    canvas.cursor()
}

/// A box of so many rows at the lower edge of the page.
fn box_area(size: (u16, u16), rows: u16) -> Rect {
    let page = page(size);
    let height = rows.min(page.height);
    Rect::new(0, page.bottom() - height, size.0, height)
}
