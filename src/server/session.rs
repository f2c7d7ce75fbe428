//! Who sits at a terminal, and what is done with each request.

mod seating;
mod taking;

use std::sync::Arc;
use std::sync::PoisonError;
use std::sync::mpsc::channel;

use crate::domain::error::{Refusal, Why};
use crate::domain::office::Draft;
use crate::domain::staff::{Actor, Right, Staff};
use crate::server::peer::Peer;
use crate::server::shared::Shared;
use crate::server::writer::{Plain, Task};
use crate::server::{backups, evidence, paper, search, signon};
use crate::service::answer::Answer;
use crate::service::command::Command;
use crate::service::execute::{Job, authorise};
use crate::service::halt::{Halt, Run};
use crate::service::queries::{self, Asking};
use crate::service::query::{ListQuery, Query, Reply};
use crate::service::requests::{self, RequestId};
use crate::service::subject::Subject;
use crate::service::{audit, draft, lookup, pins};
use crate::storage::codec::Key;
use crate::storage::kept::indexes::STAFF_BY_ACCOUNT;
use crate::storage::record::get;
use crate::wire::{Ask, Body, Status};

/// One terminal that was let in.
pub struct Session {
    shared: Arc<Shared>,
    peer: Peer,
    number: u64,
    /// Who sits here; nobody at a shared desk before sign-on.
    actor: Option<Actor>,
    desk: bool,
    /// The member of staff whose account this is.
    own: Option<Actor>,
    /// Whoever sits here has signed on with a PIN.
    signed_on: bool,
    /// The list that is being taken out or shown whole, page by page.
    taken: Option<ListQuery>,
    /// The slip that was printed last; to look at it once more leaves no second line.
    slip: Option<Subject>,
    import: Vec<u8>,
    /// The backup being fetched; removed when it is fetched, given up for another or left.
    backup: Option<backups::Asked>,
    /// The file that is being sent as evidence.
    upload: evidence::Upload,
    /// The files a backup is being made of.
    kept: Vec<String>,
}

/// Who sits at the other end, by account; and whether it is a shared desk.
pub fn seat(shared: &Shared, peer: &Peer) -> Run<(Option<Actor>, bool)> {
    let office = shared.office();
    let desk = office
        .setting("desk.accounts")
        .split(',')
        .any(|account| account.trim() == peer.account);
    if desk {
        return Ok((None, true));
    }
    let tx = shared.store.read()?;
    let found = lookup::first(&*tx, STAFF_BY_ACCOUNT, Key::new().str(&peer.account))?;
    let staff = match found {
        Some(id) => get::<Staff>(&*tx, id)?,
        None => None,
    };
    let active = staff.filter(|staff| staff.active);
    Ok((active.map(|staff| actor(&staff, peer)), false))
}

/// The actor a member of staff is at this seat.
pub fn actor(staff: &Staff, peer: &Peer) -> Actor {
    Actor {
        staff: staff.id,
        name: staff.name.clone(),
        rank: staff.rank,
        sides: staff.sides.clone(),
        seat: peer.seat(),
    }
}

impl Session {
    /// Seats whoever connected; nobody yet at a shared desk.
    pub fn new(
        shared: Arc<Shared>,
        peer: Peer,
        number: u64,
        actor: Option<Actor>,
        desk: bool,
    ) -> Self {
        let mut session = Self {
            shared,
            peer,
            number,
            actor: None,
            desk,
            own: actor.clone(),
            signed_on: false,
            taken: None,
            slip: None,
            import: Vec::new(),
            backup: None,
            upload: evidence::Upload::default(),
            kept: Vec::new(),
        };
        session.set_actor(actor);
        session
    }

    /// Who acts now. Rank and rights are read again, so that a change of them holds at once (REL M3); so
    /// is whether the account is still that person's, where it was what let them in.
    fn actor_now(&self) -> Run<Actor> {
        let seated = self.actor.as_ref().ok_or(Why::NotSignedOn)?;
        if !self.desk {
            self.still_known()?;
        }
        let tx = self.shared.store.read()?;
        match get::<Staff>(&*tx, seated.staff.0)? {
            Some(staff) if staff.active => Ok(actor(&staff, &self.peer)),
            _ => Err(Why::NotSignedOn.into()),
        }
    }

    /// Refuses what a new terminal of this account would be refused: the person whose account it was has
    /// left or has it no more.
    fn still_known(&self) -> Run<()> {
        let account = self.peer.account.as_str();
        let tx = self.shared.store.read()?;
        let owner = match &self.own {
            Some(own) => get::<Staff>(&*tx, own.staff.0)?,
            None => None,
        };
        if owner.is_some_and(|owner| owner.active && owner.account.as_deref() == Some(account)) {
            return Ok(());
        }
        Err(Refusal::new(Why::UnknownAccount)
            .with("account", account)
            .into())
    }

    /// Does one request; a refusal is an answer like any other.
    pub fn handle(&mut self, ask: Ask) -> (u64, Body) {
        // How the server is may be asked by whoever watches over it, all the time; nobody waits at a counter for it.
        if ask != Ask::Status {
            self.shared.note_asked();
        }
        match self.attempt(ask) {
            Ok(done) => done,
            Err(halt) => (0, Body::Refused(halt.into_refusal())),
        }
    }

    fn attempt(&mut self, ask: Ask) -> Run<(u64, Body)> {
        if self.shared.stopping() {
            return Err(Why::Stopping.into());
        }
        match ask {
            Ask::SignOn { name, pin } => self.sign_on(&name, pin.as_str()),
            Ask::SignOff => {
                self.sign_off()?;
                Ok((0, Body::Ok))
            }
            Ask::Query(query) if *query == Query::People => Ok((0, self.people()?)),
            Ask::Status => self.status(),
            Ask::Query(query) => self.query(&query),
            Ask::Do { request, command } => {
                let there = self.upload.there(&self.shared.data, &command);
                let answer = match there.and_then(|()| self.job(request, command)) {
                    Ok(job) => self.execute(job)?,
                    // What is wrong with a PIN is shown at its field, as other faults are.
                    Err(Halt::Refused(refusal)) if refusal.why == Why::Fields => {
                        Answer::Refused(refusal)
                    }
                    Err(halt) => return Err(halt),
                };
                let seq = match &answer {
                    Answer::Done(done) | Answer::Pending(done) => {
                        // Its form is done with.
                        self.shared.hub.drops(self.number, &request);
                        done.seq
                    }
                    Answer::Refused(_) | Answer::Unknown(_) => 0,
                };
                Ok((seq, Body::Answer(answer)))
            }
            Ask::SaveDraft(given) => {
                let kept = Draft {
                    staff: self.actor_now()?.staff,
                    saved_at: self.shared.clock.now(),
                    ..given
                };
                let id = draft::id(&kept)?;
                let elsewhere = self.shared.hub.kept_elsewhere(self.number);
                let parked = kept.parked;
                let saved = self.plain(Box::new(move |tx| draft::save(tx, &kept, &elsewhere)))?;
                // What was put away is nobody's own: any terminal of theirs may go on with it.
                if parked {
                    self.shared.hub.drops(self.number, &id);
                } else {
                    self.shared.hub.keeps(self.number, id);
                }
                Ok(saved)
            }
            Ask::DropDraft(id) => {
                let staff = self.actor_now()?.staff;
                if let Ok(id) = id.as_slice().try_into() {
                    self.shared.hub.drops(self.number, id);
                }
                self.plain(Box::new(move |tx| draft::discard(tx, staff, &id)))
            }
            Ask::Viewing(subject) => {
                self.actor_now()?;
                let hub = &self.shared.hub;
                hub.viewing(self.number, subject);
                let others = subject.map(|subject| hub.viewers(self.number, subject));
                Ok((0, Body::Others(others.unwrap_or_default())))
            }
            Ask::Stop => {
                if self.peer.uid != self.shared.owner && self.peer.uid != 0 {
                    authorise(&self.actor_now()?, Right::Office)?;
                }
                self.shared.stop(0);
                Ok((0, Body::Ok))
            }
            Ask::Backup { name, from } => {
                authorise(&self.actor_now()?, Right::Office)?;
                self.backup(name.as_deref(), from)
            }
            Ask::Import {
                what,
                piece,
                done,
                request,
                trial,
            } => self.import(&what, (&piece, done), request, trial),
            Ask::Keep {
                digest,
                from,
                piece,
                done,
            } => self.keep(&digest, (from, &piece, done)),
            Ask::Kept { after, from } => self.kept(&after, from),
        }
    }

    /// Makes a command ready to be run by who sits here: no PIN is in it any more, and who replaces their own
    /// has given the old one, unless it was done before.
    fn job(&self, request: RequestId, mut command: Command) -> Run<Job> {
        let actor = self.actor_now()?;
        let now = self.shared.clock.now();
        let own = {
            let tx = self.shared.store.read()?;
            let own = pins::replaced(&*tx, &self.shared.office(), &actor, now, &command)?;
            let kept = own.as_ref().and_then(|staff| staff.pin.as_deref());
            // From here on only its hash is anywhere it could be kept.
            pins::seal(&mut command, &request, &self.shared.pepper, kept)?;
            let body = requests::body_hash(actor.staff.0, &command);
            match own {
                Some(own) if requests::is_new(&*tx, &request, &body)? => Some(own),
                _ => None,
            }
        };
        let job = Job {
            actor,
            request,
            command,
            now,
            salt: signon::random()?,
        };
        if let Some(staff) = own {
            signon::prove(&self.shared, &self.peer, &job, &staff)?;
        }
        Ok(job)
    }

    /// Queues a command for the writer and waits for its answer.
    fn execute(&self, job: Job) -> Run<Answer> {
        let (reply, answer) = channel();
        self.shared.queue(Task::Command(Box::new(job), reply))?;
        // The writer answers everything it takes; a closed channel means it died doing this.
        Ok(answer
            .recv()
            .unwrap_or_else(|_| Answer::Unknown(String::new())))
    }

    fn plain(&self, change: Plain) -> Run<(u64, Body)> {
        signon::plain(&self.shared, change)?;
        Ok((0, Body::Ok))
    }

    fn query(&mut self, query: &Query) -> Run<(u64, Body)> {
        let actor = self.actor_now()?;
        if let Query::List(list) = query {
            self.taken_out(&actor, list)?;
        }
        if let Query::Paper(subject) = query {
            self.printed(&actor, &[*subject])?;
        }
        if let Query::Papers(kind, names) = query
            && kind == queries::paper::WORK_SLIP
        {
            let subjects = self.named(&actor, names)?;
            self.printed(&actor, &subjects)?;
        }
        search::bounded(query)?;
        let office = self.shared.office();
        let tx = self.shared.store.read()?;
        let seq = audit::head(&*tx)?.seq;
        // Only what searches holds the text: the writer waits for it before it answers.
        let searches = matches!(
            query,
            Query::Find(..) | Query::Intake(_) | Query::Choices(..)
        );
        if searches {
            search::begin(&self.shared)?;
        }
        let text = searches.then(|| {
            let held = self.shared.search.read();
            held.unwrap_or_else(PoisonError::into_inner)
        });
        let asking = Asking {
            tx: &*tx,
            office: &office,
            actor: &actor,
            now: self.shared.clock.now(),
            search: text.as_deref().and_then(Option::as_ref),
        };
        let mut reply = queries::answer(asking, query)?;
        drop(text);
        // Only a screen shows panes: scripts and the command line do not.
        if matches!(query, Query::Pane(..)) && actor.may(Right::Desk) {
            self.shared.hub.takes_calls(self.number);
        }
        if let (Query::List(list), Reply::List(listing)) = (query, &reply) {
            self.shown_whole(&actor, list, listing)?;
        }
        match &mut reply {
            // What is asked for once more after the end is taken out once more.
            Reply::List(listing) if listing.next.is_none() => self.taken = None,
            // What another terminal has open is being typed there.
            Reply::Drafts(drafts, _) => {
                let elsewhere = self.shared.hub.kept_elsewhere(self.number);
                drafts.retain(|draft| draft::id(draft).is_ok_and(|id| !elsewhere.contains(&id)));
            }
            Reply::Header(header) => {
                header.books_wrong = self.shared.books.faults().unwrap_or(0);
                header.damaged = self.shared.values.faults().unwrap_or(0);
            }
            Reply::Papers(papers) => paper::put_in(&self.shared.data, papers),
            Reply::Verify(found) => evidence::verify(&*tx, &self.shared.data, found)?,
            Reply::DutyHealth(health) => {
                evidence::verify_duties(&*tx, &self.shared.data, health)?;
            }
            _ => {}
        }
        Ok((seq, Body::Reply(Box::new(reply))))
    }

    fn status(&self) -> Run<(u64, Body)> {
        let tx = self.shared.store.read()?;
        let head = audit::head(&*tx)?;
        let anchor: String = crate::storage::codec::hex(&head.hash)
            .chars()
            .take(10)
            .collect();
        Ok((
            head.seq,
            Body::Status(Status {
                pid: std::process::id(),
                version: env!("CARGO_PKG_VERSION").to_owned(),
                data: self.shared.data.display().to_string(),
                seq: head.seq,
                terminals: u32::try_from(self.shared.hub.others(self.number)).unwrap_or(u32::MAX),
                anchor,
                seated: self.seated(),
                books_wrong: self.shared.books.faults(),
                books_percent: self.shared.books.percent(),
                damaged: self.shared.values.faults(),
                counters: u32::try_from(self.shared.hub.counters()).unwrap_or(u32::MAX),
            }),
        ))
    }
}
