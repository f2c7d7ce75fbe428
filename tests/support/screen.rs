//! The screen without a terminal: keys in, text out, with a server that answers from a script.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use frontdesk::client::{Link, LinkError, Wake};
use frontdesk::locale::{Language, Words};
use frontdesk::terminal::glyphs::Set;
use frontdesk::terminal::width::Widths;
use frontdesk::tui::app::App;
use frontdesk::tui::commands::known_names;
use frontdesk::tui::keymap;
use frontdesk::tui::kit::Kit;
use frontdesk::tui::theme::Theme;
use frontdesk::tui::turn::{self, Event};
use frontdesk::tui::view;
use frontdesk::wire::{Ask, Body, Message};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use unicode_width::UnicodeWidthStr;

/// What a script answers; nothing for silence.
pub type Script = Box<dyn FnMut(&Ask) -> Option<Body> + Send>;

/// What was asked, in order.
pub type Asked = Arc<Mutex<Vec<Ask>>>;

/// A server that answers from a script.
pub struct Double {
    script: Script,
    asked: Asked,
    /// What was asked in silence, to be answered later.
    unanswered: Vec<(u32, Ask)>,
    inbox: VecDeque<Message>,
    last: u32,
    /// The audit line its answers are read from.
    pub seq: u64,
    /// Whether the line is cut.
    pub gone: bool,
    /// Whether no command fits the line.
    pub narrow: bool,
}

impl Double {
    fn answer(&mut self, id: u32, ask: &Ask) {
        match (self.script)(ask) {
            Some(body) => self.inbox.push_back(Message::Reply {
                id,
                seq: self.seq,
                body: Box::new(body),
            }),
            None => self.unanswered.push((id, ask.clone())),
        }
    }

    /// Answers from another script from now on.
    pub fn script(&mut self, script: Script) {
        self.script = script;
    }
}

impl Link for Double {
    fn send(&mut self, ask: Ask) -> Result<u32, LinkError> {
        if self.gone {
            return Err(LinkError::Gone);
        }
        if self.narrow && matches!(ask, Ask::Do { .. }) {
            return Err(LinkError::TooLarge);
        }
        self.last += 1;
        self.asked.lock().unwrap().push(ask.clone());
        self.answer(self.last, &ask);
        Ok(self.last)
    }

    fn poll(&mut self) -> Result<Option<Message>, LinkError> {
        if self.gone {
            return Err(LinkError::Gone);
        }
        Ok(self.inbox.pop_front())
    }

    fn wake_by(&mut self, _: Wake) {}

    fn wait(&mut self) -> Result<Message, LinkError> {
        self.poll()?.ok_or(LinkError::Gone)
    }
}

/// An app with its double of a server.
pub struct Screen {
    pub app: App,
    pub link: Double,
    pub asked: Asked,
    /// The steady clock.
    pub steady: u64,
    /// Whether work beside the screen is left undone for now.
    pub slow: bool,
}

/// How a screen is set up.
pub struct Setup {
    pub size: (u16, u16),
    pub language: Language,
    pub set: Set,
    pub ambiguous_wide: bool,
    pub theme: Theme,
    pub style: &'static str,
}

impl Setup {
    /// The usual terminal of this size.
    pub fn of(cols: u16, rows: u16) -> Self {
        Self {
            size: (cols, rows),
            language: Language::ZhHans,
            set: Set::Unicode,
            ambiguous_wide: false,
            theme: Theme::Sixteen,
            style: "default",
        }
    }
}

impl Screen {
    /// Starts a screen and connects it to a server that answers from `script`.
    pub fn start(setup: &Setup, script: Script) -> Self {
        let style = keymap::style(setup.style).unwrap();
        let loaded = keymap::load(&[style], &known_names());
        assert_eq!(loaded.faults.len(), 0, "{:?}", loaded.faults);
        let widths = Widths {
            ambiguous_wide: setup.ambiguous_wide,
        };
        let kit = Kit::new(
            Words::load(setup.language),
            loaded.keymap,
            setup.theme,
            (setup.set, widths),
            frontdesk::wire::commands().collect(),
        );
        let mut number = 0_u8;
        let ids = Box::new(move || {
            number += 1;
            [number; 16]
        });
        let asked = Asked::default();
        let mut screen = Self {
            app: App::new(kit, setup.size, ids),
            link: Double {
                script,
                asked: Arc::clone(&asked),
                unanswered: Vec::new(),
                inbox: VecDeque::new(),
                last: 0,
                seq: 1,
                gone: false,
                narrow: false,
            },
            asked,
            steady: 1_000,
            slow: false,
        };
        screen.event(Event::Connected);
        screen
    }

    /// Lets an event happen, and everything that follows from it.
    pub fn event(&mut self, event: Event) {
        turn::take(&mut self.app, event, self.steady);
        self.settle();
    }

    fn settle(&mut self) {
        self.converse();
        while !self.slow
            && let Some(chore) = self.app.chores.pop()
        {
            turn::finished(&mut self.app, chore.run(), self.steady);
            self.converse();
        }
    }

    fn converse(&mut self) {
        loop {
            if self.app.outbox.pump(&mut self.link).is_err() {
                turn::take(&mut self.app, Event::Lost, self.steady);
                return;
            }
            if self.app.outbox.has_unsent() {
                turn::take(&mut self.app, Event::TooLarge, self.steady);
                continue;
            }
            match self.link.poll() {
                Ok(Some(message)) => {
                    turn::take(&mut self.app, Event::Message(message), self.steady);
                }
                Ok(None) => return,
                Err(_) => {
                    turn::take(&mut self.app, Event::Lost, self.steady);
                    return;
                }
            }
        }
    }

    /// Presses keys by name, one after another: `"j j enter C-u"`.
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        for key in keys.split(' ') {
            self.event(Event::Key(key_event(key)));
        }
        self
    }

    /// Types text, a key a character.
    pub fn types(&mut self, text: &str) -> &mut Self {
        for character in text.chars() {
            self.event(Event::Key(KeyEvent::from(KeyCode::Char(character))));
        }
        self
    }

    /// The server says something.
    pub fn message(&mut self, message: Message) -> &mut Self {
        self.event(Event::Message(message));
        self
    }

    /// The server answers nothing any more.
    pub fn silence(&mut self) {
        self.link.script(Box::new(|_| None));
    }

    /// The server answers what it was silent about.
    pub fn catch_up(&mut self) {
        for (id, ask) in std::mem::take(&mut self.link.unanswered) {
            self.link.answer(id, &ask);
        }
        self.settle();
    }

    /// The line is cut.
    pub fn cut(&mut self) {
        self.link.gone = true;
        self.settle();
    }

    /// There is a line again.
    pub fn mend(&mut self) {
        self.link.gone = false;
        self.link.unanswered.clear();
        self.link.inbox.clear();
        self.event(Event::Connected);
    }

    /// Lets time pass; the poll loop would have woken up no later.
    pub fn pass(&mut self, ms: u64) -> &mut Self {
        let end = self.steady + ms;
        while let Some(at) = turn::deadline(&self.app).filter(|at| *at <= end) {
            self.steady = at.max(self.steady + 1);
            self.event(Event::Time);
        }
        self.steady = end;
        self.event(Event::Time);
        self
    }

    /// The frame, and where the cursor is.
    pub fn frame(&self) -> (Buffer, Option<Position>) {
        let (cols, rows) = self.app.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, cols, rows));
        let cursor = view::draw(&self.app, &mut buffer);
        (buffer, cursor)
    }

    /// What can be read, with the cursor as `▏` before its column.
    pub fn picture(&self) -> String {
        let (buffer, cursor) = self.frame();
        text(&buffer, cursor)
    }

    /// Everything that was asked so far and not taken yet.
    pub fn take_asked(&mut self) -> Vec<Ask> {
        std::mem::take(&mut *self.asked.lock().unwrap())
    }

    /// The questions that were asked so far and not taken yet.
    pub fn take_queries(&mut self) -> Vec<frontdesk::wire::Query> {
        let asked = self.take_asked().into_iter();
        asked
            .filter_map(|ask| match ask {
                Ask::Query(query) => Some(*query),
                _ => None,
            })
            .collect()
    }

    /// The commands that were asked for so far and not taken yet.
    pub fn take_commands(&mut self) -> Vec<frontdesk::wire::Command> {
        let asked = self.take_asked().into_iter();
        asked
            .filter_map(|ask| match ask {
                Ask::Do { command, .. } => Some(command),
                _ => None,
            })
            .collect()
    }
}

/// What a buffer reads as: glyphs, the second halves of wide ones left out, no blanks at the ends of lines.
pub fn text(buffer: &Buffer, cursor: Option<Position>) -> String {
    let mut lines = Vec::new();
    for y in 0..buffer.area.height {
        let mut line = String::new();
        let mut hidden = 0;
        for x in 0..buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            if hidden > 0 {
                hidden -= 1;
                continue;
            }
            if cursor == Some(Position { x, y }) {
                line.push('▏');
            }
            line.push_str(symbol);
            hidden = symbol.width().saturating_sub(1);
        }
        lines.push(line.trim_end().to_owned());
    }
    lines.join("\n")
}

/// The event of a key by its name.
fn key_event(name: &str) -> KeyEvent {
    if let Some(letter) = name.strip_prefix("C-") {
        let code = KeyCode::Char(letter.chars().next().unwrap());
        return KeyEvent::new(code, KeyModifiers::CONTROL);
    }
    let code = match name {
        "enter" => KeyCode::Enter,
        "esc" => KeyCode::Esc,
        "tab" => KeyCode::Tab,
        "backtab" => KeyCode::BackTab,
        "backspace" => KeyCode::Backspace,
        "delete" => KeyCode::Delete,
        "up" => KeyCode::Up,
        "down" => KeyCode::Down,
        "left" => KeyCode::Left,
        "right" => KeyCode::Right,
        "home" => KeyCode::Home,
        "end" => KeyCode::End,
        "pageup" => KeyCode::PageUp,
        "pagedown" => KeyCode::PageDown,
        "space" => KeyCode::Char(' '),
        function if function.len() > 1 && function.starts_with('f') => {
            KeyCode::F(function[1..].parse().unwrap())
        }
        character => KeyCode::Char(character.chars().next().unwrap()),
    };
    KeyEvent::from(code)
}
