//! Words that come from no word file: those of declared registers, which an office brings along itself.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use super::Language;

/// The words of one language by key.
pub type Declared = HashMap<String, String>;

/// The words in force, by language. They are known until the process ends, as the registers are.
static DECLARED: RwLock<Option<&'static HashMap<&'static str, Declared>>> = RwLock::new(None);

/// Puts these words in force: for each language what its keys say.
pub fn declare(words: Vec<(Language, Declared)>) {
    let words: HashMap<&'static str, Declared> = words
        .into_iter()
        .map(|(language, words)| (language.tag(), words))
        .collect();
    let mut current = DECLARED.write().unwrap_or_else(PoisonError::into_inner);
    if current.is_none_or(|current| *current != words) {
        *current = Some(Box::leak(Box::new(words)));
    }
}

/// What a key says in a language, if a declaration brought it.
pub(super) fn find(language: Language, key: &str) -> Option<&'static str> {
    let current = *DECLARED.read().unwrap_or_else(PoisonError::into_inner);
    current?.get(language.tag())?.get(key).map(String::as_str)
}
