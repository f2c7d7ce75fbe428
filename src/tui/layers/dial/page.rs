//! What the dial queue shows of a home: the digits, the tries before, what was done.

use super::{OUTCOMES, find};
use crate::domain::error::{Fact, Refusal, Why};
use crate::domain::follow_up::Outcome;
use crate::locale::Arg;
use crate::tui::keymap::Context;
use crate::tui::layers::Desk;
use crate::tui::layers::detail::{labelled, lines};
use crate::tui::say;
use crate::tui::theme::Tone;
use crate::tui::view::sheet::{Row, Sheet};
use crate::tui::word;
use crate::wire::view;

/// Digits in a line.
const IN_A_LINE: usize = 4;
/// Tries before this one that are shown, the newest.
const MOST_TRIES: usize = 4;
/// What stands in the head, or is told otherwise.
const ELSEWHERE: [&str; 7] = [
    "premises",
    "name",
    "phone",
    "attempts",
    "tried",
    "leave_out",
    "next_try",
];

/// The lines below the head.
pub fn rows(desk: &Desk<'_>, record: &view::Detail, refused: Option<&Refusal>) -> Vec<Row> {
    let mut rows = digits(desk, may_leave_out(record));
    rows.push(Row::blank());
    let width = Sheet::room(desk.area.width);
    if let Some(refusal) = refused {
        let why = say::refusal(desk.kit, desk.clock, refusal);
        let why = desk
            .kit
            .words
            .with("dial-masked", &[("why", Arg::Text(&why))]);
        let why = desk.kit.ruler.wrap(&why, width.into());
        rows.extend(why.into_iter().map(|line| Row::text(line, Tone::Late)));
    }
    let mut rest = record.clone();
    rest.fields
        .retain(|field| !ELSEWHERE.contains(&field.name.as_str()));
    let (tries, history) = rest.history.into_iter().partition(is_try);
    rest.history = history;
    // What was said last stands with its try.
    rest.text.clear();
    rows.extend(tried(desk, record, &tries, width));
    rows.extend(lines(desk, &rest, width, false));
    rows
}

fn is_try(line: &view::HistoryLine) -> bool {
    line.kind == "attempt"
}

/// Whether it was tried often enough to be left out.
pub fn may_leave_out(record: &view::Detail) -> bool {
    find(record, "leave_out").is_some()
}

/// Why it may not be left out yet.
pub fn too_few(record: &view::Detail) -> Refusal {
    let mut refusal = Refusal::new(Why::TooFewTries);
    if let Some(Fact::Told(_, facts)) = find(record, "tried") {
        refusal.facts.clone_from(facts);
    }
    refusal
}

fn digits(desk: &Desk<'_>, leave_out: bool) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for (place, (outcome, name, _)) in OUTCOMES.iter().enumerate() {
        let Some(keys) = desk.kit.keys(&[Context::Followup], name) else {
            continue;
        };
        let label = desk.kit.choice("outcome", outcome.name());
        let (key, tone) = if *outcome == Outcome::Exempt && !leave_out {
            (Tone::Dim, Tone::Dim)
        } else {
            (Tone::Key, Tone::Plain)
        };
        if place % IN_A_LINE == 0 {
            rows.push(Row::blank());
        }
        if let Some(row) = rows.last_mut() {
            let span = [(format!("{keys} "), key), (format!("{label}   "), tone)];
            row.spans.extend(span);
        }
    }
    rows
}

/// The tries before, the newest first: when, by whom, what came of it, what was said.
fn tried(
    desk: &Desk<'_>,
    record: &view::Detail,
    tries: &[view::HistoryLine],
    width: u16,
) -> Vec<Row> {
    let kit = desk.kit;
    let Some(tried) = find(record, "tried").filter(|_| !tries.is_empty()) else {
        return Vec::new();
    };
    let speech = say::speech(kit, desk.clock);
    let mut rows = labelled(kit, "tried", &speech.fact(tried), Tone::Plain, width);
    for line in tries.iter().rev().take(MOST_TRIES) {
        let (_, outcome) = word::change(speech, &record.kind, line);
        let at = say::instant(kit, desk.clock, line.at);
        let said = format!("  {at}  {}  {outcome}  {}", line.by, line.text);
        rows.push(Row::text(said.trim_end(), Tone::Plain));
    }
    let more = i64::try_from(tries.len().saturating_sub(MOST_TRIES)).unwrap_or(i64::MAX);
    if more > 0 {
        let more = [("count", Arg::Number(more))];
        let more = format!("  {}", kit.words.with("dial-more-tries", &more));
        rows.push(Row::text(more, Tone::Dim));
    }
    rows
}
