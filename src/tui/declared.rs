//! The words of registers, told to the shelf of words: what is declared is said like everything else.

use crate::locale::{Arg, Language, Words, declare};
use crate::wire::registers::{Label, Said, words};

/// Makes the words of the registers in force known in every language.
pub fn learn() {
    let said = words();
    let of = |language: Language| {
        let shelf = Words::load(language);
        let mut map = std::collections::HashMap::with_capacity(said.len());
        for (key, said) in &said {
            let text = match said {
                Said::Label(label) => of_language(label, language).to_owned(),
                Said::Becomes(state) => {
                    let state = of_language(state, language);
                    shelf.with("registers-becomes", &[("state", Arg::Text(state))])
                }
                Said::As(other) => shelf.find(other).unwrap_or_default().into_owned(),
            };
            map.entry(key.clone()).or_insert(text);
        }
        (language, map)
    };
    declare(Language::ALL.iter().copied().map(of).collect());
}

/// A label in a language.
fn of_language(label: &Label, language: Language) -> &str {
    match language {
        Language::ZhHans => &label.zh_hans,
        Language::ZhHant => &label.zh_hant,
        Language::En => &label.en,
    }
}
