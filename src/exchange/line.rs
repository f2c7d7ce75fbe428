//! One row of a table, read column by column; every fault is kept with its place.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};

use crate::domain::safe_text::{Limit, SafeBlock, is_hidden, is_unseen};
use crate::exchange::codes::Code;
use crate::exchange::decimal::{NumberFault, scaled};
use crate::exchange::fault::{Fault, FaultKind, First};
use crate::exchange::layout::Layout;
use crate::exchange::mapping::Mapping;
use crate::exchange::note::{Filler, Note, NoteKind};
use crate::exchange::prose::named;
use crate::exchange::sheet::{Cell, Row};
use crate::exchange::staged::Source;
use crate::exchange::vocabulary::{Field, plain, vocabulary};

/// Bytes of a name or word.
const NAME_BYTES: usize = 800;
/// Bytes of a longer text.
const TEXT_BYTES: usize = 32 * 1024;
/// The greatest amount, in fen (REL 4.3).
const MOST_FEN: i64 = 1_000_000_000_000;
/// The greatest price, in 1/10000 yuan.
const MOST_PRICE: i64 = 10_000_000_000;
/// The greatest area of one home, in 1/100 square metre.
const MOST_AREA: i64 = 10_000_000;
/// The most a meter shows, in 1/1000: nine digits.
const MOST_SHOWN: i64 = 999_999_999_999;

/// What staging finds beside records.
#[derive(Debug, Default)]
pub struct Findings {
    /// What is wrong.
    pub faults: Vec<Fault>,
    /// What was read past.
    pub notes: Vec<Note>,
    /// Values that mean "not known".
    pub fillers: BTreeMap<Filler, u32>,
}

impl Findings {
    /// One more filler.
    pub fn count(&mut self, filler: Filler) {
        *self.fillers.entry(filler).or_default() += 1;
    }
}

/// What reading a row needs to know beside the row.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The table.
    pub layout: &'a Layout,
    /// The sheet's name.
    pub sheet: &'a Arc<str>,
    /// The office's answers.
    pub mapping: &'a Mapping,
    /// Plain numbers say no day in this file.
    pub from_1904: bool,
}

/// A row being read.
pub struct Line<'a, 'f> {
    context: Context<'a>,
    row: &'a Row,
    findings: &'f mut Findings,
    sound: bool,
}

impl<'a, 'f> Line<'a, 'f> {
    /// Begins to read `row`.
    pub fn new(context: Context<'a>, row: &'a Row, findings: &'f mut Findings) -> Self {
        Self {
            context,
            row,
            findings,
            sound: true,
        }
    }

    /// Where the row stands.
    pub fn source(&self) -> Source {
        Source {
            sheet: Arc::clone(self.context.sheet),
            row: self.row.number,
        }
    }

    /// The office's answers.
    pub fn mapping(&self) -> &'a Mapping {
        self.context.mapping
    }

    /// No fault so far.
    pub fn is_sound(&self) -> bool {
        self.sound
    }

    /// Notes a fault in a column.
    pub fn fault(&mut self, field: Field, kind: FaultKind) {
        let column = self
            .column(field)
            .and_then(|place| self.context.layout.headings.get(&place));
        let fault = Fault {
            source: self.source(),
            column: column.cloned(),
            kind,
            skippable: true,
        };
        self.findings.faults.push(fault);
        self.sound = false;
    }

    /// Notes something that is no fault.
    pub fn note(&mut self, kind: NoteKind) {
        let note = Note {
            source: self.source(),
            kind,
        };
        self.findings.notes.push(note);
    }

    /// One more filler.
    pub fn count(&mut self, filler: Filler) {
        self.findings.count(filler);
    }

    fn column(&self, field: Field) -> Option<usize> {
        self.context.layout.columns.get(&field).copied()
    }

    /// The cell if anything is in it.
    pub fn filled(&self, field: Field) -> Option<&'a Cell> {
        Some(self.row.cell(self.column(field)?)).filter(|cell| !cell.is_blank())
    }

    /// Something is in the cell, and it is not a word for "not known".
    pub fn says(&self, field: Field) -> bool {
        self.filled(field)
            .is_some_and(|cell| !vocabulary().is_unknown(&cell.as_text()))
    }

    /// Keeps this row as the first with `key`; gives the place of the row that was before it.
    pub fn again(&self, rows: &mut BTreeMap<String, Source>, key: String) -> Option<First> {
        let here = self.source();
        let first = rows.entry(key).or_insert_with(|| here.clone());
        (*first != here).then(|| First::seen(first, &here))
    }

    /// The cell if it says something: no error, no word for "not known".
    pub fn value(&mut self, field: Field) -> Option<&'a Cell> {
        let cell = self.filled(field)?;
        let wrong = match cell {
            Cell::Error(error) => Some(FaultKind::CellError {
                error: error.clone(),
            }),
            Cell::TooLong => Some(FaultKind::TooLong { limit: TEXT_BYTES }),
            _ => None,
        };
        if let Some(kind) = wrong {
            self.fault(field, kind);
            return None;
        }
        if vocabulary().is_unknown(&cell.as_text()) {
            self.count(Filler::Word);
            return None;
        }
        Some(cell)
    }

    /// Faults an empty required cell and passes a value through.
    ///
    /// A value that is missing because of another fault is not reported a second time.
    pub fn needed<T>(
        &mut self,
        field: Field,
        read: impl FnOnce(&mut Self) -> Option<T>,
    ) -> Option<T> {
        let before = self.findings.faults.len();
        let value = read(self);
        if value.is_none() && self.findings.faults.len() == before {
            self.fault(field, FaultKind::Missing { field });
        }
        value
    }

    /// A word or name.
    pub fn text(&mut self, field: Field) -> Option<String> {
        self.text_within(field, NAME_BYTES)
    }

    /// A longer text; line breaks stay.
    pub fn long_text(&mut self, field: Field) -> Option<String> {
        self.text_within(field, TEXT_BYTES)
    }

    fn text_within(&mut self, field: Field, limit: usize) -> Option<String> {
        let cell = self.value(field)?;
        if matches!(cell, Cell::DateSerial(_)) {
            let day = cell.as_day().map(|day| day.to_string()).unwrap_or_default();
            self.fault(field, FaultKind::DayByMistake { day });
            return None;
        }
        let text = cell.as_text();
        let mut kept = String::with_capacity(text.len());
        for letter in text.chars() {
            match letter {
                '\n' if limit > NAME_BYTES => kept.push('\n'),
                '\n' | '\t' | '\r' | '\u{a0}' | '\u{3000}' => kept.push(' '),
                _ if is_unseen(letter) => self.count(Filler::Invisible),
                _ if is_forbidden(letter) => {
                    self.fault(
                        field,
                        FaultKind::Forbidden {
                            code: u32::from(letter),
                        },
                    );
                    return None;
                }
                _ => kept.push(letter),
            }
        }
        if kept.len() > limit {
            self.fault(field, FaultKind::TooLong { limit });
            return None;
        }
        let kept = kept.trim();
        match SafeBlock::strict(kept, Limit::new(0, limit, limit)) {
            Ok(safe) => (!safe.is_empty()).then(|| safe.into_string()),
            Err(fault) => {
                self.fault(field, named(fault, kept));
                None
            }
        }
    }

    /// How many characters nobody sees are taken out of a cell that is read as text.
    pub fn unseen(&self, field: Field) -> usize {
        self.filled(field).map_or(0, |cell| {
            cell.as_text().chars().filter(|c| is_unseen(*c)).count()
        })
    }

    /// The number of a building, unit or room.
    pub fn place(&mut self, field: Field) -> Option<String> {
        let text = self.text(field)?;
        let place = vocabulary().place(&text);
        if place.is_none() {
            self.fault(field, FaultKind::PlaceWrong { text });
        }
        place
    }

    /// A number that names something, as an owner's or a fee's: compared without white space and in half width.
    pub fn name_number(&mut self, field: Field) -> Option<String> {
        self.text(field).map(|text| plain(&text))
    }

    /// A whole number.
    pub fn whole(&mut self, field: Field, least: i64, most: i64) -> Option<i64> {
        self.number(field, 0, least, most)
    }

    /// Money in fen, not negative.
    pub fn amount(&mut self, field: Field) -> Option<i64> {
        self.number(field, 2, 0, MOST_FEN)
    }

    /// A price in 1/10000 yuan, not negative.
    pub fn price(&mut self, field: Field) -> Option<i64> {
        self.number(field, 4, 0, MOST_PRICE)
    }

    /// An area in 1/100 square metre, not nothing.
    pub fn area(&mut self, field: Field) -> Option<i64> {
        self.number(field, 2, 1, MOST_AREA)
    }

    /// What a meter shows in 1/1000, not negative.
    pub fn quantity(&mut self, field: Field) -> Option<i64> {
        self.number(field, 3, 0, MOST_SHOWN)
    }

    fn number(&mut self, field: Field, places: usize, least: i64, most: i64) -> Option<i64> {
        let cell = self.value(field)?;
        let text = cell.as_text().into_owned();
        let read = match cell {
            Cell::Text(text) => scaled(&half_width(text), places),
            Cell::Number(text) => scaled(text, places),
            _ => Err(NumberFault::NotANumber),
        };
        let range = || FaultKind::OutOfRange {
            text: text.clone(),
            least: unscaled(least, places),
            most: unscaled(most, places),
        };
        let kind = match read {
            Ok(value) if (least..=most).contains(&value) => return Some(value),
            Ok(_) | Err(NumberFault::TooLarge) => range(),
            Err(NumberFault::NotANumber) => FaultKind::NotANumber { text },
            Err(NumberFault::TooFine) => FaultKind::TooFine { text, places },
        };
        self.fault(field, kind);
        None
    }

    /// A day.
    pub fn day(&mut self, field: Field) -> Option<NaiveDate> {
        let cell = self.value(field)?;
        let day = if self.unclear(cell) {
            None
        } else {
            cell.as_day()
        };
        if day.is_none() {
            self.fault(
                field,
                FaultKind::BadDay {
                    text: cell.as_text().into_owned(),
                },
            );
        }
        day
    }

    /// Whether the number in a cell may be a day of either of two reckonings.
    fn unclear(&self, cell: &Cell) -> bool {
        self.context.from_1904 && matches!(cell, Cell::Number(_))
    }

    /// A day and time, by the clock on the wall.
    pub fn moment(&mut self, field: Field) -> Option<NaiveDateTime> {
        let cell = self.value(field)?;
        let moment = if self.unclear(cell) {
            None
        } else {
            cell.as_moment()
        };
        if moment.is_none() {
            let text = cell.as_text().into_owned();
            self.fault(field, FaultKind::BadMoment { text });
        }
        moment
    }

    /// Two days in their order.
    pub fn in_order(&mut self, field: Field, from: Option<NaiveDate>, until: Option<NaiveDate>) {
        if let (Some(from), Some(until)) = (from, until)
            && until < from
        {
            let (from, until) = (from.to_string(), until.to_string());
            self.fault(field, FaultKind::DaysReversed { from, to: until });
        }
    }

    /// As [`Line::code`], but without noting a fault: for a row that is read a second time.
    pub fn peek_code<C: Code>(&self, field: Field) -> Option<C> {
        let text = self.filled(field)?.as_text();
        let shipped = || vocabulary().code(C::TABLE, &text).and_then(C::from_word);
        self.context.mapping.code(&text).or_else(shipped)
    }

    /// What a code stands for, first by the office's answers, then by the shipped words.
    pub fn code<C: Code>(&mut self, field: Field) -> Option<C> {
        if let Some(found) = self.peek_code(field) {
            return Some(found);
        }
        let code = self.value(field)?.as_text().into_owned();
        self.fault(field, FaultKind::CodeUnknown { code });
        None
    }
}

/// Half-width characters, and no unit of money behind the number.
fn half_width(text: &str) -> String {
    plain(text).trim_end_matches('\u{5143}').to_owned()
}

/// The printed form of a number times ten to the power `places`.
fn unscaled(value: i64, places: usize) -> String {
    let mut text = format!("{:0width$}", value.unsigned_abs(), width = places + 1);
    if places > 0 {
        text.insert(text.len() - places, '.');
        text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
    }
    if value < 0 { format!("-{text}") } else { text }
}

/// What the server refuses (REL D14), and what stands for something that could not be read.
fn is_forbidden(letter: char) -> bool {
    is_hidden(letter) || matches!(letter, '\u{fffc}' | '\u{fffd}' | '\u{e0000}'..)
}

#[cfg(test)]
mod tests {
    use super::{is_forbidden, unscaled};

    #[test]
    fn limits_print_in_the_unit_of_the_column() {
        assert_eq!(unscaled(1, 2), "0.01");
        assert_eq!(unscaled(10_000_000, 2), "100000");
        assert_eq!(unscaled(0, 4), "0");
        assert_eq!(unscaled(-5, 0), "-5");
        assert_eq!(unscaled(150, 0), "150");
    }

    #[test]
    fn what_turns_or_hides_text_is_forbidden() {
        for letter in [
            '\u{1b}', '\u{202e}', '\u{2066}', '\u{e000}', '\u{fffd}', '\u{9b}',
        ] {
            assert!(is_forbidden(letter), "{letter:?}");
        }
        for letter in ['张', 'a', ' ', '：', '\u{1f600}'] {
            assert!(!is_forbidden(letter), "{letter:?}");
        }
    }
}
