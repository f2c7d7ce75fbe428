//! The arguments of a table of figures.

use std::path::PathBuf;

use frontdesk::domain::calendar::{Day, Zone};
use frontdesk::service::clock::{Clock, SystemClock};

/// Tickets of the default run, and what `--full` adds.
const SIZES: &[u64] = &[1_000, 100_000];
const FULL: u64 = 1_000_000;
const HOMES: u64 = 50_000;

/// What the command line asked for.
#[derive(Debug)]
pub struct Args {
    pub sizes: Vec<u64>,
    pub homes: u64,
    /// Where the figures are written as JSON too.
    pub json: Option<PathBuf>,
    /// The day the estate is filled for and the figures are dated.
    pub today: Day,
    /// Keep the databases here and use them again.
    pub keep: Option<PathBuf>,
    /// Which parts of the table are taken; all of them if none is named.
    pub parts: Vec<String>,
    /// Set in the process whose memory is measured: the database it reads.
    pub child: Option<PathBuf>,
}

impl Args {
    /// Reads them; says what is wrong.
    pub fn read(given: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut args = Self {
            sizes: SIZES.to_vec(),
            homes: HOMES,
            json: None,
            today: Zone::default().day_of(SystemClock.now()),
            keep: None,
            parts: Vec::new(),
            child: None,
        };
        let mut given = given;
        while let Some(name) = given.next() {
            let mut value = || given.next().ok_or_else(|| format!("{name} needs a value"));
            match name.as_str() {
                "--sizes" => args.sizes = numbers(&value()?)?,
                "--homes" => args.homes = number(&value()?)?,
                "--full" => args.sizes.push(FULL),
                "--json" => args.json = Some(value()?.into()),
                "--date" => args.today = value()?.parse().map_err(|_| "--date YYYY-MM-DD")?,
                "--keep" => args.keep = Some(value()?.into()),
                "--parts" => args.parts = value()?.split(',').map(str::to_owned).collect(),
                "--child" => args.child = Some(value()?.into()),
                // What cargo itself passes to every bench.
                "--bench" => {}
                other => return Err(format!("unknown argument {other}")),
            }
        }
        args.sizes.sort_unstable();
        args.sizes.dedup();
        Ok(args)
    }
}

impl Args {
    /// Whether this part of the table is wanted.
    pub fn wants(&self, part: &str) -> bool {
        self.parts.is_empty() || self.parts.iter().any(|wanted| wanted == part)
    }
}

fn numbers(text: &str) -> Result<Vec<u64>, String> {
    text.split(',').map(number).collect()
}

fn number(text: &str) -> Result<u64, String> {
    text.parse()
        .ok()
        .filter(|number| *number > 0)
        .ok_or_else(|| format!("{text} is no number"))
}
