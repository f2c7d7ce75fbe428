//! The run of a month before it is made: what each item comes to, what is left out and why; Enter posts exactly that.

use ratatui::layout::Rect;

use crate::domain::calendar::Month;
use crate::locale::Arg;
use crate::tui::keymap::Context;
use crate::tui::layers::listed::draw_titled;
use crate::tui::layers::{Desk, Effect, Layer, Outcome, REFRESHED};
use crate::tui::say::{self, Said};
use crate::tui::target::Target;
use crate::tui::text::Align;
use crate::tui::theme::Tone;
use crate::tui::view::canvas::{Canvas, Span};
use crate::tui::view::sheet::{Row, Sheet};
use crate::wire::commands::About;
use crate::wire::view::{BillingItem, BillingLeft, BillingPage};
use crate::wire::{Body, Command, Query, Reply};

/// The command that posts, and the part its answer comes back under.
const RUN: &str = "charge.run";
const POSTED: u32 = 1;
/// The commands that mend what was left out for want of a reading, or of a meter; and the reason that says the latter.
const READ: &str = "meter.read";
const ADD: &str = "meter.add";
const NO_METER: &str = "no_meter";

/// Columns of the table: how many, how much, of it late, charged before, left out.
const COLUMNS: [(&str, usize); 6] = [
    ("billing-col-charges", 7),
    ("billing-col-amount", 15),
    ("billing-col-late", 7),
    ("billing-col-late_amount", 13),
    ("billing-col-before", 8),
    ("billing-col-left", 6),
];
/// Columns of a home's code and of an item's name where something is left out.
const PREMISES: usize = 14;
const ITEM: usize = 16;

/// The page.
#[derive(Default)]
pub struct Billing {
    /// The month asked for; the office's own until it has answered.
    month: Option<Month>,
    page: Option<BillingPage>,
    /// What is shown is to be asked for: it is not asked again because somebody changed something, for it reads all
    /// homes; a run of anything else than what is shown is refused.
    wanted: bool,
    /// A run is under way.
    posting: bool,
    sheet: Sheet,
}

impl Billing {
    fn ask(&mut self) -> Vec<Effect> {
        self.wanted = false;
        vec![Effect::Ask(REFRESHED, Query::Billing(self.month))]
    }

    fn turn(&mut self, months: i32) -> Outcome {
        let shown = self.page.as_ref().map(|page| page.month);
        let Some(month) = self.month.or(shown).filter(|_| !self.posting) else {
            return Outcome::done();
        };
        self.month = Some(month.plus(months));
        self.page = None;
        self.sheet = Sheet::default();
        Outcome::Done(self.ask())
    }

    /// Posts what is shown.
    fn post(&mut self, desk: &Desk<'_>) -> Outcome {
        let Some(page) = self.page.as_ref().filter(|_| !self.posting) else {
            return Outcome::done();
        };
        if desk.session.unshown {
            return Outcome::with(Effect::Say(say::not_shown(desk.kit)));
        }
        if !page.posts {
            let text = desk.kit.words.get("billing-nothing").into_owned();
            return Outcome::with(Effect::Say(Said::new(text, Tone::Soon)));
        }
        let command = Command::new(RUN)
            .arg("month", page.month.to_string())
            .arg("preview", page.digest.as_str());
        self.posting = true;
        Outcome::with(Effect::Tell(POSTED, command))
    }

    /// Opens the form for the meter that was not read, or for the one that is missing.
    fn read(&self) -> Outcome {
        let picked = self.sheet.picked();
        let left = self.page.as_ref().zip(picked);
        let left = left.and_then(|(page, at)| page.left.get(at));
        let form = |name: &str, fields: &[(&str, &str)]| {
            let fields = fields.iter();
            let fields = fields.map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
            Outcome::with(Effect::Form(name.to_owned(), None, fields.collect()))
        };
        match left {
            Some(left) if !left.meter.is_empty() => form(READ, &[("meter", &left.meter)]),
            Some(left) if left.why == NO_METER && left.home.is_some() => {
                form(ADD, &[("premises", &left.premises), ("item", &left.item)])
            }
            _ => form(READ, &[]),
        }
    }

    fn lay_out(&mut self, desk: &Desk<'_>) {
        let kit = desk.kit;
        let words = &kit.words;
        let Some(page) = &self.page else { return };
        let number = |number: u32| Arg::Number(number.into());
        let amount = say::amount(kit, page.all.amount);
        let due = say::day(desk.clock, page.due_on);
        let args = [
            ("homes", number(page.homes)),
            ("charges", number(page.all.charges)),
            ("amount", Arg::Text(&amount)),
            ("due", Arg::Text(&due)),
        ];
        let key = if page.posts {
            "billing-sum"
        } else {
            "billing-nothing"
        };
        let mut rows = vec![Row::text(words.with(key, &args), Tone::Plain), Row::blank()];
        let room = Sheet::room(desk.area.width);
        let fixed: usize = COLUMNS.iter().map(|(_, width)| width).sum();
        let name = usize::from(room).saturating_sub(fixed).max(8);
        let heads = COLUMNS.iter().map(|(word, width)| {
            let text = words.get(word);
            kit.ruler.cell(&text, *width, Align::Right)
        });
        let head = kit
            .ruler
            .cell(&words.get("billing-col-item"), name, Align::Left);
        rows.push(Row::text(
            std::iter::once(head).chain(heads).collect::<String>(),
            Tone::Dim,
        ));
        let all = words.get("billing-all");
        let items = page.items.iter().map(|item| (item.name.as_str(), item));
        let last = (page.items.len() > 1).then_some((&*all, &page.all));
        for (title, item) in items.chain(last) {
            let mut spans: Vec<Span> =
                vec![(kit.ruler.cell(title, name, Align::Left), Tone::Plain)];
            spans.extend(figures(desk, item));
            rows.push(Row::of(spans));
        }
        if page.all.left > 0 {
            let args = [("count", number(page.all.left))];
            let title = words.with("billing-left", &args);
            rows.extend([Row::blank(), Row::text(title, Tone::Title)]);
        }
        for (at, left) in page.left.iter().enumerate() {
            rows.push(Row::of(left_out(desk, left)).picks(at));
        }
        let named = u32::try_from(page.left.len()).unwrap_or(u32::MAX);
        if page.all.left > named {
            let args = [("count", number(page.all.left - named))];
            rows.push(Row::text(words.with("billing-more", &args), Tone::Dim));
        }
        self.sheet.set(rows);
    }
}

/// The figures of an item; what is zero stays blank.
fn figures(desk: &Desk<'_>, item: &BillingItem) -> Vec<Span> {
    let count = |count: u32| (count > 0).then(|| count.to_string());
    let some = |count: u32, amount| (count > 0).then(|| say::amount(desk.kit, amount));
    let texts = [
        count(item.charges),
        some(item.charges, item.amount),
        count(item.late),
        some(item.late, item.late_amount),
        count(item.before),
        count(item.left),
    ];
    let tones = [
        Tone::Plain,
        Tone::Plain,
        Tone::Soon,
        Tone::Soon,
        Tone::Dim,
        Tone::Late,
    ];
    let cells = texts.into_iter().zip(tones).zip(COLUMNS);
    cells
        .map(|((text, tone), (_, width))| {
            let text = text.unwrap_or_default();
            (desk.kit.ruler.cell(&text, width, Align::Right), tone)
        })
        .collect()
}

/// Where, of which item, why.
fn left_out(desk: &Desk<'_>, left: &BillingLeft) -> Vec<Span> {
    let ruler = desk.kit.ruler;
    let args = [("meter", Arg::Text(&left.meter))];
    let why = desk
        .kit
        .words
        .with(&format!("billing-why-{}", left.why), &args);
    vec![
        (
            ruler.cell(&left.premises, PREMISES, Align::Left),
            Tone::Plain,
        ),
        (ruler.cell(&left.item, ITEM, Align::Left), Tone::Dim),
        (why, Tone::Plain),
    ]
}

impl Layer for Billing {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Fees, Context::Actions]
    }

    fn start(&mut self, _: &Desk<'_>) -> Vec<Effect> {
        self.ask()
    }

    fn command(&mut self, desk: &Desk<'_>, name: &str) -> Outcome {
        if self.sheet.command(name, desk.area.height.saturating_sub(1)) {
            return Outcome::done();
        }
        match name {
            "open" => self.post(desk),
            "fees.previous" => self.turn(-1),
            "fees.next" => self.turn(1),
            "fees.billing" => Outcome::done(),
            READ => self.read(),
            _ => Outcome::Ignored,
        }
    }

    fn reply(&mut self, desk: &Desk<'_>, part: u32, body: Body) -> Vec<Effect> {
        if part == POSTED {
            self.posting = false;
            let said = match body {
                Body::Answer(answer) => say::answer(desk.kit, desk.clock, RUN, &answer),
                Body::Refused(why) => {
                    Said::new(say::refusal(desk.kit, desk.clock, &why), Tone::Late)
                }
                _ => return Vec::new(),
            };
            // What was posted is charged now, and what was refused is not what is.
            let mut effects = self.ask();
            effects.push(Effect::Say(said));
            return effects;
        }
        desk.answered(body, |reply| {
            if let Reply::Billing(page) = reply {
                self.month = Some(page.month);
                self.page = Some(*page);
                self.lay_out(desk);
            }
            Vec::new()
        })
    }

    fn dropped(&mut self, part: u32) {
        self.posting &= part != POSTED;
        self.wanted = true;
    }

    fn go_on(&mut self, _: &Desk<'_>) -> Vec<Effect> {
        self.ask()
    }

    fn refresh(&mut self, _: &Desk<'_>) -> Vec<Effect> {
        if self.wanted { self.ask() } else { Vec::new() }
    }

    fn target(&self) -> Option<Target> {
        let left = self.page.as_ref()?.left.get(self.sheet.picked()?)?;
        let home = left.home?;
        Some(Target::named(
            About::Household,
            Some(home),
            &left.premises,
            None,
        ))
    }

    fn hints(&self) -> Vec<&'static str> {
        vec![
            "open=charge.run",
            "fees.previous",
            "fees.next",
            "meter.read",
            "home.open",
            "back",
            "help.open",
        ]
    }

    fn settle(&mut self, desk: &Desk<'_>) {
        self.sheet.settle(desk.area.height.saturating_sub(1));
    }

    fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, area: Rect) {
        let month = self.month.map(|month| month.to_string());
        let month = month.unwrap_or_default();
        let title = desk
            .kit
            .words
            .with("billing-title", &[("month", Arg::Text(&month))]);
        draw_titled(desk, canvas, area, &self.sheet, (&title, ""));
    }
}
