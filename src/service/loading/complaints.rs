//! Complaints another system received: each gets a number of ours, and theirs beside it.

use crate::domain::calendar::Instant;
use crate::domain::history::{Line, LineKind};
use crate::domain::household::{Household, PremisesKind};
use crate::domain::id::{Letter, TicketId};
use crate::domain::ticket::{Grievance, Scope, Ticket, TicketKind};
use crate::service::commands::summary;
use crate::service::deadlines;
use crate::service::halt::Run;
use crate::service::loading::apply::Loading;
use crate::service::loading::staged::ComplaintIn;
use crate::service::lookup;
use crate::storage::Direction;
use crate::storage::codec::Key;
use crate::storage::kept::indexes::EXTERNAL;
use crate::storage::record::Record;

/// The state of what is history.
pub(super) const CLOSED: &str = "closed";
/// Records of ours that are looked at because they have the same number outside.
const SAME: usize = 64;

/// Takes in one complaint, unless there is one of this number: it keeps its instant, and its number is of the day
/// it was received. History gets no deadline and no follow-up, and nobody is said to have closed it.
pub(super) fn load(loading: &mut Loading<'_, '_>, row: &ComplaintIn) -> Run<()> {
    let minute = u16::try_from(row.second / 60).unwrap_or_default();
    let zone = loading.work.office.zone;
    let received = zone
        .at(row.day, minute)
        .plus_ms(i64::from(row.second % 60) * 1000);
    let known = known(loading, row)?;
    loading.report.complaints.one(known.is_none());
    if let Some(known) = known {
        let differing = &mut loading.report.differing;
        let number = known.number.full();
        differing.one(known.received_at != received, &number, "received_at");
        differing.one(known.text != row.text, &number, "text");
        return Ok(());
    }
    let mut ticket = made(loading, row, received)?;
    let mut line = Line {
        id: loading.work.next_id::<Line>()?,
        version: 0,
        of: (Ticket::KIND, ticket.id.0),
        kind: LineKind::Move,
        at: loading.work.now,
        by: loading.work.actor.staff,
        command: loading.work.row.name.to_owned(),
        before: String::new(),
        after: ticket.state.clone(),
        field: String::new(),
        text: row.note.clone(),
    };
    loading.keep(&mut line)?;
    if row.open {
        let work = &*loading.work;
        deadlines::settle(work.tx(), work.office, work.now, &mut ticket)?;
    }
    loading.keep(&mut ticket)
}

/// The complaint of this community that has this number outside.
fn known(loading: &Loading<'_, '_>, row: &ComplaintIn) -> Run<Option<Ticket>> {
    let key = Key::new().u8(Ticket::KIND).str(&row.external);
    let tx = loading.work.tx();
    let same: Vec<Ticket> = lookup::all(tx, EXTERNAL, key, Direction::Forward, SAME)?;
    let community = loading.community.id;
    Ok(same
        .into_iter()
        .find(|one| one.kind == TicketKind::Complaint && one.community == community))
}

fn made(loading: &mut Loading<'_, '_>, row: &ComplaintIn, received: Instant) -> Run<Ticket> {
    let home: Option<Household> = match &row.home {
        None => None,
        Some(named) => {
            let id = loading.home_named(named)?;
            Some(loading.work.get(id.0)?)
        }
    };
    let public = match &home {
        Some(home) => home.kind == PremisesKind::Public,
        None => !row.area.is_empty(),
    };
    let work = &mut *loading.work;
    let state = if row.open {
        TicketKind::Complaint.life().initial()
    } else {
        CLOSED
    };
    let id = TicketId(work.next_id::<Ticket>()?);
    let number = work.number_on(Letter::Complaint, row.day)?;
    let (kind, community) = (TicketKind::Complaint, loading.community.id);
    let by = work.actor.staff;
    Ok(Ticket {
        household: home.as_ref().map(|home| home.id),
        premises: home.map_or_else(|| row.area.clone(), |home| work.office.home_name(&home)),
        caller: row.caller.clone(),
        phone: row.phone.clone(),
        scope: if public {
            Scope::Public
        } else {
            Scope::Private
        },
        summary: if row.summary.is_empty() {
            summary(work.office, "", &row.text, "")
        } else {
            row.summary.clone()
        },
        text: row.text.clone(),
        grievance: Some(Grievance {
            level: 1,
            ..Grievance::default()
        }),
        external: Some(row.external.clone()),
        touched_at: work.now,
        imported_at: Some(work.now),
        ..Ticket::new(kind, id, number, state, community, received, by)
    })
}
