//! What an office begins with: its categories and its phrase book.

pub mod demo;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::Deserialize;

use crate::domain::office::{Category, Phrase};
use crate::domain::ticket::TicketKind;
use crate::service::halt::Run;
use crate::service::work::Work;

/// The data file of categories.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Categories {
    categories: Vec<CategoryLine>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CategoryLine {
    code: String,
    kind: String,
    name: String,
    trade: String,
    head_start: i64,
}

/// The phrases of one category: `text` or `text@place`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Phrases {
    phrases: Vec<String>,
}

/// A test holds that both files read.
fn categories() -> Vec<CategoryLine> {
    toml::from_str::<Categories>(include_str!("categories.toml"))
        .unwrap_or_default()
        .categories
}

/// Whether a category is one of those shipped, which have words in every language.
pub fn ships(code: &str) -> bool {
    static CODES: LazyLock<BTreeSet<String>> =
        LazyLock::new(|| categories().into_iter().map(|line| line.code).collect());
    CODES.contains(code)
}

fn phrases() -> BTreeMap<String, Phrases> {
    toml::from_str(include_str!("phrases.toml")).unwrap_or_default()
}

/// Puts the shipped categories and phrases into an office that has none.
pub fn install(work: &mut Work<'_>) -> Run<()> {
    for line in categories() {
        let mut category = Category {
            id: work.next_id::<Category>()?,
            version: 0,
            code: line.code,
            kind: TicketKind::from_name(&line.kind).unwrap_or(TicketKind::Repair),
            name: line.name,
            trade: line.trade,
            head_start: line.head_start,
            active: true,
        };
        work.put(&mut category)?;
    }
    for (category, Phrases { phrases }) in phrases() {
        for entry in phrases {
            let (text, place) = entry.split_once('@').unwrap_or((&entry, ""));
            let mut phrase = Phrase {
                id: work.next_id::<Phrase>()?,
                version: 0,
                text: text.to_owned(),
                category: category.clone(),
                code: String::new(),
                place: place.to_owned(),
                priority: None,
            };
            work.put(&mut phrase)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_categories_read_and_are_told_apart() {
        let file: Categories = toml::from_str(include_str!("categories.toml")).unwrap();
        let codes: BTreeSet<&str> = file.categories.iter().map(|c| c.code.as_str()).collect();
        let names: BTreeSet<&str> = file.categories.iter().map(|c| c.name.as_str()).collect();
        assert_eq!(codes.len(), file.categories.len());
        assert_eq!(names.len(), file.categories.len());
        for line in &file.categories {
            let kind = TicketKind::from_name(&line.kind).unwrap();
            let sent = !line.trade.is_empty();
            assert!(!sent || kind == TicketKind::Repair, "{}", line.code);
        }
    }

    #[test]
    fn every_phrase_is_there_once_under_a_known_category() {
        let book: BTreeMap<String, Phrases> = toml::from_str(include_str!("phrases.toml")).unwrap();
        let codes: BTreeSet<String> = categories().into_iter().map(|c| c.code).collect();
        let mut seen = BTreeSet::new();
        for (category, Phrases { phrases }) in &book {
            assert!(codes.contains(category), "{category}");
            for entry in phrases {
                assert!(seen.insert(entry.split('@').next().unwrap()), "{entry}");
            }
        }
        assert!(seen.len() >= 120, "{}", seen.len());
    }
}
