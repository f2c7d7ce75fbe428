//! Readings of meters as a file: its headings, what is wrong in it, and what comes of it.

use frontdesk::exchange::community::{Known, stage};
use frontdesk::exchange::convert::convert;
use frontdesk::exchange::mapping::Mapping;
use frontdesk::exchange::sheet::{Row, Sheet, Workbook};
use frontdesk::exchange::staged::Staged;
use frontdesk::exchange::vocabulary::SheetKind;

use super::fixtures::{cell, faults};

fn staged(rows: &[&[&str]]) -> Staged {
    let rows = (1..).zip(rows).map(|(number, row)| Row {
        number,
        cells: row.iter().map(|text| cell(text)).collect(),
    });
    let book = Workbook {
        sheets: vec![Sheet {
            name: "11月抄表".into(),
            rows: rows.collect(),
        }],
        from_1904: false,
    };
    stage(&book, &Mapping::default(), &Known::default())
}

#[test]
fn readings_are_read_off_a_table_and_faults_named_by_their_row() {
    let staged = staged(&[
        &["2026年11月抄表"],
        &["房号", "表号", "本期读数", "抄表日期", "复核"],
        &["3-2-1201", "W-1", "#112.5", "2026-11-20", "是"],
        &["3-2-1101", "#200300", "98", "2026/11/20", ""],
        &["1-1-101", "W-3", "-4", "2026-11-20", ""],
        &["1-1-101", "W-4", "1.2345", "2026-11-20", ""],
        &["1-1-102", "W-5", "7", "11月", ""],
        &["3-2-1201", "W-1", "113", "2026-11-20", ""],
        &["1-1-102", "", "7", "2026-11-20", ""],
    ]);
    assert_eq!(staged.rows[&SheetKind::Readings], 7);
    let rows: Vec<u32> = staged.faults.iter().map(|one| one.source.row).collect();
    assert_eq!(rows, [5, 6, 7, 8, 9], "{:?}", faults(&staged));
    let converted = convert(&staged, "readings.csv", "").unwrap();
    let found: Vec<(String, String, String, bool)> = converted
        .readings
        .iter()
        .map(|one| {
            let on = one.on.to_string();
            (one.meter.clone(), one.value.plain(), on, one.sure)
        })
        .collect();
    let reading = |meter: &str, value: &str, sure| {
        (
            meter.to_owned(),
            value.to_owned(),
            "2026-11-20".to_owned(),
            sure,
        )
    };
    assert_eq!(
        found,
        [
            reading("W-1", "112.500", true),
            reading("200300", "98.000", false)
        ]
    );
}
