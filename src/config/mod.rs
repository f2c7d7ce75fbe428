//! The user's settings and the paths.
