//! What a pending command and a member of staff say of themselves.

use super::{Said, short};
use crate::domain::error::Fact;
use crate::domain::household::masked_phone;
use crate::domain::office::{Approval, ApprovalState};
use crate::domain::staff::Staff;
use crate::service::command::{Kind, row};
use crate::service::halt::Run;
use crate::service::queries::Asking;
use crate::service::queries::facts::Facts;
use crate::service::queries::rows::{load, named};
use crate::service::subject::by_number;

pub(super) fn approval_said(asking: Asking<'_>, approval: &Approval) -> Run<Said> {
    let mut facts = Facts::default();
    facts.term("command", command_key(&approval.command));
    if let Some(number) = approval.subject {
        let about = by_number(asking.tx, number)?.and_then(|found| found.subject());
        facts.link("number", &short(asking, number), about);
    }
    for (name, text) in &approval.args {
        let kind = row(&approval.command)
            .and_then(|row| row.arg(name))
            .map(|arg| arg.kind);
        match kind {
            Some(Kind::Pin) => {}
            Some(Kind::Phone) => {
                facts.text(name, &masked_phone(text));
            }
            _ => {
                facts.text(name, text);
            }
        }
    }
    facts
        .text("asked_by", &named(asking, Some(approval.asked_by))?)
        .at("at", Some(approval.asked_at))
        .term("rank", format!("rank-{}", approval.rank.name()));
    if approval.state == ApprovalState::Pending {
        facts.at("until", Some(approval.expires_at));
    }
    facts
        .text("decided_by", &named(asking, approval.decided_by)?)
        .at("decided_at", approval.decided_at)
        .text("reason", &approval.reason);
    Ok(Said {
        kind: String::from("approval"),
        state: approval.state.name().to_owned(),
        fields: facts.done(),
        text: String::new(),
    })
}

/// The key of a command's name in the word files.
pub(super) fn command_key(command: &str) -> String {
    format!("command-{}", command.replace('.', "-"))
}

pub(super) fn staff_said(asking: Asking<'_>, staff: &Staff) -> Run<Said> {
    let mut facts = Facts::default();
    facts
        .text("name", &staff.name)
        .term("rank", format!("rank-{}", staff.rank.name()));
    for side in &staff.sides {
        facts.term("role", format!("role-{}", side.name()));
    }
    facts
        .text("account", staff.account.as_deref().unwrap_or_default())
        .text("trade", &staff.trades.join(" "))
        .text("building", &staff.buildings.join(" "))
        .text(
            "phone",
            &masked_phone(staff.phone.as_deref().unwrap_or_default()),
        )
        .yes("on_duty", staff.on_duty)
        .yes("left", !staff.active)
        .put("load", Fact::Count(load(asking, staff)?));
    Ok(Said {
        kind: String::from("staff"),
        state: String::new(),
        fields: facts.done(),
        text: String::new(),
    })
}
