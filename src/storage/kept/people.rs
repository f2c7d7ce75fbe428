//! How communities, buildings, households, people and staff are kept.

use super::figures::Figure;
use super::indexes::{
    BUILDING_BY_CODE, EXTERNAL, HOUSEHOLD_BY_CODE, HOUSEHOLD_BY_PLACE, PERSON_BY_HOUSEHOLD,
    PERSON_BY_PHONE, PERSON_BY_PLATE, STAFF_BY_ACCOUNT, entry,
};
use super::kept;
use crate::domain::household::{Building, Community, Household, Person};
use crate::domain::id::CommunityId;
use crate::domain::staff::Staff;
use crate::storage::codec::Key;
use crate::storage::record::IndexKey;

kept! { Community, 1;
    id = |me| me.id.0;
    index = |_me| Vec::new();
    tally = |_me| Vec::new();
}

kept! { Building, 2;
    id = |me| me.id.0;
    index = |me| vec![entry(BUILDING_BY_CODE, Key::new().u64(me.community.0).str(&me.code))];
    tally = |_me| Vec::new();
}

kept! { Household, 3;
    id = |me| me.id.0;
    index = |me| {
        let mut keys = vec![
            entry(HOUSEHOLD_BY_CODE, Key::new().u64(me.community.0).str(&me.code)),
            entry(HOUSEHOLD_BY_PLACE, place(me.community.0, &me.code)),
        ];
        keys.extend(external(Self::KIND, me.external.as_deref()));
        keys
    };
    tally = |me| {
        let rated = me.handed_over.filter(|_| me.is_rated());
        let place = me.place();
        rated.map_or_else(Vec::new, |day| vec![
            Figure::HandedOver.tally(1),
            Figure::Rated(&place).tally(1),
            Figure::RatedOn(day, &place).tally(1),
        ])
    };
}

kept! { Person, 4;
    id = |me| me.id.0;
    index = |me| {
        let mut keys = Vec::new();
        keys.extend(me.ties.iter().filter(|tie| tie.until.is_none())
            .map(|tie| entry(PERSON_BY_HOUSEHOLD, Key::new().u64(tie.household.0))));
        keys.extend(me.phones.iter().map(|phone| entry(PERSON_BY_PHONE, Key::new().str(phone))));
        keys.extend(me.plates.iter().map(|plate| entry(PERSON_BY_PLATE, Key::new().str(plate))));
        keys.extend(external(Self::KIND, me.external.as_deref()));
        keys
    };
    tally = |_me| Vec::new();
}

kept! { Staff, 5;
    id = |me| me.id.0;
    index = |me| {
        let account = me.account.iter().filter(|_| me.active);
        account.map(|account| entry(STAFF_BY_ACCOUNT, Key::new().str(account))).collect()
    };
    tally = |_me| Vec::new();
}

/// The key of a record's number in the system it came from.
pub(super) fn external(kind: u8, external: Option<&str>) -> Option<IndexKey> {
    external.map(|external| entry(EXTERNAL, Key::new().u8(kind).str(external)))
}

/// The beginning of the keys of `HOUSEHOLD_BY_PLACE` that the homes of a building have.
pub fn place_of_building(community: CommunityId, building: &str) -> Key {
    place(community.0, building)
}

/// Orders room codes as a person would: each part of digits by its number, others as text.
fn place(community: u64, code: &str) -> Key {
    code.split('-')
        .fold(Key::new().u64(community), |key, part| {
            let digits: String = part.chars().take_while(char::is_ascii_digit).collect();
            key.u64(digits.parse().unwrap_or(u64::MAX)).str(part)
        })
}
