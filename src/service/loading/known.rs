//! What a community has already, so that a file may lean on an earlier one.

use std::collections::BTreeSet;
use std::ops::Bound;

use crate::domain::calendar::Day;
use crate::domain::error::{Refusal, Why};
use crate::domain::fold::fold;
use crate::domain::household::{Building, Community, Household, Person};
use crate::domain::ledger::FeeItem;
use crate::service::fee_names::{FeeNames, external as external_key};
use crate::service::halt::Run;
use crate::service::queries::Asking;
use crate::storage::Direction;
use crate::storage::Step;
use crate::storage::record::{Record, scan};

/// What the keys of an import begin with.
const MADE: [&str; 5] = ["person", "household", "fee", "parking", "payment"];

/// What one community has: the names by which a file may mean it.
#[derive(Debug, Clone, Default, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Known {
    /// Building and unit, as `1-2`.
    #[n(0)]
    pub units: BTreeSet<String>,
    /// Numbers of owners, as the file they came from numbers them.
    #[n(1)]
    pub owners: BTreeSet<String>,
    /// Numbers and names of fees.
    #[n(2)]
    pub fees: BTreeSet<String>,
    /// Codes of homes.
    #[n(3)]
    pub homes: BTreeSet<String>,
    /// Nothing else is there: what is not named here, or on the pages before, is unknown.
    #[n(4)]
    pub complete: bool,
    /// Where to go on from, if there is more.
    #[n(5)]
    pub next: Option<Place>,
    /// The office's day, by the server's clock.
    #[n(6)]
    pub today: Option<Day>,
}

/// The record a page ended at: its kind and id.
pub type Place = (u8, u64);

/// Records looked at for one page.
const MOST_LOOKED_AT: usize = 20_000;
/// Bytes of one page, well within a frame (reliability 4.3).
const MOST_BYTES: usize = 256 * 1024;
/// What a name costs beside its text.
const NAME_BYTES: usize = 4;

/// The refusal of a file that does not say which community it is of where there is not just one.
pub(super) fn community_unsaid(all: &[Community]) -> Refusal {
    let names: Vec<&str> = all.iter().map(|one| one.name.as_str()).collect();
    Refusal::new(Why::CommunityUnsaid).with("names", names.join(" "))
}

/// The number a record has in the file it came from. What is no such number but made up by an import to know
/// the record again is nobody's business: it may hold an identity number.
pub fn number_shown(external: Option<&str>) -> &str {
    let external = external.unwrap_or_default();
    let key = external.split_once(':').map(|(_, key)| key.split_once('/'));
    match key {
        Some(Some((kind, number))) if MADE.contains(&kind) => {
            if kind == "person" && !number.contains('/') {
                number
            } else {
                ""
            }
        }
        _ => external,
    }
}

impl Known {
    /// Takes the next page in.
    pub fn extend(&mut self, page: Self) {
        self.units.extend(page.units);
        self.owners.extend(page.owners);
        self.fees.extend(page.fees);
        self.homes.extend(page.homes);
        self.complete = page.complete;
        self.next = page.next;
        self.today = page.today;
    }
}

/// A page as it is filled.
struct Page<'a> {
    asking: Asking<'a>,
    community: &'a Community,
    known: Known,
    /// Records still to be looked at.
    left: usize,
    /// Bytes of names still to be given.
    bytes: usize,
}

impl Page<'_> {
    /// Reads on in the records of one kind, behind an id; whether there are no more of them.
    fn read<R: Record>(&mut self, after: u64, names: fn(&mut Self, &R)) -> Run<bool> {
        let tx = self.asking.tx;
        let mut ended = true;
        let from = Bound::Excluded(after);
        scan::<R>(tx, from, Direction::Forward, &mut |record| {
            if self.left == 0 || self.bytes == 0 {
                ended = false;
                return Ok(Step::Stop);
            }
            self.left -= 1;
            self.known.next = Some((R::KIND, record.id()));
            names(self, &record);
            Ok(Step::Next)
        })?;
        Ok(ended)
    }

    /// Counts a name that is given.
    fn name(&mut self, name: String) -> String {
        self.bytes = self.bytes.saturating_sub(name.len() + NAME_BYTES);
        name
    }

    /// The number an import of this community gave a record of some kind.
    fn number(&self, external: Option<&str>, kind: &str) -> Option<String> {
        let key = external?.strip_prefix(&external_key(self.community, ""))?;
        let number = key.strip_prefix(kind)?.strip_prefix('/')?;
        // What has more parts is no owner's number but that of somebody who belongs to one.
        (!number.contains('/')).then(|| number.to_owned())
    }

    fn units(&mut self, building: &Building) {
        if building.community == self.community.id {
            for unit in &building.units {
                let unit = self.name(format!("{}-{unit}", building.code));
                self.known.units.insert(unit);
            }
        }
    }

    fn home(&mut self, home: &Household) {
        if home.community == self.community.id {
            let code = self.name(home.code.clone());
            self.known.homes.insert(code);
        }
    }

    fn owner(&mut self, person: &Person) {
        if let Some(number) = self.number(person.external.as_deref(), "person") {
            let number = self.name(number);
            self.known.owners.insert(number);
        }
    }

    fn fee(&mut self, item: &FeeItem) {
        let names = FeeNames::new(
            self.asking.tx,
            self.community,
            &self.asking.office.communities,
        );
        if names.is_foreign(item) {
            return;
        }
        let plain = names.plain(&item.name).to_owned();
        let number = self.number(item.external.as_deref(), "fee");
        for name in [Some(item.name.clone()), Some(plain), number]
            .into_iter()
            .flatten()
        {
            let name = self.name(name);
            self.known.fees.insert(name);
        }
    }
}

/// Reads on in one kind of record, behind an id.
type Reader = fn(&mut Page<'_>, u64) -> Run<bool>;

/// What is read, in this order.
const KINDS: &[(u8, Reader)] = &[
    (Building::KIND, |page, after| page.read(after, Page::units)),
    (Household::KIND, |page, after| page.read(after, Page::home)),
    (Person::KIND, |page, after| page.read(after, Page::owner)),
    (FeeItem::KIND, |page, after| page.read(after, Page::fee)),
];

/// Answers `Query::Known`: of the community called so, or of the only one, behind the place the page before ended
/// at. One that is yet to be made has nothing.
pub fn known(asking: Asking<'_>, named: Option<&str>, after: Option<Place>) -> Run<Known> {
    let communities = &asking.office.communities;
    let community = match named.map(fold) {
        Some(wanted) => communities
            .iter()
            .find(|one| fold(&one.name) == wanted || fold(&one.initials) == wanted),
        None => match communities.as_slice() {
            [only] => Some(only),
            all => return Err(community_unsaid(all).into()),
        },
    };
    let known = Known {
        today: Some(asking.office.today(asking.now)),
        ..Known::default()
    };
    let whole = |known: Known| Known {
        complete: true,
        next: None,
        ..known
    };
    let Some(community) = community else {
        return Ok(whole(known));
    };
    let mut page = Page {
        asking,
        community,
        known,
        left: MOST_LOOKED_AT,
        bytes: MOST_BYTES,
    };
    // A place of no kind of ours begins anew.
    let begin = after.and_then(|(kind, id)| {
        let at = KINDS.iter().position(|(known, _)| *known == kind)?;
        Some((at, id))
    });
    let (skipped, mut behind) = begin.unwrap_or_default();
    for (_, read) in KINDS.iter().skip(skipped) {
        if !read(&mut page, behind)? {
            return Ok(page.known);
        }
        behind = 0;
    }
    Ok(whole(page.known))
}

#[cfg(test)]
mod tests {
    use super::number_shown;

    #[test]
    fn only_a_number_of_the_file_is_shown() {
        for (external, shown) in [
            (Some("dhhy:person/7"), "7"),
            (Some("dhhy:person/A/999999199001010012"), ""),
            (Some("dhhy:household/1-1-1011"), ""),
            (Some("dhhy:payment/1-1-1011/A/2016-01-01"), ""),
            (Some("12345/2026"), "12345/2026"),
            (Some("A: 1/2"), "A: 1/2"),
            (None, ""),
        ] {
            assert_eq!(number_shown(external), shown, "{external:?}");
        }
    }
}
