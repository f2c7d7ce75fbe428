//! The calendar of duties: periods and due days by hand and against a second implementation, what fulfils a duty, the
//! screen.

mod by_hand;
mod chosen;
mod day_by_day;
mod fulfilled;
mod on_screen;
mod shipped;
mod ticked;
