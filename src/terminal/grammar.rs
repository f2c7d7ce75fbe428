//! What may be sent to a terminal at all: nothing that sets a title, a clipboard, a colour table, or asks for a reply.

/// Finals of sequences without a prefix, with the most parameters each may have.
const PLAIN: &[(u8, usize)] = &[
    (b'A', 1),  // up
    (b'B', 1),  // down
    (b'C', 1),  // right
    (b'D', 1),  // left
    (b'H', 2),  // to a place
    (b'J', 1),  // erase below
    (b'K', 1),  // erase to the right
    (b'L', 1),  // insert rows
    (b'M', 1),  // delete rows
    (b'm', 24), // style
    (b'r', 2),  // scroll region
];

/// Private modes that may be set and reset: alternate screen, cursor, bracketed paste, synchronised output.
const MODES: &[&[u8]] = &[b"1049", b"25", b"2004", b"2026"];

/// The two questions: where is the cursor, and has it come so far?
const QUESTIONS: [&[u8]; 2] = [b"6n", b"5n"];

/// The place of the first byte that no frame and no mode change of ours may contain, if there is one.
pub fn fault(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        match piece(rest) {
            Some(length) => at += length,
            None => return Some(at),
        }
    }
    None
}

/// Length of the allowed piece at the beginning.
fn piece(bytes: &[u8]) -> Option<usize> {
    match bytes {
        // The bell, for a call that rings.
        [0x07 | 0x08 | b'\r' | b'\n' | b' '..=b'~', ..] => Some(1),
        // A row up.
        [0x1b, b'M', ..] => Some(2),
        [0x1b, b'[', rest @ ..] => sequence(rest).map(|length| length + 2),
        [first, ..] if *first >= 0x80 => hanzi(bytes),
        _ => None,
    }
}

/// Length of an allowed control sequence, after its `ESC [`.
fn sequence(bytes: &[u8]) -> Option<usize> {
    let length = bytes.iter().position(|b| matches!(b, b'@'..=b'~'))? + 1;
    let (last, params) = bytes.get(..length)?.split_last()?;
    let allowed = match params.strip_prefix(b"?") {
        Some(mode) => matches!(last, b'h' | b'l') && MODES.contains(&mode),
        None => {
            QUESTIONS.iter().any(|asked| bytes.starts_with(asked))
                || PLAIN
                    .iter()
                    .any(|(end, most)| end == last && numbers(params, *most))
        }
    };
    allowed.then_some(length)
}

fn numbers(params: &[u8], most: usize) -> bool {
    params.split(|b| *b == b';').count() <= most
        && params.iter().all(|b| b.is_ascii_digit() || *b == b';')
}

/// Length of one character that is not a control character of the upper half.
fn hanzi(bytes: &[u8]) -> Option<usize> {
    let length = match bytes.first()? {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return None,
    };
    let c = std::str::from_utf8(bytes.get(..length)?)
        .ok()?
        .chars()
        .next()?;
    (!c.is_control()).then_some(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_own_sequences_pass() {
        for bytes in [
            "\x1b[H\x1b[2;5H\x1b[J\x1b[K\x1b[m\x1b[0;1;7;38;2;1;2;3m\x1b[3;9r\x1b[r\x1b[2M\x1b[C",
            "\x07\x08\x1bM\x1b[3A\x1b[6B\x1b[7D",
            "\x1b[?1049h\x1b[?2004h\x1b[?25l\x1b[?2026h\x1b[6n\x1b[5n",
            "王建国 ─ ok\r\n",
        ] {
            assert_eq!(fault(bytes.as_bytes()), None, "{bytes:?}");
        }
    }

    #[test]
    fn everything_else_is_found() {
        for bytes in [
            "\x1b]0;title\x07",
            "\x1bP$q\x1b\\",
            "\x1b_G\x1b\\",
            "\x1bc",
            "\x1b[?1000h",
            "\x1b[7n",
            "\x1b[c",
            "\x1b[>c",
            "\x1b[2t",
            "\x0b",
            "\x1bD",
            "\x1b[1;2D",
            "\u{9b}2J",
            "\u{9d}0;x",
            "\x1b[1;2;3H",
            "\x1b[?25",
            "\x7f",
        ] {
            let bytes = format!("ok{bytes}");
            assert_eq!(fault(bytes.as_bytes()), Some(2), "{bytes:?}");
        }
        assert_eq!(fault(b"a\xff"), Some(1));
        assert_eq!(fault(b"a\xe4\xb8"), Some(1));
    }
}
