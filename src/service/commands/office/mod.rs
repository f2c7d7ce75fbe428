//! Commands on the office itself: settings, holidays, phrases, categories, notices; and undo.

mod found;
mod notices;
mod settings;
mod words;
mod year;

use crate::domain::staff::Right;
use crate::domain::ticket::{Priority, TicketKind};
use crate::service::args::Values;
use crate::service::command::{About, Arg, Kind, Made, Row, Undo};
use crate::service::halt::Run;
use crate::service::loading;
use crate::service::undo;
use crate::service::work::Work;

/// The rows of this file. What moves the deadlines of open tickets is set back, not taken back: an undo
/// restores records and derives nothing anew.
pub const ROWS: &[Row] = &[
    Row::new(
        "setting.set",
        About::Nothing,
        Right::Office,
        &[
            Arg::must("setting", Kind::Line(60)),
            Arg::may("value", Kind::Line(400)),
        ],
        settings::set,
    )
    .begin(settings::begin)
    .undo(Undo::Never),
    Row::new(
        "holiday.set",
        About::Nothing,
        Right::Office,
        &[
            Arg::must("day", Kind::Day),
            Arg::must("day_kind", Kind::Choice(&["holiday", "workday", "none"])),
        ],
        settings::holiday,
    )
    .begin(settings::begin_holiday)
    .undo(Undo::Never),
    // The list of a year as the State Council announces it, in one act.
    Row::new(
        "holiday.list",
        About::Nothing,
        Right::Office,
        &[
            Arg::must("year", Kind::Whole(1900, 2199)),
            Arg::must("days", Kind::Block),
        ],
        year::list,
    )
    .undo(Undo::Never),
    Row::new(
        "phrase.set",
        About::Nothing,
        Right::Office,
        &[
            Arg::must("phrase", Kind::Line(40)),
            Arg::may("wording", Kind::Line(40)),
            Arg::may("category", Kind::Category),
            Arg::may("code", Kind::Line(16)),
            Arg::may("place", Kind::Line(20)),
            Arg::may("priority", Kind::Choice(Priority::NAMES)),
            Arg::may("off", Kind::Yes).called("out_of_use"),
            Arg::may("clear", Kind::Names),
        ],
        words::phrase,
    )
    .begin(words::begin_phrase),
    Row::new(
        "category.set",
        About::Nothing,
        Right::Office,
        &[
            Arg::must("code", Kind::Line(24)),
            Arg::may("ticket_kind", Kind::Choice(TicketKind::NAMES)),
            Arg::may("title", Kind::Line(16)),
            Arg::may("trade", Kind::Line(24)),
            Arg::may("head_start", Kind::Whole(0, 10_080)),
            Arg::may("active", Kind::Yes),
            Arg::may("clear", Kind::Names),
        ],
        words::category,
    )
    .begin(words::begin_category)
    .undo(Undo::Never),
    Row::new(
        "outage.post",
        About::Nothing,
        Right::Desk,
        &[
            Arg::must("text", Kind::Line(200)),
            Arg::must("until", Kind::When).called("restored_at"),
            Arg::may("from", Kind::AnyTime),
            Arg::may("areas", Kind::Names),
            Arg::may("category", Kind::Category),
            Arg::may("community", Kind::Line(40)),
        ],
        notices::post,
    ),
    Row::new(
        "outage.edit",
        About::Nothing,
        Right::Desk,
        &[
            Arg::must("notice", Kind::Whole(1, i64::MAX)),
            Arg::may("text", Kind::Line(200)),
            Arg::may("until", Kind::When).called("restored_at"),
            Arg::may("from", Kind::AnyTime),
            Arg::may("areas", Kind::Names),
            Arg::may("category", Kind::Category),
            Arg::may("clear", Kind::Names),
        ],
        notices::edit,
    )
    .begin(notices::begin),
    Row::new(
        "outage.end",
        About::Nothing,
        Right::Desk,
        &[Arg::may("notice", Kind::Whole(1, i64::MAX))],
        notices::end,
    ),
    Row::new(
        "office.found",
        About::Nothing,
        Right::Office,
        &[
            Arg::may("community", Kind::Line(40)),
            Arg::may("initials", Kind::Line(12)),
            Arg::must("manager", Kind::Line(40)),
            Arg::must("account", Kind::Line(64)),
        ],
        found::found,
    )
    .hidden()
    .undo(Undo::Never),
    Row::new(
        "import.apply",
        About::Nothing,
        Right::Registry,
        &[
            Arg::must("staged", Kind::Line(32)),
            Arg::may("community", Kind::Line(40)),
        ],
        loading::command,
    )
    .hidden()
    .undo(Undo::Never),
    // The last act, or the one whose line in the log has this number.
    Row::new(
        "undo",
        About::Nothing,
        Right::Undo,
        &[Arg::may("event", Kind::Whole(1, i64::MAX)).fixed()],
        take_back,
    )
    .undo(Undo::Never),
];

fn take_back(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let wanted = values.whole("event");
    undo::take_back(work, wanted.and_then(|seq| u64::try_from(seq).ok()))
}
