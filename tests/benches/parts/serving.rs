//! A real server on its socket: one terminal beside a bare sync of the disk, and twenty against one.

use std::io::Write;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::time::{Duration, Instant as Moment};

use frontdesk::client::Link;
use frontdesk::client::socket_link::SocketLink;
use frontdesk::config::Environment;
use frontdesk::config::paths::Paths;
use frontdesk::domain::calendar::{Instant, Zone};
use frontdesk::server::{Options, backups, serve};
use frontdesk::service::answer::Answer;
use frontdesk::service::clock::SetClock;
use frontdesk::service::query::{Pane, Query, Window};
use frontdesk::wire::{Ask, Body, Message};

use super::WINDOW;
use super::writing::{Bare, COMMITS, call};
use crate::estate::Size;
use crate::kit::measure::{Times, times, turns};
use crate::kit::table::{Figure, Unit};

const TERMINALS: usize = 20;
const WRITING: Duration = Duration::from_millis(1_500);

pub fn figures(database: &Path, size: Size, now: Instant, out: &mut Vec<Figure>) {
    let data = database.parent().unwrap();
    let paths = Paths::new(&Environment::default(), Some(data)).unwrap();
    // The copy made on a new day would be measured with the rest.
    let day = Zone::default().day_of(now);
    std::fs::create_dir_all(backups::folder(data)).unwrap();
    std::fs::write(backups::folder(data).join(format!("daily-{day}.redb")), []).unwrap();
    let mut options = Options::new(paths.clone(), Arc::new(SetClock::new(now.plus_minutes(1))));
    options.signals = false;
    let (ready, waiting) = channel();
    options.ready = Some(Box::new(Told(ready)));
    let server = std::thread::spawn(move || serve(options));
    waiting.recv().unwrap();

    let terminal = || Terminal::at(&paths.socket);
    let number = AtomicU64::new(1 << 40);
    let mut one = terminal();
    let ask = || Ask::Query(Box::new(Query::Pane(Pane::Tickets, Window::first(WINDOW))));
    let asked = times(2_000, |_| drop(one.request(ask())));
    out.push(Figure::times(
        "at the socket: first window of tickets",
        &asked,
    ));
    let mut bare = Bare::beside(database);
    let (saved, synced) = turns(COMMITS, |_| one.log(size, &number), |_| bare.sync());
    out.push(
        Figure::times("at the socket: durable contact.log", &saved)
            .against("fdatasync 4 KiB", synced.percentile(50)),
    );
    let (alone, wait) = commits(vec![terminal()], size, &number);
    out.push(Figure::one("1 terminal writing", Unit::ASecond, alone));
    let many = (0..TERMINALS).map(|_| terminal()).collect();
    let (together, waits) = commits(many, size, &number);
    out.push(
        Figure::one(
            format!("{TERMINALS} terminals writing"),
            Unit::ASecond,
            together,
        )
        .against("1 terminal", alone),
    );
    out.push(
        Figure::times(
            format!("{TERMINALS} terminals writing: wait for \"saved\""),
            &waits,
        )
        .against("1 terminal", wait.percentile(50)),
    );
    assert_eq!(one.request(Ask::Stop), Body::Ok);
    drop(one);
    assert_eq!(server.join().unwrap().unwrap(), 0);
}

/// Commands a second and the waits of all, each terminal a thread that waits for every answer.
fn commits(terminals: Vec<Terminal>, size: Size, number: &AtomicU64) -> (f64, Times) {
    let began = Moment::now();
    let waits: Vec<Vec<Duration>> = std::thread::scope(|scope| {
        let writing: Vec<_> = terminals
            .into_iter()
            .map(|mut terminal| {
                scope.spawn(move || {
                    let mut waits = Vec::new();
                    while began.elapsed() < WRITING {
                        let asked = Moment::now();
                        terminal.log(size, number);
                        waits.push(asked.elapsed());
                    }
                    waits
                })
            })
            .collect();
        writing
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .collect()
    });
    let seconds = began.elapsed().as_secs_f64();
    let mut times = Times::default();
    waits.iter().flatten().for_each(|wait| times.push(*wait));
    let count: usize = waits.iter().map(Vec::len).sum();
    (count as f64 / seconds, times)
}

/// One terminal at the socket.
struct Terminal(SocketLink);

impl Terminal {
    fn at(socket: &Path) -> Self {
        let stream = UnixStream::connect(socket).unwrap();
        Self(SocketLink::over(stream, Box::new(|| ())).unwrap())
    }

    /// Asks and waits for the reply; notices of others pass by.
    fn request(&mut self, ask: Ask) -> Body {
        let wanted = self.0.send(ask).unwrap();
        loop {
            match self.0.wait().unwrap() {
                Message::Reply { id, body, .. } if id == wanted => return *body,
                Message::Goodbye { why } => panic!("{why}"),
                _ => {}
            }
        }
    }

    fn log(&mut self, size: Size, number: &AtomicU64) {
        let number = number.fetch_add(1, Ordering::Relaxed);
        let body = self.request(Ask::Do {
            request: u128::from(number).to_be_bytes(),
            command: call(size, number),
        });
        assert!(matches!(body, Body::Answer(Answer::Done(_))), "{body:?}");
    }
}

/// Where the server says that it is ready.
struct Told(Sender<()>);

impl Write for Told {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let _ = self.0.send(());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
