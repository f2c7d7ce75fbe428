//! The rules: no I/O, no clock, no sentences.

pub mod calendar;
pub mod clock_rule;
pub mod fold;
pub mod intake;
pub mod lifecycle;
pub mod money;
pub mod pinyin;
pub mod premises;
