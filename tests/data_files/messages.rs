//! What a test needs to know of the messages as they are written.

use std::collections::{BTreeMap, BTreeSet};

use frontdesk::locale::{self, Language};

/// The languages that have files of their own.
pub const SHIPPED: [Language; 3] = Language::ALL;

/// A message as written: the placeholders in its texts and its attributes.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// What is put in.
    pub placeholders: BTreeSet<String>,
    /// The names of its attributes.
    pub attributes: BTreeSet<String>,
}

/// Reads what a test needs to know of `.ftl` text: keys at the start of a line, attributes below.
pub fn messages(text: &str) -> BTreeMap<String, Message> {
    let mut all: BTreeMap<String, Message> = BTreeMap::new();
    let mut current = String::new();
    for line in text.lines() {
        let starts = line.chars().next().is_some_and(char::is_alphabetic);
        if starts {
            let (key, _) = line.split_once(" =").expect("key = text");
            key.clone_into(&mut current);
            let old = all.insert(current.clone(), Message::default());
            assert_eq!(old, None, "{key} stands there twice");
        } else if line.starts_with('#') || line.is_empty() {
            continue;
        }
        let message = all.get_mut(&current).expect("text belongs to a key");
        if let Some(attribute) = line.trim().strip_prefix('.') {
            let name = attribute.split(' ').next().unwrap();
            message.attributes.insert(name.to_owned());
        }
        for part in line.split("{ $").skip(1) {
            let name = part.split(' ').next().unwrap();
            message.placeholders.insert(name.to_owned());
        }
    }
    all
}

/// Returns all messages of a language; none stands in two files.
pub fn all_messages(language: Language) -> BTreeMap<String, Message> {
    let mut all = BTreeMap::new();
    for (file, text) in locale::sources(language) {
        for (key, message) in messages(text) {
            let old = all.insert(key.clone(), message);
            assert!(old.is_none(), "{file}: {key} stands in another file too");
        }
    }
    all
}
