//! Who sits at a shared desk: a name and a PIN, over an empty screen.

use ratatui::layout::Rect;

use crate::tui::fields::Line;
use crate::tui::keymap::Context;
use crate::tui::layers::page::below_rule;
use crate::tui::layers::{Cover, Desk, Effect, Layer, Outcome};
use crate::tui::theme::Tone;
use crate::tui::view::canvas::Canvas;
use crate::tui::view::sheet::{Row, Sheet};
use crate::wire::{Ask, Body, Pin, Query, Reply};

/// Part numbers of what it asks.
const NAMES: u32 = 0;
const SIGN_ON: u32 = 1;

/// The names and the PIN being typed.
#[derive(Default)]
pub struct Lock {
    names: Vec<String>,
    sheet: Sheet,
    pin: Line,
    busy: bool,
}

impl Layer for Lock {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Lock, Context::Text]
    }

    fn cover(&self) -> Cover {
        Cover::Screen
    }

    fn command(&mut self, desk: &Desk<'_>, name: &str) -> Outcome {
        if self.sheet.command(name, desk.area.height.saturating_sub(4)) {
            self.pin = Line::default();
            return Outcome::done();
        }
        if self.pin.edit(name) {
            return Outcome::done();
        }
        match name {
            "form.save" if !self.busy && !self.pin.is_empty() => {
                let Some(name) = self.sheet.picked().and_then(|pick| self.names.get(pick)) else {
                    return Outcome::done();
                };
                self.busy = true;
                let pin = Pin::from(std::mem::take(&mut self.pin).text());
                let name = name.clone();
                Outcome::with(Effect::Send(SIGN_ON, Ask::SignOn { name, pin }))
            }
            "screen.leave" | "redraw" => Outcome::Ignored,
            _ => Outcome::done(),
        }
    }

    fn text(&mut self, _: &Desk<'_>, text: &str) -> Vec<Effect> {
        for digit in text.chars().filter(char::is_ascii_digit) {
            self.pin.insert(digit.encode_utf8(&mut [0; 4]));
        }
        Vec::new()
    }

    fn reply(&mut self, desk: &Desk<'_>, part: u32, body: Body) -> Vec<Effect> {
        if part == SIGN_ON {
            self.busy = false;
        }
        if let Body::Reply(reply) = body
            && let Reply::People(names) = *reply
        {
            self.names = names;
            let names = self.names.iter().enumerate();
            let rows = names.map(|(at, name)| Row::text(name.as_str(), Tone::Plain).picks(at));
            self.sheet.set(rows.collect());
            let last = self
                .names
                .iter()
                .position(|name| *name == desk.session.owner);
            if let Some(last) = last {
                self.sheet.pick(last);
            }
        }
        Vec::new()
    }

    fn dropped(&mut self, part: u32) {
        // The PIN is to be typed once more.
        self.busy &= part != SIGN_ON;
    }

    fn refresh(&mut self, _: &Desk<'_>) -> Vec<Effect> {
        vec![Effect::Ask(NAMES, Query::People)]
    }

    fn hints(&self) -> Vec<&'static str> {
        vec!["form.save", "form.clear", "screen.leave"]
    }

    fn settle(&mut self, desk: &Desk<'_>) {
        self.sheet.settle(desk.area.height.saturating_sub(4));
    }

    fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, area: Rect) {
        let words = &desk.kit.words;
        let page = Rect {
            y: area.y + 1,
            height: area.height.saturating_sub(4),
            ..area
        };
        canvas.blank(area);
        canvas.rule(
            (page.x, page.y),
            page.width,
            (&words.get("pane-lock"), ""),
            true,
        );
        let inner = below_rule(page);
        canvas.put(
            (inner.x + 2, inner.y),
            &words.get("lock-who"),
            Tone::Dim,
            inner.width - 2,
        );
        let label = words.get("field-pin");
        let end = canvas.put(
            (inner.x + 2, inner.y + 1),
            &label,
            Tone::Plain,
            inner.width - 2,
        );
        let room = inner.width.saturating_sub(end + 2).min(14);
        canvas.input((end + 2, inner.y + 1), &self.pin, room, true, true);
        let list = Rect {
            y: inner.y + 3,
            height: inner.height.saturating_sub(3),
            ..inner
        };
        self.sheet.draw(canvas, list, desk.kit.glyphs.selected);
    }
}
