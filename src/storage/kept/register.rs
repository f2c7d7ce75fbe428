//! How entries of registers are kept.

use super::figures::{register_field, register_group, register_state};
use super::indexes::{
    REGISTER_BOARD, REGISTER_BY_HOUSEHOLD, REGISTER_BY_LINK, REGISTER_DUE, REGISTER_URGENT, entry,
};
use super::kept;
use super::work::by_number;
use crate::domain::register::{Link, Place, RegisterEntry};
use crate::storage::codec::Key;
use crate::storage::record::Tally;

/// What the keys of a register's entries begin with on its board.
pub fn board_key(register: &str) -> Key {
    Key::new().str(register)
}

/// The same for those of one group.
pub fn place_key(register: &str, place: Place) -> Key {
    board_key(register).u8(place as u8)
}

/// What the keys of the entries that name a record begin with; those that are open first.
pub fn link_key(link: Link) -> Key {
    Key::new().u8(link.kind).u64(link.id)
}

kept! { RegisterEntry, 45;
    id = |me| me.id;
    index = |me| {
        let mut keys = vec![by_number(me.number)];
        if me.undone {
            return keys;
        }
        keys.push(entry(REGISTER_BOARD, place_key(&me.register, me.place).bytes(&me.sort)));
        if let Some(household) = me.household {
            let open = u8::from(!me.open());
            let newest = i64::MAX - me.moved_at.ms();
            keys.push(entry(REGISTER_BY_HOUSEHOLD, Key::new().u64(household.0).u8(open).i64(newest)));
        }
        for link in &me.links {
            keys.push(entry(REGISTER_BY_LINK, link_key(*link).u8(u8::from(!me.open())).i64(i64::MAX - me.moved_at.ms())));
        }
        if let (Some(due), Some(urgent), true) = (me.due_at(), me.urgent_at(), me.open()) {
            keys.push(entry(REGISTER_DUE, board_key(&me.register).i64(due.ms())));
            keys.push(entry(REGISTER_URGENT, Key::new().i64(urgent.ms())));
        }
        keys
    };
    tally = |me| if me.undone {
        Vec::new()
    } else {
        let mut keys = vec![register_state(&me.register, &me.state)];
        keys.extend(me.values.iter().map(|(field, value)| register_field(&me.register, field, value.kind())));
        keys.extend(me.groups.iter().map(|(field, value)| register_group(&me.register, field, value, &me.state)));
        keys.into_iter().map(|key| Tally { key, by: 1 }).collect()
    };
}
