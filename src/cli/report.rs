//! `report NAME`: one of the desk's reports, as text of 80 columns, a workbook with charts, a text table, or JSON.

use std::io::Write;

use serde_json::Value as Json;

use crate::cli::args::{self, ReportFormat};
use crate::cli::fault::Fault;
use crate::cli::json::{self, Object};
use crate::cli::outfile;
use crate::cli::print::{print_json, print_safe};
use crate::cli::talk::{Here, Talk, unexpected};
use crate::cli::world::Run;
use crate::domain::calendar::Month;
use crate::domain::error::{Refusal, Why};
use crate::exchange::report_out;
use crate::locale::{Arg, Words};
use crate::service::query::{Query, Reply};
use crate::service::view::{Line, ReportPage, Section, Value};
use crate::tui::report;

/// Shows it, or writes it into a file.
pub fn run(run: &mut Run<'_>, args: &args::Report) -> Result<(), Fault> {
    if args.format == ReportFormat::Xlsx && args.out.is_none() {
        return Err(Fault::usage("cli-out-needed", &[]));
    }
    let month = match &args.period {
        Some(typed) => {
            let month = typed.trim().parse::<Month>();
            let wrong = || Refusal::new(Why::BadDay).with("text", typed.as_str());
            Some(month.map_err(|_| Fault::from(wrong()))?)
        }
        None => None,
    };
    let mut link = run.connect()?;
    let mut talk = Talk::new(&mut *link);
    let here = run.here(&mut talk);
    let Reply::Report(page) = talk.query(Query::Report(args.name.clone(), month))? else {
        return Err(unexpected());
    };
    let Some(file) = &args.out else {
        return write(&run.words, here, &page, args.format, run.world.out);
    };
    let words = &run.words;
    outfile::write(file, args.replace, |out| {
        write(words, here, &page, args.format, out)
    })?;
    let path = file.display().to_string();
    run.say("cli-report-written", &[("path", Arg::Text(&path))])
}

fn write(
    words: &Words,
    here: Here,
    page: &ReportPage,
    format: ReportFormat,
    out: &mut dyn Write,
) -> Result<(), Fault> {
    let speech = here.speech(words);
    match format {
        ReportFormat::Txt => {
            for line in report::lines(speech, page) {
                print_safe(out, &line)?;
            }
        }
        ReportFormat::Csv => report_out::write_csv(&report::spoken(speech, page), out)?,
        ReportFormat::Xlsx => {
            // A workbook is built in memory anyway.
            let mut bytes = Vec::new();
            report_out::write_xlsx(&report::spoken(speech, page), &mut bytes)?;
            out.write_all(&bytes)?;
        }
        ReportFormat::Json => print_json(out, &object(here, page))?,
    }
    Ok(())
}

/// A report as JSON: names that do not change with the language, money as a decimal string, a share with its part and its
/// whole.
fn object(here: Here, page: &ReportPage) -> Object {
    let report = &page.report;
    let sections = report.sections.iter().map(|one| section(here, one));
    Object::default()
        .with("report", report.name.as_str())
        .with("period", report.month.to_string())
        .with("from", here.zone.print(report.from))
        .with("to", here.zone.print(report.to))
        .with("digest", page.digest.as_str())
        .with("made_by", told(page.made.as_ref().map(|one| &one.person)))
        .with(
            "submitted_by",
            told(page.submitted.as_ref().map(|one| &one.person)),
        )
        .with("text", told(page.note.as_ref().map(|one| &one.text)))
        .with("sections", sections.collect::<Vec<Json>>())
}

fn told(text: Option<&String>) -> Json {
    text.map_or(Json::Null, |text| Json::from(text.as_str()))
}

fn section(here: Here, section: &Section) -> Json {
    let line = |line: &Line| {
        let cells = section.columns.iter().zip(&line.cells);
        let members = cells.map(|(column, cell)| (column.name.clone(), value(here, cell)));
        let mut members: serde_json::Map<String, Json> = members.collect();
        if let Some(Some(rows)) = line.opens.first() {
            let conditions = Json::from(rows.conditions.clone());
            members.insert("list".to_owned(), Json::from(rows.what.as_str()));
            members.insert("where".to_owned(), conditions);
        }
        Json::Object(members)
    };
    let mut members = serde_json::Map::new();
    members.insert("section".to_owned(), Json::from(section.name.as_str()));
    let rows: Vec<Json> = section.lines.iter().map(line).collect();
    members.insert("rows".to_owned(), Json::from(rows));
    members.insert(
        "total".to_owned(),
        section.total.as_ref().map_or(Json::Null, line),
    );
    let notes: Vec<Json> = section
        .notes
        .iter()
        .map(|one| json::fact(one, here.zone))
        .collect();
    members.insert("notes".to_owned(), Json::from(notes));
    Json::Object(members)
}

fn value(here: Here, value: &Value) -> Json {
    match value {
        Value::Empty => Json::Null,
        Value::Said(fact) => json::fact(fact, here.zone),
        Value::Named(_, name, _) => Json::from(name.as_str()),
        Value::Count(count) => Json::from(*count),
        Value::Share(part, of) => {
            let members = [("part", *part), ("of", *of)];
            let members = members.map(|(name, count)| (name.to_owned(), Json::from(count)));
            Json::Object(members.into_iter().collect())
        }
        Value::Money(amount) => Json::from(amount.plain()),
        Value::Minutes(minutes) => Json::from(*minutes),
    }
}
