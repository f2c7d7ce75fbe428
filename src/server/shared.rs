//! What the threads of the server share.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::SyncSender;
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};
use std::time::{Duration, Instant as Moment};

use crate::domain::error::Why;
use crate::server::books::Checked;
use crate::server::clock_guard::ClockGuard;
use crate::server::hub::Hub;
use crate::server::search;
use crate::server::signon::Pepper;
use crate::server::writer::Task;
use crate::service::clock::Clock;
use crate::service::office::Office;
use crate::service::pins::Ticks;
use crate::storage::Store;

/// Shared by sessions, writer and keepers; each part guards itself.
pub struct Shared {
    pub store: Arc<dyn Store>,
    pub clock: Arc<dyn Clock>,
    pub hub: Arc<Hub>,
    /// To the one writer thread; gone once the server ends.
    writer: Mutex<Option<SyncSender<Task>>>,
    /// The office as of the last commit.
    office: RwLock<Arc<Office>>,
    stopping: AtomicBool,
    /// The exit code when the server stops by itself.
    code: OnceLock<u8>,
    /// Wakes the thread that accepts.
    pub wake: Box<dyn Fn() + Send + Sync>,
    pub data: PathBuf,
    /// The account the server runs under.
    pub owner: u32,
    /// What every PIN is hashed with; kept outside the database (reliability D26).
    pub pepper: Pepper,
    pub guard: ClockGuard,
    /// What the check of the books has found.
    pub books: Checked,
    /// What reading through every stored value has found.
    pub values: Checked,
    /// What searches look through.
    pub search: search::Text,
    /// The server's own steady clock and the random number of this run.
    began: Moment,
    run: u64,
    /// When somebody last asked for something, by the steady clock.
    asked: AtomicU64,
}

/// What the parts are made from.
pub struct Parts {
    pub store: Arc<dyn Store>,
    pub clock: Arc<dyn Clock>,
    pub writer: SyncSender<Task>,
    pub office: Office,
    pub data: PathBuf,
    pub pepper: Pepper,
    pub guard: ClockGuard,
    pub wake: Box<dyn Fn() + Send + Sync>,
    /// A random number: tells this run of the server from every other.
    pub run: u64,
}

impl Shared {
    /// Puts the parts together.
    pub fn new(parts: Parts) -> Self {
        Self {
            store: parts.store,
            clock: parts.clock,
            hub: Arc::default(),
            writer: Mutex::new(Some(parts.writer)),
            office: RwLock::new(Arc::new(parts.office)),
            stopping: AtomicBool::new(false),
            code: OnceLock::new(),
            wake: parts.wake,
            data: parts.data,
            owner: rustix::process::geteuid().as_raw(),
            pepper: parts.pepper,
            guard: parts.guard,
            books: Checked::default(),
            values: Checked::default(),
            search: search::Text::default(),
            began: Moment::now(),
            run: parts.run,
            asked: AtomicU64::new(0),
        }
    }

    /// The office as of the last commit.
    pub fn office(&self) -> Arc<Office> {
        Arc::clone(&self.office.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Replaces the office after a commit that changed it.
    pub fn set_office(&self, office: &Office) {
        *self.office.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(office.clone());
    }

    /// The time by the clock that nobody can set.
    pub fn ticks(&self) -> Ticks {
        Ticks {
            run: self.run,
            ms: u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX),
        }
    }

    /// Notes that somebody asks for something.
    pub fn note_asked(&self) {
        self.asked.store(self.ticks().ms, Ordering::Relaxed);
    }

    /// Waits until nobody has asked for anything for `quiet`; false when the server stops.
    pub fn wait_quiet(&self, quiet: Duration) -> bool {
        while !self.stopping() {
            let asked = Duration::from_millis(self.asked.load(Ordering::Relaxed));
            let left = (asked + quiet).saturating_sub(Duration::from_millis(self.ticks().ms));
            if left.is_zero() {
                return true;
            }
            self.hub.wait_stop(left, &|| self.stopping());
        }
        false
    }

    /// Queues a task for the writer; waits while the queue is full.
    pub fn queue(&self, task: Task) -> Result<(), Why> {
        let writer = self
            .writer
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        writer
            .ok_or(Why::Stopping)?
            .send(task)
            .map_err(|_| Why::Stopping)
    }

    /// Takes no more tasks; the writer ends when it has done what is queued.
    pub fn close_writer(&self) {
        drop(
            self.writer
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .take(),
        );
    }

    /// Settles the exit code of an end that is to come; the first reason counts.
    pub fn end_with(&self, code: u8) {
        let _ = self.code.set(code);
    }

    /// Begins to stop, with this exit code unless there is one.
    pub fn stop(&self, code: u8) {
        self.end_with(code);
        if !self.stopping.swap(true, Ordering::SeqCst) {
            (self.wake)();
            self.hub.wake();
        }
    }

    /// Whether the server is stopping.
    pub fn stopping(&self) -> bool {
        self.stopping.load(Ordering::SeqCst)
    }

    /// The exit code to end with.
    pub fn code(&self) -> u8 {
        self.code.get().copied().unwrap_or(0)
    }
}
