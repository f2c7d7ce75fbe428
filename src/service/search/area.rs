//! Lines of folded text of one kind of record, contiguous in blocks, in the order of their ids.

use std::collections::VecDeque;

use memchr::memmem::Finder;

use super::block::{Block, Gathered, Matches, Wanted};

/// A block takes no further line beyond so many bytes: small enough to be changed in place.
const BLOCK_BYTES: usize = 256 * 1024;

/// All lines of one kind.
#[derive(Debug, Default)]
pub struct Area {
    blocks: VecDeque<Block>,
    count: usize,
    /// Whether every record of the kind has been read in.
    pub whole: bool,
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
        let bytes = older.iter().map(|(_, text)| text.len() + 1).sum();
        let mut block = Block::of_size(older.len(), bytes);
        for (id, text) in older {
            block.push(*id, text);
        }
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

    /// Returns the lines that hold every needle, newest first and those of the past behind: at most `most`,
    /// counted to `count_to`.
    pub fn find(&self, needles: &[String], most: usize, count_to: usize) -> Matches {
        let mut found = Gathered::default();
        let mut sorted: Vec<&[u8]> = needles.iter().map(String::as_bytes).collect();
        sorted.sort_by_key(|needle| std::cmp::Reverse(needle.len()));
        let Some((longest, others)) = sorted.split_first() else {
            return Matches::default();
        };
        if longest.is_empty() {
            return Matches::default();
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
        found.together(&wanted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::service::search::block::PAST;
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
    fn what_was_taken_over_stands_behind_what_is_of_today() {
        let mut area = Area::default();
        area.set(1, Some("漏水 today"));
        for id in 2..=2_000 {
            area.set(id, Some(&format!("{PAST}{id} 漏水 {}", "x".repeat(300))));
        }
        let found = area.find(&needles(&["漏水"]), 3, 999);
        assert_eq!((found.ids, found.count), (vec![1, 2_000, 1_999], 999));
        assert_eq!(area.find(&needles(&["漏水", "today"]), 3, 999).ids, [1]);
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
