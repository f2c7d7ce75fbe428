//! Reports in words, and as lines of so many columns: for the screen, a printer, and every writer of files.

use crate::domain::safe_text::SafeText;
use crate::tui::say::Speech;
use crate::tui::text::{Align, Ruler, Widths};
use crate::tui::word;
use crate::wire::view::spoken::{Cell, Head, Spoken, Table};
use crate::wire::view::{Column, ReportPage, SaidView, Section, Unit, Value};

/// Columns of a dot-matrix printer.
const COLS: usize = 80;
/// Blanks between two columns.
const GAP: usize = 2;
/// Columns a heading takes at most where its figures are narrower.
const HEADING: usize = 10;
/// Columns a label has at least.
const LABEL: usize = 8;

/// Tenths, of hundredths or hours: `66.7`.
fn tenths(thousandths: i64) -> String {
    format!("{}.{}", thousandths / 10, thousandths % 10)
}

fn shown(text: &str) -> String {
    SafeText::shown(text).into_string()
}

/// Whether the figures of a column say how many more there are.
fn is_difference(column: &Column) -> bool {
    matches!(column.name.as_str(), "change" | "since")
}

/// What stands in a cell, in words.
fn cell(speech: Speech<'_>, column: Option<&Column>, value: &Value) -> Cell {
    let text = match value {
        Value::Empty => String::new(),
        Value::Said(fact) => speech.fact(fact),
        Value::Named(field, name, own) => {
            let word = word::value(speech.words, "", field, name);
            if word == *name && !own.is_empty() {
                own.clone()
            } else {
                word
            }
        }
        Value::Count(count) if column.is_some_and(is_difference) && *count > 0 => {
            format!("+{count}")
        }
        Value::Count(count) => count.to_string(),
        Value::Share(..) => format!("{}%", tenths(value.permille().unwrap_or(0))),
        Value::Money(amount) => amount.grouped(),
        Value::Minutes(minutes) => tenths(minutes * 10 / 60),
    };
    Cell {
        text: shown(&text),
        value: value.clone(),
    }
}

/// A table in words.
pub fn table(speech: Speech<'_>, section: &Section) -> Table {
    let words = speech.words;
    let column = |column: &Column| Head {
        text: words
            .get(&format!("report-column-{}", column.name))
            .into_owned(),
        unit: column.unit,
        of: column.of.map(|(part, of)| (part as usize, of as usize)),
    };
    let cells = |line: &crate::wire::view::Line| {
        let cells = line.cells.iter().enumerate();
        cells
            .map(|(at, value)| cell(speech, section.columns.get(at), value))
            .collect()
    };
    Table {
        title: words
            .get(&format!("report-section-{}", section.name))
            .into_owned(),
        heads: section.columns.iter().map(column).collect(),
        rows: section.lines.iter().map(cells).collect(),
        total: section.total.as_ref().map(cells),
        notes: section
            .notes
            .iter()
            .map(|note| shown(&speech.fact(note)))
            .collect(),
        chart: section.chart.iter().map(|at| *at as usize).collect(),
    }
}

/// Who did what of a report and when, in a line.
fn act(speech: Speech<'_>, key: &str, said: &SaidView) -> String {
    let at = speech.printed(said.at, true);
    let args = [
        ("person", crate::locale::Arg::Text(&said.person)),
        ("at", crate::locale::Arg::Text(&at)),
        ("digest", crate::locale::Arg::Text(&said.text)),
    ];
    shown(&speech.words.with(key, &args))
}

/// The lines above the tables: from when to when, who made it and handed it in.
pub fn above(speech: Speech<'_>, page: &ReportPage) -> Vec<String> {
    let (from, to) = (
        speech.printed(page.report.from, true),
        speech.printed(page.report.to, true),
    );
    let args = [
        ("from", crate::locale::Arg::Text(&from)),
        ("to", crate::locale::Arg::Text(&to)),
    ];
    let mut lines = vec![speech.words.with("report-span", &args)];
    match (&page.submitted, &page.made) {
        (Some(by), _) => lines.push(act(speech, "report-submitted", by)),
        (None, Some(by)) if page.changed => lines.push(act(speech, "report-made-changed", by)),
        (None, Some(by)) => lines.push(act(speech, "report-made", by)),
        (None, None) => lines.push(speech.words.get("report-unmade").into_owned()),
    }
    lines
}

/// What a report is called, with its month.
pub fn title(speech: Speech<'_>, page: &ReportPage) -> String {
    let name = speech.words.get(&format!("report-{}", page.report.name));
    format!("{name} {}", page.report.month)
}

/// A report in words.
pub fn spoken(speech: Speech<'_>, page: &ReportPage) -> Spoken {
    Spoken {
        title: title(speech, page),
        lines: above(speech, page),
        tables: page
            .report
            .sections
            .iter()
            .map(|one| table(speech, one))
            .collect(),
        note: page.note.as_ref().map(|note| {
            let title = act(speech, "report-note", note);
            let text: Vec<String> = note.text.lines().map(shown).collect();
            (title, text.join("\n"))
        }),
    }
}

/// A table cut to columns: a cell each, as wide as it is drawn.
pub struct Laid {
    pub head: Vec<String>,
    pub rows: Vec<Vec<String>>,
    pub total: Option<Vec<String>>,
}

/// Lays a table out over at most `room` columns: figures whole, the label with what is left.
pub fn lay_out(ruler: Ruler, table: &Table, room: usize) -> Laid {
    let all = || table.rows.iter().chain(&table.total);
    let widest = |at: usize| {
        let cells = all().filter_map(|row| row.get(at));
        cells.map(|cell| ruler.width(&cell.text)).max().unwrap_or(0)
    };
    let heads = || table.heads.iter().enumerate();
    let mut widths: Vec<usize> = heads()
        .map(|(at, head)| {
            let heading = ruler.width(&head.text);
            // A column whose figures are nothing needs no more than its heading.
            widest(at).max(heading.min(HEADING))
        })
        .collect();
    let figures: usize = widths.iter().skip(1).map(|width| width + GAP).sum();
    if let Some(label) = widths.first_mut() {
        let wanted = (*label).max(LABEL);
        *label = wanted.min(room.saturating_sub(figures).max(LABEL));
    }
    let align = |at: usize| match table.heads.get(at).map(|head| head.unit) {
        Some(Unit::Text) | None => Align::Left,
        Some(_) => Align::Right,
    };
    let cut = |texts: Vec<&str>| -> Vec<String> {
        let texts = texts.into_iter().zip(&widths).enumerate();
        texts
            .map(|(at, (text, width))| ruler.cell(text, *width, align(at)))
            .collect()
    };
    let row = |cells: &Vec<Cell>| cut(cells.iter().map(|cell| cell.text.as_str()).collect());
    Laid {
        head: cut(table.heads.iter().map(|head| head.text.as_str()).collect()),
        rows: table.rows.iter().map(row).collect(),
        total: table.total.as_ref().map(row),
    }
}

/// The blanks between two columns.
pub fn gap() -> String {
    " ".repeat(GAP)
}

/// A report as plain text of 80 columns.
pub fn lines(speech: Speech<'_>, page: &ReportPage) -> Vec<String> {
    let ruler = Ruler::new(Widths::default(), "");
    let report = spoken(speech, page);
    let rule = "-".repeat(COLS);
    let mut lines = vec![ruler.cell(&shown(&report.title), COLS, Align::Centre)];
    let wrapped = |lines: &mut Vec<String>, text: &str| lines.extend(ruler.wrap(text, COLS));
    for line in &report.lines {
        wrapped(&mut lines, line);
    }
    for table in &report.tables {
        lines.extend([String::new(), table.title.clone()]);
        let laid = lay_out(ruler, table, COLS);
        lines.push(laid.head.join(&gap()));
        lines.push(rule.clone());
        lines.extend(laid.rows.iter().map(|row| row.join(&gap())));
        if let Some(total) = &laid.total {
            lines.push(rule.clone());
            lines.push(total.join(&gap()));
        }
        for note in &table.notes {
            wrapped(&mut lines, note);
        }
    }
    if let Some((title, text)) = &report.note {
        lines.extend([String::new(), title.clone()]);
        for part in text.lines() {
            wrapped(&mut lines, part);
        }
    }
    for line in &mut lines {
        line.truncate(line.trim_end().len());
    }
    lines
}
