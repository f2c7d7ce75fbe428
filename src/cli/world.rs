//! What one run of the program works with: streams, words, secrets, the way to a server; tests bring their own.

use std::io::Write;

use crate::cli::args::Global;
use crate::cli::fault::{DONE, Fault};
use crate::cli::hex;
use crate::cli::print::{print_block, print_json, print_safe};
use crate::cli::secrets::Secrets;
use crate::cli::talk::{Here, Talk, unexpected};
use crate::client::link::Link;
use crate::config::{Environment, PathFault, Paths};
use crate::domain::error::Why;
use crate::locale::{Arg, Words, cause, cause_in};
use crate::service::clock::Clock;
use crate::service::requests::RequestId;
use crate::wire::{Ask, Body, Pin, Seated};

/// The way to a server.
pub trait Reach {
    /// Connects to the server of a data folder. With `start` one is started if none runs; without,
    /// `None` says that there is none.
    /// `slow` is called once if that takes longer than a moment.
    fn reach(
        &mut self,
        paths: &Paths,
        start: bool,
        slow: &mut dyn FnMut(),
    ) -> Result<Option<Box<dyn Link>>, Fault>;
}

/// The surroundings of one run.
pub struct World<'w> {
    pub environment: Environment,
    pub out: &'w mut dyn Write,
    pub err: &'w mut dyn Write,
    /// Whether somebody watches `err` on a terminal.
    pub watched: bool,
    /// Columns of the terminal that shows `out`; none where that is no terminal.
    pub room: Option<usize>,
    pub secrets: &'w mut dyn Secrets,
    pub reach: &'w mut dyn Reach,
    pub clock: &'w dyn Clock,
}

/// A name and the PIN that goes with it.
pub struct Credentials {
    name: String,
    pin: Pin,
}

impl Credentials {
    /// Signs on over this link.
    pub fn sign_on(&self, link: &mut dyn Link) -> Result<Seated, Fault> {
        let (name, pin) = (self.name.clone(), self.pin.clone());
        match Talk::new(link).ask(Ask::SignOn { name, pin })? {
            Body::Seated(seated) if seated.person.is_some() => Ok(seated),
            Body::Seated(_) => Err(Why::NotSignedOn.into()),
            _ => Err(unexpected()),
        }
    }
}

/// One run: its surroundings, its words and what holds for every sub-command.
pub struct Run<'w> {
    pub world: World<'w>,
    pub words: Words,
    pub global: Global,
    /// Where and when the office is, once it was asked.
    pub here: Option<Here>,
}

impl Run<'_> {
    /// Prints a line for whoever reads the output.
    pub fn print(&mut self, line: &str) -> Result<(), Fault> {
        Ok(print_safe(self.world.out, line)?)
    }

    /// Prints several lines.
    pub fn print_block(&mut self, block: &str) -> Result<(), Fault> {
        Ok(print_block(self.world.out, block)?)
    }

    /// What came of something that is done by now was printed, or could not be: that undoes nothing, and an exit
    /// code that said so would have it done twice.
    pub fn told(&mut self, printed: Result<(), Fault>, request: RequestId) -> Result<(), Fault> {
        let Err(Fault::Said(said)) = printed else {
            return printed;
        };
        let id = hex::encode(&request);
        let mut facts = vec![("request", Arg::Text(&id))];
        let detail = said.facts.iter().find(|(name, _)| *name == "detail");
        let detail = detail.map(|(_, text)| cause_in(&self.words, text));
        facts.push(("detail", Arg::Text(detail.as_deref().unwrap_or_default())));
        let line = self.words.with("cli-done-unprinted", &facts);
        self.tell(&line);
        Err(Fault::Ended(DONE))
    }

    /// Prints one JSON object on one line.
    pub fn print_json(&mut self, value: &impl serde::Serialize) -> Result<(), Fault> {
        Ok(print_json(self.world.out, value)?)
    }

    /// Prints a sentence of the words.
    pub fn say(&mut self, key: &str, facts: &[(&str, Arg<'_>)]) -> Result<(), Fault> {
        let line = self.words.with(key, facts);
        self.print(&line)
    }

    /// Prints a sentence for people beside the output; that it cannot be printed is no fault.
    pub fn tell(&mut self, line: &str) {
        let _ = print_safe(self.world.err, line);
    }

    /// The places of the data folder in force.
    pub fn paths(&self) -> Result<Paths, Fault> {
        let paths = self.places()?;
        // Else it would be taken for a folder that others can write to.
        if std::fs::metadata(&paths.data).is_ok_and(|facts| !facts.is_dir()) {
            let path = paths.data.display().to_string();
            return Err(Fault::said("cli-data-no-folder", &[("path", &path)]));
        }
        Ok(paths)
    }

    fn places(&self) -> Result<Paths, Fault> {
        Paths::new(&self.world.environment, self.global.data.as_deref()).map_err(
            |fault| match fault {
                PathFault::NoHome => Fault::said("cli-no-home", &[]),
                PathFault::SocketTooLong { path, bytes, limit } => Fault::said(
                    "cli-socket-too-long",
                    &[
                        ("path", &path.display().to_string()),
                        ("bytes", &bytes.to_string()),
                        ("limit", &limit.to_string()),
                    ],
                ),
                PathFault::Unresolved { path, source } => Fault::said(
                    "cli-path-unresolved",
                    &[
                        ("path", &path.display().to_string()),
                        ("detail", &cause(&source)),
                    ],
                ),
            },
        )
    }

    /// Connects to the server, starting it if need be, and signs on whoever `--as` names. Where there is
    /// no office yet none is founded: a mistyped folder is not one.
    pub fn connect(&mut self) -> Result<Box<dyn Link>, Fault> {
        let paths = self.paths()?;
        // What cannot be looked at is a shared office's, and its server's business.
        let office = !matches!(paths.database.try_exists(), Ok(false));
        self.connect_if(office)?.ok_or_else(|| {
            let folder = paths.data.display().to_string();
            Fault::said("cli-no-office", &[("folder", &folder)])
        })
    }

    /// Connects like [`Self::connect`], but a new folder becomes an office.
    pub fn connect_or_found(&mut self) -> Result<Box<dyn Link>, Fault> {
        self.connect_if(true)?
            .ok_or_else(|| Fault::said("cli-no-server", &[]))
    }

    /// Connects to the server, starting it if need be; nobody is signed on.
    pub fn reach_server(&mut self) -> Result<Box<dyn Link>, Fault> {
        self.reach_if(true)?
            .ok_or_else(|| Fault::said("cli-no-server", &[]))
    }

    fn reach_if(&mut self, start: bool) -> Result<Option<Box<dyn Link>>, Fault> {
        let paths = self.paths()?;
        let (words, err) = (&self.words, &mut *self.world.err);
        let mut slow = || {
            // Said for comfort; that nobody hears it is no fault.
            let _ = print_safe(err, &words.get("cli-starting"));
        };
        self.world.reach.reach(&paths, start, &mut slow)
    }

    /// Connects to the server; `None` if none runs and none is to be started.
    pub fn connect_if(&mut self, start: bool) -> Result<Option<Box<dyn Link>>, Fault> {
        let Some(mut link) = self.reach_if(start)? else {
            return Ok(None);
        };
        if let Some(who) = self.credentials()? {
            who.sign_on(&mut *link)?;
        }
        Ok(Some(link))
    }

    /// Whoever `--as` names, and the PIN that is asked for.
    pub fn credentials(&mut self) -> Result<Option<Credentials>, Fault> {
        let Some(name) = self.global.actor.clone() else {
            return Ok(None);
        };
        let prompt = self.words.with("cli-pin", &[("name", Arg::Text(&name))]);
        let pin = self.secret(&prompt)?;
        Ok(Some(Credentials { name, pin }))
    }

    /// Asks for a secret without showing it.
    pub fn secret(&mut self, prompt: &str) -> Result<Pin, Fault> {
        self.world
            .secrets
            .ask(prompt)
            .map_err(|error| Fault::said("cli-no-secret", &[("detail", &cause(&error))]))
    }

    /// Where and when the office is; asked once.
    pub fn here(&mut self, talk: &mut Talk<'_>) -> Here {
        let now = self.world.clock.now();
        *self.here.get_or_insert_with(|| talk.here(now))
    }
}
