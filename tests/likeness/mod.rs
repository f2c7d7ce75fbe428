//! How well the same matter is found among real complaints, against plain pairs of characters.
//!
//! `pairs.csv` has pairs of complaints by the numbers they have where they come from. Each was read and labelled by hand:
//! `same` for the same matter, reported by somebody else or again, in other words; `other` for another matter at the same
//! place or of the same kind elsewhere; `copy` for the same matter in almost the same words, which says who belongs
//! together and is not counted. Pairs were found by the places they name and by reading, not by a ranking.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use frontdesk::domain::likeness::words::{Pairs, Weighed, Weights};
use frontdesk::exchange::community::{Known, stage};
use frontdesk::exchange::guard::Guard;
use frontdesk::exchange::limits::Limits;
use frontdesk::exchange::mapping::Mapping;
use frontdesk::exchange::open::open;
use frontdesk::service::settings::default_of;

/// Rows the desk looks at.
const TOP: usize = 5;
/// Parts of a thousand from which two texts are copies of each other: no word of the matter is needed to see it.
const COPY: u64 = 750;

/// A complaint, as either ranking sees it.
struct Complaint {
    number: u32,
    plain: Vec<(char, char)>,
    pairs: Pairs,
    weighed: Weighed,
}

/// Every two neighbouring characters, in order.
fn plain(text: &str) -> Vec<(char, char)> {
    let chars: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
    let pairs: BTreeSet<(char, char)> = chars.windows(2).map(|two| (two[0], two[1])).collect();
    pairs.into_iter().collect()
}

/// The baseline: twice what both have by what each has, of a thousand.
fn dice(one: &Complaint, other: &Complaint) -> u64 {
    let (one, other) = (&one.plain, &other.plain);
    let (mut at, mut there, mut both) = (0, 0, 0);
    while at < one.len() && there < other.len() {
        match one[at].cmp(&other[there]) {
            Ordering::Less => at += 1,
            Ordering::Greater => there += 1,
            Ordering::Equal => (at, there, both) = (at + 1, there + 1, both + 1),
        }
    }
    2_000 * both / u64::try_from(one.len() + other.len()).unwrap().max(1)
}

fn ours(one: &Complaint, other: &Complaint) -> u64 {
    one.weighed.alike(&other.weighed)
}

/// The complaints, the oldest first.
fn complaints(folder: &std::ffi::OsStr) -> Vec<Complaint> {
    let path = PathBuf::from(folder).join("complaints.xlsx");
    let guard = Guard::with(PathBuf::from(env!("CARGO_BIN_EXE_frontdesk")));
    let opened = open(&path, &guard, &Limits::default()).unwrap();
    let mapping = Mapping::parse("").unwrap();
    let mut read = stage(&opened.workbook, &mapping, &Known::default()).complaints;
    read.sort_by_key(|one| (one.received, one.external.clone()));
    let mut complaints: Vec<Complaint> = read
        .iter()
        .map(|one| {
            let subject = one.subject.clone().unwrap_or_default();
            Complaint {
                number: one.external.parse().unwrap(),
                plain: plain(&format!("{subject}{}", one.text)),
                pairs: Pairs::of(&[&subject, &one.text]),
                weighed: Weighed::default(),
            }
        })
        .collect();
    let weights = Weights::over(complaints.iter().map(|one| &one.pairs));
    for one in &mut complaints {
        one.weighed = weights.weigh(&one.pairs);
    }
    complaints
}

/// The labelled pairs: one, another, the label.
fn labelled() -> Vec<(u32, u32, &'static str)> {
    let lines = include_str!("pairs.csv").lines().skip(1);
    let read = lines.map(|line| {
        let [one, another, label] = line.split(',').collect::<Vec<_>>()[..] else {
            panic!("{line}");
        };
        (one.parse().unwrap(), another.parse().unwrap(), label)
    });
    read.collect()
}

/// Who belongs together: the least number of each matter's complaints, by complaint.
fn matters(labelled: &[(u32, u32, &str)]) -> BTreeMap<u32, u32> {
    let mut matters: BTreeMap<u32, u32> = BTreeMap::new();
    for (one, another, label) in labelled {
        if *label == "other" {
            continue;
        }
        let of =
            |matters: &BTreeMap<u32, u32>, number| matters.get(number).copied().unwrap_or(*number);
        let (a, b) = (of(&matters, one), of(&matters, another));
        matters.insert(*one, a.min(b));
        matters.insert(*another, a.min(b));
        for matter in matters.values_mut().filter(|matter| **matter == a.max(b)) {
            *matter = a.min(b);
        }
    }
    matters
}

/// What a ranking brings that shows the first five, if they are alike enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Brought {
    /// Reports asked.
    asked: usize,
    /// Those for which an earlier report of the same matter is shown, and shown first.
    found: usize,
    first: usize,
    /// Of pairs of other matters, how many alarm: the earlier one is shown for the later one.
    alarms: usize,
}

/// The first five of those before each report that is labelled, the likeliest first: likeness, number.
struct Tops {
    labelled: Vec<(u32, u32, &'static str)>,
    /// By the place of the report.
    firsts: BTreeMap<usize, Vec<(u64, u32)>>,
    places: BTreeMap<u32, usize>,
}

impl Tops {
    fn of(complaints: &[Complaint], score: fn(&Complaint, &Complaint) -> u64) -> Self {
        let labelled = labelled();
        let places = (0..).zip(complaints).map(|(at, one)| (one.number, at));
        let places: BTreeMap<u32, usize> = places.collect();
        let mut tops = BTreeMap::new();
        for (one, another, _) in &labelled {
            let later = places[one].max(places[another]);
            tops.entry(later).or_insert_with(|| {
                let asked = &complaints[later];
                let mut ranked: Vec<(u64, usize)> = (0..later)
                    .map(|at| (score(asked, &complaints[at]), at))
                    .collect();
                ranked.sort_by_key(|(score, at)| (std::cmp::Reverse(*score), *at));
                // No copy is offered: whoever finds those finds nothing.
                let ranked = ranked
                    .into_iter()
                    .map(|(score, at)| (score, &complaints[at]));
                let ranked = ranked.filter(|(_, one)| dice(asked, one) <= COPY).take(TOP);
                let ranked: Vec<(u64, u32)> =
                    ranked.map(|(score, one)| (score, one.number)).collect();
                ranked
            });
        }
        Self {
            labelled,
            firsts: tops,
            places,
        }
    }

    /// What it brings where only what is at least so much alike is shown.
    fn brought(&self, least: u64) -> Brought {
        let matters = matters(&self.labelled);
        let shown = |later: &usize| -> Vec<u32> {
            let top = self.firsts[later]
                .iter()
                .filter(|(score, _)| *score >= least);
            top.map(|(_, number)| *number).collect()
        };
        let mut asked = BTreeMap::new();
        let mut alarms = 0;
        for (one, another, label) in &self.labelled {
            let (one_at, another_at) = (self.places[one], self.places[another]);
            let (earlier, later) = if one_at < another_at {
                (one, another)
            } else {
                (another, one)
            };
            let later_at = one_at.max(another_at);
            match *label {
                "same" => drop(asked.insert(later_at, matters[later])),
                "other" => alarms += usize::from(shown(&later_at).contains(earlier)),
                _ => {}
            }
        }
        let (mut found, mut first) = (0, 0);
        for (later, matter) in &asked {
            let shown = shown(later);
            let hit = |number: &u32| matters.get(number) == Some(matter);
            found += usize::from(shown.iter().any(hit));
            first += usize::from(shown.first().is_some_and(hit));
        }
        Brought {
            asked: asked.len(),
            found,
            first,
            alarms,
        }
    }
}

#[test]
fn the_labels_are_sound() {
    let labelled = labelled();
    let count = |label: &str| labelled.iter().filter(|(_, _, one)| *one == label).count();
    assert!(count("same") + count("other") >= 240, "{}", labelled.len());
    assert!(count("same") >= 100 && count("other") >= 90);
    let matters = matters(&labelled);
    let mut seen = BTreeSet::new();
    for (one, another, label) in labelled {
        assert!(
            one < another && seen.insert((one, another)),
            "{one} {another}"
        );
        let together = matters
            .get(&one)
            .is_some_and(|matter| matters.get(&another) == Some(matter));
        assert_eq!(together, label != "other", "{one} {another} {label}");
    }
}

/// The figures of README: as shipped, against the baseline that shows all of its first five, and against the one that
/// alarms no more often.
#[test]
fn the_same_matter_is_found_among_real_complaints() {
    let Some(folder) = std::env::var_os("FRONTDESK_SAMPLES") else {
        eprintln!("SKIPPED: FRONTDESK_SAMPLES names no folder with the sample workbooks");
        return;
    };
    let percent: u64 = default_of("voice.words_percent").unwrap().parse().unwrap();
    let complaints = complaints(&folder);
    let ours = Tops::of(&complaints, ours).brought(percent * 10);
    let baseline = Tops::of(&complaints, dice);
    let plain = baseline.brought(0);
    let quiet = (0..=1_000).map(|least| baseline.brought(least));
    let quiet = quiet
        .into_iter()
        .find(|one| one.alarms <= ours.alarms)
        .unwrap();
    println!("{} complaints", complaints.len());
    println!("ours         {ours:?}");
    println!("plain        {plain:?}");
    println!("plain, quiet {quiet:?}");
    assert!(ours.found * 100 >= ours.asked * 94, "{ours:?}");
    assert!(ours.alarms <= 5, "{ours:?}");
    assert!(
        ours.found >= plain.found && ours.alarms * 2 < plain.alarms,
        "{plain:?}"
    );
    assert!(
        ours.found > quiet.found && ours.first > quiet.first,
        "{quiet:?}"
    );
}
