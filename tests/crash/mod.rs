//! What the disk and the power can do to the data, and what must be left of it.

pub mod campaign;
mod copies;
pub mod disk;
mod faults;
mod flips;
mod power;
pub mod sample;
mod verify;
mod waiting;
pub mod workload;
mod wrong_things;
