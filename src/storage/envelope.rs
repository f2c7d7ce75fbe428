//! What surrounds every stored value: `[kind u8][schema u8][len u32][body][crc32 u32]`.
//!
//! The checksum covers the key as well, so a value that turns up under another key is found too.

use crate::storage::codec::hex;
use crate::storage::{Collection, ReadTx, Result, StoreError, WriteTx};

/// The longest body that is stored; the limits of single fields are far below it.
pub const MAX_BODY: usize = 16 << 20;

const HEAD: usize = 6;
const CHECK: usize = 4;

/// A stored value, opened and verified.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Envelope<'a> {
    /// The record's kind.
    pub kind: u8,
    /// The schema of the body's encoding.
    pub schema: u8,
    /// The encoded record.
    pub body: &'a [u8],
}

/// Makes the error that names a damaged value by its collection and key.
pub fn damaged(collection: Collection, key: &[u8], detail: impl Into<String>) -> StoreError {
    StoreError::Damaged {
        collection: collection.name(),
        key: hex(key),
        detail: detail.into(),
    }
}

fn checksum(key: &[u8], value: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(key);
    hasher.update(value);
    hasher.finalize()
}

/// Puts `body` into an envelope for `key`; a body longer than `MAX_BODY` is refused.
pub fn wrap(
    collection: Collection,
    key: &[u8],
    kind: u8,
    schema: u8,
    body: &[u8],
) -> Result<Vec<u8>> {
    let length = u32::try_from(body.len())
        .ok()
        .filter(|_| body.len() <= MAX_BODY)
        .ok_or_else(|| damaged(collection, key, format!("body of {} bytes", body.len())))?;
    let mut out = Vec::with_capacity(HEAD + body.len() + CHECK);
    out.extend_from_slice(&[kind, schema]);
    out.extend_from_slice(&length.to_be_bytes());
    out.extend_from_slice(body);
    let check = checksum(key, &out);
    out.extend_from_slice(&check.to_be_bytes());
    Ok(out)
}

/// Opens the envelope stored under `key`; any damage is an error that names the place.
pub fn unwrap<'a>(collection: Collection, key: &[u8], stored: &'a [u8]) -> Result<Envelope<'a>> {
    let sealed = unseal(collection, key, stored)?;
    let Some((&[kind, schema, a, b, c, d], body)) = sealed.split_first_chunk::<HEAD>() else {
        return Err(damaged(collection, key, "shorter than an envelope"));
    };
    if usize::try_from(u32::from_be_bytes([a, b, c, d])) != Ok(body.len()) {
        return Err(damaged(collection, key, "length does not match"));
    }
    Ok(Envelope { kind, schema, body })
}

/// Appends the checksum of `key` and `value`, for small values without kind and schema.
#[must_use]
pub fn seal(key: &[u8], value: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(value.len() + CHECK);
    out.extend_from_slice(value);
    out.extend_from_slice(&checksum(key, value).to_be_bytes());
    out
}

/// Verifies and removes the checksum `seal` appended.
pub fn unseal<'a>(collection: Collection, key: &[u8], stored: &'a [u8]) -> Result<&'a [u8]> {
    let Some((value, check)) = stored.split_last_chunk::<CHECK>() else {
        return Err(damaged(collection, key, "shorter than a checksum"));
    };
    if checksum(key, value) != u32::from_be_bytes(*check) {
        return Err(damaged(collection, key, "checksum does not match"));
    }
    Ok(value)
}

/// Puts `value` under `key` with its checksum.
pub fn put_sealed(
    tx: &mut (impl WriteTx + ?Sized),
    collection: Collection,
    key: &[u8],
    value: &[u8],
) -> Result<()> {
    tx.put(collection, key, &seal(key, value))
}

/// Returns the value `put_sealed` put under `key`; a damaged one is an error that names the place.
pub fn get_sealed(
    tx: &(impl ReadTx + ?Sized),
    collection: Collection,
    key: &[u8],
) -> Result<Option<Vec<u8>>> {
    let Some(mut stored) = tx.get(collection, key)? else {
        return Ok(None);
    };
    let length = unseal(collection, key, &stored)?.len();
    stored.truncate(length);
    Ok(Some(stored))
}

#[cfg(test)]
mod tests {
    use super::{Envelope, unseal, unwrap, wrap};
    use crate::storage::{Collection, StoreError};

    const KEY: &[u8] = &[7, 0, 1];

    #[test]
    fn what_was_wrapped_is_unwrapped() {
        let stored = wrap(Collection::Records, KEY, 7, 2, "报修".as_bytes()).unwrap();
        let opened = unwrap(Collection::Records, KEY, &stored).unwrap();
        let body = "报修".as_bytes();
        assert_eq!(
            opened,
            Envelope {
                kind: 7,
                schema: 2,
                body
            }
        );
    }

    #[test]
    fn every_flipped_bit_and_every_cut_is_found_and_named() {
        let stored = wrap(Collection::Records, KEY, 7, 2, b"body of a record").unwrap();
        for bit in 0..stored.len() * 8 {
            let mut bad = stored.clone();
            bad[bit / 8] ^= 1 << (bit % 8);
            let Err(StoreError::Damaged {
                collection, key, ..
            }) = unwrap(Collection::Records, KEY, &bad)
            else {
                panic!("flip of bit {bit} not found");
            };
            assert_eq!((collection, key.as_str()), ("records", "070001"));
        }
        for length in 0..stored.len() {
            assert!(unwrap(Collection::Records, KEY, &stored[..length]).is_err());
        }
    }

    #[test]
    fn a_value_under_another_key_is_damage() {
        let stored = wrap(Collection::Records, KEY, 7, 2, b"body").unwrap();
        assert!(unwrap(Collection::Records, &[7, 0, 2], &stored).is_err());
        assert!(unseal(Collection::Meta, b"x", b"abc").is_err());
    }
}
