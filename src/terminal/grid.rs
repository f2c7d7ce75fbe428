//! A frame as the terminal holds it: what each column shows, wide glyphs and their second halves told apart.

use std::sync::Arc;

use ratatui::buffer::{Buffer, Cell};

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

/// How a frame is brought to a terminal.
#[derive(Debug, Clone, Copy)]
pub struct Means {
    /// How wide its ambiguous glyphs are.
    pub widths: Widths,
    /// How many colours it has.
    pub depth: Depth,
    /// Its encoding.
    pub charset: Charset,
}

/// All columns of a screen, row by row; rows that did not change are shared between one screen and the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid {
    /// Columns.
    pub cols: u16,
    /// Rows.
    pub rows: u16,
    lines: Vec<Arc<[Slot]>>,
}

impl Grid {
    /// An empty screen.
    pub fn blank(cols: u16, rows: u16) -> Self {
        Self {
            cols,
            rows,
            lines: vec![blank(cols); usize::from(rows)],
        }
    }

    /// What a buffer will look like. A glyph without room is a blank, one that a terminal might obey a `?`,
    /// one that it has no place for a mark.
    pub fn of(buffer: &Buffer, means: Means) -> Self {
        Self {
            cols: buffer.area.width,
            rows: buffer.area.height,
            lines: cells(buffer).map(|row| line(row, means)).collect(),
        }
    }

    /// The same for the frame after `before`, which this is, brought to the same terminal: what did not change is not
    /// looked at again.
    pub fn after(&self, before: &Buffer, buffer: &Buffer, means: Means) -> Self {
        if before.area != buffer.area {
            return Self::of(buffer, means);
        }
        let rows = cells(before).zip(cells(buffer)).zip(&self.lines);
        let lines = rows.map(|((before, row), shown)| {
            if before == row {
                Arc::clone(shown)
            } else {
                line(row, means)
            }
        });
        Self {
            cols: self.cols,
            rows: self.rows,
            lines: lines.collect(),
        }
    }

    /// One row; empty outside the screen.
    pub fn row(&self, y: u16) -> &[Slot] {
        self.lines.get(usize::from(y)).map_or(&[], |line| line)
    }

    /// Whether a row looks the same on both screens.
    pub fn same_row(&self, other: &Self, y: u16) -> bool {
        let line = |grid: &Self| grid.lines.get(usize::from(y)).map(Arc::clone);
        match (line(self), line(other)) {
            (Some(own), Some(other)) => Arc::ptr_eq(&own, &other) || own == other,
            (own, other) => own == other,
        }
    }

    /// This screen with the rows `top..=bottom` moved up by `by` (down if negative) and blank rows in their place.
    pub fn shifted(&self, top: u16, bottom: u16, by: i32) -> Self {
        let empty = blank(self.cols);
        let lines = (0..self.rows).map(|y| {
            let from = if y < top || y > bottom {
                Some(y)
            } else {
                u16::try_from(i32::from(y) + by)
                    .ok()
                    .filter(|from| (top..=bottom).contains(from))
            };
            let line = from.and_then(|from| self.lines.get(usize::from(from)));
            Arc::clone(line.unwrap_or(&empty))
        });
        Self {
            cols: self.cols,
            rows: self.rows,
            lines: lines.collect(),
        }
    }
}

fn blank(cols: u16) -> Arc<[Slot]> {
    vec![Slot::BLANK; usize::from(cols)].into()
}

/// The rows of a buffer.
fn cells(buffer: &Buffer) -> impl Iterator<Item = &[Cell]> {
    let cols = usize::from(buffer.area.width).max(1);
    buffer.content().chunks(cols)
}

fn line(row: &[Cell], means: Means) -> Arc<[Slot]> {
    let mut slots: Vec<Slot> = Vec::with_capacity(row.len());
    let mut hidden = false;
    for cell in row {
        if std::mem::take(&mut hidden) {
            let pen = slots.last().map_or(Pen::PLAIN, |lead| lead.pen);
            slots.push(Slot::tail(pen));
            continue;
        }
        let mut slot = glyph(cell.symbol(), means);
        if usize::from(slot.width) > row.len() - slots.len() {
            slot = Slot::BLANK;
        }
        let blank = slot.mark == Mark::Char(' ');
        slot.pen = Pen::of(cell, blank, means.depth);
        hidden = slot.width == 2;
        slots.push(slot);
    }
    slots.into()
}

fn glyph(symbol: &str, means: Means) -> Slot {
    // Most of a screen, and in every encoding.
    if let [byte @ b' '..=b'~'] = symbol.as_bytes() {
        return Slot {
            mark: Mark::Char(char::from(*byte)),
            ..Slot::BLANK
        };
    }
    if symbol.chars().any(is_hidden) {
        return Slot {
            mark: Mark::Char('?'),
            ..Slot::BLANK
        };
    }
    let width: u16 = match means.widths.glyph(symbol) {
        0 => return Slot::BLANK,
        1 => 1,
        _ => 2,
    };
    if let Some(mark) = means.charset.shown(symbol, width.into()) {
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
