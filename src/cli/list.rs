//! `list WHAT`: rows of one kind for scripts and people, page by page.

use crate::cli::args;
use crate::cli::fault::Fault;
use crate::cli::grid::Grid;
use crate::cli::json;
use crate::cli::talk::{Talk, unexpected};
use crate::cli::world::Run;
use crate::domain::calendar::Zone;
use crate::locale::{Words, command_key};
use crate::service::query::{ListQuery, Query, Reply};
use crate::service::view::{Cell, Listing};
use crate::tui::say;
use crate::tui::text::Align;

/// Rows asked for at a time.
const PAGE: u32 = 500;

/// Lists.
pub fn run(run: &mut Run<'_>, args: &args::List) -> Result<(), Fault> {
    let query = ListQuery {
        export: false,
        what: args.what.clone(),
        conditions: args.conditions.clone(),
        limit: PAGE,
        reveal: args.reveal,
        after: None,
    };
    let mut link = run.connect()?;
    let mut talk = Talk::new(&mut *link);
    let mut grid: Option<Grid> = None;
    let (words, out) = (&run.words, &mut *run.world.out);
    pages(&mut talk, query, args.limit, |listing| {
        let zone = Zone::new(listing.zone).unwrap_or_default();
        if args.json {
            for row in &listing.rows {
                let object = json::row(&listing.columns, row, zone);
                super::print::print_json(out, &object)?;
            }
            return Ok(());
        }
        let mut lines = Vec::new();
        if grid.is_none() {
            lines.push(headings(words, &listing));
        }
        let printed = listing.rows.iter().map(|row| {
            row.iter()
                .zip(&listing.columns)
                .map(|(cell, column)| shown(words, column, cell, zone, kind_of(&listing, row)))
                .collect()
        });
        lines.extend(printed);
        let grid = grid.get_or_insert_with(|| Grid::new(aligns(&listing)));
        Ok(grid.print(out, &lines)?)
    })
}

/// Asks page after page and gives each to `visit`, until there is no more or `limit` rows came.
pub fn pages(
    talk: &mut Talk<'_>,
    mut query: ListQuery,
    limit: Option<u64>,
    mut visit: impl FnMut(Listing) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let mut left = limit.unwrap_or(u64::MAX);
    loop {
        query.limit = u32::try_from(left).unwrap_or(PAGE).min(PAGE);
        let Reply::List(mut listing) = talk.query(Query::List(query.clone()))? else {
            return Err(unexpected());
        };
        listing.rows.truncate(query.limit as usize);
        left = left.saturating_sub(listing.rows.len() as u64);
        let next = listing.next.take();
        visit(listing)?;
        if left == 0 || next.is_none() || next == query.after {
            return Ok(());
        }
        query.after = next;
    }
}

fn headings(words: &Words, listing: &Listing) -> Vec<String> {
    listing
        .columns
        .iter()
        .map(|column| say::label(words, column))
        .collect()
}

/// Numbers and money stand to the right; the first row with a value decides.
fn aligns(listing: &Listing) -> Vec<Align> {
    let of = |column: usize| {
        let cells = listing.rows.iter().filter_map(|row| row.get(column));
        match cells.into_iter().find(|cell| **cell != Cell::Null) {
            Some(Cell::Money(_) | Cell::Whole(_)) => Align::Right,
            _ => Align::Left,
        }
    };
    (0..listing.columns.len()).map(of).collect()
}

/// What a row is, for the words of its state.
fn kind_of<'l>(listing: &'l Listing, row: &'l [Cell]) -> &'l str {
    let at = listing.columns.iter().position(|column| column == "kind");
    match at.and_then(|at| row.get(at)) {
        Some(Cell::Text(kind)) => kind,
        _ => "",
    }
}

/// A cell for people: names of ours in their words, instants by the office's clock.
fn shown(words: &Words, column: &str, cell: &Cell, zone: Zone, kind: &str) -> String {
    match cell {
        Cell::Null => String::new(),
        Cell::Text(text) => {
            // A contact's kind is what it is about, and a line's is its own.
            let keys = match column {
                "state" => [
                    format!("state-{kind}-{text}"),
                    format!("state-contact-{text}"),
                ],
                "rank" => [format!("rank-{text}"), String::new()],
                "command" => [
                    command_key(text),
                    format!("audit-{}", text.replace('.', "-")),
                ],
                "kind" => [
                    format!("choice-kind-{text}"),
                    format!("choice-audit-{text}"),
                ],
                _ => [format!("choice-{column}-{text}"), String::new()],
            };
            keys.iter()
                .find_map(|key| words.find(key))
                .map_or_else(|| text.clone(), std::borrow::Cow::into_owned)
        }
        Cell::Whole(number) => number.to_string(),
        Cell::Money(amount) => amount.grouped(),
        Cell::Day(day) => day.to_string(),
        Cell::Month(month) => month.to_string(),
        Cell::At(at) => {
            let local = zone.local(*at);
            let (hour, minute) = (local.minute / 60, local.minute % 60);
            format!("{} {hour:02}:{minute:02}", local.day)
        }
        Cell::Yes(yes) => words
            .get(if *yes { "choice-yes" } else { "choice-no" })
            .into_owned(),
        Cell::Texts(texts) => texts.join(" "),
    }
}
