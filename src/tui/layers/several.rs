//! The form of one act on several tickets: what it is done with, which take it, who is sent to each.

use ratatui::layout::Rect;

use crate::domain::error::{Refusal, Why};
use crate::domain::office::Draft;
use crate::locale::Arg;
use crate::tui::fields::{Did, Field};
use crate::tui::keymap::Context;
use crate::tui::kit::Kit;
use crate::tui::layers::entry::{Came, Entry};
use crate::tui::layers::page::below_rule;
use crate::tui::layers::{Desk, Effect, Layer, Outcome};
use crate::tui::outbox::RequestId;
use crate::tui::panes::rows::sentence;
use crate::tui::say::{self, Said};
use crate::tui::theme::Tone;
use crate::tui::view::canvas::Canvas;
use crate::wire::commands::{Kind, several};
use crate::wire::view::{OneOf, RowView};
use crate::wire::{Body, Command, CommandFacts, Query, Reply};

/// Part number of the question which tickets take it.
const ROWS: u32 = 0;

/// The arguments a draft keeps beside the fields: what is done, and to which.
const ACT: &str = "act";
const TICKETS: &str = "tickets";
/// The field that names who all are sent to.
const WORKER: &str = "worker";

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
            entry: Entry::new(request, Vec::new()),
        }
    }

    /// The form a draft kept; nothing where its command is not known.
    pub fn reopen(kit: &Kit, draft: &Draft, request: RequestId) -> Option<Self> {
        let kept = |wanted: &str| {
            let found = draft.fields.iter().find(|(name, _)| name == wanted);
            found.map(|(_, text)| text.as_str())
        };
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
        self.facts.name == several::DISPATCH
    }

    /// The fields all share.
    fn build(&mut self, kit: &Kit) {
        let shared = several::shared(self.facts.name).unwrap_or_default();
        let args = self.facts.args.iter();
        let args = args.filter(|arg| shared.contains(&arg.name));
        let mut fields: Vec<Field> = args.map(|arg| Field::of(kit, arg)).collect();
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
        if self.rows.is_empty() {
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
        let mut stay = vec![WORKER.to_owned()];
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

    fn save(&mut self, desk: &Desk<'_>) -> Vec<Effect> {
        self.entry.fields.accept();
        self.spread(desk);
        if !self.entry.may_send(true) {
            return Vec::new();
        }
        let named = self.named(desk);
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

    /// None was done: those that cannot be are left out from now on, the others are looked at anew.
    fn refused(&mut self, desk: &Desk<'_>, refusal: &Refusal) -> Vec<Effect> {
        if refusal.why != Why::SomeCannot {
            return self.entry.refuse(desk, self.facts.name, refusal);
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

    /// Draws what is not done and why; returns the line below.
    fn draw_out(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, mut area: Rect) -> Rect {
        let words = &desk.kit.words;
        for (number, why) in self.out.iter().take(MOST_OUT) {
            let args = [("number", Arg::Text(number)), ("why", Arg::Text(why))];
            let text = words.with("several-out", &args);
            canvas.put((area.x + 2, area.y), &text, Tone::Late, area.width - 2);
            area = below_rule(area);
        }
        if let Some(more) = self
            .out
            .len()
            .checked_sub(MOST_OUT)
            .filter(|more| *more > 0)
        {
            draw_more(desk, canvas, area, more);
            area = below_rule(area);
        }
        area
    }

    /// Draws the tickets it is done to where they have no field of their own; returns the line below.
    fn draw_rows(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, mut area: Rect) -> Rect {
        // Each field takes a line, and one more where something is wrong with it.
        let fields = self.entry.fields.iter().count() * 2 + 1;
        let room = usize::from(area.height).saturating_sub(fields).max(1);
        let fits = self.rows.len() <= room;
        let shown = if fits { room } else { room.saturating_sub(1) };
        for one in self.rows.iter().take(shown) {
            let number = called(desk, one);
            let news = self.news.iter().find(|(known, _)| *known == number);
            let spans = match news {
                Some((_, news)) => vec![
                    (format!("{number}  "), Tone::Plain),
                    (news.clone(), Tone::Soon),
                ],
                None => sentence(desk.kit, desk.clock, &one.row.row, true),
            };
            canvas.spans((area.x + 2, area.y), &spans, area.width - 2);
            area = below_rule(area);
        }
        if !fits {
            draw_more(desk, canvas, area, self.rows.len().saturating_sub(shown));
            area = below_rule(area);
        }
        below_rule(area)
    }

    /// Draws the ticket whose field has the cursor; returns the line below.
    fn draw_focused(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, area: Rect) -> Rect {
        let at = self.entry.at();
        let here = self.rows.iter().find(|one| called(desk, one) == at);
        if let Some(one) = here {
            let spans = sentence(desk.kit, desk.clock, &one.row.row, true);
            canvas.spans((area.x + 2, area.y), &spans, area.width - 2);
        } else {
            let text = desk.kit.words.get("several-each");
            canvas.put((area.x + 2, area.y), &text, Tone::Dim, area.width - 2);
        }
        below_rule(below_rule(area))
    }
}

/// Says how many more there are.
fn draw_more(desk: &Desk<'_>, canvas: &mut Canvas<'_>, area: Rect, more: usize) {
    let count = i64::try_from(more).unwrap_or(i64::MAX);
    let text = desk
        .kit
        .words
        .with("pane-more", &[("count", Arg::Number(count))]);
    let text = format!("{} {text}", desk.kit.glyphs.ellipsis);
    canvas.put((area.x + 2, area.y), &text, Tone::Dim, area.width - 2);
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
        self.entry.wait();
        vec![self.ask()]
    }

    fn command(&mut self, desk: &Desk<'_>, name: &str) -> Outcome {
        let (did, effects) = self.entry.command(desk, self.facts.name, name);
        if did != Did::Nothing {
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
        let effects = self.entry.text(desk, self.facts.name, text);
        self.spread(desk);
        effects
    }

    fn reply(&mut self, desk: &Desk<'_>, part: u32, body: Body) -> Vec<Effect> {
        match self.entry.reply(desk, part, body) {
            Came::Foreign(Body::Reply(reply)) => match *reply {
                Reply::Several(known) => self.take(desk, known),
                _ => Vec::new(),
            },
            Came::Foreign(Body::Refused(refusal)) => vec![Effect::Pop, desk.refused(&refusal)],
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
        let title = kit.words.with("several-title", &args);
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
