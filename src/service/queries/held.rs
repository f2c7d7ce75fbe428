//! What is held of deposits: in all, beside what their account says, and at one home with its instalment plan.

use crate::domain::id::HouseholdId;
use crate::domain::ledger::{Account, Charge, Deposit};
use crate::domain::money::Amount;
use crate::service::books::{deposit_name, open_deposits, plan_of, settled_of};
use crate::service::halt::Run;
use crate::service::lookup;
use crate::service::queries::Asking;
use crate::service::subject::Subject;
use crate::service::view::{DepositSums, DepositView, PlanView};
use crate::storage::codec::Key;
use crate::storage::counters::scan_figures;
use crate::storage::kept::figures::Figure;
use crate::storage::kept::indexes::DEPOSIT_OF;
use crate::storage::record::get;
use crate::storage::{Direction, Step};

/// Answers `Query::Deposits`, from the deposits that still stand.
pub fn sums(asking: Asking<'_>) -> Run<DepositSums> {
    let standing = Key::new().u8(0);
    let order = Direction::Forward;
    let deposits: Vec<Deposit> = lookup::all(asking.tx, DEPOSIT_OF, standing, order, usize::MAX)?;
    let mut sums = DepositSums::default();
    for deposit in &deposits {
        let Some(charge) = get::<Charge>(asking.tx, deposit.charge.0)? else {
            continue;
        };
        sums.held = sums.held.plus(deposit.held(charge.paid)?)?;
        sums.unpaid = sums.unpaid.plus(charge.unpaid())?;
    }
    let mut account = 0_i64;
    let all = Figure::of_account(Account::Deposit);
    scan_figures(asking.tx, &all, order, &mut |_, fen| {
        account = account.saturating_sub(fen);
        Ok(Step::Next)
    })?;
    sums.account = Amount::from_fen(account)?;
    Ok(sums)
}

/// The deposits of a home that still stand, as its card shows them.
pub(super) fn of_home(asking: Asking<'_>, home: HouseholdId) -> Run<Vec<DepositView>> {
    let mut views = Vec::new();
    for deposit in open_deposits(asking.tx, home)? {
        let charge: Option<Charge> = get(asking.tx, deposit.charge.0)?;
        let paid = charge.as_ref().map_or(Amount::ZERO, |charge| charge.paid);
        views.push(DepositView {
            subject: Subject::of(&deposit),
            number: deposit_name(deposit.id),
            held: deposit.held(paid)?,
            unpaid: charge.map_or(Amount::ZERO, |charge| charge.unpaid()),
            name: deposit.name,
            about: deposit.about,
        });
    }
    Ok(views)
}

/// The instalment plan of a home, as its card shows it.
pub(super) fn plan_of_home(asking: Asking<'_>, home: HouseholdId) -> Run<Option<PlanView>> {
    let Some(plan) = plan_of(asking.tx, home)? else {
        return Ok(None);
    };
    let today = asking.office.today(asking.now);
    let settled = settled_of(asking.tx, &plan)?;
    let next = plan.coming(settled)?;
    // One that is paid tells nothing any more.
    if next.is_none() {
        return Ok(None);
    }
    Ok(Some(PlanView {
        subject: Subject::of(&plan),
        amount: Amount::sum(plan.parts.iter().map(|part| part.amount))?,
        paid: settled,
        parts: u32::try_from(plan.parts.len()).unwrap_or(u32::MAX),
        state: plan.end(settled, today)?.name().to_owned(),
        behind: plan.state(settled, today)?.behind,
        next: next.map(|part| (part.due_on, part.amount)),
    }))
}
