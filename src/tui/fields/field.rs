//! One field of a form: its text, the values that fit it, what is wrong with it.

use crate::domain::pinyin;
use crate::tui::clock::Clock;
use crate::tui::fields::Line;
use crate::tui::kit::Kit;
use crate::tui::say;
use crate::wire::commands::{Arg, Kind};
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
    /// Its name in words.
    pub label: String,
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
}

/// The values of a yes or no.
const YES_NO: [&str; 2] = ["yes", "no"];

impl Field {
    /// The field of an argument.
    pub fn of(kit: &Kit, arg: &Arg) -> Self {
        Self::new(kit, arg.name, arg.kind, arg.must)
    }

    /// A field of this name and kind.
    pub fn new(kit: &Kit, name: &str, kind: Kind, must: bool) -> Self {
        let offer = |value: &&str, label: String| Offer {
            value: (*value).to_owned(),
            label,
            note: String::new(),
        };
        let set = match kind {
            Kind::Choice(values) => values
                .iter()
                .map(|value| offer(value, kit.choice(name, value).into_owned()))
                .collect(),
            Kind::Yes => YES_NO
                .iter()
                .map(|value| offer(value, kit.term(&format!("choice-{value}")).into_owned()))
                .collect(),
            _ => Vec::new(),
        };
        Self {
            name: name.to_owned(),
            arg: name.to_owned(),
            label: kit.field(name).into_owned(),
            kind,
            must,
            line: Line::default(),
            fault: String::new(),
            edited: false,
            set,
            offers: Vec::new(),
            pick: None,
            open: false,
            chosen: None,
        }
    }

    /// A field for the same argument by another name, with nothing typed in it.
    #[must_use]
    pub fn again(&self, name: String, label: String) -> Self {
        Self {
            name,
            label,
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

    /// Whether what is typed is shown as marks and never kept.
    pub fn is_secret(&self) -> bool {
        self.kind == Kind::Pin
    }

    /// Whether the service knows values that fit it.
    pub const fn asks(&self) -> bool {
        matches!(
            self.kind,
            Kind::Premises
                | Kind::Staff
                | Kind::Worker
                | Kind::Person
                | Kind::Category
                | Kind::FeeItem
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

    /// Puts a value in, shown by its label.
    pub fn set_value(&mut self, kit: &Kit, value: &str) {
        let label = match self.kind {
            Kind::Category => kit.words.find(&format!("category-{value}")),
            _ => None,
        };
        let word = label.map(|label| Offer {
            value: value.to_owned(),
            label: label.into_owned(),
            note: String::new(),
        });
        let known = self.set.iter().find(|offer| offer.value == value).cloned();
        if let Some(offer) = known.or(word) {
            self.take(&offer);
        } else {
            self.line.set(value);
            self.chosen = None;
        }
    }

    /// Puts an offer in.
    fn take(&mut self, offer: &Offer) {
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
        self.open = !self.offers.is_empty();
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
            Kind::Category | Kind::Worker | Kind::Staff | Kind::Choice(_) | Kind::Yes
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
        let typed = self.line.text().trim();
        let same = matches!(self.offers.as_slice(), [only] if only.label == typed);
        self.open = !self.offers.is_empty() && !same;
    }
}

fn fits(offer: &Offer, typed: &str) -> bool {
    offer.value.starts_with(typed)
        || offer.label.to_lowercase().contains(&typed.to_lowercase())
        || pinyin::matches(&offer.label, typed)
}
