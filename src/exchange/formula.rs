//! Keeps exported text from being taken for a formula, without changing what comes back (REL H36).

/// First characters that make a spreadsheet calculate, narrow and full-width.
const DANGEROUS: [char; 12] = [
    '=', '+', '-', '@', '\t', '\r', '\n', '\0', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}',
];

/// The mark in front.
const MARK: char = '\'';

/// The text to write: with a mark in front if it begins like a formula, or like text already marked.
pub fn guarded(text: &str) -> std::borrow::Cow<'_, str> {
    if text.trim_start_matches(MARK).starts_with(DANGEROUS) {
        std::borrow::Cow::Owned(format!("{MARK}{text}"))
    } else {
        std::borrow::Cow::Borrowed(text)
    }
}

/// The text as it was before [`guarded`]: exactly that mark is taken off.
pub fn strip(text: &str) -> &str {
    match text.strip_prefix(MARK) {
        Some(rest) if rest.trim_start_matches(MARK).starts_with(DANGEROUS) => rest,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{DANGEROUS, guarded, strip};

    #[test]
    fn what_calculates_is_marked() {
        for first in DANGEROUS {
            let text = format!("{first}1+1");
            assert_eq!(guarded(&text), format!("'{text}"));
            assert_eq!(strip(&guarded(&text)), text);
        }
        for text in ["", "1+1", "'quoted'", "1-1-1001", "张三"] {
            assert_eq!(guarded(text), text);
            assert_eq!(strip(text), text);
        }
    }

    proptest! {
        #[test]
        fn a_round_trip_changes_nothing(text in "['=+@\\-\\t\\r\u{ff1d}a1]{0,6}") {
            let written = guarded(&text);
            prop_assert_eq!(strip(&written), text.as_str());
            prop_assert!(!written.starts_with(DANGEROUS));
        }
    }
}
