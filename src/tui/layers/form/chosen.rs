//! Choosing with the cursor which charges an act is about, in the list of what it would do.

use super::Form;
use super::what_if::Preview;
use crate::tui::fields::Field;
use crate::tui::layers::entry::Entry;
use crate::tui::layers::{Desk, Outcome};
use crate::wire::view::DueLine;

/// The field the numbers of the charges stand in.
const CHARGES: &str = "charges";

/// Where the cursor is, and the charges in the order they stood in when choosing began: what of them goes changes
/// while they are chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Choosing {
    order: Vec<u64>,
    pub(super) at: usize,
}

/// The numbers that are typed.
pub(super) fn typed(entry: &Entry) -> Vec<u64> {
    let mut fields = entry.fields.iter();
    let text = fields.find(|field| field.name == CHARGES).map(Field::value);
    let text = text.unwrap_or_default();
    let parts = text.split([',', '，', '、', ' ']);
    let ids = parts.map(|part| part.split([':', '：', '=']).next().unwrap_or_default());
    ids.filter_map(|id| id.trim_start_matches('#').parse().ok())
        .collect()
}

impl Preview {
    /// The charges as they are listed now.
    pub(super) fn lines(&self) -> Vec<&DueLine> {
        let told = self.told.iter().flat_map(|told| &told.lines);
        let mut lines: Vec<&DueLine> = told.collect();
        if let Some(choosing) = &self.choosing {
            let place = |line: &&DueLine| {
                let mut order = choosing.order.iter();
                order.position(|id| *id == line.charge)
            };
            lines.sort_by_key(|line| place(line).unwrap_or(usize::MAX));
        }
        lines
    }

    /// Begins with the first charge, the oldest of each home first; false where there is none.
    fn choose(&mut self) -> bool {
        let mut lines = self.lines();
        lines.sort_by_key(|line| (line.due_on, line.charge));
        let order: Vec<u64> = lines.iter().map(|line| line.charge).collect();
        let any = !order.is_empty();
        self.choosing = any.then_some(Choosing { order, at: 0 });
        any
    }
}

impl Form {
    /// Whether the cursor is in the list of charges.
    pub(super) fn is_choosing(&self) -> bool {
        let preview = self.preview.as_ref();
        preview.is_some_and(|preview| preview.choosing.is_some())
    }

    /// Does what a name says while charges are chosen, or begins with that; nothing where it means something else.
    pub(super) fn choose_charges(&mut self, desk: &Desk<'_>, name: &str) -> Option<Outcome> {
        let focused = self.entry.fields.focused();
        let here = focused.is_some_and(|field| field.name == CHARGES);
        let preview = self.preview.as_mut()?;
        if preview.choosing.is_none() {
            let begins = here && name == "form.choices" && preview.choose();
            return begins.then(Outcome::done);
        }
        let count = preview.lines().len();
        let choosing = preview.choosing.as_mut()?;
        let last = count.saturating_sub(1);
        match name {
            "move.down" => choosing.at = (choosing.at + 1).min(last),
            "move.up" => choosing.at = choosing.at.saturating_sub(1),
            "move.first" | "move.page_up" => choosing.at = 0,
            "move.last" | "move.page_down" => choosing.at = last,
            "row.mark" => {
                let at = choosing.at.min(last);
                choosing.at = (at + 1).min(last);
                let id = preview.lines().get(at).map(|line| line.charge);
                return id.map(|id| self.toggle(desk, id));
            }
            "open" | "back" => preview.choosing = None,
            _ => return Some(Outcome::Ignored),
        }
        Some(Outcome::done())
    }

    /// Puts a charge among those that are meant, or takes it out. What was said to go to each is no longer meant.
    fn toggle(&mut self, desk: &Desk<'_>, charge: u64) -> Outcome {
        let mut ids = typed(&self.entry);
        if ids.contains(&charge) {
            ids.retain(|id| *id != charge);
        } else {
            ids.push(charge);
        }
        let text: Vec<String> = ids.iter().map(u64::to_string).collect();
        if let Some(field) = self.entry.fields.get_mut(CHARGES) {
            field.line.set(&text.join(", "));
            field.edited = true;
            field.fault.clear();
        }
        self.entry.touch(desk);
        Outcome::Done(self.foresee().into_iter().collect())
    }
}
