//! Tables for people: columns aligned by what the terminal draws.

use std::io::{self, Write};

use crate::cli::print::{one_line, print_safe};
use crate::domain::safe_text::SafeText;
use crate::tui::text::{Align, Ruler, Widths};

/// Blanks between two columns.
const GAP: &str = "  ";

/// Columns that grow with what was printed in them, so that a long list needs no memory.
#[derive(Debug)]
pub struct Grid {
    ruler: Ruler,
    widths: Vec<usize>,
    aligns: Vec<Align>,
}

impl Grid {
    /// A table of columns aligned like this.
    pub fn new(aligns: Vec<Align>) -> Self {
        Self {
            ruler: Ruler::new(Widths::default(), ""),
            widths: vec![0; aligns.len()],
            aligns,
        }
    }

    /// Prints rows; each column is at least as wide as in the rows printed before.
    pub fn print(&mut self, to: &mut dyn Write, rows: &[Vec<String>]) -> io::Result<()> {
        let rows: Vec<Vec<String>> = rows
            .iter()
            .map(|row| {
                row.iter()
                    .map(|c| SafeText::shown(&one_line(c)).into_string())
                    .collect()
            })
            .collect();
        for row in &rows {
            for (width, text) in self.widths.iter_mut().zip(row) {
                *width = (*width).max(self.ruler.width(text));
            }
        }
        for row in &rows {
            let cells: Vec<String> = row
                .iter()
                .zip(&self.widths)
                .zip(&self.aligns)
                .map(|((text, width), align)| self.ruler.pad(text, *width, *align).into_owned())
                .collect();
            print_safe(to, cells.join(GAP).trim_end())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_below_each_other() {
        let mut grid = Grid::new(vec![Align::Left, Align::Right, Align::Left]);
        let mut out = Vec::new();
        let row = |a: &str, b: &str, c: &str| vec![a.to_owned(), b.to_owned(), c.to_owned()];
        let rows = [row("房号", "欠费", "x"), row("3-2-1201", "1.00", "")];
        grid.print(&mut out, &rows).unwrap();
        grid.print(&mut out, &[row("1\u{1b}", "2", "3")]).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(
            text,
            "房号      欠费  x\n3-2-1201  1.00\n1<U+001B>     2  3\n"
        );
    }
}
