//! Hostile text that is in the books already, from whatever wrote them.

use std::sync::Arc;

use frontdesk::domain::contact::Contact;
use frontdesk::domain::household::{Household, Person};
use frontdesk::domain::staff::Staff;
use frontdesk::domain::ticket::Ticket;

use super::office::{self, Office};
use super::{STEERING, raw};
use crate::cli::desk::Desk;

/// All of it in one line.
pub fn all() -> String {
    STEERING.concat()
}

/// An office whose records hold it in every text people read.
pub fn spoilt() -> Office {
    spoilt_with(all)
}

/// The same, each text another.
pub fn spoilt_with(mut text: impl FnMut() -> String) -> Office {
    let office = office::open();
    let world = office.lock().unwrap();
    let mut ticket: Ticket = world.get(1);
    for field in [
        &mut ticket.premises,
        &mut ticket.caller,
        &mut ticket.phone,
        &mut ticket.place,
        &mut ticket.summary,
        &mut ticket.text,
    ] {
        *field = text();
    }
    world.put(&mut ticket);
    for id in [1, 2] {
        let mut contact: Contact = world.get(id);
        for field in [
            &mut contact.premises,
            &mut contact.caller,
            &mut contact.phone,
            &mut contact.text,
        ] {
            *field = text();
        }
        world.put(&mut contact);
    }
    let mut home: Household = world.get(4);
    home.note = text();
    world.put(&mut home);
    let mut person: Person = world.get(4);
    person.name = text();
    person.note = text();
    person.phones = vec![text()];
    person.plates = vec![text()];
    world.put(&mut person);
    let mut staff: Staff = world.get(4);
    staff.name = text();
    world.put(&mut staff);
    drop(world);
    office
}

#[test]
fn nothing_of_it_is_printed() {
    let office = spoilt();
    let desk = Desk::new(move |ask| Some(office::told(&office, ask)));
    let mut told = 0;
    let mut look = |args: &[&str]| {
        let ran = desk.run(args);
        for printed in [&ran.out, &ran.err] {
            assert_eq!(raw(printed), None, "{args:?}: {printed:?}");
        }
        told += usize::from(ran.out.contains("PWNED"));
    };
    for what in frontdesk::service::queries::list::names() {
        look(&["list", what]);
        look(&["list", what, "--json"]);
        look(&["list", what, "--reveal"]);
        look(&["export", what, "--reveal"]);
        look(&["export", what, "--format", "json"]);
    }
    for number in ["R1121-001", "C1121-001", "C1121-002", "3-2-1201"] {
        look(&["show", number]);
        look(&["show", number, "--json"]);
    }
    // It was there to be seen.
    assert!(told > 15, "only {told}");
}

#[test]
fn a_file_of_any_kind_holds_none_of_it() {
    let office = spoilt();
    let asked = Arc::clone(&office);
    let desk = Desk::new(move |ask| Some(office::told(&asked, ask)));
    let path = desk.path("tickets.csv");
    let ran = desk.run(&["export", "tickets", "--out", &path]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let file = std::fs::read_to_string(path).unwrap();
    assert!(file.contains("PWNED"));
    assert_eq!(raw(&file), None);
}
