//! Entries of one register: keys of homes, some in the cabinet, some out, most of them retired long ago.

use frontdesk::domain::calendar::{Instant, Zone};
use frontdesk::domain::id::{HouseholdId, Letter, StaffId};
use frontdesk::domain::register::{Place, RegisterEntry, Running, Value};
use frontdesk::service::registers::set;
use frontdesk::storage::Store;

use super::{Filling, Size, code_of, put, receptionist};

/// The home whose entries are always as many.
pub const QUIET: u64 = 7;
/// Its entries, the first of all.
const OF_QUIET: u64 = 4;

/// Adds so many entries, of which the youngest `open` are out or in the cabinet.
pub fn entries(store: &dyn Store, (count, open): (u64, u64), homes: u64, now: Instant) {
    let filling = Filling {
        store,
        size: Size {
            homes,
            tickets: 0,
            bills: 0,
            open,
        },
        now,
        actor: receptionist(),
    };
    filling.batches(count, 2, |work, at| {
        let id = work.next_id::<RegisterEntry>().unwrap();
        let younger = count - at;
        let minutes = i64::try_from(younger).unwrap() * 20;
        let made_at = now.plus_minutes(-minutes);
        let day = Zone::default().day_of(made_at);
        let (state, place) = match (at < OF_QUIET || younger <= open, at % 2) {
            (false, _) => ("retired", Place::Closed),
            (true, 0) => ("in_store", Place::Initial),
            (true, _) => ("lent", Place::Active),
        };
        let home = match at {
            at if at < OF_QUIET => QUIET,
            at => [1 + at % homes, QUIET + 1][usize::from(1 + at % homes == QUIET)],
        };
        let kind = ["door", "mailbox", "meter"][usize::try_from(at % 3).unwrap()];
        let text = |text: &str| Value::Text(text.to_owned());
        let mut entry = RegisterEntry {
            id,
            version: 0,
            register: "key".into(),
            number: work.number_on(Letter::K, day).unwrap(),
            state: state.into(),
            place,
            values: vec![
                (
                    "premises".into(),
                    Value::Home(HouseholdId(home), code_of(home)),
                ),
                ("kind".into(), text(kind)),
                ("pieces".into(), Value::Whole(3)),
                ("hook".into(), text(&format!("{}-{}", at / 100, at % 100))),
            ],
            household: Some(HouseholdId(home)),
            made_at,
            made_by: StaffId(1),
            moved_at: made_at,
            running: Vec::new(),
            sort: Vec::new(),
            undone: false,
            links: Vec::new(),
            groups: Vec::new(),
            recurred: None,
            purged_at: None,
        };
        if place == Place::Active {
            entry.set("taker", Some(text("王建国")));
            entry.running.push(Running {
                deadline: "back".into(),
                due_at: now.plus_minutes(600 + i64::try_from(at % 600).unwrap()),
                head: 0,
            });
        }
        let register = set().named("key").unwrap().register;
        entry.sort = register.sort_key(&entry);
        entry.groups = register.groups_of(&entry);
        put(&mut entry, work);
    });
}
