//! The settings of the office: key, shipped default, what the text must be.

/// What a setting's text must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Any line.
    Line,
    /// A whole number from, to.
    Whole(i64, i64),
    /// `yes` or `no`.
    Switch,
    /// A time limit: `30m`, `24h`, `3d`, `4wh`.
    Limit,
    /// Names of operating-system accounts, separated by commas.
    Names,
}

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
/// both are open families and stand below as one row each.
pub const SETTINGS: &[SettingRow] = &[
    row("office.name", "", Shape::Line),
    row("office.utc_offset", "480", Shape::Whole(-720, 840)),
    row("desk.accounts", "", Shape::Names),
    row("desk.idle_lock_minutes", "2", Shape::Whole(0, 120)),
    row("fee.due_day", "15", Shape::Whole(1, 28)),
    row("fee.target_percent", "98", Shape::Whole(1, 100)),
    row("dunning.wait_days", "7", Shape::Whole(1, 90)),
    row("approval.expires_days", "7", Shape::Whole(1, 60)),
    row("complaint.level2_by_manager", "no", Shape::Switch),
    row("follow_up.exempt_tries", "3", Shape::Whole(1, 20)),
    row("disk.reserve_mib", "32", Shape::Whole(0, 10_240)),
    row("backup.keep", "14", Shape::Whole(1, 400)),
    row("search.bound", "1000000", Shape::Whole(1000, 10_000_000)),
];

/// The shipped default of a setting.
pub fn default_of(key: &str) -> Option<&'static str> {
    SETTINGS
        .iter()
        .find(|row| row.key == key)
        .map(|row| row.default)
}

/// The shape of a setting, of the open families too.
pub fn shape_of(key: &str) -> Option<Shape> {
    if key.starts_with("limit.") {
        return Some(Shape::Limit);
    }
    SETTINGS
        .iter()
        .find(|row| row.key == key)
        .map(|row| row.shape)
}
