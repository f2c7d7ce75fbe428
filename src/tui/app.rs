//! All the state of the screen; a frame depends on nothing else.

use std::collections::VecDeque;

use ratatui::layout::Rect;

use crate::locale::{Language, Words};
use crate::tui::chore::{Chore, Finished};
use crate::tui::clock::Clock;
use crate::tui::commands;
use crate::tui::keymap::{Context, Key};
use crate::tui::kit::Kit;
use crate::tui::layers::print::Print;
use crate::tui::layers::{Cover, Desk, Effect, Layer, Layers, Outcome, REFRESHED};
use crate::tui::outbox::{Ids, Outbox, Part, Rows, To};
use crate::tui::panes::Panes;
use crate::tui::ringing::Calls;
use crate::tui::say::Said;
use crate::tui::session::Session;
use crate::tui::target::Target;
use crate::tui::turn::Event;
use crate::tui::view;
use crate::wire::{Ask, Query};

/// The contexts of the panes.
const PANE: [Context; 3] = [Context::Pane, Context::Counter, Context::Global];

/// The screen's state.
#[derive(Debug)]
pub struct App {
    /// Words, keys, theme, glyphs, commands.
    pub kit: Kit,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// Who sits here and how things stand.
    pub session: Session,
    /// The time.
    pub clock: Clock,
    /// The four panes.
    pub panes: Panes,
    /// What lies over them.
    pub layers: Layers,
    /// The keys of a chord pressed so far.
    pub pending: Vec<Key>,
    /// What was typed and waits for what it is meant for.
    pub ahead: VecDeque<Event>,
    /// When that is done whatever came of it, on the steady clock.
    pub ahead_until: u64,
    /// What is to be said to the server.
    pub outbox: Outbox,
    /// The sentence on the message line.
    pub said: Option<Said>,
    /// What is to be said to who sits down first: the line is cleared when somebody does.
    pub greeting: Option<Said>,
    /// Where the data is and how another terminal gets to it: lines for the help page.
    pub place: Vec<String>,
    /// Where papers are kept that go to no printer.
    pub papers: Option<std::path::PathBuf>,
    /// Whether the screen is to be left.
    pub over: bool,
    /// Whether the terminal is to be painted anew.
    pub redraw: bool,
    /// Whether it is left for the demo.
    pub demo: bool,
    /// The languages this terminal can show.
    pub languages: Vec<Language>,
    /// A language that was chosen and is still to be kept.
    pub chosen: Option<Language>,
    /// What is remembered of calls that ring.
    pub calls: Calls,
    /// Work that is to be done beside the screen; whoever runs it takes it.
    pub chores: Vec<Chore>,
}

impl App {
    /// A screen that knows nothing yet.
    pub fn new(kit: Kit, size: (u16, u16), ids: Ids) -> Self {
        Self {
            kit,
            size,
            session: Session::default(),
            clock: Clock::default(),
            panes: Panes::default(),
            layers: Layers::default(),
            pending: Vec::new(),
            ahead: VecDeque::new(),
            ahead_until: 0,
            outbox: Outbox::new(ids),
            said: None,
            greeting: None,
            place: Vec::new(),
            papers: None,
            over: false,
            redraw: false,
            demo: false,
            languages: Vec::new(),
            chosen: None,
            calls: Calls::default(),
            chores: Vec::new(),
        }
    }

    /// The contexts a key is looked up in now, the top one first.
    pub fn contexts(&self) -> Vec<Context> {
        match self.layers.top() {
            Some(top) => {
                let mut contexts = top.layer.contexts().to_vec();
                if !contexts.contains(&Context::Lock) {
                    contexts.push(Context::Global);
                }
                contexts
            }
            None => PANE.to_vec(),
        }
    }

    /// What a layer may look at.
    pub fn desk(&self) -> Desk<'_> {
        Desk {
            kit: &self.kit,
            clock: &self.clock,
            session: &self.session,
            area: view::page(self.size),
        }
    }

    /// Lets a layer do something, and does what follows.
    fn with(&mut self, id: u64, act: impl FnOnce(&mut dyn Layer, &Desk<'_>) -> Vec<Effect>) {
        let desk = Desk {
            kit: &self.kit,
            clock: &self.clock,
            session: &self.session,
            area: view::page(self.size),
        };
        let Some(laid) = self.layers.by_id(id) else {
            return;
        };
        let effects = act(&mut *laid.layer, &desk);
        self.apply(id, effects);
    }

    /// Lays a layer on top and lets it begin.
    pub fn push(&mut self, layer: Box<dyn Layer>) {
        self.push_at(usize::MAX, layer);
    }

    /// Lays a layer at a place of the stack and lets it begin.
    pub fn push_at(&mut self, at: usize, layer: Box<dyn Layer>) {
        let id = self.layers.push(at, layer);
        self.session.depth = self.layers.forms();
        self.with(id, |layer, desk| layer.start(desk));
        self.settle();
    }

    /// Does what a name says: the top layer first, then the screen, then the table of the service's commands.
    pub fn run(&mut self, name: &str) {
        self.said = None;
        let Some(id) = self.layers.top().map(|top| top.id) else {
            commands::run(self, name);
            return;
        };
        let mut ignored = false;
        self.with(id, |layer, desk| match layer.command(desk, name) {
            Outcome::Done(effects) => effects,
            Outcome::Ignored => {
                ignored = true;
                Vec::new()
            }
        });
        if ignored {
            commands::run(self, name);
        }
    }

    /// Tells the layer that asked that its question went down with the line and is not said again.
    pub fn dropped(&mut self, id: u64, part: u32) {
        if let Some(laid) = self.layers.by_id(id) {
            laid.layer.dropped(part);
        }
    }

    /// Gives typed text to the top layer.
    pub fn text(&mut self, text: &str) {
        if let Some(id) = self.layers.top().map(|top| top.id) {
            self.said = None;
            self.with(id, |layer, desk| layer.text(desk, text));
        }
    }

    /// Gives an answer to the layer that asked, if it is still there.
    pub fn reply(&mut self, id: u64, part: u32, body: crate::wire::Body) {
        self.with(id, |layer, desk| layer.reply(desk, part, body));
    }

    /// Whether the answer will stand on the layer that asked, so that it need not be said.
    pub fn shows(&mut self, to: To) -> bool {
        let To::Layer(id, part) = to else {
            return false;
        };
        let laid = self.layers.by_id(id);
        laid.is_some_and(|laid| laid.layer.shows(part))
    }

    /// Gives what came of work to the layer that began it, if it is still there.
    pub fn finished(&mut self, finished: Finished) {
        let (id, part, made) = finished.into_parts();
        self.with(id, |layer, desk| layer.worked(desk, part, made));
    }

    /// Does what a layer wants.
    fn apply(&mut self, id: u64, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Push(layer) => self.push(layer),
                Effect::Pop => self.pop(id),
                Effect::Finish => {
                    self.pop(id);
                    if let Some(below) = self.layers.top().map(|top| top.id) {
                        self.with(below, |layer, desk| layer.go_on(desk));
                    }
                }
                Effect::Ask(part, query) => {
                    self.outbox
                        .push(To::Layer(id, part), Ask::Query(Box::new(query)));
                }
                Effect::Send(part, ask) => self.outbox.push(To::Layer(id, part), ask),
                Effect::Run(name) => commands::run(self, &name),
                Effect::About(name, target) => {
                    commands::records::command_about(self, &name, target.map(|target| *target));
                }
                Effect::Form(name, aim, fields) => {
                    commands::records::form(self, &name, aim, fields);
                }
                Effect::Do(command) => commands::records::send(self, command),
                Effect::Tell(part, command) => {
                    let request = self.outbox.request();
                    let to = To::Layer(id, part);
                    self.outbox.push(to, Ask::Do { request, command });
                }
                Effect::Reopen(draft) => commands::forms::reopen(self, &draft),
                Effect::Open(target) => commands::records::show(self, &target),
                // Nothing of what lies below a lock is said over it.
                Effect::Say(_) if self.is_locked() && !self.is_top(id) => {}
                Effect::Say(said) => self.said = Some(said),
                Effect::Speak(language) => {
                    self.kit.words = Words::load(language);
                    self.chosen = Some(language);
                    self.redraw = true;
                }
                Effect::Work(part, work) => self.chores.push(Chore {
                    layer: id,
                    part,
                    work,
                }),
                Effect::Print(kind, names) => {
                    let print = Print::new(kind, names, self.papers.clone());
                    self.push(Box::new(print));
                }
                Effect::Demo => {
                    self.demo = true;
                    self.over = true;
                }
            }
        }
    }

    /// Takes a layer away.
    pub fn pop(&mut self, id: u64) {
        self.layers.remove(id);
        self.outbox.forget(id);
        self.session.depth = self.layers.forms();
    }

    /// The record the eye is on: of the top layer, through boxes down to what they lie over, else of the
    /// pane in focus. What a page covers nobody sees, so an empty list has no record.
    pub fn target(&self) -> Option<Target> {
        for laid in self.layers.iter().rev() {
            let target = laid.layer.target();
            if target.is_some() || !matches!(laid.layer.cover(), Cover::Box(_)) {
                return target;
            }
        }
        self.panes.target()
    }

    /// Asks a question of the screen's own.
    pub fn ask(&mut self, part: Part, query: Query) {
        self.outbox.push(To::App(part), Ask::Query(Box::new(query)));
    }

    /// Asks for the rows of a pane.
    pub fn ask_rows(&mut self, place: usize, which: Rows) {
        if let Some(pane) = self.panes.at(place) {
            let query = pane.question(which);
            self.ask(Part::Pane(place, which), query);
        }
    }

    /// Asks anew for everything on the screen.
    pub fn refresh(&mut self) {
        self.refresh_before(None);
    }

    /// Asks anew for what does not show this audit line yet, and will not by itself; without one, for everything.
    pub fn refresh_before(&mut self, seq: Option<u64>) {
        if self.session.seated.person.is_none() || self.is_locked() {
            return;
        }
        let old = |app: &Self, part| seq.is_none_or(|seq| !app.outbox.has(part, seq));
        if old(self, To::App(Part::Header)) {
            self.ask(Part::Header, Query::Header);
        }
        for place in 0..4 {
            if old(self, To::App(Part::Pane(place, Rows::Again))) {
                self.ask_rows(place, Rows::Again);
            }
        }
        if old(self, To::App(Part::Beside)) {
            self.ask_beside();
        }
        let ids: Vec<u64> = self.layers.iter().map(|laid| laid.id).collect();
        for id in ids {
            if old(self, To::Layer(id, REFRESHED)) {
                self.with(id, |layer, desk| layer.refresh(desk));
            }
        }
    }

    /// Asks for the record beside the panes, where there is room for one.
    pub fn ask_beside(&mut self) {
        if view::has_beside(self.size)
            && let Some(row) = self.panes.focused().selected()
        {
            let subject = row.subject;
            self.ask(Part::Beside, Query::Detail(subject));
        }
    }

    /// Whether everything is covered, so that nothing personal may show.
    pub const fn is_locked(&self) -> bool {
        self.session.locked
    }

    fn is_top(&self, id: u64) -> bool {
        self.layers.top().is_some_and(|top| top.id == id)
    }

    /// Keeps what is shown within its room, and asks for rows that will be wanted; called before each frame.
    pub fn settle(&mut self) {
        for place in 0..4 {
            let focus = self.panes.focus();
            let height = view::rows_of(self.size, focus, place);
            let Some(pane) = self.panes.at(place) else {
                continue;
            };
            pane.settle(height.into(), place == focus);
            if let Some(which) = pane.needs(place == focus) {
                self.ask_rows(place, which);
            }
        }
        let area: Rect = view::page(self.size);
        let desk = Desk {
            kit: &self.kit,
            clock: &self.clock,
            session: &self.session,
            area,
        };
        for laid in self.layers.iter_mut() {
            laid.layer.settle(&desk);
        }
        let viewing = self
            .layers
            .iter()
            .rev()
            .find_map(|laid| laid.layer.viewing());
        if viewing != self.session.viewing && !self.is_locked() {
            self.session.viewing = viewing;
            self.session.others.clear();
            self.outbox
                .push(To::App(Part::Others), Ask::Viewing(viewing));
        }
    }
}
