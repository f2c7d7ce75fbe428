//! The guards of registers: name by name, what must hold.

use crate::domain::error::{Fact, FieldFault, Refusal, Why};
use crate::domain::register::{FieldKind, Register, RegisterEntry, Value};
use crate::service::halt::Run;
use crate::service::subject::{Found, by_number};
use crate::service::work::Work;

/// What a guard looks at: the entry as it would be, and the fields of the form.
pub struct Guarded<'g> {
    pub register: &'g Register,
    pub entry: &'g RegisterEntry,
    pub asks: &'g [String],
}

/// Checks one guard; it returns the fault of the field it does not hold for.
enum Guard {
    /// From the entry alone.
    Entry(fn(&Work<'_>, &Guarded<'_>) -> Option<FieldFault>),
    /// From what else is stored.
    Store(fn(&Work<'_>, &Guarded<'_>) -> Run<Option<FieldFault>>),
}

/// Every guard a declaration may name; a test holds that these are the declared ones.
const TABLE: &[(&str, Guard)] = &[
    ("not_expired", Guard::Entry(not_expired)),
    ("open_ticket", Guard::Store(open_ticket)),
    ("counts_agree", Guard::Entry(counts_agree)),
    ("all_yes", Guard::Entry(all_yes)),
];

/// Checks the guards of these names, all of them.
pub fn check(work: &Work<'_>, guarded: &Guarded<'_>, names: &[String]) -> Run<()> {
    let mut faults = Vec::new();
    for name in names {
        if let Some((_, guard)) = TABLE.iter().find(|(known, _)| known == name) {
            faults.extend(match guard {
                Guard::Entry(check) => check(work, guarded),
                Guard::Store(check) => check(work, guarded)?,
            });
        }
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Refusal::fields(faults).into())
    }
}

impl Guarded<'_> {
    /// The fields of a kind, those of the form first, with what they hold.
    fn of(&self, kind: FieldKind) -> impl Iterator<Item = (&str, Option<&Value>)> {
        let fields = self.register.fields.iter();
        fields
            .filter(move |field| field.kind == kind)
            .map(|field| (field.id.as_str(), self.entry.value(&field.id)))
    }
}

fn not_expired(work: &Work<'_>, guarded: &Guarded<'_>) -> Option<FieldFault> {
    let today = work.today();
    let past = guarded
        .of(FieldKind::Day)
        .find_map(|(name, value)| match value {
            Some(Value::Day(day)) if *day < today && guarded.asks.iter().any(|ask| ask == name) => {
                Some((name, *day))
            }
            _ => None,
        });
    past.map(|(name, day)| {
        Refusal::new(Why::PastDay)
            .with("day", Fact::Day(day))
            .on(name)
    })
}

fn open_ticket(work: &Work<'_>, guarded: &Guarded<'_>) -> Run<Option<FieldFault>> {
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

fn counts_agree(_: &Work<'_>, guarded: &Guarded<'_>) -> Option<FieldFault> {
    let mut counts = guarded
        .of(FieldKind::Number)
        .filter_map(|(name, value)| match value {
            Some(Value::Whole(count)) => Some((name, *count)),
            _ => None,
        });
    let (_, first) = counts.next()?;
    counts
        .find(|(_, count)| *count != first)
        .map(|(name, count)| {
            Refusal::new(Why::CountsDiffer)
                .with("count", Fact::Count(count))
                .with("of", Fact::Count(first))
                .on(name)
        })
}

fn all_yes(_: &Work<'_>, guarded: &Guarded<'_>) -> Option<FieldFault> {
    let no = guarded
        .of(FieldKind::YesNo)
        .filter(|(name, _)| guarded.asks.iter().any(|ask| ask == name))
        .find(|(_, value)| *value == Some(&Value::Yes(false)));
    no.map(|(name, _)| Refusal::new(Why::MustBeYes).on(name))
}
