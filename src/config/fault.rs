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

/// Turns what the TOML parser found wrong into faults; `detail` is the parser's own English.
pub fn syntax_faults(file: &str, text: &str, errors: &[toml::de::Error]) -> Vec<Fault> {
    errors
        .iter()
        .map(|error| {
            let line = error.span().map_or(0, |span| line_of(text, span.start));
            Fault::new(file, line, "syntax").fact("detail", error.message())
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
