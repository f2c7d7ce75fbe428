//! Terminals that speak GBK or GB 18030: what is typed arrives, what is drawn can be read.

use encoding_rs::{Encoding, GB18030, GBK};

use super::office::Office;
use crate::support::pty::Pty;

/// A name with a character of four bytes in GB 18030, which GBK has no place for.
const RARE: &str = "\u{20bb7}野漏水";

/// The terminal's answer that its ambiguous glyphs take one column: the screen of the tests draws them so.
const NARROW: &[u8] = b"\x1b[2;2R";

fn counter(office: &Office, locale: &str, encoding: &'static Encoding) -> Pty {
    let mut command = office.command();
    command.env("LC_ALL", locale);
    let pty = Pty::speaking(encoding, &command, (80, 24));
    pty.wait_for("来电来访");
    pty.bytes(NARROW);
    pty
}

#[test]
fn a_morning_in_gbk() {
    let office = Office::new();
    let pty = counter(&office, "zh_CN.GBK", GBK);
    pty.keys("c");
    pty.wait_for("逐项填写");
    // In mid-character, and a second byte that is `[`.
    let typed = GBK.encode("1-1-101 厨房乕漏水").0;
    for byte in typed.iter() {
        pty.bytes(&[*byte]);
    }
    pty.wait_for("厨房乕漏水");
    pty.keys("\r");
    pty.wait_for("已登记");
    // Pasted, as PuTTY does.
    pty.keys("c");
    pty.wait_for("逐项填写");
    pty.keys("\x1b[200~1-1-102 阳台漏水\x1b[201~");
    pty.wait_for("阳台漏水");
    pty.keys("\r");
    pty.wait_for("-002");
    assert!(std::str::from_utf8(&pty.raw()).is_err(), "it speaks UTF-8");
    let screen = pty.text();
    assert!(!screen.contains('\u{fffd}'), "{screen}");
}

#[test]
fn what_one_types_in_gb18030_the_other_keeps_in_gbk() {
    let office = Office::new();
    let whole = counter(&office, "zh_CN.GB18030", GB18030);
    let half = counter(&office, "zh_CN.GBK", GBK);
    whole.keys("c");
    whole.wait_for("逐项填写");
    whole.keys("1-1-101 ");
    for byte in GB18030.encode(RARE).0.iter() {
        whole.bytes(&[*byte]);
    }
    whole.wait_for(RARE);
    whole.keys("\r");
    whole.wait_for("已登记");
    half.wait_for("〓野漏水");
    let kept = format!("{:?}", office.list("contacts"));
    assert!(kept.contains(RARE), "{kept}");
}

#[test]
fn sentences_before_the_screen_are_in_it_too() {
    let office = Office::new();
    let mut command = office.command();
    command
        .env("LC_ALL", "zh_CN.GBK")
        .env("TERM", "dumb")
        .env("FRONTDESK_LANG", "zh-Hans");
    command.arg("no-such");
    let mut pty = Pty::speaking(GBK, &command, (80, 24));
    assert!(!pty.wait_exit().success());
    let text = pty.text();
    assert!(
        text.chars().any(|c| ('\u{4e00}'..'\u{9fff}').contains(&c)),
        "{text}"
    );
    assert!(!text.contains('\u{fffd}'), "{text}");
}
