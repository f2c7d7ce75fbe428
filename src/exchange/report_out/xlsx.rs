//! A report as a workbook: a sheet for each table, its sums and shares as formulas beside our own figures, its chart drawn by
//! the spreadsheet itself.

use std::io::{self, Write};

use rust_xlsxwriter::{
    Chart, ChartType, Format, Formula, Workbook, Worksheet, XlsxError, utility::row_col_to_cell,
};

use super::number;
use crate::exchange::formula;
use crate::reports::spoken::{Cell, Head, Spoken, Table};
use crate::reports::{Unit, Value};

/// Characters a sheet's name may not have, and how long it may be.
const NOT_IN_NAMES: &[char] = &['[', ']', ':', '*', '?', '/', '\\', '\''];
const LONGEST_NAME: usize = 31;

/// The row of the headings of a table: its title stands above.
const HEADS: u32 = 1;

/// Columns a label is wide, and any other.
const LABEL: f64 = 24.0;
const OTHER: f64 = 11.0;

/// Writes the report. Text of anybody never becomes a formula; ours have our own figures as their results.
pub fn write(report: &Spoken, out: impl Write + Send) -> io::Result<()> {
    let mut workbook = Workbook::new();
    fill(&mut workbook, report).map_err(io::Error::other)?;
    workbook.save_to_writer(out).map_err(io::Error::other)
}

fn fill(workbook: &mut Workbook, report: &Spoken) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    let mut names: Vec<String> = Vec::new();
    let first = workbook.add_worksheet();
    first.set_name(name(&report.title, &mut names))?;
    first.set_column_width(0, LABEL * 3.0)?;
    first.write_string_with_format(0, 0, formula::guarded(&report.title), &bold)?;
    let mut row = 1;
    for line in &report.lines {
        first.write_string(row, 0, formula::guarded(line))?;
        row += 1;
    }
    if let Some((title, text)) = &report.note {
        first.write_string_with_format(row + 1, 0, formula::guarded(title), &bold)?;
        row += 2;
        for line in text.lines() {
            first.write_string(row, 0, formula::guarded(line))?;
            row += 1;
        }
    }
    for table in &report.tables {
        let sheet = workbook.add_worksheet();
        let name = name(&table.title, &mut names);
        sheet.set_name(&name)?;
        fill_sheet(sheet, &name, table, &bold)?;
    }
    Ok(())
}

/// A name a sheet may have, and none has yet.
fn name(title: &str, taken: &mut Vec<String>) -> String {
    let plain: String = title
        .chars()
        .filter(|c| !NOT_IN_NAMES.contains(c))
        .collect();
    let mut name: String = plain.chars().take(LONGEST_NAME).collect();
    let mut count = 1;
    while name.is_empty() || taken.contains(&name) {
        count += 1;
        let end = format!(" {count}");
        let room = LONGEST_NAME.saturating_sub(end.chars().count());
        name = plain.chars().take(room).collect::<String>() + &end;
    }
    taken.push(name.clone());
    name
}

fn fill_sheet(
    sheet: &mut Worksheet,
    name: &str,
    table: &Table,
    bold: &Format,
) -> Result<(), XlsxError> {
    sheet.write_string_with_format(0, 0, formula::guarded(&table.title), bold)?;
    for (column, head) in (0_u16..).zip(&table.heads) {
        let width = if column == 0 { LABEL } else { OTHER };
        sheet.set_column_width(column, width)?;
        sheet.write_string_with_format(HEADS, column, formula::guarded(&head.text), bold)?;
    }
    sheet.set_freeze_panes(HEADS + 1, 1)?;
    let mut row = HEADS;
    for cells in &table.rows {
        row += 1;
        write_row(sheet, row, cells, &table.heads, None)?;
    }
    let last = row;
    if let Some(total) = &table.total {
        row += 1;
        write_row(sheet, row, total, &table.heads, Some(last))?;
    }
    for note in &table.notes {
        row += 1;
        sheet.write_string(row, 0, formula::guarded(note))?;
    }
    if last > HEADS && !table.chart.is_empty() {
        sheet.insert_chart(row + 2, 0, &chart(name, table, last))?;
    }
    Ok(())
}

/// A row; that of the total adds up the rows until `sums`.
fn write_row(
    sheet: &mut Worksheet,
    row: u32,
    cells: &[Cell],
    heads: &[Head],
    sums: Option<u32>,
) -> Result<(), XlsxError> {
    for ((column, cell), head) in (0_u16..).zip(cells).zip(heads) {
        let format = Format::new().set_num_format(match head.unit {
            Unit::Share => "0.0%",
            Unit::Money => "#,##0.00",
            Unit::Minutes => "0.0",
            Unit::Count | Unit::Text => "General",
        });
        let at = |column: usize| row_col_to_cell(row, u16::try_from(column).unwrap_or(u16::MAX));
        match (&cell.value, head.of) {
            (Value::Share(part, of), Some((share, whole))) => {
                let (share, whole) = (at(share), at(whole));
                let text = format!("=IF({whole}=0,\"\",{share}/{whole})");
                let formula = Formula::new(text).set_result(quotient(*part, *of));
                sheet.write_formula_with_format(row, column, formula, &format)?;
            }
            (Value::Share(part, of), None) => {
                let share: f64 = quotient(*part, *of).parse().unwrap_or_default();
                sheet.write_number_with_format(row, column, share, &format)?;
            }
            (Value::Count(_) | Value::Money(_), _) if sums.is_some_and(|last| last > HEADS) => {
                let first = row_col_to_cell(HEADS + 1, column);
                let last = row_col_to_cell(sums.unwrap_or(row), column);
                let result = number(&cell.value).unwrap_or_default();
                let formula = Formula::new(format!("=SUM({first}:{last})")).set_result(result);
                sheet.write_formula_with_format(row, column, formula, &format)?;
            }
            (Value::Minutes(minutes), _) => {
                let hours: f64 = quotient(*minutes, 60).parse().unwrap_or_default();
                sheet.write_number_with_format(row, column, hours, &format)?;
            }
            (value, _) => match number(value).and_then(|text| text.parse::<f64>().ok()) {
                Some(number) => {
                    sheet.write_number_with_format(row, column, number, &format)?;
                }
                None if cell.text.is_empty() => {}
                None => {
                    sheet.write_string(row, column, formula::guarded(&cell.text))?;
                }
            },
        }
    }
    Ok(())
}

/// A part of a whole as a spreadsheet reckons it.
#[allow(
    clippy::cast_precision_loss,
    reason = "counts are far below what a double holds exactly"
)]
fn quotient(part: i64, of: i64) -> String {
    if of == 0 {
        return String::new();
    }
    (part as f64 / of as f64).to_string()
}

/// Columns side by side, one for each figure that is drawn.
fn chart(name: &str, table: &Table, last: u32) -> Chart {
    let mut chart = Chart::new(ChartType::Column);
    chart.title().set_name(&table.title);
    for drawn in &table.chart {
        let Some(head) = table.heads.get(*drawn) else {
            continue;
        };
        let column = u16::try_from(*drawn).unwrap_or(u16::MAX);
        chart
            .add_series()
            .set_name(&head.text)
            .set_categories((name, HEADS + 1, 0, last, 0))
            .set_values((name, HEADS + 1, column, last, column));
    }
    chart
}
