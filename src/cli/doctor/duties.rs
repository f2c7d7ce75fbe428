//! What `doctor` says of the duties: how many are in force and late, and whether the files of their evidence are whole.

use std::io;

use super::wrong;
use crate::cli::fault::Fault;
use crate::cli::talk::{Talk, unexpected};
use crate::cli::world::Run;
use crate::config::Paths;
use crate::locale::Arg;
use crate::server::own_registers::{declarations, duties_folder};
use crate::service::duties::in_force;
use crate::service::query::{Query, Reply};

/// What is declared can be read without a server.
pub fn declared(run: &mut Run<'_>, paths: &Paths) -> Result<bool, Fault> {
    let folder = duties_folder(&paths.data);
    let own = match declarations(&folder) {
        Ok(own) => own,
        // A shared office's folder is its server's business.
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => return Ok(true),
        Err(error) => return Err(Fault::file(&folder, &error)),
    };
    let count = i64::try_from(in_force(&own)).unwrap_or(i64::MAX);
    run.say(
        "cli-doctor-duties-declared",
        &[("count", Arg::Number(count))],
    )?;
    Ok(true)
}

/// A server that runs tells the rest, where who asks may know.
pub fn of_server(run: &mut Run<'_>, talk: &mut Talk<'_>, paths: &Paths) -> Result<bool, Fault> {
    let health = match talk.query(Query::DutyHealth) {
        Ok(Reply::DutyHealth(health)) => health,
        Ok(_) => return Err(unexpected()),
        // Nobody is signed on.
        Err(Fault::Refused(_)) => return declared(run, paths),
        Err(fault) => return Err(fault),
    };
    let key = if health.from.is_some() {
        "cli-doctor-duties"
    } else {
        "cli-doctor-duties-uncounted"
    };
    let facts = [
        ("count", Arg::Number(health.on)),
        ("late", Arg::Number(health.late)),
        ("files", Arg::Number(health.files)),
    ];
    run.say(key, &facts)?;
    for fault in &health.faults {
        run.tell(fault);
    }
    if health.faults.is_empty() {
        return Ok(true);
    }
    Ok(wrong(run, "cli-doctor-duty-files", &[]))
}
