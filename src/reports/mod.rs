//! Pure tables made from records.
