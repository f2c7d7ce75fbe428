//! Declared registers: every one driven through its whole life by what its declaration says.

mod bad;
mod batch;
mod board;
mod broken;
mod cabinet;
mod driven;
mod keys;
mod kinds;
mod life;
mod masked;
mod own;
mod pictures;
mod recurring;
mod retention;
mod stock;
