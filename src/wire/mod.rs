//! What may be said over the socket: hello, requests, replies, notices.

pub mod commands;
pub mod frame;
pub mod hello;
pub mod registers;

use crate::domain::office::Draft;
pub use crate::domain::secret::{Pin, wipe_bytes};
use crate::domain::staff::{Rank, Right, Side};
pub use crate::service::answer::{Answer, Done};
pub use crate::service::command::Command;
pub use crate::service::evidence::FILE;
pub use crate::service::loading::{Known, Totals};
pub use crate::service::query::{ArrearsQuery, IntakeQuery, ListQuery, Pane, Query, Reply, Window};
pub use crate::service::subject::Subject;
pub use crate::service::view;
pub use commands::{CommandFacts, commands};

/// What a terminal asks for; one at a time on a connection.
#[derive(Debug, Clone, PartialEq, minicbor::Encode, minicbor::Decode)]
pub struct Request {
    /// Counts up on a connection; the reply carries it back.
    #[n(0)]
    pub id: u32,
    #[n(1)]
    pub ask: Ask,
}

/// The kinds of request.
#[derive(Debug, Clone, PartialEq, minicbor::Encode, minicbor::Decode)]
pub enum Ask {
    /// A question.
    #[n(0)]
    Query(#[n(0)] Box<Query>),
    /// A command under a request id made by the terminal.
    #[n(1)]
    Do {
        #[cbor(n(0), with = "minicbor::bytes")]
        request: [u8; 16],
        #[n(1)]
        command: Command,
    },
    /// Keep a half-filled form; `staff` and `saved_at` are set by the server.
    #[n(2)]
    SaveDraft(#[n(0)] Draft),
    /// Drop a half-filled form.
    #[n(3)]
    DropDraft(#[cbor(n(0), with = "minicbor::bytes")] Vec<u8>),
    /// Say who sits here, at a shared desk.
    #[n(4)]
    SignOn {
        #[n(0)]
        name: String,
        #[n(1)]
        pin: Pin,
    },
    /// Nobody sits here any more.
    #[n(5)]
    SignOff,
    /// Which record is open on the screen, to tell others who open it too.
    #[n(6)]
    Viewing(#[n(0)] Option<Subject>),
    // 7 showed who calls; that is a command by now.
    /// The state of the server.
    #[n(8)]
    Status,
    /// Stop in order; only for the server's owner.
    #[n(9)]
    Stop,
    /// Make a verified backup in the data folder and give its pieces, from this byte on.
    #[n(10)]
    Backup {
        #[n(0)]
        name: Option<String>,
        #[n(1)]
        from: u64,
    },
    /// Rows of a file to import, staged by the terminal; the last piece has `done`.
    #[n(11)]
    Import {
        /// What is imported: `community`, `paid`, `complaints`.
        #[n(0)]
        what: String,
        #[cbor(n(1), with = "minicbor::bytes")]
        piece: Vec<u8>,
        #[n(2)]
        done: bool,
        #[cbor(n(3), with = "minicbor::bytes")]
        request: [u8; 16],
        /// Say what it would bring and change nothing.
        #[n(4)]
        trial: bool,
    },
    /// A piece of a file to be kept as evidence; the command that names its digest follows.
    #[n(12)]
    Keep {
        /// BLAKE3 of the whole file.
        #[cbor(n(0), with = "minicbor::bytes")]
        digest: Vec<u8>,
        /// Where in the file the piece begins; 0 begins it anew.
        #[n(1)]
        from: u64,
        #[cbor(n(2), with = "minicbor::bytes")]
        piece: Vec<u8>,
        #[n(3)]
        done: bool,
    },
    /// A piece of the first file of evidence behind this name, for a backup; from an empty name on they are looked up
    /// anew.
    #[n(13)]
    Kept {
        #[n(0)]
        after: String,
        #[n(1)]
        from: u64,
    },
}

/// What comes back from the server.
#[derive(Debug, Clone, PartialEq, minicbor::Encode, minicbor::Decode)]
pub enum Message {
    /// The answer to a request, read from the state after `seq`.
    #[n(0)]
    Reply {
        #[n(0)]
        id: u32,
        #[n(1)]
        seq: u64,
        #[n(2)]
        body: Box<Body>,
    },
    /// Something changed: these records, by the line `seq`. Empty means: ask everything again.
    #[n(1)]
    Notice {
        #[n(0)]
        seq: u64,
        #[n(1)]
        touched: Vec<Subject>,
    },
    // 2 said that somebody calls; the figures of the top line do by now.
    /// The server ends the connection and says why: a key of the word files.
    #[n(3)]
    Goodbye {
        #[n(0)]
        why: String,
    },
}

/// The answer to a request.
#[derive(Debug, Clone, PartialEq, minicbor::Encode, minicbor::Decode)]
pub enum Body {
    #[n(0)]
    Reply(#[n(0)] Box<Reply>),
    #[n(1)]
    Answer(#[n(0)] Answer),
    /// Refused, for requests that are no commands.
    #[n(2)]
    Refused(#[n(0)] crate::domain::error::Refusal),
    /// Done; nothing to tell.
    #[n(3)]
    Ok,
    #[n(4)]
    Seated(#[n(0)] Seated),
    #[n(5)]
    Status(#[n(0)] Status),
    /// A piece of a backup; `total` bytes in all.
    #[n(6)]
    Piece {
        #[n(0)]
        name: String,
        #[cbor(n(1), with = "minicbor::bytes")]
        bytes: Vec<u8>,
        #[n(2)]
        total: u64,
    },
    /// How far an import is: rows done, rows in all.
    #[n(7)]
    Progress {
        #[n(0)]
        done: u64,
        #[n(1)]
        of: u64,
    },
    /// Who has the record open that is open here, at other terminals.
    #[n(9)]
    Others(#[n(0)] Vec<String>),
}

/// Who sits at a terminal.
#[derive(Debug, Clone, PartialEq, Eq, Default, minicbor::Encode, minicbor::Decode)]
pub struct Seated {
    /// Absent at a shared desk where nobody has signed on.
    #[n(0)]
    pub person: Option<Person>,
    /// Whether this is a shared desk: sign-on by PIN, idle lock.
    #[n(1)]
    pub desk: bool,
}

/// The person signed on, with what they may do, so that a screen can say so beforehand.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Person {
    #[n(0)]
    pub name: String,
    #[n(1)]
    pub rank: Rank,
    #[n(2)]
    pub sides: Vec<Side>,
    #[n(3)]
    pub rights: Vec<Right>,
}

/// The state of the server (`frontdesk status`).
#[derive(Debug, Clone, PartialEq, Eq, Default, minicbor::Encode, minicbor::Decode)]
pub struct Status {
    #[n(0)]
    pub pid: u32,
    #[n(1)]
    pub version: String,
    /// The data folder.
    #[n(2)]
    pub data: String,
    #[n(3)]
    pub seq: u64,
    /// Terminals connected beside the one that asks.
    #[n(4)]
    pub terminals: u32,
    /// First ten hex digits of the audit chain's head.
    #[n(5)]
    pub anchor: String,
    /// Who asks.
    #[n(6)]
    pub seated: Seated,
    /// Faults of the books found since the start; none while they are still being checked.
    #[n(7)]
    pub books_wrong: Option<u32>,
    /// Stored values found damaged; none while they have not all been read once since the start.
    #[n(8)]
    pub damaged: Option<u32>,
    /// Screens that show the counter to somebody who takes calls.
    #[n(9)]
    #[cbor(default)]
    pub counters: u32,
    /// How far the check of the books is that runs, in hundredths.
    #[n(61)]
    #[cbor(default)]
    pub books_percent: u32,
}
