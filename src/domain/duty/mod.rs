//! Recurring duties (duties.md part 4): what is due when, whose it is, what fulfils it.

mod declaration;
mod period;
mod read;
mod record;
mod shipped;

pub use declaration::{By, Duty, Owner};
pub use period::{At, Due, Every, Period, Shift, Terms, Timing};
pub use read::{File, Known, across, read};
pub use record::{Did, DutyDone, key, keys_of};
pub use shipped::SHIPPED;
