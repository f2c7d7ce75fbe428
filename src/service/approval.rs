//! Pending commands: asked by one person, decided by another (reliability D12).

use crate::domain::calendar::{DAY_MS, Instant};
use crate::domain::id::{ApprovalId, Letter};
use crate::domain::office::{Approval, ApprovalState};
use crate::domain::staff::Rank;
use crate::service::command::{About, Command, Made, Row};
use crate::service::halt::Run;
use crate::service::lookup;
use crate::service::subject::{self, Found, Subject};
use crate::service::work::Work;
use crate::storage::codec::Key;
use crate::storage::kept::indexes::APPROVAL_PENDING;
use crate::storage::kept::to_bytes;
use crate::storage::{Direction, ReadTx};

/// The digest of exactly what will be done: command, record, its version, arguments.
pub fn digest(
    command: &str,
    subject: Option<&str>,
    version: u32,
    args: &[(String, String)],
) -> Vec<u8> {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&to_bytes(&(command, subject, version, args)));
    hasher.finalize().as_bytes().to_vec()
}

/// The command that does what waits.
pub const GRANT: &str = "approval.grant";

/// The argument that names the record where it has no number; no row has one of this name.
const SUBJECT: &str = "subject";

/// How a record without a number is named so that only it is meant.
fn name_of(work: &Work<'_>) -> Option<String> {
    match &work.found {
        Found::Household(home) => Some(work.office.home_name(home)),
        Found::Staff(staff) => Some(staff.name.clone()),
        Found::Person(person) => Some(format!("P{}", person.id.0)),
        _ => None,
    }
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

/// Returns what still waits although its time is over, the oldest first.
pub fn expired(tx: &dyn ReadTx, now: Instant) -> Run<Vec<Approval>> {
    let mut waiting: Vec<Approval> = lookup::all(
        tx,
        APPROVAL_PENDING,
        Key::new(),
        Direction::Forward,
        usize::MAX,
    )?;
    waiting.retain(|approval| approval.expires_at <= now);
    Ok(waiting)
}

/// Puts a command by until somebody of `rank` decides.
pub fn ask(work: &mut Work<'_>, command: &Command, rank: Rank) -> Run<Made> {
    let number = work.number(Letter::Approval)?;
    let days = work.office.whole("approval.expires_days", 7);
    let subject_version = work.found.version().unwrap_or(0);
    let subject = work.found.number();
    let named = subject.map(crate::domain::id::Number::full);
    let mut args = command.args.clone();
    args.extend(name_of(work).map(|name| (SUBJECT.to_owned(), name)));
    let mut approval = Approval {
        id: ApprovalId(work.next_id::<Approval>()?),
        version: 0,
        number,
        command: command.name.clone(),
        subject,
        subject_version,
        digest: digest(&command.name, named.as_deref(), subject_version, &args),
        args,
        asked_by: work.actor.staff,
        asked_at: work.now,
        expires_at: Instant::from_ms(work.now.ms().saturating_add(days.saturating_mul(DAY_MS))),
        rank,
        state: ApprovalState::Pending,
        decided_by: None,
        decided_at: None,
        reason: String::new(),
    };
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
