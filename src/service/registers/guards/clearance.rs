//! What is still open of a home before it may be left (duties.md D-088): one row each, for the guard and for the page.

use crate::domain::calendar::Day;
use crate::domain::error::{Fact, Refusal, Why};
use crate::domain::id::{HouseholdId, Number};
use crate::domain::money::Amount;
use crate::domain::register::{RegisterEntry, Value};
use crate::domain::ticket::Ticket;
use crate::service::books::{deposits_of, owed_by};
use crate::service::halt::Run;
use crate::service::lookup;
use crate::service::registers::in_force;
use crate::service::work::Work;
use crate::storage::codec::Key;
use crate::storage::kept::indexes::{REGISTER_BY_HOUSEHOLD, TICKET_BY_HOUSEHOLD};
use crate::storage::{Direction, ReadTx};

/// What a row looks for.
enum Sought {
    /// Money the home owes.
    Fees,
    /// Entries of a register in one of these states.
    Out(&'static str, &'static [&'static str]),
    /// The same, of those that name the entry.
    OutOf(&'static str, &'static [&'static str]),
    /// Tickets somebody still works on.
    Tickets,
    /// Deposits asked for with the entry that are neither given back nor used.
    Deposits,
}

/// Guard, the word for what is open, what is looked for.
const TABLE: &[(&str, &str, Sought)] = &[
    ("fees_clear", "clearance-fees", Sought::Fees),
    (
        "keys_back",
        "clearance-keys",
        Sought::Out("key", &["issued", "lent", "handed_over", "lost"]),
    ),
    (
        "cards_back",
        "clearance-cards",
        Sought::Out("card", &["issued", "lost"]),
    ),
    (
        "passes_back",
        "clearance-passes",
        Sought::OutOf("pass", &["issued"]),
    ),
    ("tickets_closed", "clearance-tickets", Sought::Tickets),
    ("deposit_settled", "clearance-deposits", Sought::Deposits),
];

/// The open entries of a home, of every register.
pub(super) fn open_entries(tx: &dyn ReadTx, home: HouseholdId) -> Run<Vec<RegisterEntry>> {
    let key = Key::new().u64(home.0).u8(0);
    lookup::all(
        tx,
        REGISTER_BY_HOUSEHOLD,
        key,
        Direction::Forward,
        usize::MAX,
    )
}

/// What of one row is open, in its words; nothing where all is clear.
fn open(
    tx: &dyn ReadTx,
    today: Day,
    (entry, home): (&RegisterEntry, HouseholdId),
    (word, sought): (&str, &Sought),
) -> Run<Option<Fact>> {
    let told = |name: &str, fact: Fact| Fact::Told(word.to_owned(), vec![(name.to_owned(), fact)]);
    let numbers: Vec<Number> = match sought {
        Sought::Fees => {
            let owed = owed_by(tx, home)?;
            return Ok((owed > Amount::ZERO).then(|| told("amount", Fact::Money(owed))));
        }
        Sought::Deposits => {
            let mut open = Amount::ZERO;
            for deposit in deposits_of(tx, home)? {
                if deposit.about == entry.number.full() {
                    open = open.plus(deposit.standing()?)?;
                }
            }
            return Ok((open > Amount::ZERO).then(|| told("amount", Fact::Money(open))));
        }
        Sought::Tickets => {
            let key = Key::new().u64(home.0);
            let all: Vec<Ticket> = lookup::all(
                tx,
                TICKET_BY_HOUSEHOLD,
                key,
                Direction::Backward,
                usize::MAX,
            )?;
            let open = all
                .iter()
                .filter(|one| one.open() && one.household == Some(home));
            open.map(|one| one.number).collect()
        }
        Sought::Out(register, states) | Sought::OutOf(register, states) => {
            let about = Value::Record(entry.number);
            let named = |one: &RegisterEntry| {
                matches!(sought, Sought::Out(..))
                    || one.values.iter().any(|(_, value)| *value == about)
            };
            let out = |one: &RegisterEntry| {
                let state = in_force(one).map(|known| known.state(&one.state));
                one.register == *register && state.is_some_and(|state| states.contains(&state))
            };
            let all = open_entries(tx, home)?.into_iter();
            let out = all.filter(|one| out(one) && named(one));
            out.map(|one| one.number).collect()
        }
    };
    let numbers: Vec<String> = numbers.iter().map(|one| one.short(today)).collect();
    Ok((!numbers.is_empty()).then(|| told("numbers", Fact::Text(numbers.join(" ")))))
}

/// What is open of what these guards ask for, one after the other.
fn found(tx: &dyn ReadTx, today: Day, entry: &RegisterEntry, guards: &[String]) -> Run<Vec<Fact>> {
    let mut facts = Vec::new();
    let Some(home) = entry.household else {
        return Ok(facts);
    };
    for (name, word, sought) in TABLE {
        if guards.iter().any(|guard| guard == name) {
            facts.extend(open(tx, today, (entry, home), (word, sought))?);
        }
    }
    Ok(facts)
}

/// Says what is still open, all of it in one sentence.
pub(super) fn refusal(
    work: &Work<'_>,
    entry: &RegisterEntry,
    guards: &[String],
) -> Run<Option<Refusal>> {
    let found = found(work.tx(), work.today(), entry, guards)?;
    let all = found.into_iter().rev().reduce(|rest, one| {
        let both = [("one", one), ("rest", rest)];
        let both = both.map(|(name, fact)| (name.to_owned(), fact));
        Fact::Told(String::from("clearance-and"), both.to_vec())
    });
    Ok(all.map(|open| Refusal::new(Why::NotClear).with("open", open)))
}

/// What an open entry still waits for of what any of its moves asks to be clear; nothing where its register asks for
/// nothing of the kind.
pub fn told(tx: &dyn ReadTx, today: Day, entry: &RegisterEntry) -> Run<Vec<Fact>> {
    let Some(register) = in_force(entry).filter(|_| entry.open()) else {
        return Ok(Vec::new());
    };
    let mut guards: Vec<String> = Vec::new();
    for guard in register.moves.iter().flat_map(|step| &step.guards) {
        if !guards.contains(guard) {
            guards.push(guard.clone());
        }
    }
    found(tx, today, entry, &guards)
}

/// The guards of this table.
#[cfg(test)]
pub(super) fn names() -> Vec<&'static str> {
    TABLE.iter().map(|(name, ..)| *name).collect()
}
