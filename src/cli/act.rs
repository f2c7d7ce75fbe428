//! `do COMMAND [SUBJECT] [key=value …]`: any command of the table, once.

use crate::cli::args;
use crate::cli::evidence;
use crate::cli::fault::Fault;
use crate::cli::json::{self, Object};
use crate::cli::talk::{Here, Talk};
use crate::cli::world::Run;
use crate::domain::error::{Refusal, Why};
use crate::domain::id::Number;
use crate::service::answer::{Answer, Done};
use crate::service::command::{About, Command, Kind, row};
use crate::service::commands::several;
use crate::service::query::{Query, Reply};
use crate::service::requests::RequestId;
use crate::tui::say;
use crate::tui::word;

/// Does the command; `--list` lists them all.
pub fn run(run: &mut Run<'_>, args: &args::Do) -> Result<(), Fault> {
    if args.all {
        return super::table::run(run, args.json);
    }
    let request = request_id(args.request.as_deref())?;
    let mut command = command(run, args)?;
    let name = command.name.clone();
    // What is about a record has none to be about in a new office: the folder is mistyped.
    let founds = name != several::BULK && row(&name).is_some_and(|row| row.about == About::Nothing);
    let mut link = if founds {
        run.connect_or_found()?
    } else {
        run.connect()?
    };
    let mut talk = Talk::new(&mut *link);
    ask_pins(run, &mut talk, &mut command)?;
    let sent = evidence::send(&mut talk, &mut command);
    let answer = match sent.and_then(|()| talk.execute(request, command)) {
        Ok(answer) => answer,
        Err(Fault::Refused(refusal)) => Answer::Refused(*refusal),
        Err(fault @ Fault::Unknown(_)) => {
            if args.json {
                run.print_json(&outcome("unknown", None, request))?;
            }
            return Err(fault);
        }
        Err(fault) => return Err(fault),
    };
    match answer {
        Answer::Done(done) if args.json => {
            let printed = run.print_json(&outcome("done", Some(&done), request));
            run.told(printed, request)
        }
        Answer::Pending(done) if args.json => {
            let printed = run.print_json(&outcome("pending", Some(&done), request));
            run.told(printed, request)
        }
        Answer::Done(done) => {
            let here = run.here(&mut talk);
            let said = here.speech(&run.words).done(&name, &done);
            let printed = run.print(&said);
            run.told(printed, request)
        }
        Answer::Pending(done) => {
            let here = run.here(&mut talk);
            let said = here.speech(&run.words).pending(&name, &done);
            let printed = run.print(&said);
            run.told(printed, request)
        }
        Answer::Refused(refusal) => {
            let here = run.here(&mut talk);
            if args.json {
                run.print_json(&refused(&refusal, request, here))?;
            }
            Err(refusal.into())
        }
        Answer::Unknown(_) => {
            if args.json {
                run.print_json(&outcome("unknown", None, request))?;
            }
            Err(Fault::Unknown(request))
        }
    }
}

/// Reads a request id, or makes one.
pub fn request_id(given: Option<&str>) -> Result<RequestId, Fault> {
    let Some(text) = given else {
        let mut id = RequestId::default();
        getrandom::fill(&mut id)
            .map_err(|error| Fault::said("cli-no-random", &[("detail", &error.to_string())]))?;
        return Ok(id);
    };
    super::hex::decode(text)
        .and_then(|bytes| RequestId::try_from(bytes).ok())
        .ok_or_else(|| Fault::usage("cli-bad-request", &[("text", text)]))
}

/// The command as typed: a word with `=` is an argument, the one without is the record.
fn command(run: &mut Run<'_>, args: &args::Do) -> Result<Command, Fault> {
    let name = args.command.as_deref().unwrap_or_default();
    let mut command = Command::new(name);
    command.seen = args.seen;
    let row = row(name);
    let mut tickets: Vec<String> = Vec::new();
    for word in &args.words {
        match argument(word) {
            Some((key, value)) => command = command.arg(key, value),
            None if command.subject.is_none() => command.subject = Some(word.clone()),
            None if several::shared(name).is_some() && args.seen.is_none() => {
                tickets.extend(command.subject.clone().filter(|_| tickets.is_empty()));
                tickets.push(word.clone());
            }
            None => return Err(Fault::usage("cli-second-subject", &[("text", word)])),
        }
    }
    if !tickets.is_empty() {
        // Several tickets are one act, which does the same to each.
        command.subject = None;
        command.name = String::from(several::BULK);
        let act = name.trim_start_matches("ticket.").to_owned();
        let own = [("act", act), ("tickets", tickets.join(","))];
        let own = own.map(|(key, value)| (key.to_owned(), value));
        command.args.splice(..0, own);
    }
    let Some(row) = row else {
        return Ok(command);
    };
    for (name, text) in &mut command.args {
        if let Some(Kind::Choice(names)) = row.arg(name).map(|arg| arg.kind) {
            // What a refusal offers may be typed as it is offered.
            let meant = names
                .iter()
                .find(|one| word::value(&run.words, "", name, one) == *text);
            if let Some(meant) = meant {
                (*meant).clone_into(text);
            }
        }
    }
    if let (About::Nothing, Some(subject)) = (row.about, &command.subject) {
        return Err(Fault::usage(
            "cli-no-subject",
            &[("command", name), ("text", subject)],
        ));
    }
    let pin = |name: &str| row.arg(name).is_some_and(|arg| arg.kind == Kind::Pin);
    // A PIN in the arguments would be seen by everybody on the machine; it is asked for instead.
    match command.args.iter().find(|(name, _)| pin(name)) {
        Some((field, _)) => Err(Fault::usage("cli-pin-in-arguments", &[("field", field)])),
        None => Ok(command),
    }
}

/// `key=value`, where the key looks like the name of an argument.
fn argument(word: &str) -> Option<(&str, &str)> {
    word.split_once('=').filter(|(key, _)| {
        !key.is_empty() && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
    })
}

/// Asks for the PINs of a command: as its form does, for no old one where there is none to give.
fn ask_pins(run: &mut Run<'_>, talk: &mut Talk<'_>, command: &mut Command) -> Result<(), Fault> {
    let Some(row) = row(&command.name) else {
        return Ok(());
    };
    for arg in row.args.iter().filter(|arg| arg.kind == Kind::Pin) {
        if arg.must || takes(talk, command, arg.name)? {
            let prompt = format!("{}:", say::label(&run.words, arg.name));
            let pin = run.secret(&prompt)?;
            let pin = pin.as_str().to_owned();
            command.args.push((arg.name.to_owned(), pin));
        }
    }
    Ok(())
}

/// Whether the form of a command about this record has this field. Where that cannot be told the command says
/// what is wrong.
fn takes(talk: &mut Talk<'_>, command: &Command, field: &str) -> Result<bool, Fault> {
    let about = command.subject.clone().unwrap_or_default();
    let Some(detail) = said(talk.query(Query::Show(about)))? else {
        return Ok(false);
    };
    let Reply::Detail(detail) = detail else {
        return Ok(false);
    };
    let form = Query::Form(command.name.clone(), Some(detail.subject));
    Ok(match said(talk.query(form))? {
        Some(Reply::Form(_, lacking)) => !lacking.iter().any(|name| name == field),
        _ => false,
    })
}

/// An answer, or none where it was a refusal.
fn said(answer: Result<Reply, Fault>) -> Result<Option<Reply>, Fault> {
    match answer {
        Ok(reply) => Ok(Some(reply)),
        Err(Fault::Refused(_)) => Ok(None),
        Err(fault) => Err(fault),
    }
}

fn outcome(outcome: &str, done: Option<&Done>, request: RequestId) -> Object {
    let also: Vec<String> = done
        .map(|done| done.also.iter().map(|number| number.full()).collect())
        .unwrap_or_default();
    let object = Object::default()
        .with("outcome", outcome)
        .with(
            "number",
            done.and_then(|done| done.number).map(Number::full),
        )
        .with("seq", done.map(|done| done.seq))
        .with("request", super::hex::encode(&request));
    if also.is_empty() {
        object
    } else {
        object.with("also", also)
    }
}

fn refused(refusal: &Refusal, request: RequestId, here: Here) -> Object {
    let facts = |facts: &[(String, crate::domain::error::Fact)]| {
        serde_json::Value::Object(
            facts
                .iter()
                .map(|(name, fact)| (name.clone(), json::fact(fact, here.zone)))
                .collect(),
        )
    };
    let object = outcome("refused", None, request)
        .with("why", refusal.why.name())
        .with("facts", facts(&refusal.facts));
    if refusal.fields.is_empty() && refusal.why != Why::Fields {
        return object;
    }
    let fields: Vec<serde_json::Value> = refusal
        .fields
        .iter()
        .map(|fault| {
            serde_json::json!({
                "field": fault.field,
                "why": fault.why.name(),
                "facts": facts(&fault.facts),
            })
        })
        .collect();
    object.with("fields", fields)
}
