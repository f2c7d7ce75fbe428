//! Runs the screen on a terminal: enters it and always gives it back, waits for everything at once, draws once a turn.

use std::io;
use std::sync::mpsc::{self, Receiver, Sender, channel};
use std::time::{Duration, Instant};

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::client::Link;
use crate::locale::Language;
use crate::terminal::emitter::{Emitter, Output};
use crate::terminal::input::Input;
use crate::terminal::kind::Kind;
use crate::terminal::modes::Modes;
use crate::terminal::pace::{self, Pace};
use crate::terminal::probe;
use crate::terminal::signals::{self, Events, Unwritten, Waker};
use crate::terminal::tty::Tty;
use crate::terminal::width::Widths;
use crate::tui::app::App;
use crate::tui::chore::Finished;
use crate::tui::kit::Kit;
use crate::tui::outbox::Ids;
use crate::tui::say::Said;
use crate::tui::seating;
use crate::tui::theme::Tone;
use crate::tui::turn::{self, Event};
use crate::tui::view;

/// How long the first frame waits for the terminal to tell the width of its rules and for the server to tell what is to
/// be seen; after that it says what it waits for.
const FIRST_FRAME: Duration = Duration::from_millis(100);
/// How long a frame waits for what the server was just asked: it is drawn once, with the answer, and not twice, and what
/// the answer leaves as it is stays on the glass. Nobody sees so little time pass.
const ANSWER: Duration = Duration::from_millis(8);
/// How long after a lost line it is tried again; the last one counts for all further times.
const RETRIES: [Duration; 4] = [
    Duration::from_millis(250),
    Duration::from_secs(1),
    Duration::from_secs(2),
    Duration::from_secs(5),
];
/// How long after the terminal is gone the program may still be there.
const GRACE: Duration = Duration::from_secs(5);
/// The exit code of a program whose terminal is gone, as a shell tells it.
const HUNG_UP: i32 = 129;
/// How long what was said last is waited for when the screen is left.
const LAST_WORDS: Duration = Duration::from_secs(2);
/// What sounds a terminal's bell.
const BELL: u8 = 0x07;

/// Dials the server; nothing if it does not answer now. The waker is to be called when a message has come.
pub type Dial<'a> = Box<dyn FnMut(Waker) -> Option<Box<dyn Link>> + 'a>;

/// What a screen is run with.
pub struct Setup<'a> {
    /// Words, keys, theme, commands; the glyphs are chosen here.
    pub kit: Kit,
    /// What is known of the terminal.
    pub kind: Kind,
    /// Dials the server.
    pub dial: Dial<'a>,
    /// Makes request ids.
    pub ids: Ids,
    /// A sentence to begin with: what was wrong in the user's own files.
    pub said: Option<String>,
    /// Where the data is and how another terminal gets to it.
    pub place: Vec<String>,
    /// Where papers are kept that go to no printer.
    pub papers: Option<std::path::PathBuf>,
    /// The languages to choose from at the first start.
    pub languages: Vec<Language>,
    /// Keeps the language that was chosen for the next time.
    pub keep: Box<dyn FnMut(Language) + 'a>,
}

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// The person left.
    Left,
    /// The person left for the demo.
    Demo,
    /// The terminal is gone.
    HungUp,
    /// A signal asked for it.
    Terminated,
    /// The terminal drew bytes where a character was to be: it does not take UTF-8.
    NotUtf8,
}

/// Runs until it is left.
pub fn run(setup: Setup<'_>) -> io::Result<Ended> {
    let tty = Tty::open()?;
    let mut events = Events::new(&tty)?;
    events.speak(setup.kind.charset);
    let modes = Modes::enter(&tty)?;
    modes.restore_on_panic();
    let _here = watch(&tty)?;
    let ended = Runner::new(setup, &tty, &mut events, &modes)?.run();
    modes.restore();
    ended
}

/// Ends the process if the terminal is gone and the waiting thread does not end by itself, held up elsewhere
/// (reliability.md D21): what was typed is with the server. Dropping what is returned calls it off.
fn watch(tty: &Tty) -> io::Result<Sender<()>> {
    let (here, left) = channel();
    signals::on_hangup(tty, move || {
        if left.recv_timeout(GRACE) == Err(mpsc::RecvTimeoutError::Timeout) {
            std::process::exit(HUNG_UP);
        }
    })?;
    Ok(here)
}

struct Runner<'a, 'e> {
    app: App,
    kind: Kind,
    dial: Dial<'a>,
    link: Option<Box<dyn Link>>,
    /// When the line is tried again, and how often it was.
    retry: Option<(Instant, usize)>,
    keep: Box<dyn FnMut(Language) + 'a>,
    events: &'e mut Events,
    modes: &'e Modes,
    frame: Buffer,
    emitter: Emitter,
    pace: Pace,
    /// Whether what there is to see is not sent yet, because the terminal has not come so far.
    held: bool,
    start: Instant,
    ended: Option<Ended>,
    /// Where work beside the screen leaves what came of it.
    finished: (Sender<Finished>, Receiver<Finished>),
}

impl<'a, 'e> Runner<'a, 'e> {
    fn new(
        setup: Setup<'a>,
        tty: &Tty,
        events: &'e mut Events,
        modes: &'e Modes,
    ) -> io::Result<Self> {
        let size = tty.size()?;
        let mut app = App::new(setup.kit, size, setup.ids);
        app.greeting = setup.said.map(|text| Said::new(text, Tone::Late));
        app.languages = setup.languages;
        app.place = setup.place;
        app.papers = setup.papers;
        let widths = setup.kind.widths();
        app.kit.learn(setup.kind.glyphs(None), widths);
        let output = Output {
            depth: setup.kind.depth,
            widths,
            probed: false,
            synchronised: false,
            basic: setup.kind.basic,
            charset: setup.kind.charset,
        };
        Ok(Self {
            app,
            kind: setup.kind,
            dial: setup.dial,
            link: None,
            retry: Some((Instant::now(), 0)),
            keep: setup.keep,
            events,
            modes,
            frame: Buffer::default(),
            emitter: Emitter::new(output),
            pace: Pace::default(),
            held: false,
            start: Instant::now(),
            ended: None,
            finished: channel(),
        })
    }

    fn run(mut self) -> io::Result<Ended> {
        self.begin()?;
        loop {
            self.converse();
            self.work()?;
            self.hear_at_once()?;
            if self.app.over {
                let demo = self.app.demo;
                self.ended = Some(if demo { Ended::Demo } else { Ended::Left });
            }
            if let Some(ended) = self.ended {
                self.part(ended)?;
                return Ok(ended);
            }
            self.draw();
            let until = self.until();
            for event in self.events.wait(until)? {
                self.take(event)?;
            }
            self.connect();
        }
    }

    fn steady(&self) -> u64 {
        u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    /// When to wake up without any event.
    fn until(&self) -> Option<Instant> {
        let deadline = turn::deadline(&self.app).map(|at| self.start + Duration::from_millis(at));
        let retry = self.retry.map(|(at, _)| at);
        let held = self.pace.deadline().filter(|_| self.held);
        let held = held.map(|at| self.start + Duration::from_millis(at));
        [deadline, retry, held].into_iter().flatten().min()
    }

    /// Asks the terminal how wide its rules are and the server for what is to be seen, and waits a moment for both, so
    /// that the first frame is right and whole.
    fn begin(&mut self) -> io::Result<()> {
        let until = Instant::now() + FIRST_FRAME;
        let asked = self.events.ask_widths().is_ok();
        self.connect();
        loop {
            self.converse();
            let learnt = self.emitter.output().probed || !asked;
            let heard = self.link.is_none() || self.app.outbox.is_quiet();
            let left = self.app.over || self.ended.is_some();
            if (learnt && heard) || left || Instant::now() >= until {
                return Ok(());
            }
            for event in self.events.wait(Some(until))? {
                self.take(event)?;
            }
        }
    }

    /// Dials, if there is no line and it is time.
    fn connect(&mut self) {
        let Some((at, tries)) = self.retry.filter(|_| self.link.is_none()) else {
            return;
        };
        if Instant::now() < at {
            return;
        }
        if let Some(link) = (self.dial)(self.events.waker()) {
            self.link = Some(link);
            self.retry = None;
            self.turn(Event::Connected);
            return;
        }
        let [first, ..] = RETRIES;
        let pause = RETRIES
            .get(tries)
            .or(RETRIES.last())
            .copied()
            .unwrap_or(first);
        self.retry = Some((Instant::now() + pause, tries + 1));
        self.turn(Event::Lost);
    }

    fn turn(&mut self, event: Event) {
        let steady = self.steady();
        turn::take(&mut self.app, event, steady);
        if let Some(language) = self.app.chosen.take() {
            (self.keep)(language);
        }
    }

    /// Says what is to be said and hears what has come, until there is nothing left.
    fn converse(&mut self) {
        while let Some(link) = self.link.as_mut() {
            let said = self.app.outbox.pump(&mut **link);
            if self.app.outbox.has_unsent() {
                self.turn(Event::TooLarge);
                continue;
            }
            let heard = said.and_then(|()| link.poll());
            match heard {
                Ok(Some(message)) => self.turn(Event::Message(message)),
                Ok(None) => return,
                Err(_) => {
                    self.link = None;
                    self.retry = Some((Instant::now(), 0));
                    self.turn(Event::Lost);
                }
            }
        }
    }

    /// Hears the answers that come at once.
    fn hear_at_once(&mut self) -> io::Result<()> {
        let until = Instant::now() + ANSWER;
        while self.link.is_some()
            && !self.app.outbox.is_quiet()
            && !self.app.over
            && self.ended.is_none()
            && Instant::now() < until
        {
            for event in self.events.wait(Some(until))? {
                self.take(event)?;
            }
            self.converse();
        }
        self.work()
    }

    /// Begins work beside the screen, each in a thread of its own, and takes what came of it. What nobody waits
    /// for any more is dropped when it comes.
    fn work(&mut self) -> io::Result<()> {
        for chore in std::mem::take(&mut self.app.chores) {
            let (done, waker) = (self.finished.0.clone(), self.events.waker());
            std::thread::Builder::new()
                .name(String::from("chore"))
                .spawn(move || {
                    // Nobody is left to take it where the screen has been left.
                    if done.send(chore.run()).is_ok() {
                        waker.wake();
                    }
                })?;
        }
        while let Ok(finished) = self.finished.1.try_recv() {
            let steady = self.steady();
            turn::finished(&mut self.app, finished, steady);
            self.converse();
        }
        Ok(())
    }

    fn draw(&mut self) {
        let now = self.steady();
        self.held = self.pace.is_behind(now);
        if self.held {
            return;
        }
        let (cols, rows) = self.app.size;
        self.frame.resize(Rect::new(0, 0, cols, rows));
        self.frame.reset();
        let cursor = view::draw(&self.app, &mut self.frame);
        let mut bytes = self.emitter.draw(&self.frame, cursor);
        if std::mem::take(&mut self.app.calls.bell) {
            bytes.push(BELL);
        }
        if self.pace.sends(bytes.len(), now) {
            bytes.extend_from_slice(pace::QUESTION);
            self.events.expect_answer();
        }
        if self.events.write(&bytes) == Err(Unwritten::Gone) {
            self.ended = Some(Ended::HungUp);
        }
    }

    fn take(&mut self, event: signals::Event) -> io::Result<()> {
        match event {
            signals::Event::Input(Input::Key(key)) => {
                self.app.session.unshown =
                    self.held || self.events.has_waited() || !self.pace.is_shown();
                self.turn(Event::Key(key));
                if self.app.redraw {
                    self.app.redraw = false;
                    self.emitter.repaint();
                    self.pace.anew();
                }
            }
            signals::Event::Input(Input::Paste { text, cut }) => self.turn(Event::Paste(text, cut)),
            signals::Event::Input(Input::CursorReport { row, col }) => self.learn(row, col),
            signals::Event::Input(Input::Ready) => self.pace.heard(),
            signals::Event::Resize { cols, rows } => {
                self.turn(Event::Resize(cols, rows));
                self.emitter.repaint();
            }
            signals::Event::Hangup => self.ended = Some(Ended::HungUp),
            signals::Event::Terminate => self.ended = Some(Ended::Terminated),
            signals::Event::Stop => {
                self.modes.restore();
                signals::stop()?;
                self.come_back()?;
            }
            signals::Event::Continue => self.come_back()?,
            signals::Event::Woken => {}
            signals::Event::Tick => self.turn(Event::Time),
        }
        Ok(())
    }

    /// Takes the terminal again after a stop.
    fn come_back(&mut self) -> io::Result<()> {
        self.modes.again()?;
        self.emitter.repaint();
        self.pace.anew();
        self.turn(Event::Time);
        Ok(())
    }

    /// Takes over what the terminal said of its widths.
    fn learn(&mut self, row: u16, col: u16) {
        let wide = match probe::answer(row, col) {
            Some(probe::Answer::Narrow) => false,
            Some(probe::Answer::Wide) => true,
            // Of the two bytes of a GBK terminal nobody can tell them from a wide glyph.
            Some(probe::Answer::Bytes) if self.kind.charset.is_gb() => return,
            Some(probe::Answer::Bytes) => {
                self.ended = Some(Ended::NotUtf8);
                return;
            }
            None => return,
        };
        let widths = Widths {
            ambiguous_wide: wide,
        };
        self.app.kit.learn(self.kind.glyphs(Some(wide)), widths);
        self.emitter.learn(Output {
            widths,
            probed: true,
            ..self.emitter.output()
        });
    }

    /// The last words: half-filled forms are kept; who leaves in peace waits for what was asked for.
    fn part(&mut self, ended: Ended) -> io::Result<()> {
        seating::save_drafts(&mut self.app);
        if !matches!(ended, Ended::Left | Ended::Demo) {
            if let Some(link) = self.link.as_mut() {
                self.app.outbox.flush(&mut **link);
            }
            return Ok(());
        }
        let until = Instant::now() + LAST_WORDS;
        while self.link.is_some() && self.app.outbox.is_busy() && Instant::now() < until {
            self.converse();
            if self.app.outbox.is_busy() {
                let events = self.events.wait(Some(until))?;
                if events.contains(&signals::Event::Hangup) {
                    break;
                }
            }
        }
        Ok(())
    }
}
