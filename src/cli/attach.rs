//! The counter on the screen, and the demo.

use std::cell::Cell;
use std::fs::{self, DirBuilder};
use std::io::{self, IsTerminal};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use crate::cli::act::request_id;
use crate::cli::fault::Fault;
use crate::cli::serve;
use crate::cli::talk::Talk;
use crate::cli::world::{Credentials, Run};
use crate::cli::{hex, keys};
use crate::client::autostart::{Starter, connect};
use crate::client::link::Link;
use crate::config::settings::with_language;
use crate::config::{Environment, Paths};
use crate::domain::error::Why;
use crate::locale::{Arg, Language, Words};
use crate::server::seeding;
use crate::service::requests::RequestId;
use crate::service::seed::demo;
use crate::terminal::glyphs::Set;
use crate::terminal::kind::{Kind, Refused, Variables};
use crate::terminal::pen::Depth;
use crate::terminal::width::Widths;
use crate::tui::kit::Kit;
use crate::tui::run::{self, Ended, Setup};
use crate::tui::theme::Theme;
use crate::wire::{Ask, Body, Pin, commands};

/// The demo is the same every time, but for the day it is relative to.
const DEMO_SEED: u64 = 2026;

/// Opens the counter of the data folder.
pub fn counter(run: &mut Run<'_>) -> Result<(), Fault> {
    let kind = kind(&run.world.environment)?;
    let changed = speak(run, kind);
    let folder = run.paths()?.data.display().to_string();
    let place = run
        .words
        .with("cli-data-folder", &[("folder", Arg::Text(&folder))]);
    show(run, kind, changed, vec![place])
}

/// Where papers are kept that go to no printer: in the data folder, of a shared office in one's own.
fn papers(paths: &Paths, environment: &Environment) -> Option<PathBuf> {
    let own = || Some(environment.data_home.as_ref()?.join("frontdesk"));
    let data = if paths.is_shared() {
        own()
    } else {
        Some(paths.data.clone())
    };
    data.map(|data| data.join("slips"))
}

/// Shows the counter; `changed` is whether it goes on in another language than was asked for, `place` what help says of
/// where it is.
fn show(run: &mut Run<'_>, kind: Kind, changed: bool, place: Vec<String>) -> Result<(), Fault> {
    // Reached once before the screen is taken, so that what is wrong is said where it stays readable.
    let (seat, link) = Seat::new(run)?;
    let paths = run.paths()?;
    let loaded = keys::in_force(run)?;
    let said = (!loaded.faults.is_empty()).then(|| {
        keys::tell_faults(run, &loaded.faults);
        run.words.get("cli-keymap-default").into_owned()
    });
    let said = said.or_else(|| changed.then(|| run.words.get("cli-no-hanzi").into_owned()));
    let kit = Kit::new(
        run.words.clone(),
        loaded.keymap,
        theme(kind, keys::theme(run)?),
        (Set::Ascii, Widths::default()),
        commands::commands().collect(),
    );
    let papers = papers(&paths, &run.world.environment);
    let program = std::env::current_exe()?;
    let mut reached = Some(link);
    let dial = Box::new(
        move |waker: crate::terminal::signals::Waker| -> Option<Box<dyn Link>> {
            if let Some(mut link) = reached.take() {
                link.wake_by(Box::new(move || waker.wake()));
                return Some(link);
            }
            let mut slow = || {};
            let starter = Starter {
                program: &program,
                slow: &mut slow,
            };
            let link = connect(&paths, Box::new(move || waker.wake()), Some(starter));
            let mut link: Box<dyn Link> = Box::new(link.ok()?);
            seat.take(&mut *link).then_some(link)
        },
    );
    let settings = run.paths()?.settings;
    let chosen = Cell::new(None);
    let keep = |language: Language| {
        chosen.set(Some(language));
        if let Some(file) = &settings {
            // It is asked again at the next first start; that is no reason to stop this one.
            let _ = keep_language(file, language);
        }
    };
    let setup = Setup {
        kit,
        kind,
        dial,
        ids: Box::new(request_ids()?),
        said,
        place,
        papers,
        languages: if kind.hanzi {
            Language::ALL.to_vec()
        } else {
            vec![Language::En]
        },
        keep: Box::new(keep),
    };
    let ended = run::run(setup)?;
    if let Some(language) = chosen.get() {
        run.words = Words::load(language);
    }
    match ended {
        Ended::Demo => self::demo(run),
        Ended::NotUtf8 => Err(Fault::said("cli-terminal-bytes", &[])),
        Ended::Left | Ended::HungUp | Ended::Terminated => Ok(()),
    }
}

/// Whom `--as` seats at the counter.
struct Seat {
    /// Forgotten once a shared desk is seated: it begins at the lock from then on.
    who: Cell<Option<Credentials>>,
    /// Whether somebody was seated already: at a shared desk the next line begins at the lock, since
    /// somebody else may sit there by then.
    taken: Cell<bool>,
    /// The PIN is good no more; it is not tried again, and nobody acts here under another name.
    refused: Cell<bool>,
}

impl Seat {
    /// Reaches the server and asks for the PIN if one is needed; that it is wrong is said here. The counter begins on
    /// the line that was reached.
    fn new(run: &mut Run<'_>) -> Result<(Self, Box<dyn Link>), Fault> {
        let who = run.credentials()?;
        let mut link = run.reach_server()?;
        let desk = match &who {
            Some(who) => who.sign_on(&mut *link)?.desk,
            None => false,
        };
        let seat = Self {
            taken: Cell::new(who.is_some()),
            who: Cell::new(who.filter(|_| !desk)),
            refused: Cell::new(false),
        };
        Ok((seat, link))
    }

    /// Signs on over a new line; says whether the line may be used.
    fn take(&self, link: &mut dyn Link) -> bool {
        if self.refused.get() {
            return false;
        }
        let Some(who) = self.who.take() else {
            return true;
        };
        if self.taken.get() {
            let (name, pin) = (String::new(), Pin::default());
            match Talk::new(link).ask(Ask::SignOn { name, pin }) {
                Ok(Body::Seated(seated)) if seated.desk => return true,
                Ok(Body::Seated(_)) => {}
                _ => {
                    self.who.set(Some(who));
                    return false;
                }
            }
        }
        let seated = who.sign_on(link);
        if !matches!(&seated, Ok(seated) if seated.desk) {
            self.who.set(Some(who));
        }
        self.refused
            .set(matches!(&seated, Err(Fault::Refused(refusal)) if refusal.why != Why::Stopping));
        self.taken.set(self.taken.get() || seated.is_ok());
        seated.is_ok()
    }
}

/// Goes on in English where the terminal has no Chinese glyphs; says whether that is a change.
fn speak(run: &mut Run<'_>, kind: Kind) -> bool {
    let changes = !kind.hanzi && run.words.language() != Language::En;
    if changes {
        run.words = Words::load(Language::En);
    }
    changes
}

/// Writes the language into the user's settings.
fn keep_language(file: &Path, language: Language) -> io::Result<()> {
    let text = match fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(error),
    };
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(file, with_language(&text, language.tag()))
}

/// The theme that was chosen, where the terminal has its colours: without them it would lose what they mean.
fn theme(kind: Kind, chosen: Option<Theme>) -> Theme {
    match kind.depth {
        Depth::Mono => Theme::Mono,
        _ => chosen.unwrap_or_default(),
    }
}

/// Request ids, of random bits the operating system gives once: without them there is no screen, and none of them can
/// fail later or be all zeros.
fn request_ids() -> Result<impl FnMut() -> RequestId, Fault> {
    let mut seed = [0; 32];
    getrandom::fill(&mut seed)
        .map_err(|error| Fault::said("cli-no-random", &[("detail", &error.to_string())]))?;
    let mut count: u64 = 0;
    Ok(move || {
        count += 1;
        let hash = blake3::keyed_hash(&seed, &count.to_be_bytes());
        let mut id = RequestId::default();
        id.iter_mut()
            .zip(hash.as_bytes())
            .for_each(|(to, from)| *to = *from);
        id
    })
}

/// What the terminal can do, or one sentence why there is no screen.
fn kind(environment: &Environment) -> Result<Kind, Fault> {
    if !std::io::stdin().is_terminal() || !std::io::stdout().is_terminal() {
        return Err(Fault::said("cli-not-a-terminal", &[]));
    }
    capable(environment)
}

/// What a terminal can do as far as its variables tell, or one sentence why it cannot show the screen.
pub fn capable(environment: &Environment) -> Result<Kind, Fault> {
    let locale = environment.ctype.as_deref();
    let variables = Variables {
        term: environment.term.as_deref(),
        no_color: environment.no_color,
        colorterm: environment.colorterm.as_deref(),
        locale,
    };
    Kind::of(variables).map_err(|refused| match refused {
        Refused::Unknown => Fault::said("cli-terminal-unknown", &[]),
        Refused::Dumb => Fault::said("cli-terminal-dumb", &[]),
        Refused::Old => Fault::said("cli-terminal-old", &[]),
        Refused::Foreign => {
            let locale = locale.unwrap_or_default();
            Fault::said("cli-terminal-charset", &[("locale", locale)])
        }
    })
}

/// Opens a counter in a throw-away data folder, whose path is shown.
pub fn demo(run: &mut Run<'_>) -> Result<(), Fault> {
    let kind = kind(&run.world.environment)?;
    let changed = speak(run, kind);
    let folder = throw_away()?;
    run.global.data = Some(folder.clone());
    let shown = folder.display().to_string();
    // The path stands on lines of its own, so that no terminal breaks it.
    let (desk, approver) = demo::PINS;
    let facts = [
        ("folder", Arg::Text(&shown)),
        ("desk", Arg::Text(desk)),
        ("approver", Arg::Text(approver)),
    ];
    let told = ["cli-demo-folder", "cli-demo-attach", "cli-demo-pins"];
    for key in told.into_iter().chain(["cli-demo-coming"]) {
        run.say(key, &facts)?;
    }
    // The screen covers these lines; help shows them again.
    let place = told.map(|key| run.words.with(key, &facts)).to_vec();
    run.world.out.flush()?;
    let paths = run.paths()?;
    seeding::demo(&paths, run.world.clock.now(), DEMO_SEED)
        .map_err(|error| serve::fault(&error))?;
    let shown = show(run, kind, changed, place);
    end_demo(run, &paths);
    shown
}

/// A new folder of one's own among the temporary ones.
fn throw_away() -> Result<PathBuf, Fault> {
    let name: String = hex::encode(&request_id(None)?).chars().take(8).collect();
    let folder = std::env::temp_dir().join(format!("frontdesk-demo-{name}"));
    DirBuilder::new()
        .mode(0o700)
        .create(&folder)
        .map_err(|error| Fault::file(&folder, &error))?;
    Ok(folder)
}

/// Removes the demo when its last terminal has left; while another one looks on it stays.
fn end_demo(run: &mut Run<'_>, paths: &Paths) {
    let Ok(Some(mut link)) = run.connect_if(false) else {
        return;
    };
    let mut talk = Talk::new(&mut *link);
    let others = match talk.ask(Ask::Status) {
        Ok(Body::Status(status)) => status.terminals > 0,
        _ => true,
    };
    if others {
        return;
    }
    if talk.ask(Ask::Stop).is_ok() {
        // What cannot be removed is in a folder of temporary files and closed to others.
        drop(std::fs::remove_dir_all(&paths.data));
    }
}
