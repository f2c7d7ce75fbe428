//! What can be done to a record now, and what its form begins with.

use crate::domain::error::Why;
use crate::service::halt::Run;
use crate::service::queries::Asking;
use crate::service::subject::Subject;
use crate::service::view::{Action, Choice};

/// Answers `Query` about it.
pub fn actions(asking: Asking<'_>, subject: Subject) -> Run<Vec<Action>> {
    let _ = (asking, subject);
    Err(Why::UnknownList.into())
}

/// Answers `Query` about it.
pub fn form(
    asking: Asking<'_>,
    command: &str,
    subject: Option<Subject>,
) -> Run<Vec<(String, String)>> {
    let _ = (asking, command, subject);
    Err(Why::UnknownList.into())
}

/// Answers `Query` about it.
pub fn choices(asking: Asking<'_>, command: &str, field: &str, typed: &str) -> Run<Vec<Choice>> {
    let _ = (asking, command, field, typed);
    Err(Why::UnknownList.into())
}
