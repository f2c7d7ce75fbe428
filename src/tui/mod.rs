//! Screens: keys in, frames out.

pub mod text;
pub mod keymap;
