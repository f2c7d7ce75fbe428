//! Why a file is not read at all: facts without sentences.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A file that is refused as a whole. `facts` of [`crate::exchange::fault`] turns it into a message key and arguments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "refusal", rename_all = "kebab-case")]
pub enum Refusal {
    /// The system did not let us read or write it.
    Unreadable { cause: String },
    /// A folder, pipe or device.
    NotAFile,
    /// No bytes, or nothing but white space.
    Empty,
    /// More bytes than the limit.
    FileTooLarge { limit: u64 },
    /// Its first bytes belong to another kind of file.
    Foreign { found: Foreign },
    /// An archive, but none that holds an .xlsx workbook.
    ZipWithoutWorkbook,
    /// The archive contradicts itself.
    ZipBroken { entry: String },
    /// More entries than the limit.
    ZipTooManyEntries { limit: usize },
    /// One entry unpacks to more than the limit.
    ZipEntryTooLarge { entry: String, limit: u64 },
    /// All entries together unpack to more than the limit.
    ZipTooLarge { limit: u64 },
    /// An entry unpacks to another size or checksum than it declares.
    ZipSizeLie { entry: String, declared: u64 },
    /// An entry declares a document type or an entity, which no workbook needs.
    EntityDeclared { entry: String },
    /// The archive is sound, the workbook in it is not.
    WorkbookBroken { cause: String },
    /// More sheets than the limit.
    TooManySheets { limit: usize },
    /// A cell with content lies outside the permitted rows and columns (both from 1).
    FarCell {
        sheet: String,
        row: u32,
        column: u32,
        rows: usize,
        columns: usize,
    },
    /// The process that reads workbooks ended before it answered.
    ReaderDied { how: Death },
    /// Bytes that are no text in an encoding we read; `likely` is a guess to tell the user.
    NotText {
        line: u64,
        byte: u64,
        likely: Option<String>,
    },
    /// A zero byte, which no text has.
    ZeroByte { line: u64, byte: u64 },
    /// A record longer than the limit begins here.
    RecordTooLong { line: u64, byte: u64, limit: usize },
    /// A field longer than the limit begins here.
    FieldTooLong { line: u64, byte: u64, limit: usize },
    /// A record has more columns than the limit.
    TooManyColumns { line: u64, byte: u64, limit: usize },
    /// More rows than the limit.
    TooManyRows { limit: usize },
    /// A quote opens here and never closes.
    UnclosedQuote { line: u64, byte: u64 },
    /// Text follows a closing quote here.
    StrayQuote { line: u64, byte: u64 },
}

/// What a file is that is neither a workbook nor a text table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Foreign {
    /// The old .xls, or an .xlsx locked with a password: save as .xlsx without a password.
    OldExcel,
    /// A gzip file.
    Gzip,
    /// A 7-Zip, RAR, xz or bzip2 archive.
    Archive,
    /// A PDF.
    Pdf,
    /// A picture.
    Picture,
    /// A web page, often named .xls by other systems.
    Html,
    /// Some other XML document.
    Xml,
    /// RTF.
    Rtf,
    /// A program.
    Program,
}

/// How the reading process ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Death {
    /// It asked for more memory than it may have.
    Memory,
    /// It computed longer than it may.
    Time,
    /// Anything else.
    Crash,
    /// It could not be started.
    NotStarted,
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&crate::exchange::fault::facts(self).0)
    }
}

impl std::error::Error for Refusal {}

impl From<std::io::Error> for Refusal {
    fn from(error: std::io::Error) -> Self {
        let cause = crate::locale::cause(&error);
        // A refusal found while reading travels through the reader as an I/O error.
        match error.downcast::<Refusal>() {
            Ok(refusal) => refusal,
            Err(_) => Refusal::Unreadable { cause },
        }
    }
}

impl From<Refusal> for std::io::Error {
    fn from(refusal: Refusal) -> Self {
        Self::other(refusal)
    }
}
