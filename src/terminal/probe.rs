//! Asks a terminal how wide it draws an ambiguous glyph: draws one and asks where the cursor came to.

/// Row of the glyph, counted from 1. Not the first: a report from there could be a function key.
const ROW: u16 = 2;

/// Draws the glyph at the left edge, asks, and wipes it. To be sent on a screen about to be repainted; the answer comes
/// among the keys, whenever it comes.
pub const QUESTION: &[u8] = b"\x1b[2H\xe2\x94\x80\x1b[6n\r\x1b[K";

/// The number in the answer of a terminal that has come so far.
const READY: u8 = b'0';

/// What the answer says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Answer {
    /// One column.
    Narrow,
    /// Two columns.
    Wide,
    /// Its three bytes were drawn for themselves: the terminal does not take UTF-8.
    Bytes,
}

/// Reads a cursor report; none if it does not answer the question.
pub fn answer(row: u16, col: u16) -> Option<Answer> {
    match (row, col) {
        (ROW, 2) => Some(Answer::Narrow),
        (ROW, 3) => Some(Answer::Wide),
        (ROW, 4..) => Some(Answer::Bytes),
        _ => None,
    }
}

/// Whether `byte` goes on with an answer that began with `begun`, to this question or to that of
/// [`crate::terminal::pace`].
pub fn goes_on(begun: &[u8], byte: u8) -> bool {
    match begun.len() {
        0 => byte == 0x1b,
        1 => byte == b'[',
        2 => byte == READY || u16::from(byte) == u16::from(b'0') + ROW,
        3 if begun.last() == Some(&READY) => byte == b'n',
        3 => byte == b';',
        4 if begun.last() == Some(&b';') => matches!(byte, b'2'..=b'9'),
        5 => byte == b'R',
        _ => false,
    }
}

/// Whether these bytes may be the beginning of an answer.
pub fn is_begun(bytes: &[u8]) -> bool {
    let mut places = 0..bytes.len();
    places.all(|at| {
        let (begun, rest) = bytes.split_at(at);
        rest.first().is_some_and(|byte| goes_on(begun, *byte))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terminal::grammar;
    use std::num::NonZeroU16;

    #[test]
    fn the_question_is_allowed_and_leaves_no_trace() {
        assert_eq!(grammar::fault(QUESTION), None);
        let size = |n| NonZeroU16::new(n).unwrap();
        let mut terminal = vt100::Parser::new(size(5), size(20), 0);
        let (glyph, rest) = QUESTION.split_at(7);
        terminal.process(glyph);
        let (row, col) = terminal.screen().cursor_position();
        assert_eq!(answer(row + 1, col + 1), Some(Answer::Narrow));
        terminal.process(rest);
        assert_eq!(terminal.screen().contents(), "");
    }

    #[test]
    fn the_beginning_of_an_answer_is_known() {
        for answer in [b"\x1b[2;3R".as_slice(), b"\x1b[0n"] {
            assert!((0..=answer.len()).all(|length| is_begun(&answer[..length])));
        }
        for other in [
            "a",
            "\x1b[A",
            "\x1b[1",
            "\x1b[2~",
            "\x1b[2;1",
            "\x1b[2;3RR",
            "\x1b[0;",
            "\x1b[0nn",
        ] {
            assert!(!is_begun(other.as_bytes()), "{other:?}");
        }
    }

    #[test]
    fn other_reports_answer_nothing() {
        assert_eq!(answer(1, 2), None);
        assert_eq!(answer(2, 1), None);
        assert_eq!(answer(2, 3), Some(Answer::Wide));
        assert_eq!(answer(2, 4), Some(Answer::Bytes));
    }
}
