//! Each shipped register as the desk sees it: its board with an entry in each state that is not over, and the form of a
//! new one.

use std::sync::{Arc, Mutex};

use frontdesk::domain::lifecycle::Group;

use super::driven::{Life, shipped};
use crate::hostile::office::told;
use crate::support::screen::{Screen, Setup};

/// The guard that lets a home have one open entry.
const ONCE: &str = "not_twice";

#[test]
fn each_register_has_a_board_and_a_form() {
    for (at, register) in shipped().into_iter().enumerate() {
        let mut life = Life::new(register);
        // Some have one entry at a time for a home.
        let once = register.opening.guards.iter().any(|guard| guard == ONCE);
        let open = register
            .states
            .iter()
            .filter(|state| state.group != Group::Closed);
        for state in open.take(if once { 1 } else { usize::MAX }) {
            life.brought_to(register, &state.id);
        }
        let office = Arc::new(Mutex::new(life.world));
        let script = Box::new(move |ask: &_| Some(told(&office, ask)));
        let mut screen = Screen::start(&Setup::of(80, 24), script);
        screen.keys("g r");
        for _ in 0..at {
            screen.keys("down");
        }
        let board = screen.keys("enter").picture();
        assert!(board.contains(register.label.zh_hans.as_str()), "{board}");
        let form = screen.keys("+").picture();
        assert!(form.contains('*') || form.contains("▏"), "{form}");
        insta::assert_snapshot!(register.name.clone(), format!("{board}\n\n{form}"));
    }
}
