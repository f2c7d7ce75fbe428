//! Homes by pattern: buildings, units, floors, rooms a floor.

use super::Wizard;
use crate::tui::fields::{Field, Fields};
use crate::tui::kit::Kit;
use crate::wire::Command;

/// The command that makes them.
const COMMAND: &str = "homes.pattern";
/// Its arguments that are asked for.
const ASKED: [&str; 9] = [
    "buildings",
    "units",
    "floors",
    "rooms",
    "lift",
    "area",
    "handed_over",
    "fees",
    "price",
];

/// The fields of the pattern.
pub(super) fn fields(kit: &Kit) -> Fields {
    let args = kit.command(COMMAND).map_or(&[][..], |facts| facts.args);
    let asked = args.iter().filter(|arg| ASKED.contains(&arg.name));
    Fields::new(asked.map(|arg| Field::of(kit, arg)).collect())
}

impl Wizard {
    /// The command of what was typed.
    pub(super) fn make_homes(&self) -> Command {
        let mut command = Command::new(COMMAND);
        command.args = self.pattern.args();
        if !self.community.is_empty() {
            let community = ("community".to_owned(), self.community.clone());
            command.args.push(community);
        }
        command
    }
}
