//! A program under a terminal of the test's own: keys in, the screen and the raw bytes out.

use std::fs::File;
use std::io::Read;
use std::num::NonZeroU16;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use encoding_rs::{Encoding, UTF_8};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags, open};
use rustix::process::{Pid, PidfdFlags, Signal, kill_process, pidfd_open};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Termios, Winsize, tcgetattr, tcsetwinsize};

/// How long anything may take before the test fails.
const PATIENCE: Duration = Duration::from_secs(20);

/// Opens both ends of a terminal: ours and the program's.
pub fn open_pair(cols: u16, rows: u16) -> (OwnedFd, OwnedFd) {
    let flags = OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC;
    let ours = openpt(flags).expect("a pty");
    grantpt(&ours).expect("grantpt");
    unlockpt(&ours).expect("unlockpt");
    let name = ptsname(&ours, Vec::new()).expect("ptsname");
    let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC;
    let theirs = open(&name, flags, Mode::empty()).expect("the other end");
    set_size(&ours, cols, rows);
    (ours, theirs)
}

/// Waits until a process of ours has ended; false if it does not in time.
pub fn ends(pid: Pid) -> bool {
    let pidfd = pidfd_open(pid, PidfdFlags::empty()).expect("pidfd");
    let patience = Timespec::try_from(PATIENCE).expect("some seconds");
    let until = Instant::now() + PATIENCE;
    while Instant::now() < until {
        let mut fds = [PollFd::new(&pidfd, PollFlags::IN)];
        if poll(&mut fds, Some(&patience)).is_ok_and(|ready| ready > 0) {
            return true;
        }
    }
    false
}

fn set_size(pty: impl AsFd, cols: u16, rows: u16) {
    let size = Winsize {
        ws_row: rows,
        ws_col: cols,
        ws_xpixel: 0,
        ws_ypixel: 0,
    };
    tcsetwinsize(pty, size).expect("tcsetwinsize");
}

/// What a terminal answers: whether it has come so far, and where its cursor is.
const READY: (&[u8], &[u8]) = (b"\x1b[5n", b"\x1b[0n");
const WHERE: &[u8] = b"\x1b[6n";

/// What kind of terminal it is, and what the line to it is like.
#[derive(Clone, Copy)]
pub struct Wire {
    /// What it speaks.
    pub encoding: &'static Encoding,
    /// Whether it answers questions, as every real one does.
    pub answers: bool,
    /// Bytes a second it takes; as many as come where there are none.
    pub speed: Option<u64>,
}

impl Default for Wire {
    fn default() -> Self {
        Self {
            encoding: UTF_8,
            answers: false,
            speed: None,
        }
    }
}

/// What came from the program.
struct Seen {
    parser: vt100::Parser,
    /// Where the last question in `raw` ended.
    answered: usize,
    /// What it was answered.
    answers: Vec<u8>,
    /// What turns its bytes into what the parser reads.
    decoder: encoding_rs::Decoder,
    raw: Vec<u8>,
    ended: bool,
}

impl Seen {
    /// Takes bytes in and notes what is answered to them.
    fn take(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.raw.push(*byte);
            let room = self.decoder.max_utf8_buffer_length(1).expect("some");
            let mut text = String::with_capacity(room);
            let _ = self.decoder.decode_to_string(&[*byte], &mut text, false);
            self.parser.process(text.as_bytes());
            let asked = &self.raw[self.answered..];
            if asked.ends_with(READY.0) {
                self.answers.extend_from_slice(READY.1);
            } else if asked.ends_with(WHERE) {
                let (row, col) = self.parser.screen().cursor_position();
                let report = format!("\x1b[{};{}R", row + 1, col + 1);
                self.answers.extend_from_slice(report.as_bytes());
            } else {
                continue;
            }
            self.answered = self.raw.len();
        }
    }
}

#[derive(Clone)]
struct Shared(Arc<(Mutex<Seen>, Condvar)>);

impl Shared {
    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.0.0.lock().expect("the reader lives")
    }

    fn change(&self, change: impl FnOnce(&mut Seen)) {
        change(&mut self.seen());
        self.0.1.notify_all();
    }

    fn wait(&self, done: impl Fn(&Seen) -> bool) -> bool {
        let waited = self
            .0
            .1
            .wait_timeout_while(self.seen(), PATIENCE, |seen| !done(seen));
        !waited.expect("the reader lives").1.timed_out()
    }
}

/// A running program and its terminal. Dropped, the program is killed.
pub struct Pty {
    child: Child,
    ours: Option<Arc<OwnedFd>>,
    shared: Shared,
    wire: Wire,
    reader: Option<(UnixStream, JoinHandle<()>)>,
}

impl Pty {
    /// Starts a program in a session of its own whose controlling terminal is the new one. Takes the program, arguments,
    /// folder and changed variables of `command`.
    pub fn spawn(command: &Command, cols: u16, rows: u16) -> Self {
        Self::over(Wire::default(), command, (cols, rows))
    }

    /// The same under a terminal that speaks this encoding.
    pub fn speaking(
        encoding: &'static Encoding,
        command: &Command,
        (cols, rows): (u16, u16),
    ) -> Self {
        let wire = Wire {
            encoding,
            ..Wire::default()
        };
        Self::over(wire, command, (cols, rows))
    }

    /// The same under a terminal of this kind.
    pub fn over(wire: Wire, command: &Command, (cols, rows): (u16, u16)) -> Self {
        let (ours, theirs) = open_pair(cols, rows);
        let stdio = || Stdio::from(theirs.try_clone().expect("a second handle"));
        // The only way to a controlling terminal without unsafe code of our own.
        let mut setsid = Command::new("setsid");
        setsid
            .arg("--ctty")
            .arg(command.get_program())
            .args(command.get_args())
            .stdin(stdio())
            .stdout(stdio())
            .stderr(stdio());
        for (name, value) in command.get_envs() {
            match value {
                Some(value) => setsid.env(name, value),
                None => setsid.env_remove(name),
            };
        }
        if let Some(folder) = command.get_current_dir() {
            setsid.current_dir(folder);
        }
        let child = setsid.spawn().expect("setsid of util-linux");
        let size = |n| NonZeroU16::new(n).expect("a size");
        let shared = Shared(Arc::new((
            Mutex::new(Seen {
                parser: vt100::Parser::new(size(rows), size(cols), 0),
                answered: 0,
                answers: Vec::new(),
                decoder: wire.encoding.new_decoder_without_bom_handling(),
                raw: Vec::new(),
                ended: false,
            }),
            Condvar::new(),
        )));
        let mut pty = Self {
            child,
            ours: Some(Arc::new(ours)),
            shared,
            wire,
            reader: None,
        };
        pty.read_again();
        pty
    }

    /// From the next reading on it is one that answers nothing.
    pub fn answer_nothing(&mut self) {
        self.wire.answers = false;
    }

    /// Reads on, after [`Pty::stop_reading`].
    pub fn read_again(&mut self) {
        let (stop, stopped) = UnixStream::pair().expect("a socket pair");
        let ours = Arc::clone(self.ours.as_ref().expect("hung up"));
        let (shared, wire) = (self.shared.clone(), self.wire);
        let reader = std::thread::spawn(move || read_on(&ours, &stopped, &shared, wire));
        self.reader = Some((stop, reader));
    }

    /// The program's process.
    pub fn pid(&self) -> Pid {
        Pid::from_child(&self.child)
    }

    /// Types, in the terminal's encoding.
    pub fn keys(&self, keys: &str) {
        self.bytes(&self.wire.encoding.encode(keys).0);
    }

    /// Sends the program bytes as they are.
    pub fn bytes(&self, mut bytes: &[u8]) {
        let ours = self.ours.as_ref().expect("hung up");
        while !bytes.is_empty() {
            let count = rustix::io::write(ours, bytes).expect("the program's end is open");
            bytes = &bytes[count..];
        }
    }

    /// Waits until the screen is as wanted; fails with the last screen if it never is.
    pub fn wait_until(&self, what: &str, wanted: impl Fn(&vt100::Screen) -> bool) {
        let came = self.shared.wait(|seen| wanted(seen.parser.screen()));
        assert!(came, "waited in vain for: {what}\n{}", self.text());
    }

    /// Waits until a text is on the screen.
    pub fn wait_for(&self, text: &str) {
        self.wait_until(text, |screen| screen.contents().contains(text));
    }

    /// What the screen shows.
    pub fn text(&self) -> String {
        self.shared.seen().parser.screen().contents()
    }

    /// Every byte the program ever sent.
    pub fn raw(&self) -> Vec<u8> {
        self.shared.seen().raw.clone()
    }

    /// How many bytes came so far.
    pub fn sent(&self) -> usize {
        self.shared.seen().raw.len()
    }

    /// Waits until more bytes came than these.
    pub fn wait_beyond(&self, bytes: usize) {
        let came = self.shared.wait(|seen| seen.raw.len() > bytes);
        assert!(came, "nothing more came\n{}", self.text());
    }

    /// Gives the terminal another size.
    pub fn resize(&self, cols: u16, rows: u16) {
        let size = |n| NonZeroU16::new(n).expect("a size");
        self.shared
            .change(|seen| seen.parser.screen_mut().set_size(size(rows), size(cols)));
        set_size(self.ours.as_ref().expect("hung up"), cols, rows);
    }

    /// Sends a signal to the program.
    pub fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).expect("the program runs");
    }

    /// The terminal's modes as the program left them.
    pub fn modes(&self) -> Termios {
        tcgetattr(self.ours.as_ref().expect("hung up")).expect("tcgetattr")
    }

    /// Reads no more, as a terminal that hangs.
    pub fn stop_reading(&mut self) {
        if let Some((stop, reader)) = self.reader.take() {
            drop(stop);
            reader.join().expect("the reader ends");
        }
    }

    /// Takes the terminal away, as a dropped line does.
    pub fn hang_up(&mut self) {
        self.stop_reading();
        self.ours = None;
    }

    /// Waits until the program has ended by itself; what the system knows of it can still be asked.
    pub fn wait_end(&self) {
        let ended = ends(self.pid());
        assert!(ended, "the program does not end\n{}", self.text());
    }

    /// Waits until the program has ended by itself, and lets it go.
    pub fn wait_exit(&mut self) -> ExitStatus {
        self.wait_end();
        let status = self.child.wait().expect("its child");
        if self.reader.is_some() {
            assert!(self.shared.wait(|seen| seen.ended), "bytes still come");
        }
        status
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        self.hang_up();
    }
}

/// Reads until the program has closed its end or the test hangs up.
fn read_on(ours: &OwnedFd, stopped: &UnixStream, shared: &Shared, wire: Wire) {
    let mut file = File::from(ours.try_clone().expect("a second handle"));
    let mut bytes = [0; 8192];
    let most = if wire.speed.is_some() {
        STEP
    } else {
        bytes.len()
    };
    // When a slow line has carried all that was read so far.
    let mut carried = Instant::now();
    loop {
        let mut fds = [
            PollFd::new(ours, PollFlags::IN),
            PollFd::new(stopped, PollFlags::IN),
        ];
        let _ = poll(&mut fds, None);
        if !fds[1].revents().is_empty() {
            return;
        }
        match file.read(&mut bytes[..most]) {
            Ok(count) if count > 0 => {
                if let Some(speed) = wire.speed {
                    let long = u64::try_from(count).expect("few") * 1_000_000 / speed;
                    carried = carried.max(Instant::now()) + Duration::from_micros(long);
                    if !passes(stopped, carried) {
                        return;
                    }
                }
                let mut answers = Vec::new();
                shared.change(|seen| {
                    seen.take(&bytes[..count]);
                    answers = std::mem::take(&mut seen.answers);
                });
                if wire.answers && !answers.is_empty() {
                    let _ = rustix::io::write(ours, &answers);
                }
            }
            Err(fault) if fault.kind() == std::io::ErrorKind::Interrupted => {}
            // The last holder of the other end is gone.
            _ => {
                shared.change(|seen| seen.ended = true);
                return;
            }
        }
    }
}

/// Bytes a slow line is read by.
const STEP: usize = 16;

/// Waits until then; false if the test stops the reading meanwhile.
fn passes(stopped: &UnixStream, until: Instant) -> bool {
    loop {
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return true;
        }
        let mut fds = [PollFd::new(stopped, PollFlags::IN)];
        let left = Timespec::try_from(left).expect("a moment");
        let _ = poll(&mut fds, Some(&left));
        if !fds[0].revents().is_empty() {
            return false;
        }
    }
}

#[test]
fn keys_reach_the_program_and_its_words_the_screen() {
    let mut command = Command::new("sh");
    command
        .args(["-c", "read line; echo \"got $line $WORD\"; tty; exit 3"])
        .env("WORD", "漏水");
    let mut pty = Pty::spawn(&command, 40, 5);
    pty.keys("3-2-1201\r");
    pty.wait_for("got 3-2-1201 漏水");
    pty.wait_for("/dev/pts/");
    assert_eq!(pty.wait_exit().code(), Some(3));
    let raw = String::from_utf8(pty.raw()).unwrap();
    assert!(raw.contains("got 3-2-1201 漏水\r\n"), "{raw:?}");
}

#[test]
fn a_new_size_reaches_the_program() {
    let mut command = Command::new("sh");
    command.args([
        "-c",
        "trap 'stty size </dev/tty' WINCH; echo ready; while read line; do :; done; read line",
    ]);
    let pty = Pty::spawn(&command, 40, 5);
    pty.wait_for("ready");
    pty.resize(60, 9);
    pty.keys("\r");
    pty.wait_for("9 60");
    pty.signal(Signal::KILL);
}

#[test]
fn a_hang_up_ends_the_program() {
    let mut pty = Pty::spawn(&Command::new("cat"), 40, 5);
    pty.keys("x\r");
    pty.wait_until("both copies", |screen| screen.contents() == "x\nx");
    pty.hang_up();
    // By the signal, or by what it reads then where who runs the tests has the signal ignored.
    assert!(!pty.wait_exit().success());
}
