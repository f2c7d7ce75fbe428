//! What the office has settled, a section at a time.

use crate::domain::error::Fact;

/// A section, or the list of all sections.
#[derive(Debug, Clone, PartialEq, Eq, Default, minicbor::Encode, minicbor::Decode)]
pub struct SettingsPage {
    /// Its name; empty for the list of all.
    #[n(0)]
    pub section: String,
    #[n(1)]
    pub rows: Vec<SettingsRow>,
    /// What is said above the rows: a year whose holidays nobody has told.
    #[n(2)]
    pub notes: Vec<Fact>,
}

/// One line of a section.
#[derive(Debug, Clone, PartialEq, Eq, Default, minicbor::Encode, minicbor::Decode)]
pub struct SettingsRow {
    /// What its commands name it by: a setting's key, a name, a phrase, a day, the number of a notice.
    #[n(0)]
    pub key: String,
    /// A fact a column, in the order of the section's columns.
    #[n(1)]
    pub cells: Vec<Fact>,
    /// What else is to be known of it: bounds, default, who reported.
    #[n(2)]
    pub foot: Vec<Fact>,
    /// Whether the office has set it otherwise than it is shipped.
    #[n(3)]
    pub own: bool,
    /// Whether it is out of use: switched off, left, not begun.
    #[n(4)]
    pub off: bool,
    /// The heading it stands under; none where it is the one of the row before.
    #[n(5)]
    pub heading: Option<Fact>,
    /// The value it is shipped with, as it is typed; empty where there is none.
    #[n(6)]
    pub shipped: String,
}
