//! The words of the files offices bring, as data: headings, codes, fillers, notes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// What a table of the file is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SheetKind {
    /// One row a unit of a building.
    Buildings,
    /// One row a person.
    Owners,
    /// One row a fee.
    Fees,
    /// One row a room; its owner by number.
    Rooms,
    /// One row a parking space.
    Parking,
    /// One row a room and a person living there, all in one table.
    Flat,
    /// One row a payment of the past.
    Paid,
    /// One row a complaint, as a platform for complaints hands them out.
    Complaints,
    /// One row a reading of a meter.
    Readings,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(
    missing_docs,
    reason = "each is the column of that name in vocabulary.toml"
)]
pub enum Field {
    Age,
    Area,
    Brand,
    Building,
    Cashier,
    Colour,
    Customer,
    Dislikes,
    Due,
    External,
    Fee,
    FeeKind,
    FeeName,
    Fees,
    FeesFrom,
    Fixed,
    Floor,
    Floors,
    Formula,
    From,
    HandedOver,
    IdNumber,
    InnerArea,
    Item,
    Kind,
    Layout,
    Lift,
    Likes,
    Lot,
    Meter,
    Months,
    Name,
    Note,
    Number,
    Owner,
    Paid,
    PaidOn,
    Phone,
    Place,
    Plate,
    Premises,
    Price,
    ReadOn,
    Reading,
    Received,
    Recurrence,
    Rent,
    Role,
    Room,
    Sex,
    Space,
    State,
    Subject,
    Sure,
    Tenure,
    Text,
    Unit,
    Until,
    Vehicle,
}

/// The shipped words.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vocabulary {
    notes: Vec<String>,
    totals: BTreeSet<String>,
    unknown: BTreeSet<String>,
    place_endings: Vec<String>,
    fillers: Fillers,
    /// The tables we know, in the order they are looked for.
    #[serde(rename = "sheet")]
    pub sheets: Vec<SheetWords>,
    codes: BTreeMap<String, BTreeMap<String, String>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Fillers {
    phones: BTreeSet<String>,
    id_numbers: BTreeSet<String>,
    ages: BTreeSet<String>,
    areas: BTreeSet<String>,
}

/// How one kind of table is recognised.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SheetWords {
    /// What it is about.
    pub kind: SheetKind,
    /// Names its sheet usually has.
    pub names: BTreeSet<String>,
    /// Its columns.
    pub columns: BTreeMap<Field, ColumnWords>,
}

/// How one column is recognised.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnWords {
    /// Without it the table is not this one.
    #[serde(default)]
    pub required: bool,
    /// Its headings.
    pub words: Vec<String>,
}

/// Bytes of the longest word for "not known", with white space to spare.
const LONGEST_UNKNOWN: usize = 32;

static SHIPPED: LazyLock<Vocabulary> =
    LazyLock::new(|| toml::from_str(include_str!("vocabulary.toml")).unwrap_or_default());

/// The shipped words. A test holds that they can be read.
pub fn vocabulary() -> &'static Vocabulary {
    &SHIPPED
}

impl Vocabulary {
    /// All words of headings.
    pub fn heading_words(&self) -> impl Iterator<Item = &str> {
        let columns = self.sheets.iter().flat_map(|sheet| sheet.columns.values());
        columns.flat_map(|column| &column.words).map(String::as_str)
    }

    /// Begins an explanation.
    pub fn begins_note(&self, text: &str) -> bool {
        let text = plain(text);
        self.notes
            .iter()
            .any(|word| text.starts_with(word.as_str()))
    }

    /// Sums up.
    pub fn is_total(&self, text: &str) -> bool {
        self.totals.contains(plain(text).trim_end_matches(':'))
    }

    /// Stands for "not known" in any column.
    pub fn is_unknown(&self, text: &str) -> bool {
        // Most cells are longer than any such word.
        text.len() <= LONGEST_UNKNOWN && self.unknown.contains(&plain(text).to_lowercase())
    }

    /// A telephone number that stands for "not known": a listed one, or one digit over and over.
    pub fn is_filler_phone(&self, digits: &str) -> bool {
        self.fillers.phones.contains(digits) || is_one_digit(digits)
    }

    /// An identity number that stands for "not known".
    pub fn is_filler_id(&self, text: &str) -> bool {
        self.fillers.id_numbers.contains(text) || is_one_digit(text)
    }

    /// An age that stands for "not known".
    pub fn is_filler_age(&self, text: &str) -> bool {
        self.fillers.ages.contains(text)
    }

    /// The area of a parking space that stands for "not known".
    pub fn is_filler_area(&self, text: &str) -> bool {
        self.fillers.areas.contains(text)
    }

    /// A building's, unit's or room's number without the word behind it: letters and digits, 16 at most.
    pub fn place(&self, text: &str) -> Option<String> {
        let text = plain(text);
        let ending = self
            .place_endings
            .iter()
            .find_map(|ending| text.strip_suffix(ending.as_str()));
        let number = ending.unwrap_or(&text);
        let sound =
            (1..=16).contains(&number.chars().count()) && number.chars().all(char::is_alphanumeric);
        sound.then(|| number.to_owned())
    }

    /// Our word for a code of the file.
    pub fn code(&self, table: &str, code: &str) -> Option<&str> {
        self.codes.get(table)?.get(&plain(code)).map(String::as_str)
    }
}

fn is_one_digit(text: &str) -> bool {
    let mut bytes = text.bytes();
    let first = bytes.next();
    text.len() > 3 && first.is_some_and(|first| bytes.all(|byte| byte == first))
}

/// A text as it is compared: half-width where there is one, without white space.
pub fn plain(text: &str) -> String {
    if text.is_ascii() {
        return text
            .chars()
            .filter(|letter| !letter.is_whitespace())
            .collect();
    }
    text.nfkc()
        .filter(|letter| !letter.is_whitespace())
        .collect()
}

/// A heading as it is compared: also without what stands in brackets, and without marks at its ends.
pub fn plain_heading(text: &str) -> String {
    let mut depth = 0_u32;
    let mut kept = String::new();
    for letter in plain(text).chars() {
        match letter {
            '(' | '[' | '\u{3010}' => depth += 1,
            ')' | ']' | '\u{3011}' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(letter),
            _ => {}
        }
    }
    kept.trim_matches(['*', ':', '.']).to_owned()
}

/// A column as files head it: what the office must look for in its own file, whatever its language.
pub fn heading(field: Field) -> String {
    vocabulary()
        .sheets
        .iter()
        .find_map(|sheet| sheet.columns.get(&field)?.words.first().cloned())
        .unwrap_or_default()
}

/// The column whose name, or one of whose headings, is this.
pub fn field_called(text: &str) -> Option<Field> {
    let named = serde_json::from_value(serde_json::Value::from(text)).ok();
    named.or_else(|| {
        let plain = plain_heading(text);
        let columns = vocabulary().sheets.iter().flat_map(|sheet| &sheet.columns);
        let mut headed = columns.filter(|(_, column)| column.words.contains(&plain));
        headed.next().map(|(field, _)| *field)
    })
}

/// A column as files of one kind head it.
pub fn heading_in(kind: SheetKind, field: Field) -> String {
    let sheet = vocabulary().sheets.iter().find(|sheet| sheet.kind == kind);
    sheet
        .and_then(|sheet| sheet.columns.get(&field)?.words.first().cloned())
        .unwrap_or_else(|| heading(field))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{SheetKind, Vocabulary, plain, plain_heading, vocabulary};

    #[test]
    fn the_shipped_words_can_be_read() {
        let read: Result<Vocabulary, _> = toml::from_str(include_str!("vocabulary.toml"));
        assert_eq!(read.unwrap().sheets.len(), 9);
    }

    #[test]
    fn words_are_written_as_they_are_compared() {
        for word in vocabulary().heading_words() {
            assert_eq!(plain_heading(word), word);
        }
        for sheet in &vocabulary().sheets {
            let mut seen = BTreeMap::new();
            for (field, column) in &sheet.columns {
                for word in &column.words {
                    let other = seen.insert(word, field);
                    assert_eq!(other, None, "{word} twice in {:?}", sheet.kind);
                }
            }
            assert!(
                sheet.columns.values().any(|column| column.required),
                "{:?}",
                sheet.kind
            );
        }
        for table in vocabulary().codes.values() {
            for code in table.keys() {
                assert_eq!(&plain(code), code);
            }
        }
        assert_eq!(vocabulary().sheets[0].kind, SheetKind::Buildings);
    }

    #[test]
    fn headings_are_compared_without_their_explanations() {
        assert_eq!(
            plain_heading("车类型（9901 家用小汽车 9902 客车）"),
            "车类型"
        );
        assert_eq!(plain_heading(" *手 机 号： "), "手机号");
    }

    #[test]
    fn fillers_mean_not_known() {
        let words = vocabulary();
        assert!(words.is_filler_phone("18999999999"));
        assert!(words.is_filler_phone("11111111111"));
        assert!(!words.is_filler_phone("17000000001"));
        assert!(words.is_filler_id("111111111111111111"));
        assert!(words.is_unknown(" 暂无 "));
        assert!(words.begins_note("说明：请看"));
        assert!(words.is_total("合 计:"));
    }

    #[test]
    fn places_lose_the_word_behind_them() {
        let words = vocabulary();
        for (text, number) in [
            ("1", "1"),
            (" ３号楼", "3"),
            ("2单元", "2"),
            ("0101室", "0101"),
            ("A座", "A"),
        ] {
            assert_eq!(words.place(text).as_deref(), Some(number), "{text}");
        }
        for text in ["", "号", "1-2", "1.5", "12345678901234567"] {
            assert_eq!(words.place(text), None, "{text}");
        }
    }
}
