//! Periods and due days worked out by hand.

use frontdesk::domain::calendar::{Calendar, Day, DayKind, Zone};
use frontdesk::domain::duty::{At, Every, Shift, Terms, Timing};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// National day 2026: 1–7 October off, Saturday the 10th worked.
fn october() -> Calendar {
    let mut calendar = Calendar::default();
    for number in 1..=7 {
        calendar
            .days
            .insert(Day::from_ymd(2026, 10, number).unwrap(), DayKind::Holiday);
    }
    calendar.days.insert(day("2026-10-10"), DayKind::Workday);
    calendar
}

fn timing(every: Every) -> Timing {
    Timing {
        every,
        day: None,
        before: None,
        at: At::End,
        shift: Shift::Previous,
    }
}

/// The period around a day, and the day its duty is due: `first last due`.
#[track_caller]
fn comes(timing: Timing, named_day: bool, on: &str, told: &str) {
    let calendar = october();
    let terms = Terms {
        calendar: &calendar,
        zone: Zone::default(),
        named_day,
    };
    let period = timing.period(day(on), terms).unwrap();
    let due = timing.due(period, terms);
    assert_eq!(
        format!("{} {} {}", period.first, period.last, due.day),
        told
    );
    assert_eq!(due.at, Zone::default().end_of(due.day));
}

#[test]
fn a_month_end_is_its_last_working_day() {
    let end = Timing {
        day: Some(31),
        ..timing(Every::Month)
    };
    // A Monday; a Saturday; the 29th of a leap year, a Tuesday.
    comes(end, false, "2026-11-05", "2026-11-01 2026-11-30 2026-11-30");
    comes(end, false, "2026-02-05", "2026-02-01 2026-02-28 2026-02-27");
    comes(end, false, "2028-02-29", "2028-02-01 2028-02-29 2028-02-29");
    let stays = Timing {
        shift: Shift::Stays,
        ..end
    };
    comes(
        stays,
        false,
        "2026-02-05",
        "2026-02-01 2026-02-28 2026-02-28",
    );
}

#[test]
fn before_the_28th_is_the_27th_unless_the_office_includes_it() {
    let before = |day| Timing {
        before: Some(day),
        ..timing(Every::Month)
    };
    comes(
        before(28),
        false,
        "2026-11-05",
        "2026-11-01 2026-11-30 2026-11-27",
    );
    // The 28th is a Saturday, so that it comes to the same.
    comes(
        before(28),
        true,
        "2026-11-05",
        "2026-11-01 2026-11-30 2026-11-27",
    );
    comes(
        before(25),
        true,
        "2026-11-05",
        "2026-11-01 2026-11-30 2026-11-25",
    );
    comes(
        before(25),
        false,
        "2026-11-05",
        "2026-11-01 2026-11-30 2026-11-24",
    );
    // Before the 31st in a month of 28 days is its last day.
    comes(
        before(31),
        false,
        "2027-02-05",
        "2027-02-01 2027-02-28 2027-02-26",
    );
}

#[test]
fn a_holiday_moves_a_due_day_within_its_period_alone() {
    let fifth = Timing {
        day: Some(5),
        ..timing(Every::Month)
    };
    // Nobody works before the 8th: the day stays where it is.
    comes(
        fifth,
        false,
        "2026-10-20",
        "2026-10-01 2026-10-31 2026-10-05",
    );
    let next = Timing {
        shift: Shift::Next,
        ..fifth
    };
    comes(
        next,
        false,
        "2026-10-20",
        "2026-10-01 2026-10-31 2026-10-08",
    );
    // The Saturday that is worked instead is a working day.
    let week = timing(Every::Week);
    comes(
        week,
        false,
        "2026-10-08",
        "2026-10-05 2026-10-11 2026-10-10",
    );
}

#[test]
fn longer_periods_end_where_the_calendar_says() {
    comes(
        timing(Every::HalfMonth),
        false,
        "2027-02-16",
        "2027-02-16 2027-02-28 2027-02-26",
    );
    comes(
        timing(Every::HalfMonth),
        false,
        "2026-12-15",
        "2026-12-01 2026-12-15 2026-12-15",
    );
    // Two weeks run on over New Year.
    comes(
        timing(Every::TwoWeeks),
        false,
        "2027-01-01",
        "2026-12-21 2027-01-03 2027-01-01",
    );
    comes(
        timing(Every::TwoWeeks),
        false,
        "2027-01-04",
        "2027-01-04 2027-01-17 2027-01-15",
    );
    comes(
        timing(Every::Quarter),
        false,
        "2026-11-22",
        "2026-10-01 2026-12-31 2026-12-31",
    );
    comes(
        timing(Every::HalfYear),
        false,
        "2027-01-01",
        "2027-01-01 2027-06-30 2027-06-30",
    );
    comes(
        timing(Every::Year),
        false,
        "2028-02-29",
        "2028-01-01 2028-12-31 2028-12-29",
    );
}

#[test]
fn a_duty_of_working_days_has_no_period_on_a_day_of_rest() {
    let calendar = october();
    let terms = Terms {
        calendar: &calendar,
        zone: Zone::default(),
        named_day: false,
    };
    let daily = Timing {
        at: At::read("open-15").unwrap(),
        ..timing(Every::Workday)
    };
    for (on, worked) in [
        ("2026-10-01", false),
        ("2026-10-08", true),
        ("2026-10-10", true),
        ("2026-10-11", false),
    ] {
        assert_eq!(daily.period(day(on), terms).is_some(), worked, "{on}");
    }
    let thursday = daily.period(day("2026-10-08"), terms).unwrap();
    let due = daily.due(thursday, terms).at;
    assert_eq!(
        Zone::default().print(due),
        Zone::default().print(Zone::default().at(day("2026-10-08"), 8 * 60 + 15))
    );
    // Behind the holidays the latest duty is that of the day before them.
    let morning = Zone::default().at(day("2026-10-08"), 8 * 60);
    let (period, _) = daily.latest(morning, terms).unwrap();
    assert_eq!(period.first, day("2026-09-30"));
}

#[test]
fn what_is_counted_is_spread_over_its_year() {
    let calendar = october();
    let terms = Terms {
        calendar: &calendar,
        zone: Zone::default(),
        named_day: false,
    };
    let year = timing(Every::Year)
        .period(day("2026-11-22"), terms)
        .unwrap();
    for (on, due) in [
        ("2026-01-01", 0),
        ("2026-03-02", 0),
        ("2026-03-03", 1),
        ("2026-11-22", 5),
        ("2026-12-31", 5),
        ("2027-01-01", 6),
    ] {
        assert_eq!(year.pace(6, day(on)), due, "{on}");
    }
}
