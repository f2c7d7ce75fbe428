//! Bills, what was paid of them, and what is owed.

use frontdesk::domain::calendar::{Instant, Month, Zone};
use frontdesk::domain::fees::whole_month;
use frontdesk::domain::household::Place;
use frontdesk::domain::id::{
    ChargeId, CommunityId, EntryId, FeeItemId, HouseholdId, Letter, Number, PaymentId, StaffId,
};
use frontdesk::domain::ledger::{
    Account, Allocation, Asked, Charge, ChargeSource, Debt, Entry, EntryKind, Method, Owed,
    Payment, Posting, urgent_at,
};
use frontdesk::domain::money::Amount;
use frontdesk::service::work::Work;

use super::homes::{area_of, code_of, fee, owner_of};
use super::{Filling, put};

pub fn fill(filling: &Filling<'_>) {
    let size = filling.size;
    let each = size.bills / size.homes;
    let more = size.bills % size.homes;
    filling.batches(size.homes, 2 * each + 4, |work, at| {
        let months = each + u64::from(at < more);
        home(work, at + 1, i32::try_from(months).unwrap());
    });
}

/// The last months a home did not pay: every second one owes one to six.
fn unpaid_months(id: u64, months: i32) -> i32 {
    if id.is_multiple_of(2) {
        (1 + i32::try_from(id / 2 % 6).unwrap()).min(months)
    } else {
        0
    }
}

fn home(work: &mut Work<'_>, id: u64, months: i32) {
    let last = work.today().month();
    let first = last.plus(1 - months);
    let paid = months - unpaid_months(id, months);
    let mut charges: Vec<Charge> = (0..months)
        .map(|at| charge(work, id, first.plus(at), at < paid))
        .collect();
    if paid > 0 {
        let settled = charges.iter().filter(|charge| charge.paid > Amount::ZERO);
        let parts: Vec<Allocation> = settled
            .map(|charge| Allocation {
                charge: charge.id,
                amount: charge.amount,
            })
            .collect();
        payment(work, id, parts);
    }
    for charge in &mut charges {
        put(charge, work);
    }
    debt(work, id, &charges);
}

/// The first instant of a month's first day.
fn start_of(month: Month) -> Instant {
    Zone::default().at(month.first(), 9 * 60)
}

fn entry(
    work: &mut Work<'_>,
    id: u64,
    kind: EntryKind,
    at: Instant,
    receipt: Option<Number>,
    postings: [(Account, u64, Amount); 2],
) -> EntryId {
    let entry = EntryId(work.next_id::<Entry>().unwrap());
    put(
        &mut Entry {
            id: entry,
            version: 0,
            kind,
            at,
            effective_on: Zone::default().day_of(at),
            postings: postings
                .map(|(account, of, amount)| Posting {
                    account,
                    of,
                    amount,
                })
                .to_vec(),
            by: StaffId(1),
            reverses: None,
            receipt,
            household: HouseholdId(id),
            charge: None,
        },
        work,
    );
    entry
}

/// A charge, not yet stored.
fn charge(work: &mut Work<'_>, id: u64, month: Month, paid: bool) -> Charge {
    let derived = whole_month(&fee(), area_of(id), 1, month).unwrap();
    let (amount, basis) = (derived.amount, derived.basis());
    let entry = entry(
        work,
        id,
        EntryKind::Charge,
        start_of(month),
        None,
        [
            (Account::Receivable, id, amount),
            (Account::Income, 1, amount.negated()),
        ],
    );
    Charge {
        id: ChargeId(work.next_id::<Charge>().unwrap()),
        version: 0,
        household: HouseholdId(id),
        item: Some(FeeItemId(1)),
        name: fee().name,
        month,
        amount,
        paid: if paid { amount } else { Amount::ZERO },
        due_on: month.last(),
        source: ChargeSource::Run,
        entry,
        basis,
        property_fee: true,
        note: String::new(),
        counts: true,
        late: None,
        moves: None,
        relief: None,
        disputed: None,
        lines: None,
        kind: None,
        place: Some(Place::of(CommunityId(1), &code_of(id))),
    }
}

fn payment(work: &mut Work<'_>, id: u64, parts: Vec<Allocation>) {
    let amount = Amount::sum(parts.iter().map(|part| part.amount)).unwrap();
    let at = start_of(work.today().month());
    let day = Zone::default().day_of(at);
    let number = work.number_on(Letter::Receipt, day).unwrap();
    let entry = entry(
        work,
        id,
        EntryKind::Payment,
        at,
        Some(number),
        [
            (Account::Transfer, 0, amount),
            (Account::Receivable, id, amount.negated()),
        ],
    );
    let payment = PaymentId(work.next_id::<Payment>().unwrap());
    put(
        &mut Payment {
            id: payment,
            version: 0,
            number,
            household: HouseholdId(id),
            premises: code_of(id),
            payer: owner_of(id).0,
            amount,
            method: Method::Transfer,
            taken_at: at,
            effective_on: day,
            taken_by: StaffId(1),
            allocations: parts,
            advance: Amount::ZERO,
            entry,
            reversed_by: None,
            approval: None,
            clock_back: None,
            reversed_at: None,
            reason: String::new(),
            note: String::new(),
            anchor: String::new(),
            external: None,
            toward: None,
            left: Amount::ZERO,
            late: None,
            others: None,
            tendered: None,
            reference: None,
            rounded: None,
            refunds: None,
            prints: None,
        },
        work,
    );
}

fn debt(work: &mut Work<'_>, id: u64, charges: &[Charge]) {
    let owed = Owed::of(charges).unwrap();
    let oldest = owed
        .oldest_due_on
        .unwrap_or(frontdesk::domain::calendar::Day::MAX);
    let asked = Asked {
        wait_days: 7,
        ..Asked::default()
    };
    put(
        &mut Debt {
            household: HouseholdId(id),
            version: 0,
            premises: code_of(id),
            payer: owner_of(id).0,
            amount: owed.amount,
            months: owed.months,
            items: owed.items,
            oldest_due_on: owed.oldest_due_on,
            promise_on: None,
            promised: Amount::ZERO,
            dunned: 0,
            last_dunned_at: None,
            advance: Amount::ZERO,
            urgent_at: urgent_at(oldest, asked, Zone::default()),
            community: CommunityId(1),
            unpaid_months: owed.unpaid_months,
            clear_at: (owed.amount == Amount::ZERO).then_some(work.now),
            done: None,
            disputed: None,
            clock_from: None,
        },
        work,
    );
}
