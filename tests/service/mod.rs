//! The service on a small estate in memory.

mod dunning;
mod money;
mod money_model;
//! Questions and commands against a store in memory.

mod details;
mod estate;
mod panes;
