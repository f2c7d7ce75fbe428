//! The commands, by what they change; `TABLES` is the one table everything derives from.

mod absence;
mod approval;
mod clock;
mod closing;
mod complaint;
mod contact;
mod dunning;
mod duty;
mod follow_up;
mod ledger;
mod office;
mod people;
mod register;
mod report;
mod shift;
mod staff;
mod ticket;

use crate::service::command::Row;

pub use absence::ABSENT;
pub use contact::SAYING;
pub use people::plate;
pub use ticket::effects::MORNING;
pub use ticket::open::{Wanted, open as open_ticket, summary};
pub use ticket::several;

/// Every command, by file.
pub const TABLES: &[&[Row]] = &[
    contact::ROWS,
    ticket::ROWS,
    complaint::ROWS,
    follow_up::ROWS,
    ledger::ROWS,
    closing::ROWS,
    dunning::ROWS,
    people::ROWS,
    staff::ROWS,
    absence::ROWS,
    shift::ROWS,
    office::ROWS,
    report::ROWS,
    approval::ROWS,
    clock::ROWS,
    duty::ROWS,
    register::ROWS,
];
