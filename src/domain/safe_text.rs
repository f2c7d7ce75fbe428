//! Text that may be stored, drawn and printed: nothing in it can steer a terminal or hide what it says.

mod hidden;

use std::fmt;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

use crate::domain::safe_text::hidden::is_invisible;
pub use crate::domain::safe_text::hidden::{is_hidden, is_unseen};

/// Combining marks that may follow one base character (reliability.md 4.3).
pub const MARKS_PER_BASE: usize = 4;

/// Bytes one grapheme may have (reliability.md H6).
pub const GRAPHEME_BYTES: usize = 32;

/// Columns a tab becomes in a block.
const TAB: &str = "    ";

/// How long a text may be; both ends are included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// Fewest graphemes.
    pub least: usize,
    /// Most graphemes.
    pub graphemes: usize,
    /// Most bytes of UTF-8.
    pub bytes: usize,
}

impl Limit {
    /// A name: of a person, a building, a supplier (reliability.md 4.3).
    pub const NAME: Self = Self::new(0, 200, 800);
    /// A note or a statement (reliability.md 4.3).
    pub const NOTE: Self = Self::new(0, 10_000, 32 * 1024);
    /// The reason of a reversal, a waiver, a cancellation. Two characters at least, not the ten of reliability.md
    /// 4.3: 重复 says why, and who must fill a line fills it with anything.
    pub const REASON: Self = Self::new(2, 500, 2_000);

    /// From `least` to `graphemes` graphemes in at most `bytes` bytes.
    pub const fn new(least: usize, graphemes: usize, bytes: usize) -> Self {
        Self {
            least,
            graphemes,
            bytes,
        }
    }

    fn check(self, text: &str) -> Result<(), TextFault> {
        if text.len() > self.bytes {
            return Err(TextFault::TooManyBytes {
                bytes: text.len(),
                limit: self.bytes,
            });
        }
        let graphemes = text.graphemes(true).count();
        if graphemes > self.graphemes {
            return Err(TextFault::TooLong {
                graphemes,
                limit: self.graphemes,
            });
        }
        if graphemes < self.least {
            return Err(TextFault::TooShort {
                graphemes,
                least: self.least,
            });
        }
        Ok(())
    }
}

/// Why a text was refused. Positions count characters from 0, after normalisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextFault {
    /// A control, format, private or unassigned character, or one that cannot be seen.
    Hidden {
        /// The character.
        code: char,
        /// Where it stands.
        position: usize,
    },
    /// More than [`MARKS_PER_BASE`] marks on one base.
    MarkFlood {
        /// Where the first mark too many stands.
        position: usize,
    },
    /// A grapheme of more than [`GRAPHEME_BYTES`] bytes.
    Cluster {
        /// Where the grapheme begins.
        position: usize,
    },
    /// More graphemes than allowed.
    TooLong {
        /// How many there are.
        graphemes: usize,
        /// How many there may be.
        limit: usize,
    },
    /// More bytes than allowed.
    TooManyBytes {
        /// How many there are.
        bytes: usize,
        /// How many there may be.
        limit: usize,
    },
    /// Fewer graphemes than needed.
    TooShort {
        /// How many there are.
        graphemes: usize,
        /// How many there must be.
        least: usize,
    },
}

/// One line of safe text: NFC, no hidden character, no mark floods.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SafeText(String);

/// Safe text that may hold line feeds.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SafeBlock(String);

impl SafeText {
    /// What a person typed for a field: anything hostile is refused and named.
    pub fn strict(text: &str, limit: Limit) -> Result<Self, TextFault> {
        let text: String = text.nfc().collect();
        scan(&text, Lines::One)?;
        limit.check(&text)?;
        Ok(Self(text))
    }

    /// Any text made fit to be seen: a hostile character becomes a marker such as `<U+202E>`. Has no length limit.
    pub fn shown(text: &str) -> Self {
        Self(clean(text, Lines::One, Hostile::Mark).0)
    }

    /// A field of an import file: invisible characters go and are counted, line ends become spaces.
    pub fn import(text: &str) -> (Self, usize) {
        let (text, removed) = clean(text, Lines::One, Hostile::Remove);
        (Self(text), removed)
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text, owned.
    pub fn into_string(self) -> String {
        self.0
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl SafeBlock {
    /// What a person typed for a longer text. Tabs become spaces and every kind of line end a line feed; the rest as in
    /// [`SafeText::strict`].
    pub fn strict(text: &str, limit: Limit) -> Result<Self, TextFault> {
        let text: String = line_feeds(text).nfc().collect();
        scan(&text, Lines::Many)?;
        limit.check(&text)?;
        Ok(Self(text))
    }

    /// Any text made fit to be seen, line feeds kept. Has no length limit.
    pub fn shown(text: &str) -> Self {
        Self(clean(text, Lines::Many, Hostile::Mark).0)
    }

    /// A field of an import file: invisible characters go, and their number is told.
    pub fn import(text: &str) -> (Self, usize) {
        let (text, removed) = clean(text, Lines::Many, Hostile::Remove);
        (Self(text), removed)
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text, owned.
    pub fn into_string(self) -> String {
        self.0
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Its lines, each safe as one line.
    pub fn lines(&self) -> impl Iterator<Item = SafeText> + '_ {
        self.0.split('\n').map(|line| SafeText(line.to_owned()))
    }
}

impl From<SafeText> for SafeBlock {
    fn from(text: SafeText) -> Self {
        Self(text.0)
    }
}

impl AsRef<str> for SafeText {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for SafeBlock {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SafeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Display for SafeBlock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// The text itself may be a name or a telephone number and must not reach a log (reliability.md D25).
impl fmt::Debug for SafeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<redacted: {} bytes>", self.0.len())
    }
}

/// The text itself may be personal and must not reach a log (reliability.md D25).
impl fmt::Debug for SafeBlock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<redacted: {} bytes>", self.0.len())
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Lines {
    One,
    Many,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Hostile {
    Mark,
    Remove,
}

/// Every kind of line end as `\n`, tabs as spaces.
fn line_feeds(text: &str) -> String {
    text.replace("\r\n", "\n")
        .replace(['\r', '\u{2028}', '\u{2029}'], "\n")
        .replace('\t', TAB)
}

/// The first thing in a normalised text that must not be there.
fn scan(text: &str, lines: Lines) -> Result<(), TextFault> {
    let mut marks = 0;
    for (position, code) in text.chars().enumerate() {
        if code == '\n' && lines == Lines::Many {
            marks = 0;
            continue;
        }
        if is_hidden(code) {
            return Err(TextFault::Hidden { code, position });
        }
        marks = if is_combining_mark(code) {
            marks + 1
        } else {
            0
        };
        if marks > MARKS_PER_BASE {
            return Err(TextFault::MarkFlood { position });
        }
    }
    let mut position = 0;
    for grapheme in text.graphemes(true) {
        if grapheme.len() > GRAPHEME_BYTES {
            return Err(TextFault::Cluster { position });
        }
        position += grapheme.chars().count();
    }
    Ok(())
}

/// The text without anything `scan` refuses, and how many characters were dropped.
fn clean(text: &str, lines: Lines, hostile: Hostile) -> (String, usize) {
    let mut removed = 0;
    let mut kept = String::with_capacity(text.len());
    let text = match (lines, hostile) {
        (Lines::One, Hostile::Mark) => text.replace('\t', " "),
        (Lines::One, Hostile::Remove) => line_feeds(text).replace('\n', " "),
        (Lines::Many, _) => line_feeds(text),
    };
    let mut marks = 0;
    for c in text.nfc() {
        marks = if is_combining_mark(c) { marks + 1 } else { 0 };
        if c == '\n' && lines == Lines::Many {
            kept.push(c);
        } else if hostile == Hostile::Remove && is_invisible(c) {
            removed += 1;
        } else if is_hidden(c) || marks > MARKS_PER_BASE {
            push_marker(&mut kept, c);
        } else {
            kept.push(c);
        }
    }
    // What was dropped or inserted may have joined characters that were apart.
    let mut kept: String = kept.nfc().collect();
    while scan(&kept, lines).is_err() {
        kept = break_clusters(&kept);
    }
    (kept, removed)
}

/// Writes out as markers whatever `scan` may still find, so that each round leaves less of it.
fn break_clusters(text: &str) -> String {
    let mut broken = String::with_capacity(text.len());
    for grapheme in text.graphemes(true) {
        let (mut bytes, mut marks) = (0, 0);
        for c in grapheme.chars() {
            bytes += c.len_utf8();
            marks = if is_combining_mark(c) { marks + 1 } else { 0 };
            let hidden = c != '\n' && is_hidden(c);
            if bytes > GRAPHEME_BYTES || marks > MARKS_PER_BASE || hidden {
                push_marker(&mut broken, c);
            } else {
                broken.push(c);
            }
        }
    }
    broken.nfc().collect()
}

fn push_marker(out: &mut String, c: char) {
    let marker = format!("<U+{:04X}>", u32::from(c));
    out.push_str(&marker);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ANY: Limit = Limit::new(0, usize::MAX, usize::MAX);

    #[test]
    fn a_hostile_character_is_refused_with_its_place() {
        for code in [
            '\u{1b}',
            '\u{7}',
            '\u{9b}',
            '\u{9d}',
            '\u{202e}',
            '\u{2066}',
            '\u{200b}',
            '\u{200d}',
            '\u{feff}',
            '\u{ad}',
            '\u{2028}',
            '\u{e0041}',
            '\u{3164}',
            '\u{e000}',
            '\u{10fffd}',
            '\u{fe0f}',
            '\u{ffff}',
            '\n',
            '\t',
        ] {
            assert_eq!(
                SafeText::strict(&format!("王{code}建国"), ANY),
                Err(TextFault::Hidden { code, position: 1 }),
                "{code:?}"
            );
        }
    }

    #[test]
    fn ordinary_text_passes_untouched() {
        for text in [
            "王建国",
            "3-2-1201　厨房“漏水”…",
            "𠮷田 㐂 ￥1,236.00",
            "Ünal",
            "مرحبا",
            "🔥",
        ] {
            assert_eq!(SafeText::strict(text, ANY).unwrap().as_str(), text);
            assert_eq!(SafeText::shown(text).as_str(), text);
        }
    }

    #[test]
    fn normalisation_comes_first() {
        assert_eq!(SafeText::strict("e\u{301}", ANY).unwrap().as_str(), "é");
    }

    #[test]
    fn limits_hold_at_the_edge() {
        let limit = Limit::new(2, 4, 9);
        assert!(matches!(
            SafeText::strict("王", limit),
            Err(TextFault::TooShort { graphemes: 1, .. })
        ));
        assert!(SafeText::strict("王建", limit).is_ok());
        assert!(SafeText::strict("abcd", limit).is_ok());
        assert!(matches!(
            SafeText::strict("abcde", limit),
            Err(TextFault::TooLong { graphemes: 5, .. })
        ));
        assert!(SafeText::strict("王建国", limit).is_ok());
        assert!(matches!(
            SafeText::strict("王建国x", limit),
            Err(TextFault::TooManyBytes { bytes: 10, .. })
        ));
    }

    #[test]
    fn marks_are_counted_per_base() {
        let four = format!("z{}", "\u{323}".repeat(4));
        assert!(SafeText::strict(&four, ANY).is_ok());
        let five = format!("z{}", "\u{323}".repeat(6));
        assert!(matches!(
            SafeText::strict(&five, ANY),
            Err(TextFault::MarkFlood { .. })
        ));
        assert!(SafeText::shown(&five).as_str().contains("<U+0323>"));
    }

    #[test]
    fn a_block_keeps_lines_and_widens_tabs() {
        let block = SafeBlock::strict("一\r\n二\r三\n\t四", ANY).unwrap();
        assert_eq!(block.as_str(), "一\n二\n三\n    四");
        assert_eq!(block.lines().count(), 4);
    }

    #[test]
    fn old_data_is_shown_with_markers() {
        assert_eq!(
            SafeText::shown("a\u{1b}[2J\u{202e}b\nc").as_str(),
            "a<U+001B>[2J<U+202E>b<U+000A>c"
        );
    }

    #[test]
    fn an_import_drops_the_invisible_and_marks_the_private() {
        let (block, removed) = SafeBlock::import("\u{feff}王\u{200b}建\u{e5cf}国\r\n二");
        assert_eq!(block.as_str(), "王建<U+E5CF>国\n二");
        assert_eq!(removed, 2);
        assert_eq!(
            SafeText::import("王\r\n建").0.as_str(),
            "王 建",
            "one line stays one line"
        );
    }

    #[test]
    fn debug_hides_the_text() {
        let text = SafeText::shown("13812345678");
        assert!(!format!("{text:?}").contains("138"));
    }

    fn hostile() -> impl Strategy<Value = String> {
        let pieces = prop_oneof![
            any::<char>().prop_map(String::from),
            prop::sample::select(vec![
                "\u{1b}", "\u{202e}", "\u{200d}", "\u{338}", "\u{301}", "\u{1100}", "\u{1161}",
                "\u{11a8}", "\u{915}", "\u{94d}", "\n", "\r\n", "\t", ">", "王", "\u{2028}"
            ])
            .prop_map(String::from),
        ];
        prop::collection::vec(pieces, 0..60).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn what_is_cleaned_is_accepted(text in hostile()) {
            for text in [SafeText::shown(&text), SafeText::import(&text).0] {
                prop_assert_eq!(SafeText::strict(text.as_str(), ANY), Ok(text.clone()));
            }
            for block in [SafeBlock::shown(&text), SafeBlock::import(&text).0] {
                prop_assert_eq!(SafeBlock::strict(block.as_str(), ANY), Ok(block.clone()));
            }
        }

        #[test]
        fn what_is_accepted_is_shown_unchanged(text in hostile()) {
            if let Ok(text) = SafeText::strict(&text, ANY) {
                prop_assert_eq!(SafeText::shown(text.as_str()), text);
            }
        }
    }
}
