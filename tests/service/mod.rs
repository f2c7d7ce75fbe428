//! Questions and commands against a store in memory.

mod details;
mod dunning;
mod estate;
mod money;
mod money_model;
mod panes;
mod spine;
