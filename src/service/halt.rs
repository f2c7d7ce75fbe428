//! What ends a command before its end: a refusal or a failing store.

use crate::domain::error::{Refusal, Why};
use crate::domain::money::MoneyFault;
use crate::storage::StoreError;

/// Why a command or query stopped.
#[derive(Debug, thiserror::Error)]
pub enum Halt {
    /// A rule said no; nothing was changed.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The store failed; nothing was changed by this command.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<Why> for Halt {
    fn from(why: Why) -> Self {
        Self::Refused(Refusal::new(why))
    }
}

impl From<MoneyFault> for Halt {
    fn from(fault: MoneyFault) -> Self {
        Self::Refused(fault.into())
    }
}

impl Halt {
    /// The refusal to answer with; a failing store is told as such, in its own words.
    pub fn into_refusal(self) -> Refusal {
        match self {
            Self::Refused(refusal) => refusal,
            Self::Store(StoreError::Full { file }) => {
                Refusal::new(Why::DiskFull).with("file", file)
            }
            Self::Store(error) => Refusal::new(Why::Storage).with("detail", error.to_string()),
        }
    }
}

/// Result of a command, a query or a part of one.
pub type Run<T> = Result<T, Halt>;
