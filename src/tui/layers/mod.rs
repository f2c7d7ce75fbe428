//! What lies over the panes: a stack, the top one gets the key first and is drawn last.

pub mod actions;
pub mod acts;
pub mod approvals;
pub mod board;
pub mod cabinet;
pub mod counted;
pub mod detail;
pub mod dial;
pub mod drafts;
pub mod duties;
pub mod entry;
pub mod explain;
pub mod fees;
pub mod figures;
pub mod find;
pub mod form;
pub mod home;
pub mod intake;
pub mod listed;
pub mod lock;
pub mod overview;
pub mod page;
pub mod palette;
pub mod people;
pub mod print;
pub mod registers;
pub mod reports;
pub mod settings;
pub mod several;
pub mod shift;
pub mod wizard;

use ratatui::layout::Rect;

use crate::domain::error::Refusal;
use crate::domain::office::Draft;
use crate::locale::{Arg, Language};
use crate::tui::chore::{Made, Work};
use crate::tui::clock::Clock;
use crate::tui::keymap::Context;
use crate::tui::kit::Kit;
use crate::tui::layers::entry::Entry;
use crate::tui::say::{self, Said};
use crate::tui::session::Session;
use crate::tui::target::{Aim, Target};
use crate::tui::theme::Tone;
use crate::tui::view::canvas::Canvas;
use crate::wire::{Ask, Body, Command, Query, Reply, Subject};

/// What a layer may look at while it acts or is drawn.
#[derive(Debug, Clone, Copy)]
pub struct Desk<'a> {
    /// The means of the screen.
    pub kit: &'a Kit,
    /// The time.
    pub clock: &'a Clock,
    /// Who sits here and how things stand.
    pub session: &'a Session,
    /// Columns and rows of the part of the screen layers are drawn on.
    pub area: Rect,
}

/// Columns from which a terminal has many.
const MANY: u16 = 110;

impl Desk<'_> {
    /// Whether there is room for what is cut in a terminal of 80 columns.
    pub const fn is_wide(&self) -> bool {
        self.area.width >= MANY
    }

    /// Who else has the record open, in words; empty if nobody has.
    pub fn others(&self) -> String {
        if self.session.others.is_empty() {
            return String::new();
        }
        let names = self.session.others.join(" ");
        let args = [("names", Arg::Text(&names))];
        self.kit.words.with("detail-viewers", &args)
    }

    /// Says why something was refused.
    pub fn refused(&self, refusal: &Refusal) -> Effect {
        let text = say::refusal(self.kit, self.clock, refusal);
        Effect::Say(Said::new(text, Tone::Late))
    }

    /// What a page does with an answer to what it asked: `take` gets a reply; a refusal takes the page away and says why.
    pub fn answered(&self, body: Body, take: impl FnOnce(Reply) -> Vec<Effect>) -> Vec<Effect> {
        match body {
            Body::Reply(reply) => take(*reply),
            Body::Refused(refusal) => vec![Effect::Pop, self.refused(&refusal)],
            _ => Vec::new(),
        }
    }
}

/// The part of a layer whose answer tells how new what it shows is: what [`Layer::refresh`] asks.
pub const REFRESHED: u32 = 0;

/// What a layer wants done.
pub enum Effect {
    /// Lay another one over it.
    Push(Box<dyn Layer>),
    /// Take this one away.
    Pop,
    /// Take this one away: what it was for is done, and the one below may go on.
    Finish,
    /// Ask; the answer comes back under the number.
    Ask(u32, Query),
    /// Say something else to the server; the answer comes back under the number.
    Send(u32, Ask),
    /// Do what a name says, as if its key had been pressed below this layer.
    Run(String),
    /// Begin a command of the service about this record, whatever lies under the cursor by now.
    About(String, Option<Box<Target>>),
    /// Open the form of a command about this, with these fields filled already.
    Form(String, Option<Aim>, Vec<(String, String)>),
    /// Send a command that asks for nothing more; what it did is said as if its form had been saved.
    Do(Command),
    /// Send a command whose answer comes back under the number.
    Tell(u32, Command),
    /// Open a half-filled form again.
    Reopen(Box<Draft>),
    /// Show a record.
    Open(Target),
    /// Say something on the message line.
    Say(Said),
    /// Go on in this language, and keep it for the next time.
    Speak(Language),
    /// Print the papers of a kind of these records.
    Print(&'static str, Vec<String>),
    /// Leave for the demo.
    Demo,
    /// Do something that takes long beside the screen; what came of it comes back under the number.
    Work(u32, Work),
}

/// What came of a name.
pub enum Outcome {
    /// It means nothing here.
    Ignored,
    /// It was done, and this follows.
    Done(Vec<Effect>),
}

impl Outcome {
    /// Done, and nothing follows.
    pub const fn done() -> Self {
        Self::Done(Vec::new())
    }

    /// Done, and one thing follows.
    pub fn with(effect: Effect) -> Self {
        Self::Done(vec![effect])
    }

    /// Shows a record, if there is one.
    pub fn open(target: Option<Target>) -> Self {
        Self::Done(target.map(Effect::Open).into_iter().collect())
    }
}

/// How much of the screen a layer takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cover {
    /// All between the top line and the message line.
    Page,
    /// A box over what is below, of so many rows at most.
    Box(u16),
    /// Everything, so that nothing personal stays on the glass.
    Screen,
}

/// What is drawn over the panes.
pub trait Layer {
    /// The contexts its keys are looked up in, first one first; the global one comes behind.
    fn contexts(&self) -> &'static [Context];

    /// How much of the screen it takes.
    fn cover(&self) -> Cover {
        Cover::Page
    }

    /// Asks what it needs to begin with.
    fn start(&mut self, desk: &Desk<'_>) -> Vec<Effect> {
        self.refresh(desk)
    }

    /// Does what a name says.
    fn command(&mut self, desk: &Desk<'_>, name: &str) -> Outcome;

    /// Takes typed text.
    fn text(&mut self, _desk: &Desk<'_>, _text: &str) -> Vec<Effect> {
        Vec::new()
    }

    /// Takes an answer to what it asked.
    fn reply(&mut self, desk: &Desk<'_>, part: u32, body: Body) -> Vec<Effect>;

    /// Whether the answer to the command it sent under this number stands on it.
    fn shows(&self, _part: u32) -> bool {
        false
    }

    /// What it said under this number went down with the line and is not said again.
    fn dropped(&mut self, _part: u32) {}

    /// Takes what came of its work.
    fn worked(&mut self, _desk: &Desk<'_>, _part: u32, _made: Made) -> Vec<Effect> {
        Vec::new()
    }

    /// When it wants to be drawn anew although nothing has come, in milliseconds of the steady clock.
    fn wakes(&self, _now: u64) -> Option<u64> {
        None
    }

    /// Something was changed by somebody: asks again what it shows, under [`REFRESHED`].
    fn refresh(&mut self, _desk: &Desk<'_>) -> Vec<Effect> {
        Vec::new()
    }

    /// The record the eye is on.
    fn target(&self) -> Option<Target> {
        None
    }

    /// The names whose keys are shown at the bottom, most wanted first.
    fn hints(&self) -> Vec<&'static str>;

    /// What is typed in it, to be kept by the server.
    fn draft(&self, _depth: u32) -> Option<Draft> {
        None
    }

    /// What is being filled in, if it is a form.
    fn entry(&self) -> Option<&Entry> {
        None
    }

    /// The same, to note what became of its draft.
    fn entry_mut(&mut self) -> Option<&mut Entry> {
        None
    }

    /// When the first change since the last draft was made.
    fn unsaved(&self) -> Option<u64> {
        self.entry().and_then(Entry::unsaved)
    }

    /// The draft was sent.
    fn saved(&mut self) {
        if let Some(entry) = self.entry_mut() {
            entry.saved();
        }
    }

    /// Whether the server keeps a draft of it.
    fn is_kept(&self) -> bool {
        self.entry().is_some_and(Entry::is_kept)
    }

    /// Whether anything was typed in it.
    fn is_typed(&self) -> bool {
        self.entry().is_some_and(Entry::is_typed)
    }

    /// Whether it is a form, counted in the depth shown.
    fn is_form(&self) -> bool {
        self.entry().is_some()
    }

    /// What was opened above it has been done.
    fn go_on(&mut self, _desk: &Desk<'_>) -> Vec<Effect> {
        Vec::new()
    }

    /// The record that is open, for others who open it too.
    fn viewing(&self) -> Option<Subject> {
        None
    }

    /// Keeps what it shows within its area; called before each frame.
    fn settle(&mut self, _desk: &Desk<'_>) {}

    /// Draws itself.
    fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, area: Rect);
}

/// A layer with the number its questions are known by.
pub struct Laid {
    /// The number.
    pub id: u64,
    /// The layer.
    pub layer: Box<dyn Layer>,
}

/// The stack.
#[derive(Default)]
pub struct Layers {
    stack: Vec<Laid>,
    last: u64,
}

impl std::fmt::Debug for Layers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Layers({})", self.stack.len())
    }
}

impl Layers {
    /// Lays one at a place, on top behind the last, and returns its number; what covers the whole screen stays above it.
    pub fn push(&mut self, at: usize, layer: Box<dyn Layer>) -> u64 {
        self.last += 1;
        let id = self.last;
        let covers = |laid: &Laid| laid.layer.cover() == Cover::Screen;
        let cover = self.stack.iter().position(covers);
        let top = cover.unwrap_or(self.stack.len());
        self.stack.insert(at.min(top), Laid { id, layer });
        id
    }

    /// The top one.
    pub fn top(&self) -> Option<&Laid> {
        self.stack.last()
    }

    /// The one with this number.
    pub fn by_id(&mut self, id: u64) -> Option<&mut Laid> {
        self.stack.iter_mut().find(|laid| laid.id == id)
    }

    /// Takes one away wherever it lies.
    pub fn remove(&mut self, id: u64) {
        self.stack.retain(|laid| laid.id != id);
    }

    /// Takes away all that hold no typed text.
    pub fn drop_views(&mut self) {
        self.stack.retain(|laid| laid.layer.is_form());
    }

    /// Takes all away.
    pub fn clear(&mut self) {
        self.stack.clear();
    }

    /// From the lowest to the top.
    #[allow(
        clippy::iter_without_into_iter,
        reason = "a stack is not a loop's own subject"
    )]
    pub fn iter(&self) -> std::slice::Iter<'_, Laid> {
        self.stack.iter()
    }

    /// From the lowest to the top, to act on.
    pub fn iter_mut(&mut self) -> impl DoubleEndedIterator<Item = &mut Laid> {
        self.stack.iter_mut()
    }

    /// How many forms are open.
    pub fn forms(&self) -> u32 {
        let forms = self.stack.iter().filter(|laid| laid.layer.is_form());
        u32::try_from(forms.count()).unwrap_or(u32::MAX)
    }
}
