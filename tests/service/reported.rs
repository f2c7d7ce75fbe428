//! What is handed up waits for whom it was handed to, whatever kind it is (duties.md D-008).

use frontdesk::domain::calendar::Instant;
use frontdesk::domain::error::Why;
use frontdesk::domain::staff::Rank;
use frontdesk::domain::ticket::{Grievance, Ticket};
use frontdesk::service::command::Command;
use frontdesk::service::query::{Query, Reply};
use frontdesk::service::subject::Subject;

use super::desk::*;
use crate::support::world::World;

/// A suggestion of somebody who passes by.
fn idea() -> Command {
    cmd("ticket.open")
        .arg("category", "idea")
        .arg("caller", "路人")
        .arg("text", "种树")
}

const UP: &[(&str, &str)] = &[("reason", "前台定不了"), ("target", "dept_manager")];

/// How much the top line says waits for somebody.
fn counted(world: &World, who: &str) -> i64 {
    match ask(world, who, &Query::Header) {
        Ok(Reply::Header(header)) => header.reported,
        other => panic!("{other:?}"),
    }
}

/// What the list of what was reported says to somebody.
fn waiting(world: &World, who: &str) -> Vec<String> {
    let listed = numbers(world, who, "reported", &[]);
    assert_eq!(i64::try_from(listed.len()).unwrap(), counted(world, who));
    listed
}

/// Whether accepting a ticket is offered to somebody, and why not.
fn offered(world: &World, who: &str, ticket: &Ticket) -> Vec<Option<Why>> {
    let query = Query::Actions(Subject::of(ticket));
    let Ok(Reply::Actions(actions)) = ask(world, who, &query) else {
        panic!("no actions");
    };
    actions
        .into_iter()
        .filter(|one| one.command == "ticket.accept")
        .map(|one| one.refused.map(|refusal| refusal.why))
        .collect()
}

#[test]
fn every_kind_waits_for_whom_it_was_reported_to() {
    for open in [leak(), idea(), noise()] {
        let mut world = desk();
        let number = world.opened(open);
        world.does(DESK, "ticket.escalate", number, UP);
        let before = world.ticket(number);
        let full = number.full();
        for low in [DESK, SUPERVISOR] {
            assert_eq!(waiting(&world, low), Vec::<String>::new(), "{low}");
            let (why, _) = world.refuses(low, "ticket.accept", number, &[]);
            assert_eq!(why, Why::RankTooLow, "{low}");
            assert_eq!(offered(&world, low, &before), [Some(Why::RankTooLow)]);
        }
        assert_eq!(waiting(&world, MANAGER), [full.as_str()]);
        assert_eq!(offered(&world, MANAGER, &before), [None]);
        // Everybody may list whom it was reported to.
        for (condition, count) in [
            ("reported_to = dept_manager", 1),
            ("reported_to != ", 1),
            ("reported_to = supervisor", 0),
            ("reported_to = ", 0),
        ] {
            let found = numbers(&world, DESK, "tickets", &[condition]);
            assert_eq!(found.len(), count, "{condition}");
        }
        world.holds_together();

        let acted = world.now;
        world.does(MANAGER, "ticket.accept", number, &[]);
        let after = world.ticket(number);
        assert_eq!(after.accepted_by, Some(world.actor(MANAGER).staff));
        assert_eq!(after.report, before.report);
        let report = after.report.clone().unwrap();
        assert_eq!(
            (report.to, report.by, report.reason.as_str()),
            (Rank::DeptManager, world.actor(DESK).staff, "前台定不了")
        );
        assert!(report.at < acted);
        if after.grievance.is_none() {
            assert_eq!(
                (&after.state, after.assignee, after.due_at),
                (&before.state, before.assignee, before.due_at),
                "notice alone moves nothing"
            );
        }
        assert_eq!(waiting(&world, MANAGER), Vec::<String>::new());
        assert_eq!(
            numbers(&world, DESK, "tickets", &["reported_to = "]),
            [full.as_str()]
        );
        let (why, _) = world.refuses(MANAGER, "ticket.accept", number, &[]);
        assert_eq!(why, Why::NotFromHere, "taken once");

        // Handed up once more it waits once more.
        world.does(DESK, "ticket.escalate", number, &UP[..1]);
        assert_eq!(world.ticket(number).accepted_by, None);
        assert_eq!(counted(&world, SUPERVISOR), 1);
        world.done(DESK, cmd("undo"));
        assert_eq!(counted(&world, SUPERVISOR), 0);
        world.holds_together();
    }
}

#[test]
fn the_record_says_who_handed_it_up_and_who_took_it_on() {
    let mut world = desk();
    let number = world.opened(leak());
    world.does(DESK, "ticket.escalate", number, UP);
    world.does(MANAGER, "ticket.accept", number, &[]);
    let query = Query::Detail(Subject::of(&world.ticket(number)));
    let Ok(Reply::Detail(detail)) = ask(&world, DESK, &query) else {
        panic!("no record");
    };
    let said = |name: &str| {
        let field = detail.fields.iter().find(|field| field.name == name);
        format!("{:?}", field.unwrap().value)
    };
    assert!(said("reported_to").contains("rank-dept_manager"));
    assert!(said("reported_by").contains(DESK));
    assert!(said("reported_why").contains("前台定不了"));
    assert!(said("accepted_by").contains(MANAGER));
}

#[test]
fn what_nobody_reported_asks_for_no_notice() {
    let mut world = desk();
    for open in [leak(), idea()] {
        let number = world.opened(open);
        let (why, _) = world.refuses(MANAGER, "ticket.accept", number, &[]);
        assert_eq!(why, Why::NotFromHere);
        assert_eq!(offered(&world, MANAGER, &world.ticket(number)), []);
    }
}

#[test]
fn what_is_over_waits_for_nobody() {
    let mut world = desk();
    let number = world.opened(leak());
    world.does(DESK, "ticket.escalate", number, UP);
    world.does(SUPERVISOR, "ticket.cancel", number, &[("reason", "不修了")]);
    assert_eq!(waiting(&world, MANAGER), Vec::<String>::new());
    world.done(SUPERVISOR, cmd("undo"));
    assert_eq!(waiting(&world, MANAGER), [number.full()]);
    world.holds_together();
}

#[test]
fn a_complaint_that_went_on_meanwhile_can_still_be_acknowledged() {
    let mut world = desk();
    let number = world.opened(noise());
    world.does(
        DESK,
        "ticket.notify",
        number,
        &[("department", "工程部"), ("leader", "赵经理")],
    );
    world.does(DESK, "ticket.accept", number, &[]);
    world.does(DESK, "ticket.escalate", number, UP);
    world.does(DESK, "ticket.resolve", number, &[("result", "已制止")]);
    assert_eq!(waiting(&world, MANAGER), [number.full()]);
    world.does(MANAGER, "ticket.accept", number, &[]);
    assert_eq!(world.ticket(number).state, "resolved");
    assert_eq!(waiting(&world, MANAGER), Vec::<String>::new());
    world.holds_together();
}

#[test]
fn who_may_see_more_sees_what_is_for_those_below_too() {
    let mut world = desk();
    let (first, second) = (world.opened(leak()), world.opened(idea()));
    world.does(DESK, "ticket.escalate", first, UP);
    world.does(DESK, "ticket.escalate", second, &UP[..1]);
    assert_eq!(waiting(&world, SUPERVISOR), [second.full()]);
    assert_eq!(waiting(&world, MANAGER), [second.full(), first.full()]);
}

/// What was kept before reports were kept with every ticket reads as never reported.
#[test]
fn older_values_still_read() {
    let mut world = desk();
    let number = world.opened(noise());
    let mut ticket = world.ticket(number);
    ticket.outcome = Some(frontdesk::domain::follow_up::Outcome::Satisfied);
    let bytes = minicbor::to_vec(&ticket).unwrap();
    assert_eq!(
        bytes[..2],
        [0x98, 44],
        "nothing is written for what is not there"
    );
    assert!(minicbor::decode::<Ticket>(&bytes).unwrap() == ticket);

    let grievance = Grievance {
        level: 2,
        major_since: Some(Instant::from_ms(1)),
        ..Grievance::default()
    };
    let mut bytes = minicbor::to_vec(&grievance).unwrap();
    let nothing = [0xf6; 4];
    let at = bytes.windows(4).position(|part| part == nothing).unwrap();
    // To whom, when, and by whom it was accepted.
    bytes.splice(at + 1..at + 4, *b"\x62up\x05\x03");
    assert_eq!(minicbor::decode::<Grievance>(&bytes).unwrap(), grievance);
}
