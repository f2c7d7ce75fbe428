//! What the disk and the power can do to the data, and what must be left of it.

pub mod campaign;
mod copies;
mod day;
pub mod disk;
mod faults;
mod flips;
mod power;
pub mod sample;
mod scrub;
mod verify;
mod waiting;
pub mod workload;
mod wrong_things;
