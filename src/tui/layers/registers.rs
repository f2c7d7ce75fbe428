//! The registers, each with what of it is in hand, waits, is late; the way to their boards.

use ratatui::layout::Rect;

use crate::locale::Arg;
use crate::tui::keymap::Context;
use crate::tui::layers::board::Board;
use crate::tui::layers::page::below_rule;
use crate::tui::layers::{Desk, Effect, Layer, Outcome};
use crate::tui::text::Align;
use crate::tui::theme::Tone;
use crate::tui::view::canvas::{Canvas, Span};
use crate::tui::view::sheet::{Row, Sheet};
use crate::wire::view::RegisterRow;
use crate::wire::{Body, Query, Reply};

/// Columns of a register's name.
const NAME: usize = 16;
/// Columns of a count with its word.
const COUNT: usize = 12;

/// The list of registers.
#[derive(Default)]
pub struct Registers {
    rows: Vec<RegisterRow>,
    sheet: Sheet,
}

impl Registers {
    fn lay_out(&mut self, desk: &Desk<'_>) {
        let rows = self.rows.iter().enumerate();
        let rows = rows.map(|(at, row)| Row::of(spans(desk, row)).picks(at));
        self.sheet.set(rows.collect());
    }
}

/// A register in a line: its name, how many entries stand where; what is zero is not said.
fn spans(desk: &Desk<'_>, row: &RegisterRow) -> Vec<Span> {
    let (kit, words) = (desk.kit, &desk.kit.words);
    let name = kit.term(&format!("register-{}", row.name)).into_owned();
    let mut spans = vec![(kit.ruler.cell(&name, NAME, Align::Left), Tone::Plain)];
    let counts = [
        ("registers-late", row.late, Tone::Late),
        ("registers-active", row.active, Tone::Plain),
        ("registers-initial", row.initial, Tone::Plain),
        ("registers-closed", row.closed, Tone::Dim),
    ];
    for (key, count, tone) in counts {
        let text = match count {
            0 => String::new(),
            count => words.with(key, &[("count", Arg::Number(count))]),
        };
        spans.push((
            format!("  {}", kit.ruler.cell(&text, COUNT, Align::Left)),
            tone,
        ));
    }
    spans
}

impl Layer for Registers {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Register, Context::Counter]
    }

    fn command(&mut self, desk: &Desk<'_>, name: &str) -> Outcome {
        if self.sheet.command(name, desk.area.height.saturating_sub(1)) {
            return Outcome::done();
        }
        let picked = self.sheet.picked().and_then(|pick| self.rows.get(pick));
        match (name, picked) {
            ("open" | "actions.open", Some(row)) => {
                Outcome::with(Effect::Push(Box::new(Board::of(&row.name))))
            }
            ("register.add", Some(row)) => Outcome::with(Board::adding(&row.name)),
            ("open" | "actions.open" | "go.registers", _) => Outcome::done(),
            _ => Outcome::Ignored,
        }
    }

    fn reply(&mut self, desk: &Desk<'_>, _: u32, body: Body) -> Vec<Effect> {
        match body {
            Body::Reply(reply) => {
                if let Reply::Registers(rows) = *reply {
                    self.rows = rows;
                    self.lay_out(desk);
                }
                Vec::new()
            }
            Body::Refused(refusal) => vec![Effect::Pop, desk.refused(&refusal)],
            _ => Vec::new(),
        }
    }

    fn refresh(&mut self, _: &Desk<'_>) -> Vec<Effect> {
        vec![Effect::Ask(0, Query::Registers)]
    }

    fn hints(&self) -> Vec<&'static str> {
        vec!["open", "register.add", "back", "help.open"]
    }

    fn settle(&mut self, desk: &Desk<'_>) {
        self.sheet.settle(desk.area.height.saturating_sub(1));
    }

    fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, area: Rect) {
        let title = desk.kit.words.get("pane-registers");
        let count = self.rows.len().to_string();
        canvas.rule((area.x, area.y), area.width, (&title, &count), true);
        let inner = below_rule(area);
        if self.sheet.is_empty() {
            let text = desk.kit.words.get("pane-coming");
            canvas.put((inner.x + 2, inner.y), &text, Tone::Dim, inner.width - 2);
        }
        self.sheet.draw(canvas, inner, desk.kit.glyphs.selected);
    }
}
