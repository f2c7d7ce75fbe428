//! A paper laid out by its template: the office's own where it can be used, else the shipped one.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::COLS;
use crate::domain::error::Fact;
use crate::exchange::template::{self, Measure, Named, Sheet, Stand};
use crate::locale::paper::shipped;
use crate::tui::say::{self, Speech};
use crate::tui::text::{Align, Ruler, Widths};
use crate::tui::word;
use crate::wire::view::{Field, PaperFault, PaperLine, Papers};

/// What is printed, page by page, and why the office's own template was not used.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Laid {
    pub pages: Vec<Vec<String>>,
    pub fault: Option<PaperFault>,
}

/// Lays out papers of one kind.
pub fn lay_out(speech: Speech<'_>, papers: &Papers) -> Laid {
    let cols = usize::try_from(papers.columns).unwrap_or(COLS);
    let mut laid = Laid {
        pages: Vec::with_capacity(papers.sheets.len()),
        fault: papers.fault.clone(),
    };
    for lines in &papers.sheets {
        let own = papers.template.as_ref().filter(|_| laid.fault.is_none());
        if let Some(own) = own {
            match of(speech, lines, &own.source, cols) {
                Ok(page) => {
                    laid.pages.push(page);
                    continue;
                }
                Err(fault) => {
                    laid.fault = Some(PaperFault {
                        file: own.file.clone(),
                        line: u32::try_from(fault.line).unwrap_or(u32::MAX),
                        detail: fault.detail,
                    });
                }
            }
        }
        // The shipped ones are tried in every language; what has none is told line by line.
        let page = shipped(&papers.kind).and_then(|source| of(speech, lines, source, cols).ok());
        laid.pages
            .push(page.unwrap_or_else(|| super::lines(speech, lines)));
    }
    laid
}

/// One paper by one template.
fn of(
    speech: Speech<'_>,
    lines: &[PaperLine],
    source: &str,
    cols: usize,
) -> Result<Vec<String>, template::TemplateFault> {
    let mut words = BTreeMap::new();
    for name in template::literals(source) {
        let field = format!("field-{name}");
        let sentence = format!("paper-{name}");
        if speech.words.find(&field).is_some() {
            words.insert(field, say::label(speech.words, &name));
        }
        if let Some(said) = speech.words.find(&sentence) {
            words.insert(sentence, said.into_owned());
        }
    }
    let sheet = Sheet {
        words,
        ..values(speech, lines)
    };
    template::render(source, &sheet, &measure(cols))
}

fn measure(cols: usize) -> Measure {
    let ruler = Ruler::new(Widths::default(), "");
    Measure {
        cols,
        cell: Arc::new(move |text, width, stand| {
            let align = match stand {
                Stand::Left => Align::Left,
                Stand::Centre => Align::Centre,
                Stand::Right => Align::Right,
            };
            ruler.cell(text, width, align)
        }),
        wrap: Arc::new(move |text, width| ruler.wrap(text, width)),
    }
}

/// What a fact says on paper.
fn value(speech: Speech<'_>, field: &Field) -> String {
    match &field.value {
        // It is read on another day: neither today nor tomorrow stand on it.
        Fact::At(at) => speech.printed(*at, true),
        Fact::Day(day) => day.to_string(),
        _ => word::fact(speech, "", field),
    }
}

/// The values of a paper in words. A name that comes again begins a row of its own.
fn values(speech: Speech<'_>, lines: &[PaperLine]) -> Sheet {
    let mut sheet = Sheet::default();
    for part in lines.split(|line| matches!(line, PaperLine::Rule)) {
        let mut fields: Vec<Named> = Vec::new();
        for line in part {
            match line {
                PaperLine::Field(field) => {
                    fields.push((field.name.clone(), value(speech, field)));
                }
                // The first line of all is the office's name.
                PaperLine::Text(text) if sheet.fields.is_empty() => {
                    sheet.fields.push((String::from("office"), text.clone()));
                }
                PaperLine::Text(text) => sheet.texts.push(text.clone()),
                _ => {}
            }
        }
        if let Some((first, _)) = fields.first().cloned() {
            sheet
                .items
                .entry(first.clone())
                .or_insert(rows(&first, &fields));
        }
        sheet.fields.extend(fields);
    }
    sheet
}

/// The rows that each begin with this name: what the first has no name for belongs to none.
fn rows(first: &str, fields: &[Named]) -> Vec<Vec<Named>> {
    let mut rows: Vec<Vec<Named>> = Vec::new();
    for (name, value) in fields {
        if name == first {
            rows.push(Vec::new());
        }
        let known = |row: &Vec<Named>| row.iter().any(|(there, _)| there == name);
        if rows.len() > 1 && !rows.first().is_some_and(known) {
            continue;
        }
        if let Some(row) = rows.last_mut() {
            row.push((name.clone(), value.clone()));
        }
    }
    rows
}
