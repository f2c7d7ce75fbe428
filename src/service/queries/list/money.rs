//! Lists of charges, payments and promises.

use crate::domain::ledger::{Charge, Kept, Payment, Promise};
use crate::domain::staff::Right;
use crate::service::books::promise_state;
use crate::service::halt::Run;
use crate::service::loading::number_shown;
use crate::service::queries::Asking;
use crate::service::queries::rows::named;
use crate::service::view::Cell;
use crate::storage::record::{Record, get};

use super::cells::{home, number, or_null, text, whole};
use super::{List, Order, Shape, Shown};

pub(super) const LISTS: &[List] = &[
    List {
        name: "charges",
        columns: &[
            ("number", Shape::Whole),
            ("premises", Shape::Text),
            ("item", Shape::Text),
            ("period", Shape::Month),
            ("amount", Shape::Money),
            ("paid", Shape::Money),
            ("due_on", Shape::Day),
            ("unpaid", Shape::Money),
            ("source", Shape::Text),
            ("property_fee", Shape::Yes),
            ("note", Shape::Text),
            ("disputed", Shape::Text),
        ],
        order: Order::Ids(Charge::KIND),
        row: charge,
        right: Right::Read,
    },
    List {
        name: "payments",
        columns: &[
            ("number", Shape::Text),
            ("premises", Shape::Text),
            ("amount", Shape::Money),
            ("method", Shape::Text),
            ("taken_at", Shape::At),
            ("reversed_by", Shape::Whole),
            ("payer", Shape::Text),
            ("effective_on", Shape::Day),
            ("taken_by", Shape::Text),
            ("advance", Shape::Money),
            ("reversed_at", Shape::At),
            ("reason", Shape::Text),
            ("note", Shape::Text),
            ("external_number", Shape::Text),
        ],
        order: Order::Ids(Payment::KIND),
        row: payment,
        right: Right::Read,
    },
    List {
        name: "promises",
        columns: &[
            ("number", Shape::Whole),
            ("premises", Shape::Text),
            ("amount", Shape::Money),
            ("day", Shape::Day),
            ("at", Shape::At),
            ("by", Shape::Text),
            ("paid", Shape::Money),
            ("state", Shape::Text),
            ("text", Shape::Text),
        ],
        order: Order::Ids(Promise::KIND),
        row: promise,
        right: Right::Read,
    },
];

fn charge(asking: Asking<'_>, id: u64, _: Shown) -> Run<Option<Vec<Cell>>> {
    let Some(charge) = get::<Charge>(asking.tx, id)? else {
        return Ok(None);
    };
    Ok(Some(vec![
        whole(charge.id.0),
        home(asking, charge.household)?,
        text(&charge.name),
        Cell::Month(charge.month),
        Cell::Money(charge.amount),
        Cell::Money(charge.paid),
        Cell::Day(charge.due_on),
        Cell::Money(charge.unpaid()),
        text(charge.source.name()),
        Cell::Yes(charge.property_fee),
        text(&charge.note),
        or_null(charge.disputed, number),
    ]))
}

fn payment(asking: Asking<'_>, id: u64, _: Shown) -> Run<Option<Vec<Cell>>> {
    let Some(payment) = get::<Payment>(asking.tx, id)? else {
        return Ok(None);
    };
    let taken_by = named(asking, Some(payment.taken_by))?;
    Ok(Some(vec![
        number(payment.number),
        text(&payment.premises),
        Cell::Money(payment.amount),
        text(payment.method.name()),
        Cell::At(payment.taken_at),
        // The entry that took it back: entries are numbered as they are booked.
        or_null(payment.reversed_by.map(|entry| entry.0), whole),
        text(&payment.payer),
        Cell::Day(payment.effective_on),
        text(&taken_by),
        Cell::Money(payment.advance),
        or_null(payment.reversed_at, Cell::At),
        text(&payment.reason),
        text(&payment.note),
        text(number_shown(payment.external.as_deref())),
    ]))
}

fn promise(asking: Asking<'_>, id: u64, _: Shown) -> Run<Option<Vec<Cell>>> {
    let Some(promise) = get::<Promise>(asking.tx, id)? else {
        return Ok(None);
    };
    let today = asking.office.today(asking.now);
    let state = match promise_state(asking.tx, asking.office.zone, &promise, today)? {
        Kept::Open => "open",
        Kept::InTime => "kept",
        Kept::Late => "late",
        Kept::Broken => "broken",
        Kept::Replaced => "replaced",
    };
    let by = named(asking, Some(promise.by))?;
    Ok(Some(vec![
        whole(promise.id),
        home(asking, promise.household)?,
        Cell::Money(promise.amount),
        Cell::Day(promise.day),
        Cell::At(promise.at),
        text(&by),
        Cell::Money(promise.paid),
        text(state),
        text(&promise.text),
    ]))
}
