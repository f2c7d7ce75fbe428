//! From facts to sentences: refusals, outcomes and single facts in the words of a language.

use crate::domain::calendar::{Day, Instant, Zone};
use crate::domain::error::{Fact, FieldFault, Refusal, Why};
use crate::domain::safe_text::SafeText;
use crate::locale::{Arg, Words};
use crate::service::answer::Done;

/// Says a refusal in one sentence, without its full stop; several wrong fields one after another.
pub fn refusal(words: &Words, refusal: &Refusal, zone: Zone, today: Day) -> String {
    if refusal.why != Why::Fields || refusal.fields.is_empty() {
        return sentence(words, refusal.why, &refusal.facts, zone, today);
    }
    let faults: Vec<String> = refusal
        .fields
        .iter()
        .map(|fault| field_fault(words, fault, zone, today))
        .collect();
    faults.join(&words.get("cli-and"))
}

/// Says what is wrong with one field: its name and the sentence.
pub fn field_fault(words: &Words, fault: &FieldFault, zone: Zone, today: Day) -> String {
    let text = sentence(words, fault.why, &fault.facts, zone, today);
    if fault.why == Why::UnknownArgument {
        return text;
    }
    words.with(
        "cli-field",
        &[
            ("field", Arg::Text(&label(words, &fault.field))),
            ("text", Arg::Text(&text)),
        ],
    )
}

/// Says one fact; text from records with hostile characters made visible.
pub fn fact(words: &Words, fact: &Fact, zone: Zone, today: Day) -> String {
    match fact {
        Fact::Text(text) => SafeText::shown(text).into_string(),
        Fact::Count(count) => count.to_string(),
        Fact::Money(amount) => format!("￥{}", amount.grouped()),
        Fact::Day(day) => day_near(*day, today),
        Fact::At(at) => time_near(*at, zone, today),
        Fact::Term(key) => match words.find(key) {
            Some(term) => term.into_owned(),
            None => SafeText::shown(key).into_string(),
        },
    }
}

/// Says that a command was done: its name, the number it made or changed, and the facts it gave.
pub fn done(words: &Words, command: &str, done: &Done, zone: Zone, today: Day) -> String {
    outcome(words, "cli-done", command, done, zone, today)
}

/// Says that a command waits for a second person.
pub fn pending(words: &Words, command: &str, done: &Done, zone: Zone, today: Day) -> String {
    outcome(words, "cli-pending", command, done, zone, today)
}

/// The name of a field or argument, or its plain name where there are no words for it.
pub fn label(words: &Words, field: &str) -> String {
    match words.find(&format!("field-{field}")) {
        Some(label) => label.into_owned(),
        None => SafeText::shown(field).into_string(),
    }
}

/// A day as short as it can be without being mistaken: the year only if it is not this one.
pub fn day_near(day: Day, today: Day) -> String {
    let (year, month, number) = day.ymd();
    if year == today.year() {
        format!("{month:02}-{number:02}")
    } else {
        format!("{year:04}-{month:02}-{number:02}")
    }
}

/// An instant on the wall clock: the time alone if it is of today.
pub fn time_near(at: Instant, zone: Zone, today: Day) -> String {
    let local = zone.local(at);
    let (hour, minute) = (local.minute / 60, local.minute % 60);
    if local.day == today {
        format!("{hour:02}:{minute:02}")
    } else {
        format!("{} {hour:02}:{minute:02}", day_near(local.day, today))
    }
}

fn outcome(words: &Words, key: &str, command: &str, done: &Done, zone: Zone, today: Day) -> String {
    let mut parts: Vec<String> = done
        .number
        .iter()
        .chain(&done.also)
        .map(|number| number.short(today))
        .collect();
    parts.extend(done.facts.iter().map(|(name, value)| {
        format!("{} {}", label(words, name), fact(words, value, zone, today))
    }));
    words.with(
        key,
        &[
            ("command", Arg::Text(&words.command(command))),
            ("what", Arg::Text(parts.join(&words.get("cli-list")).trim())),
        ],
    )
}

fn sentence(words: &Words, why: Why, facts: &[(String, Fact)], zone: Zone, today: Day) -> String {
    let said: Vec<(&str, String)> = facts
        .iter()
        .filter(|(_, value)| !matches!(value, Fact::Count(_)))
        .map(|(name, value)| (name.as_str(), fact(words, value, zone, today)))
        .collect();
    let counts = facts.iter().filter_map(|(name, value)| match value {
        Fact::Count(count) => Some((name.as_str(), Arg::Number(*count))),
        _ => None,
    });
    let args: Vec<(&str, Arg<'_>)> = said
        .iter()
        .map(|(name, text)| (*name, Arg::Text(text)))
        .chain(counts)
        .collect();
    words.with(&format!("refusal-{}", why.name()), &args)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::{Letter, Number};
    use crate::domain::money::Amount;
    use crate::locale::Language;

    fn today() -> Day {
        Day::from_ymd(2026, 11, 21).unwrap()
    }

    fn zh(refused: &Refusal) -> String {
        refusal(
            &Words::load(Language::ZhHans),
            refused,
            Zone::default(),
            today(),
        )
    }

    #[test]
    fn terms_money_days_and_times_are_said_in_words() {
        let no_right = Refusal::new(Why::NoRight)
            .with("right", Fact::Term("right-cash".to_owned()))
            .with("rank", Fact::Term("rank-worker".to_owned()));
        assert!(zh(&no_right).contains("（维修人员）"), "{}", zh(&no_right));
        let owed = Refusal::new(Why::MoreThanOwed).with("owed", Amount::from_fen(123_600).unwrap());
        assert_eq!(zh(&owed), "超过了欠款 ￥1,236.00");
        let past =
            Refusal::new(Why::PastDay).with("day", Fact::Day(Day::from_ymd(2025, 11, 20).unwrap()));
        assert_eq!(zh(&past), "2025-11-20 已经过去");
        let at = Instant::parse("2026-11-21T14:32:05+08:00").unwrap();
        let stale = Refusal::new(Why::Stale)
            .with("number", "R1121-018")
            .with("by", "李芳")
            .with("at", Fact::At(at));
        assert!(zh(&stale).starts_with("李芳 在 14:32 改过 R1121-018"));
        let long = Refusal::new(Why::TooLong).with("limit", 200_usize);
        assert_eq!(zh(&long), "太长，最多 200 个字");
    }

    #[test]
    fn all_wrong_fields_are_named() {
        let refused = Refusal::fields(vec![
            Refusal::new(Why::UnknownPremises)
                .with("text", "9-9-9")
                .on("premises"),
            Refusal::new(Why::BadAmount).on("amount"),
            Refusal::new(Why::UnknownArgument)
                .with("text", "colour")
                .on("colour"),
        ]);
        assert_eq!(
            zh(&refused),
            "房号：没有“9-9-9”这户；金额：不是金额，例如 1236.50；没有“colour”这个参数"
        );
    }

    #[test]
    fn hostile_facts_are_shown() {
        let refused = Refusal::new(Why::UnknownStaff).with("text", "a\u{1b}[2J\u{202e}");
        let said = zh(&refused);
        assert!(
            !said.chars().any(crate::domain::safe_text::is_hidden),
            "{said:?}"
        );
    }

    #[test]
    fn an_outcome_names_what_it_made() {
        let words = Words::load(Language::ZhHans);
        let number = Number {
            letter: Letter::Repair,
            day: today(),
            count: 18,
            series: 1,
        };
        let made = Done {
            number: Some(number),
            facts: vec![("worker".to_owned(), Fact::Text("王师傅".to_owned()))],
            ..Done::default()
        };
        let said = done(&words, "ticket.dispatch", &made, Zone::default(), today());
        assert!(
            said.contains("派工") && said.contains("R1121-018"),
            "{said}"
        );
        assert!(said.contains("王师傅"), "{said}");
    }

    #[test]
    fn every_reason_has_its_sentence_in_every_language() {
        for language in [Language::ZhHans, Language::En] {
            let words = Words::load(language);
            for why in Why::ALL {
                // Words with placeholders cannot be asked for without them; their key is enough.
                let key = format!("refusal-{} =", why.name());
                let found = crate::locale::sources(language)
                    .iter()
                    .any(|(_, text)| text.contains(&key));
                assert!(found, "{key} in {:?}", words.language());
            }
        }
    }
}
