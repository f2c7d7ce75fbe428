//! What is not to stay in memory: a PIN on its way, and what was typed of one.

use std::fmt;

/// A PIN as it was typed, wiped when it is dropped (reliability.md H27).
#[derive(Clone, Default, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
#[cbor(transparent)]
pub struct Pin(#[n(0)] String);

impl Pin {
    /// Its digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<String> for Pin {
    fn from(digits: String) -> Self {
        Self(digits)
    }
}

impl From<&str> for Pin {
    fn from(digits: &str) -> Self {
        Self(digits.to_owned())
    }
}

impl Drop for Pin {
    fn drop(&mut self) {
        wipe(&mut self.0);
    }
}

impl fmt::Debug for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pin")
    }
}

/// Empties a text whose memory is to keep nothing of it.
pub fn wipe(text: &mut String) {
    wipe_bytes(std::mem::take(text).into_bytes());
}

/// Drops bytes whose memory is to keep nothing of them.
pub fn wipe_bytes(bytes: Vec<u8>) {
    drop(zeroed(bytes));
}

/// Overwrites all the memory of these bytes, also behind their end, where deleted ones stood.
fn zeroed(mut bytes: Vec<u8>) -> Vec<u8> {
    bytes.clear();
    bytes.resize(bytes.capacity(), 0);
    // Else the compiler would see that nobody reads the zeros, and write none.
    std::hint::black_box(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wiped_is_overwritten_where_it_stood() {
        let mut bytes = Vec::with_capacity(32);
        bytes.extend_from_slice(b"246813");
        bytes.truncate(2);
        let (place, room) = (bytes.as_ptr(), bytes.capacity());
        let zeroed = zeroed(bytes);
        assert_eq!((zeroed.as_ptr(), zeroed.len()), (place, room));
        assert!(zeroed.iter().all(|byte| *byte == 0));
        let mut text = "246813".to_owned();
        wipe(&mut text);
        assert_eq!(text, "");
    }

    #[test]
    fn it_travels_as_text_and_is_never_printed() {
        let pin = Pin::from("246813");
        let bytes = minicbor::to_vec(&pin).unwrap();
        assert_eq!(bytes, minicbor::to_vec("246813").unwrap());
        assert_eq!(minicbor::decode::<Pin>(&bytes).unwrap(), pin);
        assert!(!format!("{pin:?}").contains("246813"));
    }
}
