//! The service on a small estate in memory: commands and questions.
//! The service on a small estate in memory.
//! Questions and commands against a store in memory.

mod approvals;
mod complaints;
mod contacts;
mod desk;
mod details;
mod dunning;
mod estate;
mod follow_ups;
mod loading;
mod money;
mod money_model;
mod office;
mod panes;
mod tickets;
mod tickets_model;
mod people;
mod spine;
mod staff;
