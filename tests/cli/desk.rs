//! A run of the program whose server is a list of prepared answers; and what `do` makes of them.

use std::collections::VecDeque;
use std::ffi::OsString;
use std::io;
use std::sync::{Arc, Mutex};

use frontdesk::cli::fault::Fault;
use frontdesk::cli::secrets::Secrets;
use frontdesk::cli::start::run;
use frontdesk::cli::world::{Reach, World};
use frontdesk::client::link::{Link, LinkError, Wake};
use frontdesk::config::{Environment, Paths};
use frontdesk::domain::calendar::{Day, Instant};
use frontdesk::domain::error::{Fact, Refusal, Why};
use frontdesk::domain::id::{Letter, Number};
use frontdesk::domain::staff::Rank;
use frontdesk::service::answer::{Answer, Done};
use frontdesk::service::clock::SetClock;
use frontdesk::service::query::{Query, Reply};
use frontdesk::service::view::Header;
use frontdesk::wire::{Ask, Body, Message, Person, Pin, Seated};

/// What the made-up server says to each kind of request.
pub type Answerer = Box<dyn FnMut(&Ask) -> Option<Body> + Send>;

struct Double {
    answer: Arc<Mutex<Answerer>>,
    asked: Arc<Mutex<Vec<Ask>>>,
    come: VecDeque<Message>,
    next: u32,
}

impl Link for Double {
    fn send(&mut self, ask: Ask) -> Result<u32, LinkError> {
        self.next += 1;
        let body = match &ask {
            Ask::Query(query) if **query == Query::Header => Some(header()),
            _ => (self.answer.lock().unwrap())(&ask),
        };
        // What is not for us comes in between and must be passed over.
        self.come.push_back(Message::Notice {
            seq: 1,
            touched: Vec::new(),
        });
        if let Some(body) = body {
            self.come.push_back(Message::Reply {
                id: self.next,
                seq: 1,
                body: Box::new(body),
            });
        }
        self.asked.lock().unwrap().push(ask);
        Ok(self.next)
    }

    fn poll(&mut self) -> Result<Option<Message>, LinkError> {
        Ok(self.come.pop_front())
    }

    fn wake_by(&mut self, _: Wake) {}

    fn wait(&mut self) -> Result<Message, LinkError> {
        self.come.pop_front().ok_or(LinkError::Gone)
    }
}

fn header() -> Body {
    Body::Reply(Box::new(Reply::Header(Header {
        now: now(),
        zone: 480,
        ..Header::default()
    })))
}

/// The time at the made-up office.
pub fn now() -> Instant {
    Instant::parse("2026-11-21T14:32:05+08:00").unwrap()
}

struct Way {
    answer: Arc<Mutex<Answerer>>,
    asked: Arc<Mutex<Vec<Ask>>>,
    runs: bool,
}

impl Reach for Way {
    fn reach(
        &mut self,
        _: &Paths,
        start: bool,
        _: &mut dyn FnMut(),
    ) -> Result<Option<Box<dyn Link>>, Fault> {
        if !self.runs && !start {
            return Ok(None);
        }
        Ok(Some(Box::new(Double {
            answer: Arc::clone(&self.answer),
            asked: Arc::clone(&self.asked),
            come: VecDeque::new(),
            next: 0,
        })))
    }
}

struct Pins(Vec<String>);

impl Secrets for Pins {
    fn ask(&mut self, _: &str) -> io::Result<Pin> {
        let pin = self.0.pop().map(Pin::from);
        pin.ok_or(io::ErrorKind::UnexpectedEof.into())
    }
}

/// What a run left behind.
#[derive(Debug)]
pub struct Ran {
    pub code: u8,
    pub out: String,
    pub err: String,
    pub asked: Vec<Ask>,
}

/// A desk at which the program is run.
pub struct Desk {
    home: tempfile::TempDir,
    answer: Arc<Mutex<Answerer>>,
    pub runs: bool,
    pub pins: Vec<String>,
    pub language: &'static str,
    /// Columns of the terminal, if the output goes to one.
    pub room: Option<usize>,
}

impl Desk {
    /// A desk whose server answers like this.
    pub fn new(answer: impl FnMut(&Ask) -> Option<Body> + Send + 'static) -> Self {
        Self {
            home: tempfile::tempdir().unwrap(),
            answer: Arc::new(Mutex::new(Box::new(answer))),
            runs: true,
            pins: Vec::new(),
            language: "en",
            room: None,
        }
    }

    /// A file of this desk.
    pub fn path(&self, name: &str) -> String {
        self.home.path().join(name).display().to_string()
    }

    /// Runs the program into memory.
    pub fn run(&self, args: &[&str]) -> Ran {
        let args: Vec<OsString> = args.iter().map(OsString::from).collect();
        self.run_os(&args)
    }

    /// The same, with arguments that may be no text.
    pub fn run_os(&self, args: &[OsString]) -> Ran {
        let mut out = Vec::new();
        let mut ran = self.run_os_into(args, &mut out);
        ran.out = String::from_utf8(out).unwrap();
        ran
    }

    /// Runs the program with its output going there.
    pub fn run_into(&self, args: &[&str], out: &mut dyn io::Write) -> Ran {
        let args: Vec<OsString> = args.iter().map(OsString::from).collect();
        self.run_os_into(&args, out)
    }

    fn run_os_into(&self, args: &[OsString], out: &mut dyn io::Write) -> Ran {
        let mut err = Vec::new();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let args: Vec<OsString> = std::iter::once(OsString::from("frontdesk"))
            .chain(args.iter().cloned())
            .collect();
        let world = World {
            environment: Environment {
                config_home: Some(self.home.path().join("config")),
                data: Some(self.home.path().join("data")),
                runtime_dir: Some(self.home.path().join("run")),
                language: Some(self.language.to_owned()),
                ctype: Some("zh_CN.UTF-8".to_owned()),
                ..Environment::default()
            },
            out,
            err: &mut err,
            watched: false,
            room: self.room,
            secrets: &mut Pins(self.pins.clone()),
            reach: &mut Way {
                answer: Arc::clone(&self.answer),
                asked: Arc::clone(&asked),
                runs: self.runs,
            },
            clock: &SetClock::new(now()),
        };
        let code = run(world, &args);
        Ran {
            code,
            out: String::new(),
            err: String::from_utf8(err).unwrap(),
            asked: std::mem::take(&mut asked.lock().unwrap()),
        }
    }
}

/// A number of the made-up day.
pub fn number(letter: Letter, count: u32) -> Number {
    Number {
        letter,
        day: Day::from_ymd(2026, 11, 21).unwrap(),
        count,
        series: 1,
    }
}

fn done() -> Done {
    Done {
        number: Some(number(Letter::Repair, 18)),
        seq: 77,
        facts: vec![("worker".to_owned(), Fact::Text("王师傅".to_owned()))],
        ..Done::default()
    }
}

fn answering(answer: Answer) -> Desk {
    Desk::new(move |ask| match ask {
        Ask::Do { .. } => Some(Body::Answer(answer.clone())),
        _ => None,
    })
}

const ID: &str = "000102030405060708090a0b0c0d0e0f";

#[test]
fn a_command_is_sent_as_typed_and_its_outcome_printed() {
    let desk = answering(Answer::Done(done()));
    let ran = desk.run(&[
        "do",
        "ticket.dispatch",
        "R1121-018",
        "worker=王师傅",
        "note=a=b",
        "--seen",
        "3",
        "--request",
        ID,
        "--json",
    ]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!(
        ran.out,
        format!(
            "{{\"outcome\":\"done\",\"number\":\"R20261121-018\",\"seq\":77,\"request\":\"{ID}\"}}\n"
        )
    );
    let Ask::Do { request, command } = &ran.asked[0] else {
        panic!("{:?}", ran.asked);
    };
    assert_eq!(request[15], 15);
    assert_eq!(command.name, "ticket.dispatch");
    assert_eq!(command.subject.as_deref(), Some("R1121-018"));
    assert_eq!(command.seen, Some(3));
    let args: Vec<(&str, &str)> = command
        .args
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    assert_eq!(args, [("worker", "王师傅"), ("note", "a=b")]);
    let said = desk.run(&["do", "ticket.dispatch", "R1121-018"]);
    assert_eq!(said.out, "Dispatched R1121-018 → 王师傅\n");
}

#[test]
fn two_runs_have_two_request_ids() {
    let desk = answering(Answer::Done(done()));
    let ids: Vec<[u8; 16]> = (0..2)
        .map(
            |_| match &desk.run(&["do", "ticket.note", "R1121-018"]).asked[0] {
                Ask::Do { request, .. } => *request,
                other => panic!("{other:?}"),
            },
        )
        .collect();
    assert_ne!(ids[0], ids[1]);
}

#[test]
fn what_waits_for_approval_is_said_and_is_no_failure() {
    let waiting = Done {
        number: Some(number(Letter::Approval, 2)),
        facts: vec![
            (
                "command".to_owned(),
                Fact::Term("command-ticket-cancel".to_owned()),
            ),
            ("rank".to_owned(), Fact::Term("rank-supervisor".to_owned())),
        ],
        ..Done::default()
    };
    let desk = answering(Answer::Pending(waiting));
    let ran = desk.run(&["do", "ticket.cancel", "R1121-018"]);
    assert_eq!(ran.code, 0);
    assert_eq!(
        ran.out,
        "Waits for approval A1121-002: Cancel; to be granted by: Supervisor or higher\n"
    );
    let ran = desk.run(&["do", "ticket.cancel", "R1121-018", "--json"]);
    assert!(
        ran.out.starts_with("{\"outcome\":\"pending\""),
        "{}",
        ran.out
    );
}

#[test]
fn a_refusal_is_one_sentence_on_standard_error() {
    let refusal = Refusal::new(Why::UnknownPremises).with("text", "9-9-9\u{1b}[2J");
    let mut desk = answering(Answer::Refused(refusal));
    desk.language = "zh-Hans";
    let ran = desk.run(&["do", "ticket.open", "premises=9-9-9"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert_eq!(ran.err, "没有“9-9-9<U+001B>[2J”这户。\n");
    let ran = desk.run(&["do", "ticket.open", "premises=9-9-9", "--json"]);
    let value: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(value["outcome"], "refused");
    assert_eq!(value["why"], "unknown-premises");
    assert_eq!(value["facts"]["text"], "9-9-9\u{1b}[2J");
    assert!(!ran.out.contains('\u{1b}'));
}

#[test]
fn an_unknown_outcome_ends_with_3_and_the_request_id() {
    let unknown = answering(Answer::Unknown(String::new()));
    let gone = Desk::new(|_| None);
    for desk in [&unknown, &gone] {
        let ran = desk.run(&["do", "payment.take", "3-2-1201", "--request", ID, "--json"]);
        assert_eq!(ran.code, 3);
        assert!(ran.err.contains(&format!("--request {ID}")), "{}", ran.err);
        let value: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
        assert_eq!(value["outcome"], "unknown");
        assert_eq!(value["request"], ID);
    }
}

#[test]
fn wrong_words_are_wrong_usage_and_nothing_is_sent() {
    let desk = answering(Answer::Done(done()));
    for args in [
        &["do", "ticket.cancel", "R1121-018", "R1121-019"][..],
        &["do", "ticket.note", "--request", "12"],
        &["do", "undo", "--list"],
        &["do"],
        &["nonsense"],
        &["list"],
        &["--lang", "fr", "status"],
        &["import", "moon", "file"],
    ] {
        let ran = desk.run(args);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}");
        assert!(!ran.err.is_empty(), "{args:?}");
        assert!(ran.asked.is_empty(), "{args:?}");
    }
}

#[test]
fn as_somebody_means_their_pin_first() {
    let seat = |person: Option<Person>| Seated { person, desk: true };
    let li = Person {
        name: "李芳".to_owned(),
        rank: Rank::Receptionist,
        sides: Vec::new(),
        rights: Vec::new(),
    };
    let seated = seat(Some(li));
    let mut desk = Desk::new(move |ask| match ask {
        Ask::SignOn { name, pin } if name == "李芳" && pin.as_str() == "123456" => {
            Some(Body::Seated(seated.clone()))
        }
        Ask::SignOn { .. } => Some(Body::Refused(Refusal::new(Why::WrongPin))),
        Ask::Do { .. } => Some(Body::Answer(Answer::Done(done()))),
        _ => None,
    });
    let args = ["--as", "李芳", "do", "ticket.note", "R1121-018"];
    assert_eq!(desk.run(&args).code, 1, "no PIN given");
    desk.pins = vec!["654321".to_owned()];
    let ran = desk.run(&args);
    assert_eq!(
        (ran.code, ran.asked.len()),
        (1, 1),
        "nothing is done with a wrong PIN"
    );
    desk.pins = vec!["123456".to_owned()];
    assert_eq!(desk.run(&args).code, 0);
}

#[test]
fn a_reader_that_goes_away_is_a_quiet_end() {
    struct Closed;
    impl io::Write for Closed {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let desk = answering(Answer::Done(done()));
    let ran = desk.run_into(&["do", "ticket.note", "R1121-018"], &mut Closed);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
}

#[test]
fn a_server_that_does_not_run_is_not_started_to_be_asked_how_it_is() {
    let mut desk = Desk::new(|_| None);
    desk.runs = false;
    for args in [&["status"][..], &["stop"]] {
        let ran = desk.run(args);
        assert_eq!((ran.code, ran.err.as_str()), (1, "No server is running.\n"));
    }
}
