//! The socket: its folder and modes, and taking its place without ever pulling it from under another server.

use std::fs::{self, DirBuilder};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};
use std::os::unix::net::UnixListener;
use std::path::Path;

use crate::config::paths::Paths;

/// The socket's name until it is ready; no longer than its own, so that both fit the kernel's field.
const NEW: &str = "new";

/// Binds the socket; the caller holds the lock of the data folder, so a file there is stale.
///
/// A shared office has its folder made by the service manager (0710, the staff's group) and its
/// socket 0660; a single user's folder is 0700 and its socket 0600.
pub fn bind(paths: &Paths) -> io::Result<UnixListener> {
    let shared = paths.is_shared();
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
    let group = check_folder(&paths.runtime, shared)?;
    let new = paths.runtime.join(NEW);
    remove(&new)?;
    let listener = UnixListener::bind(&new)?;
    listener.set_nonblocking(true)?;
    if shared {
        // The folder's group may connect, whatever group the service itself runs with.
        std::os::unix::fs::chown(&new, None, Some(group))?;
    }
    let mode = if shared { 0o660 } else { 0o600 };
    fs::set_permissions(&new, fs::Permissions::from_mode(mode))?;
    fs::rename(&new, &paths.socket)?;
    Ok(listener)
}

/// Refuses a folder that is a link, another account's, or open to more people than it may be: to
/// nobody else, or in a shared office to the group's passing through. Returns its group.
fn check_folder(folder: &Path, shared: bool) -> io::Result<u32> {
    let about = fs::symlink_metadata(folder)?;
    let ours = rustix::process::geteuid().as_raw();
    let closed = if shared { 0o027 } else { 0o077 };
    if !about.is_dir() || about.uid() != ours || about.mode() & closed != 0 {
        return Err(io::Error::new(
            io::ErrorKind::PermissionDenied,
            "the folder of the socket must be of this account and closed to others",
        ));
    }
    Ok(about.gid())
}

/// Removes a file that may not be there.
pub fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
