//! The form of one act on several tickets: what it is done with, which take it, who is sent to each.

mod drawing;

use ratatui::layout::Rect;

use crate::domain::error::{Refusal, Why};
use crate::domain::office::Draft;
use crate::locale::Arg;
use crate::tui::fields::{Did, Field};
use crate::tui::keymap::Context;
use crate::tui::kit::Kit;
use crate::tui::layers::entry::{Came, Entry, SUBJECT};
use crate::tui::layers::page::below_rule;
use crate::tui::layers::{Desk, Effect, Layer, Outcome};
use crate::tui::outbox::RequestId;
use crate::tui::say::{self, Said};
use crate::tui::theme::Tone;
use crate::tui::view::canvas::Canvas;
use crate::wire::commands::{ABSENT, Kind, several};
use crate::wire::view::{OneOf, RowView};
use crate::wire::{Body, Command, CommandFacts, Query, Reply};

/// Part number of the question which tickets take it.
const ROWS: u32 = 0;

/// The arguments a draft keeps beside the fields: what is done, and to which.
const ACT: &str = "act";
const TICKETS: &str = "tickets";
/// The field that names who all are sent to.
const WORKER: &str = "worker";
/// The field that says until when somebody is away.
const UNTIL: &str = "until";

/// Lines that tell what is not done, at most.
const MOST_OUT: usize = 4;

/// What is wrong with a row can be mended in its field, or is by having seen it.
const MENDED: [Why; 4] = [
    Why::Stale,
    Why::NobodyToSend,
    Why::UnknownStaff,
    Why::SeveralStaff,
];

/// The form.
pub struct Several {
    facts: CommandFacts,
    /// The tickets, as they are named.
    names: Vec<String>,
    /// Those that take it.
    rows: Vec<OneOf>,
    /// Those that do not, and why.
    out: Vec<(String, String)>,
    /// Those that were refused when it was sent, for good.
    barred: Vec<(String, String)>,
    /// What became of others meanwhile.
    news: Vec<(String, String)>,
    /// Whether it was sent and refused: what the next Enter does is said.
    again: bool,
    /// Who is to be away, where it is about that, as they were named when their tickets were asked for.
    whose: String,
    /// The fields that are no ticket's.
    base: Vec<String>,
    entry: Entry,
}

impl Several {
    /// A command on these tickets.
    pub fn new(facts: CommandFacts, names: Vec<String>, request: RequestId) -> Self {
        Self {
            facts,
            names,
            rows: Vec::new(),
            out: Vec::new(),
            barred: Vec::new(),
            news: Vec::new(),
            again: false,
            whose: String::new(),
            base: Vec::new(),
            entry: Entry::new(request, Vec::new()),
        }
    }

    /// Somebody who is still to be named is away, and their tickets go to others.
    pub fn absence(facts: CommandFacts, request: RequestId) -> Self {
        Self::new(facts, Vec::new(), request)
    }

    /// The form a draft kept; nothing where its command is not known.
    pub fn reopen(kit: &Kit, draft: &Draft, request: RequestId) -> Option<Self> {
        let kept = |wanted: &str| {
            let found = draft.fields.iter().find(|(name, _)| name == wanted);
            found.map(|(_, text)| text.as_str())
        };
        if draft.form == ABSENT {
            let mut form = Self::absence(kit.command(ABSENT)?.clone(), request);
            form.entry.restore(draft, &[]);
            return Some(form);
        }
        if draft.form != several::BULK {
            return None;
        }
        let facts = kit.command(&format!("ticket.{}", kept(ACT)?))?.clone();
        several::shared(facts.name)?;
        let names = kept(TICKETS)?.split(',').map(str::to_owned).collect();
        let mut form = Self::new(facts, names, request);
        form.entry.restore(draft, &[ACT, TICKETS]);
        Some(form)
    }

    /// The last part of the command's name.
    fn act(&self) -> &'static str {
        self.facts.name.rsplit('.').next().unwrap_or_default()
    }

    /// Whether somebody is sent to each.
    fn sends(&self) -> bool {
        self.facts.name == several::DISPATCH || self.is_absence()
    }

    /// Whether somebody is to be away.
    fn is_absence(&self) -> bool {
        self.facts.name == ABSENT
    }

    /// The command the values of the field with the cursor are asked by.
    fn of(&self) -> &'static str {
        let at = self.entry.at();
        if self.base.iter().any(|name| name == at) {
            self.facts.name
        } else {
            several::DISPATCH
        }
    }

    /// The fields all share.
    fn build(&mut self, kit: &Kit) {
        let shared = several::shared(self.facts.name).unwrap_or_default();
        let args = self.facts.args.iter();
        let args = args.filter(|arg| shared.contains(&arg.name));
        let mut fields: Vec<Field> = args.map(|arg| Field::of(kit, arg)).collect();
        if self.is_absence() {
            let mut who = Field::new(kit, "staff", Kind::Staff, true);
            SUBJECT.clone_into(&mut who.name);
            SUBJECT.clone_into(&mut who.arg);
            let until = self.facts.args.iter().filter(|arg| arg.name == UNTIL);
            fields = vec![who];
            fields.extend(until.map(|arg| Field::of(kit, arg)));
        }
        self.base = fields.iter().map(|field| field.name.clone()).collect();
        if self.sends() {
            for field in fields.iter_mut().filter(|field| field.name == WORKER) {
                "worker_of_all".clone_into(&mut field.word);
            }
        }
        self.entry.begin(kit, fields);
    }

    /// Takes what is known of the tickets by now.
    fn take(&mut self, desk: &Desk<'_>, known: Vec<OneOf>) -> Vec<Effect> {
        self.rows.clear();
        self.out.clear();
        for one in known {
            let number = called(desk, &one);
            let barred = self.barred.iter().find(|(known, _)| *known == number);
            match (&one.refused, barred) {
                (Some(refusal), _) => {
                    let why = say::refusal(desk.kit, desk.clock, refusal);
                    self.out.push((number, why));
                }
                (None, Some(barred)) => self.out.push(barred.clone()),
                (None, None) => self.rows.push(one),
            }
        }
        if self.sends() {
            self.row_fields(desk);
        }
        let save = self.entry.come();
        if self.rows.is_empty() && !self.is_absence() {
            let text = desk.kit.words.get("said-none-can").into_owned();
            return vec![Effect::Say(Said::new(text, Tone::Late))];
        }
        if save.is_some() {
            return self.save(desk);
        }
        if std::mem::take(&mut self.again) {
            let count = i64::try_from(self.rows.len()).unwrap_or(i64::MAX);
            let keys = desk.kit.keys(&[Context::Form], "form.save");
            let keys = keys.unwrap_or_default();
            let args = [("count", Arg::Number(count)), ("key", Arg::Text(&keys))];
            let text = desk.kit.words.with("said-none-done", &args);
            return vec![Effect::Say(Said::new(text, Tone::Late))];
        }
        Vec::new()
    }

    /// A field for each ticket that takes it, with who would be sent there.
    fn row_fields(&mut self, desk: &Desk<'_>) {
        let kit = desk.kit;
        let mut more = Vec::new();
        let mut stay = self.base.clone();
        for one in &self.rows {
            let number = called(desk, one);
            let mut field = Field::new(kit, &number, Kind::Worker, false);
            WORKER.clone_into(&mut field.arg);
            field.word = match &one.row.row {
                RowView::Ticket(row) => format!("{number} {}", row.premises),
                _ => number.clone(),
            };
            if self.entry.fields.get_mut(&number).is_none() {
                more.push(field);
            }
            stay.push(number);
        }
        let over = |name: &str| !stay.iter().any(|known| known == name);
        self.entry.change(kit, over, "", more);
        self.spread(desk);
    }

    /// Shows in each row who would go there: who all are sent to, else who is proposed.
    fn spread(&mut self, desk: &Desk<'_>) {
        if !self.sends() {
            return;
        }
        let all = self.value(WORKER);
        for one in &self.rows {
            let number = called(desk, one);
            if let Some(field) = self.entry.fields.get_mut(&number) {
                let who = if all.is_empty() { &one.worker } else { &all };
                field.begin(desk.kit, who);
            }
        }
    }

    fn value(&self, name: &str) -> String {
        let mut fields = self.entry.fields.iter();
        let found = fields.find(|field| field.name == name);
        found.map(Field::value).unwrap_or_default()
    }

    /// The tickets as the command names them. Where nobody is named to go there the ticket is left as it is.
    fn named(&self, desk: &Desk<'_>) -> Vec<String> {
        let all = self.value(WORKER);
        let one = |one: &OneOf| {
            let number = called(desk, one);
            let worker = self.value(&number);
            if self.sends() && worker.is_empty() {
                return None;
            }
            let own = self.sends() && worker != all;
            let named = several::Named {
                number,
                seen: Some(one.row.version),
                worker: own.then_some(worker),
            };
            Some(named.write())
        };
        self.rows.iter().filter_map(one).collect()
    }

    /// Asks what somebody has who was just named.
    fn choose(&mut self) -> Vec<Effect> {
        let who = self.value(SUBJECT);
        if !self.is_absence() || who.is_empty() || who == self.whose {
            return Vec::new();
        }
        self.names = vec![who.clone()];
        self.whose = who;
        self.entry.wait();
        vec![self.ask()]
    }

    /// There is nobody of that name.
    fn nobody(&mut self, desk: &Desk<'_>, refusal: &Refusal) -> Vec<Effect> {
        if !self.is_absence() {
            return vec![Effect::Pop, desk.refused(refusal)];
        }
        self.entry.come();
        self.whose.clear();
        if let Some(field) = self.entry.fields.get_mut(SUBJECT) {
            field.fault = say::refusal(desk.kit, desk.clock, refusal);
        }
        self.entry.fields.go_to(SUBJECT);
        vec![desk.refused(refusal)]
    }

    fn save(&mut self, desk: &Desk<'_>) -> Vec<Effect> {
        self.entry.fields.accept();
        let chosen = self.choose();
        if !chosen.is_empty() {
            // What they have is looked at before it is given away.
            self.entry.fields.go_to_missing();
            return chosen;
        }
        self.spread(desk);
        if !self.entry.may_send(true) {
            return Vec::new();
        }
        let named = self.named(desk);
        if self.is_absence() {
            return self.send_away(desk, &named);
        }
        if named.is_empty() {
            let text = desk.kit.words.get("said-none-can").into_owned();
            return vec![Effect::Say(Said::new(text, Tone::Late))];
        }
        let shared = several::shared(self.facts.name).unwrap_or_default();
        let mut args = vec![
            (ACT.to_owned(), self.act().to_owned()),
            (TICKETS.to_owned(), named.join(",")),
        ];
        let filled = self.entry.fields.args().into_iter();
        args.extend(filled.filter(|(name, _)| shared.contains(&name.as_str())));
        let command = Command {
            args,
            ..Command::new(several::BULK)
        };
        let draft = self.draft(desk.session.depth.saturating_sub(1));
        self.entry.send(draft, command)
    }

    /// Sends that somebody is away, and who gets their tickets.
    fn send_away(&mut self, desk: &Desk<'_>, named: &[String]) -> Vec<Effect> {
        let mut args = vec![(UNTIL.to_owned(), self.value(UNTIL))];
        if !named.is_empty() {
            args.push((TICKETS.to_owned(), named.join(",")));
        }
        args.retain(|(_, value)| !value.is_empty());
        let command = Command {
            args,
            ..Command::new(ABSENT).about(self.whose.as_str())
        };
        let draft = self.draft(desk.session.depth.saturating_sub(1));
        self.entry.send(draft, command)
    }

    /// None was done: those that cannot be are left out from now on, the others are looked at anew.
    fn refused(&mut self, desk: &Desk<'_>, refusal: &Refusal) -> Vec<Effect> {
        if refusal.why != Why::SomeCannot {
            let of = self.of();
            return self.entry.refuse(desk, of, refusal);
        }
        self.news.clear();
        for fault in &refusal.fields {
            let said = say::speech(desk.kit, desk.clock).fault(fault);
            let told = (fault.field.clone(), said);
            if MENDED.contains(&fault.why) {
                self.news.push(told);
            } else {
                self.barred.push(told);
            }
        }
        self.again = true;
        self.entry.wait();
        vec![self.ask()]
    }

    fn ask(&self) -> Effect {
        let query = Query::Several(self.facts.name.to_owned(), self.names.clone());
        Effect::Ask(ROWS, query)
    }
}

/// The number of a ticket as it is shown.
fn called(desk: &Desk<'_>, one: &OneOf) -> String {
    match &one.row.row {
        RowView::Ticket(row) => desk.kit.number(row.number, desk.clock),
        _ => String::new(),
    }
}

impl Layer for Several {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Form, Context::Text]
    }

    fn start(&mut self, desk: &Desk<'_>) -> Vec<Effect> {
        self.build(desk.kit);
        if self.is_absence() {
            let chosen = self.choose();
            if chosen.is_empty() {
                return self.entry.choices(self.facts.name, true);
            }
            return chosen;
        }
        self.entry.wait();
        vec![self.ask()]
    }

    fn command(&mut self, desk: &Desk<'_>, name: &str) -> Outcome {
        let of = self.of();
        let (did, mut effects) = self.entry.command(desk, of, name);
        if did != Did::Nothing {
            if self.entry.at() != SUBJECT {
                effects.extend(self.choose());
            }
            self.spread(desk);
            return Outcome::Done(effects);
        }
        match name {
            "form.save" | "form.save_only" => Outcome::Done(self.save(desk)),
            "back" => {
                let changed = self.entry.fields.iter().any(Field::is_changed);
                let draft = self.draft(desk.session.depth.saturating_sub(1));
                Outcome::Done(self.entry.back(desk, draft.filter(|_| changed)))
            }
            _ => Outcome::Ignored,
        }
    }

    fn text(&mut self, desk: &Desk<'_>, text: &str) -> Vec<Effect> {
        let of = self.of();
        let effects = self.entry.text(desk, of, text);
        self.spread(desk);
        effects
    }

    fn reply(&mut self, desk: &Desk<'_>, part: u32, body: Body) -> Vec<Effect> {
        match self.entry.reply(desk, part, body) {
            Came::Foreign(Body::Reply(reply)) => match *reply {
                Reply::Several(known) => self.take(desk, known),
                _ => Vec::new(),
            },
            Came::Foreign(Body::Refused(refusal)) => self.nobody(desk, &refusal),
            Came::Done => vec![Effect::Finish],
            Came::Refused(refusal) => self.refused(desk, &refusal),
            Came::Foreign(_) | Came::Taken => Vec::new(),
        }
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
        if self.is_absence() {
            let (fields, at) = (self.entry.fields.kept(), self.entry.at());
            return Some(self.entry.draft(ABSENT, fields, at, depth));
        }
        let mut fields = vec![
            (ACT.to_owned(), self.act().to_owned()),
            (TICKETS.to_owned(), self.names.join(",")),
        ];
        fields.extend(self.entry.fields.kept());
        let at = self.entry.at();
        Some(self.entry.draft(several::BULK, fields, at, depth))
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
        let count = i64::try_from(self.rows.len()).unwrap_or(i64::MAX);
        let args = [("command", Arg::Text(&word)), ("count", Arg::Number(count))];
        let title = if self.is_absence() {
            word.into_owned()
        } else {
            kit.words.with("several-title", &args)
        };
        self.entry.draw_rule(desk, canvas, area, &title);
        let inner = self.draw_out(desk, canvas, below_rule(area));
        let inner = if self.entry.is_coming() && self.rows.is_empty() {
            inner
        } else if self.sends() {
            self.draw_focused(desk, canvas, inner)
        } else {
            self.draw_rows(desk, canvas, inner)
        };
        self.entry.fields.draw(kit, canvas, inner, true);
    }
}
