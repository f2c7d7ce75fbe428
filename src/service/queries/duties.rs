//! Answers `Query::Duties`; a duty with its evidence and its history, and how its instant came about.

use crate::domain::calendar::{Day, Month};
use crate::domain::duty::{By, Did, Duty, Every, Period};
use crate::domain::error::{Fact, Refusal, Why};
use crate::service::duties::{self, Item, State, counts_from, set, terms, timing};
use crate::service::halt::Run;
use crate::service::lookup::staff_name;
use crate::service::queries::Asking;
use crate::service::queries::choices::meant;
use crate::service::queries::facts::Facts;
use crate::service::registers;
use crate::service::subject::{Subject, by_number};
use crate::service::view::{Choice, DutyHealth, DutyPage, DutyRow, DutySpan, Explanation, Field};
use crate::service::words;

/// Days looked back over for the latest periods of a duty: two years show four half-years.
const LOOKED_BACK: i32 = 731;
/// Periods told under a duty.
const TOLD: usize = 6;

/// Answers `Query::Duties`.
pub fn page(asking: Asking<'_>, span: DutySpan) -> Run<DutyPage> {
    let today = asking.office.today(asking.now);
    let window = window(span, today);
    let mut rows = if span == DutySpan::Year {
        year(asking, window)?
    } else {
        let mut rows = Vec::new();
        for item in items(asking, span, window)? {
            rows.push(row(asking, &item)?);
        }
        rows
    };
    match span {
        // What is to be done some times a year stands before what is done daily.
        DutySpan::Year => rows.sort_by_key(|row| row.count),
        // Whose it is first; a person and a rank are told apart by their words.
        DutySpan::People => {
            rows.sort_by_cached_key(|row| (!row.mine, format!("{:?}", row.owner), row.due_at));
        }
        _ => rows.sort_by_key(|row| (place(&row.state), row.due_at)),
    }
    Ok(DutyPage {
        span,
        window,
        rows,
        from: counts_from(asking.office),
        faults: set().faults().to_vec(),
    })
}

/// What is late first, what is done behind what is to do.
fn place(state: &str) -> u8 {
    match State::from_name(state) {
        Some(State::Late) => 0,
        Some(State::Missed) => 1,
        Some(State::Open) => 2,
        Some(State::Done | State::Waived) => 3,
        Some(State::Uncounted) | None => 4,
    }
}

/// The days of a span around today.
fn window(span: DutySpan, today: Day) -> Period {
    let of = |first, last| Period { first, last };
    match span {
        DutySpan::Today | DutySpan::Overdue => of(today, today),
        DutySpan::Week => {
            let first = today.plus(1 - i32::from(today.weekday()));
            of(first, first.plus(6))
        }
        DutySpan::Month | DutySpan::People => of(today.month().first(), today.month().last()),
        DutySpan::Year => {
            let month = |number| Month::new(today.year(), number).unwrap_or(today.month());
            of(month(1).first(), month(12).last())
        }
    }
}

/// The duties of a window: those due in it, and what is late.
fn items(asking: Asking<'_>, span: DutySpan, window: Period) -> Run<Vec<Item>> {
    let Asking {
        tx, office, now, ..
    } = asking;
    let today = office.today(now);
    let mut found: Vec<Item> = Vec::new();
    for duty in set().on() {
        let late = duties::late(tx, office, now, duty)?;
        let daily = timing(office, duty).every.is_daily();
        let days = match span {
            DutySpan::Overdue => None,
            DutySpan::Today | DutySpan::People if daily => Some((today, today)),
            DutySpan::Week | DutySpan::Month if daily => None,
            _ => Some((window.first, window.last)),
        };
        if let Some(days) = days {
            let here = duties::within(tx, office, now, duty, days)?;
            found.extend(here.into_iter().filter(|item| {
                let due = days.0 <= item.due.day && item.due.day <= days.1;
                let again = late.as_ref().is_some_and(|late| late.period == item.period);
                let wanted =
                    span != DutySpan::People || matches!(item.state, State::Open | State::Late);
                due && !again && wanted
            }));
        }
        // What comes daily is left out whole, late or not.
        let left_out = daily && matches!(span, DutySpan::Week | DutySpan::Month);
        found.extend(late.filter(|_| !left_out));
    }
    Ok(found)
}

/// Whose a duty is.
fn owner(asking: Asking<'_>, item: &Item) -> Run<Fact> {
    Ok(match item.owner {
        Some(staff) => Fact::from(staff_name(asking.tx, staff)?),
        None => Fact::Term(item.duty.owner.term()),
    })
}

/// What fulfils a duty; a register that is not in force does not.
fn by(duty: &Duty) -> Fact {
    let named = |key: &str, name: Fact| Fact::Told(key.to_owned(), vec![("name".to_owned(), name)]);
    match &duty.by {
        By::Register { register, .. } if registers::set().named(register).is_some() => named(
            "duty-by-register",
            Fact::Term(format!("register-{register}")),
        ),
        By::Command(command) => named("duty-by-command", words::command(command)),
        By::Report(_) => Fact::Term("duty-by-report".to_owned()),
        By::Register { .. } | By::Hand => Fact::Term("duty-by-hand".to_owned()),
    }
}

/// A duty of a period in a line.
pub fn row(asking: Asking<'_>, item: &Item) -> Run<DutyRow> {
    let settled = item.record.as_ref();
    let did = settled.and_then(|record| record.settler(item.duty.count).or(record.acts.last()));
    Ok(DutyRow {
        subject: item.subject(),
        duty: item.duty.id.clone(),
        period: item.period,
        due_at: item.due.at,
        state: item.state.name().to_owned(),
        owner: owner(asking, item)?,
        mine: item.is_of(asking.actor),
        by: by(item.duty),
        have: item.have(),
        count: item.duty.count,
        missing: 0,
        done_by: match did {
            Some(did) => staff_name(asking.tx, did.by)?,
            None => String::new(),
        },
        done_at: did.map(|did| did.at),
        needs: (!item.may(asking.actor)).then(|| Fact::Term(item.duty.owner.term())),
    })
}

/// Each duty with how often it was done this year, and what of it is missing by today.
fn year(asking: Asking<'_>, window: Period) -> Run<Vec<DutyRow>> {
    let Asking {
        tx, office, now, ..
    } = asking;
    let today = office.today(now);
    let mut rows = Vec::new();
    for duty in set().on() {
        let days = (window.first, window.last);
        let all = duties::within(tx, office, now, duty, days)?;
        let all = all
            .into_iter()
            .filter(|item| item.due.day.year() == today.year());
        let mut sum: Option<DutyRow> = None;
        for item in all {
            // A period that runs over the day that is shown stands for the duty.
            let shown = item.period.first <= today;
            let counts = counts_from(office).is_some_and(|from| item.due.day >= from);
            let waived = item.state == State::Waived;
            let asked = if item.due.at <= now {
                item.duty.count
            } else {
                item.period.pace(item.duty.count, today)
            };
            let missing = if counts && !waived {
                asked.saturating_sub(item.have())
            } else {
                0
            };
            let one = match sum.take() {
                None => row(asking, &item)?,
                Some(mut one) => {
                    if shown {
                        one.subject = item.subject();
                        one.period = item.period;
                        one.due_at = item.due.at;
                        item.state.name().clone_into(&mut one.state);
                    }
                    one.have = one.have.saturating_add(item.have());
                    one.count = one.count.saturating_add(item.duty.count);
                    one
                }
            };
            let before = one.missing;
            sum = Some(DutyRow {
                missing: before.saturating_add(missing),
                ..one
            });
        }
        rows.extend(sum);
    }
    Ok(rows)
}

/// The duty of a period that a question is about.
pub fn found(asking: Asking<'_>, subject: Subject) -> Run<Item> {
    let Asking {
        tx, office, now, ..
    } = asking;
    let item = duties::of_subject(tx, office, now, subject)?;
    Ok(item.ok_or_else(|| Refusal::new(Why::UnknownRecord).with("number", ""))?)
}

/// What is told of a duty: its rows of the list of duties, its period, what fulfils it, its evidence, its last periods.
pub fn facts(asking: Asking<'_>, item: &Item) -> Run<Vec<Field>> {
    let duty = item.duty;
    let mut facts = Facts::default();
    facts.term("duty_name", format!("duty-{}", duty.id));
    let rows = duty.rows.join(" ");
    let part = match duty.part.as_str() {
        "" => String::new(),
        part => format!("{part}  {}  {rows}", duty.source),
    };
    facts.text("duty_source", part.trim());
    facts.said("duty_span", told_period(item.period));
    facts.at("due_at", Some(item.due.at));
    facts.said("duty_owner", owner(asking, item)?);
    facts.said("duty_by", by(duty));
    if duty.count > 1 {
        let count = format!("{}/{}", item.have(), duty.count);
        facts.text("duty_count", &count);
    }
    let record = item.record.iter();
    for did in record.clone().flat_map(|record| &record.acts) {
        evidence(asking, &mut facts, "evidence", did)?;
    }
    for did in record.filter_map(|record| record.waived.as_ref()) {
        evidence(asking, &mut facts, "duty_waived", did)?;
    }
    // The periods before, the latest first.
    let before = item.period.first.plus(-1);
    let timing = timing(asking.office, duty);
    let back = if timing.every.is_daily() {
        31
    } else {
        LOOKED_BACK
    };
    let days = (before.plus(-back), before);
    let past = duties::within(asking.tx, asking.office, asking.now, duty, days)?;
    for past in past.iter().rev().take(TOLD) {
        let state = Fact::Term(format!("state-duty-{}", past.state.name()));
        let told = [("period", told_period(past.period)), ("state", state)];
        facts.said("duty_before", said("duty-past", told));
    }
    Ok(facts.done())
}

/// A sentence with its facts.
fn said<const N: usize>(key: &str, facts: [(&str, Fact); N]) -> Fact {
    let facts = facts.map(|(name, fact)| (name.to_owned(), fact));
    Fact::Told(key.to_owned(), facts.to_vec())
}

/// A period in a fact: a day, or its first and last.
fn told_period(period: Period) -> Fact {
    if period.first == period.last {
        return Fact::Day(period.first);
    }
    let days = [("first", period.first), ("last", period.last)];
    let days = days.map(|(name, day)| (name.to_owned(), Fact::Day(day)));
    Fact::Told("duty-period".to_owned(), days.to_vec())
}

/// An act with who, when, and what proves it.
fn evidence(asking: Asking<'_>, facts: &mut Facts, name: &str, did: &Did) -> Run<()> {
    let mut text = did.text.clone();
    if let Some(file) = &did.file {
        text = format!("{text} {} {}", file.name, file.short());
    }
    let mut link = None;
    if let Some(number) = did.number {
        let today = asking.office.today(asking.now);
        text = format!("{text} {}", number.short(today));
        link = by_number(asking.tx, number)?.and_then(|found| found.subject());
    }
    let by = Fact::from(staff_name(asking.tx, did.by)?);
    let text = Fact::from(text.trim());
    // A report has no name among the commands.
    let told = if did.what.contains('.') {
        let what = words::command(&did.what);
        let facts = [
            ("at", Fact::At(did.at)),
            ("by", by),
            ("what", what),
            ("text", text),
        ];
        said("duty-did-by", facts)
    } else {
        said(
            "duty-did",
            [("at", Fact::At(did.at)), ("by", by), ("text", text)],
        )
    };
    facts.opens(name, told, link);
    Ok(())
}

/// How the instant a duty is due came about.
pub fn explain(asking: Asking<'_>, item: &Item) -> Vec<Explanation> {
    let office = asking.office;
    let timing = timing(office, item.duty);
    let mut facts = Facts::default();
    facts.term("duty_name", format!("duty-{}", item.duty.id));
    let (every, days) = timing.every.name();
    let every = format!("duty-every-{every}");
    if matches!(timing.every, Every::Days(_)) {
        let days = ("count".to_owned(), Fact::Count(i64::from(days)));
        facts.said("duty_every", Fact::Told(every, vec![days]));
    } else {
        facts.term("duty_every", every);
    }
    facts.said("duty_span", told_period(item.period));
    let day = |key: &str, day: u8| {
        let day = ("day".to_owned(), Fact::Count(i64::from(day)));
        Fact::Told(key.to_owned(), vec![day])
    };
    if let Some(number) = timing.day {
        facts.said("duty_rule", day("duty-rule-day", number));
    } else if let Some(number) = timing.before {
        let key = if terms(office).named_day {
            "duty-rule-before-with"
        } else {
            "duty-rule-before"
        };
        facts.said("duty_rule", day(key, number));
    }
    facts.day("duty_said", Some(item.due.said));
    if item.due.day != item.due.said {
        facts.day("duty_moved", Some(item.due.day));
    }
    facts.at("due_at", Some(item.due.at));
    facts.explains("duty").into_iter().collect()
}

/// How many duties are late, whoever they are of; costs by the number of duties.
pub fn late(asking: Asking<'_>) -> Run<i64> {
    let late = duties::all_due(asking.tx, asking.office, asking.now, &|_| true)?;
    Ok(i64::try_from(late.len()).unwrap_or(i64::MAX))
}

/// Answers `Query::DutyHealth`, but for the files: those are the server's.
pub fn health(asking: Asking<'_>) -> Run<DutyHealth> {
    Ok(DutyHealth {
        on: i64::try_from(set().on().count()).unwrap_or(i64::MAX),
        late: late(asking)?,
        from: counts_from(asking.office),
        ..DutyHealth::default()
    })
}

/// What fits what is typed of the duties somebody may say are done, or of all where it is no matter of doing them: by name
/// or words in any language, what is late first, then what is due next.
pub fn to_choose(asking: Asking<'_>, command: &str, typed: &str) -> Run<Vec<Choice>> {
    let Asking {
        tx, office, now, ..
    } = asking;
    let today = office.today(now);
    let mut fitting: Vec<(bool, Item)> = Vec::new();
    for duty in set().on() {
        let label = &duty.label;
        let names = [&duty.id, &label.zh_hans, &label.zh_hant, &label.en];
        if !names.iter().any(|name| meant(name, typed)) {
            continue;
        }
        let late = duties::late(tx, office, now, duty)?;
        let item = match late {
            Some(late) => Some(late),
            None => duties::at(tx, office, now, duty, today)?,
        };
        fitting.extend(
            item.filter(|item| command != "duty.done" || item.may(asking.actor))
                .map(|item| (matches!(item.state, State::Done | State::Waived), item)),
        );
    }
    fitting.sort_by_key(|(settled, item)| (*settled, item.due.at));
    let choice = |(_, item): (bool, Item)| Choice {
        value: item.duty.id.clone(),
        label: Fact::Term(format!("duty-{}", item.duty.id)),
        note: Some(Fact::Term(format!("state-duty-{}", item.state.name()))),
    };
    Ok(fitting.into_iter().map(choice).collect())
}

/// What the list of duties holds: every duty of this month, the daily ones too, and what is late.
pub fn shown(asking: Asking<'_>) -> Run<Vec<Item>> {
    let Asking {
        tx, office, now, ..
    } = asking;
    let month = window(DutySpan::Month, office.today(now));
    let mut found: Vec<Item> = Vec::new();
    for duty in set().on() {
        let here = duties::within(tx, office, now, duty, (month.first, month.last))?;
        let late = duties::late(tx, office, now, duty)?;
        let late = late.filter(|late| here.iter().all(|item| item.period != late.period));
        found.extend(here);
        found.extend(late);
    }
    Ok(found)
}
