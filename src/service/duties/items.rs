//! Duties of a window, computed: the period, when it is due, what was done of it. Nothing is stored of what is not done.

use std::ops::Bound;

use crate::domain::calendar::{Day, Instant};
use crate::domain::duty::{Due, Duty, DutyDone, Period, key, keys_of};
use crate::domain::error::{Refusal, Why};
use crate::domain::fold::fold;
use crate::domain::id::StaffId;
use crate::domain::staff::Actor;
use crate::service::halt::Run;
use crate::service::office::Office;
use crate::service::subject::Subject;
use crate::storage::record::{Record, get, scan};
use crate::storage::{Direction, ReadTx, Step};

use super::{counts_from, set, terms, timing};

crate::named! {
    /// How a duty of a period stands.
    pub enum State {
        /// To be done.
        Open = 1 "open",
        /// Its instant has passed, and its next one has not.
        Late = 2 "late",
        Done = 3 "done",
        /// Left out by a supervisor.
        Waived = 4 "waived",
        /// Not done when it was due again.
        Missed = 5 "missed",
        /// Over before the office began to count.
        Uncounted = 6 "uncounted",
    }
}

/// A duty of one period.
#[derive(Debug, Clone)]
pub struct Item {
    pub duty: &'static Duty,
    pub period: Period,
    pub due: Due,
    pub record: Option<DutyDone>,
    /// Who was named for it.
    pub owner: Option<StaffId>,
    pub state: State,
}

impl Item {
    /// Its name among records; one that is not done has it too.
    pub fn subject(&self) -> Subject {
        Subject {
            kind: DutyDone::KIND,
            id: key(&self.duty.id, self.period.first),
        }
    }

    /// How many acts count.
    pub fn have(&self) -> u32 {
        self.record.as_ref().map_or(0, DutyDone::have)
    }

    /// Whether it is this person's.
    pub fn is_of(&self, actor: &Actor) -> bool {
        match self.owner {
            Some(owner) => owner == actor.staff,
            None => self.duty.owner.is(actor),
        }
    }

    /// Whether this person may say it is done.
    pub fn may(&self, actor: &Actor) -> bool {
        self.owner == Some(actor.staff) || self.duty.owner.may(actor)
    }
}

/// Who was named for a duty.
pub(super) fn named(tx: &dyn ReadTx, duty: &Duty) -> Run<Option<StaffId>> {
    let standing: Option<DutyDone> = get(tx, key(&duty.id, Day::MIN))?;
    Ok(standing.and_then(|standing| standing.owner))
}

/// A duty of a period with what was done of it.
fn item(
    office: &Office,
    now: Instant,
    duty: &'static Duty,
    (period, due): (Period, Due),
    (record, owner): (Option<DutyDone>, Option<StaffId>),
) -> Item {
    let settled = record.as_ref().filter(|one| one.settled(duty.count));
    let counts = counts_from(office).is_some_and(|from| due.day >= from);
    let state = match settled {
        Some(record) if record.have() < duty.count => State::Waived,
        Some(_) => State::Done,
        None if due.at > now => State::Open,
        None if !counts => State::Uncounted,
        None => {
            let latest = timing(office, duty).latest(now, terms(office));
            if latest.is_some_and(|(latest, _)| latest == period) {
                State::Late
            } else {
                State::Missed
            }
        }
    };
    Item {
        duty,
        period,
        due,
        owner: record.as_ref().and_then(|one| one.owner).or(owner),
        record,
        state,
    }
}

/// A duty of the period a day lies in; none for a day that has none.
pub fn at(
    tx: &dyn ReadTx,
    office: &Office,
    now: Instant,
    duty: &'static Duty,
    day: Day,
) -> Run<Option<Item>> {
    let (timing, terms) = (timing(office, duty), terms(office));
    let Some(period) = timing.period(day, terms) else {
        return Ok(None);
    };
    let due = timing.due(period, terms);
    let done = (get(tx, key(&duty.id, period.first))?, named(tx, duty)?);
    Ok(Some(item(office, now, duty, (period, due), done)))
}

/// The latest period of a duty that is late, if one is.
pub fn late(
    tx: &dyn ReadTx,
    office: &Office,
    now: Instant,
    duty: &'static Duty,
) -> Run<Option<Item>> {
    let Some((period, due)) = timing(office, duty).latest(now, terms(office)) else {
        return Ok(None);
    };
    if counts_from(office).is_none_or(|from| due.day < from) {
        return Ok(None);
    }
    let done = (get(tx, key(&duty.id, period.first))?, named(tx, duty)?);
    let item = item(office, now, duty, (period, due), done);
    Ok((item.state == State::Late).then_some(item))
}

/// Everything late that `wanted` says, the longest late first. Costs by the number of duties.
pub fn all_due(
    tx: &dyn ReadTx,
    office: &Office,
    now: Instant,
    wanted: &dyn Fn(&Item) -> bool,
) -> Run<Vec<Item>> {
    let mut found = Vec::new();
    if counts_from(office).is_none() {
        return Ok(found);
    }
    for duty in set().on() {
        found.extend(late(tx, office, now, duty)?.filter(|item| wanted(item)));
    }
    found.sort_by_key(|item| item.due.at);
    Ok(found)
}

/// What of a duty has a period with a day in this window, in order; what was done is read in one walk over the window.
pub fn within(
    tx: &dyn ReadTx,
    office: &Office,
    now: Instant,
    duty: &'static Duty,
    (from, to): (Day, Day),
) -> Run<Vec<Item>> {
    let (timing, terms) = (timing(office, duty), terms(office));
    let periods = timing.periods(from, to, terms);
    let Some((first, last)) = periods.first().zip(periods.last()) else {
        return Ok(Vec::new());
    };
    let ids = keys_of(&duty.id, first.first, last.first);
    let mut done: Vec<DutyDone> = Vec::new();
    scan::<DutyDone>(
        tx,
        Bound::Included(*ids.start()),
        Direction::Forward,
        &mut |one| {
            if one.id > *ids.end() {
                return Ok(Step::Stop);
            }
            done.push(one);
            Ok(Step::Next)
        },
    )?;
    let owner = named(tx, duty)?;
    let items = periods.iter().map(|period| {
        let due = timing.due(*period, terms);
        let at = done.iter().position(|one| one.first == period.first);
        let record = at.map(|at| done.swap_remove(at));
        item(office, now, duty, (*period, due), (record, owner))
    });
    Ok(items.collect())
}

/// The duty of a period that a subject names.
pub fn of_subject(
    tx: &dyn ReadTx,
    office: &Office,
    now: Instant,
    subject: Subject,
) -> Run<Option<Item>> {
    let duty = set()
        .all()
        .find(|duty| key(&duty.id, Day::MIN) >> 32 == subject.id >> 32);
    let Some(duty) = duty else {
        return Ok(None);
    };
    let days = i32::try_from(subject.id & u64::from(u32::MAX)).unwrap_or(0);
    at(tx, office, now, duty, Day::MIN.plus(days))
}

/// The duty that is meant by its name, or by its words in any language.
pub fn meant(typed: &str) -> Run<&'static Duty> {
    let typed = fold(typed.trim());
    let called = |duty: &&Duty| {
        let label = &duty.label;
        [&duty.id, &label.zh_hans, &label.zh_hant, &label.en]
            .iter()
            .any(|name| fold(name) == typed)
    };
    let set = set();
    let found = set.on().find(|duty| called(duty));
    Ok(found.ok_or_else(|| {
        let known: Vec<&str> = set.on().map(|duty| duty.id.as_str()).collect();
        let unknown = Refusal::new(Why::UnknownDuty)
            .with("text", typed.as_str())
            .with("choices", known.join(" "));
        Refusal::fields(vec![unknown.on("duty")])
    })?)
}
