//! What is wrong in a file a person wrote: the place, a code and facts, never a sentence.

use std::fmt;

/// One mistake in a file; its sentence is the message `fault-<code>` of the locale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The file as it is called on screen.
    pub file: String,
    /// The line, from 1; 0 where the whole file is meant.
    pub line: usize,
    /// Which mistake, as in the locale.
    pub code: &'static str,
    /// What the sentence needs to know, by placeholder.
    pub facts: Vec<(&'static str, String)>,
}

impl Fault {
    /// Makes a fault without facts.
    pub fn new(file: &str, line: usize, code: &'static str) -> Self {
        Self {
            file: file.to_owned(),
            line,
            code,
            facts: Vec::new(),
        }
    }

    /// Adds a fact.
    #[must_use]
    pub fn fact(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.facts.push((name, value.into()));
        self
    }

    /// Adds the name that was probably meant, if there is one.
    #[must_use]
    pub fn nearest(self, name: Option<&str>) -> Self {
        match name {
            Some(name) => self.fact("nearest", name),
            None => self,
        }
    }

    /// Returns the key of its sentence in the locale.
    pub fn key(&self) -> String {
        format!("fault-{}", self.code)
    }
}

impl fmt::Display for Fault {
    /// The stable form for tests and scripts: `line: code name=value …`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.line, self.code)?;
        for (name, value) in &self.facts {
            write!(f, " {name}={value}")?;
        }
        Ok(())
    }
}

/// Returns the line, from 1, in which byte `offset` of `text` stands.
pub fn line_of(text: &str, offset: usize) -> usize {
    let before = text.as_bytes().get(..offset).unwrap_or(text.as_bytes());
    memchr::memchr_iter(b'\n', before).count() + 1
}

/// Where a TOML file does not hold, and of which kind the mistake is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TomlFault {
    /// The line, from 1.
    pub line: usize,
    /// The character of the line, from 1.
    pub column: usize,
    /// What stands there.
    pub piece: String,
    /// The key of what is wrong in the word files: `toml-<kind>`.
    pub kind: &'static str,
}

/// Characters of a piece that are shown.
const PIECE: usize = 24;

/// What the parser says in English, and the kind of mistake it is; the first that fits counts.
const KINDS: &[(&str, &str)] = &[
    ("unknown field", "toml-unknown"),
    ("invalid type", "toml-type"),
    ("duplicate key", "toml-twice"),
    ("cannot extend", "toml-twice"),
    ("unquoted key", "toml-name"),
    ("quote", "toml-quote"),
    ("unclosed", "toml-bracket"),
    ("table open", "toml-bracket"),
    ("array opening", "toml-bracket"),
    ("comma", "toml-comma"),
    ("escape", "toml-escape"),
    ("unicode", "toml-escape"),
    ("missing key", "toml-name"),
    ("key with no value", "toml-no-value"),
    ("missing value", "toml-no-value"),
    ("missing assignment", "toml-no-value"),
    ("invalid value", "toml-quote"),
    ("unexpected key or value", "toml-more"),
    ("unexpected content", "toml-more"),
    ("extra", "toml-more"),
    // One that was begun and never ended.
    ("string", "toml-quote"),
];

/// Finds the place of what the TOML parser found wrong, and the kind it is in our words.
pub fn toml_fault(text: &str, error: &toml::de::Error) -> TomlFault {
    let at = error.span().map_or(0, |span| span.start).min(text.len());
    let before = text.get(..at).unwrap_or_default();
    let (begun, rest) = (
        before.rsplit('\n').next().unwrap_or_default(),
        text.get(at..).unwrap_or_default(),
    );
    let rest = rest.lines().next().unwrap_or_default().trim();
    // At the end of a line the mistake is in what stands before.
    let piece = if rest.is_empty() {
        before.trim_end().lines().last().unwrap_or_default().trim()
    } else {
        rest
    };
    let shown: String = piece.chars().take(PIECE).collect();
    let message = error.message();
    // A value that is not there is told as one without quotation marks.
    let nothing = rest.is_empty() && piece.ends_with('=');
    let message = if nothing { "missing value" } else { message };
    let kind = KINDS.iter().find(|(part, _)| message.contains(part));
    TomlFault {
        line: line_of(text, at),
        column: begun.chars().count() + 1,
        piece: shown,
        kind: kind.map_or("toml-other", |(_, kind)| kind),
    }
}

/// Turns what the TOML parser found wrong into faults.
pub fn syntax_faults(file: &str, text: &str, errors: &[toml::de::Error]) -> Vec<Fault> {
    errors
        .iter()
        .map(|error| {
            let found = toml_fault(text, error);
            Fault::new(file, found.line, "syntax")
                .fact("column", found.column.to_string())
                .fact("piece", found.piece)
                .fact("kind", found.kind)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_count_from_one() {
        let text = "a\nb\nc";
        assert_eq!(line_of(text, 0), 1);
        assert_eq!(line_of(text, 2), 2);
        assert_eq!(line_of(text, 400), 3);
    }

    #[test]
    fn a_mistake_in_toml_has_its_place_its_piece_and_a_kind_of_ours() {
        for (text, place, piece, kind) in [
            (
                "a = 1\nq = screen.leave\n",
                (2, 5),
                "screen.leave",
                "toml-quote",
            ),
            ("[owner\n", (1, 7), "[owner", "toml-bracket"),
            ("a = \"x\n", (1, 7), "a = \"x", "toml-quote"),
            ("a\n", (1, 2), "a", "toml-no-value"),
            ("a =\n", (1, 4), "a =", "toml-no-value"),
            ("a = 1\na = 2\n", (2, 1), "a = 2", "toml-twice"),
            ("姓 = \"王\"\n", (1, 1), "姓 = \"王\"", "toml-name"),
            ("a = [1,,2]\n", (1, 8), ",2]", "toml-comma"),
            ("a = \"\\q\"\n", (1, 7), "q\"", "toml-escape"),
            ("a = \"x\" b = 2\n", (1, 9), "b = 2", "toml-more"),
        ] {
            let error = toml::from_str::<toml::Table>(text).unwrap_err();
            let found = toml_fault(text, &error);
            assert_eq!(
                ((found.line, found.column), found.piece.as_str(), found.kind),
                (place, piece, kind),
                "{text}: {error}"
            );
        }
    }

    #[test]
    fn the_stable_form_names_line_code_and_facts() {
        let fault = Fault::new("keys.toml", 3, "unknown-command")
            .fact("name", "ticket.dun")
            .nearest(Some("ticket.done"));
        assert_eq!(fault.clone().nearest(None), fault);
        assert_eq!(
            fault.to_string(),
            "3: unknown-command name=ticket.dun nearest=ticket.done"
        );
        assert_eq!(fault.key(), "fault-unknown-command");
    }
}
