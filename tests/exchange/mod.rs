//! Files in and out: what offices bring, what attackers bring, what we write.

mod bombs;
mod each_fault;
mod encodings;
mod fixtures;
mod never_panics;
mod out;
mod paid;
mod quirks;
mod real;
