//! What is looked at before a month is filed: of each list and register how much there is, what is open, what is missing in
//! it and what nobody has signed, with a digest of all of it (duties.md D-066).

use std::ops::Bound;

use crate::domain::close::DayClose;
use crate::domain::contact::{Contact, ContactState};
use crate::domain::error::Fact;
use crate::domain::follow_up::FollowUp;
use crate::domain::ledger::Payment;
use crate::domain::register::{Register, RegisterEntry};
use crate::domain::shift::Shift;
use crate::domain::ticket::{Ticket, TicketKind};
use crate::reports::cases::about;
use crate::reports::{Column, Line, Opens, Part, Section, Unit, Value};
use crate::service::halt::Run;
use crate::service::lookup::between;
use crate::service::registers::set;
use crate::storage::Direction;
use crate::storage::Step;
use crate::storage::index::{Hit, Span, scan_index};
use crate::storage::kept::indexes::{
    BY_NUMBER, CONTACT_BY_TIME, FOLLOW_UP_BY_DUE, PAYMENT_BY_TIME, SHIFT_HANDED, TICKET_BY_TIME,
};
use crate::storage::kept::{day_key, working};
use crate::storage::record::{Record, get, scan};

use super::{Reckoning, Window, short};

/// What a list comes to while its records are walked.
struct Sum {
    count: i64,
    open: Option<i64>,
    missing: Option<i64>,
    unsigned: Option<i64>,
    digest: blake3::Hasher,
}

/// Whether a record is open, lacks something, waits for a signature; nothing where its list knows no such thing.
#[derive(Clone, Copy, Default)]
struct State {
    open: Option<bool>,
    missing: Option<bool>,
    unsigned: Option<bool>,
}

impl Sum {
    /// Nothing yet, of a list whose records know what `state` knows.
    fn of(state: State) -> Self {
        let none = |known: Option<bool>| known.map(|_| 0);
        Self {
            count: 0,
            open: none(state.open),
            missing: none(state.missing),
            unsigned: none(state.unsigned),
            digest: blake3::Hasher::new(),
        }
    }

    fn add<R: Record>(&mut self, record: &R, state: State) {
        self.count += 1;
        self.digest.update(&record.id().to_be_bytes());
        self.digest.update(&record.encode());
        let add = |sum: &mut Option<i64>, holds: Option<bool>| {
            if let Some(sum) = sum {
                *sum += i64::from(holds.unwrap_or(false));
            }
        };
        add(&mut self.open, state.open);
        add(&mut self.missing, state.missing);
        add(&mut self.unsigned, state.unsigned);
    }

    /// The line of a list; `rows` are the list, the conditions of its window, and those of each figure.
    fn line(self, label: Value, rows: Option<&Rows<'_>>) -> Line {
        let cell = |sum: Option<i64>| sum.map_or(Value::Empty, Value::Count);
        let opens = |own: &[&str]| {
            let rows = rows?;
            let own = own.iter().map(|one| (*one).to_owned());
            Some(Opens {
                what: rows.what.to_owned(),
                conditions: rows.within.iter().cloned().chain(own).collect(),
            })
        };
        let [open, missing, unsigned] = rows.map_or([&[][..]; 3], |rows| rows.own);
        Line {
            cells: vec![
                label,
                Value::Count(self.count),
                cell(self.open),
                cell(self.missing),
                cell(self.unsigned),
                // Of nothing there is nothing to prove.
                match self.count {
                    0 => Value::Empty,
                    _ => Value::Said(Fact::from(short(&self.digest))),
                },
            ],
            opens: vec![
                opens(&[]),
                opens(&[]),
                opens(open),
                opens(missing),
                opens(unsigned),
                opens(&[]),
            ],
        }
    }
}

/// The list behind a line.
struct Rows<'r> {
    what: &'r str,
    within: Vec<String>,
    /// What is open, lacks something, waits for a signature.
    own: [&'static [&'static str]; 3],
}

/// The records of an index of instants within a window, each with its state.
fn walked<R: Record>(
    reckoning: Reckoning<'_>,
    index: u8,
    (from, to): Window,
    blank: State,
    state: impl Fn(&R) -> Option<State>,
) -> Run<Sum> {
    let mut sum = Sum::of(blank);
    let span = (Bound::Included(from), Bound::Excluded(to));
    for id in between(reckoning.tx, index, span, usize::MAX)? {
        if let Some(record) = get::<R>(reckoning.tx, id)?
            && let Some(state) = state(&record)
        {
            sum.add(&record, state);
        }
    }
    Ok(sum)
}

/// The label of a list.
fn label(name: &str) -> Value {
    Value::Said(Fact::Term(format!("report-list-{name}")))
}

/// What a list knows of its records: whether they are open, complete, signed.
const fn knows(open: Option<bool>, missing: Option<bool>, unsigned: Option<bool>) -> State {
    State {
        open,
        missing,
        unsigned,
    }
}

/// The conditions of a list that hold for what a column says is in the window.
fn within(reckoning: Reckoning<'_>, column: &str, (from, to): Window) -> Vec<String> {
    let zone = reckoning.office.zone;
    vec![
        format!("{column} >= {}", zone.print(from)),
        format!("{column} < {}", zone.print(to)),
    ]
}

/// Calls and visits: what is still owed to somebody, and who cannot be found by what was written down.
fn contacts(reckoning: Reckoning<'_>, window: Window) -> Run<Line> {
    let blank = knows(Some(false), Some(false), None);
    let sum = walked(
        reckoning,
        CONTACT_BY_TIME,
        window,
        blank,
        |one: &Contact| {
            let nobody = one.caller.is_empty() && one.phone.is_empty() && one.premises.is_empty();
            let told = one.state != ContactState::Undone;
            told.then(|| knows(Some(one.open()), Some(nobody), None))
        },
    )?;
    let rows = Rows {
        what: "contacts",
        within: [
            within(reckoning, "at", window),
            vec!["state != undone".to_owned()],
        ]
        .concat(),
        own: [
            &["state != settled"],
            &["caller = ", "phone = ", "premises = "],
            &[],
        ],
    };
    Ok(sum.line(label("contacts"), Some(&rows)))
}

/// Tickets of a kind: without a category, done and not filed, done and not checked.
fn tickets(reckoning: Reckoning<'_>, kind: TicketKind, window: Window) -> Run<Line> {
    let state = |one: &Ticket| {
        let counts = one.kind == kind && one.state != "cancelled";
        let missing = one.category.is_empty() || one.filed() == Some(false);
        let unsigned = one.reviewed() == Some(false);
        counts.then(|| knows(Some(working(one)), Some(missing), Some(unsigned)))
    };
    let blank = knows(Some(false), Some(false), Some(false));
    let sum = walked(reckoning, TICKET_BY_TIME, window, blank, state)?;
    let own = vec![format!("kind = {}", kind.name())];
    let rows = Rows {
        what: "cases",
        within: [within(reckoning, "received_at", window), own].concat(),
        own: [&["handled = no"], &["complete = no"], &["reviewed = no"]],
    };
    Ok(sum.line(label(kind.name()), Some(&rows)))
}

/// Follow-ups by the day they were due: not ended, and important without anybody's notice.
fn follow_ups(reckoning: Reckoning<'_>, window: Window) -> Run<Line> {
    let blank = knows(Some(false), None, Some(false));
    let state = |one: &FollowUp| Some(knows(Some(one.open()), None, Some(one.waits_for_notice())));
    let sum = walked(reckoning, FOLLOW_UP_BY_DUE, window, blank, state)?;
    let rows = Rows {
        what: "followups",
        within: within(reckoning, "due_at", window),
        own: [&["closed_at = "], &[], &[]],
    };
    Ok(sum.line(label("followups"), Some(&rows)))
}

/// Money taken, its days closed, and shifts handed over.
fn books(reckoning: Reckoning<'_>, window: Window) -> Run<[Line; 3]> {
    let plain = |_: &Payment| Some(State::default());
    let payments = walked(reckoning, PAYMENT_BY_TIME, window, State::default(), plain)?;
    let rows = Rows {
        what: "payments",
        within: within(reckoning, "taken_at", window),
        own: [&[]; 3],
    };
    let blank = knows(None, None, Some(false));
    let waiting = |one: &Shift| Some(knows(None, None, Some(one.is_waiting())));
    let shifts = walked(reckoning, SHIFT_HANDED, window, blank, waiting)?;
    Ok([
        payments.line(label("payments"), Some(&rows)),
        closes(reckoning, window)?.line(label("closes"), None),
        shifts.line(label("shifts"), None),
    ])
}

/// Answers how each list and register of the window stands.
pub fn section(reckoning: Reckoning<'_>, part: &Part, window: Window) -> Run<Section> {
    let mut lines = vec![contacts(reckoning, window)?];
    for kind in TicketKind::ALL {
        lines.push(tickets(reckoning, *kind, window)?);
    }
    lines.push(follow_ups(reckoning, window)?);
    lines.extend(books(reckoning, window)?);
    for declared in set().all() {
        let register = declared.register;
        let named = Value::Said(Fact::Term(format!("register-{}", register.name)));
        let rows = Rows {
            what: &register.name,
            within: Vec::new(),
            own: [&[]; 3],
        };
        lines.push(entries(reckoning, register, window)?.line(named, Some(&rows)));
    }
    let column = |name: &str, unit| Column {
        name: name.to_owned(),
        unit,
        of: None,
        target: None,
    };
    Ok(Section {
        name: part.name.clone(),
        columns: vec![
            about(&part.name),
            column("entries", Unit::Count),
            column("open", Unit::Count),
            column("missing", Unit::Count),
            column("unsigned", Unit::Count),
            column("digest", Unit::Text),
        ],
        lines,
        total: None,
        notes: Vec::new(),
        chart: Vec::new(),
    })
}

/// Closes of days in the window: one a day, so they are walked from the last one back. A difference nobody decided about
/// is not signed.
fn closes(reckoning: Reckoning<'_>, (from, to): Window) -> Run<Sum> {
    let mut sum = Sum::of(State {
        unsigned: Some(false),
        ..State::default()
    });
    scan::<DayClose>(
        reckoning.tx,
        Bound::Unbounded,
        Direction::Backward,
        &mut |one| {
            if one.at < from {
                return Ok(Step::Stop);
            }
            if one.at < to && one.reopened.is_none() {
                let unsigned = Some(one.is_undecided());
                sum.add(
                    &one,
                    State {
                        unsigned,
                        ..State::default()
                    },
                );
            }
            Ok(Step::Next)
        },
    )?;
    Ok(sum)
}

/// Entries of a register that were made in the window, by the days of their numbers.
fn entries(reckoning: Reckoning<'_>, register: &Register, (from, to): Window) -> Run<Sum> {
    let zone = reckoning.office.zone;
    let key = |at| day_key(register.letter, zone.day_of(at)).done();
    let (low, high) = (key(from), key(to));
    let mut ids = Vec::new();
    scan_index(
        reckoning.tx,
        BY_NUMBER,
        Span::between(Bound::Included(&low), Bound::Included(&high)),
        Direction::Forward,
        &mut |hit: Hit<'_>| {
            if hit.kind == RegisterEntry::KIND {
                ids.push(hit.id);
            }
            Ok(Step::Next)
        },
    )?;
    let mut sum = Sum::of(State {
        open: Some(false),
        missing: Some(false),
        unsigned: None,
    });
    for id in ids {
        let Some(entry) = get::<RegisterEntry>(reckoning.tx, id)? else {
            continue;
        };
        let counts = entry.register == register.name && !entry.undone;
        if !counts || entry.made_at < from || entry.made_at >= to {
            continue;
        }
        let mut fields = register.fields.iter();
        let missing =
            fields.any(|field| register.must(field, &entry) && entry.value(&field.id).is_none());
        sum.add(
            &entry,
            State {
                open: Some(entry.open()),
                missing: Some(missing),
                unsigned: None,
            },
        );
    }
    Ok(sum)
}
