//! The program itself at its edges: real files, wrong arguments, refusals, other machines' troubles.

mod arguments;
mod doctor;
mod imports;
mod office;
mod who;
