//! Stages a whole file: finds the tables, reads them in the order they lean on each other, keeps all that is wrong.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::exchange::buildings::Buildings;
use crate::exchange::complaints::Complaints;
use crate::exchange::fault::{Fault, FaultKind};
use crate::exchange::fees::{Fees, There};
use crate::exchange::flat::Flat;
use crate::exchange::hand_over;
use crate::exchange::layout::{Layout, Recognised, RowKind, recognise};
use crate::exchange::line::{Context, Findings, Line};
use crate::exchange::mapping::Mapping;
use crate::exchange::note::{Note, NoteKind};
use crate::exchange::owners::Owners;
use crate::exchange::paid::{Against, Paid};
use crate::exchange::parking::Parking;
use crate::exchange::readings::Readings;
use crate::exchange::rooms::{Beside, Rooms};
use crate::exchange::sheet::{Row, Sheet, Workbook};
use crate::exchange::staged::{Source, Staged};
use crate::exchange::vocabulary::{SheetKind, plain};
pub use crate::service::loading::Known;

/// A table with its rows of data.
struct Table<'a> {
    name: Arc<str>,
    layout: Layout,
    rows: Vec<&'a Row>,
}

/// Stages a file. Rows with a fault are left out of the records and every fault is listed; what to do about them is
/// decided with [`Staged::acceptable`].
pub fn stage(workbook: &Workbook, mapping: &Mapping, known: &Known) -> Staged {
    let mut findings = Findings::default();
    let mut staged = Staged {
        community: mapping.community.clone(),
        ..Staged::default()
    };
    let tables = tables(workbook, mapping, &mut findings);
    for table in &tables {
        *staged.rows.entry(table.layout.kind).or_default() += table.rows.len();
    }
    // Fees are compared as files write them.
    let known = &Known {
        fees: known.fees.iter().map(|fee| plain(fee)).collect(),
        ..known.clone()
    };
    let mut pass = Pass {
        tables: &tables,
        mapping,
        from_1904: workbook.from_1904,
        findings,
    };
    read_all(&mut pass, known, &mut staged);
    let mut findings = pass.findings;
    for key in mapping.unused() {
        findings.notes.push(Note {
            source: whole(&Arc::from("")),
            kind: NoteKind::MapUnused { key },
        });
    }
    findings
        .faults
        .sort_by(|one, other| one.source.cmp(&other.source));
    staged.faults = findings.faults;
    staged.notes = findings.notes;
    staged.fillers = findings.fillers;
    staged
}

fn read_all(pass: &mut Pass<'_>, known: &Known, staged: &mut Staged) {
    let mut buildings = Buildings::default();
    pass.each(SheetKind::Buildings, |line| buildings.read(line));
    let mut fees = Fees::default();
    pass.each(SheetKind::Fees, |line| fees.read(line));
    let mut owners = Owners::default();
    let known_owner = |number: &str| known.owners.contains(number);
    for turn in [true, false] {
        pass.each(SheetKind::Owners, |line| {
            owners.read(line, turn, &known_owner);
        });
    }
    add_units_of_rooms(pass, known, &mut buildings);

    let (mut rooms, mut parking, mut flat) =
        (Rooms::default(), Parking::default(), Flat::default());
    let beside = Beside {
        buildings: &buildings,
        owners: &owners,
        fees: &fees,
        known,
    };
    pass.each(SheetKind::Rooms, |line| rooms.read(line, &beside));
    pass.each(SheetKind::Parking, |line| parking.read(line, &beside));
    pass.each(SheetKind::Flat, |line| flat.read(line, &mut buildings));
    staged.households = rooms.finish();
    let (households, people) = flat.finish();
    staged.households.extend(households);
    hand_over::derive(&mut staged.households, &mut pass.findings);

    let homes: BTreeSet<&str> = staged
        .households
        .iter()
        .map(|home| home.code.as_str())
        .collect();
    let has_home = |code: &str| homes.contains(code) || known.homes.contains(code);
    let checks_homes = known.complete || !(homes.is_empty() && known.homes.is_empty());
    let mut paid = Paid::default();
    let against = Against {
        fees: &fees,
        there: There {
            fee: &|fee| known.fees.contains(fee),
            all: known.complete || !known.fees.is_empty(),
        },
        has_home: checks_homes.then_some(&has_home),
    };
    pass.each(SheetKind::Paid, |line| paid.read(line, &against));

    let mut complaints = Complaints::default();
    let there = crate::exchange::complaints::There {
        has_home: checks_homes.then_some(&has_home),
        today: known.today,
    };
    pass.each(SheetKind::Complaints, |line| complaints.read(line, &there));

    let mut readings = Readings::default();
    pass.each(SheetKind::Readings, |line| readings.read(line));

    staged.readings = readings.finish();
    staged.complaints = complaints.finish();
    staged.buildings = buildings.finish();
    staged.fees = fees.finish();
    staged.people = owners.finish();
    staged.people.extend(people);
    staged.parking = parking.finish();
    staged.payments = paid.finish();
}

/// A file of rooms alone names its units in its rows; that is said in a note.
fn add_units_of_rooms(pass: &mut Pass<'_>, known: &Known, buildings: &mut Buildings) {
    let alone = buildings.is_empty()
        && known.units.is_empty()
        && !pass
            .tables
            .iter()
            .any(|table| table.layout.kind == SheetKind::Buildings);
    if !alone {
        return;
    }
    let mut found = BTreeSet::new();
    // The faults of these rows are noted when the rooms are read.
    let mut quiet = Pass {
        findings: Findings::default(),
        ..*pass
    };
    quiet.each(SheetKind::Rooms, |line| {
        if let Some(unit) = crate::exchange::buildings::read_unit(line)
            && buildings.unit(&unit.building, &unit.unit).is_none()
        {
            found.insert(unit.building.clone());
            buildings.add(line.source(), unit);
        }
    });
    if let Some(table) = pass
        .tables
        .iter()
        .find(|table| table.layout.kind == SheetKind::Rooms)
        && !found.is_empty()
    {
        let kind = NoteKind::BuildingsFromRooms {
            buildings: found.len(),
        };
        pass.findings.notes.push(Note {
            source: whole(&table.name),
            kind,
        });
    }
}

/// The tables being read, and what is found.
struct Pass<'a> {
    tables: &'a [Table<'a>],
    mapping: &'a Mapping,
    from_1904: bool,
    findings: Findings,
}

impl Pass<'_> {
    fn each(&mut self, kind: SheetKind, mut read: impl FnMut(&mut Line<'_, '_>)) {
        for table in self.tables.iter().filter(|table| table.layout.kind == kind) {
            let context = Context {
                layout: &table.layout,
                sheet: &table.name,
                mapping: self.mapping,
                from_1904: self.from_1904,
            };
            for row in &table.rows {
                read(&mut Line::new(context, row, &mut self.findings));
            }
        }
    }
}

fn whole(sheet: &Arc<str>) -> Source {
    Source {
        sheet: Arc::clone(sheet),
        row: 0,
    }
}

fn tables<'a>(
    workbook: &'a Workbook,
    mapping: &Mapping,
    findings: &mut Findings,
) -> Vec<Table<'a>> {
    let mut tables = Vec::new();
    let before = findings.faults.len();
    for sheet in &workbook.sheets {
        let name: Arc<str> = Arc::from(sheet.name.as_str());
        match recognise(sheet, mapping) {
            Recognised::Table(layout) => tables.push(table(sheet, name, layout, findings)),
            Recognised::Incomplete(table, fields) => {
                refuse(findings, &name, FaultKind::HeadingMissing { table, fields });
            }
            Recognised::Nothing if sheet.rows.is_empty() => {}
            Recognised::Nothing => {
                let kind = NoteKind::SheetIgnored {
                    rows: sheet.rows.len(),
                };
                findings.notes.push(Note {
                    source: whole(&name),
                    kind,
                });
            }
        }
    }
    if tables.is_empty() && findings.faults.len() == before {
        refuse(findings, &Arc::from(""), FaultKind::NothingFound);
    }
    tables
}

/// A fault of a whole sheet cannot be passed over: nobody could tell what was lost.
fn refuse(findings: &mut Findings, sheet: &Arc<str>, kind: FaultKind) {
    findings.faults.push(Fault {
        source: whole(sheet),
        column: None,
        kind,
        skippable: false,
    });
}

fn table<'a>(
    sheet: &'a Sheet,
    name: Arc<str>,
    layout: Layout,
    findings: &mut Findings,
) -> Table<'a> {
    for heading in &layout.twice {
        refuse(
            findings,
            &name,
            FaultKind::HeadingTwice {
                heading: heading.clone(),
            },
        );
    }
    let mut note = |row: u32, kind: NoteKind| {
        findings.notes.push(Note {
            source: Source {
                sheet: Arc::clone(&name),
                row,
            },
            kind,
        });
    };
    let mut rows = Vec::new();
    let mut explaining = false;
    for (place, row) in sheet.rows.iter().enumerate() {
        if place < layout.head {
            let texts: Vec<_> = row
                .cells
                .iter()
                .map(crate::exchange::sheet::Cell::as_text)
                .collect();
            note(
                row.number,
                NoteKind::Title {
                    text: texts.join(" ").trim().to_owned(),
                },
            );
            continue;
        }
        if let Some(text) = layout.beside(row) {
            note(row.number, NoteKind::Beside { text });
        }
        if place == layout.head {
            continue;
        }
        match layout.row_kind(row, explaining) {
            RowKind::Data => {
                explaining = false;
                rows.push(row);
            }
            RowKind::Note(kind) => {
                explaining = matches!(kind, NoteKind::Explanation { .. });
                note(row.number, kind);
            }
            RowKind::Blank => {}
        }
    }
    let read: BTreeSet<usize> = layout.columns.values().copied().collect();
    for (column, heading) in layout
        .headings
        .iter()
        .filter(|(column, _)| !read.contains(column))
    {
        let filled = rows
            .iter()
            .filter(|row| !row.cell(*column).is_blank())
            .count();
        note(
            0,
            NoteKind::ColumnIgnored {
                heading: heading.clone(),
                filled,
            },
        );
    }
    Table { name, layout, rows }
}
