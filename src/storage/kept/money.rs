//! How fee items, charges, entries, payments, dunning and debts are kept.

use super::figures::Figure;
use super::indexes::{
    CHARGE_BY_HOUSEHOLD, CHARGE_ONCE, CHARGE_UNPAID, DAY_CLOSE_STANDING, DEBT_PROMISED,
    DEBT_URGENT, DUNNING_BY_HOUSEHOLD, ENTRY_BY_HOUSEHOLD, ENTRY_MONEY, FEE_ITEM_BY_NAME,
    PAYMENT_AHEAD, PAYMENT_BY_HOUSEHOLD, PAYMENT_BY_TIME, PROMISE_BY_HOUSEHOLD, entry,
};
use super::kept;
use super::people::external;
use super::work::by_number;
use crate::domain::close::{DayClose, MonthClose, moved};
use crate::domain::ledger::{Charge, Debt, Dunning, Entry, FeeItem, Payment, Promise};
use crate::domain::money::Amount;
use crate::storage::codec::Key;

kept! { FeeItem, 9;
    id = |me| me.id.0;
    index = |me| {
        let mut keys = vec![entry(FEE_ITEM_BY_NAME, Key::new().str(&me.name))];
        keys.extend(external(Self::KIND, me.external.as_deref()));
        keys
    };
    tally = |_me| Vec::new();
}

kept! { Charge, 10;
    id = |me| me.id.0;
    index = |me| {
        let mut keys = vec![entry(CHARGE_BY_HOUSEHOLD, Key::new().u64(me.household.0).i32(me.month.number()))];
        if me.unpaid() > Amount::ZERO {
            keys.push(entry(CHARGE_UNPAID, Key::new().u64(me.household.0).i32(me.due_on.number())));
        }
        if let Some(item) = me.item {
            keys.push(entry(CHARGE_ONCE, Key::new().u64(me.household.0).u64(item.0).i32(me.month.number())));
        }
        keys
    };
    tally = |me| if me.counts { vec![Figure::ChargedMonth(me.month).tally(1)] } else { Vec::new() };
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
            entry(PAYMENT_BY_HOUSEHOLD, Key::new().u64(me.household.0).i64(me.taken_at.ms())),
            entry(PAYMENT_BY_TIME, Key::new().i64(me.taken_at.ms())),
        ];
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

kept! { Debt, 15;
    id = |me| me.household.0;
    index = |me| {
        if me.amount <= Amount::ZERO {
            return Vec::new();
        }
        let at = || Key::new().i64(me.urgent_at.ms());
        let mut keys = vec![entry(DEBT_URGENT, at())];
        if me.promise_on.is_some() {
            keys.push(entry(DEBT_PROMISED, at()));
        }
        keys
    };
    tally = |me| {
        let mut tallies: Vec<_> =
            me.unpaid_months.iter().map(|month| Figure::UnpaidMonth(*month).tally(1)).collect();
        if me.amount > Amount::ZERO {
            tallies.push(Figure::Debtors.tally(1));
            tallies.push(Figure::DebtSum.tally(me.amount.fen()));
        }
        tallies
    };
}
