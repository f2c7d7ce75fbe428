//! Every pane and layer: pictures in Chinese, widths and completeness in every language.

mod away;
mod calls;
mod closes;
mod corrections;
mod counter;
pub mod day;
mod dial;
mod fees;
mod first_start;
mod forms;
mod layers;
mod line;
mod lock;
mod long_text;
mod lost_line;
mod marks;
mod notices;
mod on_glass;
mod one_hand;
mod ringing;
mod settings;
mod shift;
mod sizes;
mod stack;
mod waiting;
