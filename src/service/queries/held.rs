//! What is held of deposits in all, beside what their account says.

use crate::domain::ledger::{Account, Charge, Deposit};
use crate::domain::money::Amount;
use crate::service::halt::Run;
use crate::service::lookup;
use crate::service::queries::Asking;
use crate::service::view::DepositSums;
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
