//! Frames played into an independent terminal must look like the frames; and cost what was promised.

use std::num::NonZeroU16;

use crate::support::campaign::size;
use frontdesk::terminal::charset::Charset;
use frontdesk::terminal::emitter::{Emitter, Output};
use frontdesk::terminal::grammar;
use frontdesk::terminal::pen::Depth;
use frontdesk::tui::text::{Ruler, Widths};
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier, Style};

const RULER: Ruler = Ruler::new(
    Widths {
        ambiguous_wide: false,
    },
    "…",
);

/// A terminal that is not ours.
struct Judge {
    parser: vt100::Parser,
}

impl Judge {
    fn new(cols: u16, rows: u16) -> Self {
        let size = |n| NonZeroU16::new(n).unwrap();
        Self {
            parser: vt100::Parser::new(size(rows), size(cols), 0),
        }
    }

    fn resize(&mut self, cols: u16, rows: u16) {
        let size = |n| NonZeroU16::new(n).unwrap();
        let screen = self.parser.screen_mut();
        screen.set_size(size(rows), size(cols));
    }

    fn play(&mut self, bytes: &[u8]) {
        assert_eq!(grammar::fault(bytes), None);
        self.parser.process(bytes);
    }

    /// The first difference between what it shows and what it should.
    fn differs(&self, frame: &Buffer, cursor: Option<Position>) -> Option<String> {
        let screen = self.parser.screen();
        for y in 0..frame.area.height {
            let mut hidden = 0;
            for x in 0..frame.area.width {
                let seen = screen.cell(y, x).unwrap();
                if hidden > 0 {
                    hidden -= 1;
                    if !seen.is_wide_continuation() {
                        return Some(format!("{x},{y}: no second half"));
                    }
                    continue;
                }
                let cell = &frame[(x, y)];
                let blank = cell.symbol() == " ";
                let contents = match seen.contents() {
                    "" => " ",
                    contents => contents,
                };
                if contents != cell.symbol() || seen.is_wide_continuation() {
                    return Some(format!("{x},{y}: {contents:?}, not {:?}", cell.symbol()));
                }
                hidden = RULER.width(cell.symbol()) - 1;
                let has = |modifier| cell.modifier.contains(modifier);
                let same = seen.bgcolor() == colour(cell.bg)
                    && seen.inverse() == has(Modifier::REVERSED)
                    && seen.underline() == has(Modifier::UNDERLINED)
                    && (blank
                        || seen.fgcolor() == colour(cell.fg)
                            && seen.bold() == has(Modifier::BOLD)
                            && seen.italic() == has(Modifier::ITALIC));
                if !same {
                    return Some(format!("{x},{y}: style of {seen:?}, not {cell:?}"));
                }
            }
        }
        let place = (!screen.hide_cursor()).then(|| screen.cursor_position());
        let wanted = cursor.map(|at| (at.y, at.x));
        (place != wanted).then(|| format!("cursor {place:?}, not {wanted:?}"))
    }
}

fn colour(colour: Color) -> vt100::Color {
    match colour {
        Color::Red => vt100::Color::Idx(1),
        Color::LightBlue => vt100::Color::Idx(12),
        Color::Indexed(n) => vt100::Color::Idx(n),
        Color::Rgb(r, g, b) => vt100::Color::Rgb(r, g, b),
        _ => vt100::Color::Default,
    }
}

/// One piece of text somewhere.
type Stroke = (u16, u16, Vec<&'static str>, Style);

/// What happens between two frames.
#[derive(Debug, Clone)]
enum Step {
    Write(Vec<Stroke>),
    Scroll { top: u16, bottom: u16, down: bool },
    Clear(u16),
    Repaint,
}

const COLS: u16 = 26;
const ROWS: u16 = 9;

fn style() -> impl Strategy<Value = Style> {
    prop::sample::select(vec![
        Style::new(),
        Style::new().fg(Color::Red),
        Style::new().bg(Color::LightBlue).bold(),
        Style::new().reversed(),
        Style::new().fg(Color::Indexed(200)).underlined(),
        Style::new().bg(Color::Rgb(1, 2, 3)).italic(),
    ])
}

fn stroke() -> impl Strategy<Value = Stroke> {
    let glyphs = prop::sample::select(vec![
        "王", "建", "国", "，", "。", "a", "7", " ", "“", "”", "…", "─", "│", "→", "·", "é",
        "e\u{323}", "￥", "  ", "      ",
    ]);
    (
        0..COLS,
        0..ROWS,
        prop::collection::vec(glyphs, 0..20),
        style(),
    )
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        8 => prop::collection::vec(stroke(), 1..12).prop_map(Step::Write),
        4 => (0..ROWS, 0..ROWS, any::<bool>()).prop_map(|(a, b, down)| Step::Scroll {
            top: a.min(b),
            bottom: a.max(b),
            down
        }),
        1 => (0..ROWS).prop_map(Step::Clear),
        1 => Just(Step::Repaint),
    ]
}

/// The first sequence that moves rows at once or ends one style.
fn beyond_a_vt100(bytes: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(bytes);
    let mut sequences = text.split("\x1b[").skip(1).filter_map(|rest| {
        let end = rest.find(|c: char| c.is_ascii_alphabetic())?;
        Some(&rest[..=end])
    });
    let ends_one = |codes: &str| {
        codes
            .split(';')
            .any(|code| matches!(code, "22" | "23" | "24" | "27" | "29"))
    };
    let beyond = sequences.find(|sequence| match sequence.split_at(sequence.len() - 1) {
        (_, "L" | "M") => true,
        (codes, "m") => !codes.contains("38;") && !codes.contains("48;") && ends_one(codes),
        _ => false,
    });
    beyond.map(str::to_owned)
}

fn apply(step: &Step, frame: &mut Buffer, emitter: &mut Emitter) {
    match step {
        Step::Write(strokes) => {
            for (x, y, glyphs, style) in strokes {
                RULER.put(frame, (*x, *y), glyphs.concat(), *style, COLS);
            }
        }
        Step::Scroll { top, bottom, down } => {
            let old = frame.clone();
            for y in *top..=*bottom {
                let from = if *down { y.wrapping_sub(1) } else { y + 1 };
                for x in 0..COLS {
                    frame[(x, y)] = if (*top..=*bottom).contains(&from) {
                        old[(x, from)].clone()
                    } else {
                        ratatui::buffer::Cell::EMPTY
                    };
                }
            }
        }
        Step::Clear(y) => RULER.blank(frame, Rect::new(3, *y, 12, 3), Style::new()),
        Step::Repaint => emitter.repaint(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: size(400, 2_000, 20_000), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_terminal_shows_the_frame(
        steps in prop::collection::vec((step(), prop::option::of((0..COLS, 0..ROWS))), 1..14),
        probed: bool,
        synchronised: bool,
        basic: bool,
    ) {
        let output = Output { depth: Depth::Full, probed, synchronised, basic, ..Output::default() };
        let mut emitter = Emitter::new(output);
        let mut judge = Judge::new(COLS, ROWS);
        let mut frame = Buffer::empty(Rect::new(0, 0, COLS, ROWS));
        for (step, cursor) in &steps {
            apply(step, &mut frame, &mut emitter);
            let cursor = cursor.map(|(x, y)| Position { x, y });
            let bytes = emitter.draw(&frame, cursor);
            if basic {
                prop_assert_eq!(beyond_a_vt100(&bytes), None);
            }
            judge.play(&bytes);
            prop_assert_eq!(judge.differs(&frame, cursor), None);
            prop_assert_eq!(emitter.draw(&frame, cursor), Vec::<u8>::new());
        }
    }

    #[test]
    fn any_size_is_painted(sizes in prop::collection::vec((1u16..60, 1u16..20), 1..6)) {
        let mut emitter = Emitter::new(Output::default());
        let mut judge = Judge::new(1, 1);
        for (cols, rows) in sizes {
            let mut frame = Buffer::empty(Rect::new(0, 0, cols, rows));
            for y in 0..rows {
                RULER.put(&mut frame, (y % 3, y), "王建国 3-2-1201 厨房水管漏水“急”", Style::new(), cols);
            }
            judge.resize(cols, rows);
            judge.play(&emitter.draw(&frame, None));
            prop_assert_eq!(judge.differs(&frame, None), None);
        }
    }
}

fn counter(selected: u16, clock: &str, first: u16) -> Buffer {
    let mut frame = Buffer::empty(Rect::new(0, 0, 80, 24));
    let plain = Style::new();
    RULER.put(&mut frame, (1, 0), "翠湖花园前台  早班 李芳", plain, 50);
    RULER.put(&mut frame, (75, 0), clock, plain, 5);
    RULER.rule(&mut frame, (0, 1), "━", plain, 80);
    for row in 0..20 {
        let y = row + 2;
        let n = row + first;
        let marked = row == selected;
        let id = if marked { plain.reversed() } else { plain };
        RULER.put(&mut frame, (0, y), if marked { ">" } else { " " }, plain, 1);
        RULER.put(&mut frame, (2, y), format!("R1121-{n:03} "), id, 10);
        let text = format!("{n}-1-0801  周敏    客厅跳闸，冰箱没电   待派工   超时 1:{n:02}");
        RULER.put(&mut frame, (13, y), text, plain, 66);
    }
    frame
}

fn cost(frames: &[(Buffer, Option<Position>)]) -> Vec<usize> {
    let mut emitter = Emitter::new(Output {
        probed: true,
        ..Output::default()
    });
    let mut judge = Judge::new(80, 24);
    frames
        .iter()
        .map(|(frame, cursor)| {
            let bytes = emitter.draw(frame, *cursor);
            judge.play(&bytes);
            assert_eq!(judge.differs(frame, *cursor), None);
            bytes.len()
        })
        .collect()
}

#[test]
fn nothing_costs_nothing() {
    let frame = counter(0, "14:32", 0);
    assert_eq!(cost(&[(frame.clone(), None), (frame, None)])[1], 0);
}

#[test]
fn a_minute_costs_little() {
    let bytes = cost(&[
        (counter(0, "14:32", 0), None),
        (counter(0, "14:33", 0), None),
    ]);
    assert!(bytes[1] <= 10, "{bytes:?}");
    let cursor = Some(Position { x: 20, y: 23 });
    let bytes = cost(&[
        (counter(0, "14:59", 0), cursor),
        (counter(0, "15:00", 0), cursor),
    ]);
    assert!(bytes[1] <= 25, "{bytes:?}");
}

#[test]
fn late_rows_that_count_cost_three_bytes_each() {
    let rows = |minute: u16| {
        let mut frame = counter(99, &format!("14:{minute}"), 0);
        for y in 5..12 {
            RULER.put(
                &mut frame,
                (74, y),
                format!("{}", minute + y),
                Style::new().fg(Color::Red),
                2,
            );
        }
        (frame, None)
    };
    let bytes = cost(&[rows(40), rows(41), rows(42), rows(43)]);
    assert!(bytes[2..].iter().all(|bytes| *bytes <= 40), "{bytes:?}");
}

#[test]
fn ink_is_not_changed_for_blanks_between_words() {
    let frame = |words: &str| {
        let mut frame = Buffer::empty(Rect::new(0, 0, 40, 1));
        RULER.put(&mut frame, (0, 0), words, Style::new().fg(Color::Red), 40);
        // As if each word stood alone.
        for x in 0..40 {
            if frame[(x, 0)].symbol() == " " {
                frame[(x, 0)].set_style(Style::reset());
            }
        }
        (frame, None)
    };
    let bytes = cost(&[frame("a b c d"), frame("k l m n")]);
    assert_eq!(bytes[1], "\rk l m n".len(), "{bytes:?}");
}

#[test]
fn the_selected_row_moves_for_forty_bytes() {
    for (from, to) in [(3, 4), (4, 3), (9, 10), (18, 19)] {
        let bytes = cost(&[
            (counter(from, "14:32", 0), None),
            (counter(to, "14:32", 0), None),
        ]);
        assert!(bytes[1] <= 40, "{from} to {to}: {bytes:?}");
    }
}

#[test]
fn a_scrolled_row_costs_itself_and_twenty_four() {
    let row = "R1121-020   20-1-0801  周敏    客厅跳闸，冰箱没电   待派工   超时 1:20".len();
    for (from, to) in [(0, 1), (1, 0)] {
        let bytes = cost(&[
            (counter(99, "14:32", from), None),
            (counter(99, "14:32", to), None),
        ]);
        assert!(bytes[1] <= row + 24, "{from} to {to}: {bytes:?} for {row}");
    }
    // The selection stays at the edge: its marks move as well.
    for (from, to, selected) in [(0, 1, 19), (1, 0, 0)] {
        let bytes = cost(&[
            (counter(selected, "14:32", from), None),
            (counter(selected, "14:32", to), None),
        ]);
        assert!(bytes[1] <= row + 24 + 40, "{from} to {to}: {bytes:?}");
    }
}

#[test]
fn the_first_screen_costs_little_more_than_its_text() {
    let frame = counter(0, "14:32", 0);
    let rows = frame.content().chunks(80).map(|row| {
        let mut text = String::new();
        let mut x = 0;
        while let Some(cell) = row.get(x) {
            text.push_str(cell.symbol());
            x += RULER.width(cell.symbol());
        }
        text.trim_end().len()
    });
    let text: usize = rows.sum();
    let bytes = cost(&[(frame, None)])[0];
    assert!(bytes * 10 <= text * 17, "{bytes} for {text}");
}

#[test]
fn a_typed_character_costs_itself() {
    let field = |typed: &str| {
        let mut frame = counter(0, "14:32", 0);
        let end = RULER.put(&mut frame, (3, 22), typed, Style::new().underlined(), 40);
        (frame, Some(Position { x: end, y: 22 }))
    };
    let bytes = cost(&[
        field("a"),
        field("ab"),
        field("abc"),
        field("abc漏"),
        field("abc"),
    ]);
    assert_eq!(bytes[2..4], [1, 3]);
    assert!(bytes[4] <= 24, "{bytes:?}");
}

#[test]
fn without_colours_only_three_styles_go_out() {
    let mut frame = Buffer::empty(Rect::new(0, 0, 10, 1));
    let style = Style::new().fg(Color::Red).bg(Color::Blue).bold().italic();
    RULER.put(&mut frame, (0, 0), "ab", style, 10);
    let mut emitter = Emitter::new(Output {
        depth: Depth::Mono,
        ..Output::default()
    });
    let bytes = String::from_utf8(emitter.draw(&frame, None)).unwrap();
    assert!(
        bytes.contains("\x1b[0;1mab") || bytes.contains("\x1b[1mab"),
        "{bytes:?}"
    );
}

#[test]
fn hostile_cells_reach_no_terminal() {
    let mut frame = Buffer::empty(Rect::new(0, 0, 10, 1));
    for (x, symbol) in ["\x1b[2J", "\u{9b}", "\u{202e}", "\u{7}"]
        .iter()
        .enumerate()
    {
        #[allow(clippy::disallowed_methods, reason = "the very thing to be caught")]
        frame
            .cell_mut((u16::try_from(x).unwrap(), 0))
            .unwrap()
            .set_symbol(symbol);
    }
    let bytes = Emitter::new(Output::default()).draw(&frame, None);
    assert_eq!(grammar::fault(&bytes), None);
    assert!(bytes.windows(4).any(|bytes| bytes == b"????"));
}

#[test]
fn glyphs_that_may_have_wrapped_leave_no_certain_row() {
    let mut frame = Buffer::empty(Rect::new(0, 0, 20, 2));
    RULER.put(&mut frame, (0, 0), "──────────漏", Style::new(), 20);
    let probed = Output {
        probed: true,
        ..Output::default()
    };
    let text = String::from_utf8(Emitter::new(probed).draw(&frame, None)).unwrap();
    assert!(text.contains("──────────\x1b[1;11H漏"), "{text:?}");
}

#[test]
fn what_a_doubtful_width_may_have_covered_is_drawn_again() {
    let mut emitter = Emitter::new(Output::default());
    let mut judge = Judge::new(6, 2);
    for text in ["xb", "e\u{323}b", "xb", "e\u{323}b"] {
        let mut frame = Buffer::empty(Rect::new(0, 0, 6, 2));
        RULER.put(&mut frame, (0, 0), text, Style::new(), 6);
        let bytes = String::from_utf8(emitter.draw(&frame, None)).unwrap();
        // This terminal takes two columns for the letter with its dot.
        judge.play(bytes.replace("e\u{323}", "国").as_bytes());
        let beside = judge.parser.screen().cell(0, 1).unwrap();
        assert_eq!(beside.contents(), "b", "{text}");
    }
}

#[test]
fn the_cursor_is_placed_anew_after_a_doubtful_width() {
    let mut frame = Buffer::empty(Rect::new(0, 0, 20, 1));
    RULER.put(&mut frame, (0, 0), "“漏”水", Style::new(), 20);
    let bytes = Emitter::new(Output::default()).draw(&frame, None);
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.contains("“\r\x1b[C漏”\r\x1b[4C水"), "{text:?}");
    frame.reset();
    RULER.put(&mut frame, (0, 0), "────漏", Style::new(), 20);
    let probed = Output {
        probed: true,
        ..Output::default()
    };
    let text = String::from_utf8(Emitter::new(probed).draw(&frame, None)).unwrap();
    assert!(text.contains("────\r\x1b[4C漏"), "{text:?}");
}

#[test]
fn what_an_older_terminal_lacks_is_a_mark_as_wide() {
    let mut frame = Buffer::empty(Rect::new(0, 0, 20, 1));
    RULER.put(&mut frame, (0, 0), "𠮷野 ñandú 王", Style::new(), 20);
    let shown = |charset| {
        let mut emitter = Emitter::new(Output {
            charset,
            ..Output::default()
        });
        let bytes = emitter.draw(&frame, None);
        let text = String::from_utf8(bytes.clone()).unwrap();
        // Nothing is lost on the way that was not a mark already.
        assert_eq!(charset.decode(&charset.encode(&text), true), text);
        let mut judge = Judge::new(20, 1);
        judge.play(&bytes);
        judge.parser.screen().contents()
    };
    assert_eq!(shown(Charset::Gbk), "〓野 ?andú 王");
    assert_eq!(shown(Charset::Gb18030), "𠮷野 ñandú 王");
    assert_eq!(shown(Charset::Utf8), "𠮷野 ñandú 王");
}
