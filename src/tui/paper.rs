//! Papers as plain text of 80 columns, for a file or a printer.

mod office;

use crate::domain::error::Fact;
use crate::domain::safe_text::SafeText;
use crate::tui::say::{self, Speech};
use crate::tui::text::{Align, Ruler, Widths};
use crate::tui::word;
use crate::wire::view::PaperLine;

pub use office::{Laid, lay_out as sheets};

/// Columns of a dot-matrix printer.
const COLS: usize = 80;
/// Columns of a label, and of what is left blank to be written on.
const LABEL: usize = 14;
const BLANK: usize = 40;

/// The lines of a paper as they are printed.
pub fn lines(speech: Speech<'_>, paper: &[PaperLine]) -> Vec<String> {
    let ruler = Ruler::new(Widths::default(), "");
    let mut lines = Vec::new();
    for line in paper {
        lay_out(speech, ruler, line, &mut lines);
    }
    for line in &mut lines {
        line.truncate(line.trim_end().len());
    }
    lines
}

/// The lines of a paper's line: what is longer than the paper is wide goes on below.
fn lay_out(speech: Speech<'_>, ruler: Ruler, line: &PaperLine, lines: &mut Vec<String>) {
    // Measured as it will be printed: what must not be seen is a mark by then.
    let shown = |text: &str| SafeText::shown(text).into_string();
    let label = |name: &str| {
        let label = shown(&say::label(speech.words, name));
        ruler.cell(&label, LABEL, Align::Left)
    };
    match line {
        PaperLine::Title(key) => {
            let title = shown(&speech.words.get(key));
            lines.push(ruler.cell(&title, COLS, Align::Centre));
        }
        PaperLine::Text(text) => lines.extend(ruler.wrap(&shown(text), COLS)),
        PaperLine::Rule => lines.push("-".repeat(COLS)),
        PaperLine::Sign(key) => {
            let name = key.strip_prefix("field-").unwrap_or(key);
            lines.push(format!("{}{}", label(name), "_".repeat(BLANK)));
        }
        PaperLine::Field(field) => {
            let value = match &field.value {
                // It is read on another day: neither today nor tomorrow stand on it.
                Fact::At(at) => speech.printed(*at, true),
                Fact::Day(day) => day.to_string(),
                _ => word::fact(speech, "", field),
            };
            let value = shown(&value);
            for (at, part) in ruler.wrap(&value, COLS - LABEL).iter().enumerate() {
                let name = if at == 0 { field.name.as_str() } else { "" };
                let before = if name.is_empty() {
                    " ".repeat(LABEL)
                } else {
                    label(name)
                };
                lines.push(format!("{before}{part}"));
            }
        }
        PaperLine::Row { lead, number, rest } => {
            let said = |fact: &Fact| match fact {
                Fact::At(at) => speech.printed(*at, false),
                fact => speech.fact(fact),
            };
            let rest: Vec<String> = rest
                .iter()
                .map(said)
                .filter(|text| !text.is_empty())
                .collect();
            let number = number.as_deref().unwrap_or_default();
            let lead = ruler.cell(&shown(&said(lead)), LABEL, Align::Left);
            let before = format!("{lead}{}", ruler.cell(number, LABEL, Align::Left));
            let rest = ruler.wrap(&shown(&rest.join("  ")), COLS - 2 * LABEL);
            for (at, part) in rest.iter().enumerate() {
                let before = if at == 0 { before.as_str() } else { "" };
                lines.push(format!(
                    "{}{part}",
                    ruler.cell(before, 2 * LABEL, Align::Left)
                ));
            }
        }
    }
}
