//! While a large file is imported the others go on (REL I1, promise 20).

use std::fmt::Write as _;
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use frontdesk::service::command::Command;

use super::acts::phrase;
use super::child::{Process, places};
use super::flood::Undisturbed;
use crate::support::campaign::size;
use crate::support::counter::Desk;
use crate::support::watched::Waits;

/// So many homes with an owner each, as a text table.
fn homes(count: usize) -> String {
    let head = "楼号,单元,房间,建筑面积,房屋状态,业主名称,手机号,业主类型\n";
    (0..count).fold(head.to_owned(), |mut text, n| {
        // A hundred homes in a building.
        let (building, place) = (n / 100 + 1, n % 100);
        let (floor, room) = (place / 4 + 1, place % 4 + 1);
        let home = format!("{building},1,{floor}{room:02},88.5");
        writeln!(text, "{home},已入住,业主{n},139{n:08},业主").unwrap();
        text
    })
}

#[test]
fn who_looks_at_the_counter_does_not_wait_for_an_import() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    let server = Process::serve(&data);
    let mut honest = Desk::at(&places(&data));
    honest.done(&Command::new("community.add").arg("name", "翠湖花园"));
    let mut undisturbed = Undisturbed::within(home.path());
    let file = home.path().join("homes.csv");
    let count = size(600, 20_000, 100_000);
    std::fs::write(&file, homes(count)).unwrap();

    let (ended, end) = channel();
    let import = Process::run(&data, &["import", "community", file.to_str().unwrap()]);
    let waiting = std::thread::spawn(move || ended.send(import.ended_however_long()).unwrap());
    let began = Instant::now();
    let mut waits = Waits::default();
    let code = loop {
        waits.ask(&mut honest);
        undisturbed.ask();
        if let Ok(code) = end.recv_timeout(Duration::from_millis(5)) {
            break code;
        }
    };
    waiting.join().unwrap();
    assert_eq!(code, Some(0));
    eprintln!("{count} homes in {:?}", began.elapsed());
    undisturbed.compare(&mut waits);
    honest.done(&phrase("照常"));
    drop(honest);
    server.signal(rustix::process::Signal::TERM);
    assert_eq!(server.ended(), Some(0));
}
