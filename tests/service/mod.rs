//! The service on a small estate in memory.

mod books;
mod charges;
mod details;
mod dunning;
mod estate;
mod loading;
mod money;
mod money_model;
mod office;
mod panes;
mod people;
mod spine;
mod staff;
