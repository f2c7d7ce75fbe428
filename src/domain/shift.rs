//! A shift at the desk: whose it is, what hands itself over at its end, and what was acknowledged of that
//! (duties.md D-160 to D-163, D-165).

use crate::domain::calendar::{DAY_MINUTES, Instant, MINUTE_MS, Zone};
use crate::domain::id::{Number, StaffId};
use crate::domain::money::Amount;
use crate::domain::redacted::redacted;

/// Names of the shifts an office may plan: `shift.<name>` is the setting, `choice-shift-<name>` the word.
pub const NAMES: &[&str] = &["early", "late", "night", "day"];

/// A shift as the office plans it: its name, and its minutes of the day; one that ends at or before its beginning
/// ends on the next day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    pub name: &'static str,
    pub from: u16,
    pub to: u16,
}

/// Reads the hours of a shift, `22:00-06:00`, as minutes since midnight; nothing if they are no hours or none.
pub fn span_of(text: &str) -> Option<(u16, u16)> {
    let minute = |text: &str| {
        let (hour, minute) = text.trim().split_once(':')?;
        let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
        (hour <= 24 && minute < 60 && hour * 60 + minute <= DAY_MINUTES)
            .then_some(hour * 60 + minute)
    };
    let (from, to) = text.split_once('-')?;
    let (from, to) = (minute(from)?, minute(to)?);
    (from < DAY_MINUTES && from != to).then_some((from, to))
}

/// Prints what [`span_of`] reads.
pub fn span_text((from, to): (u16, u16)) -> String {
    let clock = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
    format!("{}-{}", clock(from), clock(to))
}

impl Plan {
    /// Its beginning and end on a day `days` after the day of `now`.
    fn span(self, zone: Zone, now: Instant, days: i32) -> (Instant, Instant) {
        let day = zone.day_of(now).plus(days);
        let end = if self.to > self.from {
            day
        } else {
            day.plus(1)
        };
        (zone.at(day, self.from), zone.at(end, self.to))
    }
}

/// Minutes before its beginning from which on somebody who comes is meant to be of the next shift.
const AHEAD: i64 = 60;

/// The planned shift somebody who begins at `now` is in, with its beginning and its end: the one that began last,
/// the next an hour before it begins, and the next one if none is going on.
pub fn current(plans: &[Plan], zone: Zone, now: Instant) -> Option<(Plan, Instant, Instant)> {
    let spans = || {
        (-1..=1).flat_map(|days| {
            plans.iter().map(move |plan| {
                let (from, to) = plan.span(zone, now, days);
                (*plan, from, to)
            })
        })
    };
    let begun = spans().filter(|(_, from, to)| from.plus_minutes(-AHEAD) <= now && now < *to);
    let coming = spans().filter(|(_, from, _)| now < *from);
    begun
        .max_by_key(|(_, from, _)| *from)
        .or_else(|| coming.min_by_key(|(_, from, _)| *from))
}

/// The span of the planned shift called `name` that begins nearest to `now`.
pub fn named(
    plans: &[Plan],
    name: &str,
    zone: Zone,
    now: Instant,
) -> Option<(Plan, Instant, Instant)> {
    let plan = *plans.iter().find(|plan| plan.name == name)?;
    (-1..=1)
        .map(|days| plan.span(zone, now, days))
        .min_by_key(|(from, _)| from.since(now).abs())
        .map(|(from, to)| (plan, from, to))
}

crate::named! {
    /// What a line of a hand-over is about.
    pub enum ItemKind {
        /// A caller who still waits for an answer or a call.
        Unanswered = 1 "unanswered",
        /// An incident that was not reported yet (duties.md D-007).
        Incident = 2 "incident",
        /// A ticket past its deadline, or a duty past its day; of a duty the text is its name.
        Late = 3 "late",
        /// A ticket that was opened in the shift and is open still.
        New = 4 "new",
        /// A ticket that somebody moved in the shift and that is open still.
        Moved = 5 "moved",
        /// Money promised for today or tomorrow.
        Promise = 6 "promise",
        /// A command that waits for a second person.
        Approval = 7 "approval",
        /// Water off, lift out of order: to be told to who asks.
        Notice = 8 "notice",
        /// Money taken in the shift, by method.
        Cash = 9 "cash",
        /// What who hands over wants to be known.
        Remark = 10 "remark",
    }
}

/// One line of a hand-over, as it stood then.
#[derive(Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Item {
    #[n(0)]
    pub kind: ItemKind,
    /// Kind and id of the record it is about.
    #[n(1)]
    pub of: Option<(u8, u64)>,
    #[n(2)]
    pub number: Option<Number>,
    #[n(3)]
    pub premises: String,
    #[n(4)]
    pub text: String,
    /// When it is due, promised or over.
    #[n(5)]
    pub at: Option<Instant>,
    #[n(6)]
    pub amount: Option<Amount>,
    /// How many it stands for: receipts.
    #[n(7)]
    pub count: i64,
    #[n(8)]
    pub seen_by: Option<StaffId>,
    #[n(9)]
    pub seen_at: Option<Instant>,
}

redacted!(Item: kind, of, number);

impl Item {
    /// A line that nobody has acknowledged.
    pub const fn new(kind: ItemKind, of: Option<(u8, u64)>, text: String) -> Self {
        Self {
            kind,
            of,
            number: None,
            premises: String::new(),
            text,
            at: None,
            amount: None,
            count: 1,
            seen_by: None,
            seen_at: None,
        }
    }
}

/// A line of the work log that somebody wrote (duties.md D-160).
#[derive(Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Remark {
    #[n(0)]
    pub at: Instant,
    #[n(1)]
    pub text: String,
}

redacted!(Remark: at);

/// One shift of one person.
#[derive(Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Shift {
    #[n(0)]
    pub id: u64,
    #[n(1)]
    pub version: u32,
    #[n(2)]
    pub staff: StaffId,
    /// Its name among the office's shifts; empty where the office plans none.
    #[n(3)]
    pub name: String,
    #[n(4)]
    pub began_at: Instant,
    /// When it was to begin and to end.
    #[n(5)]
    pub planned: Option<(Instant, Instant)>,
    /// What the look at oneself and the desk found amiss; empty if all was in order (duties.md D-165).
    #[n(6)]
    pub amiss: String,
    /// The last audit line before it.
    #[n(7)]
    pub after: u64,
    #[n(8)]
    pub remarks: Vec<Remark>,
    #[n(9)]
    pub handed_at: Option<Instant>,
    /// To whom; anybody, if nobody was named.
    #[n(10)]
    pub to: Option<StaffId>,
    #[n(11)]
    pub items: Vec<Item>,
    #[n(12)]
    pub accepted_by: Option<StaffId>,
    #[n(13)]
    pub accepted_at: Option<Instant>,
    /// The supervisor who agreed that it may end (duties.md D-163).
    #[n(14)]
    pub released_by: Option<StaffId>,
    #[n(15)]
    pub released_at: Option<Instant>,
}

redacted!(Shift: id, staff, name);

impl Shift {
    /// A shift that begins now, of whatever the office plans.
    pub const fn new(id: u64, staff: StaffId, name: String, began_at: Instant) -> Self {
        Self {
            id,
            version: 0,
            staff,
            name,
            began_at,
            planned: None,
            amiss: String::new(),
            after: 0,
            remarks: Vec::new(),
            handed_at: None,
            to: None,
            items: Vec::new(),
            accepted_by: None,
            accepted_at: None,
            released_by: None,
            released_at: None,
        }
    }

    /// Whether who began it is still on duty.
    pub const fn is_on(&self) -> bool {
        self.handed_at.is_none()
    }

    /// Whether it was handed over, and somebody has still to accept it or to acknowledge a line.
    pub fn is_waiting(&self) -> bool {
        !self.is_on() && (self.accepted_by.is_none() || self.unseen() > 0)
    }

    /// How many lines nobody has acknowledged.
    pub fn unseen(&self) -> usize {
        let unseen = |item: &&Item| item.seen_by.is_none();
        self.items.iter().filter(unseen).count()
    }

    /// How many minutes after the time to be there, `early` minutes before the shift begins, somebody came; 0 for
    /// somebody who was in time (duties.md D-163).
    pub fn late_by(&self, early: i64) -> i64 {
        self.planned.map_or(0, |(from, _)| {
            let wanted = from.plus_minutes(-early);
            (self.began_at.since(wanted) / MINUTE_MS).max(0)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::Day;

    const PLANS: [Plan; 3] = [
        plan("early", 480, 960),
        plan("late", 960, 1320),
        plan("night", 1320, 360),
    ];

    const fn plan(name: &'static str, from: u16, to: u16) -> Plan {
        Plan { name, from, to }
    }

    fn at(day: u32, minute: u16) -> Instant {
        Zone::default().at(Day::from_ymd(2026, 11, day).unwrap(), minute)
    }

    #[test]
    fn hours_are_read_and_printed() {
        assert_eq!(span_of("8:00-16:30"), Some((480, 990)));
        assert_eq!(span_text((480, 990)), "08:00-16:30");
        assert_eq!(span_of(" 22:00 - 6:00 "), Some((1320, 360)));
        assert_eq!(span_of("0:00-24:00"), Some((0, 1440)));
        for wrong in [
            "",
            "8-16",
            "08:00",
            "08:00-08:00",
            "24:00-08:00",
            "08:00-24:01",
            "a:00-b:00",
        ] {
            assert_eq!(span_of(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn who_comes_is_in_the_shift_that_is_on_or_begins_within_the_hour() {
        let zone = Zone::default();
        let found = |now| {
            let (plan, from, to) = current(&PLANS, zone, now).unwrap();
            (plan.name, from, to)
        };
        let early = ("early", at(21, 480), at(21, 960));
        // 07:00 begins the hour before; until 06:59 nothing is on, and the next one is meant.
        for minute in [6 * 60 + 30, 7 * 60, 13 * 60, 14 * 60 + 59] {
            assert_eq!(found(at(21, minute)), early, "{minute}");
        }
        assert_eq!(found(at(21, 15 * 60)).0, "late");
        // 05:00 is in the night that began the day before.
        let night = ("night", at(20, 22 * 60), at(21, 6 * 60));
        assert_eq!(found(at(21, 5 * 60)), night);
        let (_, from, _) = named(&PLANS, "night", zone, at(21, 60)).unwrap();
        assert_eq!(from, at(20, 22 * 60));
    }

    #[test]
    fn a_quarter_of_an_hour_early_is_in_time() {
        let shift = |minute| Shift {
            planned: Some((at(21, 480), at(21, 960))),
            ..Shift::new(1, StaffId(1), String::from("early"), at(21, minute))
        };
        assert_eq!(shift(465).late_by(15), 0);
        assert_eq!(shift(466).late_by(15), 1);
        assert_eq!(shift(490).late_by(15), 25);
    }
}
