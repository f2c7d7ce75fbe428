//! Makes workbooks, text tables and archives for the tests of this folder.

use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use frontdesk::exchange::community::{Known, stage};
use frontdesk::exchange::guard::Guard;
use frontdesk::exchange::limits::Limits;
use frontdesk::exchange::mapping::Mapping;
use frontdesk::exchange::open::{Opened, open};
use frontdesk::exchange::refusal::Refusal;
use frontdesk::exchange::sheet::{Cell, Row, Sheet, Workbook};
use frontdesk::exchange::staged::Staged;
use frontdesk::exchange::{csv, fault};

/// The guard with the program under test.
pub fn guard() -> Guard {
    Guard::with(PathBuf::from(env!("CARGO_BIN_EXE_frontdesk")))
}

/// Opens with the shipped limits.
pub fn opened(path: &Path) -> Result<Opened, Refusal> {
    open(path, &guard(), &Limits::default())
}

/// A folder with one file in it.
pub fn file(name: &str, bytes: &[u8]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    (folder, path)
}

/// Reads bytes as a text table.
pub fn read_text(bytes: &[u8]) -> Result<Workbook, Refusal> {
    csv::read(Cursor::new(bytes), &Limits::default()).map(|(workbook, _)| workbook)
}

/// What the cells of a text table say.
pub fn texts(workbook: &Workbook) -> Vec<Vec<String>> {
    let rows = workbook.sheets.iter().flat_map(|sheet| &sheet.rows);
    rows.map(|row| {
        row.cells
            .iter()
            .map(|cell| cell.as_text().into_owned())
            .collect()
    })
    .collect()
}

/// A cell from its spelling: empty, `#` and a number, `@` and the serial number of a day, else text.
pub fn cell(spelling: &str) -> Cell {
    let number = |mark| {
        spelling
            .strip_prefix(mark)
            .filter(|text| text.parse::<f64>().is_ok())
    };
    match (spelling, number('#'), number('@')) {
        ("", ..) => Cell::Empty,
        (_, Some(number), _) => Cell::Number(number.to_owned()),
        (_, _, Some(serial)) => Cell::DateSerial(serial.to_owned()),
        _ => Cell::Text(spelling.to_owned()),
    }
}

/// A sheet from lines of cells divided by bars; rows count from 1, lines without anything are passed over.
pub fn sheet(name: &str, lines: &str) -> Sheet {
    let rows = (1..)
        .zip(lines.trim_matches('\n').lines())
        .map(|(number, line)| Row {
            number,
            cells: line
                .split('|')
                .map(|spelling| cell(spelling.trim()))
                .collect(),
        });
    let rows = rows
        .filter(|row| row.cells.iter().any(|cell| !cell.is_blank()))
        .collect();
    Sheet {
        name: name.to_owned(),
        rows,
    }
}

/// A workbook of such sheets.
pub fn workbook(sheets: &[(&str, &str)]) -> Workbook {
    let sheets = sheets
        .iter()
        .map(|(name, lines)| sheet(name, lines))
        .collect();
    Workbook {
        sheets,
        from_1904: false,
    }
}

/// Stages such sheets with the text of a mapping.
pub fn staged(sheets: &[(&str, &str)], mapping: &str) -> Staged {
    stage(
        &workbook(sheets),
        &Mapping::parse(mapping).unwrap(),
        &Known::default(),
    )
}

/// The faults as `sheet row key arguments`.
pub fn faults(staged: &Staged) -> Vec<String> {
    let line = |found: &fault::Fault| {
        let (key, arguments) = fault::facts(&found.kind);
        let arguments: Vec<String> = arguments
            .into_iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let fault::Fault { source, .. } = found;
        format!(
            "{} {} {key} {}",
            source.sheet,
            source.row,
            arguments.join(" ")
        )
        .trim()
        .to_owned()
    };
    staged.faults.iter().map(line).collect()
}

/// The keys of the notes with their rows.
pub fn notes(staged: &Staged) -> Vec<(u32, String)> {
    staged
        .notes
        .iter()
        .map(|note| (note.source.row, fault::facts(&note.kind).0))
        .collect()
}

/// The same workbook as a real .xlsx file.
pub fn xlsx(book: &Workbook) -> Vec<u8> {
    let mut out = rust_xlsxwriter::Workbook::new();
    let day = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd");
    for sheet in &book.sheets {
        let to = out.add_worksheet();
        to.set_name(&sheet.name).unwrap();
        for row in &sheet.rows {
            for (column, cell) in (0_u16..).zip(&row.cells) {
                let row = row.number - 1;
                match cell {
                    Cell::Empty | Cell::TooLong => continue,
                    Cell::Text(text) | Cell::Error(text) => to.write_string(row, column, text),
                    Cell::Number(text) => {
                        to.write_number(row, column, text.parse::<f64>().unwrap())
                    }
                    Cell::DateSerial(text) => {
                        let serial = text.parse::<f64>().unwrap();
                        to.write_number_with_format(row, column, serial, &day)
                    }
                    Cell::Flag(flag) => to.write_boolean(row, column, *flag),
                }
                .unwrap();
            }
        }
    }
    out.save_to_buffer().unwrap()
}

/// An entry of an archive made by hand.
pub struct Entry {
    /// Its name.
    pub name: String,
    /// 0 stored, 8 deflated.
    pub method: u16,
    /// Its bytes in the archive.
    pub data: Vec<u8>,
    /// What it claims to unpack to.
    pub declared: u32,
    /// The checksum it claims.
    pub checksum: u32,
}

impl Entry {
    /// An honest stored entry.
    pub fn stored(name: &str, data: &[u8]) -> Self {
        Self {
            name: name.to_owned(),
            method: 0,
            data: data.to_vec(),
            declared: u32::try_from(data.len()).unwrap(),
            checksum: crc32fast::hash(data),
        }
    }
}

/// An archive of such entries.
pub fn zip(entries: &[Entry]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut directory = Vec::new();
    for entry in entries {
        let at = u32::try_from(out.len()).unwrap();
        let packed = u32::try_from(entry.data.len()).unwrap();
        let mut head = Vec::new();
        head.extend_from_slice(&[20, 0, 0, 0]);
        head.extend_from_slice(&entry.method.to_le_bytes());
        head.extend_from_slice(&[0, 0, 0x21, 0]);
        for number in [entry.checksum, packed, entry.declared] {
            head.extend_from_slice(&number.to_le_bytes());
        }
        head.extend_from_slice(&u16::try_from(entry.name.len()).unwrap().to_le_bytes());
        head.extend_from_slice(&[0, 0]);
        out.extend_from_slice(b"PK\x03\x04");
        out.extend_from_slice(&head);
        out.extend_from_slice(entry.name.as_bytes());
        out.extend_from_slice(&entry.data);
        directory.extend_from_slice(b"PK\x01\x02\x14\x00");
        directory.extend_from_slice(&head);
        directory.extend_from_slice(&[0; 10]);
        directory.extend_from_slice(&at.to_le_bytes());
        directory.extend_from_slice(entry.name.as_bytes());
    }
    let at = u32::try_from(out.len()).unwrap();
    let count = u16::try_from(entries.len()).unwrap().to_le_bytes();
    out.extend_from_slice(&directory);
    out.extend_from_slice(b"PK\x05\x06\0\0\0\0");
    out.extend_from_slice(&count);
    out.extend_from_slice(&count);
    out.extend_from_slice(&u32::try_from(directory.len()).unwrap().to_le_bytes());
    out.extend_from_slice(&at.to_le_bytes());
    out.extend_from_slice(&[0, 0]);
    out
}

/// A deflate stream of `count` times 258 spaces and one more, about 1,000 times smaller than what it unpacks to.
pub fn packed_spaces(count: usize) -> Vec<u8> {
    let mut bits: Vec<bool> = Vec::new();
    // The last block, with the fixed codes.
    bits.extend([true, true, false]);
    let mut code = |value: u16, length: u16| {
        bits.extend((0..length).rev().map(|bit| value >> bit & 1 == 1));
    };
    code(0x30 + u16::from(b' '), 8);
    for _ in 0..count {
        // Length 258, distance 1.
        code(0xC5, 8);
        code(0, 5);
    }
    code(0, 7);
    bits.chunks(8)
        .map(|byte| {
            byte.iter()
                .rev()
                .fold(0, |value, bit| value << 1 | u8::from(*bit))
        })
        .collect()
}

/// The entries of the smallest workbook with one sheet, whose XML is given.
pub fn minimal(sheet_xml: &str) -> Vec<Entry> {
    let types = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>"#;
    let rels = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    let book = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
    let book_rels = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
    vec![
        Entry::stored("[Content_Types].xml", types.as_bytes()),
        Entry::stored("_rels/.rels", rels.as_bytes()),
        Entry::stored("xl/workbook.xml", book.as_bytes()),
        Entry::stored("xl/_rels/workbook.xml.rels", book_rels.as_bytes()),
        Entry::stored("xl/worksheets/sheet1.xml", sheet_xml.as_bytes()),
    ]
}

/// The XML of a sheet with these rows.
pub fn sheet_xml(rows: &str) -> String {
    format!(
        r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"#
    )
}
