//! Bytes to and from the screen.

pub mod width;
