//! The office's own templates of papers: read here alone; the terminal that prints by one looks through it first.

use std::fs;
use std::io::Read;
use std::path::Path;

use crate::service::view::{OfficePaper, PaperFault, Papers};

/// Bytes of a template at most, as `exchange/template` takes them.
const MOST: u64 = 64 * 1024;
/// Where they are, in the data folder.
const FOLDER: &str = "office/paper";

/// Puts in the office's own template where there is one; one that cannot be read is told, and the shipped one stays.
pub fn put_in(data: &Path, papers: &mut Papers) {
    let file = format!("{FOLDER}/{}.txt", papers.kind);
    match read(&data.join(&file)) {
        Ok(None) => {}
        Ok(Some(source)) => papers.template = Some(OfficePaper { file, source }),
        Err(detail) => {
            papers.fault = Some(PaperFault {
                file,
                line: 1,
                detail,
            });
        }
    }
}

/// The text of a file, if it is there: a file itself, no larger than a template may be, in UTF-8.
fn read(path: &Path) -> Result<Option<String>, String> {
    let about = match fs::symlink_metadata(path) {
        Ok(about) => about,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error.to_string()),
    };
    if !about.is_file() {
        return Err(String::from("no ordinary file"));
    }
    let file = fs::File::open(path).map_err(|error| error.to_string())?;
    let mut bytes = Vec::new();
    let read = file.take(MOST.saturating_add(1)).read_to_end(&mut bytes);
    read.map_err(|error| error.to_string())?;
    let text = String::from_utf8(bytes).map_err(|_| String::from("not in UTF-8"))?;
    Ok(Some(text.trim_start_matches('\u{feff}').to_owned()))
}
