//! The form of any command, made of its row in the table.

use ratatui::layout::Rect;

use crate::domain::error::Why;
use crate::domain::office::Draft;
use crate::tui::fields::{Did, Field};
use crate::tui::keymap::Context;
use crate::tui::kit::Kit;
use crate::tui::layers::entry::{Came, Entry, SUBJECT};
use crate::tui::layers::page::below_rule;
use crate::tui::layers::{Desk, Effect, Layer, Outcome};
use crate::tui::outbox::RequestId;
use crate::tui::say::{self, Said};
use crate::tui::target::{Aim, Target};
use crate::tui::theme::Tone;
use crate::tui::view::canvas::Canvas;
use crate::wire::commands::{About, Kind};
use crate::wire::{Body, Command, CommandFacts, Query, Reply};

/// Part numbers of what it asks.
const SHOW: u32 = 0;
const PREFILL: u32 = 1;

/// The form of one command.
pub struct Form {
    facts: CommandFacts,
    aim: Option<Aim>,
    entry: Entry,
}

/// What a record is called in the form that asks for it.
const fn subject_kind(about: About) -> Option<(&'static str, Kind)> {
    match about {
        About::Nothing => None,
        About::Ticket | About::Contact | About::FollowUp | About::Approval => {
            Some(("number", Kind::Number))
        }
        About::Payment => Some(("receipt", Kind::Number)),
        About::Household => Some(("premises", Kind::Premises)),
        About::Staff => Some(("staff", Kind::Staff)),
        About::Person => Some(("person", Kind::Person)),
    }
}

impl Form {
    /// The form of a command about this, with these fields filled already.
    pub fn new(
        facts: CommandFacts,
        aim: Option<Aim>,
        request: RequestId,
        preset: Vec<(String, String)>,
    ) -> Self {
        Self {
            facts,
            aim,
            entry: Entry::new(request, preset),
        }
    }

    /// Puts in what a draft kept.
    pub fn restore(&mut self, draft: &Draft) {
        self.entry.restore(draft, &[SUBJECT]);
    }

    /// Makes the fields; the words are needed for the values they offer.
    fn build(&mut self, kit: &Kit) {
        let mut list: Vec<Field> = Vec::new();
        if self.aim.is_none()
            && let Some((name, kind)) = subject_kind(self.facts.about)
        {
            let mut field = Field::new(kit, name, kind, true);
            // An argument may have the same name; the record comes first.
            SUBJECT.clone_into(&mut field.name);
            list.push(field);
        }
        list.extend(self.facts.args.iter().map(|arg| Field::of(kit, arg)));
        self.entry.begin(kit, list);
    }

    fn begun(&mut self, desk: &Desk<'_>) -> Vec<Effect> {
        let save = self.entry.come();
        if !self.entry.is_typed() {
            self.entry.fields.go_to_missing();
        }
        save.map_or_else(Vec::new, |_| self.save(desk))
    }

    fn save(&mut self, desk: &Desk<'_>) -> Vec<Effect> {
        if !self.entry.may_send(true) {
            return Vec::new();
        }
        self.entry.fields.accept();
        let mut args = self.entry.fields.args();
        let asked = args.iter().position(|(name, _)| name == SUBJECT);
        let asked = asked.map(|at| args.remove(at).1);
        let command = Command {
            name: self.facts.name.to_owned(),
            subject: self.aim.as_ref().map(|aim| aim.name.clone()).or(asked),
            args,
            seen: self.aim.as_ref().and_then(|aim| aim.seen),
        };
        let draft = self.draft(desk.session.depth.saturating_sub(1));
        self.entry.send(draft, command)
    }

    fn show(&mut self, desk: &Desk<'_>, body: Body) -> Vec<Effect> {
        match body {
            Body::Reply(reply) => {
                let Reply::Detail(detail) = *reply else {
                    return Vec::new();
                };
                if let Some(aim) = &mut self.aim {
                    aim.subject = Some(detail.subject);
                    aim.seen = Some(detail.version);
                    if aim.remark.is_empty() {
                        let first = detail.text.lines().next().unwrap_or_default();
                        first.clone_into(&mut aim.remark);
                    }
                }
                if self.entry.is_coming() {
                    return vec![self.ask_prefill()];
                }
                Vec::new()
            }
            Body::Refused(refusal) => {
                let text = say::refusal(desk.kit, desk.clock, &refusal);
                vec![Effect::Pop, Effect::Say(Said::new(text, Tone::Late))]
            }
            _ => Vec::new(),
        }
    }

    fn ask_prefill(&self) -> Effect {
        let subject = self.aim.as_ref().and_then(|aim| aim.subject);
        Effect::Ask(PREFILL, Query::Form(self.facts.name.to_owned(), subject))
    }

    /// Whether the record must be looked up first: it is known by name alone, or what is edited must be the latest.
    fn looks_up(&self) -> bool {
        self.aim.as_ref().is_some_and(|aim| {
            let edits = self
                .facts
                .name
                .rsplit_once('.')
                .is_some_and(|(_, verb)| verb == "edit")
                && aim.seen.is_none();
            (aim.subject.is_none() || edits) && self.facts.about != About::Nothing
        })
    }
}

impl Layer for Form {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Form, Context::Text]
    }

    fn start(&mut self, desk: &Desk<'_>) -> Vec<Effect> {
        self.build(desk.kit);
        self.entry.wait();
        if self.looks_up()
            && let Some(aim) = &self.aim
        {
            return vec![Effect::Ask(SHOW, Query::Show(aim.name.clone()))];
        }
        vec![self.ask_prefill()]
    }

    fn command(&mut self, desk: &Desk<'_>, name: &str) -> Outcome {
        let (did, effects) = self.entry.command(desk, self.facts.name, name);
        if did != Did::Nothing {
            return Outcome::Done(effects);
        }
        match name {
            "form.save" | "form.save_only" => Outcome::Done(self.save(desk)),
            "back" => {
                let draft = self.draft(desk.session.depth.saturating_sub(1));
                Outcome::Done(self.entry.back(desk, draft))
            }
            _ => Outcome::Ignored,
        }
    }

    fn text(&mut self, desk: &Desk<'_>, text: &str) -> Vec<Effect> {
        self.entry.text(desk, self.facts.name, text)
    }

    fn reply(&mut self, desk: &Desk<'_>, part: u32, body: Body) -> Vec<Effect> {
        match self.entry.reply(desk, part, body) {
            Came::Foreign(body) if part == SHOW => self.show(desk, body),
            Came::Foreign(body) => {
                if let Body::Reply(reply) = body
                    && let Reply::Form(given) = *reply
                {
                    self.entry.fill(desk.kit, &given);
                }
                self.begun(desk)
            }
            Came::Done => vec![Effect::Finish],
            Came::Refused(refusal) => {
                let name = self.aim.as_ref().map(|aim| aim.name.clone());
                // What was changed is on the message line; the next Enter is about the later version.
                let stale = name.filter(|_| refusal.why == Why::Stale);
                stale
                    .map(|name| Effect::Ask(SHOW, Query::Show(name)))
                    .into_iter()
                    .collect()
            }
            Came::Taken => Vec::new(),
        }
    }

    fn target(&self) -> Option<Target> {
        None
    }

    fn hints(&self) -> Vec<&'static str> {
        vec![
            "form.save",
            "form.next",
            "form.choices",
            "form.clear",
            "contact.call",
            "back",
            "help.open",
        ]
    }

    fn draft(&self, depth: u32) -> Option<Draft> {
        let mut fields = self.entry.fields.kept();
        if let Some(aim) = &self.aim {
            fields.push((SUBJECT.to_owned(), aim.name.clone()));
        }
        let at = self.entry.at();
        Some(self.entry.draft(self.facts.name, fields, at, depth))
    }

    fn unsaved(&self) -> Option<u64> {
        self.entry.unsaved()
    }

    fn saved(&mut self) {
        self.entry.saved();
    }

    fn is_form(&self) -> bool {
        true
    }

    fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, area: Rect) {
        let kit = desk.kit;
        let word = kit.words.command(self.facts.name);
        let (name, remark) = self
            .aim
            .as_ref()
            .map_or(("", ""), |aim| (aim.name.as_str(), aim.remark.as_str()));
        let title = format!("{word}  {}", kit.short(name, desk.clock));
        self.entry.draw_rule(desk, canvas, area, title.trim_end());
        let mut inner = below_rule(area);
        if !remark.is_empty() {
            canvas.put((inner.x + 2, inner.y), remark, Tone::Plain, inner.width - 2);
        }
        inner = below_rule(below_rule(inner));
        self.entry.fields.draw(kit, canvas, inner, true);
    }
}
