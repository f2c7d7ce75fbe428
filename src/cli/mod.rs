//! The command line: composes everything, decides nothing.

pub mod act;
pub mod args;
pub mod attach;
pub mod audit;
pub mod backup;
pub mod chain;
pub mod columns;
pub mod doctor;
pub mod export;
pub mod fault;
pub mod grid;
pub mod help;
pub mod hex;
pub mod import;
pub mod json;
pub mod keys;
pub mod list;
pub mod manual;
pub mod outfile;
pub mod print;
pub mod progress;
pub mod reach;
pub mod secrets;
pub mod serve;
pub mod show;
pub mod small_file;
pub mod spoken;
pub mod start;
pub mod status;
pub mod table;
pub mod talk;
pub mod usage;
pub mod verify;
pub mod world;

pub use start::main;
