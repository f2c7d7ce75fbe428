//! Commands that charge, take and reverse money; the parts of their one table.

mod charge;
mod fee_item;
mod meter;
mod payment;

use crate::service::command::Row;

/// The rows of this folder.
pub const ROWS: &[Row] = &[
    charge::RUN,
    charge::ADD,
    payment::TAKE,
    payment::REVERSE,
    fee_item::ADD,
    fee_item::EDIT,
    fee_item::SET,
    meter::ADD,
    meter::READ,
    meter::REPLACE,
    meter::END,
];
