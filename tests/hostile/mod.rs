//! Hostile text in every argument of every command, typed, piped, or already in the books: nothing of it reaches a
//! store, a terminal, a pipe or a spreadsheet raw (REL S1, S5).

mod books;
mod commands;
mod families;
mod many;
pub mod office;
mod screen;

use frontdesk::domain::safe_text::is_hidden;

/// What steers terminals, turns text around or hides in it.
pub const STEERING: &[&str] = &[
    "\u{1b}]0;PWNED\u{7}",
    "a\u{1b}[2J\u{1b}[Hb",
    "\u{1b}P$q m\u{1b}\\x",
    "\u{9b}2Jx",
    "\u{9d}52;c;AAAA\u{9c}x",
    "ring\u{7}bell",
    "王\u{8}\u{8}李",
    "x\u{7f}y",
    "x\0y",
    "￥1\u{202e}0.00\u{202c}元",
    "王\u{2066}国\u{2069}x",
    "王\u{200b}建国",
    "王\u{feff}建国",
    "x\u{e0041}\u{e0042}y",
    "x\u{3164}y",
];

/// What spreadsheets take for a formula.
pub const FORMULAS: &[&str] = &[
    "=1+1",
    "=cmd|'/c calc'!A1",
    "+8613900000000",
    "-2+3",
    "@SUM(A1)",
    "＝1＋1",
    "＋1",
    "－1",
    "＠x",
];

/// The first character that must not be printed, but for line ends.
pub fn raw(printed: &str) -> Option<char> {
    let printed = printed.trim_start_matches('\u{feff}');
    printed
        .chars()
        .find(|c| !matches!(c, '\n' | '\r') && is_hidden(*c))
}
