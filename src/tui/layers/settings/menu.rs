//! What can be done to an entry of the settings, with the keys for it; what is not allowed says who may.

use ratatui::layout::Rect;

use crate::domain::staff::lacking;
use crate::tui::keymap::Context;
use crate::tui::layers::page::below_rule;
use crate::tui::layers::{Cover, Desk, Effect, Layer, Outcome};
use crate::tui::say::{self, Said};
use crate::tui::text::Align;
use crate::tui::theme::Tone;
use crate::tui::view::canvas::Canvas;
use crate::tui::view::sheet::{Row, Sheet};
use crate::wire::Body;

use super::kinds::Act;

/// Columns of the keys.
const KEYS: usize = 8;
/// Columns of a word.
const WORD: usize = 16;

/// One line: the name its key is bound to, what is said of it, what it does.
pub struct Choice {
    /// The name of the key within the section; empty where it has none.
    pub name: &'static str,
    /// The key of what it is called, where that is not the command's own word.
    pub word: Option<&'static str>,
    pub act: Act,
}

/// The menu.
pub struct Menu {
    title: String,
    all: Vec<Choice>,
    sheet: Sheet,
}

impl Menu {
    /// Of these choices about the entry called so.
    pub fn new(title: String, all: Vec<Choice>) -> Self {
        Self {
            title,
            all,
            sheet: Sheet::default(),
        }
    }

    fn choose(choice: &Choice) -> Vec<Effect> {
        let effect = match choice.act.clone() {
            Act::Form(name, aim, preset) => Effect::Form(name.to_owned(), aim, preset),
            Act::Do(command) => Effect::Do(command),
        };
        vec![Effect::Pop, effect]
    }
}

/// Why somebody here may not do it, if so.
pub fn refused(desk: &Desk<'_>, command: &str) -> Option<String> {
    let facts = desk.kit.command(command)?;
    let person = desk.session.seated.person.as_ref()?;
    if desk.session.may(facts.right) {
        return None;
    }
    let refusal = lacking(facts.right, &person.name, person.rank, &person.sides);
    Some(say::refusal(desk.kit, desk.clock, &refusal))
}

impl Layer for Menu {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Settings]
    }

    fn cover(&self) -> Cover {
        let rows = u16::try_from(self.all.len()).unwrap_or(u16::MAX);
        Cover::Box(rows.saturating_add(1).max(2))
    }

    fn start(&mut self, desk: &Desk<'_>) -> Vec<Effect> {
        let kit = desk.kit;
        let row = |(at, choice): (usize, &Choice)| {
            let keys = kit.keys(&[Context::Settings, Context::Global], choice.name);
            let command = choice.act.command();
            let word = match choice.word {
                Some(key) => kit.words.get(key),
                None => kit.words.command(command),
            };
            let (remark, tone) = match refused(desk, command) {
                Some(why) => (why, Tone::Dim),
                None => (kit.words.command_doc(command).into_owned(), Tone::Plain),
            };
            let keys = kit.ruler.cell(&keys.unwrap_or_default(), KEYS, Align::Left);
            Row::of(vec![
                (keys, Tone::Key),
                (
                    format!(" {}", kit.ruler.cell(&word, WORD, Align::Left)),
                    tone,
                ),
                (format!(" {remark}"), tone),
            ])
            .picks(at)
        };
        let rows = self.all.iter().enumerate().map(row).collect();
        self.sheet.set(rows);
        Vec::new()
    }

    fn command(&mut self, desk: &Desk<'_>, name: &str) -> Outcome {
        if self.sheet.command(name, desk.area.height.saturating_sub(1)) {
            return Outcome::done();
        }
        let picked = self.sheet.picked().and_then(|pick| self.all.get(pick));
        let found = match name {
            "open" => picked,
            "actions.open" => return Outcome::with(Effect::Pop),
            _ => self.all.iter().find(|choice| choice.name == name),
        };
        let Some(choice) = found else {
            return Outcome::Ignored;
        };
        match refused(desk, choice.act.command()) {
            Some(why) => Outcome::with(Effect::Say(Said::new(why, Tone::Late))),
            None => Outcome::Done(Self::choose(choice)),
        }
    }

    fn reply(&mut self, _: &Desk<'_>, _: u32, _: Body) -> Vec<Effect> {
        Vec::new()
    }

    fn hints(&self) -> Vec<&'static str> {
        vec!["open", "back", "help.open"]
    }

    fn settle(&mut self, desk: &Desk<'_>) {
        self.sheet.settle(desk.area.height.saturating_sub(1));
    }

    fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, area: Rect) {
        let title = format!("{}  {}", desk.kit.words.get("pane-actions"), self.title);
        canvas.rule((area.x, area.y), area.width, (title.trim_end(), ""), true);
        self.sheet
            .draw(canvas, below_rule(area), desk.kit.glyphs.selected);
    }
}
