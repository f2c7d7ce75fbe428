//! How old a debt is, what is done about it next, and whether promises were kept (duties.md D-051, D-052, 5.4).

use crate::domain::calendar::Day;
use crate::domain::ledger::DunningWay;
use crate::domain::money::{Amount, MoneyFault};
use crate::domain::staff::Rank;

/// Age bands by the last month each holds; what is older is in the last (duties.md D-052).
pub const BANDS: [Option<i32>; 5] = [Some(1), Some(3), Some(6), Some(12), None];

/// In which month after its due day a charge is: 1 from the day after it, 0 up to it.
pub fn age_months(due_on: Day, today: Day) -> i32 {
    if today <= due_on {
        return 0;
    }
    let (_, _, day) = due_on.ymd();
    let months = today.month().since(due_on.month());
    // A month is over with the same day of the next one, or its last day.
    let over = today.month().day(day) < today;
    if over { months + 1 } else { months }
}

/// The place in `BANDS` of something due on a day; nothing while it is not overdue.
pub fn band(due_on: Day, today: Day) -> Option<usize> {
    let age = age_months(due_on, today);
    if age == 0 {
        return None;
    }
    BANDS
        .iter()
        .position(|last| last.is_none_or(|last| age <= last))
}

/// The days something in a band of `BANDS` was due on, first and last; nothing for a band there is not.
pub fn band_from(at: usize, today: Day) -> Option<(Day, Day)> {
    let last = *BANDS.get(at)?;
    let before = at.checked_sub(1).and_then(|at| BANDS.get(at).copied()?);
    // The day behind which something due is `age` months old, at most.
    let behind = |age: i32| {
        let mut day = today.month().plus(-age).first();
        while age_months(day, today) > age {
            day = day.plus(1);
        }
        day
    };
    let latest = before.map_or(today.plus(-1), |age| behind(age).plus(-1));
    Some((last.map_or(Day::MIN, behind), latest))
}

/// A debt by age.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Aged {
    /// Not overdue yet.
    pub to_come: Amount,
    /// Overdue, by band.
    pub bands: [Amount; BANDS.len()],
}

impl Aged {
    /// Sorts what is open by age; the parts sum exactly to the whole.
    pub fn of(
        open: impl IntoIterator<Item = (Day, Amount)>,
        today: Day,
    ) -> Result<Self, MoneyFault> {
        let mut aged = Self::default();
        for (due_on, amount) in open {
            let place = match band(due_on, today) {
                Some(at) => aged.bands.get_mut(at).unwrap_or(&mut aged.to_come),
                None => &mut aged.to_come,
            };
            *place = place.plus(amount)?;
        }
        Ok(aged)
    }

    /// The whole.
    pub fn sum(&self) -> Result<Amount, MoneyFault> {
        Amount::sum(self.bands)?.plus(self.to_come)
    }
}

/// One rung of the ladder of dunning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Rung {
    #[n(0)]
    pub way: DunningWay,
    /// Not before so many days after the due day.
    #[n(1)]
    pub overdue_days: u32,
    /// Nor before so many days after the rung below.
    #[n(2)]
    pub wait_days: u32,
    /// Who does it, at least.
    #[n(3)]
    pub by: Rank,
}

/// The ladder proposed (duties.md 5.4; its days are silent): a message, a call, a visit, a notice with a receipt,
/// and a lawyer's letter, which only who answers for the office sends.
pub const LADDER: [Rung; 5] = [
    rung(DunningWay::Message, 1, 0, Rank::Receptionist),
    rung(DunningWay::Call, 7, 3, Rank::Receptionist),
    rung(DunningWay::Visit, 15, 7, Rank::Receptionist),
    rung(DunningWay::Notice, 30, 7, Rank::Supervisor),
    rung(DunningWay::Letter, 60, 15, Rank::PropertyManager),
];

const fn rung(way: DunningWay, overdue_days: u32, wait_days: u32, by: Rank) -> Rung {
    Rung {
        way,
        overdue_days,
        wait_days,
        by,
    }
}

/// What is to be done about a debt next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NextStep {
    pub rung: Rung,
    /// Its place on the ladder.
    pub at: usize,
    /// The first day it may be done; in the past when it waits.
    pub from: Day,
}

/// Returns the next rung for a debt, and from which day; nothing with an empty ladder.
///
/// The next is the one above the highest that was done since the debt arose; the last one is repeated. Whoever
/// promised is left in peace through the day of the promise. A broken promise waits for nothing but its day:
/// the next rung follows at once.
pub fn next_step(
    ladder: &[Rung],
    oldest_due_on: Day,
    done: &[(DunningWay, Day)],
    promise_on: Option<Day>,
) -> Option<NextStep> {
    let days = |count: u32| i32::try_from(count).unwrap_or(i32::MAX);
    let reached = ladder
        .iter()
        .rposition(|rung| done.iter().any(|(way, _)| *way == rung.way));
    let at = reached.map_or(0, |at| (at + 1).min(ladder.len().saturating_sub(1)));
    let rung = *ladder.get(at)?;
    let last = done.iter().map(|(_, day)| *day).max();
    let due = oldest_due_on.plus(days(rung.overdue_days));
    let waited = last.map_or(due, |day| due.max(day.plus(days(rung.wait_days))));
    let from = match promise_on {
        // Only a promise given after the last step is news.
        Some(promised) if last.is_none_or(|day| day <= promised) => promised.plus(1),
        _ => waited,
    };
    Some(NextStep { rung, at, from })
}

crate::named! {
    /// What became of a promise to pay.
    pub enum Kept {
        /// Its day is not over, and the money is not all there.
        Open = 1 "open",
        /// All of it came by its day.
        InTime = 2 "in_time",
        /// All of it came, later.
        Late = 3 "late",
        /// Its day is over, and something is missing.
        Broken = 4 "broken",
        /// Another one took its place before its day was over.
        Replaced = 5 "replaced",
    }
}

/// A promise and what was paid towards it.
#[derive(Debug, Clone, Copy)]
pub struct Promised<'p> {
    pub amount: Amount,
    /// The last day it can be kept on.
    pub day: Day,
    /// The day another took its place.
    pub replaced_on: Option<Day>,
    /// Payments that stand, with the day each counts for.
    pub paid: &'p [(Day, Amount)],
}

impl Promised<'_> {
    /// Returns what became of it by `today`; nothing is kept but what was paid.
    pub fn kept(&self, today: Day) -> Result<Kept, MoneyFault> {
        let by = |last: Day| {
            let until = self.paid.iter().filter(|(day, _)| *day <= last);
            Amount::sum(until.map(|(_, amount)| *amount))
        };
        if by(self.day.min(today))? >= self.amount {
            return Ok(Kept::InTime);
        }
        if self
            .replaced_on
            .is_some_and(|day| day <= self.day && day <= today)
        {
            return Ok(Kept::Replaced);
        }
        Ok(if today <= self.day {
            Kept::Open
        } else if by(today)? >= self.amount {
            Kept::Late
        } else {
            Kept::Broken
        })
    }
}

/// How a home keeps its word: broken of decided; open and replaced ones decide nothing. One that was kept late
/// was broken on its day.
pub fn broken_of(promises: &[Promised<'_>], today: Day) -> Result<(usize, usize), MoneyFault> {
    let (mut broken, mut decided) = (0, 0);
    for promise in promises {
        match promise.kept(today)? {
            Kept::Broken | Kept::Late => {
                broken += 1;
                decided += 1;
            }
            Kept::InTime => decided += 1,
            Kept::Open | Kept::Replaced => {}
        }
    }
    Ok((broken, decided))
}
