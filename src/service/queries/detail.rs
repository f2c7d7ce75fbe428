//! A record with everything about it and its history.

use crate::domain::error::Why;
use crate::service::halt::Run;
use crate::service::queries::Asking;
use crate::service::subject::Subject;
use crate::service::view::Detail;

/// Answers `Query` about it.
pub fn detail(asking: Asking<'_>, subject: Subject) -> Run<Detail> {
    let _ = (asking, subject);
    Err(Why::UnknownList.into())
}

/// Answers `Query` about it.
pub fn show(asking: Asking<'_>, typed: &str) -> Run<Detail> {
    let _ = (asking, typed);
    Err(Why::UnknownList.into())
}
