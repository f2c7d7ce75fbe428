//! Turns a frame into the bytes of one write: only what changed, in as few bytes as any terminal understands.
//!
//! Stock ratatui moves the cursor after every hanzi (ratatui#2486), loses cells beside wide glyphs (ratatui#2526) and
//! sends the sixteen colours in codes old terminals do not know; this replaces its backend until it does not.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use crate::terminal::charset::Charset;
use crate::terminal::grammar;
use crate::terminal::grid::{Grid, Mark, Means, Slot};
use crate::terminal::pen::{Depth, Pen};
use crate::terminal::scroll::{Shift, candidates};
use crate::terminal::width::{Trust, Widths};

/// From this many bytes on the cursor is hidden while they are drawn.
const HIDE_FROM: usize = 48;

/// From this many bytes on it is worth looking for rows that only moved, and asking the terminal to draw at one go.
const LARGE: usize = 120;

/// Up to this many blanks are written; more are erased.
const BLANKS: usize = 3;

/// What is known about the terminal that will get the bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Output {
    /// How many colours it has.
    pub depth: Depth,
    /// How wide its ambiguous glyphs are.
    pub widths: Widths,
    /// Whether that was asked of the terminal itself. If not, the cursor is placed anew after each of them; if so, after
    /// each run of them.
    pub probed: bool,
    /// Whether to ask for each large frame to be shown at one go.
    pub synchronised: bool,
    /// Whether it knows no more than a VT100: it moves rows one at a time only, and ends all styles or none.
    pub basic: bool,
    /// The encoding it gets in the end; what that has no place for is drawn as a mark.
    pub charset: Charset,
}

/// Knows what the terminal shows and tells it the difference.
#[derive(Debug)]
pub struct Emitter {
    output: Output,
    shown: Option<Grid>,
    /// The frame that is shown, as it was given.
    frame: Buffer,
    pen: Option<Pen>,
    at: Option<Position>,
    cursor: Option<bool>,
}

impl Emitter {
    /// For a terminal about which only `output` is known; the first frame repaints everything.
    pub fn new(output: Output) -> Self {
        Self {
            output,
            shown: None,
            frame: Buffer::default(),
            pen: None,
            at: None,
            cursor: None,
        }
    }

    /// Something else may have drawn on the terminal: the next frame repaints everything.
    pub fn repaint(&mut self) {
        *self = Self::new(self.output);
    }

    /// What is known about the terminal.
    pub fn output(&self) -> Output {
        self.output
    }

    /// Takes over what was learned about the terminal; repaints if that changes anything.
    pub fn learn(&mut self, output: Output) {
        if output != self.output {
            *self = Self::new(output);
        }
    }

    /// The bytes that make the terminal show `frame` with its cursor at `cursor`, or without one. Empty if it does so
    /// already. They are meant to be written at once and completely.
    pub fn draw(&mut self, frame: &Buffer, cursor: Option<Position>) -> Vec<u8> {
        let means = Means {
            widths: self.output.widths,
            depth: self.output.depth,
            charset: self.output.charset,
        };
        let new = match &self.shown {
            Some(shown) => shown.after(&self.frame, frame, means),
            None => Grid::of(frame, means),
        };
        let cursor = cursor.filter(|at| at.x < new.cols && at.y < new.rows);
        let mut brush = Brush {
            out: Vec::new(),
            pen: self.pen,
            at: self.at,
            unsure: 0,
            loose: false,
            probed: self.output.probed,
            basic: self.output.basic,
            cols: new.cols,
        };
        let same_size = |old: &Grid| (old.cols, old.rows) == (new.cols, new.rows);
        if let Some(old) = self.shown.take().filter(same_size) {
            brush = brush.best(&old, &new, cursor);
        } else {
            self.cursor = None;
            brush.wipe();
            brush = brush.painted(&Grid::blank(new.cols, new.rows), &new, cursor);
        }
        self.shown = Some(new);
        self.frame.area = frame.area;
        self.frame.content.clone_from(&frame.content);
        self.finish(&brush, cursor)
    }

    /// Puts the bytes in their order.
    fn finish(&mut self, brush: &Brush, cursor: Option<Position>) -> Vec<u8> {
        let drawn = brush.out.len();
        let hide = match cursor {
            Some(_) => self.cursor != Some(false) && drawn > HIDE_FROM,
            None => self.cursor != Some(false),
        };
        let show = cursor.is_some() && (hide || self.cursor != Some(true));
        let at_one_go = self.output.synchronised && drawn > LARGE;
        let parts: [(bool, &[u8]); 5] = [
            (at_one_go, b"\x1b[?2026h"),
            (hide, b"\x1b[?25l"),
            (true, &brush.out),
            (show, b"\x1b[?25h"),
            (at_one_go, b"\x1b[?2026l"),
        ];
        let bytes: Vec<u8> = parts
            .into_iter()
            .filter(|(wanted, _)| *wanted)
            .flat_map(|(_, part)| part.iter().copied())
            .collect();
        debug_assert_eq!(grammar::fault(&bytes), None, "a frame holds a foreign byte");
        self.cursor = Some(cursor.is_some());
        self.pen = brush.pen;
        self.at = brush.at;
        bytes
    }
}

/// Draws, and knows where the terminal's cursor and pen are.
#[derive(Debug, Clone)]
struct Brush {
    out: Vec<u8>,
    pen: Option<Pen>,
    /// Behind the last column the cursor waits in a state terminals do not agree on; only its row is certain. What else
    /// makes a column uncertain is kept as the same.
    at: Option<Position>,
    /// Ambiguous glyphs since the column was last certain.
    unsure: u16,
    /// The place is certain only for another ambiguous glyph.
    loose: bool,
    probed: bool,
    basic: bool,
    cols: u16,
}

impl Brush {
    /// The shortest way from one screen to another, its cursor at `cursor` in the end.
    fn best(self, old: &Grid, new: &Grid, cursor: Option<Position>) -> Self {
        let mut best = self.clone().painted(old, new, cursor);
        if best.out.len() <= LARGE {
            return best;
        }
        for shift in candidates(old, new) {
            let mut brush = self.clone();
            brush.shift(shift, new.rows);
            let old = old.shifted(shift.top, shift.bottom, shift.by);
            let brush = brush.painted(&old, new, cursor);
            if brush.out.len() < best.out.len() {
                best = brush;
            }
        }
        best
    }

    /// Downwards or upwards, whichever is shorter from where the cursor and the pen are.
    fn painted(self, old: &Grid, new: &Grid, cursor: Option<Position>) -> Self {
        let changed: Vec<u16> = (0..new.rows).filter(|y| !old.same_row(new, *y)).collect();
        let (mut down, mut up) = (self.clone(), self);
        down.paint(old, new, changed.iter());
        down.rest(cursor);
        if changed.len() < 2 {
            return down;
        }
        up.paint(old, new, changed.iter().rev());
        up.rest(cursor);
        if up.out.len() < down.out.len() {
            up
        } else {
            down
        }
    }

    fn paint<'r>(&mut self, old: &Grid, new: &Grid, rows: impl Iterator<Item = &'r u16>) {
        for y in rows {
            self.row(*y, old.row(*y), new.row(*y));
        }
    }

    /// Leaves the cursor where it belongs.
    fn rest(&mut self, cursor: Option<Position>) {
        if self.loose {
            self.lose();
        }
        if let Some(cursor) = cursor {
            self.to(cursor);
        }
    }

    fn row(&mut self, y: u16, old: &[Slot], new: &[Slot]) {
        let dirty = self.dirty(old, new);
        let text = new
            .iter()
            .rposition(|slot| *slot != Slot::BLANK)
            .map_or(0, |last| last + 1);
        let behind = |(x, dirty): (usize, &bool)| (*dirty && x >= text).then_some(x);
        let first = dirty.iter().enumerate().find_map(behind);
        let last = dirty.iter().enumerate().rev().find_map(behind);
        let erase = first.filter(|first| last.is_some_and(|last| last + 1 - first > BLANKS));
        let drawn = new.iter().zip(&dirty).take(erase.unwrap_or(new.len()));
        for (x, (slot, dirty)) in (0..).zip(drawn) {
            if *dirty && slot.mark != Mark::Tail {
                self.reach(Position { x, y }, slot, new);
                self.write(slot);
            }
        }
        if let Some(x) = erase.and_then(|x| u16::try_from(x).ok()) {
            self.reach(Position { x, y }, &Slot::BLANK, new);
            self.ink_for(&Slot::BLANK);
            self.out.extend_from_slice(b"\x1b[K");
        }
    }

    /// The columns to draw: the changed ones, and those a glyph of uncertain width may have spilled over.
    fn dirty(&self, old: &[Slot], new: &[Slot]) -> Vec<bool> {
        let mut dirty: Vec<bool> = old.iter().zip(new).map(|(old, new)| old != new).collect();
        for (x, (old, new)) in old.iter().zip(new).enumerate() {
            if dirty.get(x) != Some(&true) {
                continue;
            }
            for slot in [old, new] {
                if self.spills(slot)
                    && let Some(next) = dirty.get_mut(x + usize::from(slot.width))
                {
                    *next = true;
                }
            }
        }
        dirty
    }

    fn spills(&self, slot: &Slot) -> bool {
        match slot.trust {
            Trust::Sure => false,
            Trust::Ambiguous => !self.probed,
            Trust::Doubtful => true,
        }
    }

    /// Brings the cursor to the place of a glyph, over unchanged ones in its row where those are shorter than a move.
    fn reach(&mut self, to: Position, slot: &Slot, row: &[Slot]) {
        if std::mem::take(&mut self.loose)
            && (slot.trust != Trust::Ambiguous || self.at != Some(to))
        {
            self.lose();
        }
        if let Some(at) = self.at
            && at.y == to.y
            && at.x < to.x
            && let Some(between) = row.get(usize::from(at.x)..usize::from(to.x))
            && between.first().is_some_and(|slot| slot.mark != Mark::Tail)
            && between.iter().map(Slot::size).sum::<usize>() <= right(to.x - at.x).len()
        {
            let fits = |pen: Pen| {
                let mut between = between.iter();
                between.all(|slot| slot.trust == Trust::Sure && slot.suits(pen))
            };
            let here = self.pen.is_some_and(fits);
            if here || fits(slot.pen) {
                if !here {
                    // It is needed for the glyph anyway.
                    self.ink(slot.pen);
                }
                for slot in between {
                    slot.write(&mut self.out);
                }
                self.at = Some(to);
            }
        }
        self.to(to);
    }

    fn write(&mut self, slot: &Slot) {
        self.ink_for(slot);
        slot.write(&mut self.out);
        self.at = self.at.map(|at| Position {
            x: at.x + slot.width,
            y: at.y,
        });
        self.loose = slot.trust == Trust::Ambiguous;
        self.unsure += u16::from(self.loose);
        if slot.trust == Trust::Doubtful {
            self.at = None;
        } else if self.spills(slot) {
            self.lose();
        }
    }

    /// The column is no longer certain; the row is, unless glyphs twice as wide would have reached its end.
    fn lose(&mut self) {
        self.loose = false;
        self.at = self
            .at
            .filter(|at| at.x + self.unsure < self.cols)
            .map(|at| Position {
                x: self.cols,
                y: at.y,
            });
    }

    fn ink(&mut self, pen: Pen) {
        let from = self
            .pen
            .filter(|from| !self.basic || pen.only_adds_to(*from));
        pen.change(from, &mut self.out);
        self.pen = Some(pen);
    }

    /// Takes the pen for a glyph, unless the one at hand does as well.
    fn ink_for(&mut self, slot: &Slot) {
        if !self.pen.is_some_and(|pen| slot.suits(pen)) {
            self.ink(slot.pen);
        }
    }

    /// Moves the cursor the shortest way.
    fn to(&mut self, to: Position) {
        if self.at == Some(to) {
            return;
        }
        let best = self.at.map(|at| relative(at, to, self.cols));
        let best = best.filter(|best| best.len() < absolute(to).len());
        self.out
            .extend_from_slice(&best.unwrap_or_else(|| absolute(to)));
        (self.at, self.unsure) = (Some(to), 0);
    }

    /// Everything plain, empty and the whole screen in play.
    fn wipe(&mut self) {
        self.out.extend_from_slice(b"\x1b[r\x1b[m\x1b[H\x1b[J");
        self.pen = Some(Pen::PLAIN);
        self.at = Some(Position::ORIGIN);
    }

    /// Lets the terminal move rows.
    fn shift(&mut self, shift: Shift, rows: u16) {
        self.ink(Pen::PLAIN);
        let all = shift.top == 0 && shift.bottom + 1 == rows;
        if !all {
            let region = format!("\x1b[{};{}r", shift.top + 1, shift.bottom + 1);
            self.out.extend_from_slice(region.as_bytes());
            // Some go home now, some to the top of the region.
            self.at = None;
        }
        let by = u16::try_from(shift.by.unsigned_abs()).unwrap_or(u16::MAX);
        // At the edges of a region a step further moves its rows.
        let (edge, step, end) = if shift.by > 0 {
            (shift.bottom, b"\n".as_slice(), 'M')
        } else {
            (shift.top, b"\x1bM".as_slice(), 'L')
        };
        let counted = counted(by.into(), end);
        if self.basic || step.len() * usize::from(by) < counted.len() {
            self.to(Position { x: 0, y: edge });
            self.out.extend(step.repeat(by.into()));
        } else {
            self.to(Position { x: 0, y: shift.top });
            self.out.extend_from_slice(&counted);
        }
        if !all {
            self.out.extend_from_slice(b"\x1b[r");
            self.at = Some(Position::ORIGIN);
        }
    }
}

fn absolute(to: Position) -> Vec<u8> {
    match (to.x + 1, to.y + 1) {
        (1, 1) => b"\x1b[H".to_vec(),
        (1, row) => format!("\x1b[{row}H").into_bytes(),
        (col, row) => format!("\x1b[{row};{col}H").into_bytes(),
    }
}

/// The shortest way from place to place that starts where the cursor is.
fn relative(at: Position, to: Position, cols: u16) -> Vec<u8> {
    let mut along = vec![[b"\r".as_slice(), &right(to.x)].concat()];
    if at.x < cols {
        along.push(if to.x < at.x {
            repeated(at.x - to.x, b"\x08", 'D')
        } else {
            right(to.x - at.x)
        });
    }
    let along = along.into_iter().min_by_key(Vec::len).unwrap_or_default();
    // Neither leaves the screen, so that neither scrolls it.
    let across = if to.y < at.y {
        repeated(at.y - to.y, b"\x1bM", 'A')
    } else {
        repeated(to.y - at.y, b"\n", 'B')
    };
    [along, across].concat()
}

/// A step of one so many times, or all of them as one sequence.
fn repeated(times: u16, step: &[u8], end: char) -> Vec<u8> {
    let steps = step.repeat(times.into());
    let counted = counted(times.into(), end);
    if times == 0 || steps.len() <= counted.len() {
        steps
    } else {
        counted
    }
}

fn right(by: u16) -> Vec<u8> {
    if by == 0 {
        return Vec::new();
    }
    counted(by.into(), 'C')
}

fn counted(times: u32, end: char) -> Vec<u8> {
    if times == 1 {
        return format!("\x1b[{end}").into_bytes();
    }
    format!("\x1b[{times}{end}").into_bytes()
}
