//! Readings of meters: each judged as it would be at the desk; one that is not believed refuses the file.

use crate::domain::error::{FieldFault, Refusal, Why};
use crate::domain::fees::{How, Reading};
use crate::service::halt::{Halt, Run};
use crate::service::loading::apply::Loading;
use crate::service::loading::staged::ReadingIn;
use crate::service::meters;

/// The most readings that are named where some are not believed.
const NAMED: usize = 20;

/// Stores all readings, the earlier of a meter first; or none, and names those that are not believed by their meter.
pub(super) fn load(loading: &mut Loading<'_, '_>, rows: &[ReadingIn]) -> Run<()> {
    let mut rows: Vec<&ReadingIn> = rows.iter().collect();
    rows.sort_by_key(|row| row.on);
    let mut faults: Vec<FieldFault> = Vec::new();
    for row in rows {
        match one(loading, row) {
            Ok(()) => {}
            Err(Halt::Refused(refusal)) if faults.len() < NAMED => {
                faults.push(refusal.on(&row.meter));
            }
            Err(Halt::Refused(_)) => break,
            Err(store @ Halt::Store(_)) => return Err(store),
        }
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Refusal::fields(faults).into())
    }
}

fn one(loading: &mut Loading<'_, '_>, row: &ReadingIn) -> Run<()> {
    if row.on > loading.work.today() {
        let text = row.on.to_string();
        return Err(Refusal::new(Why::BadDay).with("text", text).into());
    }
    let mut meter = meters::by_code(loading.work.tx(), &row.meter)?;
    // The same file again changes nothing.
    if (meter.last.on, meter.last.value) == (row.on, row.value) {
        loading.report.readings.one(false);
        return Ok(());
    }
    let reading = Reading {
        on: row.on,
        value: row.value,
        how: How::Read,
        restart: None,
        confirmed: row.sure,
    };
    meters::read_among_many(loading.work, &mut meter, reading)?;
    loading.report.readings.one(true);
    Ok(())
}
