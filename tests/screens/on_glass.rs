//! What stands on the glass of a terminal after the bytes of every screen: whatever it speaks, however it is dragged, and
//! with its cursor where one types.

use frontdesk::terminal::charset::Charset;
use frontdesk::terminal::emitter::{Emitter, Output};
use frontdesk::terminal::glyphs::Set;
use frontdesk::terminal::width::Widths;
use frontdesk::tui::turn::Event;

use super::day;
use super::sizes::SCREENS;
use crate::counts::Random;
use crate::support::campaign::size;
use crate::support::glass::Glass;
use crate::support::screen::{Screen, Setup};

/// Ways to screens one after another, so that each is drawn over another.
fn ways() -> impl Iterator<Item = Vec<&'static str>> {
    SCREENS
        .iter()
        .map(|keys| vec![*keys, "esc esc esc", "2", "j j j k"])
}

#[test]
fn a_terminal_of_gbk_shows_what_one_of_utf_8_does() {
    let widths = Widths {
        ambiguous_wide: true,
    };
    for (set, charset, encoding) in [
        (Set::Gbk, Charset::Gbk, encoding_rs::GBK),
        (Set::Ascii, Charset::Gb18030, encoding_rs::GB18030),
    ] {
        for way in ways() {
            let setup = Setup {
                set,
                ambiguous_wide: true,
                ..Setup::of(80, 24)
            };
            let mut screen = Screen::start(&setup, day::script());
            let output = |charset| Output {
                charset,
                widths,
                probed: true,
                ..Output::default()
            };
            let mut emitters = [charset, Charset::Utf8].map(|one| Emitter::new(output(one)));
            let mut glasses = [(); 2].map(|()| Glass::new(widths, (80, 24)));
            for keys in way {
                screen.keys(keys);
                let (frame, cursor) = screen.frame();
                let [ours, utf_8] = &mut emitters;
                let text = String::from_utf8(ours.draw(&frame, cursor)).unwrap();
                let bytes = charset.encode(&text);
                let (decoded, _, lost) = encoding.decode(&bytes);
                assert!(!lost, "{keys}: {decoded}");
                assert!(!decoded.contains('\u{fffd}'), "{keys}: {decoded}");
                glasses[0].play(&decoded);
                let text = String::from_utf8(utf_8.draw(&frame, cursor)).unwrap();
                glasses[1].play(&text);
                for glass in &glasses {
                    assert_eq!(glass.differs(&frame), None, "{keys}");
                }
            }
        }
    }
}

#[test]
fn a_storm_of_sizes_leaves_every_screen_as_a_calm_terminal_has_it() {
    let widths = Widths::default();
    for (seed, keys) in (1..).zip(SCREENS) {
        let mut random = Random::new(seed);
        let mut between = |low: u64, high: u64| {
            u16::try_from(low + random.below(high - low + 1)).expect("a size")
        };
        let mut stormed = day::screen(80, 24);
        stormed.keys(keys);
        let mut emitter = Emitter::new(Output {
            probed: true,
            ..Output::default()
        });
        for at in 0..size(3, 30, 1_000) {
            let (cols, rows) = (between(40, 500), between(10, 200));
            stormed.event(Event::Resize(cols, rows));
            if at % 3 == 0 {
                let (frame, cursor) = stormed.frame();
                emitter.repaint();
                emitter.draw(&frame, cursor);
            }
        }
        for (cols, rows) in [(40, 10), (500, 200), (120, 36), (80, 24)] {
            stormed.event(Event::Resize(cols, rows));
            emitter.repaint();
            let mut glass = Glass::new(widths, (cols, rows));
            let (frame, cursor) = stormed.frame();
            let text = String::from_utf8(emitter.draw(&frame, cursor)).unwrap();
            glass.play(&text);
            assert_eq!(glass.differs(&frame), None, "{keys} at {cols}x{rows}");
            if (cols, rows) == (80, 24) {
                let mut calm = day::screen(80, 24);
                calm.keys(keys);
                assert_eq!(stormed.picture(), calm.picture(), "{keys}, seed {seed}");
            }
        }
    }
}

#[test]
fn the_cursor_stands_where_one_types() {
    let mut typed = 0;
    for keys in SCREENS {
        let mut screen = day::screen(80, 24);
        screen.keys(keys);
        let takes_text = screen
            .app
            .contexts()
            .first()
            .is_some_and(|context| context.takes_text());
        let (_, cursor) = screen.frame();
        assert_eq!(
            takes_text,
            cursor.is_some(),
            "{keys}:\n{}",
            screen.picture()
        );
        if !takes_text {
            continue;
        }
        // An input method gives a whole phrase at once; it stands before the cursor.
        screen.types("水管漏");
        let picture = screen.picture();
        if picture.contains("水管漏") {
            assert!(picture.contains("水管漏▏"), "{keys}:\n{picture}");
            typed += 1;
        }
    }
    assert!(typed > 3, "{typed} screens only");
}
