//! What the line is read as, asked anew with each key; what is filled in by hand wins over it.

use super::kinds::{BEHIND, further, matter_of};
use super::{Intake, READ};
use crate::tui::fields::Field;
use crate::tui::kit::Kit;
use crate::tui::layers::{Desk, Effect};
use crate::tui::say::Said;
use crate::tui::theme::Tone;
use crate::wire::view;
use crate::wire::{IntakeQuery, Query};

impl Intake {
    /// Asks what the line means.
    pub(super) fn ask(&mut self) -> Vec<Effect> {
        self.entry.wait();
        let query = IntakeQuery {
            line: self.line.text().to_owned(),
            fields: self.entry.typed(),
            form: self.form.kind.to_owned(),
            turned: self.turned.clone(),
        };
        vec![Effect::Ask(READ, Query::Intake(query))]
    }

    /// The line or a field was changed.
    pub(super) fn touched(&mut self, desk: &Desk<'_>) -> Vec<Effect> {
        self.entry.touch(desk);
        self.ask()
    }

    /// Takes what the line means: each field it fills, and no other.
    pub(super) fn take(&mut self, desk: &Desk<'_>, read: view::Intake) {
        let kit = desk.kit;
        let count = read.matters.len().max(1);
        if count != self.read.matters.len().max(1) {
            self.match_fields(desk, count);
        }
        self.read = read;
        let mut known = self.read.fields.clone();
        for (at, matter) in self.read.matters.iter().enumerate().skip(1) {
            let fields = matter.fields.iter();
            known
                .extend(fields.map(|(name, value)| (super::kinds::named(name, at), value.clone())));
        }
        let empty: Vec<(String, String)> = self
            .entry
            .fields
            .iter()
            .filter(|field| known.iter().all(|(name, _)| *name != field.name))
            .map(|field| (field.name.clone(), String::new()))
            .collect();
        self.entry.fill(kit, &known);
        self.entry.fill(kit, &empty);
        self.entry.fields.settle(&self.read.faults);
    }

    /// Gives each further matter its fields.
    fn match_fields(&mut self, desk: &Desk<'_>, count: usize) {
        let here = |name: &str| self.entry.fields.iter().any(|field| field.name == name);
        let first = Self::fields(desk);
        let mut more = further(&first, count);
        more.retain(|field| !here(&field.name));
        let last = self.entry.fields.iter();
        let last = last
            .map(|field| &field.name)
            .filter(|name| matter_of(name).is_some_and(|at| at < count))
            .last();
        let behind = last.map_or(BEHIND, String::as_str).to_owned();
        let over = |name: &str| matter_of(name).is_some_and(|at| at >= count);
        self.entry.change(desk.kit, over, &behind, more);
    }

    /// Offers only categories of the kind that is known.
    pub(super) fn narrow(&mut self, kit: &Kit) {
        let Some(field) = self
            .entry
            .fields
            .focused()
            .filter(|field| field.arg == "category")
        else {
            return;
        };
        let kind = field.name.replacen("category", "kind", 1);
        let fields = &self.entry.fields;
        let kind = fields.iter().find(|field| field.name == kind);
        let kind = kind.map(Field::value);
        let word = kit.choice("kind", &kind.unwrap_or_default()).into_owned();
        if let Some(field) = self.entry.fields.focused_mut()
            && field.offers.iter().any(|offer| offer.note == word)
        {
            field.offers.retain(|offer| offer.note == word);
        }
    }

    /// Opens the phrase that is offered or was read, above the form; a new one of what is typed as the matter.
    pub(super) fn phrase(&self) -> Effect {
        let fields = &self.entry.fields;
        let offered = fields
            .focused()
            .filter(|field| !self.in_line && field.arg == "text");
        let offered = offered.and_then(|field| field.offers.get(field.pick?));
        let read = self.read.tokens.iter().rev();
        let read = read.into_iter().find(|token| token.kind == "phrase");
        let matter = || {
            let mut fields = fields.iter();
            let text = fields.find(|field| field.name == "text").map(Field::value);
            text.unwrap_or_default()
        };
        let phrase = match (offered, read) {
            (Some(offer), _) => offer.value.clone(),
            (None, Some(token)) => token.value.clone(),
            (None, None) => matter(),
        };
        let preset = Some(("phrase".to_owned(), phrase)).filter(|(_, phrase)| !phrase.is_empty());
        Effect::Form("phrase.set".to_owned(), None, preset.into_iter().collect())
    }

    /// Takes the next home it could be, then the next reading of a word; a wrong guess is one key away.
    pub(super) fn other_home(&mut self, desk: &Desk<'_>) -> Vec<Effect> {
        let Some(home) = self.read.candidates.get(self.candidate).cloned() else {
            self.candidate = 0;
            return self.other_reading(desk);
        };
        self.candidate += 1;
        self.entry.overrule(desk.kit, "premises", &home);
        self.touched(desk)
    }

    /// Takes the next reading of the last word that has another.
    fn other_reading(&mut self, desk: &Desk<'_>) -> Vec<Effect> {
        let mut tokens = self.read.tokens.iter().rev();
        let word = tokens
            .find(|token| !token.others.is_empty())
            .and_then(|token| {
                let (from, to) = token.span;
                let span = usize::try_from(from).ok()?..usize::try_from(to).ok()?;
                self.line.text().get(span)
            });
        let Some(word) = word.map(str::to_owned) else {
            let text = desk.kit.words.get("intake-no-other").into_owned();
            return vec![Effect::Say(Said::new(text, Tone::Dim))];
        };
        match self.turned.iter_mut().find(|(turned, _)| *turned == word) {
            Some((_, times)) => *times += 1,
            None => self.turned.push((word, 1)),
        }
        self.touched(desk)
    }
}
