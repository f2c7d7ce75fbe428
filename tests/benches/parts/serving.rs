//! A real server on its socket: questions, and durable commands beside a bare sync of the disk.

use std::io::Write;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};

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
use crate::kit::measure::{times, turns};
use crate::kit::table::Figure;

/// The first number of a command; those before were given out without a server.
const FIRST: u64 = 1 << 40;

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

    let mut one = Terminal::at(&paths.socket);
    let ask = || Ask::Query(Box::new(Query::Pane(Pane::Tickets, Window::first(WINDOW))));
    let asked = times(2_000, |_| drop(one.request(ask())));
    out.push(Figure::times(
        "at the socket: first window of tickets",
        &asked,
    ));
    let mut bare = Bare::beside(database);
    let (saved, synced) = turns(
        COMMITS,
        |at| one.log(size, FIRST + at as u64),
        |_| bare.sync(),
    );
    out.push(
        Figure::times("at the socket: durable contact.log", &saved)
            .against("fdatasync 4 KiB", synced.percentile(50)),
    );
    assert_eq!(one.request(Ask::Stop), Body::Ok);
    drop(one);
    assert_eq!(server.join().unwrap().unwrap(), 0);
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

    fn log(&mut self, size: Size, number: u64) {
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
