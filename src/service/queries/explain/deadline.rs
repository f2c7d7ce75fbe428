//! How a deadline came about: rule, start, pauses, days that do not count, head start.

use crate::domain::calendar::{Instant, MINUTE_MS};
use crate::domain::clock_rule::{Deadline, Pause, Rule, Rules, Step, derive};
use crate::domain::contact::Contact;
use crate::domain::error::Fact;
use crate::domain::follow_up::FollowUp;
use crate::domain::history::{Line, LineKind};
use crate::domain::ticket::Ticket;
use crate::service::halt::Run;
use crate::service::lookup::all;
use crate::service::office::Office;
use crate::service::queries::Asking;
use crate::service::queries::facts::Facts;
use crate::service::view::Field;
use crate::storage::Direction;
use crate::storage::codec::Key;
use crate::storage::kept::indexes::LINE_OF;
use crate::storage::record::Record;

/// Lines of history looked through for the last restart of a clock.
const LOOKED_AT: usize = 200;

/// Where a clock begins, and the states whose entry starts it anew.
struct Start {
    clock: &'static str,
    at: fn(&Ticket) -> Option<Instant>,
    anew: &'static [&'static str],
    /// Whether it stands still while the ticket is held.
    pauses: bool,
}

const fn start(
    clock: &'static str,
    at: fn(&Ticket) -> Option<Instant>,
    anew: &'static [&'static str],
    pauses: bool,
) -> Start {
    Start {
        clock,
        at,
        anew,
        pauses,
    }
}

/// The clocks of the lifecycles (lifecycles/*.toml).
const STARTS: &[Start] = &[
    start(
        "dispatch",
        |t| Some(t.received_at),
        &["returned", "rework"],
        false,
    ),
    start("arrival", |t| t.dispatched_at, &[], false),
    start("completion", |t| Some(t.received_at), &["rework"], true),
    start(
        "progress",
        |t| Some(t.received_at),
        &["rework", "reopened"],
        false,
    ),
    start("no_note", |t| Some(t.touched_at), &[], false),
    start("no_note_supervisor", |t| Some(t.touched_at), &[], false),
    start("follow_up", |t| t.done_at, &["follow_up"], false),
    start("answer", |t| Some(t.received_at), &["reopened"], false),
    start("report_supervisor", |t| Some(t.received_at), &[], false),
    start("report_manager", |t| Some(t.received_at), &[], false),
];

pub(super) fn ticket(asking: Asking<'_>, ticket: &Ticket) -> Run<Vec<Field>> {
    let mut facts = Facts::default();
    let clock = ticket.due_rule.split('.').nth(1).unwrap_or_default();
    let begun = STARTS.iter().find(|start| start.clock == clock);
    if let (Some(rule), Some(begun)) = (rule(asking.office, &ticket.due_rule), begun)
        && let Some(at) = begun_at(asking, ticket, begun)?
    {
        let pauses: Vec<Pause> = ticket
            .pauses
            .iter()
            .filter(|_| begun.pauses)
            .map(|pause| (pause.from, pause.until))
            .collect();
        told(asking, &mut facts, &rule, at, &pauses, ticket.due_at);
    } else {
        facts.at("due_at", ticket.due_at);
    }
    if let Some(due) = ticket.due_at {
        facts.count(
            "head_start",
            due.since(ticket.urgent_at).div_euclid(MINUTE_MS),
        );
    }
    if let Some(hold) = ticket.hold() {
        facts.at("until", Some(hold.wake_at));
    }
    Ok(facts.done())
}

/// When a clock of a ticket last began.
fn begun_at(asking: Asking<'_>, ticket: &Ticket, start: &Start) -> Run<Option<Instant>> {
    if !start.anew.is_empty() {
        let key = Key::new().u8(Ticket::KIND).u64(ticket.id.0);
        let lines: Vec<Line> = all(asking.tx, LINE_OF, key, Direction::Backward, LOOKED_AT)?;
        let entered = lines
            .iter()
            .find(|line| line.kind == LineKind::Move && start.anew.contains(&line.after.as_str()));
        if let Some(line) = entered {
            return Ok(Some(line.at));
        }
    }
    Ok((start.at)(ticket))
}

pub(super) fn contact(asking: Asking<'_>, contact: &Contact) -> Vec<Field> {
    let mut facts = Facts::default();
    match rule(asking.office, &contact.due_rule) {
        Some(rule) => told(asking, &mut facts, &rule, contact.at, &[], contact.due_at),
        None => {
            facts.at("due_at", contact.due_at);
        }
    }
    facts.done()
}

pub(super) fn follow_up(asking: Asking<'_>, follow_up: &FollowUp) -> Vec<Field> {
    let mut facts = Facts::default();
    let kind = match follow_up.ticket_number.letter {
        crate::domain::id::Letter::Complaint => "complaint",
        _ => "repair",
    };
    let due = Some(follow_up.due_at);
    match rule(asking.office, &format!("{kind}.follow_up")) {
        Some(rule) => told(asking, &mut facts, &rule, follow_up.since, &[], due),
        None => {
            facts.at("due_at", due);
        }
    }
    facts.at("again", follow_up.wake_at);
    facts.done()
}

/// The rule in force: the office's own limit, else the shipped one.
fn rule(office: &Office, id: &str) -> Option<Rule> {
    let own = office
        .settings
        .iter()
        .filter_map(|(key, text)| Some((key.strip_prefix("limit.")?, text.as_str())));
    let (rules, _faults) = Rules::with(own);
    rules.get(id).cloned()
}

/// Adds the steps from the rule to the instant; where the stored instant is another, it comes last.
fn told(
    asking: Asking<'_>,
    facts: &mut Facts,
    rule: &Rule,
    at: Instant,
    pauses: &[Pause],
    stored: Option<Instant>,
) {
    let Asking { office, .. } = asking;
    let Deadline { due, steps, .. } = derive(rule, at, pauses, &office.calendar, office.zone);
    for step in steps {
        match step {
            Step::Rule(rule) => {
                facts
                    .text("rule", &rule.id)
                    .text("time_limit", &rule.limit.to_string())
                    .text("rule_source", &rule.source);
            }
            Step::Start(at) => {
                facts.at("from", Some(at));
            }
            Step::Pause(from, until) => {
                facts.at("pause", Some(from)).at("to", until);
            }
            Step::Holiday(day) => {
                facts.day("holiday", Some(day));
            }
            Step::RestDay(day) => {
                facts.day("rest_day", Some(day));
            }
            Step::UnknownYear(year) => {
                facts.count("unknown_year", i64::from(year));
            }
            Step::Due(due) => {
                facts.at("due_at", Some(due));
            }
            Step::Left(ms) => {
                facts.put("time_left", Fact::Count(ms.div_euclid(MINUTE_MS)));
            }
        }
    }
    facts.at("due_at", stored.filter(|stored| *stored != due));
}
