//! What a pending command and a member of staff say of themselves.

use super::{Said, category_said, short};
use crate::domain::error::Fact;
use crate::domain::household::{masked_id, masked_phone};
use crate::domain::money::Amount;
use crate::domain::office::{Approval, ApprovalState};
use crate::domain::register::Field;
use crate::domain::staff::Staff;
use crate::service::approval::understood;
use crate::service::args::Reading;
use crate::service::command::{Kind, row};
use crate::service::halt::Run;
use crate::service::queries::Asking;
use crate::service::queries::asked::{PLAN, asked};
use crate::service::queries::facts::Facts;
use crate::service::queries::rows::{load, named};
use crate::service::registers::{masked, set};
use crate::service::subject::by_number;

pub(super) fn approval_said(asking: Asking<'_>, approval: &Approval) -> Run<Said> {
    let mut facts = Facts::default();
    facts.term("command", command_key(&approval.command));
    if let Some(number) = approval.subject {
        let about = by_number(asking.tx, number)?.and_then(|found| found.subject());
        facts.link("number", &short(asking, number), about);
    }
    let asked = asked(asking, approval)?;
    facts
        .text("premises", &asked.premises)
        .text("summary", &asked.summary);
    for change in &asked.changes {
        facts.text("would_change", change);
    }
    let inner = row(&approval.command);
    let args = match inner {
        // Days and times mean what they meant when it was asked.
        Some(inner) => understood(
            Reading {
                tx: asking.tx,
                office: asking.office,
                now: approval.asked_at,
            },
            inner,
            &approval.args,
        )?,
        None => approval.args.clone(),
    };
    for (name, text) in &args {
        let known = inner.and_then(|row| row.arg(name));
        // The home it is about has been named.
        let home = text.trim() == asked.premises || approval.bound.is_some();
        if (name == "subject" || name == "premises") && home {
            continue;
        }
        match masked_field(&approval.command, name) {
            Some(field) => {
                facts.text(name, &masked(field, text));
            }
            None => said_arg(asking, &mut facts, name, text, known.map(|arg| arg.kind)),
        }
    }
    if asked.of_record {
        if let Some(amount) = asked.amount {
            facts.money("amount", amount);
        }
        if approval.command == PLAN {
            facts.text("plan", &asked.why);
        }
    }
    facts
        .text("asked_by", &named(asking, Some(approval.asked_by))?)
        .at("asked_at", Some(approval.asked_at))
        .term("needs_rank", format!("rank-{}", approval.rank.name()));
    if approval.state == ApprovalState::Pending {
        facts.at("expires_at", Some(approval.expires_at));
    }
    facts
        .text("decided_by", &named(asking, approval.decided_by)?)
        .at("decided_at", approval.decided_at)
        .text("decision", &approval.reason);
    Ok(Said {
        kind: String::from("approval"),
        state: approval.state.name().to_owned(),
        fields: facts.done(),
        text: String::new(),
    })
}

/// The field of a register an argument of its command fills, where nobody sees it but for a reason.
fn masked_field(command: &str, name: &str) -> Option<&'static Field> {
    let (register, _) = command.split_once('.')?;
    let field = set().named(register)?.register.field(name)?;
    field.masked.then_some(field)
}

/// Adds what an argument of a pending command says; a PIN never, what is personal masked.
fn said_arg(asking: Asking<'_>, facts: &mut Facts, name: &str, text: &str, kind: Option<Kind>) {
    match kind {
        Some(Kind::Pin) => {}
        Some(Kind::Phone) => {
            facts.text(name, &masked_phone(text));
        }
        Some(Kind::Names) if name == "phone" => {
            let phones: Vec<String> = text
                .split([',', '，', ' '])
                .filter(|phone| !phone.is_empty())
                .map(masked_phone)
                .collect();
            facts.text(name, &phones.join(" "));
        }
        Some(_) if name == "id_number" => {
            facts.text(name, &masked_id(text));
        }
        Some(Kind::Amount | Kind::AmountOrZero) => match Amount::parse(text.trim()) {
            Ok(amount) => {
                facts.put(name, amount);
            }
            Err(_) => {
                facts.text(name, text);
            }
        },
        Some(Kind::Day | Kind::ComingDay | Kind::When | Kind::AnyTime) => match text.parse() {
            Ok(day) => {
                facts.put(name, Fact::Day(day));
            }
            Err(_) => {
                facts.text(name, text);
            }
        },
        Some(Kind::Yes) if text == "yes" || text == "no" => {
            facts.term(name, format!("choice-{text}"));
        }
        Some(Kind::Choice(known)) => {
            facts.choice(name, name, text, known);
        }
        Some(Kind::Category) => {
            facts.said(name, category_said(asking.office, text));
        }
        _ => {
            facts.text(name, text);
        }
    }
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
        .day(
            "away_until",
            staff
                .away_until
                .filter(|_| staff.is_away(asking.office.today(asking.now))),
        )
        .yes("left", !staff.active)
        .put("load", Fact::Count(load(asking, staff)?));
    Ok(Said {
        kind: String::from("staff"),
        state: String::new(),
        fields: facts.done(),
        text: String::new(),
    })
}
