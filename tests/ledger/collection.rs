//! The collection rate by the vectors of duties.md 2.3, and who is counted.

use frontdesk::domain::ledger::{Collection, RATE_BANDS, RateHome};
use proptest::prelude::*;

use super::{day, month};

fn rate(paid: u32, due: u32) -> Collection {
    Collection { paid, due }
}

#[test]
fn the_vectors_of_the_duties() {
    // Paid, due, points kept, unfit.
    for (paid, due, points, unfit) in [
        (98, 100, 20, false),
        (97, 100, 10, false),
        (95, 100, 10, false),
        (94, 100, 0, false),
        (90, 100, 0, false),
        (89, 100, 0, true),
        (49, 50, 20, false),
        (48, 50, 10, false),
        (47, 50, 0, false),
        (0, 0, 20, false),
    ] {
        let result = rate(paid, due).result(&RATE_BANDS);
        assert_eq!(
            (result.points, result.unfit),
            (points, unfit),
            "{paid}/{due}"
        );
        assert_eq!(result.nobody_due, due == 0);
    }
}

#[test]
fn a_rate_is_cut_so_that_it_never_reads_as_reached() {
    // 979 of 999 are 97.998 %: below 98.
    assert_eq!(rate(979, 999).permille(), Some(979));
    assert_eq!(rate(979, 999).result(&RATE_BANDS).points, 10);
    assert_eq!(rate(0, 0).permille(), None);
    assert_eq!(rate(u32::MAX, u32::MAX).permille(), Some(1000));
    // 98 % of 50 are 49, of 51 are 49.98: fifty.
    assert_eq!(rate(45, 50).missing_to(98), Some(4));
    assert_eq!(rate(45, 51).missing_to(98), Some(5));
    assert_eq!(rate(50, 50).missing_to(98), Some(0));
    assert_eq!(rate(0, 3).missing_to(101), None);
    // Two buildings of one steward together: 97 of 100 and 50 of 50 are 147 of 150, which is 98 %.
    assert_eq!(
        rate(97, 100).plus(rate(50, 50)).result(&RATE_BANDS).points,
        20
    );
}

#[test]
fn every_home_handed_over_counts_and_nobody_is_left_out() {
    let home = |handed: Option<&str>, charges, settled| RateHome {
        handed_over: handed.map(day),
        charges,
        settled,
    };
    let of = month("2026-11");
    let run_on = day("2026-11-05");
    // Handed over before the run of the month, on its day, after it, later, never.
    let due = |handed| home(handed, 1, 1).is_due(of, run_on);
    assert!(due(Some("2026-11-04")));
    assert!(!due(Some("2026-11-05")));
    assert!(!due(Some("2026-12-01")));
    assert!(!due(None));
    assert!(due(Some("2019-06-01")));
    let homes = [
        home(Some("2019-06-01"), 1, 1),
        // Fee and parking space: both, or not paid.
        home(Some("2019-06-01"), 2, 1),
        home(Some("2019-06-01"), 2, 2),
        // Handed over, charged nothing: counted as not paid.
        home(Some("2026-11-01"), 0, 0),
        home(None, 0, 0),
    ];
    assert_eq!(Collection::of(&homes, of, run_on), rate(2, 4));
}

proptest! {
    #[test]
    fn so_many_more_reach_the_bound_and_one_less_does_not(paid in 0..5_000_u32, more in 0..5_000_u32) {
        let due = paid + more;
        let missing = rate(paid, due).missing_to(98).unwrap();
        prop_assert_eq!(rate(paid + missing, due).result(&RATE_BANDS).points, 20);
        if missing > 0 {
            prop_assert!(rate(paid + missing - 1, due).result(&RATE_BANDS).points < 20);
        }
    }
}
