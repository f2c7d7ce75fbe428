//! `list WHAT`: rows of one kind for scripts and people, page by page.

use std::io::Write;

use crate::cli::args;
use crate::cli::columns::Chosen;
use crate::cli::fault::Fault;
use crate::cli::grid::Grid;
use crate::cli::json;
use crate::cli::talk::{Here, Talk, unexpected};
use crate::cli::world::Run;
use crate::domain::calendar::{Instant, Zone};
use crate::locale::{Arg, Words};
use crate::service::query::{ListQuery, Query, Reply};
use crate::service::registers::set;
use crate::service::view::{Cell, Listing};
use crate::service::words;
use crate::tui::say;
use crate::tui::text::{Align, Ruler, Widths};
use crate::tui::word;

/// The list whose first column is a key people type.
const SETTINGS: &str = "settings";

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
    let now = run.world.clock.now();
    let (words, out) = (&run.words, &mut *run.world.out);
    let mut print = Printing {
        words,
        what: &args.what,
        now,
        room: run.world.room,
        grid: None,
        left_out: Vec::new(),
        rows: 0,
    };
    pages(&mut talk, query, args.limit, |listing| {
        let zone = Zone::new(listing.zone).unwrap_or_default();
        if !args.json {
            return print.page(out, &listing);
        }
        for row in &listing.rows {
            let object = json::row(&listing.columns, row, zone);
            super::print::print_json(out, &object)?;
        }
        Ok(())
    })?;
    if args.json {
        return Ok(());
    }
    let told = print.told();
    // The table first, where both go to one screen.
    run.world.out.flush()?;
    for line in told {
        run.tell(&line);
    }
    Ok(())
}

/// A list on its way to people, page by page.
struct Printing<'p> {
    words: &'p Words,
    what: &'p str,
    now: Instant,
    /// Columns of the terminal that shows it; a file or a pipe has room for all.
    room: Option<usize>,
    /// What the first page decided.
    grid: Option<(Grid, Option<Chosen>, Vec<Align>)>,
    /// Headings of columns that hold something and did not fit.
    left_out: Vec<String>,
    rows: usize,
}

/// Ends what is cut.
const CUT: &str = "…";

impl Printing<'_> {
    fn page(&mut self, out: &mut dyn Write, listing: &Listing) -> Result<(), Fault> {
        let ruler = Ruler::new(Widths::default(), CUT);
        self.rows += listing.rows.len();
        let mut lines = Vec::new();
        if self.grid.is_none() {
            lines.push(self.headings(listing));
        }
        lines.extend(listing.rows.iter().map(|row| self.row(listing, row)));
        if self.grid.is_none() {
            let aligns = self.aligns(listing);
            let chosen = self
                .room
                .map(|room| Chosen::of(ruler, &lines, &aligns, room));
            if let (Some(chosen), Some((headings, rows))) = (&chosen, lines.split_first()) {
                let unseen = headings.iter().enumerate().filter(|(place, _)| {
                    let filled = |row: &Vec<String>| row.get(*place).is_some_and(|c| !c.is_empty());
                    !chosen.places.contains(place) && rows.iter().any(filled)
                });
                self.left_out = unseen.map(|(_, heading)| heading.clone()).collect();
            }
            let shown = match &chosen {
                Some(chosen) => chosen
                    .places
                    .iter()
                    .map(|place| aligns.get(*place).copied().unwrap_or_default())
                    .collect(),
                None => aligns.clone(),
            };
            self.grid = Some((Grid::new(shown), chosen, aligns));
        }
        let Some((grid, chosen, aligns)) = &mut self.grid else {
            return Ok(());
        };
        if let Some(chosen) = chosen {
            for line in &mut lines {
                *line = chosen.cut(ruler, line, aligns);
            }
        }
        Ok(grid.print(out, &lines)?)
    }

    /// What is to be said beside the table.
    fn told(&self) -> Vec<String> {
        let mut told = Vec::new();
        if self.rows == 0 {
            told.push(self.words.get("cli-list-empty").into_owned());
        }
        if !self.left_out.is_empty() {
            let columns = self.left_out.join(&self.words.get("cli-list"));
            let facts = [("columns", Arg::Text(&columns))];
            told.push(self.words.with("cli-list-left-out", &facts));
        }
        told
    }

    fn headings(&self, listing: &Listing) -> Vec<String> {
        let columns = listing.columns.iter();
        let mut headings: Vec<String> = columns
            .map(|column| heading(self.words, self.what, column))
            .collect();
        if self.what == SETTINGS {
            headings.insert(1, self.words.get("cli-list-name").into_owned());
        }
        headings
    }

    /// Numbers and money stand to the right; the first row with a value decides.
    fn aligns(&self, listing: &Listing) -> Vec<Align> {
        let of = |column: usize| {
            let cells = listing.rows.iter().filter_map(|row| row.get(column));
            match cells.into_iter().find(|cell| **cell != Cell::Null) {
                Some(Cell::Money(_) | Cell::Whole(_)) => Align::Right,
                _ => Align::Left,
            }
        };
        let mut aligns: Vec<Align> = (0..listing.columns.len()).map(of).collect();
        if self.what == SETTINGS {
            aligns.insert(1, Align::Left);
        }
        aligns
    }

    fn row(&self, listing: &Listing, row: &[Cell]) -> Vec<String> {
        let zone = Zone::new(listing.zone).unwrap_or_default();
        if let (SETTINGS, Some(Cell::Text(key))) = (self.what, row.first()) {
            return self.setting(listing.zone, key, row);
        }
        let kind = kind_of(self.what, listing, row);
        let cells = row.iter().zip(&listing.columns);
        cells
            .map(|(cell, column)| shown(self.words, column, cell, zone, kind))
            .collect()
    }

    /// A setting by the key that is typed, by its name, and what it is set to in words.
    fn setting(&self, zone: i16, key: &str, row: &[Cell]) -> Vec<String> {
        let here = Here::new(zone, self.now);
        let speech = here.speech(self.words);
        let mut cells = vec![key.to_owned(), speech.fact(&words::setting(key))];
        cells.extend(row.iter().skip(1).map(|cell| match cell {
            Cell::Text(text) if text.is_empty() => String::new(),
            Cell::Text(text) => speech.fact(&words::setting_value(key, text)),
            _ => String::new(),
        }));
        cells
    }
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

/// What a row is, for the words of what it holds.
pub fn kind_of<'l>(what: &'l str, listing: &'l Listing, row: &'l [Cell]) -> &'l str {
    match what {
        "contacts" => "contact",
        "approvals" => "approval",
        "promises" => "promise",
        "events" => "audit",
        "duties" => "duty",
        _ if set().named(what).is_some() => what,
        _ => {
            let at = listing.columns.iter().position(|column| column == "kind");
            match at.and_then(|at| row.get(at)) {
                Some(Cell::Text(kind)) => kind,
                _ => "",
            }
        }
    }
}

/// What a column of a list is called; a register calls its fields as it declares them.
pub fn heading(words: &Words, what: &str, column: &str) -> String {
    match words.find(&format!("field-{what}-{column}")) {
        Some(own) => own.into_owned(),
        None => say::label(words, column),
    }
}

/// A cell for people: names of ours in their words, instants by the office's clock.
fn shown(words: &Words, column: &str, cell: &Cell, zone: Zone, kind: &str) -> String {
    match cell {
        Cell::Null => String::new(),
        Cell::Text(text) => word::value(words, kind, column, text),
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
        Cell::Texts(texts) => {
            let words = texts
                .iter()
                .map(|text| word::value(words, kind, column, text));
            words.collect::<Vec<_>>().join(" ")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Language;

    #[test]
    fn a_register_calls_its_columns_and_states_as_it_declares_them() {
        crate::tui::declared::learn();
        let words = Words::load(Language::ZhHans);
        // Others have a field of this name too.
        assert_eq!(heading(&words, "move_in", "items"), "配制物品");
        assert_eq!(
            heading(&words, "move_in", "number"),
            say::label(&words, "number")
        );
        let (listing, row) = (Listing::default(), Vec::new());
        let kind = kind_of("move_in", &listing, &row);
        assert_eq!(word::value(&words, kind, "state", "booked"), "已预约");
        assert_eq!(word::value(&words, kind, "group", "initial"), "待用");
        assert_eq!(word::value(&words, "patrol", "kind", "building"), "巡楼");
    }
}
