//! The two ends of the terminal: frames to bytes, bytes to keys.

mod emitter;
mod input;
mod program;
mod session;
