//! Filling a new data folder before its server starts: the demo.

use crate::config::paths::Paths;
use crate::domain::calendar::Instant;
use crate::server::folder::{self, Lock};
use crate::server::signon;
use crate::server::start::ServeError;
use crate::service::seed::demo::{self, Demo};
use crate::storage::redb::{Options, RedbStore};

/// Makes the demo's office in an empty data folder, relative to `now`.
pub fn demo(paths: &Paths, now: Instant, seed: u64) -> Result<(), ServeError> {
    folder::prepare(&paths.data)?;
    let _lock = Lock::take(paths)?;
    let store = RedbStore::create(&paths.database, &Options::default(), now.ms() / 1000)?;
    let account = super::peer::account_of(rustix::process::getuid().as_raw());
    let pepper = signon::pepper(&paths.data)?;
    let demo = Demo {
        now,
        seed,
        account: &account,
        pepper: Some(&pepper),
    };
    demo::build(&store, &demo).map_err(|fault| ServeError::Io {
        file: paths.database.display().to_string(),
        detail: fault.to_string(),
    })?;
    store.close()?;
    Ok(())
}
