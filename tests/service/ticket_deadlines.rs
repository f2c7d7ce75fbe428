//! What is owed on a ticket next, and the order tickets stand in.

use frontdesk::domain::calendar::Zone;
use frontdesk::domain::ticket::Ticket;

use super::desk::*;

#[test]
fn what_is_owed_next_follows_the_ticket() {
    let mut world = desk();
    let number = world.opened(leak().arg("priority", "urgent"));
    let received = world.now;
    let owed = |rule: &str, minutes: i64| (rule.to_owned(), Some(received.plus_minutes(minutes)));
    assert_eq!(world.owed(number), owed("repair.dispatch.urgent", 15));
    world.does(DESK, "ticket.dispatch", number, &[]);
    assert_eq!(world.owed(number), owed("repair.arrival.urgent", 31));
    world.does(DESK, "ticket.start", number, &[]);
    assert_eq!(world.owed(number), owed("repair.completion.urgent", 480));
    world.does(
        DESK,
        "ticket.hold",
        number,
        &[("reason", "待料"), ("until", "明天 10:00")],
    );
    let held = world.now;
    let ticket = world.ticket(number);
    assert_eq!(ticket.urgent_at, at("2026-11-22T10:00"));
    assert!(
        !ticket.late(at("2026-11-22T10:00")),
        "what is held is not late before it wakes"
    );
    assert!(ticket.late(at("2026-11-22T10:01")), "nobody looked at it");
    world.wait_until("2026-11-22T10:00");
    world.does(DESK, "ticket.resume", number, &[]);
    let stood = world.now.since(held) / 60_000;
    assert_eq!(
        world.owed(number),
        owed("repair.completion.urgent", 480 + stood)
    );
    world.does(DESK, "ticket.done", number, &[("result", "换了龙头")]);
    let due = world.now.plus_minutes(3 * 1440);
    assert_eq!(world.owed(number), ("repair.follow_up".into(), Some(due)));
    assert_eq!(world.follow_ups(number)[0].due_at, due);
}

#[test]
fn sending_somebody_again_does_not_undo_that_nobody_came() {
    let mut world = desk();
    let number = world.opened(leak().arg("priority", "urgent"));
    world.does(DESK, "ticket.dispatch", number, &[]);
    let (sent, missed) = (world.ticket(number), world.owed(number));
    assert_eq!(missed.0, "repair.arrival.urgent");
    world.now = world.now.plus_minutes(60);
    assert!(world.ticket(number).late(world.now));
    // The same worker again.
    world.does(DESK, "ticket.dispatch", number, &[]);
    let again = world.ticket(number);
    assert_eq!(world.owed(number), missed);
    assert!(again.late(world.now), "hidden");
    assert_eq!(
        (again.assignee, again.dispatched_at),
        (sent.assignee, sent.dispatched_at)
    );
    // Nor does a worker who gives it back: the customer waits for anybody.
    world.does(DESK, "ticket.return", number, &[("reason", "不会修")]);
    assert_eq!(world.owed(number), missed);
    world.does(DESK, "ticket.dispatch", number, &[]);
    assert_eq!(world.owed(number), missed);
    // Who comes at last ends it.
    world.does(DESK, "ticket.start", number, &[]);
    assert_eq!(world.owed(number).0, "repair.completion.urgent");
}

#[test]
fn an_hour_agreed_with_the_customer_counts_for_ours() {
    let mut world = desk();
    let number = world.opened(leak().arg("appointment", "明天上午").arg("dispatch", "yes"));
    let ticket = world.ticket(number);
    let end = ticket.appointment.unwrap().window.unwrap().to;
    assert_eq!(ticket.due_rule, "repair.arrival.appointment");
    let zone = Zone::default();
    let tomorrow = zone.day_of(world.now).plus(1);
    assert_eq!(ticket.due_at, Some(zone.at(tomorrow, end).plus_minutes(30)));
    // It is moved up once the hour has gone by: we broke a promise.
    let before = ticket.urgent_at;
    world.wait_until("2026-11-22T13:00");
    world.does(DESK, "ticket.note", number, &[("text", "工人没到")]);
    let after = world.ticket(number);
    assert_eq!(before.since(after.urgent_at) / 60_000, 180);
}

#[test]
fn a_note_answers_the_silence_and_nothing_else() {
    let mut world = desk();
    let number = world.opened(noise());
    world.does(
        MANAGER,
        "ticket.notify",
        number,
        &[("department", "工程部"), ("leader", "赵经理")],
    );
    world.does(DESK, "ticket.accept", number, &[]);
    let before = world.owed(number);
    assert_eq!(before.0, "complaint.no_note");
    world.wait_until("2026-11-22T08:00");
    world.does(DESK, "ticket.note", number, &[("text", "已劝告")]);
    let owed = world.owed(number);
    assert_eq!(
        owed,
        (
            "complaint.no_note".into(),
            Some(world.now.plus_minutes(1440))
        )
    );
    assert!(owed.1 > before.1);
}

#[test]
fn order_is_the_deadline_minus_its_head_starts() {
    let mut world = desk();
    let plain = world.opened(leak());
    let ticket = world.ticket(plain);
    let ahead = |t: &Ticket| t.due_at.unwrap().since(t.urgent_at) / 60_000;
    assert_eq!(ahead(&ticket), 60, "water");
    // Who is found to be old or ill moves what is open up at once.
    let owner = format!("P{}", ticket.person.unwrap().0);
    let edit = cmd("person.edit").about(owner).arg("vulnerable", "yes");
    world.done(MANAGER, edit);
    assert_eq!(ahead(&world.ticket(plain)), 60 + 120);
    world.does(DESK, "ticket.edit", plain, &[("priority", "urgent")]);
    assert_eq!(ahead(&world.ticket(plain)), 60 + 240 + 120);
}

#[test]
fn a_changed_limit_or_holiday_moves_what_is_open_at_once() {
    let mut world = desk();
    let number = world.opened(leak());
    let call = world.opened(
        cmd("contact.log")
            .arg("premises", "3-2-1201")
            .arg("text", "问押金")
            .arg("callback", "yes"),
    );
    let waiting = world.contact(call);
    world.done(
        MANAGER,
        cmd("setting.set")
            .arg("setting", "limit.repair.dispatch.normal")
            .arg("value", "2h"),
    );
    let ticket = world.ticket(number);
    assert_eq!(ticket.due_at, Some(ticket.received_at.plus_minutes(120)));
    assert_eq!(ticket.urgent_at, ticket.received_at.plus_minutes(60));
    assert_eq!(waiting.due_at, Some(at("2026-11-23T14:00")));
    world.done(
        MANAGER,
        cmd("holiday.set")
            .arg("day", "2026-11-23")
            .arg("day_kind", "holiday"),
    );
    assert_eq!(world.contact(call).due_at, Some(at("2026-11-24T14:00")));
    world.holds_together();
}
