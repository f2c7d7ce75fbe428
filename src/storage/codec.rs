//! The one order-preserving key codec: bytes compare as the values they were made from.
//!
//! Numbers are big-endian, signed ones with the sign bit flipped; texts end in `00 00` with each
//! inner `00` written `00 ff`, so that a text sorts before every longer text it begins.

use std::fmt::Write;

/// Builds a key, part by part.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Key {
    bytes: Vec<u8>,
}

/// Bytes of a key of the usual length: most are made without moving.
const USUAL: usize = 32;
const SIGN_32: u32 = 1 << 31;
const SIGN_64: u64 = 1 << 63;

impl Key {
    /// Begins an empty key.
    #[must_use]
    pub fn new() -> Self {
        Self {
            bytes: Vec::with_capacity(USUAL),
        }
    }

    /// Appends a byte.
    #[must_use]
    pub fn u8(mut self, value: u8) -> Self {
        self.bytes.push(value);
        self
    }

    /// Appends a `u32`.
    #[must_use]
    pub fn u32(self, value: u32) -> Self {
        self.raw(&value.to_be_bytes())
    }

    /// Appends a `u64`.
    #[must_use]
    pub fn u64(self, value: u64) -> Self {
        self.raw(&value.to_be_bytes())
    }

    /// Appends an `i32`; negative numbers come first.
    #[must_use]
    pub fn i32(self, value: i32) -> Self {
        self.u32(value.cast_unsigned() ^ SIGN_32)
    }

    /// Appends an `i64`; negative numbers come first.
    #[must_use]
    pub fn i64(self, value: i64) -> Self {
        self.u64(value.cast_unsigned() ^ SIGN_64)
    }

    /// Appends a `u64` so that the greatest comes first.
    #[must_use]
    pub fn desc_u64(self, value: u64) -> Self {
        self.u64(!value)
    }

    /// Appends an `i64` so that the greatest comes first.
    #[must_use]
    pub fn desc_i64(self, value: i64) -> Self {
        self.desc_u64(value.cast_unsigned() ^ SIGN_64)
    }

    /// Appends a text, terminated.
    #[must_use]
    pub fn str(self, value: &str) -> Self {
        self.bytes(value.as_bytes())
    }

    /// Appends bytes of any length, terminated.
    #[must_use]
    pub fn bytes(self, value: &[u8]) -> Self {
        self.start_of_bytes(value).raw(&[0, 0])
    }

    /// Appends the beginning of a text: a prefix of every key whose text begins so.
    #[must_use]
    pub fn start_of_str(self, value: &str) -> Self {
        self.start_of_bytes(value.as_bytes())
    }

    /// Appends bytes as they are: for parts of fixed length, such as a request id.
    #[must_use]
    pub fn raw(mut self, value: &[u8]) -> Self {
        self.bytes.extend_from_slice(value);
        self
    }

    /// Returns the finished key.
    #[must_use]
    pub fn done(self) -> Vec<u8> {
        self.bytes
    }

    fn start_of_bytes(mut self, value: &[u8]) -> Self {
        self.bytes.reserve(value.len() + 2);
        for &byte in value {
            self.bytes.push(byte);
            if byte == 0 {
                self.bytes.push(u8::MAX);
            }
        }
        self
    }
}

/// Reads back the parts of a key in the order they were put in; `None` means the bytes are none
/// of this shape.
#[derive(Debug, Clone, Copy)]
pub struct KeyReader<'a> {
    rest: &'a [u8],
}

impl<'a> KeyReader<'a> {
    /// Begins at the first byte of `key`.
    #[must_use]
    pub const fn new(key: &'a [u8]) -> Self {
        Self { rest: key }
    }

    /// Reads a byte.
    pub fn u8(&mut self) -> Option<u8> {
        self.array().map(|[byte]: [u8; 1]| byte)
    }

    /// Reads a `u32`.
    pub fn u32(&mut self) -> Option<u32> {
        self.array().map(u32::from_be_bytes)
    }

    /// Reads a `u64`.
    pub fn u64(&mut self) -> Option<u64> {
        self.array().map(u64::from_be_bytes)
    }

    /// Reads an `i32`.
    pub fn i32(&mut self) -> Option<i32> {
        self.u32().map(|bits| (bits ^ SIGN_32).cast_signed())
    }

    /// Reads an `i64`.
    pub fn i64(&mut self) -> Option<i64> {
        self.u64().map(|bits| (bits ^ SIGN_64).cast_signed())
    }

    /// Reads what `Key::desc_u64` wrote.
    pub fn desc_u64(&mut self) -> Option<u64> {
        self.u64().map(|bits| !bits)
    }

    /// Reads what `Key::desc_i64` wrote.
    pub fn desc_i64(&mut self) -> Option<i64> {
        self.desc_u64().map(|bits| (bits ^ SIGN_64).cast_signed())
    }

    /// Reads a text.
    pub fn str(&mut self) -> Option<String> {
        self.bytes().and_then(|bytes| String::from_utf8(bytes).ok())
    }

    /// Reads terminated bytes.
    pub fn bytes(&mut self) -> Option<Vec<u8>> {
        let mut out = Vec::new();
        loop {
            match self.u8()? {
                0 => match self.u8()? {
                    0 => return Some(out),
                    u8::MAX => out.push(0),
                    _ => return None,
                },
                byte => out.push(byte),
            }
        }
    }

    /// Reads `N` bytes as they are.
    pub fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (head, rest) = self.rest.split_first_chunk::<N>()?;
        self.rest = rest;
        Some(*head)
    }

    /// Returns what has not been read yet.
    #[must_use]
    pub const fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// Whether every byte has been read.
    #[must_use]
    pub const fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }
}

/// Writes bytes as hexadecimal digits, for messages that name a key.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing to a String cannot fail.
        let _ = write!(out, "{byte:02x}");
    }
    out
}

#[cfg(test)]
mod tests {
    use std::cmp::Reverse;

    use proptest::prelude::*;

    use super::{Key, KeyReader, hex};

    /// Short bytes with many zeros and 255s, where an escape could go wrong.
    fn tricky() -> impl Strategy<Value = Vec<u8>> {
        prop::collection::vec(
            prop_oneof![Just(0), Just(1), Just(255), any::<u8>()],
            0..5usize,
        )
    }

    fn text() -> impl Strategy<Value = String> {
        prop::collection::vec(
            prop_oneof![Just('\0'), Just('a'), Just('栋'), any::<char>()],
            0..5usize,
        )
        .prop_map(String::from_iter)
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn bytes_sort_as_their_tuples(
            a in (text(), any::<i64>(), tricky(), any::<i32>()),
            b in (text(), any::<i64>(), tricky(), any::<i32>()),
        ) {
            let key = |t: &(String, i64, Vec<u8>, i32)| {
                Key::new().str(&t.0).i64(t.1).bytes(&t.2).i32(t.3).done()
            };
            prop_assert_eq!(key(&a).cmp(&key(&b)), a.cmp(&b));
        }

        #[test]
        fn texts_alone_sort_as_texts(a in text(), b in text()) {
            prop_assert_eq!(Key::new().str(&a).done().cmp(&Key::new().str(&b).done()), a.cmp(&b));
        }

        #[test]
        fn signed_numbers_sort_as_numbers(
            a in (-2..2_i32, any::<i64>()), b in (-2..2_i32, any::<i64>()),
            c in any::<i32>(), d in any::<i32>(),
        ) {
            let pair = |t: &(i32, i64)| Key::new().i32(t.0).i64(t.1).done();
            prop_assert_eq!(pair(&a).cmp(&pair(&b)), a.cmp(&b));
            prop_assert_eq!(Key::new().i32(c).done().cmp(&Key::new().i32(d).done()), c.cmp(&d));
        }

        #[test]
        fn numbers_sort_as_tuples(
            a in (any::<u8>(), any::<u32>(), any::<u64>()),
            b in (any::<u8>(), any::<u32>(), any::<u64>()),
        ) {
            let key = |t: &(u8, u32, u64)| Key::new().u8(t.0).u32(t.1).u64(t.2).done();
            prop_assert_eq!(key(&a).cmp(&key(&b)), a.cmp(&b));
        }

        #[test]
        fn descending_parts_sort_newest_first(
            a in (any::<i64>(), any::<u64>()),
            b in (any::<i64>(), any::<u64>()),
        ) {
            let key = |t: &(i64, u64)| Key::new().desc_i64(t.0).desc_u64(t.1).done();
            let reverse = |t: &(i64, u64)| (Reverse(t.0), Reverse(t.1));
            prop_assert_eq!(key(&a).cmp(&key(&b)), reverse(&a).cmp(&reverse(&b)));
        }

        #[test]
        fn what_is_read_is_what_was_written(
            small in any::<u8>(), word in any::<u32>(), long in any::<u64>(),
            signed in any::<i32>(), wide in any::<i64>(), text in text(), bytes in tricky(),
            tail in any::<[u8; 16]>(),
        ) {
            let key = Key::new().u8(small).u32(word).u64(long).i32(signed).i64(wide).str(&text)
                .bytes(&bytes).desc_i64(wide).desc_u64(long).raw(&tail).done();
            let mut reader = KeyReader::new(&key);
            prop_assert_eq!(reader.u8(), Some(small));
            prop_assert_eq!(reader.u32(), Some(word));
            prop_assert_eq!(reader.u64(), Some(long));
            prop_assert_eq!(reader.i32(), Some(signed));
            prop_assert_eq!(reader.i64(), Some(wide));
            prop_assert_eq!(reader.str(), Some(text));
            prop_assert_eq!(reader.bytes(), Some(bytes));
            prop_assert_eq!(reader.desc_i64(), Some(wide));
            prop_assert_eq!(reader.desc_u64(), Some(long));
            prop_assert_eq!(reader.array(), Some(tail));
            prop_assert!(reader.is_at_end());
        }

        #[test]
        fn the_start_of_a_text_is_a_prefix_of_its_key(start in text(), more in text()) {
            let whole = Key::new().u8(3).str(&format!("{start}{more}")).u64(9).done();
            prop_assert!(whole.starts_with(&Key::new().u8(3).start_of_str(&start).done()));
        }

        #[test]
        fn foreign_bytes_are_refused_without_a_panic(bytes in tricky()) {
            let mut reader = KeyReader::new(&bytes);
            let _ = reader.str();
            let _ = reader.i64();
        }
    }

    #[test]
    fn a_cut_text_is_none() {
        let key = Key::new().str("3栋").done();
        assert_eq!(KeyReader::new(&key[..key.len() - 1]).str(), None);
    }

    #[test]
    fn hex_names_every_byte() {
        assert_eq!(hex(&[0, 10, 255]), "000aff");
    }
}
