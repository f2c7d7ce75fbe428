//! Workbooks: bytes in, rows of cells out. To be called in the guarded process only.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{CellErrorType, DataRef, ExcelDateTime, Reader, SheetType, Xlsx, XlsxError};

use crate::exchange::decimal::printed;
use crate::exchange::formula;
use crate::exchange::limits::Limits;
use crate::exchange::refusal::{Death, Refusal};
use crate::exchange::sheet::{Cell, Row, Sheet, Workbook};
use crate::exchange::zip;

/// What a formula shows that was never calculated.
const NO_RESULT: &str = "#N/A";
/// Days between the beginnings of the two systems of counting days.
const DAYS_TO_1904: f64 = 1462.0;

/// Checks the archive, then reads every sheet cell by cell; what a file declares of its size is not trusted. A sum
/// beyond what the library counts in ends its work; that is one refusal as any other.
pub fn read(file: &[u8], limits: &Limits) -> Result<Workbook, Refusal> {
    zip::check(file, limits)?;
    std::panic::catch_unwind(|| read_sheets(file, limits))
        .unwrap_or(Err(Refusal::ReaderDied { how: Death::Crash }))
}

fn read_sheets(file: &[u8], limits: &Limits) -> Result<Workbook, Refusal> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(file)).map_err(|error| broken(&error))?;
    let names: Vec<String> = book
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| sheet.name.clone())
        .collect();
    if names.len() > limits.sheets {
        return Err(Refusal::TooManySheets {
            limit: limits.sheets,
        });
    }
    let from_1904 = book.has_1904_epoch();
    let mut sheets = Vec::new();
    let mut rows = 0;
    for name in names {
        let sheet = read_sheet(&mut book, name, from_1904, limits)?;
        rows += sheet.rows.len();
        if rows > limits.rows {
            return Err(Refusal::TooManyRows { limit: limits.rows });
        }
        sheets.push(sheet);
    }
    if rows == 0 {
        return Err(Refusal::Empty);
    }
    Ok(Workbook { sheets, from_1904 })
}

fn broken(error: &XlsxError) -> Refusal {
    Refusal::WorkbookBroken {
        cause: error.to_string(),
    }
}

fn read_sheet(
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: String,
    from_1904: bool,
    limits: &Limits,
) -> Result<Sheet, Refusal> {
    let mut cells = book
        .worksheet_cells_reader(&name)
        .map_err(|error| broken(&error))?;
    let mut rows: BTreeMap<u32, Vec<Cell>> = BTreeMap::new();
    while let Some(found) = cells
        .next_cell_with_formula_metadata()
        .map_err(|error| broken(&error))?
    {
        let mut cell = converted(&found.value, from_1904);
        if cell == Cell::Empty && found.formula.is_some() {
            cell = Cell::Error(NO_RESULT.to_owned());
        }
        if cell.is_blank() {
            continue;
        }
        let (row, column) = (found.pos.0.saturating_add(1), found.pos.1);
        let place = usize::try_from(column).unwrap_or(usize::MAX);
        let far = usize::try_from(row).is_ok_and(|row| row > limits.rows);
        if far || place >= limits.columns {
            return Err(Refusal::FarCell {
                sheet: name,
                row,
                column: column.saturating_add(1),
                rows: limits.rows,
                columns: limits.columns,
            });
        }
        if cell.as_text().len() > limits.field {
            cell = Cell::TooLong;
        }
        let cells = rows.entry(row).or_default();
        if cells.len() <= place {
            cells.resize(place + 1, Cell::Empty);
        }
        if let Some(slot) = cells.get_mut(place) {
            *slot = cell;
        }
    }
    let rows = rows
        .into_iter()
        .map(|(number, cells)| Row { number, cells })
        .collect();
    Ok(Sheet { name, rows })
}

fn converted(value: &DataRef<'_>, from_1904: bool) -> Cell {
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::SharedString(text) => text_cell(text),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text_cell(text)
        }
        DataRef::Int(number) => Cell::Number(number.to_string()),
        DataRef::Float(number) => match printed(*number) {
            Some(text) => Cell::Number(text),
            None => Cell::Error(CellErrorType::Num.to_string()),
        },
        DataRef::DateTime(moment) => day_cell(moment, from_1904),
        DataRef::Bool(flag) => Cell::Flag(*flag),
        DataRef::Error(error) => Cell::Error(error.to_string()),
    }
}

fn text_cell(text: &str) -> Cell {
    if text.is_empty() {
        Cell::Empty
    } else {
        Cell::Text(formula::strip(text).to_owned())
    }
}

fn day_cell(moment: &ExcelDateTime, from_1904: bool) -> Cell {
    let serial = moment.as_f64() + if from_1904 { DAYS_TO_1904 } else { 0.0 };
    match printed(serial) {
        Some(text) if moment.is_datetime() => Cell::DateSerial(text),
        Some(text) => Cell::Number(text),
        None => Cell::Error(CellErrorType::Num.to_string()),
    }
}
