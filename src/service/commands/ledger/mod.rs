//! Commands that charge, take and reverse money; the parts of their one table.

mod charge;
mod deciders;
mod deposit;
mod dispute;
mod fee_item;
mod late_fee;
mod meter;
mod payment;
mod plan;
mod relief;

use crate::service::command::Row;

pub use dispute::end_with;

/// The rows of this folder.
pub const ROWS: &[Row] = &[
    charge::RUN,
    charge::ADD,
    dispute::DISPUTE,
    dispute::SETTLE,
    payment::TAKE,
    payment::REVERSE,
    payment::REFUND,
    payment::PRINT,
    late_fee::POST,
    relief::REDUCE,
    relief::WRITE_OFF,
    relief::RESTORE,
    plan::AGREE,
    plan::END,
    deposit::TAKE,
    deposit::RETURN,
    deposit::KEEP,
    deposit::SETTLE,
    deposit::REVERSE,
    fee_item::ADD,
    fee_item::EDIT,
    fee_item::SET,
    meter::ADD,
    meter::READ,
    meter::REPLACE,
    meter::END,
];
