//! Taking a payment, printing its receipt, giving back what is ahead of it, and reversing it.

use crate::domain::error::{Fact, Refusal, Why};
use crate::domain::household::Household;
use crate::domain::ledger::{Method, Payment};
use crate::domain::money::Amount;
use crate::domain::staff::{Rank, Right};
use crate::service::args::Values;
use crate::service::books::{
    Books, accrued, owed_by, owner_of, refuse_refund, refuse_reversed, stale,
};
use crate::service::command::{About, Arg, Kind, Made, Row, Undo};
use crate::service::halt::Run;
use crate::service::subject::{Found, Subject};
use crate::service::taking::Taking;
use crate::service::work::Work;
use crate::storage::record::Record;

/// What a person may choose; `imported` is the imports' own.
pub(super) const METHODS: &[&str] = &[
    Method::Cash.name(),
    Method::Transfer.name(),
    Method::Wechat.name(),
    Method::Alipay.name(),
    Method::Card.name(),
];

/// `payment.take`: money against arrears, oldest charge first (duties.md D-050, D-052, D-054).
pub const TAKE: Row = Row::new(
    "payment.take",
    About::Household,
    Right::Cash,
    &[
        Arg::must("amount", Kind::Amount),
        Arg::must("method", Kind::Choice(METHODS)),
        Arg::may("tendered", Kind::Amount),
        Arg::may("reference", Kind::Line(64)),
        // By their ids, `12 15` or with what goes to each `12:50 15:20`; without any the oldest first.
        Arg::may("charges", Kind::Line(400)),
        // Other homes of the payer, `1-1-102` or with what goes to it `1-1-102:50`.
        Arg::may("homes", Kind::Names),
        Arg::may("payer", Kind::Line(40)).personal(),
        Arg::may("effective", Kind::Day),
        // What the asker saw as owed: whoever saw another debt is refused (reliability H15).
        Arg::may("owed", Kind::AmountOrZero).fixed(),
        // More than is owed only when it is meant.
        Arg::may("advance", Kind::Yes),
        // Odd fen that are missing are given up, where the office does so.
        Arg::may("round", Kind::Yes),
        Arg::may("note", Kind::Line(200)),
    ],
    take,
)
.reversed_by("payment.reverse")
.prefill(prefill);

/// `payment.reverse`: void a receipt with a second person (duties.md D-054, reliability H12, H14).
pub const REVERSE: Row = Row::new(
    "payment.reverse",
    About::Payment,
    Right::Cash,
    &[Arg::must("reason", Kind::Reason)],
    reverse,
)
.undo(Undo::Reverse)
.needs(second_person);

/// `payment.refund`: what was paid ahead is given back, with a second person (duties.md D-054).
pub const REFUND: Row = Row::new(
    "payment.refund",
    About::Payment,
    Right::Cash,
    &[
        Arg::may("amount", Kind::Amount),
        Arg::must("method", Kind::Choice(METHODS)),
        Arg::must("reason", Kind::Reason),
    ],
    refund,
)
.undo(Undo::Never)
.needs(refund_needs)
.prefill(refund_prefill);

/// `payment.print`: counts a printed receipt; every one after the first is a copy (reliability H14).
pub const PRINT: Row =
    Row::new("payment.print", About::Payment, Right::Cash, &[], print).undo(Undo::Never);

/// The home a command is about.
pub(super) fn household(work: &Work<'_>) -> Run<Household> {
    match &work.found {
        Found::Household(household) => Ok((**household).clone()),
        _ => Err(Refusal::field("subject", Why::Missing).into()),
    }
}

fn receipt(work: &Work<'_>) -> Run<Payment> {
    match &work.found {
        Found::Payment(payment) => Ok((**payment).clone()),
        _ => Err(Refusal::field("subject", Why::Missing).into()),
    }
}

fn prefill(work: &Work<'_>) -> Run<Vec<(&'static str, String)>> {
    let home = household(work)?;
    let owed = owed_by(work.tx(), home.id)?;
    let due = owed.plus(accrued(work.tx(), work.office, home.id, work.today())?)?;
    let mut begin = vec![
        ("method", Method::Cash.name().to_owned()),
        ("payer", owner_of(work.tx(), home.id)?),
        ("owed", owed.plain()),
    ];
    if due > Amount::ZERO {
        begin.insert(0, ("amount", due.plain()));
    }
    Ok(begin)
}

fn take(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let home = household(work)?;
    let today = work.today();
    let owed = owed_by(work.tx(), home.id)?;
    if values.amount("owed").is_some_and(|seen| seen != owed) {
        return Err(stale(work, &home)?.into());
    }
    let taking = Taking::read(work, &home, values)?;
    taking.check(work)?;
    let booked = Books::of(work).pay(taking.payment(values))?;
    // Without an external number a payment is never one that was booked before.
    let Some((payment, debt)) = booked else {
        return Err(Refusal::new(Why::Internal)
            .with("detail", "payment not booked")
            .into());
    };
    work.touch(Subject::of(&home));
    for (other, _) in &taking.others {
        work.touch(Subject::of(other));
    }
    Ok(Made::of(payment.number)
        .with("premises", home.code.as_str())
        .with("amount", payment.amount)
        .with("number", payment.number.short(today))
        .with("left", debt.amount)
        .with("ahead", payment.advance)
        .with("change", payment.change()))
}

/// Always a second person of at least a supervisor's rank; what was reversed before is refused
/// before anybody is asked.
fn second_person(work: &Work<'_>, _: &Values) -> Run<Option<Rank>> {
    refuse_reversed(work, &receipt(work)?)?;
    Ok(Some(Rank::Supervisor))
}

fn reverse(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    if work.approved.is_none() {
        return Err(Why::OwnApproval.into());
    }
    let payment = receipt(work)?;
    let (payment, debt) = Books::of(work).reverse(payment, &values.line("reason"))?;
    let today = work.today();
    touch_homes(work, &payment);
    Ok(Made::of(payment.number)
        .with("premises", payment.premises.as_str())
        .with("amount", payment.amount)
        .with("number", payment.number.short(today))
        .with("left", debt.amount))
}

/// Notes every home of a receipt.
fn touch_homes(work: &mut Work<'_>, payment: &Payment) {
    let kind = <Household as Record>::KIND;
    for part in payment.parts() {
        let id = part.household.0;
        work.touch(Subject { kind, id });
    }
}

fn refund_prefill(work: &Work<'_>) -> Run<Vec<(&'static str, String)>> {
    let payment = receipt(work)?;
    Ok(vec![
        ("amount", payment.advance.plain()),
        ("method", payment.method.name().to_owned()),
    ])
}

/// What is asked to be given back: all that is ahead, unless it is less.
fn given_back(work: &Work<'_>, values: &Values) -> Run<(Payment, Amount)> {
    let payment = receipt(work)?;
    let amount = values.amount("amount").unwrap_or(payment.advance);
    refuse_refund(work, &payment, amount)?;
    Ok((payment, amount))
}

/// Always a second person of at least a supervisor's rank, who is not asked for what cannot be given back.
fn refund_needs(work: &Work<'_>, values: &Values) -> Run<Option<Rank>> {
    given_back(work, values)?;
    Ok(Some(Rank::Supervisor))
}

fn refund(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    if work.approved.is_none() {
        return Err(Why::OwnApproval.into());
    }
    let (payment, amount) = given_back(work, values)?;
    let method = values.choice("method").and_then(Method::from_name);
    let method = method.unwrap_or(Method::Cash);
    let reason = values.line("reason");
    let (payment, _) = Books::of(work).refund(payment, amount, method, &reason)?;
    touch_homes(work, &payment);
    Ok(Made::of(payment.number)
        .with("premises", payment.premises.as_str())
        .with("amount", amount)
        .with("number", payment.number.short(work.today()))
        .with("ahead", payment.advance))
}

fn print(work: &mut Work<'_>, _: &Values) -> Run<Made> {
    let mut payment = receipt(work)?;
    let prints = payment.prints.unwrap_or_default().saturating_add(1);
    payment.prints = Some(prints);
    work.put(&mut payment)?;
    Ok(Made::of(payment.number)
        .with("number", payment.number.short(work.today()))
        .with("count", Fact::Count(i64::from(prints))))
}
