//! Every size of terminal, every language, every set of glyphs.

use frontdesk::locale::Language;
use frontdesk::terminal::glyphs::Set;
use frontdesk::tui::text::{Ruler, Widths};
use frontdesk::tui::theme::Theme;
use frontdesk::tui::turn::Event;

use super::day;
use crate::support::screen::{Screen, Setup};

#[test]
fn a_large_terminal_has_the_record_beside_whole_panes() {
    insta::assert_snapshot!(day::screen(120, 36).picture());
}

#[test]
fn a_small_one_has_the_pane_in_focus() {
    insta::assert_snapshot!(day::screen(59, 19).picture());
}

#[test]
fn a_tiny_one_has_a_sentence() {
    insta::assert_snapshot!(day::screen(39, 9).picture());
}

#[test]
fn english() {
    let setup = Setup {
        language: Language::En,
        ..Setup::of(80, 24)
    };
    insta::assert_snapshot!(Screen::start(&setup, day::script()).picture());
}

#[test]
fn ascii_without_colours() {
    let setup = Setup {
        set: Set::Ascii,
        theme: Theme::Mono,
        ..Setup::of(80, 24)
    };
    insta::assert_snapshot!(Screen::start(&setup, day::script()).picture());
}

/// What is pressed to see every screen.
pub(super) const SCREENS: [&str; 30] = [
    "g c",
    "1",
    "3",
    "4",
    "enter",
    "h",
    "/ 3",
    ": p",
    "space",
    "?",
    "U",
    "g",
    "g b",
    "g w",
    "g p",
    "g p enter",
    "g o",
    "g s",
    "g u",
    "g f",
    "e",
    "z",
    "f",
    "f 1",
    "c 3",
    "c 3 tab",
    "a C-u l",
    "w",
    "p",
    "f12",
];

/// No glyph is cut in half, whatever the width: a wide one is followed by its second half.
fn whole_glyphs(screen: &Screen, widths: Widths) {
    let ruler = Ruler::new(widths, "");
    let (buffer, _) = screen.frame();
    for y in 0..buffer.area.height {
        let mut x = 0;
        while x < buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            let width = u16::try_from(ruler.width(symbol)).unwrap();
            assert!(width > 0, "{x},{y}: {symbol:?}");
            for hidden in x + 1..x + width {
                assert!(
                    hidden < buffer.area.width,
                    "{x},{y}: {symbol:?} is cut by the edge"
                );
                assert_eq!(buffer[(hidden, y)].symbol(), " ", "{x},{y}: {symbol:?}");
            }
            x += width;
        }
    }
}

#[test]
fn every_screen_in_every_size_and_language() {
    for language in Language::ALL {
        for (set, ambiguous_wide) in [(Set::Unicode, false), (Set::Gbk, true)] {
            let widths = Widths { ambiguous_wide };
            for keys in SCREENS {
                let setup = Setup {
                    language,
                    set,
                    ambiguous_wide,
                    ..Setup::of(80, 24)
                };
                let mut screen = Screen::start(&setup, day::script());
                screen.keys(keys);
                for size in [
                    (80, 24),
                    (120, 36),
                    (121, 37),
                    (200, 60),
                    (79, 23),
                    (60, 20),
                    (59, 19),
                    (40, 10),
                    (39, 9),
                    (3, 2),
                    (1, 1),
                ] {
                    screen.event(Event::Resize(size.0, size.1));
                    whole_glyphs(&screen, widths);
                    let picture = screen.picture();
                    // A word that is missing shows as its key in angle brackets.
                    let missing = picture.split('<').skip(1).any(|rest| {
                        rest.split('>')
                            .next()
                            .is_some_and(|key| key.contains('-') && !key.contains(' '))
                    });
                    assert!(!missing, "{picture}");
                }
            }
        }
    }
}

#[test]
fn hostile_names_stay_in_their_cells() {
    let mut screen = day::screen(80, 24);
    screen.link.script(Box::new(|ask| {
        let mut body = day::script()(ask)?;
        if let frontdesk::wire::Body::Reply(reply) = &mut body
            && let frontdesk::wire::Reply::Pane(rows) = &mut **reply
            && let Some(frontdesk::wire::view::RowView::Ticket(row)) =
                rows.rows.first_mut().map(|row| &mut row.row)
        {
            row.summary = "\u{1b}[2J\u{202e}王".to_owned();
        }
        Some(body)
    }));
    screen.message(frontdesk::wire::Message::Notice {
        seq: 0,
        touched: Vec::new(),
    });
    let (buffer, _) = screen.frame();
    let bad = |symbol: &str| symbol.chars().any(char::is_control);
    assert!(!buffer.content().iter().any(|cell| bad(cell.symbol())));
    assert!(screen.picture().contains("?[2J?王"), "{}", screen.picture());
}
