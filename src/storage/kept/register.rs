//! How entries of registers are kept.

use super::figures::register_state;
use super::indexes::{REGISTER_BOARD, REGISTER_BY_HOUSEHOLD, REGISTER_DUE, entry};
use super::kept;
use super::work::by_number;
use crate::domain::register::{Place, RegisterEntry};
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
        if let Some(due) = me.due_at().filter(|_| me.open()) {
            keys.push(entry(REGISTER_DUE, board_key(&me.register).i64(due.ms())));
        }
        keys
    };
    tally = |me| if me.undone {
        Vec::new()
    } else {
        vec![Tally { key: register_state(&me.register, &me.state), by: 1 }]
    };
}
