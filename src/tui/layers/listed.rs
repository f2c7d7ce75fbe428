//! What a listing of the service holds, as lines of a page: its cells in words, its records by number.

use ratatui::layout::Rect;

use crate::domain::calendar::Day;
use crate::domain::id::Number;
use crate::domain::office::ApprovalState;
use crate::locale::Arg;
use crate::tui::layers::page::below_rule;
use crate::tui::layers::{Desk, Effect};
use crate::tui::say;
use crate::tui::target::Target;
use crate::tui::text::Align;
use crate::tui::theme::Tone;
use crate::tui::view::canvas::{Canvas, Span};
use crate::tui::view::sheet::{Row, Sheet};
use crate::wire::commands::About;
use crate::wire::view::{Cell, Counted, Listing};
use crate::wire::{ListQuery, Query};

/// Rows asked for.
pub const PAGE: usize = 200;

/// Columns a cell takes at most where the cells of a column stand below one another.
const WIDEST: usize = 24;

/// Asks for the first rows of a list that fit; the answer comes back under the number.
pub fn ask(part: u32, what: &str, conditions: &[&str]) -> Effect {
    let conditions = conditions.iter().map(|one| (*one).to_owned()).collect();
    let what = what.to_owned();
    ask_on(part, Counted { what, conditions }, PAGE, None)
}

/// Asks for so many rows of a list that fit, behind a place of it.
pub fn ask_on(part: u32, asked: Counted, limit: usize, after: Option<Vec<u8>>) -> Effect {
    let query = ListQuery {
        export: false,
        what: asked.what,
        conditions: asked.conditions,
        limit: u32::try_from(limit).unwrap_or(u32::MAX),
        reveal: false,
        after,
    };
    Effect::Ask(part, Query::List(query))
}

/// The cell of a row in the column of that name.
pub fn cell(list: &Listing, row: &[Cell], column: &str) -> Option<Cell> {
    let at = list.columns.iter().position(|name| name == column)?;
    row.get(at).cloned()
}

/// The record the row at this place is of.
pub fn target(list: &Listing, at: usize, about: About) -> Option<Target> {
    let row = list.rows.get(at)?;
    let text = |column| match cell(list, row, column) {
        Some(Cell::Text(text)) => text,
        _ => String::new(),
    };
    let subject = list.subjects.get(at).copied();
    if about == About::Household {
        return Some(Target::named(about, subject, &text("premises"), None));
    }
    // Listings write numbers in full: no day is needed to read them.
    let number = Number::parse(&text("number"), Day::MAX)?;
    let target = Target::named(about, subject, &number.full(), Some(number));
    Some(if about == About::Approval {
        let state = ApprovalState::from_name(&text("state"));
        let decided = state.is_some_and(|state| state != ApprovalState::Pending);
        target.of_request(&text("asked_by"), decided)
    } else {
        target
    })
}

/// These columns of all rows, each as wide as its widest cell but the last, which has what is left.
pub fn columns(desk: &Desk<'_>, list: &Listing, columns: &[&str], tone: Tone) -> Vec<Vec<Span>> {
    let ruler = desk.kit.ruler;
    let told: Vec<Vec<(String, Align)>> = list
        .rows
        .iter()
        .map(|row| {
            let told = columns.iter().map(|column| {
                let cell = cell(list, row, column).unwrap_or(Cell::Null);
                let align = match cell {
                    Cell::Money(_) | Cell::Whole(_) => Align::Right,
                    _ => Align::Left,
                };
                (text(desk, column, &cell), align)
            });
            told.collect()
        })
        .collect();
    let widest = |at: usize| {
        let cells = told.iter().filter_map(|row| row.get(at));
        cells.map(|(text, _)| ruler.width(text)).max().unwrap_or(0)
    };
    let last = columns.len().saturating_sub(1);
    let widths: Vec<usize> = (0..columns.len()).map(widest).collect();
    let line = |row: Vec<(String, Align)>| {
        let mut spans: Vec<Span> = Vec::new();
        for (at, ((text, align), width)) in row.into_iter().zip(&widths).enumerate() {
            if *width == 0 {
                continue;
            }
            if !spans.is_empty() {
                spans.push((GAP.to_owned(), Tone::Plain));
            }
            let text = if at < last || align == Align::Right {
                ruler.cell(&text, (*width).min(WIDEST), align)
            } else {
                text
            };
            spans.push((text, tone));
        }
        spans
    };
    told.into_iter().map(line).collect()
}

/// Blanks between two columns.
const GAP: &str = "  ";

/// These columns of a row, one behind another.
pub fn spans(
    desk: &Desk<'_>,
    list: &Listing,
    row: &[Cell],
    columns: &[&str],
    tone: Tone,
) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let premises = cell(list, row, "premises");
    for column in columns {
        let column = *column;
        let Some(cell) = cell(list, row, column) else {
            continue;
        };
        let text = text(desk, column, &cell);
        // A home is named once.
        let again = column == "subject" && Some(&cell) == premises.as_ref();
        if text.is_empty() || again {
            continue;
        }
        if !spans.is_empty() {
            spans.push((GAP.to_owned(), Tone::Plain));
        }
        spans.push((text, tone));
    }
    spans
}

/// The line that stands for rows where there are none.
pub fn nothing(desk: &Desk<'_>, key: &str) -> Row {
    Row::of(vec![(desk.kit.words.get(key).into_owned(), Tone::Dim)])
}

/// Draws a page of listings under its title and count. A sheet without a line has no answer yet.
pub fn draw(
    desk: &Desk<'_>,
    canvas: &mut Canvas<'_>,
    area: Rect,
    sheet: &Sheet,
    title: &str,
    count: &str,
) {
    let title = desk.kit.words.get(title);
    draw_titled(desk, canvas, area, sheet, (&title, count));
}

/// The same under a title and a count in words.
pub fn draw_titled(
    desk: &Desk<'_>,
    canvas: &mut Canvas<'_>,
    area: Rect,
    sheet: &Sheet,
    (title, count): (&str, &str),
) {
    let count = if sheet.is_empty() { "" } else { count };
    canvas.rule((area.x, area.y), area.width, (title, count), true);
    let inner = below_rule(area);
    if sheet.is_empty() {
        let text = desk.kit.words.get("pane-coming");
        canvas.put((inner.x + 2, inner.y), &text, Tone::Dim, inner.width - 2);
    }
    sheet.draw(canvas, inner, desk.kit.glyphs.selected);
}

/// A line of what belongs to the line above it.
pub fn below(spans: Vec<Span>) -> Vec<Span> {
    let mut line = vec![("    ".to_owned(), Tone::Plain)];
    line.extend(spans);
    line
}

/// Columns with a day that is said in words of its own.
const DAYS: &[(&str, &str)] = &[
    ("oldest_due_on", "row-oldest"),
    ("step_on", "row-step-on"),
    ("expires_on", "row-expires"),
];

/// How many days a limitation clock has left, or that it has run out.
pub fn days_left(desk: &Desk<'_>, days: i64) -> String {
    let words = &desk.kit.words;
    if days < 0 {
        return words.get("row-expired").into_owned();
    }
    words.with("row-days-left", &[("count", Arg::Number(days))])
}

/// What a cell says.
pub fn text(desk: &Desk<'_>, column: &str, cell: &Cell) -> String {
    let (kit, clock) = (desk.kit, desk.clock);
    let of_rank = |key: &str, text: &str| {
        let rank = kit.term(&format!("rank-{text}")).into_owned();
        kit.words.with(key, &[("rank", Arg::Text(&rank))])
    };
    let at = |key: &str, at| {
        let at = say::instant(kit, clock, at);
        kit.words.with(key, &[("at", Arg::Text(&at))])
    };
    match cell {
        Cell::Null => String::new(),
        Cell::Text(text) if column == "command" => kit.words.command(text).into_owned(),
        Cell::Text(text) if column == "kind" => {
            kit.term(&format!("choice-kind-{text}")).into_owned()
        }
        Cell::Text(text) if column == "step" => {
            kit.term(&format!("choice-way-{text}")).into_owned()
        }
        Cell::Text(text) if column == "outcome" => {
            kit.term(&format!("choice-outcome-{text}")).into_owned()
        }
        Cell::Text(text) if matches!(column, "deposit_state" | "covers") => {
            kit.choice(column, text).into_owned()
        }
        Cell::Text(text) if column == "needs_rank" => of_rank("approvals-rank", text),
        Cell::Text(text) if column == "reported_to" => of_rank("reported-rank", text),
        Cell::Text(text) if column == "state" => kit.state("approval", text, true).into_owned(),
        Cell::Text(text) if column == "reason" || column == "decision" => {
            kit.words.with("approvals-why", &[("why", Arg::Text(text))])
        }
        Cell::Text(text) => Number::parse(text, clock.today())
            .map_or_else(|| text.clone(), |number| kit.number(number, clock)),
        Cell::Whole(number) if column == "days_left" => days_left(desk, *number),
        Cell::Whole(number) => number.to_string(),
        Cell::Money(amount) => say::amount(kit, *amount),
        Cell::Day(day) => {
            let said = say::day(clock, *day);
            let key = DAYS.iter().find(|(known, _)| *known == column);
            key.map_or_else(
                || said.clone(),
                |(_, key)| kit.words.with(key, &[("day", Arg::Text(&said))]),
            )
        }
        Cell::Month(month) => month.to_string(),
        Cell::At(until) if column == "expires_at" => {
            let until = say::instant(kit, clock, *until);
            kit.words
                .with("approvals-until", &[("until", Arg::Text(&until))])
        }
        Cell::At(done) if column == "done_at" => at("unfiled-done", *done),
        Cell::At(at) => say::instant(kit, clock, *at),
        Cell::Yes(yes) if column == "charged" => {
            let key = if *yes {
                "rates-unpaid"
            } else {
                "rates-uncharged"
            };
            kit.words.get(key).into_owned()
        }
        Cell::Yes(yes) => {
            let key = if *yes { "choice-yes" } else { "choice-no" };
            kit.term(key).into_owned()
        }
        Cell::Texts(texts) => texts.join(" "),
    }
}
