//! Commands on the office itself: settings, holidays, phrases, categories, notices; and undo.

use crate::domain::staff::Right;
use crate::service::args::Values;
use crate::service::command::{About, Made, Row, Undo};
use crate::service::halt::Run;
use crate::service::undo;
use crate::service::work::Work;

/// The rows of this file.
pub const ROWS: &[Row] =
    &[Row::new("undo", About::Nothing, Right::Undo, &[], take_back).undo(Undo::Never)];

fn take_back(work: &mut Work<'_>, _: &Values) -> Run<Made> {
    undo::last(work)
}
