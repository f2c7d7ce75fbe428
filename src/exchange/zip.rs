//! Looks at a workbook's archive before anything parses it (REL H34).

use crate::exchange::indexes::Indexes;
use crate::exchange::inflate::{InflateFault, inflate};
use crate::exchange::limits::Limits;
use crate::exchange::refusal::{Foreign, Refusal};

const END: &[u8] = b"PK\x05\x06";
const CENTRAL: &[u8] = b"PK\x01\x02";
const LOCAL: &[u8] = b"PK\x03\x04";
const END_LENGTH: usize = 22;
const LONGEST_COMMENT: usize = 65_535;
/// In these fields the real value stands in an extra field.
const ELSEWHERE: u64 = 0xFFFF_FFFF;
/// What no part of a workbook needs and an attack by entities begins with.
const DECLARATIONS: [&[u8]; 2] = [b"<!DOCTYPE", b"<!ENTITY"];
const LONGEST_DECLARATION: usize = 9;

struct Entry<'a> {
    name: String,
    method: u16,
    checksum: u32,
    packed: u64,
    unpacked: u64,
    at: u64,
    data: &'a [u8],
}

/// Checks the directory against the limits and every entry against the directory; refuses what a workbook never has.
pub fn check(file: &[u8], limits: &Limits) -> Result<(), Refusal> {
    let mut entries = directory(file, limits)?;
    if !entries
        .iter()
        .any(|entry| entry.name.to_ascii_lowercase().ends_with("workbook.xml"))
    {
        return Err(Refusal::ZipWithoutWorkbook);
    }
    let mut total: u64 = 0;
    for entry in &entries {
        if entry.unpacked > limits.entry {
            return Err(Refusal::ZipEntryTooLarge {
                entry: entry.name.clone(),
                limit: limits.entry,
            });
        }
        total = total.saturating_add(entry.unpacked);
    }
    if total > limits.unpacked {
        return Err(Refusal::ZipTooLarge {
            limit: limits.unpacked,
        });
    }
    // Entries that share bytes are how a small archive becomes a large one.
    entries.sort_by_key(|entry| entry.at);
    for pair in entries.windows(2) {
        if let [first, second] = pair
            && first.at.saturating_add(first.packed) > second.at
        {
            return Err(broken(&second.name));
        }
    }
    entries.iter().try_for_each(check_entry)
}

fn broken(entry: &str) -> Refusal {
    Refusal::ZipBroken {
        entry: entry.to_owned(),
    }
}

fn directory<'a>(file: &'a [u8], limits: &Limits) -> Result<Vec<Entry<'a>>, Refusal> {
    let none = || broken("");
    let end = find_end(file).ok_or_else(none)?;
    let count = number(end, 10, 2).ok_or_else(none)?;
    let offset = number(end, 16, 4).ok_or_else(none)?;
    if usize::try_from(count).is_ok_and(|count| count > limits.entries) {
        return Err(Refusal::ZipTooManyEntries {
            limit: limits.entries,
        });
    }
    let mut rest = from(file, offset).ok_or_else(none)?;
    let mut entries = Vec::new();
    for _ in 0..count {
        if is_locked(rest) {
            return Err(Refusal::Foreign {
                found: Foreign::OldExcel,
            });
        }
        let (entry, length) = central(file, rest).ok_or_else(none)?;
        rest = rest.get(length..).ok_or_else(none)?;
        entries.push(entry);
    }
    // A second directory or entries that the count does not cover would be read by nobody but the parser.
    if rest.get(..4) == Some(CENTRAL) {
        return Err(none());
    }
    Ok(entries)
}

/// The end record: the last one whose comment reaches exactly to the end of the file.
fn find_end(file: &[u8]) -> Option<&[u8]> {
    let earliest = file.len().saturating_sub(END_LENGTH + LONGEST_COMMENT);
    let tail = file.get(earliest..)?;
    memchr::memmem::rfind_iter(tail, END).find_map(|at| {
        let record = tail.get(at..)?;
        let comment = usize::try_from(number(record, 20, 2)?).ok()?;
        (record.len() == END_LENGTH + comment).then_some(record)
    })
}

/// Whether the entry whose record this is wants a password.
fn is_locked(record: &[u8]) -> bool {
    record.get(..4) == Some(CENTRAL) && number(record, 8, 2).is_some_and(|flags| flags & 1 == 1)
}

fn central<'a>(file: &'a [u8], record: &[u8]) -> Option<(Entry<'a>, usize)> {
    if record.get(..4)? != CENTRAL {
        return None;
    }
    let name_length = usize::try_from(number(record, 28, 2)?).ok()?;
    let extra_length = usize::try_from(number(record, 30, 2)?).ok()?;
    let comment_length = usize::try_from(number(record, 32, 2)?).ok()?;
    let name = record.get(46..)?.get(..name_length)?;
    let extra = record.get(46 + name_length..)?.get(..extra_length)?;
    let mut large = large_sizes(extra);
    let mut real = |value: u64| {
        if value == ELSEWHERE {
            large.next()
        } else {
            Some(value)
        }
    };
    let unpacked = real(number(record, 24, 4)?)?;
    let packed = real(number(record, 20, 4)?)?;
    let at = real(number(record, 42, 4)?)?;
    let local = from(file, at)?;
    if local.get(..4)? != LOCAL {
        return None;
    }
    let skip = number(local, 26, 2)? + number(local, 28, 2)? + 30;
    let data = from(local, skip)?.get(..usize::try_from(packed).ok()?)?;
    let entry = Entry {
        name: String::from_utf8_lossy(name).into_owned(),
        method: u16::try_from(number(record, 10, 2)?).ok()?,
        checksum: u32::try_from(number(record, 16, 4)?).ok()?,
        packed,
        unpacked,
        at,
        data,
    };
    Some((entry, 46 + name_length + extra_length + comment_length))
}

/// The eight-byte numbers of the extra field for large files.
fn large_sizes(mut extra: &[u8]) -> impl Iterator<Item = u64> + use<> {
    let mut found = Vec::new();
    while let (Some(kind), Some(length)) = (number(extra, 0, 2), number(extra, 2, 2)) {
        let Some(body) = from(extra, 4) else { break };
        let length = usize::try_from(length).unwrap_or(usize::MAX);
        if kind == 1 {
            let body = body.get(..length).unwrap_or_default();
            found = (0..3)
                .filter_map(|place| number(body, place * 8, 8))
                .collect();
        }
        extra = body.get(length..).unwrap_or_default();
    }
    found.into_iter()
}

fn check_entry(entry: &Entry<'_>) -> Result<(), Refusal> {
    let xml = [".xml", ".rels"]
        .iter()
        .any(|end| entry.name.to_ascii_lowercase().ends_with(end));
    let mut checksum = crc32fast::Hasher::new();
    let mut declares = false;
    let mut indexes = Indexes::new();
    let mut seam: Vec<u8> = Vec::new();
    let mut look = |piece: &[u8]| {
        checksum.update(piece);
        if xml {
            indexes.look(piece);
            // A declaration may lie across two pieces.
            seam.extend_from_slice(piece.get(..LONGEST_DECLARATION).unwrap_or(piece));
            let has = |bytes: &[u8]| {
                DECLARATIONS
                    .iter()
                    .any(|word| memchr::memmem::find(bytes, word).is_some())
            };
            declares |= has(&seam) || has(piece);
            let tail = piece.len().saturating_sub(LONGEST_DECLARATION);
            seam = piece.get(tail..).unwrap_or_default().to_vec();
        }
    };
    let length = match entry.method {
        0 => {
            look(entry.data);
            u64::try_from(entry.data.len()).map_err(|_| InflateFault::Broken)
        }
        8 => inflate(entry.data, entry.unpacked, &mut look),
        _ => Err(InflateFault::Broken),
    };
    let lie = || Refusal::ZipSizeLie {
        entry: entry.name.clone(),
        declared: entry.unpacked,
    };
    match length {
        Err(InflateFault::Broken) => return Err(broken(&entry.name)),
        Err(InflateFault::TooLarge) => return Err(lie()),
        Ok(length) if length != entry.unpacked => return Err(lie()),
        Ok(_) => {}
    }
    if checksum.finalize() != entry.checksum || indexes.are_wrong() {
        return Err(broken(&entry.name));
    }
    if declares {
        return Err(Refusal::EntityDeclared {
            entry: entry.name.clone(),
        });
    }
    Ok(())
}

/// The little-endian number of `length` bytes at `at`.
fn number(bytes: &[u8], at: usize, length: usize) -> Option<u64> {
    let field = bytes.get(at..)?.get(..length)?;
    Some(
        field
            .iter()
            .rev()
            .fold(0, |value, byte| (value << 8) | u64::from(*byte)),
    )
}

fn from(bytes: &[u8], at: u64) -> Option<&[u8]> {
    bytes.get(usize::try_from(at).ok()?..)
}
