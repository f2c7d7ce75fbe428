//! Each shipped register by its declaration: every move walked, every guard refusing, every deadline, every effect.

use std::collections::BTreeSet;

use frontdesk::domain::calendar::Instant;
use frontdesk::domain::error::Why;
use frontdesk::domain::household::{Household, Occupancy};
use frontdesk::domain::id::Letter;
use frontdesk::domain::lifecycle::Group;
use frontdesk::domain::register::{EFFECTS, FieldKind, GUARDS, MONEY, Register, Value};
use frontdesk::service::answer::{Answer, Done};
use frontdesk::service::books::deposits_of;
use frontdesk::service::command::Command;

use super::broken::{broken, names_what_is_open, says};
use super::driven::{DESK, Life, MANAGER, OTHER, arrows, doer, leaves, shipped};

#[test]
fn every_move_is_walked_from_every_state_it_leaves() {
    for register in shipped() {
        for (from, step) in arrows(register) {
            let mut life = Life::new(register);
            let number = life.brought_to(register, &from);
            life.goes(register, &number, step);
            let entry = life.entry(&number);
            let to = step.to.as_deref().unwrap_or(&from);
            let place = format!("{}: {} from {from}", register.name, step.id);
            assert_eq!(entry.state, to, "{place}");
            for name in step.asks.iter().filter(|name| !step.empties.contains(name)) {
                assert!(entry.value(name).is_some(), "{place}: {name} is kept");
            }
            for name in &step.empties {
                assert!(entry.value(name).is_none(), "{place}: {name} is emptied");
            }
            for name in step
                .stamps
                .iter()
                .filter(|name| !step.empties.contains(name))
            {
                let stamped = match register.field(name).unwrap().kind {
                    FieldKind::Staff => {
                        let who = life.world.actor(doer(step));
                        Value::Named(who.staff.0, who.name)
                    }
                    _ => Value::At(life.world.now),
                };
                assert_eq!(entry.value(name), Some(&stamped), "{place}: {name}");
            }
            // It can be taken back, unless it moved money.
            let undone = life.world.ask(doer(step), Command::new("undo"));
            let mut effects = step.effects.iter();
            let money = effects.any(|one| MONEY.contains(&one.as_str()));
            assert_eq!(
                matches!(undone, Answer::Done(_)),
                !money,
                "{place}: {undone:?}"
            );
            if !money {
                assert_eq!(life.entry(&number).state, from, "{place}");
            }
        }
    }
}

#[test]
fn no_move_is_made_from_elsewhere() {
    for register in shipped() {
        for state in &register.states {
            let mut life = Life::new(register);
            let number = life.brought_to(register, &state.id);
            for step in &register.moves {
                let same = register.moves.iter().filter(|other| other.id == step.id);
                if same
                    .into_iter()
                    .any(|other| leaves(register, other, &state.id))
                {
                    continue;
                }
                let command = life.moving(register, &number, step);
                let refusal = life.world.refused(MANAGER, command);
                assert_eq!(
                    refusal.why,
                    Why::NotFromHere,
                    "{} from {}",
                    step.id,
                    state.id
                );
            }
        }
    }
}

#[test]
fn what_a_move_needs_it_is_refused_without() {
    for register in shipped() {
        for (from, step) in arrows(register) {
            let mut life = Life::new(register);
            let number = life.brought_to(register, &from);
            let whole = life.moving(register, &number, step);
            let mut needed: Vec<String> = step.needs.clone();
            needed.extend(step.reason.then(|| "reason".to_owned()));
            for name in needed {
                let mut command = whole.clone();
                command.args.retain(|(given, _)| *given != name);
                // What the entry holds already need not be said again.
                if life.entry(&number).value(&name).is_some() {
                    continue;
                }
                let refusal = life.world.refused(MANAGER, command);
                let fault = refusal.fields.iter().find(|fault| fault.field == name);
                let fault = fault.unwrap_or_else(|| panic!("{}: {name}: {refusal:?}", step.id));
                assert_eq!(fault.why, Why::Missing);
            }
            assert_eq!(life.entry(&number).state, from);
        }
    }
}

/// Who may not do it alone is refused or has to ask.
#[test]
fn who_is_too_low_does_not_do_it() {
    for register in shipped() {
        for (from, step) in arrows(register) {
            let mut life = Life::new(register);
            let right = step.right.name();
            let number = life.brought_to(register, &from);
            let command = life.moving(register, &number, step);
            match (right, step.approval) {
                ("receptionist", None) => {}
                ("receptionist", Some(_)) => {
                    let answer = life.world.ask(DESK, command);
                    assert!(matches!(answer, Answer::Pending(_)), "{answer:?}");
                    let asked = life.entry(&number);
                    assert_eq!(asked.state, from, "nothing is done before it is granted");
                }
                _ => {
                    let refusal = life.world.refused(DESK, command);
                    let low = [Why::RankTooLow, Why::NoRight];
                    assert!(low.contains(&refusal.why), "{}: {refusal:?}", step.id);
                }
            }
        }
    }
}

#[test]
fn every_guard_refuses() {
    let mut seen = BTreeSet::new();
    for register in shipped() {
        for guard in &register.opening.guards {
            let mut life = Life::new(register);
            let command = life.opening(register);
            let asks = register.opening.asks.clone();
            let (who, command, why) = broken(&mut life, register, (guard, &asks), command);
            says(&life.world.refused(who, command), why);
            seen.insert(guard.clone());
        }
        for (from, step) in arrows(register) {
            for guard in &step.guards {
                let mut life = Life::new(register);
                let number = life.brought_to(register, &from);
                let whole = life.moving(register, &number, step);
                let about = (guard.as_str(), step.asks.as_slice());
                let (who, command, why) = broken(&mut life, register, about, whole);
                let refusal = life.world.refused(who, command);
                says(&refusal, why);
                if why == Why::NotClear {
                    names_what_is_open(&life, &refusal, guard, &number);
                }
                assert_eq!(life.entry(&number).state, from);
                seen.insert(guard.clone());
            }
        }
    }
    let known: BTreeSet<String> = GUARDS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(seen, known, "every guard is used and seen to refuse");
}

#[test]
fn every_deadline_runs_fires_and_ends() {
    for register in shipped() {
        for deadline in &register.deadlines {
            let begins = arrows(register).into_iter();
            let starting: Vec<_> = begins
                .filter(|(_, step)| step.starts.contains(&deadline.id))
                .collect();
            let at_once = register.opening.starts.contains(&deadline.id);
            assert!(
                at_once || !starting.is_empty(),
                "{} never starts",
                deadline.id
            );
            for (from, step) in &starting {
                let mut life = Life::new(register);
                let number = life.brought_to(register, from);
                life.goes(register, &number, step);
                fires(&mut life, register, &number);
            }
            if at_once {
                let mut life = Life::new(register);
                let made = life.world.done(DESK, life.opening(register));
                fires(&mut life, register, &made.number.unwrap().full());
            }
        }
    }
}

/// It is not late before its hour, it is after, and no more once a move ends it.
fn fires(life: &mut Life, register: &Register, number: &str) {
    let entry = life.entry(number);
    let due = entry.due_at().expect("it runs");
    assert!(!entry.is_late(life.world.now));
    assert_eq!(life.counted(register).late, 0);
    life.world.now = due.plus_minutes(1);
    assert!(life.entry(number).is_late(life.world.now));
    assert_eq!(life.counted(register).late, 1);
    let state = entry.state.clone();
    let running: Vec<String> = entry
        .running
        .iter()
        .map(|one| one.deadline.clone())
        .collect();
    let ending = arrows(register).into_iter().find(|(from, step)| {
        let closes = step
            .to
            .as_deref()
            .is_some_and(|to| register.life().group(to) == Group::Closed);
        *from == state && (closes || running.iter().all(|one| step.stops.contains(one)))
    });
    let (_, step) = ending.unwrap_or_else(|| panic!("nothing ends it in {state}"));
    life.goes(register, number, step);
    assert_eq!(life.entry(number).due_at(), None::<Instant>);
    assert_eq!(life.counted(register).late, 0);
}

#[test]
fn every_effect_is_seen() {
    let mut seen = BTreeSet::new();
    for register in shipped() {
        for (from, step) in arrows(register) {
            for effect in &step.effects {
                let mut life = Life::new(register);
                let number = life.brought_to(register, &from);
                life.fulfil(&number, step);
                let before = Before {
                    owed: life.owed(),
                    initial: life.counted(register).initial,
                };
                let command = life.moving(register, &number, step);
                let done = life.world.done(doer(step), command);
                sees(&mut life, register, (effect, &number), (&before, &done));
                seen.insert(effect.clone());
            }
        }
        if let Some(recurring) = &register.recurring {
            for state in &recurring.states {
                let mut life = Life::new(register);
                let number = life.brought_to(register, state);
                // The first of the next month begins every period but a week.
                life.world.now = Instant::parse("2026-12-01T00:05:00+08:00").unwrap();
                let done = life.world.done(MANAGER, Command::new("register.recur"));
                for effect in &recurring.effects {
                    comes(&life, (effect, &number), &done);
                    seen.insert(effect.clone());
                }
            }
        }
    }
    let known: BTreeSet<String> = EFFECTS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(seen, known, "every effect is used and seen");
}

/// What an effect did that the program brings about by itself.
fn comes(life: &Life, (effect, number): (&str, &str), done: &Done) {
    let [also] = done.also.as_slice() else {
        panic!("{effect}: {done:?}")
    };
    match effect {
        "follow_up" => assert_eq!(also.letter, Letter::FollowUp),
        "plan_patrol" => {
            let (plan, patrol) = (life.entry(number), life.entry(&also.full()));
            assert_eq!(
                (patrol.register.as_str(), patrol.state.as_str()),
                ("patrol", "planned")
            );
            for same in ["kind", "place", "assigned"] {
                assert!(patrol.value(same).is_some(), "{same}");
                assert_eq!(patrol.value(same), plan.value(same));
            }
            assert_eq!(patrol.value("source"), Some(&Value::Record(plan.number)));
            let end = Instant::parse("2026-12-01T23:59:59.999+08:00").unwrap();
            assert_eq!(patrol.due_at(), Some(end), "it is to be walked that day");
        }
        other => panic!("how is {other} seen?"),
    }
}

/// How many of an item are in stock.
fn stocked(life: &Life, number: &str) -> i64 {
    match life.entry(number).value("balance") {
        Some(Value::Whole(count)) => *count,
        other => panic!("{other:?}"),
    }
}

/// How it was before an effect.
struct Before {
    owed: i64,
    initial: i64,
}

/// What an effect did.
fn sees(
    life: &mut Life,
    register: &Register,
    (effect, number): (&str, &str),
    (before, done): (&Before, &Done),
) {
    let home: Household = life.world.get(life.home().0);
    let made = |letter: Letter| {
        let also = done.also.iter().filter(move |one| one.letter == letter);
        also.map(|one| one.full()).collect::<Vec<_>>()
    };
    match effect {
        "raise_charge" | "ask_deposit" => assert_eq!(life.owed() - before.owed, 5_000),
        "issue_another" => {
            let another = life.entry(&done.also.first().unwrap().full());
            assert_eq!(another.state, register.life().initial());
            assert_eq!(life.counted(register).initial, before.initial + 1);
        }
        "return_deposit" => {
            // Another one grants what was asked, and nothing is held any more.
            let asked = made(Letter::Approval);
            let grant = Command::new("approval.grant").about(asked.first().unwrap());
            life.world.done(OTHER, grant);
            let deposits = life.world.look(|tx| deposits_of(tx, home.id)).unwrap();
            assert!(
                deposits
                    .iter()
                    .all(|one| one.about == number && !one.is_open())
            );
        }
        "open_tickets" => assert_eq!(made(Letter::Repair).len(), 2, "one for each line"),
        "follow_up" => {
            let call = made(Letter::FollowUp);
            let record = Command::new("followup.record")
                .about(call.first().unwrap())
                .arg("outcome", "no_answer");
            life.world.done(DESK, record.clone());
            assert_eq!(life.entry(number).state, "moved_in");
            let record = Command::new("followup.record")
                .about(call.first().unwrap())
                .arg("outcome", "satisfied")
                .arg("text", "介绍了服务项目");
            life.world.done(DESK, record);
            assert_eq!(life.entry(number).state, "visited", "it goes on by itself");
        }
        "hand_over" => {
            assert_eq!(home.handed_over.unwrap().to_string(), "2027-06-30");
            assert_eq!(home.occupancy, Occupancy::HandedOver);
        }
        "occupied" => assert_eq!(home.occupancy, Occupancy::LivedIn),
        "vacated" => assert_eq!(home.occupancy, Occupancy::Idle),
        "decorating" => assert_eq!(home.occupancy, Occupancy::Decorating),
        "decorated" => assert_eq!(home.occupancy, Occupancy::Decorated),
        "score" => assert_eq!(life.entry(number).value("score"), Some(&Value::Whole(100))),
        "raise_corrective" => {
            let ordered = life.entry(&done.also.first().unwrap().full());
            assert_eq!(ordered.register, "corrective");
            let own = life.entry(number);
            assert_eq!(ordered.value("source"), Some(&Value::Record(own.number)));
            assert_eq!(ordered.value("what"), own.value("what"));
            assert_eq!(ordered.due_at(), own.due_at());
        }
        "take_in" => assert_eq!(stocked(life, number), 6, "three and three"),
        "count_stock" => assert_eq!(stocked(life, number), 3),
        "draw_stock" => assert_eq!(stocked(life, &life.named["stock"]), 0),
        other => panic!("how is {other} seen?"),
    }
}
