//! All commands, found by name, word or the sounds of the word.

use ratatui::layout::Rect;

use crate::domain::pinyin;
use crate::tui::app::App;
use crate::tui::commands::COMMANDS;
use crate::tui::fields::Line;
use crate::tui::keymap::Context;
use crate::tui::layers::page::below_rule;
use crate::tui::layers::{Desk, Effect, Layer, Outcome};
use crate::tui::target::Target;
use crate::tui::text::Align;
use crate::tui::theme::Tone;
use crate::tui::view::canvas::Canvas;
use crate::tui::view::sheet::{Row, Sheet};
use crate::wire::Body;
use crate::wire::commands::About;

/// Columns of a command's word.
const WORD: usize = 18;
/// Columns of the keys that do it.
const KEYS: usize = 10;

/// One command that can be chosen.
struct Entry {
    name: String,
    word: String,
    doc: String,
    keys: String,
    /// How well it goes with the row the eye is on: about it, about no record, about another kind.
    fit: u8,
}

/// The line and the commands it narrows.
pub struct Palette {
    line: Line,
    entries: Vec<Entry>,
    shown: Vec<usize>,
    sheet: Sheet,
    /// The record the eye was on.
    target: Option<Target>,
}

impl Palette {
    /// All commands that can be done by who sits here, with their keys below this layer.
    pub fn new(app: &App) -> Self {
        let kit = &app.kit;
        let contexts = app.contexts();
        let target = app.target();
        let fit = |name: &str| match (kit.command(name).map(|facts| facts.about), &target) {
            (Some(About::Nothing) | None, _) | (_, None) => 1,
            (Some(about), Some(target)) if target.aim(about).is_some() => 0,
            _ => 2,
        };
        let own = COMMANDS
            .iter()
            .filter(|own| own.is_offered())
            .map(|own| own.name);
        let facts = kit.commands.iter();
        let service = facts
            .filter(|facts| !facts.hidden && app.session.may(facts.right))
            .map(|facts| facts.name);
        let entries = own
            .chain(service)
            .map(|name| Entry {
                name: name.to_owned(),
                word: kit.words.command(name).into_owned(),
                doc: kit.words.command_doc(name).into_owned(),
                keys: kit.keys(&contexts, name).unwrap_or_default(),
                fit: fit(name),
            })
            .collect();
        let mut palette = Self {
            line: Line::default(),
            entries,
            shown: Vec::new(),
            sheet: Sheet::default(),
            target,
        };
        palette.narrow(kit);
        palette
    }

    fn narrow(&mut self, kit: &crate::tui::kit::Kit) {
        let typed = self.line.text().trim().to_lowercase();
        let mut found: Vec<(u8, u8, usize)> = self
            .entries
            .iter()
            .enumerate()
            .filter_map(|(at, entry)| Some((rank(entry, &typed)?, entry.fit, at)))
            .collect();
        found.sort_unstable();
        self.shown = found.into_iter().map(|(_, _, at)| at).collect();
        let rows = self.shown.iter().enumerate().filter_map(|(pick, at)| {
            let entry = self.entries.get(*at)?;
            let word = kit.ruler.cell(&entry.word, WORD, Align::Left);
            let keys = kit.ruler.cell(&entry.keys, KEYS, Align::Left);
            let spans = vec![
                (word, Tone::Plain),
                (format!(" {keys}"), Tone::Key),
                (format!(" {}", entry.doc), Tone::Plain),
            ];
            Some(Row::of(spans).picks(pick))
        });
        let rows: Vec<Row> = rows.collect();
        self.sheet = Sheet::default();
        self.sheet.set(rows);
    }
}

/// How well a command fits what is typed, best first; none if it does not.
fn rank(entry: &Entry, typed: &str) -> Option<u8> {
    let word = entry.word.to_lowercase();
    if typed.is_empty() || entry.name == typed || word == typed {
        return Some(0);
    }
    if word.starts_with(typed) || pinyin::matches(&entry.word, typed) {
        return Some(1);
    }
    if entry.name.starts_with(typed) {
        return Some(2);
    }
    // Initials of a word within: 撤 in 我的撤销.
    let mut tail = entry.word.as_str();
    while let Some(first) = tail.chars().next() {
        tail = tail.get(first.len_utf8()..).unwrap_or_default();
        if !tail.is_empty() && pinyin::matches(tail, typed) {
            return Some(3);
        }
    }
    if word.contains(typed) || entry.name.contains(typed) {
        return Some(4);
    }
    if is_scattered(&entry.name, typed) {
        return Some(5);
    }
    entry.doc.to_lowercase().contains(typed).then_some(6)
}

/// Whether the letters of `typed` occur in `name` in their order.
fn is_scattered(name: &str, typed: &str) -> bool {
    let mut letters = name.chars();
    typed
        .chars()
        .all(|wanted| letters.any(|letter| letter == wanted))
}

impl Layer for Palette {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Palette, Context::Text]
    }

    fn command(&mut self, desk: &Desk<'_>, name: &str) -> Outcome {
        if self.sheet.command(name, desk.area.height.saturating_sub(2)) {
            return Outcome::done();
        }
        if self.line.edit(name) {
            self.narrow(desk.kit);
            return Outcome::done();
        }
        match name {
            "open" => {
                let chosen = self.sheet.picked().and_then(|pick| self.shown.get(pick));
                match chosen.and_then(|at| self.entries.get(*at)) {
                    Some(entry) => {
                        let name = entry.name.clone();
                        let run = if desk.kit.command(&name).is_some() {
                            // About what was selected when it was opened.
                            Effect::About(name, self.target.clone().map(Box::new))
                        } else {
                            Effect::Run(name)
                        };
                        Outcome::Done(vec![Effect::Pop, run])
                    }
                    None => Outcome::done(),
                }
            }
            _ => Outcome::Ignored,
        }
    }

    fn text(&mut self, desk: &Desk<'_>, text: &str) -> Vec<Effect> {
        self.line.insert(text);
        self.narrow(desk.kit);
        Vec::new()
    }

    fn reply(&mut self, _: &Desk<'_>, _: u32, _: Body) -> Vec<Effect> {
        Vec::new()
    }

    fn hints(&self) -> Vec<&'static str> {
        vec!["open", "form.clear", "back"]
    }

    fn settle(&mut self, desk: &Desk<'_>) {
        self.sheet.settle(desk.area.height.saturating_sub(2));
    }

    fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, area: Rect) {
        let words = &desk.kit.words;
        let count = self.shown.len().to_string();
        canvas.rule(
            (area.x, area.y),
            area.width,
            (&words.get("pane-palette"), &count),
            true,
        );
        let inner = below_rule(area);
        let at = (inner.x + 2, inner.y);
        canvas.input(at, &self.line, inner.width.saturating_sub(3), true, false);
        let list = below_rule(inner);
        if self.shown.is_empty() {
            let none = words.get("palette-none");
            canvas.put((list.x + 2, list.y), &none, Tone::Dim, list.width - 2);
        }
        self.sheet.draw(canvas, list, desk.kit.glyphs.selected);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(typed: &str, expected: Option<u8>) {
        let entry = Entry {
            name: "ticket.dispatch".into(),
            word: "派工".into(),
            doc: "派给一名师傅；已派的单换人再派。".into(),
            keys: String::new(),
            fit: 1,
        };
        assert_eq!(rank(&entry, typed), expected, "{typed}");
    }

    #[test]
    fn a_command_is_found_by_name_word_and_sound() {
        case("", Some(0));
        case("派", Some(1));
        case("pg", Some(1));
        case("paigong", Some(1));
        case("ticket.d", Some(2));
        case("gong", Some(3));
        case("dispatch", Some(4));
        case("tdisp", Some(5));
        case("换人", Some(6));
        case("收款", None);
    }
}
