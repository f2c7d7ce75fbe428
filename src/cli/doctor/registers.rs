//! What `doctor` says of the office's own registers: every mistake in every file, with its line and what was meant.

use std::io;

use super::wrong;
use crate::cli::fault::Fault;
use crate::cli::world::Run;
use crate::config::Paths;
use crate::config::nearest::nearest;
use crate::domain::register::{Fault as Mistake, What};
use crate::locale::{Arg, faults};
use crate::server::own_registers::{declarations, duties_folder, files, folder};
use crate::service::duties;
use crate::service::registers::check;

/// The declarations in the data folder can be read, all of them.
pub fn registers(run: &mut Run<'_>, paths: &Paths) -> Result<bool, Fault> {
    let own = match files(&paths.data) {
        Ok(own) => own,
        // A shared office's folder is its server's business.
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => return Ok(true),
        Err(error) => return Err(Fault::file(&folder(&paths.data), &error)),
    };
    // Duties stand beside them and are told of in the same way.
    let duties = declarations(&duties_folder(&paths.data))
        .map_err(|error| Fault::file(&duties_folder(&paths.data), &error))?;
    let mut found = check(&own);
    found.extend(duties::check(&duties));
    for mistake in &found {
        let line = sentence(run, mistake);
        run.tell(&line);
    }
    if !found.is_empty() {
        return Ok(wrong(run, "cli-doctor-registers-wrong", &[]));
    }
    if !own.is_empty() {
        let count = Arg::Number(i64::try_from(own.len()).unwrap_or(i64::MAX));
        run.say("cli-doctor-registers", &[("count", count)])?;
    }
    Ok(true)
}

/// A mistake in words: file, line, what is wrong, what was probably meant.
pub fn sentence(run: &Run<'_>, mistake: &Mistake) -> String {
    let known: Vec<&str> = mistake.known.iter().map(String::as_str).collect();
    let mut facts = vec![("text", mistake.text.clone())];
    // What is in use is looked for in vain among what there is.
    if mistake.what != What::StateInUse {
        let near = nearest(&mistake.text, known.iter().copied());
        facts.extend(near.map(|near| ("nearest", near.to_owned())));
    }
    let line = usize::try_from(mistake.line).unwrap_or(0);
    let code = format!("register-{}", mistake.what.name());
    faults::sentence(&run.words, &mistake.file, line, &code, &facts)
}
