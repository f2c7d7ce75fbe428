//! The command line: parses arguments and composes the floors below.
