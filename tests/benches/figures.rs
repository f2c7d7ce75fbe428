//! The figures of the store, the service and the writer as one table: `cargo bench --bench figures`.
//!
//! `-- --sizes 1000,100000 --homes 50000 --full --json FILE --date YYYY-MM-DD --keep FOLDER --parts writing,together`
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    clippy::format_push_string,
    reason = "a bench that cannot go on should stop loudly; its numbers are for reading"
)]

mod estate;
mod kit;
mod parts;
#[allow(
    dead_code,
    unused_imports,
    reason = "shared with the tests, which use more of it"
)]
#[path = "../support/pty.rs"]
mod pty;

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use frontdesk::config::Environment;
use frontdesk::config::paths::Paths;
use frontdesk::service::books;
use frontdesk::storage::Store;
use frontdesk::storage::check;
use frontdesk::storage::kept::KINDS;
use frontdesk::storage::redb::{Options, RedbStore};

use estate::{Size, fill, now_of};
use kit::args::Args;
use kit::machine;
use kit::measure::time;
use kit::table::{Column, Figure, Unit, json, markdown};
use parts::{
    Desk, billing, disk, importing, memory, opening, reading, registers, search, serving, shift,
    slow_line, terminal, together, writing,
};

/// The figures the README shows.
const TELLING: &[&str] = &[
    "terminal: start to first frame",
    "terminal: key to frame, row",
    "terminal: key to frame, pane",
    "pane tickets: first window",
    "pane arrears: first window",
    "the next urgent thing",
    "home card",
    "list tickets, state = working: 22 rows",
    "find: hit",
    "find: absent",
    "at the socket: durable contact.log",
    "20 writing: commands",
    "import of 100,000 rows",
    "open and check, file warm",
    "terminal: memory",
    "server: memory, browsing",
    "memory: searching",
    "the program",
];

/// A part of the table that needs the estate open before it.
type OnADesk = fn(&Desk, &mut Vec<Figure>);
const ON_A_DESK: &[(&str, OnADesk)] = &[
    ("disk", disk::figures),
    ("reading", reading::figures),
    ("search", search::figures),
    ("writing", writing::figures),
    ("shift", shift::figures),
    ("registers", registers::figures),
];

/// Up to so many tickets the filled database is verified first.
const VERIFIED: u64 = 1_000;

fn main() {
    let args = match Args::read(std::env::args().skip(1)) {
        Ok(args) => args,
        Err(fault) => {
            eprintln!("{fault}");
            std::process::exit(64);
        }
    };
    if let Some(path) = &args.child {
        memory::child(path, args.sizes[0]);
        return;
    }
    let folder = args
        .keep
        .clone()
        .unwrap_or_else(|| PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("figures"));
    if args.keep.is_none() && folder.exists() {
        // A run that was stopped leaves it half filled.
        std::fs::remove_dir_all(&folder).unwrap();
    }
    std::fs::create_dir_all(&folder).unwrap();
    let columns: Vec<Column> = args
        .sizes
        .iter()
        .map(|tickets| {
            let column = column(&args, &folder, Size::of(*tickets, args.homes));
            // The next size may take long.
            eprint!("{}", markdown(std::slice::from_ref(&column), |_| true));
            column
        })
        .collect();
    if args.keep.is_none() {
        std::fs::remove_dir_all(&folder).unwrap();
    }
    let machine = machine::line();
    let day = args.today.to_string();
    println!("{machine}, {day}; {} homes\n", args.homes);
    print!("{}", markdown(&columns, |_| true));
    println!("\nThe most telling ones:\n");
    print!("{}", markdown(&columns, |name| TELLING.contains(&name)));
    if let Some(file) = &args.json {
        std::fs::write(file, json(&machine, &day, &columns)).unwrap();
    }
}

/// All figures at one size.
fn column(args: &Args, folder: &Path, size: Size) -> Column {
    let now = now_of(args.today);
    let folder = folder.join(format!("{}-{}-{}", args.today, size.homes, size.tickets));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o700)).unwrap();
    let path = Paths::new(&Environment::default(), Some(&folder))
        .unwrap()
        .database;
    let mut figures = Vec::new();
    if !path.exists() {
        eprintln!("filling {} tickets", size.tickets);
        let took = time(|| make(&path, size, args)).1;
        figures.push(Figure::one("filling", Unit::Time, took.as_secs_f64() * 1e6));
    }
    let filled = path.with_extension("filled");
    if args.keep.is_some() {
        // What is written below must not be there the next time.
        std::fs::copy(&path, &filled).unwrap();
    }
    eprintln!("measuring {} tickets", size.tickets);
    let out = &mut figures;
    if args.wants("opening") {
        opening::figures(&path, out);
    }
    if args.wants("memory") {
        memory::figures(&path, size, out);
    }
    let desk = Desk::open(&path, size, now);
    for (name, part) in ON_A_DESK {
        if args.wants(name) {
            part(&desk, out);
        }
    }
    desk.store.close().unwrap();
    if args.wants("serving") {
        serving::figures(&path, size, now, out);
    }
    if args.wants("terminal") {
        terminal::figures(&path, out);
    }
    if args.wants("slow_line") && Some(&size.tickets) == args.sizes.first() {
        slow_line::figures(&folder, now, out);
    }
    if args.wants("together") {
        together::figures(&path, size, now, out);
    }
    if args.wants("importing") {
        importing::figures(&path, now, out);
    }
    // It does not depend on how many tickets there are.
    if args.wants("billing") && Some(&size.tickets) == args.sizes.first() {
        billing::figures(&path, size.homes, now, out);
    }
    if args.keep.is_some() {
        std::fs::rename(filled, &path).unwrap();
    } else {
        std::fs::remove_dir_all(&folder).unwrap();
    }
    Column {
        tickets: size.tickets,
        figures,
    }
}

/// Makes and fills a database; a small one is verified.
fn make(path: &Path, size: Size, args: &Args) {
    let now = now_of(args.today);
    let store = RedbStore::create(path, &Options::default(), now.ms()).unwrap();
    fill(&store, size, now);
    if size.tickets <= VERIFIED {
        let tx = store.read().unwrap();
        let report = check::verify(&*tx, KINDS).unwrap();
        assert!(report.is_clean(), "{:?}", report.faults);
        let faults = books::verify(&*tx).unwrap();
        assert!(faults.is_empty(), "{faults:?}");
    }
    store.close().unwrap();
}
