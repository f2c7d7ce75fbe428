//! Days, months, instants, working time, and the words people use for them.

mod day;
mod instant;
mod month;
mod when;
mod working;

pub use day::Day;
pub use instant::{Instant, Local, Zone};
pub use month::Month;
pub use when::{When, Window, parse_when};
pub use working::{Calendar, CalendarFault, DayKind, hours_of, hours_text, week_of, week_text};

/// Milliseconds in a minute.
pub const MINUTE_MS: i64 = 60_000;
/// Minutes in a day.
pub const DAY_MINUTES: u16 = 1440;
/// Milliseconds in a day.
pub const DAY_MS: i64 = 86_400_000;
