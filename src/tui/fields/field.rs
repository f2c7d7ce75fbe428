//! One field of a form: its text, the values that fit it, what is wrong with it.

use crate::domain::money::Amount;
use crate::domain::pinyin;
use crate::locale::Arg as WordArg;
use crate::tui::clock::Clock;
use crate::tui::fields::Line;
use crate::tui::kit::Kit;
use crate::tui::say;
use crate::wire::commands::{Arg, Kind};
use crate::wire::registers::named;
use crate::wire::view::Choice;

/// A value that can be chosen, as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What the command gets.
    pub value: String,
    /// What is shown.
    pub label: String,
    /// A remark beside it.
    pub note: String,
}

/// A field.
#[derive(Debug, Clone)]
pub struct Field {
    /// What it is known by in its form.
    pub name: String,
    /// The argument it is for, which its values are asked by.
    pub arg: String,
    /// The name its word is found by.
    pub word: String,
    /// Which of several matters it is about, counted from 1; nothing where there is one.
    pub matter: Option<i64>,
    kind: Kind,
    /// Whether the command is refused without it.
    pub must: bool,
    /// What is typed.
    pub line: Line,
    /// What is wrong with it.
    pub fault: String,
    /// Whether the person has changed it.
    pub edited: bool,
    /// The closed set of its values, if it has one.
    set: Vec<Offer>,
    /// What fits what is typed.
    pub offers: Vec<Offer>,
    /// The offer the eye is on.
    pub pick: Option<usize>,
    /// Whether the offers are shown.
    pub open: bool,
    /// The value behind the label that stands in the line.
    chosen: Option<(String, String)>,
    /// How its text takes keys.
    pub grip: Grip,
    /// The value it began with.
    begun: String,
    /// What somebody else made of it meanwhile.
    pub news: String,
    /// What values are asked for while nothing is typed; nothing where the service lists none.
    pub near: Option<String>,
}

/// How the text of a field takes keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grip {
    /// What is typed goes in where the cursor stands.
    Free,
    /// It is taken whole: what is typed replaces it.
    Whole,
    /// It is a fact that is shown and sent, not typed.
    Fixed,
}

/// The values of a yes or no.
const YES_NO: [&str; 2] = ["yes", "no"];

/// The values of a choice, and of yes and no, in the words of `choice-<word>-<value>`.
fn fixed_set(kit: &Kit, word: &str, kind: Kind) -> Vec<Offer> {
    let offer = |value: &&str, label: String| Offer {
        value: (*value).to_owned(),
        label,
        note: String::new(),
    };
    match kind {
        Kind::Choice(values) => values
            .iter()
            .map(|value| offer(value, kit.choice(word, value).into_owned()))
            .collect(),
        Kind::Yes => YES_NO
            .iter()
            .map(|value| offer(value, kit.term(&format!("choice-{value}")).into_owned()))
            .collect(),
        _ => Vec::new(),
    }
}

/// Whether the field of a register that is called so (`supplies-stock`) names entries of one.
fn names_entries(word: &str) -> bool {
    let parts = word.split_once('-');
    let field = parts.and_then(|(register, field)| named(register)?.field(field));
    field.is_some_and(|field| field.of.is_some())
}

impl Field {
    /// The field of an argument.
    pub fn of(kit: &Kit, arg: &Arg) -> Self {
        Self {
            word: arg.word.to_owned(),
            grip: if arg.fixed { Grip::Fixed } else { Grip::Free },
            set: fixed_set(kit, arg.word, arg.kind),
            // Of the entries it may name those that are open are offered, whatever is typed.
            near: names_entries(arg.word).then(String::new),
            // A PIN is only asked for where there must be one: the old one of who has one.
            ..Self::new(kit, arg.name, arg.kind, arg.must || arg.kind == Kind::Pin)
        }
    }

    /// A field of this name and kind.
    pub fn new(kit: &Kit, name: &str, kind: Kind, must: bool) -> Self {
        Self {
            name: name.to_owned(),
            arg: name.to_owned(),
            word: name.to_owned(),
            matter: None,
            kind,
            must,
            line: Line::default(),
            fault: String::new(),
            edited: false,
            set: fixed_set(kit, name, kind),
            offers: Vec::new(),
            pick: None,
            open: false,
            chosen: None,
            grip: Grip::Free,
            begun: String::new(),
            news: String::new(),
            near: None,
        }
    }

    /// A field for the same argument by another name, with nothing typed in it.
    #[must_use]
    pub fn again(&self, name: String, matter: i64) -> Self {
        Self {
            name,
            matter: Some(matter),
            line: Line::default(),
            fault: String::new(),
            edited: false,
            offers: Vec::new(),
            pick: None,
            open: false,
            chosen: None,
            ..self.clone()
        }
    }

    /// Its name in words.
    pub fn title(&self, kit: &Kit) -> String {
        let word = kit.field(&self.word);
        match self.matter {
            Some(number) => {
                let args = [
                    ("number", WordArg::Number(number)),
                    ("field", WordArg::Text(&word)),
                ];
                kit.words.with("intake-of-matter", &args)
            }
            None => word.into_owned(),
        }
    }

    /// Whether it is a fact, not typed.
    pub fn is_fixed(&self) -> bool {
        self.grip == Grip::Fixed
    }

    /// Whether the next key replaces what stands in it.
    pub fn is_selected(&self) -> bool {
        self.grip == Grip::Whole
    }

    /// Takes its text whole or not; whether it was before. A fact stays one.
    pub fn select(&mut self, whole: bool) -> bool {
        let before = self.is_selected();
        if !self.is_fixed() {
            self.grip = if whole { Grip::Whole } else { Grip::Free };
        }
        before
    }

    /// Whether what is typed is shown as marks and never kept.
    pub fn is_secret(&self) -> bool {
        self.kind == Kind::Pin
    }

    /// Whether the service knows values that fit it.
    pub const fn asks(&self) -> bool {
        self.near.is_some()
            || matches!(
                self.kind,
                Kind::Premises
                    | Kind::Staff
                    | Kind::Worker
                    | Kind::Anybody
                    | Kind::Person
                    | Kind::Category
                    | Kind::FeeItem
                    | Kind::Names
                    | Kind::Block
                    | Kind::Line(_)
            )
    }

    /// Whether values are offered as soon as something is typed; free text is only offered phrases when asked for.
    pub const fn offers_at_once(&self) -> bool {
        self.asks() && !matches!(self.kind, Kind::Block | Kind::Line(_))
    }

    /// What the command gets: the value behind the label, or what is typed.
    pub fn value(&self) -> String {
        let text = self.line.text().trim();
        if let Some((_, value)) = self.chosen.as_ref().filter(|(label, _)| label == text) {
            return value.clone();
        }
        let fits = self.set.iter().filter(|offer| fits(offer, text));
        let mut fits: Vec<&Offer> = fits.collect();
        if let Some(exact) = fits
            .iter()
            .position(|offer| offer.label == text || offer.value == text)
        {
            fits = vec![fits.swap_remove(exact)];
        }
        match fits.as_slice() {
            [only] if !text.is_empty() => only.value.clone(),
            _ => text.to_owned(),
        }
    }

    /// Puts a value in, shown by its label; the next key replaces the whole, but for a long text.
    pub fn set_value(&mut self, kit: &Kit, value: &str) {
        if self.value() == value {
            return;
        }
        let word = self.label(kit, value).map(|label| Offer {
            value: value.to_owned(),
            label,
            note: String::new(),
        });
        if let Some(offer) = word {
            self.take(&offer);
        } else {
            self.line.set(value);
            self.chosen = None;
        }
        if self.kind != Kind::Block && !self.line.is_empty() {
            self.select(true);
        }
    }

    /// The word for a value; nothing where it is shown as it is.
    fn label(&self, kit: &Kit, value: &str) -> Option<String> {
        if let Some(known) = self.set.iter().find(|offer| offer.value == value) {
            return Some(known.label.clone());
        }
        let key = format!("category-{value}");
        match self.kind {
            Kind::Category => Some(kit.words.find(&key)?.into_owned()),
            Kind::Amount | Kind::AmountOrZero if self.is_fixed() => {
                Some(say::amount(kit, Amount::parse(value).ok()?))
            }
            _ => None,
        }
    }

    /// A value as it is shown.
    pub fn shown(&self, kit: &Kit, value: &str) -> String {
        self.label(kit, value).unwrap_or_else(|| value.to_owned())
    }

    /// Puts the value in that it begins with.
    pub fn begin(&mut self, kit: &Kit, value: &str) {
        value.clone_into(&mut self.begun);
        if !self.edited {
            self.set_value(kit, value);
        }
    }

    /// The value it began with.
    pub fn begun(&self) -> &str {
        &self.begun
    }

    /// Whether it holds something else than it began with.
    pub fn is_changed(&self) -> bool {
        self.edited && self.value() != self.begun
    }

    /// Types text in: into what is there, or in its place where that is taken whole.
    /// Returns false if not all of it could be taken.
    pub fn insert(&mut self, text: &str) -> bool {
        if self.select(false) {
            self.line = Line::default();
        }
        let whole = self.line.insert(text);
        self.changed();
        whole
    }

    /// Does what a name says to its text; false for names of something else.
    pub fn edit(&mut self, name: &str) -> bool {
        let whole = self.select(false);
        let moves = matches!(name, "edit.left" | "edit.right" | "edit.start" | "edit.end");
        let known = match name {
            "edit.backspace" | "edit.delete" if whole => self.line.edit("form.clear"),
            _ => self.line.edit(name),
        };
        if known && !moves {
            self.changed();
        }
        if whole && !known {
            self.select(true);
        }
        known
    }

    /// Puts an offer in.
    fn take(&mut self, offer: &Offer) {
        self.select(false);
        self.line.set(&offer.label);
        self.chosen = Some((self.line.text().to_owned(), offer.value.clone()));
        self.close();
    }

    /// Puts the offer in the eye is on, or the only category left; false if there is none.
    pub fn accept(&mut self) -> bool {
        let only = match self.offers.as_slice() {
            [only] if self.kind == Kind::Category && !self.line.is_empty() => Some(only),
            _ => None,
        };
        let picked = self.pick.and_then(|pick| self.offers.get(pick));
        let picked = picked.or(only).cloned();
        match picked.filter(|_| self.open) {
            Some(offer) => {
                self.take(&offer);
                self.edited = true;
                true
            }
            None => false,
        }
    }

    /// Shows what is typed of a closed set as the one value it means.
    pub fn spell_out(&mut self) {
        let value = self.value();
        if let Some(offer) = self.set.iter().find(|offer| offer.value == value).cloned() {
            self.take(&offer);
        }
    }

    /// Hides the offers.
    pub fn close(&mut self) {
        self.open = false;
        self.pick = None;
    }

    /// Moves the eye over the offers; false if there are none.
    pub fn step(&mut self, forward: bool) -> bool {
        if !self.open || self.offers.is_empty() {
            return false;
        }
        let last = self.offers.len() - 1;
        self.pick = match (self.pick, forward) {
            (None, true) => Some(0),
            (None, false) => return false,
            (Some(0), false) => None,
            (Some(pick), true) => Some((pick + 1).min(last)),
            (Some(pick), false) => Some(pick - 1),
        };
        true
    }

    /// It was typed in: narrows a closed set. What comes from the service is asked for by the form.
    pub fn changed(&mut self) {
        self.edited = true;
        self.fault.clear();
        self.pick = None;
        let typed = self.line.text().trim().to_owned();
        self.narrow(&typed);
        self.open = !self.offers.is_empty() && !self.is_only(&typed);
    }

    /// Whether what is typed is all that is offered.
    fn is_only(&self, typed: &str) -> bool {
        matches!(self.offers.as_slice(), [only] if only.label == typed)
    }

    /// Shows all that can be chosen.
    pub fn unfold(&mut self) {
        let whole = self
            .chosen
            .as_ref()
            .is_some_and(|(label, _)| label == self.line.text());
        let typed = if whole { "" } else { self.sought() };
        let typed = typed.to_owned();
        self.narrow(&typed);
        self.open = true;
    }

    /// What its values are looked up by: what is typed, unless that is known to be none of them.
    pub fn sought(&self) -> &str {
        if self.lists() && !self.fault.is_empty() {
            ""
        } else {
            self.line.text().trim()
        }
    }

    /// Whether its values are few enough to be shown before anything is typed.
    pub const fn lists(&self) -> bool {
        matches!(
            self.kind,
            Kind::Category
                | Kind::Worker
                | Kind::Staff
                | Kind::Anybody
                | Kind::Choice(_)
                | Kind::Yes
        )
    }

    fn narrow(&mut self, typed: &str) {
        if self.set.is_empty() {
            return;
        }
        let offers = self
            .set
            .iter()
            .filter(|offer| typed.is_empty() || fits(offer, typed));
        self.offers = offers.cloned().collect();
    }

    /// Takes what the service offers.
    pub fn offered(&mut self, kit: &Kit, clock: &Clock, choices: &[Choice]) {
        let category = self.kind == Kind::Category;
        let word = |value: &str| kit.words.find(&format!("category-{value}"));
        self.offers = choices
            .iter()
            .map(|choice| Offer {
                value: choice.value.clone(),
                label: match word(&choice.value).filter(|_| category) {
                    Some(word) => word.into_owned(),
                    None => say::fact(kit, clock, &choice.label),
                },
                note: choice
                    .note
                    .as_ref()
                    .map(|note| say::fact(kit, clock, note))
                    .unwrap_or_default(),
            })
            .collect();
        self.pick = None;
        self.open = !self.offers.is_empty() && !self.is_only(self.line.text().trim());
    }
}

fn fits(offer: &Offer, typed: &str) -> bool {
    offer.value.starts_with(typed)
        || offer.label.to_lowercase().contains(&typed.to_lowercase())
        || pinyin::matches(&offer.label, typed)
}
