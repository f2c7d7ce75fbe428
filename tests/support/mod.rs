//! What several tests need.

pub mod pty;
pub mod screen;
pub mod world;
