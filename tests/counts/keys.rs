//! Bytes a key costs on the line, counted on the real screen over a real office.

use std::sync::Arc;

use frontdesk::domain::calendar::MINUTE_MS;
use frontdesk::domain::staff::Right;
use frontdesk::service::answer::Answer;
use frontdesk::service::clock::{Clock, SetClock};
use frontdesk::service::execute::{Job, Service};
use frontdesk::service::queries::{Asking, answer};
use frontdesk::storage::Store;
use frontdesk::storage::memory::MemoryStore;
use frontdesk::terminal::emitter::{Emitter, Output};
use frontdesk::wire::{Ask, Body, Person, Reply, Seated};
use ratatui::buffer::Buffer;
use unicode_width::UnicodeWidthStr;

use super::estate::receptionist;
use super::{YOUNG, now};
use crate::support::screen::{Screen, Script, Setup};

/// A server's answers, made by the service itself.
fn served(store: Arc<MemoryStore>, clock: Arc<SetClock>) -> Script {
    let mut service = Service::open(&*store.read().unwrap()).unwrap();
    let actor = receptionist();
    let rights = Right::ALL.iter().copied().filter(|right| actor.may(*right));
    let seated = Seated {
        person: Some(Person {
            name: actor.name.clone(),
            rank: actor.rank,
            sides: Vec::new(),
            rights: rights.collect(),
        }),
        desk: false,
    };
    Box::new(move |ask| {
        Some(match ask {
            Ask::SignOn { .. } => Body::Seated(seated.clone()),
            Ask::Query(query) => {
                let tx = store.read().unwrap();
                let asking = Asking {
                    tx: &*tx,
                    office: service.office(),
                    actor: &actor,
                    now: clock.now(),
                    search: None,
                };
                match answer(asking, query) {
                    Ok(reply) => Body::Reply(Box::<Reply>::new(reply)),
                    Err(halt) => Body::Refused(halt.into_refusal()),
                }
            }
            Ask::Do { request, command } => {
                let job = Job {
                    actor: actor.clone(),
                    request: *request,
                    command: command.clone(),
                    now: clock.now(),
                    salt: [7; 16],
                };
                // Nothing is kept: the office is shared by all tests.
                let mut tx = store.write().unwrap();
                let answer: Answer = service.run(&mut *tx, &job).unwrap();
                Body::Answer(answer)
            }
            _ => Body::Ok,
        })
    })
}

/// A terminal of 80 × 24 whose bytes are counted.
struct Line {
    screen: Screen,
    clock: Arc<SetClock>,
    emitter: Emitter,
    /// What the first frame cost.
    first: usize,
}

impl Line {
    fn open() -> Self {
        let clock = Arc::new(SetClock::new(now()));
        let script = served(Arc::clone(&YOUNG), Arc::clone(&clock));
        let mut line = Self {
            screen: Screen::start(&Setup::of(80, 24), script),
            clock,
            emitter: Emitter::new(Output {
                probed: true,
                ..Output::default()
            }),
            first: 0,
        };
        line.first = line.draw();
        line
    }

    fn draw(&mut self) -> usize {
        let (frame, cursor) = self.screen.frame();
        self.emitter.draw(&frame, cursor).len()
    }

    /// What a key costs.
    fn key(&mut self, key: &str) -> usize {
        self.screen.keys(key);
        self.draw()
    }

    /// What a typed character costs.
    fn typed(&mut self, character: char) -> usize {
        self.screen.types(&character.to_string());
        self.draw()
    }

    /// What a minute costs.
    fn minute(&mut self) -> usize {
        self.clock.set(self.clock.now().plus_minutes(1));
        self.screen.pass(u64::try_from(MINUTE_MS).unwrap());
        self.draw()
    }

    #[track_caller]
    fn shows(&self, text: &str) {
        let picture = self.screen.picture();
        assert!(picture.contains(text), "{text} in\n{picture}");
    }
}

/// The bytes of what can be read, without trailing blanks.
fn text_bytes(frame: &Buffer) -> usize {
    let width = usize::from(frame.area.width);
    let line = |row: &[ratatui::buffer::Cell]| {
        let mut text = String::new();
        let mut x = 0;
        while let Some(cell) = row.get(x) {
            text.push_str(cell.symbol());
            x += cell.symbol().width().max(1);
        }
        text.trim_end().len()
    };
    frame.content().chunks(width).map(line).sum()
}

#[test]
fn the_first_screen() {
    let line = Line::open();
    let text = text_bytes(&line.screen.frame().0);
    assert!(text > 800, "an empty screen:\n{}", line.screen.picture());
    assert!(line.first * 10 <= text * 17, "{} for {text}", line.first);
}

#[test]
fn nothing_changed() {
    let mut line = Line::open();
    assert_eq!(line.draw(), 0, "drawn again");
    line.screen.pass(10);
    let (frame, cursor) = line.screen.frame();
    let bytes = line.emitter.draw(&frame, cursor);
    assert_eq!(String::from_utf8_lossy(&bytes), "", "a moment later");
}

/// Rows on the screen that count the minutes they are late, and how many of them do so in the last column, behind which
/// a cursor has no certain place.
fn counting(line: &Line) -> (usize, usize) {
    let picture = line.screen.picture();
    let rows = picture
        .lines()
        .filter(|row| row.contains(" 超时 ") && row.contains(':'));
    let widths: Vec<usize> = rows.map(UnicodeWidthStr::width).collect();
    (
        widths.len(),
        widths.iter().filter(|width| **width == 80).count(),
    )
}

/// The figures of the top line and of the rules, which change now and then.
fn figures(line: &Line) -> String {
    let picture = line.screen.picture();
    let lines = picture
        .lines()
        .filter(|row| row.contains('·') || row.contains("收缴"));
    lines
        .map(|row| row.split("11-21").next().unwrap())
        .collect()
}

#[test]
fn a_minute() {
    // Two late rows of each pane, as on any day; and a pane full of rows that are late by many hours.
    for (pane, most) in [("4", 40), ("2", 48)] {
        let mut line = Line::open();
        line.key(pane);
        line.minute();
        for _ in 0..8 {
            let (_, at_edge) = counting(&line);
            let before = figures(&line);
            let cost = line.minute();
            let changed = if figures(&line) == before { 0 } else { 40 };
            let most = most + 5 * at_edge + changed;
            assert!(cost > 0 && cost <= most, "{cost} bytes, more than {most}");
        }
    }
}

/// Bytes a row move in a list may cost.
const ROW_MOVE: usize = 40;

#[test]
fn a_row_down_and_up() {
    for pane in ["1", "2", "3", "4"] {
        let mut line = Line::open();
        line.key(pane);
        let keys = "j j j j j j k k k k j k j";
        let costs: Vec<usize> = keys.split(' ').map(|key| line.key(key)).collect();
        assert!(
            costs.iter().all(|cost| *cost > 0 && *cost <= ROW_MOVE),
            "pane {pane}: {costs:?}"
        );
        // A minute has passed, and the cursor is elsewhere.
        line.minute();
        let cost = line.key("k");
        assert!(cost <= ROW_MOVE, "pane {pane}, later: {cost}");
    }
}

/// Bytes of the count of the rows below.
const BELOW: usize = 20;

#[test]
fn scrolling_by_one() {
    let mut line = Line::open();
    line.key("2");
    for at in 0..30 {
        let cost = line.key("j");
        let picture = line.screen.picture();
        let row = picture.lines().find(|row| row.starts_with('>')).unwrap();
        let most = row.len() + 24 + ROW_MOVE + BELOW;
        assert!(cost <= most, "row {at}: {cost}, more than {most}");
    }
}

/// Types a line; each character costs at most `most`, or what it brings onto the screen and a little more.
#[track_caller]
fn typed(line: &mut Line, text: &str, most: usize) {
    for character in text.chars() {
        let before = line.screen.picture();
        let cost = line.typed(character);
        let after = line.screen.picture();
        let fresh = after.lines().filter(|row| !before.contains(row.trim()));
        let fresh: usize = fresh.map(|row| row.trim().len()).sum();
        let most = most.max(60 + fresh * 5 / 4);
        assert!(
            cost > 0 && cost <= most,
            "{character} costs {cost}, more than {most}, for {fresh} of text:\n{before}\n{after}"
        );
    }
}

#[test]
fn a_typed_character() {
    let mut line = Line::open();
    line.key("c");
    // The last digit names a home: its people, its open tickets, its arrears appear.
    typed(&mut line, "1-2-302", 100);
    line.shows("139****");
    // So do a likely worker, and what may be the same matter.
    typed(&mut line, " 厨房水管漏水", 100);
    line.shows("疑似同一件");
    typed(&mut line, " 急", 100);
}

#[test]
fn a_character_typed_into_a_plain_field() {
    let mut line = Line::open();
    line.key("2");
    line.key("m");
    // The first one says that something is not saved yet.
    line.typed('a');
    let costs: Vec<usize> = "bcd水管".chars().map(|c| line.typed(c)).collect();
    assert!(
        costs.iter().all(|cost| (1..=10).contains(cost)),
        "{costs:?}"
    );
}
