//! What the desk should see while the caller speaks.

use crate::domain::error::Why;
use crate::service::halt::Run;
use crate::service::queries::Asking;
use crate::service::query::IntakeQuery;
use crate::service::view::Intake;

/// Answers `Query` about it.
pub fn intake(asking: Asking<'_>, query: &IntakeQuery) -> Run<Intake> {
    let _ = (asking, query);
    Err(Why::UnknownList.into())
}
