//! The day a home was handed over, where the file does not write it: without one it is never billed.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::exchange::codes::State;
use crate::exchange::line::Findings;
use crate::exchange::note::{Note, NoteKind};
use crate::exchange::staged::{Household, Source};

/// The states of a home its owner has taken over: empty or undecorated it owes all the same (duties.md D-053).
const TAKEN: [State; 6] = [
    State::LivedIn,
    State::HandedOver,
    State::NotMovedIn,
    State::Decorated,
    State::Decorating,
    State::Let,
];

/// Fills in what follows from fees and states, and notes for how many homes of each sheet.
pub fn derive(households: &mut [Household], findings: &mut Findings) {
    let mut counts: BTreeMap<Arc<str>, (usize, usize)> = BTreeMap::new();
    for home in households {
        // The builder's homes are nobody's yet.
        if home.handed_over.is_some() || home.state == Some(State::Unsold) {
            continue;
        }
        let (by_fees, by_import) = counts.entry(Arc::clone(&home.source.sheet)).or_default();
        home.handed_over = home.fees.iter().filter_map(|fee| fee.from).min();
        if home.handed_over.is_some() {
            *by_fees += 1;
            continue;
        }
        home.taken = !home.fees.is_empty() || home.state.is_some_and(|it| TAKEN.contains(&it));
        *by_import += usize::from(home.taken);
    }
    for (sheet, (by_fees, by_import)) in counts {
        let kinds = [
            (by_fees, NoteKind::HandedOverByFees { homes: by_fees }),
            (by_import, NoteKind::HandedOverByImport { homes: by_import }),
        ];
        for (_, kind) in kinds.into_iter().filter(|(homes, _)| *homes > 0) {
            let source = Source {
                sheet: Arc::clone(&sheet),
                row: 0,
            };
            findings.notes.push(Note { source, kind });
        }
    }
}
