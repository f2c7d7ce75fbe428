//! The program itself at its edges: real files, wrong arguments, refusals, other machines' troubles.

mod imports;
mod office;
