//! Screens: keys in, frames out.
