//! Papers as templates an office may edit: what one may do is little, counted, and ends.
//!
//! A template has the values of one paper and ways to lay them out. It reads no file, names no other template, makes no
//! text longer than it is given (no joining of texts, no variables) and repeats no more than three loops deep; what it
//! prints is cleaned of everything that could steer a printer or a terminal.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Arc;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Rest, Value};
use minijinja::{Environment, Error, ErrorKind};

use crate::domain::safe_text::SafeText;

/// Bytes of a template, and of what it prints.
pub const MOST: usize = 64 * 1024;
const MOST_PRINTED: usize = 256 * 1024;
/// Steps it may take.
const FUEL: u64 = 200_000;
/// Loops within one another.
const DEPTH: usize = 3;
/// What a statement may begin with.
const STATEMENTS: [&str; 6] = ["if", "elif", "else", "endif", "for", "endfor"];
/// Stands where a line has nothing to say, which is then left out; no text of people has it.
const NOTHING: char = '\u{e000}';
/// Columns of a label, and of what is left blank to be written on.
pub const LABEL: usize = 14;
const BLANK: usize = 40;

/// What is wrong with a template.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {detail}")]
pub struct TemplateFault {
    /// The line, from 1 on.
    pub line: usize,
    /// What our means or the engine's say, for whoever edits it.
    pub detail: String,
}

/// On which side of its columns a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stand {
    Left,
    Centre,
    Right,
}

/// Fits a text into columns, cut where it is too long.
pub type Cell = Arc<dyn Fn(&str, usize, Stand) -> String + Send + Sync>;
/// Breaks a text into lines of so many columns.
pub type Wrap = Arc<dyn Fn(&str, usize) -> Vec<String> + Send + Sync>;

/// How wide things are where it is printed.
#[derive(Clone)]
pub struct Measure {
    pub cols: usize,
    pub cell: Cell,
    pub wrap: Wrap,
}

/// A name and what stands under it.
pub type Named = (String, String);

/// The values of one paper, in words already.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// In order; of a name that comes several times the first counts.
    pub fields: Vec<Named>,
    /// Rows of a name that comes several times: what begins with it, until it comes again.
    pub items: BTreeMap<String, Vec<Vec<Named>>>,
    /// Free lines.
    pub texts: Vec<String>,
    /// The words the template asks for: label of a field, sentence of a paper; from [`literals`].
    pub words: BTreeMap<String, String>,
}

/// The texts in quotes a template has in its tags: names of fields and of sentences.
pub fn literals(source: &str) -> Vec<String> {
    scan(source).map(|found| found.literals).unwrap_or_default()
}

/// Says what is wrong with a template before it is used.
pub fn check(source: &str) -> Result<(), TemplateFault> {
    scan(source)?;
    let env = environment();
    env.template_from_str(source)
        .map_err(|error| told(&error))
        .map(|_| ())
}

fn environment<'s>() -> Environment<'s> {
    let mut env = Environment::empty();
    let mut syntax = SyntaxConfig::builder();
    syntax.trim_blocks(true).lstrip_blocks(true);
    if let Ok(syntax) = syntax.build() {
        env.set_syntax(syntax);
    }
    env.set_fuel(Some(FUEL));
    env
}

fn told(error: &Error) -> TemplateFault {
    let line = error.line().unwrap_or(1);
    let kind = error.kind().to_string();
    let detail = error.detail().map(|detail| format!("{kind}: {detail}"));
    TemplateFault {
        line,
        detail: detail.unwrap_or(kind),
    }
}

/// What a look at the tags of a template finds.
#[derive(Default)]
struct Tags {
    literals: Vec<String>,
}

/// Looks through the tags for what no template may do: the engine has no bound on how long a text it makes.
fn scan(source: &str) -> Result<Tags, TemplateFault> {
    let fault = |line: usize, detail: &str| {
        Err(TemplateFault {
            line,
            detail: detail.to_owned(),
        })
    };
    if source.len() > MOST {
        return fault(1, "the template is too large");
    }
    let mut found = Tags::default();
    let mut depth = 0_usize;
    let mut line = 1;
    let mut rest = source;
    while let Some(at) = rest.find('{') {
        let (before, tag) = rest.split_at(at);
        line += before.matches('\n').count();
        let mut chars = tag.chars();
        chars.next();
        let end = match chars.next() {
            Some('{') => "}}",
            Some('%') => "%}",
            Some('#') => "#}",
            _ => {
                rest = tag.strip_prefix('{').unwrap_or_default();
                continue;
            }
        };
        let body = chars.as_str();
        if end == "#}" {
            let Some((comment, behind)) = body.split_once(end) else {
                return fault(line, "a comment has no end");
            };
            line += comment.matches('\n').count();
            rest = behind;
            continue;
        }
        let (words, behind) = match tag_of(body, end, &mut found.literals) {
            Ok(read) => read,
            Err(detail) => return fault(line, detail),
        };
        if end == "%}" {
            let first = words.first().map_or("", String::as_str);
            if !STATEMENTS.contains(&first) {
                return fault(line, "only if and for are known here");
            }
            match first {
                "for" => depth += 1,
                "endfor" => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth > DEPTH {
                return fault(line, "too many loops within one another");
            }
            if words.iter().any(|word| word == "recursive") {
                return fault(line, "a loop does not call itself");
            }
        }
        let read = body.len().saturating_sub(behind.len());
        line += body.get(..read).unwrap_or_default().matches('\n').count();
        rest = behind;
    }
    Ok(found)
}

/// The words of one tag, and what stands behind its end.
fn tag_of<'s>(
    body: &'s str,
    end: &str,
    literals: &mut Vec<String>,
) -> Result<(Vec<String>, &'s str), &'static str> {
    let mut words = vec![String::new()];
    let mut chars = body.char_indices();
    while let Some((at, c)) = chars.next() {
        let here = body.get(at..).unwrap_or_default();
        if let Some(behind) = here.strip_prefix(end) {
            words.retain(|word| !word.is_empty());
            return Ok((words, behind));
        }
        match c {
            '"' | '\'' => {
                let mut text = String::new();
                loop {
                    match chars.next() {
                        None => return Err("a text has no end"),
                        // What is written with a backslash is read by the engine; a name has none.
                        Some((_, '\\')) => {
                            chars.next();
                        }
                        Some((_, one)) if one == c => break,
                        Some((_, one)) => text.push(one),
                    }
                }
                literals.push(text);
            }
            '~' | '*' | '+' | '{' => {
                return Err("texts are not joined and numbers not reckoned here");
            }
            c if c.is_alphanumeric() || c == '_' => {
                if let Some(word) = words.last_mut() {
                    word.push(c);
                }
            }
            _ => words.push(String::new()),
        }
    }
    Err("a tag has no end")
}

/// Takes what is printed, up to a bound.
struct Capped(Vec<u8>);

impl Write for Capped {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len().saturating_add(bytes.len()) > MOST_PRINTED {
            return Err(io::Error::other("too much is printed"));
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn wrong(detail: String) -> Error {
    Error::new(ErrorKind::InvalidOperation, detail)
}

/// Lays out a paper: its lines, none wider than it, nothing in them that could steer anything.
pub fn render(
    source: &str,
    sheet: &Sheet,
    measure: &Measure,
) -> Result<Vec<String>, TemplateFault> {
    scan(source)?;
    let mut env = environment();
    means(&mut env, sheet, measure);
    let template = env
        .template_from_str(source)
        .map_err(|error| told(&error))?;
    let mut fields: BTreeMap<String, Value> = BTreeMap::new();
    for (name, value) in &sheet.fields {
        fields
            .entry(name.clone())
            .or_insert_with(|| Value::from(value.as_str()));
    }
    let items = sheet.items.iter().map(|(name, rows)| {
        let rows: Vec<Value> = rows.iter().map(|row| map(row)).collect();
        (name.clone(), Value::from(rows))
    });
    let context = BTreeMap::from([
        (String::from("f"), Value::from(fields)),
        (
            String::from("items"),
            Value::from(items.collect::<BTreeMap<_, _>>()),
        ),
        (
            String::from("texts"),
            Value::from(
                sheet
                    .texts
                    .iter()
                    .map(|text| Value::from(text.as_str()))
                    .collect::<Vec<_>>(),
            ),
        ),
    ]);
    let mut out = Capped(Vec::new());
    template
        .render_captured_to(Value::from(context), &mut out)
        .map_err(|error| told(&error))?;
    let text = String::from_utf8_lossy(&out.0).into_owned();
    Ok(clean(&text, measure))
}

fn map(row: &[Named]) -> Value {
    let row = row.iter();
    let row = row.map(|(name, value)| (name.clone(), Value::from(value.as_str())));
    Value::from(row.collect::<BTreeMap<_, _>>())
}

/// The lines of what was printed: cleaned, those without anything to say left out, those too wide broken.
fn clean(text: &str, measure: &Measure) -> Vec<String> {
    let mut lines = Vec::new();
    for line in text.lines() {
        let said = line.replace(NOTHING, "");
        if line.contains(NOTHING) && said.trim().is_empty() {
            continue;
        }
        let shown = SafeText::shown(said.trim_end()).into_string();
        lines.extend((measure.wrap)(&shown, measure.cols));
    }
    for line in &mut lines {
        line.truncate(line.trim_end().len());
    }
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
}

/// What a template may call.
fn means(env: &mut Environment<'_>, sheet: &Sheet, measure: &Measure) {
    let cols = measure.cols;
    let stand = |stand: Stand| {
        let cell = Arc::clone(&measure.cell);
        move |text: String, width: Option<usize>| {
            cell(&text, width.unwrap_or(cols).min(cols), stand)
        }
    };
    env.add_function("left", stand(Stand::Left));
    env.add_function("centre", stand(Stand::Centre));
    env.add_function("right", stand(Stand::Right));
    env.add_function("rule", move || "-".repeat(cols));
    let words = Arc::new(sheet.words.clone());
    let label = {
        let words = Arc::clone(&words);
        move |name: &str| {
            let label = words.get(&format!("field-{name}")).cloned();
            label.ok_or_else(|| wrong(format!("there is no field {name}")))
        }
    };
    env.add_function("label", {
        let label = label.clone();
        move |name: String| label(&name)
    });
    env.add_function("say", move |name: String| {
        let said = words.get(&format!("paper-{name}")).cloned();
        said.ok_or_else(|| wrong(format!("there is no sentence {name}")))
    });
    env.add_function("sign", {
        let (label, cell) = (label.clone(), Arc::clone(&measure.cell));
        move |name: String| {
            let label = cell(&label(&name)?, LABEL, Stand::Left);
            let blank = BLANK.min(cols.saturating_sub(LABEL));
            Ok::<_, Error>(format!("{label}{}", "_".repeat(blank)))
        }
    });
    env.add_function("para", {
        let wrap = Arc::clone(&measure.wrap);
        move |text: String| wrap(&text, cols).join("\n")
    });
    let fields: BTreeMap<String, String> = sheet.fields.iter().rev().cloned().collect();
    let (cell, wrap) = (Arc::clone(&measure.cell), Arc::clone(&measure.wrap));
    env.add_function("row", move |name: String, value: Rest<String>| {
        let label = cell(&label(&name)?, LABEL, Stand::Left);
        let value = value.first().or_else(|| fields.get(&name));
        let Some(value) = value.filter(|value| !value.is_empty()) else {
            return Ok(NOTHING.to_string());
        };
        let mut lines = Vec::new();
        for (at, part) in wrap(value, cols.saturating_sub(LABEL)).iter().enumerate() {
            let before = if at == 0 { label.as_str() } else { "" };
            lines.push(format!("{}{part}", cell(before, LABEL, Stand::Left)));
        }
        Ok::<_, Error>(lines.join("\n"))
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measure(cols: usize) -> Measure {
        Measure {
            cols,
            // Good enough for letters of one column.
            cell: Arc::new(|text, width, stand| match stand {
                Stand::Left => format!("{text:<width$.width$}"),
                Stand::Centre => format!("{text:^width$.width$}"),
                Stand::Right => format!("{text:>width$.width$}"),
            }),
            wrap: Arc::new(|text, width| {
                let chars: Vec<char> = text.chars().collect();
                if chars.is_empty() {
                    return vec![String::new()];
                }
                let parts = chars.chunks(width.max(1));
                parts.map(|part| part.iter().collect()).collect()
            }),
        }
    }

    fn sheet() -> Sheet {
        let named = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        Sheet {
            fields: vec![
                named("office", "Lake"),
                named("number", "S1"),
                named("empty", ""),
            ],
            items: BTreeMap::from([(
                String::from("item"),
                vec![
                    vec![named("item", "fee"), named("paid", "12.00")],
                    vec![named("item", "parking"), named("paid", "3.00")],
                ],
            )]),
            texts: vec![String::from("a\u{1b}[31mb")],
            words: BTreeMap::from([
                named("field-number", "Number"),
                named("field-empty", "Empty"),
                named("paper-end", "Thank you"),
            ]),
        }
    }

    fn lines(source: &str) -> Vec<String> {
        render(source, &sheet(), &measure(30)).unwrap()
    }

    #[test]
    fn a_paper_is_laid_out() {
        let source = "{# told to nobody #}\n{{ f.office }}\n{{ rule() }}\n{{ row(\"number\") }}\n{{ row(\"empty\") }}\n\
            {% for one in items.item %}\n{{ left(one.item, 10) }}{{ right(one.paid, 8) }}\n{% endfor %}\n{{ say('end') }}\n";
        assert_eq!(
            lines(source),
            [
                "Lake",
                "------------------------------",
                "Number        S1",
                "fee          12.00",
                "parking       3.00",
                "Thank you",
            ]
        );
        assert_eq!(literals(source), ["number", "empty", "end"]);
    }

    #[test]
    fn what_is_printed_steers_nothing_and_fits() {
        for text in [
            "{% for text in texts %}{{ text }}{% endfor %}",
            "x\u{7}y",
            "{{ \"\\u001b[2J\" }}",
        ] {
            for line in lines(text) {
                assert!(!line.chars().any(char::is_control), "{line:?}");
            }
        }
        let long = "x".repeat(95);
        assert_eq!(
            lines(&long).iter().map(String::len).collect::<Vec<_>>(),
            [30, 30, 30, 5]
        );
    }

    #[test]
    fn what_a_template_may_not_do_is_told_with_its_line() {
        for (source, line) in [
            ("a\n{% include \"/etc/passwd\" %}", 2),
            ("{% set a = f.office %}", 1),
            ("\n\n{{ f.office ~ f.office }}", 3),
            ("{{ \"a\" * 1000000000 }}", 1),
            ("{{ {\"a\": 1} }}", 1),
            ("{# a\nb #}\n{% macro x() %}{% endmacro %}", 3),
            ("{% for a in texts recursive %}{% endfor %}", 1),
            (
                "{% for a in texts %}{% for b in texts %}{% for c in texts %}{% for d in texts %}",
                1,
            ),
            ("{{ f.office", 1),
            ("{{ \"a }}", 1),
            ("{% if %}", 1),
            ("a\nb\n{% endif %}", 3),
            ("{# no end", 1),
        ] {
            let fault = check(source).unwrap_err();
            assert_eq!(fault.line, line, "{source}: {fault}");
        }
        assert_eq!(check(&"x".repeat(MOST + 1)).unwrap_err().line, 1);
        // Only when it is used: a name nobody knows, and what prints more than a paper has.
        for source in [
            "\n{{ row(\"nmber\") }}",
            "\n{{ say(\"x\") }}",
            "\n{{ open(\"x\") }}",
        ] {
            check(source).unwrap();
            let fault = render(source, &sheet(), &measure(30)).unwrap_err();
            assert_eq!(fault.line, 2, "{fault}");
        }
    }

    #[test]
    fn a_template_that_would_run_long_ends() {
        let text = "y".repeat(2_000);
        let many = Sheet {
            texts: vec![text; 200],
            ..sheet()
        };
        let inner = "{% for b in texts %}{% for c in texts %}{{ a }}{% endfor %}{% endfor %}";
        let source = format!("{{% for a in texts %}}{inner}{{% endfor %}}");
        assert!(render(&source, &many, &measure(30)).is_err());
        let quiet = source.replace("{{ a }}", "");
        assert!(render(&quiet, &many, &measure(30)).is_err());
    }
}
