//! An office with a few homes, its server, and the program's screen on it.

use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use frontdesk::domain::office::Draft;
use frontdesk::service::query::{ListQuery, Query, Reply};
use frontdesk::service::view::Listing;
use frontdesk::wire::hello::Status as HelloStatus;
use frontdesk::wire::{Ask, Body, Message, Status};
use tempfile::TempDir;

use crate::shared_server::acts::founded;
use crate::shared_server::child::{BINARY, Process, places};
use crate::support::counter::{Desk, PATIENCE, Raw};
use crate::support::pty::Pty;

/// The sign of the counter: the title of its first pane.
pub const COUNTER: &str = "来电来访";

/// The title of what lies over the counter where half-filled forms wait.
pub const UNFINISHED: &str = "未完成的表单";

/// What is said where a form is open again that was left unfinished.
const REOPENED: &str = "已恢复没填完的表单";

/// An office whose server runs for as long as this lives.
pub struct Office {
    home: TempDir,
    server: Option<Process>,
}

impl Office {
    /// A new office with four homes.
    pub fn new() -> Self {
        Self::within(&std::env::temp_dir())
    }

    /// The same, kept in this folder.
    pub fn within(folder: &Path) -> Self {
        let home = tempfile::tempdir_in(folder).unwrap();
        let server = Process::serve(&home.path().join("data"));
        let office = Self {
            home,
            server: Some(server),
        };
        let mut desk = office.desk();
        founded(&mut desk);
        office
    }

    /// The data folder.
    pub fn data(&self) -> PathBuf {
        self.home.path().join("data")
    }

    /// A terminal that speaks for the test.
    pub fn desk(&self) -> Desk {
        Desk::at(&places(&self.data()))
    }

    /// The program with the variables it is started with.
    fn program(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .env("HOME", self.home.path())
            .env("XDG_RUNTIME_DIR", self.home.path().join("run"))
            .env("LC_ALL", "C.UTF-8")
            .env("TERM", "xterm-256color")
            .env("FRONTDESK_LANG", "zh-Hans");
        for name in [
            "XDG_CONFIG_HOME",
            "XDG_DATA_HOME",
            "FRONTDESK_DATA",
            "NO_COLOR",
            "COLORTERM",
        ] {
            command.env_remove(name);
        }
        command
    }

    /// The program at this office.
    pub fn command(&self) -> Command {
        let mut command = self.program(BINARY);
        command.arg("--data").arg(self.data());
        command
    }

    /// Opens a counter and waits until it shows.
    pub fn counter(&self) -> Pty {
        shown(Pty::spawn(&self.command(), 80, 24))
    }

    /// Opens a counter as somebody who signs on with a PIN; nothing is waited for.
    pub fn counter_as(&self, name: &str) -> Pty {
        let mut command = self.program(BINARY);
        command.arg("--data").arg(self.data()).args(["--as", name]);
        Pty::spawn(&command, 80, 24)
    }

    /// Opens a counter from a shell that ignores hang-ups, as `nohup` does.
    pub fn counter_held_up(&self) -> Pty {
        let mut command = self.program("sh");
        command
            .args(["-c", "trap '' HUP; exec \"$0\" --data \"$1\"", BINARY])
            .arg(self.data());
        shown(Pty::spawn(&command, 80, 24))
    }

    /// Opens a counter as the child of a shell that ignores hang-ups and waits for it.
    pub fn counter_under_a_shell(&self) -> Pty {
        let mut command = self.program("sh");
        command
            .args(["-c", "trap '' HUP; \"$0\" --data \"$1\"; exit 0", BINARY])
            .arg(self.data());
        shown(Pty::spawn(&command, 80, 24))
    }

    /// Waits until the server knows of no terminal any more: what the last one asked for is done.
    pub fn wait_alone(&self) {
        let mut desk = self.desk();
        let began = Instant::now();
        while !matches!(desk.request(Ask::Status).1, Body::Status(status) if status.terminals == 0)
        {
            assert!(began.elapsed() < PATIENCE, "a terminal stays");
        }
    }

    /// The server that answers now, whoever started it.
    pub fn status(&self) -> Status {
        let began = Instant::now();
        loop {
            if let Some(status) = self.status_now() {
                return status;
            }
            assert!(began.elapsed() < PATIENCE, "no server");
        }
    }

    /// The same; nothing where there is no server, or one that goes or comes.
    fn status_now(&self) -> Option<Status> {
        let stream = UnixStream::connect(places(&self.data()).socket).ok()?;
        let mut raw = Raw(stream);
        if raw.hello()?.status != HelloStatus::Ok {
            return None;
        }
        raw.ask(1, Ask::Status).ok()?;
        match raw.reply()? {
            Message::Reply { body, .. } => match *body {
                Body::Status(status) => Some(status),
                other => panic!("{other:?}"),
            },
            _ => None,
        }
    }

    /// Kills the server; whoever needs it next starts another.
    pub fn kill_server(&mut self) {
        self.server.take().unwrap().kill();
    }

    /// The first server has gone, whatever way.
    pub fn forget_server(&mut self) {
        drop(self.server.take());
    }

    /// Waits until the server has ended by itself; returns its exit code.
    pub fn server_ended(&mut self) -> Option<i32> {
        self.server.take().unwrap().ended()
    }

    /// How many records a list has.
    pub fn count(&self, what: &str) -> usize {
        self.list(what).rows.len()
    }

    /// A list.
    pub fn list(&self, what: &str) -> Listing {
        let query = Query::List(ListQuery {
            what: what.to_owned(),
            conditions: Vec::new(),
            limit: 100,
            reveal: false,
            export: false,
            after: None,
        });
        match self.desk().query(query).1 {
            Reply::List(listing) => listing,
            other => panic!("{other:?}"),
        }
    }

    /// The drafts of the account.
    pub fn drafts(&self) -> Vec<Draft> {
        match self.desk().query(Query::Drafts).1 {
            Reply::Drafts(drafts, _) => drafts,
            other => panic!("{other:?}"),
        }
    }

    /// Throws the drafts away, so that the next terminal is offered none.
    pub fn drop_drafts(&self) {
        for draft in self.drafts() {
            assert_eq!(self.desk().request(Ask::DropDraft(draft.id)).1, Body::Ok);
        }
    }
}

impl Drop for Office {
    fn drop(&mut self) {
        // After the first server was killed a terminal has started another by itself; it would outlive the test.
        let socket = places(&self.data()).socket;
        if self.server.is_none() && socket.exists() && !std::thread::panicking() {
            let mut last = Raw::at(&socket);
            last.hello();
            drop(last.ask(1, Ask::Stop));
            last.goodbye();
        }
    }
}

fn shown(pty: Pty) -> Pty {
    pty.wait_until("the counter, or what was left unfinished on it", |screen| {
        let text = screen.contents();
        text.contains(COUNTER) || text.contains(UNFINISHED) || text.contains(REOPENED)
    });
    pty
}
