//! How each guard is broken, and how what it says is looked at.

use frontdesk::domain::error::{Refusal, Why};
use frontdesk::domain::register::{FieldKind, Move, Register};
use frontdesk::service::command::Command;
use frontdesk::service::registers::{clearance, set};

use super::driven::{DESK, HOME, Life, MANAGER, leaves, named, open_ticket};

/// Breaks what a guard asks for: the command to be refused, by whom, and why it is.
pub(super) fn broken(
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
        "days_in_order" => {
            of(FieldKind::Day, "2027-01-01");
            (MANAGER, command, Why::DaysDisorder)
        }
        "within_named" => {
            of(FieldKind::Day, "2027-12-31");
            (MANAGER, command, Why::BeyondNamed)
        }
        "named_active" => {
            let mut asked = asks.iter().map(|name| register.field(name).unwrap().kind);
            if asked.any(|kind| kind == FieldKind::Entry) {
                // One that is not in force yet.
                let mut asked = asks.iter().filter_map(|name| register.field(name));
                let other = asked.find_map(|field| field.of.as_deref());
                let other = named(other.unwrap());
                let mut opening = life.opening(other);
                for (name, text) in &mut opening.args {
                    if name == "premises" {
                        // At this home there may be one already.
                        "1-1-101".clone_into(text);
                    }
                }
                let fresh = life.world.done(MANAGER, opening);
                of(FieldKind::Entry, &fresh.number.unwrap().full());
            } else {
                // What it names has gone on meanwhile.
                let (decoration, case) = (named("decoration"), life.named["case"].clone());
                for id in ["complete", "accept"] {
                    let state = life.entry(&case).state;
                    let step = decoration.step(id, &state).unwrap();
                    life.goes(decoration, &case, step);
                }
            }
            (MANAGER, command, Why::NotLive)
        }
        "another_person" => {
            // Who began it did all the rest too.
            let state = life.entry(command.subject.as_deref().unwrap()).state;
            let number = life.brought_by(MANAGER, register, &state);
            (MANAGER, command.about(number), Why::SamePerson)
        }
        "deposit_paid" => (MANAGER, command, Why::DepositUnpaid),
        "in_stock" => {
            of(FieldKind::Number, "4");
            (MANAGER, command, Why::NotInStock)
        }
        "not_twice" => {
            life.world.done(DESK, life.opening(register));
            (MANAGER, command, Why::OpenAlready)
        }
        clear => {
            keep_open(life, clear, command.subject.as_deref().unwrap());
            (MANAGER, command, Why::NotClear)
        }
    }
}

/// Leaves open what a guard wants closed, and that alone.
fn keep_open(life: &mut Life, guard: &str, number: &str) {
    let entry = life.entry(number);
    let register = set().named(&entry.register).unwrap().register;
    let asking = |step: &&Move| {
        leaves(register, step, &entry.state) && step.guards.iter().any(|one| one == guard)
    };
    let step = register.moves.iter().find(asking).unwrap();
    if guard != "deposit_settled" {
        life.fulfil(number, step);
    }
    match guard {
        "fees_clear" => {
            let charge = Command::new("charge.add")
                .arg("premises", HOME)
                .arg("name", "有偿服务")
                .arg("amount", "12");
            life.world.done(MANAGER, charge);
        }
        "tickets_closed" => {
            open_ticket(&mut life.world);
        }
        "keys_back" => {
            life.brought_to(named("key"), "issued");
        }
        "cards_back" => {
            life.brought_to(named("card"), "issued");
        }
        "passes_back" => {
            life.named.insert("case", number.to_owned());
            life.brought_to(named("pass"), "issued");
        }
        "deposit_settled" => {}
        other => panic!("how is {other} broken?"),
    }
}

/// What a guard says is open, by its word.
const OPEN: &[(&str, &str)] = &[
    ("fees_clear", "clearance-fees"),
    ("keys_back", "clearance-keys"),
    ("cards_back", "clearance-cards"),
    ("passes_back", "clearance-passes"),
    ("tickets_closed", "clearance-tickets"),
    ("deposit_settled", "clearance-deposits"),
];

/// A refusal for what is still open names that and nothing else, and the entry's page names it too.
#[track_caller]
pub(super) fn names_what_is_open(life: &Life, refusal: &Refusal, guard: &str, number: &str) {
    let said = format!("{:?}", refusal.facts);
    let page = life.world.look(|tx| {
        let today = life.world.service.office().today(life.world.now);
        clearance(tx, today, &life.entry(number))
    });
    let page = format!("{:?}", page.unwrap());
    for (other, word) in OPEN {
        assert_eq!(said.contains(word), *other == guard, "{guard}: {said}");
    }
    let word = OPEN.iter().find(|(one, _)| *one == guard).unwrap().1;
    assert!(page.contains(word), "{guard}: {page}");
}

#[track_caller]
pub(super) fn says(refusal: &Refusal, why: Why) {
    let found = refusal.why == why || refusal.fields.iter().any(|fault| fault.why == why);
    assert!(found, "{why:?}: {refusal:?}");
}
