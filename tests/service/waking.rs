//! What sleeps and what waits comes up by itself, in the order it is owed.

use frontdesk::domain::calendar::Zone;
use frontdesk::domain::contact::ContactState;
use frontdesk::domain::error::Fact;
use frontdesk::domain::id::Number;
use frontdesk::service::query::{Pane, Query, Reply, Window};
use frontdesk::service::subject::by_number;
use frontdesk::service::view::{Explanation, Header, RowView};

use super::desk::*;
use crate::support::world::World;

/// The numbers of a pane's rows, from the top.
fn numbers(world: &World, pane: Pane) -> Vec<Number> {
    let Ok(Reply::Pane(rows)) = ask(world, DESK, &Query::Pane(pane, Window::first(20))) else {
        panic!("no rows");
    };
    rows.rows
        .iter()
        .filter_map(|placed| match &placed.row {
            RowView::Contact(row) => Some(row.number),
            RowView::Ticket(row) => Some(row.number),
            RowView::FollowUp(row) => Some(row.number),
            RowView::Debt(_) => None,
        })
        .collect()
}

fn header(world: &World) -> Header {
    match ask(world, DESK, &Query::Header) {
        Ok(Reply::Header(header)) => header,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_on_hold_sleeps_and_comes_up_on_its_day() {
    let mut world = desk();
    let held = world.opened(leak().arg("dispatch", "yes"));
    let until = [("reason", "parts"), ("until", "明天 10:00")];
    world.does(DESK, "ticket.hold", held, &until);
    let other = world.opened(leak().arg("premises", "6-1-201"));
    assert_eq!(numbers(&world, Pane::Tickets), [other, held]);
    assert_eq!(header(&world).late, 0);
    world.wait_until("2026-11-22T10:05");
    // Nothing moves it up: it is due at 10:36.
    let young = world.opened(
        cmd("ticket.open")
            .arg("premises", "1-1-101")
            .arg("category", "power")
            .arg("text", "插座没电"),
    );
    assert_eq!(numbers(&world, Pane::Tickets), [other, held, young]);
    assert_eq!(header(&world).late, 2, "the sleeper woke");
    world.does(DESK, "ticket.resume", held, &[]);
    world.does(
        DESK,
        "ticket.hold",
        held,
        &[("reason", "parts"), ("until", "后天")],
    );
    assert_eq!(numbers(&world, Pane::Tickets), [other, young, held]);
    assert_eq!(header(&world).late, 1);
    world.holds_together();
}

/// The minutes a broken appointment moves a ticket up, as `e` explains it; none where it does not.
fn broken_promise(world: &World, number: Number) -> Option<Fact> {
    let subject = world.look(|tx| by_number(tx, number).unwrap().unwrap().subject().unwrap());
    match ask(world, DESK, &Query::Explain(subject)) {
        Ok(Reply::Explain(all)) => all
            .iter()
            .flat_map(Explanation::told)
            .find(|field| field.name == "head_promise")
            .map(|field| field.value.clone()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_broken_appointment_moves_up_at_its_hour_in_the_order_as_in_what_explains_it() {
    let mut world = desk();
    let appointed = leak().arg("dispatch", "yes");
    let promised = world.opened(appointed.arg("appointment", "明天上午"));
    // Due in the three hours by which the other will be moved up.
    world.wait_until("2026-11-22T10:00");
    let between = world.opened(
        cmd("ticket.open")
            .arg("premises", "6-1-201")
            .arg("category", "power")
            .arg("text", "插座没电"),
    );
    let ticket = world.ticket(promised);
    let end = ticket.appointment.unwrap().span(Zone::default()).1;
    let first = ticket.urgent_at;
    let order = |world: &World| numbers(world, Pane::Tickets);
    let before = [between, promised];
    // To the last moment of the hour nothing is broken; with the next it is, without anybody writing anything.
    world.now = end;
    assert_eq!(broken_promise(&world, promised), None);
    assert_eq!(order(&world), before);
    assert_eq!(world.ticket(promised).place_at(world.now), first);
    world.now = end.plus_ms(1);
    assert!(broken_promise(&world, promised).is_some());
    let place = world.ticket(promised).place_at(world.now);
    assert_eq!(first.since(place) / 60_000, 180);
    assert_eq!(order(&world), [promised, between]);
    // The cursor that stands on it finds it in its new place, and each page has it once.
    let id = world.ticket(promised).id.0;
    let paged = |window: Window| match ask(&world, DESK, &Query::Pane(Pane::Tickets, window)) {
        Ok(Reply::Pane(rows)) => rows,
        other => panic!("{other:?}"),
    };
    let one = paged(Window::first(1));
    assert_eq!((one.rows.len(), one.more), (1, true));
    let mut next = Window::first(1);
    next.after = one.rows.last().map(|row| row.position.clone());
    next.held = Some(id);
    let two = paged(next);
    assert_eq!((two.rows.len(), two.more), (1, false));
    assert_eq!(two.held.unwrap().position, one.rows[0].position);
    // What saves it next changes nothing of that; who starts ends it.
    world.does(DESK, "ticket.note", promised, &[("text", "工人没到")]);
    assert_eq!(world.ticket(promised).place_at(world.now), place);
    assert_eq!(order(&world), [promised, between]);
    world.does(DESK, "ticket.start", promised, &[]);
    assert_eq!(broken_promise(&world, promised), None);
    assert_eq!(world.ticket(promised).moves_up, None);
    world.holds_together();
}

#[test]
fn who_waits_in_the_hall_comes_before_what_is_owed_later() {
    let mut world = desk();
    let call = |text: &str| {
        cmd("contact.log")
            .arg("premises", "3-2-1201")
            .arg("text", text)
    };
    let back = world.opened(call("问押金").arg("callback", "yes"));
    let incident = world.opened(
        cmd("contact.log")
            .arg("channel", "shift")
            .arg("area", "地下车库")
            .arg("text", "水管爆裂")
            .arg("first_action", "关阀"),
    );
    let settled = world.opened(call("问电话"));
    let visitor = world.opened(
        call("办门禁卡")
            .arg("channel", "visit")
            .arg("waiting", "yes"),
    );
    let states = [back, incident, visitor].map(|number| world.contact(number).state);
    assert_eq!(
        states,
        [
            ContactState::CallBack,
            ContactState::Unreported,
            ContactState::Waiting
        ]
    );
    assert_eq!(
        numbers(&world, Pane::Contacts),
        [visitor, incident, back, settled]
    );
    // An incident that should have been reported before the next visitor came goes first.
    let due = world.contact(incident).due_at.unwrap();
    world.now = due.plus_minutes(10);
    let next = world.opened(call("开证明").arg("channel", "visit").arg("waiting", "yes"));
    assert_eq!(
        numbers(&world, Pane::Contacts)[..3],
        [visitor, incident, next]
    );
    world.does(DESK, "contact.answer", visitor, &[("left", "yes")]);
    assert_eq!(numbers(&world, Pane::Contacts)[..2], [incident, next]);
    world.holds_together();
}
