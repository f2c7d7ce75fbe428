//! The duties in force: the shipped ones and the office's own.

mod follow;
mod items;

pub use follow::{follow, report_made, settle};
pub use items::{Item, State, all_due, at, late, meant, of_subject, within};

use std::collections::BTreeSet;
use std::sync::{LazyLock, PoisonError, RwLock};

use crate::domain::calendar::Day;
use crate::domain::duty::{Duty, Every, File, Known, SHIPPED, Terms, Timing, across, read};
use crate::domain::register::{Fault, FieldKind};
use crate::service::command::row;
use crate::service::office::Office;
use crate::service::registers::{self, Said};
use crate::service::settings;

/// The setting with the first day that counts; nobody is reminded where there is none.
pub const FROM: &str = "duty.from";
/// The setting that says whether "before the 28th" includes the 28th (duties.md A-03).
pub const NAMED_DAY: &str = "duty.named_day";

/// The duties of this process.
#[derive(Default)]
pub struct Set {
    duties: Vec<&'static Duty>,
    /// Names of those that are switched off.
    off: BTreeSet<String>,
    faults: Vec<Fault>,
    /// The office's own files as they were read.
    files: Vec<(String, String)>,
}

/// As with registers: what is in force is never freed, and a server reads its files once.
static SET: LazyLock<RwLock<&'static Set>> =
    LazyLock::new(|| RwLock::new(Box::leak(Box::new(of_files(&[])))));

/// The duties in force.
pub fn set() -> &'static Set {
    *SET.read().unwrap_or_else(PoisonError::into_inner)
}

impl Set {
    /// Every duty that is in force, the shipped ones first.
    pub fn on(&self) -> impl Iterator<Item = &'static Duty> + '_ {
        self.all().filter(|duty| !self.off.contains(&duty.id))
    }

    /// Every duty, those that are switched off too.
    pub fn all(&self) -> impl Iterator<Item = &'static Duty> + '_ {
        self.duties.iter().copied()
    }

    /// The duty called so, in force or not.
    pub fn named(&self, id: &str) -> Option<&'static Duty> {
        self.all().find(|duty| duty.id == id)
    }

    /// What is wrong with the files that are not in force.
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// The office's own files.
    pub fn files(&self) -> &[(String, String)] {
        &self.files
    }

    /// What tells the office's own files from others; 0 where there are none.
    pub fn mark(&self) -> u32 {
        if self.files.is_empty() {
            return 0;
        }
        let mut hasher = blake3::Hasher::new();
        for part in self.files.iter().flat_map(|(file, text)| [file, text]) {
            hasher.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
            hasher.update(part.as_bytes());
        }
        let [a, b, c, d, ..] = *hasher.finalize().as_bytes();
        u32::from_be_bytes([a, b, c, d]).max(1)
    }
}

/// What tells the office's own registers and duties from others; 0 where there are none.
pub fn mark() -> u32 {
    registers::set().mark() ^ set().mark().rotate_left(1)
}

/// Names of files, each with its text.
pub type Files = Vec<(String, String)>;

/// What stands before the name of a file of duties where it travels with those of registers.
const FOLDER: &str = "duties/";

/// The office's own files, to be told to a terminal beside those of its registers.
pub fn told() -> impl Iterator<Item = (String, String)> {
    let files = set().files().iter();
    files.map(|(file, text)| (format!("{FOLDER}{file}"), text.clone()))
}

/// The files of duties among those that were told, and the others.
pub fn apart(files: &[(String, String)]) -> (Files, Files) {
    let mut own = Vec::new();
    let mut others = Vec::new();
    for (file, text) in files {
        match file.strip_prefix(FOLDER) {
            Some(name) => own.push((name.to_owned(), text.clone())),
            None => others.push((file.clone(), text.clone())),
        }
    }
    (own, others)
}

/// Puts the office's own files in force in this process; a file with a fault is not, and all faults are returned.
pub fn install(files: &[(String, String)]) -> Vec<Fault> {
    let mut current = SET.write().unwrap_or_else(PoisonError::into_inner);
    if current.files != files {
        *current = Box::leak(Box::new(of_files(files)));
    }
    current.faults.clone()
}

/// Reads and checks files without putting them in force.
pub fn check(files: &[(String, String)]) -> Vec<Fault> {
    of_files(files).faults
}

/// How many duties would be in force with these files.
pub fn in_force(files: &[(String, String)]) -> usize {
    of_files(files).on().count()
}

/// The duties of the shipped files and of these.
fn of_files(files: &[(String, String)]) -> Set {
    let states = |name: &str| {
        let found = registers::set().named(name)?;
        let states = found.register.states.iter();
        Some(states.map(|state| state.id.clone()).collect())
    };
    let values = |name: &str, field: &str| {
        let found = registers::set().named(name)?;
        let field = found.register.field(field)?;
        let options = field.options.iter().map(|option| option.id.clone());
        (field.kind == FieldKind::Choice).then(|| options.collect())
    };
    let known = Known {
        command: &|name| row(name).is_some(),
        setting: &|name| settings::default_of(name).is_some_and(|text| Every::read(text).is_some()),
        states: &states,
        values: &values,
    };
    let texts = SHIPPED.iter().map(|(file, text)| (*file, *text));
    let own = files
        .iter()
        .map(|(file, text)| (file.as_str(), text.as_str()));
    let mut sound: Vec<(&str, File)> = Vec::new();
    let mut faults = Vec::new();
    for (file, text) in texts.chain(own) {
        match read(file, text, known) {
            Ok(read) => sound.push((file, read)),
            Err(found) => faults.extend(found),
        }
    }
    let named: Vec<(&str, &File)> = sound.iter().map(|(file, read)| (*file, read)).collect();
    let wrong = across(&named);
    sound.retain(|(file, _)| !wrong.iter().any(|fault| fault.file == *file));
    faults.extend(wrong);
    let mut set = Set {
        faults,
        files: files.to_vec(),
        ..Set::default()
    };
    for (_, file) in sound {
        for duty in file.duties {
            if duty.off {
                set.off.insert(duty.id.clone());
            }
            set.duties.push(Box::leak(Box::new(duty)));
        }
        set.off.extend(file.off);
        for id in &file.on {
            set.off.remove(id);
        }
    }
    set
}

/// The words of every duty, by key.
pub fn words() -> Vec<(String, Said)> {
    let of = |duty: &'static Duty| (format!("duty-{}", duty.id), Said::Label(&duty.label));
    set().all().map(of).collect()
}

/// What the calendar of an office goes by.
pub fn terms(office: &Office) -> Terms<'_> {
    Terms {
        calendar: &office.calendar,
        zone: office.zone,
        named_day: office.setting(NAMED_DAY) == "yes",
    }
}

/// When a duty comes in this office.
pub fn timing(office: &Office, duty: &Duty) -> Timing {
    let chosen = duty.interval.as_ref();
    let every = chosen.and_then(|key| Every::read(office.setting(key)));
    Timing {
        every: every.unwrap_or(duty.timing.every),
        ..duty.timing
    }
}

/// The first day that counts, if the office has set one.
pub fn counts_from(office: &Office) -> Option<Day> {
    office.setting(FROM).parse().ok()
}
