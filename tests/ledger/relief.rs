//! Reductions, write-offs and instalments by hand, and a request that is exactly what was asked.

use frontdesk::domain::id::{ChargeId, HouseholdId};
use frontdesk::domain::ledger::{
    Bound, ReliefFault, ReliefKind, ReliefPart, ReliefRequest, Standing, plan, plan_state,
};
use frontdesk::domain::money::{Amount, MoneyFault};
use proptest::prelude::*;

use super::{day, fen, month, yuan};

fn standing(charge: u64, amount: &str, paid: &str) -> Standing {
    Standing {
        charge: ChargeId(charge),
        version: 4,
        amount: yuan(amount),
        paid: yuan(paid),
        reduced: Amount::ZERO,
        written_off: Amount::ZERO,
        late: None,
    }
}

#[test]
fn nothing_is_given_up_twice_and_never_more_than_is_open() {
    use ReliefKind::{Reduce, Restore, WriteOff};
    // 276.08, of which 100 are paid: 176.08 open.
    let stands = standing(1, "276.08", "100");
    let reduced = stands.after(Reduce, yuan("76.08")).unwrap();
    assert_eq!(reduced.open(), Ok(yuan("100")));
    let refused = reduced.after(Reduce, yuan("100.01"));
    assert_eq!(refused, Err(ReliefFault::MoreThanOpen(yuan("100"))));
    let gone = reduced.after(WriteOff, yuan("100")).unwrap();
    assert_eq!(gone.open(), Ok(Amount::ZERO));
    assert_eq!(
        gone.after(WriteOff, fen(1)),
        Err(ReliefFault::MoreThanOpen(Amount::ZERO))
    );
    // What was written off can be asked for again, what was reduced never.
    let again = gone.after(Restore, yuan("30")).unwrap();
    assert_eq!(again.open(), Ok(yuan("30")));
    assert_eq!(
        again.after(Restore, yuan("70.01")),
        Err(ReliefFault::MoreThanWrittenOff(yuan("70")))
    );
    assert_eq!(
        stands.after(Reduce, Amount::ZERO),
        Err(ReliefFault::NotPositive)
    );
    let over = standing(1, "1", "2");
    assert_eq!(
        over.after(Reduce, fen(1)),
        Err(ReliefFault::Money(MoneyFault::Negative))
    );
}

fn request() -> ReliefRequest {
    ReliefRequest {
        household: HouseholdId(7),
        kind: ReliefKind::Reduce,
        parts: vec![
            ReliefPart {
                standing: standing(1, "276.08", "0"),
                amount: yuan("276.08"),
            },
            ReliefPart {
                standing: standing(2, "276.08", "100"),
                amount: yuan("50"),
            },
        ],
        reason: "漏水维修期间无法居住".into(),
        by: None,
    }
}

#[test]
fn what_is_granted_is_exactly_what_was_asked() {
    let asked = request();
    let now: Vec<Standing> = asked.parts.iter().map(|part| part.standing).collect();
    let after = asked.granted(&now).unwrap();
    assert_eq!(after[0].open(), Ok(Amount::ZERO));
    assert_eq!(after[1].open(), Ok(yuan("126.08")));

    // Whatever else was asked is digested otherwise.
    let digested = |asked: ReliefRequest| minicbor::to_vec(Bound::Relief(asked)).unwrap();
    let changes: [fn(&mut ReliefRequest); 9] = [
        |r| r.household = HouseholdId(8),
        |r| r.kind = ReliefKind::WriteOff,
        |r| r.parts[0].amount = fen(27_607),
        |r| r.parts[0].standing.charge = ChargeId(3),
        |r| r.parts[0].standing.version = 5,
        |r| r.parts[1].standing.paid = yuan("99"),
        |r| r.parts.swap(0, 1),
        |r| r.parts.truncate(1),
        |r| r.reason.push('。'),
    ];
    for (at, change) in changes.iter().enumerate() {
        let mut other = request();
        change(&mut other);
        assert_ne!(digested(other), digested(request()), "{at}");
    }

    // A charge that changed since: a payment, a version, or it is not there.
    let mut paid = now.clone();
    paid[1].paid = yuan("100.01");
    assert_eq!(asked.granted(&paid), Err(ReliefFault::Changed));
    let mut touched = now.clone();
    touched[0].version = 5;
    assert_eq!(asked.granted(&touched), Err(ReliefFault::Changed));
    assert_eq!(asked.granted(&now[..1]), Err(ReliefFault::Changed));
    // The same charge twice would be given up twice.
    let mut double = request();
    double.parts[1] = double.parts[0];
    let now = [double.parts[0].standing; 2];
    assert_eq!(double.granted(&now), Err(ReliefFault::Changed));
}

#[test]
fn instalments_sum_to_the_whole_and_are_kept_or_behind() {
    // 1000.00 in three: 333.34, 333.33, 333.33, on the last of each month.
    let parts = plan(yuan("1000"), 3, month("2026-12"), 31).unwrap();
    let said: Vec<_> = parts
        .iter()
        .map(|part| (part.due_on, part.amount))
        .collect();
    assert_eq!(
        said,
        [
            (day("2026-12-31"), yuan("333.34")),
            (day("2027-01-31"), yuan("333.33")),
            (day("2027-02-28"), yuan("333.33")),
        ]
    );
    let state = |paid, on| plan_state(&parts, yuan(paid), day(on)).unwrap();
    let before = state("0", "2026-12-30");
    assert_eq!(
        (before.due, before.behind, before.open),
        (Amount::ZERO, Amount::ZERO, yuan("1000"))
    );
    // On its day it is due and not behind; the day after it is.
    assert_eq!(state("0", "2026-12-31").due, yuan("333.34"));
    assert_eq!(state("0", "2026-12-31").behind, Amount::ZERO);
    assert_eq!(state("300", "2027-01-01").behind, yuan("33.34"));
    assert_eq!(state("333.34", "2027-01-31").behind, Amount::ZERO);
    assert_eq!(
        state("333.34", "2027-01-31").next.map(|part| part.due_on),
        Some(day("2027-01-31"))
    );
    assert_eq!(state("1000", "2028-01-01").next, None);
    assert_eq!(state("1000", "2028-01-01").open, Amount::ZERO);
    for (amount, count, first) in [
        ("1000", 0, "2026-12"),
        ("1000", 121, "2026-12"),
        ("0.02", 3, "2026-12"),
        ("1000", 2, "2199-12"),
    ] {
        let refused = plan(yuan(amount), count, month(first), 15);
        assert_eq!(
            refused,
            Err(ReliefFault::NotAPlan),
            "{amount} {count} {first}"
        );
    }
}

proptest! {
    #[test]
    fn a_plan_loses_nothing(open in 1..1_000_000_000_i64, parts in 1..121_u32, paid in 0..1_000_000_000_i64, after in -40..4000_i32) {
        prop_assume!(i64::from(parts) <= open);
        let plan = plan(fen(open), parts, month("2026-12"), 15).unwrap();
        prop_assert_eq!(plan.iter().map(|part| part.amount.fen()).sum::<i64>(), open);
        let today = day("2026-12-15").plus(after);
        let state = plan_state(&plan, fen(paid), today).unwrap();
        let over: i64 = plan.iter().filter(|part| part.due_on < today).map(|part| part.amount.fen()).sum();
        prop_assert_eq!(state.behind.fen(), (over - paid).max(0));
        prop_assert_eq!(state.open.fen(), (open - paid).max(0));
        prop_assert_eq!(state.next.is_none(), paid >= open);
    }
}
