//! A call to the operating system that fails under the server: never a false word (REL R6).

use std::os::unix::fs::DirBuilderExt;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::{Command as Program, Stdio};

use frontdesk::config::paths::Paths;
use frontdesk::domain::id::Number;
use frontdesk::service::answer::Answer;
use frontdesk::service::command::Command;
use frontdesk::service::query::{Query, Reply};
use frontdesk::service::requests::RequestId;
use frontdesk::storage::Store;
use frontdesk::storage::redb::{Options, RedbStore};
use frontdesk::wire::{Ask, Body};

use crate::shared_server::acts::{homes, payment, repair};
use crate::shared_server::child::{Process, places};
use crate::shared_server::kills::changes_by_request;
use crate::support::campaign::size;
use crate::support::counter::{Desk, request_id};

/// Calls that fail, and which of them: the first ones, then every so many.
const CALLS: [&str; 8] = [
    "pwrite64",
    "fdatasync",
    "fsync",
    "ftruncate",
    "openat",
    "/^rename",
    "pread64",
    "read",
];
/// How they fail.
const ERRORS: [(&str, &[&str]); 2] = [
    ("EIO", &["Input/output error"]),
    (
        "ENOSPC",
        &["o space left", "磁盘满了", "磁盘已满", "Error 28"],
    ),
];

/// Exit codes of the program: an orderly end, a failure told in a sentence, what it ends with after a write whose
/// outcome is unknown, and what the loader ends with that could not load it.
const DOCUMENTED: [i32; 4] = [0, 1, 74, 127];

/// Which of the calls fails, at each point in turn: the first ones, then some on the way.
fn places_to_fail() -> Vec<usize> {
    let on_the_way = [7, 9, 11, 13, 16, 19, 22, 25, 28, 31];
    let ci = (1..6).chain(on_the_way);
    size(vec![1, 5, 13], ci.collect(), (1..=200).collect())
}

/// Whether calls can be made to fail here.
pub fn strace() -> bool {
    let mut tried = Program::new("strace");
    tried.args(["-f", "-qq", "-o", "/dev/null", "true"]);
    let status = tried.stdout(Stdio::null()).stderr(Stdio::null()).status();
    status.is_ok_and(|status| status.success())
}

/// What was told of an act.
#[derive(Debug, PartialEq, Eq)]
enum Told {
    /// It is done; its receipt or ticket.
    Done(Option<Number>),
    /// It was not done, and nothing was changed.
    Refused,
    /// That nobody knows, or not even that.
    Nothing,
}

/// An act, its request id, and what was told of it.
type Asked = (RequestId, Command, Told);

/// Takes money and opens repairs until the line is gone or all is done.
fn work(desk: &mut Desk) -> Vec<Asked> {
    let mut asked = Vec::new();
    for act in [
        payment("10.50"),
        repair("漏水"),
        payment("3"),
        repair("灯不亮"),
    ] {
        let request = request_id();
        let sent = Ask::Do {
            request,
            command: act.clone(),
        };
        match desk.try_request(sent) {
            Ok((_, Body::Answer(Answer::Done(done)))) => {
                asked.push((request, act, Told::Done(done.number)));
            }
            Ok((_, Body::Answer(Answer::Refused(_)) | Body::Refused(_))) => {
                asked.push((request, act, Told::Refused));
            }
            Ok((_, Body::Answer(Answer::Unknown(_)))) | Err(_) => {
                asked.push((request, act, Told::Nothing));
                break;
            }
            Ok((_, other)) => panic!("{other:?}"),
        }
    }
    asked
}

/// Sits down at a terminal, if the server lets it.
fn connect(paths: &Paths) -> Option<Desk> {
    let stream = UnixStream::connect(&paths.socket).ok()?;
    Desk::trying(stream).ok()
}

/// What was told as done is on the disk before anybody asks again: asked again it would be done then.
#[track_caller]
fn acknowledged_is_there(data: &Path, asked: &[Asked]) {
    let store = RedbStore::inspect(&places(data).database, &Options::default()).unwrap();
    let found = changes_by_request(&*store.read().unwrap());
    for (request, act, told) in asked {
        let lines = found.get(request.as_slice()).map_or(0, Vec::len);
        match told {
            Told::Done(_) => assert_eq!(lines, 1, "{} was told as done", act.name),
            Told::Refused => assert_eq!(lines, 0, "{} was told as refused", act.name),
            Told::Nothing => assert!(lines <= 1, "{} is there {lines} times", act.name),
        }
    }
}

/// What must hold after any fault once the disk is well again.
fn settled(desk: &mut Desk, asked: &[Asked]) {
    for (request, act, told) in asked {
        match (desk.run_as(*request, act), told) {
            (Answer::Done(done), Told::Done(number)) => {
                assert_eq!(done.number, *number, "told before");
            }
            (Answer::Done(_), Told::Nothing | Told::Refused) => {}
            (other, _) => panic!("{other:?}"),
        }
    }
    match desk.query(Query::Verify).1 {
        Reply::Verify(verified) => assert_eq!(verified.faults, Vec::<String>::new()),
        other => panic!("{other:?}"),
    }
}

/// An office with homes, at rest; each point gets a copy of its own.
struct Rest(tempfile::TempDir);

impl Rest {
    fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        let data = home.path().join("data");
        let well = Process::serve(&data);
        for command in homes() {
            Desk::at(&places(&data)).done(&command);
        }
        well.signal(rustix::process::Signal::TERM);
        assert_eq!(well.ended(), Some(0));
        // The backup of the day is made anew, under the fault.
        std::fs::remove_dir_all(data.join("backups")).unwrap();
        std::fs::remove_file(places(&data).log).unwrap();
        Self(home)
    }

    fn copy(&self) -> tempfile::TempDir {
        let home = tempfile::tempdir().unwrap();
        let data = home.path().join("data");
        std::fs::DirBuilder::new()
            .mode(0o700)
            .create(&data)
            .unwrap();
        for entry in std::fs::read_dir(self.0.path().join("data")).unwrap() {
            let entry = entry.unwrap();
            if entry.file_type().unwrap().is_file() {
                std::fs::copy(entry.path(), data.join(entry.file_name())).unwrap();
            }
        }
        home
    }
}

/// What became of a server one of whose calls failed.
#[derive(Debug)]
struct Fate {
    vice: String,
    /// The folder its files are in.
    data: String,
    /// The call was reached.
    met: bool,
    /// An act was left unanswered.
    unknown: bool,
    code: Option<i32>,
    /// What it said, there and in its log.
    said: String,
}

impl Fate {
    /// It ended with a code that is documented, and whatever ended it is told with file and error.
    fn judge(&self, words: &[&str]) {
        let code = self.code.unwrap_or(-1);
        assert!(DOCUMENTED.contains(&code), "{}: {self:?}", self.vice);
        assert!(!self.unknown || code == 74, "{self:?}");
        if code != 0 {
            assert!(
                words.iter().any(|words| self.said.contains(words)),
                "{self:?}"
            );
            assert!(self.said.contains(&self.data) || code == 127, "{self:?}");
        }
    }
}

fn under(rest: &Rest, call: &str, error: &str, when: usize) -> Fate {
    let home = rest.copy();
    let data = home.path().join("data");
    let calls = home.path().join("calls").display().to_string();
    let said = home.path().join("said");
    let vice = format!("inject={call}:error={error}:when={when}");
    let trace = format!("trace={call}");
    let to_file = format!("exec \"$@\" 2>{}", said.display());
    let wrapper = [
        "sh", "-c", &to_file, "sh", "strace", "-D", "-f", "-qq", "-o", &calls, "-e", &trace, "-e",
        &vice,
    ];
    let mut ill = Process::serve_under(&wrapper, &data);
    // It may fail before it is ready: then nothing was told to anybody.
    let asked = if ill.comes_up() {
        connect(&places(&data)).map_or_else(Vec::new, |mut desk| work(&mut desk))
    } else {
        Vec::new()
    };
    let unknown = asked.iter().any(|(_, _, told)| *told == Told::Nothing);
    if !unknown {
        ill.signal(rustix::process::Signal::TERM);
    }
    let code = ill.wait_end();
    let met = std::fs::read_to_string(&calls)
        .unwrap_or_default()
        .contains("(INJECTED)");
    let log = std::fs::read_to_string(places(&data).log).unwrap_or_default();
    let said = std::fs::read_to_string(&said).unwrap_or_default() + &log;
    acknowledged_is_there(&data, &asked);
    let well = Process::serve(&data);
    settled(&mut Desk::at(&places(&data)), &asked);
    drop(well);
    Fate {
        vice,
        data: home.path().display().to_string(),
        met,
        unknown,
        code,
        said,
    }
}

#[test]
fn a_failing_call_is_never_told_as_done() {
    if !strace() {
        eprintln!("skipped: strace is not to be had here");
        return;
    }
    let rest = Rest::new();
    let vices = CALLS
        .iter()
        .flat_map(|call| ERRORS.map(|error| (*call, error)));
    let vices = std::sync::Mutex::new(vices.collect::<Vec<_>>());
    let fates = std::sync::Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let Some((call, (error, words))) = vices.lock().unwrap().pop() else {
                        return;
                    };
                    for at in places_to_fail() {
                        let fate = under(&rest, call, error, at);
                        if !fate.met {
                            break;
                        }
                        fate.judge(words);
                        fates.lock().unwrap().push(fate);
                    }
                }
            });
        }
    });
    let fates = fates.into_inner().unwrap();
    let unknown = fates.iter().filter(|fate| fate.unknown).count();
    eprintln!("{} points, {unknown} left an act unanswered", fates.len());
    assert!(fates.len() >= size(18, 80, 200), "{}", fates.len());
    assert!(unknown > 3, "no fault met an act: {unknown}");
}
