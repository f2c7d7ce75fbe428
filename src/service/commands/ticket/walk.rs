//! Walking a ticket's lifecycle: one command, its arrows, their guards, effects and history lines.

use crate::domain::error::{Fact, Refusal, Why};
use crate::domain::history::LineKind;
use crate::domain::lifecycle::{Arrow, Group, approval, right};
use crate::domain::money::Amount;
use crate::domain::staff::{Rank, Staff};
use crate::domain::ticket::Ticket;
use crate::service::args::Values;
use crate::service::command::Made;
use crate::service::commands::ledger::end_with;
use crate::service::deadlines::{self, kind_of_state};
use crate::service::halt::Run;
use crate::service::subject::{Found, Subject};
use crate::service::work::Work;

use super::{effects, guards};

/// States that are reached when the work itself is done: the clock of the follow-up counts from there.
const FINISHED: &[&str] = &["done", "resolved", "explained", "answered"];

/// What a walk goes by.
pub struct Going<'v> {
    pub values: &'v Values,
    /// Who is sent, where somebody is.
    pub worker: Option<Staff>,
}

impl<'v> Going<'v> {
    /// A walk that sends nobody.
    pub const fn by(values: &'v Values) -> Self {
        Self {
            values,
            worker: None,
        }
    }

    /// What the history line of the move says: the first of the texts given.
    fn text(&self) -> String {
        const TEXTS: [&str; 5] = ["reason", "text", "result", "plan", "document"];
        TEXTS
            .iter()
            .find_map(|name| self.values.text(name))
            .unwrap_or_default()
            .to_owned()
    }
}

/// The ticket a command is about.
pub fn found(work: &Work<'_>) -> Run<Ticket> {
    match &work.found {
        Found::Ticket(ticket) => Ok((**ticket).clone()),
        _ => Err(Refusal::field("subject", Why::Missing).into()),
    }
}

/// The state of a ticket as a fact.
pub fn state(ticket: &Ticket) -> Fact {
    Fact::Term(format!("state-{}-{}", kind_of_state(ticket), ticket.state))
}

/// The refusal of a move that does not begin where the ticket stands.
pub fn not_from_here(work: &Work<'_>, ticket: &Ticket) -> Refusal {
    Refusal::new(Why::NotFromHere)
        .with("state", state(ticket))
        .with("number", ticket.number.short(work.today()))
}

/// The refusal of somebody below `rank`.
pub fn too_low(rank: Rank) -> Refusal {
    Refusal::new(Why::RankTooLow).with("rank", Fact::Term(format!("rank-{}", rank.name())))
}

/// A rank of the lifecycles as a rank of the staff.
fn rank_of(rank: crate::domain::lifecycle::Rank) -> Rank {
    Rank::from_name(rank.name()).unwrap_or(Rank::Leadership)
}

/// The last part of a command's name, as lifecycles call it.
fn called(work: &Work<'_>) -> &'static str {
    let name = work.row.name;
    name.rsplit('.').next().unwrap_or(name)
}

/// Asks for a second person where the lifecycle does and the actor's own rank does not do.
pub fn second_person(work: &Work<'_>, _: &Values) -> Run<Option<Rank>> {
    let ticket = found(work)?;
    let way = ticket
        .kind
        .life()
        .advance(&ticket.state, called(work))
        .map_err(|_| not_from_here(work, &ticket))?;
    Ok(approval(&way)
        .map(rank_of)
        .filter(|rank| work.actor.rank < *rank))
}

/// Walks `command` from where the ticket stands: every arrow with its guards, effects and line; then stores the ticket.
pub fn walk(work: &mut Work<'_>, ticket: &mut Ticket, command: &str, going: &Going<'_>) -> Run<()> {
    let life = ticket.kind.life();
    let way = life
        .advance(&ticket.state, command)
        .map_err(|_| not_from_here(work, ticket))?;
    let least = rank_of(right(&way));
    if work.actor.rank < least && work.approved.is_none() {
        return Err(too_low(least).into());
    }
    for step in &way {
        for guard in &step.rule.guards {
            guards::check(guard, work, ticket, going, step)?;
        }
        for effect in &step.rule.effects {
            effects::apply(effect, work, ticket, going, step)?;
        }
        arrive(work, ticket, going, step, step.rule.name == command)?;
    }
    ticket.touched_at = work.now;
    deadlines::save(work, ticket)?;
    let asked = end_with(work, ticket)?;
    if asked > Amount::ZERO {
        // What was disputed by it is asked for again.
        let text = asked.plain();
        work.edit_line(
            Subject::of(ticket),
            LineKind::Edit,
            "undisputed",
            "",
            &text,
            "",
        )?;
    }
    Ok(())
}

/// Enters the state behind an arrow and writes its line.
fn arrive(
    work: &mut Work<'_>,
    ticket: &mut Ticket,
    going: &Going<'_>,
    step: &Arrow<'_>,
    asked: bool,
) -> Run<()> {
    step.to.clone_into(&mut ticket.state);
    if step.to == "working" {
        ticket.started_at.get_or_insert(work.now);
    }
    if step.from != step.to && FINISHED.contains(&step.to) {
        ticket.done_at = Some(work.now);
        finish(ticket, going.values);
    }
    if ticket.kind.life().group(step.to) == Group::Closed {
        ticket.closed_at = Some(work.now);
        filed(ticket, going.values);
        if let Some(reason) = going.values.text("reason") {
            reason.clone_into(&mut ticket.reason);
        }
    }
    let kind = match (step.from == step.to, step.rule.name.as_str()) {
        (false, _) | (true, "dispatch") => LineKind::Move,
        (true, "escalate") => LineKind::Report,
        (true, _) => LineKind::Note,
    };
    let (before, after) = if kind == LineKind::Move {
        (step.from, step.to)
    } else if kind == LineKind::Report {
        ("", effects::target(work, ticket, going).name())
    } else {
        ("", "")
    };
    let text = match (&going.worker, step.rule.name.as_str()) {
        (Some(worker), "dispatch") => worker.name.clone(),
        (_, "file") => format!("{} {}", ticket.class, ticket.zone)
            .trim()
            .to_owned(),
        _ if asked => going.text(),
        _ => String::new(),
    };
    work.line(Subject::of(ticket), kind, before, after, &text)
}

/// Keeps what is said of finished work: result, class, zone, whose conduct was the cause.
fn finish(ticket: &mut Ticket, values: &Values) {
    if let Some(result) = values.text("result").or_else(|| values.text("text")) {
        result.clone_into(&mut ticket.result);
    }
    filed(ticket, values);
    if let (Some(staff), Some(grievance)) = (values.staff("responsible"), ticket.grievance.as_mut())
    {
        grievance.cause_staff = Some(staff.id);
    }
}

/// Keeps class and zone where they are given (duties.md D-019).
pub fn filed(ticket: &mut Ticket, values: &Values) {
    if let Some(class) = values.text("class") {
        class.clone_into(&mut ticket.class);
    }
    if let Some(zone) = values.text("zone") {
        zone.clone_into(&mut ticket.zone);
    }
    if values.has("adopted") {
        // A suggestion is filed as taken up or not (duties.md D-005).
        let class = if values.yes("adopted") {
            "adopted"
        } else {
            "not_adopted"
        };
        class.clone_into(&mut ticket.class);
    }
}

/// The outcome about a ticket: its number, where it stands, when the next thing is owed.
pub fn made(ticket: &Ticket) -> Made {
    let made = Made::of(ticket.number).with("state", state(ticket));
    match ticket.due_at {
        Some(due) => made.with("due", Fact::At(due)),
        None => made,
    }
}

/// Walks the command of the row itself: for commands that are nothing but their moves.
pub fn go(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let mut ticket = found(work)?;
    let command = called(work);
    walk(work, &mut ticket, command, &Going::by(values))?;
    Ok(made(&ticket))
}

/// `ticket.escalate`: says in the outcome to whom it went.
pub fn escalate(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let mut ticket = found(work)?;
    let going = Going::by(values);
    walk(work, &mut ticket, "escalate", &going)?;
    let target = effects::target(work, &ticket, &going);
    Ok(made(&ticket).with("target", Fact::Term(format!("rank-{}", target.name()))))
}
