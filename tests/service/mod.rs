//! Questions and commands against a store in memory.
//! The service on a small estate in memory.

mod approvals;
mod books;
mod charges;
mod complaints;
mod contacts;
mod demo;
mod desk;
mod details;
mod dunning;
mod estate;
mod follow_ups;
mod intake_query;
mod lists;
mod loading;
mod money;
mod money_model;
mod office;
mod panes;
mod people;
mod permissions;
mod repair_states;
mod spine;
mod staff;
mod ticket_deadlines;
mod tickets;
mod tickets_model;
mod waking;
