//! The program itself under a terminal and a server of its own: what lines, windows and disks do to it.

mod durable;
mod failing_calls;
mod full_disk;
mod gone;
mod office;
mod older;
mod restarts;
mod seated;
mod stack;
mod storm;
