//! R1: whatever the power cut leaves, everything acknowledged is there, whole.

use crate::crash::campaign::{Verdict, cut_power};
use crate::crash::day::run_day;
use crate::crash::disk::{CrashDisk, Event, Vice};
use crate::crash::workload::{judge, judge_state, run};
use crate::support::campaign::size;

fn campaign(vice: Vice, seed: u64, commits: usize, images: usize) -> Verdict {
    let disk = CrashDisk::new(vice);
    let digests = run(&disk, seed, commits);
    cut_power(&disk.events(), seed, images, &|store, acked| {
        judge(store, acked, &digests)
    })
}

/// The same over the real commands: money, tickets, numbers, audit lines, request ids, refusals.
fn campaign_of_commands(vice: Vice, seed: u64, acts: usize, images: usize) -> Verdict {
    let disk = CrashDisk::new(vice);
    let digests = run_day(&disk, seed, acts);
    cut_power(&disk.events(), seed, images, &|store, acked| {
        judge_state(store, acked, &digests)
    })
}

#[test]
fn no_command_acknowledged_is_lost_in_a_power_cut() {
    let (days, images) = (size(1_u64, 4, 50), size(1_000, 2_500, 10_000));
    for seed in 0..days {
        let verdict = campaign_of_commands(Vice::None, seed, size(60, 60, 400), images);
        assert!(verdict.is_flawless(), "seed {seed}: {verdict:?}");
        assert_eq!(verdict.recoveries, 3 * images);
    }
}

#[test]
fn nothing_acknowledged_is_lost_in_a_power_cut() {
    let (workloads, images) = (size(1_u64, 1, 50), size(2_500, 2_500, 10_000));
    for seed in 0..workloads {
        let verdict = campaign(Vice::None, seed, size(60, 60, 400), images);
        assert!(verdict.is_flawless(), "seed {seed}: {verdict:?}");
        assert_eq!(verdict.images, images);
        assert_eq!(verdict.recoveries, 3 * images);
    }
}

/// With one phase a disk that lies about one sync could roll back what was acknowledged (reliability D3).
#[test]
fn each_commit_is_made_in_two_phases() {
    const COMMITS: usize = 12;
    let disk = CrashDisk::new(Vice::None);
    let digests = run(&disk, 2, COMMITS);
    let events = disk.events();
    let syncs: Vec<usize> = events
        .split(|event| matches!(event, Event::Ack))
        .map(|work| {
            work.iter()
                .filter(|event| matches!(event, Event::Sync))
                .count()
        })
        .collect();
    // The first piece is the creation, the one behind the last acknowledgement the orderly end.
    assert_eq!(syncs.len(), COMMITS + 2);
    for (syncs, states) in syncs.iter().skip(1).zip(digests.windows(2)) {
        // Work that changed nothing has nothing to commit.
        assert!(*syncs >= 2 || states[0] == states[1], "{syncs:?}");
    }
}

/// The fault the harness must see: a disk that begins to say it has synced, and has not.
#[test]
fn a_lying_disk_is_caught_and_never_read_as_right() {
    let honest = CrashDisk::new(Vice::None);
    run(&honest, 1, 0);
    is_caught(&campaign(Vice::LiesFrom(honest.calls()), 1, 30, 200));
    let honest = CrashDisk::new(Vice::None);
    run_day(&honest, 1, 0);
    let lies = Vice::LiesFrom(honest.calls());
    is_caught(&campaign_of_commands(lies, 1, 12, 200));
}

#[track_caller]
fn is_caught(verdict: &Verdict) {
    let caught = verdict.refused.len() + verdict.wrong.len() + verdict.panics;
    assert!(caught > 100, "{verdict:?}");
    let lost = |why: &String| why.starts_with("state ");
    assert!(verdict.wrong.iter().any(lost), "{verdict:?}");
    assert!(verdict.wrong.iter().all(lost), "{verdict:?}");
}
