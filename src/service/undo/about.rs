//! Whom or what an act was about, as people call it: a home with its payer, a caller, a name.

use crate::domain::calendar::Day;
use crate::domain::household::{Building, Household, Person};
use crate::domain::id::HouseholdId;
use crate::domain::ledger::{Debt, FeeItem};
use crate::domain::office::{Outage, Phrase};
use crate::domain::staff::Staff;
use crate::domain::ticket::Ticket;
use crate::service::audit::Event;
use crate::service::halt::Run;
use crate::service::office::Office;
use crate::service::subject::{Found, Subject, by_number};
use crate::storage::ReadTx;
use crate::storage::record::{Record, get};

/// What a record of a kind is called.
type Called = fn(&dyn ReadTx, &Office, u64) -> Run<Option<String>>;

/// The kinds by which an act without a number is known, the most telling first.
const KINDS: &[(u8, Called)] = &[
    (Debt::KIND, |tx, _, id| debtor(tx, id)),
    (Person::KIND, |tx, _, id| {
        Ok(get::<Person>(tx, id)?.map(|person| person.name))
    }),
    (Household::KIND, |tx, office, id| {
        Ok(get::<Household>(tx, id)?.map(|home| office.home_name(&home)))
    }),
    (Staff::KIND, |tx, _, id| {
        Ok(get::<Staff>(tx, id)?.map(|staff| staff.name))
    }),
    (Phrase::KIND, |tx, _, id| {
        Ok(get::<Phrase>(tx, id)?.map(|phrase| phrase.text))
    }),
    (Outage::KIND, |tx, _, id| {
        Ok(get::<Outage>(tx, id)?.map(|outage| outage.text))
    }),
    (FeeItem::KIND, |tx, _, id| {
        Ok(get::<FeeItem>(tx, id)?.map(|item| item.name))
    }),
    (Building::KIND, |tx, _, id| {
        Ok(get::<Building>(tx, id)?.map(|building| building.code))
    }),
];

fn debtor(tx: &dyn ReadTx, home: u64) -> Run<Option<String>> {
    Ok(get::<Debt>(tx, home)?.map(|debt| both(&debt.premises, &debt.payer)))
}

fn both(place: &str, name: &str) -> String {
    format!("{place} {name}").trim().to_owned()
}

/// Tickets named of an act on several; of the others it says how many they are.
const NAMED: usize = 4;

/// What an act was about: by its number, else by the records it touched; empty where nothing tells.
pub(super) fn about(tx: &dyn ReadTx, office: &Office, event: &Event) -> Run<String> {
    let touched = &event.touched;
    let found = match event.number {
        Some(number) => by_number(tx, number)?,
        None => None,
    };
    match found {
        Some(Found::Ticket(ticket)) => return Ok(both(&ticket.premises, &ticket.caller)),
        Some(Found::Contact(contact)) => return Ok(both(&contact.premises, &contact.caller)),
        Some(Found::FollowUp(follow_up)) => {
            return Ok(both(&follow_up.premises, &follow_up.name));
        }
        Some(Found::Payment(payment)) => return payer(tx, office, payment.household),
        _ => {}
    }
    for (kind, called) in KINDS {
        if let Some(subject) = touched.iter().find(|subject| subject.kind == *kind)
            && let Some(name) = called(tx, office, subject.id)?
        {
            return Ok(name);
        }
    }
    tickets(tx, office.today(event.at), touched)
}

/// The numbers of the tickets an act changed.
fn tickets(tx: &dyn ReadTx, today: Day, touched: &[Subject]) -> Run<String> {
    let tickets = touched
        .iter()
        .filter(|subject| subject.kind == Ticket::KIND);
    let more = tickets.clone().count().saturating_sub(NAMED);
    let mut named = Vec::new();
    for subject in tickets.take(NAMED) {
        let ticket = get::<Ticket>(tx, subject.id)?;
        named.extend(ticket.map(|ticket| ticket.number.short(today)));
    }
    if more > 0 {
        named.push(format!("+{more}"));
    }
    Ok(named.join(" "))
}

fn payer(tx: &dyn ReadTx, office: &Office, home: HouseholdId) -> Run<String> {
    if let Some(debtor) = debtor(tx, home.0)? {
        return Ok(debtor);
    }
    let home = get::<Household>(tx, home.0)?;
    Ok(home.map_or_else(String::new, |home| office.home_name(&home)))
}
