//! Rows of a list of the service, to be worked through: what a figure counts, slips that are not filed.

use ratatui::layout::Rect;

use crate::locale::Arg;
use crate::tui::keymap::Context;
use crate::tui::layers::listed::{PAGE, ask_on, below, cell, columns, draw, nothing, target};
use crate::tui::layers::{Desk, Effect, Layer, Outcome, REFRESHED};
use crate::tui::say::Said;
use crate::tui::target::Target;
use crate::tui::text::Align;
use crate::tui::theme::Tone;
use crate::tui::view::canvas::Canvas;
use crate::tui::view::sheet::{Row, Sheet};
use crate::wire::commands::{About, several};
use crate::wire::view::{Cell, Counted as Asked, Explanation, Listing};
use crate::wire::{Body, Reply};

/// Part number of the rows behind those that are shown.
const MORE: u32 = 1;
/// Rows asked for at most when they are asked for anew.
const MOST: usize = 1000;

/// Columns of a mark, with the gap behind it.
const MARK: usize = 2;

/// How a home is dunned, several, and by what; the kind of paper that goes out.
const DUN: &str = "dunning.record";
const DUN_SEVERAL: &str = "dunning.bulk";
const NOTICE: &str = "notice";
const NOTICES: &str = "dunning_notice";

/// Rows a page should have at least.
const FEW: usize = 50;

/// How the rows of a list are shown.
struct Shape {
    what: &'static str,
    about: About,
    /// The columns of the first line of a row, and of the second where there is one.
    first: &'static [&'static str],
    second: &'static [&'static str],
    hints: &'static [&'static str],
}

const HINTS: &[&str] = &["open", "home.open", "back", "help.open"];

const SHAPES: &[Shape] = &[
    Shape {
        what: "contacts",
        about: About::Contact,
        first: &["number", "at", "premises", "caller", "summary"],
        second: &[],
        hints: HINTS,
    },
    Shape {
        what: "tickets",
        about: About::Ticket,
        first: &["number", "premises", "due_at", "assignee", "summary"],
        second: &[],
        hints: HINTS,
    },
    Shape {
        what: "followups",
        about: About::FollowUp,
        first: &["number", "premises", "due_at", "name", "summary"],
        second: &[],
        hints: HINTS,
    },
    Shape {
        what: "cases",
        about: About::Ticket,
        first: &["number", "premises", "received_at", "summary"],
        second: &[],
        hints: HINTS,
    },
    Shape {
        what: "payments",
        about: About::Payment,
        first: &["number", "premises", "amount", "method", "taken_at"],
        second: &[],
        hints: HINTS,
    },
    ARREARS,
    Shape {
        what: "debts",
        ..DEBTS
    },
    Shape {
        what: "debts_by_age",
        ..DEBTS
    },
    Shape {
        what: "limitation",
        first: &["premises", "payer", "amount", "days_left", "expires_on"],
        ..DEBTS
    },
    Shape {
        what: "unpaid_homes",
        first: &["premises", "payer", "charged", "arrears", "steward"],
        ..DEBTS
    },
    Shape {
        what: "households",
        about: About::Household,
        first: &["premises", "owner", "arrears"],
        second: &[],
        hints: HINTS,
    },
];

/// Homes that owe: who, how much, for what.
const ARREARS: Shape = Shape {
    what: "arrears",
    about: About::Household,
    first: &["premises", "payer", "amount", "items"],
    second: &[],
    hints: HINTS,
};

/// The same: since when, and what is done next.
const DEBTS: Shape = Shape {
    what: "",
    first: &[
        "premises",
        "payer",
        "amount",
        "oldest_due_on",
        "step",
        "step_on",
    ],
    hints: &[
        "open",
        "payment.take",
        DUN,
        "row.mark",
        "promise.record",
        "home.open",
        "back",
        "help.open",
    ],
    ..ARREARS
};

/// Repairs that are done and whose slip is not filed yet: what was repaired where and since when it is done; by whom, with
/// what result, and what is known of its place already.
const UNFILED: Shape = Shape {
    what: "tickets",
    about: About::Ticket,
    first: &["number", "premises", "summary", "done_at"],
    second: &["assignee", "result", "class", "zone"],
    hints: &["ticket.file", "open", "back", "help.open"],
};

/// What is done and nobody has checked yet: where, what and when; by whom, with what result.
const UNREVIEWED: Shape = Shape {
    what: "tickets",
    about: About::Ticket,
    first: &["number", "premises", "summary", "done_at"],
    second: &["assignee", "result"],
    hints: &["ticket.review", "explain", "open", "back", "help.open"],
};

/// The list.
pub struct Counted {
    shape: &'static Shape,
    asked: Asked,
    title: String,
    /// Whose rows they are, where the title does not say it.
    named: String,
    /// What is said where there are no rows.
    none: &'static str,
    list: Listing,
    /// Whether more rows are under way.
    coming: bool,
    sheet: Sheet,
    /// The codes of the homes marked for one act on several.
    marks: Vec<String>,
}

impl Counted {
    /// The rows a figure counts; nothing for a figure that counts none.
    pub fn of(figure: &Explanation) -> Option<Self> {
        let asked = figure.rows.clone()?;
        let shape = SHAPES.iter().find(|shape| shape.what == asked.what)?;
        let title = format!("counted-{}", figure.rule);
        Some(Self::new(shape, asked, title, "counted-none"))
    }

    /// The repairs whose slip is not filed yet (duties.md D-019).
    pub fn unfiled() -> Self {
        Self::own(&UNFILED, "filed = no", "pane-unfiled", "unfiled-none")
    }

    /// What is done and not checked yet (duties.md D-025, D-036).
    pub fn unreviewed() -> Self {
        Self::own(
            &UNREVIEWED,
            "reviewed = no",
            "pane-unreviewed",
            "unreviewed-none",
        )
    }

    /// The rows of a list under a title; nothing for a list that is not shown so.
    pub fn rows(asked: Asked, title: &str, named: String) -> Option<Self> {
        let shape = SHAPES.iter().find(|shape| shape.what == asked.what)?;
        let list = Self::new(shape, asked, title.to_owned(), "counted-none");
        Some(Self { named, ..list })
    }

    fn own(shape: &'static Shape, condition: &str, title: &str, none: &'static str) -> Self {
        let asked = Asked {
            what: shape.what.to_owned(),
            conditions: vec![condition.to_owned()],
        };
        Self::new(shape, asked, title.to_owned(), none)
    }

    fn new(shape: &'static Shape, asked: Asked, title: String, none: &'static str) -> Self {
        Self {
            shape,
            asked,
            title,
            named: String::new(),
            none,
            list: Listing::default(),
            coming: false,
            sheet: Sheet::default(),
            marks: Vec::new(),
        }
    }

    /// Whether rows are marked here: homes that are dunned together.
    fn marks_here(&self) -> bool {
        self.shape.hints.contains(&DUN)
    }

    /// The code of the home a row is about.
    fn code(&self, at: usize) -> Option<String> {
        match cell(&self.list, self.list.rows.get(at)?, "premises")? {
            Cell::Text(code) => Some(code),
            _ => None,
        }
    }

    /// Marks the row the eye is on, or takes its mark off, and goes on by one.
    fn mark(&mut self, desk: &Desk<'_>) -> Vec<Effect> {
        let Some(code) = self.sheet.picked().and_then(|at| self.code(at)) else {
            return Vec::new();
        };
        if self.marks.contains(&code) {
            self.marks.retain(|known| *known != code);
        } else if self.marks.len() < several::MOST {
            self.marks.push(code);
        } else {
            let most = i64::try_from(several::MOST).unwrap_or(i64::MAX);
            let args = [("count", Arg::Number(most))];
            let text = desk.kit.words.with("said-mark-most", &args);
            return vec![Effect::Say(Said::new(text, Tone::Late))];
        }
        self.lay_out(desk);
        let room = desk.area.height.saturating_sub(1);
        self.sheet.command("move.down", room);
        self.go_on()
    }

    /// The codes of the marked homes that are still listed, in the order they stand in.
    fn marked(&self) -> Vec<String> {
        let codes = (0..self.list.rows.len()).filter_map(|at| self.code(at));
        codes.filter(|code| self.marks.contains(code)).collect()
    }

    fn lay_out(&mut self, desk: &Desk<'_>) {
        let kit = desk.kit;
        let mut rows: Vec<Row> = Vec::new();
        let first = columns(desk, &self.list, self.shape.first, Tone::Plain);
        let second = columns(desk, &self.list, self.shape.second, Tone::Dim);
        for (at, (mut first, second)) in first.into_iter().zip(second).enumerate() {
            if !self.marks.is_empty() {
                let marked = self.code(at).is_some_and(|code| self.marks.contains(&code));
                let glyph = if marked { kit.glyphs.marked } else { "" };
                let mark = kit.ruler.cell(glyph, MARK, Align::Left);
                first.insert(0, (mark, Tone::Title));
            }
            rows.push(Row::of(first).picks(at));
            if !self.shape.second.is_empty() {
                rows.push(Row::of(below(second)));
            }
        }
        if rows.is_empty() && self.list.next.is_none() {
            rows.push(nothing(desk, self.none));
        }
        self.sheet.set(rows);
    }

    /// Asks for what comes behind the last row once the eye is on it, or where an answer has few rows because few of the
    /// records looked at fit.
    fn go_on(&mut self) -> Vec<Effect> {
        let rows = self.list.rows.len();
        let last = rows < FEW || self.sheet.picked().map(|at| at + 1) == Some(rows);
        if !last || self.coming || self.list.next.is_none() {
            return Vec::new();
        }
        self.coming = true;
        let after = self.list.next.clone();
        vec![ask_on(MORE, self.asked.clone(), PAGE, after)]
    }
}

impl Layer for Counted {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Counter]
    }

    fn command(&mut self, desk: &Desk<'_>, name: &str) -> Outcome {
        if self.sheet.command(name, desk.area.height.saturating_sub(1)) {
            return Outcome::Done(self.go_on());
        }
        match name {
            "row.mark" if self.marks_here() => Outcome::Done(self.mark(desk)),
            "back" | "row.unmark" if !self.marks.is_empty() => {
                self.marks.clear();
                self.lay_out(desk);
                let text = desk.kit.words.get("said-marks-off").into_owned();
                Outcome::with(Effect::Say(Said::new(text, Tone::Good)))
            }
            DUN if !self.marks.is_empty() => {
                let preset = [
                    ("dunned_homes", self.marked().join(",")),
                    ("way", NOTICE.to_owned()),
                ];
                let preset = preset.map(|(name, value)| (name.to_owned(), value));
                Outcome::with(Effect::Form(DUN_SEVERAL.to_owned(), None, preset.to_vec()))
            }
            "ticket.print" if !self.marks.is_empty() => {
                Outcome::with(Effect::Print(NOTICES, self.marked()))
            }
            "open" => Outcome::open(self.target()),
            "unfiled.open" | "go.review" => Outcome::done(),
            _ => Outcome::Ignored,
        }
    }

    fn reply(&mut self, desk: &Desk<'_>, part: u32, body: Body) -> Vec<Effect> {
        desk.answered(body, |reply| {
            let Reply::List(list) = reply else {
                return Vec::new();
            };
            if part == MORE {
                self.list.rows.extend(list.rows);
                self.list.subjects.extend(list.subjects);
                self.list.next = list.next;
                self.coming = false;
                self.lay_out(desk);
                return self.go_on();
            }
            // The eye stays on the record, wherever it stands now.
            let held = self.sheet.picked();
            let held = held.and_then(|at| self.list.subjects.get(at).copied());
            self.list = list;
            self.lay_out(desk);
            let place = self.list.subjects.iter().position(|one| Some(*one) == held);
            if let Some(at) = place {
                self.sheet.begin(at);
            }
            self.go_on()
        })
    }

    fn refresh(&mut self, _: &Desk<'_>) -> Vec<Effect> {
        let wanted = self.list.rows.len().clamp(PAGE, MOST);
        vec![ask_on(REFRESHED, self.asked.clone(), wanted, None)]
    }

    fn target(&self) -> Option<Target> {
        target(&self.list, self.sheet.picked()?, self.shape.about)
    }

    fn hints(&self) -> Vec<&'static str> {
        if self.marks.is_empty() {
            return self.shape.hints.to_vec();
        }
        vec![
            DUN,
            "ticket.print",
            "row.mark",
            "back=row.unmark",
            "help.open",
        ]
    }

    fn settle(&mut self, desk: &Desk<'_>) {
        self.sheet.settle(desk.area.height.saturating_sub(1));
    }

    fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, area: Rect) {
        // A list that goes on behind its last row says so.
        let more = if self.list.next.is_some() { "+" } else { "" };
        let mut count = format!("{}{more}", self.list.rows.len());
        if !self.marks.is_empty() {
            let marked = i64::try_from(self.marked().len()).unwrap_or(i64::MAX);
            let args = [("count", Arg::Number(marked))];
            let marked = desk.kit.words.with("total-marked", &args);
            count = format!("{marked} {} {count}", desk.kit.glyphs.dot);
        }
        if !self.named.is_empty() {
            count = format!("{} {} {count}", self.named, desk.kit.glyphs.dot);
        }
        draw(desk, canvas, area, &self.sheet, &self.title, &count);
    }
}
