//! The places a key can be pressed in.

/// A place with bindings of its own; the program asks from the top layer down to `Global`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Context {
    /// Everywhere that does not bind the key itself.
    Global,
    /// The four panes together.
    Counter,
    /// A list of rows with one selected.
    Pane,
    /// One record.
    Detail,
    /// The card of a home.
    Home,
    /// The dial queue of follow-ups.
    Followup,
    /// Approvals waiting.
    Approvals,
    /// The shift: its hand-over and its log.
    Shift,
    /// Fees: arrears, bills, closes.
    Fees,
    /// Deposits that still stand.
    Deposits,
    /// Closes of days and months.
    Close,
    /// What the office has settled.
    Settings,
    /// The registers and their boards.
    Register,
    /// Reports and the figures in them.
    Report,
    /// The calendar of duties.
    Duties,
    /// What can be done to this row.
    Actions,
    /// The help screen and every other page of text.
    Help,
    /// A form being filled in.
    Form,
    /// What a form foresees, while some of it is chosen there.
    Marking,
    /// The list of all commands.
    Palette,
    /// The search line.
    Find,
    /// A list to choose from, narrowed by typing.
    Picker,
    /// The PIN.
    Lock,
    /// Wherever text is typed.
    Text,
}

/// One line of the table: name in files, whether typed characters are text there.
struct Row(Context, &'static str, bool);

const TABLE: [Row; 24] = [
    Row(Context::Global, "global", false),
    Row(Context::Counter, "counter", false),
    Row(Context::Pane, "pane", false),
    Row(Context::Detail, "detail", false),
    Row(Context::Home, "home", false),
    Row(Context::Followup, "followup", false),
    Row(Context::Approvals, "approvals", false),
    Row(Context::Shift, "shift", false),
    Row(Context::Fees, "fees", false),
    Row(Context::Deposits, "deposits", false),
    Row(Context::Close, "close", false),
    Row(Context::Settings, "settings", false),
    Row(Context::Register, "register", false),
    Row(Context::Report, "report", false),
    Row(Context::Duties, "duties", false),
    Row(Context::Actions, "actions", false),
    Row(Context::Help, "help", false),
    Row(Context::Form, "form", true),
    Row(Context::Marking, "marking", false),
    Row(Context::Palette, "palette", true),
    Row(Context::Find, "find", true),
    Row(Context::Picker, "picker", true),
    Row(Context::Lock, "lock", true),
    Row(Context::Text, "text", true),
];

impl Context {
    /// Returns all contexts in the order of the table.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|row| row.0)
    }

    /// Returns the name used in keymap files.
    pub fn name(self) -> &'static str {
        self.row().map_or("", |row| row.1)
    }

    /// Returns whether a typed character is text there, so that only other keys can be bound.
    pub fn takes_text(self) -> bool {
        self.row().is_some_and(|row| row.2)
    }

    /// Returns the context of that name.
    pub fn named(name: &str) -> Option<Self> {
        TABLE.iter().find(|row| row.1 == name).map(|row| row.0)
    }

    fn row(self) -> Option<&'static Row> {
        TABLE.iter().find(|row| row.0 == self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_context_has_its_row_and_its_name() {
        for context in Context::all() {
            assert_eq!(Context::named(context.name()), Some(context));
        }
        assert!(Context::Form.takes_text());
        assert!(!Context::Pane.takes_text());
        assert_eq!(Context::named("desk"), None);
    }
}
