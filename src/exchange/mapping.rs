//! The file an office writes to say what an import cannot know: `--map FILE.toml`.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::config::fault::toml_fault;
use crate::exchange::codes::{Code, is_known_word};
use crate::exchange::vocabulary::{Field, field_called, plain, plain_heading};

/// The answers of an office. Remembers which were asked for.
#[derive(Debug, Default)]
pub struct Mapping {
    /// The community's name.
    pub community: Option<String>,
    owner: BTreeMap<String, OwnerAnswer>,
    fee: BTreeMap<String, String>,
    code: BTreeMap<String, String>,
    column: BTreeMap<String, Field>,
    used: RefCell<BTreeSet<String>>,
}

/// Who an owner is that the file does not list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OwnerAnswer {
    /// Nobody knows: the home has no owner.
    Unknown,
    /// Leave the row out.
    Skip,
    /// This owner of the file.
    Number(String),
}

/// One thing wrong with the mapping, with its line from 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MapFault {
    /// The line.
    pub line: usize,
    /// What is wrong.
    #[serde(flatten)]
    pub kind: MapFaultKind,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "map_fault", rename_all = "kebab-case")]
pub enum MapFaultKind {
    /// Not TOML, or a field we do not know.
    NotUnderstood {
        /// The character of the line, from 1.
        column: usize,
        /// What stands there.
        piece: String,
        /// The kind of mistake: `toml-<kind>`.
        cause: &'static str,
    },
    /// No word that a code can stand for.
    WordUnknown { code: String, word: String },
    /// No column we read is called so.
    ColumnUnknown { heading: String, column: String },
    /// An empty answer.
    EmptyAnswer { key: String },
    /// Longer than a mapping may be.
    TooLarge { limit: usize },
}

/// Bytes of a mapping.
const LIMIT: usize = 256 * 1024;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    community: Option<Spanned<String>>,
    #[serde(default)]
    owner: BTreeMap<String, Spanned<String>>,
    #[serde(default)]
    fee: BTreeMap<String, Spanned<String>>,
    #[serde(default)]
    code: BTreeMap<String, Spanned<String>>,
    /// A heading of the file, and the heading or name by which we know the column.
    #[serde(default)]
    column: BTreeMap<String, Spanned<String>>,
}

impl Mapping {
    /// Reads a mapping; all faults at once as far as it can be read.
    pub fn parse(text: &str) -> Result<Self, Vec<MapFault>> {
        if text.len() > LIMIT {
            return Err(vec![MapFault {
                line: 1,
                kind: MapFaultKind::TooLarge { limit: LIMIT },
            }]);
        }
        let line_of = |at: usize| {
            let before = text.as_bytes().get(..at).unwrap_or_default();
            memchr::memchr_iter(b'\n', before).count() + 1
        };
        let raw: Raw = toml::from_str(text).map_err(|error| {
            let found = toml_fault(text, &error);
            vec![MapFault {
                line: found.line,
                kind: MapFaultKind::NotUnderstood {
                    column: found.column,
                    piece: found.piece,
                    cause: found.kind,
                },
            }]
        })?;
        let mut faults = Vec::new();
        let answers = raw.owner.iter().chain(&raw.fee).chain(&raw.code);
        let answers = answers.chain(&raw.column);
        let community = raw.community.iter().map(|name| ("community", name));
        for (key, answer) in answers
            .map(|(key, answer)| (key.as_str(), answer))
            .chain(community)
        {
            if answer.get_ref().trim().is_empty() {
                let kind = MapFaultKind::EmptyAnswer {
                    key: key.to_owned(),
                };
                faults.push(MapFault {
                    line: line_of(answer.span().start),
                    kind,
                });
            }
        }
        for (code, word) in &raw.code {
            let (code, text) = (code.clone(), word.get_ref().clone());
            if !text.trim().is_empty() && !is_known_word(&text) {
                let kind = MapFaultKind::WordUnknown { code, word: text };
                faults.push(MapFault {
                    line: line_of(word.span().start),
                    kind,
                });
            }
        }
        let mut column = BTreeMap::new();
        for (heading, answer) in &raw.column {
            let text = answer.get_ref().trim();
            match field_called(text) {
                Some(field) => {
                    column.insert(plain_heading(heading), field);
                }
                None if text.is_empty() => {}
                None => faults.push(MapFault {
                    line: line_of(answer.span().start),
                    kind: MapFaultKind::ColumnUnknown {
                        heading: heading.clone(),
                        column: text.to_owned(),
                    },
                }),
            }
        }
        if !faults.is_empty() {
            faults.sort_by_key(|fault| fault.line);
            return Err(faults);
        }
        let texts = |answers: BTreeMap<String, Spanned<String>>| {
            answers
                .into_iter()
                .map(|(key, answer)| (plain(&key), answer.into_inner().trim().to_owned()))
        };
        Ok(Self {
            community: raw
                .community
                .map(|name| name.into_inner().trim().to_owned()),
            owner: texts(raw.owner)
                .map(|(key, answer)| (key, owner_answer(answer)))
                .collect(),
            fee: texts(raw.fee).collect(),
            code: texts(raw.code).collect(),
            column,
            used: RefCell::default(),
        })
    }

    /// Who the owner of this number is.
    pub fn owner(&self, number: &str) -> Option<&OwnerAnswer> {
        let answer = self.owner.get(&plain(number))?;
        self.mark("owner", number);
        Some(answer)
    }

    /// Our fee item for the file's fee, by its number or its name.
    pub fn fee(&self, fee: &str) -> Option<String> {
        let answer = self.fee.get(&plain(fee))?;
        self.mark("fee", fee);
        Some(answer.clone())
    }

    /// What the code stands for in a table.
    pub fn code<C: Code>(&self, code: &str) -> Option<C> {
        let found = C::from_word(self.code.get(&plain(code))?)?;
        self.mark("code", code);
        Some(found)
    }

    /// The column the office says this heading, as headings are compared, stands for.
    pub fn column(&self, heading: &str) -> Option<Field> {
        let field = *self.column.get(heading)?;
        self.mark("column", heading);
        Some(field)
    }

    fn mark(&self, table: &str, key: &str) {
        let key = format!("{table}.{}", plain(key));
        let mut used = self.used.borrow_mut();
        if !used.contains(&key) {
            used.insert(key);
        }
    }

    /// Answers nobody asked for, as `owner.6`.
    pub fn unused(&self) -> Vec<String> {
        let keys = |table: &'static str| move |key: &String| format!("{table}.{key}");
        let owners = self.owner.keys().map(keys("owner"));
        let fees = self.fee.keys().map(keys("fee"));
        let codes = self.code.keys().map(keys("code"));
        let columns = self.column.keys().map(keys("column"));
        let used = self.used.borrow();
        owners
            .chain(fees)
            .chain(codes)
            .chain(columns)
            .filter(|key| !used.contains(key))
            .collect()
    }
}

fn owner_answer(answer: String) -> OwnerAnswer {
    match answer.as_str() {
        "unknown" => OwnerAnswer::Unknown,
        "skip" => OwnerAnswer::Skip,
        _ => OwnerAnswer::Number(answer),
    }
}

#[cfg(test)]
mod tests {
    use super::{MapFaultKind, Mapping, OwnerAnswer};
    use crate::exchange::codes::{Role, RoomKind};
    use crate::exchange::vocabulary::Field;

    #[test]
    fn answers_are_found_and_counted() {
        let mapping = Mapping::parse(
            "community = \"东湖\"\n[owner]\n\"6\" = \"unknown\"\n\"7\" = \"skip\"\n\"8\" = \"2\"\n\
             [fee]\n\"测试收费1\" = \"property\"\n[code]\n\"130\" = \"shop\"\n",
        )
        .unwrap();
        assert_eq!(mapping.community.as_deref(), Some("东湖"));
        assert_eq!(mapping.owner("6"), Some(&OwnerAnswer::Unknown));
        assert_eq!(mapping.owner(" ７ "), Some(&OwnerAnswer::Skip));
        assert_eq!(mapping.owner("9"), None);
        assert_eq!(mapping.code::<RoomKind>("130"), Some(RoomKind::Shop));
        assert_eq!(mapping.code::<Role>("130"), None);
        assert_eq!(mapping.unused(), ["owner.8", "fee.测试收费1"]);
    }

    #[test]
    fn headings_stand_for_columns_by_our_heading_or_its_name() {
        let mapping = Mapping::parse(
            "[column]\n\"投诉正文（全文）\" = \"留言详情\"\n\"时刻\" = \"received\"\n\"空\" = \"主题\"\n",
        )
        .unwrap();
        assert_eq!(mapping.column("投诉正文"), Some(Field::Text));
        assert_eq!(mapping.column("时刻"), Some(Field::Received));
        assert_eq!(mapping.column("主题"), None);
        assert_eq!(mapping.unused(), ["column.空"]);
        let faults = Mapping::parse("[column]\n\"甲\" = \"乙\"\n\"丙\" = \" \"\n").unwrap_err();
        let unknown = MapFaultKind::ColumnUnknown {
            heading: "甲".into(),
            column: "乙".into(),
        };
        assert_eq!((faults[0].line, &faults[0].kind), (2, &unknown));
        assert_eq!(
            faults[1].kind,
            MapFaultKind::EmptyAnswer { key: "丙".into() }
        );
    }

    #[test]
    fn faults_have_lines() {
        let faults =
            Mapping::parse("[code]\n\"110\" = \"castle\"\n\n\"111\" = \"\"\n").unwrap_err();
        let lines: Vec<usize> = faults.iter().map(|fault| fault.line).collect();
        assert_eq!(lines, [2, 4]);
        let faults = Mapping::parse("community = \"x\"\n\n[ownr]\n\"6\" = \"skip\"\n").unwrap_err();
        assert_eq!(faults.len(), 1);
        assert_eq!(faults[0].line, 3);
        let kind = MapFaultKind::NotUnderstood {
            column: 2,
            piece: "ownr]".into(),
            cause: "toml-unknown",
        };
        assert_eq!(faults[0].kind, kind);
        assert!(Mapping::parse("[owner]\n6 = 7\n").is_err());
    }
}
