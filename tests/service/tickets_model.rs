//! Any sequence of commands leaves every record, index and figure in agreement, and nothing open without a date.

use frontdesk::domain::follow_up::FollowUp;
use frontdesk::domain::id::{Letter, Number};
use frontdesk::domain::lifecycle::{Kind, Lifecycle};
use frontdesk::domain::office::Approval;
use frontdesk::domain::ticket::{Ticket, TicketKind};
use frontdesk::service::answer::Answer;
use frontdesk::service::audit;
use frontdesk::service::lookup::every;
use proptest::prelude::*;

use super::desk::*;
use crate::support::world::World;

/// What may be asked of a ticket.
const MOVES: &[(&str, &[(&str, &str)])] = &[
    ("ticket.dispatch", &[]),
    ("ticket.dispatch", &[("worker", "李师傅")]),
    ("ticket.start", &[]),
    ("ticket.hold", &[("reason", "待料"), ("until", "后天")]),
    ("ticket.resume", &[]),
    ("ticket.return", &[("reason", "不归我管")]),
    (
        "ticket.done",
        &[("result", "修好"), ("class", "水"), ("zone", "3")],
    ),
    ("ticket.done", &[("result", "修好")]),
    (
        "ticket.file",
        &[
            ("class", "水"),
            ("zone", "3"),
            ("adopted", "no"),
            ("text", "已答"),
        ],
    ),
    ("ticket.cancel", &[("reason", "不修了")]),
    ("ticket.note", &[("text", "联系过")]),
    ("ticket.edit", &[("priority", "urgent")]),
    ("ticket.edit", &[("premises", "1-1-101")]),
    ("ticket.escalate", &[("reason", "办不了"), ("level", "2")]),
    ("ticket.voice", &[("premises", "3-2-1101")]),
    ("ticket.explain", &[("text", "说明")]),
    ("ticket.notify", &[("department", "工程"), ("leader", "赵")]),
    ("ticket.accept", &[]),
    ("ticket.plan", &[("plan", "隔音"), ("compensation", "10")]),
    ("ticket.resolve", &[("result", "已办")]),
    ("ticket.feedback", &[("text", "已告知")]),
    ("ticket.withdraw", &[("reason", "撤诉")]),
];

const OUTCOMES: &[&str] = &["satisfied", "not_satisfied", "no_answer", "exempt"];

/// One act: what kind, on which record, by whom, which of its ways, minutes later.
type Act = (u8, usize, usize, usize, i64);

fn acts() -> impl Strategy<Value = Vec<Act>> {
    prop::collection::vec(
        (0_u8..10, 0_usize..8, 0_usize..3, 0_usize..100, 0_i64..2000),
        1..40,
    )
}

fn numbers<R, F: Fn(&R) -> Number>(world: &World, number: F) -> Vec<Number>
where
    R: frontdesk::storage::record::Record,
{
    let all: Vec<R> = world.look(|tx| every(tx)).unwrap();
    all.iter().map(number).collect()
}

fn pick(from: &[Number], at: usize) -> Option<Number> {
    from.get(at % from.len().max(1)).copied()
}

fn act(world: &mut World, (what, at, who, way, later): Act) {
    let who = [DESK, SUPERVISOR, MANAGER][who];
    world.now = world.now.plus_minutes(later);
    let tickets = numbers(world, |ticket: &Ticket| ticket.number);
    let command = match what {
        0 => Some(leak().arg("dispatch", if way % 2 == 0 { "yes" } else { "no" })),
        1 => Some(noise().arg("level", ["1", "2", "3"][way % 3])),
        2 => Some(
            cmd("ticket.open")
                .arg("category", "idea")
                .arg("caller", "路人")
                .arg("text", "种树"),
        ),
        3 => Some(
            cmd("contact.log")
                .arg("premises", "6-1-201")
                .arg("category", "power")
                .arg("callback", "yes"),
        ),
        4 => pick(&numbers(world, |f: &FollowUp| f.number), at).map(|number| {
            with(
                on("followup.record", number),
                &[("outcome", OUTCOMES[way % 4]), ("text", "说了")],
            )
        }),
        5 => pick(&numbers(world, |a: &Approval| a.number), at)
            .map(|number| on("approval.grant", number)),
        6 if way % 3 == 0 => Some(cmd("undo")),
        _ => pick(&tickets, at).map(|number| {
            let (name, args) = MOVES[way % MOVES.len()];
            with(on(name, number), args)
        }),
    };
    if let Some(command) = command {
        let answer = world.ask(who, command.clone());
        assert!(!matches!(answer, Answer::Unknown(_)));
        if let Answer::Refused(refusal) = &answer {
            assert_ne!(
                refusal.why,
                frontdesk::domain::error::Why::Internal,
                "{command:?} {refusal:?}"
            );
        }
    }
}

fn life(kind: TicketKind) -> &'static Lifecycle {
    Lifecycle::load(match kind {
        TicketKind::Repair => Kind::Repair,
        TicketKind::Complaint => Kind::Complaint,
        TicketKind::Request => Kind::Request,
    })
}

fn holds(world: &World) {
    world.holds_together();
    let tickets: Vec<Ticket> = world.look(|tx| every(tx)).unwrap();
    for ticket in &tickets {
        let number = ticket.number.full();
        assert_eq!(ticket.open(), ticket.closed_at.is_none(), "{number}");
        assert_eq!(
            ticket.hold().is_some(),
            ticket.state == "on_hold",
            "{number}"
        );
        if !ticket.open() {
            continue;
        }
        assert!(
            life(ticket.kind).state(&ticket.state).is_some(),
            "{number} {}",
            ticket.state
        );
        assert!(
            ticket.due_at.is_some() && !ticket.due_rule.is_empty(),
            "{number}"
        );
        let asked = world.follow_ups(ticket.number);
        if ticket.state == "follow_up" && ticket.kind == TicketKind::Complaint {
            assert!(
                asked.iter().any(FollowUp::open),
                "{number} waits for nobody"
            );
        }
        let moved = world.moves(ticket.number);
        assert!(
            moved.ends_with(&format!(">{}", ticket.state)),
            "{number}: {moved}"
        );
        assert_eq!(
            ticket.number.letter == Letter::Complaint,
            ticket.grievance.is_some()
        );
    }
    let faults = world.look(audit::verify).unwrap().1;
    assert!(faults.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn nothing_comes_apart(acts in acts()) {
        let mut world = desk();
        for one in acts {
            act(&mut world, one);
        }
        holds(&world);
    }
}
