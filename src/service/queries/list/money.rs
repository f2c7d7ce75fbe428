//! Lists of charges, payments, arrears and promises.

use crate::domain::ledger::{Charge, Debt, Payment, Promise};
use crate::domain::money::Amount;
use crate::domain::staff::Right;
use crate::service::halt::Run;
use crate::service::loading::number_shown;
use crate::service::queries::Asking;
use crate::service::queries::rows::named;
use crate::service::view::Cell;
use crate::storage::Direction;
use crate::storage::kept::indexes::DEBT_URGENT;
use crate::storage::record::{Record, get};

use super::cells::{home, number, or_null, text, texts, whole};
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
        name: "arrears",
        columns: &[
            ("premises", Shape::Text),
            ("payer", Shape::Text),
            ("amount", Shape::Money),
            ("months", Shape::Whole),
            ("oldest_due_on", Shape::Day),
            ("promise_on", Shape::Day),
            ("next_step", Shape::Text),
            ("items", Shape::Texts),
            ("promised", Shape::Money),
            ("dunned", Shape::Whole),
            ("last_dunned_at", Shape::At),
        ],
        order: Order::Index(Debt::KIND, DEBT_URGENT, Direction::Forward),
        row: debt,
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

fn debt(asking: Asking<'_>, id: u64, _: Shown) -> Run<Option<Vec<Cell>>> {
    let Some(debt) = get::<Debt>(asking.tx, id)? else {
        return Ok(None);
    };
    Ok(Some(vec![
        text(&debt.premises),
        text(&debt.payer),
        Cell::Money(debt.amount),
        whole(debt.months),
        or_null(debt.oldest_due_on, Cell::Day),
        or_null(debt.promise_on, Cell::Day),
        text(next_step(asking, &debt)),
        texts(&debt.items),
        Cell::Money(debt.promised),
        whole(debt.dunned),
        or_null(debt.last_dunned_at, Cell::At),
    ]))
}

/// What comes next: wait for the day promised, call because it passed, or dun.
fn next_step(asking: Asking<'_>, debt: &Debt) -> &'static str {
    let today = asking.office.today(asking.now);
    if debt.promise_broken(today) {
        "broken_promise"
    } else if debt.promise_on.is_some() {
        "promised"
    } else if debt.urgent_at > asking.now {
        "wait"
    } else {
        "dun"
    }
}

fn promise(asking: Asking<'_>, id: u64, _: Shown) -> Run<Option<Vec<Cell>>> {
    let Some(promise) = get::<Promise>(asking.tx, id)? else {
        return Ok(None);
    };
    let today = asking.office.today(asking.now);
    let state = if promise.paid >= promise.amount && promise.amount > Amount::ZERO {
        "kept"
    } else if promise.replaced {
        "replaced"
    } else if promise.day < today {
        "broken"
    } else {
        "open"
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
