//! Taking a call: one line parsed as it is typed, what is known of the home, the fields below.

mod alike;
mod kinds;
mod reading;
mod save;
mod sight;

use ratatui::layout::Rect;

use kinds::{FIRST, FORMS, Form, IMPLIED};

use crate::domain::error::{Refusal, Why};
use crate::domain::id::Number;
use crate::domain::office::Draft;
use crate::locale::Arg;
use crate::tui::clock::Clock;
use crate::tui::fields::{Did, Field, Line};
use crate::tui::keymap::Context;
use crate::tui::kit::Kit;
use crate::tui::layers::entry::{Came, Entry, cut_off};
use crate::tui::layers::{Desk, Effect, Layer, Outcome};
use crate::tui::outbox::RequestId;
use crate::tui::ringing::TAKE;
use crate::tui::say::{self, Said};
use crate::tui::target::Target;
use crate::tui::theme::Tone;
use crate::tui::view::canvas::Canvas;
use crate::wire::commands::About;
use crate::wire::view;
use crate::wire::{Body, Reply};

/// The command a call is logged by, with everything that comes of it.
pub const LOG: &str = "contact.log";
/// The field of a draft that holds the line.
pub const LINE: &str = "line";
/// The field of a draft that says what kind of form it is.
const KIND: &str = "form";
/// The fields of a draft that say which words are read otherwise: how often, a break, the word.
const TURNED: &str = "reading";

/// The key of the name of the form a draft was typed in.
pub fn title(draft: &Draft) -> String {
    let kind = draft.fields.iter().find(|(name, _)| name == KIND);
    let form = kind.and_then(|(_, kind)| FORMS.iter().find(|form| form.kind == kind));
    match form.filter(|_| draft.form == LOG) {
        Some(form) => form.title.to_owned(),
        None => format!("command-{}", draft.form.replace('.', "-")),
    }
}

/// Whether a name in a draft is no field: it says what form it was, or how a word is read.
pub fn is_apart(name: &str) -> bool {
    name == KIND || name == TURNED
}

/// The field of a draft, and the argument, that names the call that rang.
const CONTACT: &str = "contact";

/// Part number of the question what the line means.
const READ: u32 = 0;

/// The form.
pub struct Intake {
    form: &'static Form,
    line: Line,
    entry: Entry,
    /// Whether the cursor is in the line, not in a field.
    in_line: bool,
    read: view::Intake,
    /// Which of the homes it could be was taken.
    candidate: usize,
    /// Words read otherwise than first: the word, how many readings further on.
    turned: Vec<(String, u32)>,
}

impl Intake {
    /// An empty one of this kind.
    pub fn new(kind: &str, request: RequestId) -> Self {
        let [first, ..] = &FORMS;
        Self {
            form: FORMS.iter().find(|form| form.kind == kind).unwrap_or(first),
            line: Line::default(),
            entry: Entry::new(request, Vec::new()),
            in_line: true,
            read: view::Intake::default(),
            candidate: 0,
            turned: Vec::new(),
        }
    }

    /// Puts in what a draft kept.
    pub fn restore(&mut self, draft: &Draft) {
        let of = |wanted: &str| draft.fields.iter().find(|(name, _)| name == wanted);
        if let Some((_, kind)) = of(KIND)
            && let Some(form) = FORMS.iter().find(|form| form.kind == kind)
        {
            self.form = form;
        }
        if let Some((_, line)) = of(LINE) {
            self.line.set(line);
        }
        let turned = draft.fields.iter().filter(|(name, _)| name == TURNED);
        let turned = turned.filter_map(|(_, text)| {
            let (times, word) = text.split_once(' ')?;
            Some((word.to_owned(), times.parse().ok()?))
        });
        self.turned = turned.collect();
        self.entry.restore(draft, &[LINE, KIND, TURNED]);
    }

    /// The one in which a call that rang is written down.
    pub fn of_call(number: Number, request: RequestId) -> Self {
        let preset = vec![(CONTACT.to_owned(), number.full())];
        Self {
            entry: Entry::new(request, preset),
            ..Self::new("call", request)
        }
    }

    /// The call it writes down, by its number.
    fn call(&self) -> Option<String> {
        let typed = self.entry.typed().into_iter();
        typed
            .filter(|(name, _)| name == CONTACT)
            .map(|(_, number)| number)
            .next()
    }

    /// What says that a call that was taken and left with nothing written down is owed.
    pub fn owed(&self, kit: &Kit, clock: &Clock) -> Option<Said> {
        let number = kit.short(&self.call()?, clock);
        let keys = kit.keys(&[Context::Pane, Context::Global], TAKE)?;
        let args = [("number", Arg::Text(&number)), ("key", Arg::Text(&keys))];
        Some(Said::new(
            kit.words.with("said-call-owed", &args),
            Tone::Soon,
        ))
    }

    /// The fields of the command that are filled in, those most wanted first.
    /// Somebody else has dealt with the call meanwhile: what was typed stays, and is saved as a call of its own.
    fn part_with_call(&mut self, desk: &Desk<'_>, refusal: &Refusal) -> Vec<Effect> {
        let gone = matches!(refusal.why, Why::CallTaken | Why::NotFromHere);
        if !gone || self.call().is_none() {
            return Vec::new();
        }
        self.entry.forget(CONTACT);
        let keys = desk.kit.keys(&[Context::Form], "form.save");
        let why = say::refusal(desk.kit, desk.clock, refusal);
        let args = [
            ("why", Arg::Text(&why)),
            ("key", Arg::Text(&keys.unwrap_or_default())),
        ];
        let text = desk.kit.words.with("said-call-gone", &args);
        vec![Effect::Say(Said::new(text, Tone::Late))]
    }

    fn fields(desk: &Desk<'_>) -> Vec<Field> {
        let args = desk.kit.command(LOG).map_or(&[][..], |facts| facts.args);
        let mut shown: Vec<_> = args
            .iter()
            .filter(|arg| !IMPLIED.contains(&arg.name))
            .collect();
        let place = |name: &str| FIRST.iter().position(|first| *first == name);
        shown.sort_by_key(|arg| place(arg.name).unwrap_or(FIRST.len()));
        let fields = shown.into_iter().map(|arg| Field::of(desk.kit, arg));
        fields.collect()
    }

    /// Does what a name says about the line.
    fn line_command(&mut self, desk: &Desk<'_>, name: &str) -> Outcome {
        match name {
            "form.next" | "move.down" => {
                self.in_line = false;
                Outcome::done()
            }
            "form.choices" => Outcome::Done(self.other_home(desk)),
            "edit.left" | "edit.right" | "edit.start" | "edit.end" => {
                self.line.edit(name);
                Outcome::done()
            }
            _ if self.line.edit(name) => Outcome::Done(self.touched(desk)),
            _ => Outcome::Ignored,
        }
    }

    /// Does what a name says about the fields; from the first one the way up leads to the line.
    fn field_command(&mut self, desk: &Desk<'_>, name: &str) -> Outcome {
        let fields = &mut self.entry.fields;
        let picks = fields.focused().is_some_and(|field| field.pick.is_some());
        if fields.at() == 0 && !picks && matches!(name, "form.previous" | "move.up") {
            fields.close();
            self.in_line = true;
            return Outcome::done();
        }
        let (did, mut effects) = self.entry.command(desk, LOG, name);
        match did {
            Did::Nothing => return Outcome::Ignored,
            Did::Changed | Did::Taken => effects.extend(self.ask()),
            Did::Moved | Did::Unfolded => {}
        }
        Outcome::Done(effects)
    }
}

impl Layer for Intake {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Form, Context::Text]
    }

    fn start(&mut self, desk: &Desk<'_>) -> Vec<Effect> {
        self.entry.begin(desk.kit, Self::fields(desk));
        let left_in = self.entry.left_in();
        self.in_line = left_in.is_empty() || left_in == LINE;
        if self.line.is_empty() && self.entry.typed().is_empty() {
            return Vec::new();
        }
        self.ask()
    }

    fn command(&mut self, desk: &Desk<'_>, name: &str) -> Outcome {
        match name {
            "form.save" => Outcome::Done(self.save(desk, true)),
            "form.save_only" => Outcome::Done(self.save(desk, false)),
            "ticket.voice" => Outcome::Done(self.voice(desk)),
            "form.look" => Outcome::with(self.phrase()),
            "back" => {
                let left = !self.line.is_empty() || self.entry.fields.iter().any(Field::is_changed);
                let draft = self.draft(desk.session.depth.saturating_sub(1));
                let mut effects = self.entry.back(desk, draft.filter(|_| left));
                // A list that was only closed leaves the form open.
                let over = !effects.is_empty() && !left;
                let owed = self.owed(desk.kit, desk.clock).filter(|_| over);
                effects.extend(owed.map(Effect::Say));
                Outcome::Done(effects)
            }
            _ if self.in_line => self.line_command(desk, name),
            _ => self.field_command(desk, name),
        }
    }

    fn text(&mut self, desk: &Desk<'_>, text: &str) -> Vec<Effect> {
        let mut effects = Vec::new();
        if self.in_line {
            self.entry.fields.close();
            let whole = self.line.insert(text);
            effects.extend(cut_off(desk, whole));
        } else {
            effects = self.entry.text(desk, LOG, text);
        }
        effects.extend(self.touched(desk));
        effects
    }

    fn reply(&mut self, desk: &Desk<'_>, part: u32, body: Body) -> Vec<Effect> {
        match self.entry.reply(desk, part, body) {
            Came::Foreign(body) => {
                let save = self.entry.come();
                if let Body::Reply(reply) = body
                    && let Reply::Intake(read) = *reply
                {
                    self.take(desk, read);
                }
                // A value may have been offered meanwhile that is meant by what was typed.
                save.map_or_else(Vec::new, |with_tickets| self.save(desk, with_tickets))
            }
            Came::Done => vec![Effect::Finish],
            Came::Refused(refusal) => self.part_with_call(desk, &refusal),
            Came::Taken => {
                self.narrow(desk.kit);
                Vec::new()
            }
        }
    }

    fn go_on(&mut self, _: &Desk<'_>) -> Vec<Effect> {
        // What was changed above, a phrase or a home, may change what the line means.
        if self.entry.is_sent() || self.line.is_empty() && self.entry.typed().is_empty() {
            return Vec::new();
        }
        self.ask()
    }

    fn refresh(&mut self, _: &Desk<'_>) -> Vec<Effect> {
        // Once names are read in, what is typed may be one.
        if self.read.loading && !self.entry.is_sent() {
            self.ask()
        } else {
            Vec::new()
        }
    }

    fn target(&self) -> Option<Target> {
        let home = self.read.household?;
        Some(Target::named(
            About::Household,
            Some(home),
            &self.read.premises,
            None,
        ))
    }

    fn hints(&self) -> Vec<&'static str> {
        vec![
            "form.save",
            "form.save_only",
            "ticket.voice",
            "form.choices",
            "form.next",
            "contact.call",
            "back",
            "form.look=phrase.set",
            "help.open",
        ]
    }

    fn draft(&self, depth: u32) -> Option<Draft> {
        let mut fields = self.entry.typed();
        fields.push((LINE.to_owned(), self.line.text().to_owned()));
        fields.push((KIND.to_owned(), self.form.kind.to_owned()));
        for (word, times) in &self.turned {
            fields.push((TURNED.to_owned(), format!("{times} {word}")));
        }
        let at = if self.in_line { LINE } else { self.entry.at() };
        Some(self.entry.draft(LOG, fields, at, depth))
    }

    fn entry(&self) -> Option<&Entry> {
        Some(&self.entry)
    }

    fn entry_mut(&mut self) -> Option<&mut Entry> {
        Some(&mut self.entry)
    }

    fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, area: Rect) {
        self.draw_all(desk, canvas, area);
    }
}
