//! A terminal as a grid of glyphs whose ambiguous ones may take two columns, which no crate's terminal does: what stands
//! where after the program's bytes.

use frontdesk::terminal::width::Widths;
use ratatui::buffer::Buffer;
use unicode_segmentation::UnicodeSegmentation;

/// The second half of a wide glyph.
const TAIL: &str = "";

/// What it shows.
pub struct Glass {
    widths: Widths,
    cols: usize,
    rows: usize,
    cells: Vec<String>,
    x: usize,
    y: usize,
    /// First and last row of what scrolls.
    region: (usize, usize),
}

impl Glass {
    /// An empty one of so many columns and rows.
    pub fn new(widths: Widths, (cols, rows): (u16, u16)) -> Self {
        let (cols, rows) = (usize::from(cols), usize::from(rows));
        Self {
            widths,
            cols,
            rows,
            cells: vec![" ".to_owned(); cols * rows],
            x: 0,
            y: 0,
            region: (0, rows - 1),
        }
    }

    /// Takes text and sequences.
    pub fn play(&mut self, text: &str) {
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let taken = match first {
                '\r' => {
                    self.x = 0;
                    1
                }
                '\n' => {
                    self.down();
                    1
                }
                '\x08' => {
                    self.x = self.x.min(self.cols - 1).saturating_sub(1);
                    1
                }
                '\x1b' => self.sequence(rest),
                _ => {
                    let glyph = rest.graphemes(true).next().unwrap();
                    self.put(glyph);
                    glyph.len()
                }
            };
            rest = &rest[taken..];
        }
    }

    /// Does what a sequence says; returns its length.
    fn sequence(&mut self, text: &str) -> usize {
        if text.starts_with("\x1bM") {
            if self.y == self.region.0 {
                self.scroll(self.region.0, -1);
            } else {
                self.y = self.y.saturating_sub(1);
            }
            return 2;
        }
        let body = text.strip_prefix("\x1b[").expect("a control sequence");
        let end = body.find(|c: char| ('@'..='~').contains(&c)).unwrap();
        let params = &body[..end];
        let numbers: Vec<usize> = params
            .split(';')
            .map(|number| number.parse().unwrap_or(0))
            .collect();
        let number = |at: usize| numbers.get(at).copied().unwrap_or(0).max(1);
        let by = i32::try_from(number(0)).unwrap();
        match &body[end..=end] {
            "A" => self.y = self.y.saturating_sub(number(0)),
            "B" => self.y = (self.y + number(0)).min(self.rows - 1),
            "C" => self.x = (self.x + number(0)).min(self.cols - 1),
            "D" => self.x = self.x.min(self.cols - 1).saturating_sub(number(0)),
            "H" => {
                self.y = number(0).min(self.rows) - 1;
                self.x = number(1).min(self.cols) - 1;
            }
            "J" => {
                self.erase();
                let from = (self.y + 1) * self.cols;
                self.cells[from..].fill(" ".to_owned());
            }
            "K" => self.erase(),
            "L" => self.scroll(self.y, -by),
            "M" => self.scroll(self.y, by),
            "r" => {
                let last = numbers.get(1).copied().unwrap_or(self.rows);
                self.region = (number(0) - 1, last - 1);
                (self.x, self.y) = (0, 0);
            }
            // Styles, modes and questions move nothing.
            _ => {}
        }
        2 + end + 1
    }

    fn erase(&mut self) {
        for x in self.x.min(self.cols)..self.cols {
            self.clear(x, self.y);
        }
    }

    /// Empties a cell, and the other half of what stood there.
    fn clear(&mut self, x: usize, y: usize) {
        let row = y * self.cols;
        if self.cells[row + x] == TAIL && x > 0 {
            self.cells[row + x - 1] = String::from(" ");
        }
        if x + 1 < self.cols && self.cells[row + x + 1] == TAIL {
            self.cells[row + x + 1] = String::from(" ");
        }
        self.cells[row + x] = String::from(" ");
    }

    fn put(&mut self, glyph: &str) {
        let width = self.widths.glyph(glyph);
        assert!(width > 0, "{glyph:?} has no width");
        if self.x + width > self.cols {
            self.x = 0;
            self.down();
        }
        for x in self.x..self.x + width {
            self.clear(x, self.y);
        }
        let at = self.y * self.cols + self.x;
        self.cells[at] = String::from(glyph);
        if width > 1 {
            self.cells[at + 1] = String::from(TAIL);
        }
        self.x += width;
    }

    fn down(&mut self) {
        if self.y == self.region.1 {
            self.scroll(self.region.0, 1);
        } else {
            self.y = (self.y + 1).min(self.rows - 1);
        }
    }

    /// Moves the rows from `top` to the end of the region up by so many.
    fn scroll(&mut self, top: usize, by: i32) {
        let bottom = self.region.1;
        let old = self.cells.clone();
        for y in top..=bottom {
            let from = i32::try_from(y).unwrap() + by;
            let from = usize::try_from(from)
                .ok()
                .filter(|from| (top..=bottom).contains(from));
            for x in 0..self.cols {
                self.cells[y * self.cols + x] =
                    from.map_or(" ".to_owned(), |from| old[from * self.cols + x].clone());
            }
        }
    }

    /// The first place where it shows something else than this frame.
    pub fn differs(&self, frame: &Buffer) -> Option<String> {
        for y in 0..frame.area.height {
            let mut hidden = 0;
            for x in 0..frame.area.width {
                if hidden > 0 {
                    hidden -= 1;
                    continue;
                }
                let wanted = frame[(x, y)].symbol();
                let seen = &self.cells[usize::from(y) * self.cols + usize::from(x)];
                if seen != wanted {
                    return Some(format!("{x},{y}: {seen:?}, not {wanted:?}"));
                }
                hidden = self.widths.glyph(wanted).saturating_sub(1);
            }
        }
        None
    }
}
