//! Workbooks whose archive is sound and whose parts are not: sheets, shared strings, styles, relationships.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use frontdesk::exchange::community::{Known, stage};
use frontdesk::exchange::limits::Limits;
use frontdesk::exchange::mapping::Mapping;
use frontdesk::exchange::refusal::Refusal;
use frontdesk::exchange::sheet::{Cell, Sheet, Workbook};
use frontdesk::exchange::xlsx;

use super::changed;
use crate::crash::disk::Dice;
use crate::exchange::fixtures::{Entry, minimal, zip};
use crate::support::campaign::size;

/// The parts that are changed, by their place in the archive.
const BOOK: usize = 2;
const RELATIONS: usize = 3;
const FIRST: usize = 4;
const SECOND: usize = 5;
const STRINGS: usize = 6;
const STYLES: usize = 7;
const PARTS: [usize; 6] = [BOOK, RELATIONS, FIRST, SECOND, STRINGS, STYLES];

/// No file of a few hundred bytes takes longer, on a machine that does much else beside.
const LONG: Duration = Duration::from_secs(10);

/// What stands in attributes and between tags when somebody means harm.
const VALUES: [&str; 20] = [
    "",
    "0",
    "-1",
    "7",
    "99",
    "4294967295",
    "18446744073709551616",
    "1e309",
    "-1e15",
    "NaN",
    "inf",
    "2958466",
    "XFD1048576",
    "a0",
    "A1:XFD1048576",
    "s",
    "d",
    "inlineStr",
    "&#0;",
    "../../etc/passwd",
];

/// A workbook of two sheets with texts, numbers, days, yes and no, an error, a formula.
fn parts() -> Vec<Entry> {
    let sheet = |rows: &str| {
        format!(
            r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:D3"/><sheetData>{rows}</sheetData></worksheet>"#
        )
    };
    let first = sheet(
        r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c></row><row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>1.5</v></c><c r="C2" s="1"><v>42370</v></c><c r="D2" t="b"><v>1</v></c></row><row r="3"><c r="A3" t="str"><f>A2</f><v>x</v></c><c r="B3" t="e"><v>#REF!</v></c><c r="C3" s="2"><v>42370.75</v></c><c r="D3" t="inlineStr"><is><t>内</t></is></c></row>"#,
    );
    let second = sheet(
        r#"<row r="1"><c r="A1" t="s"><v>4</v></c></row><row r="2"><c r="A2"><v>33</v></c></row>"#,
    );
    let words =
        ["楼栋号", "面积", "日期", "电梯", "编号"].map(|word| format!("<si><t>{word}</t></si>"));
    let strings = format!(
        r#"<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="5" uniqueCount="5">{}</sst>"#,
        words.concat()
    );
    let styles = r#"<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd hh:mm"/></numFmts><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>"#;
    let book = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="甲" sheetId="1" r:id="rId1"/><sheet name="乙" sheetId="2" r:id="rId2"/></sheets></workbook>"#;
    let kinds = [
        ("rId1", "worksheet", "worksheets/sheet1.xml"),
        ("rId2", "worksheet", "worksheets/sheet2.xml"),
        ("rId3", "sharedStrings", "sharedStrings.xml"),
        ("rId4", "styles", "styles.xml"),
    ];
    let relations = kinds.map(|(id, kind, target)| {
        format!(r#"<Relationship Id="{id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/>"#)
    });
    let relations = format!(
        r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>"#,
        relations.concat()
    );
    let mut entries = minimal(&first);
    entries[BOOK] = Entry::stored("xl/workbook.xml", book.as_bytes());
    entries[RELATIONS] = Entry::stored("xl/_rels/workbook.xml.rels", relations.as_bytes());
    entries.push(Entry::stored("xl/worksheets/sheet2.xml", second.as_bytes()));
    entries.push(Entry::stored("xl/sharedStrings.xml", strings.as_bytes()));
    entries.push(Entry::stored("xl/styles.xml", styles.as_bytes()));
    entries
}

/// The workbook with one part replaced.
fn with(part: usize, bytes: &[u8]) -> Vec<u8> {
    let mut entries = parts();
    entries[part] = Entry::stored(&entries[part].name.clone(), bytes);
    zip(&entries)
}

/// One value of an attribute, or between two tags, replaced by another.
fn other_value(dice: &mut Dice, part: &[u8]) -> Vec<u8> {
    let value = VALUES[dice.below(VALUES.len())].as_bytes();
    let (open, close) = if dice.below(2) == 0 {
        (b'"', b'"')
    } else {
        (b'>', b'<')
    };
    let opens: Vec<usize> = memchr::memchr_iter(open, part).collect();
    let begin = opens[dice.below(opens.len())] + 1;
    let length = memchr::memchr(close, &part[begin..]).unwrap_or(0);
    [&part[..begin], value, &part[begin + length..]].concat()
}

/// Bytes in, rows out.
type Reader<'r> = &'r dyn Fn(&[u8]) -> Result<Workbook, Refusal>;

fn read(file: &[u8]) -> Result<Workbook, Refusal> {
    xlsx::read(file, &Limits::default())
}

/// A cell is what a sheet can show: a number is one, a text is within its limit.
fn fit(cell: &Cell, limits: &Limits) -> bool {
    match cell {
        Cell::Number(text) | Cell::DateSerial(text) => {
            let digits = text.strip_prefix('-').unwrap_or(text);
            let parts: Vec<&str> = digits.split('.').collect();
            let whole = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
            parts.len() <= 2 && parts.iter().all(whole)
        }
        Cell::Text(text) | Cell::Error(text) => text.len() <= limits.field,
        Cell::Empty | Cell::Flag(_) | Cell::TooLong => true,
    }
}

/// What the cells show.
fn shown(sheet: &Sheet) -> Vec<(u32, Vec<String>)> {
    let row = |row: &frontdesk::exchange::sheet::Row| {
        let cells = row.cells.iter().map(|cell| cell.as_text().into_owned());
        (row.number, cells.collect())
    };
    sheet.rows.iter().map(row).collect()
}

/// What a change of a part must not do to what was read: a cell out of its place, or another part's content changed.
fn nonsense(part: usize, whole: &Workbook, found: &Workbook) -> Option<String> {
    let limits = Limits::default();
    for sheet in &found.sheets {
        if !sheet.rows.is_sorted_by(|a, b| a.number < b.number) {
            return Some("rows out of order".to_owned());
        }
        let far = |row: &frontdesk::exchange::sheet::Row| {
            row.number == 0
                || row.number as usize > limits.rows
                || row.cells.len() > limits.columns
                || !row.cells.iter().all(|cell| fit(cell, &limits))
        };
        if let Some(row) = sheet.rows.iter().find(|row| far(row)) {
            return Some(format!("{row:?}"));
        }
    }
    let was: Vec<_> = whole.sheets.iter().map(shown).collect();
    let is: Vec<_> = found.sheets.iter().map(shown).collect();
    let kept = match part {
        // The sheet that was not touched is as it was.
        FIRST => is.get(1) == was.get(1),
        SECOND => is.first() == was.first(),
        // Styles say what a number is, not how much.
        STYLES => is == was,
        // Numbers and days do not lie there.
        STRINGS => {
            let numbers = |all: &[Vec<(u32, Vec<String>)>]| -> Vec<String> {
                let rows = all.iter().flatten();
                let cells = rows.flat_map(|(_, cells)| cells);
                cells
                    .filter(|text| text.parse::<f64>().is_ok())
                    .cloned()
                    .collect()
            };
            let (was, is) = (numbers(&was), numbers(&is));
            was.iter().all(|number| is.contains(number))
        }
        // Which sheets there are, but not what is in one.
        _ => is
            .iter()
            .all(|sheet| sheet.is_empty() || was.contains(sheet)),
    };
    (!kept).then(|| format!("{was:?} became {is:?}"))
}

/// The first change a reader does not stand: the bytes of the part, and why.
fn find(rounds: usize, read: Reader<'_>) -> Option<(String, String)> {
    let entries = parts();
    let whole = read(&zip(&entries)).unwrap();
    let seeds: Vec<Vec<u8>> = entries.into_iter().map(|entry| entry.data).collect();
    let mut dice = Dice::new(rounds as u64);
    let mut read_well = 0;
    for round in 0..rounds {
        let part = PARTS[round % PARTS.len()];
        let bytes = if dice.below(3) == 0 {
            changed(&mut dice, &seeds[part..=part])
        } else {
            other_value(&mut dice, &seeds[part])
        };
        let began = Instant::now();
        let tried = catch_unwind(AssertUnwindSafe(|| {
            let found = read(&with(part, &bytes)).ok()?;
            // What was read is judged as any file is: no row is too strange for that.
            drop(stage(&found, &Mapping::default(), &Known::default()));
            Some(found)
        }));
        let why = match tried {
            Err(_) => Some("it panicked".to_owned()),
            Ok(_) if began.elapsed() > LONG => Some(format!("{:?}", began.elapsed())),
            Ok(None) => None,
            Ok(Some(found)) => {
                read_well += 1;
                nonsense(part, &whole, &found)
            }
        };
        if let Some(why) = why {
            return Some((String::from_utf8_lossy(&bytes).into_owned(), why));
        }
    }
    assert!(
        read_well > rounds / 20,
        "only {read_well} of {rounds} are read at all"
    );
    None
}

#[test]
fn a_workbook_with_a_changed_part_is_read_right_or_refused() {
    let rounds = size(400, 6_000, 300_000);
    assert_eq!(find(rounds, &read), None);
}

#[test]
fn readers_that_believe_a_changed_part_are_found() {
    let panics = |file: &[u8]| {
        let book = read(file)?;
        assert_eq!(book.sheets.len(), 2);
        Ok(book)
    };
    let forgets = |file: &[u8]| {
        let mut book = read(file)?;
        if file.len() % 2 == 1 {
            book.sheets
                .iter_mut()
                .for_each(|sheet| drop(sheet.rows.pop()));
        }
        Ok(book)
    };
    let invents = |file: &[u8]| {
        let mut book = read(file)?;
        if file.len() % 3 == 1 {
            book.sheets[0].rows[0].cells[0] = Cell::Number("NaN".into());
        }
        Ok(book)
    };
    let readers: [Reader<'_>; 3] = [&panics, &forgets, &invents];
    for (reader, broken) in readers.into_iter().enumerate() {
        assert!(find(400, broken).is_some(), "reader {reader}");
    }
}

/// What a part says that cannot be is not read as if it said something else.
#[test]
fn what_cannot_be_is_refused_or_said_to_be_an_error() {
    let sheet = |cells: &str| {
        let text = format!(
            r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">{cells}</row></sheetData></worksheet>"#
        );
        read(&with(FIRST, text.as_bytes()))
    };
    for cells in [
        r#"<c r="A1" t="s"><v>5</v></c>"#,
        r#"<c r="A1" t="s"><v>-1</v></c>"#,
        r#"<c r="A1" t="s"><v>x</v></c>"#,
        r#"<c r="A1" t="s"><v>18446744073709551616</v></c>"#,
        r#"<c r="A1" t="n"><v>12x</v></c>"#,
        r#"<c r="A1"><v>NaN</v></c>"#,
        r#"<c r="A1"><v>1e309</v></c>"#,
        r#"<c r="A1" s="1"><v>inf</v></c>"#,
        r#"<c r="A1" t="b"><v>x</v></c>"#,
        r#"<c r="1A"><v>1</v></c>"#,
        r#"<c r="A0"><v>1</v></c>"#,
        r#"<c r="A99999999999"><v>1</v></c>"#,
        r#"<c r="inlineStr1"><v>1</v></c>"#,
        r#"<c r="A1"><v>1</v></c><c r="B1"><v>2</c>"#,
    ] {
        let found = sheet(cells);
        let error = |book: &Workbook| {
            let cells = book.sheets[0].rows.iter().flat_map(|row| &row.cells);
            cells.clone().count() > 0
                && cells.into_iter().all(|cell| matches!(cell, Cell::Error(_)))
        };
        assert!(
            found.as_ref().is_err() || found.as_ref().is_ok_and(error),
            "{cells}: {:?}",
            found.map(|book| shown(&book.sheets[0]))
        );
    }
    // A style nobody declared says nothing: the number is the number.
    let plain = sheet(r#"<c r="A1" s="99"><v>42370</v></c>"#).unwrap();
    assert_eq!(
        plain.sheets[0].rows[0].cells,
        [Cell::Number("42370".into())]
    );
}
