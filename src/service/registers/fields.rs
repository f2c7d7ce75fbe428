//! What fields of entries hold: read from arguments, written back as they are typed, masked.

use crate::domain::calendar::{Instant, Zone};
use crate::domain::error::{Fact, Refusal, Why};
use crate::domain::household::{masked_id, masked_phone};
use crate::domain::ledger::Charge;
use crate::domain::register::{Field, FieldKind, RegisterEntry, Value};
use crate::service::args::Values;
use crate::service::evidence::DIGEST;
use crate::service::halt::Run;
use crate::service::office::Office;
use crate::service::subject::{Found, by_number};
use crate::service::work::Work;
use crate::storage::record::get;

/// The value given for a field, if one was.
pub fn given(work: &Work<'_>, field: &Field, values: &Values) -> Run<Option<Value>> {
    let name = field.id.as_str();
    let zone = work.office.zone;
    Ok(match field.kind {
        FieldKind::Text | FieldKind::Block | FieldKind::Lines | FieldKind::Phone => {
            values.text(name).map(|text| Value::Text(text.to_owned()))
        }
        FieldKind::Choice => values.choice(name).map(|one| Value::Text(one.to_owned())),
        FieldKind::Day => values.day(name).map(Value::Day),
        // Until when is asked more often than from when: a day alone means its end.
        FieldKind::Moment => values.when(name).map(|when| Value::At(when.end(zone))),
        FieldKind::Amount => values.amount(name).map(Value::Amount),
        FieldKind::Number => values.whole(name).map(Value::Whole),
        FieldKind::YesNo => values.has(name).then(|| Value::Yes(values.yes(name))),
        FieldKind::Home => values
            .premises(name)
            .map(|home| Value::Home(home.id, work.office.home_name(home))),
        FieldKind::Person => values
            .person(name)
            .map(|person| Value::Named(person.id.0, person.name.clone())),
        FieldKind::Staff => values
            .staff(name)
            .map(|staff| Value::Named(staff.id.0, staff.name.clone())),
        FieldKind::Charge => match values.whole(name) {
            None => None,
            Some(id) => Some(charge(work, id).map_err(|why| Refusal::fields(vec![why.on(name)]))?),
        },
        FieldKind::Entry => match values.number(name) {
            None => None,
            Some(number) => {
                let of = field.of.as_deref().unwrap_or_default();
                match by_number(work.tx(), number)? {
                    Some(Found::Register(entry)) if entry.register == of => {
                        Some(Value::Record(number))
                    }
                    _ => {
                        let fault = Refusal::new(Why::OtherRegister)
                            .with("number", number.short(work.today()))
                            .with("register", Fact::Term(format!("register-{of}")));
                        return Err(Refusal::fields(vec![fault.on(name)]).into());
                    }
                }
            }
        },
        // What was read is named by its digest; a path alone is the name of nothing.
        FieldKind::File => match (values.text(name), values.text(DIGEST)) {
            (Some(file), Some(digest)) => Some(Value::File(file.to_owned(), digest.to_owned())),
            (None, _) => None,
            (Some(_), None) => return Err(Refusal::field(name, Why::FileMissing).into()),
        },
        FieldKind::Record => match values.number(name) {
            Some(number) if by_number(work.tx(), number)?.is_none() => {
                let fault = Refusal::new(Why::UnknownRecord).with("number", number.full());
                return Err(Refusal::fields(vec![fault.on(name)]).into());
            }
            number => number.map(Value::Record),
        },
    })
}

/// A charge with what it is for.
fn charge(work: &Work<'_>, id: i64) -> std::result::Result<Value, Refusal> {
    let unknown = || Refusal::new(Why::UnknownRecord).with("number", id.to_string());
    let known = u64::try_from(id).map_err(|_| unknown())?;
    let charge = get::<Charge>(work.tx(), known).ok().flatten();
    let charge = charge.ok_or_else(unknown)?;
    let name = format!("{} {}", charge.name, charge.month);
    Ok(Value::Charge(charge.id.0, name))
}

/// A charge an entry names is owed by its home.
fn own_charge(work: &Work<'_>, entry: &RegisterEntry, name: &str) -> Run<()> {
    let Some(Value::Charge(id, said)) = entry.value(name) else {
        return Ok(());
    };
    let charge: Option<Charge> = get(work.tx(), *id)?;
    let theirs = charge.is_some_and(|charge| Some(charge.household) == entry.household);
    if theirs || entry.household.is_none() {
        return Ok(());
    }
    let fault = Refusal::new(Why::OtherHome).with("text", said.as_str());
    Err(Refusal::fields(vec![fault.on(name)]).into())
}

/// Fills the fields of `entry` that are among `asks` from what was given.
pub fn fill(
    work: &Work<'_>,
    entry: &mut RegisterEntry,
    fields: impl Iterator<Item = &'static Field>,
    values: &Values,
) -> Run<()> {
    let mut charges = Vec::new();
    for field in fields {
        if field.kind == FieldKind::Charge {
            charges.push(field.id.as_str());
        }
        if let Some(value) = given(work, field, values)? {
            entry.purged_at = None;
            if let Value::Home(home, _) = &value {
                entry.household = Some(*home);
            }
            entry.set(&field.id, Some(value));
        }
    }
    charges
        .into_iter()
        .try_for_each(|name| own_charge(work, entry, name))
}

/// A value as it is typed.
pub fn text_of(office: &Office, field: &Field, value: &Value) -> String {
    match value {
        Value::Text(text) | Value::Home(_, text) => text.clone(),
        Value::Named(id, _) if field.kind == FieldKind::Person => format!("P{id}"),
        Value::Named(_, name) | Value::File(name, _) => name.clone(),
        Value::Whole(number) => number.to_string(),
        Value::Amount(amount) => amount.to_string(),
        Value::Day(day) => day.to_string(),
        Value::At(at) => moment(office.zone, *at),
        Value::Yes(yes) => String::from(if *yes { "yes" } else { "no" }),
        Value::Record(number) => number.full(),
        Value::Charge(id, _) => id.to_string(),
    }
}

fn moment(zone: Zone, at: Instant) -> String {
    let minute = zone.minute_of(at);
    format!("{} {:02}:{:02}", zone.day_of(at), minute / 60, minute % 60)
}

/// A text of a field as far as it may be shown.
pub fn masked(field: &Field, text: &str) -> String {
    match field.kind {
        _ if !field.masked => text.to_owned(),
        FieldKind::Phone => masked_phone(text),
        _ => masked_id(text),
    }
}
