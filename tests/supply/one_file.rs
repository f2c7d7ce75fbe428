//! The program that `cargo static` makes needs nothing of the machine it runs on.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Where it lies; `FRONTDESK_STATIC` names another place.
fn made() -> PathBuf {
    if let Some(path) = std::env::var_os("FRONTDESK_STATIC") {
        return path.into();
    }
    let own = Path::new(env!("CARGO_BIN_EXE_frontdesk"));
    let target = own.ancestors().nth(2).unwrap();
    target.join("x86_64-unknown-linux-gnu/release/frontdesk")
}

/// Bytes it may take: what it takes today, and a little.
const MOST: u64 = 15 << 20;

fn number(bytes: &[u8], at: usize, size: usize) -> usize {
    let mut whole = [0; 8];
    whole[..size].copy_from_slice(&bytes[at..at + size]);
    usize::from_le_bytes(whole)
}

/// What an ELF program asks the system for before it runs: a loader, and libraries.
fn needs(program: &[u8]) -> (usize, usize) {
    assert_eq!(program[..5], *b"\x7fELF\x02", "a program of 64 bits");
    let (table, size, count) = (
        number(program, 32, 8),
        number(program, 54, 2),
        number(program, 56, 2),
    );
    let (mut loaders, mut libraries) = (0, 0);
    for part in 0..count {
        let head = table + part * size;
        let (from, length) = (number(program, head + 8, 8), number(program, head + 32, 8));
        match number(program, head, 4) {
            3 => loaders += 1,
            // Entries of two words; the tag 1 names a library.
            2 => {
                let entries = (from..from + length).step_by(16);
                libraries += entries.filter(|at| number(program, *at, 8) == 1).count();
            }
            _ => {}
        }
    }
    (loaders, libraries)
}

#[test]
fn one_file_is_the_whole_program() {
    let path = made();
    let Ok(program) = std::fs::read(&path) else {
        eprintln!(
            "SKIPPED: there is no {}; `cargo static` makes it",
            path.display()
        );
        return;
    };
    assert_eq!(needs(&program), (0, 0), "it wants a loader or a library");
    assert!(program.len() as u64 <= MOST, "{} bytes", program.len());
    let version = Command::new(&path).arg("--version").env_clear().output();
    let version = version.unwrap();
    let said = String::from_utf8_lossy(&version.stdout).into_owned();
    assert_eq!(said, format!("frontdesk {}\n", env!("CARGO_PKG_VERSION")));
}

/// Else the test above could not fail.
#[test]
fn what_a_program_needs_is_seen() {
    let usual = std::fs::read(env!("CARGO_BIN_EXE_frontdesk")).unwrap();
    let (loaders, libraries) = needs(&usual);
    if cfg!(target_feature = "crt-static") {
        assert_eq!((loaders, libraries), (0, 0));
    } else {
        assert!(loaders == 1 && libraries > 0, "{loaders} {libraries}");
    }
}
