//! Where an import waits until it is applied: in the server's memory, outside the live tables.

use crate::domain::error::{Refusal, Why};
use crate::domain::id::StaffId;
use crate::service::loading::staged::Staged;
use crate::storage::kept::{from_bytes, to_bytes};

/// What an import is called while it is staged: random bits made by who sends it.
pub type ImportId = [u8; 16];

/// Most bytes of one import.
pub const MOST_BYTES: usize = 64 * 1024 * 1024;
/// Bytes of a piece on its way here (reliability 4.3).
const PIECE: usize = 256 * 1024;
/// Most imports that wait; the oldest makes room.
const MOST_WAITING: usize = 2;

/// One import on its way.
#[derive(Debug)]
struct Waiting {
    id: ImportId,
    by: StaffId,
    staged: Staged,
}

/// The imports that wait.
#[derive(Debug, Default)]
pub struct Staging {
    waiting: Vec<Waiting>,
}

/// What is staged as a terminal sends it, in pieces; there is always a last one.
pub fn pieces(staged: &Staged) -> Vec<Vec<u8>> {
    let bytes = to_bytes(staged);
    bytes.chunks(PIECE).map(<[u8]>::to_vec).collect()
}

/// Reads the encoded `Staged` a terminal sent in pieces.
pub fn read(bytes: &[u8]) -> Result<Staged, Refusal> {
    from_bytes(bytes).map_err(|detail| Refusal::new(Why::Internal).with("detail", detail))
}

impl Staging {
    /// Keeps an import until it is applied; the same id replaces what waits under it.
    pub fn put(&mut self, by: StaffId, id: ImportId, staged: Staged) {
        self.drop(&id);
        if self.waiting.len() >= MOST_WAITING {
            self.waiting.remove(0);
        }
        self.waiting.push(Waiting { id, by, staged });
    }

    /// Returns what is staged under `id`, whole and by this person.
    pub fn get(&self, by: StaffId, id: &ImportId) -> Option<&Staged> {
        self.waiting
            .iter()
            .find(|one| one.id == *id && one.by == by)
            .map(|one| &one.staged)
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

    const ME: StaffId = StaffId(1);

    fn staged(file: &str) -> Staged {
        Staged {
            file: file.into(),
            ..Staged::default()
        }
    }

    #[test]
    fn an_import_waits_for_who_sent_it() {
        let mut staging = Staging::default();
        staging.put(
            ME,
            [1; 16],
            read(&to_bytes(&staged("community.xlsx"))).unwrap(),
        );
        assert_eq!(staging.get(ME, &[1; 16]), Some(&staged("community.xlsx")));
        assert_eq!(staging.get(StaffId(2), &[1; 16]), None);
        staging.drop(&[1; 16]);
        assert_eq!(staging.get(ME, &[1; 16]), None);
    }

    #[test]
    fn what_cannot_be_read_is_refused_and_the_oldest_makes_room() {
        assert!(read(b"\xff\xff").is_err());
        let mut staging = Staging::default();
        for id in 1..=3 {
            staging.put(ME, [id; 16], staged("a"));
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
