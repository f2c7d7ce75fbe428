//! Starting and stopping the server: lock, database, socket, threads; in that order, and back.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::fs::{FlockOperation, flock};

use crate::config::paths::Paths;
use crate::server::shared::Shared;
use crate::server::{backups, keeper, peer, session, signon, socket, writer};
use crate::service::clock::Clock;
use crate::service::execute::Service;
use crate::service::halt::Halt;
use crate::storage::redb::{Options as StoreOptions, RedbStore};
use crate::storage::{Store, StoreError, files};

/// How a server is started.
pub struct Options {
    pub paths: Paths,
    pub clock: Arc<dyn Clock>,
    /// End by itself when no terminal has been connected for a while.
    pub ends_when_unused: bool,
    /// Written `ready` once terminals can connect, then closed.
    pub ready: Option<Box<dyn Write + Send>>,
    /// Stop on signals; a test's server in a thread does not.
    pub signals: bool,
    /// Done once in a new data folder, before anybody connects: the demo's seed.
    pub seed: Option<Seed>,
    pub store: StoreOptions,
}

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

/// The lock of a data folder; held as long as the value lives.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock, or says that another process has it.
    pub fn take(paths: &Paths) -> Result<Self, ServeError> {
        let file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o600)
            .open(&paths.lock)
            .map_err(|error| ServeError::io(&paths.lock, &error))?;
        match flock(&file, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => Ok(Self { _file: file }),
            Err(rustix::io::Errno::WOULDBLOCK) => Err(ServeError::Held {
                folder: paths.data.display().to_string(),
            }),
            Err(error) => Err(ServeError::io(&paths.lock, &error.into())),
        }
    }
}

/// Serves until told to stop; returns the exit code.
pub fn serve(mut options: Options) -> Result<u8, ServeError> {
    let paths = options.paths.clone();
    if rustix::process::geteuid().is_root() && socket::is_shared(&paths.runtime) {
        return Err(ServeError::Root);
    }
    prepare_folder(&paths.data)?;
    let _lock = Lock::take(&paths)?;
    files::remove_all_unfinished(&paths.data)?;
    backups::clean(&paths.data);
    let now = options.clock.now();
    let store = open(&paths, &options.store, now.ms())?;
    let service = found(&store, &mut options, now)?;
    let listener = socket::bind(&paths).map_err(|error| ServeError::io(&paths.socket, &error))?;
    let (sender, tasks) = writer::queue();
    let (stop_reader, stop_writer) =
        UnixStream::pair().map_err(|error| ServeError::io(&paths.socket, &error))?;
    let signal_writer = stop_writer
        .try_clone()
        .map_err(|error| ServeError::io(&paths.socket, &error))?;
    let store: Arc<RedbStore> = Arc::new(store);
    let shared = Arc::new(Shared::new(
        Arc::<RedbStore>::clone(&store),
        Arc::clone(&options.clock),
        sender,
        service.office().clone(),
        paths.data.clone(),
        rustix::process::geteuid().as_raw(),
        // A full pipe has been written to already, which is all a wake needs.
        Box::new(move || drop((&stop_writer).write(&[1]))),
    ));
    let thread = |error: io::Error| ServeError::io(&paths.data, &error);
    let writing = writer::start(Arc::clone(&shared), service, tasks).map_err(thread)?;
    let keeping = keeper::start(Arc::clone(&shared)).map_err(thread)?;
    if options.ends_when_unused {
        keeper::end_when_unused(Arc::clone(&shared)).map_err(thread)?;
    }
    if options.signals {
        for signal in [
            signal_hook::consts::SIGTERM,
            signal_hook::consts::SIGINT,
            signal_hook::consts::SIGHUP,
        ] {
            let pipe = signal_writer.try_clone().map_err(thread)?;
            signal_hook::low_level::pipe::register(signal, pipe).map_err(thread)?;
        }
    }
    drop(signal_writer);
    tracing::info!(data = %paths.data.display(), "serving");
    if let Some(mut ready) = options.ready.take() {
        // Nobody may be listening any more; that is no reason not to serve.
        drop(ready.write_all(b"ready\n").and_then(|()| ready.flush()));
    }
    accept(&shared, &listener, &stop_reader);
    shared.stop(0);
    shared.hub.close_all("goodbye-stopping");
    shared.hub.wait_empty(Duration::from_secs(2));
    if let Err(error) = socket::remove(&paths.socket) {
        tracing::warn!(%error, "socket left behind");
    }
    let code = shared.code();
    drop(keeping.join());
    end(shared, store, writing, code)
}

/// Ends the writer by closing its queue, then closes the database in order.
fn end(
    shared: Arc<Shared>,
    store: Arc<RedbStore>,
    writing: std::thread::JoinHandle<()>,
    code: u8,
) -> Result<u8, ServeError> {
    shared.close_writer();
    drop(writing.join());
    drop(shared);
    // Sessions that are still ending hold the store a moment longer; the kernel closes it with us.
    if let Some(store) = Arc::into_inner(store)
        && code == 0
    {
        store.close()?;
    }
    tracing::info!(code, "stopped");
    Ok(code)
}

/// Accepts terminals until the server stops.
fn accept(shared: &Arc<Shared>, listener: &std::os::unix::net::UnixListener, stop: &UnixStream) {
    let mut count: u64 = 0;
    while !shared.stopping() {
        let mut fds = [
            PollFd::new(listener, PollFlags::IN),
            PollFd::new(stop, PollFlags::IN),
        ];
        match poll(&mut fds, None) {
            Ok(_) | Err(rustix::io::Errno::INTR) => {}
            Err(error) => {
                tracing::error!(%error, "cannot wait for terminals");
                return;
            }
        }
        let [connecting, stopping] = &fds;
        if !stopping.revents().is_empty() {
            return;
        }
        if connecting.revents().is_empty() {
            continue;
        }
        let Ok((stream, _)) = listener.accept() else {
            continue;
        };
        count += 1;
        let shared = Arc::clone(shared);
        let started = std::thread::Builder::new()
            .name(format!("session-{count}"))
            .stack_size(512 * 1024)
            .spawn(move || session::run(&shared, &stream));
        if let Err(error) = started {
            tracing::error!(%error, "no thread for a terminal");
        }
    }
}

/// Makes the data folder, closed to others, or refuses one that is open to them (REL H25).
fn prepare_folder(data: &Path) -> Result<(), ServeError> {
    if !data.exists() {
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(data)
            .map_err(|error| ServeError::io(data, &error))?;
    }
    let about = fs::metadata(data).map_err(|error| ServeError::io(data, &error))?;
    if !about.is_dir() {
        return Err(ServeError::Io {
            file: data.display().to_string(),
            detail: String::from("not a folder"),
        });
    }
    if about.mode() & 0o077 != 0 {
        return Err(ServeError::Open {
            folder: data.display().to_string(),
        });
    }
    Ok(())
}

/// Opens the database, or makes a new one where there is none.
fn open(paths: &Paths, options: &StoreOptions, now: i64) -> Result<RedbStore, ServeError> {
    match fs::symlink_metadata(&paths.database) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Ok(RedbStore::create(&paths.database, options, now)?)
        }
        _ => Ok(RedbStore::open(&paths.database, options)?),
    }
}

/// Opens the service; a new office gets its seed, or its categories and its first manager.
fn found(
    store: &RedbStore,
    options: &mut Options,
    now: crate::domain::calendar::Instant,
) -> Result<Service, ServeError> {
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
