//! Work slips on their way to the printer, or into a file where the office has none.

use std::path::{Path, PathBuf};

use ratatui::layout::Rect;

use crate::exchange::outfile::OutFault;
use crate::exchange::printer;
use crate::locale::Arg;
use crate::tui::chore::{Made, Work};
use crate::tui::keymap::Context;
use crate::tui::layers::{Cover, Desk, Effect, Layer, Outcome};
use crate::tui::paper;
use crate::tui::say::{self, Said};
use crate::tui::theme::Tone;
use crate::tui::view::canvas::Canvas;
use crate::wire::view::PaperLine;
use crate::wire::{Body, Query, Reply};

/// Part numbers: the question for the slips, the printing.
const SLIPS: u32 = 0;
const PRINTED: u32 = 1;

/// Between two slips: a new page.
const NEW_PAGE: &str = "\u{c}";

/// What came of it.
enum Came {
    /// The printer has them.
    Printed,
    /// They are in this file; what the printer said, where one was asked.
    Kept(PathBuf, Option<String>),
    /// They are nowhere, because of this.
    Nowhere(String),
}

/// The slips of these tickets.
pub struct Print {
    names: Vec<String>,
    /// Where files go.
    folder: Option<PathBuf>,
    printer: String,
}

impl Print {
    /// The slips of these tickets; files go into `folder`.
    pub const fn new(names: Vec<String>, folder: Option<PathBuf>) -> Self {
        Self {
            names,
            folder,
            printer: String::new(),
        }
    }

    /// Begins to print, beside the screen: a printer may let one wait.
    fn print(&mut self, desk: &Desk<'_>, printer: String, slips: &[Vec<PaperLine>]) -> Vec<Effect> {
        let speech = say::speech(desk.kit, desk.clock);
        let pages: Vec<String> = slips
            .iter()
            .map(|slip| paper::lines(speech, slip).join("\n") + "\n")
            .collect();
        let text = pages.join(NEW_PAGE);
        self.printer.clone_from(&printer);
        let (folder, name) = (self.folder.clone(), self.file_name());
        let work: Work =
            Box::new(move || Box::new(send(&printer, folder.as_deref(), &name, &text)));
        vec![Effect::Work(PRINTED, work)]
    }

    /// The name of the file: the first number, and how many more there are.
    fn file_name(&self) -> String {
        let first = self.names.first().cloned().unwrap_or_default();
        match self.names.len() {
            0 | 1 => first,
            count => format!("{first}+{}", count - 1),
        }
    }

    fn count(&self) -> i64 {
        i64::try_from(self.names.len()).unwrap_or(i64::MAX)
    }
}

/// Sends text to a printer; where there is none, or it does not take it, into a file.
fn send(printer: &str, folder: Option<&Path>, name: &str, text: &str) -> Came {
    let mut said = None;
    if !printer.is_empty() {
        match printer::print(printer, text) {
            Ok(()) => return Came::Printed,
            Err(error) => said = Some(error.to_string()),
        }
    }
    let Some(folder) = folder else {
        return Came::Nowhere(said.unwrap_or_default());
    };
    match printer::keep(folder, name, text) {
        Ok(path) => Came::Kept(path, said),
        Err(OutFault::Io(error)) => Came::Nowhere(error.to_string()),
        Err(_) => Came::Nowhere(folder.display().to_string()),
    }
}

impl Layer for Print {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Actions]
    }

    fn cover(&self) -> Cover {
        Cover::Box(1)
    }

    fn start(&mut self, _: &Desk<'_>) -> Vec<Effect> {
        vec![Effect::Ask(SLIPS, Query::Slips(self.names.clone()))]
    }

    fn command(&mut self, _: &Desk<'_>, _: &str) -> Outcome {
        Outcome::Ignored
    }

    fn reply(&mut self, desk: &Desk<'_>, _: u32, body: Body) -> Vec<Effect> {
        match body {
            Body::Reply(reply) => match *reply {
                Reply::Slips(printer, slips) => self.print(desk, printer, &slips),
                _ => vec![Effect::Pop],
            },
            Body::Refused(refusal) => vec![Effect::Pop, desk.refused(&refusal)],
            _ => vec![Effect::Pop],
        }
    }

    fn worked(&mut self, desk: &Desk<'_>, _: u32, made: Made) -> Vec<Effect> {
        let Ok(came) = made.downcast::<Came>() else {
            return vec![Effect::Pop];
        };
        let words = &desk.kit.words;
        let (key, path, detail) = match *came {
            Came::Printed => ("said-printed", String::new(), String::new()),
            Came::Kept(path, None) => {
                ("said-slips-kept", path.display().to_string(), String::new())
            }
            Came::Kept(path, Some(said)) => {
                ("said-printer-refused", path.display().to_string(), said)
            }
            Came::Nowhere(detail) => ("said-printed-nowhere", String::new(), detail),
        };
        let args = [
            ("count", Arg::Number(self.count())),
            ("printer", Arg::Text(&self.printer)),
            ("path", Arg::Text(&path)),
            ("detail", Arg::Text(&detail)),
        ];
        let tone = match key {
            "said-printed" | "said-slips-kept" => Tone::Good,
            _ => Tone::Late,
        };
        vec![
            Effect::Pop,
            Effect::Say(Said::new(words.with(key, &args), tone)),
        ]
    }

    fn hints(&self) -> Vec<&'static str> {
        vec!["back"]
    }

    fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, area: Rect) {
        let count = [("count", Arg::Number(self.count()))];
        let title = desk.kit.words.with("print-title", &count);
        canvas.rule((area.x, area.y), area.width, (&title, ""), true);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_printer_slips_are_kept_and_without_a_folder_that_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let came = send("", Some(folder.path()), "R20261121-014+2", "派工单\n");
        let Came::Kept(path, None) = came else {
            panic!("not kept");
        };
        assert!(path.ends_with("R20261121-014+2.txt"));
        assert_eq!(std::fs::read_to_string(path).unwrap(), "派工单\n");
        assert!(matches!(send("", None, "x", "y"), Came::Nowhere(_)));
    }
}
