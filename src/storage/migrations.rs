//! Numbered steps that bring an older database up to date.

use std::ops::Bound;
use std::path::{Path, PathBuf};

use crate::storage::backup;
use crate::storage::envelope::put_sealed;
use crate::storage::implied::make_up;
use crate::storage::kept::KINDS;
use crate::storage::meta;
use crate::storage::redb::{Census, Options, RedbStore, none_lost};
use crate::storage::{Collection, Direction, ReadTx, Result, Step, Store, StoreError, WriteTx};

/// One step: from the schema before `to` to `to`.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// The schema the step leads to.
    pub to: u32,
    /// The oldest program schema that may read what the step leaves.
    pub minimum_reader: u32,
    /// Does it; the schema number is written by the caller, in the same transaction.
    pub run: fn(&mut dyn WriteTx) -> Result<()>,
}

/// Which schemas a program knows.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// The schema the program writes.
    pub schema: u32,
    /// The oldest program schema that may read what it writes.
    pub minimum_reader: u32,
    /// The steps, in the order of their numbers, without a gap.
    pub steps: &'static [Migration],
}

/// What this program knows.
pub const CURRENT: Plan = Plan {
    schema: 7,
    minimum_reader: 7,
    steps: &[WAITING, SEALED, PROMISED, CHECKED, FEES, FOUND],
};

/// From 2 on changes may wait beside the tables, where a program of schema 1 would not look for them; what it left is
/// as it must be.
const WAITING: Migration = Migration {
    to: 2,
    minimum_reader: 2,
    run: |_| Ok(()),
};

/// From 3 on every stored value has a checksum (reliability D6); until then audit lines, what stands beside them,
/// before-images, answers and drafts had none.
const SEALED: Migration = Migration {
    to: 3,
    minimum_reader: 3,
    run: seal_all,
};

fn seal_all(tx: &mut dyn WriteTx) -> Result<()> {
    for collection in Collection::SEALED {
        let everything = (Bound::Unbounded, Bound::Unbounded);
        let mut bare: Vec<(Vec<u8>, Vec<u8>)> = Vec::new();
        tx.scan(
            *collection,
            everything,
            Direction::Forward,
            &mut |key, value| {
                bare.push((key.to_vec(), value.to_vec()));
                Ok(Step::Next)
            },
        )?;
        for (key, value) in bare {
            put_sealed(tx, *collection, &key, &value)?;
        }
    }
    Ok(())
}

/// From 4 on debts with a promise have an index of their own, which an older program would not keep; the last step
/// makes it.
const PROMISED: Migration = Migration {
    to: 4,
    minimum_reader: 4,
    run: |_| Ok(()),
};

/// From 5 on there are indexes and figures of checked tickets, calls that rang, follow-ups and absences, which an older
/// program would not keep; the last step makes them.
const CHECKED: Migration = Migration {
    to: 5,
    minimum_reader: 5,
    run: |_| Ok(()),
};

/// From 6 on there are indexes and figures of fees, and follow-ups stand in the order of their due days, which an older
/// program would not keep; the last step makes them.
const FEES: Migration = Migration {
    to: 6,
    minimum_reader: 6,
    run: |_| Ok(()),
};

/// From 7 on receipts are found by their check codes and tickets stand in the order they came, for reports; entries of
/// registers, duties and reports are records an older program does not know.
const FOUND: Migration = Migration {
    to: 7,
    minimum_reader: 7,
    run: |tx| make_up(tx, KINDS),
};

impl Plan {
    /// Refuses a database that is newer than the plan.
    pub fn accept(&self, found: u32, minimum_reader: Option<u32>) -> Result<()> {
        let needed = found.max(minimum_reader.unwrap_or(found));
        if needed > self.schema {
            return Err(StoreError::Newer {
                found: needed,
                known: self.schema,
            });
        }
        Ok(())
    }
}

/// Where the automatic backup before a migration goes; `ordinal` tells those of the same step apart, from 1 on.
#[must_use]
pub fn backup_path(path: &Path, schema: u32, ordinal: u32) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".before-schema-{schema}"));
    if ordinal > 1 {
        name.push(format!(".{ordinal}"));
    }
    path.with_file_name(name)
}

/// Runs the steps that are missing, one transaction each, after a verified backup beside `path`.
///
/// A step that was cut off left nothing; the next open begins again where the last one ended. A backup that is
/// already there may be of another database (one restored since), so it never stands in for this one's.
pub(in crate::storage) fn bring_up(
    store: &RedbStore,
    path: &Path,
    options: &Options,
) -> Result<()> {
    let missing = missing(store, path, &options.plan)?;
    let Some(first) = missing.first() else {
        return Ok(());
    };
    let free = (1..).map(|ordinal| backup_path(path, first.to, ordinal));
    if let Some(aside) = free.into_iter().find(|aside| !aside.exists()) {
        backup::copy(&*store.read()?, &aside, options)?;
    }
    run(store, path, missing)
}

/// Runs the steps that are missing in a copy of the database at `path`, which needs no backup.
pub(in crate::storage) fn bring_copy_up(store: &RedbStore, path: &Path, plan: &Plan) -> Result<()> {
    run(store, path, missing(store, path, plan)?)
}

/// The steps that lead from the schema found to that of the plan.
fn missing(store: &RedbStore, path: &Path, plan: &Plan) -> Result<&'static [Migration]> {
    let found = {
        let tx = store.read()?;
        meta::schema(&*tx)?.unwrap_or(plan.schema)
    };
    let first = found.saturating_add(1);
    let done = plan.steps.iter().take_while(|step| step.to < first).count();
    let steps = plan.steps.get(done..).unwrap_or_default();
    if !steps.iter().map(|step| step.to).eq(first..=plan.schema) {
        let detail = format!("no way from schema {found} to {}", plan.schema);
        return Err(crate::storage::files::refused(path, detail));
    }
    Ok(steps)
}

fn counted(tx: &dyn ReadTx) -> Result<Census> {
    let mut census = Census::new();
    for &collection in Collection::ALL {
        let mut count = 0;
        let everything = (Bound::Unbounded, Bound::Unbounded);
        tx.scan(collection, everything, Direction::Forward, &mut |_, _| {
            count += 1;
            Ok(Step::Next)
        })?;
        census.push((collection, count));
    }
    Ok(census)
}

/// A step that would lose an entry is refused before it is committed (reliability D7); one that is meant to has to say
/// so here.
fn run(store: &RedbStore, path: &Path, steps: &[Migration]) -> Result<()> {
    for step in steps {
        let before = store.census()?;
        let mut tx = store.write()?;
        (step.run)(&mut *tx)?;
        none_lost(path, &before, &counted(tx.as_read())?)?;
        meta::put_number(&mut *tx, meta::SCHEMA, step.to)?;
        meta::put_number(&mut *tx, meta::MINIMUM_READER, step.minimum_reader)?;
        tx.commit()?;
    }
    Ok(())
}
