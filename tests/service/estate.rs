//! A small estate, its records put straight into a store: for tests of questions.

use frontdesk::domain::calendar::{Day, Instant, Month};
use frontdesk::domain::contact::{Channel, Contact};
use frontdesk::domain::follow_up::FollowUp;
use frontdesk::domain::history::{Line, LineKind};
use frontdesk::domain::household::{
    Building, Community, Household, Occupancy, Person, PremisesKind, Relation, Tie,
};
use frontdesk::domain::id::{
    BuildingId, ChargeId, CommunityId, ContactId, EntryId, FollowUpId, HouseholdId, Letter, Number,
    PaymentId, PersonId, StaffId, TicketId,
};
use frontdesk::domain::ledger::{
    Account, Allocation, Basis, Charge, ChargeSource, Debt, Entry, EntryKind, Method, Owed,
    Payment, Posting,
};
use frontdesk::domain::money::{Amount, Area};
use frontdesk::domain::office::{Category, Outage, Phrase};
use frontdesk::domain::staff::{Actor, Rank, Side, Staff};
use frontdesk::domain::ticket::{Ticket, TicketKind};
use frontdesk::service::Office;
use frontdesk::service::halt::Run;
use frontdesk::service::queries::{Asking, answer};
use frontdesk::service::query::{Query, Reply};
use frontdesk::service::search::SearchText;
use frontdesk::storage::Store;
use frontdesk::storage::codec::Key;
use frontdesk::storage::counters::{add_counter, next_id};
use frontdesk::storage::memory::MemoryStore;
use frontdesk::storage::record::{Record, get, put};

use crate::counts::tally::{Counting, Reads};

/// 21 November 2026, 14:32 at the desk.
pub fn now() -> Instant {
    at("2026-11-21T14:32")
}

pub fn at(text: &str) -> Instant {
    Instant::parse(&format!("{text}:00+08:00")).unwrap()
}

pub fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub fn yuan(text: &str) -> Amount {
    Amount::parse(text).unwrap()
}

/// The members of staff, by the ids they are put in with.
pub const LI_FANG: StaffId = StaffId(1);
pub const ZHANG_MIN: StaffId = StaffId(2);
pub const CHEN_GANG: StaffId = StaffId(3);
pub const WANG: StaffId = StaffId(4);
pub const AUDITOR: StaffId = StaffId(6);

pub struct Estate {
    pub store: MemoryStore,
    pub search: Option<SearchText>,
}

impl Estate {
    /// Community, buildings, staff, categories, phrases; no homes yet.
    pub fn new() -> Self {
        let estate = Self {
            store: MemoryStore::new(),
            search: None,
        };
        estate.put(&mut Community {
            id: CommunityId(1),
            version: 0,
            name: "翠湖花园".into(),
            initials: "chhy".into(),
        });
        for number in 1..=6 {
            estate.put(&mut Building {
                id: BuildingId(number),
                version: 0,
                community: CommunityId(1),
                code: number.to_string(),
                units: vec!["1".into(), "2".into()],
                floors: 18,
                lift: true,
                stewards: None,
            });
        }
        let staff = [
            ("李芳", Rank::Receptionist, vec![], &[][..]),
            ("张敏", Rank::Supervisor, vec![], &[]),
            ("陈刚", Rank::PropertyManager, vec![], &[]),
            ("王师傅", Rank::Worker, vec![], &["plumbing"]),
            ("李师傅", Rank::Worker, vec![], &["electric"]),
            ("审计员", Rank::Receptionist, vec![Side::Auditor], &[]),
        ];
        for (name, rank, sides, trades) in staff {
            estate.put(&mut Staff {
                id: StaffId(estate.id::<Staff>()),
                version: 0,
                name: name.into(),
                rank,
                sides,
                account: None,
                trades: trades.iter().map(ToString::to_string).collect(),
                buildings: vec![],
                on_duty: true,
                away_until: None,
                active: true,
                pin: (rank > Rank::Worker).then(|| "hash".into()),
                phone: None,
            });
        }
        for (code, name, trade, kind) in [
            ("water", "水", "plumbing", TicketKind::Repair),
            ("electric", "电", "electric", TicketKind::Repair),
            ("noise", "噪音", "", TicketKind::Complaint),
        ] {
            estate.put(&mut Category {
                id: estate.id::<Category>(),
                version: 0,
                code: code.into(),
                kind,
                name: name.into(),
                trade: trade.into(),
                head_start: 30,
                active: true,
            });
        }
        for (text, category, place) in [
            ("厨房漏水", "water", "厨房"),
            ("客厅跳闸", "electric", "客厅"),
        ] {
            estate.put(&mut Phrase {
                id: estate.id::<Phrase>(),
                version: 0,
                text: text.into(),
                category: category.into(),
                code: String::new(),
                place: place.into(),
                priority: None,
            });
        }
        estate
    }

    pub fn put<R: Record>(&self, record: &mut R) {
        let mut tx = self.store.write().unwrap();
        put(&mut *tx, record).unwrap();
        tx.commit().unwrap();
    }

    pub fn get<R: Record>(&self, id: u64) -> R {
        get(&*self.store.read().unwrap(), id).unwrap().unwrap()
    }

    /// The next id of a kind.
    pub fn id<R: Record>(&self) -> u64 {
        let mut tx = self.store.write().unwrap();
        let id = next_id(&mut *tx, R::KIND).unwrap();
        tx.commit().unwrap();
        id
    }

    /// The next number of a day.
    pub fn number(&self, letter: Letter, day: Day) -> Number {
        let mut tx = self.store.write().unwrap();
        let key = Key::new().u8(letter as u8).i32(day.number()).u32(1).done();
        let count = add_counter(&mut *tx, &key, 1).unwrap();
        tx.commit().unwrap();
        Number {
            letter,
            day,
            count: u32::try_from(count).unwrap(),
            series: 1,
        }
    }

    pub fn office(&self) -> Office {
        Office::read(&*self.store.read().unwrap()).unwrap()
    }

    pub fn actor(&self, id: StaffId) -> Actor {
        let staff: Staff = self.get(id.0);
        Actor {
            staff: id,
            name: staff.name,
            rank: staff.rank,
            sides: staff.sides,
            seat: "test".into(),
        }
    }

    /// Asks as the receptionist.
    pub fn ask(&self, query: &Query) -> Run<Reply> {
        self.ask_as(LI_FANG, query)
    }

    pub fn ask_as(&self, staff: StaffId, query: &Query) -> Run<Reply> {
        self.counted(staff, query).0
    }

    /// Asks and tells how many entries of the store were read.
    pub fn counted(&self, staff: StaffId, query: &Query) -> (Run<Reply>, usize) {
        let office = self.office();
        let actor = self.actor(staff);
        let tx = self.store.read().unwrap();
        let counted = Counting::new(&*tx);
        let asking = Asking {
            tx: &counted,
            office: &office,
            actor: &actor,
            now: now(),
            search: self.search.as_ref(),
        };
        let reply = answer(asking, query);
        let Reads { gets, entries, .. } = counted.reads();
        (reply, gets + entries)
    }

    /// Reads the whole search text in, in small pieces.
    pub fn read_search(&mut self) {
        let tx = self.store.read().unwrap();
        let mut search = SearchText::new(10_000);
        while !search.read_more(&*tx, 7).unwrap() {}
        drop(tx);
        self.search = Some(search);
    }

    pub fn home(&self, code: &str) -> Household {
        let mut home = Household {
            id: HouseholdId(self.id::<Household>()),
            version: 0,
            community: CommunityId(1),
            code: code.into(),
            kind: PremisesKind::Dwelling,
            occupancy: Occupancy::LivedIn,
            area: Area::parse("98.60").unwrap(),
            handed_over: Some(day("2019-06-01")),
            floor: Some(12),
            fees: vec![],
            note: String::new(),
            verified_on: None,
            external: None,
        };
        self.put(&mut home);
        home
    }

    pub fn person(&self, name: &str, phone: &str, home: &Household) -> Person {
        let mut person = Person {
            id: PersonId(self.id::<Person>()),
            version: 0,
            name: name.into(),
            phones: vec![phone.into()],
            id_number: Some("999999199001010002".into()),
            sex: None,
            ties: vec![Tie {
                household: home.id,
                relation: Relation::Owner,
                since: None,
                until: None,
            }],
            plates: vec![],
            vulnerable: false,
            note: String::new(),
            external: None,
            unseen: None,
        };
        self.put(&mut person);
        person
    }

    /// A settled enquiry; change what is returned and put it again for another.
    pub fn contact(&self, home: &Household, at: Instant) -> Contact {
        let day = self.office().today(at);
        let id = ContactId(self.id::<Contact>());
        let number = self.number(Letter::Contact, day);
        let heard = (at, LI_FANG);
        let mut contact = Contact {
            household: Some(home.id),
            premises: home.code.clone(),
            caller: "王建国".into(),
            phone: "13800005678".into(),
            text: "咨询装修押金怎么退".into(),
            ..Contact::new(id, number, Channel::Call, CommunityId(1), heard)
        };
        self.put(&mut contact);
        contact
    }

    /// A repair just taken in.
    pub fn ticket(&self, home: &Household, at: Instant) -> Ticket {
        let day = self.office().today(at);
        let id = TicketId(self.id::<Ticket>());
        let number = self.number(Letter::Repair, day);
        let (kind, community) = (TicketKind::Repair, CommunityId(1));
        let mut ticket = Ticket {
            household: Some(home.id),
            premises: home.code.clone(),
            caller: "王建国".into(),
            phone: "13800005678".into(),
            category: "water".into(),
            place: "厨房".into(),
            summary: "厨房水管漏水".into(),
            text: "厨房水管漏水，要求今天修".into(),
            due_at: Some(at.plus_minutes(24 * 60)),
            due_rule: "repair.completion.normal".into(),
            urgent_at: at.plus_minutes(24 * 60 - 30),
            ..Ticket::new(kind, id, number, "received", community, at, LI_FANG)
        };
        self.put(&mut ticket);
        ticket
    }

    pub fn follow_up(&self, ticket: &Ticket, since: Instant) -> FollowUp {
        let mut follow_up = FollowUp {
            id: FollowUpId(self.id::<FollowUp>()),
            version: 0,
            number: self.number(Letter::FollowUp, self.office().today(since)),
            ticket: ticket.id,
            ticket_number: ticket.number,
            household: ticket.household,
            premises: ticket.premises.clone(),
            person: None,
            name: ticket.caller.clone(),
            phone: ticket.phone.clone(),
            summary: ticket.summary.clone(),
            since,
            due_at: since.plus_minutes(3 * 24 * 60),
            wake_at: None,
            attempts: vec![],
            outcome: None,
            ended_at: None,
            assignee: LI_FANG,
            important: false,
            noted_by: None,
            voice: 0,
            undone: false,
            before: None,
            days: None,
            entry: None,
        };
        self.put(&mut follow_up);
        follow_up
    }

    /// A charge with its entry, and the debt raised by it.
    pub fn charge(&self, home: &Household, month: &str, amount: &str) -> Charge {
        let month: Month = month.parse().unwrap();
        let amount = yuan(amount);
        let entry = self.entry(
            EntryKind::Charge,
            home,
            &[
                (Account::Receivable, home.id.0, amount),
                (Account::Income, 0, amount.negated()),
            ],
            None,
        );
        let mut charge = Charge {
            id: ChargeId(self.id::<Charge>()),
            version: 0,
            household: home.id,
            item: None,
            name: "物业费".into(),
            month,
            amount,
            paid: Amount::ZERO,
            due_on: month.day(15),
            source: ChargeSource::Manual,
            entry,
            basis: vec![
                Basis {
                    fact: "area".into(),
                    value: 9_860,
                },
                Basis {
                    fact: "price".into(),
                    value: 25_000,
                },
            ],
            property_fee: true,
            note: String::new(),
            counts: true,
            late: None,
            moves: None,
            relief: None,
            disputed: None,
            lines: None,
            kind: None,
            place: None,
        };
        self.put(&mut charge);
        self.keep_debt(home);
        charge
    }

    /// Keeps the debt of a home as its charges have it.
    fn keep_debt(&self, home: &Household) {
        let tx = self.store.read().unwrap();
        let mut charges: Vec<Charge> = frontdesk::service::lookup::every(&*tx).unwrap();
        drop(tx);
        charges.retain(|charge| charge.household == home.id);
        charges.sort_by_key(|charge| (charge.due_on, charge.id));
        let owed = Owed::of(&charges).unwrap();
        self.put(&mut Debt {
            household: home.id,
            version: 0,
            premises: home.code.clone(),
            payer: "王建国".into(),
            amount: owed.amount,
            months: owed.months,
            items: owed.items,
            oldest_due_on: owed.oldest_due_on,
            promise_on: None,
            promised: Amount::ZERO,
            dunned: 0,
            last_dunned_at: None,
            advance: Amount::ZERO,
            urgent_at: now(),
            community: CommunityId(1),
            unpaid_months: owed.unpaid_months,
            clear_at: None,
            done: None,
            disputed: None,
            clock_from: None,
        });
    }

    /// A whole charge paid in cash.
    pub fn payment(&self, home: &Household, charge: &Charge) -> Payment {
        let amount = charge.amount;
        let number = self.number(Letter::Receipt, day("2026-11-21"));
        let entry = self.entry(
            EntryKind::Payment,
            home,
            &[
                (Account::Cash, 0, amount),
                (Account::Receivable, home.id.0, amount.negated()),
            ],
            Some(number),
        );
        let mut paid: Charge = self.get(charge.id.0);
        paid.paid = amount;
        self.put(&mut paid);
        self.keep_debt(home);
        let mut payment = Payment {
            id: PaymentId(self.id::<Payment>()),
            version: 0,
            number,
            household: home.id,
            premises: home.code.clone(),
            payer: "王建国".into(),
            amount,
            method: Method::Cash,
            taken_at: now(),
            effective_on: day("2026-11-21"),
            taken_by: LI_FANG,
            allocations: vec![Allocation {
                charge: charge.id,
                amount,
            }],
            advance: Amount::ZERO,
            entry,
            reversed_by: None,
            approval: None,
            clock_back: None,
            reversed_at: None,
            reason: String::new(),
            note: String::new(),
            anchor: "0123456789".into(),
            external: None,
            toward: None,
            left: Amount::ZERO,
            late: None,
            others: None,
            tendered: None,
            reference: None,
            rounded: None,
            refunds: None,
            prints: None,
        };
        self.put(&mut payment);
        payment
    }

    pub fn entry(
        &self,
        kind: EntryKind,
        home: &Household,
        postings: &[(Account, u64, Amount)],
        receipt: Option<Number>,
    ) -> EntryId {
        let id = EntryId(self.id::<Entry>());
        self.put(&mut Entry {
            id,
            version: 0,
            kind,
            at: now(),
            effective_on: day("2026-11-21"),
            postings: postings
                .iter()
                .map(|(account, of, amount)| Posting {
                    account: *account,
                    of: *of,
                    amount: *amount,
                })
                .collect(),
            by: LI_FANG,
            reverses: None,
            receipt,
            household: home.id,
            charge: None,
        });
        id
    }

    pub fn outage(&self, areas: &[&str], until: Instant) -> Outage {
        let mut outage = Outage {
            id: self.id::<Outage>(),
            version: 0,
            community: CommunityId(1),
            areas: areas.iter().map(ToString::to_string).collect(),
            category: "water".into(),
            text: "停水检修".into(),
            from: now().plus_minutes(-120),
            until,
            by: LI_FANG,
        };
        self.put(&mut outage);
        outage
    }

    pub fn line<R: Record>(&self, of: &R, kind: LineKind, before: &str, after: &str, text: &str) {
        self.put(&mut Line {
            id: self.id::<Line>(),
            version: 0,
            of: (R::KIND, of.id()),
            kind,
            at: now(),
            by: LI_FANG,
            command: "ticket.note".into(),
            before: before.into(),
            after: after.into(),
            field: String::new(),
            text: text.into(),
        });
    }
}
