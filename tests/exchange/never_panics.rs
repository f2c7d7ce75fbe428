//! Whatever lies in a file, staging comes to an end with records, faults and notes.

use std::collections::BTreeSet;

use frontdesk::exchange::community::{Known, stage};
use frontdesk::exchange::mapping::Mapping;
use frontdesk::exchange::sheet::{Cell, Row, Sheet, Workbook};
use frontdesk::exchange::staged::Source;
use frontdesk::exchange::vocabulary::{SheetKind, vocabulary};
use frontdesk::exchange::{csv, formula, limits::Limits};
use proptest::prelude::*;

/// Cells as they occur, and as they never should.
fn cell() -> impl Strategy<Value = Cell> {
    let likely = prop::sample::select(vec![
        "1",
        "2",
        "0",
        "1#2",
        "1-1-1001",
        "2020-6-10#2020-7-10",
        "110",
        "1001",
        "18999999999",
        "男",
        "有",
        "说明",
        "合计",
        "无",
        "无",
        "94.56",
        "-1",
        "99999999999999999999",
        "张三",
        "\u{202e}x",
        "\u{1b}[31m",
        "",
        " ",
        "\u{ff03}",
    ]);
    prop_oneof![
        4 => likely.prop_map(|text| Cell::Text(text.to_owned())),
        1 => any::<String>().prop_map(Cell::Text),
        2 => "-?[0-9]{1,6}(\\.[0-9]{1,5})?".prop_map(Cell::Number),
        1 => any::<String>().prop_map(Cell::Number),
        1 => "[0-9]{1,6}(\\.[0-9]{1,3})?".prop_map(Cell::DateSerial),
        1 => any::<String>().prop_map(Cell::DateSerial),
        1 => any::<bool>().prop_map(Cell::Flag),
        1 => Just(Cell::Error("#REF!".to_owned())),
        2 => Just(Cell::Empty),
    ]
}

/// A sheet below headings that make it a table we know, in some order.
fn sheet() -> impl Strategy<Value = Sheet> {
    let kinds: Vec<Vec<String>> = vocabulary()
        .sheets
        .iter()
        .map(|sheet| {
            sheet
                .columns
                .values()
                .map(|column| column.words[0].clone())
                .collect()
        })
        .collect();
    let headings = prop::sample::select(kinds).prop_shuffle();
    let rows = prop::collection::vec(prop::collection::vec(cell(), 0..18), 0..8);
    (headings, rows).prop_map(|(headings, rows)| {
        let head = headings.into_iter().map(Cell::Text).collect();
        let rows = std::iter::once(head).chain(rows);
        let rows = (1..)
            .zip(rows)
            .map(|(number, cells)| Row { number, cells })
            .collect();
        Sheet {
            name: "x".to_owned(),
            rows,
        }
    })
}

proptest! {
    #[test]
    fn staging_ends_and_loses_no_row(sheets in prop::collection::vec(sheet(), 1..5), from_1904 in any::<bool>()) {
        let mut sheets = sheets;
        for (place, sheet) in sheets.iter_mut().enumerate() {
            sheet.name = format!("x{place}");
        }
        let staged = stage(&Workbook { sheets, from_1904 }, &Mapping::default(), &Known::default());
        prop_assume!(!staged.rows.contains_key(&SheetKind::Flat));
        // Every row of data became a record or has a fault; none is in both.
        let bad = staged.bad_rows();
        let records: BTreeSet<&Source> = staged.households.iter().map(|home| &home.source)
            .chain(staged.people.iter().map(|person| &person.source))
            .chain(staged.fees.iter().map(|fee| &fee.source))
            .chain(staged.parking.iter().map(|space| &space.source))
            .chain(staged.payments.iter().map(|payment| &payment.source))
            .chain(staged.complaints.iter().map(|complaint| &complaint.source))
            .chain(staged.readings.iter().map(|reading| &reading.source))
            .collect();
        prop_assert!(records.is_disjoint(&bad));
        let units = staged.buildings.iter().flat_map(|building| &building.units);
        let sources: BTreeSet<&Source> =
            records.into_iter().chain(bad).chain(units.map(|unit| &unit.source)).collect();
        prop_assert_eq!(sources.len(), staged.rows.values().sum::<usize>());
    }

    #[test]
    fn every_filled_row_is_read_or_noted(sheet in sheet()) {
        let filled = |row: &&Row| row.cells.iter().any(|cell| !cell.is_blank());
        let rows = sheet.rows.iter().filter(filled).count() - 1;
        let book = Workbook { sheets: vec![sheet], from_1904: false };
        let staged = stage(&book, &Mapping::default(), &Known::default());
        let data: usize = staged.rows.values().sum();
        let noted: BTreeSet<u32> = staged.notes.iter().map(|note| note.source.row).collect();
        prop_assert!(data + noted.len() >= rows, "{data} + {noted:?} < {rows}");
    }

    #[test]
    fn mappings_of_any_text_end(text in "\\PC{0,60}") {
        let _ = Mapping::parse(&text);
    }

    #[test]
    fn any_bytes_are_a_table_or_a_refusal(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = csv::read(std::io::Cursor::new(bytes), &Limits::default());
    }

    #[test]
    fn the_fence_and_the_parser_see_the_same_records(text in "[a\"',;\\n\\r \u{697c}]{0,40}") {
        let Ok((workbook, _)) = csv::read(std::io::Cursor::new(text.as_bytes()), &Limits::default()) else {
            return Ok(());
        };
        let lines = text.replace("\r\n", "\n").replace('\r', "\n");
        for row in &workbook.sheets[0].rows {
            prop_assert!(row.number >= 1);
            // Each record begins where the file says: its first field is how that line begins.
            let line = lines.split('\n').nth(usize::try_from(row.number).unwrap() - 1).unwrap();
            if let Cell::Text(first) = row.cell(0) && !line.starts_with('"') && !first.is_empty() {
                prop_assert!(line.starts_with(first.as_str()) || formula::strip(line) != line, "{line:?} {first:?}");
            }
        }
    }
}
