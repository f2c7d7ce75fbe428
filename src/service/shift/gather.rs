//! What a shift has to hand over: read from the audit lines since it began and from what is open now.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use crate::domain::calendar::Instant;
use crate::domain::contact::{Contact, ContactState};
use crate::domain::duty::By;
use crate::domain::household::masked_phone;
use crate::domain::ledger::{Debt, Method, Payment};
use crate::domain::money::Amount;
use crate::domain::office::Approval;
use crate::domain::shift::{Item, ItemKind, Shift};
use crate::domain::staff::{Actor, Staff};
use crate::domain::ticket::Ticket;
use crate::service::approval::pending;
use crate::service::audit;
use crate::service::command::AuditKind;
use crate::service::duties;
use crate::service::halt::Run;
use crate::service::lookup::{self, between, standing_notices};
use crate::service::office::Office;
use crate::service::shift::ends;
use crate::service::subject::Subject;
use crate::storage::codec::Key;
use crate::storage::kept::indexes::{CONTACT_OPEN, DEBT_URGENT, TICKET_DUE};
use crate::storage::record::{Record, get};
use crate::storage::{Direction, ReadTx, Step};

/// Audit lines of one shift that are looked at; far more than one desk makes in a day.
const MOST_ACTS: usize = 20_000;
/// Lines of one kind in a hand-over: more would not be read.
const MOST: usize = 40;
/// Debtors looked at for the promises of two days.
const DEBTORS: usize = 2_000;
/// What hands a shift over.
const HAND_OVER: &str = "shift.handover";

/// What a shift has come to.
#[derive(Debug, Clone, Default)]
pub struct Gathered {
    /// What hands itself over, what is most urgent first.
    pub items: Vec<Item>,
    /// Calls, visits and letters written down since it began.
    pub contacts: i64,
    /// Tickets opened, moved otherwise, and done since.
    pub opened: i64,
    pub moved: i64,
    pub ended: i64,
    /// Follow-ups tried since.
    pub followed_up: i64,
}

/// What was touched since, by kind.
#[derive(Default)]
struct Touched {
    tickets: BTreeSet<u64>,
    payments: Vec<u64>,
    gathered: Gathered,
}

/// Looks at what changed since a shift began and at what is open now; everybody's work, for the desk is one.
pub fn gather(tx: &dyn ReadTx, office: &Office, shift: &Shift, now: Instant) -> Run<Gathered> {
    let mut touched = touched(tx, shift.after)?;
    let mut items = Vec::new();
    items.extend(callers(tx)?);
    let late = late(tx, now)?;
    let known: Vec<(u8, u64)> = late.iter().filter_map(|item| item.of).collect();
    items.extend(late);
    items.extend(duties_of(tx, office, shift, now)?);
    let mut open = [Vec::new(), Vec::new()];
    for id in &touched.tickets {
        let Some(ticket) = get::<Ticket>(tx, *id)? else {
            continue;
        };
        let new = ticket.received_at >= shift.began_at;
        let gathered = &mut touched.gathered;
        // What only waits for its follow-up is done: the queue of follow-ups hands itself over.
        if ticket.done_at.is_some() || !ticket.open() {
            gathered.ended += 1;
            continue;
        }
        if new {
            gathered.opened += 1;
        } else {
            gathered.moved += 1;
        }
        let [fresh, moved] = &mut open;
        let (kind, of_kind) = if new {
            (ItemKind::New, fresh)
        } else {
            (ItemKind::Moved, moved)
        };
        if of_kind.len() < MOST && !known.contains(&(Ticket::KIND, ticket.id.0)) {
            of_kind.push(of_ticket(kind, &ticket));
        }
    }
    items.extend(open.into_iter().flatten());
    items.extend(promises(tx, office, now)?);
    items.extend(approvals(tx)?);
    for notice in standing_notices(tx, now)?.into_iter().take(MOST) {
        let mut item = Item::new(ItemKind::Notice, None, notice.text);
        item.premises = notice.areas.join(" ");
        item.at = Some(notice.until);
        items.push(item);
    }
    items.extend(cash(tx, shift, &touched.payments)?);
    Ok(Gathered {
        items,
        ..touched.gathered
    })
}

/// Reads the audit lines after `seq`.
fn touched(tx: &dyn ReadTx, seq: u64) -> Run<Touched> {
    let mut touched = Touched::default();
    let mut looked = 0;
    audit::scan(
        tx,
        seq.saturating_add(1),
        Direction::Forward,
        &mut |stored| {
            looked += 1;
            let event = stored.event;
            if event.kind == AuditKind::Change {
                touched.gathered.contacts += i64::from(event.command == "contact.log");
                touched.gathered.followed_up += i64::from(event.command == "followup.record");
                for subject in &event.touched {
                    match subject.kind {
                        Ticket::KIND => {
                            touched.tickets.insert(subject.id);
                        }
                        Payment::KIND if !touched.payments.contains(&subject.id) => {
                            touched.payments.push(subject.id);
                        }
                        _ => {}
                    }
                }
            }
            Ok(if looked < MOST_ACTS {
                Step::Next
            } else {
                Step::Stop
            })
        },
    )?;
    Ok(touched)
}

fn of_ticket(kind: ItemKind, ticket: &Ticket) -> Item {
    Item {
        number: Some(ticket.number),
        premises: ticket.premises.clone(),
        at: ticket.due_at,
        ..Item::new(
            kind,
            Some((Ticket::KIND, ticket.id.0)),
            ticket.summary.clone(),
        )
    }
}

/// Who waits for an answer, and incidents nobody reported.
fn callers(tx: &dyn ReadTx) -> Run<Vec<Item>> {
    let waiting: Vec<Contact> =
        lookup::all(tx, CONTACT_OPEN, Key::new(), Direction::Forward, MOST)?;
    let item = |contact: Contact| {
        let kind = if contact.state == ContactState::Unreported {
            ItemKind::Incident
        } else {
            ItemKind::Unanswered
        };
        // Of a call nobody answered it is told who rang.
        let said = if contact.text.is_empty() {
            let masked = masked_phone(&contact.phone);
            format!("{masked} {}", contact.caller).trim().to_owned()
        } else {
            first_line(&contact.text)
        };
        Item {
            number: Some(contact.number),
            premises: contact.premises,
            at: contact.due_at,
            ..Item::new(kind, Some((Contact::KIND, contact.id.0)), said)
        }
    };
    Ok(waiting.into_iter().map(item).collect())
}

fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().to_owned()
}

/// Tickets past their deadline, the one longest past it first.
fn late(tx: &dyn ReadTx, now: Instant) -> Run<Vec<Item>> {
    let late = (Bound::Unbounded, Bound::Excluded(now));
    let ids = between(tx, TICKET_DUE, late, MOST)?;
    let mut items = Vec::with_capacity(ids.len());
    for id in ids {
        let ticket = get::<Ticket>(tx, id)?;
        items.extend(ticket.map(|ticket| of_ticket(ItemKind::Late, &ticket)));
    }
    Ok(items)
}

/// The late duties of whose shift it is: of their rank or role, or given to them by name; the one longest late first. What
/// the hand-over itself will fulfil is none of them.
fn duties_of(tx: &dyn ReadTx, office: &Office, shift: &Shift, now: Instant) -> Run<Vec<Item>> {
    let Some(staff) = get::<Staff>(tx, shift.staff.0)? else {
        return Ok(Vec::new());
    };
    let whose = Actor {
        staff: staff.id,
        name: staff.name,
        rank: staff.rank,
        sides: staff.sides,
        seat: String::new(),
    };
    let today = office.today(now);
    let handing = |item: &duties::Item| {
        let runs = item.period.first <= today && today <= item.period.last;
        runs && matches!(&item.duty.by, By::Command(name) if name == HAND_OVER)
    };
    let wanted = |item: &duties::Item| item.is_of(&whose) && !handing(item);
    let late = duties::all_due(tx, office, now, &wanted)?;
    let line = |item: duties::Item| {
        let subject = item.subject();
        Item {
            at: Some(item.due.at),
            ..Item::new(
                ItemKind::Late,
                Some((subject.kind, subject.id)),
                item.duty.id.clone(),
            )
        }
    };
    Ok(late.into_iter().take(MOST).map(line).collect())
}

/// Money promised for today and tomorrow: a debt with a promise in force stands at the end of its day.
fn promises(tx: &dyn ReadTx, office: &Office, now: Instant) -> Run<Vec<Item>> {
    let today = office.today(now);
    let from = office.zone.at(today, 0);
    let until = ends(office, now).plus_ms(1);
    let mut items = Vec::new();
    let days = (Bound::Included(from), Bound::Excluded(until));
    for id in between(tx, DEBT_URGENT, days, DEBTORS)? {
        let Some(debt) = get::<Debt>(tx, id)? else {
            continue;
        };
        let Some(day) = debt.promise_on.filter(|day| *day <= today.plus(1)) else {
            continue;
        };
        items.push(Item {
            premises: debt.premises,
            at: Some(office.zone.end_of(day)),
            amount: Some(debt.promised),
            ..Item::new(ItemKind::Promise, Some((Debt::KIND, id)), debt.payer)
        });
        if items.len() == MOST {
            break;
        }
    }
    Ok(items)
}

/// Commands that wait for a second person; their text is the command's name, said in words where it is shown.
fn approvals(tx: &dyn ReadTx) -> Run<Vec<Item>> {
    let pending = pending(tx, MOST)?;
    let item = |approval: Approval| Item {
        number: Some(approval.number),
        at: Some(approval.expires_at),
        ..Item::new(
            ItemKind::Approval,
            Some((Approval::KIND, approval.id.0)),
            approval.command,
        )
    };
    Ok(pending.into_iter().map(item).collect())
}

/// What who has the shift took in it, by method; what was reversed is not counted.
fn cash(tx: &dyn ReadTx, shift: &Shift, payments: &[u64]) -> Run<Vec<Item>> {
    let mut sums: BTreeMap<Method, (Amount, i64)> = BTreeMap::new();
    for id in payments {
        let Some(payment) = get::<Payment>(tx, *id)? else {
            continue;
        };
        let taken = payment.taken_by == shift.staff && payment.taken_at >= shift.began_at;
        if taken && payment.reversed_by.is_none() {
            let (sum, count) = sums.entry(payment.method).or_default();
            *sum = sum.plus(payment.amount)?;
            *count += 1;
        }
    }
    let item = |(method, (sum, count)): (Method, (Amount, i64))| Item {
        amount: Some(sum),
        count,
        ..Item::new(ItemKind::Cash, None, method.name().to_owned())
    };
    Ok(sums.into_iter().map(item).collect())
}

/// A record a line is about, as questions name it.
pub fn subject_of(item: &Item) -> Option<Subject> {
    item.of.map(|(kind, id)| Subject { kind, id })
}
