//! Who sits here: signing on with a PIN, and leaving.

use crate::domain::staff::{Actor, Right};
use crate::server::signon;
use crate::service::command::{AuditKind, Command};
use crate::service::halt::Run;
use crate::service::pins;
use crate::service::query::Reply;
use crate::wire::{Body, Person, Seated};

use super::{Session, actor};

impl Session {
    /// The names to choose from at a shared desk, before anybody is signed on.
    pub(super) fn people(&self) -> Run<Body> {
        let tx = self.shared.store.read()?;
        let names = pins::who_may_sign_on(&*tx)?;
        Ok(Body::Reply(Box::new(Reply::People(names))))
    }

    pub(super) fn sign_on(&mut self, name: &str, pin: &str) -> Run<(u64, Body)> {
        if !pin.is_empty() || !name.is_empty() {
            // An account the office does not know may not try PINs.
            if !self.desk {
                self.still_known()?;
            }
            let staff = signon::sign_on(&self.shared, &self.peer, name, pin)?;
            self.set_actor(Some(actor(&staff, &self.peer)));
            self.signed_on = true;
        }
        Ok((0, Body::Seated(self.seated())))
    }

    /// Ends what a PIN began: nobody sits at a shared desk, and at an account of its own its owner again.
    pub(super) fn sign_off(&mut self) -> Run<()> {
        if std::mem::take(&mut self.signed_on)
            && let Some(actor) = self.actor.clone()
        {
            let left = Command::new(signon::SIGN_OFF);
            let line = signon::seen(&self.shared, actor, left, AuditKind::Presence)?;
            signon::witness(&self.shared, line)?;
        }
        self.set_actor(self.own.clone());
        Ok(())
    }

    /// Ends a seat whose terminal is gone, however it went: the log must not show somebody sitting there.
    pub fn leave(&mut self) {
        if let Err(halt) = self.sign_off() {
            tracing::warn!(error = %halt, "no line about who left");
        }
    }

    pub(super) fn set_actor(&mut self, actor: Option<Actor>) {
        let name = actor
            .as_ref()
            .map(|actor| actor.name.clone())
            .unwrap_or_default();
        self.actor = actor;
        // What somebody else had begun to take out or to send in is not theirs who sits here now.
        self.taken = None;
        self.slip = None;
        self.import = Vec::new();
        self.backup = None;
        self.upload = crate::server::evidence::Upload::default();
        self.kept = Vec::new();
        self.shared.hub.viewing(self.number, None);
        self.shared.hub.seated(self.number, &name);
    }

    pub(super) fn seated(&self) -> Seated {
        let person = self.actor_now().ok().map(|actor| Person {
            rights: Right::ALL
                .iter()
                .copied()
                .filter(|right| actor.may(*right))
                .collect(),
            name: actor.name,
            rank: actor.rank,
            sides: actor.sides,
        });
        Seated {
            person,
            desk: self.desk,
        }
    }
}
