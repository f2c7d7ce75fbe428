//! `show NUMBER --paper`, `shift`: a work slip, a receipt, the work log of a shift, as plain text of 80 columns for a file or
//! a printer.

use crate::cli::fault::Fault;
use crate::cli::talk::{Talk, unexpected};
use crate::cli::world::Run;
use crate::service::query::{Query, Reply};
use crate::service::subject::Subject;
use crate::tui::paper;

/// Prints it.
pub fn print(run: &mut Run<'_>, talk: &mut Talk<'_>, subject: Subject) -> Result<(), Fault> {
    of(run, talk, Query::Paper(subject))
}

/// Prints the paper a question is answered with.
pub fn of(run: &mut Run<'_>, talk: &mut Talk<'_>, query: Query) -> Result<(), Fault> {
    let Reply::Paper(paper) = talk.query(query)? else {
        return Err(unexpected());
    };
    let here = run.here(talk);
    for line in paper::lines(here.speech(&run.words), &paper) {
        run.print(&line)?;
    }
    Ok(())
}
