//! Pending commands: asked by one person, decided by another (reliability D12).

use crate::domain::calendar::{DAY_MS, Instant};
use crate::domain::id::{ApprovalId, Letter};
use crate::domain::office::{Approval, ApprovalState};
use crate::domain::staff::Rank;
use crate::service::command::{Command, Made};
use crate::service::halt::Run;
use crate::service::subject::Subject;
use crate::service::work::Work;
use crate::storage::kept::to_bytes;

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

/// Puts a command by until somebody of `rank` decides.
pub fn ask(work: &mut Work<'_>, command: &Command, rank: Rank) -> Run<Made> {
    let number = work.number(Letter::Approval)?;
    let days = work.office.whole("approval.expires_days", 7);
    let subject_version = work.found.version().unwrap_or(0);
    let subject = work.found.number();
    let named = subject.map(crate::domain::id::Number::full);
    let mut approval = Approval {
        id: ApprovalId(work.next_id::<Approval>()?),
        version: 0,
        number,
        command: command.name.clone(),
        subject,
        subject_version,
        digest: digest(
            &command.name,
            named.as_deref(),
            subject_version,
            &command.args,
        ),
        args: command.args.clone(),
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
