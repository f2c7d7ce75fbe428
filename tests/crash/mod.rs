//! What the disk and the power can do to the data, and what must be left of it.

pub mod sample;
