//! One line of text being typed, edited by whole glyphs.

use unicode_segmentation::UnicodeSegmentation;

use crate::domain::safe_text::Limit;
use crate::domain::secret::wipe;

/// Most a line takes: a note (reliability.md 4.3).
const MOST: Limit = Limit::NOTE;

/// Bytes a line has room for at first.
const ROOM: usize = 32;

/// The text and where the cursor stands in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    text: String,
    /// Bytes before the cursor; always between two glyphs.
    at: usize,
}

/// A line may have held a PIN (reliability.md H27).
impl Drop for Line {
    fn drop(&mut self) {
        wipe(&mut self.text);
    }
}

impl Line {
    /// A line with this text and the cursor at its end.
    pub fn of(text: &str) -> Self {
        let mut line = Self::default();
        line.insert(text);
        line
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text before the cursor.
    pub fn before(&self) -> &str {
        self.text.get(..self.at).unwrap_or_default()
    }

    /// The text behind the cursor.
    pub fn behind(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Types text in: line feeds become spaces, and what is more than a line takes is left out; false if anything was.
    pub fn insert(&mut self, text: &str) -> bool {
        let mut typed = text.trim_end_matches('\n').replace(['\n', '\t'], " ");
        let fits = self.fitting(&typed);
        let whole = fits == typed.len();
        typed.truncate(fits);
        self.make_room(typed.len());
        self.text.insert_str(self.at, &typed);
        self.at = self.boundary_from(self.at + typed.len());
        whole
    }

    /// Makes room for so many more bytes; what stood in a smaller room is wiped there.
    fn make_room(&mut self, more: usize) {
        let wanted = self.text.len() + more;
        if wanted > self.text.capacity() {
            let mut larger = String::with_capacity(wanted.max(ROOM).next_power_of_two());
            larger.push_str(&self.text);
            wipe(&mut std::mem::replace(&mut self.text, larger));
        }
    }

    /// How many bytes of a text there is room for: whole glyphs.
    fn fitting(&self, typed: &str) -> usize {
        let bytes = MOST.bytes.saturating_sub(self.text.len());
        if typed.len() <= bytes && self.text.len() + typed.len() <= MOST.graphemes {
            return typed.len();
        }
        let glyphs = MOST
            .graphemes
            .saturating_sub(self.text.graphemes(true).count());
        let ends = typed
            .grapheme_indices(true)
            .take(glyphs)
            .map(|(start, glyph)| start + glyph.len());
        ends.take_while(|end| *end <= bytes).last().unwrap_or(0)
    }

    /// A mark typed behind a glyph joins it; the cursor goes behind the whole.
    fn boundary_from(&self, at: usize) -> usize {
        let ends = self
            .text
            .grapheme_indices(true)
            .map(|(start, glyph)| start + glyph.len());
        ends.into_iter()
            .find(|end| *end >= at)
            .unwrap_or(self.text.len())
    }

    /// Puts another text in its place.
    pub fn set(&mut self, text: &str) {
        *self = Self::of(text);
    }

    /// Does what a command of the name `edit.…` says; false for other names.
    pub fn edit(&mut self, name: &str) -> bool {
        match name {
            "edit.left" => self.at -= self.glyph_before(),
            "edit.right" => self.at += self.glyph_behind(),
            "edit.start" => self.at = 0,
            "edit.end" => self.at = self.text.len(),
            "edit.backspace" => {
                let from = self.at - self.glyph_before();
                self.text.replace_range(from..self.at, "");
                self.at = from;
            }
            "edit.delete" => {
                let to = self.at + self.glyph_behind();
                self.text.replace_range(self.at..to, "");
            }
            "form.clear" => *self = Self::default(),
            _ => return false,
        }
        true
    }

    fn glyph_before(&self) -> usize {
        self.before()
            .graphemes(true)
            .next_back()
            .map_or(0, str::len)
    }

    fn glyph_behind(&self) -> usize {
        self.behind().graphemes(true).next().map_or(0, str::len)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn glyphs_are_taken_whole() {
        let mut line = Line::of("王e\u{323}👍🏽");
        assert!(line.edit("edit.backspace"));
        assert!(line.edit("edit.left"));
        assert_eq!((line.before(), line.behind()), ("王", "e\u{323}"));
        line.edit("edit.delete");
        line.insert("建国\n");
        assert_eq!(line.text(), "王建国");
        assert_eq!(line.behind(), "");
        assert!(!line.edit("move.down"));
    }

    #[test]
    fn a_line_takes_as_much_as_a_note_and_no_more() {
        let mut line = Line::of("a\n");
        assert!(line.insert("b\nc\td\n"));
        assert_eq!(line.text(), "ab c d");
        assert!(!line.insert(&"王".repeat(18_000)));
        assert_eq!(line.text().chars().count(), 10_000);
        assert!(!line.insert("x"));
        let mut line = Line::default();
        assert!(!line.insert(&"👍🏽".repeat(9_000)));
        assert_eq!((line.text().len(), line.behind()), (32 * 1024, ""));
        assert!(line.edit("edit.backspace") && line.insert("王"));
    }

    proptest! {
        #[test]
        fn the_cursor_stands_between_glyphs(steps in prop::collection::vec(0usize..8, 0..40)) {
            let mut line = Line::default();
            for step in steps {
                match step {
                    0 => { line.insert("王"); }
                    1 => { line.insert("\u{323}"); }
                    2 => { line.insert("ab"); }
                    3 => { line.edit("edit.left"); }
                    4 => { line.edit("edit.right"); }
                    5 => { line.edit("edit.backspace"); }
                    6 => { line.edit("edit.delete"); }
                    _ => { line.edit("edit.start"); }
                }
                prop_assert_eq!(format!("{}{}", line.before(), line.behind()), line.text());
            }
        }
    }
}
