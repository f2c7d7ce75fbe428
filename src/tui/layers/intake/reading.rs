//! What the line is read as, asked anew with each key; what is filled in by hand wins over it.

use super::{Intake, READ};
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
        };
        vec![Effect::Ask(READ, Query::Intake(query))]
    }

    /// The line or a field was changed.
    pub(super) fn touched(&mut self, desk: &Desk<'_>) -> Vec<Effect> {
        self.entry.touch(desk);
        self.ask()
    }

    /// Takes what the line means: each field it fills, and no other.
    pub(super) fn take(&mut self, kit: &Kit, read: view::Intake) {
        self.read = read;
        let named = &self.read.fields;
        let empty: Vec<(String, String)> = self
            .entry
            .fields
            .iter()
            .filter(|field| named.iter().all(|(name, _)| *name != field.name))
            .map(|field| (field.name.clone(), String::new()))
            .collect();
        self.entry.fill(kit, named);
        self.entry.fill(kit, &empty);
    }

    /// Takes the next home it could be; a wrong guess is one key away.
    pub(super) fn other_home(&mut self, desk: &Desk<'_>) -> Vec<Effect> {
        let count = self.read.candidates.len().max(1);
        let next = self.read.candidates.get(self.candidate % count);
        let Some(home) = next.cloned() else {
            return self.other_reading(desk);
        };
        self.candidate += 1;
        self.entry.overrule(desk.kit, "premises", &home);
        self.touched(desk)
    }

    /// Takes another reading of the last word that has one.
    fn other_reading(&mut self, desk: &Desk<'_>) -> Vec<Effect> {
        let other = self.read.tokens.iter().rev().find_map(|token| {
            let other = token.others.first()?;
            Some((token.field.clone(), other.clone()))
        });
        let Some((field, other)) = other else {
            let text = desk.kit.words.get("intake-no-other").into_owned();
            return vec![Effect::Say(Said::new(text, Tone::Dim))];
        };
        self.entry.overrule(desk.kit, &field, &other);
        self.touched(desk)
    }
}
