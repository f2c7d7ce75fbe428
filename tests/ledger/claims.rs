//! What money settles first, by hand and against a fen-by-fen second implementation.

use frontdesk::domain::id::{ChargeId, HouseholdId};
use frontdesk::domain::ledger::{
    Claim, ClaimKind, Order, SettleFault, Settled, Wish, settle, use_ahead,
};
use frontdesk::domain::money::Amount;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::{day, fen, yuan};
use crate::support::campaign::size;

const HOME: HouseholdId = HouseholdId(7);
const OTHER: HouseholdId = HouseholdId(8);

fn claim(charge: u64, kind: ClaimKind, home: HouseholdId, due_on: &str, open: &str) -> Claim {
    Claim {
        charge: ChargeId(charge),
        kind,
        household: home,
        due_on: day(due_on),
        open: yuan(open),
    }
}

/// Two months with their late fees, and the second home's first month.
fn claims() -> Vec<Claim> {
    use ClaimKind::{Fee, LateFee};
    vec![
        claim(2, Fee, HOME, "2026-10-15", "100"),
        claim(1, LateFee, HOME, "2026-09-15", "3"),
        claim(2, LateFee, HOME, "2026-10-15", "2"),
        claim(1, Fee, HOME, "2026-09-15", "100"),
        claim(9, Fee, OTHER, "2026-09-15", "50"),
    ]
}

/// `charge kind amount` of each part.
#[track_caller]
fn settles(amount: &str, order: Order, wish: Wish<'_>, wanted: &[&str], ahead: &str) {
    let settled = settle(yuan(amount), &claims(), order, wish, Some(HOME)).unwrap();
    let parts: Vec<String> = settled
        .parts
        .iter()
        .map(|part| format!("{} {} {}", part.charge.0, part.kind.name(), part.amount))
        .collect();
    assert_eq!(parts, wanted);
    let left = settled.ahead.map_or(Amount::ZERO, |(_, amount)| amount);
    assert_eq!(left, yuan(ahead));
}

#[test]
fn the_order_of_principal_and_late_fee_is_a_policy() {
    let all = Wish::Oldest;
    settles(
        "104",
        Order::LateFeeFirst,
        all,
        &["1 late_fee 3.00", "2 late_fee 2.00", "1 fee 99.00"],
        "0",
    );
    settles(
        "251",
        Order::PrincipalFirst,
        all,
        &[
            "1 fee 100.00",
            "9 fee 50.00",
            "2 fee 100.00",
            "1 late_fee 1.00",
        ],
        "0",
    );
    settles(
        "154",
        Order::ByCharge,
        all,
        &[
            "1 late_fee 3.00",
            "1 fee 100.00",
            "9 fee 50.00",
            "2 late_fee 1.00",
        ],
        "0",
    );
}

#[test]
fn several_homes_are_settled_by_one_receipt_and_the_rest_is_ahead() {
    settles(
        "300",
        Order::ByCharge,
        Wish::Oldest,
        &[
            "1 late_fee 3.00",
            "1 fee 100.00",
            "9 fee 50.00",
            "2 late_fee 2.00",
            "2 fee 100.00",
        ],
        "45",
    );
    let left = settle(yuan("300"), &claims(), Order::ByCharge, Wish::Oldest, None);
    assert_eq!(left, Err(SettleFault::LeftOver(yuan("45"))));
}

#[test]
fn the_payer_may_choose() {
    let second = [ChargeId(2)];
    settles(
        "103",
        Order::LateFeeFirst,
        Wish::First(&second),
        &["2 late_fee 2.00", "2 fee 100.00", "1 late_fee 1.00"],
        "0",
    );
    let part = |charge, amount| Settled {
        charge: ChargeId(charge),
        kind: ClaimKind::Fee,
        household: HOME,
        amount: yuan(amount),
    };
    settles(
        "60",
        Order::ByCharge,
        Wish::Parts(&[part(2, "40")]),
        &["2 fee 40.00"],
        "20",
    );
    let asked = |amount, parts: &[Settled]| {
        settle(
            yuan(amount),
            &claims(),
            Order::ByCharge,
            Wish::Parts(parts),
            Some(HOME),
        )
    };
    let refused = |fault| Err::<frontdesk::domain::ledger::Settlement, _>(fault);
    let more = SettleFault::MoreThanOpen(ChargeId(2), yuan("100"));
    assert_eq!(asked("200", &[part(2, "100.01")]), refused(more));
    assert_eq!(
        asked("30", &[part(2, "40")]),
        refused(SettleFault::MoreThanPaid)
    );
    assert_eq!(
        asked("30", &[part(5, "10")]),
        refused(SettleFault::NotOpen(ChargeId(5)))
    );
    assert_eq!(
        asked("30", &[part(9, "10")]),
        refused(SettleFault::NotOpen(ChargeId(9)))
    );
    assert_eq!(
        asked("30", &[part(2, "0")]),
        refused(SettleFault::NotPositive)
    );
    let twice = [part(2, "10"), part(2, "10")];
    assert_eq!(
        asked("30", &twice),
        refused(SettleFault::Twice(ChargeId(2)))
    );
    let unknown = [ChargeId(5)];
    let first = settle(
        yuan("1"),
        &claims(),
        Order::ByCharge,
        Wish::First(&unknown),
        Some(HOME),
    );
    assert_eq!(first, refused(SettleFault::NotOpen(ChargeId(5))));
    let nothing = settle(
        Amount::ZERO,
        &claims(),
        Order::ByCharge,
        Wish::Oldest,
        Some(HOME),
    );
    assert_eq!(nothing, refused(SettleFault::NotPositive));
    let mut double = claims();
    double.push(double[0]);
    let given = settle(
        yuan("1"),
        &double,
        Order::ByCharge,
        Wish::Oldest,
        Some(HOME),
    );
    assert_eq!(given, refused(SettleFault::Twice(ChargeId(2))));
}

#[test]
fn what_is_ahead_settles_a_homes_own_claims() {
    let (parts, left) = use_ahead(OTHER, yuan("80"), &claims(), Order::ByCharge).unwrap();
    assert_eq!(parts.len(), 1);
    assert_eq!(
        (parts[0].charge, parts[0].amount),
        (ChargeId(9), yuan("50"))
    );
    assert_eq!(left, yuan("30"));
}

/// Gives the money away fen by fen: each to the first claim that is still open.
fn fen_by_fen(amount: i64, claims: &[Claim], order: Order) -> (Vec<i64>, i64) {
    let mut places: Vec<usize> = (0..claims.len()).collect();
    let late = |at: usize| claims[at].kind == ClaimKind::LateFee;
    places.sort_by(|one, two| {
        let by_age = (claims[*one].due_on, claims[*one].charge.0)
            .cmp(&(claims[*two].due_on, claims[*two].charge.0));
        let late_first = late(*two).cmp(&late(*one));
        match order {
            Order::LateFeeFirst => late_first.then(by_age),
            Order::PrincipalFirst => late_first.reverse().then(by_age),
            Order::ByCharge => by_age.then(late_first),
        }
    });
    let mut given = vec![0; claims.len()];
    let mut left = amount;
    while left > 0 {
        let Some(at) = places
            .iter()
            .find(|at| given[**at] < claims[**at].open.fen())
        else {
            break;
        };
        given[*at] += 1;
        left -= 1;
    }
    (given, left)
}

/// 200 000 settlements in a continuous-integration run (reliability M2).
#[test]
fn any_settlement_is_exact_to_the_fen() {
    let mut runner = TestRunner::new(Config::with_cases(size(3_000, 200_000, 5_000_000)));
    let one = (any::<bool>(), 0..4_i32, 0..25_i64, any::<bool>());
    let made = (0..160_i64, prop::collection::vec(one, 0..8), 0..3_usize);
    runner
        .run(&made, |(amount, made, order)| {
            let order = Order::ALL[order];
            let claims: Vec<Claim> = (0_u64..)
                .zip(&made)
                .map(|(at, (late, month, open, other))| Claim {
                    charge: ChargeId(at / 2),
                    kind: if at % 2 == 1 && *late {
                        ClaimKind::LateFee
                    } else {
                        ClaimKind::Fee
                    },
                    household: if *other { OTHER } else { HOME },
                    due_on: day("2026-01-15").plus(*month * 30),
                    open: fen(*open),
                })
                .collect();
            let settled = settle(fen(amount), &claims, order, Wish::Oldest, Some(HOME));
            let mut seen = std::collections::BTreeSet::new();
            if amount == 0 || !claims.iter().all(|c| seen.insert((c.charge, c.kind))) {
                prop_assert!(settled.is_err());
                return Ok(());
            }
            let settled = settled.unwrap();
            let (given, left) = fen_by_fen(amount, &claims, order);
            for (claim, given) in claims.iter().zip(&given) {
                let part = settled
                    .parts
                    .iter()
                    .find(|part| (part.charge, part.kind) == (claim.charge, claim.kind));
                prop_assert_eq!(part.map_or(0, |part| part.amount.fen()), *given);
                prop_assert!(part.is_none_or(|part| part.household == claim.household));
            }
            let ahead = settled.ahead.map_or(0, |(_, amount)| amount.fen());
            prop_assert_eq!(ahead, left);
            let sum: i64 = settled.parts.iter().map(|part| part.amount.fen()).sum();
            prop_assert_eq!(sum + ahead, amount);
            Ok(())
        })
        .unwrap();
}
