//! Every argument of every command gets every hostile text.

use std::sync::Arc;

use frontdesk::domain::error::Why;
use frontdesk::service::answer::Answer;
use frontdesk::service::command::{About, Arg, Command, Kind, Row, rows};
use frontdesk::storage::{Collection, Direction, Step, Store};

use super::office::{self, Office};
use super::{FORMULAS, STEERING, raw};
use crate::cli::desk::Desk;
use crate::support::campaign::size;

/// The command with an ordinary text in all of its arguments but one.
pub fn command(row: &Row, hostile: &Arg, text: &str) -> Command {
    let mut command = Command::new(row.name);
    command.subject = office::subject(row.about).map(str::to_owned);
    for arg in row
        .args
        .iter()
        .filter(|arg| arg.must || arg.name == hostile.name)
    {
        let text = if arg.name == hostile.name {
            text.to_owned()
        } else {
            office::ordinary(arg)
        };
        command = command.arg(arg.name, text);
    }
    command
}

/// Every command with each of its arguments.
pub fn arguments() -> impl Iterator<Item = (&'static Row, &'static Arg)> {
    rows().flat_map(|row| row.args.iter().map(move |arg| (row, arg)))
}

/// Whether its record is there, so that the arguments are looked at.
const fn reached(row: &Row) -> bool {
    !matches!(
        row.about,
        About::FollowUp | About::Payment | About::Approval | About::Register | About::Deposit
    )
}

pub fn is_text(arg: &Arg) -> bool {
    matches!(
        arg.kind,
        Kind::Line(_) | Kind::Block | Kind::Reason | Kind::Names | Kind::File
    )
}

/// Nothing of what steers is anywhere in the store.
#[track_caller]
fn clean(office: &Office) {
    let world = office.lock().unwrap();
    let tx = world.store.read().unwrap();
    let all = (std::ops::Bound::Unbounded, std::ops::Bound::Unbounded);
    for &collection in Collection::ALL {
        tx.scan(collection, all, Direction::Forward, &mut |key, value| {
            for text in STEERING {
                let found = |bytes: &[u8]| memchr::memmem::find(bytes, text.as_bytes()).is_some();
                assert!(
                    !found(key) && !found(value),
                    "{text:?} in {}: {}",
                    collection.name(),
                    String::from_utf8_lossy(value).escape_debug()
                );
            }
            Ok(Step::Next)
        })
        .unwrap();
    }
}

#[test]
fn no_argument_takes_what_steers() {
    let office = office::open();
    let (mut told, mut texts) = (0, 0);
    for (row, arg) in arguments() {
        for text in STEERING {
            let answer = office
                .lock()
                .unwrap()
                .ask(office::WHO, command(row, arg, text));
            let Answer::Refused(refusal) = answer else {
                panic!("{} {}={text:?}: {answer:?}", row.name, arg.name);
            };
            let fault = refusal.fields.iter().find(|fault| fault.field == arg.name);
            if reached(row) && refusal.why != Why::NoRight {
                assert!(
                    fault.is_some(),
                    "{} {}={text:?}: {refusal:?}",
                    row.name,
                    arg.name
                );
            }
            if let Some(fault) = fault.filter(|_| is_text(arg)) {
                assert_eq!(
                    fault.why,
                    Why::BadCharacter,
                    "{} {}={text:?}",
                    row.name,
                    arg.name
                );
                texts += 1;
            }
            told += 1;
        }
    }
    clean(&office);
    assert!(
        texts > 40 * STEERING.len() && told > 150 * STEERING.len(),
        "only {texts} of {told}"
    );
}

#[test]
fn a_refusal_repeats_nothing_raw() {
    let office = office::open();
    let asked = Arc::clone(&office);
    let mut desk = Desk::new(move |ask| Some(office::told(&asked, ask)));
    for (at, (row, arg)) in arguments().enumerate() {
        // All of them in turn; one an argument in the everyday run.
        let texts = STEERING
            .iter()
            .cycle()
            .skip(at)
            .take(size(1, 1, STEERING.len()));
        for text in texts {
            // No argument of a process holds a NUL.
            let text = text.replace('\0', "\u{1}");
            let command = command(row, arg, &text);
            let mut args = vec!["do".to_owned(), command.name];
            args.extend(command.subject);
            args.extend(
                command
                    .args
                    .iter()
                    .map(|(name, text)| format!("{name}={text}")),
            );
            if at % 3 == 0 {
                args.push("--json".to_owned());
            }
            desk.language = ["en", "zh-Hans"][at % 2];
            desk.pins = vec!["246810".to_owned(), text.clone()];
            let ran = desk.run(&args.iter().map(String::as_str).collect::<Vec<_>>());
            for printed in [&ran.out, &ran.err] {
                assert_eq!(raw(printed), None, "{args:?}: {printed:?}");
            }
            assert_ne!(ran.code, 0, "{args:?}");
        }
    }
    clean(&office);
}

#[test]
fn a_name_in_the_place_of_a_command_a_record_or_a_list_is_repeated_safely() {
    let office = office::open();
    let desk = Desk::new(move |ask| Some(office::told(&office, ask)));
    for text in STEERING.iter().filter(|text| !text.contains('\0')) {
        for args in [
            &["do", text][..],
            &["do", "ticket.note", text, "text=x"],
            &["do", "ticket.note", "R1121-001", &format!("{text}=x")],
            &["list", text],
            &["list", "tickets", "--where", &format!("state = {text}")],
            &["list", "tickets", "--where", text],
            &["show", text],
            &["export", text],
            &["import", text, text],
            &["ring", text],
            &["--lang", text, "list", "tickets"],
            &["--as", text, "list", "tickets"],
            &["--keymap", text, "keys", "--print"],
            &["audit", "verify", text],
            &[text],
        ] {
            let ran = desk.run(args);
            for printed in [&ran.out, &ran.err] {
                assert_eq!(raw(printed), None, "{args:?}: {printed:?}");
            }
        }
    }
}

#[test]
fn what_a_spreadsheet_takes_for_a_formula_leaves_as_text() {
    let office = office::open();
    let mut taken = 0;
    for (row, arg) in arguments().filter(|(_, arg)| is_text(arg)) {
        for text in FORMULAS {
            let answer = office
                .lock()
                .unwrap()
                .ask(office::WHO, command(row, arg, text));
            taken += usize::from(matches!(answer, Answer::Done(_) | Answer::Pending(_)));
        }
    }
    assert!(taken > 10 * FORMULAS.len(), "only {taken} were taken");
    let desk = Desk::new(move |ask| Some(office::told(&office, ask)));
    let mut seen = 0;
    for what in frontdesk::service::queries::list::names() {
        let ran = desk.run(&["export", what]);
        assert_eq!(ran.code, 0, "{what}: {}", ran.err);
        let out = ran.out.trim_start_matches('\u{feff}');
        for record in csv::Reader::from_reader(out.as_bytes()).records() {
            for cell in &record.unwrap() {
                let first = cell.chars().next();
                let formula = first.is_some_and(|c| "=+-@＝＋－＠\t\r".contains(c));
                assert!(!formula || cell.parse::<f64>().is_ok(), "{what}: {cell}");
                seen += usize::from(FORMULAS.iter().any(|text| cell.ends_with(text)));
            }
        }
    }
    assert!(seen > FORMULAS.len(), "only {seen} came out");
}
