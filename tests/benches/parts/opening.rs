//! Opening the database with its check of every page, against reading the file through.

use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};

use frontdesk::storage::redb::{Options, RedbStore};
use rustix::fs::{Advice, fadvise};

use crate::kit::measure::{Times, time};
use crate::kit::table::{Figure, Unit};

const TIMES: usize = 3;

pub fn figures(path: &Path, out: &mut Vec<Figure>) {
    for (name, cold) in [("warm", false), ("dropped from the page cache", true)] {
        let (mut open, mut cat) = (Times::default(), Times::default());
        for _ in 0..TIMES {
            settle(path, cold);
            cat.push(time(|| read_through(path)).1);
            settle(path, cold);
            let (store, took) = time(|| RedbStore::open(path, &Options::default()).unwrap());
            open.push(took);
            store.close().unwrap();
        }
        let figure = Figure::one(
            format!("open and check, file {name}"),
            Unit::Time,
            open.percentile(50),
        );
        out.push(figure.against("cat", cat.percentile(50)));
    }
}

/// Puts the file on disk and, for a cold start, out of the page cache.
fn settle(path: &Path, cold: bool) {
    let file = File::open(path).unwrap();
    file.sync_all().unwrap();
    if cold {
        fadvise(&file, 0, None, Advice::DontNeed).unwrap();
    }
}

fn read_through(path: &Path) {
    let status = Command::new("cat")
        .arg(path)
        .stdout(Stdio::null())
        .status()
        .unwrap();
    assert!(status.success());
}
