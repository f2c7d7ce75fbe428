//! What is wrong with a keymap beyond its form: names nobody knows, keys that hide others.

use crate::config::Fault;
use crate::config::nearest::nearest;

use super::file::{Binding, KeymapFile, Node};
use super::{Chord, Context, Key, Keymap};

/// Returns the faults of one file: commands not in `known`, printable keys where they are text.
pub fn check(file: &KeymapFile, known: &[&str]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (context, node) in &file.contexts {
        commands(file, *context, node, &mut Vec::new(), known, &mut faults);
        if !context.takes_text() {
            continue;
        }
        for (key, slot) in node {
            if key.text().is_some() && slot.binding != Binding::Unbound {
                faults.push(
                    Fault::new(&file.name, slot.line, "text-key")
                        .fact("context", context.name())
                        .fact("key", key.to_string()),
                );
            }
        }
    }
    faults.sort_by_key(|fault| fault.line);
    faults
}

fn commands(
    file: &KeymapFile,
    context: Context,
    node: &Node,
    path: &mut Vec<Key>,
    known: &[&str],
    faults: &mut Vec<Fault>,
) {
    for (key, slot) in node {
        path.push(*key);
        match &slot.binding {
            Binding::Command(name) if !known.contains(&name.as_str()) => {
                let near = nearest(name, known.iter().copied());
                faults.push(
                    Fault::new(&file.name, slot.line, "unknown-command")
                        .fact("context", context.name())
                        .fact("key", Chord(path.clone()).to_string())
                        .fact("name", name.as_str())
                        .nearest(near),
                );
            }
            Binding::Node(deeper) => commands(file, context, deeper, path, known, faults),
            Binding::Command(_) | Binding::Unbound => {}
        }
        path.pop();
    }
}

/// Returns the keys of `files` that make a chord of another context unreachable: bound by
/// themselves where the global context begins a chord with them, or the other way round.
pub fn hidden_chords(keymap: &Keymap, files: &[KeymapFile]) -> Vec<Fault> {
    let mut faults = Vec::new();
    let Some(global) = keymap.node(Context::Global) else {
        return faults;
    };
    for file in files {
        for (context, node) in &file.contexts {
            for (key, slot) in node {
                if let Some(other) = clash(keymap, *context, *key, global) {
                    faults.push(
                        Fault::new(&file.name, slot.line, "key-hides-chord")
                            .fact("context", context.name())
                            .fact("key", key.to_string())
                            .fact("other", other.name()),
                    );
                }
            }
        }
    }
    faults
}

/// Returns the context in which `key` is of the other kind than in `context`, if one of the two is
/// the global one and typed characters reach it.
fn clash(keymap: &Keymap, context: Context, key: Key, global: &Node) -> Option<Context> {
    let kind = |binding: Option<&Binding>| match binding {
        Some(Binding::Node(_)) => Some(true),
        Some(Binding::Command(_)) => Some(false),
        Some(Binding::Unbound) | None => None,
    };
    let reaches = |context: Context| !context.takes_text() || key.text().is_none();
    let here = kind(keymap.at(context, &[key]))?;
    if context == Context::Global {
        return Context::all().find(|other| {
            *other != context
                && reaches(*other)
                && kind(keymap.at(*other, &[key])).is_some_and(|there| there != here)
        });
    }
    let there = kind(global.get(&key).map(|slot| &slot.binding))?;
    (there != here && reaches(context)).then_some(Context::Global)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layers(texts: &[&str]) -> (Keymap, Vec<KeymapFile>) {
        let mut keymap = Keymap::default();
        let mut files = Vec::new();
        for text in texts {
            let (file, faults) = KeymapFile::parse("keys.toml", text);
            assert_eq!(faults, []);
            keymap.lay_over(&file);
            files.push(file);
        }
        (keymap, files)
    }

    #[test]
    fn a_key_alone_above_a_chord_is_found_from_both_sides() {
        let base = "[global]\ng.c = \"a\"\nx = \"a\"\n";
        for (user, expected) in [
            (
                "[pane]\ng = \"a\"\n",
                "2: key-hides-chord context=pane key=g other=global",
            ),
            (
                "[pane]\nx.y = \"a\"\n",
                "2: key-hides-chord context=pane key=x other=global",
            ),
        ] {
            let (keymap, files) = layers(&[base, user]);
            let faults = hidden_chords(&keymap, &files[1..]);
            assert_eq!(faults.len(), 1, "{user}");
            assert_eq!(faults[0].to_string(), expected);
        }
        let (keymap, files) = layers(&["[pane]\ng = \"a\"\n", base]);
        assert_eq!(hidden_chords(&keymap, &files[1..]).len(), 1);
    }

    #[test]
    fn replacing_the_chord_in_its_own_context_is_allowed() {
        let (keymap, files) = layers(&["[global]\ng.c = \"a\"\n", "[global]\ng = \"a\"\n"]);
        assert_eq!(hidden_chords(&keymap, &files[1..]), []);
    }
}
