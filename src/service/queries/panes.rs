//! A window over one pane of the counter.

use crate::domain::error::Why;
use crate::service::halt::Run;
use crate::service::queries::Asking;
use crate::service::query::{Pane, Window};
use crate::service::view::Rows;

/// Answers `Query` about it.
pub fn pane(asking: Asking<'_>, pane: Pane, window: &Window) -> Run<Rows> {
    let _ = (asking, pane, window);
    Err(Why::UnknownList.into())
}
