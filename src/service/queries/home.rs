//! The home card: all about one home.

use std::collections::BTreeSet;

use crate::domain::contact::Contact;
use crate::domain::error::{Refusal, Why};
use crate::domain::follow_up::FollowUp;
use crate::domain::household::{Household, masked_phone};
use crate::domain::id::HouseholdId;
use crate::domain::ledger::Debt;
use crate::domain::money::Amount;
use crate::domain::office::Outage;
use crate::domain::ticket::Ticket;
use crate::service::books;
use crate::service::halt::Run;
use crate::service::lookup::{all, people_of, standing_notices};
use crate::service::queries::Asking;
use crate::service::queries::detail::home_facts;
use crate::service::queries::found::{household_of, load, premises};
use crate::service::queries::rows;
use crate::service::subject::Subject;
use crate::service::view::{ChargeView, DebtRow, Home, Notice, PaymentView, PersonView, PlacedRow};
use crate::storage::Direction;
use crate::storage::codec::Key;
use crate::storage::kept::FOLLOWING_UP;
use crate::storage::kept::indexes::{
    CONTACT_BY_HOUSEHOLD, FOLLOW_UP_BY_TICKET, TICKET_BY_HOUSEHOLD, TICKET_OPEN_BY_PREMISES,
};
use crate::storage::record::get;

/// Tickets looked at for open ones, newest first; a home has fewer in years.
const LOOKED_AT: usize = 100;
/// Closed tickets shown.
const CLOSED: usize = 10;
/// Contacts shown.
const CONTACTS: usize = 20;
/// Payments shown.
const PAYMENTS: usize = 10;
/// Open tickets of an area counted for a notice.
const COUNTED: usize = 500;

/// Answers `Query::Home`; another record than a home means the home it belongs to.
pub fn home(asking: Asking<'_>, subject: Subject) -> Run<Home> {
    let found = load(asking.tx, subject)?;
    let unknown = || Refusal::new(Why::UnknownPremises).with("text", "");
    let id = household_of(&found).ok_or_else(unknown)?;
    let household: Household = get(asking.tx, id.0)?.ok_or_else(unknown)?;
    let (standing, ended) = tickets_of(asking, &household)?;
    let mut tickets = Vec::with_capacity(standing.len());
    let mut follow_ups = Vec::new();
    for ticket in &standing {
        let called: Vec<FollowUp> = all(
            asking.tx,
            FOLLOW_UP_BY_TICKET,
            Key::new().u64(ticket.id.0),
            Direction::Forward,
            LOOKED_AT,
        )?;
        let owed = called.iter().filter(|follow_up| follow_up.open());
        let owed: Vec<PlacedRow> = owed.map(rows::follow_up).collect();
        // Where only the call back is left, the call back tells it.
        if ticket.state != FOLLOWING_UP || owed.is_empty() {
            tickets.push(rows::ticket(asking, ticket)?);
        }
        follow_ups.extend(owed);
    }
    let ended: Run<Vec<PlacedRow>> = ended
        .iter()
        .take(CLOSED)
        .map(|ticket| rows::ticket(asking, ticket))
        .collect();
    Ok(Home {
        subject: Subject::of(&household),
        version: household.version,
        premises: premises(asking.office, &household),
        fields: home_facts(asking, &household),
        people: people(asking, id)?,
        notices: notices(asking, &household)?,
        tickets,
        follow_ups,
        contacts: contacts(asking, id)?,
        debt: debt(asking, id)?,
        charges: charges(asking, id)?,
        payments: payments(asking, id)?,
        note: household.note,
        ended: ended?,
    })
}

/// The people of a home, owners first, their numbers masked.
pub fn people(asking: Asking<'_>, home: HouseholdId) -> Run<Vec<PersonView>> {
    Ok(people_of(asking.tx, home.0)?
        .iter()
        .map(|person| PersonView {
            subject: Subject::of(person),
            name: person.name.clone(),
            relation: person
                .ties
                .iter()
                .find(|tie| tie.household == home && tie.until.is_none())
                .map(|tie| tie.relation.name().to_owned())
                .unwrap_or_default(),
            phones: person
                .phones
                .iter()
                .map(|phone| masked_phone(phone))
                .collect(),
            plates: person.plates.clone(),
            vulnerable: person.vulnerable,
            unseen: person.unseen.is_some(),
        })
        .collect())
}

/// A home's tickets, those of which it is a voice too: the open ones, then the others, newest first.
pub fn tickets_of(asking: Asking<'_>, household: &Household) -> Run<(Vec<Ticket>, Vec<Ticket>)> {
    let latest: Vec<Ticket> = all(
        asking.tx,
        TICKET_BY_HOUSEHOLD,
        Key::new().u64(household.id.0),
        Direction::Backward,
        LOOKED_AT,
    )?;
    // Old and still open, behind more than a hundred newer ones: that happens in public areas.
    let standing: Vec<Ticket> = all(
        asking.tx,
        TICKET_OPEN_BY_PREMISES,
        Key::new().u64(household.community.0).str(&household.code),
        Direction::Backward,
        LOOKED_AT,
    )?;
    let (mut open, closed): (Vec<Ticket>, Vec<Ticket>) = latest.into_iter().partition(Ticket::open);
    for ticket in standing {
        if !open.iter().any(|known| known.id == ticket.id) {
            open.push(ticket);
        }
    }
    Ok((open, closed))
}

/// The notices in force for a home.
pub fn notices(asking: Asking<'_>, household: &Household) -> Run<Vec<Notice>> {
    let mut notices = Vec::new();
    for outage in standing_notices(asking.tx, asking.now)? {
        if outage.concerns(household.community, &household.code, asking.now) {
            notices.push(Notice {
                text: outage.text.clone(),
                until: outage.until,
                reported: reported(asking, &outage)?,
                category: outage.category,
            });
        }
    }
    Ok(notices)
}

/// How many homes of its area have an open ticket, or a voice in one, about what a notice explains.
fn reported(asking: Asking<'_>, outage: &Outage) -> Run<i64> {
    let everywhere = [String::new()];
    let areas = if outage.areas.is_empty() {
        everywhere.as_slice()
    } else {
        &outage.areas
    };
    let mut homes = BTreeSet::new();
    for area in areas {
        let key = Key::new().u64(outage.community.0).start_of_str(area);
        let tickets: Vec<Ticket> = all(
            asking.tx,
            TICKET_OPEN_BY_PREMISES,
            key,
            Direction::Forward,
            COUNTED,
        )?;
        for ticket in tickets {
            if ticket.received_at >= outage.from
                && (outage.category.is_empty() || ticket.category == outage.category)
                && outage.concerns(ticket.community, &ticket.premises, asking.now)
            {
                homes.extend(ticket.household);
                homes.extend(ticket.voices.iter().filter_map(|voice| voice.household));
            }
        }
    }
    Ok(i64::try_from(homes.len()).unwrap_or(i64::MAX))
}

fn contacts(asking: Asking<'_>, home: HouseholdId) -> Run<Vec<PlacedRow>> {
    let contacts: Vec<Contact> = all(
        asking.tx,
        CONTACT_BY_HOUSEHOLD,
        Key::new().u64(home.0),
        Direction::Backward,
        CONTACTS,
    )?;
    contacts
        .iter()
        .map(|contact| rows::contact(asking, contact))
        .collect()
}

/// What a home owes, if it owes anything.
pub fn debt(asking: Asking<'_>, home: HouseholdId) -> Run<Option<DebtRow>> {
    Ok(get::<Debt>(asking.tx, home.0)?
        .filter(|debt| debt.amount > Amount::ZERO)
        .map(|debt| rows::debt_row(asking, &debt)))
}

fn charges(asking: Asking<'_>, home: HouseholdId) -> Run<Vec<ChargeView>> {
    Ok(books::unpaid(asking.tx, home)?
        .into_iter()
        .map(|charge| ChargeView {
            unpaid: charge.unpaid(),
            item: charge.name,
            month: charge.month,
            amount: charge.amount,
            due_on: charge.due_on,
        })
        .collect())
}

fn payments(asking: Asking<'_>, home: HouseholdId) -> Run<Vec<PaymentView>> {
    let payments = books::payments(asking.tx, home, PAYMENTS)?;
    Ok(payments
        .iter()
        .map(|payment| PaymentView {
            subject: Subject::of(payment),
            number: payment.number,
            amount: payment.amount,
            method: payment.method.name().to_owned(),
            taken_at: payment.taken_at,
            reversed: payment.reversed_by.is_some(),
        })
        .collect())
}
