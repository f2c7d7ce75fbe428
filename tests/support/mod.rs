//! What several tests need.

pub mod counter;
pub mod pty;
pub mod screen;
pub mod world;
