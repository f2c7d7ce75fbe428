//! One keymap file: TOML to bindings, with everything that is wrong in it.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use crate::config::Fault;
use crate::config::fault::{line_of, syntax_faults};
use crate::config::nearest::nearest;

use super::{Context, Key};

/// The longest chord, in keys; more nobody remembers.
const LONGEST_CHORD: usize = 4;
/// What takes a binding away.
const UNBIND: &str = "none";

/// What a key is bound to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Binding {
    /// The name of what it does.
    Command(String),
    /// Nothing: what lower layers of the keymap bind here is taken away.
    Unbound,
    /// Further keys.
    Node(Node),
}

/// A binding and the line it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// What the key is bound to.
    pub binding: Binding,
    /// The line, from 1.
    pub line: usize,
}

/// Keys of one level.
pub type Node = BTreeMap<Key, Slot>;

/// A keymap file as it was written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KeymapFile {
    /// What it is called in faults.
    pub name: String,
    /// The bindings of each context it speaks of.
    pub contexts: BTreeMap<Context, Node>,
}

impl KeymapFile {
    /// Reads `text`; what is not wrong is there even if something else is.
    pub fn parse(name: &str, text: &str) -> (Self, Vec<Fault>) {
        let (document, errors) = DeTable::parse_recoverable(text);
        let mut reader = Reader {
            name,
            text,
            faults: syntax_faults(name, text, &errors),
        };
        let mut contexts = BTreeMap::new();
        for (key, value) in in_order(document.get_ref()) {
            reader.context(key, value, &mut contexts);
        }
        let file = Self {
            name: name.to_owned(),
            contexts,
        };
        reader.faults.sort_by_key(|fault| fault.line);
        (file, reader.faults)
    }
}

type Entry<'a, 'i> = (&'a Spanned<DeString<'i>>, &'a Spanned<DeValue<'i>>);

/// Returns the entries of a table in the order they were written.
fn in_order<'a, 'i>(table: &'a DeTable<'i>) -> Vec<Entry<'a, 'i>> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    entries
}

struct Reader<'t> {
    name: &'t str,
    text: &'t str,
    faults: Vec<Fault>,
}

impl Reader<'_> {
    fn line<T>(&self, at: &Spanned<T>) -> usize {
        line_of(self.text, at.span().start)
    }

    fn fault<T>(&self, at: &Spanned<T>, code: &'static str) -> Fault {
        Fault::new(self.name, self.line(at), code)
    }

    fn context(
        &mut self,
        key: &Spanned<DeString<'_>>,
        value: &Spanned<DeValue<'_>>,
        contexts: &mut BTreeMap<Context, Node>,
    ) {
        let name: &str = key.get_ref();
        let Some(context) = Context::named(name) else {
            let near = nearest(name, Context::all().map(Context::name));
            let fault = self
                .fault(key, "unknown-context")
                .fact("name", name)
                .nearest(near);
            self.faults.push(fault);
            return;
        };
        let DeValue::Table(table) = value.get_ref() else {
            let fault = self
                .fault(value, "wrong-type")
                .fact("name", name)
                .fact("found", value.get_ref().type_str());
            self.faults.push(fault);
            return;
        };
        let node = self.node(context, table, 1);
        contexts.insert(context, node);
    }

    fn node(&mut self, context: Context, table: &DeTable<'_>, depth: usize) -> Node {
        let mut node = Node::new();
        let mut spelled: BTreeMap<Key, &str> = BTreeMap::new();
        for (written, value) in in_order(table) {
            let text: &str = written.get_ref();
            let Some(key) = Key::parse(text) else {
                let fault = self
                    .fault(written, "no-such-key")
                    .fact("context", context.name())
                    .fact("key", text);
                self.faults.push(fault);
                continue;
            };
            let Some(slot) = self.slot(context, text, value, depth, self.line(written)) else {
                continue;
            };
            if let Some(first) = node.get(&key) {
                let same_kind = matches!(first.binding, Binding::Node(_))
                    == matches!(slot.binding, Binding::Node(_));
                let code = if same_kind {
                    "key-twice"
                } else {
                    "key-is-prefix"
                };
                let fault = self
                    .fault(written, code)
                    .fact("context", context.name())
                    .fact("key", text)
                    .fact("first", spelled.get(&key).copied().unwrap_or_default())
                    .fact("first_line", first.line.to_string());
                self.faults.push(fault);
                continue;
            }
            spelled.insert(key, text);
            node.insert(key, slot);
        }
        node
    }

    fn slot(
        &mut self,
        context: Context,
        key: &str,
        value: &Spanned<DeValue<'_>>,
        depth: usize,
        line: usize,
    ) -> Option<Slot> {
        let binding = match value.get_ref() {
            DeValue::String(name) if name == UNBIND => Binding::Unbound,
            DeValue::String(name) => Binding::Command(name.to_string()),
            DeValue::Table(_) if depth >= LONGEST_CHORD => {
                let fault = Fault::new(self.name, line, "chord-too-long")
                    .fact("context", context.name())
                    .fact("key", key)
                    .fact("limit", LONGEST_CHORD.to_string());
                self.faults.push(fault);
                return None;
            }
            DeValue::Table(table) => Binding::Node(self.node(context, table, depth + 1)),
            other => {
                let fault = self
                    .fault(value, "wrong-type")
                    .fact("name", key)
                    .fact("found", other.type_str());
                self.faults.push(fault);
                return None;
            }
        };
        Some(Slot { binding, line })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_commands_chords_and_none() {
        let text = "[global]\nq = \"screen.leave\"\ng.c = \"go.counter\"\n\"?\" = \"none\"\n";
        let (file, faults) = KeymapFile::parse("keys.toml", text);
        assert_eq!(faults, []);
        let global = &file.contexts[&Context::Global];
        let at = |key: &str| &global[&Key::parse(key).unwrap()];
        assert_eq!(at("q").binding, Binding::Command("screen.leave".into()));
        assert_eq!(at("?").binding, Binding::Unbound);
        assert_eq!(at("?").line, 4);
        let Binding::Node(node) = &at("g").binding else {
            panic!("g begins a chord");
        };
        assert_eq!(
            node[&Key::char('c')].binding,
            Binding::Command("go.counter".into())
        );
    }

    #[test]
    fn what_is_right_is_kept_beside_what_is_wrong() {
        let (file, faults) = KeymapFile::parse(
            "keys.toml",
            "[global]\nq = \"screen.leave\"\nhello = \"x\"\n",
        );
        assert_eq!(faults.len(), 1);
        assert_eq!(file.contexts[&Context::Global].len(), 1);
    }

    #[test]
    fn deep_nesting_is_refused_and_does_not_end_the_program() {
        let deep = format!("[global]\na = {}", "{b=".repeat(100_000));
        let (_, faults) = KeymapFile::parse("keys.toml", &deep);
        assert!(!faults.is_empty());
        let arrays = format!("[global]\na = {}", "[".repeat(100_000));
        assert!(!KeymapFile::parse("keys.toml", &arrays).1.is_empty());
        let dotted = format!("[global]\n{}a = \"x\"", "a.".repeat(100_000));
        assert!(!KeymapFile::parse("keys.toml", &dotted).1.is_empty());
    }
}
