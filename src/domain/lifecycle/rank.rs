//! The ranks of an office, least first.

use minicbor::{Decode, Encode};
use serde::Deserialize;

/// How high somebody stands (duties.md 3.3); many titles map to one rank.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Encode, Decode,
)]
#[serde(rename_all = "snake_case")]
#[cbor(index_only)]
pub enum Rank {
    /// 前台接待, 客服员.
    #[default]
    #[n(1)]
    Receptionist,
    /// 客服主管.
    #[n(2)]
    Supervisor,
    /// 客服部经理.
    #[n(3)]
    DeptManager,
    /// 管理处经理, 物业经理.
    #[n(4)]
    PropertyManager,
    /// 分管领导, 总经理.
    #[n(5)]
    Leadership,
}

impl Rank {
    /// All ranks, least first.
    pub const ALL: &[Self] = &[
        Self::Receptionist,
        Self::Supervisor,
        Self::DeptManager,
        Self::PropertyManager,
        Self::Leadership,
    ];

    /// Returns its name in files and settings.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Receptionist => "receptionist",
            Self::Supervisor => "supervisor",
            Self::DeptManager => "dept_manager",
            Self::PropertyManager => "property_manager",
            Self::Leadership => "leadership",
        }
    }

    /// Returns the rank called `name`.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|rank| rank.name() == name)
    }
}
