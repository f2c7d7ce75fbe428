//! Who owns which home and parks where, found by key: a file of a town is not gone through once for each of its people.

use std::collections::{BTreeMap, BTreeSet};

use crate::exchange::staged::{ParkingSpace, Staged};

/// What names what in a staged file.
pub struct Links<'a> {
    listed: BTreeSet<&'a str>,
    owned: BTreeMap<&'a str, Vec<&'a str>>,
    parked: BTreeMap<&'a str, Vec<&'a ParkingSpace>>,
    spaces: BTreeMap<&'a str, usize>,
    fees: BTreeMap<&'a str, &'a str>,
}

impl<'a> Links<'a> {
    /// The links of this file.
    pub fn of(staged: &'a Staged) -> Self {
        let mut links = Self {
            listed: staged.people.iter().map(|one| one.key.as_str()).collect(),
            owned: BTreeMap::new(),
            parked: BTreeMap::new(),
            spaces: BTreeMap::new(),
            fees: BTreeMap::new(),
        };
        for home in &staged.households {
            for owner in &home.owners {
                links.owned.entry(owner).or_default().push(&home.code);
            }
        }
        for space in &staged.parking {
            if let Some(owner) = &space.owner {
                links.parked.entry(owner).or_default().push(space);
            }
            *links.spaces.entry(&space.space).or_default() += 1;
        }
        for fee in &staged.fees {
            links.fees.entry(&fee.number).or_insert(&fee.key);
        }
        links
    }

    /// Whether the file lists the person with this key.
    pub fn lists(&self, key: &str) -> bool {
        self.listed.contains(key)
    }

    /// The codes of the homes whoever has this key owns, in the order of the file.
    pub fn owned(&self, key: &str) -> &[&'a str] {
        self.owned.get(key).map_or(&[], Vec::as_slice)
    }

    /// The spaces whoever has this key parks in, in the order of the file.
    pub fn parked(&self, key: &str) -> &[&'a ParkingSpace] {
        self.parked.get(key).map_or(&[], Vec::as_slice)
    }

    /// Whether two lots have a space of this number.
    pub fn is_twice(&self, space: &str) -> bool {
        self.spaces.get(space).is_some_and(|count| *count > 1)
    }

    /// The key of the fee of this number.
    pub fn fee(&self, number: &str) -> Option<&'a str> {
        self.fees.get(number).copied()
    }

    /// The owners of homes and spaces whom an earlier file listed, by key.
    pub fn of_earlier(&self) -> BTreeSet<&'a str> {
        let all = self.owned.keys().chain(self.parked.keys()).copied();
        all.filter(|key| !self.lists(key)).collect()
    }
}
