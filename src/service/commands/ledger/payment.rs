//! Taking a payment and reversing one.

use crate::domain::error::{Fact, Refusal, Why};
use crate::domain::household::Household;
use crate::domain::ledger::{Method, Payment, earliest_effective};
use crate::domain::money::Amount;
use crate::domain::staff::{Rank, Right};
use crate::service::args::Values;
use crate::service::books::{Books, NewPayment, owed_by, owner_of, refuse_reversed, stale};
use crate::service::command::{About, Arg, Kind, Made, Row, Undo};
use crate::service::halt::Run;
use crate::service::subject::{Found, Subject};
use crate::service::work::Work;

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
        Arg::may("payer", Kind::Line(40)).personal(),
        Arg::may("effective", Kind::Day),
        // What the asker saw as owed: whoever saw another debt is refused (reliability H15).
        Arg::may("owed", Kind::AmountOrZero).fixed(),
        // More than is owed only when it is meant.
        Arg::may("advance", Kind::Yes),
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
    let mut begin = vec![
        ("method", Method::Cash.name().to_owned()),
        ("payer", owner_of(work.tx(), home.id)?),
        ("owed", owed.plain()),
    ];
    if owed > Amount::ZERO {
        begin.insert(0, ("amount", owed.plain()));
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
    let amount = values.amount("amount").unwrap_or_default();
    if amount > owed && !values.yes("advance") {
        return Err(if owed == Amount::ZERO {
            Refusal::new(Why::NothingOwed).with("premises", home.code.as_str())
        } else {
            Refusal::new(Why::MoreThanOwed).with("owed", owed)
        }
        .into());
    }
    let effective_on = values.day("effective").unwrap_or(today);
    let earliest = earliest_effective(work.actor.rank, today);
    if !(earliest..=today).contains(&effective_on) {
        let fault = Refusal::new(Why::EffectiveDay)
            .with("earliest", Fact::Day(earliest))
            .with("latest", Fact::Day(today))
            .on("effective");
        return Err(Refusal::fields(vec![fault]).into());
    }
    let method = values
        .choice("method")
        .and_then(Method::from_name)
        .unwrap_or(Method::Cash);
    let booked = Books::of(work).pay(NewPayment {
        household: &home,
        amount,
        method,
        payer: values.line("payer"),
        effective_on,
        note: values.line("note"),
        external: None,
        first: &[],
    })?;
    // Without an external number a payment is never one that was booked before.
    let Some((payment, debt)) = booked else {
        return Err(Refusal::new(Why::Internal)
            .with("detail", "payment not booked")
            .into());
    };
    work.touch(Subject::of(&home));
    Ok(Made::of(payment.number)
        .with("premises", home.code.as_str())
        .with("amount", payment.amount)
        .with("number", payment.number.short(today))
        .with("left", debt.amount)
        .with("ahead", payment.advance))
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
    work.touch(Subject {
        kind: <Household as crate::storage::record::Record>::KIND,
        id: payment.household.0,
    });
    Ok(Made::of(payment.number)
        .with("premises", payment.premises.as_str())
        .with("amount", payment.amount)
        .with("number", payment.number.short(today))
        .with("left", debt.amount))
}
