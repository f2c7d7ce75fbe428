//! Tests of the rules that are too long to stand beside them.

mod folding;
mod intake;
mod ledger;
mod lifecycles;
