//! The home card: all about one home.

use std::collections::BTreeSet;

use crate::domain::contact::Contact;
use crate::domain::error::{Refusal, Why};
use crate::domain::follow_up::FollowUp;
use crate::domain::household::{Household, masked_phone};
use crate::domain::id::{CommunityId, HouseholdId};
use crate::domain::ledger::Debt;
use crate::domain::money::Amount;
use crate::domain::office::Outage;
use crate::domain::premises::LINE;
use crate::domain::ticket::{Ticket, TicketKind};
use crate::service::books;
use crate::service::halt::Run;
use crate::service::lookup::{all, ids, people_of, standing_notices};
use crate::service::queries::Asking;
use crate::service::queries::detail::home_facts;
use crate::service::queries::dunned;
use crate::service::queries::found::{household_of, load, premises};
use crate::service::queries::held;
use crate::service::queries::registers;
use crate::service::queries::rows;
use crate::service::subject::Subject;
use crate::service::view::{ChargeView, DebtRow, Home, Notice, PaymentView, PersonView, PlacedRow};
use crate::storage::Direction;
use crate::storage::codec::Key;
use crate::storage::kept::FOLLOWING_UP;
use crate::storage::kept::indexes::{
    BY_NUMBER, CONTACT_BY_HOUSEHOLD, FOLLOW_UP_BY_TICKET, TICKET_BY_HOUSEHOLD,
    TICKET_OPEN_BY_PREMISES,
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
/// Tickets of an area, and of one kind and day, counted for a notice.
const COUNTED: usize = 300;
/// Days of which the tickets that are over are counted for a notice.
const DAYS: i32 = 3;
/// The state of what was never reported, or not meant.
const CANCELLED: &str = "cancelled";

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
        notices: notices(asking, household.community, &household.code)?,
        tickets,
        follow_ups,
        contacts: contacts(asking, id)?,
        debt: debt(asking, id)?,
        charges: charges(asking, id)?,
        payments: payments(asking, id)?,
        note: household.note,
        ended: ended?,
        entries: registers::of_home(asking, id)?,
        asked: dunned::card(asking, id)?.done(),
        deposits: held::of_home(asking, id)?,
        plan: held::plan_of_home(asking, id)?,
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

/// The notices in force for a place of a community; those for everybody where the place is not known.
pub fn notices(asking: Asking<'_>, community: CommunityId, code: &str) -> Run<Vec<Notice>> {
    let mut notices = Vec::new();
    for outage in standing_notices(asking.tx, asking.now)? {
        if outage.concerns(community, code, asking.now) {
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

/// How many homes it concerns have reported what a notice explains since it began, or joined in: open and mended.
pub(super) fn reported(asking: Asking<'_>, outage: &Outage) -> Run<i64> {
    let mut ids = BTreeSet::new();
    // Whatever is still open, and what was given a number of its days.
    let community = Key::new().u64(outage.community.0);
    let mut open = |key| ids_of(asking, TICKET_OPEN_BY_PREMISES, key, &mut ids);
    if outage.areas.is_empty() {
        open(community.clone())?;
    }
    for area in &outage.areas {
        let unit = area
            .split_once(LINE)
            .map_or(area.as_str(), |(unit, _)| unit);
        for within in [format!("{unit}-"), format!("{unit} ")] {
            open(community.clone().start_of_str(&within))?;
        }
    }
    let today = asking.office.today(asking.now);
    let first = asking.office.today(outage.from);
    for back in 0..DAYS {
        let day = today.plus(-back);
        for kind in TicketKind::ALL.iter().filter(|_| day >= first) {
            let key = Key::new().u8(kind.letter() as u8).i32(day.number());
            ids_of(asking, BY_NUMBER, key, &mut ids)?;
        }
    }
    let mut homes = BTreeSet::new();
    for id in ids {
        let Some(ticket) = get::<Ticket>(asking.tx, id)? else {
            continue;
        };
        let about = outage.category.is_empty() || ticket.category == outage.category;
        if !about || ticket.state == CANCELLED {
            continue;
        }
        let joined = ticket.voices.iter();
        let joined = joined.map(|voice| (voice.household, &voice.premises, voice.at));
        let first = (ticket.household, &ticket.premises, ticket.received_at);
        for (home, code, at) in std::iter::once(first).chain(joined) {
            if at >= outage.from && outage.covers(ticket.community, code) {
                homes.extend(home);
            }
        }
    }
    Ok(i64::try_from(homes.len()).unwrap_or(i64::MAX))
}

/// Adds the latest tickets under a key.
fn ids_of(asking: Asking<'_>, index: u8, key: Key, found: &mut BTreeSet<u64>) -> Run<()> {
    let latest_first = Direction::Backward;
    found.extend(ids::<Ticket>(asking.tx, index, key, latest_first, COUNTED)?);
    Ok(())
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
            unpaid: charge.owed(),
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
