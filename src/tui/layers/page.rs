//! A page of text to read; help is one, made of the keys in force.

use ratatui::layout::Rect;

use crate::locale::Arg;
use crate::tui::app::App;
use crate::tui::keymap::{self, Context};
use crate::tui::layers::{Desk, Layer, Outcome};
use crate::tui::theme::Tone;
use crate::tui::view::canvas::Canvas;
use crate::tui::view::sheet::{Row, Sheet};
use crate::wire::Body;

/// The text and its title.
pub struct Page {
    title: String,
    sheet: Sheet,
}

impl Page {
    /// A page of these lines.
    pub fn new(title: String, rows: Vec<Row>) -> Self {
        let mut sheet = Sheet::default();
        sheet.set(rows);
        Self { title, sheet }
    }
}

impl Layer for Page {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Help]
    }

    fn command(&mut self, desk: &Desk<'_>, name: &str) -> Outcome {
        if self.sheet.command(name, desk.area.height.saturating_sub(1)) {
            return Outcome::done();
        }
        Outcome::Ignored
    }

    fn reply(&mut self, _: &Desk<'_>, _: u32, _: Body) -> Vec<super::Effect> {
        Vec::new()
    }

    fn hints(&self) -> Vec<&'static str> {
        vec!["back"]
    }

    fn settle(&mut self, desk: &Desk<'_>) {
        self.sheet.settle(desk.area.height.saturating_sub(1));
    }

    fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, area: Rect) {
        canvas.rule((area.x, area.y), area.width, (&self.title, ""), true);
        let inner = below_rule(area);
        self.sheet.draw(canvas, inner, desk.kit.glyphs.selected);
    }
}

/// The part of a page below its rule.
pub const fn below_rule(area: Rect) -> Rect {
    Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(1),
        ..area
    }
}

/// Returns the page of all keys in force, by the place that binds them.
pub fn help(app: &App) -> Page {
    let kit = &app.kit;
    let contexts = app.contexts();
    let mut rows: Vec<Row> = Vec::new();
    let wrap = usize::from(app.size.0.saturating_sub(3)).max(8);
    let place = app.place.iter().flat_map(|line| kit.ruler.wrap(line, wrap));
    rows.extend(place.map(|line| Row::text(line, Tone::Plain)));
    let mut place = None;
    for bound in keymap::bound(&kit.keymap, &contexts) {
        if place != Some(bound.context) {
            place = Some(bound.context);
            if !rows.is_empty() {
                rows.push(Row::blank());
            }
            let name = kit
                .term(&format!("context-{}", bound.context.name()))
                .into_owned();
            rows.push(Row::text(name, Tone::Title));
        }
        let keys = keymap::label(&kit.words, &bound.chord);
        let doc = kit.words.command_doc(bound.command);
        let text = if doc.is_empty() {
            kit.words.command(bound.command)
        } else {
            doc
        };
        let cell = kit
            .ruler
            .pad(&keys, 10, crate::tui::text::Align::Left)
            .into_owned();
        rows.push(Row::of(vec![
            (format!("{cell} "), Tone::Key),
            (text.into_owned(), Tone::Plain),
        ]));
    }
    let title = kit.words.get("pane-help");
    let count = i64::try_from(rows.len()).unwrap_or(0);
    let title = kit.words.with(
        "help-title",
        &[("title", Arg::Text(&title)), ("count", Arg::Number(count))],
    );
    Page::new(title, rows)
}
