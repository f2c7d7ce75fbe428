//! Files, folders and modes: what is refused, what is closed to others (REL S7, H23 to H25).

use std::fs::{self, Permissions};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};
use std::path::Path;
use std::time::Duration;

use frontdesk::client::autostart::{self, ConnectError, Starter};
use frontdesk::config::paths::SOCKET_PATH_LIMIT;
use frontdesk::server::ServeError;
use frontdesk::wire::{Ask, Body};

use super::acts::phrase;
use super::child::{Process, places};
use crate::support::counter::{Counter, Desk, paths};

fn mode(path: &Path) -> u32 {
    fs::symlink_metadata(path).unwrap().mode() & 0o777
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

#[test]
fn everything_is_closed_to_others() {
    let counter = Counter::open();
    let paths = &counter.paths;
    assert_eq!(mode(&paths.data), 0o700);
    assert_eq!(mode(&paths.socket), 0o600);
    assert_eq!(mode(&paths.database), 0o600);
    assert_eq!(mode(&paths.lock), 0o600);
    assert_eq!(mode(&paths.data.join("pepper")), 0o400);
}

/// Everything below a folder, itself too.
fn below(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut found = vec![folder.to_owned()];
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(below(&path));
        } else {
            found.push(path);
        }
    }
    found
}

/// A shell that hands on no restriction at all: what is closed is closed by the server (REL H25).
#[test]
fn everything_is_closed_to_others_whatever_the_shell_allows() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    let open = ["sh", "-c", "umask 000; exec \"$0\" \"$@\""];
    let mut server = Process::serve_under(&open, &data);
    server.wait_ready();
    Desk::at(&places(&data)).done(&phrase("照常"));
    server.signal(rustix::process::Signal::TERM);
    assert_eq!(server.ended(), Some(0));
    // With the day's backup, the log and whatever else it made.
    let runtime = places(&data).runtime;
    let made: Vec<_> = below(&data).into_iter().chain(below(&runtime)).collect();
    assert!(made.len() > 5, "{made:?}");
    for path in made {
        assert_eq!(mode(&path) & 0o077, 0, "{}", path.display());
    }
}

/// A folder that is only a name for another is no place of one's own, whoever it belongs to.
#[test]
fn a_server_does_not_listen_in_a_folder_that_is_a_link_or_open_to_others() {
    let mut counter = Counter::open();
    counter.stop();
    let honest = counter.paths.clone();
    let link = counter.home().join("link");
    symlink(&honest.runtime, &link).unwrap();
    let open = counter.home().join("open");
    fs::create_dir(&open).unwrap();
    set_mode(&open, 0o770);
    for folder in [link, open] {
        counter.paths.runtime.clone_from(&folder);
        counter.paths.socket = folder.join("socket");
        let refused = counter.start_with(|_| {});
        assert!(matches!(refused, Err(ServeError::Io { .. })), "{refused:?}");
        assert!(!counter.paths.socket.exists());
    }
    // A link where the socket is to be is replaced, and what it points to left alone.
    counter.paths = honest;
    let elsewhere = counter.home().join("elsewhere");
    fs::write(&elsewhere, "mine").unwrap();
    symlink(&elsewhere, &counter.paths.socket).unwrap();
    counter.start();
    counter.desk().done(&phrase("照常"));
    assert_eq!(fs::read(&elsewhere).unwrap(), b"mine");
}

#[test]
fn a_data_folder_open_to_others_is_refused_and_nothing_is_made_in_it() {
    let mut counter = Counter::closed();
    fs::create_dir(&counter.paths.data).unwrap();
    for open in [0o750, 0o705, 0o777, 0o701] {
        set_mode(&counter.paths.data, open);
        let refused = counter.start_with(|_| {});
        assert!(
            matches!(refused, Err(ServeError::Open { .. })),
            "{refused:?}"
        );
        assert_eq!(fs::read_dir(&counter.paths.data).unwrap().count(), 0);
    }
    set_mode(&counter.paths.data, 0o700);
    counter.start();
}

#[test]
fn a_file_where_the_data_folder_should_be_is_refused() {
    let mut counter = Counter::closed();
    fs::write(&counter.paths.data, "").unwrap();
    let refused = counter.start_with(|_| {});
    assert!(matches!(refused, Err(ServeError::Io { .. })), "{refused:?}");
}

#[test]
fn a_second_server_is_refused_and_the_first_goes_on() {
    let counter = Counter::open();
    let mut second = Counter::closed();
    second.paths = counter.paths.clone();
    let refused = second.start_with(|_| {});
    assert!(
        matches!(refused, Err(ServeError::Held { .. })),
        "{refused:?}"
    );
    counter.desk().done(&phrase("照常"));
}

#[test]
fn what_a_dead_server_left_is_taken_over() {
    let mut counter = Counter::open();
    counter.stop();
    let paths = counter.paths.clone();
    // A socket nobody listens on, one half made, a file in its place.
    drop(std::os::unix::net::UnixListener::bind(&paths.socket).unwrap());
    drop(std::os::unix::net::UnixListener::bind(paths.runtime.join("new")).unwrap());
    counter.start();
    counter.desk().done(&phrase("照常"));
    counter.stop();
    fs::write(&paths.socket, "").unwrap();
    counter.start();
    counter.desk().done(&phrase("还是照常"));
}

#[test]
fn a_socket_path_of_the_last_length_the_kernel_takes_works() {
    let mut counter = Counter::closed();
    let spare = SOCKET_PATH_LIMIT
        - counter.home().as_os_str().as_bytes().len()
        - "/".len()
        - "/socket".len();
    counter.paths = paths(&counter.home().join("x".repeat(spare)));
    assert_eq!(counter.paths.socket.as_os_str().len(), SOCKET_PATH_LIMIT);
    counter.start();
    counter.desk().done(&phrase("照常"));
}

#[test]
fn a_damaged_pepper_is_refused_not_replaced() {
    let mut counter = Counter::open();
    counter.stop();
    let pepper = counter.paths.data.join("pepper");
    fs::remove_file(&pepper).unwrap();
    fs::write(&pepper, "short").unwrap();
    let refused = counter.start_with(|_| {});
    assert!(matches!(refused, Err(ServeError::Io { .. })), "{refused:?}");
    assert_eq!(fs::read(&pepper).unwrap(), b"short");
}

#[test]
fn a_server_nobody_uses_ends_and_one_in_use_does_not() {
    let mut counter = Counter::closed();
    counter
        .start_with(|options| {
            options.ends_when_unused = true;
            options.unused_after = Duration::from_millis(300);
        })
        .unwrap();
    let mut desk = counter.desk();
    let began = std::time::Instant::now();
    while began.elapsed() < Duration::from_millis(700) {
        assert!(matches!(desk.request(Ask::Status).1, Body::Status(_)));
    }
    drop(desk);
    assert_eq!(counter.ended().unwrap(), 0);
}

#[test]
fn a_terminal_does_not_speak_to_a_socket_in_an_unsafe_folder() {
    let counter = Counter::open();
    let connect = |paths: &_| autostart::connect(paths, Box::new(|| {}), None).map(drop);
    connect(&counter.paths).unwrap();
    for open in [0o702, 0o707, 0o720, 0o777] {
        set_mode(&counter.paths.runtime, open);
        let refused = connect(&counter.paths);
        assert!(
            matches!(refused, Err(ConnectError::Unsafe { .. })),
            "{refused:?}"
        );
    }
    set_mode(&counter.paths.runtime, 0o700);
    let mut elsewhere = counter.paths.clone();
    elsewhere.runtime = counter.home().join("link");
    elsewhere.socket = elsewhere.runtime.join("socket");
    symlink(&counter.paths.runtime, &elsewhere.runtime).unwrap();
    let refused = connect(&elsewhere);
    assert!(
        matches!(refused, Err(ConnectError::Unsafe { .. })),
        "{refused:?}"
    );
}

/// Somebody else's folder with a socket in it: neither served from nor spoken to (REL H23).
#[test]
fn a_folder_of_another_account_is_neither_served_from_nor_spoken_to() {
    if !rustix::process::geteuid().is_root() {
        eprintln!("SKIPPED: only root can give a folder away");
        return;
    }
    let mut counter = Counter::open();
    counter.stop();
    let squatted = counter.home().join("squatted");
    fs::create_dir(&squatted).unwrap();
    set_mode(&squatted, 0o700);
    chown(&squatted, Some(4711), Some(4711)).unwrap();
    let honest = counter.paths.clone();
    counter.paths.runtime.clone_from(&squatted);
    counter.paths.socket = squatted.join("socket");
    let refused = counter.start_with(|_| {});
    assert!(matches!(refused, Err(ServeError::Io { .. })), "{refused:?}");
    let _squatter = std::os::unix::net::UnixListener::bind(&counter.paths.socket).unwrap();
    let refused = autostart::connect(&counter.paths, Box::new(|| {}), None).map(drop);
    assert!(
        matches!(refused, Err(ConnectError::Unsafe { .. })),
        "{refused:?}"
    );

    counter.paths = honest;
    chown(&counter.paths.data, Some(4711), Some(4711)).unwrap();
    let refused = counter.start_with(|_| {});
    assert!(
        matches!(refused, Err(ServeError::NotOurs { .. })),
        "{refused:?}"
    );
}

/// In a shared office's folder only the service may listen: whoever else does is not told a word (REL H23).
#[test]
fn a_server_of_another_account_than_its_folder_is_not_spoken_to() {
    if !rustix::process::geteuid().is_root() {
        eprintln!("SKIPPED: only root can give a folder away");
        return;
    }
    let mut counter = Counter::closed();
    let runtime = format!("/run/frontdesk/fdi{}", std::process::id());
    counter.paths.runtime = runtime.into();
    counter.paths.socket = counter.paths.runtime.join("socket");
    let runtime = &counter.paths.runtime;
    fs::create_dir_all(runtime).unwrap();
    set_mode(runtime, 0o710);
    let connect = |service| {
        chown(runtime, Some(service), None).unwrap();
        autostart::connect(&counter.paths, Box::new(|| {}), None).map(drop)
    };
    let impostor = std::os::unix::net::UnixListener::bind(&counter.paths.socket).unwrap();
    let refused = connect(4711);
    drop(impostor);
    let nobody = connect(4711);
    fs::remove_dir_all(runtime).unwrap();
    // Only if nobody else is there.
    drop(fs::remove_dir(runtime.parent().unwrap()));
    assert!(
        matches!(refused, Err(ConnectError::Impostor { .. })),
        "{refused:?}"
    );
    assert!(
        matches!(nobody, Err(ConnectError::NotStarted { .. })),
        "{nobody:?}"
    );
}

#[test]
fn the_service_of_a_shared_office_does_not_run_as_root() {
    if !rustix::process::geteuid().is_root() {
        eprintln!("SKIPPED: not root");
        return;
    }
    let mut counter = Counter::closed();
    counter.paths.runtime = "/run/frontdesk/trial".into();
    let refused = counter.start_with(|_| {});
    assert!(matches!(refused, Err(ServeError::Root)), "{refused:?}");
    assert!(!counter.paths.data.exists());
}

#[test]
fn a_server_that_cannot_start_is_told_with_its_last_words() {
    let counter = Counter::closed();
    let mut slow = || {};
    let starter = Starter {
        // A program that does not know our arguments, says so and ends.
        program: Path::new("/bin/ls"),
        slow: &mut slow,
    };
    let refused = autostart::connect(&counter.paths, Box::new(|| {}), Some(starter)).map(drop);
    let Err(ConnectError::NotStarted { said }) = refused else {
        panic!("{refused:?}")
    };
    assert!(said.contains("--data"), "{said}");
    let refused = autostart::connect(&counter.paths, Box::new(|| {}), None).map(drop);
    assert!(matches!(refused, Err(ConnectError::NotStarted { said }) if said.is_empty()));
}
