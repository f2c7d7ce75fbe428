//! Periods and due days against a second implementation that walks over the days one by one.

use frontdesk::domain::calendar::{Calendar, Day, DayKind, Zone};
use frontdesk::domain::duty::{At, Every, Shift, Terms, Timing};
use proptest::prelude::*;

use crate::support::campaign::size;

/// The days that are walked over: 1970-01-05, a Monday, to the end of 2030, whole years behind all that is asked for.
fn days() -> impl Iterator<Item = Day> {
    let first: Day = "1970-01-05".parse().unwrap();
    first.through("2030-12-31".parse().unwrap())
}

/// Whether a period begins on a day; `passed` counts the days walked over so far.
fn begins(every: Every, day: Day, passed: i32) -> bool {
    let (_, month, number) = day.ymd();
    match every {
        Every::Day | Every::Workday => true,
        Every::Week => day.weekday() == 1,
        Every::TwoWeeks => passed % 14 == 0,
        Every::Days(count) => passed % i32::from(count) == 0,
        Every::HalfMonth => number == 1 || number == 16,
        Every::Month => number == 1,
        Every::Quarter => number == 1 && [1, 4, 7, 10].contains(&month),
        Every::HalfYear => number == 1 && [1, 7].contains(&month),
        Every::Year => number == 1 && month == 1,
    }
}

/// Every whole period of the days, as its days.
fn periods(timing: &Timing, calendar: &Calendar) -> Vec<Vec<Day>> {
    let mut all: Vec<Vec<Day>> = Vec::new();
    for (passed, day) in (0..).zip(days()) {
        if begins(timing.every, day, passed) {
            all.push(Vec::new());
        }
        if let Some(period) = all.last_mut() {
            period.push(day);
        }
    }
    if timing.every == Every::Workday {
        all.retain(|period| calendar.works(period[0]));
    }
    // The last one may go on behind what is walked over.
    all.pop();
    all
}

fn due(timing: &Timing, calendar: &Calendar, named_day: bool, period: &[Day]) -> Day {
    let end = *period.last().unwrap();
    let fits = |day: &&Day| {
        let number = day.ymd().2;
        let in_last = day.month() == end.month();
        match (timing.day, timing.before) {
            (Some(day), _) => in_last && number <= u32::from(day),
            (None, Some(before)) if named_day => in_last && number <= u32::from(before),
            (None, Some(before)) => in_last && number < u32::from(before),
            (None, None) => true,
        }
    };
    let said = *period.iter().rfind(fits).unwrap();
    let works = |day: &&Day| calendar.works(**day);
    let moved = match timing.shift {
        Shift::Stays => None,
        Shift::Previous => period.iter().filter(|day| **day <= said).rfind(works),
        Shift::Next => period.iter().filter(|day| **day >= said).find(works),
    };
    moved.copied().unwrap_or(said)
}

fn timings() -> impl Strategy<Value = Timing> {
    let every = prop_oneof![
        Just(Every::Day),
        Just(Every::Workday),
        Just(Every::Week),
        Just(Every::TwoWeeks),
        (1_u16..=366).prop_map(Every::Days),
        Just(Every::HalfMonth),
        Just(Every::Quarter),
        Just(Every::HalfYear),
        Just(Every::Year),
        Just(Every::Month),
        Just(Every::Month),
    ];
    let shift = prop_oneof![Just(Shift::Previous), Just(Shift::Next), Just(Shift::Stays)];
    let number = proptest::option::of(1_u8..=31);
    let before = proptest::option::of(2_u8..=31);
    (every, shift, number, before).prop_map(|(every, shift, day, before)| {
        // Only a month has days of the month.
        let month = every == Every::Month;
        Timing {
            every,
            day: day.filter(|_| month),
            before: before.filter(|_| month && day.is_none()),
            at: At::End,
            shift,
        }
    })
}

/// Holidays and worked days of 2024 to 2028.
fn calendars() -> impl Strategy<Value = Calendar> {
    let first: Day = "2024-01-01".parse().unwrap();
    let day = (0..1_700_i32, 0..9_i32, any::<bool>());
    proptest::collection::vec(day, 0..30).prop_map(move |spans| {
        let mut calendar = Calendar::default();
        for (from, long, off) in spans {
            let kind = if off {
                DayKind::Holiday
            } else {
                DayKind::Workday
            };
            let from = first.plus(from);
            for day in from.through(from.plus(long)) {
                calendar.days.insert(day, kind);
            }
        }
        calendar
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(size(40, 200, 2_000)))]
    #[test]
    fn periods_and_due_days_are_what_a_walk_over_the_days_finds(
        timing in timings(),
        calendar in calendars(),
        named_day: bool,
        from in 0..1_600_i32,
        long in 0..400_i32,
        minute in 0..1440_u16,
    ) {
        let zone = Zone::default();
        let terms = Terms { calendar: &calendar, zone, named_day };
        let all = periods(&timing, &calendar);
        let first: Day = "2024-01-01".parse().unwrap();
        let (from, to) = (first.plus(from), first.plus(from + long));
        let wanted: Vec<(Day, Day, Day)> = all
            .iter()
            .filter(|days| days.iter().any(|day| from <= *day && *day <= to))
            .map(|days| (days[0], *days.last().unwrap(), due(&timing, &calendar, named_day, days)))
            .collect();
        let found: Vec<(Day, Day, Day)> = timing
            .periods(from, to, terms)
            .into_iter()
            .map(|period| (period.first, period.last, timing.due(period, terms).day))
            .collect();
        prop_assert_eq!(&found, &wanted);
        // The latest that is due by an instant is the last whose day was over by then.
        let now = zone.at(to, minute);
        let latest = all
            .iter()
            .filter(|days| zone.end_of(due(&timing, &calendar, named_day, days)) <= now)
            .map(|days| days[0])
            .max();
        prop_assert_eq!(timing.latest(now, terms).map(|(period, _)| period.first), latest);
    }
}
