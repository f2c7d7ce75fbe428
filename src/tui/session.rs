//! Who sits here, how the line to the server is, and the figures of the day.

use crate::domain::office::Draft;
use crate::domain::staff::Right;
use crate::wire::view::Header;
use crate::wire::view::Named;
use crate::wire::{Seated, Subject};

/// How the line to the server is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Line {
    /// Not there yet.
    #[default]
    Coming,
    /// There.
    Up,
    /// Lost; tried again.
    Lost,
}

/// What is known of the person, the desk and the day.
#[derive(Debug, Clone, Default)]
pub struct Session {
    /// Who sits here.
    pub seated: Seated,
    /// The figures of the top line, once they have come.
    pub header: Option<Header>,
    /// The line to the server.
    pub line: Line,
    /// The half-filled forms the server keeps that are not open here.
    pub drafts: Vec<Draft>,
    /// Who those are that half-filled forms are about.
    pub named: Vec<Named>,
    /// When the last key was pressed, on the steady clock.
    pub typed_at: u64,
    /// Whether the desk is locked: nothing personal shows, and nothing but a PIN is taken.
    pub locked: bool,
    /// Whose work is on the screen, also while the desk is locked.
    pub owner: String,
    /// What others typed here that never reached the server, and whose it is: theirs again when they sign on.
    pub left: Vec<(String, Draft)>,
    /// The minute the figures were asked for last.
    pub minute: i64,
    /// The record the others were told is open here.
    pub viewing: Option<Subject>,
    /// Who has it open elsewhere.
    pub others: Vec<String>,
    /// Whether the last key was pressed before the terminal showed what it was pressed on, as far as that is known.
    pub unshown: bool,
    /// Forms open, for the depth shown in each.
    pub depth: u32,
}

impl Session {
    /// Whether the person signed on has a right.
    pub fn may(&self, right: Right) -> bool {
        let person = self.seated.person.as_ref();
        person.is_some_and(|person| person.rights.contains(&right))
    }

    /// The name of the person signed on.
    pub fn person(&self) -> &str {
        self.seated
            .person
            .as_ref()
            .map_or("", |person| person.name.as_str())
    }

    /// Milliseconds without a key after which the desk locks; none for never.
    pub fn lock_after(&self) -> Option<u64> {
        let minutes = self.header.as_ref()?.lock_after;
        let minutes = u64::try_from(minutes).ok().filter(|minutes| *minutes > 0)?;
        (self.seated.desk && self.seated.person.is_some()).then_some(minutes * 60_000)
    }
}
