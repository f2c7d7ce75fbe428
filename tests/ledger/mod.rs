//! The rules of money against a second, naive implementation in plain fractions (reliability M1, M2), and by hand.

mod arrears;
mod books;
mod claims;
mod collection;
mod entries;
mod held;
mod late;
mod meters;
mod prices;
mod prices_by_hand;
mod ratio;
mod relief;

use frontdesk::domain::calendar::{Day, Month};
use frontdesk::domain::money::{Amount, Area, Quantity, Rate};

/// The day written `2026-11-21`.
#[track_caller]
fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// The month written `2026-11`.
#[track_caller]
fn month(text: &str) -> Month {
    text.parse().unwrap()
}

/// So many yuan.
#[track_caller]
fn yuan(text: &str) -> Amount {
    Amount::parse_signed(text).unwrap()
}

/// So many fen.
#[track_caller]
fn fen(fen: i64) -> Amount {
    Amount::from_fen(fen).unwrap()
}

/// A price in yuan.
#[track_caller]
fn rate(text: &str) -> Rate {
    Rate::parse(text).unwrap()
}

/// So many of something.
#[track_caller]
fn much(text: &str) -> Quantity {
    Quantity::parse(text).unwrap()
}

/// An area in m².
#[track_caller]
fn area(text: &str) -> Area {
    Area::parse(text).unwrap()
}
