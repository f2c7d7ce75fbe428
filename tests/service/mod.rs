//! Questions and commands against a store in memory.

mod details;
mod estate;
mod panes;
