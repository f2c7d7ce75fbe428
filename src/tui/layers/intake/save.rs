//! What becomes of a call: a contact with its tickets, the contact alone, a voice on an open ticket.

use super::kinds::{IMPLIED, TICKETS, matter_of, named};
use super::{Intake, LOG};
use crate::domain::error::{FieldFault, Refusal, Why};
use crate::tui::fields::Field;
use crate::tui::layers::{Desk, Effect, Layer};
use crate::tui::say::Said;
use crate::tui::theme::Tone;
use crate::wire::Command;
use crate::wire::view::RowView;

/// Arguments that make a ticket.
const OF_TICKETS: [&str; 3] = ["category", "worker", "appointment"];

impl Intake {
    /// Saves: with the tickets it makes, or the contact alone.
    pub(super) fn save(&mut self, desk: &Desk<'_>, with_tickets: bool) -> Vec<Effect> {
        let mut effects = Vec::new();
        if !self.in_line && !self.entry.is_sent() && self.entry.fields.accept() {
            effects = self.touched(desk);
        }
        if self.entry.may_send(with_tickets) {
            effects.extend(self.send(desk, with_tickets));
        }
        effects
    }

    /// Sends what is known by now, unless something is missing that only a person can say.
    pub(super) fn send(&mut self, desk: &Desk<'_>, with_tickets: bool) -> Vec<Effect> {
        let stands = |fault: &&FieldFault| with_tickets || stands_alone(fault);
        let faults: Vec<FieldFault> = self.read.faults.iter().filter(stands).cloned().collect();
        if !faults.is_empty() {
            // Who types in the line goes on there; the next Tab leads to what is missing.
            return self.entry.refuse(desk, LOG, &Refusal::fields(faults));
        }
        let command = Command {
            name: LOG.to_owned(),
            subject: None,
            args: self.args(with_tickets),
            seen: None,
        };
        let draft = self.draft(desk.session.depth.saturating_sub(1));
        self.entry.send(draft, command)
    }

    /// The arguments: those of the first matter, then the further ones as lines.
    fn args(&self, with_tickets: bool) -> Vec<(String, String)> {
        let mut args = self.entry.fields.args();
        args.retain(|(name, _)| !IMPLIED.contains(&name.as_str()) && matter_of(name).is_none());
        let has = |wanted: &str| args.iter().any(|(name, _)| name == wanted);
        let opens = args
            .iter()
            .any(|(name, value)| name == "kind" && TICKETS.contains(&value.as_str()));
        let voice = has("voice");
        let mut implied = vec![("channel", self.form.channel)];
        if !with_tickets || voice {
            implied.push(("ticket", "none"));
        }
        if with_tickets && (opens && !voice || self.read.matters.len() > 1) {
            implied.push(("dispatch", "yes"));
        }
        if !with_tickets || voice || !opens {
            args.retain(|(name, _)| !OF_TICKETS.contains(&name.as_str()));
        }
        if !with_tickets && opens {
            // Whoever only notes a call owes an answer, as for any question.
            args.retain(|(name, _)| name != "kind");
        }
        let matters = self.matters(with_tickets);
        if !matters.is_empty() {
            implied.push(("matters", &matters));
        }
        let call = self.call();
        if let Some(call) = &call {
            implied.push((super::CONTACT, call));
        }
        let implied = implied.into_iter();
        args.extend(implied.map(|(name, value)| (name.to_owned(), value.to_owned())));
        args
    }

    /// The further matters, a line each: `category|text|place|urgent|kind|area`.
    fn matters(&self, with_tickets: bool) -> String {
        let lines = self.read.matters.iter().enumerate().skip(1);
        let lines = lines.map(|(at, matter)| {
            let field = |name: &str| {
                let name = named(name, at);
                let mut fields = self.entry.fields.iter();
                let found = fields.find(|field| field.name == name);
                found.map(Field::value).unwrap_or_default()
            };
            let kind = field("kind");
            let opens = with_tickets && TICKETS.contains(&kind.as_str());
            let (category, kind) = if opens {
                (field("category"), kind)
            } else {
                (String::new(), question(&kind))
            };
            let area = matter.get("area").to_owned();
            let mut parts = vec![
                category,
                field("text"),
                matter.get("place").to_owned(),
                matter.get("priority").to_owned(),
                kind,
            ];
            parts.extend((!area.is_empty()).then_some(area));
            let parts = parts.iter();
            let plain = parts.map(|part| part.replace(['|', '｜', '\n'], " "));
            plain.collect::<Vec<_>>().join("|")
        });
        lines.collect::<Vec<_>>().join("\n")
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
        let mut effects = self.touched(desk);
        effects.extend(self.save(desk, true));
        effects
    }
}

/// Whether a fault stands in the way of the contact alone, without what tickets need.
fn stands_alone(fault: &FieldFault) -> bool {
    !matches!(fault.why, Why::NoKind | Why::NoCategory)
        && matter_of(&fault.field).is_none()
        && !OF_TICKETS.contains(&fault.field.as_str())
}

/// A kind without a ticket: what would have made one is a question to be answered.
fn question(kind: &str) -> String {
    if kind.is_empty() || TICKETS.contains(&kind) {
        "enquiry".to_owned()
    } else {
        kind.to_owned()
    }
}
