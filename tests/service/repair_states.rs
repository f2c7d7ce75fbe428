//! The table of a repair: what each command makes of each state, and that nothing else moves it.

use frontdesk::domain::error::Why;
use frontdesk::domain::id::Number;

use super::desk::*;
use crate::support::world::World;

/// The commands of the table's columns.
const MOVES: &[(&str, &[(&str, &str)])] = &[
    ("ticket.dispatch", &[]),
    ("ticket.start", &[]),
    ("ticket.hold", &[("reason", "待料"), ("until", "后天")]),
    ("ticket.resume", &[]),
    ("ticket.return", &[("reason", "不归水工")]),
    ("ticket.done", &[("result", "换了龙头")]),
    ("ticket.file", &[("class", "给排水"), ("zone", "3")]),
    ("ticket.cancel", &[("reason", "业主不修了")]),
    ("ticket.note", &[("text", "已联系业主")]),
    ("ticket.escalate", &[("reason", "业主催得急")]),
    ("ticket.explain", &[("text", "说明")]),
];

/// A state, then where each command leads from it; `-` is a refusal.
const TABLE: &str = "
    received   dispatched working on_hold -       -        follow_up -         cancelled received   received   -
    dispatched dispatched working on_hold -       returned follow_up -         cancelled dispatched dispatched -
    returned   dispatched working on_hold -       -        follow_up -         cancelled returned   returned   -
    working    working    -       on_hold -       -        follow_up -         -         working    working    -
    on_hold    on_hold    -       -       working -        follow_up -         cancelled on_hold    on_hold    -
    follow_up  -          -       -       -       -        -         follow_up -         follow_up  follow_up  -
    rework     dispatched working on_hold -       -        follow_up -         -         rework     rework     -
    closed     -          -       -       -       -        -         -         -         -          -          -
    cancelled  -          -       -       -       -        -         -         -         -          -          -
";

/// The outcomes of follow-ups that bring a repair into a state.
const DISPUTED: &[(&str, &str)] = &[("outcome", "not_satisfied"), ("text", "又漏了")];
const SETTLED: &[(&str, &str)] = &[
    ("outcome", "satisfied"),
    ("text", "好了"),
    ("class", "给排水"),
    ("zone", "3"),
];

/// Brings a new repair into `state`.
fn repair_in(world: &mut World, state: &str) -> Number {
    let number = world.opened(leak());
    let column = |at: usize| MOVES[at];
    let steps: &[usize] = match state {
        "dispatched" => &[0],
        "returned" => &[0, 4],
        "working" => &[1],
        "on_hold" => &[2],
        "cancelled" => &[7],
        "follow_up" | "rework" | "closed" => &[5],
        _ => &[],
    };
    for (name, args) in steps.iter().copied().map(column) {
        world.does(SUPERVISOR, name, number, args);
    }
    if let "rework" | "closed" = state {
        let asked = world.follow_ups(number)[0].number;
        let said = if state == "rework" { DISPUTED } else { SETTLED };
        world.does(DESK, "followup.record", asked, said);
    }
    assert_eq!(world.ticket(number).state, state);
    number
}

#[test]
fn a_repair_walks_every_arrow_and_no_other() {
    for row in TABLE.lines().filter(|line| !line.trim().is_empty()) {
        let mut cells = row.split_whitespace();
        let from = cells.next().unwrap();
        let cells: Vec<&str> = cells.collect();
        assert_eq!(cells.len(), MOVES.len(), "{from}");
        for ((name, args), to) in MOVES.iter().zip(cells) {
            let mut world = desk();
            let number = repair_in(&mut world, from);
            if to == "-" {
                let (why, facts) = world.refuses(SUPERVISOR, name, number, args);
                assert_eq!(why, Why::NotFromHere, "{name} from {from}");
                assert_eq!(facts[0], state(&format!("repair-{from}"))[0]);
                assert_eq!(world.ticket(number).state, from);
            } else {
                world.does(SUPERVISOR, name, number, args);
                assert_eq!(world.ticket(number).state, to, "{name} from {from}");
            }
            world.holds_together();
        }
    }
}
