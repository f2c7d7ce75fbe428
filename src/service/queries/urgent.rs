//! The one queue of what is urgent (product.md, ways of working 6): an ordered merge of the indexes of the panes.
//!
//! A matter is in it once its instant has come: its deadline minus its head starts. What is held or put off is ordered
//! by its wake-up and thereby not in it before. Of debts only those with a promise are: the others have no hour.

use std::cmp::Ordering;
use std::ops::Bound;

use crate::domain::calendar::Instant;
use crate::domain::duty::DutyDone;
use crate::domain::household::Household;
use crate::domain::register::RegisterEntry;
use crate::service::duties::{self, State};
use crate::service::halt::Run;
use crate::service::head_start::minutes_of;
use crate::service::queries::Asking;
use crate::service::queries::duties::{found, row};
use crate::service::queries::panes::{
    self, CONTACTS_WAITING, ENTRIES_WAITING, FOLLOW_UPS_WAITING, PROMISES_WAITING, Part,
    TICKETS_WAITING,
};
use crate::service::query::{Pane, Reply};
use crate::service::subject::Subject;
use crate::service::view::{Around, Coming, Urgent};
use crate::storage::codec::{Key, KeyReader};
use crate::storage::index::{Hit, Span, scan_index};
use crate::storage::record::{Record, get};
use crate::storage::{Direction, Step};

/// One of the merged indexes; its keys begin with the instant.
struct Source {
    /// Where its rows stand on the counter; what stands nowhere there opens by itself.
    pane: Option<Pane>,
    part: Part,
    /// The kind of the records its rows are about.
    shown: u8,
    /// The setting with the minutes all of it is moved up; nothing where each has its own.
    head: &'static str,
    /// Whether its instants may be wake-ups, which no head start brings nearer.
    sleeps: bool,
}

/// What is merged; at the same instant in this order.
const SOURCES: &[Source] = &[
    Source {
        pane: Some(Pane::Tickets),
        shown: TICKETS_WAITING.kind,
        part: TICKETS_WAITING,
        head: "",
        sleeps: true,
    },
    Source {
        pane: Some(Pane::Contacts),
        shown: CONTACTS_WAITING.kind,
        part: CONTACTS_WAITING,
        head: "contact",
        sleeps: false,
    },
    Source {
        pane: Some(Pane::FollowUps),
        shown: FOLLOW_UPS_WAITING.kind,
        part: FOLLOW_UPS_WAITING,
        head: "follow_up",
        sleeps: true,
    },
    Source {
        pane: Some(Pane::Arrears),
        shown: Household::KIND,
        part: PROMISES_WAITING,
        head: "debt",
        sleeps: true,
    },
    Source {
        pane: None,
        shown: ENTRIES_WAITING.kind,
        part: ENTRIES_WAITING,
        head: "",
        sleeps: true,
    },
];

/// The minutes all of a pane is moved up in the queue; tickets have their own.
pub(super) fn head_of(asking: Asking<'_>, pane: Pane) -> i64 {
    let source = SOURCES.iter().find(|source| source.pane == Some(pane));
    source.map_or(0, |source| source.minutes(asking))
}

/// Duties are no index: they are computed, and stand behind all others of the same instant.
const DUTIES: usize = SOURCES.len();

/// A place in the queue.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Place {
    at: Instant,
    source: usize,
    key: Vec<u8>,
    id: u64,
}

impl Source {
    fn minutes(&self, asking: Asking<'_>) -> i64 {
        if self.head.is_empty() {
            0
        } else {
            minutes_of(asking.office, self.head)
        }
    }

    /// The last instant of its index that is in the queue by now.
    fn horizon(&self, asking: Asking<'_>) -> Instant {
        let ahead = if self.sleeps {
            0
        } else {
            self.minutes(asking).max(0)
        };
        asking.now.plus_minutes(ahead)
    }

    /// The place in the queue of an entry of its index.
    fn place(&self, asking: Asking<'_>, source: usize, key: &[u8], id: u64) -> Option<Place> {
        let instant = Instant::from_ms(KeyReader::new(key).i64()?);
        Some(Place {
            at: instant.plus_minutes(-self.minutes(asking)),
            source,
            key: key.to_vec(),
            id,
        })
    }

    /// The first entry that holds between two bounds, behind one already seen.
    fn first(
        &self,
        asking: Asking<'_>,
        source: usize,
        (low, high): (Bound<&[u8]>, Bound<&[u8]>),
        seen: Option<&Place>,
    ) -> Run<Option<Place>> {
        let mut span = Span::between(low, high);
        if let Some(seen) = seen {
            span = span.after(Hit {
                key: &seen.key,
                kind: self.part.kind,
                id: seen.id,
            });
        }
        let mut found = None;
        scan_index(
            asking.tx,
            self.part.index,
            span,
            Direction::Forward,
            &mut |hit: Hit<'_>| {
                if !(self.part.holds)(hit.key, asking.now) {
                    return Ok(Step::Next);
                }
                found = self.place(asking, source, hit.key, hit.id);
                Ok(Step::Stop)
            },
        )?;
        Ok(found)
    }

    /// Its first entry in the queue behind a place.
    fn next(&self, asking: Asking<'_>, source: usize, after: Option<&Place>) -> Run<Option<Place>> {
        let high = instant_key(self.horizon(asking));
        let high = Bound::Included(high.as_slice());
        let Some(after) = after else {
            return self.first(asking, source, (Bound::Unbounded, high), None);
        };
        let from = after.at.plus_minutes(self.minutes(asking));
        if from > self.horizon(asking) {
            return Ok(None);
        }
        let from = instant_key(from);
        let (low, seen) = match source.cmp(&after.source) {
            Ordering::Less => (Bound::Excluded(from.as_slice()), None),
            Ordering::Equal => (Bound::Unbounded, Some(after)),
            Ordering::Greater => (Bound::Included(from.as_slice()), None),
        };
        self.first(asking, source, (low, high), seen)
    }

    /// Its first entry that is not in the queue yet.
    fn coming(&self, asking: Asking<'_>, source: usize) -> Run<Option<Place>> {
        let low = instant_key(self.horizon(asking));
        let bounds = (Bound::Excluded(low.as_slice()), Bound::Unbounded);
        let place = self.first(asking, source, bounds, None)?;
        // It comes when it is within the horizon, which may be later than the instant it is ordered by.
        let lead = self.horizon(asking).ms() - asking.now.ms();
        Ok(place.and_then(|place| {
            let instant = KeyReader::new(&place.key).i64()?;
            let at = Instant::from_ms(instant - lead);
            Some(Place { at, ..place })
        }))
    }
}

fn instant_key(at: Instant) -> Vec<u8> {
    Key::new().i64(at.ms()).done()
}

/// The least place that `of` finds in the sources.
fn least(of: impl Fn(usize, &Source) -> Run<Option<Place>>) -> Run<Option<Place>> {
    let mut least: Option<Place> = None;
    for (at, source) in SOURCES.iter().enumerate() {
        let Some(place) = of(at, source)? else {
            continue;
        };
        if least.as_ref().is_none_or(|least| place.at < least.at) {
            least = Some(place);
        }
    }
    Ok(least)
}

/// The late duties of who asks behind a place; costs by the number of duties, never by what was done.
fn duty(asking: Asking<'_>, after: Option<&Place>) -> Run<Option<Place>> {
    let Asking {
        tx, office, now, ..
    } = asking;
    let mut late = duties::all_due(tx, office, now, &|item| item.is_of(asking.actor))?;
    late.sort_by_key(|item| (item.due.at, item.subject().id));
    let places = late.iter().map(|item| Place {
        at: item.due.at,
        source: DUTIES,
        key: Vec::new(),
        id: item.subject().id,
    });
    let order = |place: &Place| (place.at, place.source, place.id);
    let behind = |place: &Place| {
        after.is_none_or(|after| {
            if after.source == DUTIES {
                order(place) > order(after)
            } else {
                place.at >= after.at
            }
        })
    };
    Ok(places.into_iter().find(behind))
}

/// The first place behind another, of everything.
fn behind(asking: Asking<'_>, after: Option<&Place>) -> Run<Option<Place>> {
    let first = least(|at, source| source.next(asking, at, after))?;
    let duty = duty(asking, after)?;
    Ok(match (first, duty) {
        (Some(first), Some(duty)) if duty.at < first.at => Some(duty),
        (first, duty) => first.or(duty),
    })
}

/// Where a record stands in the queue; nothing where it is not in it.
fn place_of(asking: Asking<'_>, subject: Subject) -> Run<Option<Place>> {
    if subject.is_duty() {
        let item = found(asking, subject)?;
        return Ok((item.state == State::Late).then_some(Place {
            at: item.due.at,
            source: DUTIES,
            key: Vec::new(),
            id: subject.id,
        }));
    }
    for (at, source) in SOURCES.iter().enumerate() {
        if source.shown != subject.kind {
            continue;
        }
        let Some(key) = (source.part.key)(asking, &source.part, subject.id)? else {
            continue;
        };
        let instant = KeyReader::new(&key).i64().map(Instant::from_ms);
        if instant.is_some_and(|instant| instant <= source.horizon(asking)) {
            return Ok(source.place(asking, at, &key, subject.id));
        }
    }
    Ok(None)
}

/// Answers `Query::Urgent`.
pub fn next(asking: Asking<'_>, after: Option<Subject>) -> Run<Reply> {
    let here = match after {
        Some(subject) => place_of(asking, subject)?,
        None => None,
    };
    let mut place = behind(asking, here.as_ref())?;
    if place.is_none() && here.is_some() {
        place = behind(asking, None)?;
    }
    let Some(place) = place else {
        return Ok(Reply::Urgent(None, coming(asking)?.map(Box::new)));
    };
    if place.source == DUTIES {
        let subject = Subject {
            kind: DutyDone::KIND,
            id: place.id,
        };
        let row = row(asking, &found(asking, subject)?)?;
        return Ok(Reply::UrgentDuty(Box::new(row)));
    }
    let found = shown(asking, &place)?;
    Ok(Reply::Urgent(found.map(Box::new), None))
}

fn shown(asking: Asking<'_>, place: &Place) -> Run<Option<Urgent>> {
    let Some(source) = SOURCES.get(place.source) else {
        return Ok(None);
    };
    let around = match source.pane {
        Some(pane) => panes::around(asking, pane, place.id)?,
        None => Some(Around::default()),
    };
    Ok(around.map(|around| Urgent {
        pane: source.pane,
        subject: Subject {
            kind: source.shown,
            id: place.id,
        },
        at: place.at,
        around,
    }))
}

/// What will be the first in the queue.
fn coming(asking: Asking<'_>) -> Run<Option<Coming>> {
    let Some(place) = least(|at, source| source.coming(asking, at))? else {
        return Ok(None);
    };
    let Some(source) = SOURCES.get(place.source) else {
        return Ok(None);
    };
    let row = (source.part.row)(asking, place.id)?;
    let number = match source.pane {
        Some(_) => None,
        None => get::<RegisterEntry>(asking.tx, place.id)?.map(|entry| entry.number),
    };
    let told = row.is_some() || number.is_some();
    Ok(told.then_some(Coming {
        at: place.at,
        row,
        number,
    }))
}
