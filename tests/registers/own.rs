//! An office's own register works like a shipped one, and a changed one is held against its entries.

use frontdesk::domain::register::What;
use frontdesk::service::command::Command;
use frontdesk::service::registers::{install, open, set};

use crate::support::alone::alone;
use crate::support::world::World;

const PARCEL: &str = include_str!("parcel.toml");

fn file(text: &str) -> Vec<(String, String)> {
    vec![("parcel.toml".to_owned(), text.to_owned())]
}

#[test]
fn its_commands_work_and_a_state_in_use_does_not_vanish() {
    alone!();
    assert_eq!(install(&file(PARCEL)), []);
    let mut world = World::new();
    let add = Command::new("parcel.add")
        .arg("premises", "3-2-1201")
        .arg("carrier", "sf")
        .arg("phone", "13800135678");
    let number = world.done("李芳", add).number.unwrap();
    assert_eq!(number.letter.name(), "B");
    let tell = Command::new("parcel.tell").about(number.full());
    world.done("李芳", tell);

    // The state is called otherwise from now on, and nothing says so.
    let changed = PARCEL.replace("\"told\"", "\"informed\"");
    let faults = world.look(|tx| open(tx, &file(&changed))).unwrap();
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert_eq!(
        (faults[0].what, faults[0].text.as_str()),
        (What::StateInUse, "told")
    );
    assert!(set().named("parcel").is_none(), "it is not in force");
    assert_eq!(set().faults(), faults, "and that can be told");

    // A map renames it, and the entry goes on from there.
    let renamed = changed.replace(
        "sort = \"due\"\n",
        "sort = \"due\"\nrenamed = { told = \"informed\" }\n",
    );
    assert_eq!(world.look(|tx| open(tx, &file(&renamed))).unwrap(), []);
    let collect = Command::new("parcel.collect")
        .about(number.full())
        .arg("taker", "王建国")
        .arg("intact", "yes");
    world.done("李芳", collect);

    // Without its file the rest of the office works on, and the number still opens.
    assert_eq!(world.look(|tx| open(tx, &[])).unwrap(), []);
    assert!(set().named("parcel").is_none() && set().named("key").is_some());
}

/// The line of a fault, what is wrong, and the name.
fn plain(fault: &frontdesk::domain::register::Fault) -> (u32, What, &str) {
    (fault.line, fault.what, fault.text.as_str())
}

#[test]
fn a_field_in_use_does_not_vanish_and_keeps_its_kind() {
    alone!();
    assert_eq!(install(&file(PARCEL)), []);
    let mut world = World::new();
    let add = Command::new("parcel.add")
        .arg("premises", "3-2-1201")
        .arg("shelf", "7");
    let number = world.done("李芳", add).number.unwrap();

    // Two files, all their faults at once: a field in use is gone, another is of another kind, a state is misspelt.
    let gone = PARCEL.replace("\"shelf\"", "\"rack\"");
    let spare = PARCEL
        .replace("name = \"parcel\"", "name = \"spare\"")
        .replace("to = \"told\"", "to = \"tolled\"");
    let files = vec![
        ("parcel.toml".to_owned(), gone.clone()),
        ("spare.toml".to_owned(), spare),
    ];
    let faults = world.look(|tx| open(tx, &files)).unwrap();
    let line = |text: &str, of: &str| {
        let at = text.lines().position(|line| line.starts_with(of)).unwrap();
        u32::try_from(at + 1).unwrap()
    };
    let told: Vec<_> = faults.iter().map(plain).collect();
    assert_eq!(
        told[0],
        (line(&gone, "[[fields]]"), What::FieldInUse, "shelf")
    );
    assert!(
        told.iter()
            .any(|(_, what, text)| (*what, *text) == (What::UnknownState, "tolled"))
    );
    assert_eq!(set().faults(), faults);
    assert!(set().named("parcel").is_none() && set().named("spare").is_none());

    let other = PARCEL.replace(
        "id = \"shelf\"\nkind = \"text\"",
        "id = \"shelf\"\nkind = \"number\"",
    );
    let other = other.replace("longest = 8\n", "");
    let faults = world.look(|tx| open(tx, &file(&other))).unwrap();
    let at = line(&other, "id = \"shelf\"");
    assert_eq!(
        faults.iter().map(plain).collect::<Vec<_>>(),
        [(at, What::KindInUse, "shelf")]
    );

    // Renamed it goes on under its new name, in lists, on pages and in what is counted.
    let renamed = gone.replace(
        "sort = \"due\"\n",
        "sort = \"due\"\nrenamed_fields = { shelf = \"rack\" }\n",
    );
    assert_eq!(world.look(|tx| open(tx, &file(&renamed))).unwrap(), []);
    let told = format!(
        "{:?}",
        super::kinds::asked(
            &world,
            &frontdesk::service::query::Query::Show(number.full())
        )
    );
    assert!(told.contains("parcel-rack"), "{told}");
    world.done("李芳", Command::new("parcel.tell").about(number.full()));
    // Written once under the new name, nothing needs the old one any more.
    assert_eq!(world.look(|tx| open(tx, &file(&gone))).unwrap(), []);
}

#[test]
fn two_files_of_one_name_are_told_where_the_second_names_itself() {
    alone!();
    let text = format!("# A copy.\n\n{PARCEL}");
    let files = vec![
        ("a.toml".to_owned(), PARCEL.to_owned()),
        ("b.toml".to_owned(), text.clone()),
    ];
    let faults = install(&files);
    let at = text
        .lines()
        .position(|line| line.starts_with("name = "))
        .unwrap()
        + 1;
    assert_eq!(faults.len(), 1);
    assert_eq!(
        plain(&faults[0]),
        (u32::try_from(at).unwrap(), What::Taken, "parcel")
    );
}
