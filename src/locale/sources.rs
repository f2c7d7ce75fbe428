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
const EN: &[Source] = files!("en": "categories" "cli" "commands" "counter" "fields" "refusals" "rules" "server" "states" "terminal");

/// Returns the files of a language; one that is not shipped yet speaks Simplified Chinese.
pub fn sources(language: Language) -> &'static [(&'static str, &'static str)] {
    match language {
        Language::ZhHans | Language::ZhHant => ZH_HANS,
        Language::En => EN,
    }
}
