//! The list of duties: those of this month, and what is late.

use crate::domain::staff::Right;
use crate::service::duties::State;
use crate::service::halt::Run;
use crate::service::queries::Asking;
use crate::service::queries::duties::{found, row, shown};
use crate::service::subject::Subject;
use crate::service::view::Cell;
use crate::storage::codec::{Key, KeyReader};
use crate::storage::record::Record;

use super::cells::{or_null, text, whole};
use super::{List, Order, Shape, Shown};
use crate::domain::duty::DutyDone;
use crate::domain::error::Fact;

pub(super) const LISTS: &[List] = &[List {
    name: "duties",
    columns: &[
        ("duty", Shape::Text),
        ("from", Shape::Day),
        ("to", Shape::Day),
        ("due_at", Shape::At),
        ("state", Shape::Text),
        ("late", Shape::Yes),
        ("owner", Shape::Text),
        ("have", Shape::Whole),
        ("count", Shape::Whole),
        ("source", Shape::Text),
        ("done_by", Shape::Text),
        ("done_at", Shape::At),
    ],
    order: Order::Duties,
    row: duty,
    right: Right::Read,
}];

/// The next duties behind a place: by the instant they are due, then by their id.
pub(super) fn places(
    asking: Asking<'_>,
    after: Option<&[u8]>,
    wanted: usize,
) -> Run<Vec<(Vec<u8>, u64)>> {
    let mut all: Vec<(Vec<u8>, u64)> = shown(asking)?
        .iter()
        .map(|item| {
            let id = item.subject().id;
            (Key::new().i64(item.due.at.ms()).u64(id).done(), id)
        })
        .collect();
    all.sort();
    let after = after.filter(|after| KeyReader::new(after).i64().is_some());
    all.retain(|(place, _)| after.is_none_or(|after| place.as_slice() > after));
    all.truncate(wanted);
    Ok(all)
}

fn duty(asking: Asking<'_>, id: u64, _: Shown) -> Run<Option<Vec<Cell>>> {
    let subject = Subject {
        kind: DutyDone::KIND,
        id,
    };
    let item = found(asking, subject)?;
    let row = row(asking, &item)?;
    let owner = match &row.owner {
        Fact::Text(name) => name.clone(),
        // A rank or a role by the name it has on the command line.
        Fact::Term(key) => key.split_once('-').map_or("", |(_, name)| name).to_owned(),
        _ => String::new(),
    };
    Ok(Some(vec![
        text(&row.duty),
        Cell::Day(row.period.first),
        Cell::Day(row.period.last),
        Cell::At(row.due_at),
        text(&row.state),
        Cell::Yes(item.state == State::Late),
        text(&owner),
        whole(row.have),
        whole(row.count),
        text(&item.duty.source),
        text(&row.done_by),
        or_null(row.done_at, Cell::At),
    ]))
}
