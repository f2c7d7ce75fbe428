//! What the disk and the power can do to the data, and what must be left of it.

pub mod campaign;
pub mod disk;
mod faults;
mod flips;
mod power;
pub mod sample;
pub mod workload;
