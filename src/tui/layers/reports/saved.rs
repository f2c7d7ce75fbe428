//! A report saved as a file from the screen: in the folder of papers, under a name nothing has yet.

use std::path::PathBuf;

use crate::exchange::outfile::OutFault;
use crate::exchange::printer::keep_file;
use crate::exchange::report_out;
use crate::tui::chore::Work;
use crate::wire::view::spoken::Spoken;

/// What a report is saved as.
pub enum Content {
    /// A workbook.
    Workbook(Spoken),
    /// Plain text of 80 columns.
    Text(Vec<String>),
}

/// What came of it: where it lies, or why it does not.
pub type Came = Result<PathBuf, String>;

/// The work of saving it under `name` in `folder`.
pub fn work(folder: Option<PathBuf>, name: String, content: Content) -> Work {
    Box::new(move || {
        let folder = folder.unwrap_or_default();
        let kept = match &content {
            Content::Workbook(report) => keep_file(&folder, (&name, "xlsx"), &|out| {
                report_out::write_xlsx(report, out)
            }),
            Content::Text(lines) => keep_file(&folder, (&name, "txt"), &|out| {
                out.write_all((lines.join("\n") + "\n").as_bytes())
            }),
        };
        let came: Came = kept.map_err(|fault| match fault {
            OutFault::Io(error) => error.to_string(),
            _ => folder.display().to_string(),
        });
        Box::new(came)
    })
}
