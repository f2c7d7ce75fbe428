//! What an entry's register lets be done to it where it stands.

use crate::domain::calendar::Instant;
use crate::domain::error::{Fact, Refusal, Why};
use crate::domain::register::{Place, Register, RegisterEntry};
use crate::domain::staff::{Actor, Rank};
use crate::service::office::Office;

use super::rows::{EDIT, PURGE, REVEAL};
use super::set;

/// The register of an entry, if it is still declared.
pub fn in_force(entry: &RegisterEntry) -> Option<&'static Register> {
    set().named(&entry.register).map(|one| one.register)
}

/// The state of an entry as a fact.
pub fn state(register: &Register, entry: &RegisterEntry) -> Fact {
    Fact::Term(format!(
        "state-{}-{}",
        register.name,
        register.state(&entry.state)
    ))
}

/// Why `act` cannot be done to an entry by this person, as far as the entry alone tells.
pub fn not_from_here(
    (office, now, actor): (&Office, Instant, &Actor),
    command: &str,
    entry: &RegisterEntry,
) -> Option<Refusal> {
    let (name, act) = command.split_once('.')?;
    let number = || entry.number.short(office.today(now));
    let unknown = || Refusal::new(Why::UnknownRecord).with("number", number());
    if name != entry.register {
        return Some(unknown());
    }
    let Some(register) = in_force(entry) else {
        return Some(unknown());
    };
    let from_here = || {
        Refusal::new(Why::NotFromHere)
            .with("state", state(register, entry))
            .with("number", number())
    };
    match act {
        REVEAL => None,
        PURGE if entry.purged_at.is_some() => Some(Refusal::new(Why::NothingChanged)),
        PURGE if past_keep(office, now, register, entry) => None,
        PURGE => Some(still_kept(register, entry, office).with("number", number())),
        EDIT => {
            let least = register.correction.as_ref().map(|one| rank(one.right));
            if entry.open() {
                least.and_then(|least| too_low(actor, least))
            } else {
                Some(from_here())
            }
        }
        _ if entry.undone => Some(from_here()),
        _ => {
            let way = register.life().path(register.state(&entry.state), act);
            if way.is_empty() {
                return Some(from_here());
            }
            too_low(actor, rank(crate::domain::lifecycle::right(&way)))
        }
    }
}

/// The instant before which an entry must have ended for nobody to need it any more; none where everything is kept.
pub fn kept_until(office: &Office, now: Instant, register: &Register) -> Option<Instant> {
    let day = register.kept_from(office.today(now))?;
    Some(office.zone.at(day, 0))
}

/// Whether an entry is over for longer than its register keeps it, and what is personal in it was not emptied yet.
pub fn past_keep(
    office: &Office,
    now: Instant,
    register: &Register,
    entry: &RegisterEntry,
) -> bool {
    // What was taken back is over too.
    let over = (entry.place == Place::Closed || entry.undone) && entry.purged_at.is_none();
    over && kept_until(office, now, register).is_some_and(|until| entry.moved_at < until)
}

/// Why what is masked is not emptied yet: it is open, or kept so many months from its last day on.
fn still_kept(register: &Register, entry: &RegisterEntry, office: &Office) -> Refusal {
    Refusal::new(Why::StillKept)
        .with("state", state(register, entry))
        .with("day", Fact::Day(office.zone.day_of(entry.moved_at)))
        .with(
            "count",
            Fact::Count(register.keep.unwrap_or_default().into()),
        )
}

/// Refuses somebody below `least`.
pub fn too_low(actor: &Actor, least: Rank) -> Option<Refusal> {
    (actor.rank < least).then(|| {
        Refusal::new(Why::RankTooLow).with("rank", Fact::Term(format!("rank-{}", least.name())))
    })
}

/// A rank of the declarations as a rank of the staff.
pub fn rank(rank: crate::domain::lifecycle::Rank) -> Rank {
    Rank::from_name(rank.name()).unwrap_or(Rank::Leadership)
}
