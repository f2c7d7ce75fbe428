//! What a request for a second person would change, a line each: of what, from what to what.

use crate::domain::household::Household;
use crate::domain::id::HouseholdId;
use crate::domain::ledger::{
    Bound, Charge, Deposit, DepositKind, DepositRequest, ReliefRequest, Standing, allocate,
};
use crate::domain::money::Amount;
use crate::domain::ticket::Ticket;
use crate::service::books::deposit_name;
use crate::service::halt::Run;
use crate::service::queries::Asking;
use crate::service::queries::found::premises;
use crate::storage::record::get;

/// What stands between before and after.
const BECOMES: &str = " → ";

/// The home, the sum and the lines of what a request is bound to.
pub struct Changes {
    /// The code of the home.
    pub premises: String,
    pub amount: Amount,
    pub lines: Vec<String>,
}

/// What is asked, as it stood when it was asked and as it would stand.
pub fn changes(asking: Asking<'_>, bound: &Bound) -> Run<Changes> {
    let (home, amount, lines) = match bound {
        Bound::Relief(asked) => (asked.household, asked.total()?, relief(asking, asked)?),
        Bound::Plan(asked) => {
            let amounts = asked.parts.iter().map(|part| part.amount);
            let line = |part: &crate::domain::ledger::Instalment| {
                format!("{}  {}", part.due_on, part.amount.grouped())
            };
            let lines = asked.parts.iter().map(line).collect();
            (asked.household, Amount::sum(amounts)?, lines)
        }
        Bound::Deposit(asked) => {
            let found: Option<Deposit> = get(asking.tx, asked.deposit.0)?;
            let home = found
                .as_ref()
                .map_or(HouseholdId(0), |found| found.household);
            (home, asked.amount, deposit(asking, asked, found.as_ref())?)
        }
        Bound::Expense(asked) => {
            let found: Option<Ticket> = get(asking.tx, asked.ticket.0)?;
            let (premises, number) = found.map_or_else(Default::default, |ticket| {
                (
                    ticket.premises,
                    ticket.number.short(asking.office.today(asking.now)),
                )
            });
            return Ok(Changes {
                premises,
                amount: asked.amount,
                lines: vec![line(&number, asked.before, asked.whole()?)],
            });
        }
    };
    let found: Option<Household> = get(asking.tx, home.0)?;
    Ok(Changes {
        premises: found.map_or_else(String::new, |home| premises(asking.office, &home)),
        amount,
        lines,
    })
}

fn line(what: &str, before: Amount, after: Amount) -> String {
    format!("{what}  {}{BECOMES}{}", before.grouped(), after.grouped())
}

/// What a charge is called: its name and month.
fn called(asking: Asking<'_>, standing: &Standing) -> Run<String> {
    let charge: Option<Charge> = get(asking.tx, standing.charge.0)?;
    Ok(charge.map_or_else(String::new, |charge| {
        format!("{} {}", charge.name, charge.month)
    }))
}

fn relief(asking: Asking<'_>, asked: &ReliefRequest) -> Run<Vec<String>> {
    let mut lines = Vec::with_capacity(asked.parts.len());
    for part in &asked.parts {
        let before = part.standing.left(asked.kind).unwrap_or_default();
        let after = part.standing.after(asked.kind, part.amount);
        let after = after.and_then(|after| after.left(asked.kind));
        let after = after.unwrap_or_default();
        lines.push(line(&called(asking, &part.standing)?, before, after));
    }
    Ok(lines)
}

fn deposit(
    asking: Asking<'_>,
    asked: &DepositRequest,
    found: Option<&Deposit>,
) -> Run<Vec<String>> {
    let name = found.map_or("", |found| found.name.as_str());
    let what = format!("{} {name}", deposit_name(asked.deposit));
    let back = asked.reverses.is_some();
    let left = match (back, asked.kind) {
        (true, _) => asked.held.plus(asked.amount)?,
        // Nothing is held of what is no longer asked for.
        (false, DepositKind::Waive) => asked.held,
        (false, _) => asked.held.minus(asked.amount)?,
    };
    let mut lines = vec![line(what.trim_end(), asked.held, left)];
    if asked.kind == DepositKind::Waive
        && let Some(own) = asked.charges.first()
    {
        lines = vec![line(
            &called(asking, own)?,
            own.open().unwrap_or_default(),
            Amount::ZERO,
        )];
    }
    let fees = asked.charges.get(1..).unwrap_or_default();
    let open = |standing: &Standing| standing.open().unwrap_or_default();
    if asked.kind != DepositKind::Settle {
        return Ok(lines);
    }
    if let Some(place) = asked.reverses {
        let at = usize::try_from(place).unwrap_or_default();
        let done = found.and_then(|found| found.moves.get(at.saturating_sub(1)));
        let settled = done.iter().flat_map(|done| &done.settled);
        for (part, standing) in settled.zip(fees) {
            let before = open(standing);
            let after = before.plus(part.amount)?;
            lines.push(line(&called(asking, standing)?, before, after));
        }
        return Ok(lines);
    }
    let shares: Vec<_> = fees.iter().map(|one| (one.charge, open(one))).collect();
    let (parts, _) = allocate(asked.amount, &shares)?;
    for (part, standing) in parts.iter().zip(fees) {
        let before = open(standing);
        let after = before.minus(part.amount)?;
        lines.push(line(&called(asking, standing)?, before, after));
    }
    Ok(lines)
}
