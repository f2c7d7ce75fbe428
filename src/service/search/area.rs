//! Lines of folded text of one kind of record, contiguous in blocks, in the order of their ids.

use std::collections::VecDeque;

use memchr::memmem::{Finder, find};

/// A block takes no further line beyond so many bytes: small enough to be changed in place.
const BLOCK_BYTES: usize = 256 * 1024;

/// What ends a line; no line holds it.
const END: u8 = b'\n';

/// What was found: ids, the greatest first, and how many there are, counted no further than asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Matches {
    pub ids: Vec<u64>,
    pub count: usize,
}

/// A stretch of lines with ascending ids.
#[derive(Debug, Default)]
struct Block {
    bytes: Vec<u8>,
    ids: Vec<u64>,
    starts: Vec<u32>,
}

impl Block {
    fn first(&self) -> u64 {
        self.ids.first().copied().unwrap_or(u64::MAX)
    }

    fn last(&self) -> u64 {
        self.ids.last().copied().unwrap_or(0)
    }

    /// Where the line at `at` begins; the end of the bytes behind the last.
    fn start(&self, at: usize) -> usize {
        self.starts
            .get(at)
            .and_then(|start| usize::try_from(*start).ok())
            .unwrap_or(self.bytes.len())
    }

    fn line(&self, at: usize) -> &[u8] {
        self.bytes
            .get(self.start(at)..self.start(at + 1))
            .unwrap_or_default()
    }

    fn push(&mut self, id: u64, text: &str) {
        let start = u32::try_from(self.bytes.len()).unwrap_or(u32::MAX);
        self.ids.push(id);
        self.starts.push(start);
        self.bytes.extend(line_of(text));
    }

    /// Puts the line of `id` in its place, instead of an older one; none takes it out. Returns by
    /// how many lines the block grew.
    fn set(&mut self, id: u64, text: Option<&str>) -> isize {
        let place = self.ids.binary_search(&id);
        let (at, end) = match place {
            Ok(at) => (at, self.start(at + 1)),
            Err(at) => (at, self.start(at)),
        };
        let start = self.start(at);
        let line: Vec<u8> = text.map(|text| line_of(text).collect()).unwrap_or_default();
        let (old, new) = (end - start, line.len());
        self.bytes.splice(start..end, line);
        let behind = at + usize::from(place.is_ok());
        for later in self.starts.iter_mut().skip(behind) {
            let moved = usize::try_from(*later).unwrap_or(usize::MAX) - old + new;
            *later = u32::try_from(moved).unwrap_or(u32::MAX);
        }
        match (place, text) {
            (Ok(_), Some(_)) | (Err(_), None) => 0,
            (Err(at), Some(_)) => {
                self.ids.insert(at, id);
                self.starts
                    .insert(at, u32::try_from(start).unwrap_or(u32::MAX));
                1
            }
            (Ok(at), None) => {
                self.ids.remove(at);
                self.starts.remove(at);
                -1
            }
        }
    }

    /// Adds what matches, newest first; returns whether enough was found.
    fn find(&self, wanted: &Wanted<'_>, found: &mut Matches) -> bool {
        let mut lines = Vec::new();
        let mut from = 0;
        while let Some(rest) = self.bytes.get(from..)
            && let Some(hit) = wanted.longest.find(rest)
        {
            let at = self
                .starts
                .partition_point(|start| usize::try_from(*start).unwrap_or(0) <= from + hit)
                .saturating_sub(1);
            let line = self.line(at);
            if wanted
                .others
                .iter()
                .all(|other| find(line, other).is_some())
            {
                lines.push(at);
            }
            from = self.start(at + 1);
        }
        for at in lines.into_iter().rev() {
            if found.ids.len() < wanted.most {
                found.ids.extend(self.ids.get(at));
            }
            found.count += 1;
            if found.count >= wanted.count_to {
                return true;
            }
        }
        false
    }
}

/// What is looked for: every needle must be in the line.
struct Wanted<'n> {
    longest: Finder<'n>,
    others: Vec<&'n [u8]>,
    most: usize,
    count_to: usize,
}

/// The bytes of a line with its end; a text of several lines becomes one.
fn line_of(text: &str) -> impl Iterator<Item = u8> {
    text.bytes()
        .map(|byte| if byte == END { b' ' } else { byte })
        .chain(std::iter::once(END))
}

/// All lines of one kind.
#[derive(Debug, Default)]
pub struct Area {
    blocks: VecDeque<Block>,
    count: usize,
}

impl Area {
    /// How many lines there are.
    pub const fn len(&self) -> usize {
        self.count
    }

    /// The smallest id, if there is a line.
    pub fn first(&self) -> Option<u64> {
        self.blocks.front().map(Block::first)
    }

    /// The greatest id, if there is a line.
    pub fn last(&self) -> Option<u64> {
        self.blocks.back().map(Block::last)
    }

    /// How many bytes it takes.
    pub fn bytes(&self) -> usize {
        self.blocks
            .iter()
            .map(|block| block.bytes.len() + block.ids.len() * 12)
            .sum()
    }

    /// Adds lines before all others; `older` is in the order of ids.
    pub fn push_older(&mut self, older: &[(u64, String)]) {
        let mut block = Block::default();
        for (id, text) in older {
            block.push(*id, text);
        }
        block.bytes.shrink_to_fit();
        self.count += older.len();
        if !older.is_empty() {
            self.blocks.push_front(block);
        }
    }

    /// Puts the line of a record in its place; no text takes it out.
    pub fn set(&mut self, id: u64, text: Option<&str>) {
        let at = self
            .blocks
            .partition_point(|block| block.first() <= id)
            .saturating_sub(1);
        let newest = self.last().is_none_or(|last| id > last);
        let full = self
            .blocks
            .back()
            .is_none_or(|block| block.bytes.len() >= BLOCK_BYTES);
        if newest && full && text.is_some() {
            self.blocks.push_back(Block::default());
        }
        let at = if newest {
            self.blocks.len().saturating_sub(1)
        } else {
            at
        };
        if let Some(block) = self.blocks.get_mut(at) {
            let grown = block.set(id, text);
            self.count = self.count.saturating_add_signed(grown);
            if block.ids.is_empty() {
                self.blocks.remove(at);
            }
        }
    }

    /// Drops the oldest block, if there is more than one; returns whether it did.
    pub fn drop_oldest(&mut self) -> bool {
        if self.blocks.len() < 2 {
            return false;
        }
        if let Some(block) = self.blocks.pop_front() {
            self.count -= block.ids.len();
        }
        true
    }

    /// Returns the lines that hold every needle, newest first: at most `most`, counted to `count_to`.
    pub fn find(&self, needles: &[String], most: usize, count_to: usize) -> Matches {
        let mut found = Matches::default();
        let mut sorted: Vec<&[u8]> = needles.iter().map(String::as_bytes).collect();
        sorted.sort_by_key(|needle| std::cmp::Reverse(needle.len()));
        let Some((longest, others)) = sorted.split_first() else {
            return found;
        };
        if longest.is_empty() {
            return found;
        }
        let wanted = Wanted {
            longest: Finder::new(*longest),
            others: others.to_vec(),
            most,
            count_to,
        };
        for block in self.blocks.iter().rev() {
            if block.find(&wanted, &mut found) {
                break;
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn needles(words: &[&str]) -> Vec<String> {
        words.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn newest_first_and_no_further_than_asked() {
        let mut area = Area::default();
        for id in 1..=2_000 {
            area.set(id, Some(&format!("{id} 漏水 {}", "x".repeat(300))));
        }
        assert!(area.blocks.len() > 1, "several blocks");
        let found = area.find(&needles(&["漏水"]), 3, 999);
        assert_eq!(found.ids, [2_000, 1_999, 1_998]);
        assert_eq!(found.count, 999);
        let found = area.find(&needles(&["漏水", "7 "]), 300, 999);
        assert_eq!(found.count, 200);
        assert_eq!(area.find(&needles(&["跳闸"]), 9, 999), Matches::default());
    }

    #[test]
    fn older_lines_stand_before() {
        let mut area = Area::default();
        area.set(9, Some("nine"));
        area.push_older(&[(3, "three".into()), (5, "five".into())]);
        assert_eq!(
            (area.first(), area.last(), area.len()),
            (Some(3), Some(9), 3)
        );
        assert_eq!(area.find(&needles(&["e"]), 9, 9).ids, [9, 5, 3]);
        assert!(area.drop_oldest() && !area.drop_oldest());
        assert_eq!(area.find(&needles(&["e"]), 9, 9).ids, [9]);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// Whatever was set last is found, and nothing else: against a plain map.
        #[test]
        fn says_what_a_map_says(sets in prop::collection::vec((0_u64..30, prop::option::of("[ab\\n]{0,6}")), 0..80)) {
            let (mut area, mut model) = (Area::default(), BTreeMap::new());
            for (id, text) in sets {
                area.set(id, text.as_deref());
                match text {
                    Some(text) => model.insert(id, text.replace('\n', " ")),
                    None => model.remove(&id),
                };
                prop_assert_eq!(area.len(), model.len());
                for needle in ["a", "ab", "b a"] {
                    let expected: Vec<u64> = model.iter().rev()
                        .filter(|(_, text)| text.contains(needle)).map(|(id, _)| *id).collect();
                    prop_assert_eq!(area.find(&needles(&[needle]), 99, 99).ids, expected);
                }
            }
        }
    }
}
