//! What every part of the screen is made with: words, keys, theme, glyphs, the table of commands.

use std::borrow::Cow;

use crate::domain::id::Number;
use crate::locale::Words;
use crate::terminal::glyphs::{Glyphs, Set};
use crate::terminal::width::Widths;
use crate::tui::clock::Clock;
use crate::tui::keymap::{self, Context, Keymap};
use crate::tui::text::Ruler;
use crate::tui::theme::Theme;
use crate::wire::CommandFacts;
use crate::wire::commands::Undo;

/// The means of the screen; the same for every part of it.
#[derive(Debug)]
pub struct Kit {
    /// The words of the language.
    pub words: Words,
    /// The keys in force.
    pub keymap: Keymap,
    /// The theme.
    pub theme: Theme,
    /// Marks and rules.
    pub glyphs: &'static Glyphs,
    /// Measures and cuts.
    pub ruler: Ruler,
    /// Every command of the service.
    pub commands: Vec<CommandFacts>,
}

impl Kit {
    /// Puts the means together for a terminal with these glyphs and widths.
    pub fn new(
        words: Words,
        keymap: Keymap,
        theme: Theme,
        (set, widths): (Set, Widths),
        commands: Vec<CommandFacts>,
    ) -> Self {
        crate::tui::declared::learn();
        let glyphs = Glyphs::pick(set);
        Self {
            words,
            keymap,
            theme,
            glyphs,
            ruler: Ruler::new(widths, glyphs.ellipsis),
            commands,
        }
    }

    /// Takes over what was learned about the terminal.
    pub fn learn(&mut self, set: Set, widths: Widths) {
        self.glyphs = Glyphs::pick(set);
        self.ruler = Ruler::new(widths, self.glyphs.ellipsis);
    }

    /// Knows these commands from now on, and the words of the registers they come from.
    pub fn learn_commands(&mut self, commands: Vec<CommandFacts>) {
        crate::tui::declared::learn();
        self.commands = commands;
    }

    /// Returns the facts of a command of the service.
    pub fn command(&self, name: &str) -> Option<&CommandFacts> {
        self.commands.iter().find(|facts| facts.name == name)
    }

    /// Whether an act of that name can be taken back as it was.
    pub fn restores(&self, name: &str) -> bool {
        self.command(name)
            .is_some_and(|facts| facts.undo == Undo::Restore)
    }

    /// Returns the shortest keys that do `name` here, as people read them.
    pub fn keys(&self, contexts: &[Context], name: &str) -> Option<String> {
        let chord = keymap::shortest(&self.keymap, contexts, name)?;
        Some(keymap::label(&self.words, &chord))
    }

    /// Returns a number as it is shown: short while it cannot be mistaken.
    pub fn number(&self, number: Number, clock: &Clock) -> String {
        number.short(clock.today())
    }

    /// Returns a name as it is shown: a number short, anything else as it is.
    pub fn short(&self, name: &str, clock: &Clock) -> String {
        let number = Number::parse(name, clock.today());
        number.map_or_else(|| name.to_owned(), |number| self.number(number, clock))
    }

    /// Returns the words of a name that comes from data, or the name itself.
    pub fn term<'a>(&'a self, key: &'a str) -> Cow<'a, str> {
        self.words.find(key).unwrap_or(Cow::Borrowed(key))
    }

    /// Returns the word for a value of a field; the value itself if it has none.
    pub fn choice<'a>(&'a self, field: &str, value: &'a str) -> Cow<'a, str> {
        let found = self.words.find(&format!("choice-{field}-{value}"));
        found.unwrap_or(Cow::Borrowed(value))
    }

    /// Returns the word for a field; its name if it has none.
    pub fn field<'a>(&'a self, name: &'a str) -> Cow<'a, str> {
        let found = self.words.find(&format!("field-{name}"));
        found.unwrap_or(Cow::Borrowed(name))
    }

    /// Returns the word for the state of a record; `short` for lists.
    pub fn state<'a>(&'a self, kind: &str, state: &'a str, short: bool) -> Cow<'a, str> {
        let end = if short { ".short" } else { "" };
        let found = self.words.find(&format!("state-{kind}-{state}{end}"));
        found.unwrap_or(Cow::Borrowed(state))
    }
}
