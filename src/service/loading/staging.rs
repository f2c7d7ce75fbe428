//! Where the pieces of an import wait until it is applied: in the server's memory, outside the live tables.

use crate::domain::error::{Refusal, Why};
use crate::domain::id::StaffId;
use crate::service::loading::staged::Staged;
use crate::storage::kept::from_bytes;

/// What an import is called while it is staged: random bits made by who sends it.
pub type ImportId = [u8; 16];

/// Most bytes of one import.
const MOST_BYTES: usize = 64 * 1024 * 1024;
/// Most imports that wait; the oldest makes room.
const MOST_WAITING: usize = 2;

/// One import on its way.
#[derive(Debug)]
struct Waiting {
    id: ImportId,
    by: StaffId,
    bytes: Vec<u8>,
    whole: Option<Staged>,
}

/// The imports that wait.
#[derive(Debug, Default)]
pub struct Staging {
    waiting: Vec<Waiting>,
}

impl Staging {
    /// Takes a piece of the encoded `Staged`; with the last one it is read and can be applied.
    pub fn take(
        &mut self,
        by: StaffId,
        id: ImportId,
        piece: &[u8],
        last: bool,
    ) -> Result<(), Refusal> {
        let at = self.waiting.iter().position(|one| one.id == id);
        let mut waiting = match at {
            Some(at) => self.waiting.remove(at),
            None => Waiting {
                id,
                by,
                bytes: Vec::new(),
                whole: None,
            },
        };
        if waiting.by != by || waiting.whole.is_some() {
            self.waiting.push(waiting);
            return Err(Refusal::new(Why::RequestReused));
        }
        if waiting.bytes.len().saturating_add(piece.len()) > MOST_BYTES {
            return Err(Refusal::new(Why::TooLong).with("limit", MOST_BYTES));
        }
        waiting.bytes.extend_from_slice(piece);
        if last {
            let staged = from_bytes(&waiting.bytes)
                .map_err(|detail| Refusal::new(Why::Internal).with("detail", detail))?;
            waiting.whole = Some(staged);
            waiting.bytes = Vec::new();
        }
        if self.waiting.len() >= MOST_WAITING {
            self.waiting.remove(0);
        }
        self.waiting.push(waiting);
        Ok(())
    }

    /// Returns what is staged under `id`, whole and by this person.
    pub fn get(&self, by: StaffId, id: &ImportId) -> Option<&Staged> {
        self.waiting
            .iter()
            .find(|one| one.id == *id && one.by == by)
            .and_then(|one| one.whole.as_ref())
    }

    /// Forgets an import: it was applied, or its sender went away.
    pub fn drop(&mut self, id: &ImportId) {
        self.waiting.retain(|one| one.id != *id);
    }
}

/// Reads an import's id from the 32 hex digits of an argument.
pub fn read_id(text: &str) -> Option<ImportId> {
    u128::from_str_radix(text, 16)
        .ok()
        .filter(|_| text.len() == 32)
        .map(u128::to_be_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::kept::to_bytes;

    const ME: StaffId = StaffId(1);

    fn staged(file: &str) -> Staged {
        Staged {
            file: file.into(),
            ..Staged::default()
        }
    }

    #[test]
    fn pieces_make_a_whole_for_who_sent_them() {
        let bytes = to_bytes(&staged("community.xlsx"));
        let mut staging = Staging::default();
        let (first, second) = bytes.split_at(3);
        staging.take(ME, [1; 16], first, false).unwrap();
        assert_eq!(staging.get(ME, &[1; 16]), None);
        staging.take(ME, [1; 16], second, true).unwrap();
        assert_eq!(staging.get(ME, &[1; 16]), Some(&staged("community.xlsx")));
        assert_eq!(staging.get(StaffId(2), &[1; 16]), None);
        assert!(staging.take(ME, [1; 16], b"more", false).is_err());
        staging.drop(&[1; 16]);
        assert_eq!(staging.get(ME, &[1; 16]), None);
    }

    #[test]
    fn what_cannot_be_read_is_refused_and_the_oldest_makes_room() {
        let mut staging = Staging::default();
        assert!(staging.take(ME, [9; 16], b"\xff\xff", true).is_err());
        for id in 1..=3 {
            let bytes = to_bytes(&staged("a"));
            staging.take(ME, [id; 16], &bytes, true).unwrap();
        }
        assert!(staging.get(ME, &[1; 16]).is_none());
        assert!(staging.get(ME, &[3; 16]).is_some());
    }

    #[test]
    fn an_id_is_32_hex_digits() {
        assert_eq!(read_id("000102030405060708090a0b0c0d0e0f").unwrap()[15], 15);
        for bad in ["", "12", "zz0102030405060708090a0b0c0d0e0f"] {
            assert_eq!(read_id(bad), None, "{bad}");
        }
    }
}
