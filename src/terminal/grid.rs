//! A frame as the terminal holds it: what each column shows, wide glyphs and their second halves told apart.

use ratatui::buffer::Buffer;

use crate::domain::safe_text::is_hidden;
use crate::terminal::charset::Charset;
use crate::terminal::pen::{Depth, Pen};
use crate::terminal::width::{Trust, Widths, trust};

/// What stands in a column.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Mark {
    /// One character: nearly always.
    Char(char),
    /// A character with marks, a cluster.
    Cluster(Box<str>),
    /// The second half of the wide glyph to the left.
    Tail,
}

/// One column of the screen.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Slot {
    /// What stands there.
    pub mark: Mark,
    /// How it is drawn.
    pub pen: Pen,
    /// Columns the glyph takes from here: 1 or 2, and 0 for a tail.
    pub width: u16,
    /// Whether the cursor's place after it is certain.
    pub trust: Trust,
}

impl Slot {
    /// An empty column.
    pub const BLANK: Self = Self {
        mark: Mark::Char(' '),
        pen: Pen::PLAIN,
        width: 1,
        trust: Trust::Sure,
    };

    const fn tail(pen: Pen) -> Self {
        Self {
            mark: Mark::Tail,
            pen,
            width: 0,
            trust: Trust::Sure,
        }
    }

    /// Appends the glyph.
    pub fn write(&self, out: &mut Vec<u8>) {
        match &self.mark {
            Mark::Char(c) => out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
            Mark::Cluster(cluster) => out.extend_from_slice(cluster.as_bytes()),
            Mark::Tail => {}
        }
    }

    /// Whether it looks the same when drawn with `pen`.
    pub fn suits(&self, pen: Pen) -> bool {
        self.pen == pen || (self.mark == Mark::Char(' ') && self.pen.same_on_blanks(pen))
    }

    /// Bytes the glyph takes.
    pub fn size(&self) -> usize {
        match &self.mark {
            Mark::Char(c) => c.len_utf8(),
            Mark::Cluster(cluster) => cluster.len(),
            Mark::Tail => 0,
        }
    }
}

/// All columns of a screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid {
    /// Columns.
    pub cols: u16,
    /// Rows.
    pub rows: u16,
    slots: Vec<Slot>,
}

impl Grid {
    /// An empty screen.
    pub fn blank(cols: u16, rows: u16) -> Self {
        Self {
            cols,
            rows,
            slots: vec![Slot::BLANK; usize::from(cols) * usize::from(rows)],
        }
    }

    /// What a buffer will look like. A glyph without room is a blank, one that a terminal might obey a `?`,
    /// one that it has no place for a mark.
    pub fn of(buffer: &Buffer, widths: Widths, depth: Depth, charset: Charset) -> Self {
        let cols = buffer.area.width;
        let mut slots = Vec::with_capacity(buffer.content().len());
        for row in buffer.content().chunks(usize::from(cols).max(1)) {
            let end = slots.len() + row.len();
            let mut hidden = false;
            for cell in row {
                if std::mem::take(&mut hidden) {
                    let pen = slots.last().map_or(Pen::PLAIN, |lead: &Slot| lead.pen);
                    slots.push(Slot::tail(pen));
                    continue;
                }
                let mut slot = glyph(cell.symbol(), widths, charset);
                if usize::from(slot.width) > end - slots.len() {
                    slot = Slot::BLANK;
                }
                let blank = slot.mark == Mark::Char(' ');
                slot.pen = Pen::of(cell, blank, depth);
                hidden = slot.width == 2;
                slots.push(slot);
            }
        }
        Self {
            cols,
            rows: buffer.area.height,
            slots,
        }
    }

    /// One row; empty outside the screen.
    pub fn row(&self, y: u16) -> &[Slot] {
        let cols = usize::from(self.cols);
        let start = usize::from(y) * cols;
        self.slots.get(start..start + cols).unwrap_or_default()
    }

    /// This screen with the rows `top..=bottom` moved up by `by` (down if negative) and blank rows in their place.
    pub fn shifted(&self, top: u16, bottom: u16, by: i32) -> Self {
        let blank = vec![Slot::BLANK; usize::from(self.cols)];
        let mut slots = Vec::with_capacity(self.slots.len());
        for y in 0..self.rows {
            if y < top || y > bottom {
                slots.extend_from_slice(self.row(y));
                continue;
            }
            let from = u16::try_from(i32::from(y) + by)
                .ok()
                .filter(|from| (top..=bottom).contains(from));
            slots.extend_from_slice(from.map_or(&blank, |from| self.row(from)));
        }
        Self {
            cols: self.cols,
            rows: self.rows,
            slots,
        }
    }
}

fn glyph(symbol: &str, widths: Widths, charset: Charset) -> Slot {
    if symbol.chars().any(is_hidden) {
        return Slot {
            mark: Mark::Char('?'),
            ..Slot::BLANK
        };
    }
    let width: u16 = match widths.glyph(symbol) {
        0 => return Slot::BLANK,
        1 => 1,
        _ => 2,
    };
    if let Some(mark) = charset.shown(symbol, width.into()) {
        return Slot {
            mark: Mark::Char(mark),
            width,
            ..Slot::BLANK
        };
    }
    let mut chars = symbol.chars();
    let mark = match (chars.next(), chars.next()) {
        (Some(c), None) => Mark::Char(c),
        _ => Mark::Cluster(symbol.into()),
    };
    Slot {
        mark,
        pen: Pen::PLAIN,
        width,
        trust: trust(symbol),
    }
}
