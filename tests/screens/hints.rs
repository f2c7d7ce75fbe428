//! The last line names the keys that lead somewhere from where a record stands.

use frontdesk::wire::{Body, Reply};

use super::day;
use crate::support::screen::{Screen, Setup};

/// The last line under a ticket of this kind in this state.
fn under(kind: &'static str, state: &'static str) -> String {
    let mut script = day::script();
    let setup = Setup::of(120, 36);
    let mut screen = Screen::start(
        &setup,
        Box::new(move |ask| {
            let mut body = script(ask)?;
            if let Body::Reply(reply) = &mut body
                && let Reply::Detail(detail) = &mut **reply
            {
                kind.clone_into(&mut detail.kind);
                state.clone_into(&mut detail.state);
            }
            Some(body)
        }),
    );
    let picture = screen.keys("2 enter").picture();
    assert!(picture.contains("客厅总闸"), "{picture}");
    picture.lines().last().unwrap().to_owned()
}

#[test]
fn a_ticket_hints_only_at_steps_it_can_take() {
    const STEPS: [&str; 4] = ["a派工", "d完工", "m进展", "F归档"];
    for (kind, state, wanted) in [
        ("repair", "received", ["a派工", "d完工", "m进展"].as_slice()),
        ("repair", "on_hold", &["a派工", "d完工", "m进展"]),
        ("repair", "follow_up", &["m进展", "F归档"]),
        ("repair", "closed", &[]),
        ("complaint", "handling", &["m进展"]),
        ("request", "received", &["a派工", "m进展", "F归档"]),
        ("request", "answered", &["m进展", "F归档"]),
    ] {
        let line = under(kind, state);
        let shown: Vec<&str> = STEPS
            .into_iter()
            .filter(|step| line.contains(step))
            .collect();
        assert_eq!(shown, wanted, "{kind} {state}: {line}");
        // What is no step stays.
        assert!(line.contains("空格操作"), "{line}");
    }
}

#[test]
fn a_request_hints_at_taking_it_back_to_who_asked_and_at_deciding_to_the_others() {
    let mut screen = day::screen(80, 24);
    let line = |picture: String| picture.lines().last().unwrap().to_owned();
    let own = line(screen.keys("g w").picture());
    assert!(own.contains("W撤回") && !own.contains("A同意"), "{own}");
    let other = line(screen.keys("j").picture());
    let decides = other.contains("A同意") && other.contains("R不同意");
    assert!(decides && !other.contains("W撤回"), "{other}");
    // What is decided is neither.
    let decided = line(screen.keys("end").picture());
    let none = ["W撤回", "A同意", "R不同意"]
        .iter()
        .all(|hint| !decided.contains(hint));
    assert!(none, "{decided}");
}
