//! Text being typed.

mod field;
mod line;

pub use field::Field;
pub use line::Line;
