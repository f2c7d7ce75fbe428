//! Where the table lies on a sheet, and which rows of it are data.

use std::collections::{BTreeMap, BTreeSet};

use crate::exchange::mapping::Mapping;
use crate::exchange::note::NoteKind;
use crate::exchange::sheet::{Cell, Row, Sheet};
use crate::exchange::vocabulary::{Field, SheetKind, SheetWords, plain_heading, vocabulary};

/// Headings are looked for in so many filled rows from the top.
const HEAD_ROWS: usize = 20;
/// So many headings of one kind make a table of it, even if others are missing.
const TELLING: usize = 3;

/// The table of a sheet.
#[derive(Debug)]
pub struct Layout {
    /// What it is about.
    pub kind: SheetKind,
    /// Headings' place among the sheet's filled rows.
    pub head: usize,
    /// The columns we read.
    pub columns: BTreeMap<Field, usize>,
    /// All columns of the table with their headings as the file has them.
    pub headings: BTreeMap<usize, String>,
    /// Headings that mean the same as another.
    pub twice: Vec<String>,
    required: BTreeSet<usize>,
    words: BTreeSet<&'static str>,
}

/// What a sheet turned out to be.
#[derive(Debug)]
pub enum Recognised {
    /// A table we know.
    Table(Layout),
    /// By its name or most of its headings a table we know, but these columns are missing.
    Incomplete(SheetKind, Vec<Field>),
    /// Something else.
    Nothing,
}

/// Finds the table by its headings, or by what the office says they mean; the order of columns is free.
pub fn recognise(sheet: &Sheet, mapping: &Mapping) -> Recognised {
    let mut best: Option<Layout> = None;
    let mut nearest: Option<(usize, SheetKind, Vec<Field>)> = None;
    for (head, row) in sheet.rows.iter().enumerate().take(HEAD_ROWS) {
        for words in &vocabulary().sheets {
            let layout = matched(head, row, words, mapping);
            let missing: Vec<Field> = words
                .columns
                .iter()
                .filter(|(field, column)| column.required && !layout.columns.contains_key(field))
                .map(|(field, _)| *field)
                .collect();
            let score = layout.columns.len();
            if missing.is_empty() {
                if best.as_ref().is_none_or(|best| score > best.columns.len()) {
                    best = Some(layout);
                }
            } else {
                let named = words.names.contains(&plain_heading(&sheet.name));
                let better = nearest
                    .as_ref()
                    .is_none_or(|(most, _, fewest)| (score, fewest.len()) > (*most, missing.len()));
                if (score >= TELLING || named) && better {
                    nearest = Some((score, words.kind, missing));
                }
            }
        }
    }
    match (best, nearest) {
        (Some(layout), _) => Recognised::Table(layout),
        (None, Some((_, kind, missing))) => Recognised::Incomplete(kind, missing),
        (None, None) => Recognised::Nothing,
    }
}

/// Reads `row` as headings of one kind of table.
///
/// The table is the run of filled cells that the first known heading stands in; behind a gap only headings of columns
/// still missing belong to it, for there explanations often repeat the headings.
fn matched(head: usize, row: &Row, words: &'static SheetWords, mapping: &Mapping) -> Layout {
    let fields: BTreeMap<&str, Field> = words
        .columns
        .iter()
        .flat_map(|(field, column)| column.words.iter().map(|word| (word.as_str(), *field)))
        .collect();
    let mut layout = Layout {
        kind: words.kind,
        head,
        columns: BTreeMap::new(),
        headings: BTreeMap::new(),
        twice: Vec::new(),
        required: BTreeSet::new(),
        words: fields.keys().copied().collect(),
    };
    let mut run: Vec<(usize, String)> = Vec::new();
    let mut closed = false;
    for (place, cell) in row.cells.iter().enumerate() {
        if cell.is_blank() {
            if layout.columns.is_empty() {
                run.clear();
            } else {
                closed = true;
            }
            continue;
        }
        let heading = cell.as_text().into_owned();
        let plain = plain_heading(&heading);
        let said = mapping.column(&plain);
        let said = said.filter(|field| words.columns.contains_key(field));
        let field = said.or_else(|| fields.get(plain.as_str()).copied());
        let new = field.filter(|field| !layout.columns.contains_key(field));
        if let Some(field) = new {
            layout.columns.insert(field, place);
            if words
                .columns
                .get(&field)
                .is_some_and(|column| column.required)
            {
                layout.required.insert(place);
            }
        } else if field.is_some() && !closed {
            layout.twice.push(heading.clone());
        }
        if new.is_some() || !closed {
            run.push((place, heading));
        }
    }
    layout.headings = run.into_iter().collect();
    layout
}

/// What a row below the headings is.
#[derive(Debug, PartialEq, Eq)]
pub enum RowKind {
    /// A row of the table.
    Data,
    /// Something else that is in the table's columns.
    Note(NoteKind),
    /// Nothing in the table's columns.
    Blank,
}

impl Layout {
    /// What stands beside the table in `row`.
    pub fn beside(&self, row: &Row) -> Option<String> {
        let cells = row.cells.iter().enumerate();
        let texts: Vec<String> = cells
            .filter(|(place, cell)| !self.headings.contains_key(place) && !cell.is_blank())
            .map(|(_, cell)| cell.as_text().into_owned())
            .collect();
        (!texts.is_empty()).then(|| texts.join(" "))
    }

    /// Tells data from what explains it. `explaining` says that an explanation began above.
    ///
    /// A row whose required columns are all filled is data whatever it says, so that none is lost.
    pub fn row_kind(&self, row: &Row, explaining: bool) -> RowKind {
        let filled = || {
            let cells = self
                .headings
                .iter()
                .map(|(place, heading)| (row.cell(*place), heading));
            cells.filter(|(cell, _)| !cell.is_blank())
        };
        let Some((first, _)) = filled().next() else {
            return RowKind::Blank;
        };
        let again = |(cell, heading): (&Cell, &String)| cell.as_text() == heading.as_str();
        if filled().nth(1).is_some() && filled().all(again) {
            return RowKind::Note(NoteKind::HeadingsAgain);
        }
        if self
            .required
            .iter()
            .all(|place| !row.cell(*place).is_blank())
        {
            return RowKind::Data;
        }
        let first = &first.as_text();
        let text = filled()
            .map(|(cell, _)| cell.as_text())
            .collect::<Vec<_>>()
            .join(" ");
        if vocabulary().is_total(first) {
            return RowKind::Note(NoteKind::Total { text });
        }
        let heading = self.words.contains(plain_heading(first).as_str());
        if explaining || heading || vocabulary().begins_note(first) {
            return RowKind::Note(NoteKind::Explanation { text });
        }
        RowKind::Data
    }
}

#[cfg(test)]
mod tests {
    use super::{Recognised, RowKind, recognise};
    use crate::exchange::mapping::Mapping;
    use crate::exchange::note::NoteKind;
    use crate::exchange::sheet::{Cell, Row, Sheet};
    use crate::exchange::vocabulary::{Field, SheetKind};

    fn row(number: u32, texts: &[&str]) -> Row {
        let cell = |text: &&str| match *text {
            "" => Cell::Empty,
            text => Cell::Text(text.into()),
        };
        Row {
            number,
            cells: texts.iter().map(cell).collect(),
        }
    }

    fn sheet(name: &str, rows: &[&[&str]]) -> Sheet {
        let rows = (1..)
            .zip(rows)
            .map(|(number, texts)| row(number, texts))
            .collect();
        Sheet {
            name: name.into(),
            rows,
        }
    }

    #[test]
    fn the_order_of_columns_is_free_and_titles_are_passed() {
        let sheet = sheet(
            "随便",
            &[
                &["东湖花园楼栋表"],
                &[
                    "",
                    "电梯（有/无）",
                    "单元",
                    "楼栋号",
                    "总层数",
                    "",
                    "楼栋号",
                    "说明",
                ],
            ],
        );
        let Recognised::Table(layout) = recognise(&sheet, &Mapping::default()) else {
            panic!("no table")
        };
        assert_eq!((layout.kind, layout.head), (SheetKind::Buildings, 1));
        assert_eq!(layout.columns[&Field::Building], 3);
        assert_eq!(layout.headings.len(), 4);
        assert!(layout.twice.is_empty());
        let data = row(3, &["x", "有", "1", "1", "33", "", "楼栋编号"]);
        assert_eq!(layout.row_kind(&data, false), RowKind::Data);
        assert_eq!(layout.row_kind(&data, true), RowKind::Data);
        assert_eq!(layout.beside(&data).unwrap(), "x 楼栋编号");
        assert_eq!(
            layout.row_kind(&row(4, &["", "", "", "", "", "", "z"]), false),
            RowKind::Blank
        );
        let note = layout.row_kind(&row(5, &["", "说明：如下"]), false);
        assert!(matches!(note, RowKind::Note(NoteKind::Explanation { .. })));
        let pair = layout.row_kind(&row(6, &["", "楼栋号", "填写编号"]), false);
        assert!(matches!(pair, RowKind::Note(NoteKind::Explanation { .. })));
        // Half a row of data is data with something missing, not a note.
        assert_eq!(
            layout.row_kind(&row(7, &["", "有", "", "2"]), false),
            RowKind::Data
        );
        let again = layout.row_kind(&sheet.rows[1], false);
        assert_eq!(again, RowKind::Note(NoteKind::HeadingsAgain));
        let total = layout.row_kind(&row(8, &["", "合计", "", "", "66"]), false);
        assert!(matches!(total, RowKind::Note(NoteKind::Total { .. })));
    }

    #[test]
    fn a_known_sheet_with_a_missing_column_is_not_passed_over() {
        let named = sheet("楼栋单元", &[&["甲", "乙"]]);
        assert!(matches!(
            recognise(&named, &Mapping::default()),
            Recognised::Incomplete(SheetKind::Buildings, _)
        ));
        let telling = sheet("x", &[&["房间号", "楼栋", "单元", "楼层"]]);
        assert!(
            matches!(recognise(&telling, &Mapping::default()), Recognised::Incomplete(SheetKind::Rooms, fields) if fields == [Field::Area])
        );
        assert!(matches!(
            recognise(&sheet("x", &[&["甲", "乙"]]), &Mapping::default()),
            Recognised::Nothing
        ));
    }
}
