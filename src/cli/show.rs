//! `show NUMBER`: one record with its history and how its deadlines and amounts came about.

use serde_json::{Map, Value};

use crate::cli::args;
use crate::cli::fault::Fault;
use crate::cli::grid::Grid;
use crate::cli::json::{self, Object};
use crate::cli::paper;
use crate::cli::talk::{Here, Talk, unexpected};
use crate::cli::world::Run;
use crate::domain::error::Fact;
use crate::domain::id::Number;
use crate::locale::Words;
use crate::service::query::{Query, Reply};
use crate::service::view::{Detail, Explanation, Field, HistoryLine, Listing};
use crate::tui::say;
use crate::tui::text::Align;
use crate::tui::word;

/// Shows a record.
pub fn run(run: &mut Run<'_>, args: &args::Show) -> Result<(), Fault> {
    if args.number.trim().is_empty() {
        let facts = [("command", "frontdesk show"), ("text", "<NUMBER>")];
        return Err(Fault::usage("cli-usage-missing", &facts));
    }
    let mut link = run.connect()?;
    let mut talk = Talk::new(&mut *link);
    let Reply::Detail(detail) = talk.query(Query::Show(args.number.clone()))? else {
        return Err(unexpected());
    };
    if args.paper {
        return paper::print(run, &mut talk, &detail);
    }
    // Not every kind of record has something to explain, and a receipt has said what it settled.
    let explained = match detail.kind.as_str() {
        "payment" => Vec::new(),
        _ => match talk.query(Query::Explain(detail.subject)) {
            Ok(Reply::Explain(all)) => all.iter().flat_map(Explanation::told).cloned().collect(),
            Ok(_) | Err(Fault::Refused(_)) => Vec::new(),
            Err(fault) => return Err(fault),
        },
    };
    let here = run.here(&mut talk);
    if args.json {
        let listed = match talk.query(Query::Record(detail.subject)) {
            Ok(Reply::List(listing)) => listing,
            Ok(_) | Err(Fault::Refused(_)) => Listing::default(),
            Err(fault) => return Err(fault),
        };
        let object = object(&run.words, &detail, &listed, &explained, here);
        return run.print_json(&object);
    }
    let title = format!("{}  {}", detail.name, state(&run.words, &detail));
    run.print(title.trim_end())?;
    print_fields(run, &detail.kind, &detail.fields, here)?;
    if !detail.text.is_empty() {
        run.print_block(&detail.text)?;
    }
    print_entries(run, &detail, here)?;
    let lines: Vec<Vec<String>> = detail
        .history
        .iter()
        .map(|line| history_line(&run.words, line, &detail.kind, here))
        .collect();
    Grid::new(vec![Align::Left; 4]).print(run.world.out, &lines)?;
    print_fields(run, &detail.kind, &explained, here)
}

fn print_fields(run: &mut Run<'_>, kind: &str, fields: &[Field], here: Here) -> Result<(), Fault> {
    let lines: Vec<Vec<String>> = fields
        .iter()
        .map(|field| {
            let value = word::fact(here.speech(&run.words), kind, field);
            vec![say::label(&run.words, &field.name), value]
        })
        .collect();
    Ok(Grid::new(vec![Align::Left; 2]).print(run.world.out, &lines)?)
}

/// The word of a key that comes from a declaration, which may be gone.
fn called(words: &Words, key: &str) -> String {
    words
        .find(key)
        .map_or_else(|| key.to_owned(), std::borrow::Cow::into_owned)
}

/// The entries of registers that name it.
fn print_entries(run: &mut Run<'_>, detail: &Detail, here: Here) -> Result<(), Fault> {
    let words = &run.words;
    let lines: Vec<Vec<String>> = detail
        .entries
        .iter()
        .map(|entry| {
            let speech = here.speech(words);
            let title: Vec<String> = entry.title.iter().map(|fact| speech.fact(fact)).collect();
            let state = format!("state-{}-{}", entry.register, entry.state);
            vec![
                entry.number.full(),
                called(words, &format!("register-{}", entry.register)),
                title.join("  "),
                called(words, &state),
                entry
                    .due_at
                    .map_or_else(String::new, |due| speech.instant(due)),
            ]
        })
        .collect();
    Ok(Grid::new(vec![Align::Left; 5]).print(run.world.out, &lines)?)
}

fn state(words: &Words, detail: &Detail) -> String {
    words
        .find(&format!("state-{}-{}", detail.kind, detail.state))
        .map_or_else(|| detail.state.clone(), std::borrow::Cow::into_owned)
}

fn history_line(words: &Words, line: &HistoryLine, kind: &str, here: Here) -> Vec<String> {
    let speech = here.speech(words);
    let (before, after) = word::change(speech, kind, line);
    let mut what = Vec::new();
    if !line.field.is_empty() {
        what.push(say::label(words, &line.field));
    }
    if !before.is_empty() || !after.is_empty() {
        what.push(format!("{before} → {after}").trim().to_owned());
    }
    what.push(word::remark(words, line));
    vec![
        speech.instant(line.at),
        line.by.clone(),
        words.command(&line.command).into_owned(),
        what.join(" "),
    ]
}

/// The record flat: its own members and those its list has, then each further fact under its name; a name that
/// comes several times is an array.
fn object(
    words: &Words,
    detail: &Detail,
    listed: &Listing,
    explained: &[Field],
    here: Here,
) -> Object {
    let zone = here.zone;
    let number = detail.number.map(Number::full);
    let mut object = Object::default()
        .with("number", number.unwrap_or_else(|| detail.name.clone()))
        .with("record", record(&detail.kind))
        .with("version", detail.version);
    if let Some(row) = listed.rows.first() {
        for (name, value) in json::row(&listed.columns, row, zone).0 {
            if name != "number" {
                object.0.push((name, value));
            }
        }
    } else {
        object = object.with("kind", detail.kind.as_str());
        if !detail.state.is_empty() {
            object = object.with("state", detail.state.as_str());
        }
    }
    // What the list has said is said once, unless it has nothing there.
    object.0.retain(|(name, value)| {
        !value.is_null() || !detail.fields.iter().any(|field| field.name == *name)
    });
    let said: Vec<String> = object.0.iter().map(|(name, _)| name.clone()).collect();
    for field in &detail.fields {
        let value = of_record(field, here);
        if field.name == "category" && said.contains(&field.name) {
            let name = word::fact(here.speech(words), &detail.kind, field);
            object = object.with("category_name", name);
        } else if !said.contains(&field.name) {
            put(&mut object, &field.name, value);
        }
    }
    let history: Vec<Value> = detail
        .history
        .iter()
        .map(|line| {
            serde_json::json!({
                "at": zone.print(line.at),
                "by": line.by,
                "command": line.command,
                "kind": line.kind,
                "before": line.before,
                "after": line.after,
                "field": line.field,
                "text": line.text,
            })
        })
        .collect();
    let explanation: Vec<Value> = explained
        .iter()
        .map(|field| {
            let mut one = Map::new();
            one.insert("name".to_owned(), Value::from(field.name.as_str()));
            one.insert("value".to_owned(), of_record(field, here));
            Value::Object(one)
        })
        .collect();
    if !detail.entries.is_empty() {
        let numbers = detail.entries.iter().map(|entry| entry.number.full());
        object = object.with("entries", numbers.map(Value::from).collect::<Vec<_>>());
    }
    object
        .with("text", detail.text.as_str())
        .with("history", history)
        .with("explanation", explanation)
}

/// What sort of record it is, where its kind says which of several.
fn record(kind: &str) -> &str {
    match kind {
        "repair" | "complaint" | "request" => "ticket",
        other => other,
    }
}

/// A fact; the number of another record is whole, for a program that reads it years later.
fn of_record(field: &Field, here: Here) -> Value {
    if let (Some(_), Fact::Text(text)) = (field.link, &field.value)
        && let Some(number) = Number::parse(text, here.today)
    {
        return Value::from(number.full());
    }
    json::fact(&field.value, here.zone)
}

/// Members the object has of its own; a fact of that name does not replace them.
const OWN: [&str; 3] = ["text", "history", "explanation"];

fn put(object: &mut Object, name: &str, value: Value) {
    if OWN.contains(&name) {
        return;
    }
    match object.0.iter_mut().find(|(there, _)| there == name) {
        None => object.0.push((name.to_owned(), value)),
        Some((_, Value::Array(values))) => values.push(value),
        Some((_, first)) => *first = Value::Array(vec![first.take(), value]),
    }
}
