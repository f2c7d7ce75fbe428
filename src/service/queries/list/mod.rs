//! Lists for scripts: what, conditions, columns; read in windows.

mod arrears;
mod cases;
mod cells;
mod condition;
mod duty;
mod held;
mod money;
mod office;
mod people;
mod register;
mod walk;
mod work;

use crate::domain::calendar::{Day, Instant};
use crate::domain::duty::DutyDone;
use crate::domain::error::{Refusal, Why};
use crate::domain::household::{Household, phone_digits};
use crate::domain::id::{Letter, Number};
use crate::domain::ledger::Debt;
use crate::domain::register::{Place, RegisterEntry};
use crate::domain::safe_text::{Limit, SafeText};
use crate::domain::staff::{Actor, Right};
use crate::service::args::text_fault;
use crate::service::execute::authorise;
use crate::service::halt::Run;
use crate::service::lookup::{category, premises_candidates};
use crate::service::office::Office;
use crate::service::queries::Asking;
use crate::service::queries::found::premises;
use crate::service::query::ListQuery;
use crate::service::registers::set;
use crate::service::subject::Subject;
use crate::service::view::{Cell, Listing};
use crate::storage::Direction;
use crate::storage::codec::Key;
use crate::storage::kept::to_bytes;
use crate::storage::record::{Record, get};

pub use register::list_of as register_list;

use condition::{Asks, Condition, Terms};

/// Rows in one answer.
const MOST_ROWS: u32 = 1000;
/// Bytes of one answer: a page of long notes ends before it is too large for a frame (reliability 4.3).
const MOST_BYTES: usize = 512 * 1024;
/// Records looked at for one answer; a condition few fit comes back with a place to go on from.
const LOOKED_AT: usize = 20_000;

/// Conditions of one list.
const MOST_CONDITIONS: usize = 32;

/// What a column holds, for reading conditions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Text,
    Whole,
    Money,
    Day,
    Month,
    At,
    Yes,
    Texts,
}

/// A column: its name and what it holds.
type Column = (&'static str, Shape);

/// In which order records are listed.
#[derive(Clone)]
enum Order {
    /// As they were added.
    Ids(u8),
    /// Through an index; the kind of the record and the index.
    Index(u8, u8, Direction),
    /// Through the part of an index whose keys begin with the first to the last of these; the kind of the record first.
    Within(u8, u8, Direction, Vec<u8>, Vec<u8>),
    /// Through several parts of an index, one after the other: those whose keys begin with these, in their order.
    Parts(u8, u8, Vec<Vec<u8>>),
    /// What has a number of this letter and day; the kind of the record.
    Numbers(u8, Letter, Day),
    /// Entries of the register called so, as they stand on its board.
    Register(&'static str),
    /// The same of one home, those that are open first.
    RegisterHome(&'static str, u64),
    /// The same of one group.
    RegisterPlace(&'static str, Place),
    /// Audit lines, by seq.
    Events,
    /// Declared settings, by place in their table.
    Settings,
    /// Duties of this month and what is late, by the instant they are due.
    Duties,
}

/// Makes the cells of one record; nothing where there is no such record.
type Row = fn(Asking<'_>, u64, Shown) -> Run<Option<Vec<Cell>>>;

/// A list: what `frontdesk list` knows by this name.
pub struct List {
    name: &'static str,
    columns: &'static [Column],
    order: Order,
    row: Row,
    /// What may be seen of it beyond reading.
    right: Right,
}

/// Conditions whose rows are all in an index, so that no other is looked at.
struct Narrow {
    list: &'static str,
    asks: &'static [(&'static str, Asks)],
    order: Order,
}

/// Whether personal values are shown whole.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    Masked,
    Whole,
}

/// Every list, by file.
const LISTS: &[&[List]] = &[
    people::LISTS,
    work::LISTS,
    money::LISTS,
    arrears::LISTS,
    office::LISTS,
    held::LISTS,
    cases::LISTS,
    duty::LISTS,
];

fn lists() -> impl Iterator<Item = &'static List> {
    let own = LISTS.iter().flat_map(|lists| lists.iter());
    own.chain(set().all().map(|declared| &declared.list))
}

/// Names of the lists that are no register's.
pub fn own_lists() -> impl Iterator<Item = &'static str> {
    let own = LISTS.iter().flat_map(|lists| lists.iter());
    own.map(|list| list.name)
}

/// Names of every list, in the order of the table.
pub fn names() -> impl Iterator<Item = &'static str> {
    lists().map(|list| list.name)
}

/// Refuses a list that is not there or that the actor may not see, show whole or take out.
pub fn allowed(actor: &Actor, query: &ListQuery) -> Run<()> {
    let list = known(query)?;
    authorise(actor, list.right)?;
    if query.reveal {
        authorise(actor, Right::Reveal)?;
    }
    if query.export {
        authorise(actor, Right::Export)?;
    }
    Ok(())
}

/// How many rows of a list that was shown whole have a personal value.
pub fn disclosed(what: &str, listing: &Listing) -> usize {
    let masked: Vec<usize> = listing
        .columns
        .iter()
        .enumerate()
        .filter(|(_, column)| condition::is_masked(what, column))
        .map(|(at, _)| at)
        .collect();
    let told = |cell: Option<&Cell>| match cell {
        None | Some(Cell::Null) => false,
        Some(Cell::Text(text)) => !text.is_empty(),
        Some(Cell::Texts(texts)) => !texts.is_empty(),
        Some(_) => true,
    };
    let tells = |row: &&Vec<Cell>| masked.iter().any(|at| told(row.get(*at)));
    listing.rows.iter().filter(tells).count()
}

fn known(query: &ListQuery) -> Run<&'static List> {
    lists().find(|list| list.name == query.what).ok_or_else(|| {
        let choices: Vec<&str> = names().collect();
        Refusal::new(Why::UnknownList)
            .with("text", query.what.as_str())
            .with("choices", choices.join(" "))
            .into()
    })
}

/// Refuses conditions that cannot be read, before anything is looked up or written down.
pub fn readable(office: &Office, now: Instant, query: &ListQuery) -> Run<()> {
    let list = known(query)?;
    if query.conditions.len() > MOST_CONDITIONS {
        return Err(Refusal::new(Why::TooMany)
            .with("limit", MOST_CONDITIONS)
            .into());
    }
    for typed in &query.conditions {
        SafeText::strict(typed, Limit::new(0, 200, 800)).map_err(text_fault)?;
        let terms = Terms {
            zone: office.zone,
            now,
            meant: &|_, typed| vec![typed.to_owned()],
        };
        condition::read(typed, list, terms)?;
    }
    Ok(())
}

fn conditions(asking: Asking<'_>, list: &List, query: &ListQuery) -> Run<Vec<Condition>> {
    readable(asking.office, asking.now, query)?;
    let terms = Terms {
        zone: asking.office.zone,
        now: asking.now,
        meant: &|column, typed| meant(asking, list, column, typed),
    };
    let read = |typed: &String| condition::read(typed, list, terms);
    Ok(query
        .conditions
        .iter()
        .map(read)
        .collect::<Result<_, Refusal>>()?)
}

/// Answers `Query::List`. Whoever asks to reveal or to take out leaves an audit line, which is written by who
/// runs the query: a question changes nothing.
pub fn list(asking: Asking<'_>, query: &ListQuery) -> Run<Listing> {
    allowed(asking.actor, query)?;
    let list = known(query)?;
    let shown = if query.reveal {
        Shown::Whole
    } else {
        Shown::Masked
    };
    let conditions = conditions(asking, list, query)?;
    let (plain, unmasked): (Vec<Condition>, Vec<Condition>) = conditions
        .into_iter()
        .partition(|condition| !condition.unmasked);
    let fits = |id: u64, cells: &[Cell]| -> Run<bool> {
        if !plain.iter().all(|condition| condition.holds(cells)) {
            return Ok(false);
        }
        if unmasked.is_empty() {
            return Ok(true);
        }
        let whole = (list.row)(asking, id, Shown::Whole)?.unwrap_or_default();
        Ok(unmasked.iter().all(|condition| condition.holds(&whole)))
    };
    let asking = as_of(asking, list, &plain);
    let order = narrowed(asking, list, &plain);
    let limit = usize::try_from(query.limit.clamp(1, MOST_ROWS)).unwrap_or(1);
    let mut listing = empty(asking, list);
    let mut after = query.after.clone();
    let mut looked_at = 0;
    let mut bytes = 0;
    loop {
        // One more than is wanted says whether there is more.
        let wanted = (limit + 1 - listing.rows.len()).min(LOOKED_AT);
        let places = walk::places(asking, &order, after.as_deref(), wanted)?;
        let ended = places.len() < wanted;
        for (place, id) in places {
            if listing.rows.len() == limit || looked_at == LOOKED_AT || bytes > MOST_BYTES {
                listing.next = after;
                return Ok(listing);
            }
            looked_at += 1;
            if let Order::RegisterHome(name, _) = order
                && !register::is_of(asking, id, name)?
            {
                after = Some(place);
                continue;
            }
            if let Some(cells) = (list.row)(asking, id, shown)?
                && fits(id, &cells)?
            {
                bytes += to_bytes(&cells).len();
                listing.rows.push(cells);
                listing.subjects.extend(subject(&order, id));
            }
            after = Some(place);
        }
        if ended {
            return Ok(listing);
        }
    }
}

/// The order a list is read in: through the index of what a condition asks for, where one is kept.
fn narrowed(asking: Asking<'_>, list: &List, conditions: &[Condition]) -> Order {
    let column = |name: &str| list.columns.iter().position(|(known, _)| *known == name);
    let asked = |name: &str| {
        let at = column(name)?;
        conditions.iter().find_map(|one| one.is(at))
    };
    if let Some(order) = arrears::within(asking, list.name, &asked) {
        return order;
    }
    let narrow = work::NARROW.iter().find(|narrow| {
        let asked = |(name, asks): &(&str, Asks)| {
            column(name).is_some_and(|at| conditions.iter().any(|one| one.asks(at, *asks)))
        };
        narrow.list == list.name && narrow.asks.iter().all(asked)
    });
    if let Some(narrow) = narrow {
        return narrow.order.clone();
    }
    let since = work::SINCE.iter().filter(|(name, ..)| *name == list.name);
    let since = since.filter_map(|(_, name, kind, index)| {
        let at = column(name)?;
        let from = conditions.iter().filter_map(|one| one.from(at)).max()?;
        let until = conditions.iter().filter_map(|one| one.until(at)).min();
        let from = Key::new().i64(from.ms()).done();
        let until = until.map_or(i64::MAX, Instant::ms);
        let end = Key::new().i64(until).done();
        Some(Order::Within(*kind, *index, Direction::Forward, from, end))
    });
    if let Some(order) = since.into_iter().next() {
        return order;
    }
    if let Order::Register(name) = list.order {
        if let Some(home) = register::home_asked(asking, name, &asked) {
            return Order::RegisterHome(name, home);
        }
        let past = column(register::PAST)
            .is_some_and(|at| conditions.iter().any(|one| one.asks(at, Asks::Yes)));
        if let Some(declared) = set().named(name).filter(|_| past) {
            return register::past_order(asking, declared.register);
        }
        let place = column(register::PLACE).and_then(|at| {
            let said = conditions.iter().find_map(|one| one.says(at))?;
            Place::named(said)
        });
        // A state is of one group.
        let place = place.or_else(|| register::place_asked(name, &asked));
        return place.map_or(Order::Register(name), |place| {
            Order::RegisterPlace(name, place)
        });
    }
    let numbered = work::NUMBERED.iter().find(|(name, ..)| *name == list.name);
    let of_day = numbered.and_then(|(_, kind, letter)| {
        let at = column(DAY)?;
        let day = conditions.iter().find_map(|one| one.is_day(at))?;
        Some(Order::Numbers(*kind, *letter, day))
    });
    of_day.unwrap_or_else(|| list.order.clone())
}

/// Lists with a column that says of which month they are: asked for another month they tell how that one ended.
fn as_of<'a>(asking: Asking<'a>, list: &List, conditions: &[Condition]) -> Asking<'a> {
    let of_month = list.columns.iter().position(|(name, _)| *name == MONTH);
    let month = of_month.filter(|_| list.name == arrears::UNPAID);
    let month = month.and_then(|at| conditions.iter().find_map(|one| one.is_month(at)));
    match month {
        Some(month) if month < asking.office.today(asking.now).month() => Asking {
            now: asking.office.zone.at(month.last(), 0),
            ..asking
        },
        _ => asking,
    }
}

/// The column that says of which month a row is.
const MONTH: &str = "month";

/// The column that holds the day of a number.
const DAY: &str = "day";

/// The record of a row; what a home owes is the home's.
fn subject(order: &Order, id: u64) -> Option<Subject> {
    let kind = match *order {
        Order::Index(Debt::KIND, ..)
        | Order::Within(Debt::KIND, ..)
        | Order::Parts(Debt::KIND, ..) => Household::KIND,
        Order::Ids(kind)
        | Order::Index(kind, ..)
        | Order::Within(kind, ..)
        | Order::Parts(kind, ..)
        | Order::Numbers(kind, ..) => kind,
        Order::Register(_) | Order::RegisterPlace(..) | Order::RegisterHome(..) => {
            RegisterEntry::KIND
        }
        Order::Duties => DutyDone::KIND,
        Order::Events | Order::Settings => return None,
    };
    Some(Subject { kind, id })
}

fn empty(asking: Asking<'_>, list: &List) -> Listing {
    Listing {
        columns: list
            .columns
            .iter()
            .map(|(name, _)| (*name).to_owned())
            .collect(),
        zone: asking.office.zone.minutes(),
        ..Listing::default()
    }
}

/// Answers `Query::Record`: the one row a list has of a record; none where no list has such records.
pub fn record(asking: Asking<'_>, subject: Subject) -> Run<Listing> {
    // An entry is in the list of its register alone.
    let register = match subject.kind {
        RegisterEntry::KIND => get::<RegisterEntry>(asking.tx, subject.id)?,
        _ => None,
    };
    let register = register.map(|entry| entry.register);
    let of_kind = |list: &&List| match list.order {
        Order::Ids(kind)
        | Order::Index(kind, ..)
        | Order::Within(kind, ..)
        | Order::Parts(kind, ..)
        | Order::Numbers(kind, ..) => kind == subject.kind,
        Order::Register(name) => register.as_deref() == Some(name),
        Order::Duties => subject.kind == DutyDone::KIND,
        Order::RegisterPlace(..) | Order::RegisterHome(..) | Order::Events | Order::Settings => {
            false
        }
    };
    let Some(list) = lists().find(of_kind) else {
        return Ok(Listing::default());
    };
    authorise(asking.actor, list.right)?;
    let mut listing = empty(asking, list);
    listing
        .rows
        .extend((list.row)(asking, subject.id, Shown::Masked)?);
    Ok(listing)
}

/// Columns that hold numbers of records.
const NUMBERS: [&str; 4] = ["number", "source", "tickets", "record"];

/// The texts that what is typed for a column may stand for.
fn meant(asking: Asking<'_>, list: &List, column: &str, typed: &str) -> Vec<String> {
    let mut texts = vec![typed.to_owned()];
    if let Order::Register(name) = list.order
        && let Some(declared) = set().named(name)
    {
        let more = register::meant(asking, declared.register, column, typed);
        texts.extend(more.into_iter().filter(|text| text != typed));
    }
    match column {
        // A home that is not there is asked for as it was typed.
        "premises" => {
            let homes = premises_candidates(asking.tx, asking.office, typed).unwrap_or_default();
            for home in homes {
                texts.push(premises(asking.office, &home));
                texts.push(home.code);
            }
        }
        "phone" => texts.extend(phone_digits(typed)),
        "category" => {
            let known = category(asking.office, typed);
            texts.extend(known.map(|category| category.code.clone()));
        }
        _ if NUMBERS.contains(&column) => {
            let today = asking.office.today(asking.now);
            texts.extend(Number::parse(typed, today).map(Number::full));
        }
        _ => {}
    }
    texts
}
