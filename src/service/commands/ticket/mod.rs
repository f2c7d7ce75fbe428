//! Commands every ticket shares, and the life of a repair.

pub mod act;
pub mod edit;
pub mod effects;
pub mod expense;
pub mod guards;
pub mod open;
mod paid_work;
mod part;
mod review;
pub mod several;
pub mod voice;
pub mod walk;

use crate::domain::staff::Right;
use crate::domain::ticket::TicketKind;
use crate::service::args::Values;
use crate::service::command::{About, Arg, Kind, Made, Row};
use crate::service::halt::Run;
use crate::service::work::Work;

/// Ranks something can be reported to.
const TARGETS: &[&str] = &[
    "supervisor",
    "dept_manager",
    "property_manager",
    "leadership",
];

/// What a command does.
type Act = fn(&mut Work<'_>, &Values) -> Run<Made>;

/// A row about a ticket that desk staff may do.
const fn row(name: &'static str, args: &'static [Arg], run: Act) -> Row {
    Row::new(name, About::Ticket, Right::Desk, args, run)
}

const REASON: Arg = Arg::must("reason", Kind::Reason);
const WORKER: Arg = Arg::may("worker", Kind::Worker);
/// Only a slip of paper is filed by class and zone (duties.md D-019).
pub(super) const CLASS: Arg = Arg::may("class", Kind::Line(40)).only(&[TicketKind::Repair]);
pub(super) const ZONE: Arg = Arg::may("zone", Kind::Line(40)).only(&[TicketKind::Repair]);
/// Whose level, gravity, blame and demand are asked for.
pub(super) const COMPLAINT: &[TicketKind] = &[TicketKind::Complaint];

/// The rows of this file.
pub const ROWS: &[Row] = &[
    // Without `kind` the category says what it is; naming a `worker` sends that worker, `dispatch`
    // alone the one the rule proposes; with `contact` who spoke there is who reports.
    Row::new(
        "ticket.open",
        About::Nothing,
        Right::Log,
        open::ARGS,
        open::run,
    ),
    row("ticket.edit", edit::ARGS, edit::edit).prefill(edit::prefill),
    row("ticket.dispatch", &[WORKER], act::go_with_worker).prefill(act::prefill_dispatch),
    row("ticket.start", &[WORKER], act::go_with_worker).prefill(act::prefill_start),
    row(
        "ticket.hold",
        &[REASON, Arg::must("until", Kind::When), WORKER],
        act::go_with_worker,
    )
    .prefill(act::prefill_hold),
    row(
        "ticket.resume",
        &[Arg::may("text", Kind::Line(500))],
        walk::go,
    ),
    row("ticket.return", &[REASON], walk::go),
    row(
        "ticket.done",
        &[
            Arg::must("result", Kind::Line(500)),
            CLASS,
            ZONE,
            Arg::may("cost", Kind::AmountOrZero),
            WORKER,
        ],
        act::go_with_worker,
    )
    .prefill(act::prefill_done),
    // A repair wants class and zone; a request its answer if it has none yet, and whether it was adopted.
    row(
        "ticket.file",
        &[
            CLASS,
            ZONE,
            Arg::may("adopted", Kind::Yes).only(&[TicketKind::Request]),
            Arg::may("text", Kind::Line(500))
                .called("answer")
                .only(&[TicketKind::Request]),
        ],
        act::file,
    )
    .prefill(act::prefill_file),
    row("ticket.cancel", &[REASON], walk::go).needs(walk::second_person),
    row(
        "ticket.note",
        &[Arg::must("text", Kind::Line(500))],
        walk::go,
    ),
    row(
        "ticket.escalate",
        &[
            REASON,
            Arg::may("target", Kind::Choice(TARGETS)),
            Arg::may("level", Kind::Whole(1, 3)).only(COMPLAINT),
            Arg::may("major", Kind::Yes).only(COMPLAINT),
        ],
        walk::escalate,
    ),
    row(
        "ticket.voice",
        &[
            Arg::may("premises", Kind::Premises),
            Arg::may("area", Kind::Line(60)).called("public_area"),
            Arg::may("person", Kind::Person),
            Arg::may("caller", Kind::Line(60)).personal(),
            Arg::may("phone", Kind::Phone).personal(),
            Arg::may("contact", Kind::Number),
        ],
        voice::voice,
    ),
    // Whoever joined in meant another matter after all: `voice` names the home or the caller, not needed where only one
    // joined in.
    row(
        "ticket.part",
        &[
            Arg::may("voice", Kind::Line(60)).called("joined"),
            Arg::may("text", Kind::Block),
        ],
        part::part,
    )
    .prefill(part::prefill),
    // Another command on several tickets: what marked rows are sent as.
    Row::new(
        several::BULK,
        About::Nothing,
        Right::Desk,
        several::ARGS,
        several::bulk,
    )
    .hidden(),
    row(
        "ticket.link",
        &[Arg::must("other", Kind::Number), Arg::may("off", Kind::Yes)],
        voice::link,
    ),
    review::ROW,
    expense::DECLARE,
    expense::PAY_OUT,
    expense::PAY_BACK,
];
