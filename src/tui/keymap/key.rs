//! One key, in one form however it was written or sent.

use std::fmt;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// Which key, without modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// A character as it arrives: a capital is a character of its own.
    Char(char),
    /// A key with a name.
    Named(&'static str),
    /// A function key, from 1.
    F(u8),
}

/// The names of keys and what the terminal library calls them.
const NAMED: [(&str, KeyCode); 15] = [
    ("enter", KeyCode::Enter),
    ("esc", KeyCode::Esc),
    ("tab", KeyCode::Tab),
    ("backtab", KeyCode::BackTab),
    ("backspace", KeyCode::Backspace),
    ("delete", KeyCode::Delete),
    ("insert", KeyCode::Insert),
    ("up", KeyCode::Up),
    ("down", KeyCode::Down),
    ("left", KeyCode::Left),
    ("right", KeyCode::Right),
    ("home", KeyCode::Home),
    ("end", KeyCode::End),
    ("pageup", KeyCode::PageUp),
    ("pagedown", KeyCode::PageDown),
];

/// Other spellings people use for the same keys.
const ALIASES: [(&str, &str); 8] = [
    ("return", "enter"),
    ("escape", "esc"),
    ("del", "delete"),
    ("ins", "insert"),
    ("bs", "backspace"),
    ("pgup", "pageup"),
    ("pgdn", "pagedown"),
    ("spc", "space"),
];

const SPACE: &str = "space";
/// The last function key a terminal can send.
const LAST_F: u8 = 24;

/// A key with its modifiers in canonical form: `C-a`, `ctrl-a` and `ctrl-A` are one key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    code: Code,
    control: bool,
    alt: bool,
    shift: bool,
}

impl Key {
    /// Returns a plain character key.
    pub fn char(character: char) -> Self {
        Self::canonical(Code::Char(character), false, false, false)
    }

    /// Returns a plain named key such as `enter`.
    pub fn named(name: &str) -> Option<Self> {
        Self::parse(name).filter(|key| !matches!(key.code, Code::Char(c) if c != ' '))
    }

    /// Reads a key as written in a keymap: modifiers `C-`, `A-`, `S-` (or `ctrl-`, `alt-`,
    /// `shift-`), then a character or a name.
    pub fn parse(text: &str) -> Option<Self> {
        let (mut control, mut alt, mut shift) = (false, false, false);
        let mut rest = text;
        while let Some((prefix, after)) = rest.split_once('-') {
            // The last part may itself be a minus.
            if prefix.is_empty() || after.is_empty() {
                break;
            }
            match prefix {
                "C" | "c" | "ctrl" | "Ctrl" | "control" => control = true,
                "A" | "a" | "M" | "m" | "alt" | "Alt" | "meta" => alt = true,
                "S" | "s" | "shift" | "Shift" => shift = true,
                _ => return None,
            }
            rest = after;
        }
        Some(Self::canonical(parse_code(rest)?, control, alt, shift))
    }

    /// Returns the key of a terminal event; nothing for keys that cannot be bound (media keys, a
    /// modifier alone) and for the letting go of a key.
    pub fn of_event(event: &KeyEvent) -> Option<Self> {
        if event.is_release() {
            return None;
        }
        let code = match event.code {
            KeyCode::Char(character) => Code::Char(character),
            KeyCode::F(number) => Code::F(number),
            KeyCode::Null => Code::Char(' '),
            other => Code::Named(NAMED.iter().find(|(_, code)| *code == other)?.0),
        };
        let has = |modifier| event.modifiers.contains(modifier);
        // A terminal sends Ctrl-Space as the byte zero.
        let control = has(KeyModifiers::CONTROL) || event.code == KeyCode::Null;
        Some(Self::canonical(
            code,
            control,
            has(KeyModifiers::ALT),
            has(KeyModifiers::SHIFT),
        ))
    }

    /// Brings what means the same key to one form.
    fn canonical(code: Code, control: bool, alt: bool, shift: bool) -> Self {
        let plain = |code| Self {
            code,
            control: false,
            alt,
            shift: false,
        };
        match code {
            // In the bytes a terminal sends these are one and the same.
            Code::Char('i' | 'I') if control => plain(Code::Named("tab")),
            Code::Char('m' | 'M') if control => plain(Code::Named("enter")),
            Code::Char('[') if control => plain(Code::Named("esc")),
            Code::Char('\t') => Self::canonical(Code::Named("tab"), control, alt, shift),
            Code::Char('\n' | '\r') => Self::canonical(Code::Named("enter"), control, alt, shift),
            Code::Named("tab") if shift => {
                Self::canonical(Code::Named("backtab"), control, alt, false)
            }
            Code::Named("backtab") => Self {
                code,
                control,
                alt,
                shift: false,
            },
            Code::Char(character) => Self {
                code: Code::Char(letter(character, control, shift)),
                control,
                alt,
                shift: shift && character == ' ',
            },
            Code::Named(_) | Code::F(_) => Self {
                code,
                control,
                alt,
                shift,
            },
        }
    }

    /// Returns the key's code.
    pub fn code(self) -> Code {
        self.code
    }

    /// Returns the character it types, if it types one.
    pub fn text(self) -> Option<char> {
        match self.code {
            Code::Char(character) if !self.control && !self.alt => Some(character),
            _ => None,
        }
    }

    /// Returns the half-width form of a full-width key, as an input method in Chinese mode sends
    /// `ｃ` and `：` for `c` and `:`.
    pub fn narrowed(self) -> Option<Self> {
        const FIRST: u32 = 0xFF01;
        const LAST: u32 = 0xFF5E;
        const TO_ASCII: u32 = 0xFEE0;
        let Code::Char(character) = self.code else {
            return None;
        };
        let narrow = match u32::from(character) {
            0x3000 => ' ',
            // What such a method makes of . \ [ ] and ' has no half-width form of its own.
            0x3001 => '\\',
            0x3002 => '.',
            0x3010 => '[',
            0x3011 => ']',
            0x2018 | 0x2019 => '\'',
            wide @ FIRST..=LAST => char::from_u32(wide - TO_ASCII)?,
            _ => return None,
        };
        Some(Self::canonical(
            Code::Char(narrow),
            self.control,
            self.alt,
            self.shift,
        ))
    }

    /// Returns the name the locale has words for (`key-<name>`), if it is not its own label.
    pub fn word(self) -> Option<&'static str> {
        match self.code {
            Code::Named(name) => Some(name),
            Code::Char(' ') => Some(SPACE),
            _ => None,
        }
    }

    /// Returns the modifiers as they are printed, `C-` before `A-` before `S-`.
    pub fn modifiers(self) -> String {
        [(self.control, "C-"), (self.alt, "A-"), (self.shift, "S-")]
            .iter()
            .filter_map(|(on, name)| on.then_some(*name))
            .collect()
    }
}

/// Control makes case meaningless; shift makes a letter its capital.
fn letter(character: char, control: bool, shift: bool) -> char {
    if control {
        character.to_ascii_lowercase()
    } else if shift {
        character.to_ascii_uppercase()
    } else {
        character
    }
}

fn parse_code(text: &str) -> Option<Code> {
    let mut characters = text.chars();
    if let (Some(single), None) = (characters.next(), characters.next()) {
        return (!single.is_control()).then_some(Code::Char(single));
    }
    let lower = text.to_ascii_lowercase();
    let name = ALIASES
        .iter()
        .find(|(alias, _)| *alias == lower)
        .map_or(lower.as_str(), |(_, name)| name);
    if name == SPACE {
        return Some(Code::Char(' '));
    }
    if let Some(number) = name.strip_prefix('f').and_then(|n| n.parse::<u8>().ok()) {
        return (1..=LAST_F).contains(&number).then_some(Code::F(number));
    }
    NAMED
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(known, _)| Code::Named(known))
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.modifiers())?;
        match self.code {
            Code::Char(' ') => f.write_str(SPACE),
            Code::Char(character) => write!(f, "{character}"),
            Code::Named(name) => f.write_str(name),
            Code::F(number) => write!(f, "f{number}"),
        }
    }
}

/// Keys to be pressed one after another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Chord(pub Vec<Key>);

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, key) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str(" ")?;
            }
            write!(f, "{key}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use crossterm::event::KeyEventKind;
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn canonical(written: &str, printed: &str) {
        let key = Key::parse(written).unwrap();
        assert_eq!(key.to_string(), printed);
        assert_eq!(Key::parse(printed), Some(key), "printing comes back");
    }

    #[test]
    fn one_key_has_one_form() {
        for written in ["C-a", "ctrl-a", "ctrl-A", "C-A", "c-a"] {
            canonical(written, "C-a");
        }
        canonical("S-x", "X");
        canonical("X", "X");
        canonical("alt-x", "A-x");
        canonical("S-tab", "backtab");
        canonical("space", "space");
        canonical(" ", "space");
        canonical("Esc", "esc");
        canonical("PgDn", "pagedown");
        canonical("F12", "f12");
        canonical("-", "-");
        canonical("C--", "C--");
        canonical("A-C-del", "C-A-delete");
        canonical("f", "f");
    }

    #[test]
    fn what_a_terminal_cannot_tell_apart_is_one_key() {
        canonical("C-i", "tab");
        canonical("C-m", "enter");
        canonical("C-[", "esc");
    }

    #[test]
    fn nonsense_is_no_key() {
        for written in ["", "X-a", "f0", "f25", "hello", "C-hello", "enter-x"] {
            assert_eq!(Key::parse(written), None, "{written}");
        }
    }

    #[test]
    fn events_come_to_the_same_form() {
        let of = |code, modifiers| Key::of_event(&KeyEvent::new(code, modifiers)).unwrap();
        let (none, shift, control) = (
            KeyModifiers::NONE,
            KeyModifiers::SHIFT,
            KeyModifiers::CONTROL,
        );
        assert_eq!(of(KeyCode::Char('X'), shift), Key::parse("X").unwrap());
        assert_eq!(of(KeyCode::Char('A'), control), Key::parse("C-a").unwrap());
        assert_eq!(of(KeyCode::BackTab, shift), Key::parse("backtab").unwrap());
        assert_eq!(of(KeyCode::PageDown, none), Key::parse("pgdn").unwrap());
        assert_eq!(of(KeyCode::PageUp, none), Key::parse("pgup").unwrap());
        assert_eq!(of(KeyCode::Null, none), Key::parse("C-space").unwrap());
        assert_eq!(of(KeyCode::F(5), none), Key::parse("f5").unwrap());
        for (typed, meant) in "？；，。、【】‘’　".chars().zip("?;,.\\[]'' ".chars()) {
            let narrow = of(KeyCode::Char(typed), none).narrowed();
            assert_eq!(narrow, Some(Key::char(meant)), "{typed}");
        }
        let mut release = KeyEvent::new(KeyCode::Enter, none);
        release.kind = KeyEventKind::Release;
        assert_eq!(Key::of_event(&release), None);
    }

    #[test]
    fn only_plain_characters_are_text() {
        assert_eq!(Key::char('水').text(), Some('水'));
        assert_eq!(Key::char(' ').text(), Some(' '));
        assert_eq!(Key::parse("C-a").unwrap().text(), None);
        assert_eq!(Key::parse("enter").unwrap().text(), None);
        assert_eq!(Key::named("a"), None);
        assert_eq!(Key::named("space"), Some(Key::char(' ')));
    }

    proptest! {
        #[test]
        fn parsing_never_fails_loudly_and_printing_comes_back(text in "\\PC{0,8}") {
            if let Some(key) = Key::parse(&text) {
                prop_assert_eq!(Key::parse(&key.to_string()), Some(key));
            }
        }
    }
}
