//! Identities: the newtypes that name records, and the numbers people read.

use crate::domain::calendar::Day;

/// Declares a newtype over the record's number within its kind.
macro_rules! ids {
    ($($name:ident $doc:literal;)*) => { $(
        #[doc = $doc]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        #[derive(minicbor::Encode, minicbor::Decode)]
        #[cbor(transparent)]
        pub struct $name(#[n(0)] pub u64);
    )* };
}

ids! {
    CommunityId "A community (小区).";
    BuildingId "A building (楼栋).";
    HouseholdId "A home, shop, office, space or public area.";
    PersonId "A resident or other customer.";
    StaffId "A member of staff.";
    ContactId "One conversation.";
    TicketId "A repair, complaint or request.";
    FollowUpId "A follow-up (回访).";
    FeeItemId "A fee item (收费项目).";
    ChargeId "One charge on one household.";
    EntryId "One ledger entry.";
    PaymentId "One payment and its receipt.";
    ApprovalId "A pending command.";
    DepositId "A deposit (押金).";
    MeterId "A meter.";
}

crate::named! {
    /// The letter that begins a printed number (product.md, command line).
    pub enum Letter {
        /// A contact.
        Contact = 1 "C",
        /// A repair.
        Repair = 2 "R",
        /// A complaint.
        Complaint = 3 "T",
        /// A request: suggestion, praise.
        Request = 4 "Q",
        /// A follow-up.
        FollowUp = 5 "F",
        /// A receipt.
        Receipt = 6 "S",
        /// An approval.
        Approval = 7 "A",
        // Letters of registers: each says in its declaration which it uses, and several may use the same one.
        B = 20 "B",
        D = 21 "D",
        E = 22 "E",
        G = 23 "G",
        H = 24 "H",
        J = 25 "J",
        K = 26 "K",
        L = 27 "L",
        M = 28 "M",
        N = 29 "N",
        U = 30 "U",
        V = 31 "V",
        W = 32 "W",
        X = 33 "X",
        Y = 34 "Y",
        Z = 35 "Z",
    }
}

impl Letter {
    /// The letters registers may use.
    pub const REGISTERS: &[Self] = &[
        Self::B,
        Self::D,
        Self::E,
        Self::G,
        Self::H,
        Self::J,
        Self::K,
        Self::L,
        Self::M,
        Self::N,
        Self::U,
        Self::V,
        Self::W,
        Self::X,
        Self::Y,
        Self::Z,
    ];

    /// The letter of registers called `name`.
    pub fn of_registers(name: &str) -> Option<Self> {
        Self::from_name(name).filter(|letter| letter.is_of_registers())
    }

    /// Whether what it numbers is an entry of a register.
    pub fn is_of_registers(self) -> bool {
        Self::REGISTERS.contains(&self)
    }
}

/// A number people read: letter, day, gapless count; `R20261121-018`.
///
/// After a restore from a backup a new series begins, so that a number already given out on
/// paper is never given out again (reliability D9): series 2 prints `R20261121-018b`.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, minicbor::Encode, minicbor::Decode,
)]
pub struct Number {
    /// What it numbers.
    #[n(0)]
    pub letter: Letter,
    /// The day it was given out.
    #[n(1)]
    pub day: Day,
    /// Counts from 1 on each day.
    #[n(2)]
    pub count: u32,
    /// The series: 1, and one more after each restore.
    #[n(3)]
    pub series: u32,
}

impl Number {
    /// Returns the full printed form, `R20261121-018`.
    pub fn full(self) -> String {
        let (y, m, d) = self.day.ymd();
        format!(
            "{}{y:04}{m:02}{d:02}-{:03}{}",
            self.letter.name(),
            self.count,
            suffix(self.series)
        )
    }

    /// Returns the short form for a screen, `R1121-018`, while it cannot be mistaken:
    /// within twelve months of `today`; the full form otherwise.
    pub fn short(self, today: Day) -> String {
        if today.number() - self.day.number() > 330 || self.day > today {
            return self.full();
        }
        let (_, m, d) = self.day.ymd();
        format!(
            "{}{m:02}{d:02}-{:03}{}",
            self.letter.name(),
            self.count,
            suffix(self.series)
        )
    }

    /// Reads the full or the short form; a short one means the last such day not after `today`.
    pub fn parse(text: &str, today: Day) -> Option<Self> {
        let text = text.trim();
        let mut chars = text.chars();
        let letter = Letter::from_name(&chars.next()?.to_ascii_uppercase().to_string())?;
        let (date, count) = chars.as_str().split_once('-')?;
        let digits = count.trim_end_matches(|c: char| c.is_ascii_lowercase());
        let series = series_of(count.strip_prefix(digits)?)?;
        let count: u32 = digits.parse().ok().filter(|n| *n > 0)?;
        if !date.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let number: u32 = date.parse().ok()?;
        let day = match date.len() {
            8 => Day::from_ymd(
                i32::try_from(number / 10_000).ok()?,
                number / 100 % 100,
                number % 100,
            )?,
            4 => {
                let (year, _, _) = today.ymd();
                [year, year - 1]
                    .into_iter()
                    .filter_map(|y| Day::from_ymd(y, number / 100, number % 100))
                    .find(|day| *day <= today)?
            }
            _ => return None,
        };
        Some(Self {
            letter,
            day,
            count,
            series,
        })
    }
}

/// Series 1 has no suffix, 2 is `b`, 3 is `c`; past `z` the letters repeat as in a workbook's columns.
fn suffix(series: u32) -> String {
    let mut left = series.saturating_sub(1);
    let mut out = Vec::new();
    while left > 0 {
        let digit = left % 26;
        out.push(char::from(b'a' + u8::try_from(digit).unwrap_or(0)));
        left /= 26;
    }
    out.iter().rev().collect()
}

fn series_of(suffix: &str) -> Option<u32> {
    let mut value: u32 = 0;
    for byte in suffix.bytes() {
        value = value
            .checked_mul(26)?
            .checked_add(u32::from(byte.checked_sub(b'a')?))?;
    }
    value.checked_add(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(text: &str, today: (i32, u32, u32), full: &str) {
        let today = Day::from_ymd(today.0, today.1, today.2).unwrap();
        let number = Number::parse(text, today).map(Number::full);
        assert_eq!(number.as_deref(), Some(full), "{text}");
    }

    #[test]
    fn short_and_full_forms_name_the_same_record() {
        case("R20261121-018", (2026, 11, 21), "R20261121-018");
        case("r1121-018", (2026, 11, 21), "R20261121-018");
        case("R1122-1", (2026, 11, 21), "R20251122-001");
        case("S20261121-1000b", (2026, 11, 21), "S20261121-1000b");
        case("S20261121-004c", (2026, 11, 21), "S20261121-004c");
    }

    #[test]
    fn what_is_no_number_is_refused() {
        let today = Day::from_ymd(2026, 11, 21).unwrap();
        for bad in [
            "",
            "R",
            "O20261121-001",
            "R20261321-001",
            "R1121-",
            "R1121-0",
            "R112-1",
            "R1121-1B",
            "R+121-1",
        ] {
            assert_eq!(Number::parse(bad, today), None, "{bad}");
        }
    }

    #[test]
    fn every_series_reads_back() {
        let day = Day::from_ymd(2026, 1, 31).unwrap();
        for series in [1, 2, 26, 27, 28, 700] {
            let number = Number {
                letter: Letter::Receipt,
                day,
                count: 7,
                series,
            };
            assert_eq!(Number::parse(&number.full(), day), Some(number));
        }
    }
}
