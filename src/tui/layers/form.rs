//! The form of any command, made of its row in the table.

use ratatui::layout::Rect;

use crate::domain::calendar::Instant;
use crate::domain::error::Why;
use crate::domain::id::StaffId;
use crate::domain::office::Draft;
use crate::locale::Arg;
use crate::tui::fields::{Did, Field, Fields};
use crate::tui::keymap::Context;
use crate::tui::kit::Kit;
use crate::tui::layers::page::below_rule;
use crate::tui::layers::{Desk, Effect, Layer, Outcome};
use crate::tui::outbox::RequestId;
use crate::tui::say::{self, Said};
use crate::tui::target::{Aim, Target};
use crate::tui::theme::Tone;
use crate::tui::view::canvas::Canvas;
use crate::wire::commands::{About, Kind};
use crate::wire::{Answer, Ask, Body, Command, CommandFacts, Query, Reply};

/// The field a form asks its record in, where it was opened without one.
pub const SUBJECT: &str = "subject";

/// Part numbers of what it asks.
const SHOW: u32 = 0;
const PREFILL: u32 = 1;
const CHOICES: u32 = 2;
const SAVE: u32 = 3;
const DRAFT: u32 = 4;

/// How far a form is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// What it begins with is still to come; whether it is to be saved at once then.
    Coming { save: bool },
    /// It is being filled in.
    Open,
    /// It was sent.
    Sent,
}

/// The form of one command.
pub struct Form {
    facts: CommandFacts,
    aim: Option<Aim>,
    request: RequestId,
    fields: Fields,
    preset: Vec<(String, String)>,
    /// The field a draft was left in.
    left_in: String,
    stage: Stage,
    /// When the first change since the last draft was made.
    unsaved: Option<u64>,
    /// Whether the server keeps a draft of it.
    kept: bool,
    /// Whether anything was typed.
    typed: bool,
    built: bool,
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
            request,
            fields: Fields::default(),
            preset,
            left_in: String::new(),
            stage: Stage::Coming { save: false },
            unsaved: None,
            kept: false,
            typed: false,
            built: false,
        }
    }

    /// Puts in what a draft kept.
    pub fn restore(&mut self, draft: &Draft) {
        let kept = draft.fields.iter().filter(|(name, _)| name != SUBJECT);
        self.preset = kept.cloned().collect();
        self.left_in.clone_from(&draft.at_field);
        self.kept = true;
        self.typed = true;
    }

    /// Makes the fields; the words are needed for the values they offer.
    fn build(&mut self, kit: &Kit) {
        if std::mem::replace(&mut self.built, true) {
            return;
        }
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
        self.fields = Fields::new(list);
        for (name, value) in std::mem::take(&mut self.preset) {
            if let Some(field) = self.fields.get_mut(&name) {
                field.set_value(kit, &value);
                field.edited = true;
            }
        }
        self.fields.go_to_missing();
        self.fields.go_to(&self.left_in);
    }

    fn begun(&mut self, desk: &Desk<'_>) -> Vec<Effect> {
        let save = self.stage == Stage::Coming { save: true };
        self.stage = Stage::Open;
        if !self.typed {
            self.fields.go_to_missing();
        }
        if save { self.save(desk) } else { Vec::new() }
    }

    fn touch(&mut self, desk: &Desk<'_>) {
        self.typed = true;
        self.unsaved.get_or_insert(desk.clock.steady());
    }

    /// Asks for values that fit the field with the cursor.
    fn choices(&self, at_all: bool) -> Vec<Effect> {
        let Some(field) = self.fields.focused() else {
            return Vec::new();
        };
        if !(field.offers_at_once() || at_all && field.asks()) || field.name == SUBJECT {
            return Vec::new();
        }
        let typed = field.line.text().trim().to_owned();
        let query = Query::Choices(self.facts.name.to_owned(), field.name.clone(), typed);
        vec![Effect::Ask(CHOICES, query)]
    }

    fn save(&mut self, desk: &Desk<'_>) -> Vec<Effect> {
        match self.stage {
            Stage::Coming { .. } => {
                self.stage = Stage::Coming { save: true };
                return Vec::new();
            }
            Stage::Sent => return Vec::new(),
            Stage::Open => {}
        }
        self.fields.accept();
        let mut args = self.fields.args();
        let asked = args.iter().position(|(name, _)| name == SUBJECT);
        let asked = asked.map(|at| args.remove(at).1);
        let command = Command {
            name: self.facts.name.to_owned(),
            subject: self.aim.as_ref().map(|aim| aim.name.clone()).or(asked),
            args,
            seen: self.aim.as_ref().and_then(|aim| aim.seen),
        };
        // The text is with the server before the command is, so that a lost line loses neither.
        let mut effects = Vec::new();
        if self.unsaved.take().is_some()
            && let Some(draft) = self.draft(desk.session.depth.saturating_sub(1))
        {
            self.kept = true;
            effects.push(Effect::Send(DRAFT, Ask::SaveDraft(draft)));
        }
        self.stage = Stage::Sent;
        let request = self.request;
        effects.push(Effect::Send(SAVE, Ask::Do { request, command }));
        effects
    }

    /// Puts the form away; its text is kept.
    fn park(&mut self, desk: &Desk<'_>) -> Vec<Effect> {
        let mut effects = Vec::new();
        if self.unsaved.take().is_some()
            && let Some(draft) = self.draft(desk.session.depth.saturating_sub(1))
        {
            self.kept = true;
            effects.push(Effect::Send(DRAFT, Ask::SaveDraft(draft)));
        }
        if self.kept {
            let keys = desk
                .kit
                .keys(&[Context::Global], "drafts.open")
                .unwrap_or_default();
            let text = desk
                .kit
                .words
                .with("said-parked", &[("key", Arg::Text(&keys))]);
            effects.push(Effect::Say(Said::new(text, Tone::Good)));
        }
        effects.push(Effect::Pop);
        effects
    }

    fn answered(&mut self, desk: &Desk<'_>, answer: &Answer) -> Vec<Effect> {
        self.stage = Stage::Open;
        match answer {
            Answer::Done(_) | Answer::Pending(_) => vec![Effect::Finish],
            Answer::Refused(refusal) => {
                self.fields.faults(desk.kit, desk.clock, refusal);
                let name = self.aim.as_ref().map(|aim| aim.name.clone());
                match name.filter(|_| refusal.why == Why::Stale) {
                    // What was changed is on the message line; the next Enter is about the later version.
                    Some(name) => vec![Effect::Ask(SHOW, Query::Show(name))],
                    None => Vec::new(),
                }
            }
            Answer::Unknown(_) => Vec::new(),
        }
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
                if matches!(self.stage, Stage::Coming { .. }) {
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
            let edits = self.facts.name.ends_with(".edit") && aim.seen.is_none();
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
        if self.looks_up()
            && let Some(aim) = &self.aim
        {
            return vec![Effect::Ask(SHOW, Query::Show(aim.name.clone()))];
        }
        vec![self.ask_prefill()]
    }

    fn command(&mut self, desk: &Desk<'_>, name: &str) -> Outcome {
        match self.fields.command(name) {
            Did::Moved => return Outcome::done(),
            Did::Changed => {
                self.touch(desk);
                return Outcome::Done(self.choices(false));
            }
            Did::Unfolded => return Outcome::Done(self.choices(true)),
            Did::Nothing => {}
        }
        match name {
            "form.save" | "form.save_only" => Outcome::Done(self.save(desk)),
            "back" => {
                if self.fields.close() {
                    return Outcome::done();
                }
                Outcome::Done(self.park(desk))
            }
            _ => Outcome::Ignored,
        }
    }

    fn text(&mut self, desk: &Desk<'_>, text: &str) -> Vec<Effect> {
        self.fields.insert(text);
        self.touch(desk);
        self.choices(false)
    }

    fn reply(&mut self, desk: &Desk<'_>, part: u32, body: Body) -> Vec<Effect> {
        match (part, body) {
            (SHOW, body) => self.show(desk, body),
            (PREFILL, Body::Reply(reply)) => {
                if let Reply::Form(given) = *reply {
                    for (name, value) in given {
                        if let Some(field) =
                            self.fields.get_mut(&name).filter(|field| !field.edited)
                        {
                            field.set_value(desk.kit, &value);
                        }
                    }
                }
                self.begun(desk)
            }
            (PREFILL, _) => self.begun(desk),
            (CHOICES, Body::Reply(reply)) => {
                if let Reply::Choices(choices) = *reply {
                    self.fields.offered(desk.kit, desk.clock, &choices);
                }
                Vec::new()
            }
            (SAVE, Body::Answer(answer)) => self.answered(desk, &answer),
            (SAVE, Body::Refused(_)) => {
                self.stage = Stage::Open;
                Vec::new()
            }
            _ => Vec::new(),
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
        let mut fields = self.fields.kept();
        if let Some(aim) = &self.aim {
            fields.push((SUBJECT.to_owned(), aim.name.clone()));
        }
        Some(Draft {
            id: self.request.to_vec(),
            staff: StaffId::default(),
            form: self.facts.name.to_owned(),
            subject: None,
            fields,
            at_field: self
                .fields
                .focused()
                .map(|field| field.name.clone())
                .unwrap_or_default(),
            saved_at: Instant::default(),
            depth,
        })
    }

    fn unsaved(&self) -> Option<u64> {
        self.unsaved.filter(|_| self.stage != Stage::Sent)
    }

    fn saved(&mut self) {
        self.unsaved = None;
        self.kept = true;
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
        let right = state_of_form(
            desk,
            (self.stage == Stage::Sent, self.kept, self.unsaved.is_some()),
        );
        canvas.rule(
            (area.x, area.y),
            area.width,
            (title.trim_end(), &right),
            true,
        );
        let mut inner = below_rule(area);
        if !remark.is_empty() {
            canvas.put((inner.x + 2, inner.y), remark, Tone::Plain, inner.width - 2);
        }
        inner = below_rule(below_rule(inner));
        self.fields.draw(kit, canvas, inner, true);
    }
}

/// What stands at the right of a form's rule: whether it is sent or kept, and how deep the stack is.
pub fn state_of_form(desk: &Desk<'_>, (sent, kept, unsaved): (bool, bool, bool)) -> String {
    let words = &desk.kit.words;
    let mut parts = Vec::new();
    if sent {
        parts.push(words.get("form-sent").into_owned());
    } else if unsaved {
        parts.push(words.get("form-unsaved").into_owned());
    } else if kept {
        parts.push(words.get("form-kept").into_owned());
    }
    if desk.session.depth > 1 {
        let depth = [("depth", Arg::Number(desk.session.depth.into()))];
        parts.push(words.with("form-depth", &depth));
    }
    parts.join(&format!(" {} ", desk.kit.glyphs.dot))
}
