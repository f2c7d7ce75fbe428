//! Commands on conversations: log, correct, answer.

mod edit;
mod log;
mod ring;

pub use log::SAYING;

use crate::domain::contact::{Channel, Contact, ContactState};
use crate::domain::error::{Fact, Refusal, Why};
use crate::domain::history::LineKind;
use crate::domain::staff::Right;
use crate::service::args::Values;
use crate::service::command::{About, Arg, Kind, Made, Row, Undo};
use crate::service::halt::Run;
use crate::service::subject::{Found, Subject};
use crate::service::work::Work;

/// The rows of this file.
pub const ROWS: &[Row] = &[
    // One command for a whole conversation, all of it or nothing: the contact; the ticket its fields
    // describe (`ticket` says of which kind or `none`; left out, a `category` makes one of the
    // category's kind; left out too, `kind` does); with `matters` further ones, one a line,
    // `category|text|place|urgent|kind|area` with the last four optional, of which a question makes no ticket; with `voice` a voice on an open ticket instead. `dispatch` sends the
    // worker the rule proposes for each repair, `worker` the one named for the first. `contact` names a call that
    // rang: what is said is written down in it. The outcome's
    // number is the contact's, `also` are the tickets'.
    Row::new(
        "contact.log",
        About::Nothing,
        Right::Log,
        log::ARGS,
        log::log,
    ),
    Row::new(
        "contact.edit",
        About::Contact,
        Right::Desk,
        edit::ARGS,
        edit::edit,
    )
    .prefill(edit::prefill),
    Row::new(
        "contact.answer",
        About::Contact,
        Right::Desk,
        &[
            Arg::may("text", Kind::Block).called("answer"),
            Arg::may("left", Kind::Yes),
        ],
        answer,
    ),
    // What a telephone system says: it rings, or with `ended` it does no more.
    Row::new(
        "contact.ring",
        About::Nothing,
        Right::Ring,
        &[
            Arg::must("phone", Kind::Phone).personal(),
            Arg::may("ended", Kind::Yes).called("ring_ended"),
        ],
        ring::ring,
    )
    .undo(Undo::Never)
    .hidden(),
    Row::new("contact.take", About::Contact, Right::Desk, &[], ring::take),
    // Done by the program once nobody has taken a call for a while.
    Row::new(
        "contact.miss",
        About::Nothing,
        Right::Supervise,
        &[],
        ring::miss,
    )
    .undo(Undo::Never)
    .hidden(),
];

/// The contact a command is about, unless it was taken back.
fn found(work: &Work<'_>) -> Run<Contact> {
    match &work.found {
        Found::Contact(contact) if contact.state == ContactState::Undone => {
            Err(not_from_here(work, contact).into())
        }
        Found::Contact(contact) => Ok((**contact).clone()),
        _ => Err(Refusal::field("subject", Why::Missing).into()),
    }
}

fn state(contact: &Contact) -> Fact {
    Fact::Term(format!("state-contact-{}", contact.state.name()))
}

fn not_from_here(work: &Work<'_>, contact: &Contact) -> Refusal {
    Refusal::new(Why::NotFromHere)
        .with("state", state(contact))
        .with("number", contact.number.short(work.today()))
}

/// Nothing is owed any more.
fn settle(work: &mut Work<'_>, contact: &mut Contact) -> Run<()> {
    let before = contact.state.name();
    contact.state = ContactState::Settled;
    contact.due_at = None;
    contact.due_rule.clear();
    let after = contact.state.name();
    work.line(Subject::of(contact), LineKind::Move, before, after, "")
}

/// `contact.answer`: the answer to an enquiry or the call-back made; or only that the visitor left.
fn answer(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let mut contact = found(work)?;
    let text = values.text("text");
    let left = values.yes("left");
    if text.is_none() && !left {
        return Err(Refusal::field("text", Why::Missing).into());
    }
    ring::left_alone(work, &contact)?;
    if text.is_some() && contact.answered_at.is_some() {
        return Err(not_from_here(work, &contact).into());
    }
    if let Some(text) = text {
        text.clone_into(&mut contact.answer);
        contact.answered_at = Some(work.now);
        if contact.rang() {
            ring::hold(work, &mut contact);
        }
        work.line(Subject::of(&contact), LineKind::Note, "", "", text)?;
    }
    // An incident is settled by reporting it, not by an answer (duties.md D-007); who left without
    // an answer still waits for the call.
    let answered = text.is_some() && contact.state != ContactState::Unreported;
    let gone = left && contact.state == ContactState::Waiting;
    if left || (text.is_some() && contact.channel == Channel::Visit) {
        contact.left_at.get_or_insert(work.now);
    }
    if contact.open() && (answered || gone) {
        settle(work, &mut contact)?;
    }
    work.put(&mut contact)?;
    Ok(Made::of(contact.number).with("state", state(&contact)))
}
