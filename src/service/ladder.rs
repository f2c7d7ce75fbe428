//! What the office has settled about asking for money: the ladder of dunning and the limitation clock.

use crate::domain::calendar::Day;
use crate::domain::ledger::{
    ClaimAct, Debt, DunningWay, EFFECTS, Effect, LADDER, Limitation, LimitationClock, NextStep,
    Rung, limitation, next_step,
};
use crate::domain::money::Amount;
use crate::domain::staff::Rank;
use crate::service::office::Office;

/// What stands before the way of a rung in its setting.
pub const RUNGS: &str = "ladder.";

/// What stands before the settings of the limitation clock.
pub const CLOCKS: &str = "limitation.";

/// What a rung is set to where the office leaves it out.
const NONE: &str = "no";

/// Most days a rung may wait.
const MOST_DAYS: u32 = 3_650;

/// Reads a rung as it is set: days overdue, days after the rung below, who does it at least.
pub fn rung(way: DunningWay, text: &str) -> Option<Rung> {
    let mut parts = text.split([',', '，']).map(str::trim);
    let mut days = || parts.next()?.parse().ok().filter(|days| *days <= MOST_DAYS);
    let rung = Rung {
        way,
        overdue_days: days()?,
        wait_days: days()?,
        by: rank(parts.next()?)?,
    };
    parts.next().is_none().then_some(rung)
}

/// A rank by its number (duties.md 3.3), of those at a screen.
fn rank(number: &str) -> Option<Rank> {
    let ranks = Rank::ALL.iter().copied();
    let mut ranks = ranks.filter(|rank| *rank >= Rank::Receptionist);
    ranks.find(|rank| (*rank as u8).to_string() == number)
}

/// The form a rung is kept in; nothing if it does not suit.
pub fn read_rung(typed: &str) -> Option<String> {
    if [NONE, "否", ""].contains(&typed) {
        return Some(NONE.to_owned());
    }
    let rung = rung(DunningWay::Call, typed)?;
    Some(rung_text(&rung))
}

fn rung_text(rung: &Rung) -> String {
    let Rung {
        overdue_days,
        wait_days,
        by,
        ..
    } = rung;
    format!("{overdue_days},{wait_days},{}", *by as u8)
}

/// What an act does to the limitation clock, by its number.
pub fn effect(number: &str) -> Option<Effect> {
    match number {
        "0" => Some(Effect::Nothing),
        "1" => Some(Effect::Restarts),
        "2" => Some(Effect::Revives),
        _ => None,
    }
}

/// The ladder of the office, in the order of its days.
pub fn ladder(office: &Office) -> Vec<Rung> {
    let mut ladder: Vec<Rung> = LADDER
        .iter()
        .filter_map(|shipped| {
            let key = format!("{RUNGS}{}", shipped.way.name());
            rung(shipped.way, office.setting(&key))
        })
        .collect();
    ladder.sort_by_key(|rung| rung.overdue_days);
    ladder
}

/// What is to be done about a debt next; nothing where nothing is asked for.
pub fn next(office: &Office, debt: &Debt) -> Option<NextStep> {
    if debt.undisputed() <= Amount::ZERO {
        return None;
    }
    let done: Vec<(DunningWay, Day)> = debt
        .done
        .iter()
        .flatten()
        .map(|done| (done.way, done.day))
        .collect();
    next_step(
        &ladder(office),
        debt.asked_due_on()?,
        &done,
        debt.promise_on,
    )
}

/// How the limitation clock runs in the office.
pub struct Clocks {
    years: u32,
    effects: Vec<(ClaimAct, Effect)>,
    shown_below: i32,
}

impl Clocks {
    /// As the office has settled it.
    pub fn of(office: &Office) -> Self {
        let effect = |act: ClaimAct| {
            let key = format!("{CLOCKS}{}", act.name());
            effect(office.setting(&key)).unwrap_or(Effect::Nothing)
        };
        let whole = |key, otherwise: i32| {
            let number = office.whole(key, otherwise.into());
            i32::try_from(number).unwrap_or(otherwise)
        };
        Self {
            years: whole("limitation.years", 3).unsigned_abs(),
            effects: EFFECTS.map(|(act, _)| (act, effect(act))).to_vec(),
            shown_below: whole("limitation.shown_days", 90),
        }
    }

    /// Where the clock of something due stands.
    pub fn clock(&self, due_on: Day, acts: &[(Day, ClaimAct)], today: Day) -> LimitationClock {
        let rules = Limitation {
            years: self.years,
            effects: &self.effects,
            shown_below: self.shown_below,
        };
        limitation(&rules, due_on, acts, today)
    }

    /// The last day a clock may run from of which few days are left today.
    pub fn latest_shown(&self, today: Day) -> Day {
        let months = i32::try_from(self.years.saturating_mul(12)).unwrap_or(i32::MAX);
        let (_, _, day) = today.ymd();
        // The day a clock runs from that ends today, at the end of a short month the latest of them.
        let mut from = today.month().plus(-months).day(day).plus(self.shown_below);
        while self.clock(from, &[], today).shown {
            from = from.plus(1);
        }
        while from > Day::MIN && !self.clock(from, &[], today).shown {
            from = from.plus(-1);
        }
        from
    }

    /// Where the first clock of a debt stands.
    pub fn first(&self, debt: &Debt, today: Day) -> Option<LimitationClock> {
        let from = debt.clock_from.or(debt.oldest_due_on)?;
        (debt.amount > Amount::ZERO).then(|| self.clock(from, &[], today))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::service::settings::default_of;

    #[test]
    fn what_is_shipped_is_what_is_proposed() {
        for proposed in LADDER {
            let key = format!("{RUNGS}{}", proposed.way.name());
            let shipped = default_of(&key).unwrap();
            assert_eq!(rung(proposed.way, shipped), Some(proposed));
        }
        for (act, proposed) in EFFECTS {
            let shipped = default_of(&format!("{CLOCKS}{}", act.name()));
            assert_eq!(effect(shipped.unwrap()), Some(proposed), "{}", act.name());
        }
    }

    #[test]
    fn a_rung_of_another_make_is_refused() {
        assert_eq!(read_rung("7, 3，2").as_deref(), Some("7,3,2"));
        assert_eq!(read_rung("否").as_deref(), Some("no"));
        for typed in [
            "7", "7,3", "7,3,6", "7,3,0", "-1,3,2", "7,3,2,1", "9999,1,1",
        ] {
            assert_eq!(read_rung(typed), None, "{typed}");
        }
        assert_eq!(effect("3"), None);
    }
}
