//! Acts in the order of their time, and the stage on which they are played by the real commands.

use std::collections::BTreeMap;

use crate::domain::calendar::Instant;
use crate::domain::error::{Refusal, Why};
use crate::domain::follow_up::FollowUp;
use crate::domain::id::Number;
use crate::domain::staff::{Actor, Rank, Staff};
use crate::service::answer::Answer;
use crate::service::command::{About, Command, row};
use crate::service::execute::{Job, Service};
use crate::service::halt::Halt;
use crate::service::office::Office;
use crate::service::{books, lookup, pins};
use crate::storage::codec::Key;
use crate::storage::kept::indexes::FOLLOW_UP_BY_TICKET;
use crate::storage::{CommitTx, Direction};

use super::DemoFault;
use super::chance::Chance;
use super::data::{OfficeFile, StoryFile};

/// What stands before the name of a ticket whose follow-up is meant.
const FOLLOW: &str = "follow:";
/// What stands before minutes after an act, in the place of a day and time.
const AFTER: char = '@';
/// The seat the demo's acts come from, for the audit lines.
const SEAT: &str = "demo";

/// What an act is about.
#[derive(Debug, Clone)]
pub(super) enum Of {
    Nothing,
    /// As people type it.
    Text(String),
    /// What an earlier act made and named.
    Named(String),
    /// The open follow-up of a ticket made and named before.
    FollowUp(String),
}

/// One act.
#[derive(Debug, Clone)]
pub(super) struct Act {
    pub(super) at: Instant,
    /// Who does it; nobody for the office itself.
    pub(super) by: String,
    pub(super) command: Command,
    pub(super) about: Of,
    /// What it makes is called so in later acts.
    pub(super) name: Option<String>,
    /// Pays all that the home owes then.
    pub(super) all: bool,
    /// Carries a PIN, to be sealed with this pepper.
    pub(super) sealed: Option<Vec<u8>>,
}

impl Act {
    /// An act about nothing that names nothing.
    pub(super) fn new(at: Instant, by: &str, command: Command) -> Self {
        Self {
            at,
            by: by.to_owned(),
            command,
            about: Of::Nothing,
            name: None,
            all: false,
            sealed: None,
        }
    }

    /// Sets what it is about.
    pub(super) fn about(self, about: Of) -> Self {
        Self { about, ..self }
    }

    /// Names what it makes.
    pub(super) fn named(self, name: impl Into<String>) -> Self {
        Self {
            name: Some(name.into()),
            ..self
        }
    }
}

/// The acts still to be played, and what those played have made.
#[derive(Debug, Default)]
pub(super) struct Script {
    acts: Vec<Act>,
    made: BTreeMap<String, Number>,
}

impl Script {
    /// Adds an act.
    pub(super) fn add(&mut self, act: Act) {
        self.acts.push(act);
    }

    /// Takes the acts out, earliest first; acts of one instant in the order they were added.
    pub(super) fn in_order(&mut self) -> Vec<Act> {
        let mut acts = std::mem::take(&mut self.acts);
        acts.sort_by_key(|act| act.at);
        acts
    }

    /// Adds the acts of the story.
    pub(super) fn story(
        &mut self,
        file: &OfficeFile,
        story: &StoryFile,
        now: Instant,
        office: &Office,
    ) -> Result<(), DemoFault> {
        let desk = file
            .staff
            .first()
            .and_then(|first| first.get("name"))
            .ok_or_else(|| DemoFault::Unknown(String::from("staff")))?;
        for told in &story.acts {
            let at = now.plus_minutes(-told.ago);
            let mut command = Command::new(&told.command);
            for (name, text) in &told.args {
                command = command.arg(name, moment(office, at, text));
            }
            let by = told.by.as_ref().unwrap_or(desk);
            let mut act = Act::new(at, by, command).about(of(&told.command, told.about.as_deref()));
            act.name.clone_from(&told.name);
            self.add(act);
        }
        Ok(())
    }
}

/// What the text after `about` means for this command.
fn of(command: &str, about: Option<&str>) -> Of {
    let Some(about) = about else {
        return Of::Nothing;
    };
    if let Some(ticket) = about.strip_prefix(FOLLOW) {
        return Of::FollowUp(ticket.to_owned());
    }
    match row(command).map(|row| row.about) {
        Some(About::Household | About::Staff | About::Person) => Of::Text(about.to_owned()),
        _ => Of::Named(about.to_owned()),
    }
}

/// Writes `@210` as the day and time so many minutes after the act.
fn moment(office: &Office, at: Instant, text: &str) -> String {
    let Some(minutes) = text.strip_prefix(AFTER).and_then(|m| m.parse::<i64>().ok()) else {
        return text.to_owned();
    };
    let then = at.plus_minutes(minutes);
    let minute = office.zone.minute_of(then);
    format!(
        "{} {:02}:{:02}",
        office.today(then),
        minute / 60,
        minute % 60
    )
}

/// The service over one transaction, with the people who act.
pub(super) struct Stage<'t> {
    tx: &'t mut dyn CommitTx,
    pub(super) service: Service,
    chance: Chance,
    actors: BTreeMap<String, Actor>,
}

impl<'t> Stage<'t> {
    /// Opens the stage.
    pub(super) fn open(tx: &'t mut dyn CommitTx, seed: u64) -> Result<Self, DemoFault> {
        let service = Service::open(tx.as_read())?;
        Ok(Self {
            tx,
            service,
            // Request ids are drawn apart from what happens.
            chance: Chance::new(!seed),
            actors: BTreeMap::new(),
        })
    }

    /// Everybody of the office.
    pub(super) fn people(&self) -> Result<Vec<Staff>, DemoFault> {
        Ok(lookup::every(self.tx.as_read())?)
    }

    /// Who is called so; nobody is the office itself.
    pub(super) fn actor(&mut self, name: &str) -> Result<Actor, DemoFault> {
        if name.is_empty() {
            return Ok(Actor {
                rank: Rank::Leadership,
                ..Actor::system()
            });
        }
        if let Some(actor) = self.actors.get(name) {
            return Ok(actor.clone());
        }
        let staff = self
            .people()?
            .into_iter()
            .find(|staff| staff.name == name)
            .ok_or_else(|| DemoFault::Unknown(name.to_owned()))?;
        let actor = Actor {
            staff: staff.id,
            name: staff.name,
            rank: staff.rank,
            sides: staff.sides,
            seat: SEAT.to_owned(),
        };
        self.actors.insert(name.to_owned(), actor.clone());
        Ok(actor)
    }

    /// Plays one act.
    pub(super) fn play(&mut self, act: &Act, script: &mut Script) -> Result<(), DemoFault> {
        let mut command = act.command.clone();
        command.subject = self.subject(act, script)?;
        if act.all {
            command = self.with_all_owed(command)?;
        }
        let request = self.chance.bytes();
        if let Some(pepper) = &act.sealed {
            pins::seal(&mut command, &request, pepper, None).map_err(Halt::from)?;
        }
        let job = Job {
            actor: self.actor(&act.by)?,
            request,
            command,
            now: act.at,
            salt: self.chance.bytes(),
        };
        let done = match self.service.run(self.tx, &job)? {
            Answer::Done(done) | Answer::Pending(done) => done,
            Answer::Refused(refusal) => return Err(refused(&job, refusal)),
            Answer::Unknown(detail) => {
                let refusal = Refusal::new(Why::Storage).with("detail", detail);
                return Err(refused(&job, refusal));
            }
        };
        // A contact's own number is its; what is spoken of later is the ticket it opened.
        if let (Some(name), Some(number)) = (&act.name, done.also.first().copied().or(done.number))
        {
            script.made.insert(name.clone(), number);
        }
        Ok(())
    }

    /// The record an act is about, as its command names it.
    fn subject(&self, act: &Act, script: &Script) -> Result<Option<String>, DemoFault> {
        let named = |name: &String| {
            script
                .made
                .get(name)
                .copied()
                .ok_or_else(|| DemoFault::Unknown(name.clone()))
        };
        Ok(match &act.about {
            Of::Nothing => None,
            Of::Text(text) => Some(text.clone()),
            Of::Named(name) => Some(named(name)?.full()),
            Of::FollowUp(name) => {
                let tx = self.tx.as_read();
                let ticket = lookup::id_of_number(tx, named(name)?)?.unwrap_or_default();
                let key = Key::new().u64(ticket);
                let all: Vec<FollowUp> =
                    lookup::all(tx, FOLLOW_UP_BY_TICKET, key, Direction::Backward, 10)?;
                let open = all.into_iter().find(FollowUp::open);
                let open = open.ok_or_else(|| DemoFault::Unknown(format!("{FOLLOW}{name}")))?;
                Some(open.number.full())
            }
        })
    }

    /// Puts the amount into a payment of everything.
    fn with_all_owed(&self, command: Command) -> Result<Command, DemoFault> {
        let tx = self.tx.as_read();
        let code = command.subject.clone().unwrap_or_default();
        let home = lookup::premises(tx, self.service.office(), &code)?;
        let owed = books::owed_by(tx, home.id)?;
        Ok(command.arg("amount", owed.plain()))
    }
}

fn refused(job: &Job, refusal: Refusal) -> DemoFault {
    DemoFault::Refused {
        command: job.command.name.clone(),
        about: job.command.subject.clone().unwrap_or_default(),
        at: job.now,
        refusal: Box::new(refusal),
    }
}
