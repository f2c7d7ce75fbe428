//! Arguments: texts become values at the door, with every fault at once.

use std::collections::BTreeMap;

use crate::domain::calendar::{Day, Instant, Month, When, parse_when};
use crate::domain::error::{Fact, FieldFault, Refusal, Why};
use crate::domain::household::{Household, Person, phone_digits};
use crate::domain::id::Number;
use crate::domain::ledger::FeeItem;
use crate::domain::money::{Amount, Area, MoneyFault, Rate};
use crate::domain::safe_text::{Limit, SafeBlock, SafeText, TextFault};
use crate::domain::staff::{Rank, Staff};
use crate::domain::ticket::TicketKind;
use crate::service::command::{Arg, Kind, Row};
use crate::service::evidence::is_digest;
use crate::service::halt::{Halt, Run};
use crate::service::lookup;
use crate::service::office::Office;
use crate::service::pins;
use crate::storage::ReadTx;

/// A value an argument was read as.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Text(String),
    Amount(Amount),
    Day(Day),
    When(When),
    Whole(i64),
    Yes(bool),
    Choice(&'static str),
    Premises(Box<Household>),
    Staff(Box<Staff>),
    Person(Box<Person>),
    Month(Month),
    Number(Number),
    Area(Area),
    Rate(Rate),
    FeeItem(Box<FeeItem>),
    Names(Vec<String>),
}

/// The values of a command's arguments; absent ones are absent.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Values {
    values: BTreeMap<&'static str, Value>,
}

/// Declares getters: name of the method, variant, type given back.
macro_rules! getters {
    ($($method:ident $variant:ident $type:ty, |$value:ident| $give:expr;)*) => { $(
        #[doc = concat!("The ", stringify!($variant), " given for `name`, if one was given.")]
        pub fn $method(&self, name: &str) -> Option<$type> {
            match self.values.get(name) {
                Some(Value::$variant($value)) => Some($give),
                _ => None,
            }
        }
    )* };
}

impl Values {
    getters! {
        text Text &str, |value| value.as_str();
        amount Amount Amount, |value| *value;
        day Day Day, |value| *value;
        when When When, |value| *value;
        whole Whole i64, |value| *value;
        choice Choice &'static str, |value| value;
        premises Premises &Household, |value| value;
        staff Staff &Staff, |value| value;
        person Person &Person, |value| value;
        month Month Month, |value| *value;
        number Number Number, |value| *value;
        area Area Area, |value| *value;
        rate Rate Rate, |value| *value;
        fee_item FeeItem &FeeItem, |value| value;
        names Names &[String], |value| value.as_slice();
    }

    /// Whether `name` was given as yes.
    pub fn yes(&self, name: &str) -> bool {
        matches!(self.values.get(name), Some(Value::Yes(true)))
    }

    /// Whether nothing was given.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Whether `name` was given at all.
    pub fn has(&self, name: &str) -> bool {
        self.values.contains_key(name)
    }

    /// The values of these names alone.
    #[must_use]
    pub fn only(&self, names: &[&str]) -> Self {
        let values = self.values.iter();
        let kept = values.filter(|(name, _)| names.contains(name));
        Self {
            values: kept.map(|(name, value)| (*name, value.clone())).collect(),
        }
    }

    /// The text given for `name`, or an empty one.
    pub fn line(&self, name: &str) -> String {
        self.text(name).unwrap_or_default().to_owned()
    }

    /// The fields `clear` names, all of which must be among `allowed`.
    pub fn clearing(&self, allowed: &[&'static str]) -> Run<Vec<&'static str>> {
        let known = |name: &String| {
            let found = allowed.iter().find(|field| *field == name).copied();
            let keys = allowed.iter().map(|name| format!("field-{name}"));
            let fault = || Refusal::fields(vec![bad_choice(name, keys).on("clear")]);
            found.ok_or_else(|| fault().into())
        };
        let names = self.names("clear").unwrap_or_default();
        names.iter().map(known).collect()
    }

    /// Takes a value out.
    pub fn remove(&mut self, name: &str) {
        self.values.remove(name);
    }

    /// Puts a value in, for a command that calls another.
    pub fn set(&mut self, name: &'static str, value: Value) {
        self.values.insert(name, value);
    }
}

/// What reading an argument may ask.
#[derive(Clone, Copy)]
pub struct Reading<'a> {
    pub tx: &'a dyn ReadTx,
    pub office: &'a Office,
    pub now: Instant,
}

/// Reads the arguments of a command: all faults at once, nothing guessed.
pub fn read(reading: Reading<'_>, row: &Row, given: &[(String, String)]) -> Run<Values> {
    let mut values = Values::default();
    let mut faults = Vec::new();
    for (name, _) in given {
        if row.arg(name).is_none() {
            faults.push(
                Refusal::new(Why::UnknownArgument)
                    .with("text", name.as_str())
                    .on(name),
            );
        }
    }
    for arg in row.args {
        let typed = given
            .iter()
            .rev()
            .find(|(name, _)| name == arg.name)
            .map(|(_, text)| text.trim());
        match typed {
            None | Some("") if arg.must => {
                faults.push(Refusal::new(Why::Missing).on(arg.name));
            }
            None | Some("") => {}
            Some(text) => match with_kind(reading, arg, text, given) {
                Ok(value) => {
                    values.values.insert(arg.name, value);
                }
                Err(Halt::Refused(refusal)) => faults.push(refusal.on(arg.name)),
                Err(halt) => return Err(halt),
            },
        }
    }
    if faults.is_empty() {
        Ok(values)
    } else {
        Err(Refusal::fields(faults).into())
    }
}

/// Reads one argument; of a category it says more where the kind of the ticket is given too.
fn with_kind(
    reading: Reading<'_>,
    arg: &Arg,
    text: &str,
    given: &[(String, String)],
) -> Run<Value> {
    if arg.kind != Kind::Category {
        return value(reading, arg, text);
    }
    let said = given.iter().rev().find(|(name, _)| name == "kind");
    let kind = said.and_then(|(_, kind)| TicketKind::from_name(kind));
    let found = lookup::category_of(reading.office, text, kind)?;
    Ok(Value::Text(found.code.clone()))
}

/// Reads one argument.
#[allow(
    clippy::too_many_lines,
    reason = "one arm a kind of argument; splitting it would hide the table"
)]
pub fn value(reading: Reading<'_>, arg: &Arg, text: &str) -> Run<Value> {
    let Reading { tx, office, now } = reading;
    let today = office.today(now);
    Ok(match arg.kind {
        Kind::Line(graphemes) => Value::Text(line(text, graphemes)?),
        Kind::Reason => Value::Text(
            SafeText::strict(text, Limit::REASON)
                .map_err(text_fault)?
                .as_str()
                .to_owned(),
        ),
        Kind::Block => Value::Text(
            SafeBlock::strict(text, Limit::NOTE)
                .map_err(text_fault)?
                .as_str()
                .to_owned(),
        ),
        Kind::Amount => {
            let amount = amount(text)?;
            if amount <= Amount::ZERO {
                return Err(Why::NotPositive.into());
            }
            Value::Amount(amount)
        }
        Kind::AmountOrZero => Value::Amount(amount(text)?),
        Kind::Day => Value::Day(day(text, reading)?),
        Kind::ComingDay => {
            let day = day(text, reading)?;
            if day < today {
                return Err(Refusal::new(Why::PastDay)
                    .with("day", Fact::Day(day))
                    .into());
            }
            Value::Day(day)
        }
        Kind::When | Kind::AnyTime => {
            let when = parse_when(text, now, office.zone)
                .ok_or_else(|| Refusal::new(Why::BadDay).with("text", text))?;
            if when.past && arg.kind == Kind::When {
                return Err(Refusal::new(Why::PastDay)
                    .with("day", Fact::Day(when.day))
                    .into());
            }
            Value::When(when)
        }
        Kind::Whole(least, most) => {
            let bad = || Refusal::new(Why::BadNumber).with("text", text);
            let number: i64 = text.parse().map_err(|_| bad())?;
            if !(least..=most).contains(&number) {
                return Err(bad().into());
            }
            Value::Whole(number)
        }
        Kind::Yes => match text {
            "yes" | "y" | "true" | "1" | "是" => Value::Yes(true),
            "no" | "n" | "false" | "0" | "否" => Value::Yes(false),
            _ => {
                return Err({
                    let choices = ["yes", "no"].map(|name| format!("choice-{name}"));
                    bad_choice(text, choices.into_iter()).into()
                });
            }
        },
        Kind::Choice(choices) => Value::Choice(
            choices
                .iter()
                .find(|choice| **choice == text)
                .ok_or_else(|| {
                    let keys = choices
                        .iter()
                        .map(|name| format!("choice-{}-{name}", arg.word));
                    bad_choice(text, keys)
                })?,
        ),
        Kind::Premises => Value::Premises(Box::new(lookup::premises(tx, office, text)?)),
        Kind::Staff => Value::Staff(Box::new(lookup::staff(tx, text, |s| {
            s.rank > Rank::Worker
        })?)),
        Kind::Worker | Kind::Anybody => Value::Staff(Box::new(lookup::staff(tx, text, |_| true)?)),
        Kind::Person => Value::Person(Box::new(lookup::person(tx, text)?)),
        Kind::Category => Value::Text(lookup::category(office, text)?.code.clone()),
        Kind::Phone => Value::Text(
            phone_digits(text).ok_or_else(|| Refusal::new(Why::BadPhone).with("text", text))?,
        ),
        Kind::Month => Value::Month(
            text.parse()
                .map_err(|_| Refusal::new(Why::BadDay).with("text", text))?,
        ),
        Kind::Number => Value::Number(
            Number::parse(text, today)
                .ok_or_else(|| Refusal::new(Why::UnknownRecord).with("number", text))?,
        ),
        // Digits in clear are refused here: they come sealed or not at all (`pins::seal`).
        Kind::Pin if pins::Sealed::read(text).is_some() => Value::Text(text.to_owned()),
        Kind::Pin => return Err(pins::bad_pin(pins::LEAST_DIGITS).into()),
        Kind::Area => Value::Area(
            Area::parse(text).map_err(|_| Refusal::new(Why::BadNumber).with("text", text))?,
        ),
        Kind::Rate => Value::Rate(
            Rate::parse(text).map_err(|_| Refusal::new(Why::BadAmount).with("text", text))?,
        ),
        Kind::FeeItem => Value::FeeItem(Box::new(lookup::fee_item(tx, text)?)),
        // Where the file came from is nobody's matter: its name alone is kept.
        Kind::File if !text.contains('/') => Value::Text(line(text, LONGEST_NAME)?),
        Kind::Digest if is_digest(text) => Value::Text(text.to_owned()),
        Kind::File | Kind::Digest => return Err(Why::FileMissing.into()),
        Kind::Names => Value::Names(
            text.split([',', '，', '、'])
                .map(|name| line(name.trim(), 80))
                .filter(|name| name.as_ref().map_or(true, |name| !name.is_empty()))
                .collect::<Result<_, _>>()?,
        ),
    })
}

/// Characters of the longest name of a file.
const LONGEST_NAME: usize = 255;

/// One line of text by the rules of `SafeText`.
fn line(text: &str, graphemes: usize) -> Result<String, Refusal> {
    SafeText::strict(text, Limit::new(0, graphemes, graphemes * 4))
        .map(|text| text.as_str().to_owned())
        .map_err(text_fault)
}

fn day(text: &str, reading: Reading<'_>) -> Result<Day, Refusal> {
    let bad = || Refusal::new(Why::BadDay).with("text", text);
    if let Ok(day) = text.parse() {
        return Ok(day);
    }
    parse_when(text, reading.now, reading.office.zone)
        .map(|when| when.day)
        .ok_or_else(bad)
}

fn amount(text: &str) -> Result<Amount, Refusal> {
    Amount::parse(text).map_err(|fault| match fault {
        MoneyFault::Negative => Refusal::new(Why::NotPositive),
        MoneyFault::TooLarge => Refusal::new(Why::AmountTooLarge),
        _ => Refusal::new(Why::BadAmount).with("text", text),
    })
}

/// Says that a text is none of these; each is named by its key of the word files.
pub fn bad_choice(text: &str, choices: impl Iterator<Item = String>) -> Refusal {
    Refusal::new(Why::BadChoice)
        .with("text", text)
        .with("choices", Fact::Several(choices.map(Fact::Term).collect()))
}

/// Says in facts what is wrong with a text.
pub fn text_fault(fault: TextFault) -> Refusal {
    match fault {
        TextFault::TooLong { limit, .. } | TextFault::TooManyBytes { limit, .. } => {
            Refusal::new(Why::TooLong).with("limit", limit)
        }
        TextFault::TooShort { least, .. } => Refusal::new(Why::TooShort).with("limit", least),
        TextFault::Hidden {
            code: '\n' | '\r', ..
        } => Refusal::new(Why::SeveralLines),
        TextFault::Hidden { code, .. } => {
            Refusal::new(Why::BadCharacter).with("code", format!("U+{:04X}", u32::from(code)))
        }
        TextFault::MarkFlood { .. } | TextFault::Cluster { .. } => {
            Refusal::new(Why::BadCharacter).with("code", "U+0300")
        }
    }
}

/// The fault of a field that is missing.
pub fn missing(field: &str) -> FieldFault {
    Refusal::new(Why::Missing).on(field)
}
