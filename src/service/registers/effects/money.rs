//! Effects on money: a charge, a deposit asked for, a deposit to be given back.

use crate::domain::error::{Refusal, Why};
use crate::domain::household::Household;
use crate::domain::ledger::{Charge, Method};
use crate::domain::money::Amount;
use crate::domain::register::{FieldKind, Value};
use crate::service::approval;
use crate::service::args::{self, Reading};
use crate::service::books::{Books, NewCharge, deposits_of};
use crate::service::command::{Command, Made, row};
use crate::service::execute::authorise;
use crate::service::halt::Run;
use crate::service::subject::{Found, Subject};
use crate::service::work::Work;

use super::Done;

/// The command that gives a deposit back, which always takes two people.
const RETURN: &str = "deposit.return";

/// The amount of the form under what it is called; the ledger keeps one language, the office's, because what is on a
/// receipt is said there.
fn amount<'e>(done: &'e Done<'_>) -> Option<(&'e str, Amount)> {
    done.of(FieldKind::Amount)
        .find_map(|(_, label, value)| match value {
            Value::Amount(amount) => Some((label, *amount)),
            _ => None,
        })
}

/// A charge of the amount of the form, tied to the entry.
fn new<'h>(
    work: &Work<'_>,
    done: &Done<'_>,
    household: &'h Household,
    called: (&str, Amount),
) -> NewCharge<'h> {
    NewCharge::at_counter(household, called, work.today(), done.entry.number.full())
}

/// The home of the entry.
fn household(work: &Work<'_>, done: &Done<'_>) -> Run<Household> {
    match done.entry.household {
        Some(home) => work.get(home.0),
        None => Err(Refusal::field("premises", Why::Missing).into()),
    }
}

/// Charges the home with the amount of the form (duties.md D-076), if one was given.
pub(super) fn raise_charge(work: &mut Work<'_>, done: &Done<'_>, made: Made) -> Run<Made> {
    let Some(amount) = amount(done) else {
        return Ok(made);
    };
    let household = household(work, done)?;
    let new = new(work, done, &household, amount);
    let mut books = Books::of(work);
    let charge = books.charge(new)?;
    let debt = books.settle(&household)?;
    work.touch(Subject::of(&household));
    Ok(made.with("amount", charge.amount).with("owed", debt.amount))
}

/// Asks the home for a deposit of the amount of the form, tied to the entry; without an amount there is none
/// (duties.md 5.5, silent).
pub(super) fn ask_deposit(work: &mut Work<'_>, done: &Done<'_>, made: Made) -> Run<Made> {
    let Some(amount) = amount(done) else {
        return Ok(made);
    };
    let household = household(work, done)?;
    let new = new(work, done, &household, amount);
    let mut books = Books::of(work);
    let (deposit, _) = books.ask_deposit(new, &done.entry.number.full())?;
    let debt = books.settle(&household)?;
    work.touch(Subject::of(&household));
    Ok(made
        .with("amount", deposit.amount)
        .with("owed", debt.amount))
}

/// Asks a second person to give back what is held of the entry's deposits, in the way chosen on the form: money goes
/// out as it does everywhere, so the move only asks.
pub(super) fn return_deposit(work: &mut Work<'_>, done: &Done<'_>, mut made: Made) -> Run<Made> {
    let method = done
        .of(FieldKind::Choice)
        .find_map(|(_, _, value)| match value {
            Value::Text(chosen) => Method::from_name(chosen),
            _ => None,
        });
    let household = household(work, done)?;
    let about = done.entry.number.full();
    let back = row(RETURN).ok_or(Why::UnknownCommand)?;
    for deposit in deposits_of(work.tx(), household.id)? {
        let charge: Charge = work.get(deposit.charge.0)?;
        if deposit.about != about || deposit.held(charge.paid)? <= Amount::ZERO {
            continue;
        }
        authorise(work.actor, back.right)?;
        let command = Command::new(RETURN)
            .arg("method", method.unwrap_or(Method::Cash).name())
            .arg("reason", about.as_str());
        let mut apart = Work::new(work.tx(), work.actor, work.now, work.office, back);
        apart.found = Found::Deposit(Box::new(deposit));
        let reading = Reading {
            tx: apart.tx(),
            office: apart.office,
            now: apart.now,
        };
        let values = args::read(reading, back, &command.args)?;
        let needs = back.needs.ok_or(Why::UnknownCommand)?;
        if let Some(rank) = needs(&apart, &values)? {
            let asked = approval::ask(&mut apart, &command, &values, rank)?;
            made.also.extend(asked.number);
        }
        let finished = apart.finish();
        work.absorb(finished)?;
    }
    Ok(made)
}
