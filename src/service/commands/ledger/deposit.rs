//! Deposits: taken for something, given back, kept with a reason, or used for what is owed (duties.md S3-5/4.7).

use crate::domain::error::{Refusal, Why};
use crate::domain::household::Household;
use crate::domain::id::Number;
use crate::domain::ledger::{
    Bound, Charge, Deposit, DepositKind, DepositRequest, Method, Standing,
};
use crate::domain::money::Amount;
use crate::domain::staff::{Rank, Right};
use crate::service::args::Values;
use crate::service::books::{
    Books, NewCharge, NewPayment, Wanted, deposit_name, deposit_refused, owed_fees,
};
use crate::service::command::{About, Arg, Kind, Made, Row, Undo};
use crate::service::commands::ledger::deciders::decider;
use crate::service::commands::ledger::payment::{METHODS, household};
use crate::service::halt::Run;
use crate::service::subject::{Found, Subject, by_number};
use crate::service::work::Work;

/// `deposit.take`: asks for a deposit; with a way of paying it is paid at once, and has a receipt.
pub const TAKE: Row = Row::new(
    "deposit.take",
    About::Household,
    Right::Cash,
    &[
        Arg::must("amount", Kind::Amount),
        Arg::must("name", Kind::Line(40)).called("deposit_name"),
        Arg::must("for", Kind::Line(80)).called("deposit_for"),
        Arg::may("method", Kind::Choice(METHODS)),
        Arg::may("payer", Kind::Line(40)).personal(),
        Arg::may("note", Kind::Line(200)),
    ],
    take,
)
.reversed_by("payment.reverse");

const fn row(name: &'static str, args: &'static [Arg]) -> Row {
    Row::new(name, About::Deposit, Right::Cash, args, run)
        .undo(Undo::Never)
        .needs(second_person)
        .binds(binds)
        .prefill(prefill)
}

/// `deposit.return`: 退还, all that is held or a part.
pub const RETURN: Row = row(
    "deposit.return",
    &[
        Arg::may("amount", Kind::Amount),
        Arg::must("method", Kind::Choice(METHODS)),
        Arg::must("reason", Kind::Reason),
    ],
);

/// `deposit.keep`: 扣留, charged as what it is kept for.
pub const KEEP: Row = row(
    "deposit.keep",
    &[
        Arg::may("amount", Kind::Amount),
        Arg::must("name", Kind::Line(40)).called("kept_for"),
        Arg::must("reason", Kind::Reason),
    ],
);

/// `deposit.settle`: 抵扣, what the home owes, where the payer agreed; the reason says how.
pub const SETTLE: Row = row(
    "deposit.settle",
    &[
        Arg::may("amount", Kind::Amount),
        Arg::must("reason", Kind::Reason).called("agreed_how"),
    ],
);

/// `deposit.reverse`: 押金冲正, what was done with it by mistake, the last act where none is named; where nothing was, that
/// it was asked for.
pub const REVERSE: Row = Row::new(
    "deposit.reverse",
    About::Deposit,
    Right::Cash,
    &[
        Arg::may("act", Kind::Whole(1, 999)).called("deposit_act"),
        Arg::must("reason", Kind::Reason),
    ],
    reverse,
)
.undo(Undo::Never)
.needs(reverse_needs)
.binds(reverse_binds)
.prefill(reverse_prefill);

fn deposit(work: &Work<'_>) -> Run<Deposit> {
    match &work.found {
        Found::Deposit(deposit) => Ok((**deposit).clone()),
        _ => Err(Refusal::field("subject", Why::Missing).into()),
    }
}

/// What a deposit is for as it is kept: a ticket by its number, anything else as it was typed. A number nothing has is
/// refused.
fn tied_to(work: &Work<'_>, typed: &str) -> Run<String> {
    let Some(number) = Number::parse(typed, work.today()) else {
        return Ok(typed.trim().to_owned());
    };
    if by_number(work.tx(), number)?.is_some() {
        return Ok(number.full());
    }
    let unknown = Refusal::new(Why::UnknownRecord).with("number", typed);
    Err(Refusal::fields(vec![unknown.on("for")]).into())
}

fn take(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let home = household(work)?;
    let today = work.today();
    let amount = values.amount("amount").unwrap_or_default();
    let about = tied_to(work, &values.line("for"))?;
    let method = values.choice("method").and_then(Method::from_name);
    let mut books = Books::of(work);
    let name = values.line("name");
    let new = NewCharge::at_counter(&home, (&name, amount), today, about.clone());
    let (deposit, charge) = books.ask_deposit(new, &about)?;
    let made = |made: Made| {
        made.with("premises", home.code.as_str())
            .with("name", deposit.name.as_str())
            .with("amount", deposit.amount)
            .with("deposit", deposit_name(deposit.id))
    };
    let Some(method) = method else {
        let debt = books.settle(&home)?;
        work.touch(Subject::of(&home));
        return Ok(made(Made::default()).with("owed", debt.amount));
    };
    let paid = books.pay(NewPayment {
        payer: values.line("payer"),
        note: values.line("note"),
        wanted: Wanted::First(vec![charge.id]),
        ..NewPayment::new(&home, amount, method, today)
    })?;
    let Some((payment, _)) = paid else {
        let detail = "payment not booked";
        return Err(Refusal::new(Why::Internal).with("detail", detail).into());
    };
    work.touch(Subject::of(&home));
    let receipt = payment.number.short(today);
    Ok(made(Made::of(payment.number)).with("receipt", receipt))
}

/// What the command being done does with a deposit.
fn kind(work: &Work<'_>) -> DepositKind {
    match work.row.name {
        "deposit.keep" => DepositKind::Keep,
        "deposit.settle" => DepositKind::Settle,
        _ => DepositKind::Return,
    }
}

/// What is held of it, and its charge.
fn held(work: &Work<'_>, deposit: &Deposit) -> Run<(Amount, Charge)> {
    let charge: Charge = work.get(deposit.charge.0)?;
    Ok((deposit.held(charge.paid)?, charge))
}

fn prefill(work: &Work<'_>) -> Run<Vec<(&'static str, String)>> {
    let deposit = deposit(work)?;
    let (held, _) = held(work, &deposit)?;
    let amount = match kind(work) {
        DepositKind::Settle => held.min(owed(work, &deposit)?),
        _ => held,
    };
    let mut begin = Vec::new();
    if amount > Amount::ZERO {
        begin.push(("amount", amount.plain()));
    }
    if kind(work) == DepositKind::Return {
        begin.push(("method", Method::Cash.name().to_owned()));
    }
    Ok(begin)
}

/// What the home owes that a deposit may settle.
fn owed(work: &Work<'_>, deposit: &Deposit) -> Run<Amount> {
    let fees = owed_fees(work.tx(), deposit.household)?;
    Ok(Amount::sum(fees.iter().map(Charge::unpaid))?)
}

/// What is asked, whole: the deposit and the charges it would settle, as they stand.
fn request(work: &Work<'_>, values: &Values) -> Run<DepositRequest> {
    let deposit = deposit(work)?;
    let (held, charge) = held(work, &deposit)?;
    let kind = kind(work);
    let mut charges = vec![Standing::of(&charge)];
    let mut amount = values.amount("amount").unwrap_or(held);
    if kind == DepositKind::Settle {
        let owed = owed(work, &deposit)?;
        if owed == Amount::ZERO {
            let home: Household = work.get(deposit.household.0)?;
            let nothing = Refusal::new(Why::NothingOwed).with("premises", home.code.as_str());
            return Err(nothing.into());
        }
        if !values.has("amount") {
            amount = amount.min(owed);
        }
        if amount > owed {
            let more = Refusal::new(Why::MoreThanOwed).with("owed", owed);
            return Err(Refusal::fields(vec![more.on("amount")]).into());
        }
        let fees = owed_fees(work.tx(), deposit.household)?;
        charges.extend(fees.iter().map(Standing::of));
    }
    deposit
        .take(charge.paid, amount)
        .map_err(|fault| deposit_refused(&deposit, fault))?;
    Ok(DepositRequest {
        deposit: deposit.id,
        version: deposit.version,
        kind,
        amount,
        held,
        charges,
        method: values.choice("method").and_then(Method::from_name),
        reason: values.line("reason"),
        reverses: None,
    })
}

/// What is asked to be taken back, whole: the deposit, its charge and what it settled, as they stand.
fn reversal(work: &Work<'_>, values: &Values) -> Run<DepositRequest> {
    let deposit = deposit(work)?;
    let (held, charge) = held(work, &deposit)?;
    let place = values
        .whole("act")
        .and_then(|place| u32::try_from(place).ok());
    let mut asked = DepositRequest {
        deposit: deposit.id,
        version: deposit.version,
        kind: DepositKind::Waive,
        amount: charge.unpaid(),
        held,
        charges: vec![Standing::of(&charge)],
        method: None,
        reason: values.line("reason"),
        reverses: None,
    };
    if let Some((place, done)) = deposit.reversible(place) {
        asked.kind = done.kind;
        asked.amount = done.amount;
        asked.method = done.method;
        asked.reverses = Some(place);
        for part in &done.settled {
            let settled: Charge = work.get(part.charge.0)?;
            asked.charges.push(Standing::of(&settled));
        }
        return Ok(asked);
    }
    let name = deposit_name(deposit.id);
    if place.is_some() || charge.paid == Amount::ZERO && charge.unpaid() == Amount::ZERO {
        let nothing = Refusal::new(Why::NothingToReverse).with("deposit", name);
        return Err(nothing.into());
    }
    // The receipt says that money came: it is reversed first.
    if charge.paid > Amount::ZERO {
        let paid = Refusal::new(Why::DepositPaid).with("deposit", name);
        return Err(paid.with("amount", charge.paid).into());
    }
    Ok(asked)
}

fn reverse_prefill(work: &Work<'_>) -> Run<Vec<(&'static str, String)>> {
    let deposit = deposit(work)?;
    let last = deposit.reversible(None);
    Ok(last
        .map(|(place, _)| ("act", place.to_string()))
        .into_iter()
        .collect())
}

fn reverse_needs(work: &Work<'_>, values: &Values) -> Run<Option<Rank>> {
    Ok(Some(decider(work, reversal(work, values)?.amount)))
}

fn reverse_binds(work: &Work<'_>, values: &Values) -> Run<Bound> {
    Ok(Bound::Deposit(reversal(work, values)?))
}

fn reverse(work: &mut Work<'_>, _: &Values) -> Run<Made> {
    let (Some(_), Some(Bound::Deposit(asked))) = (work.approved, work.bound.clone()) else {
        return Err(Why::OwnApproval.into());
    };
    let found = deposit(work)?;
    if asked.deposit != found.id {
        return Err(Why::ApprovalStale.into());
    }
    let home: Household = work.get(found.household.0)?;
    let (deposit, debt) = Books::of(work).reverse_deposit(&home, &asked)?;
    let (held, _) = held(work, &deposit)?;
    work.touch(Subject::of(&home));
    Ok(Made::default()
        .with("premises", home.code.as_str())
        .with("name", deposit.name.as_str())
        .with("amount", asked.amount)
        .with("held", held)
        .with("left", debt.amount))
}

fn second_person(work: &Work<'_>, values: &Values) -> Run<Option<Rank>> {
    Ok(Some(decider(work, request(work, values)?.amount)))
}

fn binds(work: &Work<'_>, values: &Values) -> Run<Bound> {
    Ok(Bound::Deposit(request(work, values)?))
}

fn run(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let (Some(_), Some(Bound::Deposit(asked))) = (work.approved, work.bound.clone()) else {
        return Err(Why::OwnApproval.into());
    };
    let found = deposit(work)?;
    if asked.deposit != found.id || asked.kind != kind(work) {
        return Err(Why::ApprovalStale.into());
    }
    let home: Household = work.get(found.household.0)?;
    let (deposit, debt) = Books::of(work).move_deposit(&home, &asked, &values.line("name"))?;
    let (held, _) = held(work, &deposit)?;
    work.touch(Subject::of(&home));
    Ok(Made::default()
        .with("premises", home.code.as_str())
        .with("name", deposit.name.as_str())
        .with("amount", asked.amount)
        .with("held", held)
        .with("left", debt.amount))
}
