//! The first start: language, office and manager, then the homes: from a workbook, by pattern, or the demo.

mod homes;
mod office;
mod workbook;

use ratatui::layout::Rect;

use crate::locale::{Arg, Language};
use crate::tui::chore::Made;
use crate::tui::fields::{Did, Field, Fields};
use crate::tui::keymap::Context;
use crate::tui::kit::Kit;
use crate::tui::layers::page::below_rule;
use crate::tui::layers::{Desk, Effect, Layer, Outcome};
use crate::tui::outbox::RequestId;
use crate::tui::say::{self, Said};
use crate::tui::theme::Tone;
use crate::tui::view::canvas::Canvas;
use crate::tui::view::sheet::{Row, Sheet};
use crate::wire::{Answer, Ask, Body, Command, Query, Reply};

use workbook::Workbook;

/// Part numbers of what it asks.
const HOMES: u32 = 0;
const COMMUNITY: u32 = 1;
const MANAGER: u32 = 2;
const PATTERN: u32 = 3;
const KNOWN: u32 = 4;
const IMPORT: u32 = 5;
/// Part number of the file that is read beside the screen.
const READ: u32 = 6;

/// Where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Language,
    Office,
    Ways,
    Pattern,
    /// The path of a file is typed.
    File,
    /// What the file holds is shown.
    Judged,
    /// What the import brought is shown.
    Loaded,
}

/// What a step is: its title, the place of the step it goes back to, counted from 1 for people.
struct Place {
    step: Step,
    title: &'static str,
    why: &'static str,
    count: i64,
    before: Option<Step>,
}

/// Steps people are told of.
const STEPS: i64 = 3;

const PLACES: [Place; 7] = [
    Place {
        step: Step::Language,
        title: "wizard-language",
        why: "wizard-language-why",
        count: 1,
        before: None,
    },
    Place {
        step: Step::Office,
        title: "wizard-office",
        why: "wizard-office-why",
        count: 2,
        before: Some(Step::Language),
    },
    Place {
        step: Step::Ways,
        title: "wizard-ways",
        why: "wizard-ways-why",
        count: 3,
        before: Some(Step::Office),
    },
    Place {
        step: Step::Pattern,
        title: "wizard-pattern",
        why: "wizard-pattern-why",
        count: 3,
        before: Some(Step::Ways),
    },
    Place {
        step: Step::File,
        title: "wizard-import",
        why: "wizard-import-why",
        count: 3,
        before: Some(Step::Ways),
    },
    Place {
        step: Step::Judged,
        title: "wizard-judged",
        why: "",
        count: 3,
        before: Some(Step::File),
    },
    Place {
        step: Step::Loaded,
        title: "wizard-loaded",
        why: "",
        count: 3,
        before: None,
    },
];

/// The ways to get homes, and the step each leads to; the last one leads out.
const WAYS: [(&str, Option<Step>); 3] = [
    ("wizard-import", Some(Step::File)),
    ("wizard-pattern", Some(Step::Pattern)),
    ("wizard-demo", None),
];

/// The request ids of its acts, in the order of the parts from `COMMUNITY` on.
pub type Ids = [RequestId; 4];

/// The wizard.
pub struct Wizard {
    step: Step,
    languages: Vec<Language>,
    ids: Ids,
    /// The last command of each part, and how many others went before it: another act needs another id.
    sent: Vec<(u32, Option<Command>, u8)>,
    sheet: Sheet,
    office: Fields,
    pattern: Fields,
    path: Fields,
    /// The community that was made, and the name its manager was found under.
    community: String,
    manager: String,
    workbook: Workbook,
    /// Whether an answer is waited for.
    busy: bool,
}

impl Wizard {
    /// A wizard that offers these languages; the one in force is taken where there is no other.
    pub fn new(languages: Vec<Language>, ids: Ids) -> Self {
        Self {
            step: if languages.len() > 1 {
                Step::Language
            } else {
                Step::Office
            },
            languages,
            ids,
            sent: Vec::new(),
            sheet: Sheet::default(),
            office: Fields::default(),
            pattern: Fields::default(),
            path: Fields::default(),
            community: String::new(),
            manager: String::new(),
            workbook: Workbook::default(),
            busy: false,
        }
    }

    fn place(&self) -> &'static Place {
        let [first, ..] = &PLACES;
        let found = PLACES.iter().find(|place| place.step == self.step);
        found.unwrap_or(first)
    }

    /// Goes to a step; what was typed in another one stays.
    fn go(&mut self, desk: &Desk<'_>, step: Step) {
        self.step = step;
        self.build(desk);
        let rows = match step {
            Step::Language => self
                .languages
                .iter()
                .map(|language| name_of(*language).to_owned())
                .collect(),
            Step::Ways => WAYS.iter().map(|(key, _)| (*key).to_owned()).collect(),
            _ => Vec::new(),
        };
        let rows = rows
            .into_iter()
            .enumerate()
            .map(|(at, key): (usize, String)| {
                Row::text(desk.kit.term(&key).into_owned(), Tone::Plain).picks(at)
            });
        self.sheet.set(rows.collect());
        if step == Step::Language {
            let here = desk.kit.words.language();
            let at = self.languages.iter().position(|one| *one == here);
            self.sheet.pick(at.unwrap_or(0));
        }
        if step == Step::Judged {
            self.sheet.set(self.workbook.rows(desk));
        }
        if step == Step::Loaded {
            self.sheet.set(self.workbook.told(desk));
        }
    }

    /// Makes the fields of a step that is shown for the first time.
    fn build(&mut self, desk: &Desk<'_>) {
        let empty = |fields: &Fields| fields.iter().next().is_none();
        match self.step {
            Step::Office if empty(&self.office) => {
                self.office = office::fields(desk);
                desk.session.person().clone_into(&mut self.manager);
                let header = desk.session.header.as_ref();
                self.community = header.map_or_else(String::new, |header| header.office.clone());
            }
            Step::Pattern if empty(&self.pattern) => self.pattern = homes::fields(desk.kit),
            Step::File if empty(&self.path) => self.path = workbook::fields(desk.kit),
            _ => {}
        }
    }

    /// The fields of this step.
    const fn fields(&mut self) -> Option<&mut Fields> {
        match self.step {
            Step::Office => Some(&mut self.office),
            Step::Pattern => Some(&mut self.pattern),
            Step::File => Some(&mut self.path),
            Step::Language | Step::Ways | Step::Judged | Step::Loaded => None,
        }
    }

    const fn shown(&self) -> Option<&Fields> {
        match self.step {
            Step::Office => Some(&self.office),
            Step::Pattern => Some(&self.pattern),
            Step::File => Some(&self.path),
            Step::Language | Step::Ways | Step::Judged | Step::Loaded => None,
        }
    }

    /// Sends a command under the id of its part.
    fn send(&mut self, part: u32, command: Command) -> Effect {
        self.busy = true;
        let [community, manager, pattern, import] = self.ids;
        let mut request = match part {
            COMMUNITY => community,
            MANAGER => manager,
            PATTERN => pattern,
            _ => import,
        };
        // The same said twice is done once; something else, or the same after it was done, is another act.
        let [first, ..] = &mut request;
        match self.sent.iter_mut().find(|(of, ..)| *of == part) {
            Some((_, last, others)) => {
                if last.as_ref() != Some(&command) {
                    *others = others.wrapping_add(1);
                    *last = Some(command.clone());
                }
                *first = first.wrapping_add(*others);
            }
            None => self.sent.push((part, Some(command.clone()), 0)),
        }
        Effect::Send(part, Ask::Do { request, command })
    }

    /// Goes on from this step.
    fn next(&mut self, desk: &Desk<'_>) -> Vec<Effect> {
        if self.busy || self.workbook.is_reading() {
            return Vec::new();
        }
        if let Some(fields) = self.fields() {
            fields.accept();
        }
        let picked = self.sheet.picked();
        match self.step {
            Step::Language => {
                let chosen = picked.and_then(|at| self.languages.get(at)).copied();
                self.go(desk, Step::Office);
                chosen.map(Effect::Speak).into_iter().collect()
            }
            Step::Office => self.found(desk),
            Step::Ways => match picked.and_then(|at| WAYS.get(at)) {
                Some((_, Some(step))) => {
                    self.go(desk, *step);
                    Vec::new()
                }
                Some((_, None)) => vec![Effect::Demo],
                None => Vec::new(),
            },
            Step::Pattern => {
                let command = self.make_homes();
                vec![self.send(PATTERN, command)]
            }
            Step::File => self.open_file(desk),
            Step::Judged => self.load(desk),
            Step::Loaded => Self::done(desk),
        }
    }

    /// Goes back a step; before the first one the wizard is put away.
    fn back(&mut self, desk: &Desk<'_>) -> Vec<Effect> {
        if self.fields().is_some_and(Fields::close) {
            return Vec::new();
        }
        self.busy = false;
        if self.workbook.give_up() {
            let text = desk.kit.words.get("wizard-reading-left").into_owned();
            return vec![Effect::Say(Said::new(text, Tone::Soon))];
        }
        if self.step == Step::Loaded {
            return Self::done(desk);
        }
        match self.place().before {
            Some(Step::Language) if self.languages.len() < 2 => Self::leave(desk),
            Some(step) => {
                self.go(desk, step);
                Vec::new()
            }
            None => Self::leave(desk),
        }
    }

    fn leave(desk: &Desk<'_>) -> Vec<Effect> {
        let key = desk.kit.keys(&[Context::Global], "palette.open");
        let key = key.unwrap_or_default();
        let name = desk.kit.words.command("wizard.open").into_owned();
        let args = [("key", Arg::Text(&key)), ("name", Arg::Text(&name))];
        let text = desk.kit.words.with("wizard-left", &args);
        vec![Effect::Pop, Effect::Say(Said::new(text, Tone::Soon))]
    }

    /// There are homes: the counter can begin.
    fn done(desk: &Desk<'_>) -> Vec<Effect> {
        let text = Self::begin(desk);
        vec![Effect::Pop, Effect::Say(Said::new(text, Tone::Good))]
    }

    /// How to begin.
    fn begin(desk: &Desk<'_>) -> String {
        let keys = |name| desk.kit.keys(&[Context::Global], name).unwrap_or_default();
        let (call, palette, help) = (
            keys("contact.call"),
            keys("palette.open"),
            keys("help.open"),
        );
        let staff = desk.kit.words.command("staff.add").into_owned();
        let args = [
            ("call", Arg::Text(&call)),
            ("palette", Arg::Text(&palette)),
            ("staff", Arg::Text(&staff)),
            ("help", Arg::Text(&help)),
        ];
        desk.kit.words.with("wizard-done", &args)
    }

    /// Takes the answer to one of its commands; what is refused stands at its field.
    fn answered(&mut self, desk: &Desk<'_>, part: u32, answer: &Answer) -> Vec<Effect> {
        self.busy = false;
        if let Answer::Done(_) | Answer::Pending(_) = answer
            && let Some((_, last, _)) = self.sent.iter_mut().find(|(of, ..)| *of == part)
        {
            *last = None;
        }
        match answer {
            Answer::Done(_) | Answer::Pending(_) => match part {
                COMMUNITY | MANAGER => self.founded(desk, part),
                IMPORT => {
                    let said = say::answer(desk.kit, desk.clock, "import.apply", answer);
                    self.workbook.keep(said.text);
                    self.go(desk, Step::Loaded);
                    let text = desk.kit.words.get("wizard-loaded").into_owned();
                    vec![Effect::Say(Said::new(text, Tone::Good))]
                }
                _ => Self::done(desk),
            },
            Answer::Refused(refusal) => {
                let names = if part == COMMUNITY || part == MANAGER {
                    office::fault(part, refusal)
                } else {
                    refusal.clone()
                };
                if let Some(fields) = self.fields() {
                    fields.faults(desk.kit, desk.clock, &names);
                }
                let text = say::refusal(desk.kit, desk.clock, refusal);
                vec![Effect::Say(Said::new(text, Tone::Late))]
            }
            Answer::Unknown(_) => Vec::new(),
        }
    }
}

/// The key of a language's name, which is the same in every language.
const fn name_of(language: Language) -> &'static str {
    match language {
        Language::En => "language-en",
        Language::ZhHans => "language-zh-Hans",
        Language::ZhHant => "language-zh-Hant",
    }
}

/// A field of a wizard, with its own word.
fn field(kit: &Kit, name: &str, word: &str, kind: crate::wire::commands::Kind) -> Field {
    let mut field = Field::new(kit, name, kind, true);
    word.clone_into(&mut field.word);
    field
}

impl Layer for Wizard {
    fn contexts(&self) -> &'static [Context] {
        if self.shown().is_some() {
            &[Context::Form, Context::Text]
        } else {
            &[Context::Actions]
        }
    }

    fn start(&mut self, desk: &Desk<'_>) -> Vec<Effect> {
        self.go(desk, self.step);
        vec![Effect::Ask(HOMES, Query::FirstStart)]
    }

    fn command(&mut self, desk: &Desk<'_>, name: &str) -> Outcome {
        match name {
            "open" | "form.save" => return Outcome::Done(self.next(desk)),
            "back" => return Outcome::Done(self.back(desk)),
            _ => {}
        }
        // What is being read is what is typed.
        if self.workbook.is_reading() {
            return Outcome::Ignored;
        }
        if let Some(fields) = self.fields() {
            return match fields.command(name) {
                Did::Nothing => Outcome::Ignored,
                _ => Outcome::done(),
            };
        }
        if self.sheet.command(name, desk.area.height.saturating_sub(5)) {
            return Outcome::done();
        }
        Outcome::Ignored
    }

    fn text(&mut self, _: &Desk<'_>, text: &str) -> Vec<Effect> {
        let reading = self.workbook.is_reading();
        if let Some(fields) = self.fields().filter(|_| !reading) {
            fields.insert(text);
        }
        Vec::new()
    }

    fn reply(&mut self, desk: &Desk<'_>, part: u32, body: Body) -> Vec<Effect> {
        match body {
            Body::Answer(answer) => self.answered(desk, part, &answer),
            Body::Reply(reply) => match *reply {
                // Somebody else made them meanwhile.
                Reply::FirstStart(false) if self.step != Step::Loaded => Self::done(desk),
                Reply::Known(known) if part == KNOWN => self.learn(desk, *known),
                _ => Vec::new(),
            },
            Body::Refused(refusal) => self.answered(desk, part, &Answer::Refused(refusal)),
            _ => Vec::new(),
        }
    }

    fn worked(&mut self, desk: &Desk<'_>, part: u32, made: Made) -> Vec<Effect> {
        if part == READ {
            self.file_read(desk, made)
        } else {
            Vec::new()
        }
    }

    fn wakes(&self, now: u64) -> Option<u64> {
        self.workbook.wakes(now)
    }

    fn refresh(&mut self, _: &Desk<'_>) -> Vec<Effect> {
        // An import is not said again by itself over a new line.
        self.busy = false;
        vec![Effect::Ask(HOMES, Query::FirstStart)]
    }

    fn hints(&self) -> Vec<&'static str> {
        if self.workbook.is_reading() {
            vec!["back"]
        } else if self.shown().is_some() {
            vec!["form.save", "form.next", "form.clear", "back"]
        } else {
            match self.step {
                Step::Judged if self.workbook.fits() => vec!["open=import.apply", "back"],
                Step::Judged => vec!["back"],
                Step::Loaded => vec!["open=go.counter"],
                _ => vec!["open", "back"],
            }
        }
    }

    fn settle(&mut self, desk: &Desk<'_>) {
        self.sheet.settle(desk.area.height.saturating_sub(5));
    }

    fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, area: Rect) {
        let kit = desk.kit;
        let place = self.place();
        let title = kit.words.get("wizard-title");
        let title = format!("{title} {} {}", kit.glyphs.dot, kit.term(place.title));
        let step = [
            ("step", Arg::Number(place.count)),
            ("steps", Arg::Number(STEPS)),
        ];
        let right = kit.words.with("wizard-step", &step);
        canvas.rule((area.x, area.y), area.width, (&title, &right), true);
        let mut inner = below_rule(area);
        let why = match self.step {
            Step::Judged => self.workbook.verdict(kit),
            Step::Loaded => Self::begin(desk),
            Step::File if self.workbook.is_reading() => {
                self.workbook.progress(desk).unwrap_or_default()
            }
            _ => kit.term(place.why).into_owned(),
        };
        let width = usize::from(inner.width.saturating_sub(3));
        for line in kit.ruler.wrap(&why, width) {
            canvas.put((inner.x + 2, inner.y), &line, Tone::Dim, inner.width - 2);
            inner = below_rule(inner);
        }
        inner = below_rule(inner);
        match self.shown() {
            Some(fields) => fields.draw(kit, canvas, inner, true),
            None => self.sheet.draw(canvas, inner, kit.glyphs.selected),
        }
    }
}
