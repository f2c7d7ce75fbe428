//! Keys must come out whole however the bytes were split, and no bytes may do harm.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use frontdesk::terminal::charset::Charset;
use frontdesk::terminal::input::{Decoder, Input};
use proptest::prelude::*;

const NONE: KeyModifiers = KeyModifiers::NONE;
const SHIFT: KeyModifiers = KeyModifiers::SHIFT;
const ALT: KeyModifiers = KeyModifiers::ALT;
const CTRL: KeyModifiers = KeyModifiers::CONTROL;

/// Everything the bytes mean once nothing more comes.
pub(super) fn all(bytes: &[u8]) -> Vec<Input> {
    let mut decoder = Decoder::new();
    let mut inputs = decoder.feed(bytes, 0);
    rest(&mut decoder, &mut inputs);
    inputs
}

pub(super) fn rest(decoder: &mut Decoder, inputs: &mut Vec<Input>) {
    while let Some(deadline) = decoder.deadline() {
        inputs.extend(decoder.tick(deadline));
    }
}

pub(super) fn key(code: KeyCode, modifiers: KeyModifiers) -> Input {
    Input::Key(KeyEvent::new(code, modifiers))
}

pub(super) fn paste(text: &str) -> Input {
    Input::Paste {
        text: text.to_owned(),
        cut: false,
    }
}

/// Every form of every key we know.
const KEYS: &[(&str, KeyCode, KeyModifiers)] = &[
    ("a", KeyCode::Char('a'), NONE),
    ("A", KeyCode::Char('A'), SHIFT),
    ("王", KeyCode::Char('王'), NONE),
    ("𠮷", KeyCode::Char('𠮷'), NONE),
    ("\r", KeyCode::Enter, NONE),
    ("\n", KeyCode::Enter, NONE),
    ("\t", KeyCode::Tab, NONE),
    ("\x08", KeyCode::Backspace, NONE),
    ("\x7f", KeyCode::Backspace, NONE),
    ("\x1b", KeyCode::Esc, NONE),
    ("\x00", KeyCode::Char(' '), CTRL),
    ("\x01", KeyCode::Char('a'), CTRL),
    ("\x1a", KeyCode::Char('z'), CTRL),
    ("\x1f", KeyCode::Char('_'), CTRL),
    ("\x1bx", KeyCode::Char('x'), ALT),
    ("\x1b王", KeyCode::Char('王'), ALT),
    ("\x1b\r", KeyCode::Enter, ALT),
    ("\x1b\x7f", KeyCode::Backspace, ALT),
    ("\x1b[", KeyCode::Char('['), ALT),
    ("\x1bO", KeyCode::Char('O'), ALT.union(SHIFT)),
    ("\x1b[A", KeyCode::Up, NONE),
    ("\x1bOB", KeyCode::Down, NONE),
    ("\x1b[C", KeyCode::Right, NONE),
    ("\x1bOD", KeyCode::Left, NONE),
    ("\x1b[1;5A", KeyCode::Up, CTRL),
    ("\x1b[1;2D", KeyCode::Left, SHIFT),
    ("\x1b[1;3C", KeyCode::Right, ALT),
    ("\x1b[1;8B", KeyCode::Down, SHIFT.union(ALT).union(CTRL)),
    ("\x1b[a", KeyCode::Up, SHIFT),
    ("\x1bOa", KeyCode::Up, CTRL),
    ("\x1b[H", KeyCode::Home, NONE),
    ("\x1bOH", KeyCode::Home, NONE),
    ("\x1b[1~", KeyCode::Home, NONE),
    ("\x1b[7~", KeyCode::Home, NONE),
    ("\x1b[F", KeyCode::End, NONE),
    ("\x1bOF", KeyCode::End, NONE),
    ("\x1b[4~", KeyCode::End, NONE),
    ("\x1b[8~", KeyCode::End, NONE),
    ("\x1b[2~", KeyCode::Insert, NONE),
    ("\x1b[3~", KeyCode::Delete, NONE),
    ("\x1b[3;5~", KeyCode::Delete, CTRL),
    ("\x1b[3^", KeyCode::Delete, CTRL),
    ("\x1b[5~", KeyCode::PageUp, NONE),
    ("\x1b[6~", KeyCode::PageDown, NONE),
    ("\x1b[Z", KeyCode::BackTab, SHIFT),
    ("\x1b[9;2u", KeyCode::BackTab, SHIFT),
    ("\x1bOP", KeyCode::F(1), NONE),
    ("\x1b[P", KeyCode::F(1), NONE),
    ("\x1b[11~", KeyCode::F(1), NONE),
    ("\x1b[[A", KeyCode::F(1), NONE),
    ("\x1b[12~", KeyCode::F(2), NONE),
    ("\x1bOR", KeyCode::F(3), NONE),
    ("\x1b[1;5R", KeyCode::F(3), CTRL),
    ("\x1b[14~", KeyCode::F(4), NONE),
    ("\x1b[[E", KeyCode::F(5), NONE),
    ("\x1b[15~", KeyCode::F(5), NONE),
    ("\x1b[17~", KeyCode::F(6), NONE),
    ("\x1b[21~", KeyCode::F(10), NONE),
    ("\x1b[23~", KeyCode::F(11), NONE),
    ("\x1b[24;2~", KeyCode::F(12), SHIFT),
    ("\x1bOM", KeyCode::Enter, NONE),
    ("\x1bOp", KeyCode::Char('0'), NONE),
    ("\x1bOy", KeyCode::Char('9'), NONE),
    ("\x1bOk", KeyCode::Char('+'), NONE),
    ("\x1b[27;5;13~", KeyCode::Enter, CTRL),
    ("\x1b[97;5u", KeyCode::Char('a'), CTRL),
    ("\x1b[3$", KeyCode::Delete, SHIFT),
    ("\x1b\t", KeyCode::BackTab, SHIFT),
];

#[test]
fn every_form_of_a_key_is_known() {
    for (bytes, code, modifiers) in KEYS {
        assert_eq!(all(bytes.as_bytes()), [key(*code, *modifiers)], "{bytes:?}");
    }
}

/// What a terminal sends for the keys people press.
struct Sent {
    terminal: &'static str,
    /// Backspace, Shift-Tab, Home, End, Insert, Delete, Page Up, Page Down, up, down, right, left.
    editing: [&'static str; 12],
    /// F1 to F12.
    function: [&'static str; 12],
}

const EDITING: [(KeyCode, KeyModifiers); 12] = [
    (KeyCode::Backspace, NONE),
    (KeyCode::BackTab, SHIFT),
    (KeyCode::Home, NONE),
    (KeyCode::End, NONE),
    (KeyCode::Insert, NONE),
    (KeyCode::Delete, NONE),
    (KeyCode::PageUp, NONE),
    (KeyCode::PageDown, NONE),
    (KeyCode::Up, NONE),
    (KeyCode::Down, NONE),
    (KeyCode::Right, NONE),
    (KeyCode::Left, NONE),
];

/// As the terminals' own terminfo and PuTTY's manual (4.4, the Keyboard panel) have it; without the leading ESC.
#[rustfmt::skip]
const SENT: &[Sent] = &[
    Sent { terminal: "xterm, cursor keys in normal mode",
        editing: ["\x7f", "[Z", "[H", "[F", "[2~", "[3~", "[5~", "[6~", "[A", "[B", "[C", "[D"],
        function: ["OP", "OQ", "OR", "OS", "[15~", "[17~", "[18~", "[19~", "[20~", "[21~", "[23~", "[24~"] },
    Sent { terminal: "xterm, cursor keys in application mode",
        editing: ["\x08", "[Z", "OH", "OF", "[2~", "[3~", "[5~", "[6~", "OA", "OB", "OC", "OD"],
        function: ["OP", "OQ", "OR", "OS", "[15~", "[17~", "[18~", "[19~", "[20~", "[21~", "[23~", "[24~"] },
    Sent { terminal: "PuTTY, ESC[n~",
        editing: ["\x7f", "[Z", "[1~", "[4~", "[2~", "[3~", "[5~", "[6~", "[A", "[B", "[C", "[D"],
        function: ["[11~", "[12~", "[13~", "[14~", "[15~", "[17~", "[18~", "[19~", "[20~", "[21~", "[23~", "[24~"] },
    Sent { terminal: "PuTTY, Linux, Backspace as Control-H",
        editing: ["\x08", "[Z", "[1~", "[4~", "[2~", "[3~", "[5~", "[6~", "OA", "OB", "OC", "OD"],
        function: ["[[A", "[[B", "[[C", "[[D", "[[E", "[17~", "[18~", "[19~", "[20~", "[21~", "[23~", "[24~"] },
    Sent { terminal: "PuTTY, Xterm R6 and VT400",
        editing: ["\x7f", "[Z", "[1~", "[4~", "[2~", "[3~", "[5~", "[6~", "OA", "OB", "OC", "OD"],
        function: ["OP", "OQ", "OR", "OS", "[15~", "[17~", "[18~", "[19~", "[20~", "[21~", "[23~", "[24~"] },
    Sent { terminal: "PuTTY, VT100+",
        editing: ["\x7f", "[Z", "[1~", "[4~", "[2~", "[3~", "[5~", "[6~", "OA", "OB", "OC", "OD"],
        function: ["OP", "OQ", "OR", "OS", "OT", "OU", "OV", "OW", "OX", "OY", "OZ", "O["] },
    Sent { terminal: "the Linux console",
        editing: ["\x7f", "\t", "[1~", "[4~", "[2~", "[3~", "[5~", "[6~", "[A", "[B", "[C", "[D"],
        function: ["[[A", "[[B", "[[C", "[[D", "[[E", "[17~", "[18~", "[19~", "[20~", "[21~", "[23~", "[24~"] },
    Sent { terminal: "tmux and screen",
        editing: ["\x7f", "[Z", "[1~", "[4~", "[2~", "[3~", "[5~", "[6~", "OA", "OB", "OC", "OD"],
        function: ["OP", "OQ", "OR", "OS", "[15~", "[17~", "[18~", "[19~", "[20~", "[21~", "[23~", "[24~"] },
    Sent { terminal: "rxvt",
        editing: ["\x7f", "[Z", "[7~", "[8~", "[2~", "[3~", "[5~", "[6~", "[A", "[B", "[C", "[D"],
        function: ["[11~", "[12~", "[13~", "[14~", "[15~", "[17~", "[18~", "[19~", "[20~", "[21~", "[23~", "[24~"] },
];

#[test]
fn the_keys_of_every_terminal_are_known() {
    for sent in SENT {
        let functions = (1..=12).map(|number| (KeyCode::F(number), NONE));
        let keys = EDITING.into_iter().chain(functions);
        let bytes = sent.editing.iter().chain(&sent.function);
        for (bytes, (code, modifiers)) in bytes.zip(keys) {
            let single = matches!(*bytes, "\x08" | "\x7f");
            let bytes = format!("{}{bytes}", if single { "" } else { "\x1b" });
            let terminal = sent.terminal;
            assert_eq!(
                all(bytes.as_bytes()),
                [key(code, modifiers)],
                "{terminal}: {bytes:?}"
            );
        }
    }
}

#[test]
fn the_keypad_in_application_mode_types() {
    for (letter, typed) in ('p'..='y').zip('0'..='9') {
        let bytes = format!("\x1bO{letter}");
        assert_eq!(all(bytes.as_bytes()), [key(KeyCode::Char(typed), NONE)]);
    }
    for (letter, typed) in [('j', '*'), ('k', '+'), ('m', '-'), ('n', '.'), ('o', '/')] {
        let bytes = format!("\x1bO{letter}");
        assert_eq!(all(bytes.as_bytes()), [key(KeyCode::Char(typed), NONE)]);
    }
    assert_eq!(all(b"\x1bOM"), [key(KeyCode::Enter, NONE)]);
}

/// Everything pieces mean that come so many milliseconds after each other, to somebody who asked at 0.
fn late(pieces: &[&str], apart: u64) -> Vec<Input> {
    let mut decoder = Decoder::new();
    decoder.asked(0);
    let mut inputs = Vec::new();
    for (piece, now) in pieces.iter().zip((0..).map(|place| 3_000 + place * apart)) {
        while let Some(deadline) = decoder.deadline().filter(|deadline| *deadline <= now) {
            inputs.extend(decoder.tick(deadline));
        }
        inputs.extend(decoder.feed(piece.as_bytes(), now));
    }
    rest(&mut decoder, &mut inputs);
    inputs
}

#[test]
fn a_late_answer_in_pieces_types_nothing() {
    let answer = "\x1b[2;3R";
    let report = Input::CursorReport { row: 2, col: 3 };
    let (a, b) = (key(KeyCode::Char('a'), NONE), key(KeyCode::Char('b'), NONE));
    for apart in [0, 20, 100, 200, 240, 300, 900] {
        for at in 1..answer.len() {
            let (first, second) = answer.split_at(at);
            let (before, after) = (format!("a{first}"), format!("{second}b"));
            let mut inputs = late(&[&before, &after], apart);
            if at == 1 && apart >= 250 {
                // For so long nobody waits to press Esc.
                assert_eq!(inputs.remove(1), key(KeyCode::Esc, NONE));
            }
            assert_eq!(
                inputs,
                [a.clone(), report.clone(), b.clone()],
                "{at}, {apart}"
            );
        }
        let pieces: Vec<&str> = answer.split_inclusive(|_: char| true).collect();
        let keys = late(&pieces, apart);
        let keys: Vec<_> = keys.iter().filter(|input| **input != report).collect();
        assert!(keys.len() <= 1, "{keys:?}, {apart} apart");
    }
}

#[test]
fn keys_between_the_pieces_of_an_answer_are_typed() {
    let inputs = late(&["\x1b[2", "1-2 \x1b[A", ";2", "x", "R"], 400);
    let wanted = [
        key(KeyCode::Char('1'), NONE),
        key(KeyCode::Char('-'), NONE),
        key(KeyCode::Char('2'), NONE),
        key(KeyCode::Char(' '), NONE),
        key(KeyCode::Up, NONE),
        key(KeyCode::Char('x'), NONE),
        Input::CursorReport { row: 2, col: 2 },
    ];
    assert_eq!(inputs, wanted);
}

#[test]
fn once_answered_nothing_is_taken_for_an_answer() {
    let mut decoder = Decoder::new();
    decoder.asked(0);
    assert_eq!(decoder.feed(b"\x1b[2;2R", 50).len(), 1);
    decoder.feed(b"\x1b", 100);
    assert_eq!(decoder.deadline(), Some(130));
    assert_eq!(decoder.tick(130), [key(KeyCode::Esc, NONE)]);
    assert_eq!(decoder.feed(b"[2", 200).len(), 2);
    // Nor when it never came.
    let mut decoder = Decoder::new();
    decoder.asked(0);
    decoder.feed(b"\x1b[2", 9_000);
    assert_eq!(decoder.tick(9_250), []);
    assert_eq!(decoder.feed(b";R", 10_000).len(), 2);
}

#[test]
fn gbk_and_gb18030_are_typed_at_every_split() {
    for (charset, text) in [
        (Charset::Gbk, "王乕\u{3000}a［1"),
        (Charset::Gb18030, "王𠮷乕é1㐂"),
    ] {
        let typed: Vec<Input> = text.chars().map(|c| key(KeyCode::Char(c), NONE)).collect();
        let mut bytes = charset.encode(text);
        bytes.extend(b"\x1b[A");
        for at in 0..bytes.len() {
            let (first, second) = bytes.split_at(at);
            let mut decoder = Decoder::new();
            decoder.speak(charset);
            let mut inputs = decoder.feed(first, 0);
            inputs.extend(decoder.feed(second, 20));
            rest(&mut decoder, &mut inputs);
            let (up, keys) = inputs.split_last().unwrap();
            assert_eq!(
                (keys, up),
                (&typed[..], &key(KeyCode::Up, NONE)),
                "{charset:?} at {at}"
            );
        }
        let mut decoder = Decoder::new();
        decoder.speak(charset);
        let mut pasted = b"\x1b[200~".to_vec();
        pasted.extend(charset.encode(text));
        pasted.extend(b"\x1b[201~");
        let mut inputs = decoder.feed(&pasted, 0);
        rest(&mut decoder, &mut inputs);
        assert_eq!(inputs, [paste(text)]);
    }
}

#[test]
fn a_split_changes_nothing() {
    let mut script = String::new();
    for (bytes, ..) in KEYS {
        // A lone ESC takes what follows; it has a test of its own.
        if !matches!(*bytes, "\x1b" | "\x1b[" | "\x1bO") {
            script.push_str(bytes);
        }
    }
    script.push_str("\x1b[24;80R\x1b]11;rgb:0/0/0\x1b\\\x1b[<0;1;2M.");
    let whole = all(script.as_bytes());
    for at in 0..script.len() {
        let (first, second) = script.as_bytes().split_at(at);
        let mut decoder = Decoder::new();
        let mut inputs = decoder.feed(first, 0);
        inputs.extend(decoder.feed(second, 20));
        rest(&mut decoder, &mut inputs);
        assert_eq!(inputs, whole, "split at {at}");
    }
    let mut decoder = Decoder::new();
    let mut inputs = Vec::new();
    for (now, byte) in (0..).zip(script.bytes()) {
        inputs.extend(decoder.feed(&[byte], now));
    }
    assert_eq!(inputs, whole, "byte by byte");
}

#[test]
fn a_lone_escape_waits_thirty_milliseconds() {
    let mut decoder = Decoder::new();
    assert_eq!(decoder.deadline(), None);
    assert_eq!(decoder.feed(b"\x1b", 100), []);
    assert_eq!(decoder.deadline(), Some(130));
    assert_eq!(decoder.tick(129), []);
    assert_eq!(decoder.tick(130), [key(KeyCode::Esc, NONE)]);
    assert_eq!(decoder.deadline(), None);
    // The rest of a sequence may be late without turning into letters.
    decoder.feed(b"\x1b", 200);
    decoder.feed(b"[", 225);
    assert_eq!(decoder.tick(300), []);
    assert_eq!(decoder.feed(b"A", 310), [key(KeyCode::Up, NONE)]);
}

#[test]
fn a_split_character_waits_longer() {
    let mut decoder = Decoder::new();
    let hanzi = "王".as_bytes();
    assert_eq!(decoder.feed(&hanzi[..1], 0), []);
    assert_eq!(decoder.tick(500), []);
    assert_eq!(
        decoder.feed(&hanzi[1..], 600),
        [key(KeyCode::Char('王'), NONE)]
    );
    decoder.feed(&hanzi[..2], 700);
    assert_eq!(decoder.tick(1_700), [key(KeyCode::Char('\u{fffd}'), NONE)]);
}

#[test]
fn what_is_unknown_is_swallowed_whole() {
    for bytes in [
        "\x1b[<0;10;5M",
        "\x1b[I",
        "\x1b[?62;1;4c",
        "\x1b[>0;276;0c",
        "\x1b[99~",
        "\x1b[1;2;3;4;5x",
        "\x1b[ q",
        "\x1b]10;rgb:ffff/ffff/ffff\x07",
        "\x1bP1$r0m\x1b\\",
        "\x1b_Gi=1;OK\x1b\\",
        "\u{9b}",
        "\x1b[[Z",
        "\x1b[999999999999~",
    ] {
        let mut both = bytes.to_owned();
        both.push('x');
        assert_eq!(
            all(both.as_bytes()),
            [key(KeyCode::Char('x'), NONE)],
            "{bytes:?}"
        );
        assert_eq!(all(bytes.as_bytes()), [], "{bytes:?}");
    }
    let long = format!("\x1b[{}x", "1".repeat(62));
    assert_eq!(all(long.as_bytes()), []);
}

#[test]
fn a_cursor_report_is_no_key() {
    assert_eq!(all(b"\x1b[2;3R"), [Input::CursorReport { row: 2, col: 3 }]);
    assert_eq!(
        all(b"a\x1b[24;80Rb"),
        [
            key(KeyCode::Char('a'), NONE),
            Input::CursorReport { row: 24, col: 80 },
            key(KeyCode::Char('b'), NONE),
        ]
    );
}

#[test]
fn an_answer_that_it_has_come_so_far_is_no_key() {
    assert_eq!(all(b"a\x1b[0nb").len(), 3);
    assert_eq!(all(b"\x1b[0n"), [Input::Ready]);
    for other in ["\x1b[3n", "\x1b[0;1n", "\x1b[?0n"] {
        assert!(!all(other.as_bytes()).contains(&Input::Ready), "{other:?}");
    }
    // However slowly it comes, while one is due; several may be.
    for at in 1..4 {
        let mut decoder = Decoder::new();
        decoder.asked(0);
        decoder.asked(0);
        let (first, second) = b"\x1b[0n".split_at(at);
        let mut inputs = decoder.feed(b"\x1b[0n", 5);
        inputs.extend(decoder.feed(first, 10));
        inputs.extend(decoder.tick(10 + 250));
        inputs.extend(decoder.feed(second, 900));
        rest(&mut decoder, &mut inputs);
        let answers = inputs.iter().filter(|input| **input == Input::Ready);
        assert_eq!(answers.count(), 2, "split at {at}: {inputs:?}");
        // Of a lone ESC nobody knows.
        assert_eq!(inputs.len(), if at == 1 { 3 } else { 2 }, "{inputs:?}");
    }
}

#[test]
fn foreign_bytes_become_one_mark_each() {
    let (gbk, _, _) = encoding_rs::GBK.encode("王");
    let bad = key(KeyCode::Char('\u{fffd}'), NONE);
    assert_eq!(all(&[&gbk[..], b"."].concat()).first(), Some(&bad));
}

fn noise() -> impl Strategy<Value = Vec<u8>> {
    let pieces = prop_oneof![
        any::<u8>().prop_map(|byte| vec![byte]),
        prop::sample::select(vec![
            "\x1b",
            "\x1b[",
            "\x1bO",
            "\x1b[200~",
            "\x1b[201~",
            "\x1b]0",
            "\x1bP1",
            "\x1b\\",
            ";",
            "1",
            "~",
            "A",
            "R",
            "u",
            "王",
            "\x1b[1;5",
            "\x1b[[",
            "\x07",
        ])
        .prop_map(|piece| piece.as_bytes().to_vec()),
    ];
    prop::collection::vec(pieces, 0..80).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_do_harm(bytes in noise(), cuts in prop::collection::vec(1usize..9, 0..40)) {
        let whole = all(&bytes);
        let mut decoder = Decoder::new();
        let mut inputs = Vec::new();
        let mut rest_bytes = bytes.as_slice();
        for cut in cuts {
            let (first, second) = rest_bytes.split_at(cut.min(rest_bytes.len()));
            inputs.extend(decoder.feed(first, 0));
            rest_bytes = second;
        }
        inputs.extend(decoder.feed(rest_bytes, 0));
        rest(&mut decoder, &mut inputs);
        prop_assert_eq!(&inputs, &whole);
        for input in &whole {
            if let Input::Paste { text, .. } = input {
                prop_assert!(!text.contains('\r'));
            }
        }
        prop_assert_eq!(decoder.feed(b"q", 1_000_000), vec![key(KeyCode::Char('q'), NONE)]);
    }
}
