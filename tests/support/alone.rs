//! Tests that put declarations of their own in force: these live until the process ends, so each has one to itself.

use std::process::Command;

/// Set where a test has its process to itself.
const ALONE: &str = "FRONTDESK_TEST_ALONE";

/// Runs the test this stands in alone in a process of its own, unless it is in one.
macro_rules! alone {
    () => {
        fn here() {}
        if $crate::support::alone::elsewhere(std::any::type_name_of_val(&here)) {
            return;
        }
    };
}

pub(crate) use alone;

/// Whether the test was run in another process, where it must have passed. `here` is a function within it.
#[track_caller]
pub fn elsewhere(here: &str) -> bool {
    // What runs each test in a process sets the first.
    if ["NEXTEST", ALONE]
        .iter()
        .any(|name| std::env::var_os(name).is_some())
    {
        return false;
    }
    let path = here.trim_end_matches("::here");
    let (_, test) = path.split_once("::").unwrap();
    let ran = Command::new(std::env::current_exe().unwrap())
        .args([test, "--exact"])
        .env(ALONE, "1")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&ran.stdout);
    assert!(ran.status.success(), "{said}");
    assert!(said.contains("1 passed"), "{test}: {said}");
    true
}
