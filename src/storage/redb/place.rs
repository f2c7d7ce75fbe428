//! Errors of the engine as those of the port, and the memory of a write that failed.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use ::redb::{DatabaseError, StorageError, TableError, TransactionError};

use crate::storage::files::{io_error, refused};
use crate::storage::{Result, StoreError};

/// What errors need to know: the file's name, and whether a write has failed since it was opened.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub(super) file: Arc<str>,
    trouble: Arc<AtomicU8>,
}

const NO_TROUBLE: u8 = 0;
const DISK_FULL: u8 = 1;
const WRITE_FAILED: u8 = 2;

impl Place {
    pub(super) fn new(file: &str) -> Self {
        Self {
            file: file.into(),
            trouble: Arc::default(),
        }
    }

    pub(super) fn refused(&self, detail: impl Into<String>) -> StoreError {
        refused(Path::new(&*self.file), detail)
    }

    pub(super) fn io(&self, error: &std::io::Error) -> StoreError {
        io_error(Path::new(&*self.file), error)
    }

    pub(super) fn damaged(&self, detail: String) -> StoreError {
        StoreError::Damaged {
            collection: "database",
            key: self.file.to_string(),
            detail,
        }
    }

    pub(super) fn storage(&self, error: StorageError) -> StoreError {
        match error {
            StorageError::Io(error) => self.io(&error),
            StorageError::Corrupted(detail) => self.damaged(detail),
            other => self.refused(other.to_string()),
        }
    }

    pub(super) fn table(&self, error: TableError) -> StoreError {
        match error {
            TableError::Storage(error) => self.storage(error),
            other => self.refused(other.to_string()),
        }
    }

    pub(super) fn transaction(&self, error: TransactionError) -> StoreError {
        match error {
            TransactionError::Storage(error) => self.storage(error),
            other => self.refused(other.to_string()),
        }
    }

    pub(super) fn database(&self, error: DatabaseError) -> StoreError {
        match error {
            DatabaseError::DatabaseAlreadyOpen => StoreError::Locked {
                file: self.file.to_string(),
            },
            DatabaseError::Storage(error) => self.storage(error),
            other => self.refused(other.to_string()),
        }
    }

    /// An error while writing: nothing more is written until the database is opened again.
    pub(super) fn failed_write(&self, error: StorageError) -> StoreError {
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
    pub(super) fn commit(&self, error: ::redb::CommitError) -> StoreError {
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

    pub(super) fn check_trouble(&self) -> Result<()> {
        match self.trouble.load(Ordering::Relaxed) {
            NO_TROUBLE => Ok(()),
            DISK_FULL => Err(StoreError::Full {
                file: self.file.to_string(),
            }),
            _ => Err(self.refused("an earlier write failed; nothing is written until a restart")),
        }
    }
}
