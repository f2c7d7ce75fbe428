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
        let bytes = self.emitter.draw(&frame, cursor);
        if std::env::var_os("SEE").is_some() {
            println!("{:?}", String::from_utf8_lossy(&bytes));
        }
        bytes.len()
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

#[test]
fn a_minute() {
    let mut line = Line::open();
    let costs: Vec<usize> = (0..5).map(|_| line.minute()).collect();
    println!("minutes: {costs:?}");
    assert!(costs.iter().all(|cost| *cost > 0), "{costs:?}");
}

/// Bytes a row move in a list may cost. The aim is 40; the mark of what is late, which stands between
/// the cursor's mark and the number, costs up to three more.
const ROW_MOVE: usize = 43;

#[test]
fn a_row_down_and_up() {
    for pane in ["1", "2", "3", "4"] {
        let mut line = Line::open();
        line.key(pane);
        let costs: Vec<usize> = ["j", "j", "j", "k", "k"].map(|key| line.key(key)).to_vec();
        println!("pane {pane}: {costs:?}\n{}", line.screen.picture());
        assert!(
            costs.iter().all(|cost| *cost > 0 && *cost <= ROW_MOVE),
            "pane {pane}: {costs:?}"
        );
    }
}

#[test]
fn scrolling_by_one() {
    let mut line = Line::open();
    line.key("2");
    let costs: Vec<usize> = (0..30).map(|_| line.key("j")).collect();
    println!("{costs:?}");
}

#[test]
fn a_typed_character() {
    let mut line = Line::open();
    line.key("c");
    let costs: Vec<usize> = "1-2-302 ".chars().map(|c| line.typed(c)).collect();
    println!("intake: {costs:?}\n{}", line.screen.picture());
    line.shows("1-2-302");
}
