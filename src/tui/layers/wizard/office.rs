//! The second step: what the community is called, and who manages the office.

use super::{COMMUNITY, MANAGER, Step, Wizard, field};
use crate::domain::error::Refusal;
use crate::tui::fields::Fields;
use crate::tui::layers::{Desk, Effect};
use crate::wire::Command;
use crate::wire::commands::Kind;

/// The fields of this step.
const NAME: &str = "community";
const PERSON: &str = "manager";

/// Characters of a name, as the commands take them.
const LONGEST: usize = 40;

/// Community and manager, as far as they are known.
pub(super) fn fields(desk: &Desk<'_>) -> Fields {
    let kit = desk.kit;
    let mut community = field(kit, NAME, "community_name", Kind::Line(LONGEST));
    if let Some(header) = &desk.session.header {
        community.set_value(kit, &header.office);
    }
    let mut manager = field(kit, PERSON, "manager_name", Kind::Line(LONGEST));
    manager.set_value(kit, desk.session.person());
    Fields::new(vec![community, manager])
}

/// The fault of a command at the field of this step it is about.
pub(super) fn fault(part: u32, refusal: &Refusal) -> Refusal {
    let mut refusal = refusal.clone();
    let name = if part == COMMUNITY { NAME } else { PERSON };
    for fault in &mut refusal.fields {
        name.clone_into(&mut fault.field);
    }
    refusal
}

impl Wizard {
    fn typed(&self, name: &str) -> String {
        let field = self.office.iter().find(|field| field.name == name);
        field.map_or_else(String::new, super::Field::value)
    }

    /// Makes the community and names the manager, each if it is not so already.
    pub(super) fn found(&mut self, desk: &Desk<'_>) -> Vec<Effect> {
        let (community, manager) = (self.typed(NAME), self.typed(PERSON));
        if community != self.community {
            let command = if self.community.is_empty() {
                Command::new("community.add")
            } else {
                Command::new("community.rename").arg("community", self.community.clone())
            };
            let command = command.arg("name", community);
            return vec![self.send(COMMUNITY, command)];
        }
        if !manager.is_empty() && manager != self.manager {
            let command = Command::new("staff.edit")
                .about(self.manager.clone())
                .arg("name", manager);
            return vec![self.send(MANAGER, command)];
        }
        self.go(desk, Step::Ways);
        Vec::new()
    }

    /// One of the two is done; the other follows.
    pub(super) fn founded(&mut self, desk: &Desk<'_>, part: u32) -> Vec<Effect> {
        if part == COMMUNITY {
            self.community = self.typed(NAME);
        } else {
            self.manager = self.typed(PERSON);
        }
        self.found(desk)
    }
}
