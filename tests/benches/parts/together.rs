//! The server's writer, asked by one thread and then by twenty that each wait for every answer.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::channel;
use std::time::{Duration, Instant as Moment};

use frontdesk::domain::calendar::Instant;
use frontdesk::server::clock_guard::ClockGuard;
use frontdesk::server::shared::{Parts, Shared};
use frontdesk::server::signon::pepper;
use frontdesk::server::writer::{self, Task};
use frontdesk::service::answer::Answer;
use frontdesk::service::clock::SetClock;
use frontdesk::service::execute::{Job, Service};
use frontdesk::storage::Store;
use frontdesk::storage::redb::{Options, RedbStore};

use super::writing::call;
use crate::estate::{Size, receptionist};
use crate::kit::measure::Times;
use crate::kit::table::{Figure, Unit};

const THREADS: u64 = 20;
const WRITING: Duration = Duration::from_millis(1_500);
/// The first number of a command; other parts gave out those before.
const FIRST: u64 = 1 << 50;

pub fn figures(database: &Path, size: Size, now: Instant, out: &mut Vec<Figure>) {
    let store: Arc<dyn Store> = Arc::new(RedbStore::open(database, &Options::default()).unwrap());
    let service = Service::open(&*store.read().unwrap()).unwrap();
    let data = database.parent().unwrap();
    let now = now.plus_minutes(2);
    let clock = Arc::new(SetClock::new(now));
    let (queue, tasks) = writer::queue();
    let shared = Arc::new(Shared::new(Parts {
        store: Arc::clone(&store),
        guard: ClockGuard::begin(&*store, &*clock).unwrap(),
        clock,
        writer: queue,
        office: service.office().clone(),
        data: data.to_owned(),
        pepper: pepper(data).unwrap(),
        wake: Box::new(|| ()),
        run: 1,
    }));
    let thread = writer::start(Arc::clone(&shared), service, tasks).unwrap();
    let writing = Writing {
        shared: &shared,
        size,
        now,
        number: AtomicU64::new(FIRST),
    };
    let (one, alone) = writing.commits(1);
    let (many, waits) = writing.commits(THREADS);
    shared.close_writer();
    thread.join().unwrap();
    out.push(Figure::one("1 writing: commands", Unit::ASecond, one));
    out.push(Figure::times("1 writing: wait for \"saved\"", &alone));
    out.push(Figure::one("20 writing: commands", Unit::ASecond, many).against("1 writing", one));
    out.push(
        Figure::times("20 writing: wait for \"saved\"", &waits)
            .against("1 writing", alone.percentile(50)),
    );
}

/// People who log calls as fast as they are answered.
struct Writing<'s> {
    shared: &'s Shared,
    size: Size,
    now: Instant,
    number: AtomicU64,
}

impl Writing<'_> {
    /// Commands a second and the waits of all.
    fn commits(&self, threads: u64) -> (f64, Times) {
        let began = Moment::now();
        let waits: Vec<Vec<Duration>> = std::thread::scope(|scope| {
            let all: Vec<_> = (0..threads)
                .map(|_| scope.spawn(|| self.one(began)))
                .collect();
            all.into_iter().map(|one| one.join().unwrap()).collect()
        });
        let seconds = began.elapsed().as_secs_f64();
        let mut times = Times::default();
        waits.iter().flatten().for_each(|wait| times.push(*wait));
        let count: usize = waits.iter().map(Vec::len).sum();
        (count as f64 / seconds, times)
    }

    fn one(&self, began: Moment) -> Vec<Duration> {
        let mut waits = Vec::new();
        while began.elapsed() < WRITING {
            let number = self.number.fetch_add(1, Ordering::Relaxed);
            let job = Job {
                actor: receptionist(),
                request: u128::from(number).to_be_bytes(),
                command: call(self.size, number),
                now: self.now,
                salt: [7; 16],
            };
            let (reply, answer) = channel();
            let asked = Moment::now();
            self.shared
                .queue(Task::Command(Box::new(job), reply))
                .unwrap();
            let answer = answer.recv().unwrap();
            assert!(matches!(answer, Answer::Done(_)), "{answer:?}");
            waits.push(asked.elapsed());
        }
        waits
    }
}
