//! Fractions as one writes them at school: slow, plain, and nothing of the program's own arithmetic.

use std::cmp::Ordering;

/// top / bottom, in lowest terms; the bottom is positive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ratio {
    pub top: i128,
    pub bottom: i128,
}

impl Ratio {
    pub const ZERO: Self = Self { top: 0, bottom: 1 };

    pub fn of(top: i128, bottom: i128) -> Self {
        assert!(bottom > 0);
        let (mut a, mut b) = (top.abs().max(1), bottom);
        while b != 0 {
            (a, b) = (b, a % b);
        }
        if top == 0 {
            return Self::ZERO;
        }
        Self {
            top: top / a,
            bottom: bottom / a,
        }
    }

    pub fn whole(number: i64) -> Self {
        Self::of(i128::from(number), 1)
    }

    pub fn add(self, other: Self) -> Self {
        Self::of(
            self.top * other.bottom + other.top * self.bottom,
            self.bottom * other.bottom,
        )
    }

    pub fn times(self, other: Self) -> Self {
        Self::of(self.top * other.top, self.bottom * other.bottom)
    }

    /// The nearest whole number; from the middle away from zero.
    pub fn nearest(self) -> i64 {
        let up = (2 * self.top.abs() + self.bottom).div_euclid(2 * self.bottom);
        i64::try_from(up * self.top.signum()).unwrap()
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.top * other.bottom).cmp(&(other.top * self.bottom))
    }
}

#[test]
fn halves_and_thirds() {
    let sixth = Ratio::of(1, 2).add(Ratio::of(-1, 3));
    assert_eq!(sixth, Ratio::of(2, 12));
    assert_eq!(Ratio::of(5, 2).nearest(), 3);
    assert_eq!(Ratio::of(-5, 2).nearest(), -3);
    assert_eq!(Ratio::of(7, 3).nearest(), 2);
    assert!(Ratio::of(1, 3) < Ratio::of(1, 2));
}
