//! The shipped register declarations.
