//! Homes from a workbook: a path is typed, the file is judged as `frontdesk import` does, then loaded in one piece.

use std::path::PathBuf;

use super::{IMPORT, KNOWN, Step, Wizard, field};
use crate::exchange::import::{File, Import};
use crate::exchange::mapping::Mapping;
use crate::exchange::words::{From, counts, faults, notes, sentence};
use crate::locale::Arg;
use crate::tui::fields::Fields;
use crate::tui::keymap::Context;
use crate::tui::kit::Kit;
use crate::tui::layers::{Desk, Effect};
use crate::tui::say::{self, Said};
use crate::tui::theme::Tone;
use crate::tui::view::sheet::Row;
use crate::wire::commands::Kind;
use crate::wire::{Ask, Known, Query};

/// The field of the path.
const PATH: &str = "file";
/// Characters of a path.
const LONGEST: usize = 1_000;

/// Blanks before the further lines of a finding.
const INDENT: usize = 2;

/// What can be imported here.
const WHAT: &str = "community";

/// The file on its way in.
#[derive(Default)]
pub(super) struct Workbook {
    file: Option<File>,
    import: Option<Import>,
    /// What the import did, once it is done.
    done: String,
}

/// The path.
pub(super) fn fields(kit: &Kit) -> Fields {
    Fields::new(vec![field(kit, PATH, "workbook", Kind::Line(LONGEST))])
}

/// A path as people type it or drop it onto the terminal: with quotes around, or from the home folder.
fn path(typed: &str, home: Option<PathBuf>) -> PathBuf {
    let bare = typed.trim().trim_matches(['\'', '"']);
    match (bare.strip_prefix("~/"), home) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(bare),
    }
}

impl Workbook {
    /// What was found, a line each: what is wrong first.
    pub(super) fn rows(&self, desk: &Desk<'_>) -> Vec<Row> {
        let Some(import) = &self.import else {
            return Vec::new();
        };
        let words = &desk.kit.words;
        let found = [
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
        let import = self.import.as_ref();
        import.is_some_and(|import| import.staged.acceptable(true))
    }

    /// What is to be said about the whole.
    pub(super) fn verdict(&self, kit: &Kit) -> String {
        let faults = self
            .import
            .as_ref()
            .map_or(0, |import| import.staged.faults.len());
        let key = match (faults, self.fits()) {
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
    /// Opens the file; what it may lean on is asked for next.
    pub(super) fn open_file(&mut self, desk: &Desk<'_>) -> Vec<Effect> {
        let typed = self.path.iter().next().map(super::Field::value);
        let typed = typed.unwrap_or_default();
        let path = path(&typed, crate::config::env::home());
        if !path.exists() {
            let text = desk.kit.words.get("wizard-no-file").into_owned();
            return self.not_opened(text);
        }
        match File::open(&path) {
            Ok(file) => {
                self.workbook.file = Some(file);
                self.busy = true;
                let community = self.community.clone();
                let named = (!community.is_empty()).then_some(community);
                vec![Effect::Ask(KNOWN, Query::Known(named))]
            }
            Err(refusal) => self.not_opened(sentence(&desk.kit.words, "cli-table", &refusal)),
        }
    }

    /// Says at the path why there is no file.
    fn not_opened(&mut self, why: String) -> Vec<Effect> {
        if let Some(field) = self.path.get_mut(PATH) {
            field.fault.clone_from(&why);
        }
        vec![Effect::Say(Said::new(why, Tone::Late))]
    }

    /// Judges the file against what there is.
    pub(super) fn judge(&mut self, desk: &Desk<'_>, known: &Known) -> Vec<Effect> {
        self.busy = false;
        let Some(file) = &self.workbook.file else {
            return Vec::new();
        };
        self.workbook.import = Some(file.judge(&Mapping::default(), known));
        self.go(desk, Step::Judged);
        Vec::new()
    }

    /// Loads what was judged, unless it is refused whole.
    pub(super) fn load(&mut self, desk: &Desk<'_>) -> Vec<Effect> {
        let import = self
            .workbook
            .import
            .as_ref()
            .filter(|_| self.workbook.fits());
        let pieces = match import.map(Import::pieces) {
            Some(Ok(pieces)) => pieces,
            Some(Err(refusal)) => {
                let text = say::refusal(desk.kit, desk.clock, &refusal);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_taken_as_people_give_it() {
        let home = || Some(PathBuf::from("/home/li"));
        for (typed, read) in [
            ("/tmp/a.xlsx", "/tmp/a.xlsx"),
            ("'/tmp/小区 资料.xlsx' ", "/tmp/小区 资料.xlsx"),
            ("~/a.xlsx", "/home/li/a.xlsx"),
            ("a.csv", "a.csv"),
        ] {
            assert_eq!(path(typed, home()), PathBuf::from(read), "{typed}");
        }
        assert_eq!(path("~/a", None), PathBuf::from("~/a"));
    }
}
