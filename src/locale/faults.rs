//! The sentence on a mistake in a file: place, what is wrong, what was probably meant.

use std::borrow::Cow;

use super::{Arg, Words};

/// The fact that holds the nearest right name.
const NEAREST: &str = "nearest";

/// Returns `file:line: sentence`; `code` is that of the message `fault-<code>`, and a fact
/// `nearest` becomes the hint behind it. Line 0 means the whole file.
pub fn sentence(
    words: &Words,
    file: &str,
    line: usize,
    code: &str,
    facts: &[(&str, String)],
) -> String {
    let said: Vec<(&str, Cow<'_, str>)> = facts
        .iter()
        .map(|(name, value)| (*name, kind(words, value)))
        .collect();
    let args: Vec<(&str, Arg<'_>)> = said
        .iter()
        .map(|(name, value)| (*name, Arg::Text(value)))
        .collect();
    let mut text = words.with(&format!("fault-{code}"), &args);
    let meant = args.iter().find(|(name, _)| *name == NEAREST);
    if let Some(nearest) = meant {
        text.push_str(&words.with("fault-hint-nearest", &[*nearest]));
    }
    if line == 0 {
        format!("{file}: {text}")
    } else {
        format!("{file}:{line}: {text}")
    }
}

/// A kind of mistake in TOML (`toml-<kind>`) in words; what is none stands for itself.
pub fn kind<'t>(words: &'t Words, value: &'t str) -> Cow<'t, str> {
    let key = value.starts_with("toml-").then(|| words.find(value));
    key.flatten().unwrap_or(Cow::Borrowed(value))
}

#[cfg(test)]
mod tests {
    use crate::locale::Language;

    use super::*;

    #[test]
    fn says_where_what_and_what_was_meant() {
        let words = Words::load(Language::En);
        let facts = [
            ("name", "langauge".to_owned()),
            (NEAREST, "language".to_owned()),
        ];
        assert_eq!(
            sentence(&words, "config.toml", 2, "unknown-setting", &facts),
            "config.toml:2: there is no setting langauge; did you mean language?"
        );
        assert_eq!(
            sentence(&words, "config.toml", 0, "unknown-setting", &facts[..1]),
            "config.toml: there is no setting langauge"
        );
    }
}
