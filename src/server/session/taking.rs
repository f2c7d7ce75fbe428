//! Data that leaves the program, and files that come in.

use crate::domain::error::{Refusal, Why};
use crate::domain::staff::{Actor, Right};
use crate::domain::ticket::Ticket;
use crate::server::writer::{Witness, disk_nearly_full};
use crate::server::{backups, evidence, signon};
use crate::service::command::{AuditKind, Command};
use crate::service::evidence::MOST_BYTES;
use crate::service::execute::{Job, authorise};
use crate::service::halt::{Halt, Run};
use crate::service::queries::Asking;
use crate::service::query::ListQuery;
use crate::service::subject::Subject;
use crate::service::view::Listing;
use crate::service::{audit, disclosure, loading, queries};
use crate::storage::record::{Record, get};
use crate::wire::{Answer, Body, Done};

use super::Session;

/// MiB the largest file of evidence takes.
const MOST_MIB: u64 = (MOST_BYTES >> 20) as u64;

/// What the audit log calls a list that is taken out, and one that is shown whole.
const EXPORT: &str = "list.export";
const REVEAL: &str = "list.reveal";
/// A work slip with the number to call.
const SLIP: &str = "ticket.slip";
/// And a copy of everything.
const BACKUP: &str = "backup";

/// Whether what a list shows whole counts for the hour: for who may take everything out it does not.
fn is_bounded(actor: &Actor, query: &ListQuery) -> bool {
    query.reveal && !query.export && !actor.may(Right::Export)
}

/// What the log says of a list: which, and under which conditions.
fn command(query: &ListQuery) -> Command {
    let name = if query.export { EXPORT } else { REVEAL };
    let mut command = Command::new(name).arg("what", query.what.as_str());
    for condition in &query.conditions {
        command = command.arg("where", condition.as_str());
    }
    if query.reveal {
        command = command.arg("reveal", "yes");
    }
    command
}

impl Session {
    /// Gives a piece of a backup; without a name one is made and verified first, and the last piece
    /// removes it again.
    pub(super) fn backup(&mut self, name: Option<&str>, from: u64) -> Run<(u64, Body)> {
        if name.is_none() {
            // Everything there is leaves the program with it.
            let line = signon::seen(
                &self.shared,
                self.actor_now()?,
                Command::new(BACKUP),
                AuditKind::Disclosure,
            )?;
            signon::witness(&self.shared, line)?;
            self.backup = None;
            self.backup = Some(backups::Asked::make(&self.shared)?);
        }
        let asked = self
            .backup
            .as_ref()
            .filter(|asked| name.is_none_or(|name| name == asked.name()))
            .ok_or_else(|| {
                Refusal::new(Why::UnknownRecord).with("number", name.unwrap_or_default())
            })?;
        let (body, last) = asked.piece(from)?;
        if last {
            self.backup = None;
        }
        Ok((0, body))
    }

    /// Takes a piece of a file to be kept as evidence.
    pub(super) fn keep(&mut self, digest: &[u8], piece: (u64, &[u8], bool)) -> Run<(u64, Body)> {
        authorise(&self.actor_now()?, Right::Desk)?;
        let folder = evidence::folder(&self.shared.data);
        let begins = piece.0 == 0;
        if begins
            && let Some(full) = disk_nearly_full(&self.shared, &self.shared.office(), MOST_MIB)
        {
            return Err(full.into());
        }
        self.upload.take(&folder, self.number, digest, piece)?;
        Ok((0, Body::Ok))
    }

    /// Gives a piece of a file of evidence for a backup.
    pub(super) fn kept(&mut self, after: &str, from: u64) -> Run<(u64, Body)> {
        let actor = self.actor_now()?;
        authorise(&actor, Right::Office)?;
        let folder = evidence::folder(&self.shared.data);
        if after.is_empty() && from == evidence::ANEW {
            self.kept = evidence::names(&folder)?;
            if !self.kept.is_empty() {
                let command = Command::new(BACKUP).arg("what", "evidence");
                let line = signon::seen(&self.shared, actor, command, AuditKind::Disclosure)?;
                signon::witness(&self.shared, line)?;
            }
        }
        let piece = evidence::piece(&folder, &self.kept, after, from)?;
        Ok((0, piece))
    }

    /// Leaves a line before data is taken out or shown whole: which list, and under which conditions (duties.md
    /// D-068). The pages after the first are one and the same.
    pub(super) fn taken_out(&mut self, actor: &Actor, query: &ListQuery) -> Run<()> {
        let office = self.shared.office();
        // What is refused leaves no line; only conditions that were read enter the log.
        queries::list::allowed(actor, query)?;
        queries::list::readable(&office, self.shared.clock.now(), query)?;
        if !query.reveal && !query.export || is_bounded(actor, query) {
            return Ok(());
        }
        let asked = ListQuery {
            after: None,
            limit: 0,
            ..query.clone()
        };
        if query.after.is_some() && self.taken.as_ref() == Some(&asked) {
            return Ok(());
        }
        self.leave_line(actor, command(query))?;
        self.taken = Some(asked);
        Ok(())
    }

    /// Counts the personal values of a page that is about to be shown whole to who may not take lists out, and
    /// leaves a line of it with their number: nobody reads a whole office by the page (duties.md D-068).
    pub(super) fn shown_whole(
        &self,
        actor: &Actor,
        query: &ListQuery,
        listing: &Listing,
    ) -> Run<()> {
        if !is_bounded(actor, query) {
            return Ok(());
        }
        let many = queries::list::disclosed(&query.what, listing);
        let command = command(query).arg("count", many.to_string());
        self.count_seen(actor, &command, many)?;
        self.leave_line(actor, command)
    }

    /// Leaves a line about a list, in which conditions may be personal.
    fn leave_line(&self, actor: &Actor, command: Command) -> Run<()> {
        let line = signon::seen(&self.shared, actor.clone(), command, AuditKind::Disclosure)?;
        let personal = Witness {
            personal: true,
            ..line
        };
        signon::witness(&self.shared, personal)
    }

    /// Counts what somebody is about to see whole; what is too much leaves a line that says so.
    fn count_seen(&self, actor: &Actor, command: &Command, many: usize) -> Run<()> {
        let (office, now, by) = (self.shared.office(), self.shared.clock.now(), actor.staff);
        let counted = signon::plain(
            &self.shared,
            Box::new(move |overlay| disclosure::count(overlay, &office, by, now, many)),
        );
        if let Err(Halt::Refused(refusal)) = &counted {
            let named = Command::new(command.name.as_str());
            let line = signon::seen(&self.shared, actor.clone(), named, AuditKind::Refusal)?;
            let refused = Witness {
                refusal: Some(refusal.clone()),
                ..line
            };
            signon::witness(&self.shared, refused)?;
        }
        counted
    }

    /// The tickets somebody may read of these numbers.
    pub(super) fn named(&self, actor: &Actor, names: &[String]) -> Run<Vec<Subject>> {
        authorise(actor, Right::Read)?;
        let office = self.shared.office();
        let tx = self.shared.store.read()?;
        let asking = Asking {
            tx: &*tx,
            office: &office,
            actor,
            now: self.shared.clock.now(),
            search: None,
        };
        let tickets = queries::several::named(asking, names)?;
        Ok(tickets.iter().map(Subject::of).collect())
    }

    /// Leaves a line for each work slip before they are printed: the number to call stands whole on it. They are counted
    /// together: none is printed where all would be too many.
    pub(super) fn printed(&mut self, actor: &Actor, subjects: &[Subject]) -> Run<()> {
        let again = matches!(subjects, [only] if self.slip == Some(*only));
        if again || !actor.may(Right::Reveal) {
            return Ok(());
        }
        let mut lines = Vec::new();
        for subject in subjects.iter().filter(|one| one.kind == Ticket::KIND) {
            let ticket = get::<Ticket>(&*self.shared.store.read()?, subject.id)?;
            if let Some(ticket) = ticket.filter(|ticket| !ticket.phone.is_empty()) {
                let line = Command::new(SLIP).arg("number", ticket.number.full());
                lines.push((*subject, line));
            }
        }
        let Some((_, first)) = lines.first() else {
            return Ok(());
        };
        self.count_seen(actor, first, lines.len())?;
        for (subject, command) in lines {
            let line = signon::seen(&self.shared, actor.clone(), command, AuditKind::Disclosure)?;
            signon::witness(&self.shared, line)?;
            self.slip = Some(subject);
        }
        Ok(())
    }

    /// Gathers the pieces of an import and applies what was asked for of them as one command.
    pub(super) fn import(
        &mut self,
        what: &str,
        (piece, done): (&[u8], bool),
        request: [u8; 16],
        trial: bool,
    ) -> Run<(u64, Body)> {
        let actor = self.actor_now()?;
        authorise(&actor, Right::Registry)?;
        if self.import.len() + piece.len() > loading::MOST_BYTES {
            self.import = Vec::new();
            return Err(Refusal::new(Why::TooLong)
                .with("limit", loading::MOST_BYTES)
                .into());
        }
        self.import.extend_from_slice(piece);
        if !done {
            let have = self.import.len() as u64;
            return Ok((
                0,
                Body::Progress {
                    done: have,
                    of: have,
                },
            ));
        }
        let staged = loading::read(&std::mem::take(&mut self.import))?.only(what);
        if trial {
            let (office, now) = (self.shared.office(), self.shared.clock.now());
            let tx = self.shared.store.read()?;
            let report = loading::rehearse(&*tx, &office, &actor, now, &staged, None)?;
            let done = Done {
                facts: report.facts(&staged),
                ..Done::default()
            };
            return Ok((audit::head(&*tx)?.seq, Body::Answer(Answer::Done(done))));
        }
        let by = actor.staff;
        signon::aside(
            &self.shared,
            Box::new(move |service| {
                service.staging().put(by, request, staged);
                Ok(())
            }),
        )?;
        let command =
            Command::new(loading::COMMAND).arg("staged", crate::storage::codec::hex(&request));
        let job = Job {
            actor,
            request,
            command,
            now: self.shared.clock.now(),
            salt: signon::random()?,
        };
        let answer = self.execute(job);
        signon::aside(
            &self.shared,
            Box::new(move |service| {
                service.staging().drop(&request);
                Ok(())
            }),
        )?;
        Ok((0, Body::Answer(answer?)))
    }
}
