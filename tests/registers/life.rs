//! Each shipped register by its declaration: every move walked, every guard refusing, every deadline, every effect.

use std::collections::{BTreeSet, VecDeque};

use frontdesk::domain::calendar::Instant;
use frontdesk::domain::error::{Refusal, Why};
use frontdesk::domain::lifecycle::Group;
use frontdesk::domain::register::{
    EFFECTS, FieldKind, GUARDS, Move, Register, RegisterEntry, Value,
};
use frontdesk::service::answer::{Answer, Done};
use frontdesk::service::books::owed_by;
use frontdesk::service::command::Command;
use frontdesk::service::queries::{Asking, answer};
use frontdesk::service::query::{Query, Reply};
use frontdesk::service::registers::{ADD, set};
use frontdesk::service::subject::{Found, by_number};
use frontdesk::service::view::RegisterRow;

use crate::support::world::World;

/// Who makes entries, and who may do everything with them.
const DESK: &str = "李芳";
const MANAGER: &str = "陈刚";
/// The home of every entry.
const HOME: &str = "3-2-1201";

/// A world with an open ticket, and its number.
struct Life {
    world: World,
    ticket: String,
}

impl Life {
    fn new() -> Self {
        let mut world = World::new();
        let ticket = open_ticket(&mut world);
        Self { world, ticket }
    }

    /// What is typed for a field so that everything is well.
    fn typed(&self, register: &Register, name: &str) -> String {
        let field = register.field(name).unwrap();
        match field.kind {
            FieldKind::Text => "张三".to_owned(),
            FieldKind::Block | FieldKind::Lines => "一件\n两件".to_owned(),
            FieldKind::Choice => field.options.first().unwrap().id.clone(),
            FieldKind::Day => "2027-06-30".to_owned(),
            FieldKind::Moment => "2026-11-25 18:00".to_owned(),
            FieldKind::Amount => "50".to_owned(),
            FieldKind::Number => "3".to_owned(),
            FieldKind::Phone => "13800135678".to_owned(),
            FieldKind::YesNo => "yes".to_owned(),
            FieldKind::Home => HOME.to_owned(),
            FieldKind::Person => "P4".to_owned(),
            FieldKind::Staff => DESK.to_owned(),
            FieldKind::Record => self.ticket.clone(),
            FieldKind::Charge | FieldKind::Entry | FieldKind::File => {
                panic!("how is {name} of {} typed?", register.name)
            }
        }
    }

    fn filled(&self, register: &Register, mut command: Command, asks: &[String]) -> Command {
        for name in asks {
            command = command.arg(name, self.typed(register, name));
        }
        command
    }

    fn opening(&self, register: &Register) -> Command {
        let command = Command::new(&format!("{}.{ADD}", register.name));
        self.filled(register, command, &register.opening.asks)
    }

    fn moving(&self, register: &Register, number: &str, step: &Move) -> Command {
        let command = Command::new(&format!("{}.{}", register.name, step.id)).about(number);
        let command = self.filled(register, command, &step.asks);
        if step.reason {
            command.arg("reason", "因故办理")
        } else {
            command
        }
    }

    fn entry(&self, number: &str) -> RegisterEntry {
        let number = frontdesk::domain::id::Number::parse(
            number,
            self.world.service.office().today(self.world.now),
        );
        let found = self
            .world
            .look(|tx| by_number(tx, number.unwrap()))
            .unwrap();
        match found {
            Some(Found::Register(entry)) => *entry,
            other => panic!("{other:?}"),
        }
    }

    /// Makes an entry and walks it to `state` by the moves of its declaration.
    fn brought_to(&mut self, register: &Register, state: &str) -> String {
        let made = self.world.done(DESK, self.opening(register));
        let number = made.number.unwrap().full();
        for step in way(register, state) {
            let command = self.moving(register, &number, step);
            self.world.done(MANAGER, command);
        }
        assert_eq!(self.entry(&number).state, state, "{}", register.name);
        number
    }

    fn counted(&self, register: &Register) -> RegisterRow {
        let actor = self.world.actor(DESK);
        let reply = self.world.look(|tx| {
            let asking = Asking {
                tx,
                office: self.world.service.office(),
                actor: &actor,
                now: self.world.now,
                search: None,
            };
            answer(asking, &Query::Registers)
        });
        let Ok(Reply::Registers(rows)) = reply else {
            panic!("{reply:?}")
        };
        let mut rows = rows.into_iter();
        rows.find(|row| row.name == register.name).unwrap()
    }
}

fn open_ticket(world: &mut World) -> String {
    let command = Command::new("ticket.open")
        .arg("kind", "repair")
        .arg("premises", HOME)
        .arg("caller", "王建国")
        .arg("phone", "13800135678")
        .arg("category", "water")
        .arg("text", "厨房水管漏水");
    let done: Done = world.done(DESK, command);
    done.number.unwrap().full()
}

/// The shipped registers.
fn shipped() -> Vec<&'static Register> {
    let all: Vec<_> = set().all().map(|one| one.register).collect();
    assert!(!all.is_empty());
    all
}

fn leaves(register: &Register, step: &Move, state: &str) -> bool {
    let open = register.life().group(state) != Group::Closed;
    let from = |from: &String| from == state || (from == "@open" && open);
    step.from.iter().any(from)
}

/// The shortest way from the first state to this one.
fn way<'r>(register: &'r Register, to: &str) -> Vec<&'r Move> {
    let first = register.life().initial().to_owned();
    let mut seen = BTreeSet::from([first.clone()]);
    let mut ways: VecDeque<(String, Vec<&Move>)> = VecDeque::from([(first, Vec::new())]);
    while let Some((state, way)) = ways.pop_front() {
        if state == to {
            return way;
        }
        for step in register
            .moves
            .iter()
            .filter(|step| leaves(register, step, &state))
        {
            if let Some(next) = &step.to
                && seen.insert(next.clone())
            {
                let mut longer = way.clone();
                longer.push(step);
                ways.push_back((next.clone(), longer));
            }
        }
    }
    panic!("{}: no way to {to}", register.name)
}

/// Every move with every state it leaves.
fn arrows(register: &Register) -> Vec<(String, &Move)> {
    let mut arrows = Vec::new();
    for state in &register.states {
        for step in &register.moves {
            if leaves(register, step, &state.id) {
                arrows.push((state.id.clone(), step));
            }
        }
    }
    arrows
}

#[test]
fn every_move_is_walked_from_every_state_it_leaves() {
    for register in shipped() {
        let mut life = Life::new();
        for (from, step) in arrows(register) {
            let number = life.brought_to(register, &from);
            let command = life.moving(register, &number, step);
            life.world.done(MANAGER, command);
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
                let now = Some(&Value::At(life.world.now));
                assert_eq!(entry.value(name), now, "{place}: {name} is now");
            }
            // It can be taken back, unless it moved money.
            let undone = life.world.ask(MANAGER, Command::new("undo"));
            let money = step.effects.iter().any(|effect| effect == "raise_charge");
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
        let mut life = Life::new();
        for state in &register.states {
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
        let mut life = Life::new();
        for (from, step) in arrows(register) {
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
        let mut life = Life::new();
        for (from, step) in arrows(register) {
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

/// Breaks what a guard asks for: the command to be refused, by whom, and why it is.
fn broken(
    life: &mut Life,
    register: &Register,
    (guard, asks): (&str, &[String]),
    mut command: Command,
) -> (&'static str, Command, Why) {
    let mut of = |kind: FieldKind, text: &str| {
        let mut asked = asks.iter().rev();
        let name = asked.find(|name| register.field(name).unwrap().kind == kind);
        let name = name.unwrap_or_else(|| panic!("{guard} looks at no field of the form"));
        command.args.retain(|(given, _)| given != name);
        command.args.push((name.clone(), text.to_owned()));
    };
    match guard {
        "not_expired" => {
            of(FieldKind::Day, "2026-01-31");
            (MANAGER, command, Why::PastDay)
        }
        "open_ticket" => {
            let other = life.world.done(DESK, life.opening(register));
            of(FieldKind::Record, &other.number.unwrap().full());
            (MANAGER, command, Why::NoOpenTicket)
        }
        "counts_agree" => {
            of(FieldKind::Number, "2");
            (MANAGER, command, Why::CountsDiffer)
        }
        "all_yes" => {
            of(FieldKind::YesNo, "no");
            (MANAGER, command, Why::MustBeYes)
        }
        other => panic!("how is {other} broken?"),
    }
}

#[track_caller]
fn says(refusal: &Refusal, why: Why) {
    let found = refusal.why == why || refusal.fields.iter().any(|fault| fault.why == why);
    assert!(found, "{why:?}: {refusal:?}");
}

#[test]
fn every_guard_refuses() {
    let mut seen = BTreeSet::new();
    for register in shipped() {
        for guard in &register.opening.guards {
            let mut life = Life::new();
            let command = life.opening(register);
            let asks = register.opening.asks.clone();
            let (who, command, why) = broken(&mut life, register, (guard, &asks), command);
            says(&life.world.refused(who, command), why);
            seen.insert(guard.clone());
        }
        for (from, step) in arrows(register) {
            for guard in &step.guards {
                let mut life = Life::new();
                let number = life.brought_to(register, &from);
                let whole = life.moving(register, &number, step);
                let about = (guard.as_str(), step.asks.as_slice());
                let (who, command, why) = broken(&mut life, register, about, whole);
                says(&life.world.refused(who, command), why);
                assert_eq!(life.entry(&number).state, from);
                seen.insert(guard.clone());
            }
        }
    }
    for guard in &seen {
        assert!(GUARDS.iter().any(|(known, _)| known == guard), "{guard}");
    }
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
                let mut life = Life::new();
                let number = life.brought_to(register, from);
                let command = life.moving(register, &number, step);
                life.world.done(MANAGER, command);
                fires(&mut life, register, &number);
            }
            if at_once {
                let mut life = Life::new();
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
    let command = life.moving(register, number, step);
    life.world.done(MANAGER, command);
    assert_eq!(life.entry(number).due_at(), None::<Instant>);
    assert_eq!(life.counted(register).late, 0);
}

#[test]
fn every_effect_is_seen() {
    for register in shipped() {
        for (from, step) in arrows(register) {
            for effect in &step.effects {
                let mut life = Life::new();
                let number = life.brought_to(register, &from);
                let home = life.entry(&number).household.expect("it is about a home");
                let owed = |life: &Life| life.world.look(|tx| owed_by(tx, home)).unwrap().fen();
                let before = owed(&life);
                let entries = life.counted(register);
                let command = life.moving(register, &number, step);
                let done = life.world.done(MANAGER, command);
                match effect.as_str() {
                    "raise_charge" => assert_eq!(owed(&life) - before, 5_000),
                    "issue_another" => {
                        let another = life.entry(&done.also.first().unwrap().full());
                        assert_eq!(another.state, register.life().initial());
                        assert_eq!(life.counted(register).initial, entries.initial + 1);
                    }
                    other => panic!("how is {other} seen?"),
                }
                assert!(EFFECTS.iter().any(|(known, _)| known == effect));
            }
        }
    }
}
