//! Guards that look at what the entry names, and at others of its home.

use crate::domain::error::{Fact, FieldFault, Refusal, Why};
use crate::domain::id::Number;
use crate::domain::ledger::Charge;
use crate::domain::lifecycle::Group;
use crate::domain::money::Amount;
use crate::domain::register::{FieldKind, RegisterEntry, Value};
use crate::service::books::deposits_of;
use crate::service::halt::Run;
use crate::service::registers::effects::balance;
use crate::service::registers::{in_force, of_named};
use crate::service::subject::{Found, by_number};
use crate::service::work::Work;

use super::Guarded;

pub(super) fn open_ticket(work: &Work<'_>, guarded: &Guarded<'_>) -> Run<Option<FieldFault>> {
    for (name, value) in guarded.of(FieldKind::Record) {
        let Some(Value::Record(number)) = value else {
            continue;
        };
        let open = match by_number(work.tx(), *number)? {
            Some(Found::Ticket(ticket)) => ticket.open(),
            _ => false,
        };
        if !open {
            let number = number.short(work.today());
            return Ok(Some(
                Refusal::new(Why::NoOpenTicket)
                    .with("number", number)
                    .on(name),
            ));
        }
    }
    Ok(None)
}

/// The entries of other registers this one names, each with its field.
fn entries(
    work: &Work<'_>,
    guarded: &Guarded<'_>,
) -> Run<Vec<(String, Number, Option<RegisterEntry>)>> {
    let mut entries = Vec::new();
    let records = guarded.of(FieldKind::Record);
    for (name, value) in records.chain(guarded.of(FieldKind::Entry)) {
        if let Some(Value::Record(number)) = value {
            let found = match by_number(work.tx(), *number)? {
                Some(Found::Register(entry)) => Some(*entry),
                _ => None,
            };
            entries.push((name.to_owned(), *number, found));
        }
    }
    Ok(entries)
}

/// What it names is in force and of the same home: a pass is issued under a valid permit (duties.md D-092).
pub(super) fn active(work: &Work<'_>, guarded: &Guarded<'_>) -> Run<Option<FieldFault>> {
    for (name, number, entry) in entries(work, guarded)? {
        let live = entry.is_some_and(|entry| {
            let register = in_force(&entry).filter(|_| entry.open());
            let group = register.map(|one| one.life().group(one.state(&entry.state)));
            let homes = (entry.household, guarded.entry.household);
            let same = matches!(homes, (Some(one), Some(other)) if one == other)
                || homes.0.is_none()
                || homes.1.is_none();
            group == Some(Group::Active) && same
        });
        if !live {
            let number = number.short(work.today());
            let fault = Refusal::new(Why::NotLive).with("number", number);
            return Ok(Some(fault.on(&name)));
        }
    }
    Ok(None)
}

/// No day of the form is later than the day called the same of the entry it names (duties.md D-092: pass ≤ permit).
pub(super) fn within(work: &Work<'_>, guarded: &Guarded<'_>) -> Run<Option<FieldFault>> {
    for (_, number, entry) in entries(work, guarded)? {
        let Some(entry) = entry else {
            continue;
        };
        for (name, value) in guarded
            .of(FieldKind::Day)
            .filter(|(name, _)| guarded.asks(name))
        {
            if let (Some(Value::Day(day)), Some(Value::Day(until))) = (value, entry.value(name))
                && day > until
            {
                let fault = Refusal::new(Why::BeyondNamed)
                    .with("day", Fact::Day(*day))
                    .with("until", Fact::Day(*until))
                    .with("number", number.short(work.today()));
                return Ok(Some(fault.on(name)));
            }
        }
    }
    Ok(None)
}

/// Of the item it names as much is in stock as is drawn, and no more is drawn than was approved (duties.md D-152).
pub(super) fn in_stock(work: &Work<'_>, guarded: &Guarded<'_>) -> Run<Option<FieldFault>> {
    let number = guarded.of(FieldKind::Number).next();
    let Some((name, Some(Value::Whole(wanted)))) = number else {
        return Ok(None);
    };
    if let Some(item) = of_named(work, guarded.register, guarded.entry)?
        && let Some(there) = in_force(&item).and_then(|register| balance(register, &item))
        && *wanted > there
    {
        let short = Refusal::new(Why::NotInStock)
            .with("count", Fact::Count(there))
            .with("of", Fact::Count(*wanted))
            .with("number", item.number.short(work.today()));
        return Ok(Some(short.on(name)));
    }
    // What the form says is in the entry already; what was approved is as it is stored.
    let before: Option<RegisterEntry> = work.find(guarded.entry.id)?;
    Ok(
        match before.as_ref().and_then(|before| before.value(name)) {
            Some(Value::Whole(approved)) if wanted > approved => {
                let more = Refusal::new(Why::MoreThanAsked).with("count", Fact::Count(*approved));
                Some(more.on(name))
            }
            _ => None,
        },
    )
}

/// The deposits asked for with this entry are paid (duties.md 5.5).
pub(super) fn deposit_paid(work: &Work<'_>, guarded: &Guarded<'_>) -> Run<Option<Refusal>> {
    let Some(home) = guarded.entry.household else {
        return Ok(None);
    };
    let about = guarded.entry.number.full();
    for deposit in deposits_of(work.tx(), home)? {
        let charge: Charge = work.get(deposit.charge.0)?;
        let open = charge.unpaid();
        if deposit.about == about && deposit.is_open() && open > Amount::ZERO {
            let unpaid = Refusal::new(Why::DepositUnpaid)
                .with("name", deposit.name.as_str())
                .with("amount", open);
            return Ok(Some(unpaid));
        }
    }
    Ok(None)
}

/// No other entry of this register is open for the home.
pub(super) fn not_twice(work: &Work<'_>, guarded: &Guarded<'_>) -> Run<Option<Refusal>> {
    let Some(home) = guarded.entry.household else {
        return Ok(None);
    };
    let (register, own) = (&guarded.entry.register, guarded.entry.id);
    let open = super::clearance::open_entries(work.tx(), home)?;
    let other = open
        .into_iter()
        .find(|one| one.register == *register && one.id != own);
    Ok(other.map(|other| {
        Refusal::new(Why::OpenAlready).with("number", other.number.short(work.today()))
    }))
}
