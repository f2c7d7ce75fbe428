//! Use-cases: the one way to change data, the one way to ask for it.

pub mod answer;
pub mod approval;
pub mod args;
pub mod audit;
pub mod books;
pub mod clock;
pub mod clock_doubt;
pub mod command;
pub mod commands;
pub mod deadlines;
pub mod draft;
pub mod estate;
pub mod execute;
pub mod halt;
pub mod head_start;
pub mod loading;
pub mod lookup;
pub mod office;
pub mod pins;
pub mod queries;
pub mod query;
pub mod requests;
pub mod search;
pub mod seed;
pub mod settings;
pub mod subject;
pub mod undo;
pub mod view;
pub mod whom;
pub mod work;
pub mod workers;

pub use answer::{Answer, Done};
pub use command::Command;
pub use execute::{Job, Service};
pub use office::Office;
pub use subject::Subject;
