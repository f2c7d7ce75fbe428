//! `shift`: the work log and the hand-over of a day's shift, as plain text of 80 columns.

use crate::cli::args;
use crate::cli::fault::Fault;
use crate::cli::paper;
use crate::cli::talk::Talk;
use crate::cli::world::Run;
use crate::domain::calendar::Day;
use crate::domain::error::{Refusal, Why};
use crate::service::query::Query;

/// Prints them.
pub fn run(run: &mut Run<'_>, args: &args::Shift) -> Result<(), Fault> {
    let day = match &args.day {
        Some(typed) => {
            let day = typed.trim().parse::<Day>();
            let wrong = || Refusal::new(Why::BadDay).with("text", typed.as_str());
            Some(day.map_err(|_| Fault::from(wrong()))?)
        }
        None => None,
    };
    let mut link = run.connect()?;
    let mut talk = Talk::new(&mut *link);
    paper::of(run, &mut talk, Query::WorkLog(day, args.person.clone()))
}
