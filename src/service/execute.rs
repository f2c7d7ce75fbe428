//! `execute`: one command from the door to the books, in one transaction.

use crate::domain::calendar::{Day, Instant, MINUTE_MS};
use crate::domain::error::{Refusal, Why};
use crate::domain::id::StaffId;
use crate::domain::safe_text::SafeText;
use crate::domain::staff::{Actor, Right, lacking};
use crate::service::answer::{Answer, Done, in_the_books};
use crate::service::args::{self, Reading};
use crate::service::audit::{self, Event};
use crate::service::command::{AuditKind, Command, Made, Row, row};
use crate::service::halt::{Halt, Run};
use crate::service::loading::{self, ImportId, Staging};
use crate::service::office::{KINDS, Office};
use crate::service::requests::{self, Known, RequestId};
use crate::service::work::{Finished, Work};
use crate::service::{approval, draft, duties, money_moves, presence, subject, undo};
use crate::storage::overlay::Overlay;
use crate::storage::{CommitTx, ReadTx, Result, Store, StoreError};

/// Changes somebody has not seen that are looked back over.
const MOST_UNSEEN: usize = 50;
/// Refusal lines one actor may leave in a minute; more are counted, not written.
const REFUSALS_A_MINUTE: u32 = 20;

/// Characters kept of what was typed for a record that is not there.
const MOST_TYPED: usize = 80;

/// Everything one command comes with.
#[derive(Debug, Clone)]
pub struct Job {
    pub actor: Actor,
    /// Made when the form opened; the same id never acts twice.
    pub request: RequestId,
    pub command: Command,
    /// The server's time.
    pub now: Instant,
    /// Random bits for the digests of the audit line.
    pub salt: [u8; 16],
}

/// The service. The office can be read again from the store at any time; what else it remembers ends with it.
#[derive(Debug)]
pub struct Service {
    office: Office,
    /// Refusals of an actor in the minute that began then.
    refusals: std::collections::HashMap<StaffId, (Instant, u32)>,
    /// Imports on their way.
    staging: Staging,
}

impl Service {
    /// Opens the service over a store.
    pub fn open(tx: &dyn ReadTx) -> Run<Self> {
        Ok(Self {
            office: Office::read(tx)?,
            refusals: std::collections::HashMap::new(),
            staging: Staging::default(),
        })
    }

    /// The office as it stands.
    pub const fn office(&self) -> &Office {
        &self.office
    }

    /// Reads the office again after something other than a command changed it.
    pub fn refresh(&mut self, tx: &dyn ReadTx) -> Run<()> {
        self.office = Office::read(tx)?;
        Ok(())
    }

    /// The imports that wait: pieces are put in here, `import.apply` takes them out.
    pub const fn staging(&mut self) -> &mut Staging {
        &mut self.staging
    }

    /// Says what an import that waits would do.
    pub fn rehearse(
        &self,
        tx: &dyn ReadTx,
        actor: &Actor,
        now: Instant,
        id: &ImportId,
        community: Option<&str>,
    ) -> Run<loading::Report> {
        authorise(actor, Right::Registry)?;
        let staged = self.staging.get(actor.staff, id).ok_or(Why::NotStaged)?;
        loading::rehearse(tx, &self.office, actor, now, staged, community)
    }

    /// Whether doing `job` would move money.
    pub fn moves_money(&self, tx: &dyn ReadTx, job: &Job) -> Result<bool> {
        money_moves::moves_money(tx, &self.office, &self.staging, job)
    }

    /// Whether nothing was done under the request id of `job` before.
    pub fn is_new(&self, tx: &dyn ReadTx, job: &Job) -> Result<bool> {
        let body = requests::body_hash(job.actor.staff.0, &job.command);
        requests::is_new(tx, &job.request, &body)
    }

    /// Does one command in `tx`; the caller commits. After an error nothing in `tx` may be committed.
    pub fn run(&mut self, tx: &mut dyn CommitTx, job: &Job) -> Result<Answer> {
        let body = requests::body_hash(job.actor.staff.0, &job.command);
        let known = match requests::known(tx.as_read(), &job.request, &body) {
            // What was answered under this id cannot be read: that stops this request, not the office.
            Err(error @ StoreError::Damaged { .. }) => {
                let refusal = Halt::Store(error).into_refusal();
                self.book_refusal(tx, job, &refusal)?;
                return Ok(Answer::Refused(refusal));
            }
            known => known?,
        };
        match known {
            Known::Same(answer) => return Ok(*answer),
            Known::Other => {
                let refusal = Refusal::new(Why::RequestReused);
                self.book_refusal(tx, job, &refusal)?;
                return Ok(Answer::Refused(refusal));
            }
            Known::New => {}
        }
        let attempted = attempt(tx.as_read(), &self.office, &self.staging, job);
        match attempted {
            Ok(attempted) => {
                let answer = book(tx, &self.office, job, &body, attempted)?;
                if answer
                    .touched()
                    .iter()
                    .any(|touched| KINDS.contains(&touched.kind))
                {
                    match Office::read(tx.as_read()) {
                        Ok(office) => self.office = office,
                        Err(Halt::Store(error)) => return Err(error),
                        Err(Halt::Refused(_)) => {}
                    }
                }
                Ok(answer)
            }
            Err(Halt::Refused(refusal)) => {
                self.book_refusal(tx, job, &refusal)?;
                Ok(Answer::Refused(refusal))
            }
            // A damaged record stops what needs it, not the office; a failing disk stops all.
            Err(Halt::Store(error @ StoreError::Damaged { .. })) => {
                let refusal = Halt::Store(error).into_refusal();
                self.book_refusal(tx, job, &refusal)?;
                Ok(Answer::Refused(refusal))
            }
            Err(Halt::Store(error)) => Err(error),
        }
    }

    /// Does one command and commits it: for tests, and where an office is founded.
    pub fn execute(&mut self, store: &dyn Store, job: &Job) -> Result<Answer> {
        let mut tx = store.write()?;
        let answer = self.run(&mut *tx, job)?;
        tx.commit()?;
        Ok(answer)
    }

    /// Leaves a line about what is no command and changes no record: who sat down, who took data out.
    pub fn witness(
        &mut self,
        tx: &mut dyn CommitTx,
        job: &Job,
        kind: AuditKind,
        personal: bool,
    ) -> Result<()> {
        let values = job
            .command
            .args
            .iter()
            .map(|(name, text)| (name.clone(), text.clone(), personal))
            .collect();
        let event = line(job, kind, crate::service::command::Undo::Never);
        audit::append(tx, event, job.salt, values)?;
        if kind == AuditKind::Presence {
            presence::note(tx, job.actor.staff, job.now)?;
        }
        Ok(())
    }

    /// Leaves a line about a refusal that was made before the command was run.
    pub fn refused(&mut self, tx: &mut dyn CommitTx, job: &Job, refusal: &Refusal) -> Result<()> {
        self.book_refusal_of(&job.command.name, tx, job, refusal)
    }

    /// Leaves a line about a refused command. A name no row has is anybody's text, of any length: it does
    /// not enter the log.
    fn book_refusal(&mut self, tx: &mut dyn CommitTx, job: &Job, refusal: &Refusal) -> Result<()> {
        let command = row(&job.command.name).map_or("", |row| row.name);
        self.book_refusal_of(command, tx, job, refusal)
    }

    /// Leaves a line about a refusal, unless the actor has left many this minute.
    fn book_refusal_of(
        &mut self,
        command: &str,
        tx: &mut dyn CommitTx,
        job: &Job,
        refusal: &Refusal,
    ) -> Result<()> {
        let (since, count) = self.refusals.entry(job.actor.staff).or_insert((job.now, 0));
        if job.now.since(*since) >= MINUTE_MS || job.now < *since {
            *since = job.now;
            *count = 0;
        }
        *count += 1;
        if *count > REFUSALS_A_MINUTE {
            return Ok(());
        }
        let mut overlay = Overlay::new(tx.as_read());
        let mut event = line(
            job,
            AuditKind::Refusal,
            crate::service::command::Undo::Never,
        );
        refusal.why.name().clone_into(&mut event.refusal);
        command.clone_into(&mut event.command);
        let named = refused_about(tx.as_read(), &self.office, job)?;
        event.number = named.number;
        audit::append(&mut overlay, event, job.salt, named.value)?;
        tx.merge(overlay.into_changes())
    }
}

/// What an attempt left, ready to be booked.
struct Attempted {
    row: &'static Row,
    made: Made,
    finished: Finished,
    approval: Option<crate::domain::id::Number>,
    about: Option<crate::domain::id::Number>,
    /// Set when it only asked for an approval.
    pending: bool,
}

/// Decides: permission, record, version, arguments, second person, then the command itself.
fn attempt(base: &dyn ReadTx, office: &Office, staging: &Staging, job: &Job) -> Run<Attempted> {
    let row = row(&job.command.name).ok_or_else(|| {
        Refusal::new(Why::UnknownCommand).with("command", job.command.name.as_str())
    })?;
    authorise(&job.actor, row.right)?;
    let mut work = Work::new(base, &job.actor, job.now, office, row);
    work.staging = Some(staging);
    work.found = subject::find(
        base,
        office,
        job.now,
        row.about,
        job.command.subject.as_deref(),
    )?;
    fresh(&work, job.command.seen)?;
    as_begun(&work, &job.command)?;
    let reading = Reading {
        tx: base,
        office,
        now: job.now,
    };
    let values = args::read(reading, row, &job.command.args)?;
    let about = work.found.number();
    if let Some(needs) = row.needs
        && let Some(rank) = needs(&work, &values)?
    {
        let made = approval::ask(&mut work, &job.command, &values, rank)?;
        draft::settle(&mut work, &job.request)?;
        return Ok(Attempted {
            row,
            made,
            finished: work.finish(),
            approval: None,
            about,
            pending: true,
        });
    }
    for (name, text) in &job.command.args {
        let arg = row.arg(name);
        // A PIN leaves no trace anywhere.
        if arg.is_none_or(|arg| arg.kind != crate::service::command::Kind::Pin) {
            work.audit(name, text.trim(), arg.is_some_and(|arg| arg.personal));
        }
    }
    let made = (row.run)(&mut work, &values)?;
    duties::follow(&mut work, &made)?;
    draft::settle(&mut work, &job.request)?;
    let approval = work.approved;
    Ok(Attempted {
        row,
        made,
        finished: work.finish(),
        approval,
        about,
        pending: false,
    })
}

/// Says no for want of a right of one's own; `domain::staff::lacking` says it of somebody else's.
pub fn authorise(actor: &Actor, right: Right) -> Run<()> {
    if actor.may(right) {
        return Ok(());
    }
    Err(lacking(right, &actor.name, actor.rank, &actor.sides).into())
}

/// Refuses a command whose first argument names what is changed, where that changed since the asker saw it.
fn as_begun(work: &Work<'_>, command: &Command) -> Run<()> {
    let named = work.row.args.first().and_then(|arg| {
        let mut args = command.args.iter();
        args.find(|(name, _)| name == arg.name)
    });
    let (Some(begin), Some(seen), Some((_, typed))) = (work.row.begin, command.seen, named) else {
        return Ok(());
    };
    if begin(work, typed)?.mark() == seen {
        return Ok(());
    }
    Err(Why::ChangedMeanwhile.into())
}

/// Refuses a command about a record that changed since the asker saw it.
pub(super) fn fresh(work: &Work<'_>, seen: Option<u32>) -> Run<()> {
    let (Some(seen), Some(now)) = (seen, work.found.version()) else {
        return Ok(());
    };
    if seen == now {
        return Ok(());
    }
    let mut refusal = Refusal::new(Why::Stale).with(
        "number",
        work.found
            .number()
            .map(|n| n.short(work.today()))
            .unwrap_or_default(),
    );
    let unseen = usize::try_from(now.saturating_sub(seen)).unwrap_or(1);
    let seqs = match work.found.subject() {
        Some(subject) => audit::of_subject(work.tx(), subject, unseen.clamp(1, MOST_UNSEEN))?,
        None => Vec::new(),
    };
    if let (Some(newest), Some(oldest)) = (seqs.first(), seqs.last())
        && let Some(last) = audit::event(work.tx(), *newest)?
    {
        // What was written under the record from then on is what the asker has not seen.
        if let Some(first) = audit::event(work.tx(), *oldest)? {
            let since = crate::domain::error::Fact::At(first.event.at);
            refusal = refusal.with("since", since);
        }
        refusal = refusal
            .with(
                "by",
                crate::service::lookup::staff_name(work.tx(), last.event.actor)?,
            )
            .with("at", crate::domain::error::Fact::At(last.event.at))
            .with(
                "command",
                crate::domain::error::Fact::Term(format!(
                    "command-{}",
                    last.event.command.replace('.', "-")
                )),
            );
    }
    Err(refusal.into())
}

/// Merges what an attempt changed into `tx` and books it there: audit line, undo data, request id.
fn book(
    tx: &mut dyn CommitTx,
    office: &Office,
    job: &Job,
    body: &[u8; 32],
    attempted: Attempted,
) -> Result<Answer> {
    let Attempted {
        row,
        made,
        finished,
        approval,
        about,
        pending,
    } = attempted;
    tx.merge(finished.changes)?;
    let mut event = line(
        job,
        if pending {
            AuditKind::Change
        } else {
            row.audit
        },
        row.undo,
    );
    event.number = about.or(made.number);
    event.touched.clone_from(&finished.touched);
    event.approval = approval;
    event.undoes = undo::undone_seq(&made);
    if pending || in_the_books(&finished.touched) {
        event.undo = crate::service::command::Undo::Never;
    }
    let keeps_undo = event.undo == crate::service::command::Undo::Restore;
    let head = audit::append(tx, event, job.salt, finished.fields)?;
    if keeps_undo {
        undo::keep(tx, head.seq, &finished.before)?;
    }
    let done = Done {
        number: made.number,
        also: made.also,
        seq: head.seq,
        touched: finished.touched,
        facts: made.facts,
    };
    let answer = if pending {
        Answer::Pending(done)
    } else {
        Answer::Done(done)
    };
    // What shows personal values changes nothing: asked again it is done again, with a line of its own, and
    // what it showed is not kept for a month beside the request (reliability H18).
    if row.audit != AuditKind::Disclosure {
        let today: Day = office.today(job.now);
        requests::remember(tx, &job.request, body, &answer, today)?;
    }
    Ok(answer)
}

/// What a refused command was about.
#[derive(Default)]
struct Named {
    number: Option<crate::domain::id::Number>,
    /// What has no number, by the name it was found under; what was not found, as it was typed.
    value: Vec<(String, String, bool)>,
}

/// Finds what a refused command was about. Its record is not among the touched: nothing touched it.
fn refused_about(tx: &dyn ReadTx, office: &Office, job: &Job) -> Result<Named> {
    let (Some(row), Some(typed)) = (row(&job.command.name), &job.command.subject) else {
        return Ok(Named::default());
    };
    let found = match subject::find(tx, office, job.now, row.about, Some(typed)) {
        Ok(found) => Some(found),
        // A damaged record is the reason of some refusals, and no reason to leave no line.
        Err(Halt::Refused(_) | Halt::Store(StoreError::Damaged { .. })) => None,
        Err(Halt::Store(error)) => return Err(error),
    };
    if let Some(number) = found.as_ref().and_then(subject::Found::number) {
        return Ok(Named {
            number: Some(number),
            value: Vec::new(),
        });
    }
    let typed: String = SafeText::shown(typed.trim())
        .as_str()
        .chars()
        .take(MOST_TYPED)
        .collect();
    let name = found.and_then(|found| approval::name_of(office, &found));
    // A name nobody was found under may be anybody's.
    let personal = name.is_none();
    Ok(Named {
        number: None,
        value: vec![("subject".to_owned(), name.unwrap_or(typed), personal)],
    })
}

/// An audit line about `job`, without what only a booking knows.
fn line(job: &Job, kind: AuditKind, undo: crate::service::command::Undo) -> Event {
    Event {
        seq: 0,
        at: job.now,
        kind,
        actor: job.actor.staff,
        seat: job.actor.seat.clone(),
        command: job.command.name.clone(),
        number: None,
        touched: Vec::new(),
        fields: Vec::new(),
        request: job.request.to_vec(),
        refusal: String::new(),
        approval: None,
        undoes: None,
        undo,
    }
}
