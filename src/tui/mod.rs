//! Screens: keys in, frames out.

pub mod keymap;
pub mod text;
