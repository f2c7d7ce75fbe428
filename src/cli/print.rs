//! The one way out of the program: nothing printed can steer a terminal (reliability H2, D15).

use std::borrow::Cow;
use std::io::{self, Write};

use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

use crate::domain::safe_text::{GRAPHEME_BYTES, MARKS_PER_BASE, SafeBlock, SafeText, is_hidden};

/// Prints one line; a hostile character is shown as a marker such as `<U+001B>`.
pub fn print_safe(to: &mut dyn Write, line: &str) -> io::Result<()> {
    let shown = SafeText::shown(&one_line(line));
    to.write_all(shown.as_str().as_bytes())?;
    to.write_all(b"\n")
}

/// What people typed in several lines, in one.
pub fn one_line(text: &str) -> Cow<'_, str> {
    if text.contains(['\n', '\r']) {
        let lines: Vec<&str> = text.split(['\n', '\r']).map(str::trim_end).collect();
        Cow::Owned(lines.join(" "))
    } else {
        Cow::Borrowed(text)
    }
}

/// Prints several lines the same way.
pub fn print_block(to: &mut dyn Write, block: &str) -> io::Result<()> {
    let shown = SafeBlock::shown(block.trim_end_matches('\n'));
    to.write_all(shown.as_str().as_bytes())?;
    to.write_all(b"\n")
}

/// Prints one line of JSON: what a terminal must not see is escaped, so that nothing is lost.
pub fn print_json(to: &mut dyn Write, value: &impl serde::Serialize) -> io::Result<()> {
    let text = serde_json::to_string(value).map_err(io::Error::other)?;
    to.write_all(json_safe(&text).as_bytes())?;
    to.write_all(b"\n")
}

/// The same JSON with hidden characters and floods of marks written as `\uXXXX`.
pub fn json_safe(json: &str) -> String {
    if json.bytes().all(|b| matches!(b, b' '..=b'~')) {
        return json.to_owned();
    }
    let mut safe = String::with_capacity(json.len());
    for c in json.chars() {
        if is_hidden(c) {
            escape(&mut safe, c);
        } else {
            safe.push(c);
        }
    }
    let mut out = String::with_capacity(safe.len());
    for cluster in safe.graphemes(true) {
        let marks = cluster.chars().filter(|c| is_combining_mark(*c)).count();
        if cluster.len() <= GRAPHEME_BYTES && marks <= MARKS_PER_BASE {
            out.push_str(cluster);
            continue;
        }
        for (at, c) in cluster.chars().enumerate() {
            if at == 0 || c.is_ascii() {
                out.push(c);
            } else {
                escape(&mut out, c);
            }
        }
    }
    out
}

fn escape(out: &mut String, c: char) {
    let mut units = [0; 2];
    for unit in c.encode_utf16(&mut units) {
        let digits = super::hex::encode(&unit.to_be_bytes());
        out.extend(["\\u", &digits]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOSTILE: [&str; 9] = [
        "\u{1b}]0;title\u{7}",
        "\u{1b}[2Jwiped",
        "\u{9b}31m",
        "\u{90}q\u{9c}",
        "left\u{202e}right",
        "a\rb\nc\td\u{b}",
        "tag\u{e0041}\u{e007f}",
        "zalgo\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}",
        "\u{7f}del\u{0}",
    ];

    fn printed(print: impl Fn(&mut dyn Write) -> io::Result<()>) -> String {
        let mut bytes = Vec::new();
        print(&mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_line_is_one_line_without_control() {
        for text in HOSTILE {
            let line = printed(|to| print_safe(to, text));
            let body = line.strip_suffix('\n').unwrap();
            assert!(!body.chars().any(is_hidden), "{body:?}");
        }
    }

    #[test]
    fn a_block_has_no_control_but_line_feeds() {
        for text in HOSTILE {
            let block = printed(|to| print_block(to, text));
            assert!(!block.chars().any(|c| c != '\n' && is_hidden(c)));
        }
    }

    #[test]
    fn json_is_safe_and_loses_nothing() {
        for text in HOSTILE {
            let line = printed(|to| print_json(to, &text));
            let body = line.strip_suffix('\n').unwrap();
            assert!(!body.chars().any(is_hidden), "{body:?}");
            let back: String = serde_json::from_str(body).unwrap();
            assert_eq!(back, text);
        }
    }

    #[test]
    fn ordinary_text_is_left_alone() {
        let text = "王建国 3-2-1201 ￥1,236.00 é";
        assert_eq!(json_safe(text), text);
        assert_eq!(printed(|to| print_safe(to, text)), format!("{text}\n"));
    }
}
