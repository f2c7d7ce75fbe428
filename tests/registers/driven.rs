//! Drives entries of any register by what its declaration says, making on the way what its guards ask for.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use frontdesk::domain::id::HouseholdId;
use frontdesk::domain::lifecycle::Group;
use frontdesk::domain::register::{FieldKind, Move, Register, RegisterEntry};
use frontdesk::service::answer::{Answer, Done};
use frontdesk::service::books::{deposit_name, deposits_of, owed_by};
use frontdesk::service::command::Command;
use frontdesk::service::lookup::premises;
use frontdesk::service::query::{Query, Reply};
use frontdesk::service::registers::{ADD, set};
use frontdesk::service::subject::{Found, by_number};
use frontdesk::service::view::RegisterRow;

use crate::support::world::World;

/// Who makes entries, and who may do everything with them.
pub(super) const DESK: &str = "李芳";
pub(super) const MANAGER: &str = "陈刚";
/// Who does what nobody may do who had a part in it before.
pub(super) const OTHER: &str = "张敏";
/// The home of every entry.
pub(super) const HOME: &str = "3-2-1201";

/// Fields that name an entry of another register: which register's, in which state.
pub(super) const NAMED: &[(&str, &str, &str)] = &[
    ("contractor", "contractor", "admitted"),
    ("case", "decoration", "working"),
    ("notice", "notice", "approved"),
    ("file", "owner_file", "archived"),
    ("stock", "supply_item", "kept"),
];

/// A world with an open ticket, and its number.
pub(super) struct Life {
    pub(super) world: World,
    pub(super) ticket: String,
    /// By the field that names it, the entry of another register.
    pub(super) named: BTreeMap<&'static str, String>,
}

impl Life {
    pub(super) fn new(register: &Register) -> Self {
        let mut world = World::new();
        let ticket = open_ticket(&mut world);
        let named = BTreeMap::new();
        let mut life = Self {
            world,
            ticket,
            named,
        };
        life.provide(register);
        life
    }

    /// Makes what the fields of a register name.
    fn provide(&mut self, register: &Register) {
        for (field, of, state) in NAMED {
            let names = register.field(field);
            if names.is_some_and(|one| one.kind == FieldKind::Entry)
                && !self.named.contains_key(field)
            {
                let of = named(of);
                self.provide(of);
                let number = self.brought_to(of, state);
                self.named.insert(field, number);
            }
        }
    }

    /// Makes what the guards of a move ask for, beside what its form says.
    pub(super) fn fulfil(&mut self, number: &str, step: &Move) {
        for guard in &step.guards {
            match guard.as_str() {
                "fees_clear" | "deposit_paid" => self.pay(),
                "deposit_settled" => {
                    self.pay();
                    self.give_back(number);
                }
                "tickets_closed" => {
                    let cancel = Command::new("ticket.cancel")
                        .about(&self.ticket)
                        .arg("reason", "住户撤回");
                    self.world.ask(MANAGER, cancel);
                }
                _ => {}
            }
        }
    }

    /// Pays all that the home owes.
    fn pay(&mut self) {
        let owed = self.owed();
        if owed > 0 {
            let take = Command::new("payment.take")
                .about(HOME)
                .arg("amount", format!("{}.{:02}", owed / 100, owed % 100))
                .arg("method", "cash");
            self.world.done(DESK, take);
        }
    }

    /// Gives back the deposits asked for with an entry: somebody asks, somebody else grants.
    fn give_back(&mut self, number: &str) {
        let home = self.home();
        let deposits = self.world.look(|tx| deposits_of(tx, home)).unwrap();
        for deposit in deposits {
            if deposit.about == number && deposit.is_open() {
                let back = Command::new("deposit.return")
                    .about(deposit_name(deposit.id))
                    .arg("method", "cash")
                    .arg("reason", "验收合格");
                let asked = match self.world.ask(MANAGER, back) {
                    Answer::Pending(done) => done.number.unwrap().full(),
                    other => panic!("{other:?}"),
                };
                let grant = Command::new("approval.grant").about(asked);
                self.world.done(OTHER, grant);
            }
        }
    }

    pub(super) fn home(&self) -> HouseholdId {
        let office = self.world.service.office();
        let home = self.world.look(|tx| premises(tx, office, HOME));
        home.unwrap().id
    }

    pub(super) fn owed(&self) -> i64 {
        let home = self.home();
        self.world.look(|tx| owed_by(tx, home)).unwrap().fen()
    }

    /// What is typed for a field so that everything is well.
    pub(super) fn typed(&self, register: &Register, name: &str) -> String {
        let field = register.field(name).unwrap();
        match field.kind {
            FieldKind::Text => "张三".to_owned(),
            FieldKind::Block | FieldKind::Lines => "一件\n两件".to_owned(),
            FieldKind::Choice => field.options.first().unwrap().id.clone(),
            FieldKind::Day => "2027-06-30".to_owned(),
            FieldKind::Moment => "2026-11-25 18:00".to_owned(),
            FieldKind::Amount => "50".to_owned(),
            FieldKind::Number => "3".to_owned(),
            FieldKind::Phone => "13800135678".to_owned(),
            FieldKind::YesNo => "yes".to_owned(),
            FieldKind::Home => HOME.to_owned(),
            FieldKind::Person => "P4".to_owned(),
            FieldKind::Staff => DESK.to_owned(),
            FieldKind::Record => self.ticket.clone(),
            FieldKind::Entry => self.named[name].clone(),
            FieldKind::Charge | FieldKind::File => {
                panic!("how is {name} of {} typed?", register.name)
            }
        }
    }

    fn filled(&self, register: &Register, mut command: Command, asks: &[String]) -> Command {
        for name in asks {
            command = command.arg(name, self.typed(register, name));
        }
        command
    }

    pub(super) fn opening(&self, register: &Register) -> Command {
        let command = Command::new(&format!("{}.{ADD}", register.name));
        self.filled(register, command, &register.opening.asks)
    }

    pub(super) fn moving(&self, register: &Register, number: &str, step: &Move) -> Command {
        let command = Command::new(&format!("{}.{}", register.name, step.id)).about(number);
        let command = self.filled(register, command, &step.asks);
        if step.reason {
            command.arg("reason", "因故办理")
        } else {
            command
        }
    }

    pub(super) fn entry(&self, number: &str) -> RegisterEntry {
        let number = frontdesk::domain::id::Number::parse(
            number,
            self.world.service.office().today(self.world.now),
        );
        let found = self
            .world
            .look(|tx| by_number(tx, number.unwrap()))
            .unwrap();
        match found {
            Some(Found::Register(entry)) => *entry,
            other => panic!("{other:?}"),
        }
    }

    /// Makes an entry and walks it to `state` by the moves of its declaration.
    pub(super) fn brought_to(&mut self, register: &Register, state: &str) -> String {
        let who = match register.opening.right.name() {
            "receptionist" => DESK,
            _ => MANAGER,
        };
        self.brought_by(who, register, state)
    }

    pub(super) fn brought_by(&mut self, who: &str, register: &Register, state: &str) -> String {
        let made = self.world.done(who, self.opening(register));
        let number = made.number.unwrap().full();
        for step in way(register, state) {
            self.goes(register, &number, step);
        }
        assert_eq!(self.entry(&number).state, state, "{}", register.name);
        number
    }

    /// Makes a move with everything it asks for.
    pub(super) fn goes(&mut self, register: &Register, number: &str, step: &Move) -> Done {
        self.fulfil(number, step);
        let command = self.moving(register, number, step);
        self.world.done(doer(step), command)
    }

    pub(super) fn counted(&self, register: &Register) -> RegisterRow {
        let Ok(Reply::Registers(rows)) = self.world.reply(DESK, &Query::Registers) else {
            panic!("no registers")
        };
        let mut rows = rows.into_iter();
        rows.find(|row| row.name == register.name).unwrap()
    }
}

/// Who makes a move.
pub(super) fn doer(step: &Move) -> &'static str {
    let another = step.guards.iter().any(|guard| guard == "another_person");
    if another && matches!(step.right.name(), "receptionist" | "supervisor") {
        OTHER
    } else {
        MANAGER
    }
}

pub(super) fn named(name: &str) -> &'static Register {
    set().named(name).unwrap().register
}

pub(super) fn open_ticket(world: &mut World) -> String {
    let command = Command::new("ticket.open")
        .arg("kind", "repair")
        .arg("premises", HOME)
        .arg("caller", "王建国")
        .arg("phone", "13800135678")
        .arg("category", "water")
        .arg("text", "厨房水管漏水");
    let done: Done = world.done(DESK, command);
    done.number.unwrap().full()
}

/// The shipped registers.
pub(super) fn shipped() -> Vec<&'static Register> {
    let all: Vec<_> = set().all().map(|one| one.register).collect();
    assert!(!all.is_empty());
    all
}

pub(super) fn leaves(register: &Register, step: &Move, state: &str) -> bool {
    let open = register.life().group(state) != Group::Closed;
    let from = |from: &String| from == state || (from == "@open" && open);
    step.from.iter().any(from)
}

/// The shortest way from the first state to this one.
pub(super) fn way<'r>(register: &'r Register, to: &str) -> Vec<&'r Move> {
    let first = register.life().initial().to_owned();
    let mut seen = BTreeSet::from([first.clone()]);
    let mut ways: VecDeque<(String, Vec<&Move>)> = VecDeque::from([(first, Vec::new())]);
    while let Some((state, way)) = ways.pop_front() {
        if state == to {
            return way;
        }
        for step in register
            .moves
            .iter()
            .filter(|step| leaves(register, step, &state))
        {
            if let Some(next) = &step.to
                && seen.insert(next.clone())
            {
                let mut longer = way.clone();
                longer.push(step);
                ways.push_back((next.clone(), longer));
            }
        }
    }
    panic!("{}: no way to {to}", register.name)
}

/// Every move with every state it leaves.
pub(super) fn arrows(register: &Register) -> Vec<(String, &Move)> {
    let mut arrows = Vec::new();
    for state in &register.states {
        for step in &register.moves {
            if leaves(register, step, &state.id) {
                arrows.push((state.id.clone(), step));
            }
        }
    }
    arrows
}
