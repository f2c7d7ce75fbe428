//! Deposits and plans as the books of a test keep them.

use frontdesk::domain::calendar::Instant;
use frontdesk::domain::id::{ChargeId, DepositId, EntryId, HouseholdId, StaffId};
use frontdesk::domain::ledger::{Covered, Deposit, DepositKind, DepositMove, Instalment, Plan};
use frontdesk::domain::money::Amount;

/// A deposit of a charge.
pub fn deposit(id: u64, home: u64, charge: ChargeId, amount: Amount) -> Deposit {
    Deposit {
        id: DepositId(id),
        version: 1,
        household: HouseholdId(home),
        charge,
        name: "装修押金".into(),
        about: "装修".into(),
        amount,
        at: Instant::from_ms(0),
        by: StaffId(1),
        moves: Vec::new(),
    }
}

pub fn moved(kind: DepositKind, amount: Amount) -> DepositMove {
    DepositMove {
        kind,
        amount,
        at: Instant::from_ms(0),
        by: StaffId(1),
        reason: "验收".into(),
        entry: EntryId(1),
        method: None,
        settled: Vec::new(),
        approval: None,
        reversed: None,
    }
}

/// A plan of a home, agreed on.
pub fn plan_of(home: u64, covers: Vec<Covered>, parts: Vec<Instalment>) -> Plan {
    Plan {
        id: 1,
        version: 1,
        household: HouseholdId(home),
        covers,
        parts,
        reason: "分期".into(),
        agreed_at: Instant::from_ms(0),
        agreed_by: StaffId(1),
        approval: None,
        ended_at: None,
        ended_by: None,
        end_reason: String::new(),
    }
}
