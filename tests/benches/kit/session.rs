//! What a receptionist presses on a morning: the same keys for the counts and for the slow line.

/// What a key does, which says what it may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// The next row of a list.
    Move,
    /// A row of a list that scrolls.
    Scroll,
    /// A character beside which suggestions stand.
    Suggest,
    /// A character in a field without.
    Plain,
    /// Another pane, a page, a form: much of the screen is new.
    Page,
}

/// Esc as a key that nothing has to be waited for behind.
const ESC: &str = "\x1b[27u";

/// The session: what is done, and the keys of each act as a terminal sends them.
pub const SESSION: &[(Act, &[&str])] = &[
    // Down the calls, along the panes.
    (Act::Move, &["j", "j", "j"]),
    (Act::Page, &["\t", "\t", "\t", "2"]),
    // Down the work until it scrolls, and a look at one.
    (Act::Move, &["j", "j", "j", "j"]),
    (Act::Page, &["\r", ESC]),
    // The phone rings.
    (Act::Page, &["c"]),
    (
        Act::Suggest,
        &[
            "1", "-", "2", "-", "3", "0", "2", " ", "厨", "房", "水", "管", "漏", "水",
        ],
    ),
    (Act::Page, &["\r"]),
    // A word to a colleague, left half-said.
    (Act::Page, &["2", "m", "a"]),
    (Act::Plain, &["b", "c", "d", "水", "管"]),
    (Act::Page, &[ESC]),
    // A home, the search, the help.
    (Act::Page, &["h", ESC, "/"]),
    (Act::Suggest, &["漏", "水"]),
    (Act::Page, &[ESC, "?", ESC]),
    // To the end of the list and back.
    (Act::Page, &["\x1b[F", "\x1b[H"]),
    (Act::Scroll, &["j"; 24]),
];
