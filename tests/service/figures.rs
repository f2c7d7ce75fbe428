//! How the figures of the top line come about: each adds up to what the line says.

use frontdesk::domain::error::Fact;
use frontdesk::service::query::{Query, Reply};
use frontdesk::service::view::{Explanation, Header};

use super::desk::*;
use super::money::{self, run};
use crate::support::world::World;

fn explained(world: &World, rule: &str) -> Explanation {
    let Ok(Reply::Explain(all)) = ask(world, DESK, &Query::Figures) else {
        panic!("no figures");
    };
    let found = all.into_iter().find(|one| one.rule == rule);
    found.unwrap_or_else(|| panic!("no {rule}"))
}

fn header(world: &World) -> Header {
    match ask(world, DESK, &Query::Header) {
        Ok(Reply::Header(header)) => header,
        other => panic!("{other:?}"),
    }
}

fn count(one: &Explanation, name: &str) -> i64 {
    let field = one.told().find(|field| field.name == name);
    match field.map(|field| &field.value) {
        Some(Fact::Count(count)) => *count,
        other => panic!("{name}: {other:?}"),
    }
}

#[test]
fn what_is_open_and_late_adds_up() {
    let mut world = desk();
    world.opened(leak());
    world.opened(noise());
    world.wait_until("2026-11-23T09:00");
    world.opened(leak().arg("premises", "3-2-1101"));
    let (open, late) = (explained(&world, "open"), explained(&world, "late"));
    let parts = ["repair", "complaint", "request"].map(|kind| count(&open, kind));
    assert_eq!(parts, [2, 1, 0]);
    assert_eq!(count(&open, "fig_open"), parts.iter().sum::<i64>());
    assert_eq!(count(&open, "fig_open"), header(&world).open);
    assert_eq!((count(&late, "fig_late"), header(&world).late), (2, 2));
}

#[test]
fn the_rate_is_what_its_steps_say() {
    let mut world = money::estate();
    world.done(SUPERVISOR, run("2026-11"));
    let owed = money::debt(&world, "3-2-1201").amount;
    world.done(DESK, money::pay("3-2-1201", &owed.plain()));
    let rate = explained(&world, "rate");
    let [homes, charged, unpaid, paid] = [
        "handed_homes",
        "charged_homes",
        "unpaid_homes",
        "paid_homes",
    ]
    .map(|name| count(&rate, name));
    assert_eq!(paid, charged - unpaid);
    assert_eq!(header(&world).rate, Some(paid * 1000 / homes));
    assert!(paid == 1 && unpaid > 0, "{rate:?}");
}
