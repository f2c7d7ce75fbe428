//! Late fees worked by hand, and any history against day by day.

use frontdesk::domain::calendar::Day;
use frontdesk::domain::ledger::{Accrual, ClaimKind, FirstDay, LatePolicy, Principal, late_fee};
use frontdesk::domain::money::{Amount, MoneyFault};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::ratio::Ratio;
use super::{day, fen, yuan};
use crate::support::campaign::size;

/// 0.5‰ a day without grace or limit.
const PLAIN: LatePolicy = LatePolicy {
    ppm: 500,
    grace_days: 0,
    first: FirstDay::AfterGrace,
    cap_percent: None,
};

/// 1000.00 due on the 15th of September.
fn thousand(moves: &[(Day, Amount)]) -> Principal<'_> {
    Principal {
        kind: ClaimKind::Fee,
        amount: yuan("1000"),
        due_on: day("2026-09-15"),
        moves,
    }
}

#[track_caller]
fn accrued(policy: LatePolicy, moves: &[(Day, Amount)], posted: &str, on: &str) -> Accrual {
    let accrual = late_fee(policy, thousand(moves), yuan(posted), day(on)).unwrap();
    assert_eq!(accrual.proves(), Ok(true));
    accrual
}

#[track_caller]
fn comes_to(policy: LatePolicy, moves: &[(Day, Amount)], on: &str, wanted: &str) {
    assert_eq!(accrued(policy, moves, "0", on).amount, yuan(wanted), "{on}");
}

#[test]
fn it_grows_by_the_day_from_the_day_after_the_due_day() {
    comes_to(PLAIN, &[], "2026-09-15", "0");
    // 1000 × 0.0005 = 0.50 a day; by the 15th of October 30 days.
    comes_to(PLAIN, &[], "2026-09-16", "0.50");
    comes_to(PLAIN, &[], "2026-10-15", "15");
    comes_to(LatePolicy::NONE, &[], "2030-01-01", "0");
}

#[test]
fn the_day_of_a_payment_is_the_last_of_what_it_paid() {
    // 400 paid on the 25th: 10 days of 1000 are 5.00, then 20 days of 600 are 6.00.
    let moves = [(day("2026-09-25"), yuan("-400"))];
    comes_to(PLAIN, &moves, "2026-10-15", "11");
    let accrual = accrued(PLAIN, &moves, "0", "2026-10-15");
    let stretches: Vec<_> = accrual
        .stretches
        .iter()
        .map(|s| (s.days, s.principal))
        .collect();
    assert_eq!(stretches, [(10, yuan("1000")), (20, yuan("600"))]);
    // Paid the day after the due day: one day late.
    comes_to(
        PLAIN,
        &[(day("2026-09-16"), yuan("-1000"))],
        "2027-09-15",
        "0.50",
    );
    comes_to(
        PLAIN,
        &[(day("2026-09-15"), yuan("-1000"))],
        "2027-09-15",
        "0",
    );
}

#[test]
fn what_has_accrued_stays_owed_when_the_principal_is_paid() {
    let moves = [(day("2026-10-15"), yuan("-1000"))];
    comes_to(PLAIN, &moves, "2026-10-15", "15");
    comes_to(PLAIN, &moves, "2029-10-15", "15");
}

#[test]
fn within_the_grace_nothing_is_owed() {
    let grace = LatePolicy {
        grace_days: 10,
        ..PLAIN
    };
    comes_to(grace, &[], "2026-09-25", "0");
    // After it one day, or all eleven since the due day.
    comes_to(grace, &[], "2026-09-26", "0.50");
    let all = LatePolicy {
        first: FirstDay::AfterDue,
        ..grace
    };
    comes_to(all, &[], "2026-09-25", "0");
    comes_to(all, &[], "2026-09-26", "5.50");
    // What was paid within it bears nothing either way: 11 days of 600.
    let moves = [(day("2026-09-20"), yuan("-400"))];
    comes_to(all, &moves, "2026-09-26", "3.30");
    comes_to(
        all,
        &[(day("2026-09-25"), yuan("-1000"))],
        "2026-12-31",
        "0",
    );
}

#[test]
fn the_limit_is_of_the_principal_that_was_late() {
    let capped = LatePolicy {
        cap_percent: Some(10),
        ..PLAIN
    };
    // 200 days make 100.00, which is the tenth part.
    comes_to(capped, &[], "2027-04-03", "100");
    comes_to(capped, &[], "2027-04-02", "99.50");
    comes_to(capped, &[], "2036-01-01", "100");
    // Paid down before it was late, the limit is of what was late.
    comes_to(
        capped,
        &[(day("2026-09-01"), yuan("-900"))],
        "2036-01-01",
        "10",
    );
}

#[test]
fn it_is_booked_once_and_never_on_itself() {
    // 15.00 by then, of which 10.00 were booked.
    let accrual = accrued(PLAIN, &[], "10", "2026-10-15");
    assert_eq!((accrual.posted, accrual.open), (yuan("10"), yuan("5")));
    // A reduction that counts from an earlier day leaves less than was booked: nothing more, never less.
    let reduced = [(day("2026-09-15"), yuan("-900"))];
    let accrual = accrued(PLAIN, &reduced, "10", "2026-10-15");
    assert_eq!((accrual.amount, accrual.open), (yuan("1.50"), Amount::ZERO));
    for kind in [ClaimKind::LateFee, ClaimKind::Deposit] {
        let principal = Principal {
            kind,
            ..thousand(&[])
        };
        let accrual = late_fee(PLAIN, principal, Amount::ZERO, day("2030-01-01")).unwrap();
        assert_eq!(accrual.amount, Amount::ZERO);
    }
}

#[test]
fn a_rate_beyond_reason_is_refused() {
    let steep = LatePolicy {
        ppm: 10_001,
        ..PLAIN
    };
    let fee = late_fee(steep, thousand(&[]), Amount::ZERO, day("2026-10-15"));
    assert_eq!(fee, Err(MoneyFault::TooLarge));
    let long = LatePolicy {
        grace_days: u32::MAX,
        ..PLAIN
    };
    let fee = late_fee(long, thousand(&[]), Amount::ZERO, day("2026-10-15"));
    assert_eq!(fee, Err(MoneyFault::TooLarge));
}

/// Walks day by day: what was owed in the morning bears the rate.
fn by_the_day(policy: LatePolicy, principal: Principal<'_>, on: Day) -> i64 {
    let owed_in_the_morning = |day: Day| {
        let mut owed = principal.amount.fen();
        for (moved, amount) in principal.moves {
            if *moved < day {
                owed += amount.fen();
            }
        }
        owed.max(0)
    };
    let grace_ends = principal
        .due_on
        .plus(i32::try_from(policy.grace_days).unwrap());
    let late = owed_in_the_morning(grace_ends.plus(1));
    if on <= grace_ends {
        return 0;
    }
    let first = match policy.first {
        FirstDay::AfterDue => principal.due_on.plus(1),
        FirstDay::AfterGrace => grace_ends.plus(1),
    };
    let mut sum = Ratio::ZERO;
    for day in first.through(on) {
        let owed = if day <= grace_ends {
            late
        } else {
            owed_in_the_morning(day)
        };
        sum = sum.add(Ratio::of(
            i128::from(owed) * i128::from(policy.ppm),
            1_000_000,
        ));
    }
    if let Some(percent) = policy.cap_percent {
        sum = sum.min(Ratio::of(i128::from(late) * i128::from(percent), 100));
    }
    sum.nearest()
}

#[test]
fn any_late_fee_is_the_sum_of_its_days() {
    let mut runner = TestRunner::new(Config::with_cases(size(500, 5_000, 200_000)));
    let policy = (
        0..2_000_u32,
        0..40_u32,
        any::<bool>(),
        prop::option::of(0..120_u32),
    )
        .prop_map(|(ppm, grace_days, first, cap_percent)| LatePolicy {
            ppm,
            grace_days,
            first: if first {
                FirstDay::AfterDue
            } else {
                FirstDay::AfterGrace
            },
            cap_percent,
        });
    let moves = prop::collection::vec((-20..400_i32, -90_000..30_000_i64), 0..7);
    let history = (1..200_000_i64, moves, -30..500_i32, 0..20_000_i64);
    runner
        .run(
            &(policy, history),
            |(policy, (amount, moves, on, posted))| {
                let due_on = day("2026-09-15");
                let moves: Vec<_> = moves
                    .into_iter()
                    .map(|(at, by)| (due_on.plus(at), fen(by)))
                    .collect();
                let principal = Principal {
                    kind: ClaimKind::Fee,
                    amount: fen(amount),
                    due_on,
                    moves: &moves,
                };
                let on = due_on.plus(on);
                let accrual = late_fee(policy, principal, fen(posted), on).unwrap();
                let naive = by_the_day(policy, principal, on);
                prop_assert_eq!(accrual.amount.fen(), naive);
                prop_assert_eq!(accrual.open.fen(), (naive - posted).max(0));
                prop_assert_eq!(accrual.proves(), Ok(true));
                // A day later it is never less.
                let later = late_fee(policy, principal, fen(posted), on.plus(1)).unwrap();
                prop_assert!(later.amount >= accrual.amount);
                Ok(())
            },
        )
        .unwrap();
}
