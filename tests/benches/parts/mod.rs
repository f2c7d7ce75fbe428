//! The parts of the table, each taken on an estate that is already filled.

pub mod billing;
pub mod disk;
pub mod importing;
pub mod memory;
pub mod opening;
pub mod reading;
pub mod registers;
pub mod search;
pub mod serving;
pub mod shift;
pub mod slow_line;
pub mod terminal;
pub mod together;
pub mod writing;

use std::path::{Path, PathBuf};

use frontdesk::domain::calendar::Instant;
use frontdesk::domain::staff::Actor;
use frontdesk::service::halt::Run;
use frontdesk::service::office::Office;
use frontdesk::service::queries::{Asking, answer};
use frontdesk::service::query::{Query, Reply};
use frontdesk::service::search::SearchText;
use frontdesk::storage::Store;
use frontdesk::storage::redb::{Options, RedbStore};

use crate::estate::{Size, receptionist};

/// Rows of one window on a screen of 24 lines.
pub const WINDOW: u32 = 22;

/// An estate with who looks at it.
pub struct Desk {
    pub store: RedbStore,
    pub path: PathBuf,
    pub size: Size,
    pub now: Instant,
    pub office: Office,
    actor: Actor,
}

impl Desk {
    /// Opens the database at `path`.
    pub fn open(path: &Path, size: Size, now: Instant) -> Self {
        let store = RedbStore::open(path, &Options::default()).unwrap();
        let office = Office::read(&*store.read().unwrap()).unwrap();
        Self {
            store,
            path: path.to_owned(),
            size,
            now,
            office,
            actor: receptionist(),
        }
    }

    /// Asks as a terminal does: a fresh view of the store for each question.
    pub fn ask(&self, query: &Query, search: Option<&SearchText>) -> Run<Reply> {
        let tx = self.store.read()?;
        let asking = Asking {
            tx: &*tx,
            office: &self.office,
            actor: &self.actor,
            now: self.now,
            search,
        };
        answer(asking, query)
    }

    /// The same, and it must be answered.
    pub fn must(&self, query: &Query) -> Reply {
        self.ask(query, None).unwrap()
    }
}
