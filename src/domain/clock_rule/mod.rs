//! Deadlines: a rule, a start, pauses and a calendar make an instant and the reasons for it.

mod limit;
mod rules;

use minicbor::{Decode, Encode};

use crate::domain::calendar::Calendar;
use crate::domain::calendar::Day;
use crate::domain::calendar::DayKind;
use crate::domain::calendar::Instant;
use crate::domain::calendar::Zone;

pub use limit::{Limit, NotALimit, Unit};
pub use rules::{RuleFault, Rules};

/// How long something may take, and who says so.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Rule {
    /// Its name in settings: `repair.dispatch.urgent`.
    #[n(0)]
    pub id: String,
    /// How long.
    #[n(1)]
    pub limit: Limit,
    /// Where the figure comes from: `duties.md D-018`.
    #[n(2)]
    pub source: String,
    /// Whether the office has set another figure than the shipped one.
    #[n(3)]
    pub changed: bool,
}

/// A stretch during which a clock stands; without an end it stands still.
pub type Pause = (Instant, Option<Instant>);

/// One reason for a deadline, in the order in which they are told.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub enum Step {
    /// The rule that applies.
    #[n(0)]
    Rule(#[n(0)] Rule),
    /// The clock started.
    #[n(1)]
    Start(#[n(0)] Instant),
    /// The clock stood, without an end until now.
    #[n(2)]
    Pause(#[n(0)] Instant, #[n(1)] Option<Instant>),
    /// A holiday was skipped.
    #[n(3)]
    Holiday(#[n(0)] Day),
    /// A day of rest of the week was skipped.
    #[n(4)]
    RestDay(#[n(0)] Day),
    /// The holidays of this year have not been entered, so the result may move.
    #[n(5)]
    UnknownYear(#[n(0)] i32),
    /// The result.
    #[n(6)]
    Due(#[n(0)] Instant),
    /// No result while the clock stands; the milliseconds that are left.
    #[n(7)]
    Left(#[n(0)] i64),
}

/// When something is due, and why.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Deadline {
    /// When; while the clock stands, the earliest it could be: as if it went on where it stopped.
    #[n(0)]
    pub due: Instant,
    /// Since when the clock stands, if it does.
    #[n(1)]
    pub standing_since: Option<Instant>,
    /// The reasons.
    #[n(2)]
    pub steps: Vec<Step>,
}

/// Returns the deadline that `rule` gives to what began at `start`.
///
/// Pauses may overlap and come in any order; what lies before `start` or after the result has no effect.
pub fn derive(
    rule: &Rule,
    start: Instant,
    pauses: &[Pause],
    calendar: &Calendar,
    zone: Zone,
) -> Deadline {
    let clock = Clock {
        working: rule.limit.working,
        calendar,
        zone,
    };
    let mut steps = vec![Step::Rule(rule.clone()), Step::Start(start)];
    let mut left = rule.limit.ms(calendar);
    let mut at = start;
    for (from, until) in merged(pauses, start) {
        if clock.after(at, left) <= from {
            break;
        }
        steps.extend(clock.skipped(at, from));
        left -= clock.between(at, from);
        steps.push(Step::Pause(from, until));
        let Some(until) = until else {
            steps.push(Step::Left(left));
            return Deadline {
                due: clock.after(from, left),
                standing_since: Some(from),
                steps,
            };
        };
        at = until;
    }
    let due = clock.after(at, left);
    steps.extend(clock.skipped(at, due));
    steps.push(Step::Due(due));
    Deadline {
        due,
        standing_since: None,
        steps,
    }
}

/// What counts as time.
struct Clock<'a> {
    working: bool,
    calendar: &'a Calendar,
    zone: Zone,
}

impl Clock<'_> {
    /// Returns the instant `ms` of this clock after `at`.
    fn after(&self, at: Instant, ms: i64) -> Instant {
        if self.working {
            self.calendar.add_working_ms(at, ms, self.zone)
        } else {
            at.plus_ms(ms)
        }
    }

    /// Returns the milliseconds of this clock between two instants.
    fn between(&self, from: Instant, to: Instant) -> i64 {
        if self.working {
            self.calendar.working_between(from, to, self.zone)
        } else {
            to.since(from).max(0)
        }
    }

    /// Returns the days without working time between two instants, and the years nothing is known of.
    fn skipped(&self, from: Instant, to: Instant) -> Vec<Step> {
        if !self.working {
            return Vec::new();
        }
        let (first, last) = (self.zone.day_of(from), self.zone.day_of(to));
        let unknown = (first.year()..=last.year())
            .filter(|year| !self.calendar.known_years.contains(year))
            .map(Step::UnknownYear);
        let off = first
            .through(last)
            .filter(|day| !self.calendar.works(*day))
            .map(|day| match self.calendar.days.get(&day) {
                Some(DayKind::Holiday) => Step::Holiday(day),
                _ => Step::RestDay(day),
            });
        off.chain(unknown).collect()
    }
}

/// Returns the pauses after `start` in order and without overlaps.
fn merged(pauses: &[Pause], start: Instant) -> Vec<Pause> {
    let mut sorted: Vec<Pause> = pauses
        .iter()
        .map(|(from, until)| (*(from.max(&start)), *until))
        .filter(|(from, until)| until.is_none_or(|until| until > *from))
        .collect();
    sorted.sort_unstable();
    let mut merged: Vec<Pause> = Vec::with_capacity(sorted.len());
    for (from, until) in sorted {
        match merged.last_mut() {
            Some((_, None)) => {}
            Some((_, Some(end))) if from <= *end => {
                let longer = until.map(|until| until.max(*end));
                if let Some((_, last)) = merged.last_mut() {
                    *last = longer;
                }
            }
            _ => merged.push((from, until)),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(text: &str) -> Instant {
        Instant::parse(&format!("{text}:00+08:00")).unwrap()
    }

    fn rule(limit: &str) -> Rule {
        Rule {
            id: "test".to_owned(),
            limit: limit.parse().unwrap(),
            source: String::new(),
            changed: false,
        }
    }

    /// 2026-10-01 is a holiday; 2026 is known.
    fn calendar() -> Calendar {
        let mut calendar = Calendar::default();
        let holiday = Day::from_ymd(2026, 10, 1).unwrap();
        calendar.days.insert(holiday, DayKind::Holiday);
        calendar.known_years.insert(2026);
        calendar
    }

    fn due(limit: &str, start: &str, pauses: &[Pause]) -> Deadline {
        derive(
            &rule(limit),
            at(start),
            pauses,
            &calendar(),
            Zone::default(),
        )
    }

    #[test]
    fn three_days_are_seventy_two_hours() {
        assert_eq!(
            due("3d", "2026-11-21T14:32", &[]).due,
            at("2026-11-24T14:32")
        );
    }

    #[test]
    fn a_pause_moves_it_by_its_length() {
        let pause = (at("2026-11-21T15:00"), Some(at("2026-11-22T09:00")));
        let deadline = due("24h", "2026-11-21T14:00", &[pause]);
        assert_eq!(deadline.due, at("2026-11-23T08:00"));
        assert_eq!(
            deadline.steps[1..],
            [
                Step::Start(at("2026-11-21T14:00")),
                Step::Pause(pause.0, pause.1),
                Step::Due(at("2026-11-23T08:00"))
            ]
        );
    }

    #[test]
    fn a_standing_clock_says_what_is_left() {
        let open = (at("2026-11-21T15:00"), None);
        let deadline = due("2h", "2026-11-21T14:00", &[open]);
        assert_eq!(deadline.standing_since, Some(open.0));
        assert_eq!(deadline.due, at("2026-11-21T16:00"));
        assert_eq!(deadline.steps.last(), Some(&Step::Left(3_600_000)));
        let late = due("30m", "2026-11-21T14:00", &[open]);
        assert_eq!(
            (late.standing_since, late.due),
            (None, at("2026-11-21T14:30"))
        );
    }

    #[test]
    fn working_hours_tell_the_holidays_skipped() {
        let deadline = due("4wh", "2026-09-30T16:30", &[]);
        assert_eq!(deadline.due, at("2026-10-02T11:30"));
        let holiday = Day::from_ymd(2026, 10, 1).unwrap();
        assert!(deadline.steps.contains(&Step::Holiday(holiday)));
        let weekend = due("4wh", "2026-11-21T10:00", &[]);
        assert_eq!(weekend.due, at("2026-11-23T14:00"));
        let next_year = due("3wd", "2026-12-31T10:00", &[]);
        assert!(next_year.steps.contains(&Step::UnknownYear(2027)));
    }

    #[test]
    fn overlapping_pauses_count_once() {
        let pauses = [
            (at("2026-11-21T16:00"), Some(at("2026-11-21T18:00"))),
            (at("2026-11-21T15:00"), Some(at("2026-11-21T17:00"))),
            (at("2026-11-20T15:00"), Some(at("2026-11-20T17:00"))),
        ];
        assert_eq!(
            due("24h", "2026-11-21T14:00", &pauses).due,
            at("2026-11-22T17:00")
        );
    }

    #[test]
    fn survives_storage() {
        let deadline = due("4wh", "2026-09-30T16:30", &[]);
        let stored = minicbor::to_vec(&deadline).unwrap();
        assert_eq!(minicbor::decode::<Deadline>(&stored).unwrap(), deadline);
    }

    proptest! {
        /// Real time: due = start + limit + the time stood before it.
        #[test]
        fn real_time_adds_up(
            minutes in 1_u32..10_000,
            spans in prop::collection::vec((0_i64..20_000, 1_i64..3_000), 0..6),
        ) {
            let start = at("2026-11-21T14:00");
            let pauses: Vec<Pause> = spans.iter()
                .map(|(from, length)| (start.plus_minutes(*from), Some(start.plus_minutes(from + length))))
                .collect();
            let deadline = derive(&rule(&format!("{minutes}m")), start, &pauses, &calendar(), Zone::default());
            let stood = (0..deadline.due.since(start) / 60_000)
                .filter(|minute| {
                    let now = start.plus_minutes(*minute);
                    pauses.iter().any(|(from, until)| *from <= now && until.is_none_or(|until| now < until))
                })
                .count();
            let ran = deadline.due.since(start) / 60_000 - i64::try_from(stood).unwrap();
            prop_assert_eq!(ran, i64::from(minutes));
        }

        /// Working time: the working time that ran before the result is the limit.
        #[test]
        fn working_time_adds_up(hours in 1_u32..100, from in 0_i64..20_000, length in 1_i64..5_000) {
            let (start, calendar, zone) = (at("2026-09-20T14:00"), calendar(), Zone::default());
            let pause = (start.plus_minutes(from), start.plus_minutes(from + length));
            let deadline = derive(&rule(&format!("{hours}wh")), start, &[(pause.0, Some(pause.1))], &calendar, zone);
            let stood = calendar.working_between(pause.0.min(deadline.due), pause.1.min(deadline.due), zone);
            let ran = calendar.working_between(start, deadline.due, zone) - stood;
            prop_assert_eq!(ran, i64::from(hours) * 3_600_000);
        }
    }
}
