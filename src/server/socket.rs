//! The socket: its folder and modes, and taking its place without ever pulling it from under another server.

use std::fs::{self, DirBuilder};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};
use std::os::unix::net::UnixListener;
use std::path::Path;

use crate::config::paths::Paths;

/// Binds the socket; the caller holds the lock of the data folder, so a file there is stale.
///
/// A shared office has its folder made by the service manager (0710, the staff's group) and its
/// socket 0660; a single user's folder is 0700 and its socket 0600.
pub fn bind(paths: &Paths) -> io::Result<UnixListener> {
    let shared = is_shared(&paths.runtime);
    if !paths.runtime.exists() {
        if let Some(parent) = paths.runtime.parent() {
            DirBuilder::new()
                .recursive(true)
                .mode(0o700)
                .create(parent)?;
        }
        DirBuilder::new()
            .mode(if shared { 0o710 } else { 0o700 })
            .create(&paths.runtime)?;
    }
    check_folder(&paths.runtime)?;
    let temporary = paths
        .socket
        .with_extension(format!("{}", std::process::id()));
    remove(&temporary)?;
    let listener = UnixListener::bind(&temporary)?;
    let mode = if shared { 0o660 } else { 0o600 };
    fs::set_permissions(&temporary, fs::Permissions::from_mode(mode))?;
    fs::rename(&temporary, &paths.socket)?;
    Ok(listener)
}

/// Whether a folder is one of a shared office.
pub fn is_shared(runtime: &Path) -> bool {
    runtime.starts_with("/run/frontdesk")
}

/// Refuses a folder that is a link, another account's, or open to everybody.
pub fn check_folder(folder: &Path) -> io::Result<()> {
    let about = fs::symlink_metadata(folder)?;
    let ours = rustix::process::geteuid().as_raw();
    if !about.is_dir() || about.uid() != ours || about.mode() & 0o007 != 0 {
        return Err(io::Error::new(
            io::ErrorKind::PermissionDenied,
            format!(
                "{}: must be a folder of this account, closed to others",
                folder.display()
            ),
        ));
    }
    Ok(())
}

/// Removes a file that may not be there.
pub fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
