//! The way to the real server: connect, else start it where the data folder is one's own.

use crate::cli::fault::Fault;
use crate::cli::world::Reach;
use crate::client::autostart::{ConnectError, Starter, connect};
use crate::client::link::Link;
use crate::client::socket_link::HelloError;
use crate::config::Paths;
use crate::domain::error::{Refusal, Why};
use crate::locale::cause;

/// The server of a data folder.
#[derive(Debug, Clone, Copy, Default)]
pub struct Server;

impl Reach for Server {
    fn reach(
        &mut self,
        paths: &Paths,
        start: bool,
        slow: &mut dyn FnMut(),
    ) -> Result<Option<Box<dyn Link>>, Fault> {
        let program = std::env::current_exe()?;
        let starter = start.then_some(Starter {
            program: &program,
            slow,
        });
        // Nobody waits for anything else than the link here.
        match connect(paths, Box::new(|| {}), starter) {
            Ok(link) => Ok(Some(Box::new(link))),
            Err(ConnectError::NotStarted { .. }) if !start => Ok(None),
            Err(error) => Err(fault(&error)),
        }
    }
}

fn fault(error: &ConnectError) -> Fault {
    match error {
        ConnectError::NotOurs { folder } => Fault::said("cli-not-ours", &[("folder", folder)]),
        ConnectError::Unsafe { folder } => Fault::said("cli-unsafe-folder", &[("folder", folder)]),
        ConnectError::Impostor { socket } => Fault::said("cli-impostor", &[("socket", socket)]),
        ConnectError::NotStarted { said } if said.is_empty() => Fault::said("cli-server-slow", &[]),
        // The server has said why in a sentence of its own.
        ConnectError::NotStarted { said } => Fault::said("cli-server-failed", &[("said", said)]),
        ConnectError::Hello(hello) => greeting(hello),
        ConnectError::Io(error) => {
            Fault::said("cli-server-unreachable", &[("detail", &cause(error))])
        }
    }
}

fn greeting(error: &HelloError) -> Fault {
    match error {
        HelloError::Foreign => Fault::said("cli-unexpected", &[]),
        HelloError::Protocol {
            server,
            ours,
            server_is_older,
        } => {
            let key = if *server_is_older {
                "cli-server-older"
            } else {
                "cli-server-newer"
            };
            Fault::said(key, &[("server", server), ("ours", ours)])
        }
        HelloError::Account => Refusal::new(Why::UnknownAccount)
            .with("account", account())
            .into(),
        HelloError::Full => Fault::said("cli-server-full", &[]),
        HelloError::Stopping => Why::Stopping.into(),
        HelloError::Io(error) => {
            Fault::said("cli-server-unreachable", &[("detail", &cause(error))])
        }
    }
}

fn account() -> String {
    crate::server::peer::account_of(rustix::process::getuid().as_raw())
}
