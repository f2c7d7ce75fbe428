//! The estate with categories, and short ways to say what the desk does.

use frontdesk::domain::calendar::Instant;
use frontdesk::domain::contact::Contact;
use frontdesk::domain::error::{Fact, Refusal, Why};
use frontdesk::domain::follow_up::FollowUp;
use frontdesk::domain::history::Line;
use frontdesk::domain::id::Number;
use frontdesk::domain::office::{Approval, Category};
use frontdesk::domain::ticket::{Ticket, TicketKind};
use frontdesk::service::answer::{Answer, Done};
use frontdesk::service::command::Command;
use frontdesk::service::lookup;
use frontdesk::service::query::{ListQuery, Query, Reply};
use frontdesk::service::subject::{Found, by_number};
use frontdesk::service::view::{Cell, Listing};
use frontdesk::storage::check::verify;
use frontdesk::storage::codec::Key;
use frontdesk::storage::counters::next_id;
use frontdesk::storage::kept::KINDS;
use frontdesk::storage::kept::indexes::{FOLLOW_UP_BY_TICKET, LINE_OF};
use frontdesk::storage::record::{self, Record};
use frontdesk::storage::{Direction, Store};

use crate::support::world::World;

pub const DESK: &str = "李芳";
pub const SUPERVISOR: &str = "张敏";
pub const MANAGER: &str = "陈刚";
pub const PLUMBER: &str = "王师傅";
pub const ELECTRICIAN: &str = "李师傅";

/// Beside water, which the estate has: code, kind, name, trade, head start.
const CATEGORIES: &[(&str, TicketKind, &str, &str, i64)] = &[
    ("power", TicketKind::Repair, "电路", "electric", 0),
    ("lift", TicketKind::Repair, "电梯", "lifts", 120),
    ("noise", TicketKind::Complaint, "噪音", "", 0),
    ("idea", TicketKind::Request, "建议", "", 0),
    ("marketing", TicketKind::Complaint, "营销及地产", "", 0),
    ("neighbour", TicketKind::Complaint, "邻里纠纷", "", 0),
    ("business", TicketKind::Request, "商务服务", "", 0),
];

/// Stores a new record as the next of its kind.
pub fn add<R: Record>(world: &World, record: &mut R) {
    let mut tx = world.store.write().unwrap();
    assert_eq!(next_id(&mut *tx, R::KIND).unwrap(), record.id());
    record::put(&mut *tx, record).unwrap();
    tx.commit().unwrap();
}

/// The estate with all its categories.
pub fn desk() -> World {
    let mut world = World::new();
    for (id, (code, kind, name, trade, head_start)) in (2..).zip(CATEGORIES) {
        let mut category = Category {
            id,
            version: 0,
            code: (*code).into(),
            kind: *kind,
            name: (*name).into(),
            trade: (*trade).into(),
            head_start: *head_start,
            active: true,
        };
        add(&world, &mut category);
    }
    refresh(&mut world);
    world
}

/// Lets the service see records that were put in behind its back.
pub fn refresh(world: &mut World) {
    let tx = world.store.read().unwrap();
    world.service.refresh(&*tx).unwrap();
}

pub fn at(text: &str) -> Instant {
    Instant::parse(&format!("{text}:00+08:00")).unwrap()
}

pub fn cmd(name: &str) -> Command {
    Command::new(name)
}

/// A command about the record with this number.
pub fn on(name: &str, number: Number) -> Command {
    Command::new(name).about(number.full())
}

/// Asks a question as somebody.
pub fn ask(world: &World, who: &str, query: &Query) -> Result<Reply, Refusal> {
    world.reply(who, query)
}

/// The rows of a list as somebody sees it.
#[track_caller]
pub fn listed(world: &World, who: &str, what: &str, conditions: &[&str]) -> Listing {
    let query = ListQuery {
        export: false,
        what: what.into(),
        conditions: conditions.iter().map(ToString::to_string).collect(),
        limit: 1,
        reveal: false,
        after: None,
    };
    let mut all = Listing::default();
    loop {
        let after = all.next.clone();
        match ask(
            world,
            who,
            &Query::List(ListQuery {
                after,
                ..query.clone()
            }),
        ) {
            Ok(Reply::List(page)) => {
                all.columns = page.columns;
                all.rows.extend(page.rows);
                all.next = page.next;
            }
            other => panic!("{other:?}"),
        }
        if all.next.is_none() {
            return all;
        }
    }
}

/// The numbers of the records of a list as somebody sees it.
#[track_caller]
pub fn numbers(world: &World, who: &str, what: &str, conditions: &[&str]) -> Vec<String> {
    let cells = listed(world, who, what, conditions).rows;
    let first = |row: &Vec<Cell>| match &row[0] {
        Cell::Text(text) => text.clone(),
        other => panic!("{other:?}"),
    };
    cells.iter().map(first).collect()
}

/// A repair of the kitchen tap at 3-2-1201.
pub fn leak() -> Command {
    cmd("ticket.open")
        .arg("premises", "3-2-1201")
        .arg("category", "water")
        .arg("text", "厨房水管漏水")
}

/// A complaint about noise from 3-2-1201.
pub fn noise() -> Command {
    cmd("ticket.open")
        .arg("kind", "complaint")
        .arg("premises", "3-2-1201")
        .arg("category", "noise")
        .arg("text", "楼上半夜装修")
}

impl World {
    /// Opens what `command` says and returns its number.
    #[track_caller]
    pub fn opened(&mut self, command: Command) -> Number {
        self.done(DESK, command).number.unwrap()
    }

    /// The desk does `name` to `number` with these arguments.
    #[track_caller]
    pub fn does(&mut self, who: &str, name: &str, number: Number, args: &[(&str, &str)]) -> Done {
        self.done(who, with(on(name, number), args))
    }

    /// The same, refused for this reason.
    #[track_caller]
    pub fn refuses(
        &mut self,
        who: &str,
        name: &str,
        number: Number,
        args: &[(&str, &str)],
    ) -> (Why, Vec<(String, Fact)>) {
        let refusal = self.refused(who, with(on(name, number), args));
        let field = refusal.fields.first();
        match field {
            Some(field) => (field.why, vec![(field.field.clone(), Fact::Count(0))]),
            None => (refusal.why, refusal.facts),
        }
    }

    /// The same, put by for a second person; the number of the approval.
    #[track_caller]
    pub fn asks(&mut self, who: &str, name: &str, number: Number, args: &[(&str, &str)]) -> Number {
        match self.ask(who, with(on(name, number), args)) {
            Answer::Pending(done) => done.number.unwrap(),
            other => panic!("{other:?}"),
        }
    }

    pub fn ticket(&self, number: Number) -> Ticket {
        match self.found(number) {
            Found::Ticket(ticket) => *ticket,
            other => panic!("{other:?}"),
        }
    }

    pub fn contact(&self, number: Number) -> Contact {
        match self.found(number) {
            Found::Contact(contact) => *contact,
            other => panic!("{other:?}"),
        }
    }

    pub fn follow_up(&self, number: Number) -> FollowUp {
        match self.found(number) {
            Found::FollowUp(follow_up) => *follow_up,
            other => panic!("{other:?}"),
        }
    }

    pub fn approval(&self, number: Number) -> Approval {
        match self.found(number) {
            Found::Approval(approval) => *approval,
            other => panic!("{other:?}"),
        }
    }

    fn found(&self, number: Number) -> Found {
        self.look(|tx| by_number(tx, number)).unwrap().unwrap()
    }

    /// The follow-ups of a ticket, in the order they arose.
    pub fn follow_ups(&self, ticket: Number) -> Vec<FollowUp> {
        let key = Key::new().u64(self.ticket(ticket).id.0);
        self.look(|tx| lookup::all(tx, FOLLOW_UP_BY_TICKET, key, Direction::Forward, 100))
            .unwrap()
    }

    /// The history of a ticket.
    pub fn lines(&self, ticket: Number) -> Vec<Line> {
        self.lines_of(&self.ticket(ticket))
    }

    /// The history of a record.
    pub fn lines_of<R: Record>(&self, record: &R) -> Vec<Line> {
        let key = Key::new().u8(R::KIND).u64(record.id());
        self.look(|tx| lookup::all(tx, LINE_OF, key, Direction::Forward, 1000))
            .unwrap()
    }

    /// The moves in the history of a ticket: `received>dispatched …`.
    pub fn moves(&self, ticket: Number) -> String {
        self.lines(ticket)
            .iter()
            .filter(|line| line.kind == frontdesk::domain::history::LineKind::Move)
            .map(|line| format!("{}>{}", line.before, line.after))
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// What is owed next: the rule and when.
    pub fn owed(&self, ticket: Number) -> (String, Option<Instant>) {
        let ticket = self.ticket(ticket);
        (ticket.due_rule, ticket.due_at)
    }

    /// Lets time pass to this instant.
    pub fn wait_until(&mut self, text: &str) {
        let later = at(text);
        assert!(later >= self.now, "time does not go back");
        self.now = later;
    }

    /// Every record, index entry and kept figure agree.
    #[track_caller]
    pub fn holds_together(&self) {
        let report = self.look(|tx| verify(tx, KINDS)).unwrap();
        assert!(report.is_clean(), "{:?}", report.faults);
    }
}

/// A command with these arguments.
pub fn with(command: Command, args: &[(&str, &str)]) -> Command {
    args.iter()
        .fold(command, |command, (name, text)| command.arg(name, *text))
}

/// The fact of a state: what `NotFromHere` tells.
pub fn state(term: &str) -> Vec<(String, Fact)> {
    vec![("state".into(), Fact::Term(format!("state-{term}")))]
}
