//! `show NUMBER --paper`, `shift`: a work slip, a receipt, the work log of a shift, as plain text of 80 columns for a file or
//! a printer.

use crate::cli::act::request_id;
use crate::cli::fault::Fault;
use crate::cli::print::print_safe;
use crate::cli::talk::{Talk, unexpected};
use crate::cli::world::Run;
use crate::locale::Arg;
use crate::service::answer::Answer;
use crate::service::command::Command;
use crate::service::query::{Query, Reply};
use crate::service::view::Detail;
use crate::tui::paper;

/// The command that counts a printed receipt.
const COUNTED: &str = "payment.print";
/// The kind of record whose prints are counted.
const RECEIPT: &str = "payment";

/// Prints it; a receipt is counted first, so that what is on paper says which copy it is (reliability H14). A template of
/// the office's that cannot be used is told.
pub fn print(run: &mut Run<'_>, talk: &mut Talk<'_>, detail: &Detail) -> Result<(), Fault> {
    if detail.kind == RECEIPT {
        let command = Command {
            subject: Some(detail.name.clone()),
            ..Command::new(COUNTED)
        };
        if let Answer::Refused(refusal) = talk.execute(request_id(None)?, command)? {
            return Err(Fault::Refused(Box::new(refusal)));
        }
    }
    let Reply::Papers(papers) = talk.query(Query::Paper(detail.subject))? else {
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
