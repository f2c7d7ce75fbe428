//! 职责日历: what is due today, this week, this month, what is late, by person, and the year's counts.

use ratatui::layout::Rect;

use crate::domain::error::{Refusal, Why};
use crate::locale::Arg;
use crate::tui::keymap::Context;
use crate::tui::layers::listed::nothing;
use crate::tui::layers::page::below_rule;
use crate::tui::layers::{Desk, Effect, Layer, Outcome, REFRESHED};
use crate::tui::say;
use crate::tui::target::Target;
use crate::tui::text::Align;
use crate::tui::theme::Tone;
use crate::tui::view::canvas::{Canvas, Span};
use crate::tui::view::sheet::{Row, Sheet};
use crate::wire::view::{DutyPage, DutyRow, DutySpan};
use crate::wire::{Body, Query, Reply, Subject};

/// Columns of a state, of an instant, of whose it is, of a count; of a duty at least.
const STATE: usize = 8;
const DUE: usize = 11;
const OWNER: usize = 10;
const COUNT: usize = 8;
const NAME: usize = 23;
/// Columns of what is left for how it is fulfilled and who did it, in a terminal of 80.
const REST: usize = 17;
/// Columns of whose it is and of how it is fulfilled in a terminal of many.
const OF_MANY: (usize, usize) = (20, 28);
/// Blanks between two columns.
const GAP: &str = " ";

/// The commands about a duty: the one the eye is on.
const DONE: &str = "duty.done";
const WAIVE: &str = "duty.waive";
const ASSIGN: &str = "duty.assign";

/// The calendar.
pub struct Duties {
    span: DutySpan,
    page: Option<DutyPage>,
    /// The duty the eye is to stand on once it has come.
    seek: Option<Subject>,
    sheet: Sheet,
}

impl Default for Duties {
    fn default() -> Self {
        Self {
            span: DutySpan::Today,
            page: None,
            seek: None,
            sheet: Sheet::default(),
        }
    }
}

impl Duties {
    /// What is late.
    pub fn overdue() -> Self {
        Self {
            span: DutySpan::Overdue,
            ..Self::default()
        }
    }

    /// What is late, with the eye on this duty.
    pub fn late(subject: Subject) -> Self {
        Self {
            seek: Some(subject),
            ..Self::overdue()
        }
    }

    fn rows(&self) -> &[DutyRow] {
        self.page.as_ref().map_or(&[], |page| page.rows.as_slice())
    }

    fn picked(&self) -> Option<&DutyRow> {
        self.rows().get(self.sheet.picked()?)
    }

    /// Shows the next span, or the one before; the first comes behind the last.
    fn turn(&mut self, forward: bool) -> Vec<Effect> {
        let all = DutySpan::ALL;
        let here = all.iter().position(|one| *one == self.span).unwrap_or(0);
        let step = if forward { 1 } else { all.len() - 1 };
        self.span = all
            .get((here + step) % all.len())
            .copied()
            .unwrap_or(DutySpan::Today);
        self.page = None;
        self.sheet.set(Vec::new());
        vec![Effect::Ask(REFRESHED, Query::Duties(self.span))]
    }

    fn lay_out(&mut self, desk: &Desk<'_>) {
        let Some(page) = &self.page else { return };
        let mut rows = Vec::new();
        let mut owner = None;
        for (at, row) in page.rows.iter().enumerate() {
            if page.span == DutySpan::People && owner != Some(&row.owner) {
                owner = Some(&row.owner);
                let name = say::fact(desk.kit, desk.clock, &row.owner);
                rows.push(Row::text(name, Tone::Title));
            }
            let spans = if page.span == DutySpan::Year {
                counted(desk, row)
            } else {
                line(desk, row)
            };
            rows.push(Row::of(spans).picks(at));
        }
        if page.rows.is_empty() {
            rows.push(nothing(desk, "duties-none"));
        }
        let seek = self.seek.take();
        let found = page.rows.iter().position(|row| Some(row.subject) == seek);
        self.sheet.set(rows);
        if let Some(at) = found {
            self.sheet.pick(at);
        }
    }

    /// What is to be known above the rows.
    fn note(&self, desk: &Desk<'_>) -> Option<String> {
        let page = self.page.as_ref()?;
        let words = &desk.kit.words;
        if let Some(fault) = page.faults.first() {
            let args = [
                ("file", Arg::Text(&fault.file)),
                ("line", Arg::Number(fault.line.into())),
            ];
            return Some(words.with("duties-fault", &args));
        }
        let uncounted = page.from.is_none();
        uncounted.then(|| words.get("duties-uncounted").into_owned())
    }

    /// The rows that stand above the list.
    fn above(&self, desk: &Desk<'_>) -> u16 {
        1 + u16::from(self.note(desk).is_some())
    }
}

/// How a duty stands, and the tone of that.
fn state(desk: &Desk<'_>, row: &DutyRow) -> Span {
    let tone = match row.state.as_str() {
        "late" | "missed" => Tone::Late,
        "done" => Tone::Good,
        "open" => Tone::Plain,
        _ => Tone::Dim,
    };
    let state = desk.kit.state("duty", &row.state, true).into_owned();
    (desk.kit.ruler.cell(&state, STATE, Align::Left), tone)
}

/// What a duty is called, with its count where it has one.
fn name(desk: &Desk<'_>, row: &DutyRow) -> String {
    let name = desk.kit.term(&format!("duty-{}", row.duty)).into_owned();
    if row.count > 1 {
        format!("{name} {}/{}", row.have, row.count)
    } else {
        name
    }
}

/// A duty in a line: its state, what, until when, whose, how it is fulfilled or who did it.
fn line(desk: &Desk<'_>, row: &DutyRow) -> Vec<Span> {
    let kit = desk.kit;
    let (of, rest) = if desk.is_wide() {
        OF_MANY
    } else {
        (OWNER, REST)
    };
    let fixed = STATE + DUE + of + rest + 4 * GAP.len() + 2;
    let wide = usize::from(desk.area.width)
        .saturating_sub(fixed)
        .clamp(NAME, 2 * NAME);
    let ended = matches!(row.state.as_str(), "done" | "waived" | "uncounted");
    let tone = if ended { Tone::Dim } else { Tone::Plain };
    let cell = |text: &str, width| format!("{GAP}{}", kit.ruler.cell(text, width, Align::Left));
    let due = say::instant(kit, desk.clock, row.due_at);
    let owner = say::fact(kit, desk.clock, &row.owner);
    let by = match row.done_at.filter(|_| ended) {
        Some(at) => format!("{} {}", row.done_by, say::instant(kit, desk.clock, at)),
        None => say::fact(kit, desk.clock, &row.by),
    };
    let due_tone = if row.state == "late" {
        Tone::Late
    } else {
        tone
    };
    vec![
        state(desk, row),
        (cell(&name(desk, row), wide), tone),
        (cell(&due, DUE), due_tone),
        (cell(&owner, of), if row.mine { tone } else { Tone::Dim }),
        (format!("{GAP}{by}"), Tone::Dim),
    ]
}

/// A duty with its count of the year, and what of it is missing by today.
fn counted(desk: &Desk<'_>, row: &DutyRow) -> Vec<Span> {
    let kit = desk.kit;
    let name = kit.term(&format!("duty-{}", row.duty)).into_owned();
    let count = format!("{}/{}", row.have, row.count);
    let missing = match row.missing {
        0 => String::new(),
        missing => {
            let args = [("count", Arg::Number(missing.into()))];
            kit.words.with("duties-missing", &args)
        }
    };
    let owner = say::fact(kit, desk.clock, &row.owner);
    let wide = 2 * NAME - COUNT;
    vec![
        (kit.ruler.cell(&name, wide, Align::Left), Tone::Plain),
        (
            format!("{GAP}{}", kit.ruler.cell(&count, COUNT, Align::Right)),
            Tone::Plain,
        ),
        (
            format!("{GAP}{GAP}{}", kit.ruler.cell(&missing, OWNER, Align::Left)),
            Tone::Late,
        ),
        (format!("{GAP}{owner}"), Tone::Dim),
    ]
}

impl Layer for Duties {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Duties]
    }

    fn command(&mut self, desk: &Desk<'_>, name: &str) -> Outcome {
        let height = desk.area.height.saturating_sub(self.above(desk));
        if self.sheet.command(name, height) {
            return Outcome::done();
        }
        match name {
            "open" => Outcome::open(self.target()),
            "pane.next" => Outcome::Done(self.turn(true)),
            "pane.previous" => Outcome::Done(self.turn(false)),
            "go.duties" => Outcome::done(),
            DONE | WAIVE | ASSIGN => {
                let Some(row) = self.picked() else {
                    return Outcome::Ignored;
                };
                // Nobody writes down a proof first and is refused then.
                if let Some(rank) = row.needs.as_ref().filter(|_| name == DONE) {
                    let refusal = Refusal::new(Why::RankTooLow).with("rank", rank.clone());
                    return Outcome::with(desk.refused(&refusal));
                }
                let called = desk.kit.term(&format!("duty-{}", row.duty)).into_owned();
                let mut preset = vec![("duty".to_owned(), called)];
                if name != ASSIGN {
                    preset.push(("period".to_owned(), row.period.first.to_string()));
                }
                Outcome::with(Effect::Form(name.to_owned(), None, preset))
            }
            _ => Outcome::Ignored,
        }
    }

    fn reply(&mut self, desk: &Desk<'_>, _: u32, body: Body) -> Vec<Effect> {
        match body {
            Body::Reply(reply) => {
                if let Reply::Duties(page) = *reply
                    && page.span == self.span
                {
                    self.page = Some(*page);
                    self.lay_out(desk);
                }
                Vec::new()
            }
            Body::Refused(refusal) => vec![Effect::Pop, desk.refused(&refusal)],
            _ => Vec::new(),
        }
    }

    fn refresh(&mut self, _: &Desk<'_>) -> Vec<Effect> {
        vec![Effect::Ask(REFRESHED, Query::Duties(self.span))]
    }

    fn target(&self) -> Option<Target> {
        self.picked().map(|row| Target::of_duty(row.subject))
    }

    fn hints(&self) -> Vec<&'static str> {
        vec![
            DONE,
            "open",
            "pane.next",
            "explain",
            WAIVE,
            ASSIGN,
            "back",
            "help.open",
        ]
    }

    fn settle(&mut self, desk: &Desk<'_>) {
        self.lay_out(desk);
        let height = desk.area.height.saturating_sub(self.above(desk));
        self.sheet.settle(height);
    }

    fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, area: Rect) {
        let kit = desk.kit;
        let span = kit.words.get(&format!("duties-{}", self.span.name()));
        let title = kit
            .words
            .with("duties-title", &[("span", Arg::Text(&span))]);
        let count = self.rows().len().to_string();
        let shown = if self.page.is_some() {
            count.as_str()
        } else {
            ""
        };
        canvas.rule((area.x, area.y), area.width, (&title, shown), true);
        let mut inner = below_rule(area);
        if let Some(note) = self.note(desk) {
            canvas.put((inner.x + 2, inner.y), &note, Tone::Soon, inner.width - 2);
            inner = below_rule(inner);
        }
        self.sheet.draw(canvas, inner, kit.glyphs.selected);
    }
}
