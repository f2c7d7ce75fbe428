//! What is typed to take a payment, read once: for what is shown before it, and for booking it.

use crate::domain::calendar::Day;
use crate::domain::error::{Fact, Refusal, Why};
use crate::domain::household::Household;
use crate::domain::id::ChargeId;
use crate::domain::ledger::{Method, earliest_effective};
use crate::domain::money::{Amount, MoneyFault};
use crate::service::args::{Values, missing};
use crate::service::books::{Intent, LateRules, NewPayment, Plan, Wanted, plan, refuse_used};
use crate::service::halt::{Halt, Run};
use crate::service::lookup;
use crate::service::work::Work;

/// Homes one receipt settles something of, at most.
const MOST_HOMES: usize = 20;
/// Charges named in one payment, at most (reliability, lines of a receipt).
const MOST_CHARGES: usize = 200;

/// A payment as it was typed.
pub struct Taking {
    pub home: Household,
    pub amount: Amount,
    pub method: Method,
    pub on: Day,
    pub others: Vec<(Household, Option<Amount>)>,
    pub wanted: Wanted,
    pub tendered: Option<Amount>,
    pub reference: Option<String>,
    pub rounded: Amount,
    /// Where the money goes.
    pub plan: Plan,
    /// More than is owed is meant.
    ahead: bool,
}

impl Taking {
    /// Reads what was typed. Nothing is refused for its amount yet.
    pub fn read(work: &Work<'_>, home: &Household, values: &Values) -> Run<Self> {
        let amount = values.amount("amount").unwrap_or_default();
        let method = values.choice("method").and_then(Method::from_name);
        let on = values.day("effective").unwrap_or(work.today());
        let others = homes(work, home, values.names("homes").unwrap_or_default())?;
        let wanted = charges(&values.line("charges"))?;
        let mut taking = Self {
            home: home.clone(),
            amount,
            method: method.unwrap_or(Method::Cash),
            on,
            others,
            wanted,
            tendered: values.amount("tendered"),
            reference: Some(values.line("reference")).filter(|text| !text.is_empty()),
            rounded: Amount::ZERO,
            plan: Plan {
                dues: Vec::new(),
                parts: Vec::new(),
                ahead: Amount::ZERO,
            },
            ahead: values.yes("advance"),
        };
        taking.plan = taking.reckon(work, Amount::ZERO)?;
        if values.yes("round") {
            let odd = taking.plan.due()?.minus(amount)?;
            taking.round(work, odd)?;
        }
        Ok(taking)
    }

    fn reckon(&self, work: &Work<'_>, rounded: Amount) -> Run<Plan> {
        let intent = Intent {
            home: &self.home,
            amount: self.amount.plus(rounded)?,
            on: self.on,
            today: work.today(),
            rules: LateRules::of(work.office),
            wanted: self.wanted.clone(),
            others: &self.others,
        };
        plan(work.tx(), &intent)
    }

    /// Gives up the odd fen that are missing to what is due, where the office does so and it is cash.
    fn round(&mut self, work: &Work<'_>, odd: Amount) -> Run<()> {
        let most = Amount::from_fen(work.office.whole("payment.round_fen", 0))?;
        if odd <= Amount::ZERO {
            return Ok(());
        }
        if odd > most || self.method != Method::Cash {
            let refusal = Refusal::new(Why::NotRounded).with("odd", odd);
            return Err(Refusal::fields(vec![refusal.with("most", most).on("round")]).into());
        }
        self.rounded = odd;
        self.plan = self.reckon(work, odd)?;
        Ok(())
    }

    /// What is due of all its homes on its day.
    pub fn due(&self) -> Result<Amount, MoneyFault> {
        self.plan.due()
    }

    /// Refuses what must not be booked: too much that is not meant, a day out of bounds, a slip without its number or
    /// one that was booked before, less cash than the amount.
    pub fn check(&self, work: &Work<'_>) -> Run<()> {
        if self.plan.ahead > Amount::ZERO && !self.ahead {
            let due = self.due()?;
            return Err(if due == Amount::ZERO {
                Refusal::new(Why::NothingOwed).with("premises", self.home.code.as_str())
            } else {
                Refusal::new(Why::MoreThanOwed)
                    .with("owed", due)
                    .with("ahead", self.plan.ahead)
            }
            .into());
        }
        let mut faults = Vec::new();
        let today = work.today();
        let earliest = earliest_effective(work.actor.rank, today);
        if !(earliest..=today).contains(&self.on) {
            let fault = Refusal::new(Why::EffectiveDay)
                .with("earliest", Fact::Day(earliest))
                .with("latest", Fact::Day(today));
            faults.push(fault.on("effective"));
        }
        let cash = self.method == Method::Cash;
        let wanted = work.office.setting("payment.reference") == "yes";
        if wanted && !cash && self.reference.is_none() {
            faults.push(Refusal::new(Why::NoReference).on("reference"));
        }
        if self.tendered.is_some_and(|tendered| tendered < self.amount) {
            let fault = Refusal::new(Why::TenderedTooLittle).with("amount", self.amount);
            faults.push(fault.on("tendered"));
        }
        if !faults.is_empty() {
            return Err(Refusal::fields(faults).into());
        }
        refuse_used(work, self.method, self.reference.as_deref())
    }

    /// What the books are given.
    pub fn payment(&self, values: &Values) -> NewPayment<'_> {
        NewPayment {
            payer: values.line("payer"),
            note: values.line("note"),
            wanted: self.wanted.clone(),
            others: &self.others,
            tendered: self.tendered.filter(|_| self.method == Method::Cash),
            reference: self.reference.clone(),
            rounded: self.rounded,
            ..NewPayment::new(&self.home, self.amount, self.method, self.on)
        }
    }
}

/// Cuts `name:amount` in two; without an amount the whole is the name.
fn cut(text: &str) -> (&str, Option<&str>) {
    let at = text.split_once([':', '：', '=']);
    at.map_or((text, None), |(name, amount)| {
        (name.trim(), Some(amount.trim()))
    })
}

/// Reads an amount above zero that stands behind a name.
fn amount_of(text: &str, field: &str) -> Result<Amount, Refusal> {
    let refused = |why| {
        let refusal = Refusal::new(why).with("text", text);
        Refusal::fields(vec![refusal.on(field)])
    };
    match Amount::parse(text) {
        Ok(amount) if amount > Amount::ZERO => Ok(amount),
        Ok(_) | Err(MoneyFault::Negative) => Err(refused(Why::NotPositive)),
        Err(MoneyFault::TooLarge) => Err(refused(Why::AmountTooLarge)),
        Err(_) => Err(refused(Why::BadAmount)),
    }
}

/// The other homes: `1-1-102`, or with what goes to it `1-1-102:50`.
fn homes(
    work: &Work<'_>,
    first: &Household,
    named: &[String],
) -> Run<Vec<(Household, Option<Amount>)>> {
    if named.len() > MOST_HOMES {
        return Err(Refusal::new(Why::TooMany).with("limit", MOST_HOMES).into());
    }
    let mut homes: Vec<(Household, Option<Amount>)> = Vec::new();
    for name in named {
        let (code, amount) = cut(name);
        let amount = amount.map(|text| amount_of(text, "homes")).transpose()?;
        let home = lookup::premises(work.tx(), work.office, code).map_err(on_homes)?;
        if home.id == first.id || homes.iter().any(|(known, _)| known.id == home.id) {
            let twice = Refusal::new(Why::Exists).with("text", home.code.as_str());
            return Err(Refusal::fields(vec![twice.on("homes")]).into());
        }
        homes.push((home, amount));
    }
    Ok(homes)
}

/// Moves what is wrong with a home onto the field it is named in.
fn on_homes(halt: Halt) -> Halt {
    match halt {
        Halt::Refused(refusal) => Refusal::fields(vec![refusal.on("homes")]).into(),
        Halt::Store(_) => halt,
    }
}

/// The charges: `12 15`, or with what goes to each `12:50 15:20.5`.
fn charges(typed: &str) -> Run<Wanted> {
    let parts = typed.split([',', '，', '、', ' ']);
    let named: Vec<_> = parts.filter(|part| !part.is_empty()).map(cut).collect();
    if named.is_empty() {
        return Ok(Wanted::Oldest);
    }
    if named.len() > MOST_CHARGES {
        return Err(Refusal::new(Why::TooMany)
            .with("limit", MOST_CHARGES)
            .into());
    }
    let unknown = |text: &str| {
        let refusal = Refusal::new(Why::ChargeNotOpen).with("text", text);
        Refusal::fields(vec![refusal.on("charges")])
    };
    let id = |text: &str| {
        let digits = text.trim_start_matches('#');
        let id = digits.parse().map(ChargeId);
        id.map_err(|_| unknown(text))
    };
    if named.iter().all(|(_, amount)| amount.is_none()) {
        let ids: Result<Vec<ChargeId>, Refusal> = named.iter().map(|(text, _)| id(text)).collect();
        return Ok(Wanted::First(ids?));
    }
    let part = |(text, amount): &(&str, Option<&str>)| {
        let amount = amount.ok_or_else(|| Refusal::fields(vec![missing("charges")]))?;
        Ok((id(text)?, amount_of(amount, "charges")?))
    };
    let parts: Result<Vec<_>, Refusal> = named.iter().map(part).collect();
    Ok(Wanted::Parts(parts?))
}
