//! The settings of the office: key, shipped default, what the text must be.

use crate::domain::calendar::{Day, hours_of, hours_text, week_of, week_text};
use crate::domain::clock_rule::{Limit, Rules};
use crate::domain::duty::Every;
use crate::domain::shift::{span_of, span_text};
use crate::service::ladder;

/// What stands before the name of a head start.
pub const HEADS: &str = "head.";

/// What stands before the id of a time limit.
pub const LIMITS: &str = "limit.";

/// What a setting's text must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Any line.
    Line,
    /// A whole number from, to.
    Whole(i64, i64),
    /// `yes` or `no`.
    Switch,
    /// Days of the week: `1-6`.
    Week,
    /// Hours of a day: `8:30-12:00,13:30-17:30`.
    Hours,
    /// Hours of a shift, perhaps over midnight, `22:00-06:00`; none if empty.
    Shift,
    /// A time limit: `30m`, `24h`, `3d`, `4wh`.
    Limit,
    /// Names of operating-system accounts, separated by commas.
    Names,
    /// The name of a printer of the system; none if empty.
    Printer,
    /// A rung of the ladder of dunning: days overdue, days after the rung below, number of the rank: `7,3,1`; `no`
    /// leaves it out.
    Rung,
    /// How often a duty comes: `week`, `quarter`, or a number of days.
    Interval,
    /// A day; none if empty.
    Since,
    /// What an act does to the limitation clock: 0 nothing, 1 sets it back while it runs, 2 also afterwards.
    Effect,
}

/// What a head start may be: at most 30 days, either way.
const HEAD: Shape = Shape::Whole(-43_200, 43_200);

/// One setting.
#[derive(Debug, Clone, Copy)]
pub struct SettingRow {
    pub key: &'static str,
    pub default: &'static str,
    pub shape: Shape,
}

const fn row(key: &'static str, default: &'static str, shape: Shape) -> SettingRow {
    SettingRow {
        key,
        default,
        shape,
    }
}

/// Every setting. Keys `limit.<rule>` override the shipped time limits, `holiday.<day>` the calendar;
/// both are open families and have no rows here.
pub const SETTINGS: &[SettingRow] = &[
    row("office.name", "", Shape::Line),
    row("office.utc_offset", "480", Shape::Whole(-720, 840)),
    // Working days, 1 being Monday, and working hours: what limits in working time count in (duties.md A-35, silent).
    row("office.week", "1-5", Shape::Week),
    row("office.hours", "08:30-12:00,13:30-17:30", Shape::Hours),
    row("desk.accounts", "", Shape::Names),
    row("desk.idle_lock_minutes", "2", Shape::Whole(0, 120)),
    row("fee.due_day", "15", Shape::Whole(1, 28)),
    // Late fees: a day in millionths of what is late (none until a rate is set), days of grace, whether the days of grace
    // cost too once they are over, the most in percent of what was late (0 for no limit), and whether what is charged is
    // settled before late fees (silent; art. 561 of the Civil Code settles late fees first where nothing else was agreed).
    row("late.rate_ppm", "0", Shape::Whole(0, 10_000)),
    row("late.grace_days", "0", Shape::Whole(0, 365)),
    row("late.grace_costs", "no", Shape::Switch),
    row("late.cap_percent", "100", Shape::Whole(0, 1_000)),
    row("late.principal_first", "no", Shape::Switch),
    // Whether what is not cash needs the number of its slip or order; how many fen may be given up when cash is rounded
    // off (silent).
    row("payment.reference", "no", Shape::Switch),
    row("payment.round_fen", "0", Shape::Whole(0, 999)),
    // More than so many times the usual, and more than so much, is a jump of a meter somebody looks at again (silent).
    row("meter.jump_times", "3", Shape::Whole(2, 100)),
    row("meter.jump_least", "10", Shape::Whole(0, 100_000)),
    row("dunning.wait_days", "7", Shape::Whole(1, 90)),
    // The ladder of dunning: days overdue, days after the rung below, who does it at least (duties.md 5.4, silent).
    row("ladder.message", "1,0,1", Shape::Rung),
    row("ladder.call", "7,3,1", Shape::Rung),
    row("ladder.visit", "15,7,1", Shape::Rung),
    row("ladder.notice", "30,7,2", Shape::Rung),
    row("ladder.letter", "60,15,4", Shape::Rung),
    // The limitation clock of a charge: its years, when it is shown, and what each act does to it (arts. 188, 192 and 195
    // of the Civil Code).
    row("limitation.years", "3", Shape::Whole(1, 20)),
    row("limitation.shown_days", "90", Shape::Whole(1, 999)),
    row("limitation.message", "0", Shape::Effect),
    row("limitation.call", "0", Shape::Effect),
    row("limitation.visit", "0", Shape::Effect),
    row("limitation.notice", "1", Shape::Effect),
    row("limitation.letter", "1", Shape::Effect),
    row("limitation.suit", "1", Shape::Effect),
    row("limitation.part_payment", "2", Shape::Effect),
    row("limitation.promise", "2", Shape::Effect),
    // The rate to reach, in percent (duties.md D-053, A-15).
    row("rate.target_percent", "98", Shape::Whole(1, 100)),
    row("approval.expires_days", "7", Shape::Whole(1, 60)),
    // Up to how many yuan the property manager gives up what is owed; more is for the leadership (duties.md A-29).
    row("relief.limit_yuan", "5000", Shape::Whole(0, 10_000_000)),
    // Up to how many yuan each agrees to what a ticket costs the office, compensation too; more is for the leadership, and
    // the desk asks for all of it (duties.md D-026; the limits are silent).
    row(
        "expense.supervisor_yuan",
        "500",
        Shape::Whole(0, 10_000_000),
    ),
    row(
        "expense.dept_manager_yuan",
        "2000",
        Shape::Whole(0, 10_000_000),
    ),
    row(
        "expense.property_manager_yuan",
        "10000",
        Shape::Whole(0, 10_000_000),
    ),
    row("complaint.level2_by_manager", "no", Shape::Switch),
    row("follow_up.exempt_tries", "3", Shape::Whole(1, 20)),
    // On how many different days (duties.md 5.3).
    row("follow_up.exempt_days", "2", Shape::Whole(1, 10)),
    // Who does not answer: tries of one day, minutes between them, the hour after which nobody is called; then how many
    // days on, and whether on a working day only (silent).
    row("follow_up.day_tries", "1", Shape::Whole(1, 10)),
    row("follow_up.again_minutes", "120", Shape::Whole(10, 720)),
    row("follow_up.until_hour", "20", Shape::Whole(1, 24)),
    row("follow_up.again_days", "1", Shape::Whole(1, 14)),
    row("follow_up.again_working", "no", Shape::Switch),
    // Shifts of a day: their hours; who begins one has to be there so many minutes before (duties.md D-163).
    row("shift.early", "08:00-16:00", Shape::Shift),
    row("shift.late", "16:00-22:00", Shape::Shift),
    row("shift.night", "", Shape::Shift),
    row("shift.day", "", Shape::Shift),
    row("shift.early_minutes", "15", Shape::Whole(0, 120)),
    // How long reports of the same trouble are taken for one matter, in hours: along a line and in what a unit shares; in
    // a building; complaints, and what comes from the same phone. Then how many of a hundred parts of what is said must
    // be the same (product.md, a voice instead of a duplicate; silent).
    row("voice.line_hours", "72", Shape::Whole(1, 720)),
    row("voice.building_hours", "24", Shape::Whole(1, 720)),
    row("voice.complaint_hours", "720", Shape::Whole(1, 8_760)),
    row("voice.words_percent", "10", Shape::Whole(1, 100)),
    // A call that rings: after so many seconds it is a missed one; within so many the same number is the same call; so much
    // later than who is on duty the others are told; whether terminals sound their bell (product.md, the command line;
    // silent).
    row("ring.missed_seconds", "45", Shape::Whole(1, 600)),
    row("ring.same_seconds", "30", Shape::Whole(0, 600)),
    row("ring.others_seconds", "8", Shape::Whole(0, 600)),
    row("ring.bell", "no", Shape::Switch),
    // Change that stays in the drawer when a day is closed (备用金; silent).
    row("close.float_yuan", "0", Shape::Whole(0, 100_000)),
    row("disk.reserve_mib", "32", Shape::Whole(0, 10_240)),
    // The printer work slips go to; without one they are kept as files.
    row("print.printer", "", Shape::Printer),
    // How wide its paper is, and whether it is a receipt printer that is spoken to in ESC/POS.
    row("print.columns", "80", Shape::Whole(32, 132)),
    row("print.escpos", "no", Shape::Switch),
    row("backup.keep", "14", Shape::Whole(1, 400)),
    // Personal values one person sees whole in an hour, lists of who may export not counted (duties.md D-068, silent).
    row("reveal.per_hour", "60", Shape::Whole(1, 10_000)),
    // Minutes by which the one queue of what is urgent moves a matter up, or with a minus down (product.md, ways of
    // working 6; silent). A level counts once for each above the first.
    row("head.urgent", "240", HEAD),
    row("head.repeat", "120", HEAD),
    row("head.vulnerable", "120", HEAD),
    row("head.promise", "180", HEAD),
    row("head.level", "120", HEAD),
    row("head.major", "480", HEAD),
    row("head.contact", "0", HEAD),
    // What is broken comes before asking how it was and before money that was promised.
    row("head.follow_up", "-1440", HEAD),
    row("head.debt", "-2880", HEAD),
    // The calendar of duties: the first day that counts (nobody is reminded before), whether "before the 28th" includes
    // the 28th (duties.md A-03), and how often what is only to be done regularly (定期) comes (duties.md 4.6, silent).
    row("duty.from", "", Shape::Since),
    row("duty.named_day", "no", Shape::Switch),
    row("duty.key_customers_every", "90", Shape::Interval),
    row("duty.building_customers_every", "90", Shape::Interval),
    row("duty.door_visits_every", "week", Shape::Interval),
    row("duty.frank_talks_every", "quarter", Shape::Interval),
    row("duty.opinions_every", "half_year", Shape::Interval),
    row("duty.files_every", "quarter", Shape::Interval),
    row("duty.decoration_every", "workday", Shape::Interval),
    row("duty.outsourced_every", "week", Shape::Interval),
    row("duty.owners_meeting_every", "year", Shape::Interval),
    row("duty.department_meeting_every", "week", Shape::Interval),
    row("duty.performance_every", "month", Shape::Interval),
    row("duty.vacant_every", "week", Shape::Interval),
    row("duty.public_areas_every", "workday", Shape::Interval),
    row("search.bound", "1000000", Shape::Whole(1000, 10_000_000)),
];

/// In which section of the screen a setting stands, by what its key begins with.
const SECTIONS: &[(&str, &str)] = &[
    (LIMITS, "limits"),
    (HEADS, "heads"),
    ("office.", "desk"),
    ("desk.", "desk"),
    ("fee.", "work"),
    ("dunning.", "pressing"),
    ("ladder.", "pressing"),
    ("limitation.", "pressing"),
    ("rate.", "pressing"),
    ("late.", "work"),
    ("payment.", "work"),
    ("meter.", "work"),
    ("close.", "work"),
    ("approval.", "work"),
    ("relief.", "work"),
    ("expense.", "work"),
    ("complaint.", "work"),
    ("follow_up.", "work"),
    ("shift.", "shifts"),
    ("ring.", "desk"),
    ("print.", "desk"),
    ("voice.", "alike"),
    ("duty.", "duties"),
    ("disk.", "upkeep"),
    ("backup.", "upkeep"),
    ("reveal.", "upkeep"),
    ("search.", "upkeep"),
];

/// What becomes of what is there already when a setting changes, by what its key begins with; of the others everything
/// goes by the new value at once (words: `settings-effect-<name>`).
const EFFECTS: &[(&str, &str)] = &[
    // Open deadlines are derived again in the same act; what is done keeps its own (D-018, D-029: the limit in force).
    (LIMITS, "open"),
    ("office.utc_offset", "open"),
    ("office.week", "open"),
    ("office.hours", "open"),
    (HEADS, "order"),
    // A charge keeps its due day and a request its expiry: they were told to people.
    ("fee.due_day", "new"),
    ("approval.expires_days", "new"),
    ("relief.limit_yuan", "new"),
    ("expense.", "new"),
    ("dunning.wait_days", "new"),
    ("search.bound", "start"),
];

/// What whole numbers count, by what the key begins or ends with.
const UNITS: &[(&str, &str)] = &[
    (HEADS, "minutes"),
    ("office.utc_offset", "minutes"),
    ("_minutes", "minutes"),
    ("_seconds", "seconds"),
    ("_hours", "hours"),
    ("_days", "days"),
    ("_percent", "percent"),
    ("_ppm", "ppm"),
    ("_fen", "fen"),
    ("_mib", "mib"),
    ("_yuan", "yuan"),
    ("due_day", "day"),
];

fn of_key(table: &[(&str, &'static str)], key: &str) -> Option<&'static str> {
    let fits = |part: &str| key.starts_with(part) || key.ends_with(part);
    let found = table.iter().find(|(part, _)| fits(part));
    found.map(|(_, name)| *name)
}

/// The section a setting stands in; none for what is no setting, and for days of the calendar.
pub fn section_of(key: &str) -> Option<&'static str> {
    of_key(SECTIONS, key)
}

/// What becomes of what is there already when a setting changes.
pub fn effect_of(key: &str) -> &'static str {
    of_key(EFFECTS, key).unwrap_or("now")
}

/// What a whole number counts.
pub fn unit_of(key: &str) -> &'static str {
    of_key(UNITS, key).unwrap_or("count")
}

/// The keys of every setting there is, the time limits last.
pub fn keys() -> impl Iterator<Item = String> {
    let limits = Rules::shipped().iter();
    let limits = limits.map(|rule| format!("{LIMITS}{}", rule.id));
    let declared = SETTINGS.iter().map(|row| row.key.to_owned());
    declared.chain(limits)
}

/// The shipped default of a setting.
pub fn default_of(key: &str) -> Option<&'static str> {
    SETTINGS
        .iter()
        .find(|row| row.key == key)
        .map(|row| row.default)
}

/// The value a setting is shipped with, of the time limits too.
pub fn shipped(key: &str) -> Option<String> {
    match key.strip_prefix(LIMITS) {
        Some(rule) => Rules::shipped()
            .get(rule)
            .map(|rule| rule.limit.to_string()),
        None => default_of(key).map(str::to_owned),
    }
}

/// The shape of a setting, of the time limits too; the calendar has a command of its own.
pub fn shape_of(key: &str) -> Option<Shape> {
    if let Some(rule) = key.strip_prefix(LIMITS) {
        return Rules::shipped().get(rule).map(|_| Shape::Limit);
    }
    SETTINGS
        .iter()
        .find(|row| row.key == key)
        .map(|row| row.shape)
}

/// The key that shares most of its letters, in their order, with a mistyped one.
pub fn nearest(typed: &str) -> String {
    keys()
        .max_by_key(|key| {
            let most = key.chars().count().max(typed.chars().count()).max(1);
            shared(typed, key) * 1000 / most
        })
        .unwrap_or_default()
}

/// How many letters two texts share in their order.
fn shared(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row = vec![0_usize; other.len() + 1];
    for letter in one.chars() {
        let mut corner = 0;
        let mut left = 0;
        for (cell, same) in row.iter_mut().skip(1).zip(&other) {
            let above = *cell;
            *cell = if *same == letter {
                corner + 1
            } else {
                above.max(left)
            };
            (corner, left) = (above, *cell);
        }
    }
    row.last().copied().unwrap_or(0)
}

impl Shape {
    /// Reads what was typed into the form that is kept; nothing if it does not suit.
    pub fn read(self, typed: &str) -> Option<String> {
        match self {
            Self::Line => Some(typed.to_owned()),
            Self::Whole(least, most) => typed
                .parse()
                .ok()
                .filter(|number| (least..=most).contains(number))
                .map(|number: i64| number.to_string()),
            Self::Switch => match typed {
                "yes" | "是" => Some(String::from("yes")),
                "no" | "否" => Some(String::from("no")),
                _ => None,
            },
            Self::Week => week_of(typed).map(week_text),
            Self::Hours => hours_of(typed).map(|hours| hours_text(&hours)),
            Self::Shift | Self::Since if typed.is_empty() => Some(String::new()),
            Self::Shift => span_of(typed).map(span_text),
            Self::Limit => typed.parse::<Limit>().ok().map(|limit| limit.to_string()),
            Self::Printer => {
                let sound = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
                let named = typed.chars().all(sound) && !typed.starts_with('-');
                named.then(|| typed.to_owned())
            }
            Self::Rung => ladder::read_rung(typed),
            Self::Interval => Every::read(typed).map(|_| typed.to_owned()),
            Self::Since => typed.parse::<Day>().ok().map(|day| day.to_string()),
            Self::Effect => ladder::effect(typed).map(|_| typed.to_owned()),
            Self::Names => {
                let names: Vec<&str> = typed
                    .split([',', '，', ' '])
                    .map(str::trim)
                    .filter(|name| !name.is_empty())
                    .collect();
                let sound =
                    |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '$');
                names
                    .iter()
                    .all(|name| name.chars().all(sound))
                    .then(|| names.join(","))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_default_suits_its_shape() {
        for row in SETTINGS {
            assert_eq!(
                row.shape.read(row.default).as_deref(),
                Some(row.default),
                "{}",
                row.key
            );
        }
        for rule in Rules::shipped().iter() {
            let key = format!("limit.{}", rule.id);
            assert_eq!(shape_of(&key), Some(Shape::Limit), "{key}");
            let shipped = shipped(&key).unwrap();
            assert_eq!(Shape::Limit.read(&shipped), Some(shipped), "{key}");
        }
    }

    #[test]
    fn every_setting_has_its_section_and_no_two_parts_claim_it() {
        for key in keys() {
            assert!(section_of(&key).is_some(), "{key}");
            let claims = SECTIONS.iter().filter(|(part, _)| key.starts_with(part));
            assert_eq!(claims.count(), 1, "{key}");
        }
        assert_eq!(section_of("holiday.2026-10-01"), None);
        assert_eq!(effect_of("limit.repair.dispatch.normal"), "open");
        assert_eq!(effect_of("office.name"), "now");
        assert_eq!(unit_of("approval.expires_days"), "days");
    }

    #[test]
    fn a_value_of_another_shape_is_refused() {
        for (shape, text) in [
            (Shape::Whole(1, 28), "29"),
            (Shape::Whole(1, 28), "ten"),
            (Shape::Switch, "maybe"),
            (Shape::Limit, "soon"),
            (Shape::Limit, "0h"),
            (Shape::Names, "desk;rm"),
            (Shape::Printer, "-o raw"),
            (Shape::Printer, "desk;rm"),
        ] {
            assert_eq!(shape.read(text), None, "{text}");
        }
        assert_eq!(
            Shape::Names.read("desk1， desk2").as_deref(),
            Some("desk1,desk2")
        );
    }

    #[test]
    fn a_slip_finds_the_key_meant() {
        assert_eq!(nearest("fee.dueday"), "fee.due_day");
        assert_eq!(
            nearest("repair.dispatch.urgent"),
            "limit.repair.dispatch.urgent"
        );
        assert_eq!(
            nearest("limit.repair.dispach.normal"),
            "limit.repair.dispatch.normal"
        );
        assert_eq!(shape_of("limit.fly"), None);
        assert_eq!(shape_of("holiday.2026-10-01"), None);
    }
}
