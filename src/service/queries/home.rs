//! The home card: all about one home.

use crate::domain::error::Why;
use crate::service::halt::Run;
use crate::service::queries::Asking;
use crate::service::subject::Subject;
use crate::service::view::Home;

/// Answers `Query` about it.
pub fn home(asking: Asking<'_>, subject: Subject) -> Run<Home> {
    let _ = (asking, subject);
    Err(Why::UnknownList.into())
}
