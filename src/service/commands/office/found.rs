//! `office.found`: the first act in a new data folder.

use crate::domain::error::{Refusal, Why};
use crate::domain::id::StaffId;
use crate::domain::staff::{Rank, Staff};
use crate::service::args::Values;
use crate::service::command::Made;
use crate::service::estate;
use crate::service::halt::Run;
use crate::service::lookup::every;
use crate::service::seed;
use crate::service::work::Work;

/// Installs the shipped categories and phrases, the first person, who is manager, and the community if one
/// is named. An office is founded once.
pub(super) fn found(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    if let Some(first) = every::<Staff>(work.tx())?.into_iter().next() {
        return Err(Refusal::new(Why::Exists).with("text", first.name).into());
    }
    seed::install(work)?;
    if let Some(name) = values.text("community") {
        estate::add_community(work, name, values.text("initials"))?;
    }
    let id = StaffId(work.next_id::<Staff>()?);
    let mut manager = Staff::new(id, values.line("manager"), Rank::PropertyManager);
    manager.account = Some(values.line("account"));
    work.put(&mut manager)?;
    Ok(Made::default()
        .with("name", manager.name)
        .with("account", values.line("account")))
}
