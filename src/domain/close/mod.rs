//! 日结: what came in since the last close, and the cash that was counted against it (duties.md D-050, D-054).

mod month;

use std::collections::BTreeMap;

pub use month::{Frozen, MonthClose, Stood};

use crate::domain::calendar::{Day, Instant, Zone};
use crate::domain::id::StaffId;
use crate::domain::ledger::{Account, Entry, Method};
use crate::domain::money::{Amount, MoneyFault};
use crate::domain::redacted::redacted;

/// Notes and coins cash is counted by: the argument's name, and what one is worth in fen; the largest first.
pub const DENOMINATIONS: [(&str, i64); 8] = [
    ("n100", 10_000),
    ("n50", 5_000),
    ("n20", 2_000),
    ("n10", 1_000),
    ("n5", 500),
    ("n1", 100),
    ("n05", 50),
    ("n01", 10),
];

/// What so many pieces of each come to; a name that is no denomination is worth nothing.
pub fn cash_of<'p>(pieces: impl IntoIterator<Item = (&'p str, i64)>) -> Result<Amount, MoneyFault> {
    pieces
        .into_iter()
        .try_fold(Amount::ZERO, |sum, (name, count)| {
            let worth = DENOMINATIONS.iter().find(|(known, _)| *known == name);
            let worth = Amount::from_fen(worth.map_or(0, |(_, fen)| *fen))?;
            sum.plus(worth.times(count)?)
        })
}

/// Money an entry moved through the office's hands: how, and how much; below zero where it went out. What was taken
/// over from an earlier system's books never lay here.
pub fn moved(entry: &Entry) -> Option<(Method, Amount)> {
    let method = |account: Account| {
        let mut methods = Method::ALL.iter().copied();
        methods.find(|method| *method != Method::Imported && method.account() == account)
    };
    entry
        .postings
        .iter()
        .find_map(|posting| Some((method(posting.account)?, posting.amount)))
}

/// What somebody took and gave back by one method.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Taken {
    #[n(0)]
    pub by: StaffId,
    #[n(1)]
    pub method: Method,
    #[n(2)]
    pub taken: Amount,
    /// How many entries brought it.
    #[n(3)]
    pub receipts: u32,
    /// What was given back: reversals, refunds; not below zero.
    #[n(4)]
    pub given: Amount,
    #[n(5)]
    pub returns: u32,
}

impl Taken {
    /// What is left of it.
    pub fn net(&self) -> Result<Amount, MoneyFault> {
        self.taken.minus(self.given)
    }
}

/// What these entries brought, by person and method.
pub fn taken<'e>(entries: impl IntoIterator<Item = &'e Entry>) -> Result<Vec<Taken>, MoneyFault> {
    let mut sums: BTreeMap<(StaffId, Method), Taken> = BTreeMap::new();
    for entry in entries {
        let Some((method, amount)) = moved(entry) else {
            continue;
        };
        let line = sums.entry((entry.by, method)).or_insert(Taken {
            by: entry.by,
            method,
            taken: Amount::ZERO,
            receipts: 0,
            given: Amount::ZERO,
            returns: 0,
        });
        if amount.is_negative() {
            line.given = line.given.minus(amount)?;
            line.returns = line.returns.saturating_add(1);
        } else {
            line.taken = line.taken.plus(amount)?;
            line.receipts = line.receipts.saturating_add(1);
        }
    }
    Ok(sums.into_values().collect())
}

/// What these lines leave by one method.
pub fn net_of(lines: &[Taken], method: Method) -> Result<Amount, MoneyFault> {
    let mut own = lines.iter().filter(|line| line.method == method);
    own.try_fold(Amount::ZERO, |sum, line| sum.plus(line.net()?))
}

/// The day money booked then belongs to: its own, or the one after the last that was closed. What is taken after the
/// close belongs to the next day.
pub fn day_of_money(booked: Instant, zone: Zone, closed: Option<Day>) -> Day {
    let own = zone.day_of(booked);
    closed.map_or(own, |last| own.max(last.plus(1)))
}

/// What was done about a difference, or why a close was opened again: who, when, in what words.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Said {
    #[n(0)]
    pub by: StaffId,
    #[n(1)]
    pub at: Instant,
    #[n(2)]
    pub text: String,
}

/// One close of a day, with what the ledger said and what was counted. Nothing of it is changed later: what is decided
/// about its difference and that it was opened again is added.
#[derive(Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct DayClose {
    /// Its number, counted on from 1 without a gap: the number of its hand-in slip (交款单).
    #[n(0)]
    pub id: u64,
    #[n(1)]
    pub version: u32,
    #[n(2)]
    pub day: Day,
    /// The last entry before it, and its own last one; the entries between them are what it closes.
    #[n(3)]
    pub after: u64,
    #[n(4)]
    pub through: u64,
    /// The server's time of the close.
    #[n(5)]
    pub at: Instant,
    #[n(6)]
    pub by: StaffId,
    #[n(7)]
    pub lines: Vec<Taken>,
    /// Pieces of each of [`DENOMINATIONS`], in their order.
    #[n(8)]
    pub pieces: Vec<u32>,
    /// Change that stays in the drawer (备用金).
    #[n(9)]
    pub float: Amount,
    /// Cash by the ledger.
    #[n(10)]
    pub expected: Amount,
    /// Cash that was counted, the float with it.
    #[n(11)]
    pub counted: Amount,
    /// Why the two differ; empty where they do not.
    #[n(12)]
    pub reason: String,
    /// First ten hex digits of the audit chain when it was closed (reliability H21).
    #[n(13)]
    pub anchor: String,
    /// What a supervisor decided about the difference.
    #[n(14)]
    pub decided: Option<Said>,
    /// Set where it was opened again; it closes nothing from then on.
    #[n(15)]
    pub reopened: Option<Said>,
}

redacted!(DayClose: id, day);

/// Hex digits of the code on a hand-in slip.
const CODE: usize = 10;

impl DayClose {
    /// Whether a text looks like the code on a hand-in slip; that of a receipt is shorter.
    pub fn is_check_code(text: &str) -> bool {
        let digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        text.len() == CODE && text.bytes().all(digit)
    }

    /// Cash counted more than there should be; below zero where some is missing.
    pub fn difference(&self) -> Result<Amount, MoneyFault> {
        self.counted.minus(self.float)?.minus(self.expected)
    }

    /// Whether its difference waits for a supervisor's decision.
    pub fn is_undecided(&self) -> bool {
        let differs = self.difference().is_ok_and(|sum| sum != Amount::ZERO);
        differs && self.decided.is_none() && self.reopened.is_none()
    }

    /// Whether it says of itself what its lines and pieces come to.
    pub fn adds_up(&self) -> bool {
        let named = DENOMINATIONS.iter().map(|(name, _)| *name);
        let pieces = named.zip(self.pieces.iter().map(|count| i64::from(*count)));
        net_of(&self.lines, Method::Cash) == Ok(self.expected)
            && cash_of(pieces) == Ok(self.counted)
            && self.pieces.len() <= DENOMINATIONS.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::{EntryId, HouseholdId};
    use crate::domain::ledger::Act;

    fn yuan(text: &str) -> Amount {
        Amount::parse_signed(text).unwrap()
    }

    fn entry(id: u64, by: u64, act: Act) -> Entry {
        Entry {
            id: EntryId(id),
            version: 1,
            kind: act.kind(),
            at: Instant::from_ms(0),
            effective_on: Day::MIN,
            postings: act.postings(HouseholdId(1)).unwrap(),
            by: StaffId(by),
            reverses: None,
            receipt: None,
            household: HouseholdId(1),
            charge: None,
        }
    }

    fn paid(id: u64, by: u64, method: Method, amount: &str) -> Entry {
        let (amount, ahead) = (yuan(amount), Amount::ZERO);
        let settled = amount;
        entry(
            id,
            by,
            Act::Payment {
                method,
                amount,
                settled,
                ahead,
            },
        )
    }

    fn back(id: u64, by: u64, method: Method, amount: &str) -> Entry {
        let (amount, ahead) = (yuan(amount), Amount::ZERO);
        let settled = amount;
        entry(
            id,
            by,
            Act::Reversal {
                method,
                amount,
                settled,
                ahead,
            },
        )
    }

    #[test]
    fn notes_and_coins_add_up() {
        // 3 × 100 + 1 × 50 + 4 × 5 + 7 × 0.5 + 9 × 0.1 = 300 + 50 + 20 + 3.50 + 0.90 = 374.40.
        let pieces = [("n100", 3), ("n50", 1), ("n5", 4), ("n05", 7), ("n01", 9)];
        assert_eq!(cash_of(pieces), Ok(yuan("374.40")));
        assert_eq!(cash_of([("n200", 1)]), Ok(Amount::ZERO));
        assert_eq!(cash_of([("n100", i64::MAX)]), Err(MoneyFault::TooLarge));
    }

    #[test]
    fn money_is_told_by_who_took_it_and_how() {
        let charge = Act::Charge {
            item: 1,
            amount: yuan("9"),
        };
        let entries = [
            entry(1, 1, charge),
            paid(2, 1, Method::Cash, "276.08"),
            paid(3, 1, Method::Cash, "120"),
            paid(4, 2, Method::Wechat, "50"),
            back(5, 2, Method::Cash, "120"),
            paid(6, 1, Method::Imported, "1000"),
        ];
        let lines = taken(&entries).unwrap();
        let told: Vec<_> = lines
            .iter()
            .map(|line| (line.by.0, line.method, line.taken, line.given))
            .collect();
        assert_eq!(
            told,
            [
                (1, Method::Cash, yuan("396.08"), Amount::ZERO),
                (2, Method::Cash, Amount::ZERO, yuan("120")),
                (2, Method::Wechat, yuan("50"), Amount::ZERO),
            ]
        );
        assert_eq!(net_of(&lines, Method::Cash), Ok(yuan("276.08")));
        assert_eq!(lines.first().map(|line| line.receipts), Some(2));
    }

    #[test]
    fn what_is_taken_after_the_close_belongs_to_the_next_day() {
        let zone = Zone::default();
        let day = Day::from_ymd(2026, 11, 21).unwrap();
        let evening = zone.at(day, 18 * 60);
        assert_eq!(day_of_money(evening, zone, None), day);
        assert_eq!(day_of_money(evening, zone, Some(day)), day.plus(1));
        assert_eq!(day_of_money(evening, zone, Some(day.plus(-3))), day);
    }
}
