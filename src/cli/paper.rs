//! `show NUMBER --paper`, `shift`: a work slip, a receipt, the work log of a shift, as plain text of 80 columns for a file or
//! a printer.

use crate::cli::fault::Fault;
use crate::cli::print::print_safe;
use crate::cli::talk::{Talk, unexpected};
use crate::cli::world::Run;
use crate::locale::Arg;
use crate::service::query::{Query, Reply};
use crate::service::subject::Subject;
use crate::tui::paper;

/// Prints it; a template of the office's that cannot be used is told.
pub fn print(run: &mut Run<'_>, talk: &mut Talk<'_>, subject: Subject) -> Result<(), Fault> {
    let Reply::Papers(papers) = talk.query(Query::Paper(subject))? else {
        return Err(unexpected());
    };
    let here = run.here(talk);
    let laid = paper::sheets(here.speech(&run.words), &papers);
    if let Some(fault) = laid.fault {
        let line = Arg::Number(i64::from(fault.line));
        let args = [
            ("file", Arg::Text(fault.file.as_str())),
            ("line", line),
            ("detail", Arg::Text(&fault.detail)),
        ];
        let text = run.words.with("said-paper-fault", &args);
        print_safe(run.world.err, &text)?;
    }
    for line in laid.pages.iter().flatten() {
        run.print(line)?;
    }
    Ok(())
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
