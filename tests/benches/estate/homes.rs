//! The community with its buildings, homes, people and staff.

use frontdesk::domain::calendar::Day;
use frontdesk::domain::household::{
    Building, Community, FeeLink, Household, Occupancy, Person, PremisesKind, Relation, Tie,
};
use frontdesk::domain::id::{BuildingId, CommunityId, FeeItemId, HouseholdId, PersonId, StaffId};
use frontdesk::domain::ledger::{FeeItem, Formula};
use frontdesk::domain::money::{Area, Rate};
use frontdesk::domain::staff::{Rank, Staff};
use frontdesk::server::peer::account_of;
use frontdesk::service::seed;
use frontdesk::service::work::Work;

use super::random::Random;
use super::words::{GIVEN, SURNAMES};
use super::{Filling, put};

/// Homes of one building: two units of 25 floors with four doors.
const OF_BUILDING: u64 = 200;
const OF_UNIT: u64 = 100;
const OF_FLOOR: u64 = 4;

/// Name, rank, trade.
const STAFF: &[(&str, Rank, &str)] = &[
    ("李芳", Rank::Receptionist, ""),
    ("张敏", Rank::Supervisor, ""),
    ("陈刚", Rank::PropertyManager, ""),
    ("王师傅", Rank::Worker, "plumbing"),
    ("李师傅", Rank::Worker, "electric"),
    ("赵师傅", Rank::Worker, "general"),
];
/// Workers among the staff, by id.
pub const WORKERS: &[u64] = &[4, 5, 6];

/// The code of the home with this id.
pub fn code_of(id: u64) -> String {
    let at = id - 1;
    let building = at / OF_BUILDING + 1;
    let unit = at % OF_BUILDING / OF_UNIT + 1;
    let floor = at % OF_UNIT / OF_FLOOR + 1;
    format!("{building}-{unit}-{}", floor * 100 + at % OF_FLOOR + 1)
}

/// The owner of the home with this id, and the phone number.
pub fn owner_of(id: u64) -> (String, String) {
    let mut random = Random::new(id);
    let name = format!("{}{}", random.of(SURNAMES), random.of(GIVEN));
    (name, format!("139{:08}", id * 7 % 100_000_000))
}

/// The area of the home with this id.
pub fn area_of(id: u64) -> Area {
    let units = 6_000 + Random::new(id).below(8_000);
    Area::from_units(i64::try_from(units).unwrap()).unwrap()
}

/// The monthly fee all homes pay.
pub fn fee() -> FeeItem {
    FeeItem {
        price: Rate::parse("2.4").unwrap(),
        property_fee: true,
        ..FeeItem::new(
            FeeItemId(1),
            "物业费".into(),
            Formula::PerArea,
            handed_over(),
        )
    }
}

fn handed_over() -> Day {
    Day::from_ymd(2019, 6, 1).unwrap()
}

pub fn fill(filling: &Filling<'_>) {
    filling.batches(1, 1, |work, _| office(work));
    let buildings = filling.size.homes.div_ceil(OF_BUILDING);
    filling.batches(buildings, 1, |work, at| {
        put(
            &mut Building {
                id: BuildingId(work.next_id::<Building>().unwrap()),
                version: 0,
                community: CommunityId(1),
                code: (at + 1).to_string(),
                units: vec!["1".into(), "2".into()],
                floors: 25,
                lift: true,
                stewards: None,
            },
            work,
        );
    });
    filling.batches(filling.size.homes, 2, |work, at| home(work, at + 1));
}

/// The account this runs under: the receptionist's, so that a server lets us in.
fn own_account() -> String {
    account_of(rustix::process::getuid().as_raw())
}

fn office(work: &mut Work<'_>) {
    let id = CommunityId(work.next_id::<Community>().unwrap());
    put(
        &mut Community {
            id,
            version: 0,
            name: "翠湖花园".into(),
            initials: "chhy".into(),
        },
        work,
    );
    seed::install(work).unwrap();
    for (name, rank, trade) in STAFF {
        let id = StaffId(work.next_id::<Staff>().unwrap());
        put(
            &mut Staff {
                id,
                version: 0,
                name: (*name).into(),
                rank: *rank,
                sides: Vec::new(),
                account: (id.0 == 1).then(own_account),
                trades: (!trade.is_empty())
                    .then(|| (*trade).to_owned())
                    .into_iter()
                    .collect(),
                buildings: Vec::new(),
                on_duty: true,
                away_until: None,
                active: true,
                pin: None,
                phone: None,
            },
            work,
        );
    }
    work.next_id::<FeeItem>().unwrap();
    put(&mut fee(), work);
}

fn home(work: &mut Work<'_>, id: u64) {
    assert_eq!(work.next_id::<Household>().unwrap(), id);
    put(
        &mut Household {
            id: HouseholdId(id),
            version: 0,
            community: CommunityId(1),
            code: code_of(id),
            kind: PremisesKind::Dwelling,
            occupancy: Occupancy::LivedIn,
            area: area_of(id),
            handed_over: Some(handed_over()),
            floor: None,
            fees: vec![FeeLink::new(FeeItemId(1), handed_over())],
            note: String::new(),
            verified_on: None,
            external: None,
        },
        work,
    );
    assert_eq!(work.next_id::<Person>().unwrap(), id);
    let (name, phone) = owner_of(id);
    put(
        &mut Person {
            id: PersonId(id),
            version: 0,
            name,
            phones: vec![phone],
            id_number: None,
            sex: None,
            ties: vec![Tie {
                household: HouseholdId(id),
                relation: Relation::Owner,
                since: None,
                until: None,
            }],
            plates: id
                .is_multiple_of(3)
                .then(|| format!("粤B{:05}", id % 100_000))
                .into_iter()
                .collect(),
            vulnerable: id.is_multiple_of(40),
            note: String::new(),
            external: None,
            unseen: None,
        },
        work,
    );
}
