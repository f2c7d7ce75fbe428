//! The demo office, asked by its manager as a terminal asks it, and what counts as a foreign word in its answers.

use frontdesk::domain::calendar::Instant;
use frontdesk::domain::id::StaffId;
use frontdesk::domain::staff::{Actor, Rank};
use frontdesk::service::halt::Halt;
use frontdesk::service::office::Office;
use frontdesk::service::queries::{Asking, answer};
use frontdesk::service::seed::demo::{Demo, build};
use frontdesk::storage::Store;
use frontdesk::storage::memory::MemoryStore;
use frontdesk::wire::{Body, Query};

/// The demo and the instant it was made for.
pub struct Shown {
    store: MemoryStore,
    now: Instant,
}

impl Shown {
    /// Builds it, which takes its time.
    pub fn build() -> Self {
        let now = Instant::parse("2026-11-21T14:32:00+08:00").unwrap();
        let store = MemoryStore::new();
        let wanted = Demo {
            now,
            seed: 1,
            account: "desk",
            pepper: None,
        };
        build(&store, &wanted).unwrap();
        Self { store, now }
    }

    /// Answers a question as the server does.
    pub fn ask(&self, query: &Query) -> Body {
        let tx = self.store.read().unwrap();
        let office = Office::read(&*tx).unwrap();
        let actor = Actor {
            staff: StaffId(1),
            name: "陈刚".to_owned(),
            rank: Rank::Leadership,
            sides: Vec::new(),
            seat: "desk".to_owned(),
        };
        let asking = Asking {
            tx: &*tx,
            office: &office,
            actor: &actor,
            now: self.now,
            search: None,
        };
        match answer(asking, query) {
            Ok(reply) => Body::Reply(Box::new(reply)),
            Err(Halt::Refused(refusal)) => Body::Refused(refusal),
            Err(halt) => panic!("{query:?}: {halt:?}"),
        }
    }
}

/// What stands in Chinese text as it is: names of keys, and of this program.
const KNOWN: [&str; 9] = [
    "Esc",
    "Tab",
    "Shift",
    "Home",
    "End",
    "Ctrl",
    "DUTIES",
    "CSV",
    "frontdesk",
];

/// The words of three and more Latin letters in a text that is said in Chinese.
pub fn latin_words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_ascii_alphabetic() && c != '_')
        .filter(|word| word.len() >= 3 && !KNOWN.contains(word))
        .map(str::to_owned)
        .collect()
}

/// Whether there is a Chinese character in a text.
pub fn has_hanzi(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

#[test]
fn latin_words_are_found() {
    assert_eq!(
        latin_words("类别 noise，R1121-018 粤B20003 Esc返回"),
        ["noise"]
    );
    assert_eq!(latin_words("not_adopted"), ["not_adopted"]);
    assert!(has_hanzi("a 水") && !has_hanzi("a，b"));
}
