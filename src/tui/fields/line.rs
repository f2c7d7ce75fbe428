//! One line of text being typed, edited by whole glyphs.

use unicode_segmentation::UnicodeSegmentation;

use crate::domain::safe_text::is_hidden;

/// Most bytes a line takes: a note (reliability 4.3).
const MOST_BYTES: usize = 32 * 1024;

/// The text and where the cursor stands in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    text: String,
    /// Bytes before the cursor; always between two glyphs.
    at: usize,
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

    /// Types text in: line feeds become spaces, what cannot be seen is left out, and what is too much too.
    pub fn insert(&mut self, text: &str) {
        let clean: String = text
            .trim_end_matches('\n')
            .chars()
            .map(|c| if matches!(c, '\n' | '\t') { ' ' } else { c })
            .filter(|c| !is_hidden(*c))
            .collect();
        if self.text.len() + clean.len() > MOST_BYTES {
            return;
        }
        self.text.insert_str(self.at, &clean);
        self.at = self.boundary_from(self.at + clean.len());
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
    fn what_cannot_be_seen_is_not_taken() {
        let line = Line::of("a\u{1b}[2J\u{202e}b\nc\n");
        assert_eq!(line.text(), "a[2Jb c");
    }

    proptest! {
        #[test]
        fn the_cursor_stands_between_glyphs(steps in prop::collection::vec(0usize..8, 0..40)) {
            let mut line = Line::default();
            for step in steps {
                match step {
                    0 => line.insert("王"),
                    1 => line.insert("\u{323}"),
                    2 => line.insert("ab"),
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
