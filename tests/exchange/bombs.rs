//! REL I2: files made to do harm are refused early and cheaply.

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Stdio};

use frontdesk::exchange::guard::{Guard, SUBCOMMAND};
use frontdesk::exchange::limits::Limits;
use frontdesk::exchange::refusal::{Death, Foreign, Refusal};
use frontdesk::exchange::sheet::Cell;

use super::fixtures::{
    Entry, file, guard, minimal, opened, packed_spaces, read_text, sheet_xml, texts, workbook,
    xlsx, zip,
};

fn read(bytes: &[u8]) -> Result<frontdesk::exchange::sheet::Workbook, Refusal> {
    guard().read(bytes)
}

#[test]
fn an_open_quote_costs_no_more_than_a_record() {
    let bytes = [b"a,b\n1,\"", vec![b'x'; 50 << 20].as_slice()].concat();
    let limit = Limits::default().field;
    assert_eq!(
        read_text(&bytes).unwrap_err(),
        Refusal::FieldTooLong {
            line: 2,
            byte: 6,
            limit
        }
    );
    let lines = ["a,b\n1,\"", &"1,2\n".repeat(1 << 20)].concat();
    assert!(matches!(
        read_text(lines.as_bytes()),
        Err(Refusal::FieldTooLong { line: 2, .. })
    ));
    assert_eq!(
        read_text(b"a,b\n1,\"x\n").unwrap_err(),
        Refusal::UnclosedQuote { line: 2, byte: 6 }
    );
    assert_eq!(
        read_text(b"a,b\n1,\"x\"y\n").unwrap_err(),
        Refusal::StrayQuote { line: 2, byte: 9 }
    );
}

#[test]
fn limits_hold_at_their_edge() {
    let limits = Limits::default();
    let field = |length: usize| format!("a,b\n{},1\n", "x".repeat(length));
    let first = |length: usize| {
        let read = read_text(field(length).as_bytes());
        read.map(|book| book.sheets[0].rows[1].cells[0].clone())
    };
    let whole = Cell::Text("x".repeat(limits.field));
    assert_eq!(first(limits.field).unwrap(), whole);
    assert_eq!(first(limits.field + 1).unwrap(), Cell::TooLong);
    assert_eq!(first(limits.overlong).unwrap(), Cell::TooLong);
    assert!(matches!(
        first(limits.overlong + 1),
        Err(Refusal::FieldTooLong {
            line: 2,
            byte: 4,
            ..
        })
    ));
    // Three fields that fill a record: the delimiters count.
    let record = |length: usize| {
        let third = "x".repeat(limits.record / 3);
        let rest = "x".repeat(length - 2 * third.len() - 2);
        format!("a,b\n{third},{third},{rest}\n")
    };
    assert!(read_text(record(limits.record).as_bytes()).is_ok());
    assert!(matches!(
        read_text(record(limits.record + 1).as_bytes()),
        Err(Refusal::RecordTooLong {
            line: 2,
            byte: 4,
            ..
        })
    ));
    let columns = |count: usize| format!("a\n{}1\n", "1,".repeat(count - 1));
    assert!(read_text(columns(limits.columns).as_bytes()).is_ok());
    assert!(matches!(
        read_text(columns(limits.columns + 1).as_bytes()),
        Err(Refusal::TooManyColumns { line: 2, .. })
    ));
    assert!(matches!(
        read_text(columns(1_000_000).as_bytes()),
        Err(Refusal::TooManyColumns { line: 2, .. })
    ));
    assert_eq!(
        read_text("1\n".repeat(limits.rows).as_bytes())
            .unwrap()
            .sheets[0]
            .rows
            .len(),
        limits.rows
    );
    assert_eq!(
        read_text("1\n".repeat(limits.rows + 1).as_bytes()).unwrap_err(),
        Refusal::TooManyRows { limit: limits.rows }
    );
    // Rows that a spreadsheet saved without content are no rows.
    let blank = format!("1,2\n{}", ",\n ,\n".repeat(limits.rows));
    assert_eq!(read_text(blank.as_bytes()).unwrap().sheets[0].rows.len(), 1);
    let endless = vec![b'x'; 50 << 20];
    assert!(matches!(
        read_text(&endless),
        Err(Refusal::FieldTooLong {
            line: 1,
            byte: 0,
            ..
        })
    ));
}

/// What is too long is left out of its own row, wherever it stands and however it is written; the rest is whole.
#[test]
fn a_field_too_long_costs_its_own_cell_only() {
    let long = |piece: &str| piece.repeat(Limits::default().field / piece.len() + 2);
    for field in [
        long("x"),
        long("楼"),
        format!("\"{}\"", long("楼,\r\n")),
        format!("\"{}\"", long("\"\"a")),
        format!("\"{}\"", long("\"\"")),
        format!("x{}", long("楼")),
        format!("xx{}", long("𠮷")),
    ] {
        for (place, row) in [
            (0, format!("{field},乙,丙\n")),
            (1, format!("甲,{field},丙\n")),
            (2, format!("甲,乙,{field}\n")),
        ] {
            let lines = row.matches('\n').count();
            let file = format!("a,b,c\n{row}一,二,三\n");
            let read = read_text(file.as_bytes()).unwrap();
            let rows = &read.sheets[0].rows;
            let begin: String = field.chars().take(4).collect();
            assert_eq!(rows.len(), 3, "{begin} at {place}");
            assert_eq!(rows[2].number as usize, 2 + lines, "{begin} at {place}");
            for (at, word) in ["甲", "乙", "丙"].into_iter().enumerate() {
                let cell = &rows[1].cells[at];
                if at == place {
                    assert_eq!(cell, &Cell::TooLong, "{begin} at {place}");
                } else {
                    assert_eq!(cell, &Cell::Text(word.into()), "{begin} at {place}");
                }
            }
            assert_eq!(texts(&read)[2], ["一", "二", "三"]);
        }
    }
}

#[test]
fn a_huge_file_is_refused_unread() {
    let (_folder, path) = file("big.csv", b"a,b\n");
    File::options()
        .write(true)
        .open(&path)
        .unwrap()
        .set_len((256 << 20) + 1)
        .unwrap();
    assert_eq!(
        opened(&path).unwrap_err(),
        Refusal::FileTooLarge { limit: 256 << 20 }
    );
}

#[test]
fn a_file_is_what_its_bytes_say() {
    let foreign = |found| Refusal::Foreign { found };
    let cases: [(&str, &[u8], Refusal); 13] = [
        (
            "old.xls",
            b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0\0\0",
            foreign(Foreign::OldExcel),
        ),
        ("a.csv", b"\x1F\x8B\x08\0\0\0\0\0", foreign(Foreign::Gzip)),
        ("a.csv", b"%PDF-1.7\n", foreign(Foreign::Pdf)),
        ("a.xlsx", b"\x89PNG\r\n\x1A\n", foreign(Foreign::Picture)),
        ("a.xls", b"\n <HTML><body><table>", foreign(Foreign::Html)),
        (
            "a.xls",
            b"<?xml version=\"1.0\"?>\n<html>",
            foreign(Foreign::Html),
        ),
        (
            "a.xls",
            b"<?xml version=\"1.0\"?>\n<Workbook>",
            foreign(Foreign::Xml),
        ),
        ("a.csv", b"7z\xBC\xAF\x27\x1C\0", foreign(Foreign::Archive)),
        ("a.csv", b"\x7FELF\x02\x01", foreign(Foreign::Program)),
        ("a.csv", b"", Refusal::Empty),
        ("a.csv", b" \n\n , \n", Refusal::Empty),
        (
            "a.xlsx",
            b"PK\x03\x04 and then nothing",
            Refusal::ZipBroken {
                entry: String::new(),
            },
        ),
        (
            "a.docx",
            &zip(&[Entry::stored("word/document.xml", b"<x/>")]),
            Refusal::ZipWithoutWorkbook,
        ),
    ];
    for (name, bytes, wanted) in cases {
        let (_folder, path) = file(name, bytes);
        assert_eq!(opened(&path).unwrap_err(), wanted, "{name} {bytes:?}");
    }
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(opened(folder.path()).unwrap_err(), Refusal::NotAFile);
    let missing = opened(&folder.path().join("none.csv")).unwrap_err();
    assert!(matches!(missing, Refusal::Unreadable { .. }));
    let pipe = folder.path().join("pipe");
    rustix::fs::mknodat(
        rustix::fs::CWD,
        &pipe,
        rustix::fs::FileType::Fifo,
        0o600.into(),
        0,
    )
    .unwrap();
    assert_eq!(opened(&pipe).unwrap_err(), Refusal::NotAFile);
}

#[test]
fn names_do_not_matter() {
    let book = workbook(&[("甲", "a|b\n#1|#2.5")]);
    let (_folder, path) = file("really.csv", &xlsx(&book));
    assert_eq!(opened(&path).unwrap().workbook, book);
    let (_folder, path) = file("really.xlsx", b"a,b\n1,2\n");
    let text = opened(&path).unwrap();
    assert_eq!(texts(&text.workbook), [["a", "b"], ["1", "2"]]);
    assert_eq!(text.digest, blake3::hash(b"a,b\n1,2\n"));
    assert_eq!(text.bytes, 8);
}

#[test]
fn a_sound_archive_made_by_hand_is_read() {
    let rows = r#"<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="str"><f>A1</f><v>x</v></c><c r="C1"><f>1/2</f></c><c r="D1" t="e"><v>#REF!</v></c></row>"#;
    let read = read(&zip(&minimal(&sheet_xml(rows)))).unwrap();
    assert_eq!(texts(&read), [["1", "x", "#N/A", "#REF!"]]);
}

#[test]
fn archives_that_unpack_to_too_much_are_refused() {
    let huge = packed_spaces(1_200_000);
    assert!(huge.len() < 3 << 20);
    let bomb = |declared: u32| {
        let mut entries = minimal(&sheet_xml(""));
        let name = "xl/sharedStrings.xml".to_owned();
        entries.push(Entry {
            name,
            method: 8,
            data: huge.clone(),
            declared,
            checksum: 0,
        });
        zip(&entries)
    };
    let honest = read(&bomb(1_200_000 * 258 + 1)).unwrap_err();
    assert!(
        matches!(honest, Refusal::ZipEntryTooLarge { .. }),
        "{honest:?}"
    );
    let lying = read(&bomb(1_000)).unwrap_err();
    let entry = "xl/sharedStrings.xml".to_owned();
    assert_eq!(
        lying,
        Refusal::ZipSizeLie {
            entry,
            declared: 1_000
        }
    );
    let many: Vec<Entry> = (0..2_001)
        .map(|n| Entry::stored(&format!("{n}"), b""))
        .collect();
    assert_eq!(
        read(&zip(&many)).unwrap_err(),
        Refusal::ZipTooManyEntries { limit: 2_000 }
    );
    let mut total = minimal(&sheet_xml(""));
    for place in 0..3 {
        let (name, data) = (format!("xl/media/{place}.png"), packed_spaces(1));
        total.push(Entry {
            name,
            method: 8,
            data,
            declared: 100 << 20,
            checksum: 0,
        });
    }
    assert_eq!(
        read(&zip(&total)).unwrap_err(),
        Refusal::ZipTooLarge { limit: 256 << 20 }
    );
}

#[test]
fn archives_that_contradict_themselves_are_refused() {
    let damaged = |change: fn(&mut Vec<Entry>)| {
        let mut entries = minimal(&sheet_xml("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"));
        change(&mut entries);
        read(&zip(&entries))
    };
    assert!(damaged(|_| ()).is_ok());
    let broken = |result: Result<_, Refusal>| matches!(result, Err(Refusal::ZipBroken { .. }));
    assert!(broken(damaged(|entries| entries[4].checksum ^= 1)));
    assert!(broken(damaged(|entries| entries[4].method = 12)));
    assert!(broken(damaged(|entries| entries[4].method = 8)));
    let short = damaged(|entries| entries[4].declared -= 1);
    assert!(matches!(short, Err(Refusal::ZipSizeLie { .. })));
    let entries = minimal(&sheet_xml(""));
    let whole = zip(&entries);
    for cut in [1, 10, 22, 60, whole.len() / 2] {
        assert!(broken(read(&whole[..whole.len() - cut])), "{cut}");
    }
    // One stretch of bytes claimed by two entries that are right in everything else.
    let mut entries = minimal(&sheet_xml("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"));
    entries.push(Entry::stored("xl/media/1.png", b"picture"));
    entries.push(Entry::stored("xl/media/2.png", b"picture"));
    let mut shared = zip(&entries);
    assert!(read(&shared).is_ok());
    let records: Vec<usize> = memchr::memmem::find_iter(&shared, b"PK\x01\x02").collect();
    let offset = |record: usize| record + 42..record + 46;
    let first = shared[offset(records[5])].to_vec();
    shared[offset(records[6])].copy_from_slice(&first);
    assert!(broken(read(&shared)));
}

#[test]
fn entities_are_refused() {
    let laughs = r#"<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]><worksheet/>"#;
    let entry = "xl/worksheets/sheet1.xml".to_owned();
    assert_eq!(
        read(&zip(&minimal(laughs))).unwrap_err(),
        Refusal::EntityDeclared { entry }
    );
    // In a cell's text it is only text, as the writer escapes it.
    let book = workbook(&[("甲", "<!DOCTYPE x>|b")]);
    assert_eq!(read(&xlsx(&book)).unwrap(), book);
}

#[test]
fn far_cells_are_refused_and_cost_nothing() {
    for (cell, row, column) in [
        ("XFD1048576", 1_048_576, 16_384),
        ("BM1", 1, 65),
        ("A100001", 100_001, 1),
    ] {
        let rows = format!("<row><c r=\"{cell}\"><v>1</v></c></row>");
        match read(&zip(&minimal(&sheet_xml(&rows)))).unwrap_err() {
            Refusal::FarCell {
                row: at_row,
                column: at_column,
                ..
            } => {
                assert_eq!((at_row, at_column), (row, column));
            }
            other => panic!("{cell}: {other:?}"),
        }
    }
    // Far away but empty, as formatting leaves them; and a declared extent nobody trusts.
    let rows = r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="0"/></row>"#;
    let sheet = sheet_xml(rows).replace(
        "<sheetData>",
        r#"<dimension ref="A1:XFD1048576"/><sheetData>"#,
    );
    assert_eq!(texts(&read(&zip(&minimal(&sheet))).unwrap()), [["1"]]);
    let long = "x".repeat(Limits::default().field + 1);
    let rows = format!(r#"<row r="2"><c r="A2" t="str"><v>{long}</v></c></row>"#);
    let found = read(&zip(&minimal(&sheet_xml(&rows)))).unwrap();
    assert_eq!(found.sheets[0].rows[0].cells, [Cell::TooLong]);
}

#[test]
fn a_workbook_that_is_none_is_refused() {
    let refusal = read(&zip(&minimal("<worksheet><sheetData><row"))).unwrap_err();
    assert!(
        matches!(refusal, Refusal::WorkbookBroken { .. }),
        "{refusal:?}"
    );
    assert_eq!(
        read(&zip(&minimal(&sheet_xml("")))).unwrap_err(),
        Refusal::Empty
    );
}

/// A program that behaves as `script` says.
fn pretender(script: &str) -> (tempfile::TempDir, Guard) {
    let (folder, path) = file("pretender", format!("#!/bin/sh\n{script}\n").as_bytes());
    std::fs::set_permissions(&path, PermissionsExt::from_mode(0o700)).unwrap();
    (folder, Guard::with(path))
}

#[test]
fn whatever_becomes_of_the_reader_is_one_refusal() {
    let cases = [
        ("kill -ABRT $$", Death::Memory),
        ("kill -XCPU $$", Death::Time),
        ("kill -SEGV $$", Death::Crash),
        ("exit 101", Death::Crash),
        ("exit 0", Death::Crash),
        ("echo nonsense", Death::Crash),
        ("printf '\\001half'", Death::Crash),
    ];
    for (script, how) in cases {
        let (_folder, guard) = pretender(script);
        let refusal = guard.read(&vec![0; 1 << 20]).unwrap_err();
        assert_eq!(refusal, Refusal::ReaderDied { how }, "{script}");
    }
    let none = Guard::with("/nonexistent/program".into());
    assert_eq!(
        none.read(b"").unwrap_err(),
        Refusal::ReaderDied {
            how: Death::NotStarted
        }
    );
}

#[test]
fn a_workbook_that_needs_too_much_memory_is_a_refusal() {
    let strings = ["<sst>", &"<si><t/></si>".repeat(2_200_000), "</sst>"].concat();
    let mut entries = minimal(&sheet_xml("<row><c><v>1</v></c></row>"));
    let relation = r#"<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#;
    let relations = String::from_utf8(entries[3].data.clone()).unwrap();
    let relations = relations.replace("</Relationships>", relation);
    entries[3] = Entry::stored("xl/_rels/workbook.xml.rels", relations.as_bytes());
    entries.push(Entry::stored("xl/sharedStrings.xml", strings.as_bytes()));
    let program = env!("CARGO_BIN_EXE_frontdesk");
    let (_folder, little) = pretender(&format!("ulimit -v 90000; exec '{program}' {SUBCOMMAND}"));
    let refusal = little.read(&zip(&entries)).unwrap_err();
    assert_eq!(refusal, Refusal::ReaderDied { how: Death::Memory });
    // The same reader with as little memory reads what is not made to fill it.
    assert!(
        little
            .read(&zip(&minimal(&sheet_xml("<row><c><v>1</v></c></row>"))))
            .is_ok()
    );
}

#[test]
fn the_reader_limits_itself_before_it_reads() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_frontdesk"))
        .arg(SUBCOMMAND)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    // It waits for the rest of its input, so its limits can be looked at.
    let mut input = child.stdin.take().unwrap();
    input.write_all(b"PK").unwrap();
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(10);
    let limited = loop {
        let limits = File::open(format!("/proc/{}/limits", child.id())).unwrap();
        let lines: Vec<String> = BufReader::new(limits).lines().map(Result::unwrap).collect();
        let soft = |name: &str| {
            let line = lines.iter().find(|line| line.starts_with(name)).unwrap();
            line[name.len()..]
                .split_whitespace()
                .next()
                .unwrap()
                .to_owned()
        };
        let found = [
            "Max address space",
            "Max cpu time",
            "Max processes",
            "Max file size",
        ]
        .map(soft);
        if found == ["536870912", "60", "0", "0"] {
            break true;
        }
        if std::time::Instant::now() > deadline {
            break false;
        }
        std::thread::yield_now();
    };
    drop(input);
    assert!(child.wait().unwrap().success());
    assert!(limited);
}
