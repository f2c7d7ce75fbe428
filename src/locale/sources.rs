//! The files of messages that are shipped, by language and topic.

use super::Language;

/// A file's name for messages to ourselves, and its text.
type Source = (&'static str, &'static str);

/// The files of one language's folder.
macro_rules! files {
    ($folder:literal: $($topic:literal)*) => {
        &[$((
            concat!($folder, "/", $topic, ".ftl"),
            include_str!(concat!($folder, "/", $topic, ".ftl")),
        ),)*]
    };
}

const ZH_HANS: &[Source] = files!("zh-Hans": "categories" "cli" "commands" "counter" "fields" "refusals" "rules" "server" "states" "terminal");
const ZH_HANT: &[Source] = files!("zh-Hant": "categories" "cli" "commands" "counter" "fields" "refusals" "rules" "server" "states" "terminal");
const EN: &[Source] = files!("en": "categories" "cli" "commands" "counter" "fields" "refusals" "rules" "server" "states" "terminal");

/// Returns the files of a language.
pub fn sources(language: Language) -> &'static [(&'static str, &'static str)] {
    match language {
        Language::ZhHans => ZH_HANS,
        Language::ZhHant => ZH_HANT,
        Language::En => EN,
    }
}
