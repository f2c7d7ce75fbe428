//! The long text of a row: what somebody wrote, without what a web page or a spreadsheet put around it.

use std::borrow::Cow;

use crate::domain::safe_text::{Limit, SafeBlock, TextFault, is_unseen};
use crate::exchange::fault::FaultKind;
use crate::exchange::line::Line;
use crate::exchange::note::Filler;
use crate::exchange::sheet::Cell;
use crate::exchange::vocabulary::Field;

/// A text of several lines as a note keeps it; one that is longer than a note may be is a fault, never cut.
pub fn read(line: &mut Line<'_, '_>, field: Field) -> Option<String> {
    let cell = line.value(field)?;
    if matches!(cell, Cell::DateSerial(_)) {
        let day = cell.as_day().map(|day| day.to_string()).unwrap_or_default();
        line.fault(field, FaultKind::DayByMistake { day });
        return None;
    }
    let text = match cell {
        Cell::Text(text) => tidy(text),
        other => tidy(&other.as_text()),
    };
    let seen: String = text.chars().filter(|one| !is_unseen(*one)).collect();
    for _ in seen.chars().count()..text.chars().count() {
        line.count(Filler::Invisible);
    }
    if seen.is_empty() {
        return None;
    }
    match SafeBlock::strict(&seen, Limit::NOTE) {
        Ok(text) => Some(text.into_string()),
        Err(fault) => {
            line.fault(field, named(fault, &seen));
            None
        }
    }
}

/// Refuses a line longer than the books keep.
pub fn within(line: &mut Line<'_, '_>, field: Field, text: &str, limit: usize) {
    let length = text.chars().count();
    if length > limit {
        line.fault(field, FaultKind::TextTooLong { length, limit });
    }
}

/// What is wrong with a text, with its character where one is at fault.
pub(super) fn named(fault: TextFault, text: &str) -> FaultKind {
    let at = |position: usize| FaultKind::Forbidden {
        code: text.chars().nth(position).map_or(0, u32::from),
    };
    match fault {
        TextFault::Hidden { code, .. } => FaultKind::Forbidden {
            code: u32::from(code),
        },
        TextFault::MarkFlood { position } | TextFault::Cluster { position } => at(position),
        TextFault::TooLong { graphemes, limit } => FaultKind::TextTooLong {
            length: graphemes,
            limit,
        },
        TextFault::TooManyBytes { limit, .. } => FaultKind::TooLong { limit },
        // A text that is there is not too short for a note.
        TextFault::TooShort { least, .. } => FaultKind::TooLong { limit: least },
    }
}

/// Tabs and what else a page is laid out with become one space, ends of lines line feeds; lines lose the blanks
/// around them, but for an indent of whole characters; of several empty lines one is left, at the ends none.
fn tidy(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut kept = String::with_capacity(text.len());
    let mut gap = false;
    for line in text.split('\n') {
        let line = spaced(line);
        let line = line.trim_matches(' ').trim_end();
        if line
            .chars()
            .all(|one| one.is_whitespace() || is_unseen(one))
        {
            gap = !kept.is_empty();
            continue;
        }
        if !kept.is_empty() {
            kept.push_str(if gap { "\n\n" } else { "\n" });
        }
        kept.push_str(line);
        gap = false;
    }
    kept
}

/// A line with one space where it has tabs, among blanks or not.
fn spaced(line: &str) -> Cow<'_, str> {
    if !line.contains(['\t', '\u{a0}']) {
        return Cow::Borrowed(line);
    }
    let mut kept = String::with_capacity(line.len());
    let mut blanks = String::new();
    let flush = |blanks: &mut String, kept: &mut String| {
        if blanks.contains('\t') {
            kept.push(' ');
        } else {
            kept.push_str(blanks);
        }
        blanks.clear();
    };
    for one in line.chars() {
        match one {
            '\t' => blanks.push('\t'),
            ' ' | '\u{a0}' => blanks.push(' '),
            _ => {
                flush(&mut blanks, &mut kept);
                kept.push(one);
            }
        }
    }
    flush(&mut blanks, &mut kept);
    Cow::Owned(kept)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::tidy;

    #[test]
    fn what_a_page_put_around_a_text_goes_and_its_own_lines_stay() {
        for (text, tidied) in [
            ("\n\t\t\t\n\t\t漏水。\n\t\t\n\t", "漏水。"),
            ("一\n二", "一\n二"),
            ("一\r\n \r\n\t\r\n\n二\r三", "一\n\n二\n三"),
            ("电话\t\t12345 \t完", "电话 12345 完"),
            ("A\u{a0}\u{a0}B  C", "A  B  C"),
            ("　　缩进\n　　再缩进  ", "　　缩进\n　　再缩进"),
            ("\u{200b}\n一\n\u{200b}\n", "一"),
            (" \t\n\u{3000}\n", ""),
            ("<商品房>&amp;", "<商品房>&amp;"),
        ] {
            assert_eq!(tidy(text), tidied, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn nothing_that_can_be_read_is_lost(text in "[ab　 \t\u{a0}\r\n水]{0,40}") {
            let solid = |text: &str| text.split_whitespace().collect::<String>();
            let tidied = tidy(&text);
            prop_assert_eq!(solid(&tidied), solid(&text));
            prop_assert_eq!(tidy(&tidied), tidied.clone());
            let left = tidied.contains("\n\n\n") || tidied.contains(['\t', '\r', '\u{a0}']);
            prop_assert!(!left, "{:?}", tidied);
        }
    }
}
