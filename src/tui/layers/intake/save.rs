//! What becomes of a call: a contact with its tickets, the contact alone, a voice on an open ticket.

use super::kinds::{IMPLIED, matters};
use super::{Intake, LOG};
use crate::tui::layers::{Desk, Effect, Layer};
use crate::tui::say::Said;
use crate::tui::theme::Tone;
use crate::wire::Command;
use crate::wire::view::RowView;

impl Intake {
    /// Saves: with the tickets it makes, or the contact alone.
    pub(super) fn save(&mut self, desk: &Desk<'_>, with_ticket: bool) -> Vec<Effect> {
        let mut effects = Vec::new();
        if !self.in_line && !self.entry.is_sent() && self.entry.fields.accept() {
            effects = self.touched(desk);
        }
        if self.entry.may_send(with_ticket) {
            effects.extend(self.send(desk, with_ticket));
        }
        effects
    }

    /// Sends what is known by now.
    pub(super) fn send(&mut self, desk: &Desk<'_>, with_ticket: bool) -> Vec<Effect> {
        let mut args = self.entry.fields.args();
        args.retain(|(name, _)| !IMPLIED.contains(&name.as_str()));
        args.push(("channel".to_owned(), self.form.channel.to_owned()));
        if with_ticket {
            let has_category = args.iter().any(|(known, _)| known == "category");
            if !self.form.ticket.is_empty() {
                args.push(("ticket".to_owned(), self.form.ticket.to_owned()));
            }
            if has_category || !self.form.ticket.is_empty() {
                args.push(("dispatch".to_owned(), "yes".to_owned()));
            }
            let matters = matters(&self.read.further);
            if !matters.is_empty() {
                args.push(("matters".to_owned(), matters));
            }
        } else {
            args.push(("ticket".to_owned(), "none".to_owned()));
            let tickets = ["category", "worker", "appointment"];
            args.retain(|(name, _)| !tickets.contains(&name.as_str()));
        }
        let command = Command {
            name: LOG.to_owned(),
            subject: None,
            args,
            seen: None,
        };
        let draft = self.draft(desk.session.depth.saturating_sub(1));
        self.entry.send(draft, command)
    }

    /// Logs the call as a voice on the first ticket that may be the same matter.
    pub(super) fn voice(&mut self, desk: &Desk<'_>) -> Vec<Effect> {
        let same = self.read.same.first().or_else(|| self.read.open.first());
        let number = same.and_then(|row| match &row.row {
            RowView::Ticket(row) => Some(row.number),
            _ => None,
        });
        let Some(number) = number.filter(|_| !self.entry.is_sent()) else {
            let text = desk.kit.words.get("intake-no-same").into_owned();
            return vec![Effect::Say(Said::new(text, Tone::Dim))];
        };
        self.entry.overrule(desk.kit, "voice", &number.full());
        self.save(desk, false)
    }
}
