//! Starting and stopping the server: lock, database, socket, threads; in that order, and back.

use std::fs;
use std::io::{self, Write};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use crate::config::paths::Paths;
use crate::domain::calendar::Instant;
use crate::server::clock_guard::ClockGuard;
use crate::server::folder::{self, Lock};
use crate::server::shared::{Parts, Shared};
use crate::server::{
    backups, books, connection, evidence, keeper, own_registers, peer, restore, ringing, signon,
    socket, writer,
};
use crate::service::clock::Clock;
use crate::service::execute::Service;
use crate::service::halt::Halt;
use crate::storage::redb::{Options as StoreOptions, RedbStore};
use crate::storage::{Store, StoreError, files};

/// How a server is started.
pub struct Options {
    pub paths: Paths,
    pub clock: Arc<dyn Clock>,
    /// End by itself when no terminal has been connected for `unused_after`.
    pub ends_when_unused: bool,
    pub unused_after: Duration,
    /// How long nobody must have asked for anything before stored values are read through.
    pub quiet: Duration,
    /// Written `ready` once terminals can connect, then closed.
    pub ready: Option<Box<dyn Write + Send>>,
    /// Stop on signals; a test's server in a thread does not.
    pub signals: bool,
    /// Done once in a new data folder, before anybody connects: the demo's seed.
    pub seed: Option<Seed>,
    pub store: StoreOptions,
    /// Stands between the server and its store: a test's, to make writes fail.
    pub wrap: Option<Wrap>,
}

impl Options {
    /// A server that stops on signals and stays when nobody uses it.
    pub fn new(paths: Paths, clock: Arc<dyn Clock>) -> Self {
        Self {
            paths,
            clock,
            ends_when_unused: false,
            unused_after: keeper::UNUSED,
            quiet: books::QUIET,
            ready: None,
            signals: true,
            seed: None,
            store: StoreOptions::default(),
            wrap: None,
        }
    }
}

/// What stands before a store.
pub type Wrap = Box<dyn FnOnce(Arc<dyn Store>) -> Arc<dyn Store> + Send>;

/// What fills a new data folder.
pub type Seed = Box<dyn FnOnce(&dyn Store) -> Result<(), ServeError> + Send>;

/// Why a server did not start or did not end well.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Another server holds this data folder.
    #[error("{folder}: another server holds this data folder")]
    Held { folder: String },
    /// The data folder can be read by others.
    #[error("{folder}: open to other accounts")]
    Open { folder: String },
    /// The data folder belongs to another account.
    #[error("{folder}: belongs to another account")]
    NotOurs { folder: String },
    /// The service of a shared office must have an account of its own.
    #[error("not as root")]
    Root,
    #[error("{file}: {detail}")]
    Io { file: String, detail: String },
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A rule refused at start; facts as everywhere.
    #[error(transparent)]
    Halt(#[from] Halt),
}

impl ServeError {
    /// An error of the operating system about a file.
    pub fn io(file: &Path, error: &io::Error) -> Self {
        Self::Io {
            file: file.display().to_string(),
            detail: error.to_string(),
        }
    }
}

/// How long terminals may take to end when the server stops, and after that when they are cut off.
const END_WITHIN: Duration = Duration::from_secs(2);
const CUT_WITHIN: Duration = Duration::from_secs(1);
/// Before the next try to accept when there are no more file descriptors.
const AGAIN_AFTER: Duration = Duration::from_millis(100);

/// Refuses to serve a shared office as root; whoever is about to write in its folder asks first.
pub fn refuse_root(paths: &Paths) -> Result<(), ServeError> {
    if rustix::process::geteuid().is_root() && paths.is_shared() {
        return Err(ServeError::Root);
    }
    Ok(())
}

/// Serves until told to stop; returns the exit code.
pub fn serve(mut options: Options) -> Result<u8, ServeError> {
    let paths = options.paths.clone();
    refuse_root(&paths)?;
    folder::prepare(&paths.data)?;
    let _lock = Lock::take(&paths)?;
    files::remove_all_unfinished(&paths.data)?;
    files::remove_other_names(&paths.database, restore::ASIDE)?;
    backups::clean(&paths.data);
    evidence::clean(&paths.data);
    let now = options.clock.now();
    let store = Arc::new(open(&paths, &options.store, now)?);
    let service = found(&store, &mut options, now)?;
    own_registers::open(&*store, &paths.data)?;
    let guard = ClockGuard::begin(&*store, &*options.clock)?;
    let listener = socket::bind(&paths).map_err(|error| ServeError::io(&paths.socket, &error))?;
    let stop = Stop::new(options.signals).map_err(|error| ServeError::io(&paths.socket, &error))?;
    let (sender, tasks) = writer::queue();
    let behind: Arc<dyn Store> = Arc::<RedbStore>::clone(&store);
    let shared = Arc::new(Shared::new(Parts {
        store: match options.wrap.take() {
            Some(wrap) => wrap(behind),
            None => behind,
        },
        clock: Arc::clone(&options.clock),
        writer: sender,
        office: service.office().clone(),
        data: paths.data.clone(),
        pepper: signon::pepper(&paths.data)?,
        guard,
        wake: stop.waker,
        run: signon::run_number()?,
    }));
    let thread = |error: io::Error| ServeError::io(&paths.data, &error);
    let writing = writer::start(Arc::clone(&shared), service, tasks).map_err(thread)?;
    let mut keeping = vec![keeper::start(Arc::clone(&shared)).map_err(thread)?];
    keeping.push(ringing::start(Arc::clone(&shared)).map_err(thread)?);
    keeping.push(books::start(Arc::clone(&shared), options.quiet).map_err(thread)?);
    if options.ends_when_unused {
        let unused = keeper::end_when_unused(Arc::clone(&shared), options.unused_after);
        keeping.push(unused.map_err(thread)?);
    }
    tracing::info!(data = %paths.data.display(), "serving");
    if let Some(mut ready) = options.ready.take() {
        // Nobody may be listening any more; that is no reason not to serve.
        drop(ready.write_all(b"ready\n").and_then(|()| ready.flush()));
    }
    accept(&shared, &listener, &stop.pipe);
    shared.stop(0);
    // From here on nobody new connects, and a server started now waits for the lock.
    if let Err(error) = socket::remove(&paths.socket) {
        tracing::warn!(%error, "socket left behind");
    }
    drop(listener);
    shared.hub.end_all();
    if !shared.hub.wait_empty(END_WITHIN) {
        shared.hub.cut_all();
        shared.hub.wait_empty(CUT_WITHIN);
    }
    for one in keeping {
        drop(one.join());
    }
    end(shared, store, writing)
}

/// Ends the writer by closing its queue, then closes the database in order.
fn end(
    shared: Arc<Shared>,
    store: Arc<RedbStore>,
    writing: std::thread::JoinHandle<()>,
) -> Result<u8, ServeError> {
    shared.close_writer();
    drop(writing.join());
    let code = shared.code();
    drop(shared);
    match Arc::into_inner(store) {
        // After a failed write nothing more is written, not even an orderly end (reliability D4).
        Some(store) if code == 0 => store.close()?,
        Some(_) => {}
        None => tracing::warn!("a session did not end in time; the database is not closed"),
    }
    tracing::info!(code, "stopped");
    Ok(code)
}

/// The pipe that ends the wait for terminals: written by signals and by the server itself.
struct Stop {
    pipe: UnixStream,
    waker: Box<dyn Fn() + Send + Sync>,
}

impl Stop {
    fn new(signals: bool) -> io::Result<Self> {
        let (pipe, writer) = UnixStream::pair()?;
        writer.set_nonblocking(true)?;
        if signals {
            for signal in [
                signal_hook::consts::SIGTERM,
                signal_hook::consts::SIGINT,
                signal_hook::consts::SIGHUP,
            ] {
                signal_hook::low_level::pipe::register(signal, writer.try_clone()?)?;
            }
        }
        Ok(Self {
            pipe,
            // A full pipe has been written to already, which is all a wake needs.
            waker: Box::new(move || drop((&writer).write(&[1]))),
        })
    }
}

/// Accepts terminals until the server stops.
fn accept(shared: &Arc<Shared>, listener: &UnixListener, stop: &UnixStream) {
    while !shared.stopping() {
        if !wait(&[listener.as_fd(), stop.as_fd()], None) {
            tracing::error!("cannot wait for terminals");
            return;
        }
        if shared.stopping() || wait(&[stop.as_fd()], Some(Duration::ZERO)) {
            return;
        }
        match listener.accept() {
            Ok((stream, _)) => {
                if let Err(error) = connection::begin(shared, stream) {
                    tracing::warn!(%error, "connection not served");
                }
            }
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
            Err(error) => {
                tracing::warn!(%error, "cannot accept");
                wait(&[stop.as_fd()], Some(AGAIN_AFTER));
            }
        }
    }
}

/// Waits until one of them can be read; false when the time is over or waiting failed.
fn wait(fds: &[BorrowedFd<'_>], at_most: Option<Duration>) -> bool {
    let Ok(timeout) = at_most.map(Timespec::try_from).transpose() else {
        return false;
    };
    let mut fds: Vec<PollFd<'_>> = fds
        .iter()
        .map(|fd| PollFd::from_borrowed_fd(*fd, PollFlags::IN))
        .collect();
    loop {
        match poll(&mut fds, timeout.as_ref()) {
            Ok(ready) => return ready > 0,
            Err(rustix::io::Errno::INTR) => {}
            Err(_) => return false,
        }
    }
}

/// Opens the database, or makes a new one where there is none.
fn open(paths: &Paths, options: &StoreOptions, now: Instant) -> Result<RedbStore, ServeError> {
    match fs::symlink_metadata(&paths.database) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(RedbStore::create(
            &paths.database,
            options,
            now.ms().div_euclid(1000),
        )?),
        _ => Ok(RedbStore::open(&paths.database, options)?),
    }
}

/// Opens the service; a new office gets its seed, or its categories and its first manager.
fn found(store: &RedbStore, options: &mut Options, now: Instant) -> Result<Service, ServeError> {
    let mut service = {
        let tx = store.read()?;
        Service::open(&*tx)?
    };
    if !signon::founded(store)? {
        match options.seed.take() {
            Some(seed) => seed(store)?,
            None => signon::found(
                &mut service,
                store,
                &peer::account_of(rustix::process::getuid().as_raw()),
                now,
            )?,
        }
        let tx = store.read()?;
        service.refresh(&*tx)?;
    }
    Ok(service)
}
