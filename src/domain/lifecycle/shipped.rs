//! The lifecycles that come with the program.

use std::sync::LazyLock;

use super::{Fault, Lifecycle, Names};

/// What has a shipped lifecycle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A repair (duties.md 5.1).
    Repair,
    /// A complaint (duties.md 5.2).
    Complaint,
    /// A suggestion, opinion, praise or letter (D-005, D-006).
    Request,
}

impl Kind {
    /// All kinds.
    pub const ALL: &[Self] = &[Self::Repair, Self::Complaint, Self::Request];

    /// Returns its name in files and settings.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Repair => "repair",
            Self::Complaint => "complaint",
            Self::Request => "request",
        }
    }

    /// Returns the kind called `name`.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.name() == name)
    }

    /// Returns the text of its declaration.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Repair => include_str!("../../lifecycles/repair.toml"),
            Self::Complaint => include_str!("../../lifecycles/complaint.toml"),
            Self::Request => include_str!("../../lifecycles/request.toml"),
        }
    }

    /// Reads and checks its declaration.
    pub fn read(self) -> Result<Lifecycle, Vec<Fault>> {
        Lifecycle::read(self.text(), &Names::TICKETS)
    }
}

/// Each kind's lifecycle, in the order of `Kind::ALL`.
///
/// A test holds that all read without fault; one that did not would have no moves, so nothing could be done wrong.
static SHIPPED: LazyLock<[Lifecycle; 3]> = LazyLock::new(|| {
    [Kind::Repair, Kind::Complaint, Kind::Request].map(|kind| kind.read().unwrap_or_default())
});

/// Returns the lifecycle of `kind`.
pub(super) fn lifecycle(kind: Kind) -> &'static Lifecycle {
    let [repair, complaint, request] = &*SHIPPED;
    match kind {
        Kind::Repair => repair,
        Kind::Complaint => complaint,
        Kind::Request => request,
    }
}
