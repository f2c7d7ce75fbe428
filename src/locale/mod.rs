//! Words for people, in every language.
