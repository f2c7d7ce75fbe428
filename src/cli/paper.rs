//! `show NUMBER --paper`: the work slip of a ticket or the receipt of a payment, as plain text of 80 columns for a file or
//! a printer.

use crate::cli::fault::Fault;
use crate::cli::talk::{Talk, unexpected};
use crate::cli::world::Run;
use crate::service::query::{Query, Reply};
use crate::service::subject::Subject;
use crate::tui::paper;

/// Prints it.
pub fn print(run: &mut Run<'_>, talk: &mut Talk<'_>, subject: Subject) -> Result<(), Fault> {
    let Reply::Paper(lines) = talk.query(Query::Paper(subject))? else {
        return Err(unexpected());
    };
    let here = run.here(talk);
    for line in paper::lines(here.speech(&run.words), &lines) {
        run.print(&line)?;
    }
    Ok(())
}
