//! Making records of what is staged; what is there already stays as it is.

use std::collections::BTreeMap;

use crate::domain::calendar::Day;
use crate::domain::error::{Refusal, Why};
use crate::domain::household::{
    Community, FeeLink, Household, Occupancy, Person, PremisesKind, Relation, Tie,
};
use crate::domain::id::{FeeItemId, HouseholdId, PersonId};
use crate::domain::ledger::FeeItem;
use crate::domain::staff::Right;
use crate::domain::ticket::Ticket;
use crate::service::books::Books;
use crate::service::estate::{self, Storeys};
use crate::service::execute::authorise;
use crate::service::fee_names::{self, FeeNames};
use crate::service::halt::Run;
use crate::service::loading::complaints;
use crate::service::loading::differ;
use crate::service::loading::known::community_unsaid;
use crate::service::loading::paid;
use crate::service::loading::readings;
use crate::service::loading::report::Report;
use crate::service::loading::staged::{FeeIn, HomeIn, OwnerIn, PersonIn, Staged, TieIn};
use crate::service::lookup;
use crate::service::subject::Subject;
use crate::service::work::Work;
use crate::storage::codec::Key;
use crate::storage::kept::indexes::EXTERNAL;
use crate::storage::record::{self, Record};

/// One import as it is applied. Records are written past `Work::put`: one audit line names the file
/// and the counts, not 100,000 records, and it is not undone by `undo`.
pub(super) struct Loading<'w, 'a> {
    pub(super) work: &'w mut Work<'a>,
    pub(super) community: Community,
    /// The name of the file.
    pub(super) file: String,
    fees: BTreeMap<String, FeeItemId>,
    homes: BTreeMap<String, HouseholdId>,
    /// What is owed once, with the day it is owed for.
    once: BTreeMap<u64, Day>,
    /// Every community of the office.
    all: Vec<Community>,
    pub(super) report: Report,
}

/// Whether a fee item costs what a row says, now or from one of its days on.
fn costs_as(item: &FeeItem, fee: &FeeIn) -> bool {
    let asked = (fee.price, fee.fixed);
    let mut prices = item.prices().into_iter();
    item.formula == fee.formula && prices.any(|price| (price.rate, price.fixed) == asked)
}

impl<'w, 'a> Loading<'w, 'a> {
    /// Begins an import into the community called so, made if there is none; or into the only one.
    pub(super) fn begin(work: &'w mut Work<'a>, named: Option<&str>) -> Run<Self> {
        let community = match named {
            Some(name) if estate::community(work, Some(name)).is_err() => {
                authorise(work.actor, Right::Office)?;
                estate::add_community(work, name, None)?
            }
            Some(name) => estate::community(work, Some(name))?,
            None => match estate::communities(work)?.as_slice() {
                [only] => only.clone(),
                all => return Err(community_unsaid(all).into()),
            },
        };
        let all = estate::communities(work)?;
        Ok(Self {
            work,
            community,
            file: String::new(),
            fees: BTreeMap::new(),
            homes: BTreeMap::new(),
            once: BTreeMap::new(),
            all,
            report: Report::default(),
        })
    }

    /// Makes everything that is missing, in the order in which one names another.
    pub(super) fn run(mut self, staged: &Staged) -> Run<Report> {
        self.file.clone_from(&staged.file);
        for building in &staged.buildings {
            let storeys = Storeys {
                floors: building.floors,
                lift: building.lift,
            };
            let (_, new) = estate::ensure_building(
                self.work,
                self.community.id,
                &building.code,
                &building.units,
                storeys,
            )?;
            self.report.buildings.one(new);
        }
        for fee in &staged.fees {
            self.fee(fee)?;
        }
        let items = lookup::every::<FeeItem>(self.work.tx())?;
        let once = items.into_iter().filter(FeeItem::is_once);
        self.once = once.map(|item| (item.id.0, item.from)).collect();
        for home in &staged.homes {
            self.home(home)?;
        }
        for person in &staged.people {
            self.person(person)?;
        }
        for owner in &staged.owners {
            self.owner(owner)?;
        }
        for payment in &staged.payments {
            paid::load(&mut self, payment)?;
        }
        for complaint in &staged.complaints {
            complaints::load(&mut self, complaint)?;
        }
        readings::load(&mut self, &staged.readings)?;
        if self.report.complaints.added > 0 {
            let kind = Ticket::KIND;
            self.work.touch(Subject { kind, id: 0 });
        }
        for kind in [Household::KIND, Person::KIND, FeeItem::KIND] {
            self.work.touch(Subject { kind, id: 0 });
        }
        Ok(self.report)
    }

    /// Stores a record without a line of its own.
    pub(super) fn keep<R: Record>(&mut self, record: &mut R) -> Run<()> {
        record::put(self.work.raw(), record)?;
        Ok(())
    }

    /// The key as it is kept: two communities may number alike.
    pub(super) fn external(&self, key: &str) -> String {
        fee_names::external(&self.community, key)
    }

    /// The id of the record imported under `key` before.
    fn known<R: Record>(&self, key: &str) -> Run<Option<u64>> {
        let external = self.external(key);
        lookup::first(
            self.work.tx(),
            EXTERNAL,
            Key::new().u8(R::KIND).str(&external),
        )
    }

    fn fee(&mut self, fee: &FeeIn) -> Run<()> {
        let mut id = self.known::<FeeItem>(&fee.key)?;
        if id.is_none() {
            id = self.same_fee(fee)?;
        }
        self.report.fees.one(id.is_none());
        let id = match id {
            Some(id) => {
                let kept: FeeItem = self.work.get(id)?;
                differ::fee(&mut self.report.differing, &kept, fee);
                FeeItemId(id)
            }
            None => self.new_fee(fee)?,
        };
        self.fees.insert(fee.key.clone(), id);
        self.fees.insert(fee.name.clone(), id);
        Ok(())
    }

    fn fee_names(&self) -> FeeNames<'_> {
        FeeNames::new(self.work.tx(), &self.community, &self.all)
    }

    /// The fee item of ours a fee of the file is, found by its name. Another community's is not, whatever it
    /// costs: two communities set their prices apart.
    fn same_fee(&self, fee: &FeeIn) -> Run<Option<u64>> {
        let names = self.fee_names();
        if !fee.ours
            && let Some(own) = names.exactly(&names.own(&fee.name))?
        {
            return Ok(Some(own.id.0));
        }
        let Some(found) = names.exactly(&fee.name)? else {
            return Ok(None);
        };
        let only = self.all.len() < 2;
        let same = match &found.external {
            Some(external) => external.starts_with(&self.external("")),
            None => only || costs_as(&found, fee),
        };
        Ok((fee.ours || same).then_some(found.id.0))
    }

    fn new_fee(&mut self, fee: &FeeIn) -> Run<FeeItemId> {
        authorise(self.work.actor, Right::Office)?;
        let names = self.fee_names();
        let name = match names.exactly(&fee.name)? {
            Some(_) => names.own(&fee.name),
            None => fee.name.clone(),
        };
        let id = FeeItemId(self.work.next_id::<FeeItem>()?);
        let from = fee.from.unwrap_or_else(|| self.work.today());
        let mut item = FeeItem {
            price: fee.price,
            fixed: fee.fixed,
            property_fee: fee.property_fee,
            until: if fee.once { Some(from) } else { fee.until },
            period: fee.period.max(1),
            external: Some(self.external(&fee.key)),
            ..FeeItem::new(id, name, fee.formula, from)
        };
        self.keep(&mut item)?;
        Ok(id)
    }

    /// Returns the fee item a row names by key or name: of this file, or one of ours.
    pub(super) fn fee_named(&self, named: &str) -> Run<FeeItemId> {
        if let Some(id) = self.fees.get(named) {
            return Ok(*id);
        }
        // By its key, or by the number an earlier file gave it.
        for key in [named, &format!("fee/{named}")] {
            if let Some(id) = self.known::<FeeItem>(key)? {
                return Ok(FeeItemId(id));
            }
        }
        Ok(self.fee_names().named(named)?.id)
    }

    /// Returns the home a row names by key or code: of this file, of an earlier one, or one of ours.
    pub(super) fn home_named(&self, named: &str) -> Run<HouseholdId> {
        if let Some(id) = self.homes.get(named) {
            return Ok(*id);
        }
        if let Some(id) = self.known::<Household>(named)? {
            return Ok(HouseholdId(id));
        }
        lookup::household_by_code(self.work.tx(), self.community.id.0, named)?
            .map(|home| home.id)
            .ok_or_else(|| {
                Refusal::new(Why::UnknownPremises)
                    .with("text", named)
                    .into()
            })
    }

    fn home(&mut self, home: &HomeIn) -> Run<()> {
        let by_code = lookup::household_by_code(self.work.tx(), self.community.id.0, &home.code)?;
        let id = match (self.known::<Household>(&home.key)?, by_code) {
            (Some(id), _) => Some(HouseholdId(id)),
            (None, by_code) => by_code.map(|home| home.id),
        };
        self.report.homes.one(id.is_none());
        let id = match id {
            Some(id) => {
                self.home_differs(id, home)?;
                id
            }
            None => self.new_home(home)?,
        };
        self.homes.insert(home.key.clone(), id);
        self.homes.insert(home.code.clone(), id);
        Ok(())
    }

    /// Counts what the file says otherwise about a home that is there.
    fn home_differs(&mut self, id: HouseholdId, home: &HomeIn) -> Run<()> {
        let kept: Household = self.work.get(id.0)?;
        let name = self.work.office.home_name(&kept);
        differ::home(&mut self.report.differing, &kept, home, &name);
        let mut missing = false;
        for (named, _) in &home.fees {
            let item = self.fee_named(named)?;
            missing |= !kept.fees.iter().any(|link| link.item == item);
        }
        self.report.differing.one(missing, &name, "fees");
        Ok(())
    }

    fn new_home(&mut self, home: &HomeIn) -> Run<HouseholdId> {
        let community = self.community.id;
        if let Some((building, unit)) = &home.place {
            let units = std::slice::from_ref(unit);
            estate::ensure_building(self.work, community, building, units, Storeys::default())?;
        }
        let mut fees: Vec<FeeLink> = Vec::new();
        for (named, since) in &home.fees {
            let item = self.fee_named(named)?;
            let since = match since {
                Some(since) => *since,
                // What is owed once and was owed before the office had this program is not billed again.
                None => self
                    .once
                    .get(&item.0)
                    .copied()
                    .unwrap_or_else(|| self.work.today()),
            };
            if !fees.iter().any(|link| link.item == item) {
                fees.push(FeeLink::new(item, since));
            }
        }
        let mut made = estate::blank(self.work, community, home.code.clone())?;
        made.kind = home.kind;
        let today = self.work.today();
        let handed_over = home.handed_over.or(home.taken.then_some(today));
        made.occupancy = match (home.occupancy, handed_over) {
            (Occupancy::Unknown, Some(_)) => Occupancy::HandedOver,
            (said, _) => said,
        };
        made.area = home.area;
        made.handed_over = handed_over;
        made.floor = home.floor;
        made.fees = fees;
        made.note.clone_from(&home.note);
        made.external = Some(self.external(&home.key));
        self.keep(&mut made)?;
        Ok(made.id)
    }

    fn person(&mut self, person: &PersonIn) -> Run<()> {
        let known = self.known::<Person>(&person.key)?;
        self.report.people.one(known.is_none());
        let mut kept: Person = match known {
            Some(id) => {
                let kept = self.work.get(id)?;
                differ::person(&mut self.report.differing, &kept, person);
                kept
            }
            None => Person {
                id: PersonId(self.work.next_id::<Person>()?),
                version: 0,
                name: person.name.clone(),
                phones: person.phones.clone(),
                id_number: person.id_number.clone(),
                sex: person.sex,
                ties: Vec::new(),
                plates: person.plates.clone(),
                vulnerable: person.vulnerable,
                note: person.note.clone(),
                external: Some(self.external(&person.key)),
                unseen: person.unseen,
            },
        };
        let mut ties = person.ties.clone();
        if let Some((owner, relation)) = &person.with {
            ties.extend(self.homes_of(owner, *relation)?);
        }
        let changed = self.tie(&mut kept, &ties)?;
        if known.is_none() || changed {
            self.keep(&mut kept)?;
            Books::bulk(self.work).rename_debts(&kept.ties)?;
        }
        Ok(())
    }

    /// Ties somebody of an earlier import to homes of this one.
    fn owner(&mut self, owner: &OwnerIn) -> Run<()> {
        let mut kept = self.person_known(&owner.key)?;
        let mut changed = self.tie(&mut kept, &owner.ties)?;
        for plate in &owner.plates {
            if !kept.plates.contains(plate) {
                kept.plates.push(plate.clone());
                changed = true;
            }
        }
        if changed {
            self.keep(&mut kept)?;
            Books::bulk(self.work).rename_debts(&kept.ties)?;
        }
        Ok(())
    }

    fn person_known(&self, key: &str) -> Run<Person> {
        let id = self
            .known::<Person>(key)?
            .ok_or_else(|| Refusal::new(Why::UnknownPerson).with("text", key))?;
        self.work.get(id)
    }

    /// The homes somebody owns, for whoever lives there with them.
    fn homes_of(&self, owner: &str, relation: Relation) -> Run<Vec<TieIn>> {
        let mut ties = Vec::new();
        for tie in self.person_known(owner)?.ties {
            if tie.relation == Relation::Owner && tie.until.is_none() {
                let home: Household = self.work.get(tie.household.0)?;
                // Where they park they do not live.
                if home.kind != PremisesKind::Parking {
                    ties.push(TieIn {
                        home: home.code,
                        relation,
                        since: None,
                        until: None,
                    });
                }
            }
        }
        Ok(ties)
    }

    /// Adds the ties that are not there; says whether any was added.
    fn tie(&mut self, kept: &mut Person, ties: &[TieIn]) -> Run<bool> {
        let before = kept.ties.len();
        for tie in ties {
            let household = self.home_named(&tie.home)?;
            // A tie the office ended is not made again by the same file.
            let known = kept.ties.iter().find(|one| one.household == household);
            let there = known.is_some();
            self.report.ties.one(!there);
            let otherwise = known.is_some_and(|known| known.relation != tie.relation);
            self.report.differing.one(otherwise, &kept.name, "relation");
            if !there {
                kept.ties.push(Tie {
                    household,
                    relation: tie.relation,
                    since: tie.since,
                    until: tie.until,
                });
            }
        }
        Ok(kept.ties.len() > before)
    }
}
