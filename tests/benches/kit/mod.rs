//! What every table of figures needs: arguments, clocks, the table itself, the machine it ran on.

pub mod args;
pub mod machine;
pub mod measure;
pub mod session;
pub mod table;
