//! Commands that charge, take and reverse money; the parts of their one table.

mod charge;
mod deciders;
mod deposit;
mod fee_item;
mod payment;
mod plan;
mod relief;

use crate::service::command::Row;

/// The rows of this folder.
pub const ROWS: &[Row] = &[
    charge::RUN,
    charge::ADD,
    payment::TAKE,
    payment::REVERSE,
    relief::REDUCE,
    relief::WRITE_OFF,
    relief::RESTORE,
    plan::AGREE,
    plan::END,
    deposit::TAKE,
    deposit::RETURN,
    deposit::KEEP,
    deposit::SETTLE,
    fee_item::ADD,
    fee_item::EDIT,
    fee_item::SET,
];
