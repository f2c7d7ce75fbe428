//! Words for people, in every language: the only place with sentences.

pub mod faults;
mod io;
mod language;
mod sources;
pub mod time;

use std::borrow::Cow;
use std::fmt;
use std::sync::{Arc, OnceLock};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentError, FluentResource, FluentValue};

pub use io::{cause, cause_in};
pub use language::Language;
pub use sources::sources;

/// What fills a placeholder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arg<'a> {
    /// Text that is put in as it stands.
    Text(&'a str),
    /// A count, which also chooses between singular and plural.
    Number(i64),
}

/// The files a counter on the screen seldom has need of, and how their keys begin: each is read when it is first asked
/// for. All others may speak of each other and are read together.
const SELDOM: [(&str, &[&str]); 3] = [
    ("cli", &["cli", "io"]),
    ("refusals", &["refusal", "fault", "toml", "who"]),
    ("rules", &["rule", "limit"]),
];

type Bundle = FluentBundle<FluentResource>;

/// All messages of one language; shared between threads, and by copies.
///
/// Keys are those of the `.ftl` files; `key.doc` is the attribute `doc` of the message `key`.
#[derive(Clone)]
pub struct Words {
    language: Language,
    shelves: Arc<Shelves>,
}

/// The messages by how soon they are needed.
struct Shelves {
    often: Bundle,
    seldom: [OnceLock<Bundle>; SELDOM.len()],
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Words")
            .field("language", &self.language)
            .finish_non_exhaustive()
    }
}

impl Words {
    /// Loads the messages that are shipped for a language.
    pub fn load(language: Language) -> Self {
        let seldom = |topic: &str| SELDOM.iter().any(|(file, _)| *file == topic);
        let shelves = Shelves {
            often: read(language, |topic| !seldom(topic)),
            seldom: std::array::from_fn(|_| OnceLock::new()),
        };
        Self {
            language,
            shelves: Arc::new(shelves),
        }
    }

    /// The messages among which a key belongs.
    fn shelf(&self, id: &str) -> &Bundle {
        let begins = id.split('-').next().unwrap_or_default();
        let mut seldom = SELDOM.iter().zip(&self.shelves.seldom);
        match seldom.find(|((_, keys), _)| keys.contains(&begins)) {
            Some(((file, _), shelf)) => {
                shelf.get_or_init(|| read(self.language, |topic| topic == *file))
            }
            None => &self.shelves.often,
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
        let bundle = self.shelf(id);
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

/// Reads the files of the wanted topics.
fn read(language: Language, wanted: impl Fn(&str) -> bool) -> Bundle {
    let mut bundle = FluentBundle::new_concurrent(vec![language.identifier()]);
    // The invisible marks fluent puts round a value by default would be shown as cells.
    bundle.set_use_isolating(false);
    for (name, text) in sources(language) {
        let topic = name.rsplit('/').next().unwrap_or_default();
        if !wanted(topic.trim_end_matches(".ftl")) {
            continue;
        }
        // What can be read of a file with a mistake is kept; tests refuse the mistake itself.
        let resource = match FluentResource::try_new((*text).to_owned()) {
            Ok(resource) => resource,
            Err((resource, errors)) => {
                debug_assert!(errors.is_empty(), "{name}: {errors:?}");
                resource
            }
        };
        let added = bundle.add_resource(resource);
        debug_assert!(added.is_ok(), "{name}: {added:?}");
    }
    bundle
}

fn fluent<'a>(args: &[(&str, Arg<'a>)]) -> FluentArgs<'a> {
    let mut filled = FluentArgs::with_capacity(args.len());
    for (name, value) in args {
        let value = match value {
            Arg::Text(text) => FluentValue::from(*text),
            Arg::Number(number) => FluentValue::from(*number),
        };
        filled.set((*name).to_owned(), value);
    }
    filled
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

    /// The keys of a language, by the name of their file.
    fn keys(language: Language) -> impl Iterator<Item = (&'static str, &'static str)> {
        let keys = |text: &'static str| text.lines().filter_map(|line| line.split_once(" ="));
        let all = sources(language).iter();
        all.flat_map(move |(name, text)| keys(text).map(move |(key, _)| (*name, key)))
            .filter(|(_, key)| key.starts_with(|c: char| c.is_ascii_alphabetic()))
    }

    #[test]
    fn every_key_is_found_where_it_belongs() {
        for language in Language::ALL {
            let words = Words::load(language);
            let mut all = 0;
            for (name, key) in keys(language) {
                assert!(words.shelf(key).has_message(key), "{name}: {key}");
                all += 1;
            }
            assert!(all > 800, "{all}");
        }
    }

    #[test]
    fn what_is_seldom_needed_is_read_when_it_is() {
        let words = Words::load(Language::ZhHans);
        let read = |words: &Words| {
            let shelves = words.shelves.seldom.iter();
            shelves.filter(|shelf| shelf.get().is_some()).count()
        };
        assert!(matches!(words.get("pane-tickets"), Cow::Borrowed(_)));
        assert_eq!(words.find("no-such-key"), None);
        assert_eq!(read(&words), 0);
        let copy = words.clone();
        assert!(copy.find("cli-usage").is_some());
        assert_eq!(read(&words), 1, "copies share what was read");
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
