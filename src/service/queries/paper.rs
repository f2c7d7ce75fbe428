//! What is printed: work slips and receipts.

use crate::domain::error::Why;
use crate::service::halt::Run;
use crate::service::queries::Asking;
use crate::service::subject::Subject;
use crate::service::view::PaperLine;

/// Answers `Query` about it.
pub fn paper(asking: Asking<'_>, subject: Subject) -> Run<Vec<PaperLine>> {
    let _ = (asking, subject);
    Err(Why::UnknownList.into())
}
