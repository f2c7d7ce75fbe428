//! Use-cases: permission, transaction, audit.
