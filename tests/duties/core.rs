//! What a front desk cannot do without (duties.md, appendix D): each of these rows is served, or says why it is not.

use super::duties;

/// The numbers of the rows that are marked so.
const CORE: &[u16] = &[
    1, 2, 3, 4, 5, 6, 7, 8, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 27, 28, 29, 30, 31, 32,
    33, 34, 35, 42, 43, 44, 45, 50, 51, 52, 53, 54, 55, 56, 60, 61, 62, 63, 64, 65, 66, 68, 69, 74,
    75, 76, 77, 78, 80, 81, 82, 84, 85, 86, 87, 88, 89, 90, 91, 92, 93, 94, 95, 101, 102, 103, 128,
    142, 153, 160, 161, 162,
];

/// What is not served yet, and why.
const LEFT: &[(u16, &str)] = &[];

#[test]
fn every_core_duty_is_served_or_says_why_not() {
    let served: Vec<u16> = duties()
        .iter()
        .map(|(id, ..)| id.trim_start_matches("D-").parse().unwrap())
        .collect();
    for number in CORE {
        let left = LEFT.iter().any(|(known, _)| known == number);
        assert_ne!(served.contains(number), left, "D-{number:03}");
    }
    for (number, why) in LEFT {
        assert!(CORE.contains(number) && why.len() > 20, "D-{number:03}");
    }
}
