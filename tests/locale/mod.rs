//! What is said is said in one language: every record, list, explanation and screen of a demo office.

mod labels;
mod office;
mod screens;
mod walk;
