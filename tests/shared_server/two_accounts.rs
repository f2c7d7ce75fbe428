//! A shared office as it is installed: a service account, its group's members, and an outsider (REL S7).

use std::fs::{self, Permissions};
use std::io::{BufRead, Write};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use frontdesk::client::autostart::{self, ConnectError};
use frontdesk::domain::error::Why;
use frontdesk::server::peer::account_of;
use frontdesk::service::command::Command as Act;
use frontdesk::wire::{Ask, Body};
use nix::unistd::{Group, User};

use super::acts::{phrase, repair};
use super::child::{self, Process};
use crate::support::counter::{Desk, paths};

const TERMINAL: &str = "shared_server::two_accounts::terminal_of_an_account";

/// Accounts and folders of one trial; removed whatever happens.
struct Trial {
    name: String,
    data: PathBuf,
    runtime: PathBuf,
    program: PathBuf,
    _program: tempfile::TempDir,
}

fn run(program: &str, args: &[&str]) -> bool {
    let ended = Command::new(program).args(args).output();
    ended.is_ok_and(|ended| ended.status.success())
}

impl Trial {
    /// Makes the accounts and what an installation makes; nothing where that cannot be done.
    fn begin() -> Option<Self> {
        if !rustix::process::geteuid().is_root() {
            eprintln!("SKIPPED: only root can make accounts");
            return None;
        }
        let name = format!("fdt{}", std::process::id());
        let place = tempfile::tempdir().unwrap();
        fs::set_permissions(place.path(), Permissions::from_mode(0o755)).unwrap();
        let program = place.path().join("trial");
        fs::copy(child::program(), &program).unwrap();
        fs::set_permissions(&program, Permissions::from_mode(0o755)).unwrap();
        let trial = Self {
            data: Path::new("/var/lib/frontdesk").join(&name),
            runtime: Path::new("/run/frontdesk").join(&name),
            program,
            _program: place,
            name,
        };
        let group = trial.account("staff");
        let made = run("groupadd", &[&group])
            && ["service", "a", "b"]
                .iter()
                .all(|who| run("useradd", &["-M", "-N", "-g", &group, &trial.account(who)]))
            && run("useradd", &["-M", "-N", &trial.account("out")]);
        if !made {
            eprintln!("SKIPPED: useradd and groupadd do not work here");
            return None;
        }
        let service = trial.user("service");
        for (folder, mode) in [(&trial.data, 0o700), (&trial.runtime, 0o710)] {
            fs::create_dir_all(folder).unwrap();
            fs::set_permissions(folder, Permissions::from_mode(mode)).unwrap();
            fs::set_permissions(folder.parent().unwrap(), Permissions::from_mode(0o755)).unwrap();
            chown(folder, Some(service.0), Some(service.1)).unwrap();
        }
        Some(trial)
    }

    fn account(&self, who: &str) -> String {
        format!("{}{who}", self.name)
    }

    /// Numbers of an account and its group.
    fn user(&self, who: &str) -> (u32, u32) {
        let user = User::from_name(&self.account(who)).unwrap().unwrap();
        (user.uid.as_raw(), user.gid.as_raw())
    }

    /// Starts a part of the trial as one of its accounts.
    fn start(&self, who: &str, which: &str) -> Process {
        let (uid, gid) = self.user(who);
        Process::start(&self.program, which, &self.data, |command| {
            command.uid(uid).gid(gid).current_dir("/");
        })
    }
}

impl Drop for Trial {
    fn drop(&mut self) {
        for who in ["service", "a", "b", "out"] {
            run("userdel", &[&self.account(who)]);
        }
        let group = self.account("staff");
        if Group::from_name(&group).is_ok_and(|group| group.is_some()) {
            run("groupdel", &[&group]);
        }
        for folder in [&self.data, &self.runtime] {
            drop(fs::remove_dir_all(folder));
            // Only if nobody else is there.
            drop(fs::remove_dir(folder.parent().unwrap()));
        }
    }
}

/// A terminal under the account it was started as: does what it is told line by line, says what came.
#[test]
#[ignore = "a process of its own, started by other tests"]
fn terminal_of_an_account() {
    let Some(data) = child::data() else {
        return;
    };
    let paths = paths(&data);
    match autostart::connect(&paths, Box::new(|| {}), None) {
        Ok(_) => {}
        Err(ConnectError::NotOurs { .. }) => return println!("told not-ours"),
        Err(error) => return println!("told {error}"),
    }
    let mut desk = Desk::at(&paths);
    println!("told connected");
    for line in std::io::stdin().lock().lines() {
        let line = line.unwrap();
        let said = match line.split_once(' ').unwrap_or((&line, "")) {
            ("repair", text) => {
                let done = desk.done(&repair(text));
                format!("{} {}", done.number.unwrap().full(), done.seq)
            }
            ("add", person) => {
                let (account, rank) = person.split_once(' ').unwrap();
                let add = Act::new("staff.add")
                    .arg("name", account)
                    .arg("account", account)
                    .arg("rank", rank);
                desk.done(&add).seq.to_string()
            }
            ("note", number) => {
                let act = Act::new("ticket.note").about(number).arg("text", "看到了");
                desk.done(&act).seq.to_string()
            }
            ("wait", seq) => {
                let seq: u64 = seq.parse().unwrap();
                let told = desk.notice(|of, touched| of == seq && !touched.is_empty());
                told.to_string()
            }
            ("phrase", text) => desk.refused(&phrase(text)).why.name().to_owned(),
            ("who", _) => match desk.request(Ask::Status).1 {
                Body::Status(status) => {
                    let person = status.seated.person.unwrap();
                    format!("{} {}", person.name, person.rank.name())
                }
                other => panic!("{other:?}"),
            },
            other => panic!("{other:?}"),
        };
        println!("told {said}");
        std::io::stdout().flush().unwrap();
    }
}

#[test]
fn two_accounts_see_each_others_work_at_once_and_an_outsider_sees_nothing() {
    let Some(trial) = Trial::begin() else {
        return;
    };
    let mut server = trial.start("service", child::SERVER);
    server.wait_ready();
    let socket = fs::symlink_metadata(trial.runtime.join("socket")).unwrap();
    let (uid, gid) = trial.user("service");
    assert_eq!((socket.uid(), socket.gid()), (uid, gid));
    assert_eq!(socket.mode() & 0o777, 0o660);
    assert_eq!(account_of(uid), trial.account("service"));

    let mut manager = trial.start("service", TERMINAL);
    assert_eq!(manager.line("told"), "told connected");
    for (who, rank) in [("a", "receptionist"), ("b", "supervisor")] {
        manager.say(&format!("add {} {rank}", trial.account(who)));
        manager.line("told");
    }
    let mut a = trial.start("a", TERMINAL);
    let mut b = trial.start("b", TERMINAL);
    assert_eq!(a.line("told"), "told connected");
    assert_eq!(b.line("told"), "told connected");
    let ask = |terminal: &mut Process, line: &str| {
        terminal.say(line);
        terminal.line("told")["told ".len()..].to_owned()
    };
    assert_eq!(
        ask(&mut a, "who"),
        format!("{} receptionist", trial.account("a"))
    );
    assert_eq!(
        ask(&mut b, "who"),
        format!("{} supervisor", trial.account("b"))
    );

    let opened = ask(&mut a, "repair 漏水");
    let (number, seq) = opened.split_once(' ').unwrap();
    assert_eq!(
        ask(&mut b, &format!("wait {seq}")),
        seq,
        "b is told of what a did"
    );
    let noted = ask(&mut b, &format!("note {number}"));
    assert_eq!(
        ask(&mut a, &format!("wait {noted}")),
        noted,
        "a is told of what b did"
    );
    // Who one is comes from the operating system, and so does what one may do.
    assert_eq!(ask(&mut a, "phrase 您好"), Why::NoRight.name());

    let mut outsider = trial.start("out", TERMINAL);
    assert_eq!(outsider.line("told"), "told not-ours");
    server.signal(rustix::process::Signal::TERM);
    assert_eq!(server.ended(), Some(0));
}
