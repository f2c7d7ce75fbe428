//! The rules: no I/O, no clock, no sentences.

pub mod safe_text;
