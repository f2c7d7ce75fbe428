//! What an entry's register lets be done to it where it stands.

use crate::domain::calendar::Instant;
use crate::domain::error::{Fact, Refusal, Why};
use crate::domain::register::{Register, RegisterEntry};
use crate::domain::staff::{Actor, Rank};
use crate::service::office::Office;

use super::rows::{EDIT, REVEAL};
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
