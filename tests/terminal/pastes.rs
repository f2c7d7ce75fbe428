//! Pastes: text at every split and in every encoding, cut at a character, and never a key.

use crossterm::event::{KeyCode, KeyModifiers};
use frontdesk::terminal::charset::Charset;
use frontdesk::terminal::input::{Decoder, Input};

use super::input::{all, key, paste, rest};

const NONE: KeyModifiers = KeyModifiers::NONE;

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

/// The places of a paste at which a read may end: in the marks, in a character, at the limit.
fn split_pastes(charset: Charset, text: &str) {
    let bytes = [b"\x1b[200~", charset.encode(text).as_slice(), b"\x1b[201~"].concat();
    for at in 0..bytes.len() {
        let (first, second) = bytes.split_at(at);
        let mut decoder = Decoder::new();
        decoder.speak(charset);
        let mut inputs = decoder.feed(first, 0);
        inputs.extend(decoder.feed(second, 25));
        rest(&mut decoder, &mut inputs);
        assert_eq!(inputs, [paste(text)], "{charset:?} split at {at}");
    }
}

#[test]
fn a_paste_in_an_older_encoding_is_text_at_every_split() {
    // Of the second byte of 乕 alone nobody would know that it is no `[`.
    for charset in [Charset::Gbk, Charset::Gb18030] {
        split_pastes(charset, "王建国 3-2-1201 厨房乕漏水");
    }
    split_pastes(Charset::Gb18030, "\u{20bb7}野 漏水");
}

#[test]
fn a_paste_that_ends_in_half_a_character_keeps_the_rest() {
    for charset in [Charset::Utf8, Charset::Gbk, Charset::Gb18030] {
        let mut half = charset.encode("王建国漏");
        half.pop();
        let bytes = [b"\x1b[200~", half.as_slice(), b"\x1b[201~"].concat();
        let mut decoder = Decoder::new();
        decoder.speak(charset);
        let mut inputs = decoder.feed(&bytes, 0);
        rest(&mut decoder, &mut inputs);
        let Some(Input::Paste { text, cut: false }) = inputs.first() else {
            panic!("{charset:?}: {inputs:?}");
        };
        // One mark for what is no character: whoever takes the text says so.
        assert_eq!(text, "王建国\u{fffd}", "{charset:?}");
    }
}

#[test]
fn a_huge_paste_in_gbk_is_cut_at_a_character() {
    // An odd byte before them puts the limit in the middle of one.
    let text = format!("a{}", "王".repeat(40_000));
    let bytes = [
        b"\x1b[200~",
        Charset::Gbk.encode(&text).as_slice(),
        b"\x1b[201~",
    ]
    .concat();
    let mut decoder = Decoder::new();
    decoder.speak(Charset::Gbk);
    let mut inputs = Vec::new();
    for (at, read) in (0..).zip(bytes.chunks(4_096)) {
        inputs.extend(decoder.feed(read, at));
    }
    rest(&mut decoder, &mut inputs);
    let [Input::Paste { text, cut: true }] = inputs.as_slice() else {
        panic!("not one cut paste");
    };
    assert_eq!(text.chars().count(), 1 + (64 * 1024 - 1) / 2);
    assert!(text.chars().skip(1).all(|c| c == '王'));
}
