//! Tickets one act is to be done to, before it is.

use crate::domain::error::Refusal;
use crate::service::view::PlacedRow;

/// A ticket among several.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct OneOf {
    #[n(0)]
    pub row: PlacedRow,
    /// Who would be sent; empty where nobody is, or nobody fits.
    #[n(1)]
    pub worker: String,
    /// Why it does not take the act as it stands.
    #[n(2)]
    pub refused: Option<Refusal>,
    /// Whether it stands in the work pane.
    #[n(3)]
    pub standing: bool,
}
