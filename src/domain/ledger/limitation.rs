//! The limitation clock (诉讼时效) of each charge: when a court may no longer help, and what sets it back.

use crate::domain::calendar::{Day, Month};

crate::named! {
    /// An act that may set the clock back.
    pub enum ClaimAct {
        Message = 1 "message",
        Call = 2 "call",
        Visit = 3 "visit",
        /// 催缴通知单 with proof that it was received.
        Notice = 4 "notice",
        /// 律师函 with proof that it was received.
        Letter = 5 "letter",
        /// 起诉 or 仲裁.
        Suit = 6 "suit",
        /// A payment of a part.
        PartPayment = 7 "part_payment",
        /// The payer promised to pay, in a way that can be shown.
        Promise = 8 "promise",
    }
}

crate::named! {
    /// What an act does to the clock.
    pub enum Effect {
        /// It cannot be shown to a court: nothing.
        Nothing = 1 "nothing",
        /// It begins anew while it runs (art. 195 of the Civil Code); once it has run out, nothing.
        Restarts = 2 "restarts",
        /// It begins anew also after it has run out: who agrees to pay then is held to it (art. 192).
        Revives = 3 "revives",
    }
}

/// What each act does, as proposed; an office with another lawyer sets it otherwise.
pub const EFFECTS: [(ClaimAct, Effect); 8] = [
    (ClaimAct::Message, Effect::Nothing),
    (ClaimAct::Call, Effect::Nothing),
    (ClaimAct::Visit, Effect::Nothing),
    (ClaimAct::Notice, Effect::Restarts),
    (ClaimAct::Letter, Effect::Restarts),
    (ClaimAct::Suit, Effect::Restarts),
    (ClaimAct::PartPayment, Effect::Revives),
    (ClaimAct::Promise, Effect::Revives),
];

/// How the clock runs.
#[derive(Debug, Clone, Copy)]
pub struct Limitation<'r> {
    /// Three (art. 188), unless another law applies.
    pub years: u32,
    pub effects: &'r [(ClaimAct, Effect)],
    /// Shown when fewer days than this are left.
    pub shown_below: i32,
}

impl Limitation<'_> {
    /// Three years, the acts as proposed, shown below ninety days.
    pub const PROPOSED: Self = Limitation {
        years: 3,
        effects: &EFFECTS,
        shown_below: 90,
    };

    fn effect(&self, act: ClaimAct) -> Effect {
        self.effects
            .iter()
            .find(|(known, _)| *known == act)
            .map_or(Effect::Nothing, |(_, effect)| *effect)
    }

    /// The last day, counted from a day that does not count itself (art. 201, 202): the same day so many years
    /// later, or the last of its month. Where that day is none of work a court gives until the next (art. 203);
    /// that is left out, so that nobody is late.
    fn last_day(&self, from: Day) -> Day {
        let (_, _, day) = from.ymd();
        let months = i32::try_from(self.years.saturating_mul(12)).unwrap_or(i32::MAX);
        let month: Month = from.month().plus(months);
        month.day(day)
    }
}

/// Where the clock of a charge stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LimitationClock {
    /// The day it runs from: the due day, or the last act that counts.
    pub from: Day,
    /// That act.
    pub act: Option<ClaimAct>,
    /// The last day.
    pub expires_on: Day,
    /// Days left after today; zero on the last day, below zero afterwards.
    pub days_left: i32,
    /// Whether the desk should see it: few days left, or none.
    pub shown: bool,
}

impl LimitationClock {
    /// Whether it has run out.
    pub const fn has_run_out(&self) -> bool {
        self.days_left < 0
    }
}

/// Returns where the clock of something due on `due_on` stands at `today`; acts after today do not count, nor do
/// acts before the due day, when nothing could be asked for.
pub fn limitation(
    rules: &Limitation<'_>,
    due_on: Day,
    acts: &[(Day, ClaimAct)],
    today: Day,
) -> LimitationClock {
    let mut sorted: Vec<(Day, ClaimAct)> = acts
        .iter()
        .filter(|(day, _)| (due_on..=today).contains(day))
        .copied()
        .collect();
    sorted.sort_unstable();
    let mut from = due_on;
    let mut by = None;
    for (day, act) in sorted {
        let runs = day <= rules.last_day(from);
        let counts = match rules.effect(act) {
            Effect::Nothing => false,
            Effect::Restarts => runs,
            Effect::Revives => true,
        };
        if counts {
            from = day;
            by = Some(act);
        }
    }
    let expires_on = rules.last_day(from);
    let days_left = expires_on.since(today);
    LimitationClock {
        from,
        act: by,
        expires_on,
        days_left,
        shown: days_left < rules.shown_below,
    }
}
