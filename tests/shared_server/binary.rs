//! The program itself as a server: started by terminals, ended by signals, killed under them.

use std::path::Path;
use std::time::{Duration, Instant};

use frontdesk::client::autostart::{self, Starter};
use frontdesk::client::socket_link::SocketLink;
use frontdesk::client::{Link, LinkError};
use frontdesk::config::Environment;
use frontdesk::config::paths::Paths;
use frontdesk::wire::{Ask, Body, Message, Status};
use rustix::process::{Pid, Signal, kill_process};

use super::acts::phrase;
use super::child::{BINARY, Process, places};
use crate::support::counter::Desk;

#[test]
fn a_server_told_to_end_closes_its_database_in_order() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    for signal in [Signal::TERM, Signal::INT, Signal::HUP] {
        let server = Process::serve(&data);
        let mut desk = Desk::at(&places(&data));
        server.signal(signal);
        assert_eq!(desk.goodbye().as_deref(), Some("goodbye-stopping"));
        assert_eq!(server.ended(), Some(0), "{signal:?}");
        assert!(!places(&data).socket.exists());
    }
}

#[test]
fn a_second_server_gives_way_with_the_code_for_that() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    let first = Process::serve(&data);
    let second = Process::serve_at_once(&data);
    assert_eq!(second.ended(), Some(autostart::HELD));
    Desk::at(&places(&data)).done(&phrase("照常"));
    drop(first);
}

/// Connects as a terminal does: to the server that runs, or to one it starts.
fn connect(paths: &Paths) -> SocketLink {
    let mut slow = || {};
    let starter = Starter {
        program: Path::new(BINARY),
        slow: &mut slow,
    };
    autostart::connect(paths, Box::new(|| {}), Some(starter)).unwrap()
}

fn request(link: &mut impl Link, ask: Ask) -> Result<Body, LinkError> {
    let id = link.send(ask)?;
    loop {
        if let Message::Reply { id: of, body, .. } = link.wait()?
            && of == id
        {
            return Ok(*body);
        }
    }
}

fn status(link: &mut impl Link) -> Status {
    match request(link, Ask::Status).unwrap() {
        Body::Status(status) => status,
        other => panic!("{other:?}"),
    }
}

/// The folder of the socket goes with the test.
struct Away(Paths);

impl Drop for Away {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.0.runtime));
    }
}

/// Ends what is left of the servers of a folder. Of several that were started at once all but one give way; one that was
/// held up finds the folder free only when the others are gone, and would outlive the test.
fn end_late(data: &Path) {
    let data = data.to_str().unwrap().as_bytes();
    let serves = |pid: &i32| {
        let line = std::fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
        let mut words = line.split(|byte| *byte == 0);
        words.any(|word| word == data)
    };
    let began = Instant::now();
    loop {
        let all = std::fs::read_dir("/proc").unwrap();
        let names = all.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
        let left: Vec<i32> = names.filter(serves).collect();
        if left.is_empty() {
            return;
        }
        for pid in left {
            // It may have ended by itself meanwhile.
            let _ = kill_process(Pid::from_raw(pid).unwrap(), Signal::KILL);
        }
        assert!(began.elapsed() < Duration::from_secs(10), "a server stays");
    }
}

#[test]
fn terminals_started_at_once_start_one_server_and_another_when_it_is_killed() {
    let home = tempfile::tempdir().unwrap();
    // The server inherits our surroundings, so its socket is where they say.
    let environment = Environment::of_process();
    let paths = Paths::new(&environment, Some(&home.path().join("data"))).unwrap();
    let away = Away(paths.clone());
    let starting: Vec<_> = (0..4)
        .map(|_| {
            let paths = paths.clone();
            std::thread::spawn(move || {
                let mut link = connect(&paths);
                (status(&mut link).pid, link)
            })
        })
        .collect();
    let mut links: Vec<_> = starting.into_iter().map(|t| t.join().unwrap()).collect();
    let pid = links[0].0;
    assert!(links.iter().all(|(of, _)| *of == pid), "one server");

    let killed = Instant::now();
    let of_server = Pid::from_raw(i32::try_from(pid).unwrap()).unwrap();
    kill_process(of_server, Signal::KILL).unwrap();
    for (_, link) in &mut links {
        while link.wait().is_ok() {}
    }
    assert!(killed.elapsed() < Duration::from_secs(2), "told late");
    let mut again = connect(&paths);
    let second = status(&mut again).pid;
    assert_ne!(second, pid);
    // And one that is asked to stop gives way to the next.
    assert_eq!(request(&mut again, Ask::Stop), Ok(Body::Ok));
    let mut next = connect(&paths);
    assert_ne!(status(&mut next).pid, second);
    assert_eq!(request(&mut next, Ask::Stop), Ok(Body::Ok));
    while next.wait().is_ok() {}
    end_late(&paths.data);
    drop(away);
}
