//! What became of a record while its form was open: changed by somebody else, or past the act.

use super::{Form, POSSIBLE};
use crate::domain::error::{Fact, Refusal, Why};
use crate::locale::Arg;
use crate::tui::keymap::Context;
use crate::tui::layers::detail::told;
use crate::tui::layers::{Desk, Effect};
use crate::tui::say::{self, Said};
use crate::tui::theme::Tone;
use crate::wire::Query;
use crate::wire::view::{Action, Detail};

/// Changes of somebody else that are told above the fields, the newest.
const MOST_NEWS: usize = 3;
/// Acts named where another one is not possible.
const MOST_ACTS: usize = 4;

impl Form {
    /// Says who changed the record, and which keys save all the same and show it.
    pub(super) fn say_stale(desk: &Desk<'_>, refusal: &Refusal) -> Effect {
        let kit = desk.kit;
        let of = |wanted: &str| {
            let found = refusal.facts.iter().find(|(name, _)| name == wanted);
            found.map_or_else(String::new, |(_, fact)| say::fact(kit, desk.clock, fact))
        };
        let keys = |name| kit.keys(&[Context::Form], name).unwrap_or_default();
        let (by, at) = (of("by"), of("at"));
        let (save, look) = (keys("form.save"), keys("form.look"));
        let args = [
            ("by", Arg::Text(&by)),
            ("at", Arg::Text(&at)),
            ("save", Arg::Text(&save)),
            ("look", Arg::Text(&look)),
        ];
        let text = kit.words.with("said-stale", &args);
        Effect::Say(Said::new(text, Tone::Late))
    }

    /// The record does not take the command as it stands. What was typed stays; else there is no form.
    pub(super) fn not_now(&mut self, desk: &Desk<'_>, refusal: Refusal) -> Vec<Effect> {
        let subject = self.aim.as_ref().and_then(|aim| aim.subject);
        if self.entry.is_typed() {
            self.stale = None;
            self.entry.come();
            let text = say::refusal(desk.kit, desk.clock, &refusal);
            return vec![Effect::Say(Said::new(text, Tone::Late))];
        }
        if let Some(subject) = subject.filter(|_| refusal.why == Why::NotFromHere) {
            self.refused = Some(refusal);
            return vec![Effect::Ask(POSSIBLE, Query::Actions(subject))];
        }
        let text = say::refusal(desk.kit, desk.clock, &refusal);
        vec![Effect::Pop, Effect::Say(Said::new(text, Tone::Late))]
    }

    /// Says why not, and which acts are possible now.
    pub(super) fn say_possible(&self, desk: &Desk<'_>, actions: &[Action]) -> Vec<Effect> {
        let Some(refusal) = &self.refused else {
            return Vec::new();
        };
        let kit = desk.kit;
        let contexts = [Context::Counter, Context::Global];
        let acts: Vec<String> = actions
            .iter()
            .filter(|action| action.refused.is_none())
            .filter_map(|action| {
                let keys = kit.keys(&contexts, &action.command)?;
                Some(format!("{keys} {}", kit.words.command(&action.command)))
            })
            .take(MOST_ACTS)
            .collect();
        let why = say::refusal(kit, desk.clock, refusal);
        let acts = acts.join(&kit.words.get("said-or"));
        let args = [("why", Arg::Text(&why)), ("acts", Arg::Text(&acts))];
        let text = if acts.is_empty() {
            why
        } else {
            kit.words.with("said-possible", &args)
        };
        vec![Effect::Pop, Effect::Say(Said::new(text, Tone::Late))]
    }

    /// Notes what was written under the record since it was seen.
    pub(super) fn tell_news(&mut self, desk: &Desk<'_>, detail: &Detail) {
        let facts = self.stale.as_ref().map(|refusal| refusal.facts.as_slice());
        let since = facts
            .unwrap_or_default()
            .iter()
            .find_map(|(name, fact)| match fact {
                Fact::At(at) if name == "since" => Some(*at),
                _ => None,
            });
        let Some(since) = since else {
            return;
        };
        let lines = detail.history.iter().rev();
        // What concerns a field stands at the field.
        let shown = |name: &str| self.entry.fields.iter().any(|field| field.name == name);
        self.news = lines
            .filter(|line| line.at >= since && !(self.facts.corrects() && shown(&line.field)))
            .take(MOST_NEWS)
            .map(|line| told(desk, detail, line))
            .collect();
    }
}
