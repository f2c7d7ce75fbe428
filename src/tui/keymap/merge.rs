//! The keymap in force: file over file, a leaf replaces, a node merges, `none` takes away.

use std::collections::BTreeMap;

use super::file::{Binding, KeymapFile, Node, Slot};
use super::{Context, Key};

/// What all keys do, by context.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keymap {
    contexts: BTreeMap<Context, Node>,
}

impl Keymap {
    /// Returns the keymap of one file.
    pub fn of(file: &KeymapFile) -> Self {
        let mut keymap = Self::default();
        keymap.lay_over(file);
        keymap
    }

    /// Lays the differences of `file` over it.
    pub fn lay_over(&mut self, file: &KeymapFile) {
        for (context, node) in &file.contexts {
            merge(self.contexts.entry(*context).or_default(), node);
        }
    }

    /// Returns the bindings of a context.
    pub fn node(&self, context: Context) -> Option<&Node> {
        self.contexts.get(&context)
    }

    /// Returns what `keys` one after another are bound to in a context.
    pub fn at(&self, context: Context, keys: &[Key]) -> Option<&Binding> {
        let (last, path) = keys.split_last()?;
        let mut node = self.contexts.get(&context)?;
        for key in path {
            match node.get(key).map(|slot| &slot.binding) {
                Some(Binding::Node(deeper)) => node = deeper,
                _ => return None,
            }
        }
        node.get(last).map(|slot| &slot.binding)
    }
}

fn merge(below: &mut Node, above: &Node) {
    for (key, slot) in above {
        match &slot.binding {
            Binding::Unbound => {
                below.remove(key);
            }
            Binding::Command(_) => {
                below.insert(*key, slot.clone());
            }
            Binding::Node(deeper) => merge_node(below, *key, slot.line, deeper),
        }
    }
}

/// Merges further keys under `key`; a leaf there gives way, and a node left empty goes.
fn merge_node(below: &mut Node, key: Key, line: usize, deeper: &Node) {
    let empty = || Slot {
        binding: Binding::Node(Node::new()),
        line,
    };
    let slot = below.entry(key).or_insert_with(empty);
    if !matches!(slot.binding, Binding::Node(_)) {
        *slot = empty();
    }
    if let Binding::Node(node) = &mut slot.binding {
        merge(node, deeper);
        if node.is_empty() {
            below.remove(&key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keymap(layers: &[&str]) -> Keymap {
        let mut keymap = Keymap::default();
        for text in layers {
            let (file, faults) = KeymapFile::parse("keys.toml", text);
            assert_eq!(faults, []);
            keymap.lay_over(&file);
        }
        keymap
    }

    #[track_caller]
    fn case(keymap: &Keymap, keys: &str, expected: Option<&str>) {
        let keys: Vec<Key> = keys.split(' ').map(|k| Key::parse(k).unwrap()).collect();
        let found = match keymap.at(Context::Global, &keys) {
            Some(Binding::Command(name)) => Some(name.as_str()),
            Some(_) => Some("node"),
            None => None,
        };
        assert_eq!(found, expected);
    }

    const BASE: &str = "[global]\nq = \"leave\"\ng.c = \"counter\"\ng.f = \"fees\"\n";

    #[test]
    fn a_leaf_replaces_and_the_rest_stays() {
        let keymap = keymap(&[BASE, "[global]\nq = \"quit\"\n"]);
        case(&keymap, "q", Some("quit"));
        case(&keymap, "g c", Some("counter"));
    }

    #[test]
    fn a_node_merges() {
        let keymap = keymap(&[BASE, "[global]\ng.f = \"find\"\ng.g = \"first\"\n"]);
        case(&keymap, "g c", Some("counter"));
        case(&keymap, "g f", Some("find"));
        case(&keymap, "g g", Some("first"));
    }

    #[test]
    fn a_leaf_replaces_a_node_and_a_node_a_leaf() {
        let keymap = keymap(&[BASE, "[global]\ng = \"go\"\nq.q = \"really\"\n"]);
        case(&keymap, "g", Some("go"));
        case(&keymap, "g c", None);
        case(&keymap, "q q", Some("really"));
    }

    #[test]
    fn none_takes_away_and_leaves_no_empty_node() {
        let some = keymap(&[BASE, "[global]\nq = \"none\"\ng.c = \"none\"\n"]);
        case(&some, "q", None);
        case(&some, "g c", None);
        case(&some, "g f", Some("fees"));
        let all = keymap(&[BASE, "[global.g]\nc = \"none\"\nf = \"none\"\n"]);
        case(&all, "g", None);
    }
}
