//! The figures of the top line: all kept, none counted but what is late.

use std::ops::Bound;

use crate::domain::calendar::Instant;
use crate::domain::contact::Channel;
use crate::domain::money::Amount;
use crate::domain::staff::{Rank, Right};
use crate::domain::ticket::TicketKind;
use crate::service::closing::overdue;
use crate::service::duties;
use crate::service::halt::Run;
use crate::service::queries::Asking;
use crate::service::rates;
use crate::service::ringing;
use crate::service::shift;
use crate::service::view::Header;
use crate::storage::codec::Key;
use crate::storage::counters::figure;
use crate::storage::index::{Hit, Span, scan_index};
use crate::storage::kept::figures::Figure;
use crate::storage::kept::indexes::{FOLLOW_UP_DUE, FOLLOW_UP_OPEN, TICKET_DUE};
use crate::storage::{Direction, ReadTx, Step};

/// What is late is counted no further than this; the screen then says 999+.
pub const COUNT_TO: i64 = 999;

/// Answers `Query::Header`.
pub fn header(asking: Asking<'_>) -> Run<Header> {
    let Asking {
        tx,
        office,
        actor,
        now,
        ..
    } = asking;
    let today = office.today(now);
    let kept = |wanted: Figure<'_>| figure(tx, &wanted.key());
    let calls = kept(Figure::Contacts(today, Channel::Call))?;
    let visits = kept(Figure::Contacts(today, Channel::Visit))?;
    let mut contacts_today = 0;
    for channel in Channel::ALL {
        contacts_today += kept(Figure::Contacts(today, *channel))?;
    }
    let mut open = 0;
    for kind in TicketKind::ALL {
        open += kept(Figure::OpenTickets(*kind))?;
    }
    let mut reported = 0;
    for rank in Rank::ALL.iter().filter(|rank| **rank > Rank::Receptionist) {
        if *rank <= actor.rank {
            reported += kept(Figure::Reported(*rank))?;
        }
    }
    // Who has paid this month's fee, not who owes nothing: who was not charged yet has not paid (D-053).
    let charged = kept(Figure::ChargedMonth(today.month()))?;
    let rate = rates::whole(tx, today.month(), today)?.permille();
    let rate = rate.filter(|_| charged > 0).map(i64::from);
    Ok(Header {
        office: office.name(),
        person: actor.name.clone(),
        calls,
        visits,
        contacts_today,
        contacts_open: kept(Figure::OpenContacts)?,
        open,
        late: count_until(tx, TICKET_DUE, now)?,
        follow_ups_late: count_until(tx, FOLLOW_UP_DUE, now)?,
        follow_ups_today: count_until(tx, FOLLOW_UP_OPEN, office.zone.end_of(today))?,
        debtors: kept(Figure::Debtors)?,
        debt: Amount::from_fen(kept(Figure::DebtSum)?)?,
        rate,
        approvals: kept(Figure::PendingApprovals)?,
        now,
        zone: office.zone.minutes(),
        follow_ups_open: kept(Figure::OpenFollowUps)?,
        lock_after: office.whole("desk.idle_lock_minutes", 2),
        books_wrong: 0,
        damaged: 0,
        shift: shift::own(tx, actor.staff)?.map_or_else(String::new, |own| own.name),
        unclosed: overdue(tx, office, now)?,
        rings: ringing::told(asking)?,
        handed: i64::try_from(shift::lit(tx, actor.staff, actor.may(Right::Supervise))?)
            .unwrap_or(i64::MAX),
        reported,
        declared: duties::mark(),
        duties_late: duties_late(asking)?,
        important: if actor.may(Right::Supervise) {
            kept(Figure::ImportantFollowUps)?
        } else {
            0
        },
    })
}

/// How many duties of who asks are late; costs by the number of duties.
fn duties_late(asking: Asking<'_>) -> Run<i64> {
    let Asking {
        tx, office, now, ..
    } = asking;
    let late = duties::all_due(tx, office, now, &|item| item.is_of(asking.actor))?;
    Ok(i64::try_from(late.len()).unwrap_or(i64::MAX))
}

/// Counts the entries of an index of instants before `until`, to `COUNT_TO`.
pub fn count_until(tx: &dyn ReadTx, index: u8, until: Instant) -> Run<i64> {
    count_within(tx, index, Bound::Unbounded, until)
}

/// Counts those from `from` on and before `until`, to `COUNT_TO`.
pub fn count_between(tx: &dyn ReadTx, index: u8, from: Instant, until: Instant) -> Run<i64> {
    if until <= from {
        return Ok(0);
    }
    let from = Key::new().i64(from.ms()).done();
    count_within(tx, index, Bound::Included(&from), until)
}

fn count_within(tx: &dyn ReadTx, index: u8, from: Bound<&[u8]>, until: Instant) -> Run<i64> {
    let until = Key::new().i64(until.ms()).done();
    let mut count = 0;
    let span = Span::between(from, Bound::Excluded(&until));
    scan_index(tx, index, span, Direction::Forward, &mut |_: Hit<'_>| {
        count += 1;
        Ok(if count < COUNT_TO {
            Step::Next
        } else {
            Step::Stop
        })
    })?;
    Ok(count)
}
