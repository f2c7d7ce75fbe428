//! The duties a form offers: by any of their words, what is late first, no others than who asks may do.

use frontdesk::service::query::{Query, Reply};
use frontdesk::service::view::{Choice, DutySpan};

use super::fulfilled::{counting, done, rows};
use crate::service::desk::*;
use crate::support::world::World;

#[test]
fn what_is_meant_is_chosen_by_any_of_its_words_what_is_late_first() {
    let mut world = counting();
    let offered = |world: &World, who: &str, command: &str, typed: &str| {
        let query = Query::Choices(command.into(), "duty".into(), typed.into());
        let Reply::Choices(choices) = ask(world, who, &query).unwrap() else {
            panic!("no choices");
        };
        let value = |one: Choice| one.value;
        choices.into_iter().map(value).collect::<Vec<_>>()
    };
    // Nine at once, one for each digit; who is at the desk is offered what is theirs to do.
    let desk = offered(&world, DESK, "duty.done", "");
    assert_eq!(desk.len(), 9);
    let late = rows(&world, DESK, DutySpan::Overdue);
    let mine: Vec<&str> = late
        .iter()
        .filter(|row| row.mine)
        .map(|row| row.duty.as_str())
        .collect();
    assert_eq!(desk[..], mine[..9]);
    let report = "quality_report".to_owned();
    assert!(!desk.contains(&report));
    assert!(offered(&world, SUPERVISOR, "duty.done", "").contains(&report));
    assert!(offered(&world, DESK, "duty.assign", "").contains(&report));
    for typed in ["分类汇总", "bxtsjy", "class_s", "classified", "分類"] {
        assert_eq!(
            offered(&world, DESK, "duty.done", typed),
            ["class_summary"],
            "{typed}"
        );
    }
    assert_eq!(offered(&world, DESK, "duty.done", "下月工作计划"), [""; 0]);
    // Its evidence is no repair the phrase book knows.
    let query = Query::Choices("duty.done".into(), "text".into(), String::new());
    let Reply::Choices(phrases) = ask(&world, DESK, &query).unwrap() else {
        panic!("no choices");
    };
    assert_eq!(phrases, []);
    // What is chosen is what the command takes, and what is done comes last.
    let plan = offered(&world, SUPERVISOR, "duty.waive", "quality");
    world.done(SUPERVISOR, done(&plan[0]));
    let again = offered(&world, SUPERVISOR, "duty.waive", "quality");
    assert_eq!(again.last(), plan.first());
}
