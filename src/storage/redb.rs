//! The embedded engine: one redb file, one table a collection, bytes to bytes.
//!
//! Every commit is durable before it returns and made in two phases; every open checks the whole
//! file (reliability D3, D6). Nothing above `storage/` knows redb.

mod tx;

use std::fs;
use std::ops::Bound;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use ::redb::backends::FileBackend;
use ::redb::{
    Builder, ConcurrencyMode, CursorError, Database, DatabaseError, ReadableDatabase,
    ReadableTableMetadata, StorageBackend, StorageError, TableDefinition, TableError,
    TransactionError,
};

use crate::storage::files::{Unfinished, io_error, open_existing, refused, remove_unfinished};
use crate::storage::gate::{Gate, Gated};
use crate::storage::meta;
use crate::storage::migrations::{self, Plan};
use crate::storage::{Collection, CommitTx, Direction, ReadTx, Result, Step, Store, StoreError};

/// How a database is opened.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// How much memory pages may take, in bytes.
    pub cache_bytes: usize,
    /// Which schemas are known and how older ones are brought up to date.
    pub plan: Plan,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            cache_bytes: 16 << 20,
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
}

/// What errors need to know: the file's name, and whether a write has failed since it was opened.
#[derive(Debug, Clone)]
struct Place {
    file: Arc<str>,
    trouble: Arc<AtomicU8>,
}

const NO_TROUBLE: u8 = 0;
const DISK_FULL: u8 = 1;
const WRITE_FAILED: u8 = 2;

type Bytes = &'static [u8];
type Definition = TableDefinition<'static, Bytes, Bytes>;

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
            store.be_born(options, created_at)
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
        let Self { database, place } = self;
        database.close().map_err(|error| place.database(error))
    }

    /// Counts the entries of each collection.
    pub fn census(&self) -> Result<Census> {
        let tx = self.begin_read()?;
        let mut census = Census::new();
        for &collection in Collection::ALL {
            let length = match tx.open_table(definition(collection)) {
                Ok(table) => table.len().map_err(|error| self.place.storage(error))?,
                Err(TableError::TableDoesNotExist(_)) => 0,
                Err(error) => return Err(self.place.table(error)),
            };
            census.push((collection, length));
        }
        Ok(census)
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
    pub(in crate::storage) fn build(
        target: &Path,
        options: &Options,
        write: &mut dyn FnMut(&Self) -> Result<()>,
    ) -> Result<Unfinished> {
        let (unfinished, file) = Unfinished::beside(target)?;
        let place = Place::new(&unfinished.path().display().to_string());
        let backend = FileBackend::new(file).map_err(|error| place.database(error))?;
        let store = Self::start(backend, place, options)?;
        write(&store)?;
        let census = store.census()?;
        store.close()?;
        let again = Self::inspect(unfinished.path(), options)?;
        if again.census()? == census {
            Ok(unfinished)
        } else {
            Err(refused(target, "what was written is not what is read"))
        }
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
            let tx = store.read()?;
            let Some(found) = meta::schema(&*tx)? else {
                return Err(refused(
                    Path::new(file),
                    "is not a database of this program",
                ));
            };
            options.plan.accept(found, meta::minimum_reader(&*tx)?)?;
        }
        Ok((store, gate))
    }

    fn start(backend: impl StorageBackend, place: Place, options: &Options) -> Result<Self> {
        let mut builder = Builder::new();
        builder
            .set_concurrency_mode(ConcurrencyMode::ExclusiveWriter)
            .set_cache_size(options.cache_bytes)
            .set_check_integrity_on_open(true);
        match builder.create_with_backend(backend) {
            Ok(database) => Ok(Self { database, place }),
            Err(error) => Err(place.database(error)),
        }
    }

    fn be_born(&self, options: &Options, created_at: i64) -> Result<()> {
        let mut tx = self.write()?;
        for &collection in Collection::ALL {
            // The first touch makes the table.
            tx.delete(collection, &[])?;
        }
        let plan = options.plan;
        meta::write_birth(&mut *tx, plan.schema, plan.minimum_reader, created_at)?;
        tx.commit()
    }

    fn begin_read(&self) -> Result<::redb::ReadTransaction> {
        self.database
            .begin_read()
            .map_err(|error| self.place.transaction(error))
    }
}

impl Store for RedbStore {
    fn read(&self) -> Result<Box<dyn ReadTx + '_>> {
        let tx = self.begin_read()?;
        Ok(Box::new(tx::RedbRead::new(tx, self.place.clone())))
    }

    fn write(&self) -> Result<Box<dyn CommitTx + '_>> {
        let tx = tx::begin(self)?;
        Ok(Box::new(tx::RedbWrite::new(tx, &self.place)))
    }
}

impl Place {
    fn new(file: &str) -> Self {
        Self {
            file: file.into(),
            trouble: Arc::default(),
        }
    }

    fn refused(&self, detail: impl Into<String>) -> StoreError {
        refused(Path::new(&*self.file), detail)
    }

    fn io(&self, error: &std::io::Error) -> StoreError {
        io_error(Path::new(&*self.file), error)
    }

    fn damaged(&self, detail: String) -> StoreError {
        StoreError::Damaged {
            collection: "database",
            key: self.file.to_string(),
            detail,
        }
    }

    fn storage(&self, error: StorageError) -> StoreError {
        match error {
            StorageError::Io(error) => self.io(&error),
            StorageError::Corrupted(detail) => self.damaged(detail),
            other => self.refused(other.to_string()),
        }
    }

    fn table(&self, error: TableError) -> StoreError {
        match error {
            TableError::Storage(error) => self.storage(error),
            other => self.refused(other.to_string()),
        }
    }

    fn transaction(&self, error: TransactionError) -> StoreError {
        match error {
            TransactionError::Storage(error) => self.storage(error),
            other => self.refused(other.to_string()),
        }
    }

    fn database(&self, error: DatabaseError) -> StoreError {
        match error {
            DatabaseError::DatabaseAlreadyOpen => StoreError::Locked {
                file: self.file.to_string(),
            },
            DatabaseError::Storage(error) => self.storage(error),
            other => self.refused(other.to_string()),
        }
    }

    /// An error while writing: nothing more is written until the database is opened again.
    fn failed_write(&self, error: StorageError) -> StoreError {
        let error = self.storage(error);
        let trouble = match &error {
            StoreError::Full { .. } => DISK_FULL,
            _ => WRITE_FAILED,
        };
        // The first trouble is the cause of the later ones.
        let _ = self.trouble.compare_exchange(
            NO_TROUBLE,
            trouble,
            Ordering::Relaxed,
            Ordering::Relaxed,
        );
        error
    }

    /// A commit that failed may be on disk or not (reliability D4).
    fn commit(&self, error: ::redb::CommitError) -> StoreError {
        let detail = error.to_string();
        if let ::redb::CommitError::Storage(error) = error {
            self.failed_write(error);
        } else {
            self.trouble.store(WRITE_FAILED, Ordering::Relaxed);
        }
        StoreError::Unknown {
            file: self.file.to_string(),
            detail,
        }
    }

    fn check_trouble(&self) -> Result<()> {
        match self.trouble.load(Ordering::Relaxed) {
            NO_TROUBLE => Ok(()),
            DISK_FULL => Err(StoreError::Full {
                file: self.file.to_string(),
            }),
            _ => Err(self.refused("an earlier write failed; nothing is written until a restart")),
        }
    }
}
