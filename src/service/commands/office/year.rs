//! `holiday.list`: the holidays of a year and the days worked instead, taken over from a list.

use crate::domain::calendar::Day;
use crate::domain::error::{Fact, FieldFault, Refusal, Why};
use crate::service::args::Values;
use crate::service::command::Made;
use crate::service::deadlines;
use crate::service::halt::{Halt, Run};
use crate::service::work::Work;

use super::settings::{already, store};

/// Most days of one list: all of a year.
const MOST: usize = 366;
/// What parts the first from the last day of a stretch.
const THROUGH: [&str; 5] = ["..", "~", "～", "—", "至"];
/// What a word behind days makes of them.
const KINDS: &[(&str, &str)] = &[
    ("休", "holiday"),
    ("放假", "holiday"),
    ("holiday", "holiday"),
    ("班", "workday"),
    ("上班", "workday"),
    ("workday", "workday"),
];

/// A day and what it is.
type Entry = (Day, &'static str);

/// Takes over the days of a list; those that are so already stay, and a list that says nothing new is refused.
pub(super) fn list(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let year = values.whole("year").unwrap_or_default();
    let year = i32::try_from(year).unwrap_or_default();
    let entries = read(&values.line("days"), year)
        .map_err(|fault| Halt::Refused(Refusal::fields(vec![fault])))?;
    let (mut holidays, mut workdays) = (0, 0);
    for (day, kind) in entries {
        let said = Fact::Term(format!("choice-day_kind-{kind}"));
        let stored = store(work, &format!("holiday.{day}"), kind, || {
            already(Fact::Day(day), said)
        });
        match stored {
            Ok(_) if kind == "holiday" => holidays += 1,
            Ok(_) => workdays += 1,
            Err(Halt::Refused(refusal)) if refusal.why == Why::AlreadySo => {}
            Err(halt) => return Err(halt),
        }
    }
    if holidays + workdays == 0 {
        return Err(Why::NothingChanged.into());
    }
    deadlines::rederive_open(work)?;
    Ok(Made::default()
        .with("year", year.to_string())
        .with("holidays", Fact::Count(holidays))
        .with("workdays", Fact::Count(workdays)))
}

/// Reads a list: days and stretches of days, `10-01..10-07` or `2027-10-01`, each a holiday unless a word behind it says
/// that it is worked: `10-10 班`.
fn read(text: &str, year: i32) -> Result<Vec<Entry>, FieldFault> {
    let bad = |word: &str| Refusal::new(Why::BadHolidays).with("text", word).on("days");
    let mut entries: Vec<Entry> = Vec::new();
    // How many of the last entries the next word is about.
    let mut last = 0;
    let apart = |c: char| c.is_whitespace() || matches!(c, ',' | '，' | '、' | ';' | '；' | '：');
    for word in text.split(apart).filter(|word| !word.is_empty()) {
        let (days, kind) = kind_of(word);
        if !days.is_empty() {
            let (first, end) = stretch(days, year).ok_or_else(|| bad(word))?;
            let days: Vec<Day> = first.through(end).take(MOST + 1).collect();
            last = days.len();
            entries.extend(days.into_iter().map(|day| (day, "holiday")));
            if last == 0 || entries.len() > MOST {
                return Err(bad(word));
            }
        }
        if let Some(kind) = kind {
            if last == 0 {
                return Err(bad(word));
            }
            let from = entries.len().saturating_sub(last);
            for (_, said) in entries.iter_mut().skip(from) {
                *said = kind;
            }
            last = 0;
        }
    }
    if entries.is_empty() {
        return Err(bad(text));
    }
    Ok(entries)
}

/// What stands before the kind at the end of a word, and the kind: the longest that fits.
fn kind_of(word: &str) -> (&str, Option<&'static str>) {
    let ends = KINDS.iter().filter_map(|(end, kind)| {
        let before = word.strip_suffix(end)?;
        Some((before, Some(*kind)))
    });
    ends.min_by_key(|(before, _)| before.len())
        .unwrap_or((word, None))
}

/// The first and the last day of a stretch of one year.
fn stretch(text: &str, year: i32) -> Option<(Day, Day)> {
    let parted = THROUGH.iter().find_map(|mark| text.split_once(mark));
    let (first, end) = parted.unwrap_or((text, text));
    let (first, end) = (day(first, year)?, day(end, year)?);
    (first <= end && first.year() == year && end.year() == year).then_some((first, end))
}

/// A day with or without its year: `2027-10-01`, `10-01`, `10.1`, `10月1日`.
fn day(text: &str, year: i32) -> Option<Day> {
    if let Ok(day) = text.parse() {
        return Some(day);
    }
    let text = text.trim_end_matches(['日', '号']);
    let (month, day) = text.split_once(['-', '.', '/', '月'])?;
    Day::from_ymd(year, month.parse().ok()?, day.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<String> {
        let entries = read(text, 2027).unwrap();
        let said = entries.iter().map(|(day, kind)| format!("{day} {kind}"));
        said.collect()
    }

    #[test]
    fn a_list_is_read_as_it_is_announced() {
        assert_eq!(
            said("2027-01-01\n10-01..10-03 休\n10-10班、1月30日至1月31日上班"),
            [
                "2027-01-01 holiday",
                "2027-10-01 holiday",
                "2027-10-02 holiday",
                "2027-10-03 holiday",
                "2027-10-10 workday",
                "2027-01-30 workday",
                "2027-01-31 workday",
            ]
        );
        // A word is about what stands right before it, not about all that came.
        assert_eq!(
            said("5.1 5.8 班"),
            ["2027-05-01 holiday", "2027-05-08 workday"]
        );
    }

    #[test]
    fn what_is_no_day_of_the_year_is_refused() {
        for text in [
            "",
            "班",
            "13-01",
            "02-30",
            "10-07..10-01",
            "2026-10-01",
            "10-01 某日",
            "12-30..2028-01-02",
        ] {
            assert_eq!(
                read(text, 2027).unwrap_err().why,
                Why::BadHolidays,
                "{text}"
            );
        }
    }
}
