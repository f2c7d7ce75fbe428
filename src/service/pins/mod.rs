//! PINs of the shared desk: sealed before a command carries one, and checked when somebody signs on.
//!
//! The server holds the pepper (reliability H28) and calls `seal` on a command before `execute`, so that
//! the request table, the audit log and the drafts see a salted hash and never the digits.

mod throttle;

pub use throttle::{Gate, Ticks, Who, begin, forgive, passed};

use std::sync::{Mutex, PoisonError};

use argon2::{Algorithm, Argon2, Block, Params, Version};

use crate::domain::calendar::Instant;
use crate::domain::error::{Fact, Refusal, Why};
use crate::domain::staff::{Actor, Rank, Right, Side, Staff, may};
use crate::service::command::{Command, Kind, row};
use crate::service::halt::{Halt, Run};
use crate::service::lookup;
use crate::service::office::Office;
use crate::service::requests::RequestId;
use crate::service::subject::{self, Found};
use crate::storage::ReadTx;
use crate::storage::codec::hex;

/// The argument in which a command is given the PIN somebody has, before it gives them another.
pub const OLD: &str = "old";

/// Fewest digits of a PIN.
pub const LEAST_DIGITS: usize = 4;
/// Fewest digits for who may approve (reliability H29).
pub const LEAST_OF_APPROVERS: usize = 6;
/// Most digits of a PIN.
pub const MOST_DIGITS: usize = 12;

/// Memory in KiB, passes and lanes: 19 MiB, 2, 1 (reliability D26).
const COST: (u32, u32, u32) = (19 * 1024, 2, 1);
/// Bytes of a hash.
const HASH_BYTES: usize = 32;
/// Bytes from which on an allocator gives memory back to the system and keeps none for the thread that asked: in
/// glibc at most 32 MiB. What is not used of it costs nothing.
const GIVEN_BACK: usize = 33 << 20;
/// Held by who makes a hash.
static TURN: Mutex<()> = Mutex::new(());
/// What stands before a hash: how it was made.
const SCHEME: &str = "argon2id,19456,2,1";
/// Checked where there is no PIN, so that the answer takes as long (reliability H28).
const NOBODY: [u8; 16] = [0x5a; 16];

/// A PIN as a command carries it: how many digits it had, and its hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// How many digits.
    pub digits: usize,
    /// As kept with the member of staff.
    pub hash: String,
}

impl Sealed {
    /// Reads the form `seal` writes; digits in clear are none.
    pub fn read(text: &str) -> Option<Self> {
        let (digits, hash) = text.split_once(':')?;
        let digits: usize = digits.parse().ok()?;
        let whole = (LEAST_DIGITS..=MOST_DIGITS).contains(&digits)
            && hash.starts_with(SCHEME)
            && parts(hash).is_some();
        whole.then(|| Self {
            digits,
            hash: hash.to_owned(),
        })
    }
}

/// The fewest digits for somebody of this rank.
pub fn least_digits(rank: Rank) -> usize {
    if may(rank, &[], Right::Approve) {
        LEAST_OF_APPROVERS
    } else {
        LEAST_DIGITS
    }
}

/// The refusal of a PIN of the wrong form.
pub fn bad_pin(least: usize) -> Refusal {
    Refusal::new(Why::BadPin).with("least", least)
}

/// Whether an argument only shows who asks: the old PIN, which is no part of what is asked for.
pub fn proves(command: &str, arg: &str) -> bool {
    let is_pin =
        |row: &crate::service::command::Row| row.arg(arg).is_some_and(|arg| arg.kind == Kind::Pin);
    arg == OLD && row(command).is_some_and(is_pin)
}

/// Whether an actor who gives `staff` a PIN must give the old one: whoever has one and gives themselves
/// another. A seat that was left is anybody's.
pub fn asks_old(actor: &Actor, staff: &Staff) -> bool {
    staff.id == actor.staff && staff.pin.is_some()
}

/// The actor, where a command replaces their own PIN.
pub fn replaced(
    tx: &dyn ReadTx,
    office: &Office,
    actor: &Actor,
    now: Instant,
    command: &Command,
) -> Run<Option<Staff>> {
    let Some(row) = row(&command.name).filter(|row| proves(row.name, OLD)) else {
        return Ok(None);
    };
    match subject::find(tx, office, now, row.about, command.subject.as_deref()) {
        Ok(Found::Staff(staff)) if asks_old(actor, &staff) => Ok(Some(*staff)),
        // What is wrong with it is said when it is run.
        Ok(_) | Err(Halt::Refused(_)) => Ok(None),
        Err(halt) => Err(halt),
    }
}

/// The old PIN a sealed command gives; none where there is none.
pub fn old_of(command: &Command) -> Option<Sealed> {
    let given = command.args.iter().rev().find(|(name, _)| name == OLD);
    given.and_then(|(_, text)| Sealed::read(text))
}

/// Whether an old PIN sealed with the salt of the one `staff` has is that one.
pub fn is_old(staff: &Staff, given: &Sealed) -> bool {
    staff.pin.as_ref().is_some_and(|kept| *kept == given.hash)
}

/// The refusal of an old PIN that is another.
pub fn wrong_old() -> Refusal {
    Refusal::fields(vec![Refusal::new(Why::WrongOldPin).on(OLD)])
}

/// Puts hashes in the place of the PINs of a command. The salt comes from the pepper and the request id:
/// a request sent again is the same request. An old PIN gets the salt of the one that is `kept`, so that
/// the two can be compared.
pub fn seal(
    command: &mut Command,
    request: &RequestId,
    pepper: &[u8],
    kept: Option<&str>,
) -> Result<(), Refusal> {
    let Some(row) = row(&command.name) else {
        return Ok(());
    };
    for (name, text) in &mut command.args {
        if row.arg(name).is_none_or(|arg| arg.kind != Kind::Pin) {
            continue;
        }
        let pin = text.trim();
        if !is_pin(pin) {
            return Err(Refusal::fields(vec![bad_pin(LEAST_DIGITS).on(name)]));
        }
        let digits = pin.len();
        let salt = if proves(row.name, name) {
            let kept = kept.and_then(parts).map(|(salt, _)| salt);
            kept.and_then(|salt| salt.try_into().ok()).unwrap_or(NOBODY)
        } else {
            salt(request, pepper)
        };
        let hash = hash(pin, &salt, pepper).ok_or_else(unusable)?;
        *text = format!("{digits}:{hash}");
    }
    Ok(())
}

fn salt(request: &RequestId, pepper: &[u8]) -> [u8; 16] {
    let mut hasher = blake3::Hasher::new();
    hasher.update(pepper);
    hasher.update(request);
    let mut salt = [0; 16];
    hasher.finalize_xof().fill(&mut salt);
    salt
}

fn is_pin(text: &str) -> bool {
    (LEAST_DIGITS..=MOST_DIGITS).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

fn unusable() -> Refusal {
    Refusal::new(Why::Internal).with("detail", "argon2 refused its parameters")
}

/// Returns the hash of a PIN as it is kept; nothing if the pepper cannot be used.
pub fn hash(pin: &str, salt: &[u8; 16], pepper: &[u8]) -> Option<String> {
    let digest = digest(pin, salt, pepper)?;
    Some(format!("{SCHEME}${}${}", hex(salt), hex(&digest)))
}

fn digest(pin: &str, salt: &[u8], pepper: &[u8]) -> Option<[u8; HASH_BYTES]> {
    let (memory, passes, lanes) = COST;
    let params = Params::new(memory, passes, lanes, Some(HASH_BYTES)).ok()?;
    let blocks = params.block_count();
    let argon =
        Argon2::new_with_secret(pepper, Algorithm::Argon2id, Version::V0x13, params).ok()?;
    let mut out = [0; HASH_BYTES];
    // One at a time: whoever guesses at every terminal at once gets the memory of one guess.
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let mut memory = Vec::with_capacity(blocks.max(GIVEN_BACK / Block::SIZE));
    memory.resize(blocks, Block::new());
    argon
        .hash_password_into_with_memory(pin.as_bytes(), salt, &mut out, &mut memory)
        .ok()?;
    Some(out)
}

/// Takes a kept hash apart: salt, digest.
fn parts(hash: &str) -> Option<(Vec<u8>, Vec<u8>)> {
    let mut parts = hash.strip_prefix(SCHEME)?.strip_prefix('$')?.split('$');
    let salt = unhex(parts.next()?)?;
    let digest = unhex(parts.next()?)?;
    (parts.next().is_none() && salt.len() == 16 && digest.len() == HASH_BYTES)
        .then_some((salt, digest))
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 2);
    let mut digits = text.chars();
    while let Some(high) = digits.next() {
        let value = high.to_digit(16)? * 16 + digits.next()?.to_digit(16)?;
        bytes.push(u8::try_from(value).ok()?);
    }
    Some(bytes)
}

/// Whether `pin` is that of `staff`. Takes as long for nobody, for somebody without a PIN and for
/// somebody with another.
pub fn right(staff: Option<&Staff>, pin: &str, pepper: &[u8]) -> bool {
    let kept = staff
        .filter(|staff| staff.active)
        .and_then(|staff| staff.pin.as_deref())
        .and_then(parts);
    let (salt, wanted) = kept
        .clone()
        .unwrap_or_else(|| (NOBODY.to_vec(), vec![0; HASH_BYTES]));
    let Some(found) = digest(pin, &salt, pepper) else {
        return false;
    };
    let difference = found
        .iter()
        .zip(&wanted)
        .fold(0, |sum: u8, (one, other)| sum | (one ^ other));
    kept.is_some() && difference == 0
}

/// Whether somebody signs on with a PIN at all: a worker has no screen, a script has its account.
fn takes_pin(staff: &Staff) -> bool {
    staff.rank > Rank::Worker && !staff.sides.contains(&Side::Service)
}

/// The names of those who can sign on with a PIN.
pub fn who_may_sign_on(tx: &dyn ReadTx) -> Run<Vec<String>> {
    Ok(lookup::every::<Staff>(tx)?
        .into_iter()
        .filter(|staff| staff.active && staff.pin.is_some() && takes_pin(staff))
        .map(|staff| staff.name)
        .collect())
}

/// Returns whom a typed name means at sign-on, and the key their tries are counted under. A name that is
/// nobody's, or several people's, is counted in the same way.
pub fn who(tx: &dyn ReadTx, typed: &str) -> Run<(Who, Option<Staff>)> {
    match lookup::staff(tx, typed, takes_pin) {
        Ok(staff) => Ok((Who::staff(staff.id), Some(staff))),
        Err(Halt::Refused(_)) => Ok((Who::unknown(typed), None)),
        Err(halt) => Err(halt),
    }
}

/// The one answer to a wrong name and a wrong PIN.
pub fn wrong() -> Refusal {
    Refusal::new(Why::WrongPin)
}

/// The answer while no try is taken.
pub fn shut(wait_ms: u64) -> Refusal {
    let minutes = i64::try_from(wait_ms.div_ceil(60_000)).unwrap_or(i64::MAX);
    Refusal::new(Why::PinLocked).with("minutes", Fact::Count(minutes))
}

/// The answer once only another PIN helps.
pub fn spent() -> Refusal {
    Refusal::new(Why::PinSpent)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PEPPER: &[u8] = b"a pepper of thirty-two bytes ...";

    fn staff(pin: Option<String>) -> Staff {
        let id = crate::domain::id::StaffId(3);
        Staff {
            pin,
            ..Staff::new(id, "李芳".into(), Rank::Receptionist)
        }
    }

    #[test]
    fn a_sealed_pin_opens_with_its_digits_and_pepper_alone() {
        let mut command = Command::new("staff.pin").about("李芳").arg("pin", "4711");
        seal(&mut command, &[7; 16], PEPPER, None).unwrap();
        let text = &command.args[0].1;
        assert!(!text.contains("4711"), "{text}");
        let sealed = Sealed::read(text).unwrap();
        assert_eq!(sealed.digits, 4);
        let kept = staff(Some(sealed.hash));
        assert!(right(Some(&kept), "4711", PEPPER));
        assert!(!right(Some(&kept), "4712", PEPPER));
        assert!(!right(Some(&kept), "4711", b"another pepper"));
        let mut gone = kept;
        gone.active = false;
        assert!(!right(Some(&gone), "4711", PEPPER));
    }

    #[test]
    fn the_same_request_seals_alike_and_another_does_not() {
        let sealed = |request: RequestId| {
            let mut command = Command::new("staff.pin").arg("pin", "471147");
            seal(&mut command, &request, PEPPER, None).unwrap();
            command
        };
        assert_eq!(sealed([1; 16]), sealed([1; 16]));
        assert_ne!(sealed([1; 16]), sealed([2; 16]));
    }

    #[test]
    fn an_old_pin_is_compared_with_the_one_that_is_kept_and_is_no_part_of_the_request() {
        let kept = staff(hash("4711", &[9; 16], PEPPER));
        let sealed = |old: &str, kept: Option<&str>| {
            let mut command = Command::new("staff.pin").arg(OLD, old).arg("pin", "1234");
            seal(&mut command, &[1; 16], PEPPER, kept).unwrap();
            command
        };
        let is_old = |command: &Command| is_old(&kept, &old_of(command).unwrap());
        let (right, wrong) = (
            sealed("4711", kept.pin.as_deref()),
            sealed("4712", kept.pin.as_deref()),
        );
        assert!(is_old(&right) && !is_old(&wrong) && !is_old(&sealed("4711", None)));
        assert!(!format!("{right:?}").contains("4711"));
        let body = |command: &Command| crate::service::requests::body_hash(3, command);
        assert_eq!(body(&right), body(&wrong));
        let mut other = right.clone();
        other.args[1].1.push('0');
        assert_ne!(body(&right), body(&other));
    }

    #[test]
    fn what_is_no_pin_is_refused_and_other_commands_are_left_alone() {
        for bad in ["", "123", "12a4", "1234567890123", "１２３４"] {
            let mut command = Command::new("staff.pin").arg("pin", bad);
            assert!(seal(&mut command, &[0; 16], PEPPER, None).is_err(), "{bad}");
        }
        let mut other = Command::new("staff.add").arg("name", "1234");
        seal(&mut other, &[0; 16], PEPPER, None).unwrap();
        assert_eq!(other.args[0].1, "1234");
    }

    #[test]
    fn digits_in_clear_are_not_sealed() {
        for text in ["4711", "4:4711", "4:argon2id,19456,2,1$00$00", ""] {
            assert_eq!(Sealed::read(text), None, "{text}");
        }
    }

    #[test]
    fn nobody_and_somebody_without_a_pin_are_never_right() {
        assert!(!right(None, "4711", PEPPER));
        assert!(!right(Some(&staff(None)), "4711", PEPPER));
        assert!(!right(Some(&staff(Some("garbage".into()))), "4711", PEPPER));
    }

    #[test]
    fn approvers_need_more_digits() {
        assert_eq!(least_digits(Rank::Receptionist), 4);
        assert_eq!(least_digits(Rank::Supervisor), 6);
    }
}
