//! Taking a call: one line parsed as it is typed, what is known of the home, the fields below.

use ratatui::layout::Rect;

use crate::domain::calendar::Instant;
use crate::domain::id::StaffId;
use crate::domain::office::Draft;
use crate::locale::Arg;
use crate::tui::fields::{Did, Field, Fields, Line};
use crate::tui::keymap::Context;
use crate::tui::kit::Kit;
use crate::tui::layers::form::state_of_form;
use crate::tui::layers::home::{notice_spans, person_spans};
use crate::tui::layers::page::below_rule;
use crate::tui::layers::{Desk, Effect, Layer, Outcome};
use crate::tui::outbox::RequestId;
use crate::tui::panes::rows;
use crate::tui::say::{self, Said};
use crate::tui::target::Target;
use crate::tui::text::Align;
use crate::tui::theme::Tone;
use crate::tui::view::canvas::{Canvas, Span};
use crate::tui::view::sheet::Row;
use crate::wire::commands::About;
use crate::wire::view::{self, PlacedRow, RowView, Token};
use crate::wire::{Answer, Ask, Body, Command, IntakeQuery, Query, Reply};

/// The command a call is logged by, with everything that comes of it.
pub const LOG: &str = "contact.log";
/// The field of a draft that holds the line.
pub const LINE: &str = "line";
/// The field of a draft that says what kind of form it is.
const KIND: &str = "form";

/// Part numbers of what it asks.
const READ: u32 = 0;
const CHOICES: u32 = 1;
const SAVE: u32 = 2;
const DRAFT: u32 = 3;

/// Arguments that are set by the kind of form and by which key saves it, not typed.
const IMPLIED: [&str; 4] = ["channel", "ticket", "dispatch", "matters"];
/// The fields that come first, most wanted first; the others follow in the order of the table.
const FIRST: [&str; 10] = [
    "premises",
    "caller",
    "phone",
    "text",
    "category",
    "place",
    "priority",
    "appointment",
    "worker",
    "answer",
];
/// Rows of open tickets and of likely duplicates shown.
const SHOWN: usize = 3;
/// Columns of the labels of what is known.
const LABEL: usize = 12;

/// A kind of intake: its form, its title, the way the contact came, the ticket it makes in any case.
struct Form {
    kind: &'static str,
    title: &'static str,
    channel: &'static str,
    ticket: &'static str,
}

const FORMS: [Form; 4] = [
    Form {
        kind: "call",
        title: "command-contact-call",
        channel: "call",
        ticket: "",
    },
    Form {
        kind: "visit",
        title: "command-contact-visit",
        channel: "visit",
        ticket: "",
    },
    Form {
        kind: "repair",
        title: "command-repair-new",
        channel: "call",
        ticket: "repair",
    },
    Form {
        kind: "complaint",
        title: "command-complaint-new",
        channel: "call",
        ticket: "complaint",
    },
];

/// What each kind of token is called.
const TOKENS: [(&str, &str); 9] = [
    ("room", "field-premises"),
    ("person", "field-caller"),
    ("phone", "field-phone"),
    ("phrase", "field-summary"),
    ("category", "field-category"),
    ("urgent", "field-priority"),
    ("when", "field-appointment"),
    ("worker", "field-worker"),
    ("text", "field-text"),
];

/// The form.
pub struct Intake {
    form: &'static Form,
    request: RequestId,
    line: Line,
    fields: Fields,
    /// Whether the cursor is in the line, not in a field.
    in_line: bool,
    read: view::Intake,
    /// What a draft or an earlier matter knew: name, value.
    preset: Vec<(String, String)>,
    /// The field a draft was left in.
    left_in: String,
    /// Whether the answer to what is typed is still to come, and by which name it is to be saved then.
    waiting: bool,
    save: Option<bool>,
    sent: bool,
    unsaved: Option<u64>,
    kept: bool,
    /// Which of the homes it could be was taken.
    candidate: usize,
}

impl Intake {
    /// An empty one of this kind.
    pub fn new(kind: &str, request: RequestId) -> Self {
        let [first, ..] = &FORMS;
        Self {
            form: FORMS.iter().find(|form| form.kind == kind).unwrap_or(first),
            request,
            line: Line::default(),
            fields: Fields::default(),
            in_line: true,
            read: view::Intake::default(),
            preset: Vec::new(),
            left_in: String::new(),
            waiting: false,
            save: None,
            sent: false,
            unsaved: None,
            kept: false,
            candidate: 0,
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
        self.left_in.clone_from(&draft.at_field);
        let rest = draft
            .fields
            .iter()
            .filter(|(name, _)| name != LINE && name != KIND);
        self.preset = rest.cloned().collect();
        self.kept = true;
    }

    /// Types into the line before the form is shown.
    pub fn type_in(&mut self, text: &str) {
        self.line.insert(text);
    }

    /// The fields filled by hand, which win over what the line says.
    fn by_hand(&self) -> Vec<(String, String)> {
        let edited = self.fields.iter().filter(|field| field.edited);
        edited
            .map(|field| (field.name.clone(), field.value()))
            .collect()
    }

    fn ask(&mut self) -> Vec<Effect> {
        self.waiting = true;
        let query = IntakeQuery {
            line: self.line.text().to_owned(),
            fields: self.by_hand(),
            form: self.form.kind.to_owned(),
        };
        vec![Effect::Ask(READ, Query::Intake(query))]
    }

    fn touched(&mut self, desk: &Desk<'_>) -> Vec<Effect> {
        self.unsaved.get_or_insert(desk.clock.steady());
        self.save = None;
        let mut effects = self.ask();
        if let Some(field) = self
            .fields
            .focused()
            .filter(|field| !self.in_line && field.offers_at_once())
        {
            effects.push(choices(field));
        }
        effects
    }

    fn take(&mut self, kit: &Kit, read: view::Intake) {
        self.read = read;
        for (name, value) in &self.read.fields {
            if let Some(field) = self.fields.get_mut(name).filter(|field| !field.edited) {
                field.set_value(kit, value);
            }
        }
        let named: Vec<String> = self
            .read
            .fields
            .iter()
            .map(|(name, _)| name.clone())
            .collect();
        let untouched: Vec<String> = self
            .fields
            .iter()
            .filter(|field| !field.edited && !named.contains(&field.name))
            .map(|field| field.name.clone())
            .collect();
        for name in untouched {
            if let Some(field) = self.fields.get_mut(&name) {
                field.set_value(kit, "");
            }
        }
    }

    /// Saves: with the tickets it makes, or the contact alone.
    fn save(&mut self, desk: &Desk<'_>, with_ticket: bool) -> Vec<Effect> {
        if self.sent {
            return Vec::new();
        }
        if !self.in_line {
            let accepted = self.fields.accept();
            if accepted {
                let effects = self.ask();
                self.save = Some(with_ticket);
                return effects;
            }
        }
        if self.waiting {
            self.save = Some(with_ticket);
            return Vec::new();
        }
        self.send(desk, with_ticket)
    }

    fn send(&mut self, desk: &Desk<'_>, with_ticket: bool) -> Vec<Effect> {
        let mut args = self.fields.args();
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
        let mut effects = self.keep(desk);
        self.sent = true;
        let command = Command {
            name: LOG.to_owned(),
            subject: None,
            args,
            seen: None,
        };
        let request = self.request;
        effects.push(Effect::Send(SAVE, Ask::Do { request, command }));
        effects
    }

    /// Sends what is typed to be kept, if it has changed.
    fn keep(&mut self, desk: &Desk<'_>) -> Vec<Effect> {
        if self.unsaved.take().is_none() {
            return Vec::new();
        }
        let draft = self.draft(desk.session.depth.saturating_sub(1));
        self.kept = true;
        draft
            .map(|draft| Effect::Send(DRAFT, Ask::SaveDraft(draft)))
            .into_iter()
            .collect()
    }

    fn park(&mut self, desk: &Desk<'_>) -> Vec<Effect> {
        let mut effects = self.keep(desk);
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

    /// Takes the next home it could be; a wrong guess is one key away.
    fn other_home(&mut self, desk: &Desk<'_>) -> Vec<Effect> {
        let next = self
            .read
            .candidates
            .get(self.candidate % self.read.candidates.len().max(1));
        let Some(home) = next.cloned() else {
            return self.other_reading(desk);
        };
        self.candidate += 1;
        self.overrule(desk.kit, "premises", &home);
        self.touched(desk)
    }

    /// Takes another reading of the last word that has one.
    fn other_reading(&mut self, desk: &Desk<'_>) -> Vec<Effect> {
        let last = self
            .read
            .tokens
            .iter()
            .rev()
            .find(|token| !token.others.is_empty());
        let Some((field, other)) =
            last.and_then(|token| Some((token.field.clone(), token.others.first()?.clone())))
        else {
            let text = desk.kit.words.get("intake-no-other").into_owned();
            return vec![Effect::Say(Said::new(text, Tone::Dim))];
        };
        self.overrule(desk.kit, &field, &other);
        self.touched(desk)
    }

    fn overrule(&mut self, kit: &Kit, name: &str, value: &str) {
        if let Some(field) = self.fields.get_mut(name) {
            field.set_value(kit, value);
            field.edited = true;
        }
    }

    /// Logs the call as a voice on the first ticket that may be the same matter.
    fn voice(&mut self, desk: &Desk<'_>) -> Vec<Effect> {
        let same = self.read.same.first().or_else(|| self.read.open.first());
        let number = same.and_then(|row| match &row.row {
            RowView::Ticket(row) => Some(row.number),
            _ => None,
        });
        let Some(number) = number.filter(|_| !self.sent) else {
            let text = desk.kit.words.get("intake-no-same").into_owned();
            return vec![Effect::Say(Said::new(text, Tone::Dim))];
        };
        self.overrule(desk.kit, "voice", &number.full());
        self.save(desk, false)
    }

    fn answered(&mut self, desk: &Desk<'_>, answer: &Answer) -> Vec<Effect> {
        self.sent = false;
        match answer {
            Answer::Done(_) | Answer::Pending(_) => vec![Effect::Finish],
            Answer::Refused(refusal) => {
                self.fields.faults(desk.kit, desk.clock, refusal);
                if !refusal.fields.is_empty() {
                    self.in_line = false;
                }
                Vec::new()
            }
            Answer::Unknown(_) => Vec::new(),
        }
    }

    /// What each word of the line became.
    fn token_spans(&self, desk: &Desk<'_>) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        let further = self.read.further.len();
        if further > 0 {
            let count = i64::try_from(further).unwrap_or(0);
            let text = desk
                .kit
                .words
                .with("intake-further", &[("count", Arg::Number(count))]);
            spans.push((text, Tone::Key));
        }
        let known = self
            .read
            .tokens
            .iter()
            .filter(|token| token.kind != "break");
        for token in known {
            if !spans.is_empty() {
                spans.push(("   ".to_owned(), Tone::Plain));
            }
            token_spans(desk, token, &mut spans);
        }
        spans
    }

    /// What is known of the home, most wanted first.
    fn known(&self, desk: &Desk<'_>) -> Vec<Row> {
        let kit = desk.kit;
        let mut page = Known {
            desk,
            rows: Vec::new(),
        };
        for notice in &self.read.notices {
            page.add("intake-tell", notice_spans(desk, notice));
        }
        if !self.read.note.is_empty() {
            page.add("field-note", vec![(self.read.note.clone(), Tone::Soon)]);
        }
        if !self.read.candidates.is_empty() {
            let text = self.read.candidates.join("  ");
            page.add("intake-or", vec![(text, Tone::Soon)]);
        }
        let same: Vec<_> = self.read.same.iter().map(|row| row.subject).collect();
        let open = self
            .read
            .open
            .iter()
            .filter(|row| !same.contains(&row.subject));
        page.tickets("intake-open", open, false);
        page.tickets("intake-same", self.read.same.iter(), true);
        if let Some(debt) = &self.read.debt {
            let row = RowView::Debt(debt.clone());
            page.add("intake-debt", rows::sentence(kit, desk.clock, &row, false));
        }
        let has_worker = self.read.fields.iter().any(|(name, _)| name == "category");
        if !self.read.worker.is_empty() {
            page.add("intake-worker", vec![(self.read.worker.clone(), Tone::Key)]);
        } else if has_worker {
            let text = kit.words.get("intake-no-worker").into_owned();
            page.add("intake-worker", vec![(text, Tone::Soon)]);
        }
        page.rows
    }
}

/// Writes what is known of a home.
struct Known<'a> {
    desk: &'a Desk<'a>,
    rows: Vec<Row>,
}

impl Known<'_> {
    fn add(&mut self, key: &str, value: Vec<Span>) {
        let ruler = self.desk.kit.ruler;
        let label = ruler.cell(&self.desk.kit.term(key), LABEL, Align::Left);
        let mut spans = vec![(format!("{label} "), Tone::Dim)];
        spans.extend(value);
        self.rows.push(Row::of(spans));
    }

    fn tickets<'r>(
        &mut self,
        key: &str,
        tickets: impl Iterator<Item = &'r PlacedRow>,
        whose: bool,
    ) {
        for (at, row) in tickets.take(SHOWN).enumerate() {
            let spans = rows::sentence(self.desk.kit, self.desk.clock, &row.row, whose);
            self.add(if at == 0 { key } else { "" }, spans);
        }
    }
}

/// The further matters of the call, a line each: `category|text|place|urgent`.
fn matters(further: &[Vec<(String, String)>]) -> String {
    let lines: Vec<String> = further
        .iter()
        .map(|fields| {
            let of = |wanted: &str| {
                let found = fields.iter().find(|(name, _)| name == wanted);
                let text = found.map_or("", |(_, text)| text.as_str());
                text.replace(['|', '\n'], " ")
            };
            let said = [of("text"), of("summary")].join("");
            format!(
                "{}|{said}|{}|{}",
                of("category"),
                of("place"),
                of("priority")
            )
        })
        .collect();
    lines.join("\n")
}

fn choices(field: &Field) -> Effect {
    let typed = field.line.text().trim().to_owned();
    Effect::Ask(
        CHOICES,
        Query::Choices(LOG.to_owned(), field.name.clone(), typed),
    )
}

fn token_spans(desk: &Desk<'_>, token: &Token, spans: &mut Vec<Span>) {
    let kit = desk.kit;
    if let Some((_, key)) = TOKENS.iter().find(|(kind, _)| *kind == token.kind) {
        spans.push((format!("{} ", kit.term(key)), Tone::Dim));
    }
    let this_year = format!("{}-", desk.clock.today().year());
    let value = match token.kind.as_str() {
        "urgent" => kit.choice("priority", "urgent").into_owned(),
        "when" => token.value.trim_start_matches(&this_year).to_owned(),
        _ => token.value.clone(),
    };
    spans.push((value, Tone::Good));
    if !token.others.is_empty() {
        let keys = kit
            .keys(&[Context::Form], "form.choices")
            .unwrap_or_default();
        let others = token.others.join(" ");
        let args = [("others", Arg::Text(&others)), ("key", Arg::Text(&keys))];
        spans.push((
            format!(" {}", kit.words.with("intake-others", &args)),
            Tone::Dim,
        ));
    }
}

impl Layer for Intake {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Form, Context::Text]
    }

    fn start(&mut self, desk: &Desk<'_>) -> Vec<Effect> {
        let args = desk.kit.command(LOG).map_or(&[][..], |facts| facts.args);
        let mut shown: Vec<_> = args
            .iter()
            .filter(|arg| !IMPLIED.contains(&arg.name))
            .collect();
        let place = |name: &str| FIRST.iter().position(|first| *first == name);
        shown.sort_by_key(|arg| place(arg.name).unwrap_or(FIRST.len()));
        self.fields = Fields::new(
            shown
                .into_iter()
                .map(|arg| Field::of(desk.kit, arg))
                .collect(),
        );
        for (name, value) in std::mem::take(&mut self.preset) {
            self.overrule(desk.kit, &name, &value);
        }
        if !self.left_in.is_empty() && self.left_in != LINE {
            self.fields.go_to(&self.left_in);
            self.in_line = false;
        }
        if self.line.is_empty() && self.by_hand().is_empty() {
            return Vec::new();
        }
        self.ask()
    }

    fn command(&mut self, desk: &Desk<'_>, name: &str) -> Outcome {
        match name {
            "form.save" => return Outcome::Done(self.save(desk, true)),
            "form.save_only" => return Outcome::Done(self.save(desk, false)),
            "ticket.voice" => return Outcome::Done(self.voice(desk)),
            "back" => {
                if self.fields.close() {
                    return Outcome::done();
                }
                return Outcome::Done(self.park(desk));
            }
            _ => {}
        }
        if self.in_line {
            return match name {
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
            };
        }
        let first = self.fields.at() == 0
            && self
                .fields
                .focused()
                .is_none_or(|field| field.pick.is_none());
        if first && matches!(name, "form.previous" | "move.up") {
            self.fields.close();
            self.in_line = true;
            return Outcome::done();
        }
        match self.fields.command(name) {
            Did::Nothing => Outcome::Ignored,
            Did::Moved => {
                // An offer may have been taken on the way.
                let effects = if name == "form.next" {
                    self.touched(desk)
                } else {
                    Vec::new()
                };
                Outcome::Done(effects)
            }
            Did::Changed => Outcome::Done(self.touched(desk)),
            Did::Unfolded => {
                let field = self.fields.focused().filter(|field| field.asks());
                Outcome::Done(field.map(choices).into_iter().collect())
            }
        }
    }

    fn text(&mut self, desk: &Desk<'_>, text: &str) -> Vec<Effect> {
        if self.in_line {
            self.line.insert(text);
        } else {
            self.fields.insert(text);
        }
        self.touched(desk)
    }

    fn reply(&mut self, desk: &Desk<'_>, part: u32, body: Body) -> Vec<Effect> {
        match (part, body) {
            (READ, body) => {
                self.waiting = false;
                if let Body::Reply(reply) = body
                    && let Reply::Intake(read) = *reply
                {
                    self.take(desk.kit, read);
                }
                match self.save.take() {
                    Some(with_ticket) => self.send(desk, with_ticket),
                    None => Vec::new(),
                }
            }
            (CHOICES, Body::Reply(reply)) => {
                if let Reply::Choices(choices) = *reply
                    && !self.in_line
                {
                    self.fields.offered(desk.kit, desk.clock, &choices);
                }
                Vec::new()
            }
            (SAVE, Body::Answer(answer)) => self.answered(desk, &answer),
            (SAVE, Body::Refused(_)) => {
                self.sent = false;
                Vec::new()
            }
            _ => Vec::new(),
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
            "back",
            "help.open",
        ]
    }

    fn draft(&self, depth: u32) -> Option<Draft> {
        let mut fields = self.by_hand();
        fields.push((LINE.to_owned(), self.line.text().to_owned()));
        fields.push((KIND.to_owned(), self.form.kind.to_owned()));
        let at_field = match self.fields.focused() {
            Some(field) if !self.in_line => field.name.clone(),
            _ => LINE.to_owned(),
        };
        Some(Draft {
            id: self.request.to_vec(),
            staff: StaffId::default(),
            form: LOG.to_owned(),
            subject: None,
            fields,
            at_field,
            saved_at: Instant::default(),
            depth,
        })
    }

    fn unsaved(&self) -> Option<u64> {
        self.unsaved.filter(|_| !self.sent)
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
        let title = kit.term(self.form.title).into_owned();
        let right = state_of_form(desk, (self.sent, self.kept, self.unsaved.is_some()));
        canvas.rule((area.x, area.y), area.width, (&title, &right), true);
        let mut left = below_rule(area);
        let mark = if self.in_line {
            kit.glyphs.selected
        } else {
            " "
        };
        canvas.put((left.x + 1, left.y), mark, Tone::Plain, 1);
        let room = left.width.saturating_sub(4);
        canvas.input((left.x + 3, left.y), &self.line, room, self.in_line, false);
        left = below_rule(left);
        let tokens = self.token_spans(desk);
        if tokens.is_empty() {
            canvas.put(
                (left.x + 3, left.y),
                &kit.words.get("intake-how"),
                Tone::Dim,
                room,
            );
        } else {
            canvas.spans((left.x + 3, left.y), &tokens, room);
        }
        left = below_rule(left);
        if self.read.household.is_some() {
            left = self.draw_home(desk, canvas, left);
        }
        let title = kit.words.get("intake-fields");
        canvas.rule((left.x, left.y), left.width, (&title, ""), false);
        self.fields
            .draw(kit, canvas, below_rule(left), !self.in_line);
    }
}

impl Intake {
    /// Draws what is known of the home and returns what is left of the area; the fields keep some of it.
    fn draw_home(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, area: Rect) -> Rect {
        let who = self
            .read
            .people
            .iter()
            .find(|person| self.is_caller(&person.name));
        let who = who.or_else(|| self.read.people.first());
        let person = who
            .map(|person| person_spans(desk, person))
            .unwrap_or_default();
        let person: String = person.into_iter().map(|(text, _)| text).collect();
        let facts: Vec<String> = self
            .read
            .facts
            .iter()
            .take(2)
            .map(|field| say::fact(desk.kit, desk.clock, &field.value))
            .collect();
        let dot = format!(" {} ", desk.kit.glyphs.dot);
        let mut home = vec![self.read.premises.clone()];
        home.extend(facts.into_iter().filter(|fact| *fact != self.read.premises));
        canvas.rule(
            (area.x, area.y),
            area.width,
            (&person, &home.join(&dot)),
            false,
        );
        let mut left = below_rule(area);
        // The fields keep their rule and at least four lines, more when the cursor is in them.
        let least = if self.in_line { 5 } else { 8 };
        let most = left.height.saturating_sub(least);
        for row in self.known(desk).iter().take(usize::from(most)) {
            canvas.spans(
                (left.x + 2, left.y),
                &row.spans,
                left.width.saturating_sub(3),
            );
            left = below_rule(left);
        }
        left
    }

    fn is_caller(&self, name: &str) -> bool {
        self.read
            .fields
            .iter()
            .any(|(field, value)| field == "caller" && value == name)
    }
}
