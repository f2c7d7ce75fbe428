//! What a key means here and now: contexts from the top, keys already pressed, the next key.

use std::collections::BTreeMap;

use super::file::{Binding, Node};
use super::{Context, Key, Keymap};

/// What a key came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolved<'k> {
    /// The name of what is to be done; the pending keys are used up.
    Command(&'k str),
    /// The beginning of a chord: what can come next, in the order of keys.
    Pending(Vec<Next<'k>>),
    /// A typed character for the context that takes text.
    Text(char),
    /// Nothing; the pending keys are to be forgotten.
    Unbound,
}

/// One way to go on in a chord.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Next<'k> {
    /// The key to press.
    pub key: Key,
    /// What it would do.
    pub kind: NextKind<'k>,
}

/// What the next key of a chord leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NextKind<'k> {
    /// A name.
    Command(&'k str),
    /// Yet more keys.
    More,
}

impl Keymap {
    /// Returns what `key` means after `pending`, asking `contexts` from the top layer down.
    ///
    /// In a context that takes text a typed character is text and goes no further down. A key
    /// nothing binds is tried again in its half-width form, for an input method left in Chinese.
    pub fn resolve(&self, contexts: &[Context], pending: &[Key], key: Key) -> Resolved<'_> {
        match self.look_up(contexts, pending, key) {
            Resolved::Unbound => match key.narrowed() {
                Some(narrow) => self.look_up(contexts, pending, narrow),
                None => Resolved::Unbound,
            },
            resolved => resolved,
        }
    }

    fn look_up(&self, contexts: &[Context], pending: &[Key], key: Key) -> Resolved<'_> {
        let mut keys = pending.to_vec();
        keys.push(key);
        let mut next: BTreeMap<Key, NextKind<'_>> = BTreeMap::new();
        for context in contexts {
            let text = key.text().filter(|_| context.takes_text());
            if let Some(character) = text.filter(|_| pending.is_empty()) {
                return Resolved::Text(character);
            }
            match self.at(*context, &keys) {
                // Higher up the same keys begin a chord, and that is what was meant.
                Some(Binding::Command(_)) if !next.is_empty() => {}
                Some(Binding::Command(name)) => return Resolved::Command(name),
                Some(Binding::Node(node)) => add(&mut next, node),
                Some(Binding::Unbound) | None => {}
            }
        }
        if next.is_empty() {
            return Resolved::Unbound;
        }
        let next = next.into_iter().map(|(key, kind)| Next { key, kind });
        Resolved::Pending(next.collect())
    }
}

/// Adds the keys of `node` that no higher context has taken.
fn add<'k>(next: &mut BTreeMap<Key, NextKind<'k>>, node: &'k Node) {
    for (key, slot) in node {
        let kind = match &slot.binding {
            Binding::Command(name) => NextKind::Command(name),
            Binding::Node(_) => NextKind::More,
            Binding::Unbound => continue,
        };
        next.entry(*key).or_insert(kind);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::keymap::KeymapFile;

    const TEXT: &str = r#"
[global]
q = "leave"
x = "global.x"
"?" = "help"
f1 = "help"
g.c = "counter"
g.p = "approvals"
[pane]
x = "pane.x"
g.g = "first"
g.p = "pane.p"
[form]
enter = "save"
"#;

    fn keymap() -> Keymap {
        let (file, faults) = KeymapFile::parse("keys.toml", TEXT);
        assert_eq!(faults, []);
        Keymap::of(&file)
    }

    const PANE: [Context; 2] = [Context::Pane, Context::Global];
    const FORM: [Context; 3] = [Context::Form, Context::Pane, Context::Global];

    fn key(text: &str) -> Key {
        Key::parse(text).unwrap()
    }

    #[test]
    fn the_top_context_answers_first() {
        let map = keymap();
        assert_eq!(
            map.resolve(&PANE, &[], key("x")),
            Resolved::Command("pane.x")
        );
        assert_eq!(
            map.resolve(&[Context::Global], &[], key("x")),
            Resolved::Command("global.x")
        );
        assert_eq!(
            map.resolve(&PANE, &[], key("q")),
            Resolved::Command("leave")
        );
        assert_eq!(map.resolve(&PANE, &[], key("y")), Resolved::Unbound);
    }

    #[test]
    fn chords_of_all_contexts_are_offered_together() {
        let map = keymap();
        let Resolved::Pending(next) = map.resolve(&PANE, &[], key("g")) else {
            panic!("g begins a chord");
        };
        let shown: Vec<_> = next.iter().map(|n| (n.key.to_string(), n.kind)).collect();
        assert_eq!(
            shown,
            [
                ("c".to_owned(), NextKind::Command("counter")),
                ("g".to_owned(), NextKind::Command("first")),
                ("p".to_owned(), NextKind::Command("pane.p")),
            ]
        );
        let pending = [key("g")];
        assert_eq!(
            map.resolve(&PANE, &pending, key("c")),
            Resolved::Command("counter")
        );
        assert_eq!(
            map.resolve(&PANE, &pending, key("p")),
            Resolved::Command("pane.p")
        );
        assert_eq!(map.resolve(&PANE, &pending, key("esc")), Resolved::Unbound);
    }

    #[test]
    fn in_a_form_characters_are_text_and_other_keys_go_on_down() {
        let map = keymap();
        assert_eq!(map.resolve(&FORM, &[], key("q")), Resolved::Text('q'));
        assert_eq!(map.resolve(&FORM, &[], key("space")), Resolved::Text(' '));
        assert_eq!(map.resolve(&FORM, &[], key("水")), Resolved::Text('水'));
        assert_eq!(map.resolve(&FORM, &[], key("？")), Resolved::Text('？'));
        assert_eq!(
            map.resolve(&FORM, &[], key("enter")),
            Resolved::Command("save")
        );
        assert_eq!(
            map.resolve(&FORM, &[], key("f1")),
            Resolved::Command("help")
        );
    }

    #[test]
    fn an_input_method_left_in_chinese_still_reaches_the_commands() {
        let map = keymap();
        assert_eq!(
            map.resolve(&PANE, &[], key("？")),
            Resolved::Command("help")
        );
        assert_eq!(
            map.resolve(&PANE, &[key("g")], key("ｃ")),
            Resolved::Command("counter")
        );
    }
}
