//! What a terminal may know of the table of commands, to make keys, menus and forms of it.

use crate::domain::staff::Right;

pub use crate::service::command::{About, Arg, Command, Kind, Undo};
pub use crate::service::commands::{ABSENT, several};

/// The public facts of one command.
#[derive(Debug, Clone)]
pub struct CommandFacts {
    /// Its name: `ticket.dispatch`.
    pub name: &'static str,
    /// What it is about.
    pub about: About,
    /// Its arguments, in the order of its form.
    pub args: &'static [Arg],
    /// The right it asks for.
    pub right: Right,
    /// Whether it can be taken back.
    pub undo: Undo,
    /// The command it is reversed by, about the record of its number.
    pub reversal: Option<&'static str>,
    /// Whether it is kept out of menus.
    pub hidden: bool,
    /// Whether its first argument names what is changed, so that its form can begin with what stands.
    pub begins: bool,
}

/// The argument of a correction that names the fields to be emptied.
pub const CLEAR: &str = "clear";

impl CommandFacts {
    /// Whether it corrects a record: its form begins with what is there and sends what was changed.
    pub fn corrects(&self) -> bool {
        let named = self.name.rsplit_once('.');
        let clears = self.args.iter().any(|arg| arg.name == CLEAR);
        clears || named.is_some_and(|(_, act)| act == "edit")
    }

    /// Whether it is about money or says yes for another: it is not done on a screen nobody can have seen (reliability.md
    /// U4).
    pub const fn moves_money(&self) -> bool {
        matches!(self.undo, Undo::Reverse)
            || matches!(self.right, Right::Cash | Right::Billing | Right::Approve)
    }
}

/// Every command there is, in the order of the table.
pub fn commands() -> impl Iterator<Item = CommandFacts> {
    crate::service::command::rows().map(|row| CommandFacts {
        name: row.name,
        about: row.about,
        args: row.args,
        right: row.right,
        undo: row.undo,
        reversal: row.reversal,
        hidden: row.hidden,
        begins: row.begin.is_some(),
    })
}
