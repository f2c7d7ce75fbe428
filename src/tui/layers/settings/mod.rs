//! What the office has settled: the list of sections, and each section with its entries.

mod kinds;
mod menu;

use ratatui::layout::Rect;

use crate::domain::error::Fact;
use crate::domain::pinyin;
use crate::domain::staff::who_may;
use crate::locale::{Arg, time};
use crate::tui::fields::Line;
use crate::tui::keymap::Context;
use crate::tui::layers::explain::Explain;
use crate::tui::layers::page::below_rule;
use crate::tui::layers::{Desk, Effect, Layer, Outcome, REFRESHED};
use crate::tui::say::{self, Said};
use crate::tui::text::Align;
use crate::tui::theme::Tone;
use crate::tui::view::canvas::{Canvas, Span};
use crate::tui::view::sheet::{Row, Sheet};
use crate::tui::word;
use crate::wire::view::{SettingsPage, SettingsRow};
use crate::wire::{Body, Query, Reply};

use kinds::{Act, Kind};
use menu::{Choice, Menu};

/// Columns before the first: the mark of what the office has set otherwise.
const MARK: usize = 2;
/// Lines of what is to be known of the picked entry.
const FOOT: u16 = 2;
/// The column of a day of the week.
const WEEKDAY: &str = "weekday";
/// Columns in which trades are named.
const TRADES: [&str; 2] = ["trade", "work"];
/// Columns of the widest column without a width, at least.
const LEAST: u16 = 8;

/// A section, or the list of all.
pub struct Settings {
    kind: &'static Kind,
    page: SettingsPage,
    loaded: bool,
    /// What narrows the list, and whether it is being typed.
    filter: Line,
    filtering: bool,
    sheet: Sheet,
    /// The columns the lines were laid out in.
    width: u16,
}

impl Settings {
    /// The section of this name; the list of all without one.
    pub fn of(section: &str) -> Self {
        Self {
            kind: kinds::named(section),
            page: SettingsPage::default(),
            loaded: false,
            filter: Line::default(),
            filtering: false,
            sheet: Sheet::default(),
            width: 0,
        }
    }

    fn picked(&self) -> Option<&SettingsRow> {
        self.page.rows.get(self.sheet.picked()?)
    }

    /// The widths of the columns on so many columns.
    fn widths(&self, cols: u16) -> Vec<u16> {
        let columns = self.kind.columns;
        let gaps = u16::try_from(columns.len()).unwrap_or(u16::MAX);
        let fixed: u16 = columns.iter().map(|column| column.width).sum();
        let left = cols.saturating_sub(fixed.saturating_add(gaps)).max(LEAST);
        let width = |width: u16| if width == 0 { left } else { width };
        columns.iter().map(|column| width(column.width)).collect()
    }

    /// What a row says, column by column.
    fn texts(&self, desk: &Desk<'_>, row: &SettingsRow) -> Vec<String> {
        let shipped = |word: &str| word == "default" && !row.own;
        let columns = self.kind.columns.iter();
        columns
            .map(|column| match row.cells.get(column.cell) {
                // Trades are named by codes, of which the shipped ones have words.
                Some(Fact::Text(codes)) if TRADES.contains(&column.word) => {
                    let parts = codes.split(' ');
                    let said = parts.map(|part| word::value(&desk.kit.words, "", "trade", part));
                    said.collect::<Vec<_>>().join(" ")
                }
                // 1 is Monday.
                Some(Fact::Count(day)) if column.word == WEEKDAY => {
                    let from_monday = usize::try_from(day - 1).unwrap_or(0);
                    time::weekday(&desk.kit.words, from_monday)
                }
                Some(fact) if !shipped(column.word) => say::fact(desk.kit, desk.clock, fact),
                _ => String::new(),
            })
            .collect()
    }

    fn fits(&self, texts: &[String]) -> bool {
        let typed = self.filter.text().trim().to_lowercase();
        typed.is_empty()
            || texts
                .iter()
                .any(|text| text.to_lowercase().contains(&typed) || pinyin::matches(text, &typed))
    }

    fn lay_out(&mut self, desk: &Desk<'_>) {
        let kit = desk.kit;
        self.width = desk.area.width;
        let room = Sheet::room(desk.area.width).saturating_sub(2);
        let widths = self.widths(room);
        let mut rows = Vec::new();
        let mut heading = None;
        for (at, row) in self.page.rows.iter().enumerate() {
            if let Some(fact) = &row.heading {
                heading = Some(say::fact(kit, desk.clock, fact));
            }
            let texts = self.texts(desk, row);
            if !self.fits(&texts) {
                continue;
            }
            if let Some(heading) = heading.take() {
                rows.push(Row::text(heading, Tone::Title));
            }
            let tone = match (row.off, row.own) {
                (true, _) => Tone::Dim,
                (_, true) => Tone::Soon,
                _ => Tone::Plain,
            };
            let mark = if row.own { kit.glyphs.bullet } else { "" };
            let mut spans: Vec<Span> = vec![(kit.ruler.cell(mark, MARK, Align::Left), tone)];
            for (text, width) in texts.iter().zip(&widths) {
                let cell = kit.ruler.cell(text, usize::from(*width), Align::Left);
                spans.push((format!("{cell} "), tone));
            }
            rows.push(Row::of(spans).picks(at));
        }
        if rows.is_empty() {
            let key = if self.filter.is_empty() {
                "settings-none"
            } else {
                "settings-no-fit"
            };
            rows.push(Row::text(kit.words.get(key), Tone::Dim));
        }
        self.sheet.set(rows);
    }

    /// The lines between the rule and the titles of the columns: what is missing, who may change this, what narrows it.
    fn above(&self, desk: &Desk<'_>) -> Vec<(String, Tone)> {
        let kit = desk.kit;
        let mut above: Vec<(String, Tone)> = Vec::new();
        let notes = self.page.notes.iter();
        above.extend(notes.map(|note| (say::fact(kit, desk.clock, note), Tone::Soon)));
        if let Some(facts) = kit.command(self.kind.change)
            && desk.session.seated.person.is_some()
            && !desk.session.may(facts.right)
        {
            let who = say::fact(kit, desk.clock, &who_may(facts.right));
            let args = [("who", Arg::Text(&who))];
            above.push((kit.words.with("settings-read-only", &args), Tone::Dim));
        }
        above
    }

    /// How many lines the entries have.
    fn room(&self, desk: &Desk<'_>) -> u16 {
        let above = u16::try_from(self.above(desk).len()).unwrap_or(u16::MAX);
        let filter = u16::from(self.filtering || !self.filter.is_empty());
        // The rule and the titles.
        let around = above.saturating_add(filter).saturating_add(2);
        let around = around.saturating_add(self.below());
        desk.area.height.saturating_sub(around)
    }

    /// How many lines what is to be known has, with its rule; none on the list of all.
    const fn below(&self) -> u16 {
        if self.kind.is_all() { 0 } else { FOOT + 1 }
    }

    /// What is to be known of the picked entry.
    fn foot(&self, desk: &Desk<'_>) -> String {
        let facts = self.picked().map(|row| row.foot.as_slice());
        let facts = facts.unwrap_or_default().iter();
        let said: Vec<String> = facts
            .map(|fact| say::fact(desk.kit, desk.clock, fact))
            .filter(|text| !text.is_empty())
            .collect();
        said.join(&format!(" {} ", desk.kit.glyphs.dot))
    }

    fn begin(desk: &Desk<'_>, act: Option<Act>, otherwise: &str) -> Outcome {
        Outcome::with(match act {
            Some(Act::Form(name, aim, preset)) => Effect::Form(name.to_owned(), aim, preset),
            Some(Act::Do(command)) => Effect::Do(command),
            None => {
                let text = desk.kit.words.get(otherwise).into_owned();
                Effect::Say(Said::new(text, Tone::Late))
            }
        })
    }

    /// What can be done to the picked entry, and in the section.
    fn choices(&self, row: Option<&SettingsRow>) -> Vec<Choice> {
        let choice = |name, word| move |act| Choice { name, word, act };
        let kind = self.kind;
        let mut all: Vec<Choice> = Vec::new();
        if let Some(row) = row {
            let removed = if row.own {
                "settings-as-shipped"
            } else {
                "settings-take-away"
            };
            all.extend(
                kind.change(row)
                    .map(choice("open", Some("settings-change"))),
            );
            all.extend(
                kind.remove(row)
                    .map(choice("settings.remove", Some(removed))),
            );
            all.extend(kind.about(row).into_iter().map(choice("", None)));
        }
        all.extend(kind.add().map(choice("settings.add", Some("settings-new"))));
        all.extend(kind.beside().map(choice("", None)));
        all
    }

    fn open(&self, desk: &Desk<'_>) -> Outcome {
        let Some(row) = self.picked() else {
            return Outcome::done();
        };
        if self.kind.is_all() {
            return Outcome::with(Effect::Push(Box::new(Self::of(&row.key))));
        }
        Self::begin(desk, self.kind.change(row), "settings-none")
    }

    fn why(&self) -> Outcome {
        let Some(row) = self.picked().filter(|_| !self.kind.is_all()) else {
            return Outcome::done();
        };
        let query = Query::SettingsWhy(self.kind.name.to_owned(), row.key.clone());
        Outcome::with(Effect::Push(Box::new(Explain::asking(query))))
    }

    fn actions(&self, desk: &Desk<'_>) -> Outcome {
        let row = self.picked();
        let choices = self.choices(row);
        if self.kind.is_all() || choices.is_empty() {
            return Outcome::done();
        }
        let title = row.and_then(|row| self.texts(desk, row).into_iter().next());
        let menu = Menu::new(title.unwrap_or_default(), choices);
        Outcome::with(Effect::Push(Box::new(menu)))
    }

    fn narrow(&mut self, desk: &Desk<'_>) {
        self.lay_out(desk);
        let first = self.page.rows.iter().enumerate();
        let first = first.map(|(at, row)| (at, self.texts(desk, row)));
        let first = first.into_iter().find(|(_, texts)| self.fits(texts));
        if let Some((at, _)) = first {
            self.sheet.pick(at);
        }
    }
}

impl Layer for Settings {
    fn contexts(&self) -> &'static [Context] {
        if self.filtering {
            &[Context::Picker, Context::Text]
        } else {
            &[Context::Settings]
        }
    }

    fn command(&mut self, desk: &Desk<'_>, name: &str) -> Outcome {
        if self.sheet.command(name, self.room(desk)) {
            return Outcome::done();
        }
        if self.filtering && self.filter.edit(name) {
            self.narrow(desk);
            return Outcome::done();
        }
        match name {
            "open" => {
                self.filtering = false;
                self.open(desk)
            }
            "back" if self.filtering || !self.filter.is_empty() => {
                self.filtering = false;
                self.filter = Line::default();
                self.lay_out(desk);
                Outcome::done()
            }
            "settings.filter" => {
                self.filtering = true;
                Outcome::done()
            }
            "settings.add" => Self::begin(desk, self.kind.add(), "settings-no-new"),
            "settings.remove" => {
                let act = self.picked().and_then(|row| self.kind.remove(row));
                Self::begin(desk, act, "settings-no-away")
            }
            "explain" => self.why(),
            "actions.open" => self.actions(desk),
            "go.settings" if self.kind.is_all() => Outcome::done(),
            _ => Outcome::Ignored,
        }
    }

    fn text(&mut self, desk: &Desk<'_>, text: &str) -> Vec<Effect> {
        self.filter.insert(text);
        self.narrow(desk);
        Vec::new()
    }

    fn reply(&mut self, desk: &Desk<'_>, _: u32, body: Body) -> Vec<Effect> {
        desk.answered(body, |reply| {
            if let Reply::Settings(page) = reply {
                // The eye stays on the entry, wherever it stands now.
                let held = self.picked().map(|row| row.key.clone());
                self.page = *page;
                self.loaded = true;
                self.lay_out(desk);
                let same = |row: &SettingsRow| Some(&row.key) == held.as_ref();
                if let Some(at) = self.page.rows.iter().position(same) {
                    self.sheet.begin(at);
                }
            }
            Vec::new()
        })
    }

    fn refresh(&mut self, _: &Desk<'_>) -> Vec<Effect> {
        let query = Query::Settings(self.kind.name.to_owned());
        vec![Effect::Ask(REFRESHED, query)]
    }

    fn hints(&self) -> Vec<&'static str> {
        if self.kind.is_all() {
            return vec!["open", "settings.filter", "back", "help.open"];
        }
        let mut hints = vec!["open=setting.set"];
        if !self.kind.add.is_empty() {
            hints.push("settings.add");
        }
        if self
            .picked()
            .is_some_and(|row| self.kind.remove(row).is_some())
        {
            hints.push("settings.remove");
        }
        hints.extend([
            "actions.open",
            "explain",
            "back",
            "settings.filter",
            "help.open",
        ]);
        hints
    }

    fn settle(&mut self, desk: &Desk<'_>) {
        if self.loaded && self.width != desk.area.width {
            self.lay_out(desk);
        }
        self.sheet.settle(self.room(desk));
    }

    fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, area: Rect) {
        let kit = desk.kit;
        let words = &kit.words;
        let mut title = words.get("pane-settings").into_owned();
        if !self.kind.is_all() {
            let section = format!("settings-{}", self.kind.name);
            title = format!("{title} {} {}", kit.glyphs.dot, words.get(&section));
        }
        let own = self.page.rows.iter().filter(|row| row.own).count();
        let own = i64::try_from(own).unwrap_or(i64::MAX);
        let right = if own > 0 {
            let args = [
                ("mark", Arg::Text(kit.glyphs.bullet)),
                ("count", Arg::Number(own)),
            ];
            words.with("settings-own", &args)
        } else {
            String::new()
        };
        canvas.rule((area.x, area.y), area.width, (&title, &right), true);
        let mut left = below_rule(area);
        let room = area.width.saturating_sub(4);
        if !self.loaded {
            let text = words.get("pane-coming");
            canvas.put((left.x + 2, left.y), &text, Tone::Dim, room);
            return;
        }
        for (text, tone) in self.above(desk) {
            canvas.put((left.x + 2, left.y), &text, tone, room);
            left = below_rule(left);
        }
        if self.filtering || !self.filter.is_empty() {
            let label = words.get("settings-filter");
            let end = canvas.put((left.x + 2, left.y), &label, Tone::Dim, room);
            let cols = left.right().saturating_sub(end + 2);
            canvas.input((end + 1, left.y), &self.filter, cols, self.filtering, false);
            left = below_rule(left);
        }
        let mark = u16::try_from(MARK).unwrap_or(0);
        let mut x = left.x + 2 + mark;
        let widths = self.widths(Sheet::room(area.width).saturating_sub(mark));
        for (column, width) in self.kind.columns.iter().zip(widths) {
            let word = words
                .get(&format!("settings-col-{}", column.word))
                .into_owned();
            canvas.cell((x, left.y), &word, Tone::Dim, (width, Align::Left));
            x += width + 1;
        }
        left = below_rule(left);
        let height = self.room(desk).min(left.height);
        self.sheet
            .draw(canvas, Rect { height, ..left }, kit.glyphs.selected);
        let y = left.y.saturating_add(height);
        if self.below() > 0 && y < area.bottom() {
            canvas.rule((area.x, y), area.width, ("", ""), false);
            let lines = kit.ruler.wrap(&self.foot(desk), room.into());
            for (line, y) in lines.iter().zip(y + 1..area.bottom()) {
                canvas.put((area.x + 2, y), line, Tone::Dim, room);
            }
        }
    }
}
