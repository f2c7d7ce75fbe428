//! How fee items, charges, entries, payments, dunning and debts are kept.

use super::figures::{BY_ITEM, BY_PLACE, Figure, Group, Rate, Sum};
use super::indexes::{
    CHARGE_BY_HOUSEHOLD, CHARGE_ONCE, CHARGE_UNPAID, DAY_CLOSE_STANDING, DEBT_BY_AGE,
    DEBT_BY_CLOCK, DEBT_BY_GROUP, DEBT_PROMISED, DEBT_URGENT, DEPOSIT_OF, DUNNING_BY_HOUSEHOLD,
    ENTRY_BY_HOUSEHOLD, ENTRY_MONEY, FEE_ITEM_BY_NAME, METER_BY_CODE, METER_BY_ITEM, PAYMENT_AHEAD,
    PAYMENT_BY_CHECK, PAYMENT_BY_HOUSEHOLD, PAYMENT_BY_REFERENCE, PAYMENT_BY_TIME,
    PLAN_BY_HOUSEHOLD, PROMISE_BY_HOUSEHOLD, entry,
};
use super::kept;
use super::people::external;
use super::work::by_number;
use crate::domain::calendar::Day;
use crate::domain::close::{DayClose, MonthClose, moved};
use crate::domain::fees::{Meter, MeterReading};
use crate::domain::household::Place;
use crate::domain::ledger::{
    BillRun, Charge, Debt, Deposit, Dunning, Entry, FeeItem, Payment, Plan, Promise,
};
use crate::domain::money::Amount;
use crate::storage::codec::Key;
use crate::storage::record::{IndexKey, Tally};

kept! { FeeItem, 9;
    id = |me| me.id.0;
    index = |me| {
        let mut keys = vec![entry(FEE_ITEM_BY_NAME, Key::new().str(&me.name))];
        keys.extend(external(Self::KIND, me.external.as_deref()));
        keys
    };
    tally = |_me| Vec::new();
}

kept! { Meter, 33;
    id = |me| me.id.0;
    index = |me| vec![
        entry(METER_BY_ITEM, Key::new().u64(me.item.0).u64(me.household.0)),
        entry(METER_BY_CODE, Key::new().str(&me.code)),
    ];
    tally = |_me| Vec::new();
}

kept! { MeterReading, 34;
    id = |me| me.id;
    index = |_me| Vec::new();
    tally = |_me| Vec::new();
}

kept! { Charge, 10;
    id = |me| me.id.0;
    index = |me| {
        let mut keys = vec![entry(CHARGE_BY_HOUSEHOLD, Key::new().u64(me.household.0).i32(me.month.number()))];
        if me.owed() > Amount::ZERO {
            keys.push(entry(CHARGE_UNPAID, Key::new().u64(me.household.0).i32(me.due_on.number())));
        }
        if let Some(item) = me.item {
            keys.push(entry(CHARGE_ONCE, Key::new().u64(me.household.0).u64(item.0).i32(me.month.number())));
        }
        keys
    };
    tally = |me| charge_tallies(me);
}

fn charge_tallies(me: &Charge) -> Vec<Tally> {
    let mut tallies = Vec::new();
    let place = me.place.as_ref();
    if me.counts {
        tallies.push(Figure::ChargedMonth(me.month).tally(1));
        tallies.push(Figure::Rate(me.month, Rate::Charged, place).tally(1));
    }
    if me.property_fee {
        let owed = me.amount.fen();
        let settled = owed.saturating_sub(me.unpaid().fen());
        tallies.push(Figure::Rate(me.month, Rate::Fees, place).tally(owed));
        if settled != 0 {
            tallies.push(Figure::Rate(me.month, Rate::Settled, place).tally(settled));
        }
    }
    let open = me.open();
    if open > Amount::ZERO {
        tallies.push(Figure::Arrears(Group::Item(&me.name), Sum::Fen).tally(open.fen()));
        tallies.push(Figure::Arrears(Group::Due(me.due_on), Sum::Fen).tally(open.fen()));
    }
    tallies
}

kept! { Entry, 11, Entries;
    id = |me| me.id.0;
    index = |me| {
        let mut keys = vec![entry(ENTRY_BY_HOUSEHOLD, Key::new().u64(me.household.0).i64(me.at.ms()))];
        if moved(me).is_some() {
            keys.push(entry(ENTRY_MONEY, Key::new().u64(me.id.0)));
        }
        keys
    };
    tally = |me| {
        let month = me.effective_on.month();
        me.postings.iter().flat_map(|posting| {
            let fen = posting.amount.fen();
            [
                Figure::Balance(posting.account, posting.of).tally(fen),
                Figure::MonthBalance(month, posting.account).tally(fen),
            ]
        }).collect()
    };
}

kept! { Payment, 12;
    id = |me| me.id.0;
    index = |me| {
        let mut keys = vec![
            by_number(me.number),
            entry(PAYMENT_BY_TIME, Key::new().i64(me.taken_at.ms())),
            entry(PAYMENT_BY_CHECK, Key::new().str(&me.check_code())),
        ];
        let homes = me.parts().map(|part| part.household.0);
        keys.extend(homes.map(|home| entry(PAYMENT_BY_HOUSEHOLD, Key::new().u64(home).i64(me.taken_at.ms()))));
        if let Some(reference) = me.reference.as_deref().filter(|_| me.reversed_by.is_none()) {
            keys.push(entry(PAYMENT_BY_REFERENCE, Key::new().u8(me.method as u8).str(reference)));
        }
        if me.reversed_by.is_none() && me.advance > Amount::ZERO {
            keys.push(entry(PAYMENT_AHEAD, Key::new().u64(me.household.0).i64(me.taken_at.ms())));
        }
        keys.extend(external(Self::KIND, me.external.as_deref()));
        keys
    };
    tally = |_me| Vec::new();
}

kept! { DayClose, 39;
    id = |me| me.id;
    index = |me| {
        if me.reopened.is_some() {
            return Vec::new();
        }
        vec![entry(DAY_CLOSE_STANDING, Key::new().i32(me.day.number()).u64(me.id))]
    };
    tally = |_me| Vec::new();
}

kept! { MonthClose, 40;
    id = |me| MonthClose::id_of(me.month);
    index = |_me| Vec::new();
    tally = |_me| Vec::new();
}

kept! { Dunning, 13;
    id = |me| me.id;
    index = |me| vec![entry(DUNNING_BY_HOUSEHOLD, Key::new().u64(me.household.0).i64(me.at.ms()))];
    tally = |_me| Vec::new();
}

kept! { Promise, 14;
    id = |me| me.id;
    index = |me| vec![entry(PROMISE_BY_HOUSEHOLD, Key::new().u64(me.household.0).i64(me.at.ms()))];
    tally = |_me| Vec::new();
}

kept! { Plan, 35;
    id = |me| me.id;
    index = |me| vec![entry(PLAN_BY_HOUSEHOLD, Key::new().u64(me.household.0).i64(me.agreed_at.ms()))];
    tally = |_me| Vec::new();
}

kept! { Deposit, 37;
    id = |me| me.id.0;
    index = |me| vec![entry(DEPOSIT_OF, Key::new().u8(u8::from(!me.is_open())).u64(me.household.0))];
    tally = |_me| Vec::new();
}

kept! { Debt, 15;
    id = |me| me.household.0;
    index = |me| debt_keys(me);
    tally = |me| debt_tallies(me);
}

/// The groups of `DEBT_BY_GROUP`: all, by payer; the others as those of the figures.
pub const OF_ALL: u8 = 0;
/// By the name of the payer.
pub const OF_PAYER: u8 = 9;

/// The beginning of a key of `DEBT_BY_GROUP`: the homes of a building.
pub fn of_place(place: &Place) -> Key {
    let key = Key::new().u8(BY_PLACE).u64(place.community.0);
    key.str(&place.building)
}

/// The same: the homes that owe for an item.
pub fn of_item(name: &str) -> Key {
    Key::new().u8(BY_ITEM).str(name)
}

/// The same: the homes of a payer.
pub fn of_payer(name: &str) -> Key {
    Key::new().u8(OF_PAYER).str(name)
}

fn debt_keys(me: &Debt) -> Vec<IndexKey> {
    if me.amount <= Amount::ZERO {
        return Vec::new();
    }
    let mut keys = Vec::new();
    // Nobody is asked for what is disputed.
    if me.undisputed() > Amount::ZERO {
        let at = || Key::new().i64(me.urgent_at.ms());
        keys.push(entry(DEBT_URGENT, at()));
        if me.promise_on.is_some() {
            keys.push(entry(DEBT_PROMISED, at()));
        }
    }
    let groups = [
        Key::new().u8(OF_ALL),
        of_place(&me.place()),
        of_payer(&me.payer),
    ];
    let items = me.items.iter().map(|name| of_item(name));
    for group in groups.into_iter().chain(items) {
        keys.push(entry(DEBT_BY_GROUP, group.desc_i64(me.amount.fen())));
    }
    let day = |day: Day| Key::new().i32(day.number());
    keys.extend(
        me.oldest_due_on
            .map(|oldest| entry(DEBT_BY_AGE, day(oldest))),
    );
    let clock = me.clock_from.or(me.oldest_due_on);
    keys.extend(clock.map(|from| entry(DEBT_BY_CLOCK, day(from))));
    keys
}

fn debt_tallies(me: &Debt) -> Vec<Tally> {
    let place = me.place();
    let mut tallies = Vec::new();
    for month in &me.unpaid_months {
        tallies.push(Figure::UnpaidMonth(*month).tally(1));
        tallies.push(Figure::Rate(*month, Rate::Unpaid, Some(&place)).tally(1));
    }
    if me.amount <= Amount::ZERO {
        return tallies;
    }
    let fen = me.amount.fen();
    tallies.push(Figure::Debtors.tally(1));
    tallies.push(Figure::DebtSum.tally(fen));
    let oldest = me.oldest_due_on.map(Group::Oldest);
    for group in [Some(Group::Place(&place)), oldest].into_iter().flatten() {
        tallies.push(Figure::Arrears(group, Sum::Homes).tally(1));
        tallies.push(Figure::Arrears(group, Sum::Fen).tally(fen));
    }
    for item in &me.items {
        tallies.push(Figure::Arrears(Group::Item(item), Sum::Homes).tally(1));
    }
    if me.undisputed() <= Amount::ZERO {
        tallies.push(Figure::Arrears(Group::Disputed, Sum::Homes).tally(1));
    }
    tallies
}

kept! { BillRun, 38;
    id = |me| me.id;
    index = |_me| Vec::new();
    tally = |_me| Vec::new();
}
