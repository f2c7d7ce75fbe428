//! Questions and commands against a store in memory.

mod books;
mod charges;
mod details;
mod dunning;
mod estate;
mod intake_query;
mod lists;
mod loading;
mod money;
mod money_model;
mod office;
mod panes;
mod people;
mod spine;
mod staff;
