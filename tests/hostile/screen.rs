//! Hostile text on the screen: typed, pasted, and read from spoilt books.

use std::sync::Arc;

use frontdesk::terminal::emitter::{Emitter, Output};
use frontdesk::terminal::grammar;
use frontdesk::tui::turn::Event;

use super::books::{all, spoilt};
use super::office::{self, Office};
use super::{STEERING, raw};
use crate::support::screen::{Screen, Setup};

/// Ways to every screen a text can be typed into or read on.
pub const WAYS: &[&str] = &[
    "1", "1 enter", "2", "2 enter", "2 e", "2 h", "2 space", "3", "4", "c", "v", "r", "t", "/",
    ":", "g u", "U", "?", "2 m", "2 a", "2 d", "2 w", "2 X", "2 z", "2 p", "g w", "g b", "g p",
    "g f", "g s",
];

/// A terminal on the office, with the bytes it gets.
pub struct Line {
    pub screen: Screen,
    emitter: Emitter,
}

impl Line {
    pub fn to(office: &Office) -> Self {
        let office = Arc::clone(office);
        let script = Box::new(move |ask: &_| Some(office::told(&office, ask)));
        Self {
            screen: Screen::start(&Setup::of(80, 24), script),
            emitter: Emitter::new(Output::default()),
        }
    }

    /// What is sent for the frame holds nothing that a terminal might obey but what the emitter itself says.
    #[track_caller]
    pub fn look(&mut self) -> String {
        let (frame, cursor) = self.screen.frame();
        let bytes = self.emitter.draw(&frame, cursor);
        assert_eq!(grammar::fault(&bytes), None);
        let picture = self.screen.picture();
        assert_eq!(raw(&picture), None, "{picture:?}");
        picture
    }
}

#[test]
fn spoilt_books_are_read_safely_everywhere() {
    let office = spoilt();
    let mut shown = 0;
    for way in WAYS {
        let mut line = Line::to(&office);
        line.look();
        line.screen.keys(way);
        shown += usize::from(line.look().contains("PWNED"));
        line.screen.keys("tab down");
        line.look();
    }
    assert!(shown > 5, "only {shown} screens showed it");
}

#[test]
fn pasted_and_typed_text_steers_nothing() {
    let office = office::open();
    let all = all();
    for (at, way) in WAYS.iter().enumerate() {
        let mut line = Line::to(&office);
        line.screen.keys(way);
        let text = STEERING[at % STEERING.len()];
        for text in [text, &all] {
            line.screen.event(Event::Paste(text.to_owned(), false));
            line.look();
        }
        line.screen.types(text);
        line.look();
        line.screen.keys("enter");
        line.look();
    }
}
