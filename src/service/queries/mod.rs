//! Answers to questions, by what they are about.

pub mod header;

use crate::domain::calendar::Instant;
use crate::domain::staff::{Actor, Right};
use crate::service::execute::authorise;
use crate::service::halt::Run;
use crate::service::office::Office;
use crate::service::query::{Query, Reply};
use crate::storage::ReadTx;

/// What answering may use: one consistent view of the store, who asks, when.
#[derive(Clone, Copy)]
pub struct Asking<'a> {
    pub tx: &'a dyn ReadTx,
    pub office: &'a Office,
    pub actor: &'a Actor,
    pub now: Instant,
}

/// Answers a question the actor may ask.
pub fn answer(asking: Asking<'_>, query: &Query) -> Run<Reply> {
    authorise(asking.actor, right(query))?;
    Ok(match query {
        Query::Header => Reply::Header(header::header(asking)?),
        _ => return Err(crate::domain::error::Why::UnknownList.into()),
    })
}

/// The right a question needs.
pub const fn right(query: &Query) -> Right {
    match query {
        Query::Events(..) | Query::Verify => Right::Audit,
        _ => Right::Read,
    }
}
