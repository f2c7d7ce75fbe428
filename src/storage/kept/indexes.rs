//! The table of indexes: number, name, and what its key is made of.

use crate::storage::codec::Key;
use crate::storage::record::IndexKey;

/// Declares the indexes once: constant, number (never reused), key.
macro_rules! indexes {
    ($($name:ident $number:literal $doc:literal;)*) => {
        $(#[doc = $doc] pub const $name: u8 = $number;)*
        /// The number of every index.
        #[cfg(test)]
        const NUMBERS: &[u8] = &[$($number,)*];
    };
}

indexes! {
    BUILDING_BY_CODE 1 "community, code";
    HOUSEHOLD_BY_CODE 2 "community, code";
    PERSON_BY_HOUSEHOLD 3 "household";
    PERSON_BY_PHONE 4 "digits";
    PERSON_BY_PLATE 5 "plate";
    STAFF_BY_ACCOUNT 6 "account";
    BY_NUMBER 8 "letter, day, series, count: every numbered record";
    CONTACT_OPEN 9 "due instant: something is still owed to the caller";
    CONTACT_BY_TIME 10 "instant; not the ones taken back";
    CONTACT_BY_HOUSEHOLD 11 "household, instant";
    CONTACT_BY_PHONE 12 "digits, instant";
    TICKET_OPEN 13 "urgent instant, perhaps until or after when it holds: open and not waiting for a follow-up";
    TICKET_BY_HOUSEHOLD 14 "household, received instant";
    TICKET_DUE 16 "due instant, or wake-up of what is held: open and not waiting for a follow-up";
    TICKET_OPEN_BY_PREMISES 18 "community, premises: open ones";
    TICKET_OPEN_BY_PHONE 19 "digits: open ones";
    FOLLOW_UP_OPEN 20 "urgent instant: not yet ended";
    FOLLOW_UP_BY_TICKET 21 "ticket; not the ones taken back";
    FOLLOW_UP_DUE 22 "due instant: not yet ended";
    FOLLOW_UP_BY_DUE 63 "due instant; not the ones taken back";
    CHARGE_UNPAID 24 "household, due day: something unpaid";
    CHARGE_BY_HOUSEHOLD 25 "household, month";
    CHARGE_ONCE 26 "household, item, month: a run charges once";
    PAYMENT_BY_HOUSEHOLD 27 "household, instant";
    PAYMENT_BY_TIME 28 "instant";
    DEBT_URGENT 29 "urgent instant: owes something";
    DUNNING_BY_HOUSEHOLD 31 "household, instant";
    PROMISE_BY_HOUSEHOLD 32 "household, instant";
    OUTAGE_BY_UNTIL 34 "instant it ends";
    APPROVAL_PENDING 35 "instant it expires: not yet decided";
    SETTING_BY_KEY 36 "key";
    LINE_OF 37 "kind, id of the record it belongs to";
    ENTRY_BY_HOUSEHOLD 38 "household, instant";
    EXTERNAL 39 "kind, number in the system it was imported from";
    FEE_ITEM_BY_NAME 40 "name";
    ENTRY_MONEY 84 "entry: money came in or went out";
    DAY_CLOSE_STANDING 85 "day, close: not opened again";
    HOUSEHOLD_BY_PLACE 41 "community, building, unit, room in natural order";
    TICKET_DONE_UNFILED 42 "done instant: class or zone still missing";
    PAYMENT_AHEAD 44 "household, instant: something paid ahead and not yet used";
    TICKET_UNREVIEWED 82 "done instant: done and not checked since";
    TICKET_REPORTED 45 "least rank that may accept it, instant it was reported: reported upward and waiting";
    SHIFT_ON 60 "staff: begun and not handed over";
    SHIFT_WAITING 61 "instant it was handed over: not accepted, or a line of it not acknowledged";
    SHIFT_HANDED 62 "instant it was handed over";
    FOLLOW_UP_IMPORTANT 46 "instant of the last attempt: found important, and nobody took notice yet";
    CONTACT_RUNG_BY_PHONE 66 "digits: announced by a telephone system, and nobody has spoken with them yet";
    CONTACT_RUNG 67 "instant it rang last: announced by a telephone system; not the ones taken back";
    CONTACT_RINGING 68 "instant it rang last: rings, and nobody has taken it";
    REGISTER_BOARD 90 "register, place, sort: entries of a register as they stand on its board";
    REGISTER_BY_HOUSEHOLD 91 "household, whether it is over, instant it was moved last, backward";
    REGISTER_DUE 92 "register, due instant: open ones with a deadline";
    REGISTER_BY_LINK 93 "kind, id of a record an entry names, whether the entry is over, instant it was moved last, backward";
    REGISTER_URGENT 94 "urgent instant: open entries with a deadline";
    PAYMENT_BY_CHECK 95 "check code of a receipt";
    DEBT_BY_GROUP 79 "group, its name, largest amount first: owes something";
    DEBT_BY_AGE 80 "oldest due day: owes something";
    DEBT_BY_CLOCK 83 "day the first limitation clock runs from: owes something";
    PAYMENT_BY_REFERENCE 76 "method, reference: not reversed";
    PLAN_BY_HOUSEHOLD 77 "household, instant it was agreed";
    DEPOSIT_OF 78 "whether it is all gone, household";
    METER_BY_ITEM 74 "fee item, household";
    METER_BY_CODE 75 "number on it";
    TICKET_BY_TIME 103 "instant it was received: all tickets";
    TICKET_BY_DONE 104 "instant the work was done, or it was over";
    DEBT_PROMISED 47 "urgent instant: owes something and has promised to pay";
}

/// An entry of `index` under `key`.
pub fn entry(index: u8, key: Key) -> IndexKey {
    IndexKey {
        index,
        key: key.done(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_used_once() {
        let mut numbers = NUMBERS.to_vec();
        numbers.sort_unstable();
        numbers.dedup();
        assert_eq!(numbers.len(), NUMBERS.len());
    }
}
