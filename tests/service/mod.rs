//! The service on a small estate in memory: commands and questions.

mod approvals;
mod complaints;
mod contacts;
mod desk;
mod details;
mod dunning;
mod estate;
mod follow_ups;
mod money;
mod money_model;
mod panes;
mod tickets;
mod tickets_model;
