//! The terminal's end of the socket.

pub mod link;

pub use link::{Link, LinkError};
