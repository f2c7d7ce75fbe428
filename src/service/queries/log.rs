//! The asker's acts and drafts, audit lines, and the check of everything.

use crate::domain::error::Why;
use crate::domain::office::Draft;
use crate::service::halt::Run;
use crate::service::queries::Asking;
use crate::service::view::{Act, AuditLine, Verified};

/// Answers `Query` about it.
pub fn acts(asking: Asking<'_>) -> Run<Vec<Act>> {
    let _ = (asking,);
    Err(Why::UnknownList.into())
}

/// Answers `Query` about it.
pub fn drafts(asking: Asking<'_>) -> Run<Vec<Draft>> {
    let _ = (asking,);
    Err(Why::UnknownList.into())
}

/// Answers `Query` about it.
pub fn events(asking: Asking<'_>, from: u64, limit: u32) -> Run<Vec<AuditLine>> {
    let _ = (asking, from, limit);
    Err(Why::UnknownList.into())
}

/// Answers `Query` about it.
pub fn verify(asking: Asking<'_>) -> Run<Verified> {
    let _ = (asking,);
    Err(Why::UnknownList.into())
}

/// Answers `Query` about it.
pub fn people(asking: Asking<'_>) -> Run<Vec<String>> {
    let _ = (asking,);
    Err(Why::UnknownList.into())
}

/// Answers `Query` about it.
pub fn first_start(asking: Asking<'_>) -> Run<bool> {
    let _ = (asking,);
    Err(Why::UnknownList.into())
}
