//! What every form does alike: fields being filled in, kept as a draft, sent once, shown what was refused.

use ratatui::layout::Rect;

use crate::domain::calendar::Instant;
use crate::domain::error::Refusal;
use crate::domain::id::StaffId;
use crate::domain::office::Draft;
use crate::locale::Arg;
use crate::tui::fields::{Did, Field, Fields};
use crate::tui::keymap::Context;
use crate::tui::kit::Kit;
use crate::tui::layers::{Desk, Effect};
use crate::tui::outbox::RequestId;
use crate::tui::say::Said;
use crate::tui::theme::Tone;
use crate::tui::view::canvas::Canvas;
use crate::wire::{Answer, Ask, Body, Command, Query, Reply};

/// The field a form asks its record in, where it was opened without one.
pub const SUBJECT: &str = Draft::SUBJECT;

/// Part number of the question for values that fit a field.
const CHOICES: u32 = 100;
/// Part number of the command.
const SAVE: u32 = 101;
/// Part number of the draft.
pub const DRAFT: u32 = 102;

/// How far a form is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// What it shows is still to come.
    Coming,
    /// It is being filled in.
    Open,
    /// It was sent.
    Sent,
}

/// What came of an answer to an entry.
pub enum Came {
    /// It was not the entry's; here it is again.
    Foreign(Body),
    /// The command was done, or waits for a second person.
    Done,
    /// The command was refused.
    Refused(Refusal),
    /// Something else of the entry's.
    Taken,
}

/// Says that not all of a text could be taken, where that is so.
pub fn cut_off(desk: &Desk<'_>, whole: bool) -> Option<Effect> {
    let text = desk.kit.words.get("said-paste-cut").into_owned();
    (!whole).then(|| Effect::Say(Said::new(text, Tone::Late)))
}

/// Fields on their way from an empty form to a command.
pub struct Entry {
    /// The fields.
    pub fields: Fields,
    request: RequestId,
    preset: Vec<(String, String)>,
    /// The field a draft was left in.
    left_in: String,
    stage: Stage,
    /// Whether it is to be sent as soon as what it shows has come, and how it was to be saved.
    save: Option<bool>,
    /// When the first change since the last draft was made.
    unsaved: Option<u64>,
    /// Whether the server keeps a draft of it; not known before it was asked to.
    kept: Option<bool>,
    /// Whether anything was typed.
    typed: bool,
}

impl Entry {
    /// An entry that begins with these values, as if they had been typed.
    pub fn new(request: RequestId, preset: Vec<(String, String)>) -> Self {
        Self {
            fields: Fields::default(),
            request,
            preset,
            left_in: String::new(),
            stage: Stage::Open,
            save: None,
            unsaved: None,
            kept: None,
            typed: false,
        }
    }

    /// Puts in what a draft kept; the names of `apart` are no fields.
    pub fn restore(&mut self, draft: &Draft, apart: &[&str]) {
        let kept = draft
            .fields
            .iter()
            .filter(|(name, _)| !apart.contains(&name.as_str()));
        self.preset = kept.cloned().collect();
        self.left_in.clone_from(&draft.at_field);
        self.kept = Some(true);
        self.typed = true;
    }

    /// Takes the fields and puts in what is known, the cursor where it was left.
    pub fn begin(&mut self, kit: &Kit, fields: Vec<Field>) {
        self.fields = Fields::new(fields);
        self.put_preset(kit);
        self.fields.go_to_missing();
        self.fields.go_to(&self.left_in);
    }

    /// Puts in what is known of the fields there are; the rest waits for its own.
    fn put_preset(&mut self, kit: &Kit) {
        for (name, value) in std::mem::take(&mut self.preset) {
            if !self.overrule(kit, &name, &value) {
                self.preset.push((name, value));
            }
        }
    }

    /// Drops the fields that are `over` and puts `more` behind the field of this name. What was typed in a dropped one
    /// is kept until it is there again.
    pub fn change(
        &mut self,
        kit: &Kit,
        over: impl Fn(&str) -> bool,
        after: &str,
        more: Vec<Field>,
    ) {
        let typed = self.fields.iter().filter(|field| field.edited);
        let gone = typed.filter(|field| over(&field.name));
        let gone: Vec<_> = gone
            .map(|field| (field.name.clone(), field.value()))
            .collect();
        self.preset.extend(gone);
        self.fields.change(|list| {
            list.retain(|field| !over(&field.name));
            let behind = list.iter().position(|field| field.name == after);
            let at = behind.map_or(list.len(), |at| at + 1);
            list.splice(at..at, more);
        });
        self.put_preset(kit);
    }

    /// Drops the fields of these names in which nothing was typed.
    pub fn drop_empty(&mut self, names: &[String]) {
        self.fields
            .change(|list| list.retain(|field| field.edited || !names.contains(&field.name)));
    }

    /// The field a draft was left in.
    pub fn left_in(&self) -> &str {
        &self.left_in
    }

    /// Puts a value in as if it had been typed; false where there is no such field.
    pub fn overrule(&mut self, kit: &Kit, name: &str, value: &str) -> bool {
        let Some(field) = self.fields.get_mut(name) else {
            return false;
        };
        field.set_value(kit, value);
        field.edited = true;
        field.select(false);
        true
    }

    /// Drops what was put in under a name that has no field.
    pub fn forget(&mut self, name: &str) {
        self.preset.retain(|(known, _)| known != name);
    }

    /// Takes what the fields begin with; it is put in where nothing was typed.
    pub fn fill(&mut self, kit: &Kit, given: &[(String, String)]) {
        for (name, value) in given {
            if let Some(field) = self.fields.get_mut(name) {
                field.begin(kit, value);
            }
        }
    }

    /// What was typed field by field: name, value.
    pub fn typed(&self) -> Vec<(String, String)> {
        let edited = self.fields.iter().filter(|field| field.edited);
        let edited = edited.map(|field| (field.name.clone(), field.value()));
        edited.chain(self.preset.iter().cloned()).collect()
    }

    /// Whether anything was typed.
    pub const fn is_typed(&self) -> bool {
        self.typed
    }

    /// Something was typed.
    pub fn touch(&mut self, desk: &Desk<'_>) {
        self.typed = true;
        self.save = None;
        self.unsaved.get_or_insert(desk.clock.steady());
    }

    /// What it shows is asked for: it is not sent before that has come.
    pub const fn wait(&mut self) {
        self.stage = Stage::Coming;
    }

    /// What it shows has come; how it is to be saved now, if it is.
    pub fn come(&mut self) -> Option<bool> {
        if self.is_coming() {
            self.stage = Stage::Open;
        }
        self.save.take()
    }

    /// Whether what it shows is still to come.
    pub fn is_coming(&self) -> bool {
        self.stage == Stage::Coming
    }

    /// Whether it was sent.
    pub fn is_sent(&self) -> bool {
        self.stage == Stage::Sent
    }

    /// Whether it can be sent now; where what it shows is still to come, it will be sent `so` then.
    pub fn may_send(&mut self, so: bool) -> bool {
        if self.stage == Stage::Coming {
            self.save = Some(so);
        }
        self.stage == Stage::Open
    }

    /// Sends the command, its text before it, so that a lost line loses neither.
    pub fn send(&mut self, draft: Option<Draft>, command: Command) -> Vec<Effect> {
        let mut effects = self.keep(draft);
        self.stage = Stage::Sent;
        let request = self.request;
        effects.push(Effect::Send(SAVE, Ask::Do { request, command }));
        effects
    }

    /// Sends what is typed to be kept, if it has changed.
    fn keep(&mut self, draft: Option<Draft>) -> Vec<Effect> {
        let Some(draft) = draft.filter(|_| self.unsaved.is_some()) else {
            return Vec::new();
        };
        self.saved();
        vec![Effect::Send(DRAFT, Ask::SaveDraft(draft))]
    }

    /// Goes a step back: hides what is offered, else puts the form away. What was typed is kept; a form
    /// in which nothing is left of it, given as no draft, is not.
    pub fn back(&mut self, desk: &Desk<'_>, draft: Option<Draft>) -> Vec<Effect> {
        if self.fields.close() {
            return Vec::new();
        }
        let kit = desk.kit;
        if draft.is_none() {
            let id = self.request.to_vec();
            let drop = self.kept.map(|_| Effect::Send(DRAFT, Ask::DropDraft(id)));
            return drop.into_iter().chain([Effect::Pop]).collect();
        }
        // What the server has is told that it was put away; a draft that was not taken is tried once more.
        if self.kept.is_some() {
            self.unsaved.get_or_insert(desk.clock.steady());
        }
        let parked = draft.map(|draft| Draft {
            parked: true,
            ..draft
        });
        let mut effects = self.keep(parked);
        if self.kept.is_some() || !effects.is_empty() {
            let keys = kit
                .keys(&[Context::Global], "drafts.open")
                .unwrap_or_default();
            let text = kit.words.with("said-parked", &[("key", Arg::Text(&keys))]);
            effects.push(Effect::Say(Said::new(text, Tone::Good)));
        }
        effects.push(Effect::Pop);
        effects
    }

    /// Does what a name says about the fields of this command.
    pub fn command(&mut self, desk: &Desk<'_>, of: &str, name: &str) -> (Did, Vec<Effect>) {
        let did = self.fields.command(name);
        let effects = match did {
            Did::Changed => {
                self.touch(desk);
                self.choices(of, false)
            }
            Did::Taken => {
                self.touch(desk);
                Vec::new()
            }
            Did::Unfolded => self.choices(of, true),
            Did::Nothing | Did::Moved => Vec::new(),
        };
        (did, effects)
    }

    /// Takes typed text into the field with the cursor.
    pub fn text(&mut self, desk: &Desk<'_>, of: &str, text: &str) -> Vec<Effect> {
        let whole = self.fields.insert(text);
        self.touch(desk);
        let mut effects = self.choices(of, false);
        effects.extend(cut_off(desk, whole));
        effects
    }

    /// Shows what is missing or wrong, the cursor in the first such field with what can be chosen there.
    pub fn refuse(&mut self, desk: &Desk<'_>, of: &str, refusal: &Refusal) -> Vec<Effect> {
        self.fields.faults(desk.kit, desk.clock, refusal);
        if self.fields.focused().is_some_and(Field::lists) {
            self.fields.unfold();
        }
        let mut effects = self.choices(of, false);
        if let Some(field) = self.fields.focused() {
            let args = [
                ("field", Arg::Text(&field.title(desk.kit))),
                ("why", Arg::Text(&field.fault)),
            ];
            let text = desk.kit.words.with("said-field", &args);
            effects.push(Effect::Say(Said::new(text, Tone::Late)));
        }
        effects
    }

    /// Asks for values that fit the field with the cursor.
    pub fn choices(&self, of: &str, at_all: bool) -> Vec<Effect> {
        let wanted = self
            .fields
            .focused()
            .filter(|field| field.offers_at_once() || at_all && field.asks());
        let Some(field) = wanted else {
            return Vec::new();
        };
        let typed = match (field.sought(), &field.near) {
            ("", Some(near)) => near.as_str(),
            (typed, _) => typed,
        };
        let query = Query::Choices(of.to_owned(), field.arg.clone(), typed.to_owned());
        vec![Effect::Ask(CHOICES, query)]
    }

    /// Takes an answer.
    pub fn reply(&mut self, desk: &Desk<'_>, part: u32, body: Body) -> Came {
        match (part, body) {
            (CHOICES, Body::Reply(reply)) => {
                if let Reply::Choices(choices) = *reply {
                    self.fields.offered(desk.kit, desk.clock, &choices);
                }
            }
            (SAVE, Body::Answer(answer)) => {
                self.stage = Stage::Open;
                match answer {
                    Answer::Done(_) | Answer::Pending(_) => return Came::Done,
                    Answer::Refused(refusal) => {
                        self.fields.faults(desk.kit, desk.clock, &refusal);
                        return Came::Refused(refusal);
                    }
                    Answer::Unknown(_) => {}
                }
            }
            (SAVE, Body::Refused(_)) => self.stage = Stage::Open,
            (DRAFT, body) => self.kept = Some(body == Body::Ok),
            (CHOICES | SAVE, _) => {}
            (_, body) => return Came::Foreign(body),
        }
        Came::Taken
    }

    /// The draft of a form: what else it keeps, and the field the cursor is in.
    pub fn draft(&self, form: &str, fields: Vec<(String, String)>, at: &str, depth: u32) -> Draft {
        Draft {
            id: self.request.to_vec(),
            staff: StaffId::default(),
            form: form.to_owned(),
            subject: None,
            fields,
            at_field: at.to_owned(),
            saved_at: Instant::default(),
            depth,
            parked: false,
        }
    }

    /// The name of the field with the cursor.
    pub fn at(&self) -> &str {
        self.fields
            .focused()
            .map(|field| field.name.as_str())
            .unwrap_or_default()
    }

    /// When the first change since the last draft was made.
    pub fn unsaved(&self) -> Option<u64> {
        self.unsaved.filter(|_| !self.is_sent())
    }

    /// The draft was sent.
    pub const fn saved(&mut self) {
        self.unsaved = None;
    }

    /// Whether the server keeps a draft of it.
    pub fn is_kept(&self) -> bool {
        self.kept == Some(true)
    }

    /// Draws the rule above the form: its title, whether it is sent or kept, how deep the stack is.
    pub fn draw_rule(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, area: Rect, title: &str) {
        let words = &desk.kit.words;
        let state = if self.is_sent() {
            Some("form-sent")
        } else if self.unsaved.is_some() {
            Some("form-unsaved")
        } else {
            let key = |kept| if kept { "form-kept" } else { "form-not-kept" };
            self.kept.map(key)
        };
        let mut parts: Vec<String> = Vec::new();
        parts.extend(state.map(|key| words.get(key).into_owned()));
        if desk.session.depth > 1 {
            let depth = [("depth", Arg::Number(desk.session.depth.into()))];
            parts.push(words.with("form-depth", &depth));
        }
        let right = parts.join(&format!(" {} ", desk.kit.glyphs.dot));
        canvas.rule((area.x, area.y), area.width, (title, &right), true);
    }
}
