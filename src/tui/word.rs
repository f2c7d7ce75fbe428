//! Names of closed sets into words: what a record, a list or a line of history holds as `closed` or `urgent`.

use crate::domain::error::Fact;
use crate::locale::Words;
use crate::tui::say::Speech;
use crate::wire::view::{Field, HistoryLine};

/// Fields whose names have words under another prefix than `choice-<field>-`.
const FAMILIES: &[(&str, &str)] = &[
    ("category", "category-"),
    // How often a duty comes, where a setting says so.
    ("default", "duty-every-"),
    ("value", "duty-every-"),
    ("duty", "duty-"),
    ("owner", "rank-"),
    ("group", "registers-place-"),
    ("rank", "rank-"),
    ("needs_rank", "rank-"),
    ("target", "rank-"),
    ("reported_to", "rank-"),
    ("result", "choice-dun_result-"),
    ("role", "role-"),
    ("roles", "role-"),
    ("step", "choice-way-"),
    ("trade", "trade-"),
    ("trades", "trade-"),
];

/// Returns the word for what a field of a record of that kind holds; a text of people's own as it stands.
pub fn value(words: &Words, kind: &str, field: &str, text: &str) -> String {
    let own = || text.to_owned();
    // What people wrote is never a key: keys are of one word.
    if text.is_empty() || text.contains(|c: char| !c.is_ascii_alphanumeric() && !"_.-".contains(c))
    {
        return own();
    }
    let declared = words.find(&format!("choice-{kind}-{field}-{text}"));
    let found = match field {
        _ if declared.is_some() => declared,
        _ if text == "yes" || text == "no" => words.find(&format!("choice-{text}")),
        "command" => return words.command(text).into_owned(),
        "state" => words.find(&format!("state-{kind}-{text}")),
        "kind" => [
            format!("choice-{kind}-{text}"),
            format!("choice-kind-{text}"),
        ]
        .iter()
        .find_map(|key| words.find(key)),
        _ => {
            let family = FAMILIES.iter().find(|(name, _)| *name == field);
            match family {
                Some((_, prefix)) => words.find(&format!("{prefix}{text}")),
                None => words.find(&format!("choice-{field}-{text}")),
            }
        }
    };
    found.map_or_else(own, std::borrow::Cow::into_owned)
}

/// Returns what a labelled fact of a record of that kind says.
pub fn fact(speech: Speech<'_>, kind: &str, field: &Field) -> String {
    match &field.value {
        Fact::Text(text) => value(speech.words, kind, &field.name, text),
        fact => speech.fact(fact),
    }
}

/// Returns what stood before a line of the history of a record of that kind, and what after.
pub fn change(speech: Speech<'_>, kind: &str, line: &HistoryLine) -> (String, String) {
    let field = match (line.kind.as_str(), line.field.as_str()) {
        ("attempt", "") => "outcome",
        ("report", "") => "reported_to",
        ("review", "") => "verdict",
        (_, "") => "state",
        (_, field) => field,
    };
    let say = |text: &str| value(speech.words, kind, field, text);
    (say(&line.before), say(&line.after))
}

/// Returns the remark of a line of the history: what was said, or how a suggestion was filed.
pub fn remark(words: &Words, line: &HistoryLine) -> String {
    if line.command == "ticket.file" {
        value(words, "", "class", &line.text)
    } else {
        line.text.clone()
    }
}
