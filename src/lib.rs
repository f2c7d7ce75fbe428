//! The floors of the house, top to bottom; who may import whom is held by `tests/floors.rs`.

pub mod cli;
pub mod client;
pub mod config;
pub mod domain;
pub mod exchange;
pub mod locale;
pub mod registers;
pub mod reports;
pub mod server;
pub mod service;
pub mod storage;
pub mod terminal;
pub mod tui;
pub mod wire;
