//! The rules: no I/O, no clock, no sentences.

pub mod calendar;
pub mod clock_rule;
pub mod contact;
pub mod error;
pub mod fees;
pub mod fold;
pub mod follow_up;
pub mod history;
pub mod household;
pub mod id;
pub mod intake;
pub mod ledger;
pub mod lifecycle;
pub mod likeness;
pub mod look_alike;
pub mod money;
mod named;
pub mod office;
pub mod pinyin;
pub mod premises;
mod redacted;
pub mod review;
pub mod safe_text;
pub mod secret;
pub mod shift;
pub mod staff;
pub mod ticket;
