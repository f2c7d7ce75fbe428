//! Files made to do harm, given to the program itself: refused soon and cheaply (REL I2).

use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::GzEncoder;

use super::office::Office;
use crate::exchange::fixtures::{Entry, minimal, packed_spaces, sheet_xml, zip};

/// KiB of memory a refusal may need (REL I2).
const MEMORY: u64 = 100 * 1024;

/// How soon a file is refused. A program that is not optimised on a busy machine has more.
const SOON: Duration = Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 2 });

const GIB: u64 = 1 << 30;

/// A file of so many bytes that takes no room on the disk, with something in front.
fn sparse(path: &Path, head: &[u8], length: u64) {
    let mut file = File::create(path).unwrap();
    file.write_all(head).unwrap();
    file.set_len(length).unwrap();
}

/// The most memory a process has held so far, in KiB; nothing once it has ended.
fn held(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// Runs the program; what it said, the memory it held at most, and how long it took.
fn measured(office: &Office, args: &[&str]) -> (Option<i32>, String, u64, Duration) {
    let began = Instant::now();
    let mut child = office.program("en").args(args).spawn().unwrap();
    drop(child.stdin.take());
    let mut most = 0;
    while child.try_wait().unwrap().is_none() {
        most = held(child.id()).unwrap_or(0).max(most);
        std::thread::yield_now();
    }
    let took = began.elapsed();
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    (output.status.code(), said, most, took)
}

/// Every bomb with the arguments it is given by; `{}` is its path.
fn bombs(office: &Office) -> Vec<(&'static str, Vec<&'static str>)> {
    let import = vec!["import", "community", "{}", "--dry-run"];
    let within = 200 << 20;
    let place = |name: &str| office.path(name);
    sparse(&place("quote.csv"), b"a,b\n1,\"", GIB);
    sparse(&place("line.csv"), b"a,b\n1,", GIB);
    // Within the limit of a file.
    sparse(&place("holes.csv"), b"a,b\n1,\"", within);
    let open = [b"a,b\n1,\"", vec![b'x'; 24 << 20].as_slice()].concat();
    office.file("open.csv", open);
    office.file("endless.csv", vec![b'x'; 24 << 20]);
    office.file("quotes.csv", vec![b'"'; 8 << 20]);
    office.file("columns.csv", format!("a\n{}1\n", "1,".repeat(1_000_000)));
    office.file("rows.csv", "1\n".repeat(2_000_000));
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(&vec![b'x'; 16 << 20]).unwrap();
    office.file("gzip.csv", packed.finish().unwrap());
    let picture = [Entry::stored("word/document.xml", b"<x/>")];
    office.file("zip.csv", zip(&picture));
    let mut entries = minimal(&sheet_xml(""));
    entries.push(Entry {
        name: "xl/sharedStrings.xml".to_owned(),
        method: 8,
        data: packed_spaces(1_200_000),
        declared: 1_000,
        checksum: 0,
    });
    office.file("book.csv", zip(&entries));
    let deep = "<row>".repeat(100_000);
    office.file("deep.xlsx", zip(&minimal(&sheet_xml(&deep))));

    let levels = 100_000;
    office.file("map.toml", format!("owner = {}", "[".repeat(levels)));
    let tables = "{a=".repeat(levels / 2);
    office.file("tables.toml", format!("owner = {tables}"));
    let dotted = "a.".repeat(levels);
    office.file("dotted.toml", format!("{dotted}a = \"1\""));
    sparse(&place("huge.toml"), b"# ", GIB);
    office.file("homes.csv", "a,b\n1,2\n");
    let homes: &'static str = Box::leak(office.path("homes.csv").display().to_string().into());
    let map = vec!["import", "community", homes, "--dry-run", "--map", "{}"];
    let keys = vec!["keys", "--check", "{}"];
    let json = format!("{}\n{}", frontdesk::cli::chain::HEADING, "[".repeat(levels));
    office.file("log.json", json);
    sparse(
        &place("log.huge"),
        frontdesk::cli::chain::HEADING.as_bytes(),
        GIB,
    );
    let log = vec!["audit", "verify", "{}"];
    sparse(&place("backup.redb"), b"redb", GIB);
    let mut all: Vec<_> = [
        "quote.csv",
        "line.csv",
        "holes.csv",
        "open.csv",
        "endless.csv",
        "quotes.csv",
        "columns.csv",
        "rows.csv",
        "gzip.csv",
        "zip.csv",
        "book.csv",
        "deep.xlsx",
    ]
    .map(|name| (name, import.clone()))
    .into();
    for name in ["map.toml", "tables.toml", "dotted.toml", "huge.toml"] {
        all.extend([(name, map.clone()), (name, keys.clone())]);
    }
    all.extend([("log.json", log.clone()), ("log.huge", log)]);
    all.push(("backup.redb", vec!["restore", "{}"]));
    all
}

#[test]
fn bombs_are_refused_soon_and_cheaply() {
    let office = Office::new();
    let mut wrong = Vec::new();
    for (name, args) in bombs(&office) {
        let path = office.path(name).display().to_string();
        let args: Vec<&str> = args
            .iter()
            .map(|arg| if *arg == "{}" { &path } else { *arg })
            .collect();
        let (code, said, most, took) = measured(&office, &args);
        let told = !said.trim().is_empty() && said.len() < 10_000;
        if code != Some(1) || !told || most > MEMORY || took > SOON {
            let said: String = said.chars().take(300).collect();
            wrong.push(format!("{args:?}: {code:?}, {most} KiB, {took:?}: {said}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
