//! Text tables: bytes in, rows of cells out.

use std::io::{Read, Seek};

use crate::exchange::encoding::{Text, detect};
use crate::exchange::fence::Fence;
use crate::exchange::formula;
use crate::exchange::limits::Limits;
use crate::exchange::refusal::Refusal;
use crate::exchange::sheet::{Cell, Row, Sheet, Workbook};

const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];
/// Bytes the delimiter is found from.
const SAMPLE: u64 = 64 * 1024;
/// Lines the delimiter is found from.
const SAMPLE_LINES: usize = 20;

/// Reads a text table of any encoding, delimiter and line ending we know. The source is read twice and given back.
pub fn read<S: Read + Seek>(mut source: S, limits: &Limits) -> Result<(Workbook, S), Refusal> {
    let detected = detect(&mut source)?;
    let mut text = Text::new(&mut source, detected)?;
    let mut sample = Vec::new();
    text.by_ref().take(SAMPLE).read_to_end(&mut sample)?;
    let sample = String::from_utf8_lossy(&sample);
    let (delimiter, told) = delimiter(&sample);

    let fence = Fence::new(Text::new(source, detected)?, delimiter, *limits);
    let starts = fence.starts();
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(fence);
    let mut rows = Vec::new();
    let mut record = ::csv::StringRecord::new();
    while reader.read_record(&mut record).map_err(refusal)? {
        let start = starts.borrow_mut().pop_front().unwrap_or_default();
        let number = start.line;
        if told && number == 1 {
            continue;
        }
        let mut cells: Vec<Cell> = record.iter().map(cell).collect();
        for column in start.too_long {
            if let Some(cell) = cells.get_mut(column) {
                *cell = Cell::TooLong;
            }
        }
        while cells.last().is_some_and(Cell::is_blank) {
            cells.pop();
        }
        if !cells.is_empty() {
            rows.push(Row { number, cells });
        }
    }
    if rows.is_empty() {
        return Err(Refusal::Empty);
    }
    let workbook = Workbook {
        sheets: vec![Sheet {
            name: String::new(),
            rows,
        }],
        from_1904: false,
    };
    Ok((workbook, reader.into_inner().into_source().into_source()))
}

fn cell(field: &str) -> Cell {
    if field.is_empty() {
        Cell::Empty
    } else {
        Cell::Text(formula::strip(field).to_owned())
    }
}

fn refusal(error: ::csv::Error) -> Refusal {
    match error.into_kind() {
        ::csv::ErrorKind::Io(error) => error.into(),
        _ => Refusal::Unreadable {
            cause: "csv".to_owned(),
        },
    }
}

/// The delimiter, and whether the file tells it itself in a first line `sep=;`.
///
/// The best one divides most lines as it divides the first; of equals the one that makes more columns.
fn delimiter(sample: &str) -> (u8, bool) {
    let first = sample.lines().next().unwrap_or_default();
    if let Some(told) = first.strip_prefix("sep=")
        && let [byte] = told.as_bytes()
        && DELIMITERS.contains(byte)
    {
        return (*byte, true);
    }
    let lines: Vec<&str> = sample
        .split(['\n', '\r'])
        .filter(|line| !line.trim().is_empty())
        .take(SAMPLE_LINES)
        .collect();
    let score = |delimiter: u8| {
        let counts: Vec<usize> = lines
            .iter()
            .map(|line| outside_quotes(line, delimiter))
            .collect();
        let head = counts.first().copied().unwrap_or(0);
        let alike = counts
            .iter()
            .filter(|count| head > 0 && **count == head)
            .count();
        (alike, head)
    };
    let best = DELIMITERS
        .into_iter()
        .rev()
        .max_by_key(|delimiter| score(*delimiter));
    (best.unwrap_or(b','), false)
}

fn outside_quotes(line: &str, delimiter: u8) -> usize {
    let mut quoted = false;
    line.bytes()
        .filter(|byte| {
            quoted ^= *byte == b'"';
            !quoted && *byte == delimiter
        })
        .count()
}
