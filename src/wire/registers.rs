//! What a terminal may know of the declared registers, to make boards, menus and forms of them.

pub use crate::domain::register::{Fault, FieldKind, Label, Place, Register};
pub use crate::service::registers::{ADD, REVEAL, Said, check, install, words};

/// The register called `name`.
pub fn named(name: &str) -> Option<&'static Register> {
    crate::service::registers::set()
        .named(name)
        .map(|one| one.register)
}

/// What tells the office's own registers known here from others.
pub fn mark() -> u32 {
    crate::service::registers::set().mark()
}
