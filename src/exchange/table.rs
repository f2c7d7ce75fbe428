//! What an export writes: columns and rows.

/// A table to be written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// The name of the sheet; a text file has none.
    pub name: String,
    /// The headings.
    pub columns: Vec<String>,
    /// The rows, each as long as the headings.
    pub rows: Vec<Vec<Value>>,
}

/// One value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Empty,
    /// Text; never a formula.
    Text(String),
    /// A number in plain decimal notation, as `-12.50`.
    Number(String),
}
