//! The columns about a person, alike in every table that has people.

use crate::exchange::codes::Sex;
use crate::exchange::fault::FaultKind;
use crate::exchange::line::Line;
use crate::exchange::note::{Filler, NoteKind};
use crate::exchange::sheet::Cell;
use crate::exchange::vocabulary::{Field, plain, vocabulary};

/// Years a person may have.
const MOST_YEARS: i64 = 130;
/// A spreadsheet's number keeps so many digits.
const KEPT_DIGITS: usize = 15;

/// What a row says of a person.
#[derive(Clone, PartialEq, Eq)]
pub struct Personal {
    /// The name.
    pub name: String,
    /// How many characters nobody sees were taken out of it.
    pub unseen: usize,
    /// As the file has it.
    pub sex: Option<Sex>,
    /// Years.
    pub age: Option<i64>,
    /// Telephone numbers, digits only.
    pub phones: Vec<String>,
    /// The identity number.
    pub id_number: Option<String>,
}

/// Reads them; `None` only if the name is missing.
pub fn read(line: &mut Line<'_, '_>) -> Option<Personal> {
    let name = line.needed(Field::Name, |line| line.text(Field::Name));
    let sex = line.code(Field::Sex);
    let age = age(line);
    let phones = phones(line);
    let id_number = id_number(line);
    let name = name?;
    if name.contains(['\u{3001}', '\u{ff0c}', ',']) {
        line.note(NoteKind::SeveralNames {
            names: name.clone(),
        });
    }
    Some(Personal {
        name,
        unseen: line.unseen(Field::Name),
        sex,
        age,
        phones,
        id_number,
    })
}

fn age(line: &mut Line<'_, '_>) -> Option<i64> {
    let text = line.filled(Field::Age)?.as_text();
    if vocabulary().is_filler_age(&text) {
        line.count(Filler::Age);
        return None;
    }
    line.whole(Field::Age, 0, MOST_YEARS)
}

/// The telephone numbers of a row, digits only.
pub fn phones(line: &mut Line<'_, '_>) -> Vec<String> {
    let Some(text) = line.text(Field::Phone) else {
        return Vec::new();
    };
    let mut phones = Vec::new();
    for part in text.split(['/', ',', ';', '\u{3001}', '\u{ff0c}', '\u{ff1b}']) {
        let part = plain(part).replace(['-', '(', ')'], "");
        let digits = part.strip_prefix("+86").unwrap_or(&part);
        if digits.is_empty() {
            continue;
        }
        if vocabulary().is_filler_phone(digits) {
            line.count(Filler::Phone);
        } else if is_phone(digits) {
            phones.push(digits.to_owned());
        } else {
            line.fault(Field::Phone, FaultKind::PhoneWrong { text: part.clone() });
        }
    }
    phones.dedup();
    phones
}

/// A mobile number, a line with or without its area, or a service number.
fn is_phone(digits: &str) -> bool {
    let sound = matches!(
        (digits.bytes().next(), digits.len()),
        (Some(b'1'), 11)
            | (Some(b'0'), 10..=12)
            | (Some(b'4' | b'8'), 10)
            | (Some(b'2'..=b'8'), 7 | 8)
    );
    sound && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn id_number(line: &mut Line<'_, '_>) -> Option<String> {
    let as_number = matches!(line.filled(Field::IdNumber), Some(Cell::Number(_)));
    let text = plain(&line.text(Field::IdNumber)?).to_ascii_uppercase();
    let kept = if as_number {
        text.trim_end_matches('0')
    } else {
        text.as_str()
    };
    if vocabulary().is_filler_id(&text)
        || (kept.len() == KEPT_DIGITS && vocabulary().is_filler_id(kept))
    {
        line.count(Filler::IdNumber);
        return None;
    }
    if as_number && text.len() > KEPT_DIGITS {
        line.fault(Field::IdNumber, FaultKind::DigitsLost { text });
        return None;
    }
    if !is_id_number(&text) {
        line.fault(Field::IdNumber, FaultKind::IdNumberWrong { text });
        return None;
    }
    Some(text)
}

/// An identity card's number, a company's, or a passport's: its shape only.
fn is_id_number(text: &str) -> bool {
    let sound = text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let others = text.len() - digits;
    sound
        && match others {
            0 => matches!(text.len(), 15 | 18),
            _ => (6..=18).contains(&text.len()),
        }
}

#[cfg(test)]
mod tests {
    use super::{is_id_number, is_phone};

    #[test]
    fn telephone_numbers_have_their_length() {
        for digits in [
            "17000000001",
            "057188888888",
            "02088888888",
            "88886666",
            "4008001234",
        ] {
            assert!(is_phone(digits), "{digits}");
        }
        for digits in [
            "1700000000",
            "170000000012",
            "27000000001",
            "1700000000a",
            "",
            "123456",
        ] {
            assert!(!is_phone(digits), "{digits}");
        }
    }

    #[test]
    fn identity_numbers_have_their_shape() {
        for text in [
            "999999199001010002",
            "99999919900101000X",
            "999999900101001",
            "E12345678",
        ] {
            assert!(is_id_number(text), "{text}");
        }
        for text in ["99999919900101000", "12345", "999999-19900101", ""] {
            assert!(!is_id_number(text), "{text}");
        }
    }
}
