//! `registers`: the registers in force with their counts, their declarations, and the check of a file before it is used.

use std::io::{self, Read};
use std::path::Path;

use crate::cli::args;
use crate::cli::doctor::register_sentence;
use crate::cli::fault::{FAILED, Fault};
use crate::cli::grid::Grid;
use crate::cli::small_file;
use crate::cli::talk::{Talk, unexpected};
use crate::cli::world::Run;
use crate::config::nearest::nearest;
use crate::domain::register::Field;
use crate::locale::Arg;
use crate::registers::SHIPPED;
use crate::service::query::{Query, Reply};
use crate::service::registers::set;
use crate::tui::text::Align;

/// The name of standard input.
const INPUT: &str = "-";

/// Lists the registers, prints their declarations, or checks files against everything, also the entries there are.
pub fn run(run: &mut Run<'_>, args: &args::Registers) -> Result<(), Fault> {
    let mut link = run.connect()?;
    let mut talk = Talk::new(&mut *link);
    // What the server has in force is known here from now on.
    talk.header()?;
    match &args.print {
        _ if !args.check.is_empty() => check(run, &mut talk, &args.check),
        Some(name) => print(run, name),
        None => match &args.name {
            Some(name) => count(run, &mut talk, name),
            None => list(run, &mut talk),
        },
    }
}

/// Refuses a name no register has.
fn known(name: &str) -> Result<(), Fault> {
    if set().named(name).is_some() {
        return Ok(());
    }
    let names: Vec<&str> = set().all().map(|one| one.register.name.as_str()).collect();
    let near = nearest(name, names.iter().copied()).unwrap_or_default();
    let known = names.join(" ");
    let facts = [
        ("value", name),
        ("nearest", near),
        ("known", known.as_str()),
    ];
    Err(Fault::usage("cli-registers-unknown", &facts))
}

/// How many entries of a register there are of each value of the fields it is counted by, state by state.
fn count(run: &mut Run<'_>, talk: &mut Talk<'_>, name: &str) -> Result<(), Fault> {
    known(name)?;
    let fields: Vec<&'static Field> = match set().named(name) {
        None => Vec::new(),
        Some(declared) => {
            let register = declared.register;
            register
                .counted()
                .filter_map(|field| register.field(field))
                .collect()
        }
    };
    for field in fields {
        let query = Query::RegisterGroups(name.to_owned(), field.id.clone());
        let Reply::RegisterGroups(groups) = talk.query(query)? else {
            return Err(unexpected());
        };
        let words = &run.words;
        let called = |key: String, or: &str| {
            words
                .find(&key)
                .map_or_else(|| or.to_owned(), std::borrow::Cow::into_owned)
        };
        let label = called(format!("field-{name}-{}", field.id), &field.id);
        let lines: Vec<Vec<String>> = groups
            .iter()
            .map(|(value, state, count)| {
                vec![
                    label.clone(),
                    called(format!("choice-{name}-{}-{value}", field.id), value),
                    called(format!("state-{name}-{state}"), state),
                    count.to_string(),
                ]
            })
            .collect();
        let aligns = vec![Align::Left, Align::Left, Align::Left, Align::Right];
        Grid::new(aligns).print(run.world.out, &lines)?;
    }
    Ok(())
}

/// The text of a file, or of what is piped in.
fn text(file: &Path) -> Result<String, Fault> {
    if file != Path::new(INPUT) {
        return small_file::needed(file);
    }
    let mut text = String::new();
    io::stdin()
        .lock()
        .take(small_file::MOST)
        .read_to_string(&mut text)
        .map_err(|error| Fault::file(file, &error))?;
    Ok(text)
}

fn check(
    run: &mut Run<'_>,
    talk: &mut Talk<'_>,
    paths: &[std::path::PathBuf],
) -> Result<(), Fault> {
    let mut files = Vec::with_capacity(paths.len());
    for path in paths {
        let name = path.file_name().unwrap_or(path.as_os_str());
        files.push((name.to_string_lossy().into_owned(), text(path)?));
    }
    let names: Vec<String> = files.iter().map(|(name, _)| name.clone()).collect();
    let Reply::RegisterFaults(faults) = talk.query(Query::CheckRegisters(files))? else {
        return Err(unexpected());
    };
    for fault in &faults {
        let line = register_sentence(run, fault);
        run.tell(&line);
    }
    for name in names
        .iter()
        .filter(|name| !faults.iter().any(|fault| fault.file == **name))
    {
        run.say("cli-registers-ok", &[("file", Arg::Text(name))])?;
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Fault::Ended(FAILED))
    }
}

/// Prints declarations, all of them or one, as files that `--check` and the office's folder take.
fn print(run: &mut Run<'_>, name: &str) -> Result<(), Fault> {
    if !name.is_empty() {
        known(name)?;
    }
    let shipped = SHIPPED.iter().map(|(file, text)| (*file, *text));
    let own = set()
        .files()
        .iter()
        .map(|(file, text)| (file.as_str(), text.as_str()));
    let texts: Vec<(&str, &str)> = shipped.chain(own).collect();
    for declared in set().all() {
        if !name.is_empty() && declared.register.name != name {
            continue;
        }
        // An own file may be called like a shipped one: what it declares tells them apart.
        let mut of_file = texts.iter().filter(|(file, _)| *file == declared.file);
        let is = |text: &str| {
            crate::domain::register::named(text)
                .is_some_and(|(own, _)| own == declared.register.name)
        };
        if let Some((_, text)) = of_file.find(|(_, text)| is(text)) {
            run.print_block(text)?;
        }
    }
    Ok(())
}

/// Each register with what of it is in hand, waits, is over, is late, and the file it is declared in.
fn list(run: &mut Run<'_>, talk: &mut Talk<'_>) -> Result<(), Fault> {
    let Reply::Registers(rows) = talk.query(Query::Registers)? else {
        return Err(unexpected());
    };
    let words = &run.words;
    let count = |key: &str, count: i64| match count {
        0 => String::new(),
        count => words.with(key, &[("count", Arg::Number(count))]),
    };
    let mut lines = Vec::with_capacity(rows.len());
    for row in &rows {
        let key = format!("register-{}", row.name);
        let label = words
            .find(&key)
            .map_or_else(|| row.name.clone(), std::borrow::Cow::into_owned);
        let file = set().named(&row.name).map_or("", |one| one.file.as_str());
        lines.push(vec![
            row.name.clone(),
            label,
            count("registers-late", row.late),
            count("registers-active", row.active),
            count("registers-initial", row.initial),
            count("registers-closed", row.closed),
            file.to_owned(),
        ]);
    }
    Ok(Grid::new(vec![Align::Left; 7]).print(run.world.out, &lines)?)
}
