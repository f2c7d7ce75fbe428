//! Files in and out: what offices bring, what attackers bring, what we write.

mod bombs;
pub mod complaints;
mod converted;
mod each_fault;
mod encodings;
pub mod fixtures;
mod never_panics;
mod out;
mod paid;
mod quirks;
mod readings;
mod real;
mod report_out;
