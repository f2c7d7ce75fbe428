//! `do --list`: the table of commands as it is.

use crate::cli::fault::Fault;
use crate::cli::grid::Grid;
use crate::cli::json::Object;
use crate::cli::world::Run;
use crate::service::command::{Arg, Kind, Row, rows};
use crate::tui::text::Align;

/// Lists every command: one JSON object a line, or a table for people.
pub fn run(run: &mut Run<'_>, json: bool) -> Result<(), Fault> {
    if json {
        for row in rows() {
            let object = object(run, row);
            run.print_json(&object)?;
        }
        return Ok(());
    }
    let lines: Vec<Vec<String>> = rows()
        .filter(|row| !row.hidden)
        .map(|row| {
            vec![
                row.name.to_owned(),
                run.words.command(row.name).into_owned(),
                run.words
                    .get(&format!("right-{}", row.right.name()))
                    .into_owned(),
                run.words
                    .get(&format!("cli-undo-{}", row.undo.name()))
                    .into_owned(),
                usage(row),
            ]
        })
        .collect();
    Ok(Grid::new(vec![Align::Left; 5]).print(run.world.out, &lines)?)
}

/// `TICKET [worker=STAFF]`.
fn usage(row: &Row) -> String {
    let mut text = String::new();
    if row.about != crate::service::command::About::Nothing {
        text.push_str(&row.about.name().to_uppercase());
    }
    for arg in row.args {
        let one = match arg.kind {
            Kind::Choice(names) => format!("{}={}", arg.name, names.join("|")),
            kind => format!("{}={}", arg.name, kind.name().to_uppercase()),
        };
        if !text.is_empty() {
            text.push(' ');
        }
        if arg.must {
            text.push_str(&one);
        } else {
            text.extend(["[", &one, "]"]);
        }
    }
    text
}

fn object(run: &Run<'_>, row: &Row) -> Object {
    let arguments: Vec<serde_json::Value> = row
        .args
        .iter()
        .filter_map(|arg| serde_json::to_value(argument(arg)).ok())
        .collect();
    Object::default()
        .with("command", row.name)
        .with("name", run.words.command(row.name).into_owned())
        .with("doc", run.words.command_doc(row.name).into_owned())
        .with("about", row.about.name())
        .with("arguments", arguments)
        .with("right", row.right.name())
        .with("undo", row.undo.name())
        .with("audit", row.audit.name())
        .with("approval", row.needs.is_some())
        .with("hidden", row.hidden)
}

fn argument(arg: &Arg) -> Object {
    let object = Object::default()
        .with("name", arg.name)
        .with("kind", arg.kind.name())
        .with("must", arg.must)
        .with("personal", arg.personal);
    match arg.kind {
        Kind::Choice(names) => object.with("choices", names.to_vec()),
        Kind::Line(limit) => object.with("limit", limit),
        Kind::Whole(least, most) => object.with("least", least).with("most", most),
        _ => object,
    }
}
