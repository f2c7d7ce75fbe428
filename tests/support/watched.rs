//! What a process of ours uses, as the system tells it: memory, open files, processor time.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::support::counter::{Desk, PATIENCE};
use frontdesk::service::query::Query;

/// A process that is looked at from outside.
#[derive(Clone, Copy)]
pub struct Watched(pub u32);

impl Watched {
    fn place(self, name: &str) -> PathBuf {
        PathBuf::from(format!("/proc/{}/{name}", self.0))
    }

    /// Bytes of memory it has in use.
    pub fn memory(self) -> u64 {
        let text = std::fs::read_to_string(self.place("status")).unwrap();
        let line = text.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kib: u64 = line
            .unwrap()
            .trim()
            .strip_suffix(" kB")
            .unwrap()
            .parse()
            .unwrap();
        kib << 10
    }

    /// How many files and sockets it has open.
    pub fn files(self) -> usize {
        std::fs::read_dir(self.place("fd")).unwrap().count()
    }

    /// Waits until it has no more files open than this.
    #[track_caller]
    pub fn files_are_down_to(self, most: usize) {
        let began = Instant::now();
        while self.files() > most {
            let open = self.files();
            assert!(began.elapsed() < PATIENCE, "{open} files, not {most}");
            std::thread::yield_now();
        }
    }

    /// The processor time that it, and every child it has waited for, has used; also of one that has ended and is
    /// not yet waited for.
    pub fn worked(self) -> Duration {
        let text = std::fs::read_to_string(self.place("stat")).unwrap();
        // The name before the last bracket may hold anything; the numbers behind it are fields 3 and on.
        let (_, rest) = text.rsplit_once(") ").unwrap();
        let fields: Vec<&str> = rest.split(' ').collect();
        let ticks: u64 = (11..15).map(|at| fields[at].parse::<u64>().unwrap()).sum();
        // The system tells hundredths of a second, whatever its own clock counts in.
        Duration::from_millis(ticks * 10)
    }

    /// The processes it has started and not yet waited for.
    pub fn children(self) -> Vec<Self> {
        let text = std::fs::read_to_string(self.place(&format!("task/{}/children", self.0)));
        let ids = text.unwrap();
        ids.split_whitespace()
            .map(|id| Self(id.parse().unwrap()))
            .collect()
    }
}

/// How long an honest terminal waits for its answers, the slowest one in a hundred left out.
#[derive(Default)]
pub struct Waits(Vec<Duration>);

impl Waits {
    /// Asks what every screen asks, and notes how long it took.
    #[track_caller]
    pub fn ask(&mut self, desk: &mut Desk) {
        let began = Instant::now();
        desk.query(Query::Header);
        self.0.push(began.elapsed());
    }

    /// The 99th of a hundred.
    pub fn slow(&mut self) -> Duration {
        self.0.sort_unstable();
        self.0[(self.0.len() * 99 / 100).min(self.0.len() - 1)]
    }

    /// A hundred milliseconds are the promise on a machine that does nothing else (REL S9, S10). Here other tests run
    /// beside, so a server that nobody troubles is asked in turn with the one that is: what delays both is the machine.
    #[track_caller]
    pub fn were_short_beside(&mut self, quiet: &mut Self) {
        let (slow, undisturbed) = (self.slow(), quiet.slow());
        let most = (undisturbed * 4).max(Duration::from_millis(100));
        let count = self.0.len();
        eprintln!("{slow:?} of {count}, undisturbed {undisturbed:?}");
        assert!(
            slow <= most,
            "{slow:?} of {count}, undisturbed {undisturbed:?}"
        );
    }
}
