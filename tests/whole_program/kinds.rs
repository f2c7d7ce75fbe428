//! Every kind of terminal, and none: it works or says why in one sentence; never garbage (REL U7).

use std::process::{Command, Stdio};

use encoding_rs::{Encoding, GBK, UTF_8, WINDOWS_1252};
use frontdesk::terminal::grammar;

use super::office::Office;
use crate::shared_server::acts::call;
use crate::support::pty::{Pty, Wire};

/// What comes of a kind of terminal.
enum Outcome {
    /// It shows this, with colours or without.
    Shows(&'static str, bool),
    /// It says a sentence with all of these in it and ends.
    Says(&'static [&'static str]),
}
use Outcome::{Says, Shows};

/// `TERM`, the locale, `NO_COLOR`, the size, what the terminal takes; and what comes of it.
type Case = (
    Option<&'static str>,
    &'static str,
    Option<&'static str>,
    (u16, u16),
    &'static Encoding,
    Outcome,
);

const USUAL: (u16, u16) = (80, 24);
const CASES: [Case; 16] = [
    (
        Some("xterm-256color"),
        "C.UTF-8",
        None,
        USUAL,
        UTF_8,
        Shows("─1 来电来访 ─", true),
    ),
    (
        Some("xterm-256color"),
        "C.UTF-8",
        Some("1"),
        USUAL,
        UTF_8,
        Shows("─1 来电来访 ─", false),
    ),
    (
        Some("vt100"),
        "zh_CN.UTF-8",
        None,
        USUAL,
        UTF_8,
        Shows("─1 来电来访 ─", false),
    ),
    (
        Some("linux"),
        "C.UTF-8",
        None,
        USUAL,
        UTF_8,
        Shows("-1 Calls and visits -", true),
    ),
    (
        Some("putty"),
        "zh_CN.GBK",
        None,
        USUAL,
        GBK,
        Shows("1 来电来访 ", true),
    ),
    (
        Some("vt220"),
        "zh_CN.GB18030",
        None,
        USUAL,
        GBK,
        Shows("1 来电来访 ", false),
    ),
    (
        Some("xterm"),
        "C",
        None,
        USUAL,
        UTF_8,
        Shows("-1 来电来访 -", true),
    ),
    (
        Some("xterm"),
        "zh_CN",
        None,
        USUAL,
        UTF_8,
        Shows("-1 来电来访 -", true),
    ),
    (
        Some("xterm-256color"),
        "C.UTF-8",
        None,
        (79, 23),
        UTF_8,
        Shows("─1 来电来访 ─", true),
    ),
    (
        Some("xterm"),
        "zh_CN",
        None,
        USUAL,
        WINDOWS_1252,
        Says(&["UTF-8", "LC_ALL=zh_CN.UTF-8", "LC_ALL=zh_CN.GBK"]),
    ),
    (
        Some("xterm"),
        "zh_TW.BIG5",
        None,
        USUAL,
        UTF_8,
        Says(&["zh_TW.BIG5", "LC_ALL=zh_CN.UTF-8"]),
    ),
    (
        Some("vt100"),
        "C",
        None,
        USUAL,
        UTF_8,
        Says(&["LC_ALL=zh_CN.UTF-8", "LC_ALL=zh_CN.GBK"]),
    ),
    (
        Some("dumb"),
        "C.UTF-8",
        None,
        USUAL,
        UTF_8,
        Says(&["TERM=dumb"]),
    ),
    (Some("dumb"), "C", None, USUAL, UTF_8, Says(&["TERM=dumb"])),
    (Some(""), "C.UTF-8", None, USUAL, UTF_8, Says(&["TERM"])),
    (None, "C.UTF-8", None, USUAL, UTF_8, Says(&["TERM"])),
];

/// The program on this kind of terminal.
fn command(office: &Office, case: &Case) -> Command {
    let (term, locale, no_color, ..) = case;
    let mut command = office.command();
    command.env("LC_ALL", locale);
    match term {
        Some(term) => command.env("TERM", term),
        None => command.env_remove("TERM"),
    };
    if let Some(value) = no_color {
        command.env("NO_COLOR", value);
    }
    command
}

/// What was sent between taking the terminal and giving it back, or all there is.
fn drawn(raw: &[u8]) -> &[u8] {
    let find = |mark: &[u8]| raw.windows(mark.len()).position(|bytes| bytes == mark);
    let from = find(b"\x1b[?1049h").expect("it took the terminal");
    let to = find(b"\x1b[?1049l").unwrap_or(raw.len());
    &raw[from..to]
}

/// Whether a colour is set anywhere.
fn coloured(text: &str) -> bool {
    text.split("\x1b[").skip(1).any(|sequence| {
        let Some((codes, _)) = sequence.split_once('m') else {
            return false;
        };
        codes
            .split(';')
            .filter_map(|code| code.parse::<u16>().ok())
            .any(|code| (30..=49).contains(&code) || (90..=107).contains(&code))
    })
}

#[test]
fn every_kind_works_or_says_why() {
    let office = Office::new();
    office.desk().done(&call("问停车月卡，急"));
    for case in &CASES {
        let (term, locale, _, size, encoding, outcome) = case;
        let what = format!("TERM={term:?} {locale} {size:?} {}", encoding.name());
        let wire = Wire {
            encoding,
            answers: true,
            speed: None,
        };
        let mut pty = Pty::over(wire, &command(&office, case), *size);
        match outcome {
            Shows(sign, colours) => {
                pty.wait_until(&format!("{what} to show {sign}"), |screen| {
                    let text = screen.contents();
                    text.contains(sign) && text.contains("问停车月卡")
                });
                pty.keys("c");
                pty.wait_until(&format!("{what} to show a form"), |screen| {
                    let text = screen.contents();
                    text.contains("逐项填写") || text.contains("F2")
                });
                pty.keys("漏水");
                pty.wait_for("漏水");
                let text = pty.text();
                assert!(!text.contains(['\u{fffd}', '\u{1b}']), "{what}:\n{text}");
                pty.keys("\x1b[27u\x1b[27uq");
                assert!(pty.wait_exit().success(), "{what}");
                let raw = pty.raw();
                let (decoded, _, _) = encoding.decode(drawn(&raw));
                assert_eq!(grammar::fault(decoded.as_bytes()), None, "{what}");
                assert_eq!(coloured(&decoded), *colours, "{what}");
                office.drop_drafts();
            }
            Says(parts) => {
                let status = pty.wait_exit();
                assert!(!status.success(), "{what}");
                let text = pty.text();
                let joined: String = text.lines().map(str::trim_end).collect();
                for part in *parts {
                    assert!(joined.contains(part), "{what} does not say {part}:\n{text}");
                }
                assert!(!text.contains('\u{fffd}'), "{what}:\n{text}");
                assert!(
                    text.lines().count() < 8,
                    "{what} says more than a sentence:\n{text}"
                );
            }
        }
    }
}

#[test]
fn without_a_terminal_it_says_so_and_sends_no_sequence() {
    let office = Office::new();
    let ran = office
        .command()
        .stdin(Stdio::null())
        .output()
        .expect("the program runs");
    assert!(!ran.status.success());
    assert_eq!(String::from_utf8(ran.stdout).unwrap(), "");
    let said = String::from_utf8(ran.stderr).unwrap();
    assert!(said.contains("终端") && !said.contains('\x1b'), "{said}");
}
