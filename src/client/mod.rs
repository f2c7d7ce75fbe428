//! The terminal's end of the socket.

pub mod autostart;
pub mod link;
pub mod socket_link;

pub use link::{Link, LinkError, Wake};
