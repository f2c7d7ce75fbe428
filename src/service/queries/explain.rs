//! How a deadline or an amount came about.

use crate::domain::error::Why;
use crate::service::halt::Run;
use crate::service::queries::Asking;
use crate::service::subject::Subject;
use crate::service::view::Field;

/// Answers `Query` about it.
pub fn explain(asking: Asking<'_>, subject: Subject) -> Run<Vec<Field>> {
    let _ = (asking, subject);
    Err(Why::UnknownList.into())
}
