//! The number of whom is called: asked for whole as the call begins, once, with its line in the audit log.

use crate::domain::error::{Fact, Refusal};
use crate::domain::id::Number;
use crate::domain::staff::{Right, lacking};
use crate::locale::Arg;
use crate::tui::layers::{Desk, Effect};
use crate::wire::{Answer, Body, Command, Subject};

/// The command that shows a masked value.
pub const REVEAL: &str = "person.reveal";
/// The part of the dial its answer comes back under.
pub const CALL: u32 = 2;

/// The numbers shown since the queue was opened.
#[derive(Default)]
pub struct Numbers {
    shown: Vec<(Subject, String)>,
    /// Whose numbers were asked for and have not come, as they are called, in the order they were asked for.
    asked: Vec<(Subject, String)>,
    /// Whose is not shown, and why.
    refused: Option<(Subject, Refusal)>,
}

impl Numbers {
    /// The number of a follow-up, if it was shown.
    pub fn of(&self, one: Subject) -> Option<&str> {
        let shown = self.shown.iter().find(|(subject, _)| *subject == one);
        shown.map(|(_, number)| number.as_str())
    }

    /// Why the number of a follow-up is not shown.
    pub fn refused(&self, one: Subject) -> Option<&Refusal> {
        let refused = self.refused.as_ref().filter(|(subject, _)| *subject == one);
        refused.map(|(_, refusal)| refusal)
    }

    /// Begins the call of this follow-up: asks for its number, unless it is shown or on its way.
    pub fn call(&mut self, desk: &Desk<'_>, one: Subject, number: &str) -> Vec<Effect> {
        let coming = self.asked.iter().any(|(subject, _)| *subject == one);
        if coming || self.of(one).is_some() {
            return Vec::new();
        }
        self.refused = None;
        let person = desk.session.seated.person.as_ref();
        if let Some(person) = person.filter(|_| !desk.session.may(Right::Reveal)) {
            let why = lacking(Right::Reveal, &person.name, person.rank, &person.sides);
            self.refused = Some((one, why));
            return Vec::new();
        }
        self.asked.push((one, number.to_owned()));
        let short = desk.kit.short(number, desk.clock);
        let reason = [("number", Arg::Text(&short))];
        let reason = desk.kit.words.with("dial-reason", &reason);
        let command = Command::new(REVEAL).about(number).arg("reason", reason);
        vec![Effect::Tell(CALL, command)]
    }

    /// Takes an answer: to the call whose number it names, else to the first that waits for one.
    pub fn take(&mut self, body: Body) {
        let named = match &body {
            Body::Answer(Answer::Done(done)) => done.number.map(Number::full),
            _ => None,
        };
        let at = match named {
            Some(named) => self.asked.iter().position(|(_, number)| *number == named),
            None => (!self.asked.is_empty()).then_some(0),
        };
        let Some((one, _)) = at.map(|at| self.asked.remove(at)) else {
            return;
        };
        match body {
            Body::Answer(Answer::Done(done)) => {
                let phone = done.facts.iter().find(|(name, _)| name == "phone");
                if let Some((_, Fact::Text(phone))) = phone {
                    self.shown.push((one, phone.clone()));
                }
            }
            Body::Answer(Answer::Refused(why)) | Body::Refused(why) => {
                self.refused = Some((one, why));
            }
            _ => {}
        }
    }
}
