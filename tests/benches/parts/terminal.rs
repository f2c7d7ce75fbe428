//! The program itself: its size, from start to first frame, from key to frame, its memory; beside `true` and `cat`.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use frontdesk::domain::calendar::Zone;
use frontdesk::server::backups;
use frontdesk::service::clock::{Clock, SystemClock};

use crate::kit::machine::resident;
use crate::kit::measure::turns;
use crate::kit::table::{Figure, Unit};
use crate::pty::Pty;

const BINARY: &str = env!("CARGO_BIN_EXE_frontdesk");
const STARTS: usize = 30;
const KEYS: usize = 400;
/// What the first frame shows when it is complete: the top line, a selected row, and a row of the last pane.
const COMPLETE: [&str; 3] = ["待办", "\n>", "个月"];
/// Where the cursor is, asked after one ambiguous glyph; and the answer of a terminal on which it is narrow.
const ASKED: &[u8] = b"\x1b[6n";
const NARROW: &str = "\x1b[2;2R";

pub fn figures(database: &Path, out: &mut Vec<Figure>) {
    let size = std::fs::metadata(BINARY).unwrap().len() as f64 / f64::from(1 << 20);
    out.push(Figure::one("the program", Unit::Mebibytes, size));
    let data = database.parent().unwrap();
    // The copy made on a new day would be measured with the rest.
    let day = Zone::default().day_of(SystemClock.now());
    std::fs::create_dir_all(backups::folder(data)).unwrap();
    std::fs::write(backups::folder(data).join(format!("daily-{day}.redb")), []).unwrap();
    let server = Server::start(data);
    let (starts, exec) = turns(STARTS, |_| drop(counter(data)), |_| nothing());
    out.push(
        Figure::times("terminal: start to first frame", &starts)
            .against("exec of true", exec.percentile(50)),
    );
    let cat = raw_cat();
    let pty = counter(data);
    for (name, keys) in [("row", ["j", "k"]), ("pane", ["\t", "\t"])] {
        let (ours, theirs) = turns(KEYS, |at| press(&pty, keys[at % 2]), |_| echo(&cat));
        let figure = Figure::times(format!("terminal: key to frame, {name}"), &ours);
        out.push(figure.against("cat", theirs.percentile(50)));
    }
    let memory = resident(pty.pid().as_raw_nonzero().get());
    out.push(Figure::one("terminal: memory", Unit::Mebibytes, memory));
    let memory = resident(i32::try_from(server.0.id()).unwrap());
    out.push(Figure::one(
        "server: memory, browsing",
        Unit::Mebibytes,
        memory,
    ));
}

/// The program's own server; ends when it is dropped.
pub struct Server(Child);

impl Server {
    pub fn start(data: &Path) -> Self {
        let mut server = ours(data)
            .arg("serve")
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = String::new();
        BufReader::new(server.stdout.as_mut().unwrap())
            .read_line(&mut said)
            .unwrap();
        assert!(said.contains("ready"), "{said}");
        Self(server)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

pub fn ours(data: &Path) -> Command {
    let mut command = Command::new(BINARY);
    command
        .env("HOME", data)
        .env("XDG_RUNTIME_DIR", data)
        .env("LC_ALL", "C.UTF-8")
        .env("TERM", "xterm-256color")
        .env("FRONTDESK_LANG", "zh-Hans")
        .arg("--data")
        .arg(data);
    command
}

/// A counter whose first frame is complete.
fn counter(data: &Path) -> Pty {
    let pty = Pty::spawn(&ours(data), 80, 24);
    // It asks how wide a rule is and waits a moment for the answer, which any terminal gives at once.
    loop {
        let before = pty.sent();
        if pty.raw().windows(ASKED.len()).any(|bytes| bytes == ASKED) {
            break;
        }
        pty.wait_beyond(before);
    }
    pty.keys(NARROW);
    first_frame(&pty);
    pty
}

/// Waits for the first frame to be complete.
pub fn first_frame(pty: &Pty) {
    pty.wait_until("the first frame", |screen| {
        let shown = screen.contents();
        COMPLETE.iter().all(|text| shown.contains(text))
    });
}

fn nothing() {
    assert!(
        Pty::spawn(&Command::new("true"), 80, 24)
            .wait_exit()
            .success()
    );
}

/// What does nothing but give back what it gets.
fn raw_cat() -> Pty {
    let mut command = Command::new("sh");
    command.args(["-c", "stty raw -echo && echo ready && exec cat"]);
    let cat = Pty::spawn(&command, 80, 24);
    cat.wait_for("ready");
    cat
}

/// Where the selected row and the title of its pane stand.
fn selected(shown: &str) -> Vec<usize> {
    let lines = shown.lines().enumerate();
    let marked = lines.filter(|(_, line)| line.starts_with(['>', '━', '=']));
    marked.map(|(at, _)| at).collect()
}

/// Presses a key and waits until it has moved what is selected.
fn press(pty: &Pty, key: &str) {
    let before = selected(&pty.text());
    pty.keys(key);
    pty.wait_until(key, |screen| selected(&screen.contents()) != before);
}

/// Types a character and waits for it.
fn echo(cat: &Pty) {
    let before = cat.sent();
    cat.keys("x");
    cat.wait_beyond(before);
}
