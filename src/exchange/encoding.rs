//! Which encoding a text file is in, and its text: never a wrong character in silence.

use std::io::{self, Read, Seek, SeekFrom};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Decoder, DecoderResult, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use crate::exchange::refusal::Refusal;
use crate::exchange::vocabulary::vocabulary;

const CHUNK: usize = 32 * 1024;
/// Bytes the guess is made from.
const SAMPLE: usize = 256 * 1024;

/// An encoding we read. GBK is the smaller part of GB18030.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8 with or without a mark.
    Utf8,
    /// UTF-16, low byte first, with its mark.
    Utf16Le,
    /// UTF-16, high byte first, with its mark.
    Utf16Be,
    /// GB18030 and GBK.
    Gb18030,
}

impl Encoding {
    fn standard(self) -> &'static encoding_rs::Encoding {
        match self {
            Self::Utf8 => UTF_8,
            Self::Utf16Le => UTF_16LE,
            Self::Utf16Be => UTF_16BE,
            Self::Gb18030 => GB18030,
        }
    }
}

/// What a file's bytes say of its encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Detected {
    /// The encoding.
    pub encoding: Encoding,
    /// Bytes of the mark in front of the text.
    pub mark: u64,
}

/// Reads the whole of `source` from its start and finds the encoding, or refuses.
///
/// A mark decides; else UTF-8 if every byte fits; else GB18030 if the bytes look like Chinese in that encoding and like
/// nothing else. Whatever remains is refused with the first place that is no UTF-8.
pub fn detect<S: Read + Seek>(source: &mut S) -> Result<Detected, Refusal> {
    source.seek(SeekFrom::Start(0))?;
    let mut sample = Vec::with_capacity(CHUNK);
    let mut place = Place::default();
    let mut strict = UTF_8.new_decoder_without_bom_handling();
    let mut first_bad: Option<Place> = None;
    let mut marked = None;
    let mut scratch = vec![0_u8; CHUNK * 3];
    let mut chunk = vec![0_u8; CHUNK];
    let mut started = false;
    loop {
        let count = fill(source, &mut chunk)?;
        let bytes = chunk.get(..count).unwrap_or_default();
        if !started {
            started = true;
            marked = mark_of(bytes)?;
            if let Some(found) = marked
                && found.encoding != Encoding::Utf8
            {
                return Ok(found);
            }
        }
        if let Some(at) = memchr::memchr(0, bytes) {
            let at = place.after(bytes, at);
            return Err(Refusal::ZeroByte {
                line: at.line,
                byte: at.byte,
            });
        }
        if sample.len() < SAMPLE {
            sample.extend_from_slice(bytes);
        }
        let last = count < chunk.len();
        if first_bad.is_none() {
            let (result, consumed, _) =
                strict.decode_to_utf8_without_replacement(bytes, &mut scratch, last);
            if let DecoderResult::Malformed(length, behind) = result {
                let back = usize::from(length) + usize::from(behind);
                first_bad = Some(place.after(bytes, consumed.saturating_sub(back)));
            }
        }
        if last {
            break;
        }
        place = place.after(bytes, bytes.len());
    }
    let mark = marked.map_or(0, |found| found.mark);
    let Some(bad) = first_bad else {
        return Ok(Detected {
            encoding: Encoding::Utf8,
            mark,
        });
    };
    let likely = guess(&sample);
    let chinese = has_known_words(&sample) || (likely.is_none() && reads_as_chinese(&sample));
    if marked.is_none() && chinese {
        return Ok(Detected {
            encoding: Encoding::Gb18030,
            mark: 0,
        });
    }
    Err(Refusal::NotText {
        line: bad.line,
        byte: bad.byte,
        likely,
    })
}

fn mark_of(start: &[u8]) -> Result<Option<Detected>, Refusal> {
    let found = |encoding, mark| Ok(Some(Detected { encoding, mark }));
    match start {
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => Err(Refusal::NotText {
            line: 1,
            byte: 0,
            likely: Some("UTF-32".to_owned()),
        }),
        [0xEF, 0xBB, 0xBF, ..] => found(Encoding::Utf8, 3),
        [0xFF, 0xFE, ..] => found(Encoding::Utf16Le, 2),
        [0xFE, 0xFF, ..] => found(Encoding::Utf16Be, 2),
        _ => Ok(None),
    }
}

/// The name of an encoding the bytes may be in instead of GB18030, if there is one.
///
/// Told that the file is from China the detector leans to GB18030, in a short file too far; both guesses must agree.
fn guess(sample: &[u8]) -> Option<String> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, sample.len() < SAMPLE);
    [Some(b"cn".as_slice()), None]
        .into_iter()
        .map(|from| detector.guess(from, Utf8Detection::Deny).name())
        .find(|name| !matches!(*name, "GBK" | "gb18030"))
        .map(str::to_owned)
}

/// Two of the headings that tables of property offices have: nothing else reads so by chance.
fn has_known_words(sample: &[u8]) -> bool {
    let (text, _, _) = GB18030.decode(sample);
    let head: String = text.chars().take(2_000).collect();
    vocabulary()
        .heading_words()
        .filter(|word| head.contains(word))
        .take(2)
        .count()
        == 2
}

/// Counts how the sample's characters lie in GB18030: running Chinese text consists of the hanzi and signs of GB2312,
/// of which the first, common half is by far the larger part; bytes of other encodings scatter.
fn reads_as_chinese(sample: &[u8]) -> bool {
    let (mut common, mut rare, mut odd) = (0_u32, 0_u32, 0_u32);
    let mut bytes = sample.iter().copied().peekable();
    while let Some(lead) = bytes.next() {
        if lead < 0x80 {
            continue;
        }
        let Some(trail) = bytes.next() else { break };
        match (lead, trail) {
            (0xB0..=0xD7 | 0xA1..=0xA3, 0xA1..=0xFE) => common += 1,
            (0xD8..=0xF7, 0xA1..=0xFE) => rare += 1,
            (_, 0x30..=0x39) => {
                // Four bytes: two more follow.
                odd += 1;
                bytes.next();
                bytes.next();
            }
            _ => odd += 1,
        }
    }
    let all = common + rare + odd;
    all > 0 && odd * 4 <= all && common * 2 >= all
}

/// A place in the bytes of a file; lines from 1, bytes from 0.
#[derive(Debug, Clone, Copy)]
struct Place {
    line: u64,
    byte: u64,
}

impl Default for Place {
    fn default() -> Self {
        Self { line: 1, byte: 0 }
    }
}

impl Place {
    fn after(self, bytes: &[u8], count: usize) -> Self {
        let passed = bytes.get(..count).unwrap_or(bytes);
        Self {
            line: self.line
                + u64::try_from(memchr::memchr_iter(b'\n', passed).count()).unwrap_or(0),
            byte: self.byte + u64::try_from(passed.len()).unwrap_or(0),
        }
    }
}

/// Fills `buffer` as far as the source goes.
fn fill<R: Read>(source: &mut R, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while let Some(room) = buffer.get_mut(filled..).filter(|room| !room.is_empty()) {
        match source.read(room) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

/// The UTF-8 of a file in a known encoding, piece by piece; a byte that does not fit ends it with a [`Refusal`].
pub struct Text<S> {
    source: S,
    decoder: Decoder,
    encoding: Encoding,
    raw: Vec<u8>,
    raw_used: usize,
    raw_length: usize,
    ended: bool,
    decoded: Vec<u8>,
    passed: usize,
    place: Place,
}

impl<S: Read + Seek> Text<S> {
    /// Begins behind the mark.
    pub fn new(mut source: S, detected: Detected) -> io::Result<Self> {
        source.seek(SeekFrom::Start(0))?;
        // Read over the mark instead of jumping: the source may be counting what passes.
        io::copy(&mut source.by_ref().take(detected.mark), &mut io::sink())?;
        Ok(Self {
            source,
            decoder: detected
                .encoding
                .standard()
                .new_decoder_without_bom_handling(),
            encoding: detected.encoding,
            raw: vec![0; CHUNK],
            raw_used: 0,
            raw_length: 0,
            ended: false,
            decoded: Vec::with_capacity(CHUNK * 3),
            passed: 0,
            place: Place {
                line: 1,
                byte: detected.mark,
            },
        })
    }

    /// The source, after reading.
    pub fn into_source(self) -> S {
        self.source
    }

    fn refill(&mut self) -> io::Result<()> {
        self.decoded.clear();
        self.passed = 0;
        while self.decoded.is_empty() && !self.ended {
            if self.raw_used == self.raw_length {
                self.raw_length = fill(&mut self.source, &mut self.raw)?;
                self.raw_used = 0;
            }
            let last = self.raw_length < self.raw.len();
            let bytes = self
                .raw
                .get(self.raw_used..self.raw_length)
                .unwrap_or_default();
            self.decoded.resize(CHUNK * 3, 0);
            let (result, consumed, written) =
                self.decoder
                    .decode_to_utf8_without_replacement(bytes, &mut self.decoded, last);
            self.decoded.truncate(written);
            if let DecoderResult::Malformed(length, behind) = result {
                let back = usize::from(length) + usize::from(behind);
                let at = self.place.after(bytes, consumed.saturating_sub(back));
                return Err(Refusal::NotText {
                    line: at.line,
                    byte: at.byte,
                    likely: None,
                }
                .into());
            }
            if self.encoding == Encoding::Gb18030 {
                self.refuse_private()?;
            }
            self.place = self.place.after(bytes, consumed);
            self.raw_used += consumed;
            self.ended = last && result == DecoderResult::InputEmpty;
        }
        Ok(())
    }

    /// Bytes of Big5 and others pass as GB18030 but become characters of private use.
    fn refuse_private(&self) -> io::Result<()> {
        let text = std::str::from_utf8(&self.decoded).unwrap_or_default();
        let Some(at) = text.find(|letter| ('\u{e000}'..='\u{f8ff}').contains(&letter)) else {
            return Ok(());
        };
        let (before, _) = text.split_at(at);
        let (bytes, _, _) = GB18030.encode(before);
        let at = self.place.after(&bytes, bytes.len());
        Err(Refusal::NotText {
            line: at.line,
            byte: at.byte,
            likely: Some("Big5".to_owned()),
        }
        .into())
    }
}

impl<S: Read + Seek> Read for Text<S> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.passed == self.decoded.len() {
            self.refill()?;
        }
        let ready = self.decoded.get(self.passed..).unwrap_or_default();
        let count = ready.len().min(buffer.len());
        for (slot, byte) in buffer.iter_mut().zip(ready) {
            *slot = *byte;
        }
        self.passed += count;
        Ok(count)
    }
}
