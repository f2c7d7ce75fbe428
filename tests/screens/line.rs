//! What a step costs on the line to the terminal (performance.md goals 3, 4, 7, 13).

use frontdesk::terminal::emitter::{Emitter, Output};

use super::day;
use crate::support::screen::Screen;

/// A screen with the emitter that draws it.
struct Line {
    screen: Screen,
    emitter: Emitter,
}

impl Line {
    fn start(cols: u16, rows: u16) -> Self {
        let output = Output {
            probed: true,
            ..Output::default()
        };
        let mut line = Self {
            screen: day::screen(cols, rows),
            emitter: Emitter::new(output),
        };
        line.cost();
        line
    }

    /// Bytes the next frame takes.
    fn cost(&mut self) -> usize {
        let (frame, cursor) = self.screen.frame();
        self.emitter.draw(&frame, cursor).len()
    }

    fn keys(&mut self, keys: &str) -> usize {
        self.screen.keys(keys);
        self.cost()
    }
}

#[test]
fn a_row_move_is_cheap() {
    let mut line = Line::start(80, 24);
    for step in 0..5 {
        let cost = line.keys("j");
        assert!(cost <= 44, "step {step}: {cost}");
    }
}

#[test]
fn nothing_changed_is_nothing_sent() {
    let mut line = Line::start(80, 24);
    assert_eq!(line.cost(), 0);
    line.screen.silence();
    line.screen.pass(30_000);
    assert_eq!(line.cost(), 0);
}

#[test]
fn a_minute_costs_little() {
    let mut line = Line::start(80, 24);
    line.screen.silence();
    line.screen.pass(60_000);
    let cost = line.cost();
    assert!(cost <= 60, "{cost}");
}

#[test]
fn a_typed_character_costs_little() {
    let mut line = Line::start(80, 24);
    line.keys("m");
    line.keys("x");
    for character in ["a", "b", "c"] {
        let cost = line.keys(character);
        assert!(cost <= 10, "{character}: {cost}");
    }
}

#[test]
fn the_first_screen_is_hardly_more_than_its_text() {
    let screen = day::screen(80, 24);
    let output = Output {
        probed: true,
        ..Output::default()
    };
    let mut emitter = Emitter::new(output);
    let (frame, cursor) = screen.frame();
    let bytes = emitter.draw(&frame, cursor).len();
    let text = screen.picture().len();
    assert!(bytes * 10 <= text * 17, "{bytes} for {text}");
}

#[test]
fn keys_typed_ahead_are_drawn_once() {
    let mut line = Line::start(80, 24);
    let keys = vec!["j"; 200].join(" ");
    let cost = line.keys(&keys);
    assert!(cost <= 4096, "{cost}");
}
