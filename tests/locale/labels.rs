//! Labels tell one thing from another: in every form, list and lifecycle.

use std::collections::BTreeMap;

use frontdesk::domain::clock_rule::Rules;
use frontdesk::domain::lifecycle::{Kind, Lifecycle};
use frontdesk::locale::{Language, Words};
use frontdesk::tui::say::label;

use super::office::has_hanzi;
use crate::floors::source_files;

const LANGUAGES: [Language; 3] = Language::ALL;

/// The names among these that one label stands for together.
fn alike(words: &Words, names: impl Iterator<Item = &'static str>) -> Vec<Vec<&'static str>> {
    let mut by_label: BTreeMap<String, Vec<&'static str>> = BTreeMap::new();
    for name in names {
        by_label.entry(label(words, name)).or_default().push(name);
    }
    by_label
        .into_values()
        .filter(|names| names.len() > 1)
        .collect()
}

#[test]
fn no_two_fields_of_a_form_are_called_the_same() {
    frontdesk::tui::declared::learn();
    for language in LANGUAGES {
        let words = Words::load(language);
        for row in frontdesk::service::command::rows() {
            let same = alike(&words, row.args.iter().map(|arg| arg.word));
            assert!(same.is_empty(), "{} in {language:?}: {same:?}", row.name);
            for arg in row.args {
                let label = label(&words, arg.word);
                assert!(label != arg.word, "{}: no word for {}", row.name, arg.word);
                assert_eq!(has_hanzi(&label), language != Language::En, "{label}");
            }
        }
    }
}

#[test]
fn every_choice_of_a_form_has_its_word() {
    use frontdesk::service::command::Kind;
    frontdesk::tui::declared::learn();
    let mut missing = Vec::new();
    for language in LANGUAGES {
        let words = Words::load(language);
        for row in frontdesk::service::command::rows() {
            for arg in row.args {
                let Kind::Choice(names) = arg.kind else {
                    continue;
                };
                for name in names {
                    let key = format!("choice-{}-{name}", arg.word);
                    missing.extend(words.find(&key).is_none().then_some(key));
                }
            }
        }
    }
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn the_short_name_of_a_state_is_a_part_of_its_name() {
    for language in LANGUAGES {
        let words = Words::load(language);
        for kind in Kind::ALL {
            let lifecycle = Lifecycle::load(*kind);
            for state in lifecycle.states() {
                let key = format!("state-{}-{}", kind.name(), state.id);
                let word = words.get(&key).to_lowercase();
                let short = words.get(&format!("{key}.short")).into_owned();
                // A list may say less, never another word.
                assert!(
                    language == Language::En || word.starts_with(&short),
                    "{key}: {word}, {short}"
                );
            }
        }
    }
}

#[test]
fn every_time_limit_is_said_in_words_and_what_it_rests_on_without_codes() {
    for language in LANGUAGES {
        let words = Words::load(language);
        let rules: Vec<&str> = Rules::shipped()
            .iter()
            .map(|rule| rule.id.as_str())
            .collect();
        assert!(rules.len() > 15, "{rules:?}");
        for key in ["rule-stated", "rule-changed"] {
            assert!(words.find(key).is_some(), "{key}");
        }
        for id in rules {
            let key = format!("rule-{}", id.replace('.', "-"));
            let limit = [("limit", frontdesk::locale::Arg::Text("15"))];
            let said = words.with(&key, &limit);
            assert!(said.contains("15"), "{key}: {said}");
            assert!(!said.contains("D-") && !said.contains("A-"), "{said}");
        }
    }
}

/// The placeholders of a message and of its attributes.
fn placeholders(language: Language, key: &str) -> Vec<String> {
    let wanted = format!("{key} = ");
    let mut found = Vec::new();
    for (_, text) in frontdesk::locale::sources(language) {
        let lines = text.lines().skip_while(|line| !line.starts_with(&wanted));
        let message = lines
            .enumerate()
            .take_while(|(at, line)| *at == 0 || line.starts_with(' '));
        for (_, line) in message {
            found.extend(line.split("{ $").skip(1).map(|part| {
                let name: String = part
                    .chars()
                    .take_while(|c| c.is_ascii_alphanumeric() || *c == '_')
                    .collect();
                name
            }));
        }
    }
    found
}

#[test]
fn every_command_tells_what_it_did_in_facts_it_gives() {
    let service: String = source_files("rs")
        .iter()
        .filter(|(path, _)| path.starts_with("src/service/"))
        .map(|(_, text)| text.as_str())
        .collect();
    let mut silent = Vec::new();
    for language in LANGUAGES {
        for row in frontdesk::service::command::rows() {
            // The commands of registers share their sentences.
            let declared = frontdesk::service::registers::of_command(row.name).is_some();
            let key = if declared && row.name.ends_with(".reveal") {
                "done-registers-reveal".to_owned()
            } else if declared {
                "done-registers".to_owned()
            } else {
                format!("done-{}", row.name.replace('.', "-"))
            };
            let there = frontdesk::locale::sources(language)
                .iter()
                .any(|(_, text)| text.contains(&format!("\n{key} = ")));
            silent.extend((!there).then_some(row.name));
            for name in placeholders(language, &key) {
                let given = ["\"", "_added", "_known"].iter().any(|end| {
                    let fact = name.strip_suffix(end).unwrap_or(&name);
                    service.contains(&format!("\"{fact}\""))
                        || service.contains(&format!("\"{name}\""))
                });
                assert!(name == "number" || given, "{key}: nobody gives {name}");
            }
        }
    }
    assert_eq!(silent, Vec::<&str>::new(), "these do not say what they did");
}

#[test]
fn every_setting_has_a_name() {
    for language in LANGUAGES {
        let words = Words::load(language);
        for setting in frontdesk::service::settings::SETTINGS {
            let key = format!("setting-{}", setting.key.replace('.', "-"));
            assert!(words.find(&key).is_some(), "no {key} in {language:?}");
        }
    }
}
