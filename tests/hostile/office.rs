//! An office whose service answers the command line and the screen of a test.

use std::sync::{Arc, Mutex};

use frontdesk::domain::staff::Right;
use frontdesk::service::answer::Answer;
use frontdesk::service::command::{About, Arg, Command, Kind};
use frontdesk::service::queries::{Asking, answer};
use frontdesk::service::query::Query;
use frontdesk::storage::Store;
use frontdesk::wire::{Ask, Body, Person, Seated};

use crate::support::world::World;

/// Who acts.
pub const WHO: &str = "陈刚";

/// The office, shared between a test and whoever answers for it.
pub type Office = Arc<Mutex<World>>;

/// An office with a record of each kind a command can be about.
pub fn open() -> Office {
    let mut world = World::new();
    for (name, args) in [
        (
            "fee_item.add",
            &[
                ("name", "物业费"),
                ("formula", "per_area"),
                ("price", "2.5"),
                ("from", "2020-01-01"),
            ][..],
        ),
        (
            "contact.log",
            &[
                ("premises", "3-2-1201"),
                ("ticket", "repair"),
                ("category", "water"),
                ("text", "厨房水管漏水"),
            ],
        ),
        (
            "contact.log",
            &[("premises", "3-2-1101"), ("text", "问停车月卡")],
        ),
    ] {
        let command = args
            .iter()
            .fold(Command::new(name), |command, (name, text)| {
                command.arg(name, *text)
            });
        let told = world.ask(WHO, command);
        assert!(matches!(told, Answer::Done(_)), "{name}: {told:?}");
    }
    Arc::new(Mutex::new(world))
}

/// What the office answers.
pub fn told(office: &Office, ask: &Ask) -> Body {
    let mut world = office.lock().unwrap();
    match ask {
        Ask::SignOn { .. } => {
            let actor = world.actor(WHO);
            let rights = Right::ALL
                .iter()
                .copied()
                .filter(|right| actor.may(*right))
                .collect();
            let person = Person {
                name: actor.name.clone(),
                rank: actor.rank,
                sides: Vec::new(),
                rights,
            };
            Body::Seated(Seated {
                person: Some(person),
                desk: false,
            })
        }
        Ask::Do { command, .. } => Body::Answer(world.ask(WHO, command.clone())),
        Ask::Query(query) => asked(&world, query),
        _ => Body::Ok,
    }
}

fn asked(world: &World, query: &Query) -> Body {
    let tx = world.store.read().unwrap();
    let mut actor = world.actor(WHO);
    // A role among the hostile values could bind, which would take rights away.
    actor.sides.clear();
    let asking = Asking {
        tx: &*tx,
        office: world.service.office(),
        actor: &actor,
        now: world.now,
        search: None,
    };
    match answer(asking, query) {
        Ok(reply) => Body::Reply(Box::new(reply)),
        Err(halt) => Body::Refused(halt.into_refusal()),
    }
}

/// A record a command can be about.
pub fn subject(about: About) -> Option<&'static str> {
    match about {
        About::Nothing => None,
        About::Ticket => Some("R1121-001"),
        About::Contact => Some("C1121-001"),
        About::Household => Some("3-2-1201"),
        About::Staff => Some("王师傅"),
        About::Person => Some("P4"),
        // They come late in the life of an office; a text in the place of their number is refused as well.
        About::FollowUp | About::Payment | About::Approval | About::Register | About::Deposit => {
            Some("X1121-001")
        }
    }
}

/// An ordinary text for an argument.
pub fn ordinary(arg: &Arg) -> String {
    match arg.kind {
        Kind::Line(_) | Kind::Block | Kind::Reason => "照常办理",
        Kind::Amount | Kind::AmountOrZero => "1.00",
        Kind::ComingDay | Kind::When => "2026-12-01",
        Kind::Day | Kind::AnyTime => "2026-11-01",
        Kind::Whole(least, _) => return least.to_string(),
        Kind::Yes => "yes",
        Kind::Choice(choices) => choices[0],
        Kind::Premises => "3-2-1201",
        Kind::Staff => "李芳",
        Kind::Worker | Kind::Anybody => "王师傅",
        Kind::Person => "P4",
        Kind::Category => "water",
        Kind::Phone => "13800135678",
        Kind::Month => "2026-11",
        Kind::Number => "R1121-001",
        Kind::Pin => "246810",
        Kind::Area => "88.5",
        Kind::Rate => "2.5",
        Kind::FeeItem => "物业费",
        Kind::Names => "甲,乙",
        Kind::File => "录音.wav",
        Kind::Digest => return "0".repeat(64),
    }
    .to_owned()
}
