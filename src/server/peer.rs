//! Who is at the other end of a connection, as the operating system says it.

use std::os::unix::net::UnixStream;

use nix::unistd::{Uid, User};

/// The other end of a connection, fixed when it connected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Peer {
    pub uid: u32,
    /// The account's name; `uid:1234` where it has none.
    pub account: String,
    /// The terminal its process sits at: `pts/3`; empty for a script without one.
    pub terminal: String,
}

impl Peer {
    /// Asks the operating system.
    pub fn of(stream: &UnixStream) -> std::io::Result<Self> {
        let credentials = rustix::net::sockopt::socket_peercred(stream)?;
        let uid = credentials.uid.as_raw();
        let terminal = terminal_of(credentials.pid.as_raw_nonzero().get()).unwrap_or_default();
        Ok(Self {
            uid,
            account: account_of(uid),
            terminal,
        })
    }

    /// Account and terminal, for the audit line.
    pub fn seat(&self) -> String {
        if self.terminal.is_empty() {
            self.account.clone()
        } else {
            format!("{}@{}", self.account, self.terminal)
        }
    }
}

/// The name of an account.
pub fn account_of(uid: u32) -> String {
    match User::from_uid(Uid::from_raw(uid)) {
        Ok(Some(user)) => user.name,
        Ok(None) | Err(_) => format!("uid:{uid}"),
    }
}

/// The terminal a process is attached to, by the device number in its public status.
fn terminal_of(pid: i32) -> Option<String> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The name in parentheses may hold anything; the fields after the last one are numbers.
    let (_, fields) = status.rsplit_once(") ")?;
    let device: u32 = fields.split(' ').nth(4)?.parse().ok()?;
    let major = (device >> 8) & 0xfff;
    let minor = (device & 0xff) | ((device >> 12) & 0xf_ff00);
    match major {
        4 => Some(format!("tty{minor}")),
        136..=143 => Some(format!("pts/{}", (major - 136) * 256 + minor)),
        _ => None,
    }
}
