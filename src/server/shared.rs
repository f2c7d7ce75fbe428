//! What the threads of the server share.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::SyncSender;
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};

use crate::domain::error::Why;
use crate::server::hub::Hub;
use crate::server::writer::Task;
use crate::service::clock::Clock;
use crate::service::office::Office;
use crate::storage::Store;

/// Shared by sessions, writer and keepers; each part guards itself.
pub struct Shared {
    pub store: Arc<dyn Store>,
    pub clock: Arc<dyn Clock>,
    pub hub: Hub,
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
}

impl Shared {
    /// Puts the parts together.
    pub fn new(
        store: Arc<dyn Store>,
        clock: Arc<dyn Clock>,
        writer: SyncSender<Task>,
        office: Office,
        data: PathBuf,
        owner: u32,
        wake: Box<dyn Fn() + Send + Sync>,
    ) -> Self {
        Self {
            store,
            clock,
            hub: Hub::default(),
            writer: Mutex::new(Some(writer)),
            office: RwLock::new(Arc::new(office)),
            stopping: AtomicBool::new(false),
            code: OnceLock::new(),
            wake,
            data,
            owner,
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

    /// Begins to stop, with this exit code; the first reason counts.
    pub fn stop(&self, code: u8) {
        if self.code.set(code).is_ok() {
            self.stopping.store(true, Ordering::SeqCst);
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
