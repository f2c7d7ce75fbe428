//! The command on the machine's clock: somebody has looked, and it is right.

use crate::domain::error::Fact;
use crate::domain::staff::Right;
use crate::service::args::Values;
use crate::service::clock_doubt;
use crate::service::command::{About, Made, Row, Undo};
use crate::service::halt::Run;
use crate::service::work::Work;

/// The rows of this file.
pub const ROWS: &[Row] =
    &[Row::new("clock.confirm", About::Nothing, Right::Office, &[], confirm).undo(Undo::Never)];

/// Lets money be taken again after the clock jumped: a manager says so (reliability D20).
fn confirm(work: &mut Work<'_>, _: &Values) -> Run<Made> {
    let minutes = clock_doubt::of(work.tx())?.unwrap_or(0);
    clock_doubt::settle(work.raw())?;
    work.audit("minutes", minutes.to_string(), false);
    // Which way it went is said in words: nobody reads a minus before minutes.
    let way = if minutes < 0 {
        "clock-back"
    } else {
        "clock-ahead"
    };
    let count = Fact::Count(minutes.saturating_abs());
    let jump = Fact::Told(way.to_owned(), vec![("count".to_owned(), count)]);
    Ok(Made::default().with("jump", jump))
}
