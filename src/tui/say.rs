//! Facts into words: refusals, outcomes, amounts, days and times.

use crate::domain::calendar::{Day, Instant};
use crate::domain::error::{Fact, FieldFault, Refusal, Why};
use crate::domain::money::Amount;
use crate::locale::{Arg, time};
use crate::tui::clock::Clock;
use crate::tui::kit::Kit;
use crate::tui::theme::Tone;
use crate::wire::{Answer, Done};

/// A sentence for the message line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Said {
    /// The sentence.
    pub text: String,
    /// How it is meant.
    pub tone: Tone,
    /// Whether what it tells can be taken back now.
    pub undo: bool,
}

impl Said {
    /// A sentence that nothing follows from.
    pub fn new(text: impl Into<String>, tone: Tone) -> Self {
        Self {
            text: text.into(),
            tone,
            undo: false,
        }
    }
}

/// Returns an amount with its sign.
pub fn amount(kit: &Kit, amount: Amount) -> String {
    kit.words
        .with("amount", &[("amount", Arg::Text(&amount.grouped()))])
}

/// Returns `hh:mm`.
pub fn clock_time(clock: &Clock, at: Instant) -> String {
    let minute = clock.zone().minute_of(at);
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// Returns a day as `11-23`, with its year where that is another one than this.
pub fn day(clock: &Clock, day: Day) -> String {
    let (year, month, date) = day.ymd();
    if year == clock.today().year() {
        format!("{month:02}-{date:02}")
    } else {
        day.to_string()
    }
}

/// Returns a point of time: 今天 18:30, 11-23 09:00.
pub fn instant(kit: &Kit, clock: &Clock, at: Instant) -> String {
    let then = clock.zone().day_of(at);
    let ahead = i64::from(then.since(clock.today()));
    let day = time::near_day(&kit.words, ahead).unwrap_or_else(|| self::day(clock, then));
    format!("{day} {}", clock_time(clock, at))
}

/// Returns a fact in words.
pub fn fact(kit: &Kit, clock: &Clock, fact: &Fact) -> String {
    match fact {
        Fact::Text(text) => text.clone(),
        Fact::Count(count) => count.to_string(),
        Fact::Money(money) => amount(kit, *money),
        Fact::Day(on) => day(clock, *on),
        Fact::At(at) => instant(kit, clock, *at),
        Fact::Term(key) => kit.term(key).into_owned(),
    }
}

fn sentence(kit: &Kit, clock: &Clock, why: Why, facts: &[(String, Fact)]) -> String {
    let texts: Vec<(&str, String)> = facts
        .iter()
        .map(|(name, value)| (name.as_str(), fact(kit, clock, value)))
        .collect();
    let args: Vec<(&str, Arg<'_>)> = texts
        .iter()
        .map(|(name, text)| (*name, Arg::Text(text)))
        .collect();
    kit.words.with(&format!("refusal-{}", why.name()), &args)
}

/// Returns why something was refused.
pub fn refusal(kit: &Kit, clock: &Clock, refusal: &Refusal) -> String {
    if let (Why::Fields, [only]) = (refusal.why, refusal.fields.as_slice()) {
        let field = kit.field(&only.field);
        let why = fault(kit, clock, only);
        return kit.words.with(
            "said-field",
            &[("field", Arg::Text(&field)), ("why", Arg::Text(&why))],
        );
    }
    sentence(kit, clock, refusal.why, &refusal.facts)
}

/// Returns what is wrong with a field.
pub fn fault(kit: &Kit, clock: &Clock, fault: &FieldFault) -> String {
    sentence(kit, clock, fault.why, &fault.facts)
}

/// Returns what came of a command.
pub fn answer(kit: &Kit, clock: &Clock, command: &str, answer: &Answer) -> Said {
    match answer {
        Answer::Done(done) => Said {
            text: outcome(kit, clock, "said-done", command, done),
            tone: Tone::Good,
            undo: kit.restores(command),
        },
        Answer::Pending(done) => Said::new(
            outcome(kit, clock, "said-pending", command, done),
            Tone::Soon,
        ),
        Answer::Refused(why) => Said::new(refusal(kit, clock, why), Tone::Late),
        Answer::Unknown(_) => Said::new(kit.words.get("said-unknown").into_owned(), Tone::Late),
    }
}

/// Returns what was done: the command's own sentence, or its name, the numbers and the facts.
fn outcome(kit: &Kit, clock: &Clock, key: &str, command: &str, done: &Done) -> String {
    let numbers: Vec<String> = done
        .number
        .iter()
        .chain(&done.also)
        .map(|number| kit.number(*number, clock))
        .collect();
    let facts: Vec<String> = done
        .facts
        .iter()
        .map(|(_, value)| fact(kit, clock, value))
        .filter(|text| !text.is_empty())
        .collect();
    let mut rest = String::new();
    if !facts.is_empty() {
        rest = format!(" {} {}", kit.glyphs.arrow, facts.join(" "));
    }
    let name = kit.words.command(command);
    kit.words.with(
        key,
        &[
            ("command", Arg::Text(&name)),
            ("numbers", Arg::Text(&numbers.join(" "))),
            ("rest", Arg::Text(&rest)),
        ],
    )
}
