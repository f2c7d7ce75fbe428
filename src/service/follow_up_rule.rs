//! Rules of follow-ups: calling again and leaving out as the office set it, and what has ended (duties.md 5.3).

use crate::domain::calendar::Instant;
use crate::domain::error::{Fact, Refusal, Why};
use crate::domain::follow_up::{Again, FollowUp, Tries};
use crate::service::commands::MORNING;
use crate::service::halt::Run;
use crate::service::lookup::staff_name;
use crate::service::office::Office;
use crate::storage::ReadTx;

/// What somebody was tried, as the sentences on it have it: `tries`, `days`, `wanted_tries`, `wanted_days`.
pub type Told = Vec<(String, Fact)>;

fn set(office: &Office, key: &str) -> i64 {
    office.whole(&format!("follow_up.{key}"), 1).max(0)
}

fn many(office: &Office, key: &str) -> usize {
    usize::try_from(set(office, key)).unwrap_or(usize::MAX)
}

/// What it takes before a follow-up may be left out.
pub fn wanted(office: &Office) -> Tries {
    Tries {
        tries: many(office, "exempt_tries"),
        days: many(office, "exempt_days"),
    }
}

/// Whether it may be left out.
pub fn may_leave_out(office: &Office, follow_up: &FollowUp) -> bool {
    follow_up.tried(office.zone).reach(wanted(office))
}

/// How often it was tried, and how often it must be.
pub fn told(office: &Office, follow_up: &FollowUp) -> Told {
    let (tried, wanted) = (follow_up.tried(office.zone), wanted(office));
    [
        ("tries", tried.tries),
        ("days", tried.days),
        ("wanted_tries", wanted.tries),
        ("wanted_days", wanted.days.min(wanted.tries)),
    ]
    .map(|(name, count)| {
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        (name.to_owned(), Fact::Count(count))
    })
    .to_vec()
}

/// When somebody who does not answer now is called again.
pub fn next_try(office: &Office, follow_up: &FollowUp, now: Instant) -> Instant {
    let minute = |hours: i64| u16::try_from(hours * 60).unwrap_or(u16::MAX);
    let rule = Again {
        day_tries: many(office, "day_tries"),
        minutes: set(office, "again_minutes"),
        until: minute(set(office, "until_hour")),
        days: i32::try_from(set(office, "again_days")).unwrap_or(1),
        working: office.setting("follow_up.again_working") == "yes",
        morning: MORNING,
    };
    let tries = follow_up.tried_on(office.today(now), office.zone) + 1;
    rule.next(now, tries, office.zone, &office.calendar)
}

/// Why nothing more is recorded of one that has ended: what became of it, by whom and when.
pub fn ended(tx: &dyn ReadTx, office: &Office, now: Instant, one: &FollowUp) -> Run<Refusal> {
    let state = format!("state-followup-{}", one.state());
    let refusal = Refusal::new(Why::NotFromHere)
        .with("state", Fact::Term(state))
        .with("number", one.number.short(office.today(now)));
    let last = one.attempts.last();
    let Some(last) = last.filter(|last| one.ended_at == Some(last.at) && !one.undone) else {
        return Ok(refusal);
    };
    let by = staff_name(tx, last.by)?;
    Ok(refusal.with("by", by).with("at", Fact::At(last.at)))
}
