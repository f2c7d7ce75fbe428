//! Bytes to and from the screen.

pub mod charset;
pub mod emitter;
pub mod glyphs;
pub mod grammar;
mod grid;
pub mod input;
pub mod kind;
pub mod modes;
pub mod pace;
pub mod pen;
pub mod probe;
mod scroll;
pub mod signals;
pub mod tty;
pub mod width;
