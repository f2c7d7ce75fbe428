//! Which fee item a name means at a home: the office's or its community's own, never another community's.

use crate::domain::error::{Refusal, Why};
use crate::domain::household::Community;
use crate::domain::id::CommunityId;
use crate::domain::ledger::FeeItem;
use crate::service::halt::Run;
use crate::service::lookup::first;
use crate::storage::ReadTx;
use crate::storage::codec::Key;
use crate::storage::kept::indexes::FEE_ITEM_BY_NAME;
use crate::storage::record::get;

/// What a record of a community is kept under that an import numbered: two communities may number alike.
pub fn external(community: &Community, key: &str) -> String {
    format!("{}:{key}", community.initials)
}

/// The fee items a community may owe, by the names people give them.
#[derive(Clone, Copy)]
pub struct FeeNames<'a> {
    tx: &'a dyn ReadTx,
    community: &'a Community,
    /// Every community of the office.
    all: &'a [Community],
}

impl<'a> FeeNames<'a> {
    /// The names as `community`, one of `all`, means them.
    pub fn new(tx: &'a dyn ReadTx, community: &'a Community, all: &'a [Community]) -> Self {
        Self { tx, community, all }
    }

    /// The same for a community of a home; none where there is no such community.
    pub fn of(tx: &'a dyn ReadTx, all: &'a [Community], community: CommunityId) -> Option<Self> {
        let community = all.iter().find(|one| one.id == community)?;
        Some(Self::new(tx, community, all))
    }

    /// What an item of this community is called where another has one of the same name: no two items of an
    /// office may be called alike.
    pub fn own(&self, name: &str) -> String {
        format!("{name}({})", self.community.name)
    }

    /// The name people of this community give an item, without what tells it from another's.
    pub fn plain<'n>(&self, name: &'n str) -> &'n str {
        name.strip_suffix(&self.own("")).unwrap_or(name)
    }

    /// Whether an item came with another community's file: that one sets its price.
    pub fn is_foreign(&self, item: &FeeItem) -> bool {
        let from = |community: &Community| {
            let external = item.external.as_deref().unwrap_or_default();
            external.starts_with(&self::external(community, ""))
        };
        let mut others = self.all.iter().filter(|one| one.id != self.community.id);
        !from(self.community) && others.any(from)
    }

    /// The item called exactly so, whosever it is.
    pub fn exactly(&self, name: &str) -> Run<Option<FeeItem>> {
        match first(self.tx, FEE_ITEM_BY_NAME, Key::new().str(name))? {
            Some(id) => Ok(get(self.tx, id)?),
            None => Ok(None),
        }
    }

    /// The item meant by a name here: the community's own before the office's.
    pub fn find(&self, typed: &str) -> Run<Option<FeeItem>> {
        let typed = typed.trim();
        if let Some(own) = self.exactly(&self.own(typed))? {
            return Ok(Some(own));
        }
        Ok(self.exactly(typed)?.filter(|item| !self.is_foreign(item)))
    }

    /// The same, refused where there is none.
    pub fn named(&self, typed: &str) -> Run<FeeItem> {
        self.find(typed)?
            .ok_or_else(|| Refusal::new(Why::UnknownFeeItem).with("text", typed).into())
    }
}
