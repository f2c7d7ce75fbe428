//! What is told of asking a home for money: the next step, how it keeps its word, its limitation clocks, every attempt.

use crate::domain::error::Fact;
use crate::domain::id::HouseholdId;
use crate::domain::ledger::{Debt, Dunning, LimitationClock};
use crate::domain::money::Amount;
use crate::service::books;
use crate::service::halt::Run;
use crate::service::ladder::{self, Clocks};
use crate::service::lookup::{all, staff_name};
use crate::service::queries::Asking;
use crate::service::queries::facts::Facts;
use crate::storage::Direction;
use crate::storage::codec::Key;
use crate::storage::kept::indexes::DUNNING_BY_HOUSEHOLD;
use crate::storage::record::get;

/// Attempts told, the latest first.
const ATTEMPTS: usize = 20;

fn told(key: &str, facts: Vec<(&str, Fact)>) -> Fact {
    let named = facts.into_iter();
    let named = named.map(|(name, fact)| (name.to_owned(), fact)).collect();
    Fact::Told(key.to_owned(), named)
}

/// Adds how things stand with a home that owes: what is next, how it keeps its word, what is disputed, the first
/// limitation clock where few days are left.
pub(super) fn standing(asking: Asking<'_>, facts: &mut Facts, debt: &Debt) -> Run<()> {
    if debt.amount <= Amount::ZERO {
        return Ok(());
    }
    let today = asking.office.today(asking.now);
    if let Some(next) = ladder::next(asking.office, debt) {
        let way = Fact::Term(format!("choice-way-{}", next.rung.way.name()));
        let step = told(
            "told-step",
            vec![("way", way), ("day", Fact::Day(next.from))],
        );
        facts.put("next_step", step);
    }
    let (broken, decided) = books::word_of(asking.tx, asking.office.zone, debt.household, today)?;
    if decided > 0 {
        let parts = vec![
            ("decided", Fact::from(decided)),
            ("kept", Fact::from(decided - broken)),
        ];
        facts.put("word", told("told-word", parts));
    }
    if let Some(part) = debt.disputed {
        facts.money("disputed", part.amount);
    }
    let clock = Clocks::of(asking.office).first(debt, today);
    if let Some(clock) = clock.filter(|clock| clock.shown) {
        facts.put("limitation", clock_said(&clock));
    }
    Ok(())
}

/// Where a limitation clock stands: its last day, and what it runs from.
pub(super) fn clock_said(clock: &LimitationClock) -> Fact {
    let day = ("day", Fact::Day(clock.expires_on));
    if clock.has_run_out() {
        return told("told-clock-over", vec![day]);
    }
    let days = ("days", Fact::Count(clock.days_left.into()));
    let from = ("from", Fact::Day(clock.from));
    match clock.act {
        Some(act) => {
            let act = Fact::Term(format!("choice-claim-{}", act.name()));
            told("told-clock-act", vec![day, days, from, ("act", act)])
        }
        None => told("told-clock", vec![day, days, from]),
    }
}

/// Adds every attempt with its way and what came of it, the latest first.
pub(super) fn attempts(asking: Asking<'_>, facts: &mut Facts, home: HouseholdId) -> Run<()> {
    let all: Vec<Dunning> = all(
        asking.tx,
        DUNNING_BY_HOUSEHOLD,
        Key::new().u64(home.0),
        Direction::Backward,
        ATTEMPTS,
    )?;
    for one in all {
        let mut parts = vec![
            ("at", Fact::At(one.at)),
            ("way", Fact::Term(format!("choice-way-{}", one.way.name()))),
            ("by", Fact::from(staff_name(asking.tx, one.by)?)),
            ("text", Fact::from(one.text)),
        ];
        let key = match (one.result, one.early) {
            (None, _) => "told-attempt-plain",
            (Some(result), early) => {
                let result = Fact::Term(format!("choice-dun_result-{}", result.name()));
                parts.push(("result", result));
                match early {
                    None => "told-attempt",
                    Some(why) => {
                        parts.push(("why", Fact::from(why)));
                        "told-attempt-early"
                    }
                }
            }
        };
        facts.put("attempt", told(key, parts));
    }
    Ok(())
}

/// What the card of a home says of its debt.
pub(super) fn card(asking: Asking<'_>, home: HouseholdId) -> Run<Facts> {
    let mut facts = Facts::default();
    if let Some(debt) = get::<Debt>(asking.tx, home.0)? {
        standing(asking, &mut facts, &debt)?;
    }
    Ok(facts)
}
