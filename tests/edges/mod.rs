//! The program itself at its edges: real files, wrong arguments, refusals, other machines' troubles.

mod arguments;
mod bombs;
mod doctor;
mod imports;
mod office;
mod restored;
mod who;
