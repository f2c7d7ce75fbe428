//! Communities, buildings, homes, and the people tied to them.

use crate::domain::calendar::Day;
use crate::domain::id::{BuildingId, CommunityId, FeeItemId, HouseholdId, PersonId, StaffId};
use crate::domain::money::Area;
use crate::domain::premises::building_of;
use crate::domain::redacted::redacted;

/// A community (小区) managed by this office.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Community {
    #[n(0)]
    pub id: CommunityId,
    #[n(1)]
    pub version: u32,
    #[n(2)]
    pub name: String,
    /// Typed before a room where there is more than one community (`jgy 3-2-1201`).
    #[n(3)]
    pub initials: String,
}

/// A building (楼栋).
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Building {
    #[n(0)]
    pub id: BuildingId,
    #[n(1)]
    pub version: u32,
    #[n(2)]
    pub community: CommunityId,
    /// The first part of a room code: `3`.
    #[n(3)]
    pub code: String,
    /// Its units: `1`, `2`; `0` for shops.
    #[n(4)]
    pub units: Vec<String>,
    #[n(5)]
    pub floors: u32,
    #[n(6)]
    pub lift: bool,
    /// Who answers for its homes, each from a day on, in order; absent where nobody ever did.
    #[n(7)]
    pub stewards: Option<Vec<Steward>>,
}

impl Building {
    /// Who answers for its homes on a day (duties.md A-51: the rate goes by the last day of the month).
    pub fn steward_on(&self, day: Day) -> Option<StaffId> {
        let mut stewards = self.stewards.iter().flatten();
        stewards.rfind(|one| one.since <= day)?.staff
    }

    /// Where its homes count.
    pub fn place(&self) -> Place {
        Place {
            community: self.community,
            building: self.code.clone(),
        }
    }
}

/// Who answers for the homes of a building (管家) from a day on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Steward {
    #[n(0)]
    pub since: Day,
    /// Absent where nobody does from then on.
    #[n(1)]
    pub staff: Option<StaffId>,
}

/// Where a home counts: its community and the code of its building, which is empty for what lies in none.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, minicbor::Encode, minicbor::Decode,
)]
pub struct Place {
    #[n(0)]
    pub community: CommunityId,
    #[n(1)]
    pub building: String,
}

impl Place {
    /// Where the home with this code counts.
    pub fn of(community: CommunityId, code: &str) -> Self {
        Self {
            community,
            building: building_of(code).to_owned(),
        }
    }
}

crate::named! {
    /// What kind of premises it is (duties.md A-38).
    pub enum PremisesKind {
        Dwelling = 1 "dwelling",
        Shop = 2 "shop",
        Office = 3 "office",
        Dormitory = 4 "dormitory",
        Parking = 5 "parking",
        /// A public area: never owes anything.
        Public = 6 "public",
    }
}

crate::named! {
    /// How the premises are used.
    pub enum Occupancy {
        Unknown = 0 "unknown",
        LivedIn = 1 "lived_in",
        Unsold = 2 "unsold",
        HandedOver = 3 "handed_over",
        NotMovedIn = 4 "not_moved_in",
        Decorated = 5 "decorated",
        Let = 6 "let",
        Sold = 7 "sold",
        Idle = 8 "idle",
        Decorating = 9 "decorating",
    }
}

/// One home, shop, office, parking space or public area.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Household {
    #[n(0)]
    pub id: HouseholdId,
    #[n(1)]
    pub version: u32,
    #[n(2)]
    pub community: CommunityId,
    /// Canonical code, unique within the community: `3-2-1201`.
    #[n(3)]
    pub code: String,
    #[n(4)]
    pub kind: PremisesKind,
    #[n(5)]
    pub occupancy: Occupancy,
    #[n(6)]
    pub area: Area,
    /// The day the owner took it over; it counts for the collection rate from then.
    #[n(7)]
    pub handed_over: Option<Day>,
    #[n(8)]
    pub floor: Option<i32>,
    /// Fee items charged here, each from a day on.
    #[n(9)]
    pub fees: Vec<FeeLink>,
    /// What the desk should know before it says a word.
    #[n(10)]
    pub note: String,
    /// The day its file was last checked with the people (duties.md D-061).
    #[n(11)]
    pub verified_on: Option<Day>,
    /// Its number in the system it was imported from.
    #[n(12)]
    pub external: Option<String>,
}

impl Household {
    /// Whether the collection rate counts it: what was handed over, lived in or not (duties.md D-053, A-13).
    pub fn is_rated(&self) -> bool {
        self.handed_over.is_some() && self.kind != PremisesKind::Public
    }

    /// Where it counts.
    pub fn place(&self) -> Place {
        Place::of(self.community, &self.code)
    }
}

/// A fee item charged on a household from a day on, perhaps to a last one.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct FeeLink {
    #[n(0)]
    pub item: FeeItemId,
    #[n(1)]
    pub since: Day,
    /// The last day it is charged; absent without an end.
    #[n(2)]
    pub until: Option<Day>,
    /// So many of the home's parking spaces are charged by it; absent for one.
    #[n(3)]
    pub spaces: Option<u32>,
}

impl FeeLink {
    /// Charged from a day on, without an end.
    pub const fn new(item: FeeItemId, since: Day) -> Self {
        Self {
            item,
            since,
            until: None,
            spaces: None,
        }
    }
}

crate::named! {
    /// What somebody is to a household.
    pub enum Relation {
        Owner = 1 "owner",
        Family = 2 "family",
        Tenant = 3 "tenant",
        Temporary = 4 "temporary",
        /// To be called, but neither owner nor resident.
        Contact = 5 "contact",
    }
}

/// A person's tie to one household.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Tie {
    #[n(0)]
    pub household: HouseholdId,
    #[n(1)]
    pub relation: Relation,
    #[n(2)]
    pub since: Option<Day>,
    #[n(3)]
    pub until: Option<Day>,
}

/// A resident or other customer. `Debug` prints no personal value (reliability D25).
#[derive(Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Person {
    #[n(0)]
    pub id: PersonId,
    #[n(1)]
    pub version: u32,
    #[n(2)]
    pub name: String,
    /// Digits only, country code dropped; the first is the one to call.
    #[n(3)]
    pub phones: Vec<String>,
    #[n(4)]
    pub id_number: Option<String>,
    #[n(5)]
    pub sex: Option<Sex>,
    #[n(6)]
    pub ties: Vec<Tie>,
    /// Number plates of the person's vehicles.
    #[n(7)]
    pub plates: Vec<String>,
    /// Old, ill, alone with small children: repairs of theirs get a head start.
    #[n(8)]
    pub vulnerable: bool,
    #[n(9)]
    pub note: String,
    #[n(10)]
    pub external: Option<String>,
    /// How many characters nobody sees an import took out of the name; nothing once the name is written anew.
    #[n(11)]
    pub unseen: Option<u32>,
}

redacted!(Person: id);

crate::named! {
    /// As the office's papers have it.
    pub enum Sex {
        Female = 1 "female",
        Male = 2 "male",
    }
}

/// Shows a phone number with its middle hidden: `138****5678` (duties.md D-068).
pub fn masked_phone(digits: &str) -> String {
    masked(digits, 3, 4)
}

/// Shows an identity number with its middle hidden.
pub fn masked_id(number: &str) -> String {
    masked(number, 4, 2)
}

/// Keeps `head` and `tail` characters; a text too short to hide anything is hidden whole.
fn masked(text: &str, head: usize, tail: usize) -> String {
    let count = text.chars().count();
    if count <= head + tail {
        return "*".repeat(count);
    }
    text.chars()
        .enumerate()
        .map(|(i, c)| {
            if i < head || i >= count - tail {
                c
            } else {
                '*'
            }
        })
        .collect()
}

/// Reduces a typed phone number to the digits it is stored and compared as: separators and the
/// country code of China drop away. `None` when it cannot be a phone number.
pub fn phone_digits(text: &str) -> Option<String> {
    let mut digits = String::new();
    for c in text.trim().chars() {
        match c {
            '0'..='9' => digits.push(c),
            '０'..='９' => digits.push(char::from(
                b'0' + u8::try_from(u32::from(c) - u32::from('０')).ok()?,
            )),
            ' ' | '-' | '/' | '(' | ')' | '+' | '.' | '（' | '）' | '－' => {}
            _ => return None,
        }
    }
    for prefix in ["0086", "86"] {
        if let Some(rest) = digits.strip_prefix(prefix)
            && rest.len() == 11
            && rest.starts_with('1')
        {
            return Some(rest.to_owned());
        }
    }
    (5..=12).contains(&digits.len()).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_is_the_same_however_it_is_written() {
        for text in [
            "138 0013 8000",
            "138-0013-8000",
            "+86 13800138000",
            "0086-138/0013/8000",
            "１３８００１３８０００",
        ] {
            assert_eq!(phone_digits(text).as_deref(), Some("13800138000"), "{text}");
        }
        assert_eq!(
            phone_digits("0755-8888 1234").as_deref(),
            Some("075588881234")
        );
        for bad in ["", "1234", "wangwu", "1380013800013800138000"] {
            assert_eq!(phone_digits(bad), None, "{bad}");
        }
    }

    #[test]
    fn masks_hide_the_middle_and_short_values_whole() {
        assert_eq!(masked_phone("13800135678"), "138****5678");
        assert_eq!(masked_phone("1234567"), "*******");
        assert_eq!(masked_id("999999199001010002"), "9999************02");
    }

    #[test]
    fn debug_prints_no_personal_value() {
        let person = Person {
            id: PersonId(4),
            version: 1,
            name: "王建国".into(),
            phones: vec!["13800138000".into()],
            id_number: None,
            sex: None,
            ties: vec![],
            plates: vec![],
            vulnerable: false,
            note: String::new(),
            external: None,
            unseen: None,
        };
        assert_eq!(format!("{person:?}"), "Person { id: PersonId(4), .. }");
    }
}
