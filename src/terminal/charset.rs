//! How characters travel to and from a terminal: in UTF-8, or in the encodings of older Chinese terminals.

use encoding_rs::{EncoderResult, Encoding, GB18030, GBK, UTF_8};

use crate::terminal::width::Widths;

/// How characters travel to and from the terminal.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Charset {
    /// UTF-8.
    #[default]
    Utf8,
    /// GBK, and GB 2312 within it: one or two bytes a character.
    Gbk,
    /// GB 18030: one, two or four bytes, and a place for every character there is.
    Gb18030,
    /// Another one: Big5, Latin-1.
    Other,
    /// It is not said; the terminal is asked.
    Unsaid,
}

/// What the encodings are called in locales, in small letters without signs.
const NAMES: &[(&str, Charset)] = &[
    ("utf8", Charset::Utf8),
    ("gbk", Charset::Gbk),
    ("cp936", Charset::Gbk),
    ("gb2312", Charset::Gbk),
    ("euccn", Charset::Gbk),
    ("gb18030", Charset::Gb18030),
];

/// What stands for a character the terminal has no place for, in as many columns as the character would take.
const NARROW: char = '?';
/// The same in two columns: the mark printers set where a type is missing (U+3013), which GB 2312 has already.
const WIDE: char = '\u{3013}';

/// Longest character of any of them, in bytes.
const LONGEST: usize = 4;

/// What bytes begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece {
    /// So many bytes are this character.
    Char(usize, char),
    /// So many bytes are none.
    Bad(usize),
    /// More is needed to tell.
    More,
}

impl Charset {
    /// What a locale says of it. One without an encoding, like `C`, says nothing.
    pub fn of_locale(locale: Option<&str>) -> Self {
        let encoding = locale
            .and_then(|locale| locale.split_once('.'))
            .map(|(_, encoding)| encoding.split('@').next().unwrap_or_default());
        let Some(encoding) = encoding else {
            return Self::Unsaid;
        };
        let letters = encoding.chars().filter(char::is_ascii_alphanumeric);
        let name: String = letters.map(|c| c.to_ascii_lowercase()).collect();
        let known = NAMES.iter().find(|(known, _)| *known == name);
        known.map_or(Self::Other, |(_, charset)| *charset)
    }

    /// Whether it is one of the older Chinese ones.
    pub const fn is_gb(self) -> bool {
        matches!(self, Self::Gbk | Self::Gb18030)
    }

    /// Whether it is known to have Chinese characters.
    pub const fn has_hanzi(self) -> bool {
        matches!(self, Self::Utf8) || self.is_gb()
    }

    /// How characters are turned into bytes and back; as UTF-8 where nothing better is known.
    const fn encoding(self) -> &'static Encoding {
        match self {
            Self::Gbk => GBK,
            Self::Gb18030 => GB18030,
            Self::Utf8 | Self::Other | Self::Unsaid => UTF_8,
        }
    }

    /// What is drawn for a glyph of `width` columns: itself, or a mark as wide where a character of it has no place here.
    pub fn shown(self, glyph: &str, width: usize) -> Option<char> {
        let mut room = [0; LONGEST];
        let mut has = |c| is_usual(c) || self.code(c, &mut room).is_some();
        if !self.is_gb() || glyph.chars().all(&mut has) {
            return None;
        }
        Some(if width > 1 { WIDE } else { NARROW })
    }

    /// Turns text, control sequences among it, into the terminal's bytes.
    pub fn encode(self, text: &str) -> Vec<u8> {
        if !self.is_gb() {
            return text.as_bytes().to_vec();
        }
        let widths = Widths {
            ambiguous_wide: true,
        };
        let mut bytes = Vec::with_capacity(text.len());
        let mut room = [0; LONGEST];
        for c in text.chars() {
            if let Some(code) = self.code(c, &mut room) {
                bytes.extend_from_slice(code);
                continue;
            }
            let width = widths.glyph(c.encode_utf8(&mut [0; LONGEST]));
            let mark = if width > 1 { WIDE } else { NARROW };
            bytes.extend_from_slice(self.code(mark, &mut room).unwrap_or_default());
        }
        bytes
    }

    /// A character's bytes, if it has any here.
    fn code(self, c: char, room: &mut [u8; LONGEST]) -> Option<&[u8]> {
        let mut text = [0; LONGEST];
        let text = c.encode_utf8(&mut text);
        let mut encoder = self.encoding().new_encoder();
        let (result, _, length) = encoder.encode_from_utf8_without_replacement(text, room, true);
        let bytes = room.get(..length)?;
        // Terminals do not agree on the euro sign some have at 80.
        (result == EncoderResult::InputEmpty && bytes != [0x80]).then_some(bytes)
    }

    /// Turns bytes into text; a half character at the end is dropped unless the bytes are `whole`.
    pub fn decode(self, bytes: &[u8], whole: bool) -> String {
        let mut decoder = self.encoding().new_decoder_without_bom_handling();
        let room = decoder.max_utf8_buffer_length(bytes.len()).unwrap_or(0);
        let mut text = String::with_capacity(room);
        let _ = decoder.decode_to_string(bytes, &mut text, whole);
        text
    }

    /// What bytes begin with that are no control character.
    pub fn first(self, bytes: &[u8]) -> Piece {
        if self.is_gb() { gb(bytes) } else { utf8(bytes) }
    }
}

/// What nearly every cell holds and all of them have, told without asking the tables.
const fn is_usual(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{4e00}'..='\u{9fa5}')
}

fn utf8(bytes: &[u8]) -> Piece {
    let start = bytes.get(..LONGEST).unwrap_or(bytes);
    let valid = match std::str::from_utf8(start) {
        Ok(text) => text,
        Err(fault) if fault.valid_up_to() > 0 => start
            .get(..fault.valid_up_to())
            .and_then(|valid| std::str::from_utf8(valid).ok())
            .unwrap_or_default(),
        Err(fault) => return fault.error_len().map_or(Piece::More, Piece::Bad),
    };
    let first = valid.chars().next();
    first.map_or(Piece::Bad(1), |c| Piece::Char(c.len_utf8(), c))
}

/// One rule for both: whoever sends no four bytes is not hurt by their being known. What follows a first byte that
/// nothing can follow counts for itself.
fn gb(bytes: &[u8]) -> Piece {
    let length = match bytes {
        [..=0x80, ..] => 1,
        [0xff, ..] => return Piece::Bad(1),
        [] | [_] | [_, b'0'..=b'9'] | [_, b'0'..=b'9', 0x81..=0xfe] => return Piece::More,
        [_, 0x40..=0x7e | 0x80..=0xfe, ..] => 2,
        [_, b'0'..=b'9', 0x81..=0xfe, b'0'..=b'9', ..] => 4,
        _ => return Piece::Bad(1),
    };
    let one = bytes.get(..length).unwrap_or_default();
    let text = GB18030.decode_without_bom_handling_and_without_replacement(one);
    match text.and_then(|text| text.chars().next()) {
        Some(c) => Piece::Char(length, c),
        None => Piece::Bad(length),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_tells_the_encoding_or_nothing() {
        for (locale, charset) in [
            (None, Charset::Unsaid),
            (Some(""), Charset::Unsaid),
            (Some("C"), Charset::Unsaid),
            (Some("zh_CN"), Charset::Unsaid),
            (Some("C.UTF-8"), Charset::Utf8),
            (Some("zh_CN.utf8"), Charset::Utf8),
            (Some("zh_CN.GB18030"), Charset::Gb18030),
            (Some("zh_CN.gbk@pinyin"), Charset::Gbk),
            (Some("zh_CN.GB2312"), Charset::Gbk),
            (Some("zh_CN.eucCN"), Charset::Gbk),
            (Some("zh_TW.BIG5"), Charset::Other),
            (Some("en_US.ISO-8859-1"), Charset::Other),
        ] {
            assert_eq!(Charset::of_locale(locale), charset, "{locale:?}");
        }
    }

    #[test]
    fn text_comes_back_as_it_went() {
        let text = "\x1b[2;5H王建国 3-2-1201 “￥”，→";
        for charset in [Charset::Utf8, Charset::Gbk, Charset::Gb18030] {
            assert_eq!(charset.decode(&charset.encode(text), true), text);
        }
        let rare = "㐂𠮷€é";
        let bytes = Charset::Gb18030.encode(rare);
        assert_eq!(bytes.len(), 4 + 4 + 2 + 2);
        assert_eq!(Charset::Gb18030.decode(&bytes, true), rare);
    }

    #[test]
    fn the_usual_is_everywhere() {
        let mut room = [0; LONGEST];
        for c in (' '..='\u{a000}').filter(|c| is_usual(*c)) {
            assert!(Charset::Gbk.code(c, &mut room).is_some(), "{c}");
        }
    }

    #[test]
    fn what_has_no_place_is_a_mark_as_wide() {
        let gbk = Charset::Gbk;
        for (glyph, width, shown) in [
            ("王", 2, None),
            ("~", 1, None),
            ("𠮷", 2, Some(WIDE)),
            ("€", 2, Some(WIDE)),
            ("€", 1, Some(NARROW)),
            ("ñ", 1, Some(NARROW)),
        ] {
            assert_eq!(gbk.shown(glyph, width), shown, "{glyph}");
            assert_eq!(Charset::Gb18030.shown(glyph, width), None, "{glyph}");
            assert_eq!(Charset::Utf8.shown(glyph, width), None, "{glyph}");
        }
        assert_eq!(gbk.decode(&gbk.encode("𠮷ña"), true), "〓?a");
        let widths = Widths::default();
        for mark in [NARROW, WIDE] {
            assert_eq!(
                widths.glyph(&mark.to_string()),
                if mark == WIDE { 2 } else { 1 }
            );
        }
    }

    #[test]
    fn bytes_are_told_apart_one_character_at_a_time() {
        let gb = |bytes: &[u8]| Charset::Gbk.first(bytes);
        assert_eq!(gb(b"a\xcd"), Piece::Char(1, 'a'));
        assert_eq!(gb(b"\xcd"), Piece::More);
        assert_eq!(gb(b"\xcd\xf5x"), Piece::Char(2, '王'));
        // A second byte that is a letter by itself.
        assert_eq!(gb(b"\x81\x5b"), Piece::Char(2, '乕'));
        for split in 1..4 {
            assert_eq!(gb(&b"\x95\x34\xb2\x35"[..split]), Piece::More, "{split}");
        }
        assert_eq!(gb(b"\x95\x34\xb2\x35"), Piece::Char(4, '𠮷'));
        assert_eq!(gb(b"\xff"), Piece::Bad(1));
        assert_eq!(gb(b"\xcd\r"), Piece::Bad(1));
        assert_eq!(gb(b"\xcd\x31q"), Piece::Bad(1));
        assert_eq!(gb(b"\xfe\x39\xfe\x39"), Piece::Bad(4));
    }

    #[test]
    fn a_half_character_at_a_cut_is_dropped() {
        for charset in [Charset::Utf8, Charset::Gbk, Charset::Gb18030] {
            let bytes = charset.encode("王建");
            let half = &bytes[..bytes.len() - 1];
            assert_eq!(charset.decode(half, false), "王", "{charset:?}");
        }
    }
}
