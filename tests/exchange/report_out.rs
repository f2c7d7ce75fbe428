//! Reports as files: formulas that come to our own figures, and nobody's text that calculates.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use frontdesk::domain::error::Fact;
use frontdesk::domain::money::Amount;
use frontdesk::exchange::report_out::{write_csv, write_xlsx};
use frontdesk::reports::spoken::{Cell, Head, Spoken, Table};
use frontdesk::reports::{Unit, Value};

fn head(text: &str, unit: Unit, of: Option<(usize, usize)>) -> Head {
    Head {
        text: text.to_owned(),
        unit,
        of,
    }
}

fn row(label: &str, handled: i64, received: i64, fen: i64, minutes: i64) -> Vec<Cell> {
    let cell = |text: &str, value: Value| Cell {
        text: text.to_owned(),
        value,
    };
    vec![
        cell(label, Value::Said(Fact::from(label))),
        cell("", Value::Count(handled)),
        cell("", Value::Count(received)),
        cell("", Value::share(handled, received)),
        cell("", Value::Money(Amount::from_fen(fen).unwrap())),
        cell("", Value::Minutes(minutes)),
    ]
}

/// A report with what somebody would write to have it calculated.
fn report() -> Spoken {
    Spoken {
        title: "=cmd|' /C calc'!A0".to_owned(),
        lines: vec!["@SUM(1+1)".to_owned()],
        tables: vec![Table {
            title: "按类别/[*]".to_owned(),
            heads: vec![
                head("-类别", Unit::Text, None),
                head("办结", Unit::Count, None),
                head("受理", Unit::Count, None),
                head("办结率", Unit::Share, Some((1, 2))),
                head("金额", Unit::Money, None),
                head("小时", Unit::Minutes, None),
            ],
            rows: vec![
                row("报修", 121, 128, 123_456, 395),
                row("=HYPERLINK(\"http://x\")", 0, 0, -50, 0),
                row("建议", 2, 6, 7, 90),
            ],
            total: Some(row("合计", 123, 134, 123_413, 400)),
            notes: vec!["+1".to_owned()],
            chart: vec![1, 2],
        }],
        note: Some(("说明".to_owned(), "=1+1\n水管老化".to_owned())),
    }
}

/// What a formula of ours comes to by the cells it names: a sum of a column, or a share of two cells.
fn worked_out(formula: &str, cell: &dyn Fn(&str) -> f64) -> Option<f64> {
    if let Some(range) = formula.strip_prefix("SUM(") {
        let (first, last) = range.trim_end_matches(')').split_once(':').unwrap();
        let (column, from) = first.split_at(1);
        let rows = from.parse::<u32>().unwrap()..=last[1..].parse::<u32>().unwrap();
        return Some(rows.map(|row| cell(&format!("{column}{row}"))).sum());
    }
    let share = formula.strip_prefix("IF(").unwrap();
    let (whole, rest) = share.split_once("=0,\"\",").unwrap();
    let part = rest.split('/').next().unwrap();
    (cell(whole) != 0.0).then(|| cell(part) / cell(whole))
}

#[test]
fn formulas_come_to_our_own_figures_and_no_text_is_one() {
    let mut bytes = Vec::new();
    write_xlsx(&report(), &mut bytes).unwrap();
    let chart = bytes.windows(17).any(|part| part == b"xl/charts/chart1.");
    assert!(chart, "no chart of the spreadsheet's own");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let names = book.sheet_names();
    assert_eq!(names.len(), 2);
    // The first sheet is text alone.
    assert_eq!(
        book.worksheet_formula(&names[0])
            .unwrap()
            .used_cells()
            .count(),
        0
    );
    let first = book.worksheet_range(&names[0]).unwrap();
    for (_, _, data) in first.used_cells() {
        assert!(matches!(data, Data::String(_)), "{data:?}");
    }
    let cells = book.worksheet_range(&names[1]).unwrap();
    let formulas = book.worksheet_formula(&names[1]).unwrap();
    let place = |name: &str| {
        let (column, row) = name.split_at(1);
        let column = u32::from(column.as_bytes()[0] - b'A');
        (row.parse::<u32>().unwrap() - 1, column)
    };
    let value = |name: &str| match cells.get_value(place(name)) {
        Some(Data::Float(number)) => *number,
        Some(Data::Int(number)) => f64::from(i32::try_from(*number).unwrap()),
        other => panic!("{name}: {other:?}"),
    };
    let (row, column) = formulas.start().unwrap();
    let mut checked = 0;
    for (y, x, formula) in formulas.used_cells() {
        let (y, x) = (
            row + u32::try_from(y).unwrap(),
            column + u32::try_from(x).unwrap(),
        );
        let name = format!("{}{}", char::from(b'A' + u8::try_from(x).unwrap()), y + 1);
        let worked_out = worked_out(formula, &value);
        let kept = cells.get_value((y, x)).unwrap();
        match (worked_out, kept) {
            (Some(number), Data::Float(kept)) => {
                assert!((number - kept).abs() < 1e-9, "{name} = {formula}: {kept}");
            }
            (Some(number), Data::Int(kept)) => {
                let kept = f64::from(i32::try_from(*kept).unwrap());
                assert!((number - kept).abs() < 1e-9, "{name} = {formula}");
            }
            (None, Data::String(text)) => assert_eq!(text, "", "{name}"),
            other => panic!("{name} = {formula}: {other:?}"),
        }
        checked += 1;
    }
    // Two shares and the total's, three sums.
    assert_eq!(checked, 6);
    assert_eq!(
        cells.get_value(place("A4")),
        Some(&Data::String("'=HYPERLINK(\"http://x\")".to_owned()))
    );
    assert!((value("E3") - 1234.56).abs() < 1e-9);
}

#[test]
fn a_text_table_begins_with_its_mark_and_marks_what_would_calculate() {
    let mut bytes = Vec::new();
    write_csv(&report(), &mut bytes).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.starts_with("\u{feff}'=cmd|"), "{text}");
    let lines: Vec<&str> = text.trim_start_matches('\u{feff}').split("\r\n").collect();
    assert!(lines.contains(&"报修,121,128,,1234.56,"), "{text}");
    for line in &lines {
        let begins = line.trim_matches('"').starts_with(['=', '+', '-', '@']);
        assert!(!begins, "{line}");
    }
    assert!(text.contains("'=1+1\r\n水管老化"), "{text}");
}
