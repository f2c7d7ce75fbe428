//! A window over one pane of the counter: only what it shows is read, however long the history.

use crate::domain::calendar::Instant;
use crate::domain::contact::Contact;
use crate::domain::follow_up::FollowUp;
use crate::domain::ledger::Debt;
use crate::domain::register::RegisterEntry;
use crate::domain::ticket::{Ticket, TicketKind};
use crate::service::halt::Run;
use crate::service::queries::Asking;
use crate::service::queries::rows;
use crate::service::query::{Pane, Window};
use crate::service::view::{Around, PlacedRow, Rows};
use crate::storage::codec::Key;
use crate::storage::counters::figure;
use crate::storage::index::{Hit, Span, scan_index};
use crate::storage::kept;
use crate::storage::kept::figures::{Figure, Group, Sum};
use crate::storage::kept::indexes::{
    CONTACT_BY_TIME, CONTACT_OPEN, DEBT_PROMISED, DEBT_URGENT, FOLLOW_UP_OPEN, REGISTER_URGENT,
    TICKET_OPEN,
};
use crate::storage::record::{Record, get};
use crate::storage::{Direction, Step};

/// Most rows a window has, whatever is asked.
pub const MOST_ROWS: u32 = 500;

/// Bytes of an id at the end of a position.
const ID_BYTES: usize = 8;

/// Finds the key of a record in the index of a part.
pub(super) type KeyOf = fn(Asking<'_>, &Part, u64) -> Run<Option<Vec<u8>>>;

/// A stretch of a pane: an index walked in one direction.
pub(super) struct Part {
    pub(super) index: u8,
    direction: Direction,
    pub(super) kind: u8,
    /// Makes the row of a record; nothing where the record stands in another part.
    pub(super) row: fn(Asking<'_>, u64) -> Run<Option<PlacedRow>>,
    /// The key of a record in the index; nothing where it does not stand there.
    pub(super) key: KeyOf,
    /// Whether an entry holds now; one that does not is passed over.
    pub(super) holds: fn(&[u8], Instant) -> bool,
}

impl Part {
    const fn new<R: Record>(
        index: u8,
        direction: Direction,
        row: fn(Asking<'_>, u64) -> Run<Option<PlacedRow>>,
    ) -> Self {
        Self {
            index,
            direction,
            kind: R::KIND,
            row,
            key: key_of::<R>,
            holds: |_, _| true,
        }
    }

    /// The same, where entries may hold only until or after an instant.
    const fn while_it_holds(mut self, holds: fn(&[u8], Instant) -> bool) -> Self {
        self.holds = holds;
        self
    }
}

/// What is owed to a caller.
pub(super) const CONTACTS_WAITING: Part =
    Part::new::<Contact>(CONTACT_OPEN, Direction::Forward, any_contact);
/// What somebody works on.
pub(super) const TICKETS_WAITING: Part =
    Part::new::<Ticket>(TICKET_OPEN, Direction::Forward, ticket).while_it_holds(kept::holds);
/// Whom to ask how it was.
pub(super) const FOLLOW_UPS_WAITING: Part =
    Part::new::<FollowUp>(FOLLOW_UP_OPEN, Direction::Forward, follow_up);
/// Who promised to pay.
pub(super) const PROMISES_WAITING: Part =
    Part::new::<Debt>(DEBT_PROMISED, Direction::Forward, debt);

/// What has to be done with an entry of a register by a time; it stands in no pane.
pub(super) const ENTRIES_WAITING: Part =
    Part::new::<RegisterEntry>(REGISTER_URGENT, Direction::Forward, |_, _| Ok(None));

/// What is owed to a caller first, most urgent first; then every other contact, newest first.
const CONTACTS: &[Part] = &[
    CONTACTS_WAITING,
    Part::new::<Contact>(CONTACT_BY_TIME, Direction::Backward, settled_contact),
];
const TICKETS: &[Part] = &[TICKETS_WAITING];
const FOLLOW_UPS: &[Part] = &[FOLLOW_UPS_WAITING];
const ARREARS: &[Part] = &[Part::new::<Debt>(DEBT_URGENT, Direction::Forward, debt)];

/// The stretches of a pane, in their order.
const fn parts(pane: Pane) -> &'static [Part] {
    match pane {
        Pane::Contacts => CONTACTS,
        Pane::Tickets => TICKETS,
        Pane::FollowUps => FOLLOW_UPS,
        Pane::Arrears => ARREARS,
    }
}

/// The place of a row: which part, then the key and id of its index entry.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Place {
    part: usize,
    key: Vec<u8>,
    id: u64,
}

impl Place {
    fn bytes(&self) -> Vec<u8> {
        let part = u8::try_from(self.part).unwrap_or(u8::MAX);
        Key::new().u8(part).raw(&self.key).u64(self.id).done()
    }

    /// Reads what `bytes` wrote; bytes of another make are no place, and the window begins anew.
    fn read(bytes: &[u8]) -> Option<Self> {
        let (part, rest) = bytes.split_first()?;
        let (key, id) = rest.split_at_checked(rest.len().checked_sub(ID_BYTES)?)?;
        Some(Self {
            part: usize::from(*part),
            key: key.to_vec(),
            id: u64::from_be_bytes(id.try_into().ok()?),
        })
    }
}

/// Answers `Query::Pane`.
pub fn pane(asking: Asking<'_>, pane: Pane, window: &Window) -> Run<Rows> {
    let parts = parts(pane);
    let limit = usize::try_from(window.limit.min(MOST_ROWS)).unwrap_or(0);
    let mut after = window.after.as_deref().and_then(Place::read);
    let mut order: Vec<(usize, &Part)> = parts.iter().enumerate().collect();
    if window.backward {
        order.reverse();
    }
    if let Some(place) = &after {
        order = order
            .into_iter()
            .skip_while(|(at, _)| *at != place.part)
            .collect();
    }
    let mut found = Vec::new();
    for (at, part) in order {
        fill(
            asking,
            (at, part),
            window.backward,
            after.take(),
            limit,
            &mut found,
        )?;
        if found.len() > limit {
            break;
        }
    }
    let more = found.len() > limit;
    found.truncate(limit);
    if window.backward {
        found.reverse();
    }
    let missing = window
        .held
        .filter(|id| found.iter().all(|row| row.subject.id != *id));
    Ok(Rows {
        held: match missing {
            Some(id) => held(asking, parts, id)?,
            None => None,
        },
        rows: found,
        more,
        total: total(asking, pane)?,
    })
}

/// Rows before a record in the window around it.
const EARLIER: u32 = 15;
/// Rows from it on.
const LATER: u32 = 35;
/// Most entries counted before a window; behind them a pane says of fewer than there are that they come first.
const MOST_COUNTED: usize = 5_000;

/// The window of a pane around a record; nothing where it does not stand there.
pub(super) fn around(asking: Asking<'_>, of: Pane, id: u64) -> Run<Option<Around>> {
    let Some(row) = held(asking, parts(of), id)? else {
        return Ok(None);
    };
    let window = |backward, limit| Window {
        after: Some(row.position.clone()),
        backward,
        ..Window::first(limit)
    };
    // One more tells whether there are any before these.
    let mut rows = pane(asking, of, &window(true, EARLIER + 1))?.rows;
    let far = rows.len() > usize::try_from(EARLIER).unwrap_or(usize::MAX);
    let before = if far {
        Some(rows.remove(0).position)
    } else {
        None
    };
    let skipped = match before.as_deref().and_then(Place::read) {
        Some(last) => 1 + counted_before(asking, of, &last)?,
        None => 0,
    };
    let later = pane(asking, of, &window(false, LATER))?;
    rows.push(row);
    rows.extend(later.rows);
    Ok(Some(Around {
        before,
        skipped,
        rows: Rows { rows, ..later },
    }))
}

/// How many entries stand before a place in its part; what stands in parts before it is not counted.
fn counted_before(asking: Asking<'_>, of: Pane, place: &Place) -> Run<i64> {
    let Some(part) = parts(of).get(place.part) else {
        return Ok(0);
    };
    let back = turned(part.direction);
    let before = entries(asking, (place.part, part), back, Some(place), MOST_COUNTED)?;
    Ok(i64::try_from(before.len()).unwrap_or(i64::MAX))
}

/// The row of a record where it stands in a pane, with its place in the order.
pub(super) fn standing(asking: Asking<'_>, of: Pane, id: u64) -> Run<Option<PlacedRow>> {
    held(asking, parts(of), id)
}

/// The row of a record that stands in a pane, wherever it does.
fn held(asking: Asking<'_>, parts: &[Part], id: u64) -> Run<Option<PlacedRow>> {
    for (at, part) in parts.iter().enumerate() {
        let Some(key) = (part.key)(asking, part, id)? else {
            continue;
        };
        if let Some(mut row) = (part.row)(asking, id)? {
            row.position = Place { part: at, key, id }.bytes();
            return Ok(Some(row));
        }
    }
    Ok(None)
}

fn key_of<R: Record>(asking: Asking<'_>, part: &Part, id: u64) -> Run<Option<Vec<u8>>> {
    let keys = get::<R>(asking.tx, id)?.map(|record| record.index_keys());
    let own = keys
        .into_iter()
        .flatten()
        .find(|own| own.index == part.index && (part.holds)(&own.key, asking.now));
    Ok(own.map(|own| own.key))
}

/// Adds rows of one part until there is one more than `limit`.
fn fill(
    asking: Asking<'_>,
    (at, part): (usize, &Part),
    backward: bool,
    mut after: Option<Place>,
    limit: usize,
    found: &mut Vec<PlacedRow>,
) -> Run<()> {
    let direction = if backward {
        turned(part.direction)
    } else {
        part.direction
    };
    // A later part passes over rows of an earlier one: it begins with a whole window, and each scan is twice as
    // long as the last, so that few are needed however many rows there are to pass over.
    let mut wanted = if at == 0 {
        (limit + 1).saturating_sub(found.len())
    } else {
        limit + 1
    };
    while found.len() <= limit {
        let places = entries(asking, (at, part), direction, after.as_ref(), wanted)?;
        let last = places.len() < wanted;
        for place in &places {
            if found.len() > limit {
                return Ok(());
            }
            if let Some(mut row) = (part.row)(asking, place.id)? {
                row.position = place.bytes();
                found.push(row);
            }
        }
        if last {
            return Ok(());
        }
        after = places.into_iter().next_back();
        wanted = wanted.saturating_mul(2);
    }
    Ok(())
}

/// The next `wanted` entries of a part's index.
fn entries(
    asking: Asking<'_>,
    (at, part): (usize, &Part),
    direction: Direction,
    after: Option<&Place>,
    wanted: usize,
) -> Run<Vec<Place>> {
    let mut span = Span::all();
    if let Some(place) = after {
        span = span.after(Hit {
            key: &place.key,
            kind: part.kind,
            id: place.id,
        });
    }
    let mut places = Vec::with_capacity(wanted);
    scan_index(asking.tx, part.index, span, direction, &mut |hit: Hit<
        '_,
    >| {
        if (part.holds)(hit.key, asking.now) {
            places.push(Place {
                part: at,
                key: hit.key.to_vec(),
                id: hit.id,
            });
        }
        Ok(if places.len() < wanted {
            Step::Next
        } else {
            Step::Stop
        })
    })?;
    Ok(places)
}

const fn turned(direction: Direction) -> Direction {
    match direction {
        Direction::Forward => Direction::Backward,
        Direction::Backward => Direction::Forward,
    }
}

/// How many rows a pane has, from kept figures.
fn total(asking: Asking<'_>, pane: Pane) -> Run<i64> {
    let kept = |wanted: Figure<'_>| figure(asking.tx, &wanted.key());
    Ok(match pane {
        Pane::Contacts => kept(Figure::AllContacts)?,
        Pane::Tickets => {
            let mut sum = 0;
            for kind in TicketKind::ALL {
                sum += kept(Figure::OpenTickets(*kind))?;
            }
            sum
        }
        Pane::FollowUps => kept(Figure::OpenFollowUps)?,
        Pane::Arrears => {
            kept(Figure::Debtors)? - kept(Figure::Arrears(Group::Disputed, Sum::Homes))?
        }
    })
}

fn any_contact(asking: Asking<'_>, id: u64) -> Run<Option<PlacedRow>> {
    get::<Contact>(asking.tx, id)?
        .map(|contact| rows::contact(asking, &contact))
        .transpose()
}

fn settled_contact(asking: Asking<'_>, id: u64) -> Run<Option<PlacedRow>> {
    get::<Contact>(asking.tx, id)?
        .filter(|contact| !contact.open())
        .map(|contact| rows::contact(asking, &contact))
        .transpose()
}

fn ticket(asking: Asking<'_>, id: u64) -> Run<Option<PlacedRow>> {
    get::<Ticket>(asking.tx, id)?
        .map(|ticket| rows::ticket(asking, &ticket))
        .transpose()
}

fn follow_up(asking: Asking<'_>, id: u64) -> Run<Option<PlacedRow>> {
    Ok(get::<FollowUp>(asking.tx, id)?.map(|follow_up| rows::follow_up(&follow_up)))
}

fn debt(asking: Asking<'_>, id: u64) -> Run<Option<PlacedRow>> {
    match get::<Debt>(asking.tx, id)? {
        Some(debt) => rows::debt(asking, &debt),
        None => Ok(None),
    }
}
