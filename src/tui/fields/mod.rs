//! Text being typed.

mod field;
mod line;
mod list;

pub use field::Field;
pub use line::Line;
pub use list::{Did, Fields};
