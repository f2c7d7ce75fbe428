//! The exported audit log: its format, and the check that needs nothing but the file.
//!
//! A text file, UTF-8, each line ended by one line feed. The first line is [`HEADING`]. Every other
//! line is one entry of the log, in order from 1, as a JSON object without blanks:
//!
//! `{"seq":1,"at":"2026-11-21T06:32:05+00:00","kind":"change","actor":3,"seat":"…","command":"…",
//! "number":"R20261121-001","refusal":"","fields":[["worker","<hex>"]],"bytes":"<hex>","hash":"<hex>"}`
//!
//! `bytes` are the entry's canonical bytes (a CBOR array; its first member is `seq`); all other
//! members but `hash` only repeat for the reader what these bytes say. With `len(x)` the length of
//! `x` as 8 bytes, highest first, `seq` likewise as 8 bytes, and `previous` the hash of the line
//! before (32 zero bytes for the first):
//!
//! `hash = BLAKE3(len(previous) previous len(seq) seq len(bytes) bytes)`
//!
//! An anchor is a line `SEQ HASH` kept elsewhere: at `SEQ` the hash begins with these digits, ten at
//! least. Only an anchor can show that lines were cut off at the end, or the whole file rewritten. An anchor of what a
//! restore left out is told as that: the restore has an entry of its own.

use std::collections::BTreeMap;
use std::io::{self, BufRead, Read};

use crate::cli::hex;
use crate::cli::json::Object;
use crate::cli::print::json_safe;
use crate::domain::calendar::Zone;
use crate::domain::id::Number;
use crate::service::audit::{Event, RESTORE, chain};
use crate::service::command::AuditKind;
use crate::storage::kept::from_bytes;

/// The first line of the file, without its line feed.
pub const HEADING: &str = r#"{"format":"frontdesk-audit","version":1,"hash":"blake3"}"#;

/// The longest line, in bytes; an entry is a fraction of a frame.
const LONGEST: u64 = 8 * 1024 * 1024;

/// The least digits an anchor has.
const ANCHOR_DIGITS: usize = 10;

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// The first line is not the heading.
    Heading,
    /// Not the line our program writes for these bytes.
    Garbled,
    /// The hash does not follow from the line before and the bytes.
    Broken,
    /// Entries are missing, doubled or out of order before this one.
    Order,
    /// The last line is cut off.
    Unfinished,
    /// The hash is not the one the anchor remembers.
    Anchor,
    /// The log ends before the anchor's entry.
    Shorter,
    /// The anchor is of entries that are gone since entry `at`, by which an older backup was restored.
    RolledBack { at: u64, anchor: u64 },
}

impl What {
    /// The key of its sentence.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Heading => "cli-chain-heading",
            Self::Garbled => "cli-chain-garbled",
            Self::Broken => "cli-chain-broken",
            Self::Order => "cli-chain-order",
            Self::Unfinished => "cli-chain-unfinished",
            Self::Anchor => "cli-chain-anchor",
            Self::Shorter => "cli-chain-shorter",
            Self::RolledBack { .. } => "cli-chain-rolled-back",
        }
    }

    /// The entries its sentence names.
    pub fn entries(self) -> Vec<(&'static str, String)> {
        match self {
            Self::RolledBack { at, anchor } => {
                vec![("at", at.to_string()), ("anchor", anchor.to_string())]
            }
            _ => Vec::new(),
        }
    }
}

/// A fault and its place: the line of the file, from 1, or the entry's seq if there is no file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChainFault {
    pub line: u64,
    pub what: What,
}

/// Hashes remembered elsewhere, by seq.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Anchors(BTreeMap<u64, String>);

impl Anchors {
    /// Reads `SEQ HASH` lines; empty lines and those that begin with `#` are passed over, and so is
    /// what stands behind the hash. An error is the number of the bad line.
    pub fn parse(text: &str) -> Result<Self, usize> {
        let mut anchors = BTreeMap::new();
        for (line, number) in text.lines().zip(1..) {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let mut words = line.split_whitespace();
            let seq = words.next().and_then(|word| word.parse().ok());
            let hash = words.next().map(str::to_ascii_lowercase).filter(|hash| {
                (ANCHOR_DIGITS..=64).contains(&hash.len())
                    && hash.bytes().all(|b| b.is_ascii_hexdigit())
            });
            match (seq, hash) {
                (Some(seq), Some(hash)) => anchors.insert(seq, hash),
                _ => return Err(number),
            };
        }
        Ok(Self(anchors))
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn last(&self) -> u64 {
        self.0.keys().next_back().copied().unwrap_or(0)
    }
}

/// Follows the chain entry by entry.
#[derive(Debug)]
pub struct Checker {
    anchors: Anchors,
    seq: u64,
    hash: [u8; 32],
    /// The last entry by which a backup was restored.
    restored: Option<u64>,
    faults: Vec<ChainFault>,
}

impl Checker {
    /// Begins before the first entry.
    pub const fn new(anchors: Anchors) -> Self {
        Self {
            anchors,
            seq: 0,
            hash: [0; 32],
            restored: None,
            faults: Vec::new(),
        }
    }

    /// Takes the next entry, found in `line`. After a fault it goes on from what is there, so that
    /// one change is one fault.
    pub fn take(&mut self, line: u64, seq: u64, bytes: &[u8], hash: [u8; 32]) {
        if seq != self.seq.saturating_add(1) {
            self.fault(line, What::Order);
        }
        if chain(&self.hash, seq, bytes) != hash {
            self.fault(line, What::Broken);
        }
        if from_bytes::<Event>(bytes).is_ok_and(|event| restores(&event)) {
            self.restored = Some(seq);
        }
        if let Some(anchor) = self.anchors.0.get(&seq)
            && !hex::encode(&hash).starts_with(anchor.as_str())
        {
            self.differs(line, seq, What::Anchor);
        }
        self.seq = seq;
        self.hash = hash;
    }

    /// Notes what is wrong with an entry that cannot be followed.
    pub fn fault(&mut self, line: u64, what: What) {
        self.faults.push(ChainFault { line, what });
    }

    /// Notes that the anchor of an entry is not met: after a restore that is how it must be.
    fn differs(&mut self, line: u64, anchor: u64, what: What) {
        let what = match self.restored {
            Some(at) => What::RolledBack { at, anchor },
            None => what,
        };
        self.fault(line, what);
    }

    /// Ends behind the last entry.
    pub fn finish(mut self, line: u64) -> Checked {
        let last = self.anchors.last();
        if self.seq < last {
            self.differs(line, last, What::Shorter);
        }
        Checked {
            seq: self.seq,
            hash: self.hash,
            anchored: !self.anchors.is_empty(),
            faults: self.faults,
        }
    }
}

/// Whether it is the entry a restore leaves in the log (reliability D9).
fn restores(event: &Event) -> bool {
    event.kind == AuditKind::System && event.command == RESTORE
}

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// The last entry.
    pub seq: u64,
    pub hash: [u8; 32],
    /// Whether there was an anchor to hold against.
    pub anchored: bool,
    pub faults: Vec<ChainFault>,
}

/// The line of an entry, without its line feed; `None` if the bytes are no entry.
pub fn line(bytes: &[u8], hash: &[u8; 32]) -> Option<(u64, String)> {
    let event: Event = from_bytes(bytes).ok()?;
    let fields: Vec<serde_json::Value> = event
        .fields
        .iter()
        .map(|field| serde_json::json!([field.name, hex::encode(&field.digest)]))
        .collect();
    let object = Object::default()
        .with("seq", event.seq)
        .with("at", Zone::UTC.print(event.at))
        .with("kind", event.kind.name())
        .with("actor", event.actor.0)
        .with("seat", event.seat)
        .with("command", event.command)
        .with("number", event.number.map(Number::full))
        .with("refusal", event.refusal)
        .with("fields", fields)
        .with("bytes", hex::encode(bytes))
        .with("hash", hex::encode(hash));
    let text = serde_json::to_string(&object).ok()?;
    Some((event.seq, json_safe(&text)))
}

/// Checks an exported file: every line must be exactly what its bytes say, in an unbroken chain.
pub fn check(from: &mut impl BufRead, anchors: Anchors) -> io::Result<Checked> {
    let mut checker = Checker::new(anchors);
    let mut number = 0;
    loop {
        let mut text = Vec::new();
        if from.by_ref().take(LONGEST).read_until(b'\n', &mut text)? == 0 {
            break;
        }
        number += 1;
        if text.pop() != Some(b'\n') {
            checker.fault(number, What::Unfinished);
            break;
        }
        if number == 1 {
            if text != HEADING.as_bytes() {
                checker.fault(number, What::Heading);
            }
            continue;
        }
        match entry(&text) {
            Some((seq, bytes, hash)) => checker.take(number, seq, &bytes, hash),
            None => checker.fault(number, What::Garbled),
        }
    }
    if number == 0 {
        checker.fault(1, What::Heading);
    }
    Ok(checker.finish(number))
}

/// Reads a line; `None` if it differs in any byte from the line of its own bytes and hash.
fn entry(text: &[u8]) -> Option<(u64, Vec<u8>, [u8; 32])> {
    let value: serde_json::Value = serde_json::from_slice(text).ok()?;
    let of = |name: &str| hex::decode(value.get(name)?.as_str()?);
    let bytes = of("bytes")?;
    let hash = <[u8; 32]>::try_from(of("hash")?).ok()?;
    let (seq, ours) = line(&bytes, &hash)?;
    (ours.as_bytes() == text).then_some((seq, bytes, hash))
}
