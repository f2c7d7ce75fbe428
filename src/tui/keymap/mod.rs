//! From a key to the name of what it does; which keys those are is said in `keymaps/*.toml` alone.

mod check;
mod context;
mod file;
mod help;
mod key;
mod merge;
mod resolve;

use crate::config::Fault;

pub use check::check;
pub use context::Context;
pub use file::{Binding, KeymapFile, Node, Slot};
pub use help::{Bound, bound, chords_for, label, shortest};
pub use key::{Chord, Code, Key};
pub use merge::Keymap;
pub use resolve::{Next, NextKind, Resolved};

/// The keymap everything else is laid over.
pub const DEFAULT: &str = include_str!("../../../keymaps/default.toml");

/// The shipped keymaps by name; `default` is the empty difference from the default.
pub const STYLES: [(&str, &str); 3] = [
    ("default", ""),
    ("one-hand", include_str!("../../../keymaps/one-hand.toml")),
    ("vim", include_str!("../../../keymaps/vim.toml")),
];

/// A file of bindings to lay over the default: its name on screen, its text.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// What it is called in faults.
    pub name: &'a str,
    /// Its TOML.
    pub text: &'a str,
}

/// The keymap in force and what was wrong in the files it was to be made of.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The keymap to use.
    pub keymap: Keymap,
    /// Why it is not the one asked for; empty if it is.
    pub faults: Vec<Fault>,
}

/// Lays `layers` (a style, then the user's own file) over the default; with any fault the default
/// stands alone and the faults are to be shown. `known` are all names a key may be bound to.
pub fn load(layers: &[Source<'_>], known: &[&str]) -> Loaded {
    let (default, mut faults) = KeymapFile::parse("default.toml", DEFAULT);
    faults.extend(check(&default, known));
    let mut keymap = Keymap::of(&default);
    let mut laid = keymap.clone();
    let mut files = Vec::new();
    for source in layers {
        let (file, broken) = KeymapFile::parse(source.name, source.text);
        faults.extend(broken);
        faults.extend(check(&file, known));
        laid.lay_over(&file);
        files.push(file);
    }
    faults.extend(check::hidden_chords(&laid, &files));
    if faults.is_empty() {
        keymap = laid;
    }
    faults.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
    Loaded { keymap, faults }
}

/// Returns the shipped keymap of that name.
pub fn style(name: &str) -> Option<Source<'static>> {
    STYLES
        .iter()
        .find(|(known, _)| *known == name)
        .map(|&(name, text)| Source { name, text })
}
