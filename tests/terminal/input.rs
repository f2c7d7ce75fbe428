//! Keys must come out whole however the bytes were split, and no bytes may do harm.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use frontdesk::terminal::input::{Decoder, Input};
use proptest::prelude::*;

const NONE: KeyModifiers = KeyModifiers::NONE;
const SHIFT: KeyModifiers = KeyModifiers::SHIFT;
const ALT: KeyModifiers = KeyModifiers::ALT;
const CTRL: KeyModifiers = KeyModifiers::CONTROL;

/// Everything the bytes mean once nothing more comes.
fn all(bytes: &[u8]) -> Vec<Input> {
    let mut decoder = Decoder::new();
    let mut inputs = decoder.feed(bytes, 0);
    rest(&mut decoder, &mut inputs);
    inputs
}

fn rest(decoder: &mut Decoder, inputs: &mut Vec<Input>) {
    while let Some(deadline) = decoder.deadline() {
        inputs.extend(decoder.tick(deadline));
    }
}

fn key(code: KeyCode, modifiers: KeyModifiers) -> Input {
    Input::Key(KeyEvent::new(code, modifiers))
}

fn paste(text: &str) -> Input {
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
];

#[test]
fn every_form_of_a_key_is_known() {
    for (bytes, code, modifiers) in KEYS {
        assert_eq!(all(bytes.as_bytes()), [key(*code, *modifiers)], "{bytes:?}");
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
fn foreign_bytes_become_one_mark_each() {
    let (gbk, _, _) = encoding_rs::GBK.encode("王");
    let bad = key(KeyCode::Char('\u{fffd}'), NONE);
    assert_eq!(all(&[&gbk[..], b"."].concat()).first(), Some(&bad));
}

#[test]
fn a_paste_is_text_at_every_split() {
    let text = "王建国\r\n3-2-1201\tq\x1b[31m\x01\u{85}尾\x1b";
    let bytes = format!("a\x1b[200~{text}\x1b[201~");
    let wanted = [
        key(KeyCode::Char('a'), NONE),
        paste("王建国\n3-2-1201\tq\x1b[31m\x01\u{85}尾\x1b"),
    ];
    assert_eq!(all(bytes.as_bytes()), wanted);
    for at in 0..bytes.len() {
        let (first, second) = bytes.as_bytes().split_at(at);
        let mut decoder = Decoder::new();
        let mut inputs = decoder.feed(first, 0);
        inputs.extend(decoder.feed(second, 25));
        rest(&mut decoder, &mut inputs);
        assert_eq!(inputs, wanted, "split at {at}");
    }
}

#[test]
fn an_end_mark_in_the_text_presses_no_key() {
    let mut decoder = Decoder::new();
    let mut inputs = decoder.feed(b"\x1b[200~evil\x1b[201~\rq", 0);
    inputs.extend(decoder.feed(b"\r:quit\r\x1b[201~", 40));
    assert_eq!(inputs, []);
    assert_eq!(decoder.deadline(), Some(90));
    inputs.extend(decoder.feed(b"x", 90));
    assert_eq!(
        inputs,
        [paste("evil\nq\n:quit\n"), key(KeyCode::Char('x'), NONE)]
    );
}

#[test]
fn keys_held_after_a_paste_are_keys_again() {
    let mut decoder = Decoder::new();
    let mut inputs = decoder.feed(b"\x1b[200~x\x1b[201~", 0);
    for now in (30..2_000).step_by(30) {
        inputs.extend(decoder.feed(b"j", now));
    }
    assert!(inputs.len() > 10, "the quarantine ends");
}

#[test]
fn a_paste_without_an_end_is_let_go() {
    let mut decoder = Decoder::new();
    decoder.feed(b"\x1b[200~half", 0);
    assert_eq!(decoder.tick(1_499), []);
    assert_eq!(decoder.tick(1_500), [paste("half")]);
    assert_eq!(decoder.feed(b"q", 1_600), [key(KeyCode::Char('q'), NONE)]);
}

#[test]
fn a_huge_paste_is_cut_at_a_character() {
    let mut bytes = b"\x1b[200~".to_vec();
    bytes.extend("王".repeat(4_000_000).into_bytes());
    bytes.extend(b"\x1b[201~");
    let inputs = all(&bytes);
    let [Input::Paste { text, cut: true }] = inputs.as_slice() else {
        panic!("not one cut paste");
    };
    assert_eq!(text.len(), 64 * 1024 / 3 * 3);
    assert!(text.chars().all(|c| c == '王'));
    let just = format!("\x1b[200~{}\x1b[201~", "a".repeat(64 * 1024));
    assert_eq!(all(just.as_bytes()), [paste(&"a".repeat(64 * 1024))]);
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
