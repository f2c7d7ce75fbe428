//! What somebody says often comes first: how often and how lately each person used each phrase of the book.

use crate::domain::calendar::Day;
use crate::domain::id::StaffId;
use crate::domain::office::Phrase;
use crate::service::halt::Run;
use crate::service::work::Work;
use crate::storage::ReadTx;
use crate::storage::codec::Key;
use crate::storage::counters::{add_counter, counter};

/// What the keys of these counters begin with; numbers begin with their letter.
const USE: u8 = 1;
/// What one use is worth on its day.
const WORTH: i64 = 64;
/// Days in which it is worth half.
const HALF: i32 = 14;
/// Halves after which nothing is left.
const GONE: i32 = 32;
/// Bits below the day: far more than uses of one phrase are ever worth.
const BITS: u32 = 32;

fn key(staff: StaffId, phrase: &Phrase) -> Vec<u8> {
    Key::new().u8(USE).u64(staff.0).u64(phrase.id).done()
}

/// What uses up to a day are worth on another one.
fn worth(kept: i64, today: Day) -> i64 {
    let day = i32::try_from(kept >> BITS).unwrap_or(0);
    let halves = today.number().saturating_sub(day).max(0) / HALF;
    let worth = kept & ((1 << BITS) - 1);
    if halves < GONE { worth >> halves } else { 0 }
}

/// Notes which phrases of the book somebody said. It is no record: it has no history, and no undo takes it back, as a
/// phrase was said whatever became of the call.
pub fn note(work: &mut Work<'_>, said: &str) -> Run<()> {
    let (today, staff) = (work.today(), work.actor.staff);
    let phrases = work.office.phrases.iter();
    let phrases = phrases.filter(|phrase| !phrase.text.is_empty() && said.contains(&phrase.text));
    for phrase in phrases {
        let key = key(staff, phrase);
        let kept = counter(work.tx(), &key)?;
        let worth = worth(kept, today)
            .saturating_add(WORTH)
            .min(1 << (BITS - 1));
        let next = (i64::from(today.number()) << BITS) | worth;
        add_counter(work.raw(), &key, next - kept)?;
    }
    Ok(())
}

/// Puts those first that somebody said often and lately; the others stay in the order of the book.
pub fn order(tx: &dyn ReadTx, staff: StaffId, today: Day, phrases: &mut [&Phrase]) -> Run<()> {
    if phrases.len() < 2 {
        return Ok(());
    }
    let mut uses = Vec::with_capacity(phrases.len());
    for phrase in phrases.iter() {
        uses.push((phrase.id, worth(counter(tx, &key(staff, phrase))?, today)));
    }
    phrases.sort_by_key(|phrase| {
        let used = uses.iter().find(|(id, _)| *id == phrase.id);
        std::cmp::Reverse(used.map_or(0, |(_, worth)| *worth))
    });
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_use_fades() {
        let day: Day = "2026-11-21".parse().unwrap();
        let kept = (i64::from(day.number()) << BITS) | 256;
        for (days, left) in [(0, 256), (13, 256), (14, 128), (28, 64), (1_000, 0)] {
            assert_eq!(worth(kept, day.plus(days)), left, "{days}");
        }
        assert_eq!(worth(kept, day.plus(-30)), 256, "a clock that was set back");
        assert_eq!(worth(0, day), 0);
    }
}
