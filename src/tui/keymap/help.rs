//! From the name of what is done back to the keys in force: for hints, the palette and help.

use std::collections::BTreeSet;

use crate::locale::Words;

use super::file::{Binding, Node};
use super::key::Code;
use super::{Chord, Context, Key, Keymap, Resolved};

/// A chord that works in the contexts asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound<'k> {
    /// The context that binds it.
    pub context: Context,
    /// The keys.
    pub chord: Chord,
    /// What they do.
    pub command: &'k str,
}

/// Returns everything that can be pressed while `contexts` are asked from the top layer down: first
/// what the top one binds, each in the order of keys. What a higher context hides is left out.
pub fn bound<'k>(keymap: &'k Keymap, contexts: &[Context]) -> Vec<Bound<'k>> {
    bound_to(keymap, contexts, None)
}

/// The same for one name, or for all: asked for each hint of each frame, so nothing is looked at twice.
fn bound_to<'k>(keymap: &'k Keymap, contexts: &[Context], wanted: Option<&str>) -> Vec<Bound<'k>> {
    let mut all = Vec::new();
    for context in contexts {
        if let Some(node) = keymap.node(*context) {
            collect((*context, wanted), node, &mut Vec::new(), &mut all);
        }
    }
    all.retain(|one| in_force(keymap, contexts, one));
    let mut seen = BTreeSet::new();
    all.retain(|one| seen.insert(one.chord.0.clone()));
    all
}

/// Returns the chords that do `command` while `contexts` are asked, the shortest first.
pub fn chords_for(keymap: &Keymap, contexts: &[Context], command: &str) -> Vec<Chord> {
    let mut chords: Vec<Chord> = bound_to(keymap, contexts, Some(command))
        .into_iter()
        .map(|one| one.chord)
        .collect();
    chords.sort_by_key(|chord| (chord.0.len(), chord.to_string().len()));
    chords
}

/// Returns the chord to show beside `command`: the shortest in force.
pub fn shortest(keymap: &Keymap, contexts: &[Context], command: &str) -> Option<Chord> {
    chords_for(keymap, contexts, command).into_iter().next()
}

/// Returns the chord as people read it: named keys in their language, the rest as on the keyboard.
pub fn label(words: &Words, chord: &Chord) -> String {
    let keys: Vec<String> = chord.0.iter().map(|key| key_label(words, *key)).collect();
    keys.join(" ")
}

fn key_label(words: &Words, key: Key) -> String {
    let name = match (key.word(), key.code()) {
        (Some(word), _) => words.get(&format!("key-{word}")).into_owned(),
        (None, Code::F(number)) => format!("F{number}"),
        (None, Code::Char(character)) => character.to_string(),
        (None, Code::Named(name)) => name.to_owned(),
    };
    key.modifiers() + &name
}

fn collect<'k>(
    (context, wanted): (Context, Option<&str>),
    node: &'k Node,
    path: &mut Vec<Key>,
    all: &mut Vec<Bound<'k>>,
) {
    for (key, slot) in node {
        path.push(*key);
        match &slot.binding {
            Binding::Command(name) if wanted.is_none_or(|wanted| wanted == name) => {
                all.push(Bound {
                    context,
                    chord: Chord(path.clone()),
                    command: name,
                });
            }
            Binding::Node(deeper) => collect((context, wanted), deeper, path, all),
            Binding::Command(_) | Binding::Unbound => {}
        }
        path.pop();
    }
}

/// Asks the resolver itself, key by key, so that help can never say what the keyboard does not do.
fn in_force(keymap: &Keymap, contexts: &[Context], bound: &Bound<'_>) -> bool {
    let keys = &bound.chord.0;
    let Some((last, path)) = keys.split_last() else {
        return false;
    };
    let mut pending = Vec::new();
    for key in path {
        if !matches!(
            keymap.resolve(contexts, &pending, *key),
            Resolved::Pending(_)
        ) {
            return false;
        }
        pending.push(*key);
    }
    keymap.resolve(contexts, path, *last) == Resolved::Command(bound.command)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::keymap::KeymapFile;

    fn keymap() -> Keymap {
        let text = r#"
[global]
x = "cut"
f1 = "help"
"?" = "help"
g.c = "counter"
[pane]
x = "mark"
g.g = "first"
home = "first"
[form]
enter = "save"
"#;
        let (file, faults) = KeymapFile::parse("keys.toml", text);
        assert_eq!(faults, []);
        Keymap::of(&file)
    }

    #[track_caller]
    fn case(contexts: &[Context], command: &str, expected: &[&str]) {
        let map = keymap();
        let chords = chords_for(&map, contexts, command);
        let shown: Vec<String> = chords.iter().map(Chord::to_string).collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn the_keys_of_one_name_are_those_of_the_help() {
        let (file, _) = KeymapFile::parse("default.toml", crate::tui::keymap::DEFAULT);
        let map = Keymap::of(&file);
        for contexts in [
            &[Context::Pane, Context::Counter, Context::Global][..],
            &[Context::Form, Context::Global],
        ] {
            let all = bound(&map, contexts);
            assert!(!all.is_empty());
            for one in &all {
                let same = all.iter().filter(|other| other.command == one.command);
                let mut expected: Vec<&Chord> = same.map(|other| &other.chord).collect();
                let found = chords_for(&map, contexts, one.command);
                let mut found: Vec<&Chord> = found.iter().collect();
                expected.sort();
                found.sort();
                assert_eq!(found, expected, "{}", one.command);
            }
        }
    }

    #[test]
    fn names_the_keys_in_force_shortest_first() {
        let pane = [Context::Pane, Context::Global];
        case(&pane, "mark", &["x"]);
        case(&pane, "help", &["?", "f1"]);
        case(&pane, "first", &["home", "g g"]);
        case(&pane, "counter", &["g c"]);
    }

    #[test]
    fn leaves_out_what_is_hidden() {
        case(&[Context::Pane, Context::Global], "cut", &[]);
        case(&[Context::Global], "cut", &["x"]);
        let form = [Context::Form, Context::Global];
        case(&form, "help", &["f1"]);
        case(&form, "counter", &[]);
        case(&form, "save", &["enter"]);
    }
}
