//! The search text: what homes, people, tickets, contacts and open entries of registers are found by, in memory.
//!
//! It is made from the records alone and can be made again at any time. Reading it in goes in
//! pieces, newest first; until it is whole a search says that older records were left out.

mod area;
mod block;
mod lines;

use std::collections::BTreeSet;
use std::ops::Bound;

use crate::domain::contact::Contact;
use crate::domain::fold::fold;
use crate::domain::household::{Household, Person};
use crate::domain::register::{Place, RegisterEntry};
use crate::domain::ticket::Ticket;
use crate::service::registers::set;
use crate::service::subject::Subject;
use crate::storage::index::{Span, scan_index};
use crate::storage::kept::indexes::REGISTER_BOARD;
use crate::storage::kept::place_key;
use crate::storage::record::{Record, get, scan_readable};
use crate::storage::{Direction, ReadTx, Result, Step, StoreError};

use area::Area;
pub use block::Matches;

/// What is found is counted no further.
pub const COUNT_TO: usize = 999;

/// Bytes of a matter's text on an average: what the bound on their number leaves room for (performance.md 6).
const LINE_BYTES: usize = 128;
/// Bytes there is room for whatever the bound.
const LEAST_BYTES: usize = 4 * 1024 * 1024;

/// The search text.
#[derive(Debug)]
pub struct SearchText {
    homes: Area,
    people: Area,
    tickets: Area,
    contacts: Area,
    entries: Area,
    /// Open entries that are still to be read; nothing before the first.
    unread: Option<BTreeSet<u64>>,
    /// Most tickets, contacts and entries together (setting `search.bound`).
    bound: usize,
    /// Most bytes of their text: long texts are searched whole, as long as there is room.
    room: usize,
    /// Whether something was left out: older tickets or contacts because of the bound, or a damaged record.
    left_out: bool,
}

impl SearchText {
    /// Begins empty; at most `bound` tickets and contacts are kept, the newest.
    pub fn new(bound: usize) -> Self {
        Self {
            homes: Area::default(),
            people: Area::default(),
            tickets: Area::default(),
            contacts: Area::default(),
            entries: Area::default(),
            unread: None,
            bound,
            room: bound.saturating_mul(LINE_BYTES).max(LEAST_BYTES),
            left_out: false,
        }
    }

    /// Reads in the next `entries` records; returns whether there are none left.
    pub fn read_more(&mut self, tx: &dyn ReadTx, entries: usize) -> Result<bool> {
        if !self.homes.whole {
            let left_out = &mut self.left_out;
            self.homes.whole = ascend(tx, &mut self.homes, entries, left_out, &lines::home)?;
        } else if !self.people.whole {
            let left_out = &mut self.left_out;
            self.people.whole = ascend(tx, &mut self.people, entries, left_out, &lines::person)?;
        } else if !self.entries.whole {
            self.read_entries(tx, entries)?;
        } else if !self.tickets.whole
            && (self.contacts.whole || self.tickets.len() <= self.contacts.len())
        {
            let line = |ticket: &Ticket| Some(lines::ticket(ticket));
            let left_out = &mut self.left_out;
            self.tickets.whole = descend(tx, &mut self.tickets, entries, left_out, &line)?;
        } else if !self.contacts.whole {
            let left_out = &mut self.left_out;
            let line = lines::contact;
            self.contacts.whole = descend(tx, &mut self.contacts, entries, left_out, &line)?;
        }
        let full = self.matters().iter().map(|area| area.len()).sum::<usize>() >= self.bound
            || self.matter_bytes() >= self.room;
        if full && !self.is_read_in() && self.knows_people() {
            for area in self.matters_mut() {
                area.whole = true;
            }
            self.left_out = true;
        }
        Ok(self.is_read_in())
    }

    /// Reads in the next open entries of registers, however many are over.
    fn read_entries(&mut self, tx: &dyn ReadTx, entries: usize) -> Result<()> {
        if self.unread.is_none() {
            self.unread = Some(open_entries(tx)?);
        }
        for _ in 0..entries {
            let Some(id) = self.unread.as_mut().and_then(BTreeSet::pop_first) else {
                self.entries.whole = true;
                return Ok(());
            };
            match get::<RegisterEntry>(tx, id) {
                Ok(entry) => {
                    let line = entry.and_then(|entry| lines::entry(&entry));
                    self.entries.set(id, line.as_deref());
                }
                Err(StoreError::Damaged { .. }) => self.left_out = true,
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Whether all homes and people are in it.
    pub const fn knows_people(&self) -> bool {
        self.homes.whole && self.people.whole
    }

    /// Whether reading in is over.
    pub const fn is_read_in(&self) -> bool {
        self.knows_people() && self.tickets.whole && self.contacts.whole && self.entries.whole
    }

    /// What has a text of its own, and is bounded together.
    const fn matters(&self) -> [&Area; 3] {
        [&self.tickets, &self.contacts, &self.entries]
    }

    const fn matters_mut(&mut self) -> [&mut Area; 3] {
        [&mut self.tickets, &mut self.contacts, &mut self.entries]
    }

    /// Whether older records are not in it: not yet, or because of the bound.
    pub const fn is_partial(&self) -> bool {
        !self.is_read_in() || self.left_out
    }

    /// How many bytes tickets, contacts and entries take.
    fn matter_bytes(&self) -> usize {
        self.matters().iter().map(|area| area.bytes()).sum()
    }

    /// How many bytes it takes.
    pub fn bytes(&self) -> usize {
        self.homes.bytes() + self.people.bytes() + self.matter_bytes()
    }

    /// Whether records of this kind are found by it.
    pub fn holds(kind: u8) -> bool {
        let held = [
            Household::KIND,
            Person::KIND,
            Ticket::KIND,
            Contact::KIND,
            RegisterEntry::KIND,
        ];
        held.contains(&kind)
    }

    /// Takes in how a record stands now; what has not been read in yet will be with the rest.
    pub fn update(&mut self, tx: &dyn ReadTx, subject: Subject) -> Result<()> {
        let id = subject.id;
        match subject.kind {
            Household::KIND if behind(&self.homes, id) => {
                let line = get::<Household>(tx, id)?.map(|home| lines::home(&home));
                self.homes.set(id, line.as_deref());
            }
            Person::KIND if behind(&self.people, id) => {
                let line = get::<Person>(tx, id)?.map(|person| lines::person(&person));
                self.people.set(id, line.as_deref());
            }
            Ticket::KIND if self.covers(&self.tickets, id) => {
                let line = get::<Ticket>(tx, id)?.map(|ticket| lines::ticket(&ticket));
                self.tickets.set(id, line.as_deref());
            }
            Contact::KIND if self.covers(&self.contacts, id) => {
                let line = get::<Contact>(tx, id)?.and_then(|contact| lines::contact(&contact));
                self.contacts.set(id, line.as_deref());
            }
            RegisterEntry::KIND if self.entries.whole => {
                let line = get::<RegisterEntry>(tx, id)?.and_then(|entry| lines::entry(&entry));
                self.entries.set(id, line.as_deref());
            }
            RegisterEntry::KIND => {
                // Whatever became of it, it is read with the rest.
                if let Some(unread) = &mut self.unread {
                    unread.insert(id);
                }
            }
            _ => {}
        }
        loop {
            let many = self.matters().iter().map(|area| area.len()).sum::<usize>() > self.bound;
            if !many && self.matter_bytes() <= self.room {
                break;
            }
            // Of what there is most, and can be less of.
            let mut areas = self.matters_mut();
            areas.sort_by_key(|area| {
                std::cmp::Reverse(if many { area.len() } else { area.bytes() })
            });
            if !areas.into_iter().any(Area::drop_oldest) {
                break;
            }
            self.left_out = true;
        }
        Ok(())
    }

    /// Whether an area read newest first holds the place of `id`.
    fn covers(&self, area: &Area, id: u64) -> bool {
        (area.whole && !self.left_out) || area.first().is_some_and(|first| id >= first)
    }

    /// Homes whose code, with or without breaks, begins as typed; newest first.
    pub fn homes(&self, typed: &str, most: usize) -> Matches {
        let needles: Vec<String> = words(typed).map(|word| format!(" {word}")).collect();
        self.homes.find(&needles, most, COUNT_TO)
    }

    /// Homes whose code ends with this room: `1201` of `3-2-1201`; newest first.
    pub fn homes_ending(&self, room: &str, most: usize) -> Matches {
        // The code stands in the line between spaces.
        self.homes
            .find(&[format!("-{} ", fold(room))], most, COUNT_TO)
    }

    /// People by part of the name, the beginning of its sound or initials, part of a phone or plate.
    pub fn people(&self, typed: &str, most: usize) -> Matches {
        self.people.find(&name_needles(typed), most, COUNT_TO)
    }

    /// Open entries of registers by the same, or by part of what else is written in them.
    pub fn entries(&self, typed: &str, most: usize) -> Matches {
        self.entries.find(&name_needles(typed), most, COUNT_TO)
    }

    /// Tickets by parts of number, home, caller, matter; newest first.
    pub fn tickets(&self, typed: &str, most: usize) -> Matches {
        let needles: Vec<String> = words(typed).collect();
        self.tickets.find(&needles, most, COUNT_TO)
    }

    /// Contacts by the same.
    pub fn contacts(&self, typed: &str, most: usize) -> Matches {
        let needles: Vec<String> = words(typed).collect();
        self.contacts.find(&needles, most, COUNT_TO)
    }
}

/// What is looked for where names are with their sounds.
fn name_needles(typed: &str) -> Vec<String> {
    words(typed)
        .map(|word| {
            // A number plate is no name.
            if word.contains(|c: char| c.is_ascii_digit()) {
                return word;
            }
            // 王jg: the characters are looked up; who asks compares the rest.
            let han: String = word.chars().take_while(|c| !c.is_ascii()).collect();
            match (
                han.is_empty(),
                word.starts_with(|c: char| c.is_ascii_alphabetic()),
            ) {
                (true, true) => format!(" {word}"),
                (true, false) => word,
                (false, _) => han,
            }
        })
        .collect()
}

/// The ids of what is open in all registers, by their boards.
fn open_entries(tx: &dyn ReadTx) -> Result<BTreeSet<u64>> {
    let mut open = BTreeSet::new();
    for declared in set().all() {
        for place in [Place::Active, Place::Initial] {
            let prefix = place_key(&declared.register.name, place).done();
            let span = Span::prefix(&prefix);
            scan_index(tx, REGISTER_BOARD, span, Direction::Forward, &mut |hit| {
                open.insert(hit.id);
                Ok(Step::Next)
            })?;
        }
    }
    Ok(open)
}

/// The folded words of what is typed.
fn words(typed: &str) -> impl Iterator<Item = String> {
    fold(typed)
        .split_whitespace()
        .map(str::to_owned)
        .collect::<Vec<_>>()
        .into_iter()
}

/// Whether an area read from the first id on holds the place of `id`.
fn behind(area: &Area, id: u64) -> bool {
    area.whole || area.last().is_some_and(|last| id <= last)
}

/// Reads the next records in the order of ids; returns whether there were fewer than asked. A damaged one
/// keeps an empty line, so that reading goes on behind it.
fn ascend<R: Record>(
    tx: &dyn ReadTx,
    area: &mut Area,
    entries: usize,
    left_out: &mut bool,
    line: &dyn Fn(&R) -> String,
) -> Result<bool> {
    let from = area.last().map_or(Bound::Unbounded, Bound::Excluded);
    let mut read = 0;
    scan_readable::<R>(tx, from, Direction::Forward, &mut |id, record| {
        *left_out |= record.is_none();
        let line = record.map(|record| line(&record)).unwrap_or_default();
        area.set(id, Some(&line));
        read += 1;
        Ok(step(read, entries))
    })?;
    Ok(read < entries)
}

/// Reads the next older records; returns whether there were fewer than asked.
fn descend<R: Record>(
    tx: &dyn ReadTx,
    area: &mut Area,
    entries: usize,
    left_out: &mut bool,
    line: &dyn Fn(&R) -> Option<String>,
) -> Result<bool> {
    let from = area.first().map_or(Bound::Unbounded, Bound::Excluded);
    let mut read = 0;
    let mut older = Vec::with_capacity(entries.min(10_000));
    scan_readable::<R>(tx, from, Direction::Backward, &mut |id, record| {
        read += 1;
        *left_out |= record.is_none();
        // A record that is not found keeps an empty line, so that reading goes on behind it.
        let line = record.as_ref().and_then(line);
        older.push((id, line.unwrap_or_default()));
        Ok(step(read, entries))
    })?;
    older.reverse();
    area.push_older(&older);
    Ok(read < entries)
}

const fn step(read: usize, entries: usize) -> Step {
    if read < entries {
        Step::Next
    } else {
        Step::Stop
    }
}
