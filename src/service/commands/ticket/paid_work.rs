//! What the customer pays for the work of a ticket: charged to the home when the work is done.

use crate::domain::error::{Refusal, Why};
use crate::domain::household::{Household, PremisesKind};
use crate::domain::ledger::Charge;
use crate::domain::money::Amount;
use crate::domain::ticket::Ticket;
use crate::service::args::Values;
use crate::service::books::{Books, NewCharge};
use crate::service::halt::Run;
use crate::service::subject::Subject;
use crate::service::work::Work;

use super::act::TEXTS;

/// The home of a ticket, where somebody lives who can be charged.
fn payer(work: &Work<'_>, ticket: &Ticket) -> Run<Household> {
    let home: Option<Household> = match ticket.household {
        Some(home) => work.find(home.0)?,
        None => None,
    };
    home.filter(|home| home.kind != PremisesKind::Public)
        .ok_or_else(|| {
            let nobody =
                Refusal::new(Why::NobodyToCharge).with("number", ticket.number.short(work.today()));
            Refusal::fields(vec![nobody.on("cost")]).into()
        })
}

/// Charges the home with what is said to be paid for the work; without a sum there is no charge (duties.md D-056). What
/// is done after a rework may be charged again: only what is new is said then.
pub fn charge(work: &mut Work<'_>, ticket: &mut Ticket, values: &Values) -> Run<()> {
    let amount = values.amount("cost").unwrap_or_default();
    if amount == Amount::ZERO {
        return Ok(());
    }
    let home = payer(work, ticket)?;
    let called = (TEXTS.paid_work.as_str(), amount);
    let new = NewCharge::at_counter(&home, called, work.today(), ticket.number.full());
    let mut books = Books::of(work);
    let charge = books.charge(new)?;
    books.settle(&home)?;
    work.touch(Subject::of(&home));
    ticket.charges.get_or_insert_default().push(charge.id);
    ticket.cost = ticket.cost.plus(amount)?;
    Ok(())
}

/// Refuses another home while this one is charged for the work: what is on its account is relieved first.
pub fn nothing_charged(work: &Work<'_>, ticket: &Ticket) -> Run<()> {
    let mut charged = Amount::ZERO;
    for id in ticket.charges.iter().flatten() {
        let charge: Charge = work.get(id.0)?;
        let relief = charge.relief.unwrap_or_default();
        charged = charged.plus(charge.amount.minus(relief.reduced)?)?;
    }
    if charged == Amount::ZERO {
        return Ok(());
    }
    let fault = Refusal::new(Why::ChargedThere)
        .with("premises", ticket.premises.as_str())
        .with("amount", charged);
    Err(Refusal::fields(vec![fault.on("premises")]).into())
}
