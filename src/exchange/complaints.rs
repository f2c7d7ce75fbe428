//! Complaints, as a platform for complaints hands them out.

use std::collections::BTreeMap;

use chrono::Datelike;

use crate::domain::calendar::Day;
use crate::exchange::fault::FaultKind;
use crate::exchange::line::Line;
use crate::exchange::paid::home_code;
use crate::exchange::people::phones;
use crate::exchange::prose;
use crate::exchange::sheet::Cell;
use crate::exchange::staged::{Complaint, ComplaintPlace, Source};
use crate::exchange::vocabulary::Field;

/// Characters of a number of another system, of who complained, of a public area: as `ticket.open` takes them.
const LINE: usize = 60;
/// Characters of what it is about.
const SUBJECT: usize = 200;
/// A spreadsheet's number keeps so many digits.
const KEPT_DIGITS: usize = 15;
/// More people than are for or against anything.
const MOST_VOTES: i64 = 1_000_000_000;

/// Complaints as they are gathered.
#[derive(Debug, Default)]
pub struct Complaints {
    complaints: Vec<Complaint>,
    rows: BTreeMap<String, Source>,
}

/// What a row is held against.
pub struct There<'a> {
    /// There is this home; `None` if homes cannot be checked.
    pub has_home: Option<&'a dyn Fn(&str) -> bool>,
    /// The office's day; `None` if it is not known.
    pub today: Option<Day>,
}

impl Complaints {
    /// Reads a row of the table of complaints.
    pub fn read(&mut self, line: &mut Line<'_, '_>, there: &There<'_>) {
        let external = line.needed(Field::External, number);
        let customer = short(line, Field::Customer, LINE);
        let phones = phones(line);
        let place = place(line, there);
        let subject = short(line, Field::Subject, SUBJECT);
        let received = line.needed(Field::Received, |line| line.moment(Field::Received));
        let text = line.needed(Field::Text, |line| prose::read(line, Field::Text));
        let dislikes = line.whole(Field::Dislikes, 0, MOST_VOTES);
        let likes = line.whole(Field::Likes, 0, MOST_VOTES);
        if let (Some(received), Some(today)) = (received, there.today) {
            let day = received.date();
            let to_come =
                Day::from_ymd(day.year(), day.month(), day.day()).is_none_or(|d| d > today);
            if to_come {
                let day = day.to_string();
                line.fault(Field::Received, FaultKind::DayToCome { day });
            }
        }
        if let Some(number) = &external
            && let Some(first_row) = line.again(&mut self.rows, number.clone())
        {
            let number = number.clone();
            line.fault(
                Field::External,
                FaultKind::ComplaintTwice { number, first_row },
            );
        }
        let (Some(external), Some(received), Some(text)) = (external, received, text) else {
            return;
        };
        if line.is_sound() {
            self.complaints.push(Complaint {
                source: line.source(),
                external,
                customer,
                phones,
                place,
                subject,
                text,
                received,
                dislikes,
                likes,
            });
        }
    }

    /// The complaints.
    pub fn finish(self) -> Vec<Complaint> {
        self.complaints
    }
}

/// The number of a complaint where it comes from; one of more digits than a spreadsheet keeps of a number is lost.
fn number(line: &mut Line<'_, '_>) -> Option<String> {
    let as_number = matches!(line.filled(Field::External), Some(Cell::Number(_)));
    let text = line.name_number(Field::External)?;
    if as_number && text.len() > KEPT_DIGITS {
        line.fault(Field::External, FaultKind::DigitsLost { text });
        return None;
    }
    prose::within(line, Field::External, &text, LINE);
    Some(text)
}

/// A line of at most so many characters.
fn short(line: &mut Line<'_, '_>, field: Field, limit: usize) -> Option<String> {
    let text = line.text(field)?;
    prose::within(line, field, &text, limit);
    Some(text)
}

/// Where it is about: a code of building, unit and room is a home and must be there, anything else a public area.
fn place(line: &mut Line<'_, '_>, there: &There<'_>) -> Option<ComplaintPlace> {
    let text = short(line, Field::Premises, LINE)?;
    let Some(code) = home_code(&text) else {
        return Some(ComplaintPlace::Public(text));
    };
    if there.has_home.is_some_and(|has_home| !has_home(&code)) {
        line.fault(
            Field::Premises,
            FaultKind::PremisesUnknown { code: code.clone() },
        );
    }
    Some(ComplaintPlace::Home(code))
}
