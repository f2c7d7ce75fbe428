//! Declared registers: every one driven through its whole life by what its declaration says.

mod bad;
mod board;
mod keys;
mod kinds;
mod life;
mod own;
