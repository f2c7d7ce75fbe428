//! Every record and every list of the demo, word for word.

use std::collections::BTreeSet;

use frontdesk::cli::list::kind_of;
use frontdesk::domain::calendar::Zone;
use frontdesk::domain::error::{Fact, Refusal};
use frontdesk::locale::{Language, Words};
use frontdesk::service::queries::list::names as lists;
use frontdesk::tui::say::{Speech, label};
use frontdesk::tui::word;
use frontdesk::wire::view::{Cell, Detail, Explanation, Field, Listing, PaperLine};
use frontdesk::wire::{Body, Query, Reply, Subject};

use super::office::{Shown, has_hanzi, latin_words};

/// What holds names given by other programs, and codes that are typed as they stand.
const FOREIGN: [&str; 11] = [
    "attempt",
    "external_number",
    "account",
    "check_code",
    "audit_head",
    "code",
    "record",
    "hash",
    "refusal",
    "seat",
    "setting",
];

/// Records of one kind looked at; among so many every state has come.
const MOST: usize = 400;

struct Walk<'a> {
    shown: &'a Shown,
    words: Words,
    faults: BTreeSet<String>,
}

impl Walk<'_> {
    fn speech(&self) -> Speech<'_> {
        Speech {
            words: &self.words,
            zone: Zone::new(480).unwrap(),
            today: "2026-11-21".parse().unwrap(),
            arrow: "→",
        }
    }

    fn chinese(&self) -> bool {
        self.words.language() != Language::En
    }

    /// A text made by the program; in English what is quoted of people's own may be Chinese.
    fn check(&mut self, whence: &str, text: &str, own: bool) {
        let wrong = if self.chinese() {
            !latin_words(text).is_empty()
        } else {
            !own && has_hanzi(text)
        };
        if wrong {
            self.faults.insert(format!("{whence}: {text}"));
        }
    }

    fn reply(&self, query: &Query) -> Result<Reply, Refusal> {
        match self.shown.ask(query) {
            Body::Reply(reply) => Ok(*reply),
            Body::Refused(refusal) => Err(refusal),
            other => panic!("{query:?}: {other:?}"),
        }
    }

    fn field(&mut self, kind: &str, field: &Field) {
        let label = label(&self.words, &field.name);
        self.check(&format!("label {}", field.name), &label, false);
        if self.chinese() && label == field.name {
            self.faults.insert(format!("no label for {}", field.name));
        }
        if !FOREIGN.contains(&field.name.as_str()) {
            let text = word::fact(self.speech(), kind, field);
            let own = matches!(field.value, Fact::Text(_));
            self.check(&format!("{kind} {}", field.name), &text, own);
        }
    }

    fn record(&mut self, detail: &Detail) {
        for field in &detail.fields {
            self.field(&detail.kind, field);
        }
        if !detail.state.is_empty() {
            let state = word::value(&self.words, &detail.kind, "state", &detail.state);
            self.check(&format!("state of {}", detail.kind), &state, false);
        }
        for line in &detail.history {
            let (before, after) = word::change(self.speech(), &detail.kind, line);
            let own = !line.field.is_empty();
            for text in [before, after] {
                self.check(
                    &format!("history {} {}", line.command, line.field),
                    &text,
                    own,
                );
            }
            let command = self.words.command(&line.command).into_owned();
            self.check("history", &command, false);
            let remark = word::remark(&self.words, line);
            self.check(&format!("remark of {}", line.command), &remark, true);
        }
    }

    fn about(&mut self, subject: Subject) {
        if let Ok(Reply::Detail(detail)) = self.reply(&Query::Detail(subject)) {
            self.record(&detail);
        }
        if let Ok(Reply::Explain(all)) = self.reply(&Query::Explain(subject)) {
            for field in all.iter().flat_map(Explanation::told) {
                self.field("explanation", field);
            }
        }
        if let Ok(Reply::Actions(actions)) = self.reply(&Query::Actions(subject)) {
            for action in actions {
                let command = self.words.command(&action.command).into_owned();
                self.check("action", &command, false);
                if let Some(refusal) = action.refused {
                    let why = self.speech().whole_refusal(&refusal);
                    self.check(&format!("refused {}", action.command), &why, true);
                }
            }
        }
        if let Ok(Reply::Papers(papers)) = self.reply(&Query::Paper(subject)) {
            for line in papers.sheets.concat() {
                match line {
                    PaperLine::Field(field) => self.field("paper", &field),
                    PaperLine::Title(key) | PaperLine::Sign(key) => {
                        let text = self.words.get(&key).into_owned();
                        self.check("paper", &text, false);
                    }
                    PaperLine::Text(text) => self.check("paper", &text, true),
                    PaperLine::Rule => {}
                    PaperLine::Row { lead, rest, .. } => {
                        for fact in std::iter::once(&lead).chain(&rest) {
                            let text = self.speech().fact(fact);
                            self.check("paper", &text, true);
                        }
                    }
                }
            }
        }
    }

    fn list(&mut self, what: &str) -> Listing {
        let query = frontdesk::service::query::ListQuery {
            what: what.to_owned(),
            conditions: Vec::new(),
            limit: u32::try_from(MOST).unwrap(),
            reveal: false,
            export: false,
            after: None,
        };
        let Ok(Reply::List(listing)) = self.reply(&Query::List(query)) else {
            panic!("no list {what}");
        };
        for column in &listing.columns {
            let label = label(&self.words, column);
            if self.chinese() && !has_hanzi(&label) {
                self.faults
                    .insert(format!("{what}: no heading for {column}"));
            }
        }
        for row in &listing.rows {
            let kind = kind_of(what, &listing, row).to_owned();
            for (cell, column) in row.iter().zip(&listing.columns) {
                let texts = match cell {
                    Cell::Text(text) => std::slice::from_ref(text),
                    Cell::Texts(texts) => texts.as_slice(),
                    _ => continue,
                };
                if FOREIGN.contains(&column.as_str()) {
                    continue;
                }
                for text in texts {
                    let said = word::value(&self.words, &kind, column, text);
                    self.check(&format!("{what} {column}"), &said, true);
                }
            }
        }
        listing
    }
}

fn walk(shown: &Shown, language: Language) -> BTreeSet<String> {
    let mut walk = Walk {
        shown,
        words: Words::load(language),
        faults: BTreeSet::new(),
    };
    let mut names = BTreeSet::new();
    for what in lists() {
        let listing = walk.list(what);
        let by = ["number", "person", "premises"]
            .iter()
            .find_map(|key| listing.columns.iter().position(|column| column == key));
        let rows = listing.rows.iter().filter_map(|row| row.get(by?));
        // Every sixth home and person; of what has states, all.
        let step = if ["households", "people"].contains(&what) {
            12
        } else {
            2
        };
        names.extend(rows.step_by(step).filter_map(|cell| match cell {
            Cell::Text(name) => Some(name.clone()),
            _ => None,
        }));
    }
    let mut kinds = BTreeSet::new();
    for name in names {
        if let Ok(Reply::Detail(detail)) = walk.reply(&Query::Show(name)) {
            kinds.insert(detail.kind.clone());
            walk.about(detail.subject);
        }
    }
    for kind in [
        "repair",
        "complaint",
        "request",
        "contact",
        "followup",
        "household",
        "payment",
    ] {
        assert!(kinds.contains(kind), "no {kind} in {kinds:?}");
    }
    walk.faults
}

#[test]
fn every_record_and_list_is_told_in_one_language() {
    frontdesk::tui::declared::learn();
    let shown = Shown::build();
    for language in Language::ALL {
        let faults = walk(&shown, language);
        assert!(faults.is_empty(), "{language:?}: {faults:#?}");
    }
}
