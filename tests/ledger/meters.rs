//! Readings worked by hand: what is used, what begins again at zero, what nobody believes.

use frontdesk::domain::fees::{
    How, JumpLimit, Missing, Reading, ReadingFault, Register, Used, Usual, estimate, use_between,
    usual,
};
use frontdesk::domain::money::Quantity;
use proptest::prelude::*;

use super::{day, much};

const WATER: Register = Register {
    digits: 5,
    factor: 1,
};

fn read(on: &str, value: &str) -> Reading {
    Reading {
        on: day(on),
        value: much(value),
        how: How::Read,
        restart: None,
        confirmed: false,
    }
}

fn sure(reading: Reading) -> Reading {
    Reading {
        confirmed: true,
        ..reading
    }
}

/// 12 m³ in 30 days.
fn usually() -> Usual {
    Usual {
        quantity: much("12"),
        days: 30,
    }
}

fn between(before: &Reading, now: &Reading) -> Result<Used, ReadingFault> {
    use_between(WATER, before, now, Some(usually()), JumpLimit::proposed())
}

#[track_caller]
fn uses(before: &Reading, now: &Reading, wanted: &str, rolled: bool) {
    let used = between(before, now).unwrap();
    assert_eq!((used.quantity, used.rolled), (much(wanted), rolled));
    assert_eq!(used.from, before.on.plus(1));
    assert_eq!(used.until, now.on);
}

#[track_caller]
fn not_believed(before: &Reading, now: &Reading, fault: ReadingFault) {
    assert_eq!(between(before, now), Err(fault));
}

#[test]
fn what_was_used_is_the_difference() {
    let october = read("2026-10-20", "1234.5");
    uses(&october, &read("2026-11-20", "1246.75"), "12.25", false);
    uses(&october, &read("2026-11-20", "1234.5"), "0", false);
    let by_ten = Register {
        digits: 5,
        factor: 40,
    };
    let used = use_between(
        by_ten,
        &october,
        &read("2026-11-20", "1236"),
        None,
        JumpLimit::proposed(),
    );
    // 1.5 × 40.
    assert_eq!(used.unwrap().quantity, much("60"));
}

#[test]
fn a_lower_figure_is_a_register_that_began_again_or_a_mistake() {
    // 99 990 to 3 past the fifth digit: 13 m³ in 31 days is usual.
    let full = read("2026-10-20", "99990");
    uses(&full, &read("2026-11-20", "3"), "13", true);
    // 1234 to 1230 would be 99 996: a mistake, unless somebody has looked again.
    let october = read("2026-10-20", "1234");
    let lower = read("2026-11-20", "1230");
    not_believed(&october, &lower, ReadingFault::Backward(much("99996")));
    uses(&october, &sure(lower), "99996", true);
    // Without a usual nobody can tell.
    let unknown = use_between(
        WATER,
        &full,
        &read("2026-11-20", "3"),
        None,
        JumpLimit::proposed(),
    );
    assert_eq!(unknown, Err(ReadingFault::Backward(much("13"))));
}

#[test]
fn a_jump_is_three_times_the_usual_and_more() {
    // Usual for 30 days is 12, three times that 36; exactly that is none.
    let october = read("2026-10-21", "100");
    uses(&october, &read("2026-11-20", "136"), "36", false);
    let jump = read("2026-11-20", "136.001");
    not_believed(&october, &jump, ReadingFault::Jump(much("36.001")));
    uses(&october, &sure(jump), "36.001", false);
    // A home that stood empty may use up to ten at once.
    let empty = Some(Usual {
        quantity: Quantity::ZERO,
        days: 300,
    });
    let limit = JumpLimit::proposed();
    let ten = use_between(WATER, &october, &read("2026-11-20", "110"), empty, limit);
    assert_eq!(ten.unwrap().quantity, much("10"));
    let more = use_between(
        WATER,
        &october,
        &read("2026-11-20", "110.001"),
        empty,
        limit,
    );
    assert_eq!(more, Err(ReadingFault::Jump(much("10.001"))));
}

#[test]
fn what_no_register_shows_is_refused() {
    let october = read("2026-10-20", "1234");
    not_believed(
        &october,
        &read("2026-11-20", "100000"),
        ReadingFault::BeyondRegister,
    );
    not_believed(
        &october,
        &read("2026-10-20", "1240"),
        ReadingFault::NotLater(october.on),
    );
    for (digits, factor) in [(0, 1), (10, 1), (5, 0)] {
        let register = Register { digits, factor };
        let used = use_between(
            register,
            &october,
            &read("2026-11-20", "1240"),
            None,
            JumpLimit::proposed(),
        );
        assert_eq!(used, Err(ReadingFault::BeyondRegister), "{digits} {factor}");
    }
}

#[test]
fn a_new_meter_counts_from_what_it_showed() {
    let mut replaced = read("2026-10-20", "1234");
    replaced.restart = Some(much("2"));
    uses(&read("2026-09-20", "1226"), &replaced, "8", false);
    uses(&replaced, &read("2026-11-20", "11"), "9", false);
}

#[test]
fn nobody_guesses_a_reading_unless_the_office_says_so() {
    let october = read("2026-10-20", "1234");
    let on = day("2026-11-20");
    let guess = |missing, usual| estimate(missing, WATER, &october, on, usual);
    assert_eq!(
        guess(Missing::Refuse, Some(usually())),
        Err(ReadingFault::Missing)
    );
    assert_eq!(guess(Missing::Estimate, None), Err(ReadingFault::Missing));
    // 12 ÷ 30 × 31 days = 12.4: twelve whole.
    let guessed = guess(Missing::Estimate, Some(usually())).unwrap();
    assert_eq!((guessed.value, guessed.how), (much("1246"), How::Estimated));
    // The next true reading sets it right by itself, or says that too much was charged.
    uses(&guessed, &read("2026-12-20", "1250"), "4", false);
    let below = read("2026-12-20", "1240");
    not_believed(&guessed, &below, ReadingFault::BelowEstimate(much("6")));
    not_believed(
        &guessed,
        &sure(below),
        ReadingFault::BelowEstimate(much("6")),
    );
    // Past the last digit it begins again too.
    let full = read("2026-10-20", "99995");
    let across = estimate(Missing::Estimate, WATER, &full, on, Some(usually())).unwrap();
    assert_eq!(across.value, much("7"));
}

#[test]
fn the_usual_is_what_was_used_before() {
    assert_eq!(usual(&[]), Ok(None));
    let first = between(&read("2026-08-20", "100"), &read("2026-09-20", "112")).unwrap();
    let second = between(&read("2026-09-20", "112"), &read("2026-10-20", "120")).unwrap();
    // 12 in 31 days and 8 in 30.
    let wanted = Usual {
        quantity: much("20"),
        days: 61,
    };
    assert_eq!(usual(&[first, second]), Ok(Some(wanted)));
}

proptest! {
    /// However often the register goes round, the uses sum to what went through the meter.
    #[test]
    fn nothing_that_went_through_is_lost(steps in prop::collection::vec(0..9_000_000_i64, 1..40)) {
        let small = Register { digits: 4, factor: 3 };
        let mut before = read("2020-01-01", "0");
        let (mut through, mut sum) = (0_i64, 0_i64);
        for step in steps {
            through += step;
            let now = Reading {
                on: before.on.plus(30),
                value: Quantity::from_units(through % 10_000_000).unwrap(),
                confirmed: true,
                ..before
            };
            let used = use_between(small, &before, &now, None, JumpLimit::proposed()).unwrap();
            prop_assert_eq!(used.quantity.units(), step * 3);
            sum += used.quantity.units();
            before = now;
        }
        prop_assert_eq!(sum, through * 3);
    }
}
