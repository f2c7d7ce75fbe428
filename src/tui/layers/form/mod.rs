//! The form of any command, made of its row in the table.

mod cash;
mod chosen;
mod file;
mod meanwhile;
mod what_if;

use ratatui::layout::Rect;

use crate::domain::error::{Refusal, Why};
use crate::domain::office::Draft;
use crate::tui::chore::Made;
use crate::tui::fields::{Did, Field};
use crate::tui::keymap::Context;
use crate::tui::kit::Kit;
use crate::tui::layers::entry::{Came, Entry, SUBJECT};
use crate::tui::layers::form::what_if::{Preview, WHAT_IF};
use crate::tui::layers::page::below_rule;
use crate::tui::layers::{Desk, Effect, Layer, Outcome};
use crate::tui::outbox::RequestId;
use crate::tui::say::{self, Said};
use crate::tui::target::{Aim, Target};
use crate::tui::theme::Tone;
use crate::tui::view::canvas::Canvas;
use crate::wire::commands::{About, CLEAR, Kind};
use crate::wire::view::Detail;
use crate::wire::{Body, Command, CommandFacts, Query, Reply, Subject};

/// Part numbers of what it asks.
const SHOW: u32 = 0;
const PREFILL: u32 = 1;
const POSSIBLE: u32 = 2;
const BEGUN: u32 = 3;
const KEEP: u32 = 4;
const READ: u32 = 5;

/// Facts of a record that has no text, shown above the fields.
const MOST_FACTS: usize = 4;

/// The form of one command.
pub struct Form {
    facts: CommandFacts,
    aim: Option<Aim>,
    entry: Entry,
    /// The room code of what the eye is on, where the record is still to be chosen.
    near: String,
    /// Why the command cannot be done, until it is known what can.
    refused: Option<Refusal>,
    /// The record was changed since it was seen: the refusal that said so, until the changes have come.
    stale: Option<Refusal>,
    /// What somebody else did to the record meanwhile.
    news: Vec<String>,
    /// What the first argument named when it was asked what stands under that.
    named: String,
    /// What is to be known before that is changed.
    notes: Vec<String>,
    /// The mark of what stood there.
    mark: Option<u32>,
    /// What it would do, where that is foreseen.
    preview: Option<Preview>,
}

/// What a record is called in the form that asks for it.
const fn subject_kind(about: About) -> Option<(&'static str, Kind)> {
    match about {
        About::Nothing => None,
        About::Ticket | About::Contact | About::FollowUp | About::Approval | About::Register => {
            Some(("number", Kind::Number))
        }
        About::Payment => Some(("receipt", Kind::Number)),
        About::Household => Some(("premises", Kind::Premises)),
        About::Staff => Some(("staff", Kind::Staff)),
        About::Person => Some(("person", Kind::Person)),
        About::Deposit => Some(("deposit", Kind::Line(12))),
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
            preview: Preview::of(facts.name),
            facts,
            aim,
            entry: Entry::new(request, preset),
            near: String::new(),
            refused: None,
            stale: None,
            news: Vec::new(),
            named: String::new(),
            notes: Vec::new(),
            mark: None,
        }
    }

    /// The same where the record is still to be chosen, among those of this home.
    #[must_use]
    pub fn near(self, premises: &str) -> Self {
        Self {
            near: premises.to_owned(),
            ..self
        }
    }

    /// Puts in what a draft kept.
    pub fn restore(&mut self, draft: &Draft) {
        self.entry.restore(draft, &[SUBJECT]);
    }

    /// Makes the fields; the words are needed for the values they offer.
    fn build(&mut self, kit: &Kit) {
        let mut list: Vec<Field> = Vec::new();
        if self.aim.is_none() {
            list.extend(self.subject_field(kit));
        }
        let corrects = self.facts.corrects();
        let args = self.facts.args.iter();
        // In a correction what is emptied on the screen is what is to be cleared.
        let shown = args.filter(|arg| !(corrects && arg.name == CLEAR) && arg.kind != Kind::Digest);
        list.extend(shown.map(|arg| Field::of(kit, arg)));
        self.entry.begin(kit, list);
    }

    /// The field the record is asked in.
    fn subject_field(&self, kit: &Kit) -> Option<Field> {
        let (name, kind) = subject_kind(self.facts.about)?;
        let mut field = Field::new(kit, name, kind, true);
        // An argument may have the same name; the record comes first.
        SUBJECT.clone_into(&mut field.name);
        SUBJECT.clone_into(&mut field.arg);
        if self.facts.about == About::Payment {
            field.near = Some(self.near.clone());
        }
        Some(field)
    }

    fn begun(&mut self, desk: &Desk<'_>) -> Vec<Effect> {
        let save = self.entry.come();
        if !self.entry.is_typed() {
            self.entry.fields.go_to_missing();
            if self.names_first() && self.entry.fields.at() == 0 {
                self.entry.fields.next();
            }
        }
        let first = self.choose_first();
        if !first.is_empty() {
            // What was to be saved waits for what stands there.
            if save.is_some() {
                self.entry.may_send(true);
            }
            return first;
        }
        if save.is_some() {
            return self.save(desk);
        }
        if let Some(asked) = self.foresee() {
            return vec![asked];
        }
        let chooses = self
            .entry
            .fields
            .focused()
            .is_some_and(|field| field.near.is_some());
        if chooses {
            return self.entry.choices(self.facts.name, true);
        }
        Vec::new()
    }

    /// The arguments of the command: all of them, of a correction what was changed.
    fn args(&self) -> Vec<(String, String)> {
        if !self.facts.corrects() {
            return self.entry.fields.args();
        }
        let (emptied, mut args): (Vec<_>, Vec<_>) = self
            .entry
            .fields
            .changes()
            .into_iter()
            .partition(|(_, value)| value.is_empty());
        let may_clear = self.facts.args.iter().any(|arg| arg.name == CLEAR);
        // What must be given is given, changed or not.
        let musts = self
            .entry
            .fields
            .iter()
            .filter(|field| field.must && !field.is_changed());
        args.extend(musts.map(|field| (field.name.clone(), field.value())));
        if !emptied.is_empty() && may_clear {
            let names: Vec<String> = emptied.into_iter().map(|(name, _)| name).collect();
            args.push((CLEAR.to_owned(), names.join(",")));
        }
        args
    }

    fn save(&mut self, desk: &Desk<'_>) -> Vec<Effect> {
        if self.facts.moves_money() && desk.session.unshown {
            return vec![Effect::Say(say::not_shown(desk.kit))];
        }
        self.entry.fields.accept();
        if self.names_first() && self.entry.fields.at() == 0 {
            // What stands under a name just typed is looked at before it is changed.
            let fields = self.choose_first_at(1);
            if !fields.is_empty() {
                self.entry.fields.next();
                return fields;
            }
        }
        if !self.entry.may_send(true) {
            return Vec::new();
        }
        let mut args = self.args();
        let asked = args.iter().position(|(name, _)| name == SUBJECT);
        let asked = asked.map(|at| args.remove(at).1);
        let command = Command {
            name: self.facts.name.to_owned(),
            subject: self.aim.as_ref().map(|aim| aim.name.clone()).or(asked),
            args,
            seen: self.aim.as_ref().map_or(self.mark, |aim| aim.seen),
        };
        match self.read_file(&command) {
            Some(reading) => vec![reading],
            None => self.send(desk, command),
        }
    }

    fn send(&mut self, desk: &Desk<'_>, command: Command) -> Vec<Effect> {
        let draft = self.draft(desk.session.depth.saturating_sub(1));
        self.entry.send(draft, command)
    }

    /// The record was chosen: the form is about it from now on, and begins with what it holds.
    fn choose_subject(&mut self) -> Vec<Effect> {
        let fields = &self.entry.fields;
        let left = fields.focused().is_some_and(|field| field.name != SUBJECT);
        let chosen = fields.iter().find(|field| field.name == SUBJECT);
        let name = chosen
            .map(Field::value)
            .filter(|name| left && !name.is_empty());
        let Some(name) = name.filter(|_| self.aim.is_none()) else {
            return Vec::new();
        };
        self.entry.fields.remove(SUBJECT);
        self.entry.wait();
        self.aim = Some(Aim {
            name: name.clone(),
            ..Aim::default()
        });
        vec![Effect::Ask(SHOW, Query::Show(name))]
    }

    /// Whether the first field names what is changed and is filled in.
    fn names_first(&self) -> bool {
        let first = self.entry.fields.iter().next();
        self.facts.begins && first.is_some_and(|field| !field.line.is_empty())
    }

    /// What is changed is named in the first argument: asks what stands there once the cursor has left it.
    fn choose_first(&mut self) -> Vec<Effect> {
        self.choose_first_at(self.entry.fields.at())
    }

    fn choose_first_at(&mut self, at: usize) -> Vec<Effect> {
        if !self.names_first() || at == 0 {
            return Vec::new();
        }
        let named = self.entry.fields.iter().next().map(Field::value);
        let named = named.unwrap_or_default();
        if named == self.named {
            return Vec::new();
        }
        self.named.clone_from(&named);
        self.notes.clear();
        self.entry.wait();
        let query = Query::Begun(self.facts.name.to_owned(), named);
        vec![Effect::Ask(BEGUN, query)]
    }

    /// Takes what stands under the name in the first argument.
    fn took_first(&mut self, desk: &Desk<'_>, body: Body) -> Vec<Effect> {
        if let Body::Reply(reply) = body
            && let Reply::Begun(given, notes, mark) = *reply
        {
            self.mark = mark;
            if let Some(refusal) = self.stale.take() {
                return self.compare_begun(desk, &refusal, &given);
            }
            self.entry.fill(desk.kit, &given);
            let notes = notes.iter();
            self.notes = notes
                .map(|note| say::fact(desk.kit, desk.clock, note))
                .collect();
        }
        match self.entry.come() {
            Some(_) => self.save(desk),
            None => Vec::new(),
        }
    }

    /// What stands there now beside what was typed; where none of it is shown here the command is sent again.
    fn compare_begun(
        &mut self,
        desk: &Desk<'_>,
        refusal: &Refusal,
        given: &[(String, String)],
    ) -> Vec<Effect> {
        self.entry.come();
        if self.entry.fields.compare(desk.kit, given) {
            return vec![desk.refused(refusal)];
        }
        self.save(desk)
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
                        aim.remark = remark(desk, &detail);
                    }
                }
                if self.stale.is_some() {
                    self.tell_news(desk, &detail);
                }
                vec![self.ask_prefill()]
            }
            Body::Refused(refusal) => self.not_shown(desk, &refusal),
            _ => Vec::new(),
        }
    }

    /// There is no such record: it is asked for again where it was typed here.
    fn not_shown(&mut self, desk: &Desk<'_>, refusal: &Refusal) -> Vec<Effect> {
        let text = say::refusal(desk.kit, desk.clock, refusal);
        let typed = self.aim.take().filter(|_| self.entry.is_typed());
        match (typed, self.subject_field(desk.kit)) {
            (Some(aim), Some(mut field)) => {
                field.line.set(&aim.name);
                field.edited = true;
                field.fault = text;
                self.entry.fields.put_first(field);
                self.entry.come();
                Vec::new()
            }
            _ => vec![Effect::Pop, Effect::Say(Said::new(text, Tone::Late))],
        }
    }

    fn ask_prefill(&self) -> Effect {
        let subject = self.aim.as_ref().and_then(|aim| aim.subject);
        Effect::Ask(PREFILL, Query::Form(self.facts.name.to_owned(), subject))
    }

    /// Takes what the fields begin with, or what they would begin with by now.
    fn prefill(&mut self, desk: &Desk<'_>, body: Body) -> Vec<Effect> {
        match body {
            Body::Reply(reply) => {
                let Reply::Form(given, lacking) = *reply else {
                    return Vec::new();
                };
                self.entry.drop_empty(&lacking);
                let Some(refusal) = self.stale.take() else {
                    self.entry.fill(desk.kit, &given);
                    return self.begun(desk);
                };
                let differ = self.entry.fields.compare(desk.kit, &given);
                if differ || !self.news.is_empty() || !self.facts.corrects() {
                    return vec![Self::say_stale(desk, &refusal)];
                }
                // Nothing this form shows was changed: there is nothing to look at first.
                self.save(desk)
            }
            Body::Refused(refusal) => self.not_now(desk, refusal),
            _ => self.begun(desk),
        }
    }

    /// Whether the record must be looked up first: it is known by name alone, or what is edited must be the latest.
    fn looks_up(&self) -> bool {
        let unknown = self
            .aim
            .as_ref()
            .is_some_and(|aim| aim.subject.is_none() || self.facts.corrects());
        unknown && self.facts.about != About::Nothing
    }
}

/// What a record is called beside its name: its text, or its first facts.
fn remark(desk: &Desk<'_>, detail: &Detail) -> String {
    if let Some(first) = detail.text.lines().next() {
        return first.to_owned();
    }
    let facts = detail.fields.iter().take(MOST_FACTS);
    let told = facts.map(|field| say::fact(desk.kit, desk.clock, &field.value));
    told.collect::<Vec<_>>().join("  ")
}

impl Layer for Form {
    fn contexts(&self) -> &'static [Context] {
        if self.is_choosing() {
            return &[Context::Marking];
        }
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
        if let Some(outcome) = self.choose_charges(desk, name) {
            return outcome;
        }
        let (did, mut effects) = self.entry.command(desk, self.facts.name, name);
        if did != Did::Nothing {
            effects.extend(self.choose_subject());
            effects.extend(self.choose_first());
            effects.extend(self.foresee());
            return Outcome::Done(effects);
        }
        match name {
            "form.save" | "form.save_only" => Outcome::Done(self.save(desk)),
            "form.look" => match &self.aim {
                Some(aim) => {
                    let target = Target::named(self.facts.about, aim.subject, &aim.name, None);
                    Outcome::with(Effect::Open(target))
                }
                None => Outcome::done(),
            },
            "back" => {
                let changed = self.entry.fields.iter().any(Field::is_changed);
                let draft = self.draft(desk.session.depth.saturating_sub(1));
                Outcome::Done(self.entry.back(desk, draft.filter(|_| changed)))
            }
            _ => Outcome::Ignored,
        }
    }

    fn text(&mut self, desk: &Desk<'_>, text: &str) -> Vec<Effect> {
        let mut effects = self.entry.text(desk, self.facts.name, text);
        effects.extend(self.foresee());
        effects
    }

    fn reply(&mut self, desk: &Desk<'_>, part: u32, body: Body) -> Vec<Effect> {
        match self.entry.reply(desk, part, body) {
            // What is wrong with its file the command says, too.
            Came::Foreign(_) if part == KEEP => Vec::new(),
            Came::Foreign(body) if part == SHOW => self.show(desk, body),
            Came::Foreign(body) if part == PREFILL => self.prefill(desk, body),
            Came::Foreign(body) if part == WHAT_IF => self.foreseen(desk, body),
            Came::Foreign(body) if part == BEGUN => self.took_first(desk, body),
            Came::Foreign(body) => match body {
                Body::Reply(reply) => match *reply {
                    Reply::Actions(actions) => self.say_possible(desk, &actions),
                    _ => Vec::new(),
                },
                _ => self.say_possible(desk, &[]),
            },
            Came::Done => vec![Effect::Finish],
            Came::Refused(refusal) if refusal.why == Why::ChangedMeanwhile => {
                self.stale = Some(refusal);
                let first = self.entry.fields.iter().next().map(Field::value);
                let query = Query::Begun(self.facts.name.to_owned(), first.unwrap_or_default());
                vec![Effect::Ask(BEGUN, query)]
            }
            // What is in the drawer changed while it was counted: what there should be is told anew.
            Came::Refused(refusal) if refusal.why == Why::DayMoved => vec![self.ask_prefill()],
            Came::Refused(refusal) => {
                let name = self.aim.as_ref().map(|aim| aim.name.clone());
                let Some(name) = name.filter(|_| refusal.why == Why::Stale) else {
                    return Vec::new();
                };
                // What was changed is shown; the next Enter is about the later version.
                self.stale = Some(refusal);
                self.news.clear();
                vec![Effect::Ask(SHOW, Query::Show(name))]
            }
            Came::Taken => Vec::new(),
        }
    }

    fn worked(&mut self, desk: &Desk<'_>, _: u32, made: Made) -> Vec<Effect> {
        self.file_read(desk, made)
    }

    fn target(&self) -> Option<Target> {
        None
    }

    fn viewing(&self) -> Option<Subject> {
        self.aim.as_ref()?.subject
    }

    fn hints(&self) -> Vec<&'static str> {
        if self.is_choosing() {
            return vec!["row.mark", "open=form.next", "back", "help.open"];
        }
        let mut hints = vec!["form.save"];
        if self.aim.is_some() {
            hints.push("form.look");
        }
        hints.extend([
            "form.next",
            "form.choices",
            "form.clear",
            "contact.call",
            "back",
            "help.open",
        ]);
        hints
    }

    fn draft(&self, depth: u32) -> Option<Draft> {
        let mut fields = self.entry.fields.kept();
        if let Some(aim) = &self.aim {
            fields.push((SUBJECT.to_owned(), aim.name.clone()));
        }
        let at = self.entry.at();
        Some(self.entry.draft(self.facts.name, fields, at, depth))
    }

    fn entry(&self) -> Option<&Entry> {
        Some(&self.entry)
    }

    fn entry_mut(&mut self) -> Option<&mut Entry> {
        Some(&mut self.entry)
    }

    fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, area: Rect) {
        let kit = desk.kit;
        let word = kit.words.command(self.facts.name);
        let (name, remark) = self
            .aim
            .as_ref()
            .map_or(("", ""), |aim| (aim.name.as_str(), aim.remark.as_str()));
        // Nobody calls a person by the number of the record.
        let name = match self.facts.about {
            About::Person if !remark.is_empty() => "",
            _ => name,
        };
        let mut title = format!("{word}  {}", kit.short(name, desk.clock));
        let others = desk.others();
        if !others.is_empty() {
            title = format!("{}  {} {others}", title.trim_end(), kit.glyphs.dot);
        }
        self.entry.draw_rule(desk, canvas, area, title.trim_end());
        let mut inner = below_rule(area);
        if !remark.is_empty() {
            canvas.put((inner.x + 2, inner.y), remark, Tone::Plain, inner.width - 2);
        }
        inner = below_rule(inner);
        for news in &self.news {
            canvas.put((inner.x + 2, inner.y), news, Tone::Soon, inner.width - 2);
            inner = below_rule(inner);
        }
        // What is to be known, as many to a line as fit.
        let notes = self.notes.join(&format!(" {} ", kit.glyphs.dot));
        let told = kit.ruler.wrap(&notes, inner.width.saturating_sub(4).into());
        for line in told.iter().filter(|line| !line.is_empty()) {
            canvas.put((inner.x + 2, inner.y), line, Tone::Dim, inner.width - 2);
            inner = below_rule(inner);
        }
        if let Some((sum, tone)) = cash::told(kit, self.facts.name, &self.entry.fields) {
            canvas.put((inner.x + 2, inner.y), &sum, tone, inner.width - 2);
            inner = below_rule(inner);
        }
        inner = below_rule(inner);
        if let Some(preview) = &self.preview {
            let fields = self.entry.fields.iter().count();
            inner = preview.draw(desk, canvas, inner, (&self.entry, fields));
        }
        self.entry.fields.draw(kit, canvas, inner, true);
    }
}
