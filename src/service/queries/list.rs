//! Lists for scripts: what, conditions, columns.

use crate::domain::error::Why;
use crate::service::halt::Run;
use crate::service::queries::Asking;
use crate::service::query::ListQuery;
use crate::service::view::Listing;

/// Answers `Query` about it.
pub fn list(asking: Asking<'_>, query: &ListQuery) -> Run<Listing> {
    let _ = (asking, query);
    Err(Why::UnknownList.into())
}
