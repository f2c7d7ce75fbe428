//! A day at the counter, done by the real commands on a disk, and questions about it.

use frontdesk::domain::calendar::Instant;
use frontdesk::domain::staff::Right;
use frontdesk::service::answer::Answer;
use frontdesk::service::command::Command;
use frontdesk::service::execute::{Job, Service};
use frontdesk::service::queries::{Asking, answer, list, right};
use frontdesk::service::query::{ListQuery, Pane, Query, Reply, Window};
use frontdesk::storage::Store;
use frontdesk::storage::redb::RedbStore;

use crate::crash::disk::{CrashDisk, Dice};
use crate::crash::workload::{Digest, digest, options};
use crate::service::money::{add_charge, estate, pay, run, void};
use crate::shared_server::kills::sound;
use crate::support::world::World;

const HOMES: [&str; 3] = ["1-1-101", "3-2-1101", "3-2-1201"];

/// The office while the day goes on.
struct Day {
    world: World,
    store: RedbStore,
    service: Service,
    now: Instant,
    asked: u128,
    receipts: Vec<String>,
}

impl Day {
    /// An estate with its fees, on an empty disk.
    fn begin(disk: &CrashDisk) -> Self {
        let world = estate();
        let store = RedbStore::create_on(disk.clone(), "disk", &options(), 0).unwrap();
        world.copy_into(&store);
        let service = Service::open(&*store.read().unwrap()).unwrap();
        let now = world.now;
        Self {
            world,
            store,
            service,
            now,
            asked: 1 << 64,
            receipts: Vec::new(),
        }
    }

    fn ask(&mut self, who: &str, command: Command) -> Answer {
        self.now = self.now.plus_minutes(1);
        self.asked += 1;
        let job = Job {
            actor: self.world.actor(who),
            request: self.asked.to_be_bytes(),
            command,
            now: self.now,
            salt: [7; 16],
        };
        self.service.execute(&self.store, &job).unwrap()
    }

    /// One act, as it comes.
    fn act(&mut self, n: usize, dice: &mut Dice) {
        let home = HOMES[dice.below(HOMES.len())];
        let yuan = format!("{}.{:02}", dice.below(900) + 1, dice.below(100));
        let long = "管道井里积水很深，".repeat(dice.below(60));
        let (who, command) = match dice.below(10) {
            _ if n % 20 == 3 => ("张敏", run(["2026-08", "2026-09", "2026-10"][n / 20 % 3])),
            0 | 1 => ("李芳", call(home, &format!("第{n}次来电{long}"))),
            2 | 3 => ("李芳", repair(home, &format!("第{n}处漏水{long}"))),
            4 | 5 => ("李芳", pay(home, &yuan).arg("advance", "yes")),
            6 => ("张敏", add_charge(home, "维修费", &yuan)),
            7 => (
                "李芳",
                Command::new("phrase.set").arg("phrase", format!("短语{n}")),
            ),
            // Refused: it leaves its line all the same.
            8 => ("李芳", pay("9-9-909", &yuan)),
            _ => match self.receipts.pop() {
                Some(receipt) => ("陈刚", void(&receipt)),
                None => ("李芳", pay(home, "1").arg("advance", "yes")),
            },
        };
        let name = command.name.clone();
        let Answer::Done(done) = self.ask(who, command) else {
            return;
        };
        if name == "payment.take" {
            self.receipts.push(done.number.unwrap().full());
        }
    }
}

fn call(home: &str, text: &str) -> Command {
    Command::new("contact.log")
        .arg("channel", "call")
        .arg("premises", home)
        .arg("text", text)
}

fn repair(home: &str, text: &str) -> Command {
    Command::new("ticket.open")
        .arg("kind", "repair")
        .arg("category", "water")
        .arg("premises", home)
        .arg("text", text)
}

/// Works through a day of `acts`; returns the digests after each of them, that of the office before them first.
///
/// Everything that must hold of an office holds of every one of these states.
pub fn run_day(disk: &CrashDisk, seed: u64, acts: usize) -> Vec<Digest> {
    let mut dice = Dice::new(seed);
    let mut day = Day::begin(disk);
    let mut digests = Vec::new();
    for n in 0..=acts {
        if n > 0 {
            day.act(n, &mut dice);
        }
        let tx = day.store.read().unwrap();
        sound(&*tx);
        digests.push(digest(&*tx).unwrap());
        disk.ack();
        drop(tx);
        if dice.chance(10) {
            day.store.tidy().unwrap();
        }
    }
    day.store.close().unwrap();
    digests
}

fn listed(what: &str) -> Query {
    Query::List(ListQuery {
        what: what.to_owned(),
        conditions: Vec::new(),
        limit: 50,
        reveal: false,
        export: false,
        after: None,
    })
}

/// What is asked of the office at the end of a day: everything it can be asked without a search.
fn questions() -> Vec<Query> {
    let mut all = vec![
        Query::Header,
        Query::Drafts,
        Query::Acts,
        Query::People,
        Query::Verify,
        Query::FirstStart,
        Query::Known(None, None),
        Query::Events(0, 500),
        Query::Form(String::from("ticket.open"), None),
        Query::Choices(
            String::from("payment.take"),
            String::from("subject"),
            String::from("3-2"),
        ),
        Query::Find(String::from("3-2-1201"), 20),
    ];
    for pane in Pane::ALL {
        all.push(Query::Pane(*pane, Window::first(30)));
    }
    for typed in ["1-1-101", "3-2-1201", "R1121-001", "C1121-001", "S1121-001"] {
        all.push(Query::Show(typed.to_owned()));
    }
    all.extend(list::names().map(listed));
    all
}

/// The answers to all questions about a store; an error where reading failed.
pub fn answers(world: &World, store: &RedbStore) -> Result<Vec<Reply>, String> {
    let tx = store.read().map_err(|error| error.to_string())?;
    let service = Service::open(&*tx).map_err(|halt| halt.to_string())?;
    let now = Instant::parse("2026-11-21T18:00:00+08:00").unwrap();
    let mut replies = Vec::new();
    for query in questions() {
        let who = if right(&query) == Right::Audit {
            "审计员"
        } else {
            "陈刚"
        };
        let actor = world.actor(who);
        let asking = Asking {
            tx: &*tx,
            office: service.office(),
            actor: &actor,
            now,
            search: None,
        };
        replies.push(answer(asking, &query).map_err(|halt| format!("{query:?}: {halt}"))?);
    }
    Ok(replies)
}
