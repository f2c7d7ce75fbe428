//! A stretch of lines of folded text with ascending ids, changed in place.

use memchr::memmem::{Finder, find};

/// What ends a line; no line holds it.
const END: u8 = b'\n';

/// Begins a line that comes after all others among what is found, whatever its id: a matter of the past that was
/// taken over later than those of today.
pub(super) const PAST: char = '\u{1}';

/// What was found: ids, the greatest first, and how many there are, counted no further than asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Matches {
    pub ids: Vec<u64>,
    pub count: usize,
}

/// What was found, the past apart.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    now: Matches,
    past: Matches,
}

impl Gathered {
    /// All of it, the past behind.
    pub fn together(self, wanted: &Wanted<'_>) -> Matches {
        let Self { mut now, past } = self;
        let room = wanted.most.saturating_sub(now.ids.len());
        now.ids.extend(past.ids.into_iter().take(room));
        now.count = (now.count + past.count).min(wanted.count_to);
        now
    }
}

/// A stretch of lines with ascending ids.
#[derive(Debug, Default)]
pub(super) struct Block {
    pub bytes: Vec<u8>,
    pub ids: Vec<u64>,
    starts: Vec<u32>,
}

impl Block {
    /// Begins empty, with room for so many lines of so many bytes together.
    pub fn of_size(lines: usize, bytes: usize) -> Self {
        Self {
            bytes: Vec::with_capacity(bytes),
            ids: Vec::with_capacity(lines),
            starts: Vec::with_capacity(lines),
        }
    }

    pub fn first(&self) -> u64 {
        self.ids.first().copied().unwrap_or(u64::MAX)
    }

    pub fn last(&self) -> u64 {
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

    pub fn push(&mut self, id: u64, text: &str) {
        let start = u32::try_from(self.bytes.len()).unwrap_or(u32::MAX);
        self.ids.push(id);
        self.starts.push(start);
        self.bytes.extend(line_of(text));
    }

    /// Puts the line of `id` in its place, instead of an older one; none takes it out. Returns by
    /// how many lines the block grew.
    pub fn set(&mut self, id: u64, text: Option<&str>) -> isize {
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
    pub fn find(&self, wanted: &Wanted<'_>, found: &mut Gathered) -> bool {
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
            let past = self.line(at).first() == Some(&(PAST as u8));
            let side = if past {
                &mut found.past
            } else {
                &mut found.now
            };
            if side.ids.len() < wanted.most {
                side.ids.extend(self.ids.get(at));
            }
            side.count += 1;
            if found.now.count >= wanted.count_to {
                return true;
            }
        }
        false
    }
}

/// What is looked for: every needle must be in the line.
pub(super) struct Wanted<'n> {
    pub longest: Finder<'n>,
    pub others: Vec<&'n [u8]>,
    pub most: usize,
    pub count_to: usize,
}

/// The bytes of a line with its end; a text of several lines becomes one.
fn line_of(text: &str) -> impl Iterator<Item = u8> {
    text.bytes()
        .map(|byte| if byte == END { b' ' } else { byte })
        .chain(std::iter::once(END))
}
