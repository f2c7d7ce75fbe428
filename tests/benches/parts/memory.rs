//! Memory of a process of its own: after browsing, and after searching.

use std::path::Path;
use std::process::Command;

use frontdesk::domain::ticket::Ticket;
use frontdesk::service::query::{Pane, Query, Window};
use frontdesk::service::subject::Subject;
use frontdesk::storage::record::Record;

use super::search;
use super::{Desk, WINDOW};
use crate::estate::{Random, Size};
use crate::kit::machine::most_resident;
use crate::kit::table::{Figure, Unit};

/// Records looked at while browsing.
const LOOKS: u64 = 5_000;

/// Runs this program again as the process to be measured.
pub fn figures(path: &Path, size: Size, out: &mut Vec<Figure>) {
    let own = std::env::current_exe().unwrap();
    let tickets = size.tickets.to_string();
    let child = Command::new(own)
        .args(["--sizes", &tickets, "--child"])
        .arg(path)
        .output()
        .unwrap();
    assert!(child.status.success(), "{child:?}");
    let said = String::from_utf8(child.stdout).unwrap();
    for line in said.lines() {
        let (name, mebibytes) = line.split_once('\t').unwrap();
        out.push(Figure::one(
            name,
            Unit::Mebibytes,
            mebibytes.parse().unwrap(),
        ));
    }
}

/// What the measured process does.
pub fn child(path: &Path, tickets: u64) {
    let desk = search::desk_at(path);
    say("memory: opened and checked");
    browse(&desk, tickets);
    say("memory: browsing");
    let text = search::read_in(&desk.store);
    search::each_once(&desk, &text);
    say("memory: searching");
}

fn browse(desk: &Desk, tickets: u64) {
    let mut random = Random::new(3);
    for _ in 0..LOOKS {
        for pane in Pane::ALL {
            desk.must(&Query::Pane(*pane, Window::first(WINDOW)));
        }
        desk.must(&Query::Detail(Subject {
            kind: Ticket::KIND,
            id: random.below(tickets) + 1,
        }));
    }
}

fn say(name: &str) {
    println!("{name}\t{}", most_resident());
}
