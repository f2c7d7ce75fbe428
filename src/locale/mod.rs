//! Words for people, in every language: the only place with sentences.

mod declared;
pub mod faults;
mod io;
mod language;
pub mod paper;
mod shelf;
mod sources;
pub mod time;

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use fluent_bundle::{FluentArgs, FluentError, FluentValue};

pub use declared::declare;
pub use io::{cause, cause_in};
pub use language::Language;
pub use sources::sources;

use shelf::Shelf;

/// Digits up to which a count is printed as it stands.
const MOST_DIGITS: usize = 12;

/// What fills a placeholder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arg<'a> {
    /// Text that is put in as it stands.
    Text(&'a str),
    /// A count, which also chooses between singular and plural.
    Number(i64),
}

/// All messages of one language; shared between threads, and by copies.
///
/// Keys are those of the `.ftl` files; `key.doc` is the attribute `doc` of the message `key`.
#[derive(Clone)]
pub struct Words {
    language: Language,
    shelf: Arc<Shelf>,
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Words")
            .field("language", &self.language)
            .finish_non_exhaustive()
    }
}

impl Words {
    /// Finds the messages that are shipped for a language.
    pub fn load(language: Language) -> Self {
        Self {
            language,
            shelf: Arc::new(Shelf::of(language)),
        }
    }

    /// Returns the language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Returns the message of `key`; a missing one is a mistake of ours and shows as `<key>`.
    pub fn get(&self, key: &str) -> Cow<'_, str> {
        let found = self.find(key);
        debug_assert!(found.is_some(), "no words for {key}");
        found.unwrap_or_else(|| missing(key))
    }

    /// Returns the message of `key`, if there is one: for names that come from data.
    pub fn find(&self, key: &str) -> Option<Cow<'_, str>> {
        self.format(key, None)
    }

    /// Returns the message of `key` with its placeholders filled.
    pub fn with(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        let found = self.format(key, Some(&fluent(args))).map(Cow::into_owned);
        debug_assert!(found.is_some(), "no words for {key}");
        found.unwrap_or_else(|| missing(key).into_owned())
    }

    /// Returns the message of `key` with its placeholders filled, if there is one and these are all
    /// it wants: for sentences made for facts that are not always there.
    pub fn fill(&self, key: &str, args: &[(&str, Arg<'_>)]) -> Option<String> {
        let (text, errors) = self.formatted(key, Some(&fluent(args)))?;
        errors.is_empty().then(|| text.into_owned())
    }

    /// Returns the name of a command (`ticket.dispatch` → 派工), or the command itself.
    pub fn command<'w>(&'w self, name: &'w str) -> Cow<'w, str> {
        self.find(&command_key(name)).unwrap_or(Cow::Borrowed(name))
    }

    /// Returns the sentence on what a command does; empty for one that is not ours.
    pub fn command_doc(&self, name: &str) -> Cow<'_, str> {
        self.find(&(command_key(name) + ".doc")).unwrap_or_default()
    }

    fn format(&self, key: &str, args: Option<&FluentArgs<'_>>) -> Option<Cow<'_, str>> {
        let (text, errors) = self.formatted(key, args)?;
        debug_assert!(errors.is_empty(), "{key}: {errors:?}");
        Some(text)
    }

    /// The message of `key`, and what was wrong with its placeholders.
    fn formatted(
        &self,
        key: &str,
        args: Option<&FluentArgs<'_>>,
    ) -> Option<(Cow<'_, str>, Vec<FluentError>)> {
        let (id, attribute) = match key.split_once('.') {
            Some((id, attribute)) => (id, Some(attribute)),
            None => (key, None),
        };
        let Some(entry) = self.shelf.message(id) else {
            let text = declared::find(self.language, key)?;
            return Some((Cow::Borrowed(text), Vec::new()));
        };
        if let Some(text) = entry.plain(attribute) {
            return Some((Cow::Borrowed(text), Vec::new()));
        }
        let bundle = self.shelf.bundle(id, entry);
        let message = bundle.get_message(id)?;
        let pattern = match attribute {
            Some(name) => message.get_attribute(name)?.value(),
            None => message.value()?,
        };
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, args, &mut errors);
        Some((text, errors))
    }
}

fn fluent<'a>(args: &[(&str, Arg<'a>)]) -> FluentArgs<'a> {
    let mut filled = FluentArgs::with_capacity(args.len());
    for (name, value) in args {
        let value = match value {
            // A count that comes as text is a count all the same: 1 row, 2 rows.
            Arg::Text(text) => match count(text) {
                Some(number) => FluentValue::from(number),
                None => FluentValue::from(*text),
            },
            Arg::Number(number) => FluentValue::from(*number),
        };
        filled.set((*name).to_owned(), value);
    }
    filled
}

/// The whole number a text is, if it is printed as the same text again.
fn count(text: &str) -> Option<i64> {
    let short = text.len() <= MOST_DIGITS;
    let number: i64 = text.parse().ok().filter(|_| short)?;
    (number.to_string() == text).then_some(number)
}

/// Returns the key of a command's words: `ticket.dispatch` → `command-ticket-dispatch`.
pub fn command_key(name: &str) -> String {
    format!("command-{}", name.replace('.', "-"))
}

fn missing(key: &str) -> Cow<'static, str> {
    Cow::Owned(format!("<{key}>"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_can_be_shared_between_threads() {
        fn shared<T: Send + Sync>() {}
        shared::<Words>();
    }

    /// All files of a language read as one, as fluent would have it.
    fn whole(language: Language) -> shelf::Bundle {
        let mut bundle =
            fluent_bundle::concurrent::FluentBundle::new_concurrent(vec![language.identifier()]);
        bundle.set_use_isolating(false);
        for (name, text) in sources(language) {
            let read = fluent_bundle::FluentResource::try_new((*text).to_owned());
            let resource = read.unwrap_or_else(|(_, errors)| panic!("{name}: {errors:?}"));
            let added = bundle.add_resource(resource);
            added.unwrap_or_else(|errors| panic!("{name}: {errors:?}"));
        }
        bundle
    }

    /// Every key and every attribute that begins a line in the files of a language.
    fn keys(language: Language) -> Vec<String> {
        let mut keys = Vec::new();
        let mut message = String::new();
        for line in sources(language).iter().flat_map(|(_, text)| text.lines()) {
            let Some((name, _)) = line.split_once('=') else {
                continue;
            };
            match name.trim().strip_prefix('.') {
                Some(attribute) if line.starts_with(' ') => {
                    keys.push(format!("{message}.{attribute}"));
                }
                None if line.starts_with(|c: char| c.is_ascii_alphabetic()) => {
                    name.trim().clone_into(&mut message);
                    keys.push(message.clone());
                }
                _ => {}
            }
        }
        keys
    }

    /// A value for everything any text of a language wants.
    fn everything(language: Language, count: i32) -> FluentArgs<'static> {
        let mut args = FluentArgs::new();
        for name in sources(language)
            .iter()
            .flat_map(|(_, text)| text.split('$').skip(1))
        {
            let mut ends = name.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
            args.set(ends.next().unwrap(), FluentValue::from(count));
        }
        args
    }

    #[test]
    fn every_message_reads_alone_as_among_all() {
        for language in Language::ALL {
            let (words, whole) = (Words::load(language), whole(language));
            let filled = [1, 2].map(|count| everything(language, count));
            let (mut plain, mut all) = (0, 0);
            for key in keys(language) {
                let (id, attribute) = key
                    .split_once('.')
                    .map_or((key.as_str(), None), |(id, name)| (id, Some(name)));
                let message = whole.get_message(id).unwrap_or_else(|| panic!("{key}"));
                let pattern = match attribute {
                    Some(name) => message.get_attribute(name).unwrap().value(),
                    None => message.value().unwrap(),
                };
                let entry = words.shelf.message(id).unwrap_or_else(|| panic!("{key}"));
                for args in &filled {
                    let mut errors = Vec::new();
                    let wanted = whole.format_pattern(pattern, Some(args), &mut errors);
                    let (text, wrong) = words.formatted(&key, Some(args)).unwrap();
                    assert_eq!((text, wrong), (wanted, errors), "{key}");
                }
                plain += usize::from(entry.plain(attribute).is_some());
                all += 1;
            }
            assert!(
                all > 1000 && plain * 10 > all * 5 && plain < all,
                "{plain} of {all}"
            );
        }
    }

    #[test]
    fn what_is_nothing_but_text_is_never_read() {
        let words = Words::load(Language::ZhHans);
        let read = |key: &str| words.shelf.message(key).unwrap().is_read();
        assert!(matches!(words.get("pane-tickets"), Cow::Borrowed(_)));
        assert!(!read("pane-tickets"));
        assert_eq!(words.find("no-such-key"), None);
        let copy = words.clone();
        let days = [("days", Arg::Number(2))];
        assert!(copy.fill("time-overdue-days", &days).is_some());
        assert!(read("time-overdue-days"), "copies share what was read");
    }

    #[test]
    fn a_command_has_its_name_and_its_sentence() {
        let words = Words::load(Language::ZhHans);
        assert_eq!(words.command("ticket.dispatch"), "派工");
        assert!(words.command_doc("ticket.dispatch").contains("派工单"));
        assert_eq!(words.command("parcel.open"), "parcel.open");
        assert_eq!(
            Words::load(Language::En).command("ticket.dispatch"),
            "Dispatch"
        );
    }

    #[test]
    fn values_are_put_in_without_invisible_marks() {
        let words = Words::load(Language::ZhHans);
        let text = words.with("time-overdue-days", &[("days", Arg::Number(1))]);
        assert_eq!(text, "逾期 1 天");
        assert!(!text.chars().any(|c| ('\u{2066}'..='\u{2069}').contains(&c)));
    }

    #[test]
    fn a_sentence_is_filled_only_with_all_it_wants() {
        let words = Words::load(Language::En);
        let days = [("days", Arg::Number(2))];
        assert!(words.fill("time-overdue-days", &days).is_some());
        assert_eq!(words.fill("time-overdue-days", &[]), None);
        assert_eq!(words.fill("no-such-key", &days), None);
    }

    #[test]
    fn what_is_not_there_is_found_out() {
        let words = Words::load(Language::En);
        assert_eq!(words.find("no-such-key"), None);
        assert_eq!(
            words.find("command-ticket-dispatch.no-such-attribute"),
            None
        );
        assert_eq!(missing("no-such-key"), "<no-such-key>");
    }

    #[test]
    fn plural_rules_are_those_of_the_language() {
        for language in Language::ALL {
            assert_eq!(language.identifier().to_string(), language.tag());
        }
    }

    #[test]
    #[should_panic(expected = "no words for no-such-key")]
    #[cfg(debug_assertions)]
    fn a_missing_key_stops_a_test() {
        let _ = Words::load(Language::En).get("no-such-key");
    }
}
