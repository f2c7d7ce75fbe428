//! A file on its way in: opened, staged against what the office has, judged, made ready to be sent.

use std::io;
use std::path::Path;
use std::sync::Arc;

use crate::domain::error::Outcome;
use crate::domain::money::{Amount, MoneyFault};
use crate::domain::safe_text::SafeText;
use crate::exchange::community::{Known, stage};
use crate::exchange::convert::convert;
use crate::exchange::guard::Guard;
use crate::exchange::layout::{Recognised, recognise};
use crate::exchange::limits::Limits;
use crate::exchange::mapping::Mapping;
use crate::exchange::note::{Note, NoteKind};
use crate::exchange::open::{Opened, open};
use crate::exchange::refusal::Refusal;
use crate::exchange::staged::{Source, Staged};
use crate::exchange::vocabulary::SheetKind;
use crate::service::loading::{self, Totals};

/// A file that was opened and not yet judged: its community is known from the mapping alone.
#[derive(Debug)]
pub struct File {
    name: String,
    opened: Opened,
    /// Tables that are not to be read, with their rows.
    unasked: Vec<(String, usize)>,
}

/// A file judged: what it would bring, and all that is wrong with it.
#[derive(Debug)]
pub struct Import {
    name: String,
    digest: String,
    /// What was found; its sentences are in `exchange::words`.
    pub staged: Staged,
}

impl File {
    /// Opens the file at `path`, a workbook in a process of its own.
    pub fn open(path: &Path) -> Result<Self, Refusal> {
        let guard = Guard::own().map_err(|error: io::Error| Refusal::from(error))?;
        Self::open_with(path, &guard)
    }

    /// The same in a process of this guard.
    pub fn open_with(path: &Path, guard: &Guard) -> Result<Self, Refusal> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        Ok(Self {
            name: SafeText::shown(&name).into_string(),
            opened: open(path, guard, &Limits::default())?,
            unasked: Vec::new(),
        })
    }

    /// The same with the tables `asked` for alone; that others are left is noted. What is no table of ours stays.
    #[must_use]
    pub fn only(mut self, mapping: &Mapping, asked: impl Fn(SheetKind) -> bool) -> Self {
        let unasked = &mut self.unasked;
        self.opened.workbook.sheets.retain(|sheet| {
            let other = match recognise(sheet, mapping) {
                Recognised::Table(layout) => !asked(layout.kind),
                Recognised::Incomplete(table, _) => !asked(table),
                Recognised::Nothing => false,
            };
            if other {
                unasked.push((sheet.name.clone(), sheet.rows.len()));
            }
            !other
        });
        self
    }

    /// Judges it against what the office has (`Query::Known` for the mapping's community).
    pub fn judge(&self, mapping: &Mapping, known: &Known) -> Import {
        let mut staged = stage(&self.opened.workbook, mapping, known);
        let unasked = self.unasked.iter().map(|(sheet, rows)| Note {
            source: Source {
                sheet: Arc::from(sheet.as_str()),
                row: 0,
            },
            kind: NoteKind::SheetUnasked { rows: *rows },
        });
        staged.notes.extend(unasked);
        Import {
            name: self.name.clone(),
            digest: self.opened.digest.to_hex().to_string(),
            staged,
        }
    }
}

impl Import {
    /// What the payments it brings come to.
    pub fn totals(&self) -> Outcome<Totals> {
        let amounts = self
            .staged
            .payments
            .iter()
            .map(|one| Amount::from_fen(one.paid));
        let amounts: Result<Vec<Amount>, MoneyFault> = amounts.collect();
        Ok(Totals {
            count: self.staged.payments.len(),
            sum: Amount::sum(amounts?)?,
        })
    }

    /// The pieces of `Ask::Import`, the last of which loads it all; a figure beyond what the books hold
    /// is a fault.
    pub fn pieces(&self) -> Outcome<Vec<Vec<u8>>> {
        let converted = convert(&self.staged, &self.name, &self.digest)?;
        Ok(loading::pieces(&converted))
    }
}
