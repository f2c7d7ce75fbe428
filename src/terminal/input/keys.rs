//! What key a sequence of bytes is, in the forms of xterm, PuTTY, rxvt, the Linux console and the VT220.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::terminal::charset::{Charset, Piece};
use crate::terminal::input::{Input, plain};

/// Longest control sequence; a longer one is no key.
const SEQUENCE: usize = 64;

/// Longest string a terminal may send; a longer one is none.
const STRING: usize = 4096;

const ESC: u8 = 0x1b;

/// What the bytes at hand begin with.
#[derive(Debug, PartialEq, Eq)]
pub enum Step {
    /// So many bytes are this, or mean nothing.
    Input(usize, Option<Input>),
    /// So many bytes begin a paste.
    Paste(usize),
    /// More is needed to tell.
    Wait(Wait),
}

/// What more is waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wait {
    /// After a lone ESC: the rest of a sequence, or it was the key.
    Escape,
    /// The rest of a sequence or of a string.
    Sequence,
    /// The rest of a character. It is certain to come, however slow the line.
    Character,
}

impl Wait {
    /// How long to wait, in milliseconds.
    /// An answer that is due on a slow line is waited for longer before its first byte is taken for the key.
    pub const fn millis(self, answer_due: bool) -> u64 {
        match self {
            Self::Escape if !answer_due => 30,
            Self::Escape | Self::Sequence => 250,
            Self::Character => 1_000,
        }
    }
}

/// The letters that end a key's `CSI` or `SS3` sequence.
const LETTERS: &[(u8, KeyCode, KeyModifiers)] = &[
    (b'A', KeyCode::Up, KeyModifiers::NONE),
    (b'B', KeyCode::Down, KeyModifiers::NONE),
    (b'C', KeyCode::Right, KeyModifiers::NONE),
    (b'D', KeyCode::Left, KeyModifiers::NONE),
    (b'E', KeyCode::KeypadBegin, KeyModifiers::NONE),
    (b'F', KeyCode::End, KeyModifiers::NONE),
    (b'H', KeyCode::Home, KeyModifiers::NONE),
    (b'P', KeyCode::F(1), KeyModifiers::NONE),
    (b'Q', KeyCode::F(2), KeyModifiers::NONE),
    (b'R', KeyCode::F(3), KeyModifiers::NONE),
    (b'S', KeyCode::F(4), KeyModifiers::NONE),
    (b'Z', KeyCode::BackTab, KeyModifiers::SHIFT),
];

/// The function keys beyond F4 in PuTTY's VT100+ mode, after `SS3` alone.
const VT100_PLUS: &[(u8, KeyCode)] = &[
    (b'T', KeyCode::F(5)),
    (b'U', KeyCode::F(6)),
    (b'V', KeyCode::F(7)),
    (b'W', KeyCode::F(8)),
    (b'X', KeyCode::F(9)),
    (b'Y', KeyCode::F(10)),
    (b'Z', KeyCode::F(11)),
    (b'[', KeyCode::F(12)),
];

/// rxvt's arrows: with shift after `CSI`, with control after `SS3`.
const ARROWS: &[(u8, KeyCode)] = &[
    (b'a', KeyCode::Up),
    (b'b', KeyCode::Down),
    (b'c', KeyCode::Right),
    (b'd', KeyCode::Left),
];

/// The keypad in application mode, after `SS3`.
const KEYPAD: &[(u8, KeyCode)] = &[
    (b' ', KeyCode::Char(' ')),
    (b'I', KeyCode::Tab),
    (b'M', KeyCode::Enter),
    (b'j', KeyCode::Char('*')),
    (b'k', KeyCode::Char('+')),
    (b'l', KeyCode::Char(',')),
    (b'm', KeyCode::Char('-')),
    (b'n', KeyCode::Char('.')),
    (b'o', KeyCode::Char('/')),
    (b'p', KeyCode::Char('0')),
    (b'q', KeyCode::Char('1')),
    (b'r', KeyCode::Char('2')),
    (b's', KeyCode::Char('3')),
    (b't', KeyCode::Char('4')),
    (b'u', KeyCode::Char('5')),
    (b'v', KeyCode::Char('6')),
    (b'w', KeyCode::Char('7')),
    (b'x', KeyCode::Char('8')),
    (b'y', KeyCode::Char('9')),
];

/// The numbers of `CSI number ~`.
const NUMBERS: &[(u32, KeyCode)] = &[
    (1, KeyCode::Home),
    (2, KeyCode::Insert),
    (3, KeyCode::Delete),
    (4, KeyCode::End),
    (5, KeyCode::PageUp),
    (6, KeyCode::PageDown),
    (7, KeyCode::Home),
    (8, KeyCode::End),
    (11, KeyCode::F(1)),
    (12, KeyCode::F(2)),
    (13, KeyCode::F(3)),
    (14, KeyCode::F(4)),
    (15, KeyCode::F(5)),
    (17, KeyCode::F(6)),
    (18, KeyCode::F(7)),
    (19, KeyCode::F(8)),
    (20, KeyCode::F(9)),
    (21, KeyCode::F(10)),
    (23, KeyCode::F(11)),
    (24, KeyCode::F(12)),
    (25, KeyCode::F(13)),
    (26, KeyCode::F(14)),
    (28, KeyCode::F(15)),
    (29, KeyCode::F(16)),
    (31, KeyCode::F(17)),
    (32, KeyCode::F(18)),
    (33, KeyCode::F(19)),
    (34, KeyCode::F(20)),
];

/// The Linux console's `ESC [ [ letter`.
const CONSOLE: &[(u8, KeyCode)] = &[
    (b'A', KeyCode::F(1)),
    (b'B', KeyCode::F(2)),
    (b'C', KeyCode::F(3)),
    (b'D', KeyCode::F(4)),
    (b'E', KeyCode::F(5)),
];

/// Modifiers in the order of their bits in a sequence's second number, less one.
const BITS: [KeyModifiers; 4] = [
    KeyModifiers::SHIFT,
    KeyModifiers::ALT,
    KeyModifiers::CONTROL,
    KeyModifiers::META,
];

/// What the bytes, of which there is at least one, begin with. Only what decides is looked at, so that a split changes
/// nothing.
pub fn read(bytes: &[u8], charset: Charset) -> Step {
    match bytes {
        [ESC] => Step::Wait(Wait::Escape),
        // The first was the key; the second may begin anything.
        [ESC, ESC, ..] => done(1, Some(plain(KeyCode::Esc))),
        [ESC, b'[', rest @ ..] => csi(rest),
        [ESC, b'O', rest @ ..] => ss3(rest),
        [ESC, b']' | b'P' | b'_', rest @ ..] => string(rest),
        // The Linux console's shift and Tab; nobody keeps Alt and Tab for a program.
        [ESC, b'\t', ..] => done(
            2,
            Some(KeyEvent::new(KeyCode::BackTab, KeyModifiers::SHIFT)),
        ),
        [ESC, rest @ ..] => match read(rest, charset) {
            Step::Input(length, Some(Input::Key(key))) => {
                let key = KeyEvent::new(key.code, key.modifiers | KeyModifiers::ALT);
                done(length + 1, Some(key))
            }
            Step::Input(length, _) | Step::Paste(length) => Step::Input(length + 1, None),
            wait @ Step::Wait(_) => wait,
        },
        [byte, ..] if *byte < b' ' || *byte == 0x7f => done(1, Some(control(*byte))),
        _ => character(bytes, charset),
    }
}

/// What bytes mean whose continuation did not come.
pub fn give_up(bytes: &[u8], wait: Wait) -> Option<KeyEvent> {
    match (bytes, wait) {
        ([ESC], _) => Some(plain(KeyCode::Esc)),
        ([ESC, letter @ (b'[' | b'O' | b']' | b'P' | b'_')], _) => Some(KeyEvent::new(
            typed(char::from(*letter)).code,
            KeyModifiers::ALT,
        )),
        (_, Wait::Character) => Some(typed(char::REPLACEMENT_CHARACTER)),
        _ => None,
    }
}

fn done(length: usize, key: Option<KeyEvent>) -> Step {
    Step::Input(length, key.map(Input::Key))
}

/// The key that types a character.
fn typed(c: char) -> KeyEvent {
    let modifiers = if c.is_uppercase() {
        KeyModifiers::SHIFT
    } else {
        KeyModifiers::NONE
    };
    KeyEvent::new(KeyCode::Char(c), modifiers)
}

/// The key behind a control character.
fn control(byte: u8) -> KeyEvent {
    let letter = match byte {
        b'\r' | b'\n' => return plain(KeyCode::Enter),
        b'\t' => return plain(KeyCode::Tab),
        0x08 | 0x7f => return plain(KeyCode::Backspace),
        ESC => return plain(KeyCode::Esc),
        0 => ' ',
        1..=26 => char::from(byte + 0x60),
        _ => char::from(byte + 0x40),
    };
    KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL)
}

fn character(bytes: &[u8], charset: Charset) -> Step {
    match charset.first(bytes) {
        // The control characters of the upper half are no keys.
        Piece::Char(length, c) if c.is_control() => Step::Input(length, None),
        Piece::Char(length, c) => done(length, Some(typed(c))),
        Piece::Bad(length) => done(length, Some(typed(char::REPLACEMENT_CHARACTER))),
        Piece::More => Step::Wait(Wait::Character),
    }
}

/// A control sequence, after its `ESC [`.
fn csi(rest: &[u8]) -> Step {
    if let [b'[', letter @ ..] = rest {
        return match letter {
            [] => Step::Wait(Wait::Sequence),
            [b' '..=b'~', ..] => done(4, find(CONSOLE, letter).map(plain)),
            _ => Step::Input(3, None),
        };
    }
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if let (true, Some((number, [b'$', ..]))) = (digits > 0, rest.split_at_checked(digits)) {
        // rxvt's shift; a terminal that answers a question has more numbers before its sign.
        return Step::Input(digits + 3, meaning(number, b'$'));
    }
    let Some(end) = rest
        .iter()
        .take(SEQUENCE)
        .position(|byte| !matches!(byte, b' '..=b'?'))
    else {
        if rest.len() < SEQUENCE {
            return Step::Wait(Wait::Sequence);
        }
        return Step::Input(SEQUENCE + 2, None);
    };
    let (params, last) = rest.split_at(end);
    match last.first() {
        Some(last @ b'@'..=b'~') => {
            let length = end + 3;
            if (params, *last) == (b"200", b'~') {
                return Step::Paste(length);
            }
            Step::Input(length, meaning(params, *last))
        }
        // Anything else breaks it off and counts for itself.
        _ => Step::Input(end + 2, None),
    }
}

/// What a complete control sequence means.
fn meaning(params: &[u8], last: u8) -> Option<Input> {
    let numbers = numbers(params)?;
    let number = |place: usize| numbers.get(place).copied().unwrap_or(0);
    if last == b'R' && numbers.len() == 2 && !(number(0) == 1 && (2..=16).contains(&number(1))) {
        return Some(Input::CursorReport {
            row: u16::try_from(number(0)).ok()?,
            col: u16::try_from(number(1)).ok()?,
        });
    }
    if last == b'n' {
        return (numbers.len() == 1 && number(0) == 0).then_some(Input::Ready);
    }
    let key = match last {
        b'~' if number(0) == 27 && numbers.len() == 3 => coded(number(2), number(1))?,
        b'~' => with(lookup(NUMBERS, number(0))?, number(1)),
        // rxvt says shift and control with the final, and both with another.
        b'$' => with(lookup(NUMBERS, number(0))?, 2),
        b'^' => with(lookup(NUMBERS, number(0))?, 5),
        b'@' => with(lookup(NUMBERS, number(0))?, 6),
        b'u' => coded(number(0), number(1))?,
        b'a'..=b'd' => with(lookup(ARROWS, last)?, 2),
        _ => letter(last, number(1))?,
    };
    Some(Input::Key(key))
}

/// A sequence of the other kind, after its `ESC O`.
fn ss3(rest: &[u8]) -> Step {
    let Some(end) = rest
        .iter()
        .take(SEQUENCE)
        .position(|byte| !matches!(byte, b'0'..=b'9' | b';'))
    else {
        if rest.len() < SEQUENCE {
            return Step::Wait(Wait::Sequence);
        }
        return Step::Input(SEQUENCE + 2, None);
    };
    let (params, last) = rest.split_at(end);
    let modifier = numbers(params).and_then(|numbers| numbers.last().copied());
    let key = match last.first() {
        Some(b'a'..=b'd') => find(ARROWS, last).map(|code| with(code, 5)),
        Some(last @ b' '..=b'~') => lookup(KEYPAD, *last)
            .or_else(|| lookup(VT100_PLUS, *last))
            .map(|code| with(code, modifier.unwrap_or(0)))
            .or_else(|| letter(*last, modifier.unwrap_or(0))),
        _ => return Step::Input(end + 2, None),
    };
    done(end + 3, key)
}

/// A string a terminal sends as an answer, after its `ESC ]`, `ESC P` or `ESC _`. We ask for none; a late answer to
/// another program is swallowed. Alt with that key is told from it by what follows.
fn string(rest: &[u8]) -> Step {
    match rest.first() {
        None => return Step::Wait(Wait::Sequence),
        Some(b'0'..=b'9' | b'>' | b'=' | b'!' | b'+' | b'$' | b'|' | b'G' | b'l' | b'L') => {}
        Some(_) => return Step::Input(2, None),
    }
    let text = rest.get(..STRING).unwrap_or(rest);
    let bell = text.iter().position(|byte| *byte == 0x07).map(|at| at + 1);
    let end = text
        .windows(2)
        .position(|pair| pair == [ESC, b'\\'])
        .map(|at| at + 2);
    match bell.into_iter().chain(end).min() {
        Some(length) => Step::Input(length + 2, None),
        None if text.len() < STRING => Step::Wait(Wait::Sequence),
        None => Step::Input(STRING + 2, None),
    }
}

/// The numbers between `CSI` and the end; none if they are not a key's.
fn numbers(params: &[u8]) -> Option<Vec<u32>> {
    let text = std::str::from_utf8(params).ok()?;
    text.split(';')
        .map(|number| match number.split(':').next() {
            None | Some("") => Some(0),
            Some(digits) => digits.parse().ok(),
        })
        .collect()
}

fn letter(last: u8, modifier: u32) -> Option<KeyEvent> {
    let (_, code, always) = LETTERS.iter().find(|(letter, ..)| *letter == last)?;
    let key = with(*code, modifier);
    Some(KeyEvent::new(key.code, key.modifiers | *always))
}

/// A key with the modifiers of a sequence's second number.
fn with(code: KeyCode, modifier: u32) -> KeyEvent {
    let bits = modifier.saturating_sub(1);
    let held = (0..)
        .zip(BITS)
        .filter(|(place, _)| bits >> place & 1 == 1)
        .fold(KeyModifiers::NONE, |held, (_, modifier)| held | modifier);
    KeyEvent::new(code, held)
}

/// A key told by its character's number.
fn coded(code: u32, modifier: u32) -> Option<KeyEvent> {
    let c = char::from_u32(code)?;
    let plain = match u8::try_from(code) {
        Ok(byte) if c.is_control() => {
            let key = control(byte);
            // Only the keys that have a control character for a name.
            (!matches!(key.code, KeyCode::Char(_))).then_some(key)?
        }
        _ if c.is_control() => return None,
        _ => typed(c),
    };
    let held = with(plain.code, modifier).modifiers | plain.modifiers;
    Some(match plain.code {
        KeyCode::Tab if held.contains(KeyModifiers::SHIFT) => KeyEvent::new(KeyCode::BackTab, held),
        code => KeyEvent::new(code, held),
    })
}

fn find(table: &[(u8, KeyCode)], bytes: &[u8]) -> Option<KeyCode> {
    lookup(table, *bytes.first()?)
}

fn lookup<K: PartialEq + Copy>(table: &[(K, KeyCode)], key: K) -> Option<KeyCode> {
    let (_, code) = table.iter().find(|(other, _)| *other == key)?;
    Some(*code)
}
