//! The program itself under a terminal and a server of its own: what lines, windows and disks do to it.

mod budgets;
mod durable;
pub mod failing_calls;
mod full_disk;
mod gone;
mod kinds;
mod office;
mod older;
mod own_register;
mod restarts;
mod seated;
mod slow;
mod stack;
mod storm;
