//! The duties this program brings along.

/// Name of the file and its text.
pub const SHIPPED: &[(&str, &str)] =
    &[("calendar.toml", include_str!("../../duties/calendar.toml"))];
