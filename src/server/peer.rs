//! Who is at the other end of a connection, as the operating system says it.

use std::fs;
use std::os::unix::net::UnixStream;
use std::process::{Command, Stdio};

/// The list of accounts that every system has.
const ACCOUNTS: &str = "/etc/passwd";
/// Knows the accounts of every other list (a directory service, systemd). The modules for these are made for the C
/// library beside them; a static program that loaded them into itself would have two.
const LOOK_UP: &str = "/usr/bin/getent";

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

/// The name of an account, as the system has it; `uid:1234` where it has none.
pub fn account_of(uid: u32) -> String {
    let listed = fs::read(ACCOUNTS).ok();
    listed
        .and_then(|list| named(&list, uid))
        .or_else(|| named(&looked_up(uid)?, uid))
        .unwrap_or_else(|| format!("uid:{uid}"))
}

/// What the system says of an account that is not in the list.
fn looked_up(uid: u32) -> Option<Vec<u8>> {
    let output = Command::new(LOOK_UP)
        .args(["passwd", &uid.to_string()])
        .env_clear()
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    output.status.success().then_some(output.stdout)
}

/// The first name with this number among lines such as `name:x:1000:…`.
fn named(list: &[u8], uid: u32) -> Option<String> {
    list.split(|byte| *byte == b'\n').find_map(|line| {
        let mut fields = str::from_utf8(line).ok()?.split(':');
        let name = fields.next()?;
        // `+` and `-` begin what another list adds or takes away.
        let account = !name.is_empty() && !name.starts_with(['+', '-', '#']);
        let number: u32 = fields.nth(1)?.parse().ok()?;
        (account && number == uid).then(|| name.to_owned())
    })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_known_by_its_number_alone() {
        let list = b"root:x:0:0::/root:/bin/sh\n+nis:x:1000:::\n#old:x:1000:::\n\xff:x:1000:\n:x:1000:\nqiantai:x:1000:7::/:\nsecond:x:1000:::\nshort:x\n1000:x:7:::\n";
        assert_eq!(named(list, 0).as_deref(), Some("root"));
        assert_eq!(named(list, 1000).as_deref(), Some("qiantai"));
        assert_eq!(named(list, 7).as_deref(), Some("1000"));
        assert_eq!(named(list, 100), None);
        assert_eq!(named(b"", 0), None);
    }

    #[test]
    fn an_account_nobody_has_is_called_by_its_number() {
        assert_eq!(account_of(0), "root");
        assert_eq!(account_of(3_999_999_123), "uid:3999999123");
    }
}
