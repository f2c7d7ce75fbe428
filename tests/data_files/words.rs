//! Words are complete, alike in every language, used, and fit where they stand.

use std::collections::BTreeSet;

use frontdesk::domain::fold::fold;
use frontdesk::locale::{self, Arg, Language, Words};
use unicode_width::UnicodeWidthStr;

use super::messages::{SHIPPED, all_messages, messages};
use crate::floors::source_files;

/// Keys that are looked up by a computed name, so that no literal of theirs stands in the code.
const FAMILIES: [&str; 34] = [
    "duties-",
    "duty-every-",
    // Sentences of papers, which their templates ask for.
    "paper-",
    "alike-",
    "arrears-",
    "audit-",
    "billing-",
    "board-",
    "category-",
    "choice-",
    "cli-",
    "command-",
    "context-",
    "counted-",
    "done-",
    "fault-",
    "field-",
    "figure-",
    "goodbye-",
    "hint-",
    "key-",
    "limit-",
    "pane-",
    "rank-",
    "refusal-",
    "registers-",
    "report-",
    "right-",
    "role-",
    "rule-",
    "setting-",
    "settings-",
    "state-",
    "trade-",
];

/// What a label has room for, in columns of the terminal; the first prefix that fits counts. The
/// part behind `|` is an attribute.
const WIDTHS: [(&str, usize); 16] = [
    ("category-", 16),
    ("state-|short", 12),
    ("state-", 24),
    ("day-|short", 3),
    ("day-", 10),
    ("hint-", 10),
    ("pane-", 18),
    ("field-", 16),
    ("choice-", 18),
    ("rank-", 20),
    ("role-", 12),
    ("right-", 20),
    ("key-", 10),
    ("context-", 24),
    ("command-|doc", 90),
    ("command-", 24),
];

#[test]
fn every_language_says_the_same_things() {
    let chinese = all_messages(Language::ZhHans);
    for language in SHIPPED {
        let other = all_messages(language);
        for (key, message) in &chinese {
            let there = other.get(key);
            assert_eq!(there, Some(message), "{key} in {}", language.tag());
        }
        assert_eq!(chinese.len(), other.len(), "{}", language.tag());
    }
}

#[test]
fn every_topic_is_the_same_file_in_every_language() {
    let topics = |language: Language| -> Vec<(String, Vec<String>)> {
        locale::sources(language)
            .iter()
            .map(|(name, text)| {
                let topic = name.rsplit('/').next().unwrap().to_owned();
                (topic, messages(text).into_keys().collect())
            })
            .collect()
    };
    assert_eq!(topics(Language::ZhHans), topics(Language::En));
    let shipped: usize = SHIPPED.map(|l| locale::sources(l).len()).iter().sum();
    let on_disk = source_files("ftl").len();
    assert_eq!(shipped, on_disk, "every .ftl file is loaded");
}

/// What may stand behind a 1 and end like a plural.
const NO_PLURALS: [&str; 26] = [
    "is", "has", "was", "as", "its", "this", "needs", "lacks", "names", "differs", "holds", "owes",
    "belongs", "lies", "stands", "says", "goes", "shows", "exists", "declares", "unpacks", "gets",
    "rings", "loads", "gives", "saves",
];

/// The first plural of a text right behind a 1, perhaps with a word or two between.
fn wrong_plural(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split(' ').collect();
    words.iter().enumerate().find_map(|(at, word)| {
        if word.trim_start_matches(['(', ':', '￥']) != "1" {
            return None;
        }
        for behind in words.iter().skip(at + 1).take(3) {
            let plain = behind.trim_end_matches([',', ';', '.', ')', ':']);
            if NO_PLURALS.contains(&plain) || !plain.chars().all(|c| c.is_ascii_alphabetic()) {
                return None;
            }
            if plain.len() > 2 && plain.ends_with('s') && !plain.ends_with("ss") {
                return Some(format!("1 {plain}"));
            }
            if plain.len() != behind.len() || LINKS.contains(&plain) {
                return None;
            }
        }
        None
    })
}

/// Words behind which something else begins.
const LINKS: [&str; 13] = [
    "in", "of", "to", "at", "on", "for", "and", "or", "with", "from", "the", "by", "but",
];

/// English says one row and two rows: whatever is counted has both, also where the count comes as text.
#[test]
fn one_of_a_thing_is_no_plural() {
    assert_eq!(wrong_plural("in 1 rows,").as_deref(), Some("1 rows"));
    assert_eq!(wrong_plural("1 open tickets").as_deref(), Some("1 tickets"));
    assert_eq!(wrong_plural("1 row and 2 rows"), None);
    let words = Words::load(Language::En);
    let mut wrong = Vec::new();
    for (key, message) in all_messages(Language::En) {
        let ends = message.attributes.iter().map(|end| format!("{key}.{end}"));
        for key in std::iter::once(key.clone()).chain(ends) {
            for one in [Arg::Number(1), Arg::Text("1")] {
                let names = message.placeholders.iter();
                let filled: Vec<_> = names.map(|name| (name.as_str(), one)).collect();
                let text = words.fill(&key, &filled).unwrap_or_default();
                wrong.extend(wrong_plural(&text).map(|found| format!("{key}: {found}: {text}")));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_message_can_be_read_by_the_program() {
    for language in SHIPPED {
        let words = Words::load(language);
        for (key, message) in all_messages(language) {
            let filled: Vec<(&str, Arg<'_>)> = message
                .placeholders
                .iter()
                .map(|name| (name.as_str(), Arg::Text("x")))
                .collect();
            for attribute in &message.attributes {
                let text = words.fill(&format!("{key}.{attribute}"), &filled);
                assert!(text.is_some(), "{key}");
            }
            if message.placeholders.is_empty() {
                assert!(!words.get(&key).is_empty(), "{key}");
            }
        }
    }
}

/// Returns the literals behind `words.get(` and its sisters; white space does not matter.
fn keys_asked_for(source: &str) -> Vec<String> {
    let dense: String = source.chars().filter(|c| !c.is_whitespace()).collect();
    let mut keys = Vec::new();
    for receiver in ["words", "words()"] {
        for method in ["get", "with", "find"] {
            let call = format!("{receiver}.{method}(\"");
            for part in dense.split(&call).skip(1) {
                keys.push(part.split('"').next().unwrap().to_owned());
            }
        }
    }
    keys
}

/// Returns the source without its unit tests, which ask for keys that must not exist.
fn without_tests(source: &str) -> &str {
    source.split("\n#[cfg(test)]\n").next().unwrap()
}

#[test]
fn asked_for_keys_are_found_however_the_call_is_broken() {
    let source = "let a = words.get(\"one\"); self\n .words\n .with(\n \"two.doc\", &[]);";
    assert_eq!(keys_asked_for(source), ["one", "two.doc"]);
}

#[test]
fn every_key_the_code_asks_for_has_words() {
    let all = all_messages(Language::ZhHans);
    for (path, text) in source_files("rs") {
        for key in keys_asked_for(without_tests(&text)) {
            let (id, attribute) = key.split_once('.').unwrap_or((&key, ""));
            let message = all.get(id);
            let found =
                message.is_some_and(|m| attribute.is_empty() || m.attributes.contains(attribute));
            assert!(found, "{path}: no words for {key}");
        }
    }
}

#[test]
fn no_words_are_left_over() {
    let sources = source_files("rs");
    // What stands between two quotation marks, all at once: looking for each key anew would read the code a
    // thousand times.
    let literals: BTreeSet<&str> = sources
        .iter()
        .flat_map(|(_, text)| without_tests(text).split('"'))
        .collect();
    for key in all_messages(Language::ZhHans).keys() {
        let computed = FAMILIES.iter().any(|family| key.starts_with(family));
        assert!(
            computed || literals.contains(key.as_str()),
            "nobody says {key}"
        );
    }
}

#[test]
fn no_family_of_keys_is_empty() {
    let all = all_messages(Language::ZhHans);
    for family in FAMILIES {
        assert!(all.keys().any(|key| key.starts_with(family)), "{family}");
    }
}

/// Returns the room there is for a message or an attribute.
fn room_for(key: &str, attribute: &str) -> Option<usize> {
    let fits = |rule: &str| {
        let (prefix, wanted) = rule.split_once('|').unwrap_or((rule, ""));
        key.starts_with(prefix) && wanted == attribute
    };
    WIDTHS
        .iter()
        .find(|(rule, _)| fits(rule))
        .map(|(_, room)| *room)
}

#[test]
fn labels_fit_where_they_stand() {
    let mut wide = Vec::new();
    for language in SHIPPED {
        let words = Words::load(language);
        for (key, message) in all_messages(language) {
            let attributes = message.attributes.iter().map(String::as_str);
            for attribute in attributes.chain([""]) {
                let Some(room) = room_for(&key, attribute) else {
                    continue;
                };
                let full = if attribute.is_empty() {
                    key.clone()
                } else {
                    format!("{key}.{attribute}")
                };
                let text = words.with(&full, &[("count", Arg::Number(88))]);
                if text.width() > room {
                    wide.push(format!("{full}: {} > {room}: {text}", text.width()));
                }
            }
        }
    }
    assert_eq!(wide, Vec::<String>::new());
}

#[test]
fn every_command_and_state_has_its_second_text() {
    for (key, message) in all_messages(Language::ZhHans) {
        for (family, attribute) in [("command-", "doc"), ("state-", "short"), ("day-", "short")] {
            if key.starts_with(family) {
                assert!(message.attributes.contains(attribute), "{key}.{attribute}");
            }
        }
    }
}

/// What folding leaves alone: quotes, and words of both scripts.
const APART: [(&str, &str); 4] = [("「", "“"), ("」", "”"), ("著", "着"), ("覆", "复")];

/// duties.md part 6: the Traditional words are the Simplified ones in the other script, so that nobody learns two sets.
#[test]
fn both_scripts_say_the_same() {
    let lines = |language| -> Vec<&'static str> {
        let files = locale::sources(language).iter();
        files.flat_map(|(_, text)| text.lines()).collect()
    };
    let (simplified, traditional) = (lines(Language::ZhHans), lines(Language::ZhHant));
    assert_eq!(simplified.len(), traditional.len());
    let (mut other, mut differ) = (0, Vec::new());
    for (one, two) in simplified.into_iter().zip(traditional) {
        let alike = |text: &str| {
            let mut text = text.to_owned();
            for (there, here) in APART {
                text = text.replace(there, here);
            }
            fold(&text)
        };
        if alike(one) != alike(two) {
            differ.push((one, two));
        }
        other += usize::from(one != two);
    }
    assert_eq!(differ, []);
    assert!(other > 1000, "{other} lines in the other script");
}
