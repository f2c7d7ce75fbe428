//! What a community has already, so that a file may lean on an earlier one.

use std::collections::BTreeSet;
use std::ops::Bound;

use crate::domain::calendar::Day;
use crate::domain::error::{Refusal, Why};
use crate::domain::fold::fold;
use crate::domain::household::{Building, Community, Household, Person};
use crate::domain::ledger::FeeItem;
use crate::service::halt::Run;
use crate::service::queries::Asking;
use crate::storage::Direction;
use crate::storage::Step;
use crate::storage::record::scan;

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
    /// Nothing else is there: what is not named here is unknown.
    #[n(4)]
    pub complete: bool,
    /// The office's day, by the server's clock.
    #[n(5)]
    pub today: Option<Day>,
}

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

/// Answers `Query::Known`: of the community called so, or of the only one. One that is yet to be made
/// has nothing.
pub fn known(asking: Asking<'_>, named: Option<&str>) -> Run<Known> {
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
    let mut known = Known {
        complete: true,
        today: Some(asking.office.today(asking.now)),
        ..Known::default()
    };
    let Some(community) = community else {
        return Ok(known);
    };
    scan::<Building>(
        asking.tx,
        Bound::Unbounded,
        Direction::Forward,
        &mut |building| {
            if building.community == community.id {
                let code = &building.code;
                known
                    .units
                    .extend(building.units.iter().map(|unit| format!("{code}-{unit}")));
            }
            Ok(Step::Next)
        },
    )?;
    scan::<Household>(
        asking.tx,
        Bound::Unbounded,
        Direction::Forward,
        &mut |home| {
            if home.community == community.id {
                known.homes.insert(home.code);
            }
            Ok(Step::Next)
        },
    )?;
    let number = |external: &str, kind: &str| {
        let key = external
            .strip_prefix(&community.initials)?
            .strip_prefix(':')?;
        let number = key.strip_prefix(kind)?.strip_prefix('/')?;
        // What has more parts is no owner's number but that of somebody who belongs to one.
        (!number.contains('/')).then(|| number.to_owned())
    };
    scan::<Person>(
        asking.tx,
        Bound::Unbounded,
        Direction::Forward,
        &mut |person| {
            let external = person.external.as_deref();
            known
                .owners
                .extend(external.and_then(|external| number(external, "person")));
            Ok(Step::Next)
        },
    )?;
    scan::<FeeItem>(
        asking.tx,
        Bound::Unbounded,
        Direction::Forward,
        &mut |item| {
            let external = item.external.as_deref();
            known
                .fees
                .extend(external.and_then(|external| number(external, "fee")));
            known.fees.insert(item.name);
            Ok(Step::Next)
        },
    )?;
    Ok(known)
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
