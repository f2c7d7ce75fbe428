//! The service on a small estate in memory.

mod dunning;
mod money;
mod money_model;
