//! Lists of what the office declares, of approvals and of audit lines.

use crate::domain::id::Number;
use crate::domain::ledger::{Bound, ReliefKind};
use crate::domain::office::{Approval, Category, Outage, Phrase};
use crate::domain::shift::Shift;
use crate::domain::staff::Right;
use crate::domain::ticket::Priority;
use crate::service::audit;
use crate::service::halt::Run;
use crate::service::queries::Asking;
use crate::service::queries::asked::asked;
use crate::service::queries::log::audit_line;
use crate::service::queries::rows::named;
use crate::service::settings::{SETTINGS, default_of, shipped};
use crate::service::shift::EARLY;
use crate::service::view::Cell;
use crate::storage::codec::hex;
use crate::storage::record::{Record, get};

use super::cells::{number, or_null, text, texts, whole};
use super::{List, Order, Shape, Shown};

pub(super) const LISTS: &[List] = &[
    List {
        name: "approvals",
        columns: &[
            ("number", Shape::Text),
            ("command", Shape::Text),
            ("subject", Shape::Text),
            ("premises", Shape::Text),
            ("amount", Shape::Money),
            ("reason", Shape::Text),
            ("state", Shape::Text),
            ("needs_rank", Shape::Text),
            ("asked_by", Shape::Text),
            ("asked_at", Shape::At),
            ("expires_at", Shape::At),
            ("decided_by", Shape::Text),
            ("decided_at", Shape::At),
            ("decision", Shape::Text),
            ("changes", Shape::Texts),
            ("covers", Shape::Text),
            ("month", Shape::Month),
        ],
        order: Order::Ids(Approval::KIND),
        row: approval,
        right: Right::Read,
    },
    List {
        name: "events",
        columns: &[
            ("seq", Shape::Whole),
            ("at", Shape::At),
            ("actor", Shape::Text),
            ("seat", Shape::Text),
            ("command", Shape::Text),
            ("record", Shape::Text),
            ("kind", Shape::Text),
            ("hash", Shape::Text),
            ("refusal", Shape::Text),
        ],
        order: Order::Events,
        row: event,
        right: Right::Audit,
    },
    List {
        name: "categories",
        columns: &[
            ("code", Shape::Text),
            ("name", Shape::Text),
            ("kind", Shape::Text),
            ("trade", Shape::Text),
            ("head_start", Shape::Whole),
            ("active", Shape::Yes),
        ],
        order: Order::Ids(Category::KIND),
        row: category,
        right: Right::Read,
    },
    List {
        name: "phrases",
        columns: &[
            ("text", Shape::Text),
            ("code", Shape::Text),
            ("category", Shape::Text),
            ("place", Shape::Text),
            ("priority", Shape::Text),
        ],
        order: Order::Ids(Phrase::KIND),
        row: phrase,
        right: Right::Read,
    },
    List {
        name: "outages",
        columns: &[
            ("text", Shape::Text),
            ("areas", Shape::Texts),
            ("category", Shape::Text),
            ("from", Shape::At),
            ("until", Shape::At),
            ("by", Shape::Text),
        ],
        order: Order::Ids(Outage::KIND),
        row: outage,
        right: Right::Read,
    },
    List {
        name: "shifts",
        columns: &[
            ("handover", Shape::Whole),
            ("person", Shape::Text),
            ("shift", Shape::Text),
            ("began_at", Shape::At),
            ("late_minutes", Shape::Whole),
            ("amiss", Shape::Text),
            ("handed_at", Shape::At),
            ("handover_to", Shape::Text),
            ("lines", Shape::Whole),
            ("unseen", Shape::Whole),
            ("accepted_by", Shape::Text),
            ("accepted_at", Shape::At),
            ("released_by", Shape::Text),
        ],
        order: Order::Ids(Shift::KIND),
        row: shift,
        right: Right::Read,
    },
    List {
        name: "settings",
        columns: &[
            ("setting", Shape::Text),
            ("value", Shape::Text),
            ("default", Shape::Text),
        ],
        order: Order::Settings,
        row: setting,
        right: Right::Read,
    },
];

fn approval(asking: Asking<'_>, id: u64, _: Shown) -> Run<Option<Vec<Cell>>> {
    let Some(approval) = get::<Approval>(asking.tx, id)? else {
        return Ok(None);
    };
    let asked_by = named(asking, Some(approval.asked_by))?;
    let decided_by = named(asking, approval.decided_by)?;
    let asked = asked(asking, &approval)?;
    Ok(Some(vec![
        number(approval.number),
        text(&approval.command),
        or_null(approval.subject, number),
        text(&asked.premises),
        or_null(asked.amount, Cell::Money),
        text(&asked.why),
        text(approval.state.name()),
        text(approval.rank.name()),
        text(&asked_by),
        Cell::At(approval.asked_at),
        Cell::At(approval.expires_at),
        text(&decided_by),
        or_null(approval.decided_at, Cell::At),
        text(&approval.reason),
        texts(&asked.changes),
        text(covers(&approval)),
        or_null(asked.month, Cell::Month),
    ]))
}

/// What of the charges a request is about, where that is not the charges themselves.
fn covers(approval: &Approval) -> &'static str {
    match &approval.bound {
        Some(Bound::Relief(asked)) if asked.kind == ReliefKind::ReduceLate => "late_fee",
        _ => "",
    }
}

fn event(asking: Asking<'_>, seq: u64, _: Shown) -> Run<Option<Vec<Cell>>> {
    let Some(stored) = audit::event(asking.tx, seq)? else {
        return Ok(None);
    };
    let line = audit_line(asking, stored)?;
    Ok(Some(vec![
        whole(line.seq),
        Cell::At(line.at),
        text(&line.actor),
        text(&line.seat),
        text(&line.command),
        text(&line.number.map(Number::full).unwrap_or_default()),
        text(&line.kind),
        text(&hex(&line.hash)),
        text(&line.refusal),
    ]))
}

fn category(asking: Asking<'_>, id: u64, _: Shown) -> Run<Option<Vec<Cell>>> {
    Ok(get::<Category>(asking.tx, id)?.map(|category| {
        vec![
            text(&category.code),
            text(&category.name),
            text(category.kind.name()),
            text(&category.trade),
            Cell::Whole(category.head_start),
            Cell::Yes(category.active),
        ]
    }))
}

fn phrase(asking: Asking<'_>, id: u64, _: Shown) -> Run<Option<Vec<Cell>>> {
    Ok(get::<Phrase>(asking.tx, id)?.map(|phrase| {
        vec![
            text(&phrase.text),
            text(&phrase.code),
            text(&phrase.category),
            text(&phrase.place),
            text(phrase.priority.map_or("", Priority::name)),
        ]
    }))
}

fn outage(asking: Asking<'_>, id: u64, _: Shown) -> Run<Option<Vec<Cell>>> {
    let Some(outage) = get::<Outage>(asking.tx, id)? else {
        return Ok(None);
    };
    let by = named(asking, Some(outage.by))?;
    Ok(Some(vec![
        text(&outage.text),
        texts(&outage.areas),
        text(&outage.category),
        Cell::At(outage.from),
        Cell::At(outage.until),
        text(&by),
    ]))
}

/// Every setting there is, and those of the open families that were set: limits and holidays.
fn setting_keys(asking: Asking<'_>) -> impl Iterator<Item = &str> {
    let declared = |key: &str| default_of(key).is_some();
    SETTINGS.iter().map(|row| row.key).chain(
        asking
            .office
            .settings
            .keys()
            .map(String::as_str)
            .filter(move |key| !declared(key)),
    )
}

/// How many settings there are.
pub(super) fn settings_count(asking: Asking<'_>) -> u64 {
    u64::try_from(setting_keys(asking).count()).unwrap_or(u64::MAX)
}

fn shift(asking: Asking<'_>, id: u64, _: Shown) -> Run<Option<Vec<Cell>>> {
    let Some(shift) = get::<Shift>(asking.tx, id)? else {
        return Ok(None);
    };
    let late = shift.late_by(asking.office.whole(EARLY, 15));
    let (person, to) = (named(asking, Some(shift.staff))?, named(asking, shift.to)?);
    let accepted_by = named(asking, shift.accepted_by)?;
    let released_by = named(asking, shift.released_by)?;
    let unseen = shift.unseen();
    Ok(Some(vec![
        whole(shift.id),
        text(&person),
        text(&shift.name),
        Cell::At(shift.began_at),
        Cell::Whole(late),
        text(&shift.amiss),
        or_null(shift.handed_at, Cell::At),
        text(&to),
        whole(shift.items.len()),
        whole(unseen),
        text(&accepted_by),
        or_null(shift.accepted_at, Cell::At),
        text(&released_by),
    ]))
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "the row of a list, which others read from the store"
)]
fn setting(asking: Asking<'_>, place: u64, _: Shown) -> Run<Option<Vec<Cell>>> {
    let place = usize::try_from(place).unwrap_or(usize::MAX);
    Ok(setting_keys(asking).nth(place).map(|key| {
        vec![
            text(key),
            text(asking.office.setting(key)),
            text(&shipped(key).unwrap_or_default()),
        ]
    }))
}
