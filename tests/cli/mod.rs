//! The command line, against a link that is made up and against files.

mod audit_file;
pub mod desk;
mod files;
mod lists;
mod manual;
mod reports;
mod saying;
mod usage;
