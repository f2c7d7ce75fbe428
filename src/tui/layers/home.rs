//! The card of a home: who lives there, what to tell them now, what is open, what is owed, what was.

use ratatui::layout::Rect;

use crate::domain::look_alike::looks_alike;
use crate::domain::money::Amount;
use crate::locale::Arg;
use crate::tui::keymap::Context;
use crate::tui::layers::actions::Actions;
use crate::tui::layers::detail::{entry_line, labelled};
use crate::tui::layers::explain::Explain;
use crate::tui::layers::page::below_rule;
use crate::tui::layers::{Desk, Effect, Layer, Outcome};
use crate::tui::panes::rows;
use crate::tui::say;
use crate::tui::target::Target;
use crate::tui::text::Align;
use crate::tui::theme::Tone;
use crate::tui::view::canvas::{Canvas, Span};
use crate::tui::view::sheet::{Row, Sheet};
use crate::wire::commands::About;
use crate::wire::view::{self, Notice, PersonView, PlacedRow};
use crate::wire::{Body, Query, Reply, Subject};

/// Unpaid charges shown; the key that explains shows them all.
const CHARGES: usize = 3;
/// Columns of a charge's item, its month, and an amount.
const ITEM: usize = 12;
const MONTH: usize = 7;
const AMOUNT: usize = 12;

/// Shows the card of a home.
pub struct Home {
    subject: Subject,
    card: Option<Box<view::Home>>,
    sheet: Sheet,
    /// What each pick opens.
    picks: Vec<Target>,
    /// Which pick is the instalment plan.
    plan: Option<(usize, Subject)>,
}

impl Home {
    /// Of the home this record belongs to.
    pub fn new(subject: Subject) -> Self {
        Self {
            subject,
            card: None,
            sheet: Sheet::default(),
            picks: Vec::new(),
            plan: None,
        }
    }

    fn lay_out(&mut self, desk: &Desk<'_>) {
        let Some(card) = &self.card else {
            return;
        };
        let mut page = Writer {
            desk,
            width: desk.area.width.saturating_sub(3),
            rows: Vec::new(),
            picks: Vec::new(),
            open: None,
            plan: None,
        };
        page.card(card);
        let begins = page.open.or_else(|| (!page.picks.is_empty()).then_some(0));
        self.sheet.set(page.rows);
        if let Some(pick) = begins.filter(|_| self.picks.is_empty()) {
            self.sheet.begin(pick);
        }
        self.picks = page.picks;
        self.plan = page.plan;
    }
}

/// Writes the lines of a card.
struct Writer<'a> {
    desk: &'a Desk<'a>,
    width: u16,
    rows: Vec<Row>,
    picks: Vec<Target>,
    /// The first of what is open: the eye begins there, because calls are mostly about it.
    open: Option<usize>,
    plan: Option<(usize, Subject)>,
}

impl Writer<'_> {
    fn title(&mut self, key: &str) {
        if !self.rows.is_empty() {
            self.rows.push(Row::blank());
        }
        let text = self.desk.kit.term(key).into_owned();
        self.rows.push(Row::text(text, Tone::Title));
    }

    fn pick(&mut self, row: Row, target: Target) {
        self.rows.push(row.picks(self.picks.len()));
        self.picks.push(target);
    }

    fn card(&mut self, card: &view::Home) {
        for notice in &card.notices {
            self.rows.push(Row::of(notice_spans(self.desk, notice)));
        }
        self.people(card);
        let mut open: Vec<&PlacedRow> = card.tickets.iter().chain(&card.follow_ups).collect();
        open.sort_by_key(|row| !is_late(self.desk, row));
        if !open.is_empty() {
            self.open = Some(self.picks.len());
        }
        self.list("home-open", open.into_iter());
        self.entries(card);
        self.arrears(card);
        self.held(card);
        self.list("home-ended", card.ended.iter());
        self.payments(card);
        self.list("pane-contacts", card.contacts.iter());
        self.facts(card);
    }

    fn people(&mut self, card: &view::Home) {
        if !card.people.is_empty() {
            self.title("home-people");
        }
        for person in &card.people {
            let spans = person_spans(self.desk, person);
            self.pick(Row::of(spans), Target::of_person(person));
        }
        if !card.note.is_empty() {
            let kit = self.desk.kit;
            self.rows
                .extend(labelled(kit, "note", &card.note, Tone::Plain, self.width));
        }
    }

    fn list<'r>(&mut self, key: &str, placed: impl Iterator<Item = &'r PlacedRow>) {
        for (at, row) in placed.enumerate() {
            if at == 0 {
                self.title(key);
            }
            let spans = rows::sentence(self.desk.kit, self.desk.clock, &row.row, false);
            self.pick(Row::of(spans), Target::of_row(row));
        }
    }

    /// What is open in registers: a key that is out, a visitor who has not left.
    fn entries(&mut self, card: &view::Home) {
        let (kit, clock) = (self.desk.kit, self.desk.clock);
        if !card.entries.is_empty() {
            self.title("home-entries");
        }
        for entry in &card.entries {
            let spans = entry_line(kit, clock, entry);
            let target =
                Target::named(About::Register, Some(entry.subject), "", Some(entry.number));
            self.pick(Row::of(spans), target);
        }
    }

    /// What is owed: the sum and since when, a few of its charges, and how many more there are.
    fn arrears(&mut self, card: &view::Home) {
        let (kit, clock) = (self.desk.kit, self.desk.clock);
        let Some(debt) = &card.debt else {
            return;
        };
        self.title("field-arrears");
        let spans = rows::sentence(kit, clock, &view::RowView::Debt(debt.clone()), false);
        self.rows.push(Row::of(spans));
        for field in &card.asked {
            let value = say::fact(kit, clock, &field.value);
            let tone = if field.name == "limitation" {
                Tone::Late
            } else {
                Tone::Plain
            };
            self.rows
                .extend(labelled(kit, &field.name, &value, tone, self.width));
        }
        for charge in card.charges.iter().take(CHARGES) {
            let cells = [
                kit.ruler.cell(&charge.item, ITEM, Align::Left),
                kit.ruler
                    .cell(&charge.month.to_string(), MONTH, Align::Left),
                kit.ruler.amount(&say::amount(kit, charge.unpaid), AMOUNT),
                say::day(clock, charge.due_on),
            ];
            let text = format!("  {}", cells.join("  "));
            self.rows.push(Row::text(text, Tone::Dim));
        }
        let more = card.charges.len().saturating_sub(CHARGES);
        if more > 0 {
            let count = Arg::Number(i64::try_from(more).unwrap_or(i64::MAX));
            let text = kit.words.with("pane-more", &[("count", count)]);
            self.rows.push(Row::text(format!("  {text}"), Tone::Dim));
        }
    }

    /// The instalment plan and the deposits that stand.
    fn held(&mut self, card: &view::Home) {
        let (kit, clock) = (self.desk.kit, self.desk.clock);
        if card.plan.is_some() || !card.deposits.is_empty() {
            self.title("home-held");
        }
        if let Some(plan) = &card.plan {
            let [amount, paid, behind] =
                [plan.amount, plan.paid, plan.behind].map(|sum| say::amount(kit, sum));
            let parts = Arg::Number(i64::from(plan.parts));
            let args = [
                ("amount", Arg::Text(&amount)),
                ("paid", Arg::Text(&paid)),
                ("parts", parts),
            ];
            let mut spans: Vec<Span> = vec![(kit.words.with("home-plan", &args), Tone::Plain)];
            if plan.behind > Amount::ZERO {
                let args = [("amount", Arg::Text(&behind))];
                let text = kit.words.with("home-plan-behind", &args);
                spans.push((format!("  {text}"), Tone::Late));
            } else if let Some((day, sum)) = plan.next {
                let (day, sum) = (say::day(clock, day), say::amount(kit, sum));
                let args = [("day", Arg::Text(&day)), ("amount", Arg::Text(&sum))];
                let text = kit.words.with("home-plan-next", &args);
                spans.push((format!("  {text}"), Tone::Dim));
            }
            self.plan = Some((self.picks.len(), plan.subject));
            self.pick(Row::of(spans), Target::of_home(card));
        }
        for deposit in &card.deposits {
            let (sum, key, tone) = if deposit.held > Amount::ZERO {
                (deposit.held, "choice-deposit_state-held", Tone::Plain)
            } else {
                (deposit.unpaid, "choice-deposit_state-unpaid", Tone::Soon)
            };
            let amount = kit.ruler.amount(&say::amount(kit, sum), AMOUNT);
            let spans: Vec<Span> = vec![
                (format!("{}  {amount}  ", deposit.number), Tone::Plain),
                (kit.term(key).into_owned(), tone),
                (format!("  {}  {}", deposit.name, deposit.about), Tone::Dim),
            ];
            self.pick(
                Row::of(spans),
                Target::of_deposit(deposit.subject, &card.premises),
            );
        }
    }

    fn payments(&mut self, card: &view::Home) {
        let (kit, clock) = (self.desk.kit, self.desk.clock);
        if !card.payments.is_empty() {
            self.title("home-payments");
        }
        for payment in &card.payments {
            let number = kit.number(payment.number, clock);
            let amount = kit.ruler.amount(&say::amount(kit, payment.amount), AMOUNT);
            let method = kit.choice("method", &payment.method);
            let taken = say::instant(kit, clock, payment.taken_at);
            let mut spans: Vec<Span> = vec![
                (format!("{number}  {amount}  {method}"), Tone::Plain),
                (format!("  {taken}"), Tone::Dim),
            ];
            if payment.reversed {
                spans.push((format!("  {}", kit.words.get("home-reversed")), Tone::Late));
            }
            let target = Target::named(
                About::Payment,
                Some(payment.subject),
                "",
                Some(payment.number),
            );
            self.pick(Row::of(spans), target);
        }
    }

    fn facts(&mut self, card: &view::Home) {
        let (kit, clock) = (self.desk.kit, self.desk.clock);
        if !card.fields.is_empty() {
            self.title("home-facts");
        }
        for (at, field) in card.fields.iter().enumerate() {
            let value = say::fact(kit, clock, &field.value);
            let mut lines = labelled(kit, &field.name, &value, Tone::Plain, self.width);
            // The first stands for the home itself, so that what can be done to it has a place on the card.
            if at == 0 && !lines.is_empty() {
                self.pick(lines.remove(0), Target::of_home(card));
            }
            self.rows.extend(lines);
        }
    }
}

/// Whether what a row owes is late now.
fn is_late(desk: &Desk<'_>, row: &PlacedRow) -> bool {
    rows::cells(desk.kit, desk.clock, &row.row).late
}

/// A notice in force: what to tell, until when, how many have reported it.
pub fn notice_spans(desk: &Desk<'_>, notice: &Notice) -> Vec<Span> {
    let until = say::instant(desk.kit, desk.clock, notice.until);
    let args = [
        ("text", Arg::Text(&notice.text)),
        ("until", Arg::Text(&until)),
        ("count", Arg::Number(notice.reported)),
    ];
    vec![(desk.kit.words.with("home-notice", &args), Tone::Soon)]
}

/// A person of a home: name, what they are to it, masked phones, plates.
pub fn person_spans(desk: &Desk<'_>, person: &PersonView) -> Vec<Span> {
    let kit = desk.kit;
    let mut text = format!(
        "{}  {}",
        person.name,
        kit.choice("relation", &person.relation)
    );
    for part in person.phones.iter().chain(&person.plates) {
        text.push_str("  ");
        text.push_str(part);
    }
    let mut spans = vec![(text, Tone::Plain)];
    if looks_alike(&person.name) {
        spans.push((format!("  {}", kit.field("look_alike")), Tone::Late));
    }
    if person.unseen {
        spans.push((format!("  {}", kit.field("unseen")), Tone::Late));
    }
    if person.vulnerable {
        spans.push((format!("  {}", kit.field("vulnerable")), Tone::Soon));
    }
    spans
}

impl Layer for Home {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Home, Context::Counter]
    }

    fn command(&mut self, desk: &Desk<'_>, name: &str) -> Outcome {
        if self.sheet.command(name, desk.area.height.saturating_sub(1)) {
            return Outcome::done();
        }
        let plan = self.plan.filter(|(at, _)| self.sheet.picked() == Some(*at));
        if let (Some((_, plan)), "open" | "explain") = (plan, name) {
            let explain = Explain::asking(Query::Explain(plan));
            return Outcome::with(Effect::Push(Box::new(explain)));
        }
        let picked = self.sheet.picked().and_then(|pick| self.picks.get(pick));
        match (name, picked) {
            // The card is their page already.
            ("open", Some(target))
                if matches!(target.about(), Some(About::Household | About::Person)) =>
            {
                self.target().map_or_else(Outcome::done, |target| {
                    Outcome::with(Effect::Push(Box::new(Actions::new(target))))
                })
            }
            ("open", Some(target)) => Outcome::with(Effect::Open(target.clone())),
            ("open", None) | ("home.open", _) => Outcome::done(),
            _ => Outcome::Ignored,
        }
    }

    fn reply(&mut self, desk: &Desk<'_>, _: u32, body: Body) -> Vec<Effect> {
        desk.answered(body, |reply| {
            if let Reply::Home(card) = reply {
                self.subject = card.subject;
                self.card = Some(Box::new(card));
                self.lay_out(desk);
            }
            Vec::new()
        })
    }

    fn refresh(&mut self, _: &Desk<'_>) -> Vec<Effect> {
        vec![Effect::Ask(0, Query::Home(self.subject))]
    }

    fn target(&self) -> Option<Target> {
        let card = self.card.as_ref()?;
        let picked = self.sheet.picked().and_then(|pick| self.picks.get(pick));
        Some(picked.map_or_else(|| Target::of_home(card), |target| target.within(card)))
    }

    fn viewing(&self) -> Option<Subject> {
        self.card.as_ref().map(|card| card.subject)
    }

    fn hints(&self) -> Vec<&'static str> {
        vec![
            "back",
            "open",
            "contact.call",
            "repair.new",
            "payment.take",
            "ledger.open",
            "dunning.record",
            "promise.record",
            "person.reveal",
            "actions.open",
            "explain",
            "help.open",
        ]
    }

    fn settle(&mut self, desk: &Desk<'_>) {
        self.lay_out(desk);
        self.sheet.settle(desk.area.height.saturating_sub(1));
    }

    fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, area: Rect) {
        let words = &desk.kit.words;
        let title = words.get("pane-home");
        let (name, late) = match &self.card {
            Some(card) => (card.premises.clone(), owed(desk, card)),
            None => (words.get("pane-coming").into_owned(), String::new()),
        };
        canvas.rule(
            (area.x, area.y),
            area.width,
            (&format!("{title} {name}"), &late),
            true,
        );
        self.sheet
            .draw(canvas, below_rule(area), desk.kit.glyphs.selected);
    }
}

/// What stands at the right of the card's rule: what is late, what is owed.
fn owed(desk: &Desk<'_>, card: &view::Home) -> String {
    let late = card.tickets.iter().chain(&card.follow_ups);
    let late = late.filter(|row| is_late(desk, row));
    let late = i64::try_from(late.count()).unwrap_or(0);
    let debt = card
        .debt
        .as_ref()
        .map(|debt| say::amount(desk.kit, debt.amount));
    let mut parts = Vec::new();
    if late > 0 {
        parts.push(
            desk.kit
                .words
                .with("head-late", &[("count", Arg::Number(late))]),
        );
    }
    parts.extend(debt);
    parts.join(" ")
}
