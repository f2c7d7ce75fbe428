//! Screens: keys in, frames out.

pub mod app;
pub mod chore;
mod clock;
pub mod commands;
pub mod declared;
mod due;
mod fields;
pub mod keymap;
pub mod kit;
pub mod layers;
pub mod outbox;
mod panes;
pub mod paper;
pub mod report;
pub mod ringing;
pub mod run;
pub mod say;
pub mod seating;
mod session;
mod target;
pub mod text;
pub mod theme;
pub mod turn;
pub mod view;
pub mod word;
