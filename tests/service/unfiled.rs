//! Repairs that are done and not filed are a list of their own (duties.md D-019).

use frontdesk::service::query::{ListQuery, Query, Reply};
use frontdesk::storage::kept::indexes::TICKET_DONE_UNFILED;

use super::desk::*;
use crate::support::world::World;

const FILED: &[(&str, &str)] = &[("class", "给排水"), ("zone", "3")];

/// A repair that was finished with nothing said of where its slip goes.
fn finished(world: &mut World) -> String {
    let number = world.opened(leak());
    world.does(DESK, "ticket.done", number, &[("result", "换了龙头")]);
    number.full()
}

fn unfiled(world: &World) -> Vec<String> {
    numbers(world, DESK, "tickets", &["filed = no"])
}

#[test]
fn what_is_done_and_not_filed_is_listed_until_it_is() {
    let mut world = desk();
    world.opened(leak());
    world.opened(noise());
    let (first, second) = (finished(&mut world), finished(&mut world));
    let third = world.opened(leak());
    let done = [&[("result", "换了龙头")], FILED].concat();
    world.does(DESK, "ticket.done", third, &done);
    assert_eq!(unfiled(&world), [first.as_str(), second.as_str()]);
    assert_eq!(
        numbers(&world, DESK, "tickets", &["filed = yes"]),
        [third.full()]
    );
    // What is not done, or no repair, is neither.
    assert_eq!(numbers(&world, DESK, "tickets", &["filed = "]).len(), 2);
    assert_eq!(
        numbers(&world, DESK, "tickets", &["filed = no", "kind = complaint"]).len(),
        0
    );

    world.done(DESK, with(cmd("ticket.file").about(&first), FILED));
    assert_eq!(unfiled(&world), [second.as_str()]);
    world.done(DESK, cmd("undo"));
    assert_eq!(unfiled(&world), [first.as_str(), second.as_str()]);
    world.holds_together();
}

#[test]
fn the_list_is_read_from_its_index_alone() {
    let mut world = desk();
    for _ in 0..2 {
        world.opened(leak());
        finished(&mut world);
    }
    let page = |conditions: &[&str]| {
        let query = ListQuery {
            export: false,
            what: "tickets".into(),
            conditions: conditions.iter().map(ToString::to_string).collect(),
            limit: 1,
            reveal: false,
            after: None,
        };
        match ask(&world, DESK, &Query::List(query)) {
            Ok(Reply::List(listing)) => listing.next.unwrap(),
            other => panic!("{other:?}"),
        }
    };
    // The place to go on from is one of the index, whatever else is asked.
    assert_eq!(page(&["filed = no"])[0], TICKET_DONE_UNFILED);
    assert_eq!(
        page(&["kind = repair", "filed = no"])[0],
        TICKET_DONE_UNFILED
    );
    assert_ne!(page(&["filed != yes"])[0], TICKET_DONE_UNFILED);
}
