//! `keys`: the keymap in force, and the check of a file before it is used.

use std::io::{self, Read};
use std::path::Path;

use crate::cli::args;
use crate::cli::fault::{FAILED, Fault};
use crate::cli::grid::Grid;
use crate::cli::small_file;
use crate::cli::world::Run;
use crate::config::{Fault as FileFault, KeymapChoice, Known, Settings};
use crate::locale::{Arg, Language, faults};
use crate::tui::commands::known_names;
use crate::tui::keymap::{self, Bound, Chord, Context, Loaded, Source};
use crate::tui::text::Align;
use crate::tui::theme::Theme;

/// Prints the keymap in force, or checks a file against everything that may be bound.
pub fn run(run: &mut Run<'_>, args: &args::Keys) -> Result<(), Fault> {
    match &args.check {
        Some(file) => check(run, file),
        None => print(run, args.print),
    }
}

/// The name of standard input.
const INPUT: &str = "-";

fn check(run: &mut Run<'_>, file: &Path) -> Result<(), Fault> {
    let text = if file == Path::new(INPUT) {
        let mut text = String::new();
        io::stdin()
            .lock()
            .take(small_file::MOST)
            .read_to_string(&mut text)
            .map_err(|error| Fault::file(file, &error))?;
        text
    } else {
        small_file::needed(file)?
    };
    let name = file.display().to_string();
    let source = Source {
        name: &name,
        text: &text,
    };
    let loaded = keymap::load(&[source], &known_names());
    if loaded.faults.is_empty() {
        return run.say("cli-keys-ok", &[("file", Arg::Text(&name))]);
    }
    tell_faults(run, &loaded.faults);
    Err(Fault::Ended(FAILED))
}

/// Prints the keymap in force for people, or as a file that `--check` and the settings take.
fn print(run: &mut Run<'_>, as_file: bool) -> Result<(), Fault> {
    let loaded = in_force(run)?;
    tell_faults(run, &loaded.faults);
    if !loaded.faults.is_empty() {
        let line = run.words.get("cli-keymap-default").into_owned();
        run.tell(&line);
    }
    if as_file {
        return print_file(run, &loaded);
    }
    let words = &run.words;
    let mut lines = Vec::new();
    for context in Context::all() {
        for bound in keymap::bound(&loaded.keymap, &[context]) {
            lines.push(vec![
                context.name().to_owned(),
                bound.chord.to_string(),
                bound.command.to_owned(),
                words.command(bound.command).into_owned(),
            ]);
        }
    }
    Ok(Grid::new(vec![Align::Left; 4]).print(run.world.out, &lines)?)
}

/// A key as TOML writes it. No key is both marks that quote.
fn quoted(key: &str) -> String {
    if key.contains(['"', '\\']) {
        format!("'{key}'")
    } else {
        format!("\"{key}\"")
    }
}

/// A chord as TOML writes it: its keys have a dot between them; what is not plain stands in quotes.
fn written(chord: &Chord) -> String {
    let keys: Vec<String> = chord.to_string().split(' ').map(quoted).collect();
    keys.join(".")
}

fn print_file(run: &mut Run<'_>, loaded: &Loaded) -> Result<(), Fault> {
    let usual = keymap::load(&[], &known_names()).keymap;
    for context in Context::all() {
        let bound = keymap::bound(&loaded.keymap, &[context]);
        // The file is laid over the default: what is bound there and not here has to be taken away.
        let mut gone = keymap::bound(&usual, &[context]);
        gone.retain(|usual| {
            let meets = |one: &Bound<'_>| {
                one.chord.0.starts_with(&usual.chord.0) || usual.chord.0.starts_with(&one.chord.0)
            };
            !bound.iter().any(meets)
        });
        if bound.is_empty() && gone.is_empty() {
            continue;
        }
        run.print(&format!("[{}]", context.name()))?;
        for bound in bound {
            let command = run.words.command(bound.command).into_owned();
            let (chord, name) = (written(&bound.chord), bound.command);
            run.print(&format!("{chord} = \"{name}\"  # {command}"))?;
        }
        for gone in gone {
            run.print(&format!("{} = \"none\"", written(&gone.chord)))?;
        }
    }
    Ok(())
}

/// The keymap in force: the default, then the style of `--keymap` or of the settings, then the
/// user's `keys.toml`. With any fault the default stands alone.
pub fn in_force(run: &Run<'_>) -> Result<Loaded, Fault> {
    let paths = run.paths()?;
    let (settings, mut faults) = settings(paths.settings.as_deref())?;
    let beside = paths.settings.as_deref().and_then(Path::parent);
    let chosen = match &run.global.keymap {
        Some(given) => Some(KeymapChoice::parse(given)),
        // A relative file in the settings is meant from their folder.
        None => settings.keymap.map(|choice| match (choice, beside) {
            (KeymapChoice::File(file), Some(folder)) => KeymapChoice::File(folder.join(file)),
            (choice, _) => choice,
        }),
    };
    let mut layers: Vec<(String, String)> = Vec::new();
    match chosen {
        None => {}
        Some(KeymapChoice::Shipped(name)) => {
            let style = keymap::style(&name).ok_or_else(|| {
                let known: Vec<&str> = keymap::STYLES.iter().map(|(name, _)| *name).collect();
                let facts = [("value", name.as_str()), ("known", &known.join(" "))];
                Fault::usage("cli-unknown-keymap", &facts)
            })?;
            layers.push((style.name.to_owned(), style.text.to_owned()));
        }
        Some(KeymapChoice::File(file)) => {
            let text = small_file::read(&file)?;
            let text = text.ok_or_else(|| Fault::file(&file, &io::ErrorKind::NotFound.into()))?;
            layers.push((file.display().to_string(), text));
        }
    }
    if let Some(file) = &paths.keys
        && let Some(text) = small_file::read(file)?
    {
        layers.push((file.display().to_string(), text));
    }
    let sources: Vec<Source<'_>> = layers
        .iter()
        .map(|(name, text)| Source { name, text })
        .collect();
    let mut loaded = keymap::load(&sources, &known_names());
    faults.append(&mut loaded.faults);
    loaded.faults = faults;
    Ok(loaded)
}

/// The user's settings and what is wrong in them; wrong ones count as not set.
fn settings(file: Option<&Path>) -> Result<(Settings, Vec<FileFault>), Fault> {
    let Some(file) = file else {
        return Ok((Settings::default(), Vec::new()));
    };
    let Some(text) = small_file::read(file)? else {
        return Ok((Settings::default(), Vec::new()));
    };
    let styles: Vec<&str> = keymap::STYLES.iter().map(|(name, _)| *name).collect();
    let known = Known {
        languages: &Language::TAGS,
        keymaps: &styles,
        themes: &Theme::NAMES,
    };
    Ok(
        match Settings::parse(&file.display().to_string(), &text, &known) {
            Ok(settings) => (settings, Vec::new()),
            Err(faults) => (Settings::default(), faults),
        },
    )
}

/// The language the user's settings name, if they can be read.
pub fn language_set(file: Option<&Path>) -> Option<String> {
    settings(file).ok()?.0.language
}

/// The theme the user's settings choose.
pub fn theme(run: &Run<'_>) -> Result<Option<Theme>, Fault> {
    let (settings, _) = settings(run.paths()?.settings.as_deref())?;
    Ok(settings.theme.as_deref().and_then(Theme::named))
}

/// Prints each fault with its place.
pub fn tell_faults(run: &mut Run<'_>, found: &[FileFault]) {
    for fault in found {
        let line = faults::sentence(
            &run.words,
            &fault.file,
            fault.line,
            fault.code,
            &fault.facts,
        );
        run.tell(&line);
    }
}
