//! `ring PHONE`: a telephone system says that somebody calls, or that it rings no more.

use crate::cli::act;
use crate::cli::fault::Fault;
use crate::cli::talk::{Talk, unexpected};
use crate::cli::world::Run;
use crate::locale::Arg;
use crate::service::command::Command;
use crate::service::query::{Query, Reply};
use crate::wire::{Answer, Ask, Body};

/// People named for a number that rings.
const CALLERS: u32 = 3;

/// Writes a call down and has it shown on the desk terminals; says who calls and on how many it comes up.
pub fn ring(run: &mut Run<'_>, phone: &str, ended: bool) -> Result<(), Fault> {
    let mut link = run.connect()?;
    let mut talk = Talk::new(&mut *link);
    let mut command = Command::new("contact.ring").arg("phone", phone);
    if ended {
        command = command.arg("ended", "yes");
    }
    let name = command.name.clone();
    let done = match talk.execute(act::request_id(None)?, command)? {
        Answer::Done(done) => done,
        Answer::Refused(refusal) => return Err(refusal.into()),
        _ => return Err(unexpected()),
    };
    let here = run.here(&mut talk);
    let said = here.speech(&run.words).done(&name, &done);
    if ended {
        return run.print(&said);
    }
    let found = match talk.query(Query::Find(phone.to_owned(), CALLERS)) {
        Ok(Reply::Found(found)) => found,
        // Who may announce a call need not be who may look into the records.
        Ok(_) | Err(Fault::Refused(_)) => return run.print(&said),
        Err(fault) => return Err(fault),
    };
    let callers: Vec<String> = found
        .hits
        .iter()
        .filter(|hit| hit.kind == "person" && hit.why == "phone")
        .map(|hit| format!("{} {}", hit.name, hit.text).trim().to_owned())
        .collect();
    let Body::Status(status) = talk.ask(Ask::Status)? else {
        return Err(unexpected());
    };
    let who = if callers.is_empty() {
        run.words.get("cli-ring-unknown").into_owned()
    } else {
        callers.join(&run.words.get("cli-list"))
    };
    let facts = [
        ("phone", Arg::Text(phone.trim())),
        ("said", Arg::Text(&said)),
        ("who", Arg::Text(&who)),
        ("terminals", Arg::Number(status.counters.into())),
    ];
    // Nobody may sit at a counter: then it stands there as a missed call, which is no failure.
    run.say(
        if status.counters == 0 {
            "cli-ring-nobody"
        } else {
            "cli-ring"
        },
        &facts,
    )
}
