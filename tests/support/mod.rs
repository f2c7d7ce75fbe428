//! What several tests need.

pub mod counter;
pub mod pty;
pub mod world;
