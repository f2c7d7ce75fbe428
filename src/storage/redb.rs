//! The embedded engine: one redb file, one table a collection, bytes to bytes; small changes wait beside the tables.
//!
//! Every commit is durable before it returns and made in two phases; every open checks the whole
//! file (reliability D3, D6). Nothing above `storage/` knows redb.

mod place;
mod tx;
mod waiting;

use std::fs;
use std::ops::Bound;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use ::redb::backends::FileBackend;
use ::redb::{
    Builder, ConcurrencyMode, CursorError, Database, ReadableDatabase, StorageBackend,
    TableDefinition, TableError, WriteTransaction,
};

use crate::storage::files::{Unfinished, io_error, open_existing, refused, remove_unfinished};
use crate::storage::gate::{Gate, Gated};
use crate::storage::meta;
use crate::storage::migrations::{self, Plan};
use crate::storage::overlay::Changes;
use crate::storage::redb::place::Place;
use crate::storage::redb::waiting::Waiting;
use crate::storage::{Collection, CommitTx, Direction, ReadTx, Result, Step, Store};

/// How a database is opened.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// How much memory pages may take, in bytes.
    pub cache_bytes: usize,
    /// How many bytes of changes may wait before the next commit puts them in their places first; a commit of more
    /// than a quarter of it goes there at once.
    pub waiting_bytes: usize,
    /// Which schemas are known and how older ones are brought up to date.
    pub plan: Plan,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            cache_bytes: 16 << 20,
            waiting_bytes: 512 << 10,
            plan: migrations::CURRENT,
        }
    }
}

/// How many entries each collection holds.
pub type Census = Vec<(Collection, u64)>;

/// A database file, or any other redb storage backend.
#[derive(Debug)]
pub struct RedbStore {
    database: Database,
    place: Place,
    /// What is committed but not in its place yet. Readers take their snapshot while they look at it.
    waiting: RwLock<Arc<Waiting>>,
    writer: Mutex<()>,
    /// See `Options`.
    waiting_bytes: usize,
}

/// Part of `Options::waiting_bytes` from which on a quiet moment is used to put what waits in its places.
const WORTH_A_MOMENT: usize = 2;
/// Part of it that is too much to wait.
const LARGE: usize = 4;

/// The right to be the one who writes.
type Alone<'s> = MutexGuard<'s, ()>;

type Bytes = &'static [u8];
type Definition = TableDefinition<'static, Bytes, Bytes>;

/// Refuses a census by which entries are missing that were there before, or were given (reliability D7).
pub(in crate::storage) fn none_lost(file: &Path, before: &Census, now: &Census) -> Result<()> {
    for (collection, had) in before {
        let same = now.iter().find(|(of, _)| of == collection);
        let has = same.map_or(0, |(_, count)| *count);
        if has < *had {
            let table = collection.name();
            return Err(refused(
                file,
                format!("only {has} of {had} entries of {table} would be there"),
            ));
        }
    }
    Ok(())
}

const fn definition(collection: Collection) -> Definition {
    TableDefinition::new(collection.name())
}

impl RedbStore {
    /// Makes the database at `path`, which must not exist; `created_at` is in seconds since 1970.
    ///
    /// It is made beside its place, written, closed, verified and only then given its name.
    pub fn create(path: &Path, options: &Options, created_at: i64) -> Result<Self> {
        remove_unfinished(path)?;
        if fs::symlink_metadata(path).is_ok() {
            return Err(refused(path, "already exists"));
        }
        Self::build(path, options, &mut |store| {
            store.be_born(options, created_at)?;
            store.census()
        })?
        .publish_new()?;
        Self::open(path, options)
    }

    /// Opens the database at `path`; whatever is refused is left as it was.
    ///
    /// An older schema is brought up to date, after a backup beside the file.
    pub fn open(path: &Path, options: &Options) -> Result<Self> {
        let (store, gate) = Self::look_at(path, options)?;
        remove_unfinished(path)?;
        gate.open().map_err(|error| io_error(path, &error))?;
        migrations::bring_up(&store, path, options)?;
        Ok(store)
    }

    /// Opens the database at `path` without ever writing to it: writes and repairs stay in memory.
    pub fn inspect(path: &Path, options: &Options) -> Result<Self> {
        Self::look_at(path, options).map(|(store, _)| store)
    }

    /// Makes a database on an empty backend; `file` is its name in messages.
    pub fn create_on(
        backend: impl StorageBackend,
        file: &str,
        options: &Options,
        created_at: i64,
    ) -> Result<Self> {
        let place = Place::new(file);
        if backend.len().map_err(|error| place.io(&error))? != 0 {
            return Err(refused(Path::new(file), "already exists"));
        }
        let store = Self::start(backend, place, options)?;
        store.be_born(options, created_at)?;
        Ok(store)
    }

    /// Opens the database on a backend, without migrations; `file` is its name in messages.
    pub fn with_backend(
        backend: impl StorageBackend,
        file: &str,
        options: &Options,
    ) -> Result<Self> {
        let (store, gate) = Self::behind_gate(backend, file, options)?;
        gate.open().map_err(|error| store.place.io(&error))?;
        Ok(store)
    }

    /// Ends orderly, so that the next open need not repair; an error means that it must.
    pub fn close(self) -> Result<()> {
        let settled = self.settle(&self.alone());
        let Self {
            database, place, ..
        } = self;
        let closed = database.close().map_err(|error| place.database(error));
        settled.and(closed)
    }

    /// Counts the entries of each collection.
    pub fn census(&self) -> Result<Census> {
        let tx = self.snapshot()?;
        Collection::ALL
            .iter()
            .map(|&collection| Ok((collection, tx.count(collection)?)))
            .collect()
    }

    /// Fills this empty database with everything in `source`, in key order, in one commit.
    pub(in crate::storage) fn copy_from(&self, source: &dyn ReadTx) -> Result<Census> {
        let tx = tx::begin(self)?;
        let mut census = Census::new();
        for &collection in Collection::ALL {
            let mut table = tx
                .open_table(definition(collection))
                .map_err(|error| self.place.table(error))?;
            let mut cursor = table
                .upper_bound_mut(Bound::<&[u8]>::Unbounded)
                .map_err(|error| self.place.storage(error))?;
            let mut count = 0;
            let everything = (Bound::Unbounded, Bound::Unbounded);
            source.scan(
                collection,
                everything,
                Direction::Forward,
                &mut |key, value| {
                    count += 1;
                    match cursor.insert_before(key, value) {
                        Ok(()) => Ok(Step::Next),
                        Err(CursorError::Storage(error)) => Err(self.place.failed_write(error)),
                        Err(error) => Err(refused(Path::new(&*self.place.file), error.to_string())),
                    }
                },
            )?;
            cursor
                .close()
                .map_err(|error| self.place.failed_write(error))?;
            census.push((collection, count));
        }
        tx.commit().map_err(|error| self.place.commit(error))?;
        Ok(census)
    }

    /// Makes a whole database beside `target`: filled by `write`, closed, reopened and checked.
    ///
    /// `write` returns how many entries of each collection it was given: none of them may be missing.
    pub(in crate::storage) fn build(
        target: &Path,
        options: &Options,
        write: &mut dyn FnMut(&Self) -> Result<Census>,
    ) -> Result<Unfinished> {
        let (unfinished, file) = Unfinished::beside(target)?;
        let place = Place::new(&unfinished.path().display().to_string());
        let backend = FileBackend::new(file).map_err(|error| place.database(error))?;
        let store = Self::start(backend, place, options)?;
        let given = write(&store)?;
        let census = store.census()?;
        store.close()?;
        let again = Self::inspect(unfinished.path(), options)?;
        if again.census()? != census {
            return Err(refused(target, "what was written is not what is read"));
        }
        none_lost(target, &given, &census)?;
        Ok(unfinished)
    }

    fn look_at(path: &Path, options: &Options) -> Result<(Self, Gate<FileBackend>)> {
        let file = open_existing(path)?;
        let name = path.display().to_string();
        let backend = FileBackend::new(file).map_err(|error| Place::new(&name).database(error))?;
        Self::behind_gate(backend, &name, options)
    }

    fn behind_gate<B: StorageBackend>(
        backend: B,
        file: &str,
        options: &Options,
    ) -> Result<(Self, Gate<B>)> {
        let place = Place::new(file);
        let (gated, gate) = Gated::new(backend).map_err(|error| place.io(&error))?;
        if gated.len().map_err(|error| place.io(&error))? == 0 {
            return Err(refused(Path::new(file), "is empty"));
        }
        let store = Self::start(gated, place, options)?;
        {
            // The schema never waits, and what does is looked at only if it is of a known one.
            let tx = store.read()?;
            let Some(found) = meta::schema(&*tx)? else {
                return Err(refused(
                    Path::new(file),
                    "is not a database of this program",
                ));
            };
            options.plan.accept(found, meta::minimum_reader(&*tx)?)?;
        }
        store.recall()?;
        Ok((store, gate))
    }

    fn start(backend: impl StorageBackend, place: Place, options: &Options) -> Result<Self> {
        let mut builder = Builder::new();
        builder
            .set_concurrency_mode(ConcurrencyMode::ExclusiveWriter)
            .set_cache_size(options.cache_bytes)
            .set_check_integrity_on_open(true);
        match builder.create_with_backend(backend) {
            Ok(database) => Ok(Self {
                database,
                place,
                waiting: RwLock::default(),
                writer: Mutex::default(),
                waiting_bytes: options.waiting_bytes,
            }),
            Err(error) => Err(place.database(error)),
        }
    }

    /// Reads what waits in the file.
    fn recall(&self) -> Result<()> {
        let tx = self
            .database
            .begin_read()
            .map_err(|error| self.place.transaction(error))?;
        let waiting = Waiting::read(&tx, &self.place)?;
        self.set_waiting(Arc::new(waiting));
        Ok(())
    }

    fn be_born(&self, options: &Options, created_at: i64) -> Result<()> {
        let mut tx = self.write()?;
        let plan = options.plan;
        meta::write_birth(&mut *tx, plan.schema, plan.minimum_reader, created_at)?;
        tx.commit()
    }

    /// The last committed state.
    fn snapshot(&self) -> Result<tx::RedbRead> {
        // Under the lock: so what waits lies over tables without it or with it, never over tables changed since.
        let waiting = self.waiting.read().unwrap_or_else(PoisonError::into_inner);
        let tx = self
            .database
            .begin_read()
            .map_err(|error| self.place.transaction(error))?;
        let place = self.place.clone();
        Ok(tx::RedbRead::new(tx, place, Arc::clone(&waiting)))
    }

    fn alone(&self) -> Alone<'_> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn waiting(&self) -> Arc<Waiting> {
        Arc::clone(&self.waiting.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn set_waiting(&self, waiting: Arc<Waiting>) {
        *self.waiting.write().unwrap_or_else(PoisonError::into_inner) = waiting;
    }

    /// Whether more waits than this part of what may.
    fn holds_more_than(&self, part: usize) -> bool {
        self.waiting().bytes() > self.waiting_bytes / part
    }

    /// Makes the changes of a transaction durable: beside the tables, or in their places if there are many.
    fn keep(&self, changes: Changes, alone: &Alone<'_>) -> Result<()> {
        if changes.is_empty() {
            return Ok(());
        }
        let large = changes.bytes() > self.waiting_bytes / LARGE;
        if large || changes.touches(Collection::Meta, meta::SCHEMA.as_bytes()) {
            // In a commit of its own: until it is known, readers lay what waited over these tables.
            self.settle(alone)?;
            return self.commit(|tx| waiting::put_in_places(tx, &changes));
        }
        if self.holds_more_than(1) {
            self.settle(alone)?;
        }
        let waiting = self.waiting();
        self.commit(|tx| waiting.write(tx, &changes))?;
        drop(waiting);
        let mut waiting = self.waiting.write().unwrap_or_else(PoisonError::into_inner);
        Arc::make_mut(&mut waiting).take_in(changes);
        Ok(())
    }

    /// Puts what waits in its places.
    fn settle(&self, _alone: &Alone<'_>) -> Result<()> {
        let waiting = self.waiting();
        if waiting.is_empty() {
            return Ok(());
        }
        self.commit(|tx| waiting.put_in_places(tx))?;
        self.set_waiting(Arc::default());
        Ok(())
    }

    fn commit(
        &self,
        write: impl FnOnce(&WriteTransaction) -> std::result::Result<(), TableError>,
    ) -> Result<()> {
        let tx = tx::begin(self)?;
        write(&tx).map_err(|error| match error {
            TableError::Storage(error) => self.place.failed_write(error),
            other => self.place.table(other),
        })?;
        tx.commit().map_err(|error| self.place.commit(error))
    }
}

impl Store for RedbStore {
    fn read(&self) -> Result<Box<dyn ReadTx + '_>> {
        Ok(Box::new(self.snapshot()?))
    }

    fn write(&self) -> Result<Box<dyn CommitTx + '_>> {
        self.place.check_trouble()?;
        let alone = self.alone();
        Ok(Box::new(tx::RedbWrite::new(self, self.snapshot()?, alone)))
    }

    fn has_put_off(&self) -> bool {
        self.holds_more_than(WORTH_A_MOMENT)
    }

    fn tidy(&self) -> Result<()> {
        self.settle(&self.alone())
    }
}
