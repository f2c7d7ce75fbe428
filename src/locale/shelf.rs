//! The messages of one language, found at once and read one by one, when they are first asked for.

use std::collections::HashMap;
use std::sync::OnceLock;

use fluent_bundle::FluentResource;
use fluent_bundle::concurrent::FluentBundle;

use super::{Language, sources};

pub(super) type Bundle = FluentBundle<FluentResource>;

/// Every message of a language by its key.
pub(super) struct Shelf {
    language: Language,
    messages: HashMap<&'static str, Message>,
}

/// One message: a terminal shows a few hundred of them, and most are nothing but text.
pub(super) struct Message {
    /// As it stands in the file, its attributes with it.
    text: &'static str,
    read: OnceLock<Box<Bundle>>,
}

/// Room for the messages of a language.
const MANY: usize = 2048;

impl Shelf {
    /// Finds where each message begins.
    pub fn of(language: Language) -> Self {
        let mut messages = HashMap::with_capacity(MANY);
        for (_, file) in sources(language) {
            for (key, text) in entries(file) {
                let read = OnceLock::new();
                messages.insert(key, Message { text, read });
            }
        }
        Self { language, messages }
    }

    /// The message of a key.
    pub fn message(&self, key: &str) -> Option<&Message> {
        self.messages.get(key)
    }

    /// What is needed to fill a message.
    pub fn bundle<'s>(&self, key: &str, message: &'s Message) -> &'s Bundle {
        let read = || Box::new(self.read(key));
        message.read.get_or_init(read)
    }

    /// Reads a message with all it speaks of.
    fn read(&self, key: &str) -> Bundle {
        let mut bundle = FluentBundle::new_concurrent(vec![self.language.identifier()]);
        // The invisible marks fluent puts round a value by default would be shown as cells.
        bundle.set_use_isolating(false);
        let (mut known, mut next) = (vec![key], 0);
        while let Some(key) = known.get(next).copied() {
            next += 1;
            let Some(message) = self.messages.get(key) else {
                continue;
            };
            for named in references(message.text) {
                if !known.contains(&named) {
                    known.push(named);
                }
            }
            // What can be read of a message with a mistake is kept; tests refuse the mistake itself.
            let resource = match FluentResource::try_new(message.text.to_owned()) {
                Ok(resource) => resource,
                Err((resource, errors)) => {
                    debug_assert!(errors.is_empty(), "{key}: {errors:?}");
                    resource
                }
            };
            let added = bundle.add_resource(resource);
            debug_assert!(added.is_ok(), "{key}: {added:?}");
        }
        bundle
    }
}

impl Message {
    /// The text of the message or of its attribute where that is one line with nothing to be filled in.
    pub fn plain(&self, attribute: Option<&str>) -> Option<&'static str> {
        let mut lines = self.text.lines();
        let found = match attribute {
            None => lines.next(),
            Some(name) => lines.find(|line| attribute_of(line) == Some(name)),
        };
        let (_, text) = found?.split_once('=')?;
        let text = text.trim();
        let alone = lines
            .next()
            .is_none_or(|next| next.trim().is_empty() || attribute_of(next).is_some());
        let plain = alone && !text.is_empty() && !text.contains(['{', '}']);
        plain.then_some(text)
    }

    /// Whether it was needed whole.
    #[cfg(test)]
    pub fn is_read(&self) -> bool {
        self.read.get().is_some()
    }
}

/// The name of the attribute a line begins with.
fn attribute_of(line: &str) -> Option<&str> {
    let (name, _) = line.trim_start().strip_prefix('.')?.split_once('=')?;
    Some(name.trim_end())
}

/// The messages of a file: each from the line of its key to the next key or remark.
fn entries(file: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut rest = file;
    std::iter::from_fn(move || {
        loop {
            let own = line_end(rest);
            let (line, behind) = rest
                .split_at_checked(own)
                .filter(|(line, _)| !line.is_empty())?;
            let Some(key) = key_of(line) else {
                rest = behind;
                continue;
            };
            let mut end = own;
            while let Some(more) = rest.get(end..).filter(|more| goes_on(more)) {
                end += line_end(more);
            }
            let (text, behind) = rest.split_at_checked(end)?;
            rest = behind;
            return Some((key, text));
        }
    })
}

/// Bytes up to and with the end of the line.
fn line_end(text: &str) -> usize {
    memchr::memchr(b'\n', text.as_bytes()).map_or(text.len(), |at| at + 1)
}

/// Whether what follows belongs to the message before it.
fn goes_on(text: &str) -> bool {
    text.starts_with([' ', '\n', '}'])
}

fn key_of(line: &str) -> Option<&str> {
    if !line.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-') {
        return None;
    }
    line.split_once('=').map(|(key, _)| key.trim_end())
}

/// The messages and terms a text speaks of: `{ other-message }`.
fn references(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.split('{').skip(1).filter_map(|inside| {
        let inside = inside.trim_start();
        let in_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        let end = inside.find(|c| !in_name(c)).unwrap_or(inside.len());
        inside.get(..end).filter(|name| !name.is_empty())
    })
}
