//! The demo: a community with two weeks of work behind it, made by the real commands, the same for the
//! same seed, relative to now.

mod chance;
mod data;
mod days;
mod estate;
mod money;
mod script;

use crate::domain::calendar::Instant;
use crate::domain::error::Refusal;
use crate::domain::staff::Rank;
use crate::service::command::Command;
use crate::service::halt::Halt;
use crate::service::loading::COMMAND as IMPORT;
use crate::service::pins;
use crate::storage::codec::hex;
use crate::storage::{Store, StoreError};

use chance::Chance;
use data::OfficeFile;
use script::{Act, Of, Script, Stage};

/// Days before now on which the office was founded.
const FOUNDED_DAYS: i64 = 60;
/// The PIN of everybody at the desk, and of who may approve.
pub const PINS: (&str, &str) = ("1234", "123456");

/// What a demo is made of.
#[derive(Debug, Clone)]
pub struct Demo<'d> {
    /// When it begins: everything lies before.
    pub now: Instant,
    pub seed: u64,
    /// The operating-system account that is the first receptionist.
    pub account: &'d str,
    /// The server's pepper: with it everybody has a PIN, `1234`, or `123456` for who may approve.
    pub pepper: Option<&'d [u8]>,
}

/// Why no demo was made; nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum DemoFault {
    /// A data file does not read.
    #[error("demo data: {0}")]
    Data(#[from] toml::de::Error),
    /// Something names what is not there.
    #[error("demo data: nothing is called {0}")]
    Unknown(String),
    /// A command was refused.
    #[error("demo: {command} {about} at {at:?} refused: {refusal:?}")]
    Refused {
        command: String,
        about: String,
        at: Instant,
        refusal: Box<Refusal>,
    },
    #[error(transparent)]
    Halt(#[from] Halt),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Builds the demo into an empty store, in one transaction.
pub fn build(store: &dyn Store, demo: &Demo<'_>) -> Result<(), DemoFault> {
    let (office, story) = data::read()?;
    let mut tx = store.write()?;
    let mut stage = Stage::open(&mut *tx, demo.seed)?;
    let founded = demo.now.plus_minutes(-FOUNDED_DAYS * 24 * 60);
    found(&mut stage, &office, demo, founded)?;
    let mut chance = Chance::new(demo.seed);
    let today = stage.service.office().today(demo.now);
    let estate = estate::make(&office, &mut chance, today);
    let id = chance.bytes();
    let by = stage.actor(&office.manager)?.staff;
    stage.service.staging().put(by, id, estate.staged.clone());
    let import = Command::new(IMPORT).arg("staged", hex(&id));
    stage.play(
        &Act::new(founded, &office.manager, import),
        &mut Script::default(),
    )?;

    let mut script = Script::default();
    script.story(&office, &story, demo.now, stage.service.office())?;
    days::write(
        &mut script,
        &office,
        &estate,
        stage.service.office(),
        &mut chance,
        demo.now,
    );
    money::write(
        &mut script,
        &office,
        &estate,
        stage.service.office(),
        &mut chance,
        demo.now,
    )
    .map_err(|fault| Halt::from(Refusal::from(fault)))?;
    for act in script.in_order() {
        stage.play(&act, &mut script)?;
    }
    drop(stage);
    tx.commit()?;
    Ok(())
}

/// Founds the office and takes its people on.
fn found(
    stage: &mut Stage<'_>,
    office: &OfficeFile,
    demo: &Demo<'_>,
    at: Instant,
) -> Result<(), DemoFault> {
    let mut none = Script::default();
    let command = Command::new("office.found")
        .arg("community", office.community.as_str())
        .arg("manager", office.manager.as_str())
        .arg("account", "manager");
    stage.play(&Act::new(at, "", command), &mut none)?;
    for (place, fields) in office.staff.iter().enumerate() {
        let mut command = Command::new("staff.add");
        for (name, text) in fields {
            command = command.arg(name, text.as_str());
        }
        if place == 0 {
            command = command.arg("account", demo.account);
        }
        // The manager takes nobody on above their own rank: the office itself does.
        stage.play(&Act::new(at, "", command), &mut none)?;
    }
    let Some(pepper) = demo.pepper else {
        return Ok(());
    };
    for person in stage.people()? {
        if person.rank == Rank::Worker {
            continue;
        }
        let pin = if pins::least_digits(person.rank) > pins::LEAST_DIGITS {
            PINS.1
        } else {
            PINS.0
        };
        let command = Command::new("staff.pin").arg("pin", pin);
        let mut act = Act::new(at, &person.name, command);
        act.about = Of::Text(person.name.clone());
        act.sealed = Some(pepper.to_vec());
        stage.play(&act, &mut none)?;
    }
    Ok(())
}
