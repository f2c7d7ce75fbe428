//! The one process that opens the database.

pub mod backups;
pub mod books;
pub mod clock_guard;
pub mod connection;
pub mod detach;
pub mod evidence;
pub mod folder;
pub mod hub;
pub mod keeper;
pub mod outbox;
pub mod own_registers;
mod paper;
pub mod peer;
pub mod restore;
pub mod ringing;
pub mod search;
pub mod seeding;
pub mod session;
pub mod shared;
pub mod signon;
pub mod socket;
pub mod start;
pub mod writer;

pub use start::{Options, ServeError, refuse_root, serve};
