//! Pending commands: asked by one person, decided by another (reliability D12).

use crate::domain::calendar::{DAY_MS, Instant};
use crate::domain::id::{ApprovalId, Letter, Number};
use crate::domain::office::{Approval, ApprovalState};
use crate::domain::staff::Rank;
use crate::service::args::{self, Reading, Value, Values};
use crate::service::books::deposit_name;
use crate::service::command::{About, Command, Made, Row, row};
use crate::service::halt::{Halt, Run};
use crate::service::lookup;
use crate::service::office::Office;
use crate::service::subject::{self, Found, Subject};
use crate::service::work::Work;
use crate::storage::codec::Key;
use crate::storage::kept::indexes::APPROVAL_PENDING;
use crate::storage::kept::to_bytes;
use crate::storage::{Direction, ReadTx};

/// The digest of exactly what will be done: command, record, its version, arguments, what it is bound to.
pub fn digest(approval: &Approval) -> Vec<u8> {
    let subject = approval.subject.map(crate::domain::id::Number::full);
    let said = (
        &approval.command,
        subject.as_deref(),
        approval.subject_version,
        &approval.args,
    );
    let mut hasher = blake3::Hasher::new();
    hasher.update(&to_bytes(&said));
    // What is bound to nothing more is digested as it always was.
    if let Some(bound) = &approval.bound {
        hasher.update(&to_bytes(bound));
    }
    hasher.finalize().as_bytes().to_vec()
}

/// The command that does what waits.
pub const GRANT: &str = "approval.grant";

/// The command whose request holds its ticket back until it is decided.
pub const EXPENSE: &str = "ticket.expense";

/// The argument that names the record where it has no number; no row has one of this name.
const SUBJECT: &str = "subject";

/// How a record without a number is named so that only it is meant.
pub fn name_of(office: &Office, found: &Found) -> Option<String> {
    match found {
        Found::Household(home) => Some(office.home_name(home)),
        Found::Staff(staff) => Some(staff.name.clone()),
        Found::Person(person) => Some(format!("P{}", person.id.0)),
        Found::Deposit(deposit) => Some(deposit_name(deposit.id)),
        _ => None,
    }
}

/// What is asked as it was understood when it was asked: a day as that day, a person as that person.
/// What does not read stays as it was typed.
pub fn understood(
    reading: Reading<'_>,
    row: &Row,
    given: &[(String, String)],
) -> Run<Vec<(String, String)>> {
    let one = |(name, text): &(String, String)| {
        let typed = text.trim();
        let read = match row.arg(name) {
            Some(arg) if !typed.is_empty() => args::value(reading, arg, typed),
            _ => return Ok((name.clone(), typed.to_owned())),
        };
        let text = match read {
            Ok(value) => plain(reading, &value),
            Err(Halt::Refused(_)) => None,
            Err(halt) => return Err(halt),
        };
        Ok((name.clone(), text.unwrap_or_else(|| typed.to_owned())))
    };
    given.iter().map(one).collect()
}

/// A value in the form that means the same on any day and to anybody; nothing where that is as typed.
fn plain(reading: Reading<'_>, value: &Value) -> Option<String> {
    Some(match value {
        Value::Day(day) => day.to_string(),
        Value::When(when) => when.to_string(),
        Value::Month(month) => month.to_string(),
        Value::Amount(amount) => amount.to_string(),
        Value::Number(number) => number.full(),
        Value::Yes(yes) => String::from(if *yes { "yes" } else { "no" }),
        Value::Premises(home) => reading.office.home_name(home),
        Value::Staff(staff) => staff.name.clone(),
        Value::Person(person) => format!("P{}", person.id.0),
        Value::FeeItem(item) => item.name.clone(),
        _ => return None,
    })
}

/// Returns the record a pending command is about, as it is now, and the arguments without its name.
pub fn subject_of(
    work: &Work<'_>,
    row: &Row,
    approval: &Approval,
) -> Run<(Found, Vec<(String, String)>)> {
    let mut args = approval.args.clone();
    if row.about == About::Nothing {
        return Ok((Found::Nothing, args));
    }
    let named = args
        .iter()
        .find(|(name, _)| name == SUBJECT)
        .map(|(_, text)| text.clone())
        .or_else(|| approval.subject.map(crate::domain::id::Number::full));
    args.retain(|(name, _)| name != SUBJECT);
    let found = subject::find(
        work.tx(),
        work.office,
        work.now,
        row.about,
        named.as_deref(),
    )?;
    Ok((found, args))
}

/// What waits to be decided, what is over first at the front; at most so many.
pub fn pending(tx: &dyn ReadTx, most: usize) -> Run<Vec<Approval>> {
    lookup::all(tx, APPROVAL_PENDING, Key::new(), Direction::Forward, most)
}

/// Returns what still waits although its time is over, the oldest first.
pub fn expired(tx: &dyn ReadTx, now: Instant) -> Run<Vec<Approval>> {
    let mut waiting = pending(tx, usize::MAX)?;
    waiting.retain(|approval| approval.expires_at <= now);
    Ok(waiting)
}

/// The request of a command about a record that waits to be decided, if one does.
pub fn pending_of(
    tx: &dyn ReadTx,
    now: Instant,
    command: &str,
    subject: Number,
) -> Run<Option<Approval>> {
    let own = |one: &Approval| one.command == command && one.subject == Some(subject);
    let mut waiting = pending(tx, usize::MAX)?.into_iter();
    Ok(waiting.find(|one| own(one) && one.expires_at > now))
}

/// What became of what a record beside an entry had copied from it.
pub enum Copy {
    /// It is of no concern: of another record, or empty already.
    Elsewhere,
    /// Somebody still needs it: the number of that record.
    Needed(Number),
    /// The names of what went.
    Emptied(Vec<String>),
}

/// Takes what is personal out of a request about a record that is decided: whatever is not known to be harmless. Its digest
/// goes with it, for what is short could be guessed from it.
pub fn forget_personal(work: &mut Work<'_>, of: Subject, about: Number) -> Run<Copy> {
    let mut approval: Approval = work.get(of.id)?;
    if approval.subject != Some(about) || approval.digest.is_empty() {
        return Ok(Copy::Elsewhere);
    }
    let asked = row(&approval.command);
    let harmless = |name: &str| {
        let known = asked.and_then(|row| row.arg(name));
        name == SUBJECT || known.is_some_and(|arg| !arg.personal)
    };
    if approval.args.iter().all(|(name, _)| harmless(name)) {
        return Ok(Copy::Elsewhere);
    }
    if approval.state == ApprovalState::Pending {
        return Ok(Copy::Needed(approval.number));
    }
    let (kept, gone): (Vec<_>, Vec<_>) = std::mem::take(&mut approval.args)
        .into_iter()
        .partition(|(name, _)| harmless(name));
    approval.args = kept;
    approval.digest.clear();
    work.put(&mut approval)?;
    Ok(Copy::Emptied(
        gone.into_iter().map(|(name, _)| name).collect(),
    ))
}

/// Puts a command by until somebody of `rank` decides.
pub fn ask(work: &mut Work<'_>, command: &Command, values: &Values, rank: Rank) -> Run<Made> {
    let bound = match work.row.binds {
        Some(binds) => Some(binds(work, values)?),
        None => None,
    };
    let number = work.number(Letter::Approval)?;
    let days = work.office.whole("approval.expires_days", 7);
    let subject_version = work.found.version().unwrap_or(0);
    let subject = work.found.number();
    let reading = Reading {
        tx: work.tx(),
        office: work.office,
        now: work.now,
    };
    let mut args = understood(reading, work.row, &command.args)?;
    args.extend(name_of(work.office, &work.found).map(|name| (SUBJECT.to_owned(), name)));
    let mut approval = Approval {
        id: ApprovalId(work.next_id::<Approval>()?),
        version: 0,
        number,
        command: command.name.clone(),
        subject,
        subject_version,
        digest: Vec::new(),
        args,
        asked_by: work.actor.staff,
        asked_at: work.now,
        expires_at: Instant::from_ms(work.now.ms().saturating_add(days.saturating_mul(DAY_MS))),
        rank,
        state: ApprovalState::Pending,
        decided_by: None,
        decided_at: None,
        reason: String::new(),
        bound,
    };
    approval.digest = digest(&approval);
    work.put(&mut approval)?;
    if let Some(subject) = work.found.subject() {
        work.touch(subject);
    }
    work.touch(Subject::of(&approval));
    Ok(Made::of(number)
        .with(
            "command",
            crate::domain::error::Fact::Term(format!("command-{}", command.name.replace('.', "-"))),
        )
        .with(
            "rank",
            crate::domain::error::Fact::Term(format!("rank-{}", rank.name())),
        ))
}
