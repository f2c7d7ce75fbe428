//! Lists of deposits, of instalment plans and of what was given up.

use crate::domain::ledger::{Bound, Charge, Deposit, DepositKind, Method, Plan, ReliefKind};
use crate::domain::money::Amount;
use crate::domain::office::{Approval, ApprovalState};
use crate::domain::staff::Right;
use crate::service::books::{deposit_name, settled_of};
use crate::service::halt::Run;
use crate::service::queries::Asking;
use crate::service::queries::changes::changes;
use crate::service::queries::rows::named;
use crate::service::view::Cell;
use crate::storage::Direction;
use crate::storage::kept::indexes::DEPOSIT_OF;
use crate::storage::record::{Record, get};

use super::cells::{home, number, or_null, text, texts, whole};
use super::{List, Order, Shape, Shown};

pub(super) const LISTS: &[List] = &[
    List {
        name: "deposits",
        columns: &[
            ("deposit", Shape::Text),
            ("premises", Shape::Text),
            ("name", Shape::Text),
            ("for", Shape::Text),
            ("amount", Shape::Money),
            ("held", Shape::Money),
            ("unpaid", Shape::Money),
            ("deposit_state", Shape::Text),
            ("at", Shape::At),
            ("by", Shape::Text),
            ("returned", Shape::Money),
            ("kept", Shape::Money),
            ("settled", Shape::Money),
            ("waived", Shape::Money),
            ("reason", Shape::Text),
            ("method", Shape::Text),
        ],
        // Those that still stand come first.
        order: Order::Index(Deposit::KIND, DEPOSIT_OF, Direction::Forward),
        row: deposit,
        right: Right::Read,
    },
    List {
        name: "plans",
        columns: &[
            ("number", Shape::Whole),
            ("premises", Shape::Text),
            ("amount", Shape::Money),
            ("parts", Shape::Whole),
            ("paid", Shape::Money),
            ("next_on", Shape::Day),
            ("next", Shape::Money),
            ("behind", Shape::Money),
            ("state", Shape::Text),
            ("agreed_at", Shape::At),
            ("by", Shape::Text),
            ("reason", Shape::Text),
        ],
        order: Order::Ids(Plan::KIND),
        row: plan,
        right: Right::Read,
    },
    List {
        name: "reductions",
        columns: &[
            ("number", Shape::Text),
            ("kind", Shape::Text),
            ("premises", Shape::Text),
            ("amount", Shape::Money),
            ("reason", Shape::Text),
            ("changes", Shape::Texts),
            ("asked_by", Shape::Text),
            ("decided_by", Shape::Text),
            ("decided_at", Shape::At),
        ],
        order: Order::Ids(Approval::KIND),
        row: reduction,
        right: Right::Read,
    },
];

fn deposit(asking: Asking<'_>, id: u64, _: Shown) -> Run<Option<Vec<Cell>>> {
    let Some(deposit) = get::<Deposit>(asking.tx, id)? else {
        return Ok(None);
    };
    let charge: Option<Charge> = get(asking.tx, deposit.charge.0)?;
    let paid = charge.as_ref().map_or(Amount::ZERO, |charge| charge.paid);
    let unpaid = charge.map_or(Amount::ZERO, |charge| charge.unpaid());
    let held = deposit.held(paid)?;
    let moved = |kind| {
        let moved = deposit.moved(&[kind]);
        moved.map(Cell::Money)
    };
    let state = match (held > Amount::ZERO, unpaid > Amount::ZERO) {
        (true, _) => "held",
        (false, true) => "unpaid",
        (false, false) => "closed",
    };
    let last = deposit.standing_moves().last();
    let by = named(asking, Some(deposit.by))?;
    Ok(Some(vec![
        text(&deposit_name(deposit.id)),
        home(asking, deposit.household)?,
        text(&deposit.name),
        text(&deposit.about),
        Cell::Money(deposit.amount),
        Cell::Money(held),
        Cell::Money(unpaid),
        text(state),
        Cell::At(deposit.at),
        text(&by),
        moved(DepositKind::Return)?,
        moved(DepositKind::Keep)?,
        moved(DepositKind::Settle)?,
        moved(DepositKind::Waive)?,
        text(last.map_or("", |last| last.reason.as_str())),
        text(last.and_then(|last| last.method).map_or("", Method::name)),
    ]))
}

fn plan(asking: Asking<'_>, id: u64, _: Shown) -> Run<Option<Vec<Cell>>> {
    let Some(plan) = get::<Plan>(asking.tx, id)? else {
        return Ok(None);
    };
    let today = asking.office.today(asking.now);
    let settled = settled_of(asking.tx, &plan)?;
    let state = plan.state(settled, today)?;
    let next = plan.coming(settled)?;
    let by = named(asking, Some(plan.agreed_by))?;
    Ok(Some(vec![
        whole(plan.id),
        home(asking, plan.household)?,
        Cell::Money(Amount::sum(plan.parts.iter().map(|part| part.amount))?),
        whole(plan.parts.len()),
        Cell::Money(settled),
        or_null(next.map(|next| next.due_on), Cell::Day),
        or_null(next.map(|next| next.amount), Cell::Money),
        Cell::Money(state.behind),
        text(plan.end(settled, today)?.name()),
        Cell::At(plan.agreed_at),
        text(&by),
        text(&plan.reason),
    ]))
}

/// What was given up, or asked for again, with approval; an approval of anything else is none.
fn reduction(asking: Asking<'_>, id: u64, _: Shown) -> Run<Option<Vec<Cell>>> {
    let Some(approval) = get::<Approval>(asking.tx, id)? else {
        return Ok(None);
    };
    let (Some(bound @ Bound::Relief(asked)), ApprovalState::Done) =
        (&approval.bound, approval.state)
    else {
        return Ok(None);
    };
    let changes = changes(asking, bound)?;
    let asked_by = named(asking, Some(approval.asked_by))?;
    let decided_by = named(asking, approval.decided_by)?;
    Ok(Some(vec![
        number(approval.number),
        text(ReliefKind::name(asked.kind)),
        text(&changes.premises),
        Cell::Money(changes.amount),
        text(&asked.reason),
        texts(&changes.lines),
        text(&asked_by),
        text(&decided_by),
        or_null(approval.decided_at, Cell::At),
    ]))
}
