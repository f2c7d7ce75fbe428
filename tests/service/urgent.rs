//! The one queue of what is urgent: over all panes, by instants, explained, moved by settings.

use frontdesk::domain::calendar::Instant;
use frontdesk::domain::error::{Fact, Why};
use frontdesk::domain::id::Number;
use frontdesk::service::query::{Pane, Query, Reply};
use frontdesk::service::subject::Subject;
use frontdesk::service::view::{Coming, RowView, Urgent};

use super::desk::*;
use super::money::add_charge;
use crate::support::world::World;

const HOME: &str = "1-1-101";

/// What comes after a record in the queue; where nothing is in it, what comes next.
#[track_caller]
fn after(world: &World, subject: Option<Subject>) -> Result<Box<Urgent>, Option<Box<Coming>>> {
    match ask(world, DESK, &Query::Urgent(subject)) {
        Ok(Reply::Urgent(Some(found), None)) => Ok(found),
        Ok(Reply::Urgent(None, coming)) => Err(coming),
        other => panic!("{other:?}"),
    }
}

fn name(row: &RowView) -> String {
    match row {
        RowView::Contact(row) => row.number.full(),
        RowView::Ticket(row) => row.number.full(),
        RowView::FollowUp(row) => row.number.full(),
        RowView::Debt(row) => row.premises.clone(),
    }
}

/// The queue once round, from its beginning: name and instant.
#[track_caller]
fn queue(world: &World) -> Vec<(String, Instant)> {
    let mut seen = Vec::new();
    let mut here = None;
    loop {
        let Ok(found) = after(world, here) else {
            return seen;
        };
        let rows = &found.around.rows.rows;
        let row = rows.iter().find(|row| row.subject == found.subject);
        let one = (name(&row.expect("its pane shows it").row), found.at);
        if seen.first() == Some(&one) {
            return seen;
        }
        assert!(!seen.contains(&one), "{one:?} twice: {seen:?}");
        here = Some(found.subject);
        seen.push(one);
    }
}

fn names(world: &World) -> Vec<String> {
    queue(world).into_iter().map(|(name, _)| name).collect()
}

fn told(numbers: &[&Number]) -> Vec<String> {
    numbers.iter().map(|number| number.full()).collect()
}

/// A home that promised to pay by the 22nd.
fn promised(world: &mut World) {
    let charge = add_charge(HOME, "维修费", "300").arg("due", "2026-11-15");
    world.done(SUPERVISOR, charge);
    let promise = cmd("promise.record").about(HOME);
    world.done(DESK, promise.arg("day", "2026-11-22"));
}

fn power() -> frontdesk::service::command::Command {
    cmd("ticket.open")
        .arg("premises", "6-1-201")
        .arg("category", "power")
        .arg("text", "插座没电")
}

fn set(setting: &str, value: &str) -> frontdesk::service::command::Command {
    cmd("setting.set")
        .arg("setting", setting)
        .arg("value", value)
}

/// One of each: a ticket, one on hold until the 27th, a call to be answered, a follow-up, a promise.
fn everything(world: &mut World) -> [Number; 4] {
    promised(world);
    let ticket = world.opened(power());
    let held = world.opened(leak().arg("dispatch", "yes"));
    let until = [("reason", "parts"), ("until", "2026-11-27 10:00")];
    world.does(DESK, "ticket.hold", held, &until);
    let call = cmd("contact.log").arg("premises", "3-2-1201");
    let call = call.arg("text", "问押金").arg("callback", "yes");
    let call = world.opened(call);
    let done = world.opened(leak().arg("premises", "3-2-1101"));
    world.does(DESK, "ticket.done", done, &[("result", "换了龙头")]);
    [ticket, held, call, world.follow_ups(done)[0].number]
}

#[test]
fn one_queue_goes_over_all_four_panes_in_the_order_of_its_instants() {
    let mut world = desk();
    let [ticket, held, call, follow_up] = everything(&mut world);
    world.wait_until("2026-11-26T09:00");
    let all = queue(&world);
    assert!(all.is_sorted_by_key(|(_, at)| *at), "{all:?}");
    // Money waits two days and a follow-up one: what is due on the 22nd and the 24th counts as due on the 24th and 25th.
    let awake = [
        told(&[&ticket, &call]),
        vec![HOME.into()],
        told(&[&follow_up]),
    ]
    .concat();
    assert_eq!(names(&world), awake);
    // Who sleeps is not in it before the hour, and then in its place.
    world.wait_until("2026-11-27T09:59");
    assert_eq!(names(&world), awake);
    world.wait_until("2026-11-27T10:00");
    assert_eq!(names(&world), [awake, told(&[&held])].concat());
    // From a record that is not in it, the first.
    let (elsewhere, first) = (Subject { kind: 4, id: 1 }, after(&world, None).unwrap());
    let from = after(&world, Some(elsewhere)).map(|found| found.subject);
    assert!(matches!(from, Ok(subject) if subject != elsewhere));
    assert_eq!(first.pane, Some(Pane::Tickets));
    world.holds_together();
}

#[test]
fn who_asked_to_be_called_later_is_not_in_it_before() {
    let mut world = desk();
    let [.., follow_up] = everything(&mut world);
    world.wait_until("2026-11-25T09:00");
    assert!(names(&world).contains(&follow_up.full()));
    let later = [("outcome", "later"), ("later", "2026-11-26 15:00")];
    world.does(DESK, "followup.record", follow_up, &later);
    world.wait_until("2026-11-26T14:50");
    assert!(!names(&world).contains(&follow_up.full()));
    // No head start wakes anybody.
    world.done(MANAGER, set("head.follow_up", "600"));
    assert!(!names(&world).contains(&follow_up.full()));
    world.wait_until("2026-11-26T15:00");
    assert!(names(&world).contains(&follow_up.full()));
}

#[test]
fn where_nothing_is_urgent_it_says_what_comes_and_when() {
    let mut world = desk();
    assert_eq!(after(&world, None), Err(None));
    let ticket = world.opened(power());
    let due = world.ticket(ticket).urgent_at;
    let coming = after(&world, None).unwrap_err().expect("the ticket");
    let row = coming.row.expect("it stands in a pane");
    assert_eq!((name(&row.row), coming.at), (ticket.full(), due));
    world.now = due.plus_ms(-1);
    assert!(after(&world, None).is_err());
    world.now = due;
    assert_eq!(names(&world), told(&[&ticket]));
}

#[test]
fn a_head_start_is_a_setting_that_moves_what_is_open_at_once() {
    let mut world = desk();
    let late = world.opened(leak());
    world.wait_until("2026-11-21T09:30");
    let urgent = world.opened(power().arg("priority", "urgent"));
    world.wait_until("2026-11-21T12:00");
    assert_eq!(names(&world), told(&[&urgent, &late]));
    let before = world.lines(urgent);
    let zero = set("head.urgent", "0");
    assert_eq!(
        world.refused(DESK, zero.clone()).why,
        Why::NoRight,
        "a receptionist does not order the day"
    );
    let done = world.done(MANAGER, zero);
    let moved = done.facts.iter().find(|(name, _)| name == "moved");
    assert_eq!(moved.map(|(_, fact)| fact), Some(&Fact::Count(1)));
    assert_eq!(names(&world), told(&[&late, &urgent]));
    assert_eq!(world.lines(urgent), before);
    assert_eq!(
        Some(world.ticket(urgent).urgent_at),
        world.ticket(urgent).due_at
    );
    // Taken back, it moves them back.
    world.done(MANAGER, set("head.urgent", "240"));
    assert_eq!(names(&world), told(&[&urgent, &late]));
    // What has one for its kind needs no writing.
    promised(&mut world);
    world.wait_until("2026-11-23T00:00");
    assert_eq!(names(&world).last().map(String::as_str), Some(HOME));
    let done = world.done(MANAGER, set("head.debt", "43200"));
    assert!(done.facts.iter().all(|(name, _)| name != "moved"));
    assert_eq!(names(&world).first().map(String::as_str), Some(HOME));
    world.holds_together();
}

#[test]
fn what_explains_a_place_adds_up_to_it() {
    let mut world = desk();
    let [ticket, held, ..] = everything(&mut world);
    world.does(DESK, "ticket.edit", ticket, &[("priority", "urgent")]);
    let explained = |number: Number| {
        let id = world.ticket(number).id.0;
        match ask(&world, DESK, &Query::Explain(Subject { kind: 7, id })) {
            Ok(Reply::Explain(all)) => {
                // Behind what is owed next.
                let place = &all[1];
                assert_eq!(place.rule, "urgency");
                place.told().cloned().collect::<Vec<_>>()
            }
            other => panic!("{other:?}"),
        }
    };
    let fields = explained(ticket);
    let value = |name: &str| {
        let field = fields.iter().find(|field| field.name == name);
        field.map(|field| field.value.clone())
    };
    let (Some(Fact::At(due)), Some(Fact::At(place))) = (value("urgent_due"), value("urgent_at"))
    else {
        panic!("{fields:?}");
    };
    let ahead: i64 = fields
        .iter()
        .filter(|field| field.name.starts_with("head_"))
        .map(|field| match &field.value {
            Fact::Told(_, facts) => match facts.first() {
                Some((_, Fact::Count(minutes))) => *minutes,
                other => panic!("{other:?}"),
            },
            other => panic!("{other:?}"),
        })
        .sum();
    assert_eq!(ahead, 240);
    assert_eq!(due.plus_minutes(-ahead), place);
    assert_eq!(place, world.ticket(ticket).urgent_at);
    // What is held has its wake-up and no head start.
    let fields = explained(held);
    let named: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
    assert!(named.ends_with(&["urgent_wake", "urgent_at"]), "{named:?}");
}
