//! A command's workspace: its view of the store, what it touched, what the audit line must say.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::calendar::{Day, Instant};
use crate::domain::error::{Refusal, Why};
use crate::domain::history::{Line, LineKind};
use crate::domain::id::{Letter, Number};
use crate::domain::ledger::Bound;
use crate::domain::staff::Actor;
use crate::service::command::Row;
use crate::service::halt::Run;
use crate::service::loading::Staging;
use crate::service::office::Office;
use crate::service::subject::{Found, Subject};
use crate::storage::ReadTx;
use crate::storage::codec::Key;
use crate::storage::counters::{add_counter, counter, next_id};
use crate::storage::kept::kind_row;
use crate::storage::kinds::get_raw;
use crate::storage::meta;
use crate::storage::overlay::{Changes, Overlay};
use crate::storage::record::{self, Record};

/// What a record was before a command touched it: its bytes, or nothing if the command made it.
pub type Before = Option<Vec<u8>>;

/// The workspace of one command.
pub struct Work<'a> {
    tx: Overlay<'a>,
    /// Who acts.
    pub actor: &'a Actor,
    /// The server's time.
    pub now: Instant,
    pub office: &'a Office,
    /// The command being done.
    pub row: &'static Row,
    /// The record it is about.
    pub found: Found,
    /// The approval that allows it, if it needed one and has it.
    pub approved: Option<Number>,
    /// What that approval was bound to.
    pub bound: Option<Bound>,
    /// The imports that wait to be applied, where the service runs the command.
    pub staging: Option<&'a Staging>,
    touched: Vec<Subject>,
    seen: BTreeSet<Subject>,
    before: BTreeMap<Subject, Before>,
    fields: Vec<(String, String, bool)>,
}

impl<'a> Work<'a> {
    /// Opens a workspace over `base`.
    pub fn new(
        base: &'a dyn ReadTx,
        actor: &'a Actor,
        now: Instant,
        office: &'a Office,
        row: &'static Row,
    ) -> Self {
        Self {
            tx: Overlay::new(base),
            actor,
            now,
            office,
            row,
            found: Found::Nothing,
            approved: None,
            bound: None,
            staging: None,
            touched: Vec::new(),
            seen: BTreeSet::new(),
            before: BTreeMap::new(),
            fields: Vec::new(),
        }
    }

    /// The view of the store, with this command's own changes in it.
    pub fn tx(&self) -> &dyn ReadTx {
        &self.tx
    }

    /// The store as this command changes it, for what is kept beside the records.
    pub fn raw(&mut self) -> &mut Overlay<'a> {
        &mut self.tx
    }

    /// The office's day.
    pub fn today(&self) -> Day {
        self.office.today(self.now)
    }

    /// Returns the record with this id; its absence is a damaged reference.
    pub fn get<R: Record>(&self, id: u64) -> Run<R> {
        self.find(id)?.ok_or_else(|| {
            Refusal::new(Why::Internal)
                .with("detail", format!("kind {} has no record {id}", R::KIND))
                .into()
        })
    }

    /// Returns the record with this id, if there is one.
    pub fn find<R: Record>(&self, id: u64) -> Run<Option<R>> {
        Ok(record::get(&self.tx, id)?)
    }

    /// Gives out the next id of a kind.
    pub fn next_id<R: Record>(&mut self) -> Run<u64> {
        Ok(next_id(&mut self.tx, R::KIND)?)
    }

    /// Stores a record and remembers what it was before.
    pub fn put<R: Record>(&mut self, record: &mut R) -> Run<()> {
        let subject = Subject::of(record);
        if !self.before.contains_key(&subject) {
            let before = match kind_row(R::KIND) {
                Some(row) => get_raw(&self.tx, row, record.id())?,
                None => None,
            };
            self.before.insert(subject, before);
        }
        record::put(&mut self.tx, record)?;
        self.touch(subject);
        Ok(())
    }

    /// Stores a record among many: its kind is touched once, as the record 0, and nothing is kept to restore it, so the
    /// command must not be one that `undo` restores.
    pub fn put_bulk<R: Record>(&mut self, record: &mut R) -> Run<()> {
        record::put(&mut self.tx, record)?;
        self.touch(Subject {
            kind: R::KIND,
            id: 0,
        });
        Ok(())
    }

    /// The records changed or seen so far, in order.
    pub fn touched(&self) -> &[Subject] {
        &self.touched
    }

    /// Notes that a record was changed or seen.
    pub fn touch(&mut self, subject: Subject) {
        if self.seen.insert(subject) {
            self.touched.push(subject);
        }
    }

    /// Remembers what a record was before something other than `put` changes it.
    pub fn remember(&mut self, subject: Subject, before: Before) {
        self.before.entry(subject).or_insert(before);
        self.touch(subject);
    }

    /// Gives out the next number of the day; gapless, in this transaction (reliability D11).
    pub fn number(&mut self, letter: Letter) -> Run<Number> {
        let day = self.today();
        self.number_on(letter, day)
    }

    /// Gives out the next number of another day: for imports with a date of their own.
    pub fn number_on(&mut self, letter: Letter, day: Day) -> Run<Number> {
        let (series, key) = self.series(letter, day)?;
        let count = add_counter(&mut self.tx, &key, 1)?;
        Ok(Number {
            letter,
            day,
            series,
            count: u32::try_from(count).unwrap_or(u32::MAX),
        })
    }

    /// The series in force, and the key of the counter of a letter's numbers of a day.
    fn series(&self, letter: Letter, day: Day) -> Run<(u32, Vec<u8>)> {
        let series = meta::epoch(&self.tx)?;
        let key = Key::new().u8(letter as u8).i32(day.number()).u32(series);
        Ok((series, key.done()))
    }

    /// How many numbers of a letter were given out on a day in this series.
    pub fn numbers_given(&self, letter: Letter, day: Day) -> Run<i64> {
        let (_, key) = self.series(letter, day)?;
        Ok(counter(&self.tx, &key)?)
    }

    /// Says in the audit line that a field was given or changed.
    pub fn audit(&mut self, field: &str, value: impl Into<String>, personal: bool) {
        self.fields.push((field.to_owned(), value.into(), personal));
    }

    /// Writes a line under a record.
    pub fn line(
        &mut self,
        of: Subject,
        kind: LineKind,
        before: &str,
        after: &str,
        text: &str,
    ) -> Run<()> {
        self.edit_line(of, kind, "", before, after, text)
    }

    /// Writes a line under a record that names a field.
    pub fn edit_line(
        &mut self,
        of: Subject,
        kind: LineKind,
        field: &str,
        before: &str,
        after: &str,
        text: &str,
    ) -> Run<()> {
        let mut line = Line {
            id: self.next_id::<Line>()?,
            version: 0,
            of: (of.kind, of.id),
            kind,
            at: self.now,
            by: self.actor.staff,
            command: self.row.name.to_owned(),
            before: before.to_owned(),
            after: after.to_owned(),
            field: field.to_owned(),
            text: text.to_owned(),
        };
        self.put(&mut line)
    }

    /// Takes in what was done apart over this workspace.
    pub fn absorb(&mut self, finished: Finished) -> Run<()> {
        finished.changes.apply(&mut self.tx)?;
        for (subject, before) in finished.before {
            self.before.entry(subject).or_insert(before);
        }
        for subject in finished.touched {
            self.touch(subject);
        }
        self.fields.extend(finished.fields);
        Ok(())
    }

    /// Takes the workspace apart for booking.
    pub fn finish(self) -> Finished {
        Finished {
            changes: self.tx.into_changes(),
            touched: self.touched,
            before: self.before,
            fields: self.fields,
        }
    }
}

/// What a command leaves behind.
pub struct Finished {
    pub changes: Changes,
    /// Records changed or seen, in order.
    pub touched: Vec<Subject>,
    /// What they were before.
    pub before: BTreeMap<Subject, Before>,
    /// Field, value, whether the value is personal.
    pub fields: Vec<(String, String, bool)>,
}
