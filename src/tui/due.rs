//! What a row says of its deadline, made when it is drawn: nothing late is ever stored.

use crate::domain::calendar::{Instant, MINUTE_MS};
use crate::locale::{Arg, time};
use crate::tui::clock::Clock;
use crate::tui::kit::Kit;
use crate::tui::say;
use crate::tui::theme::Tone;

/// Minutes from which on a deadline is told as what is left of it.
const COUNT_DOWN: i64 = 60;
/// Minutes from which on lateness is told in days.
const IN_DAYS: i64 = 24 * 60;

/// Returns the whole minutes until `due`; below zero when it is past.
fn minutes(clock: &Clock, due: Instant) -> i64 {
    due.since(clock.minute()).div_euclid(MINUTE_MS)
}

/// Whether a deadline is past.
pub fn is_late(clock: &Clock, due: Instant) -> bool {
    clock.is_set() && due < clock.minute()
}

/// Returns a deadline and how it is meant: 超时 1:52, 还剩 0:28, 今天 18:30, 明天 10:00, 11-23.
pub fn deadline(kit: &Kit, clock: &Clock, due: Instant) -> (String, Tone) {
    let left = minutes(clock, due);
    if left < -IN_DAYS {
        return (time::overdue(&kit.words, -left), Tone::Late);
    }
    if left < 0 {
        return (time::deadline(&kit.words, left), Tone::Late);
    }
    if left < COUNT_DOWN {
        return (time::deadline(&kit.words, left), Tone::Soon);
    }
    (moment(kit, clock, due), Tone::Plain)
}

/// Returns something overdue in its largest unit, and what is not as a deadline: 逾期 1 天.
pub fn overdue(kit: &Kit, clock: &Clock, due: Instant) -> (String, Tone) {
    let left = minutes(clock, due);
    if left < 0 {
        (time::overdue(&kit.words, -left), Tone::Late)
    } else {
        deadline(kit, clock, due)
    }
}

/// Returns when something sleeping comes back: 11-22 提醒, 15:00 提醒.
pub fn wake(kit: &Kit, clock: &Clock, at: Instant) -> String {
    let day = clock.zone().day_of(at);
    let when = if day == clock.today() {
        say::clock_time(clock, at)
    } else {
        say::day(clock, day)
    };
    kit.words.with("due-wake", &[("when", Arg::Text(&when))])
}

/// Returns when something put off is tried again, as short as can be: 明天, 15:00, 11-26.
pub fn again(kit: &Kit, clock: &Clock, at: Instant) -> String {
    let day = clock.zone().day_of(at);
    match i64::from(day.since(clock.today())) {
        0 => say::clock_time(clock, at),
        ahead => time::near_day(&kit.words, ahead).unwrap_or_else(|| say::day(clock, day)),
    }
}

/// Returns a coming time: today and tomorrow by name and minute, later days by date.
fn moment(kit: &Kit, clock: &Clock, at: Instant) -> String {
    let day = clock.zone().day_of(at);
    match day.since(clock.today()) {
        0 | 1 => say::instant(kit, clock, at),
        _ => say::day(clock, day),
    }
}
