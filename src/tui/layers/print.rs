//! Papers on their way to the printer, or into a file where the office has none.

use std::path::{Path, PathBuf};

use ratatui::layout::Rect;

use crate::exchange::outfile::OutFault;
use crate::exchange::printer::{self, Printout};
use crate::locale::Arg;
use crate::tui::chore::{Made, Work};
use crate::tui::keymap::Context;
use crate::tui::layers::{Cover, Desk, Effect, Layer, Outcome};
use crate::tui::paper;
use crate::tui::say::{self, Said};
use crate::tui::theme::Tone;
use crate::tui::view::canvas::Canvas;
use crate::wire::view::Papers;
use crate::wire::{Answer, Body, Command, Query, Reply};

/// Part numbers: the question for the slips, the printing.
const SLIPS: u32 = 0;
const PRINTED: u32 = 1;
/// The command that counts a receipt before it is printed, and its part number.
const COUNT: &str = "payment.print";
const COUNTED: u32 = 2;
/// The kind of paper whose prints are counted.
const RECEIPT: &str = "receipt";

/// What came of it.
enum Came {
    /// The printer has them.
    Printed,
    /// They are in this file; what the printer said, where one was asked.
    Kept(PathBuf, Option<String>),
    /// They are nowhere, because of this.
    Nowhere(String),
}

/// The papers of a kind of these records.
pub struct Print {
    kind: &'static str,
    names: Vec<String>,
    /// How many receipts are still to be counted.
    uncounted: usize,
    /// Where files go.
    folder: Option<PathBuf>,
    printer: String,
    /// Why the office's own template was not used, in words.
    fault: Option<String>,
}

impl Print {
    /// The papers of a kind of these records; files go into `folder`.
    pub const fn new(kind: &'static str, names: Vec<String>, folder: Option<PathBuf>) -> Self {
        Self {
            kind,
            names,
            uncounted: 0,
            folder,
            printer: String::new(),
            fault: None,
        }
    }

    /// Begins to print, beside the screen: a printer may let one wait. A template of the office's that cannot be used
    /// is told before.
    fn print(&mut self, desk: &Desk<'_>, papers: &Papers) -> Vec<Effect> {
        let speech = say::speech(desk.kit, desk.clock);
        let laid = paper::sheets(speech, papers);
        let pages = laid.pages.iter().map(|lines| lines.join("\n") + "\n");
        let pages: Vec<String> = pages.collect();
        self.printer.clone_from(&papers.printer);
        self.fault = laid.fault.map(|fault| {
            let line = Arg::Number(i64::from(fault.line));
            let args = [
                ("file", Arg::Text(fault.file.as_str())),
                ("line", line),
                ("detail", Arg::Text(&fault.detail)),
            ];
            desk.kit.words.with("said-paper-fault", &args)
        });
        let (printer, escpos) = (papers.printer.clone(), papers.escpos);
        let (folder, name) = (self.folder.clone(), self.file_name());
        let work: Work = Box::new(move || {
            let out = if escpos {
                Printout::escpos(&pages)
            } else {
                Printout::text(&pages)
            };
            Box::new(send(&printer, folder.as_deref(), &name, (&out, &pages)))
        });
        vec![Effect::Work(PRINTED, work)]
    }

    fn ask(&self) -> Vec<Effect> {
        let asked = Query::Papers(self.kind.to_owned(), self.names.clone());
        vec![Effect::Ask(SLIPS, asked)]
    }

    /// The name of the file: the first number, and how many more there are.
    fn file_name(&self) -> String {
        let first = self.names.first().cloned().unwrap_or_default();
        // A slip of a day's close is called by a bare number, a notice by its home: the file says what it is.
        let first = match self.kind {
            "work_slip" | RECEIPT => first,
            kind => format!("{kind}-{}", first.replace('/', "-")),
        };
        match self.names.len() {
            0 | 1 => first,
            count => format!("{first}+{}", count - 1),
        }
    }

    fn count(&self) -> i64 {
        i64::try_from(self.names.len()).unwrap_or(i64::MAX)
    }
}

/// Sends pages to a printer; where there is none, or it does not take them, they go into a file as text.
fn send(
    printer: &str,
    folder: Option<&Path>,
    name: &str,
    (out, pages): (&Printout, &[String]),
) -> Came {
    let mut said = None;
    if !printer.is_empty() {
        match printer::print(printer, out) {
            Ok(()) => return Came::Printed,
            Err(error) => said = Some(error.to_string()),
        }
    }
    let Some(folder) = folder else {
        return Came::Nowhere(said.unwrap_or_default());
    };
    match printer::keep(folder, name, &printer::in_file(pages)) {
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
        if self.kind != RECEIPT {
            return self.ask();
        }
        // What is on paper says which copy it is, so it is counted first (reliability H14).
        self.uncounted = self.names.len();
        let count = |name: &String| Effect::Tell(COUNTED, Command::new(COUNT).about(name.as_str()));
        self.names.iter().map(count).collect()
    }

    fn shows(&self, part: u32) -> bool {
        part == COUNTED
    }

    fn command(&mut self, _: &Desk<'_>, _: &str) -> Outcome {
        Outcome::Ignored
    }

    fn reply(&mut self, desk: &Desk<'_>, _: u32, body: Body) -> Vec<Effect> {
        match body {
            Body::Answer(Answer::Done(_)) => {
                self.uncounted = self.uncounted.saturating_sub(1);
                if self.uncounted == 0 {
                    return self.ask();
                }
                Vec::new()
            }
            Body::Reply(reply) => match *reply {
                Reply::Papers(papers) => self.print(desk, &papers),
                _ => vec![Effect::Pop],
            },
            Body::Answer(Answer::Refused(refusal)) | Body::Refused(refusal) => {
                vec![Effect::Pop, desk.refused(&refusal)]
            }
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
        let mut text = words.with(key, &args);
        let tone = match self.fault.take() {
            Some(fault) => {
                text = format!("{text}{}{fault}", words.get("said-and"));
                Tone::Soon
            }
            None => tone,
        };
        vec![Effect::Pop, Effect::Say(Said::new(text, tone))]
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
        let pages = ["派工单\n".to_owned()];
        let out = Printout::text(&pages);
        let came = send("", Some(folder.path()), "R20261121-014+2", (&out, &pages));
        let Came::Kept(path, None) = came else {
            panic!("not kept");
        };
        assert!(path.ends_with("R20261121-014+2.txt"));
        assert_eq!(std::fs::read_to_string(path).unwrap(), "派工单\n");
        assert!(matches!(
            send("", None, "x", (&out, &pages)),
            Came::Nowhere(_)
        ));
    }
}
