//! Bytes to and from the screen.

pub mod emitter;
pub mod glyphs;
pub mod grammar;
mod grid;
pub mod input;
pub mod kind;
pub mod pen;
mod scroll;
pub mod width;
