//! A file a form names as evidence: read beside the screen, then sent in pieces before the command.

use super::{Form, KEEP, READ};
use crate::domain::error::Refusal;
use crate::exchange::evidence::{self, Evidence};
use crate::tui::chore::{Made, Work};
use crate::tui::layers::{Desk, Effect};
use crate::wire::{Ask, Command};

/// The file of a command, or why it cannot be evidence.
struct Came {
    command: Command,
    file: Result<Evidence, Refusal>,
}

impl Form {
    /// Reads the file a command names; nothing where it names none.
    pub(super) fn read_file(&mut self, command: &Command) -> Option<Effect> {
        let path = evidence::path(evidence::named(command)?, crate::config::env::home());
        let command = command.clone();
        self.entry.wait();
        let work: Work = Box::new(move || {
            let file = evidence::read(&path);
            Box::new(Came { command, file })
        });
        Some(Effect::Work(READ, work))
    }

    /// Sends the file that was read and the command behind it.
    pub(super) fn file_read(&mut self, desk: &Desk<'_>, made: Made) -> Vec<Effect> {
        let Ok(came) = made.downcast::<Came>() else {
            return Vec::new();
        };
        let Came { mut command, file } = *came;
        self.entry.come();
        let file = match file {
            Ok(file) => file,
            Err(refusal) => {
                let field = evidence::field(&command);
                let refusal = Refusal::fields(vec![refusal.on(field)]);
                return self.entry.refuse(desk, self.facts.name, &refusal);
            }
        };
        file.put_in(&mut command);
        let keep = file.pieces().map(|piece| Ask::Keep {
            digest: file.digest.to_vec(),
            from: piece.from,
            piece: piece.bytes,
            done: piece.done,
        });
        let mut effects: Vec<Effect> = keep.map(|ask| Effect::Send(KEEP, ask)).collect();
        effects.extend(self.send(desk, command));
        effects
    }
}
