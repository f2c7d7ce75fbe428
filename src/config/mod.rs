//! The user's own settings, the places of files, and what a process does first.

pub mod env;
pub mod fault;
pub mod nearest;
pub mod paths;
pub mod process;
pub mod settings;

pub use env::Environment;
pub use fault::Fault;
pub use paths::{PathFault, Paths};
pub use settings::{KeymapChoice, Known, Settings};
