//! Keymaps and words are complete and consistent, and bad keymaps are refused well.

mod keymaps;
mod messages;
mod words;
