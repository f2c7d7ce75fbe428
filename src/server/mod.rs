//! The one process that opens the database.
