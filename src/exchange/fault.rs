//! What is wrong with one row of an import: facts without sentences.

use std::fmt;
use std::sync::Arc;

use serde::{Serialize, Serializer};

use crate::exchange::staged::Source;
use crate::exchange::vocabulary::{Field, SheetKind};

/// One thing wrong, with its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// Sheet and row; row 0 is the sheet as a whole.
    #[serde(flatten)]
    pub source: Source,
    /// The column's heading as the file has it.
    pub column: Option<String>,
    /// What is wrong.
    #[serde(flatten)]
    pub kind: FaultKind,
    /// The row can be left out and the rest imported.
    pub skippable: bool,
}

/// Where something stands first: its row, and its sheet where that is another than the one that has it again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct First {
    sheet: Option<Arc<str>>,
    row: u32,
}

impl First {
    /// The place `first` as a row at `again` names it.
    pub fn seen(first: &Source, again: &Source) -> Self {
        Self {
            sheet: (first.sheet != again.sheet).then(|| Arc::clone(&first.sheet)),
            row: first.row,
        }
    }
}

/// As tables name a place: `2`, or `SHEET!2`.
impl fmt::Display for First {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.sheet {
            Some(sheet) => write!(out, "{sheet}!{}", self.row),
            None => write!(out, "{}", self.row),
        }
    }
}

impl Serialize for First {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// What is wrong, with the facts a message needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "fault", rename_all = "kebab-case")]
pub enum FaultKind {
    /// No sheet has headings we know.
    NothingFound,
    /// The sheet's name or headings say what it is, but columns that must be there are missing.
    HeadingMissing {
        table: SheetKind,
        fields: Vec<Field>,
    },
    /// Two columns have headings of the same meaning.
    HeadingTwice { heading: String },
    /// A cell that must be filled is empty.
    Missing { field: Field },
    /// A character that may not be stored, by its code point.
    Forbidden { code: u32 },
    /// The sheet shows an error there, or a formula without a result.
    CellError { error: String },
    /// No number.
    NotANumber { text: String },
    /// A number with more decimal places than are kept.
    TooFine { text: String, places: usize },
    /// A number outside what makes sense; the limits in the unit of the column.
    OutOfRange {
        text: String,
        least: String,
        most: String,
    },
    /// No day between 1900 and 2199.
    BadDay { text: String },
    /// A day where a number or word belongs; spreadsheets make days of such things as 1-1-10.
    DayByMistake { day: String },
    /// The end lies before the beginning.
    DaysReversed { from: String, to: String },
    /// A code or word whose meaning is not known; `--map` can tell it.
    CodeUnknown { code: String },
    /// More bytes than are kept.
    TooLong { limit: usize },
    /// More characters than are kept: none is cut off in silence.
    TextTooLong { length: usize, limit: usize },
    /// No day and time.
    BadMoment { text: String },
    /// A day that is still to come.
    DayToCome { day: String },
    /// The same complaint a second time.
    ComplaintTwice { number: String, first_row: First },
    /// The same meter a second time on a day.
    ReadingTwice { meter: String, first_row: First },
    /// A telephone number with a wrong number of digits or other characters.
    PhoneWrong { text: String },
    /// An identity number of a wrong shape.
    IdNumberWrong { text: String },
    /// A long number was stored as a number, so its last digits are gone.
    DigitsLost { text: String },
    /// A building, unit or room that cannot be part of a code.
    PlaceWrong { text: String },
    /// A home's code that is not building-unit-room.
    PremisesWrong { text: String },
    /// The same building and unit, building or space a second time.
    BuildingTwice {
        building: String,
        unit: String,
        first_row: First,
    },
    /// No such building.
    BuildingUnknown { building: String },
    /// The building has no such unit.
    UnitUnknown { building: String, unit: String },
    /// The floor lies above the building's last.
    FloorAbove { floor: i64, floors: i64 },
    /// The same owner number a second time.
    OwnerTwice { owner: String, first_row: First },
    /// No owner has this number; `--map` can tell who it is.
    OwnerUnknown { owner: String },
    /// The owner the mapping names is not among the owners.
    MappedOwnerUnknown { owner: String, mapped: String },
    /// An owner's own number and owner number differ.
    OwnerNumberDiffers { number: String, owner: String },
    /// The state says that there is an owner, but none is named.
    OwnerMissing,
    /// The state says that there is no owner yet, but one is named.
    OwnerUnexpected,
    /// The same home a second time.
    HouseholdTwice { code: String, first_row: First },
    /// The same home with different facts in two rows.
    HouseholdDiffers {
        code: String,
        field: Field,
        first_row: First,
    },
    /// The same person with different facts in two rows.
    PersonDiffers { field: Field, first_row: First },
    /// The same person in the same home a second time.
    PersonTwice { first_row: First },
    /// The same fee number or name a second time.
    FeeTwice { fee: String, first_row: First },
    /// No such fee; `--map` can tell which it is.
    FeeUnknown { fee: String },
    /// The fee item the mapping names is not among the fee items.
    MappedFeeUnknown { fee: String, mapped: String },
    /// The cell names so many fees and so many days.
    FeeDaysDiffer { fees: usize, days: usize },
    /// The fee's formula needs this column.
    FormulaNeeds { field: Field },
    /// The same parking space a second time.
    ParkingTwice { space: String, first_row: First },
    /// No such home.
    PremisesUnknown { code: String },
    /// The same payment a second time.
    PaymentTwice { first_row: First },
}

/// The key of a message and its arguments, from any enum of facts.
///
/// The key is the tag's value, as `owner-unknown`; the arguments are the fields in their order.
pub fn facts<F: Serialize>(kind: &F) -> (String, Vec<(String, String)>) {
    let mut key = String::new();
    let mut arguments = Vec::new();
    if let Ok(serde_json::Value::Object(fields)) = serde_json::to_value(kind) {
        for (name, value) in fields {
            let text = printed(value);
            if matches!(name.as_str(), "fault" | "refusal" | "note" | "map_fault") {
                key = text;
            } else {
                arguments.push((name, text));
            }
        }
    }
    (key, arguments)
}

fn printed(value: serde_json::Value) -> String {
    match value {
        serde_json::Value::String(text) => text,
        serde_json::Value::Null => String::new(),
        serde_json::Value::Array(items) => {
            items.into_iter().map(printed).collect::<Vec<_>>().join(" ")
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::{FaultKind, facts};
    use crate::exchange::refusal::Refusal;

    #[test]
    fn facts_are_a_key_and_arguments() {
        let (key, arguments) = facts(&FaultKind::OwnerUnknown { owner: "6".into() });
        assert_eq!(key, "owner-unknown");
        assert_eq!(arguments, [("owner".to_owned(), "6".to_owned())]);
        let (key, arguments) = facts(&Refusal::UnclosedQuote { line: 3, byte: 41 });
        assert_eq!(key, "unclosed-quote");
        assert_eq!(arguments.len(), 2);
        assert_eq!(
            facts(&FaultKind::OwnerMissing),
            ("owner-missing".into(), vec![])
        );
    }
}
