//! Approvals cannot be abused: not by oneself, not twice, not late, not for something else (reliability D12).

use frontdesk::domain::error::Why;
use frontdesk::domain::id::Number;
use frontdesk::domain::office::ApprovalState;
use frontdesk::domain::staff::{Rank, Staff};
use frontdesk::service::{audit, clock_doubt};
use frontdesk::storage::Store;
use frontdesk::storage::counters::figure;
use frontdesk::storage::kept::figures::Figure;

use super::desk::*;
use crate::support::world::World;

/// A repair, and the approval its cancellation waits for.
fn pending(world: &mut World) -> (Number, Number) {
    let number = world.opened(leak());
    let asked = world.asks(DESK, "ticket.cancel", number, &[("reason", "业主不修了")]);
    (number, asked)
}

#[track_caller]
fn untouched(world: &World, number: Number, asked: Number) {
    assert_eq!(world.ticket(number).state, "received");
    assert_eq!(world.approval(asked).state, ApprovalState::Pending);
}

#[test]
fn a_grant_does_what_was_asked_once() {
    let mut world = desk();
    let (number, asked) = pending(&mut world);
    let done = world.does(SUPERVISOR, "approval.grant", asked, &[]);
    assert_eq!(
        (done.number, done.also.as_slice()),
        (Some(asked), &[number][..])
    );
    assert_eq!(world.ticket(number).state, "cancelled");
    let approval = world.approval(asked);
    assert_eq!(
        (approval.state, approval.decided_by.unwrap().0),
        (ApprovalState::Done, 2)
    );
    let line = world
        .look(|tx| audit::event(tx, done.seq))
        .unwrap()
        .unwrap()
        .event;
    assert_eq!((line.approval, line.number), (Some(asked), Some(asked)));
    for name in ["approval.grant", "approval.refuse"] {
        let (why, _) = world.refuses(
            MANAGER,
            name,
            asked,
            &[("reason", "再来")][..usize::from(name != "approval.grant")],
        );
        assert_eq!(why, Why::Decided, "{name}");
    }
    world.holds_together();
}

#[test]
fn nobody_grants_what_they_asked_for() {
    let mut world = desk();
    let (number, asked) = pending(&mut world);
    let mut desk: Staff = world.get(1);
    desk.rank = Rank::PropertyManager;
    world.put(&mut desk);
    let (why, _) = world.refuses(DESK, "approval.grant", asked, &[]);
    assert_eq!(why, Why::OwnApproval);
    let (why, _) = world.refuses(DESK, "approval.refuse", asked, &[("reason", "算了")]);
    assert_eq!(why, Why::OwnApproval);
    untouched(&world, number, asked);
}

#[test]
fn the_desk_has_no_right_to_decide() {
    let mut world = desk();
    let (number, asked) = pending(&mut world);
    let (why, _) = world.refuses(DESK, "approval.grant", asked, &[]);
    assert_eq!(why, Why::NoRight);
    untouched(&world, number, asked);
}

#[test]
fn a_record_that_changed_is_another_matter() {
    let mut world = desk();
    let (number, asked) = pending(&mut world);
    world.does(DESK, "ticket.note", number, &[("text", "又说要修")]);
    let (why, _) = world.refuses(SUPERVISOR, "approval.grant", asked, &[]);
    assert_eq!(why, Why::ApprovalStale);
    untouched(&world, number, asked);
    world.does(
        SUPERVISOR,
        "approval.refuse",
        asked,
        &[("reason", "情况变了")],
    );
    assert_eq!(world.approval(asked).state, ApprovalState::Refused);
}

#[test]
fn arguments_that_were_altered_are_not_what_was_asked() {
    let mut world = desk();
    let (number, asked) = pending(&mut world);
    let mut approval = world.approval(asked);
    approval.args[0].1 = "别的原因".into();
    world.put(&mut approval);
    let (why, _) = world.refuses(SUPERVISOR, "approval.grant", asked, &[]);
    assert_eq!(why, Why::ApprovalStale);
    assert_eq!(world.ticket(number).state, "received");
}

#[test]
fn an_expired_one_is_not_granted() {
    let mut world = desk();
    let (number, asked) = pending(&mut world);
    world.wait_until("2026-11-28T10:00");
    let (why, _) = world.refuses(SUPERVISOR, "approval.grant", asked, &[]);
    assert_eq!(why, Why::Decided);
    untouched(&world, number, asked);
}

#[test]
fn who_asked_must_still_be_allowed_to() {
    let mut world = desk();
    let (number, asked) = pending(&mut world);
    let mut gone: Staff = world.get(1);
    gone.active = false;
    world.put(&mut gone);
    let (why, _) = world.refuses(SUPERVISOR, "approval.grant", asked, &[]);
    assert_eq!(why, Why::NoRight);
    untouched(&world, number, asked);
}

#[test]
fn refusing_wants_a_reason_and_changes_nothing_else() {
    let mut world = desk();
    let (number, asked) = pending(&mut world);
    let (why, _) = world.refuses(SUPERVISOR, "approval.refuse", asked, &[]);
    assert_eq!(why, Why::Missing);
    let before = world.ticket(number);
    world.does(
        SUPERVISOR,
        "approval.refuse",
        asked,
        &[("reason", "业主没说清")],
    );
    assert_eq!(world.ticket(number), before);
    assert_eq!(world.approval(asked).reason, "业主没说清");
}

#[test]
fn a_decision_is_never_taken_back() {
    let mut world = desk();
    let (_, asked) = pending(&mut world);
    world.does(SUPERVISOR, "approval.grant", asked, &[]);
    let refusal = world.refused(SUPERVISOR, cmd("undo"));
    assert_eq!(refusal.why, Why::CannotUndo);
}

#[test]
fn what_nobody_decided_in_time_is_over() {
    let mut world = desk();
    let (_, first) = pending(&mut world);
    let complaint = world.opened(noise().arg("level", "2"));
    let upward = [("reason", "前台办不了")];
    world.does(DESK, "ticket.escalate", complaint, &upward);
    world.does(MANAGER, "ticket.accept", complaint, &[]);
    let planned = world.does(
        SUPERVISOR,
        "ticket.plan",
        complaint,
        &[("plan", "请物业上门协调")],
    );
    let plan = planned.also[0];
    world.wait_until("2026-11-25T09:00");
    let (second, young) = pending(&mut world);
    let waiting = |world: &World| {
        let key = Figure::PendingApprovals.key();
        world.look(|tx| figure(tx, &key)).unwrap()
    };
    assert_eq!(waiting(&world), 3);
    world.wait_until("2026-11-29T00:00");
    let lines = |world: &World| world.look(|tx| audit::head(tx)).unwrap().seq;
    let before = lines(&world);
    let done = world.done(MANAGER, cmd("approval.expire"));
    assert_eq!(done.also, [first, plan, complaint]);
    assert_eq!(lines(&world), before + 1, "one line for all of them");
    assert_eq!(world.approval(first).state, ApprovalState::Expired);
    assert_eq!(world.approval(plan).state, ApprovalState::Expired);
    assert_eq!(world.approval(young).state, ApprovalState::Pending);
    assert_eq!(waiting(&world), 1);
    assert_eq!(world.ticket(second).state, "received");
    let ticket = world.ticket(complaint);
    assert_eq!(ticket.state, "handling", "the plan is to be made anew");
    let line = world
        .look(|tx| audit::event(tx, done.seq))
        .unwrap()
        .unwrap()
        .event;
    assert_eq!(line.approval, None);
    let (why, _) = world.refuses(SUPERVISOR, "approval.grant", plan, &[]);
    assert_eq!(why, Why::Decided);
    let again = world.done(MANAGER, cmd("approval.expire"));
    assert!(again.also.is_empty());
    world.holds_together();
}

#[test]
fn a_clock_in_doubt_ends_nothing() {
    let mut world = desk();
    let (number, asked) = pending(&mut world);
    let mut tx = world.store.write().unwrap();
    clock_doubt::raise(&mut *tx, 20_000).unwrap();
    tx.commit().unwrap();
    world.wait_until("2026-12-05T00:00");
    let refusal = world.refused(MANAGER, cmd("approval.expire"));
    assert_eq!(refusal.why, Why::ClockJumped);
    untouched(&world, number, asked);
}
