//! The only integration-test binary: lists its modules.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot go on should stop loudly"
)]

mod cli;
mod counts;
mod crash;
mod data_files;
mod domain;
mod duties;
mod duty_calendar;
mod edges;
mod exchange;
mod floors;
mod fuzz;
mod hostile;
mod ledger;
mod likeness;
mod locale;
mod morning;
mod readme;
mod registers;
mod screens;
mod service;
mod shared_server;
mod store_contract;
mod supply;
mod support;
mod terminal;
mod upgrades;
mod whole_program;
mod wire;
