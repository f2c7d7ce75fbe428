//! The two ends of the terminal: frames to bytes, bytes to keys.

mod emitter;
mod input;
mod pastes;
mod program;
mod session;
