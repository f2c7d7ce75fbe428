//! An office's own register works like a shipped one, and a changed one is held against its entries.

use frontdesk::domain::register::What;
use frontdesk::service::command::Command;
use frontdesk::service::registers::{install, open, set};

use crate::support::world::World;

const PARCEL: &str = include_str!("parcel.toml");

fn file(text: &str) -> Vec<(String, String)> {
    vec![("parcel.toml".to_owned(), text.to_owned())]
}

#[test]
fn its_commands_work_and_a_state_in_use_does_not_vanish() {
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
