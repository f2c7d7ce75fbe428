//! A small estate in memory, and the people who act on it.

use std::ops::Bound;

use frontdesk::domain::calendar::{Day, Instant};
use frontdesk::domain::error::Refusal;
use frontdesk::domain::household::{
    Building, Community, Household, Occupancy, Person, PremisesKind, Relation, Tie,
};
use frontdesk::domain::id::{
    BuildingId, CommunityId, HouseholdId, Letter, Number, PersonId, StaffId,
};
use frontdesk::domain::money::Area;
use frontdesk::domain::office::Category;
use frontdesk::domain::staff::{Actor, Rank, Side, Staff};
use frontdesk::domain::ticket::TicketKind;
use frontdesk::service::answer::{Answer, Done};
use frontdesk::service::args::{self, Reading};
use frontdesk::service::audit;
use frontdesk::service::command::{Command, Made, row};
use frontdesk::service::execute::{Job, Service};
use frontdesk::service::halt::Halt;
use frontdesk::service::queries::{self, Asking};
use frontdesk::service::query::{Query, Reply};
use frontdesk::service::search::SearchText;
use frontdesk::service::subject;
use frontdesk::service::work::Work;
use frontdesk::storage::counters::next_id;
use frontdesk::storage::memory::MemoryStore;
use frontdesk::storage::record::{self, Record};
use frontdesk::storage::{Collection, Direction, ReadTx, Step, Store};

use crate::counts::tally::{Counting, Reads};

/// Code, area, whether it was handed over, owner, phone.
const HOMES: &[(&str, &str, bool, &str, &str)] = &[
    ("1-1-101", "88.5", true, "赵敏", "13900000101"),
    ("1-1-102", "88.5", false, "钱进", "13900000102"),
    ("3-2-1101", "98.6", true, "孙丽", "13900001101"),
    ("3-2-1201", "98.6", true, "王建国", "13800135678"),
    ("6-1-201", "120", true, "周强", "13900000201"),
];

/// Name, rank, side role, trades.
const STAFF: &[(&str, Rank, Option<Side>, &[&str])] = &[
    ("李芳", Rank::Receptionist, None, &[]),
    ("张敏", Rank::Supervisor, None, &[]),
    ("陈刚", Rank::PropertyManager, None, &[]),
    ("王师傅", Rank::Worker, None, &["plumbing"]),
    ("李师傅", Rank::Worker, None, &["electric"]),
    ("审计员", Rank::Receptionist, Some(Side::Auditor), &[]),
];

/// The estate, its service and the time there.
pub struct World {
    pub store: MemoryStore,
    pub service: Service,
    /// The server's time; moves only when it is told to.
    pub now: Instant,
    asked: u128,
}

impl World {
    /// One community with six buildings on Saturday 2026-11-21, nine in the morning.
    pub fn new() -> Self {
        let store = MemoryStore::new();
        let service = Service::open(&*store.read().unwrap()).unwrap();
        let now = Instant::parse("2026-11-21T09:00:00+08:00").unwrap();
        let mut world = Self {
            store,
            service,
            now,
            asked: 0,
        };
        world.build();
        world
    }

    fn build(&mut self) {
        let community = CommunityId(self.add(&mut Community {
            id: CommunityId(1),
            version: 0,
            name: "翠湖花园".into(),
            initials: "ch".into(),
        }));
        for number in 1..=6_u64 {
            self.add(&mut Building {
                id: BuildingId(number),
                version: 0,
                community,
                code: number.to_string(),
                units: vec!["1".into(), "2".into()],
                floors: 18,
                lift: true,
                stewards: None,
            });
        }
        for (id, (code, area, handed_over, owner, phone)) in (1..).zip(HOMES) {
            self.add(&mut Household {
                id: HouseholdId(id),
                version: 0,
                community,
                code: (*code).into(),
                kind: PremisesKind::Dwelling,
                occupancy: Occupancy::LivedIn,
                area: Area::parse(area).unwrap(),
                handed_over: handed_over.then(|| Day::from_ymd(2019, 6, 1).unwrap()),
                floor: None,
                fees: Vec::new(),
                note: String::new(),
                verified_on: None,
                external: None,
            });
            self.add(&mut Person {
                id: PersonId(id),
                version: 0,
                name: (*owner).into(),
                phones: vec![(*phone).into()],
                id_number: None,
                sex: None,
                ties: vec![Tie {
                    household: HouseholdId(id),
                    relation: Relation::Owner,
                    since: None,
                    until: None,
                }],
                plates: Vec::new(),
                vulnerable: false,
                note: String::new(),
                external: None,
                unseen: None,
            });
        }
        for (id, (name, rank, side, trades)) in (1..).zip(STAFF) {
            self.add(&mut Staff {
                id: StaffId(id),
                version: 0,
                name: (*name).into(),
                rank: *rank,
                sides: side.iter().copied().collect(),
                account: None,
                trades: trades.iter().map(|trade| (*trade).into()).collect(),
                buildings: Vec::new(),
                on_duty: true,
                away_until: None,
                active: true,
                pin: None,
                phone: None,
            });
        }
        self.add(&mut Category {
            id: 1,
            version: 0,
            code: "water".into(),
            kind: TicketKind::Repair,
            name: "给排水".into(),
            trade: "plumbing".into(),
            head_start: 60,
            active: true,
        });
        let tx = self.store.read().unwrap();
        self.service.refresh(&*tx).unwrap();
    }

    /// Stores a new record as the next of its kind; returns its id, which must be the one it has.
    fn add<R: Record>(&self, new: &mut R) -> u64 {
        let mut tx = self.store.write().unwrap();
        let id = next_id(&mut *tx, R::KIND).unwrap();
        assert_eq!(id, new.id());
        record::put(&mut *tx, new).unwrap();
        tx.commit().unwrap();
        id
    }

    /// Stores a record as it is given.
    pub fn put<R: Record>(&self, changed: &mut R) {
        let mut tx = self.store.write().unwrap();
        record::put(&mut *tx, changed).unwrap();
        tx.commit().unwrap();
    }

    /// Looks at what is committed.
    pub fn look<T>(&self, look: impl FnOnce(&dyn ReadTx) -> T) -> T {
        look(&*self.store.read().unwrap())
    }

    /// Puts everything into another store, in one commit.
    pub fn copy_into(&self, other: &dyn Store) {
        let mut tx = other.write().unwrap();
        let everything = (Bound::Unbounded, Bound::Unbounded);
        let from = self.store.read().unwrap();
        for &collection in Collection::ALL {
            let mut put = |key: &[u8], value: &[u8]| {
                tx.put(collection, key, value)?;
                Ok(Step::Next)
            };
            from.scan(collection, everything, Direction::Forward, &mut put)
                .unwrap();
        }
        tx.commit().unwrap();
    }

    /// The record with this id.
    pub fn get<R: Record>(&self, id: u64) -> R {
        self.look(|tx| record::get(tx, id)).unwrap().unwrap()
    }

    /// The home with this code.
    pub fn home(&self, code: &str) -> Household {
        let at = HOMES.iter().position(|home| home.0 == code).unwrap();
        self.get(at as u64 + 1)
    }

    /// Who acts when this person acts.
    pub fn actor(&self, name: &str) -> Actor {
        let at = STAFF.iter().position(|staff| staff.0 == name).unwrap();
        let staff: Staff = self.get(at as u64 + 1);
        Actor {
            staff: staff.id,
            name: staff.name,
            rank: staff.rank,
            sides: staff.sides,
            seat: "test".into(),
        }
    }

    /// Asks for a command as somebody; a minute passes first, so that no two acts share an instant.
    pub fn ask(&mut self, who: &str, command: Command) -> Answer {
        self.now = self.now.plus_minutes(1);
        self.asked += 1;
        let job = Job {
            actor: self.actor(who),
            request: self.asked.to_be_bytes(),
            command,
            now: self.now,
            salt: [7; 16],
        };
        let before = self.look(|tx| audit::head(tx)).unwrap().seq;
        let answer = self.service.execute(&self.store, &job).unwrap();
        self.has_its_line(&job, before + 1, &answer);
        super::said::well(&job.command.name, &answer);
        answer
    }

    /// Whatever a test asks for, done or refused, leaves its one line in the audit log.
    #[track_caller]
    fn has_its_line(&self, job: &Job, seq: u64, answer: &Answer) {
        let name = &job.command.name;
        let head = self.look(|tx| audit::head(tx)).unwrap().seq;
        assert_eq!(head, seq, "one line about {name}: {answer:?}");
        let line = self.look(|tx| audit::event(tx, seq)).unwrap().unwrap();
        let event = line.event;
        // A name no command has is anybody's text: it stays out of the log.
        let known = row(name).map_or("", |row| row.name);
        assert_eq!(
            (event.command.as_str(), event.actor),
            (known, job.actor.staff)
        );
        assert_eq!(event.request, job.request);
        match answer {
            Answer::Done(done) | Answer::Pending(done) => {
                assert_eq!((done.seq, event.refusal.as_str()), (seq, ""), "{name}");
            }
            Answer::Refused(refusal) => assert_eq!(event.refusal, refusal.why.name(), "{name}"),
            Answer::Unknown(why) => panic!("{name}: {why}"),
        }
    }

    /// The same, and it must be done.
    #[track_caller]
    pub fn done(&mut self, who: &str, command: Command) -> Done {
        match self.ask(who, command) {
            Answer::Done(done) => done,
            other => panic!("{other:?}"),
        }
    }

    /// The same, and it must be refused.
    #[track_caller]
    pub fn refused(&mut self, who: &str, command: Command) -> Refusal {
        match self.ask(who, command) {
            Answer::Refused(refusal) => refusal,
            other => panic!("{other:?}"),
        }
    }

    /// Asks a question as somebody.
    pub fn reply(&self, who: &str, query: &Query) -> Result<Reply, Refusal> {
        self.look(|tx| self.answer(tx, who, query, None))
    }

    /// Asks a question that searches, as somebody.
    pub fn searched(
        &self,
        who: &str,
        query: &Query,
        search: &SearchText,
    ) -> Result<Reply, Refusal> {
        self.look(|tx| self.answer(tx, who, query, Some(search)))
    }

    /// Asks a question as somebody, and counts what the store is read for it.
    pub fn counted(&self, who: &str, query: &Query) -> (Reads, Reply) {
        self.look(|tx| {
            let counting = Counting::new(tx);
            let reply = self.answer(&counting, who, query, None).unwrap();
            (counting.reads(), reply)
        })
    }

    fn answer(
        &self,
        tx: &dyn ReadTx,
        who: &str,
        query: &Query,
        search: Option<&SearchText>,
    ) -> Result<Reply, Refusal> {
        let asking = Asking {
            tx,
            office: self.service.office(),
            actor: &self.actor(who),
            now: self.now,
            search,
        };
        queries::answer(asking, query).map_err(Halt::into_refusal)
    }

    /// Does a command as it is done once a second person has granted it.
    pub fn granted(&mut self, who: &str, command: &Command) -> Result<Made, Refusal> {
        self.now = self.now.plus_minutes(1);
        let actor = self.actor(who);
        let tx = self.store.read().unwrap();
        let office = self.service.office();
        let row = row(&command.name).unwrap();
        let told = command.subject.as_deref();
        let mut work = Work::new(&*tx, &actor, self.now, office, row);
        let outcome = subject::find(&*tx, office, self.now, row.about, told).and_then(|found| {
            work.found = found;
            work.approved = Some(Number {
                letter: Letter::Approval,
                day: office.today(self.now),
                count: 1,
                series: 1,
            });
            let reading = Reading {
                tx: &*tx,
                office,
                now: self.now,
            };
            let values = args::read(reading, row, &command.args)?;
            if let Some(binds) = row.binds {
                work.bound = Some(binds(&work, &values)?);
            }
            (row.run)(&mut work, &values)
        });
        let changes = work.finish().changes;
        drop(tx);
        match outcome {
            Ok(made) => {
                let mut tx = self.store.write().unwrap();
                changes.apply(&mut *tx).unwrap();
                tx.commit().unwrap();
                Ok(made)
            }
            Err(Halt::Refused(refusal)) => Err(refusal),
            Err(Halt::Store(error)) => panic!("{error}"),
        }
    }
}
