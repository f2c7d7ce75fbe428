//! The effects of registers: name by name, what a move does beside changing the entry.

use crate::domain::error::{Refusal, Why};
use crate::domain::household::Household;
use crate::domain::ledger::{Basis, ChargeSource, basis};
use crate::domain::register::{FieldKind, Register, RegisterEntry, Value};
use crate::service::books::{Books, NewCharge};
use crate::service::command::Made;
use crate::service::halt::Run;
use crate::service::subject::Subject;
use crate::service::work::Work;

use super::act;

/// Does one effect and adds what it did to the outcome.
type Effect = fn(&mut Work<'_>, &Register, &RegisterEntry, &[String], Made) -> Run<Made>;

/// Every effect a declaration may name; a test holds that these are the declared ones.
pub const TABLE: &[(&str, Effect)] = &[
    ("raise_charge", raise_charge),
    ("issue_another", issue_another),
];

/// Does the effects of these names, in their order.
pub fn apply(
    work: &mut Work<'_>,
    (register, entry): (&Register, &RegisterEntry),
    (names, asks): (&[String], &[String]),
    mut made: Made,
) -> Run<Made> {
    for name in names {
        if let Some((_, effect)) = TABLE.iter().find(|(known, _)| known == name) {
            made = effect(work, register, entry, asks, made)?;
        }
    }
    Ok(made)
}

/// Charges the home with the amount of the form (duties.md D-076). It falls due today: it is paid at the counter.
fn raise_charge(
    work: &mut Work<'_>,
    register: &Register,
    entry: &RegisterEntry,
    asks: &[String],
    made: Made,
) -> Run<Made> {
    let mut fields = register.fields.iter();
    let asked = fields.find(|field| field.kind == FieldKind::Amount && asks.contains(&field.id));
    let (Some(field), Some(home)) = (asked, entry.household) else {
        return Err(Why::Missing.into());
    };
    let Some(Value::Amount(amount)) = entry.value(&field.id) else {
        return Err(Refusal::field(&field.id, Why::Missing).into());
    };
    let household: Household = work.get(home.0)?;
    let today = work.today();
    let mut books = Books::of(work);
    let charge = books.charge(NewCharge {
        household: &household,
        item: None,
        // The ledger keeps one language, the office's: what is on a receipt is said there.
        name: field.label.zh_hans.clone(),
        month: today.month(),
        amount: *amount,
        due_on: today,
        source: ChargeSource::Manual,
        basis: vec![Basis {
            fact: basis::MANUAL.to_owned(),
            value: amount.fen(),
        }],
        lines: None,
        note: entry.number.full(),
    })?;
    let debt = books.settle(&household)?;
    work.touch(Subject::of(&household));
    Ok(made.with("amount", charge.amount).with("owed", debt.amount))
}

/// Makes a new entry of the same register with the same fields (duties.md 5.9: what is lost is made again).
fn issue_another(
    work: &mut Work<'_>,
    register: &Register,
    entry: &RegisterEntry,
    _: &[String],
    mut made: Made,
) -> Run<Made> {
    let another = act::copy(work, register, entry)?;
    made.also.push(another.number);
    Ok(made.with("new", another.number.short(work.today())))
}
