//! Bytes to and from the screen.
