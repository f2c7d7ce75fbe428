//! What several tests need.

pub mod alone;
pub mod campaign;
pub mod counter;
pub mod glass;
pub mod passing;
pub mod pty;
pub mod said;
pub mod screen;
pub mod watched;
pub mod world;
