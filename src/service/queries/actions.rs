//! What can be done to a record now, and why the rest cannot.

use crate::domain::error::{Fact, Refusal, Why};
use crate::domain::id::Number;
use crate::domain::ledger::{Charge, DepositFault, ReliefKind};
use crate::domain::lifecycle::{Kind, Lifecycle, right};
use crate::domain::money::Amount;
use crate::domain::office::ApprovalState;
use crate::domain::staff::Rank;
use crate::domain::ticket::Ticket;
use crate::service::args::Values;
use crate::service::books::{deposit_name, deposit_refused, owed_by, plan_of, relievable};
use crate::service::command::{About, Row, rows};
use crate::service::deadlines::kind_of_state;
use crate::service::execute::authorise;
use crate::service::follow_up_rule;
use crate::service::halt::{Halt, Run};
use crate::service::queries::Asking;
use crate::service::queries::found::load;
use crate::service::registers::{PURGE, not_from_here};
use crate::service::subject::{Found, Subject};
use crate::service::view::Action;
use crate::service::work::Work;
use crate::storage::record::get;

/// Answers `Query::Actions`: every command about records of this kind, in the order of the table.
pub fn actions(asking: Asking<'_>, subject: Subject) -> Run<Vec<Action>> {
    let found = load(asking.tx, subject)?;
    let about = about(&found);
    let mut actions = Vec::new();
    for row in rows().filter(|row| row.about == about && !row.hidden && suits(row, &found)) {
        let refused = refused(asking, row, &found)?;
        actions.push(Action {
            command: row.name.to_owned(),
            needs_approval: refused.is_none() && needs_approval(asking, row, &found)?,
            refused,
        });
    }
    Ok(actions)
}

/// What commands on this record are about.
pub const fn about(found: &Found) -> About {
    match found {
        Found::Nothing => About::Nothing,
        Found::Ticket(_) => About::Ticket,
        Found::Contact(_) => About::Contact,
        Found::FollowUp(_) => About::FollowUp,
        Found::Household(_) => About::Household,
        Found::Payment(_) => About::Payment,
        Found::Approval(_) => About::Approval,
        Found::Staff(_) => About::Staff,
        Found::Person(_) => About::Person,
        Found::Register(_) => About::Register,
        Found::Deposit(_) => About::Deposit,
    }
}

/// The move a command on a ticket asks for: the last part of its name, if any lifecycle has it.
fn move_of(row: &Row) -> Option<&'static str> {
    let name = row.name.strip_prefix("ticket.")?;
    let known = |life: &Lifecycle| life.moves().iter().any(|step| step.name == name);
    Kind::ALL
        .iter()
        .any(|kind| known(Lifecycle::load(*kind)))
        .then_some(name)
}

/// Whether records like this one ever take the command: a repair has no plan to approve.
fn suits(row: &Row, found: &Found) -> bool {
    match (found, move_of(row)) {
        (Found::Ticket(ticket), Some(ACCEPT)) if asks_for_notice(ticket) => {
            ticket.waits_for().is_some()
        }
        (Found::Ticket(ticket), Some(name)) => ticket
            .kind
            .life()
            .moves()
            .iter()
            .any(|step| step.name == name),
        (Found::Register(entry), _) => row.name.split_once('.').is_some_and(|(register, act)| {
            // What is personal in an entry is nobody's business to empty before it is over.
            register == entry.register && (act != PURGE || !entry.open())
        }),
        (Found::FollowUp(follow_up), None) if row.name == NOTICE => follow_up.waits_for_notice(),
        _ => true,
    }
}

/// The act by which what a follow-up brought up is taken notice of.
const NOTICE: &str = "followup.accept";

/// The move by which who it was reported to takes a ticket on.
const ACCEPT: &str = "accept";

/// Whether what can be accepted of a ticket where it stands is only a report upward.
fn asks_for_notice(ticket: &Ticket) -> bool {
    let way = ticket.kind.life().path(&ticket.state, ACCEPT);
    let mut guards = way.iter().flat_map(|step| &step.rule.guards);
    guards.any(|guard| guard == "waits_for_notice")
}

/// Why the command cannot be done by this person to the record as it stands.
pub fn refused(asking: Asking<'_>, row: &Row, found: &Found) -> Run<Option<Refusal>> {
    match authorise(asking.actor, row.right) {
        Ok(()) => {}
        Err(Halt::Refused(refusal)) => return Ok(Some(refusal)),
        Err(halt) => return Err(halt),
    }
    if let (Found::Ticket(ticket), Some(name)) = (found, move_of(row)) {
        return Ok(no_way(asking, ticket, name));
    }
    if let Found::Register(entry) = found {
        let asked_by = (asking.office, asking.now, asking.actor);
        return Ok(not_from_here(asked_by, row.name, entry));
    }
    match STANDING.iter().find(|(command, _)| *command == row.name) {
        Some((_, Standing::Record(check))) => Ok(check(asking, found)),
        Some((_, Standing::Store(check))) => check(asking, found),
        None => Ok(None),
    }
}

/// Why a ticket cannot make a move: its state, or the rank the way asks for.
fn no_way(asking: Asking<'_>, ticket: &Ticket, name: &str) -> Option<Refusal> {
    let way = ticket.kind.life().path(&ticket.state, name);
    if way.is_empty() {
        return Some(ticket_not_from(asking, ticket));
    }
    let least = Rank::from_name(right(&way).name()).unwrap_or(Rank::Worker);
    // Only whom it was reported to can take it on (duties.md D-008).
    let least = if name == ACCEPT {
        least.max(ticket.acceptance())
    } else {
        least
    };
    (asking.actor.rank < least).then(|| {
        Refusal::new(Why::RankTooLow).with("rank", Fact::Term(format!("rank-{}", least.name())))
    })
}

/// Whether a second person will have to agree; what only the arguments decide counts as no.
fn needs_approval(asking: Asking<'_>, row: &'static Row, found: &Found) -> Run<bool> {
    let Some(needs) = row.needs else {
        return Ok(false);
    };
    let mut work = Work::new(asking.tx, asking.actor, asking.now, asking.office, row);
    work.found = found.clone();
    match needs(&work, &Values::default()) {
        Ok(rank) => Ok(rank.is_some()),
        Err(Halt::Refused(_)) => Ok(false),
        Err(halt) => Err(halt),
    }
}

/// Says why a record, as it stands, does not take a command.
enum Standing {
    /// From the record alone.
    Record(fn(Asking<'_>, &Found) -> Option<Refusal>),
    /// From what is kept beside it.
    Store(fn(Asking<'_>, &Found) -> Run<Option<Refusal>>),
}

/// What stands in the way of commands that no lifecycle rules.
const STANDING: &[(&str, Standing)] = &[
    ("ticket.edit", Standing::Record(ticket_open)),
    ("contact.answer", Standing::Record(contact_open)),
    ("contact.take", Standing::Record(contact_unheard)),
    ("contact.edit", Standing::Record(contact_stands)),
    ("followup.record", Standing::Store(follow_up_open)),
    ("payment.reverse", Standing::Record(not_reversed)),
    ("approval.grant", Standing::Record(pending)),
    ("approval.refuse", Standing::Record(pending)),
    ("approval.withdraw", Standing::Record(asked_by_self)),
    ("charge.reduce", Standing::Store(owes)),
    ("charge.write_off", Standing::Store(owes)),
    ("charge.restore", Standing::Store(written_off)),
    ("plan.agree", Standing::Store(owes)),
    ("plan.end", Standing::Store(has_plan)),
    ("deposit.return", Standing::Store(holds)),
    ("deposit.keep", Standing::Store(holds)),
    ("deposit.settle", Standing::Store(holds)),
    ("deposit.reverse", Standing::Record(was_moved)),
    ("promise.record", Standing::Store(owes)),
    ("dunning.record", Standing::Store(owes)),
];

fn ticket_open(asking: Asking<'_>, found: &Found) -> Option<Refusal> {
    match found {
        Found::Ticket(ticket) if !ticket.open() => Some(ticket_not_from(asking, ticket)),
        _ => None,
    }
}

fn ticket_not_from(asking: Asking<'_>, ticket: &Ticket) -> Refusal {
    not_from(asking, kind_of_state(ticket), &ticket.state, ticket.number)
}

fn contact_open(asking: Asking<'_>, found: &Found) -> Option<Refusal> {
    match found {
        Found::Contact(contact) if !contact.open() => Some(not_from(
            asking,
            "contact",
            contact.state.name(),
            contact.number,
        )),
        _ => None,
    }
}

fn contact_unheard(asking: Asking<'_>, found: &Found) -> Option<Refusal> {
    match found {
        Found::Contact(contact) if !contact.is_unheard() => Some(not_from(
            asking,
            "contact",
            contact.state.name(),
            contact.number,
        )),
        _ => None,
    }
}

fn contact_stands(asking: Asking<'_>, found: &Found) -> Option<Refusal> {
    use crate::domain::contact::ContactState;
    match found {
        Found::Contact(contact) if contact.state == ContactState::Undone => Some(not_from(
            asking,
            "contact",
            contact.state.name(),
            contact.number,
        )),
        _ => None,
    }
}

fn follow_up_open(asking: Asking<'_>, found: &Found) -> Run<Option<Refusal>> {
    let Found::FollowUp(follow_up) = found else {
        return Ok(None);
    };
    let ended = || follow_up_rule::ended(asking.tx, asking.office, asking.now, follow_up);
    (!follow_up.open()).then(ended).transpose()
}

fn not_reversed(asking: Asking<'_>, found: &Found) -> Option<Refusal> {
    let today = asking.office.today(asking.now);
    match found {
        Found::Payment(payment) if payment.reversed_by.is_some() => {
            Some(Refusal::new(Why::AlreadyReversed).with("number", payment.number.short(today)))
        }
        _ => None,
    }
}

fn pending(asking: Asking<'_>, found: &Found) -> Option<Refusal> {
    let Found::Approval(approval) = found else {
        return None;
    };
    let today = asking.office.today(asking.now);
    if approval.state != ApprovalState::Pending {
        Some(Refusal::new(Why::Decided).with("number", approval.number.short(today)))
    } else if approval.asked_by == asking.actor.staff {
        Some(Refusal::new(Why::OwnApproval))
    } else if asking.actor.rank < approval.rank {
        let rank = Fact::Term(format!("rank-{}", approval.rank.name()));
        Some(Refusal::new(Why::RankTooLow).with("rank", rank))
    } else {
        None
    }
}

fn asked_by_self(asking: Asking<'_>, found: &Found) -> Option<Refusal> {
    let Found::Approval(approval) = found else {
        return None;
    };
    let why = match approval.state {
        ApprovalState::Pending if approval.asked_by == asking.actor.staff => return None,
        ApprovalState::Pending => Why::NotAsker,
        _ => Why::Decided,
    };
    let today = asking.office.today(asking.now);
    Some(Refusal::new(why).with("number", approval.number.short(today)))
}

fn owes(asking: Asking<'_>, found: &Found) -> Run<Option<Refusal>> {
    let Found::Household(household) = found else {
        return Ok(None);
    };
    let owed = owed_by(asking.tx, household.id)?;
    Ok((owed <= Amount::ZERO)
        .then(|| Refusal::new(Why::NothingOwed).with("premises", household.code.as_str())))
}

fn written_off(asking: Asking<'_>, found: &Found) -> Run<Option<Refusal>> {
    let Found::Household(household) = found else {
        return Ok(None);
    };
    let charges = relievable(asking.tx, household.id, ReliefKind::Restore)?;
    let nothing = || Refusal::new(Why::MoreThanWrittenOff).with("amount", Amount::ZERO);
    Ok(charges.is_empty().then(nothing))
}

fn has_plan(asking: Asking<'_>, found: &Found) -> Run<Option<Refusal>> {
    let Found::Household(household) = found else {
        return Ok(None);
    };
    let none = plan_of(asking.tx, household.id)?.is_none();
    Ok(none.then(|| Refusal::new(Why::NoPlan).with("premises", household.code.as_str())))
}

fn was_moved(_: Asking<'_>, found: &Found) -> Option<Refusal> {
    let Found::Deposit(deposit) = found else {
        return None;
    };
    let nothing = !deposit.is_open() && deposit.reversible(None).is_none();
    nothing.then(|| Refusal::new(Why::NothingToReverse).with("deposit", deposit_name(deposit.id)))
}

fn holds(asking: Asking<'_>, found: &Found) -> Run<Option<Refusal>> {
    let Found::Deposit(deposit) = found else {
        return Ok(None);
    };
    let charge: Option<Charge> = get(asking.tx, deposit.charge.0)?;
    let paid = charge.map_or(Amount::ZERO, |charge| charge.paid);
    Ok((deposit.held(paid)? <= Amount::ZERO)
        .then(|| deposit_refused(deposit, DepositFault::MoreThanHeld(Amount::ZERO))))
}

fn not_from(asking: Asking<'_>, kind: &str, state: &str, number: Number) -> Refusal {
    Refusal::new(Why::NotFromHere)
        .with("state", Fact::Term(format!("state-{kind}-{state}")))
        .with("number", number.short(asking.office.today(asking.now)))
}
