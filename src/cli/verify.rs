//! `verify`: the server checks indexes, figures, ledger and audit chain.

use crate::cli::fault::Fault;
use crate::cli::talk::{Talk, unexpected};
use crate::cli::world::Run;
use crate::locale::Arg;
use crate::service::query::{Query, Reply};

/// Checks everything; each fault is a line on standard error.
pub fn run(run: &mut Run<'_>) -> Result<(), Fault> {
    let mut link = run.connect()?;
    let Reply::Verify(found) = Talk::new(&mut *link).query(Query::Verify)? else {
        return Err(unexpected());
    };
    for (name, count) in &found.counts {
        run.print(&format!("{name} {count}"))?;
    }
    for fault in &found.faults {
        run.tell(fault);
    }
    let head = super::hex::encode(&found.hash);
    if found.faults.is_empty() {
        let facts = [
            ("seq", Arg::Text(&found.seq.to_string())),
            ("hash", Arg::Text(&head)),
        ];
        return run.say("cli-verified", &facts);
    }
    let count = found.faults.len().to_string();
    Err(Fault::said("cli-not-verified", &[("count", &count)]))
}
