//! A server, or a terminal, in a process of its own: to be killed, or to run under another account.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use frontdesk::config::Environment;
use frontdesk::config::paths::Paths;
use frontdesk::server::{Options, ServeError, serve};
use frontdesk::service::clock::SystemClock;

use crate::support::counter::{PATIENCE, paths};
use crate::support::pty::ends;

/// Where the process finds its data folder.
const DATA: &str = "FRONTDESK_TRIAL_DATA";
/// The server of these tests as a process.
#[test]
#[ignore = "a process of its own, started by other tests"]
fn serve_until_ended() {
    let Some(data) = std::env::var_os(DATA) else {
        return;
    };
    frontdesk::config::process::harden().unwrap();
    let mut options = Options::new(paths(Path::new(&data)), Arc::new(SystemClock));
    options.ready = Some(Box::new(std::io::stdout()));
    let code = match serve(options) {
        Ok(code) => code,
        Err(ServeError::Held { .. }) => 73,
        Err(error) => {
            eprintln!("{error}");
            1
        }
    };
    std::process::exit(i32::from(code));
}

/// A process started from the tests' own program; killed when dropped.
pub struct Process {
    child: Child,
    lines: Receiver<String>,
}

impl Process {
    /// Runs one of the ignored tests of this program, `which`, on a data folder.
    pub fn start(program: &Path, which: &str, data: &Path, change: impl Fn(&mut Command)) -> Self {
        let mut command = Command::new(program);
        command
            .args(["--exact", which, "--ignored", "--nocapture"])
            .args(["--test-threads", "1"])
            .env(DATA, data);
        change(&mut command);
        Self::spawn(command)
    }

    fn spawn(mut command: Command) -> Self {
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit());
        let mut child = command.spawn().unwrap();
        let from = BufReader::new(child.stdout.take().unwrap());
        let (to, lines) = channel();
        std::thread::spawn(move || {
            for line in from.lines().map_while(Result::ok) {
                if to.send(line).is_err() {
                    return;
                }
            }
        });
        Self { child, lines }
    }

    /// Starts the program's own server on a data folder and waits until it is ready.
    #[track_caller]
    pub fn serve(data: &Path) -> Self {
        let mut server = Self::serve_at_once(data);
        server.wait_ready();
        server
    }

    /// Starts the program's own server and does not wait.
    pub fn serve_at_once(data: &Path) -> Self {
        let mut command = Command::new(BINARY);
        command.arg("--data").arg(data).arg("serve");
        command.env("XDG_RUNTIME_DIR", runtime(data));
        Self::spawn(command)
    }

    /// Starts the program with these arguments.
    pub fn run(data: &Path, arguments: &[&str]) -> Self {
        let mut command = Command::new(BINARY);
        command.arg("--data").arg(data).args(arguments);
        command.env("XDG_RUNTIME_DIR", runtime(data));
        Self::spawn(command)
    }

    /// Starts the program's own server as the last argument of another program.
    pub fn serve_under(wrapper: &[&str], data: &Path) -> Self {
        let (program, arguments) = wrapper.split_first().unwrap();
        let mut command = Command::new(program);
        command.args(arguments).arg(BINARY).arg("--data").arg(data);
        command.arg("serve").env("XDG_RUNTIME_DIR", runtime(data));
        Self::spawn(command)
    }

    /// Waits until the server is ready or has ended; returns whether it is ready.
    #[track_caller]
    pub fn comes_up(&mut self) -> bool {
        loop {
            match self.lines.recv_timeout(PATIENCE) {
                Ok(line) if line.contains("ready") => return true,
                Ok(_) => {}
                Err(RecvTimeoutError::Timeout) => panic!("neither ready nor ended"),
                Err(RecvTimeoutError::Disconnected) => return false,
            }
        }
    }

    /// Waits until the server can be connected to.
    #[track_caller]
    pub fn wait_ready(&mut self) {
        self.line("ready");
    }

    /// Waits for a line that begins so; returns it. Other lines are passed over.
    #[track_caller]
    pub fn line(&mut self, begin: &str) -> String {
        loop {
            match self.lines.recv_timeout(PATIENCE) {
                // The test harness writes the test's name in front of our first line.
                Ok(line) => {
                    if let Some(at) = line.find(begin) {
                        return line[at..].to_owned();
                    }
                }
                Err(RecvTimeoutError::Timeout) => panic!("no {begin:?} in time"),
                Err(RecvTimeoutError::Disconnected) => panic!("ended without {begin:?}"),
            }
        }
    }

    /// Tells the process to go on.
    pub fn say(&mut self, line: &str) {
        let to = self.child.stdin.as_mut().unwrap();
        writeln!(to, "{line}").unwrap();
    }

    /// Ends it as `kill -9` does.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// The id of the process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Sends a signal.
    pub fn signal(&self, signal: rustix::process::Signal) {
        let pid = rustix::process::Pid::from_child(&self.child);
        rustix::process::kill_process(pid, signal).unwrap();
    }

    /// Waits for its end; returns its exit code.
    #[track_caller]
    pub fn ended(mut self) -> Option<i32> {
        self.wait_end()
    }

    /// The same, where it may take as long as it takes.
    pub fn ended_however_long(mut self) -> Option<i32> {
        self.child.wait().unwrap().code()
    }

    /// The same, for one who looks at it again.
    #[track_caller]
    pub fn wait_end(&mut self) -> Option<i32> {
        let pid = rustix::process::Pid::from_child(&self.child);
        assert!(ends(pid), "the process does not end");
        self.child.wait().unwrap().code()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// The program itself.
pub const BINARY: &str = env!("CARGO_BIN_EXE_frontdesk");

/// The runtime folder that a server of these tests is given: beside its data.
fn runtime(data: &Path) -> PathBuf {
    data.with_file_name("run")
}

/// The places of an office served by [`Process::serve`].
pub fn places(data: &Path) -> Paths {
    let environment = Environment {
        runtime_dir: Some(runtime(data)),
        ..Environment::default()
    };
    Paths::new(&environment, Some(data)).unwrap()
}

/// The server among the ignored tests.
pub const SERVER: &str = "shared_server::child::serve_until_ended";

/// The program these tests are.
pub fn program() -> PathBuf {
    std::env::current_exe().unwrap()
}

/// The data folder a process was given, if it was started by a test.
pub fn data() -> Option<PathBuf> {
    std::env::var_os(DATA).map(PathBuf::from)
}

/// Lets a moment of the test's choosing pass: the moment at which a process is killed.
pub fn moment(time: Duration) {
    let (_keep, never) = channel::<()>();
    assert!(never.recv_timeout(time).is_err());
}
