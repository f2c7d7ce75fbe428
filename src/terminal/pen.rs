//! Styles as a terminal is told them, in the fewest bytes and the oldest codes that do.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// How many colours to use.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Depth {
    /// None: bold, underline and reverse carry all meaning.
    Mono,
    /// The sixteen every colour terminal has; others are brought to the nearest.
    #[default]
    Sixteen,
    /// Whatever the style says.
    Full,
}

/// Codes that switch a modifier on and off.
const MODIFIERS: &[(Modifier, u16, u16)] = &[
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::REVERSED, 7, 27),
    (Modifier::CROSSED_OUT, 9, 29),
];

/// The modifiers a terminal without colours is sure to have.
const MONO: Modifier = Modifier::BOLD
    .union(Modifier::UNDERLINED)
    .union(Modifier::REVERSED);

/// The modifiers that can be seen on a blank.
const ON_BLANKS: Modifier = Modifier::UNDERLINED
    .union(Modifier::REVERSED)
    .union(Modifier::CROSSED_OUT);

/// The sixteen colours in the order of their codes, with the tints terminals usually give them.
const SIXTEEN: [(Color, [i32; 3]); 16] = [
    (Color::Black, [0, 0, 0]),
    (Color::Red, [205, 0, 0]),
    (Color::Green, [0, 205, 0]),
    (Color::Yellow, [205, 205, 0]),
    (Color::Blue, [0, 0, 238]),
    (Color::Magenta, [205, 0, 205]),
    (Color::Cyan, [0, 205, 205]),
    (Color::Gray, [229, 229, 229]),
    (Color::DarkGray, [127, 127, 127]),
    (Color::LightRed, [255, 0, 0]),
    (Color::LightGreen, [0, 255, 0]),
    (Color::LightYellow, [255, 255, 0]),
    (Color::LightBlue, [92, 92, 255]),
    (Color::LightMagenta, [255, 0, 255]),
    (Color::LightCyan, [0, 255, 255]),
    (Color::White, [255, 255, 255]),
];

/// A style reduced to what this terminal will show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Pen {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

impl Pen {
    /// What `CSI m` sets.
    pub const PLAIN: Self = Self {
        fg: Color::Reset,
        bg: Color::Reset,
        modifier: Modifier::empty(),
    };

    /// The pen a cell is drawn with; `blank` says that it holds no glyph, so that its foreground does not matter.
    pub fn of(cell: &Cell, blank: bool, depth: Depth) -> Self {
        // Most of a screen.
        if cell.modifier.is_empty() && (cell.fg, cell.bg) == (Color::Reset, Color::Reset) {
            return Self::PLAIN;
        }
        let known = match depth {
            Depth::Mono => MONO,
            Depth::Sixteen | Depth::Full => Modifier::all(),
        };
        let mut pen = Self {
            fg: reduce(cell.fg, depth),
            bg: reduce(cell.bg, depth),
            modifier: Modifier::empty(),
        };
        for (modifier, _, _) in MODIFIERS {
            pen.modifier |= cell.modifier & *modifier & known;
        }
        if blank {
            pen.modifier &= ON_BLANKS;
            if pen.modifier.is_empty() {
                pen.fg = Color::Reset;
            }
        }
        pen
    }

    /// Whether a blank drawn with this pen looks as one drawn with `other`.
    pub fn same_on_blanks(self, other: Self) -> bool {
        self == other
            || (self.bg == other.bg && !(self.modifier | other.modifier).intersects(ON_BLANKS))
    }

    /// Whether nothing of `from` has to end for this pen.
    pub fn only_adds_to(self, from: Self) -> bool {
        self.modifier.contains(from.modifier)
    }

    /// Appends what turns `from` into this pen; an unknown `from` is reset first.
    pub fn change(self, from: Option<Self>, out: &mut Vec<u8>) {
        if from == Some(self) {
            return;
        }
        let mut anew = Vec::new();
        if self != Self::PLAIN {
            anew.push(0);
            self.add(Self::PLAIN, &mut anew);
        }
        let codes = match from {
            None => anew,
            Some(from) => {
                let mut step = Vec::new();
                self.add(from, &mut step);
                if digits(&step) < digits(&anew).max(1) {
                    step
                } else {
                    anew
                }
            }
        };
        out.extend_from_slice(b"\x1b[");
        for (place, code) in codes.iter().enumerate() {
            if place > 0 {
                out.push(b';');
            }
            out.extend_from_slice(code.to_string().as_bytes());
        }
        out.push(b'm');
    }

    /// The codes that lead from one pen to this one without a reset.
    fn add(self, from: Self, codes: &mut Vec<u16>) {
        let gone = from.modifier - self.modifier;
        let mut come = self.modifier - from.modifier;
        for (modifier, _, off) in MODIFIERS {
            if gone.contains(*modifier) && !codes.contains(off) {
                codes.push(*off);
                // Bold and dim share their end.
                if *off == 22 {
                    come |= self.modifier & (Modifier::BOLD | Modifier::DIM);
                }
            }
        }
        for (modifier, on, _) in MODIFIERS {
            if come.contains(*modifier) {
                codes.push(*on);
            }
        }
        if self.fg != from.fg {
            colour(self.fg, 30, codes);
        }
        if self.bg != from.bg {
            colour(self.bg, 40, codes);
        }
    }
}

/// Bytes the codes take between `CSI` and `m`.
fn digits(codes: &[u16]) -> usize {
    let numbers: usize = codes.iter().map(|code| code.to_string().len()).sum();
    numbers + codes.len().saturating_sub(1)
}

/// The codes of a colour; `base` is 30 for the foreground and 40 for the background.
fn colour(colour: Color, base: u16, codes: &mut Vec<u16>) {
    match colour {
        Color::Indexed(index) => codes.extend([base + 8, 5, u16::from(index)]),
        Color::Rgb(r, g, b) => {
            codes.extend([base + 8, 2, u16::from(r), u16::from(g), u16::from(b)]);
        }
        basic => codes.push(
            match (0..).zip(SIXTEEN).find(|(_, (name, _))| *name == basic) {
                Some((place, _)) if place < 8 => base + place,
                Some((place, _)) => base + 60 + place - 8,
                None => base + 9,
            },
        ),
    }
}

fn reduce(colour: Color, depth: Depth) -> Color {
    match (depth, colour) {
        (Depth::Mono, _) => Color::Reset,
        (_, Color::Indexed(index)) if index < 16 => basic(usize::from(index)),
        (Depth::Sixteen, Color::Indexed(index)) => nearest(cube(index)),
        (Depth::Sixteen, Color::Rgb(r, g, b)) => nearest([r.into(), g.into(), b.into()]),
        _ => colour,
    }
}

fn basic(place: usize) -> Color {
    SIXTEEN.get(place).map_or(Color::Reset, |(name, _)| *name)
}

/// The tint of one of the 240 colours beyond the sixteen.
fn cube(index: u8) -> [i32; 3] {
    let index = i32::from(index);
    if index >= 232 {
        return [8 + (index - 232) * 10; 3];
    }
    let part = |step: i32| match (index - 16) / step % 6 {
        0 => 0,
        level => 55 + level * 40,
    };
    [part(36), part(6), part(1)]
}

fn nearest(tint: [i32; 3]) -> Color {
    let far =
        |other: [i32; 3]| -> i32 { tint.iter().zip(other).map(|(a, b)| (a - b) * (a - b)).sum() };
    SIXTEEN
        .iter()
        .min_by_key(|(_, other)| far(*other))
        .map_or(Color::Reset, |(name, _)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::Style;

    fn pen(style: Style, depth: Depth) -> Pen {
        let mut cell = Cell::new("x");
        cell.set_style(style);
        Pen::of(&cell, false, depth)
    }

    fn change(to: Style, from: Option<Style>, depth: Depth) -> String {
        let mut out = Vec::new();
        pen(to, depth).change(from.map(|from| pen(from, depth)), &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn the_sixteen_go_out_in_their_old_codes() {
        let plain = Some(Style::new());
        let of = |style| change(style, plain, Depth::Sixteen);
        assert_eq!(of(Style::new().fg(Color::Red)), "\x1b[31m");
        assert_eq!(of(Style::new().fg(Color::White)), "\x1b[97m");
        assert_eq!(of(Style::new().bg(Color::Indexed(4))), "\x1b[44m");
        assert_eq!(of(Style::new().bg(Color::DarkGray)), "\x1b[100m");
        assert_eq!(of(Style::new().fg(Color::Rgb(250, 5, 5))), "\x1b[91m");
        assert_eq!(of(Style::new().fg(Color::Indexed(16))), "\x1b[30m");
        let full = |style| change(style, plain, Depth::Full);
        assert_eq!(full(Style::new().fg(Color::Indexed(200))), "\x1b[38;5;200m");
        assert_eq!(
            full(Style::new().bg(Color::Rgb(1, 2, 3))),
            "\x1b[48;2;1;2;3m"
        );
    }

    #[test]
    fn a_terminal_without_colours_gets_none() {
        let style = Style::new().fg(Color::Red).bold().italic().reversed();
        assert_eq!(change(style, Some(Style::new()), Depth::Mono), "\x1b[1;7m");
    }

    #[test]
    fn the_shorter_way_is_taken() {
        let to = |to, from| change(to, Some(from), Depth::Sixteen);
        let bold = Style::new().bold();
        assert_eq!(to(Style::new(), bold.red().reversed()), "\x1b[m");
        assert_eq!(to(bold, bold.reversed()), "\x1b[27m");
        assert_eq!(to(bold.dim(), bold), "\x1b[2m");
        assert_eq!(to(bold, bold.dim()), "\x1b[0;1m");
        assert_eq!(to(bold.red(), bold.green()), "\x1b[31m");
        assert_eq!(change(bold, None, Depth::Sixteen), "\x1b[0;1m");
        assert_eq!(change(bold, Some(bold), Depth::Sixteen), "");
    }

    #[test]
    fn ink_does_not_show_on_blanks() {
        let same = |a, b| pen(a, Depth::Full).same_on_blanks(pen(b, Depth::Full));
        let plain = Style::new();
        assert!(same(plain.bold().red(), plain));
        assert!(same(plain.on_blue().red(), plain.on_blue()));
        assert!(!same(plain.on_blue(), plain));
        assert!(!same(plain.underlined(), plain));
        assert!(!same(plain.red().reversed(), plain.reversed()));
    }

    #[test]
    fn a_blank_has_no_ink() {
        let mut cell = Cell::new(" ");
        cell.set_style(Style::new().red().bold());
        assert_eq!(Pen::of(&cell, true, Depth::Sixteen), Pen::PLAIN);
        cell.set_style(Style::new().reversed());
        assert_ne!(Pen::of(&cell, true, Depth::Sixteen), Pen::PLAIN);
    }
}
