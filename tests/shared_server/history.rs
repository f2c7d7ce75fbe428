//! Many terminals at once leave the history one after another would have left (REL C1).

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use frontdesk::domain::calendar::Instant;
use frontdesk::domain::household::Household;
use frontdesk::domain::id::StaffId;
use frontdesk::domain::staff::{Actor, Staff};
use frontdesk::service::answer::{Answer, Done};
use frontdesk::service::clock::Clock;
use frontdesk::service::command::Command;
use frontdesk::service::execute::{Job, Service};
use frontdesk::service::queries::{self, Asking};
use frontdesk::service::query::{ListQuery, Pane, Query, Reply, Window};
use frontdesk::service::requests::RequestId;
use frontdesk::service::subject::Subject;
use frontdesk::storage::record::{Record, get};
use frontdesk::storage::redb::{Options, RedbStore};
use frontdesk::storage::{CommitTx, Store};
use frontdesk::wire::{Ask, Body};

use super::acts::{call, founded, payment, repair};
use crate::support::campaign::size;
use crate::support::counter::{Counter, Desk, request_id};

const TERMINALS: u64 = 8;

/// Acts and questions of one terminal.
fn length() -> u64 {
    size(60, 500, 4_000)
}

/// What was asked, and what came of it.
enum Event {
    Act(RequestId, Command, Answer),
    Question(Query, u64, Box<Reply>),
}

/// A request with the moments it was sent and answered, in ticks of one clock that all terminals share.
struct Moment {
    sent: u64,
    answered: u64,
    event: Event,
}

/// Numbers that differ from call to call, the same for the same seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}

/// What a terminal asks next.
fn next(dice: &mut Dice, tickets: &Mutex<Vec<(String, u32)>>) -> Result<Command, Query> {
    let known = tickets.lock().unwrap().clone();
    let some = known.get(dice.below(known.len().max(1))).cloned();
    match (dice.below(9), some) {
        (0, _) => Ok(payment(&format!("{}.05", 10 + dice.below(90)))),
        (1, _) => Ok(call("问装修时间")),
        (2, Some((number, seen))) => Ok(Command {
            seen: Some(seen),
            ..Command::new("ticket.dispatch")
                .about(&number)
                .arg("worker", "王师傅")
        }),
        (3, Some((number, _))) => Ok(Command::new("ticket.note")
            .about(&number)
            .arg("note", "已到现场")),
        (4, Some((number, _))) => Ok(Command::new("ticket.start").about(&number)),
        (5, _) => Err(Query::Pane(Pane::Tickets, Window::first(20))),
        (6, _) => Err(Query::Home(Subject {
            kind: Household::KIND,
            id: 1,
        })),
        (7, _) => Err(Query::List(ListQuery {
            what: "payments".to_owned(),
            conditions: Vec::new(),
            limit: 50,
            reveal: false,
            export: false,
            after: None,
        })),
        _ => Ok(repair("漏水")),
    }
}

/// One terminal's morning.
fn morning(
    mut desk: Desk,
    seed: u64,
    ticks: &AtomicU64,
    tickets: &Mutex<Vec<(String, u32)>>,
) -> Vec<Moment> {
    let mut dice = Dice(seed);
    (0..length())
        .map(|_| {
            let wanted = next(&mut dice, tickets);
            let sent = ticks.fetch_add(1, Ordering::SeqCst);
            let event = match wanted {
                Ok(command) => {
                    let request = request_id();
                    let answer = desk.run_as(request, &command);
                    if let (Answer::Done(done), "ticket.open") = (&answer, command.name.as_str()) {
                        let number = done.number.unwrap().full();
                        tickets.lock().unwrap().push((number, 1));
                    }
                    Event::Act(request, command, answer)
                }
                Err(query) => match desk.request(Ask::Query(Box::new(query.clone()))) {
                    (seq, Body::Reply(reply)) => Event::Question(query, seq, reply),
                    (_, other) => panic!("{other:?}"),
                },
            };
            let answered = ticks.fetch_add(1, Ordering::SeqCst);
            Moment {
                sent,
                answered,
                event,
            }
        })
        .collect()
}

/// The line of the audit log a moment belongs to; nothing for a refusal, which leaves the books alone.
fn seq(moment: &Moment) -> Option<u64> {
    match &moment.event {
        Event::Act(_, _, Answer::Done(done)) => Some(done.seq),
        Event::Act(..) => None,
        Event::Question(_, seq, _) => Some(*seq),
    }
}

/// Returns where the order of the log contradicts the order in which things happened before the terminals' eyes.
fn contradictions(moments: &[Moment]) -> Vec<String> {
    let mut by_answer: Vec<&Moment> = moments.iter().collect();
    by_answer.sort_by_key(|moment| moment.answered);
    let mut by_start: Vec<&Moment> = moments.iter().collect();
    by_start.sort_by_key(|moment| moment.sent);
    let mut found = Vec::new();
    let mut ended = by_answer.iter().peekable();
    let mut newest = 0;
    for moment in by_start {
        while let Some(before) = ended.next_if(|before| before.answered < moment.sent) {
            newest = newest.max(seq(before).unwrap_or(0));
        }
        let Some(seq) = seq(moment) else { continue };
        let act = matches!(moment.event, Event::Act(..));
        if seq < newest || (act && seq == newest) {
            found.push(format!(
                "sent after line {newest} was answered, but booked or read as {seq}"
            ));
        }
    }
    found
}

/// The office as it was before the morning, in which the log is done again one by one.
struct Again<'a> {
    service: Service,
    tx: Box<dyn CommitTx + 'a>,
    actor: Actor,
    now: Instant,
}

impl Again<'_> {
    fn act(&mut self, request: RequestId, command: &Command) -> Answer {
        let job = Job {
            actor: self.actor.clone(),
            request,
            command: command.clone(),
            now: self.now,
            salt: [0; 16],
        };
        self.service.run(&mut *self.tx, &job).unwrap()
    }

    fn ask(&self, query: &Query) -> Reply {
        let asking = Asking {
            tx: self.tx.as_read(),
            office: self.service.office(),
            actor: &self.actor,
            now: self.now,
            search: None,
        };
        queries::answer(asking, query).unwrap()
    }
}

/// What an act brought, without its line: refusals between the acts take lines of their own.
fn outcome(done: &Done) -> Done {
    Done {
        seq: 0,
        ..done.clone()
    }
}

/// Does the acts again in the order of the log; returns which answers differ.
fn differences(again: &mut Again<'_>, moments: &[Moment]) -> Vec<String> {
    let mut by_seq: BTreeMap<u64, Vec<&Moment>> = BTreeMap::new();
    for moment in moments {
        if let Some(seq) = seq(moment) {
            by_seq.entry(seq).or_default().push(moment);
        }
    }
    let mut found = Vec::new();
    for at in by_seq.values() {
        // The act of this line first, then the questions that saw it.
        for moment in at {
            let Event::Act(request, command, Answer::Done(done)) = &moment.event else {
                continue;
            };
            match again.act(*request, command) {
                Answer::Done(now) if outcome(&now) == outcome(done) => {}
                other => found.push(format!("{}: {other:?} is not {done:?}", command.name)),
            }
        }
        for moment in at {
            let Event::Question(query, _, reply) = &moment.event else {
                continue;
            };
            if again.ask(query) != **reply {
                found.push(format!("{query:?} at {:?}", seq(moment)));
            }
        }
    }
    found
}

#[test]
fn what_many_terminals_did_at_once_is_what_one_would_have_done() {
    let mut counter = Counter::open();
    {
        let mut desk = counter.desk();
        founded(&mut desk);
        desk.done(
            &Command::new("staff.add")
                .arg("name", "王师傅")
                .arg("rank", "worker")
                .arg("trades", "plumbing"),
        );
        for _ in 0..3 {
            desk.done(&repair("灯不亮"));
        }
    }
    assert_eq!(counter.stop(), 0);
    let copy = counter.home().join("before.redb");
    std::fs::copy(&counter.paths.database, &copy).unwrap();
    counter.start();

    let ticks = Arc::new(AtomicU64::new(0));
    let tickets = Arc::new(Mutex::new(Vec::new()));
    let terminals: Vec<_> = (0..TERMINALS)
        .map(|terminal| {
            let (ticks, tickets) = (Arc::clone(&ticks), Arc::clone(&tickets));
            let desk = counter.desk();
            std::thread::spawn(move || morning(desk, terminal, &ticks, &tickets))
        })
        .collect();
    let mut moments: Vec<Moment> = terminals
        .into_iter()
        .flat_map(|terminal| terminal.join().unwrap())
        .collect();
    assert_eq!(counter.stop(), 0);

    assert_eq!(contradictions(&moments), Vec::<String>::new());
    let store = RedbStore::open(&copy, &Options::default()).unwrap();
    let now = counter.clock.now();
    let again = || {
        let tx = store.write().unwrap();
        let staff = get::<Staff>(tx.as_read(), StaffId(1).0).unwrap().unwrap();
        Again {
            service: Service::open(tx.as_read()).unwrap(),
            actor: Actor {
                staff: staff.id,
                name: staff.name,
                rank: staff.rank,
                sides: staff.sides,
                seat: String::new(),
            },
            tx,
            now,
        }
    };
    assert_eq!(differences(&mut again(), &moments), Vec::<String>::new());
    // The judge sees lost acts: those of one terminal alone would not have been answered so.
    let one = &moments[..moments.len() / 8];
    assert_ne!(differences(&mut again(), one), Vec::<String>::new());
    let refused = moments
        .iter()
        .filter(|moment| seq(moment).is_none())
        .count();
    assert!(
        refused > 0 && refused * 2 < moments.len(),
        "{refused} of {}",
        moments.len()
    );

    // The judge sees a lost order: two acts of one terminal, told the other way round.
    let mut acts = moments
        .iter()
        .enumerate()
        .filter_map(|(at, moment)| match &moment.event {
            Event::Act(_, _, Answer::Done(_)) => Some(at),
            _ => None,
        });
    let (one, other) = (acts.next().unwrap(), acts.next().unwrap());
    if let (Event::Act(_, _, Answer::Done(first)), Event::Act(_, _, Answer::Done(second))) =
        (&moments[one].event, &moments[other].event)
    {
        let (first, second) = (first.seq, second.seq);
        for (at, seq) in [(one, second), (other, first)] {
            if let Event::Act(_, _, Answer::Done(done)) = &mut moments[at].event {
                done.seq = seq;
            }
        }
    }
    assert_ne!(contradictions(&moments), Vec::<String>::new());
}
