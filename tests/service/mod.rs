//! The service on a small estate in memory.

mod books;
mod charges;
mod dunning;
mod money;
mod money_model;
