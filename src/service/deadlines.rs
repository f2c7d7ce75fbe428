//! What is owed next on a ticket, contact or follow-up, and when: read off the history, the rules and the calendar.

use std::collections::BTreeMap;

use crate::domain::calendar::Instant;
use crate::domain::clock_rule::{Deadline, Pause, Rule, Rules, derive};
use crate::domain::contact::Contact;
use crate::domain::follow_up::FollowUp;
use crate::domain::history::{Line, LineKind};
use crate::domain::household::{Household, Person};
use crate::domain::lifecycle::{Arrow, ClockChange, Lifecycle};
use crate::domain::ticket::{Appointment, MovesUp, Priority, Ticket, TicketKind};
use crate::service::halt::Run;
use crate::service::head_start;
use crate::service::lookup;
use crate::service::office::Office;
use crate::service::work::Work;
use crate::storage::codec::Key;
use crate::storage::kept::indexes::{
    CONTACT_OPEN, FOLLOW_UP_OPEN, LINE_OF, TICKET_OPEN, TICKET_OPEN_BY_PHONE,
    TICKET_OPEN_BY_PREMISES,
};
use crate::storage::record::Record;
use crate::storage::{Direction, ReadTx};

/// Most lines of one ticket that are read; a ticket has a few dozen.
const MOST_LINES: usize = 10_000;

/// The rule of a call-back (duties.md D-004).
pub const CALL_BACK: &str = "enquiry.call_back";
/// The rule of calling back whoever rang and was not answered (duties.md D-002, D-004).
pub const MISSED: &str = "call.missed";
/// The clock of the call that asks how it went, which runs when the work is done.
const FOLLOW_UP: &str = "follow_up";
/// The rule of reporting an incident (duties.md D-007).
pub const INCIDENT: &str = "incident.report";

/// Something owed on a ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// The clock, as the lifecycle names it.
    pub clock: String,
    pub rule: Rule,
    pub deadline: Deadline,
}

/// Everything a ticket's place in the order comes from, for people to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    /// What is owed, the next first.
    pub owed: Vec<Owed>,
    /// Minutes it is moved up, by reason (words: `field-head_<name>`).
    pub head_starts: Vec<(&'static str, i64)>,
}

/// A clock that runs or stands.
struct Clock {
    start: Instant,
    pauses: Vec<Pause>,
}

impl Clock {
    fn begin(start: Instant) -> Self {
        Self {
            start,
            pauses: Vec::new(),
        }
    }
}

/// Whose word a ticket's state has. A complaint or request whose opening was taken back is in a state its own
/// life does not have: cancelled, as repairs are.
pub fn kind_of_state(ticket: &Ticket) -> &'static str {
    if ticket.kind.life().state(&ticket.state).is_some() {
        ticket.kind.name()
    } else {
        TicketKind::Repair.name()
    }
}

/// The time limits in force: the shipped ones, with the office's own figures in their place.
pub fn rules(office: &Office) -> Rules {
    let own = office.settings.iter().filter_map(|(key, value)| {
        key.strip_prefix("limit.")
            .map(|rule| (rule, value.as_str()))
    });
    Rules::with(own).0
}

/// Returns the deadline the rule called `id` gives to what began at `start`; none if there is no such rule.
pub fn by_rule(office: &Office, id: &str, start: Instant) -> Option<Deadline> {
    rules(office)
        .get(id)
        .map(|rule| derive(rule, start, &[], &office.calendar, office.zone))
}

/// How long the follow-up of work done at `done` may take (duties.md A-04).
fn follow_up_deadline(office: &Office, kind: TicketKind, done: Instant) -> Option<Deadline> {
    rules(office)
        .find(kind.name(), FOLLOW_UP, "normal")
        .map(|rule| derive(rule, done, &[], &office.calendar, office.zone))
}

/// When the follow-up of work done at `done` is due.
pub fn follow_up_due(office: &Office, kind: TicketKind, done: Instant) -> Instant {
    follow_up_deadline(office, kind, done).map_or(done, |deadline| deadline.due)
}

/// Returns how the deadline of a follow-up comes about.
pub fn follow_up(office: &Office, follow_up: &FollowUp) -> Option<Deadline> {
    if follow_up.entry.is_some() {
        return follow_up_deadline(office, TicketKind::Repair, follow_up.since);
    }
    let letter = follow_up.ticket_number.letter;
    let kind = TicketKind::ALL
        .iter()
        .find(|kind| kind.letter() == letter)?;
    follow_up_deadline(office, *kind, follow_up.since)
}

/// Returns what is owed on an open ticket, the next first.
pub fn owed(tx: &dyn ReadTx, office: &Office, ticket: &Ticket) -> Run<Vec<Owed>> {
    if !ticket.open() {
        return Ok(Vec::new());
    }
    let rules = rules(office);
    let kind = ticket.kind.name();
    let (mut clocks, last_move) = replay(tx, ticket, &mut |_, _, _| ())?;
    clocks.extend(reports_owed(ticket));
    let mut owed: Vec<Owed> = clocks
        .into_iter()
        .filter_map(|(clock, run)| {
            let (variant, start) = setting_out(office, ticket, clock, run.start);
            let rule = rules.find(kind, clock, variant)?;
            Some(Owed {
                clock: clock.to_owned(),
                rule: rule.clone(),
                deadline: derive(rule, start, &run.pauses, &office.calendar, office.zone),
            })
        })
        .collect();
    if owed.is_empty()
        && let Some(rule) = ["answer", "progress"]
            .iter()
            .find_map(|clock| rules.find(kind, clock, "normal"))
    {
        // No clock of the lifecycle runs (a result not yet told): the next word is owed all the same.
        owed.push(Owed {
            clock: rule.id.rsplit('.').next().unwrap_or_default().to_owned(),
            rule: rule.clone(),
            deadline: derive(rule, last_move, &[], &office.calendar, office.zone),
        });
    }
    owed.sort_by(|a, b| (a.deadline.due, &a.rule.id).cmp(&(b.deadline.due, &b.rule.id)));
    Ok(owed)
}

/// What a major complaint owes upward until who may has taken it on: the report to the supervisor until it was
/// made, and the manager's word. Both count from when it became major (duties.md D-030, A-11), which no move
/// of its life tells: a correction can make it so.
fn reports_owed(ticket: &Ticket) -> impl Iterator<Item = (&'static str, Clock)> {
    let grievance = ticket.grievance.as_ref();
    let grievance = grievance.filter(|_| ticket.accepted_by.is_none());
    let since = grievance.and_then(|grievance| grievance.major_since);
    let reported = ticket.reported();
    [("report_supervisor", reported), ("report_manager", false)]
        .into_iter()
        .filter(|(_, done)| !done)
        .filter_map(move |(clock, _)| Some((clock, Clock::begin(since?))))
}

/// Returns all that a ticket's place in the order comes from.
pub fn explain(tx: &dyn ReadTx, office: &Office, now: Instant, ticket: &Ticket) -> Run<Explained> {
    Ok(Explained {
        owed: owed(tx, office, ticket)?,
        head_starts: head_start::of(tx, office, now, ticket)?,
    })
}

/// Sets the next thing owed and the instants a ticket is ordered by, now and once time alone has moved it up.
pub fn settle(tx: &dyn ReadTx, office: &Office, now: Instant, ticket: &mut Ticket) -> Run<()> {
    let next = owed(tx, office, ticket)?.into_iter().next();
    ticket.due_at = next.as_ref().map(|owed| owed.deadline.due);
    ticket.due_rule = next.map(|owed| owed.rule.id).unwrap_or_default();
    place(tx, office, now, ticket)
}

/// Sets the instants a ticket is ordered by from what is owed next and its head starts.
fn place(tx: &dyn ReadTx, office: &Office, now: Instant, ticket: &mut Ticket) -> Run<()> {
    let ahead: i64 = head_start::of(tx, office, now, ticket)?
        .iter()
        .map(|(_, minutes)| minutes)
        .sum();
    let due = ticket.due_at.unwrap_or(ticket.received_at);
    ticket.moves_up = None;
    if let Some(hold) = ticket.hold() {
        ticket.urgent_at = hold.wake_at;
        return Ok(());
    }
    ticket.urgent_at = due.plus_minutes(-ahead);
    ticket.moves_up = head_start::coming(office, now, ticket).map(|(after, minutes)| MovesUp {
        after,
        to: ticket.urgent_at.plus_minutes(-minutes),
    });
    Ok(())
}

/// Settles and stores a ticket; its history lines must have been written before.
pub fn save(work: &mut Work<'_>, ticket: &mut Ticket) -> Run<()> {
    settle(work.tx(), work.office, work.now, ticket)?;
    work.put(ticket)
}

/// Derives the deadlines of everything open again, after a setting or a holiday changed in this
/// very command; returns how many records changed.
pub fn rederive_open(work: &mut Work<'_>) -> Run<usize> {
    let office = Office::read(work.tx())?;
    let mut changed = 0;
    for mut ticket in waiting_tickets(work)? {
        changed += usize::from(rederive(work, &office, &mut ticket)?);
    }
    for mut follow_up in open::<FollowUp>(work, FOLLOW_UP_OPEN)? {
        let Some(mut ticket) = work.find::<Ticket>(follow_up.ticket.0)? else {
            continue;
        };
        changed += usize::from(rederive(work, &office, &mut ticket)?);
        let due = follow_up_due(&office, ticket.kind, follow_up.since);
        if due != follow_up.due_at {
            follow_up.due_at = due;
            work.put(&mut follow_up)?;
            changed += 1;
        }
    }
    for mut contact in open::<Contact>(work, CONTACT_OPEN)? {
        let due = by_rule(&office, &contact.due_rule, contact.at).map(|deadline| deadline.due);
        if due.is_some() && due != contact.due_at {
            contact.due_at = due;
            work.put(&mut contact)?;
            changed += 1;
        }
    }
    Ok(changed)
}

/// Places everything open again after a head start changed in this very command: no deadline moves, so no history is
/// read; returns how many tickets stand elsewhere now.
pub fn place_open(work: &mut Work<'_>) -> Run<usize> {
    let office = Office::read(work.tx())?;
    let mut moved = 0;
    for mut ticket in waiting_tickets(work)? {
        let before = (ticket.urgent_at, ticket.moves_up);
        place(work.tx(), &office, work.now, &mut ticket)?;
        if (ticket.urgent_at, ticket.moves_up) != before {
            work.put(&mut ticket)?;
            moved += 1;
        }
    }
    Ok(moved)
}

/// The tickets somebody works on, each once: who will be moved up stands in the index twice.
pub fn waiting_tickets(work: &Work<'_>) -> Run<Vec<Ticket>> {
    let mut tickets = open::<Ticket>(work, TICKET_OPEN)?;
    tickets.sort_by_key(|ticket| ticket.id);
    tickets.dedup_by_key(|ticket| ticket.id);
    Ok(tickets)
}

/// Derives what is open at the homes of a person, and under their phones, again: after it changed who is
/// vulnerable there.
pub fn rederive_of(work: &mut Work<'_>, person: &Person) -> Run<()> {
    let mut keys = Vec::new();
    for tie in &person.ties {
        if let Some(home) = work.find::<Household>(tie.household.0)? {
            let key = Key::new().u64(home.community.0).str(&home.code);
            keys.push((TICKET_OPEN_BY_PREMISES, key));
        }
    }
    let phones = person.phones.iter();
    keys.extend(phones.map(|phone| (TICKET_OPEN_BY_PHONE, Key::new().str(phone))));
    for (index, key) in keys {
        let tickets: Vec<Ticket> =
            lookup::all(work.tx(), index, key, Direction::Forward, usize::MAX)?;
        for mut ticket in tickets {
            rederive(work, work.office, &mut ticket)?;
        }
    }
    Ok(())
}

/// Places a ticket that was taken back to what it was: by what is set now, not then; stored only if that is another
/// place.
pub fn place_again(work: &mut Work<'_>, id: u64) -> Run<()> {
    let Some(mut ticket) = work.find::<Ticket>(id)?.filter(Ticket::open) else {
        return Ok(());
    };
    let place = |ticket: &Ticket, now| (ticket.due_at, ticket.place_at(now));
    let before = place(&ticket, work.now);
    settle(work.tx(), work.office, work.now, &mut ticket)?;
    if place(&ticket, work.now) != before {
        work.put(&mut ticket)?;
    }
    Ok(())
}

/// Derives one ticket again; stored only if its deadline or its place changed.
fn rederive(work: &mut Work<'_>, office: &Office, ticket: &mut Ticket) -> Run<bool> {
    let before = ticket.clone();
    settle(work.tx(), office, work.now, ticket)?;
    let changed = before != *ticket;
    if changed {
        work.put(ticket)?;
    }
    Ok(changed)
}

/// Returns the open records of an index.
fn open<R: Record>(work: &Work<'_>, index: u8) -> Run<Vec<R>> {
    lookup::all(work.tx(), index, Key::new(), Direction::Forward, usize::MAX)
}

/// The variant of a rule and the start of a clock: an hour agreed with the customer comes before what we set ourselves.
fn setting_out(
    office: &Office,
    ticket: &Ticket,
    clock: &str,
    start: Instant,
) -> (&'static str, Instant) {
    let agreed = |appointment: Appointment| appointment.span(office.zone);
    let variant = match (&ticket.grievance, ticket.kind) {
        (Some(grievance), _) if grievance.major => "major",
        (_, TicketKind::Repair) if ticket.priority != Priority::Normal => ticket.priority.name(),
        _ => "normal",
    };
    match (clock, ticket.appointment) {
        ("arrival", Some(appointment)) => ("appointment", start.max(agreed(appointment).1)),
        ("completion", Some(appointment)) => (variant, start.max(agreed(appointment).0)),
        (FOLLOW_UP, _) => (variant, ticket.done_at.unwrap_or(start)),
        _ => (variant, start),
    }
}

/// The clock whose limit a report holds a kind of ticket to: until the work is done, or until the first word.
const fn reported_clock(kind: TicketKind) -> &'static str {
    match kind {
        TicketKind::Repair => "completion",
        TicketKind::Complaint | TicketKind::Request => "answer",
    }
}

/// Whether a ticket's limit was kept each time it ran, by the limits in force: the work done, or the first word given, in
/// time. Unknown while it still runs in time, and where its history is not there.
pub fn kept(tx: &dyn ReadTx, office: &Office, now: Instant, ticket: &Ticket) -> Run<Option<bool>> {
    let rules = rules(office);
    let clock = reported_clock(ticket.kind);
    let due = |run: &Clock| {
        let (variant, start) = setting_out(office, ticket, clock, run.start);
        let rule = rules.find(ticket.kind.name(), clock, variant)?;
        Some(derive(rule, start, &run.pauses, &office.calendar, office.zone).due)
    };
    let mut kept = None;
    let mut tell = |name: &str, run: &Clock, at: Instant| {
        if name == clock
            && let Some(due) = due(run)
        {
            kept = Some(kept.unwrap_or(true) && at <= due);
        }
    };
    let (running, _) = replay(tx, ticket, &mut tell)?;
    let late = running.get(clock).and_then(due);
    if ticket.open() && late.is_some_and(|due| due < now) {
        return Ok(Some(false));
    }
    // What runs again is not decided by what it was before, unless that was late already.
    let runs = ticket.open() && running.contains_key(clock);
    Ok(kept.filter(|kept| !runs || !kept))
}

/// Since when something owed on a ticket was late, and until when it was; nothing while it is so still.
pub type Lateness = (Instant, Option<Instant>);

/// The stretches in which a ticket was late while somebody had to work on it, by the limits in force now; while a clock
/// stood it was not. Of what is owed now it is told as the ticket itself has it.
pub fn late_spells(tx: &dyn ReadTx, office: &Office, ticket: &Ticket) -> Run<Vec<Lateness>> {
    let rules = rules(office);
    let mut spells: Vec<Lateness> = Vec::new();
    let mut tell = |clock: &str, run: &Clock, end: Instant| {
        if clock == FOLLOW_UP {
            return;
        }
        let (variant, start) = setting_out(office, ticket, clock, run.start);
        let Some(rule) = rules.find(ticket.kind.name(), clock, variant) else {
            return;
        };
        let mut from = derive(rule, start, &run.pauses, &office.calendar, office.zone).due;
        for (stood, until) in &run.pauses {
            if from < *stood {
                spells.push((from, Some((*stood).min(end))));
            }
            from = from.max(until.unwrap_or(end));
        }
        if from < end {
            spells.push((from, Some(end)));
        }
    };
    replay(tx, ticket, &mut tell)?;
    if ticket.open() {
        spells.extend(ticket.owed_at().map(|owed| (owed, None)));
    }
    Ok(spells)
}

/// Returns the clocks of a ticket as its history left them, and when it last moved; `ended` is told of each that ended or
/// began anew.
fn replay(
    tx: &dyn ReadTx,
    ticket: &Ticket,
    ended: &mut dyn FnMut(&str, &Clock, Instant),
) -> Run<(BTreeMap<&'static str, Clock>, Instant)> {
    let life = ticket.kind.life();
    let begin = Clock::begin;
    let mut clocks: BTreeMap<&str, Clock> = life
        .opening()
        .starts
        .iter()
        .map(|clock| (clock.as_str(), begin(ticket.received_at)))
        .collect();
    let mut last_move = ticket.received_at;
    let mut state = life.initial().to_owned();
    let lines: Vec<Line> = lookup::all(
        tx,
        LINE_OF,
        Key::new().u8(Ticket::KIND).u64(ticket.id.0),
        Direction::Forward,
        MOST_LINES,
    )?;
    for line in &lines {
        for (clock, change) in life.clock_changes(&walked(life, &state, line)) {
            match change {
                // What runs already goes on: sending somebody again does not undo that nobody came.
                ClockChange::Start => {
                    clocks.entry(clock).or_insert_with(|| begin(line.at));
                }
                ClockChange::Restart => {
                    if let Some(run) = clocks.get_mut(clock) {
                        ended(clock, run, line.at);
                        *run = begin(line.at);
                    }
                }
                ClockChange::Stop => {
                    if let Some(run) = clocks.remove(clock) {
                        ended(clock, &run, line.at);
                    }
                }
                ClockChange::Pause => {
                    if let Some(clock) = clocks.get_mut(clock) {
                        clock.pauses.push((line.at, None));
                    }
                }
                ClockChange::Resume => {
                    if let Some((_, until)) =
                        clocks.get_mut(clock).and_then(|c| c.pauses.last_mut())
                    {
                        until.get_or_insert(line.at);
                    }
                }
            }
        }
        if line.kind == LineKind::Move {
            state.clone_from(&line.after);
            last_move = line.at;
        }
    }
    if state != ticket.state && ticket.state == crate::storage::kept::FOLLOWING_UP {
        // Taken over from another system without its history: only the follow-up is owed.
        clocks.clear();
        clocks.insert(FOLLOW_UP, begin(ticket.done_at.unwrap_or(last_move)));
    }
    Ok((clocks, last_move))
}

/// The arrow a history line tells of, if it tells of one: by the command that wrote it and the states it names.
fn walked<'a>(cycle: &'a Lifecycle, standing: &str, line: &Line) -> Vec<Arrow<'a>> {
    let command = line.command.rsplit('.').next().unwrap_or_default();
    let Some(from) = cycle.state(if line.kind == LineKind::Move {
        &line.before
    } else {
        standing
    }) else {
        return Vec::new();
    };
    let from = from.id.as_str();
    let fits = |to: &str| {
        if line.kind == LineKind::Move {
            to == line.after
        } else {
            to == from
        }
    };
    let arrows: Vec<Arrow<'_>> = cycle
        .moves_from(from)
        .map(|rule| Arrow {
            from,
            to: rule.to.as_deref().unwrap_or(from),
            rule,
        })
        .filter(|arrow| fits(arrow.to))
        .collect();
    let named = arrows.iter().find(|arrow| arrow.rule.name == command);
    let moved = arrows
        .iter()
        .find(|_| line.kind == LineKind::Move && line.before != line.after);
    named.or(moved).copied().into_iter().collect()
}
