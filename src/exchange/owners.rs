//! People in a table of their own, owners by number.

use std::collections::{BTreeMap, BTreeSet};

use crate::exchange::codes::Role;
use crate::exchange::fault::FaultKind;
use crate::exchange::line::Line;
use crate::exchange::mapping::OwnerAnswer;
use crate::exchange::note::NoteKind;
use crate::exchange::people::{self, Personal};
use crate::exchange::staged::{Person, Source};
use crate::exchange::vocabulary::Field;

/// People as they are gathered: owners first, then those who belong to them.
#[derive(Debug, Default)]
pub struct Owners {
    people: Vec<Person>,
    /// Row of each owner, by number; faulty rows too, so that a second one is still the second.
    rows: BTreeMap<String, Source>,
    keys: BTreeMap<String, Source>,
    /// Numbers of the owners whose rows are sound.
    sound: BTreeSet<String>,
}

/// Who a number stands for.
#[derive(Debug, PartialEq, Eq)]
pub enum Resolved {
    /// The key of a person.
    Key(String),
    /// Nobody, says the office.
    Nobody,
    /// Leave the row out, says the office.
    Skip,
    /// A fault was noted.
    Fault,
}

/// The key of the owner with a number.
pub fn owner_key(number: &str) -> String {
    format!("person/{number}")
}

impl Owners {
    /// Reads a row in the first turn (owners) or the second (the others, for owners may come below them).
    pub fn read(&mut self, line: &mut Line<'_, '_>, owners: bool, known: &dyn Fn(&str) -> bool) {
        // A row without a role says nothing else than owner; the faults of a bad one are noted once.
        let role = if !line.says(Field::Role) {
            Some(Role::Owner)
        } else if owners {
            line.needed(Field::Role, |line| line.code(Field::Role))
        } else {
            line.peek_code(Field::Role)
        };
        let Some(role) = role else { return };
        if (role == Role::Owner) != owners {
            return;
        }
        let personal = people::read(line);
        let number = line.name_number(Field::Number);
        let owner = line.needed(Field::Owner, |line| line.name_number(Field::Owner));
        let Some(owner) = owner else { return };
        if owners {
            self.check_owner(line, number.as_deref(), &owner);
        } else if !self.sound.contains(&owner) && !known(&owner) {
            // Who belongs to an owner that is left out would be left with nobody.

            line.fault(
                Field::Owner,
                FaultKind::OwnerUnknown {
                    owner: owner.clone(),
                },
            );
        }
        let Some(personal) = personal else { return };
        let key = match (role, &number) {
            (Role::Owner, _) => owner_key(&owner),
            (_, Some(number)) => format!("person/{owner}/{number}"),
            (_, None) => format!("person/{owner}/{}", personal.name),
        };
        if role != Role::Owner {
            self.check_new(line, &key);
        }
        if line.is_sound() {
            let belongs_to = (role != Role::Owner).then(|| owner_key(&owner));
            if role == Role::Owner {
                self.sound.insert(owner.clone());
            }
            let number = number.or(Some(owner));
            self.people
                .push(person(line, key, number, personal, role, belongs_to));
        }
    }

    fn check_owner(&mut self, line: &mut Line<'_, '_>, number: Option<&str>, owner: &str) {
        if let Some(number) = number
            && number != owner
        {
            let (number, owner) = (number.to_owned(), owner.to_owned());
            line.fault(
                Field::Owner,
                FaultKind::OwnerNumberDiffers { number, owner },
            );
        }
        if let Some(first_row) = line.again(&mut self.rows, owner.to_owned()) {
            line.fault(
                Field::Owner,
                FaultKind::OwnerTwice {
                    owner: owner.to_owned(),
                    first_row,
                },
            );
        }
    }

    fn check_new(&mut self, line: &mut Line<'_, '_>, key: &str) {
        if let Some(first_row) = line.again(&mut self.keys, key.to_owned()) {
            line.fault(Field::Name, FaultKind::PersonTwice { first_row });
        }
    }

    /// The owner the row names in its owner column: from this file, from the office's records, or by the mapping.
    pub fn resolve(
        &self,
        line: &mut Line<'_, '_>,
        number: &str,
        known: &dyn Fn(&str) -> bool,
    ) -> Resolved {
        let is_owner = |number: &str| self.sound.contains(number) || known(number);
        if is_owner(number) {
            return Resolved::Key(owner_key(number));
        }
        let owner = number.to_owned();
        match line.mapping().owner(number) {
            Some(OwnerAnswer::Unknown) => {
                line.note(NoteKind::OwnerMadeUnknown { owner });
                Resolved::Nobody
            }
            Some(OwnerAnswer::Skip) => {
                line.note(NoteKind::RowSkipped { owner });
                Resolved::Skip
            }
            Some(OwnerAnswer::Number(mapped)) if is_owner(mapped) => {
                Resolved::Key(owner_key(mapped))
            }
            Some(OwnerAnswer::Number(mapped)) => {
                let mapped = mapped.clone();
                line.fault(
                    Field::Owner,
                    FaultKind::MappedOwnerUnknown { owner, mapped },
                );
                Resolved::Fault
            }
            None => {
                line.fault(Field::Owner, FaultKind::OwnerUnknown { owner });
                Resolved::Fault
            }
        }
    }

    /// The people.
    pub fn finish(self) -> Vec<Person> {
        self.people
    }
}

/// A person from what was read.
pub fn person(
    line: &Line<'_, '_>,
    key: String,
    number: Option<String>,
    personal: Personal,
    role: Role,
    belongs_to: Option<String>,
) -> Person {
    let Personal {
        name,
        unseen,
        sex,
        age,
        phones,
        id_number,
    } = personal;
    Person {
        source: line.source(),
        key,
        number,
        name,
        unseen,
        sex,
        age,
        phones,
        id_number,
        role,
        belongs_to,
        homes: Vec::new(),
    }
}
