//! One act on several tickets: each is judged first, and then all are done or none.

use crate::domain::error::{Fact, Refusal, Why};
use crate::domain::id::{Number, StaffId, TicketId};
use crate::service::args::{Value, Values};
use crate::service::command::{About, Arg, Kind, Made, Row, row};
use crate::service::execute::{authorise, fresh};
use crate::service::halt::{Halt, Run};
use crate::service::lookup;
use crate::service::subject::{self, Found};
use crate::service::work::{Finished, Work};

/// The name of the command that does another one on several tickets.
pub const BULK: &str = "ticket.bulk";
/// The command by which somebody is sent, to each of several somebody of their own.
pub const DISPATCH: &str = "ticket.dispatch";

/// Most tickets of one act: more than stand on any screen, and few enough that nobody waits for its one commit.
pub const MOST: usize = 100;

/// Numbers a sentence on several tickets tells; of the others it says how many they are.
const TOLD: usize = 4;

/// What is done to several tickets at once, and which arguments they share.
pub const SHARED: &[(&str, &[&str])] = &[
    (DISPATCH, &["worker"]),
    ("ticket.hold", &["reason", "until"]),
    ("ticket.resume", &["text"]),
    ("ticket.note", &["text"]),
];

/// The last parts of their names.
const ACTS: &[&str] = &["dispatch", "hold", "resume", "note"];

/// The argument that names the tickets: numbers separated by commas, see [`Named`].
pub const TICKETS: Arg = Arg::may("tickets", Kind::Names).called("several");

/// What is done, to which tickets, with what.
pub const ARGS: &[Arg] = &[
    Arg::must("act", Kind::Choice(ACTS)),
    Arg {
        must: true,
        ..TICKETS
    },
    Arg::may("worker", Kind::Worker),
    Arg::may("reason", Kind::Reason),
    Arg::may("until", Kind::When),
    Arg::may("text", Kind::Line(500)),
];

/// The arguments several tickets share in this command; nothing where it is done to one at a time.
pub fn shared(command: &str) -> Option<&'static [&'static str]> {
    let found = SHARED.iter().find(|(name, _)| *name == command);
    found.map(|(_, shared)| *shared)
}

/// A ticket among several: its number, the version the asker saw, who is sent there. Written `R1121-004@3:王师傅`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Named {
    /// The number as typed.
    pub number: String,
    /// A later version refuses the act.
    pub seen: Option<u32>,
    /// Who is sent; where nobody is named, who all are sent to or the one the rule proposes.
    pub worker: Option<String>,
}

impl Named {
    /// Reads what `write` wrote, or a number alone.
    pub fn read(text: &str) -> Result<Self, Refusal> {
        let (rest, worker) = match text.split_once([':', '：']) {
            Some((rest, worker)) => (rest, Some(worker.trim().to_owned())),
            None => (text, None),
        };
        let (number, seen) = match rest.split_once('@') {
            Some((number, seen)) => {
                let bad = |_| Refusal::new(Why::BadNumber).with("text", seen);
                (number, Some(seen.trim().parse().map_err(bad)?))
            }
            None => (rest, None),
        };
        Ok(Self {
            number: number.trim().to_owned(),
            seen,
            worker: worker.filter(|worker| !worker.is_empty()),
        })
    }

    /// As it is written among the arguments.
    pub fn write(&self) -> String {
        let seen = self.seen.map(|seen| format!("@{seen}"));
        let worker = self.worker.as_ref().map(|worker| format!(":{worker}"));
        let parts = [Some(self.number.clone()), seen, worker];
        parts.into_iter().flatten().collect()
    }
}

/// Reads the tickets of an act; too many or none are refused.
pub fn read(values: &Values) -> Run<Vec<Named>> {
    let names = values.names(TICKETS.name).unwrap_or_default();
    let refused = |refusal: Refusal| Refusal::fields(vec![refusal.on(TICKETS.name)]);
    if names.is_empty() {
        return Err(refused(Refusal::new(Why::Missing)).into());
    }
    if names.len() > MOST {
        return Err(refused(Refusal::new(Why::TooMany).with("limit", MOST)).into());
    }
    let read: Result<Vec<Named>, Refusal> = names.iter().map(|name| Named::read(name)).collect();
    Ok(read.map_err(refused)?)
}

/// `ticket.bulk`: another command on several tickets, as one act.
pub fn bulk(work: &mut Work<'_>, values: &Values) -> Run<Made> {
    let act = values.choice("act").unwrap_or_default();
    let name = format!("ticket.{act}");
    let unknown = || Refusal::new(Why::UnknownCommand).with("command", name.as_str());
    let inner = row(&name).ok_or_else(unknown)?;
    let theirs = shared(&name).ok_or_else(unknown)?;
    let mut faults = Vec::new();
    for arg in ARGS.iter().skip(2) {
        if values.has(arg.name) && !theirs.contains(&arg.name) {
            let other = Refusal::new(Why::UnknownArgument).with("text", arg.name);
            faults.push(other.on(arg.name));
        }
    }
    for name in theirs {
        if inner.arg(name).is_some_and(|arg| arg.must) && !values.has(name) {
            faults.push(Refusal::new(Why::Missing).on(name));
        }
    }
    if !faults.is_empty() {
        return Err(Refusal::fields(faults).into());
    }
    let shared = values.only(theirs);
    let of_all = Act {
        row: inner,
        values: &shared,
        of: None,
    };
    let done = each(work, of_all, &read(values)?)?;
    Ok(Made {
        also: done.clone(),
        ..Made::default()
    }
    .with("act", Fact::Term(format!("choice-act-{act}")))
    .with("count", done.len())
    .with("tickets", told(work, &done)))
}

/// The first of these numbers, and how many more there are.
pub fn told(work: &Work<'_>, numbers: &[Number]) -> String {
    let today = work.today();
    let mut told: Vec<String> = numbers
        .iter()
        .take(TOLD)
        .map(|number| number.short(today))
        .collect();
    if let Some(more) = numbers.len().checked_sub(TOLD + 1) {
        told.push(format!("+{}", more + 1));
    }
    told.join(" ")
}

/// What is done to each of several.
#[derive(Clone, Copy)]
pub struct Act<'v> {
    pub row: &'static Row,
    /// What all share.
    pub values: &'v Values,
    /// Whose they have to be.
    pub of: Option<StaffId>,
}

/// Does a command on each of these, every one over what the ones before it left. If one of them cannot be done none
/// is, and the refusal names all that cannot, each with its reason.
pub fn each(work: &mut Work<'_>, act: Act<'_>, named: &[Named]) -> Run<Vec<Number>> {
    authorise(work.actor, act.row.right)?;
    let (mut done, mut faults): (Vec<(TicketId, Number)>, Vec<_>) = (Vec::new(), Vec::new());
    for one in named {
        match judge(work, act, one, &done) {
            Ok((id, number, finished)) => {
                work.absorb(finished)?;
                done.push((id, number));
            }
            Err(Halt::Refused(refusal)) => {
                let number = Number::parse(&one.number, work.today());
                let called =
                    number.map_or_else(|| one.number.clone(), |number| number.short(work.today()));
                faults.push(flat(refusal).on(&called));
            }
            Err(halt) => return Err(halt),
        }
    }
    if faults.is_empty() {
        return Ok(done.into_iter().map(|(_, number)| number).collect());
    }
    let mut refusal = Refusal::new(Why::SomeCannot)
        .with("count", faults.len())
        .with("of", named.len());
    refusal.fields = faults;
    Err(refusal.into())
}

/// Does a command on one ticket, apart: what comes of it is taken in or dropped.
fn judge(
    work: &Work<'_>,
    act: Act<'_>,
    one: &Named,
    done: &[(TicketId, Number)],
) -> Run<(TicketId, Number, Finished)> {
    let mut apart = Work::new(work.tx(), work.actor, work.now, work.office, act.row);
    apart.found = subject::find(
        work.tx(),
        work.office,
        work.now,
        About::Ticket,
        Some(&one.number),
    )?;
    let Found::Ticket(ticket) = &apart.found else {
        return Err(Refusal::new(Why::UnknownRecord)
            .with("number", one.number.as_str())
            .into());
    };
    let (id, number) = (ticket.id, ticket.number);
    if done.iter().any(|(known, _)| *known == id) {
        let twice = Refusal::new(Why::Exists).with("text", number.short(work.today()));
        return Err(twice.into());
    }
    fresh(&apart, one.seen)?;
    if let Some(of) = act.of.filter(|of| ticket.assignee != Some(*of)) {
        let name = lookup::staff_name(work.tx(), of)?;
        return Err(Refusal::new(Why::NotTheirs).with("name", name).into());
    }
    let mut values = act.values.clone();
    if let Some(worker) = &one.worker {
        let given = act
            .row
            .arg("worker")
            .ok_or_else(|| Refusal::new(Why::UnknownArgument).with("text", worker.as_str()))?;
        let staff = lookup::staff(work.tx(), worker, |_| true)?;
        values.set(given.name, Value::Staff(Box::new(staff)));
    }
    (act.row.run)(&mut apart, &values)?;
    Ok((id, number, apart.finish()))
}

/// A refusal in one sentence: of wrong fields the first tells, and nobody to send has one of its own.
pub fn flat(refusal: Refusal) -> Refusal {
    match refusal.fields.first() {
        Some(fault) if fault.field == "worker" && fault.why == Why::Missing => {
            Refusal::new(Why::NobodyToSend)
        }
        Some(fault) => Refusal {
            why: fault.why,
            facts: fault.facts.clone(),
            fields: Vec::new(),
        },
        None => refusal,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::service::command::Undo;

    #[test]
    fn what_is_done_to_several_can_be_taken_back_and_needs_nobody_else() {
        let names: Vec<String> = SHARED.iter().map(|(name, _)| (*name).to_owned()).collect();
        let acts: Vec<String> = ACTS.iter().map(|act| format!("ticket.{act}")).collect();
        assert_eq!(names, acts);
        for (name, shared) in SHARED {
            let inner = row(name).unwrap();
            assert_eq!((inner.about, inner.undo), (About::Ticket, Undo::Restore));
            assert!(inner.needs.is_none(), "{name}");
            for arg in *shared {
                let (own, here) = (
                    inner.arg(arg).unwrap(),
                    ARGS.iter().find(|a| a.name == *arg),
                );
                assert_eq!(own.kind, here.unwrap().kind, "{name} {arg}");
            }
            let left_out = inner.args.iter().filter(|arg| !shared.contains(&arg.name));
            assert!(left_out.clone().all(|arg| !arg.must), "{name}");
        }
    }

    #[test]
    fn a_ticket_among_several_reads_as_it_is_written() {
        for text in [
            "R1121-004",
            "R1121-004@3",
            "R1121-004:王师傅",
            "R1121-004@3:王师傅",
        ] {
            assert_eq!(Named::read(text).unwrap().write(), text);
        }
        assert!(Named::read("R1121-004@x").is_err());
    }
}
