//! The shipped lifecycles hold what duties.md 5.1 and 5.2 say; a bad one is refused with all its faults.

use std::collections::BTreeSet;

use frontdesk::domain::lifecycle::{
    ClockChange, Group, Kind, Lifecycle, Names, Rank, What, approval, right,
};
use proptest::prelude::*;

/// Prints the way of a command: `start dispatched>working, done working>done`.
fn way(kind: Kind, from: &str, command: &str) -> String {
    let steps: Vec<String> = Lifecycle::load(kind)
        .path(from, command)
        .iter()
        .map(|step| format!("{} {}>{}", step.rule.name, step.from, step.to))
        .collect();
    steps.join(", ")
}

#[test]
fn the_shipped_files_have_no_fault() {
    for kind in Kind::ALL {
        assert_eq!(kind.read().map(|_| ()), Ok(()), "{}", kind.name());
        assert_eq!(Lifecycle::load(*kind).kind(), kind.name());
        assert_eq!(Lifecycle::load(*kind).initial(), "received");
    }
}

/// Returns the states that `kind` leads to from `state` by its own arrows.
fn leads_to(kind: Kind, state: &str) -> BTreeSet<&'static str> {
    Lifecycle::load(kind)
        .moves()
        .iter()
        .filter(|rule| {
            Lifecycle::load(kind)
                .moves_from(state)
                .any(|leaving| leaving == *rule)
        })
        .filter_map(|rule| rule.to.as_deref())
        .collect()
}

#[test]
fn a_repair_goes_where_the_duties_say() {
    for (state, to) in [
        ("received", vec!["cancelled", "dispatched"]),
        ("dispatched", vec!["cancelled", "returned", "working"]),
        ("returned", vec!["cancelled", "dispatched"]),
        ("working", vec!["done", "on_hold"]),
        ("on_hold", vec!["cancelled", "working"]),
        ("done", vec!["follow_up"]),
        ("follow_up", vec!["closed", "rework"]),
        ("rework", vec!["dispatched"]),
        ("closed", vec![]),
        ("cancelled", vec![]),
    ] {
        assert_eq!(
            leads_to(Kind::Repair, state),
            BTreeSet::from_iter(to),
            "{state}"
        );
    }
}

#[test]
fn a_complaint_goes_where_the_duties_say() {
    for (state, to) in [
        (
            "received",
            vec!["escalated", "explained", "notified", "withdrawn"],
        ),
        ("explained", vec!["follow_up", "withdrawn"]),
        ("notified", vec!["handling", "withdrawn"]),
        ("escalated", vec!["handling", "plan_pending", "withdrawn"]),
        ("handling", vec!["plan_pending", "resolved", "withdrawn"]),
        (
            "plan_pending",
            vec!["handling", "plan_approved", "withdrawn"],
        ),
        ("plan_approved", vec!["handling", "withdrawn"]),
        ("resolved", vec!["fed_back", "withdrawn"]),
        ("fed_back", vec!["follow_up", "withdrawn"]),
        ("follow_up", vec!["closed", "reopened", "withdrawn"]),
        ("reopened", vec!["escalated", "handling", "withdrawn"]),
        ("closed", vec![]),
        ("withdrawn", vec![]),
    ] {
        assert_eq!(
            leads_to(Kind::Complaint, state),
            BTreeSet::from_iter(to),
            "{state}"
        );
    }
}

#[test]
fn a_command_walks_the_arrows_between() {
    assert_eq!(
        way(Kind::Repair, "dispatched", "done"),
        "start dispatched>working, done working>done, await_follow_up done>follow_up"
    );
    assert_eq!(
        way(Kind::Repair, "on_hold", "done"),
        "resume on_hold>working, done working>done, await_follow_up done>follow_up"
    );
    assert_eq!(
        way(Kind::Repair, "dispatched", "dispatch"),
        "dispatch dispatched>dispatched"
    );
    assert_eq!(way(Kind::Repair, "working", "note"), "note working>working");
    assert_eq!(
        way(Kind::Complaint, "received", "explain"),
        "explain received>explained, await_follow_up explained>follow_up"
    );
    assert_eq!(
        way(Kind::Complaint, "plan_pending", "grant_plan"),
        "grant_plan plan_pending>plan_approved, carry_out_plan plan_approved>handling"
    );
    assert_eq!(
        way(Kind::Request, "received", "feedback"),
        "dispatch received>assigned, feedback assigned>answered"
    );
    assert_eq!(way(Kind::Repair, "closed", "note"), "");
    assert_eq!(way(Kind::Repair, "nowhere", "note"), "");
}

#[test]
fn what_leads_nowhere_is_refused() {
    let refused = Lifecycle::load(Kind::Repair)
        .advance("working", "cancel")
        .unwrap_err();
    assert_eq!(
        (refused.from.as_str(), refused.command.as_str()),
        ("working", "cancel")
    );
}

#[test]
fn clocks_follow_the_way() {
    let life = Lifecycle::load(Kind::Repair);
    let done = life.clock_changes(&life.path("dispatched", "done"));
    assert_eq!(done.get("arrival"), Some(&ClockChange::Stop));
    assert_eq!(done.get("completion"), Some(&ClockChange::Stop));
    assert_eq!(done.get("follow_up"), Some(&ClockChange::Start));
    let hold = life.clock_changes(&life.path("working", "hold"));
    assert_eq!(hold.get("completion"), Some(&ClockChange::Pause));
    let cancelled = life.clock_changes(&life.path("received", "cancel"));
    assert!(
        cancelled
            .values()
            .all(|change| *change == ClockChange::Stop)
    );
    assert_eq!(cancelled.len(), life.clocks().len());
}

#[test]
fn rights_are_the_highest_on_the_way() {
    let repair = Lifecycle::load(Kind::Repair);
    assert_eq!(
        approval(&repair.path("received", "cancel")),
        Some(Rank::Supervisor)
    );
    assert_eq!(approval(&repair.path("working", "done")), None);
    let complaint = Lifecycle::load(Kind::Complaint);
    assert_eq!(
        right(&complaint.path("plan_pending", "grant_plan")),
        Rank::PropertyManager
    );
    assert_eq!(right(&complaint.path("handling", "plan")), Rank::Supervisor);
}

#[test]
fn all_faults_are_named_at_once() {
    let broken = Kind::Request
        .text()
        .replace("\"assigned\"\nright", "\"asigned\"\nright")
        .replacen("guards = [\"reason\"]", "guards = [\"raeson\"]", 1)
        .replace("effects = [\"report_upward\"]", "effects = [\"shout\"]")
        .replace("stops = [\"answer\"]", "stops = [\"anser\"]")
        .replace("passed_by = [\"file\"]", "passed_by = [\"fill\"]");
    let faults = Lifecycle::read(&broken, &Names::TICKETS).unwrap_err();
    let found: Vec<(&str, &What)> = faults
        .iter()
        .map(|fault| (fault.path.as_str(), &fault.what))
        .collect();
    let text = str::to_owned;
    for wanted in [
        ("moves[0].to", &What::UnknownState(text("asigned"))),
        ("moves[4].guards", &What::UnknownGuard(text("raeson"))),
        ("moves[6].effects", &What::UnknownEffect(text("shout"))),
        ("moves[2].stops", &What::UnknownClock(text("anser"))),
        ("moves[2].passed_by", &What::UnknownCommand(text("fill"))),
        ("states.assigned", &What::Unreachable(text("assigned"))),
    ] {
        assert!(found.contains(&wanted), "{wanted:?} not in {found:#?}");
    }
}

#[test]
fn dead_ends_and_circles_are_faults() {
    let base = r#"
kind = "x"
opening = { right = "receptionist" }
states = [
  { id = "a", group = "initial" },
  { id = "b", group = "active" },
  { id = "z", group = "closed" },
]
"#;
    for (moves, wanted) in [
        (
            r#"[{ name = "go", from = ["a"], to = "b", right = "receptionist" }, { name = "end", from = ["a"], to = "z", right = "receptionist" }]"#,
            What::NoWayOut("b".into()),
        ),
        (
            r#"[{ name = "go", from = ["a"], to = "b", right = "receptionist" }, { name = "back", from = ["b"], to = "a", right = "receptionist" }]"#,
            What::NeverCloses("a".into()),
        ),
        (
            r#"[{ name = "go", from = ["a"], to = "b", right = "receptionist", automatic = true }, { name = "back", from = ["b"], to = "a", right = "receptionist", automatic = true }, { name = "end", from = ["a"], to = "z", right = "receptionist" }]"#,
            What::AutomaticCircle("a".into()),
        ),
        (
            r#"[{ name = "go", from = ["a"], to = "b", right = "receptionist" }, { name = "go", from = ["a"], to = "z", right = "receptionist" }, { name = "end", from = ["b", "z"], to = "z", right = "receptionist" }]"#,
            What::Ambiguous {
                name: "go".into(),
                state: "a".into(),
            },
        ),
        (
            r#"[{ name = "go", from = ["a"], to = "b", right = "receptionist" }, { name = "end", from = ["b", "z"], to = "z", right = "receptionist" }]"#,
            What::LeavesClosed("z".into()),
        ),
    ] {
        let text = format!("{base}moves = {moves}\n");
        let faults = Lifecycle::read(&text, &Names::TICKETS).unwrap_err();
        assert!(
            faults.iter().any(|fault| fault.what == wanted),
            "{wanted:?} not in {faults:?}"
        );
    }
    let unknown_key = format!("{base}moves = []\ncolour = 1\n");
    let faults = Lifecycle::read(&unknown_key, &Names::TICKETS).unwrap_err();
    assert!(matches!(faults.as_slice(), [fault] if matches!(fault.what, What::Syntax(_))));
}

fn kinds() -> impl Strategy<Value = Kind> {
    prop::sample::select(Kind::ALL)
}

proptest! {
    /// However commands are thrown at a record, it changes only along declared arrows and never leaves a closed state.
    #[test]
    fn no_way_out_of_a_state_without_an_arrow(kind in kinds(), picks in prop::collection::vec(0_usize..40, 0..30)) {
        let life = Lifecycle::load(kind);
        let mut state = life.initial();
        for pick in picks {
            let command = &life.moves()[pick % life.moves().len()].name;
            let before = state;
            for step in life.path(state, command) {
                prop_assert_eq!(step.from, state);
                let declared = step.rule.from.iter().any(|from| from == state || from == "@open");
                prop_assert!(declared);
                prop_assert_eq!(step.to, step.rule.to.as_deref().unwrap_or(state));
                state = life.state(step.to).unwrap().id.as_str();
            }
            if life.group(before) == Group::Closed {
                prop_assert_eq!(before, state);
            }
        }
    }

    /// From wherever a record has come to, some commands close it.
    #[test]
    fn every_open_state_reaches_a_closed_one(kind in kinds(), pick in 0_usize..40) {
        let life = Lifecycle::load(kind);
        let mut reached = BTreeSet::from([life.states()[pick % life.states().len()].id.as_str()]);
        loop {
            let next: BTreeSet<&str> = reached.iter()
                .flat_map(|state| life.moves().iter().map(move |rule| (*state, rule.name.as_str())))
                .filter_map(|(state, command)| life.path(state, command).last().map(|step| step.to))
                .collect();
            let before = reached.len();
            reached.extend(next);
            if reached.len() == before { break; }
        }
        prop_assert!(reached.iter().any(|state| life.group(state) == Group::Closed));
    }
}
