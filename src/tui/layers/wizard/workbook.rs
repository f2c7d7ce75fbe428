//! Homes from a workbook: a path is typed, the file is judged as `frontdesk import` does, then loaded in one piece.

use std::path::PathBuf;

use super::{Field, IMPORT, KNOWN, READ, Step, Wizard, field};
use crate::domain::error::{Refusal, Why};
use crate::domain::money::Amount;
use crate::exchange::evidence::path;
use crate::exchange::import::{File, Import};
use crate::exchange::mapping::Mapping;
use crate::exchange::refusal as exchange;
use crate::exchange::vocabulary::SheetKind;
use crate::exchange::words::{From, counts, faults, notes, odd, sentence};
use crate::locale::Arg;
use crate::tui::chore::{Made, Work};
use crate::tui::fields::Fields;
use crate::tui::keymap::Context;
use crate::tui::kit::Kit;
use crate::tui::layers::{Desk, Effect};
use crate::tui::say::{self, Said};
use crate::tui::theme::Tone;
use crate::tui::view::sheet::Row;
use crate::wire::commands::Kind;
use crate::wire::{Ask, Known, Query, Totals};

/// The field of the path.
const PATH: &str = "file";
/// The fields of what the payments come to.
const TOTAL: &str = "paid_total";
const COUNT: &str = "paid_count";
/// Most payments of a file.
const MOST_PAID: i64 = 100_000;
/// Characters of a path.
const LONGEST: usize = 1_000;

/// Milliseconds of a second.
const SECOND: u64 = 1_000;

/// Blanks before the further lines of a finding.
const INDENT: usize = 2;

/// What can be imported here.
const WHAT: &str = "community";

/// The file on its way in.
#[derive(Default)]
pub(super) struct Workbook {
    /// Since when it is read, by the steady clock; none while nothing is read.
    reading: Option<u64>,
    /// How often a file was begun: what comes of one that was given up is dropped.
    begun: u64,
    judged: Option<Judged>,
    /// What the office has, as far as it was told yet.
    known: Known,
    /// What the import did, once it is done.
    done: String,
}

/// A file that was read and judged, and what would be sent of it.
struct Judged {
    import: Import,
    pieces: Result<Vec<Vec<u8>>, Refusal>,
}

impl Judged {
    /// Refuses payments that do not come to what the office says they do.
    fn held(&self) -> Result<(), Refusal> {
        match self.import.staged.said {
            Some(said) => self.import.totals()?.held_to(said),
            None => Ok(()),
        }
    }

    /// By how much they do not, and which rows may be why, a line each.
    fn differs(&self, desk: &Desk<'_>) -> Vec<String> {
        let Err(refusal) = self.held() else {
            return Vec::new();
        };
        let mut lines = vec![say::refusal(desk.kit, desk.clock, &refusal)];
        let staged = &self.import.staged;
        if let (Ok(found), Some(said)) = (self.import.totals(), staged.said) {
            lines.extend(odd(&desk.kit.words, staged, found, said));
        }
        lines
    }
}

/// What came of reading: of which beginning, and what it is.
struct Came {
    begun: u64,
    file: Result<Judged, exchange::Refusal>,
}

/// The path, and what the office says the payments of the file come to, if it has any.
pub(super) fn fields(kit: &Kit) -> Fields {
    let may = |name, kind| {
        let mut field = field(kit, name, name, kind);
        field.must = false;
        field
    };
    Fields::new(vec![
        field(kit, PATH, "workbook", Kind::Line(LONGEST)),
        may(TOTAL, Kind::AmountOrZero),
        may(COUNT, Kind::Whole(0, MOST_PAID)),
    ])
}

impl Workbook {
    /// What was found, a line each: what is wrong first.
    pub(super) fn rows(&self, desk: &Desk<'_>) -> Vec<Row> {
        let Some(judged) = &self.judged else {
            return Vec::new();
        };
        let import = &judged.import;
        let words = &desk.kit.words;
        let found = [
            (judged.differs(desk), Tone::Late),
            (faults(words, &import.staged, From::Wizard), Tone::Late),
            (
                notes(words, &import.staged, false, From::Wizard),
                Tone::Plain,
            ),
        ];
        let width = usize::from(desk.area.width.saturating_sub(3));
        let mut rows = vec![Row::text(counts(words, &import.staged), Tone::Good)];
        for (lines, tone) in found {
            for line in lines {
                let wrapped = desk.kit.ruler.wrap(&line, width.saturating_sub(INDENT));
                let indented = wrapped.into_iter().enumerate().map(|(at, line)| {
                    let indent = if at == 0 { 0 } else { INDENT };
                    Row::text(format!("{}{line}", " ".repeat(indent)), tone)
                });
                rows.extend(indented);
            }
        }
        rows
    }

    /// Keeps what the import did.
    pub(super) fn keep(&mut self, done: String) {
        self.done = done;
    }

    /// What the import did, over so many columns.
    pub(super) fn told(&self, desk: &Desk<'_>) -> Vec<Row> {
        let width = usize::from(desk.area.width.saturating_sub(3));
        let lines = desk.kit.ruler.wrap(&self.done, width);
        let rows = lines.into_iter();
        rows.map(|line| Row::text(line, Tone::Good)).collect()
    }

    /// Whether it can be loaded: whole, or without the rows that are wrong.
    pub(super) fn fits(&self) -> bool {
        let judged = self.judged.as_ref();
        judged.is_some_and(|judged| judged.import.staged.acceptable(true) && judged.held().is_ok())
    }

    /// Whether a file is being read.
    pub(super) const fn is_reading(&self) -> bool {
        self.reading.is_some()
    }

    /// Gives up what is being read; whether anything was.
    pub(super) const fn give_up(&mut self) -> bool {
        self.reading.take().is_some()
    }

    /// When the seconds shown are others.
    pub(super) fn wakes(&self, now: u64) -> Option<u64> {
        let since = self.reading?;
        let seconds = now.saturating_sub(since) / SECOND + 1;
        Some(since + seconds * SECOND)
    }

    /// How long it is being read by now, and how it is given up.
    pub(super) fn progress(&self, desk: &Desk<'_>) -> Option<String> {
        let passed = desk.clock.steady().saturating_sub(self.reading?) / SECOND;
        let seconds = i64::try_from(passed).unwrap_or(i64::MAX);
        let keys = desk.kit.keys(&[Context::Form], "back").unwrap_or_default();
        let args = [("seconds", Arg::Number(seconds)), ("key", Arg::Text(&keys))];
        Some(desk.kit.words.with("wizard-reading", &args))
    }

    /// What is to be said about the whole.
    pub(super) fn verdict(&self, kit: &Kit) -> String {
        let judged = self.judged.as_ref();
        let faults = judged.map_or(0, |judged| judged.import.staged.faults.len());
        let held = judged.is_none_or(|judged| judged.held().is_ok());
        let key = match (faults, self.fits()) {
            _ if !held => "wizard-judged-differs",
            (0, _) => "wizard-judged-clean",
            (_, true) => "wizard-judged-skips",
            (_, false) => "wizard-judged-refused",
        };
        let count = i64::try_from(faults).unwrap_or(i64::MAX);
        let keys = kit.keys(&[Context::Global], "open").unwrap_or_default();
        let args = [("count", Arg::Number(count)), ("key", Arg::Text(&keys))];
        kit.words.with(key, &args)
    }
}

impl Wizard {
    fn typed_path(&self) -> PathBuf {
        path(&self.typed_in(PATH), crate::config::env::home())
    }

    /// Asks what the file may lean on; it is read when that is known.
    pub(super) fn open_file(&mut self, desk: &Desk<'_>) -> Vec<Effect> {
        if !self.typed_path().exists() {
            let text = desk.kit.words.get("wizard-no-file").into_owned();
            return self.not_opened(text);
        }
        if let Err((name, refusal)) = self.said() {
            let text = say::refusal(desk.kit, desk.clock, &refusal);
            if let Some(field) = self.path.get_mut(name) {
                field.fault.clone_from(&text);
            }
            return vec![Effect::Say(Said::new(text, Tone::Late))];
        }
        self.busy = true;
        self.workbook.known = Known::default();
        self.ask_known()
    }

    fn typed_in(&self, name: &str) -> String {
        let mut fields = self.path.iter();
        let field = fields.find(|field| field.name == name);
        field
            .map(Field::value)
            .unwrap_or_default()
            .trim()
            .to_owned()
    }

    /// What the office says the payments come to; both or nothing, else what is wrong with which field.
    fn said(&self) -> Result<Option<Totals>, (&'static str, Refusal)> {
        let (total, count) = (self.typed_in(TOTAL), self.typed_in(COUNT));
        if total.is_empty() && count.is_empty() {
            return Ok(None);
        }
        let sum = match Amount::parse(&total) {
            Ok(sum) => sum,
            Err(_) if total.is_empty() => return Err((TOTAL, Refusal::new(Why::Missing))),
            Err(_) => return Err((TOTAL, Refusal::new(Why::BadAmount).with("text", total))),
        };
        match count.parse() {
            Ok(count) => Ok(Some(Totals { count, sum })),
            Err(_) if count.is_empty() => Err((COUNT, Refusal::new(Why::Missing))),
            Err(_) => Err((COUNT, Refusal::new(Why::BadNumber).with("text", count))),
        }
    }

    /// Asks for the next page of what there is.
    fn ask_known(&self) -> Vec<Effect> {
        let community = self.community.clone();
        let named = (!community.is_empty()).then_some(community);
        let query = Query::Known(named, self.workbook.known.next);
        vec![Effect::Ask(KNOWN, query)]
    }

    /// Takes a page of what there is; with the last one the file is read.
    pub(super) fn learn(&mut self, desk: &Desk<'_>, page: Known) -> Vec<Effect> {
        self.workbook.known.extend(page);
        if self.workbook.known.next.is_some() {
            return self.ask_known();
        }
        let known = std::mem::take(&mut self.workbook.known);
        self.read_file(desk, known)
    }

    /// Says at the path why there is no file.
    fn not_opened(&mut self, why: String) -> Vec<Effect> {
        if let Some(field) = self.path.get_mut(PATH) {
            field.fault.clone_from(&why);
        }
        vec![Effect::Say(Said::new(why, Tone::Late))]
    }

    /// Reads the file and judges it against what there is, beside the screen: a large one takes its time.
    fn read_file(&mut self, desk: &Desk<'_>, known: Known) -> Vec<Effect> {
        self.busy = false;
        if self.step != Step::File || self.workbook.is_reading() {
            return Vec::new();
        }
        let path = self.typed_path();
        self.workbook.begun += 1;
        self.workbook.reading = Some(desk.clock.steady());
        let begun = self.workbook.begun;
        let said = self.said().unwrap_or_default();
        let work: Work = Box::new(move || {
            let file = File::open(&path).map(|file| {
                let mapping = Mapping::default();
                let file = file.only(&mapping, |kind| {
                    !matches!(kind, SheetKind::Complaints | SheetKind::Readings)
                });
                let mut import = file.judge(&mapping, &known);
                import.staged.said = said;
                let pieces = import.pieces();
                Judged { import, pieces }
            });
            Box::new(Came { begun, file })
        });
        vec![Effect::Work(READ, work)]
    }

    /// Takes the file that was read, unless it was given up meanwhile.
    pub(super) fn file_read(&mut self, desk: &Desk<'_>, made: Made) -> Vec<Effect> {
        let Ok(came) = made.downcast::<Came>() else {
            return Vec::new();
        };
        if came.begun != self.workbook.begun || !self.workbook.give_up() {
            return Vec::new();
        }
        match came.file {
            Ok(judged) => {
                self.workbook.judged = Some(judged);
                self.go(desk, Step::Judged);
                Vec::new()
            }
            Err(refusal) => self.not_opened(sentence(&desk.kit.words, "cli-table", &refusal)),
        }
    }

    /// Loads what was judged, unless it is refused whole.
    pub(super) fn load(&mut self, desk: &Desk<'_>) -> Vec<Effect> {
        let judged = self.workbook.judged.as_ref();
        let pieces = match judged.filter(|_| self.workbook.fits()) {
            Some(Judged {
                pieces: Ok(pieces), ..
            }) => pieces.clone(),
            Some(Judged {
                pieces: Err(refusal),
                ..
            }) => {
                let text = say::refusal(desk.kit, desk.clock, refusal);
                return vec![Effect::Say(Said::new(text, Tone::Late))];
            }
            None => return Vec::new(),
        };
        self.busy = true;
        let [.., request] = self.ids;
        let last = pieces.len().saturating_sub(1);
        let asks = pieces
            .into_iter()
            .enumerate()
            .map(|(at, piece)| Ask::Import {
                what: WHAT.to_owned(),
                piece,
                done: at == last,
                trial: false,
                request,
            });
        let mut effects: Vec<Effect> = asks.map(|ask| Effect::Send(IMPORT, ask)).collect();
        let text = desk.kit.words.get("wizard-loading").into_owned();
        effects.push(Effect::Say(Said::new(text, Tone::Soon)));
        effects
    }
}
