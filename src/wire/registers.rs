//! What a terminal may know of the declared registers, to make boards, menus and forms of them.

pub use crate::domain::register::{Fault, FieldKind, Label, Place, Register};
pub use crate::service::registers::{ADD, REVEAL, Said, check};

use crate::service::{duties, registers};

/// Puts the office's own registers and duties in force in this process, as the server told them.
pub fn install(files: &[(String, String)]) {
    let (own, others) = duties::apart(files);
    registers::install(&others);
    duties::install(&own);
}

/// Every word of every register and duty: its key, what it says.
pub fn words() -> Vec<(String, Said)> {
    let mut words = registers::words();
    words.extend(duties::words());
    words
}

/// The register called `name`.
pub fn named(name: &str) -> Option<&'static Register> {
    crate::service::registers::set()
        .named(name)
        .map(|one| one.register)
}

/// What tells the office's own registers and duties known here from others.
pub fn mark() -> u32 {
    duties::mark()
}
