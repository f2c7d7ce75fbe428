//! A morning over a terminal's line, by the program itself: bytes and writes of each key (performance goals 3, 4, 7, 13).

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use frontdesk::domain::calendar::Zone;
use frontdesk::service::clock::{Clock, SystemClock};
use frontdesk::storage::redb::{Options, RedbStore};
use tempfile::TempDir;
use unicode_width::UnicodeWidthStr;

use super::estate::{Size, fill, now_of};
use super::idle::settle;
use super::session::{Act, SESSION};
use super::{HOMES, OPEN};
use crate::shared_server::acts::call;
use crate::shared_server::child::{BINARY, Process, places};
use crate::support::counter::Desk;
use crate::support::pty::{Pty, Wire};
use crate::whole_program::failing_calls::strace;

/// A terminal as quick as they come.
const ANSWERING: Wire = Wire {
    encoding: encoding_rs::UTF_8,
    answers: true,
    speed: None,
};

/// An office with history, its server, and one terminal on it. They go in this order: a terminal that outlives its server
/// starts another, which nobody would stop.
pub struct Line {
    pub pty: Pty,
    pub server: Process,
    pub folder: TempDir,
}

/// A folder with an office in it, that has a server.
pub fn office() -> (TempDir, Process) {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    std::fs::create_dir(&data).unwrap();
    std::fs::set_permissions(&data, std::fs::Permissions::from_mode(0o700)).unwrap();
    let now = now_of(Zone::default().day_of(SystemClock.now()));
    let store = RedbStore::create(&places(&data).database, &Options::default(), now.ms()).unwrap();
    let size = Size {
        homes: HOMES,
        tickets: 500,
        bills: HOMES * 6,
        open: OPEN,
    };
    fill(&store, size, now);
    store.close().unwrap();
    let server = Process::serve(&data);
    (folder, server)
}

impl Line {
    /// A terminal of this size; started by `wrapper`, if there is one.
    fn open(size: (u16, u16), wrapper: &[&str]) -> Self {
        let (folder, server) = office();
        let pty = terminal(folder.path(), size, wrapper, ANSWERING);
        let line = Self {
            pty,
            server,
            folder,
        };
        line.settle();
        line
    }

    /// Waits until nobody has anything left to do; returns how many bytes came by then.
    pub fn settle(&self) -> usize {
        settle(&self.pty, Some(self.server.id()))
    }

    /// Bytes that come of it; none if a minute began meanwhile, which has bytes of its own.
    fn cost(&self, act: impl FnOnce()) -> Option<usize> {
        let minute = || SystemClock.now().ms() / 60_000;
        let (before, began) = (self.settle(), minute());
        act();
        let cost = self.settle() - before;
        (minute() == began).then_some(cost)
    }

    /// The bytes of a key that changes something.
    fn key(&self, key: &str) -> Option<usize> {
        self.cost(|| self.press(key))
    }

    /// Presses a key, and waits for the first bytes of what it changes.
    fn press(&self, key: &str) {
        let before = self.pty.sent();
        self.pty.keys(key);
        self.pty.wait_beyond(before);
    }

    /// The selected row.
    fn selected(&self) -> String {
        let text = self.pty.text();
        let row = text.lines().find(|row| row.starts_with('>'));
        row.unwrap_or_default().to_owned()
    }
}

/// A terminal at the office in this folder, its first screen whole.
pub fn terminal(folder: &Path, size: (u16, u16), wrapper: &[&str], wire: Wire) -> Pty {
    let line: Vec<&str> = wrapper.iter().copied().chain([BINARY]).collect();
    let mut command = Command::new(line[0]);
    command
        .args(&line[1..])
        .env("HOME", folder)
        .env("XDG_RUNTIME_DIR", folder.join("run"))
        .env("LC_ALL", "C.UTF-8")
        .env("TERM", "xterm-256color")
        .env("FRONTDESK_LANG", "zh-Hans")
        .arg("--data")
        .arg(folder.join("data"));
    for name in ["NO_COLOR", "COLORTERM"] {
        command.env_remove(name);
    }
    let pty = Pty::over(wire, &command, size);
    pty.wait_until("the counter", |screen| {
        let text = screen.contents();
        ["待办", "\n>", "短信"]
            .iter()
            .all(|part| text.contains(part))
    });
    pty
}

/// What a key may cost, beyond what it brings onto the screen where that counts.
fn most(act: Act, line: &Line) -> usize {
    match act {
        Act::Move => 40,
        Act::Scroll => line.selected().len() + 24 + 40 + 20,
        Act::Suggest => 150,
        Act::Plain => 10,
        Act::Page => usize::MAX,
    }
}

#[test]
fn a_morning_key_by_key() {
    let line = Line::open((80, 24), &[]);
    let mut page = 0;
    for (act, keys) in SESSION {
        for key in *keys {
            let before = line.pty.text();
            let Some(cost) = line.key(key) else { continue };
            let after = line.pty.text();
            // The clock of the top line is not the key's.
            if before.lines().next() != after.lines().next() {
                continue;
            }
            if *act == Act::Page {
                page = page.max(cost);
                continue;
            }
            // What was typed names a home or a like matter: its facts come onto the screen, or to another place on it,
            // and cost what they are.
            let rows = before.lines().zip(after.lines());
            let fresh = rows.filter(|(old, new)| old != new);
            let fresh: usize = fresh.map(|(_, row)| row.trim().len()).sum();
            let most = if *act == Act::Suggest {
                most(*act, &line).max(60 + fresh * 5 / 4)
            } else {
                most(*act, &line)
            };
            assert!(
                cost > 0 && cost <= most,
                "{act:?} {key:?} costs {cost}, more than {most}:\n{before}\n{after}"
            );
        }
    }
    // A page costs no more than painting the screen anew.
    assert!(page < 4_000, "{page}");
}

#[test]
fn the_first_screen_and_what_nobody_asked_for() {
    let mut line = Line::open((80, 24), &[]);
    // What comes later than the first frame waits for it is drawn once more: on a machine that is busy, some do.
    let mut costs = Vec::new();
    for _ in 0..6 {
        line.pty = terminal(line.folder.path(), (80, 24), &[], ANSWERING);
        let sent = line.settle();
        let text: usize = line
            .pty
            .text()
            .lines()
            .map(|row| row.trim_end().len())
            .sum();
        costs.push((sent, text));
        if sent * 10 <= text * 17 {
            // Nothing comes of a key that means nothing.
            let nothing = line.cost(|| line.pty.keys("\x1b[99~"));
            assert!(nothing.is_none_or(|cost| cost == 0));
            return;
        }
    }
    panic!("{costs:?}");
}

#[test]
fn two_hundred_keys_at_once() {
    let line = Line::open((80, 24), &[]);
    let cost = line.cost(|| line.pty.keys(&"j".repeat(200)));
    assert!(cost.is_none_or(|cost| cost <= 4_096), "{cost:?}");
    // They have all been taken: one more moves nothing back.
    let at = line.selected();
    line.key("k");
    assert_ne!(line.selected(), at);
}

#[test]
fn beside_a_detail() {
    let line = Line::open((120, 36), &[]);
    let beside = |text: &str| -> Vec<String> {
        let lines = text.lines();
        lines
            .map(|row| row.chars().rev().take(30).collect())
            .collect()
    };
    for _ in 0..12 {
        let before = beside(&line.pty.text());
        let cost = line.key("j");
        let after = beside(&line.pty.text());
        // The record is another one: what is written of it has its price.
        let changed = before.iter().zip(&after).filter(|(old, new)| old != new);
        let fresh: usize = changed.map(|(_, new)| new.trim().len()).sum();
        let most = 240.max(40 + fresh * 5 / 4);
        assert!(
            cost.is_none_or(|cost| cost <= most),
            "{cost:?}, more than {most}"
        );
    }
}

#[test]
fn what_another_terminal_does() {
    let line = Line::open((80, 24), &[]);
    let mut other = Desk::at(&places(&line.folder.path().join("data")));
    for calls in ["电34 ", "电35 "] {
        let cost = line.cost(|| {
            other.done(&call("问停车月卡").arg("answer", "已告知"));
            line.pty.wait_for(calls);
        });
        // The figures of the top line and of a rule; the row itself is behind those that are still owed something,
        // whatever the hour.
        assert!(cost.is_none_or(|cost| cost <= 120), "{cost:?}");
    }
}

/// What the program wrote to its terminal, write by write, as `strace` noted it.
fn writes(notes: &PathBuf) -> Vec<String> {
    let notes = std::fs::read_to_string(notes).unwrap();
    let mut entered = notes.lines().filter(|line| line.contains("[?1049h"));
    let terminal = entered.next().unwrap().split(',').next().unwrap();
    let wrote = notes.lines().filter(|line| line.starts_with(terminal));
    wrote.map(str::to_owned).collect()
}

/// Whether a write draws the mark of a kept draft, 草稿已存: in its notes `strace` writes bytes beyond ASCII in octal.
fn draws_kept(write: &str) -> bool {
    write.contains(r"\350\215\211\347\250\277")
}

#[test]
fn one_write_a_key() {
    if !strace() {
        return;
    }
    let notes = tempfile::tempdir().unwrap();
    let file = notes.path().join("writes");
    let name = file.to_str().unwrap();
    let line = Line::open(
        (80, 24),
        &[
            "strace",
            "-qq",
            "-s",
            "4096",
            "-e",
            "trace=write",
            "-o",
            name,
        ],
    );
    for (act, keys) in SESSION {
        for key in *keys {
            // What came late of the key before is no write of this one: it is counted from the pressing on.
            let mut before = 0;
            let pressed = line.cost(|| {
                before = writes(&file).len();
                line.press(key);
            });
            if pressed.is_none() {
                continue;
            }
            let wrote = writes(&file).split_off(before);
            assert!(!wrote.is_empty(), "{act:?} {key:?}");
            // That a draft was kept is drawn when the server says so, of this key or of one before.
            let count = wrote.iter().filter(|write| !draws_kept(write)).count();
            // What the server does not answer at once comes after the key itself.
            let most = if matches!(act, Act::Move | Act::Plain | Act::Scroll) {
                1
            } else {
                4
            };
            assert!(count <= most, "{act:?} {key:?}: {wrote:#?}");
        }
    }
}

/// What an input method gives at once.
const PHRASE: &str = "厨房水管漏水";

#[test]
fn a_committed_phrase_is_one_draw_with_the_cursor_behind_it() {
    let line = Line::open((80, 24), &[]);
    for key in ["m", "a"] {
        line.key(key);
    }
    let cost = line.key(PHRASE);
    assert!(cost.is_none_or(|cost| cost <= PHRASE.len() + 4), "{cost:?}");
    behind(&line, PHRASE);
    // In the middle of what is there already.
    line.key("\x1b[D");
    let cost = line.key("，急");
    assert!(cost.is_none_or(|cost| cost <= 24), "{cost:?}");
    behind(&line, "厨房水管漏，急");
    // And where suggestions stand beside it.
    line.key("\x1b[27u");
    line.key("c");
    line.key(PHRASE);
    behind(&line, PHRASE);
}

/// The real cursor stands right behind this text, which is on one row, and can be seen.
#[track_caller]
fn behind(line: &Line, text: &str) {
    line.pty
        .wait_until(&format!("the cursor behind {text}"), |screen| {
            let (y, x) = screen.cursor_position();
            let row = screen.rows(0, 80).nth(usize::from(y)).unwrap_or_default();
            let end = row.find(text).map(|at| row[..at + text.len()].width());
            !screen.hide_cursor() && end == Some(usize::from(x))
        });
}

#[test]
fn a_paste_beyond_all_measure_is_cut_and_said_so() {
    let line = Line::open((80, 24), &[]);
    for key in ["m", "a"] {
        line.key(key);
    }
    let before = line.settle();
    line.pty.keys("\x1b[200~");
    // More than one read, and more than is kept.
    let text = "水管漏水\r\n".repeat(10_000);
    line.pty.keys(&text);
    line.pty.keys("\x1b[201~");
    line.pty.wait_for("粘贴的内容太长");
    let sent = line.settle() - before;
    assert!(sent <= 4_096, "{sent} bytes");
}
