//! How much a foreign file may ask of the program.

/// Limits of a file that is read (REL 4.3, H33 to H35). All are inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a text file.
    pub file: u64,
    /// Bytes of one record of a text file, after decoding.
    pub record: usize,
    /// Bytes of one field or cell, after decoding.
    pub field: usize,
    /// Bytes of a field that is left out of a text file for being too long: with a longer one the file is refused.
    pub overlong: usize,
    /// Columns that hold anything.
    pub columns: usize,
    /// Rows that hold anything; in a workbook also the highest row number.
    pub rows: usize,
    /// Bytes of a workbook as it lies on the disk.
    pub workbook: u64,
    /// Sheets of a workbook.
    pub sheets: usize,
    /// Entries of a workbook's archive.
    pub entries: usize,
    /// Unpacked bytes of one entry.
    pub entry: u64,
    /// Unpacked bytes of all entries.
    pub unpacked: u64,
}

const KIB: usize = 1024;
const MIB: u64 = 1024 * 1024;

impl Default for Limits {
    fn default() -> Self {
        Self {
            file: 256 * MIB,
            record: 64 * KIB,
            field: 32 * KIB,
            overlong: 1024 * KIB,
            columns: 64,
            rows: 100_000,
            workbook: 64 * MIB,
            sheets: 64,
            entries: 2_000,
            entry: 128 * MIB,
            unpacked: 256 * MIB,
        }
    }
}
