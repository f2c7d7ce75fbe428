//! Lines of figures under titles: each column as wide as it is said to be.

use crate::tui::kit::Kit;
use crate::tui::text::Align;

/// A column: the key of its title, its width, how it stands.
pub struct Column {
    title: &'static str,
    cols: usize,
    align: Align,
}

impl Column {
    pub const fn of(title: &'static str, cols: usize, align: Align) -> Self {
        Self { title, cols, align }
    }
}

/// A line of cells, or without any the titles.
pub fn line(kit: &Kit, columns: &[Column], cells: Option<&[String]>) -> String {
    let cell = |(at, column): (usize, &Column)| {
        let text = match cells {
            Some(cells) => cells.get(at).cloned().unwrap_or_default(),
            None => kit.words.get(column.title).into_owned(),
        };
        kit.ruler.cell(&text, column.cols, column.align)
    };
    let cells: Vec<String> = columns.iter().enumerate().map(cell).collect();
    cells.join(" ").trim_end().to_owned()
}
