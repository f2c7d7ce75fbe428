//! Commands on follow-ups.

use crate::domain::calendar::Instant;
use crate::domain::error::{Fact, Refusal, Why};
use crate::domain::follow_up::{Attempt, Evidence, FollowUp, Outcome, Way};
use crate::domain::history::LineKind;
use crate::domain::staff::{Rank, Right};
use crate::domain::ticket::Ticket;
use crate::service::args::Values;
use crate::service::command::{About, Arg, Kind, Made, Row};
use crate::service::evidence::{DIGEST, FILE};
use crate::service::follow_up_rule;
use crate::service::halt::Run;
use crate::service::registers::{followed_up, in_force, state_of_entry};
use crate::service::subject::{Found, Subject};
use crate::service::work::Work;

use super::ticket::act::{close_if_followed_up, proposed_filing};
use super::ticket::effects::MORNING;
use super::ticket::walk::{Going, state, walk};
use super::ticket::{CLASS, COMPLAINT, ZONE};

/// The rows of this file.
pub const ROWS: &[Row] = &[
    // An opinion wants proof: `text`, `recording` as the reference of a recording, or a `file` that is kept
    // under its `digest`. `later` says when to call again; `class` and `zone` file the slip; `level` raises a complaint that comes back.
    Row::new(
        "followup.record",
        About::FollowUp,
        Right::Desk,
        &[
            Arg::must("outcome", Kind::Choice(Outcome::NAMES)),
            Arg::may("text", Kind::Line(500)),
            Arg::may("recording", Kind::Line(120)),
            Arg::may("file", Kind::File).called("file_path"),
            Arg::may("way", Kind::Choice(Way::NAMES)),
            Arg::may("later", Kind::When),
            Arg::may("important", Kind::Yes),
            CLASS,
            ZONE,
            Arg::may("level", Kind::Whole(1, 3)).only(COMPLAINT),
            Arg::may("digest", Kind::Digest).fixed(),
        ],
        record,
    )
    .needs(second_person)
    .prefill(prefill),
    // Who leads the customer service has read what was found important (duties.md D-044).
    Row::new(
        "followup.accept",
        About::FollowUp,
        Right::Supervise,
        &[],
        accept,
    ),
];

/// Takes a follow-up off the list of what was found important.
fn accept(work: &mut Work<'_>, _: &Values) -> Run<Made> {
    let Found::FollowUp(found) = &work.found else {
        return Err(Refusal::field("subject", Why::Missing).into());
    };
    let mut follow_up = (**found).clone();
    if !follow_up.waits_for_notice() {
        return Err(Why::NothingChanged.into());
    }
    follow_up.noted_by = Some(work.actor.staff);
    let name = work.actor.name.clone();
    work.edit_line(
        Subject::of(&follow_up),
        LineKind::Edit,
        "noted_by",
        "",
        &name,
        "",
    )?;
    work.put(&mut follow_up)?;
    Ok(Made::of(follow_up.number))
}

/// The follow-up a command is about, not yet ended.
fn found(work: &Work<'_>) -> Run<FollowUp> {
    let Found::FollowUp(follow_up) = &work.found else {
        return Err(Refusal::field("subject", Why::Missing).into());
    };
    if follow_up.open() {
        return Ok((**follow_up).clone());
    }
    let ended = follow_up_rule::ended(work.tx(), work.office, work.now, follow_up)?;
    Err(ended.into())
}

/// The outcome asked for.
fn outcome(values: &Values) -> Run<Outcome> {
    values
        .choice("outcome")
        .and_then(Outcome::from_name)
        .ok_or_else(|| Refusal::field("outcome", Why::Missing).into())
}

/// Leaving a follow-up out wants a supervisor, and tries enough to be honest (duties.md 5.3).
fn second_person(work: &Work<'_>, values: &Values) -> Run<Option<Rank>> {
    let follow_up = found(work)?;
    if outcome(values)? != Outcome::Exempt {
        return Ok(None);
    }
    enough_tries(work, &follow_up)?;
    Ok((work.actor.rank < Rank::Supervisor).then_some(Rank::Supervisor))
}

fn enough_tries(work: &Work<'_>, follow_up: &FollowUp) -> Run<()> {
    if follow_up_rule::may_leave_out(work.office, follow_up) {
        return Ok(());
    }
    let mut refusal = Refusal::new(Why::TooFewTries);
    refusal.facts = follow_up_rule::told(work.office, follow_up);
    Err(refusal.into())
}

/// `followup.record`.
fn record(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let mut follow_up = found(work)?;
    let outcome = outcome(values)?;
    if outcome == Outcome::Exempt {
        enough_tries(work, &follow_up)?;
    }
    let said = said(values);
    let file = evidence(values)?;
    if outcome.answered() && said.is_empty() && file.is_none() {
        return Err(Why::NeedsProof.into());
    }
    follow_up.wake_at = wake(work, &follow_up, values, outcome)?;
    if values.yes("important") {
        follow_up.important = true;
        // Of what is said now nobody took notice yet.
        follow_up.noted_by = None;
    }
    follow_up.attempts.push(Attempt {
        at: work.now,
        by: work.actor.staff,
        way: values
            .choice("way")
            .and_then(Way::from_name)
            .unwrap_or(Way::Phone),
        outcome,
        text: said.clone(),
        file: file.clone(),
    });
    // The line under the record names the file as well.
    let name = file.map(|file| file.name).unwrap_or_default();
    let said = format!("{said} {name}").trim().to_owned();
    if outcome.ends() {
        follow_up.end(outcome, work.now, work.office.zone);
    }
    let name = outcome.name();
    work.line(Subject::of(&follow_up), LineKind::Attempt, "", name, &said)?;
    work.put(&mut follow_up)?;
    if let Some(entry) = follow_up.entry {
        return of_entry(work, &follow_up, (entry, name), &said);
    }
    let mut ticket: Ticket = work.get(follow_up.ticket.0)?;
    work.line(Subject::of(&ticket), LineKind::Attempt, "", name, &said)?;
    work.touch(Subject::of(&ticket));
    if outcome.ends() {
        settle(work, &mut ticket, &follow_up, values)?;
    }
    let mut made = Made::of(follow_up.number)
        .with("outcome", Fact::Term(format!("choice-outcome-{name}")))
        .with("ticket", ticket.number.short(work.today()))
        .with("state", state(&ticket));
    made.also.push(ticket.number);
    Ok(match follow_up.wake_at {
        Some(wake) => made.with("wake", Fact::At(wake)),
        None => made,
    })
}

/// What a try at the follow-up of a register's entry does to the entry.
fn of_entry(
    work: &mut Work<'_>,
    follow_up: &FollowUp,
    (entry, outcome): (u64, &str),
    said: &str,
) -> Run<Made> {
    let entry = followed_up(work, entry, (said, !follow_up.open()))?;
    let mut made = Made::of(follow_up.number)
        .with("outcome", Fact::Term(format!("choice-outcome-{outcome}")))
        .with("ticket", entry.number.short(work.today()));
    if let Some(register) = in_force(&entry) {
        made = made.with("state", state_of_entry(register, &entry));
    }
    made.also.push(entry.number);
    Ok(match follow_up.wake_at {
        Some(wake) => made.with("wake", Fact::At(wake)),
        None => made,
    })
}

/// The proof: what was said, where the recording is.
fn said(values: &Values) -> String {
    [values.text("text"), values.text("recording")]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ")
}

/// The file that proves it: its name and its digest come together or not at all.
fn evidence(values: &Values) -> Run<Option<Evidence>> {
    match (values.text(FILE), values.text(DIGEST)) {
        (None, None) => Ok(None),
        (Some(name), Some(digest)) => Ok(Some(Evidence {
            name: name.to_owned(),
            digest: digest.to_owned(),
        })),
        _ => Err(Refusal::field(FILE, Why::FileMissing).into()),
    }
}

/// When to try again: as agreed, else by the office's rule; nothing once it ended.
fn wake(
    work: &Work<'_>,
    follow_up: &FollowUp,
    values: &Values,
    outcome: Outcome,
) -> Run<Option<Instant>> {
    if outcome.ends() {
        return Ok(None);
    }
    if let Some(later) = values.when("later") {
        let minute = later.window.map_or(MORNING, |window| window.from);
        return Ok(Some(work.office.zone.at(later.day, minute).max(work.now)));
    }
    if outcome == Outcome::Later {
        return Err(Refusal::field("later", Why::Missing).into());
    }
    let next = follow_up_rule::next_try(work.office, follow_up, work.now);
    Ok(Some(next))
}

/// What the end of a follow-up does to its ticket: closes it when all have ended well, opens it again when not.
fn settle(
    work: &mut Work<'_>,
    ticket: &mut Ticket,
    follow_up: &FollowUp,
    values: &Values,
) -> Run<()> {
    if follow_up.outcome != Some(Outcome::Exempt) || ticket.outcome.is_none() {
        ticket.outcome = follow_up.outcome;
    }
    let going = Going::by(values);
    let waiting = ticket.state == crate::storage::kept::FOLLOWING_UP;
    if follow_up.outcome == Some(Outcome::NotSatisfied) && waiting {
        return walk(work, ticket, "rework", &going);
    }
    if close_if_followed_up(work, ticket, &going)? {
        return Ok(());
    }
    crate::service::deadlines::save(work, ticket)
}

/// What the form begins with: class and zone as proposed, where the slip still lacks them.
fn prefill(work: &Work<'_>) -> Run<Vec<(&'static str, String)>> {
    let follow_up = found(work)?;
    let way = ("way", Way::Phone.name().to_owned());
    if follow_up.entry.is_some() {
        return Ok(vec![("way", Way::Door.name().to_owned())]);
    }
    let ticket: Ticket = work.get(follow_up.ticket.0)?;
    if ticket.kind != crate::domain::ticket::TicketKind::Repair {
        return Ok(vec![way]);
    }
    let (class, zone) = proposed_filing(work, &ticket);
    Ok(vec![way, ("class", class), ("zone", zone)])
}
