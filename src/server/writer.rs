//! The one writer thread: takes what is queued, commits once, and only then answers.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, sync_channel};
use std::time::Duration;

use crate::domain::error::{Fact, Refusal, Why};
use crate::server::search;
use crate::server::shared::Shared;
use crate::service::answer::Answer;
use crate::service::clock_doubt;
use crate::service::command::AuditKind;
use crate::service::execute::{Job, Service};
use crate::service::halt::{Halt, Run};
use crate::service::office::Office;
use crate::service::subject::Subject;
use crate::storage::overlay::Overlay;
use crate::storage::{CommitTx, ReadTx, StoreError};

/// Requests that may wait for the writer, of all terminals together (reliability 4.3).
pub const QUEUE: usize = 256;
/// After so long without a request nobody is about to wait for what the store does meanwhile.
const QUIET: Duration = Duration::from_millis(500);
/// Exit code after a commit whose outcome is unknown.
pub const EXIT_UNKNOWN: u8 = 74;
/// Exit code after a panic of the writer.
pub const EXIT_PANIC: u8 = 75;

/// A change beside the commands: drafts, sign-on counters.
pub type Plain = Box<dyn FnOnce(&mut Overlay<'_>) -> Run<()> + Send>;

/// Something only the writer's service holds: an import put by until it is applied.
pub type Aside = Box<dyn FnOnce(&mut Service) -> Run<()> + Send>;

/// What the writer is asked to do.
pub enum Task {
    /// A command; the answer goes back.
    Command(Box<Job>, Sender<Answer>),
    /// A small change that is no command.
    Plain(Plain, Sender<Result<(), Refusal>>),
    /// A line of the audit log about what is no command.
    Line(Box<Witness>, Sender<Result<(), Refusal>>),
    /// A change of what the service remembers; nothing is stored.
    Aside(Aside, Sender<Result<(), Refusal>>),
}

/// What happened that is no command: by whom and where stands in the job, which is not run.
pub struct Witness {
    pub job: Job,
    pub kind: AuditKind,
    /// Its values are personal.
    pub personal: bool,
    /// Why it was refused, if it was.
    pub refusal: Option<Refusal>,
}

/// A task done in the open transaction, waiting for the commit to be told.
enum Told {
    Command(Sender<Answer>, Answer),
    Plain(Sender<Result<(), Refusal>>, Result<(), Refusal>),
}

/// Makes the queue to the writer.
pub fn queue() -> (SyncSender<Task>, Receiver<Task>) {
    sync_channel(QUEUE)
}

/// Runs until the queue closes or a write fails.
pub fn run(shared: &Shared, mut service: Service, tasks: &Receiver<Task>) {
    loop {
        let first = match next(shared, tasks) {
            Ok(Some(first)) => first,
            Ok(None) => return,
            Err(error) => {
                fail(shared, Vec::new(), &error);
                refuse_all(tasks);
                return;
            }
        };
        // Nothing is stored by it, so nothing is committed: an import sends many.
        let first = match first {
            Task::Aside(aside, reply) => {
                drop(reply.send(aside(&mut service).map_err(Halt::into_refusal)));
                continue;
            }
            other => other,
        };
        let batch = std::iter::once(first)
            .chain(std::iter::from_fn(|| tasks.try_recv().ok()).take(QUEUE - 1));
        if let Err((told, error)) = commit_batch(shared, &mut service, batch) {
            fail(shared, told, &error);
            refuse_all(tasks);
            return;
        }
    }
}

/// Waits for a task; `None` once the queue is closed. When it has been quiet for a while, the store does what it has
/// put off.
fn next(shared: &Shared, tasks: &Receiver<Task>) -> Result<Option<Task>, StoreError> {
    if shared.store.has_put_off() {
        match tasks.recv_timeout(QUIET) {
            Ok(task) => return Ok(Some(task)),
            Err(RecvTimeoutError::Disconnected) => return Ok(None),
            Err(RecvTimeoutError::Timeout) => shared.store.tidy()?,
        }
    }
    Ok(tasks.recv().ok())
}

/// Does a batch in one transaction; on failure gives back who still waits.
fn commit_batch(
    shared: &Shared,
    service: &mut Service,
    batch: impl Iterator<Item = Task>,
) -> Result<(), (Vec<Told>, StoreError)> {
    let mut told = Vec::new();
    let mut tx = match shared.store.write() {
        Ok(tx) => tx,
        Err(error) => {
            told.extend(batch.map(waiting));
            return Err((told, error));
        }
    };
    match shared.guard.observe(&mut *tx, &*shared.clock) {
        Ok(None) => {}
        Ok(Some(minutes)) => tracing::warn!(minutes, "the clock jumped"),
        Err(error) => {
            told.extend(batch.map(waiting));
            return Err((told, error));
        }
    }
    let mut batch = batch;
    while let Some(task) = batch.next() {
        match one(shared, service, &mut *tx, task) {
            Ok(done) => told.push(done),
            Err(failed) => {
                let (failed, error) = *failed;
                told.push(failed);
                told.extend(batch.map(waiting));
                return Err((told, error));
            }
        }
    }
    if let Err(error) = tx.commit() {
        return Err((told, error));
    }
    tell(shared, service, told);
    Ok(())
}

/// Does one task in the transaction.
fn one(
    shared: &Shared,
    service: &mut Service,
    tx: &mut dyn CommitTx,
    task: Task,
) -> Result<Told, Box<(Told, StoreError)>> {
    match task {
        Task::Command(mut job, reply) => {
            job.now = shared.guard.stamp(job.now);
            let answer = match not_now(shared, service, tx.as_read(), &job) {
                Ok(None) => service.run(tx, &job),
                Ok(Some(refusal)) => service
                    .refused(tx, &job, &refusal)
                    .map(|()| Answer::Refused(refusal)),
                Err(error) => Err(error),
            };
            match answer {
                Ok(answer) => Ok(Told::Command(reply, answer)),
                Err(error) => Err(Box::new((
                    Told::Command(reply, Answer::Unknown(String::new())),
                    error,
                ))),
            }
        }
        Task::Line(witness, reply) => {
            let Witness {
                mut job,
                kind,
                personal,
                refusal,
            } = *witness;
            job.now = shared.guard.stamp(job.now);
            let booked = match refusal {
                Some(refusal) => service.refused(tx, &job, &refusal),
                None => service.witness(tx, &job, kind, personal),
            };
            let told = Told::Plain(reply, Ok(()));
            match booked {
                Ok(()) => Ok(told),
                Err(error) => Err(Box::new((told, error))),
            }
        }
        Task::Aside(aside, reply) => {
            let done = aside(service).map_err(Halt::into_refusal);
            Ok(Told::Plain(reply, done))
        }
        Task::Plain(plain, reply) => {
            let mut overlay = Overlay::new(tx.as_read());
            match plain(&mut overlay) {
                Ok(()) => match tx.merge(overlay.into_changes()) {
                    Ok(()) => Ok(Told::Plain(reply, Ok(()))),
                    Err(error) => Err(Box::new((Told::Plain(reply, Ok(())), error))),
                },
                Err(Halt::Refused(refusal)) => Ok(Told::Plain(reply, Err(refusal))),
                Err(Halt::Store(error @ StoreError::Damaged { .. })) => {
                    Ok(Told::Plain(reply, Err(Halt::Store(error).into_refusal())))
                }
                Err(Halt::Store(error)) => Err(Box::new((Told::Plain(reply, Ok(())), error))),
            }
        }
    }
}

/// Why money must wait now (REL R7, D20), whatever carries it. What was asked before is answered as it
/// was then: a payment that is booked must not be called refused.
fn not_now(
    shared: &Shared,
    service: &Service,
    tx: &dyn ReadTx,
    job: &Job,
) -> Result<Option<Refusal>, StoreError> {
    if !service.moves_money(tx, job)? || !service.is_new(tx, job)? {
        return Ok(None);
    }
    if let Some(full) = disk_nearly_full(shared, service.office(), 0) {
        return Ok(Some(full));
    }
    Ok(clock_doubt::of(tx)?.map(clock_doubt::refusal))
}

/// The refusal of money while the disk is nearly full: a receipt must never be half there (REL R7). Files that take so many
/// MiB more are refused before that.
pub fn disk_nearly_full(shared: &Shared, office: &Office, more: u64) -> Option<Refusal> {
    let reserve = u64::try_from(office.whole("disk.reserve_mib", 32)).unwrap_or(0);
    if reserve == 0 && more == 0 {
        return None;
    }
    let free = rustix::fs::statvfs(&shared.data)
        .map(|disk| disk.f_bavail.saturating_mul(disk.f_frsize))
        .ok()?;
    let free = free / (1024 * 1024);
    (free < reserve.saturating_add(more)).then(|| {
        Refusal::new(Why::DiskNearlyFull)
            .with("free", Fact::Count(i64::try_from(free).unwrap_or(i64::MAX)))
            .with(
                "reserve",
                Fact::Count(i64::try_from(reserve).unwrap_or(i64::MAX)),
            )
    })
}

/// Answers everybody after the commit, and tells all terminals what changed.
fn tell(shared: &Shared, service: &Service, told: Vec<Told>) {
    let mut touched: Vec<Subject> = Vec::new();
    let mut seq = 0;
    for one in &told {
        if let Told::Command(_, Answer::Done(done) | Answer::Pending(done)) = one {
            seq = seq.max(done.seq);
            for subject in &done.touched {
                if !touched.contains(subject) {
                    touched.push(*subject);
                }
            }
        }
    }
    if touched
        .iter()
        .any(|subject| crate::service::office::KINDS.contains(&subject.kind))
    {
        shared.set_office(service.office());
    }
    // Before the answers, so that who asks next finds what was just done.
    if !touched.is_empty() {
        search::keep_up(shared, &touched);
    }
    for one in told {
        // A terminal that has gone meanwhile finds the answer by its request id.
        match one {
            Told::Command(reply, answer) => drop(reply.send(answer)),
            Told::Plain(reply, result) => drop(reply.send(result)),
        }
    }
    if !touched.is_empty() {
        shared.hub.tell(seq, &touched);
    }
}

/// After a failed write nothing is known: says so to all who wait, and stops (reliability D4).
fn fail(shared: &Shared, told: Vec<Told>, error: &StoreError) {
    tracing::error!(%error, "write failed; stopping");
    // Before anybody is told: whoever ends the server now must not make an orderly end of it.
    shared.end_with(EXIT_UNKNOWN);
    for one in told {
        match one {
            Told::Command(reply, _) => drop(reply.send(Answer::Unknown(error.to_string()))),
            Told::Plain(reply, _) => {
                drop(reply.send(Err(
                    Refusal::new(Why::Storage).with("detail", error.to_string()),
                )));
            }
        }
    }
    shared.stop(EXIT_UNKNOWN);
}

/// A task that was not begun.
fn waiting(task: Task) -> Told {
    match task {
        Task::Command(_, reply) => Told::Command(reply, Answer::Unknown(String::new())),
        Task::Plain(_, reply) | Task::Aside(_, reply) | Task::Line(_, reply) => {
            Told::Plain(reply, Ok(()))
        }
    }
}

/// Whoever asks after a failed write is told that the server stops.
fn refuse_all(tasks: &Receiver<Task>) {
    while let Ok(task) = tasks.try_recv() {
        refuse(task);
    }
}

/// Answers a task that comes too late.
fn refuse(task: Task) {
    let stopping = Refusal::new(Why::Stopping);
    match task {
        Task::Command(_, reply) => drop(reply.send(Answer::Refused(stopping))),
        Task::Plain(_, reply) | Task::Aside(_, reply) | Task::Line(_, reply) => {
            drop(reply.send(Err(stopping)));
        }
    }
}

/// Starts the writer thread. A panic in it ends the server: nothing limps on.
pub fn start(
    shared: Arc<Shared>,
    service: Service,
    tasks: Receiver<Task>,
) -> std::io::Result<std::thread::JoinHandle<()>> {
    std::thread::Builder::new()
        .name(String::from("writer"))
        .spawn(move || {
            let done = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                run(&shared, service, &tasks);
            }));
            if done.is_err() {
                tracing::error!("the writer panicked; stopping");
                shared.stop(EXIT_PANIC);
            }
        })
}
