//! How an open ticket that may be the same matter is told: number, place, what it is, and why it may be the same.

use super::sight::Piece;
use crate::domain::likeness::{Likeness, Near};
use crate::locale::Arg;
use crate::tui::clock::Clock;
use crate::tui::keymap::Context;
use crate::tui::kit::Kit;
use crate::tui::panes::rows::reported_by;
use crate::tui::theme::Tone;
use crate::wire::view::TicketRow;

/// Hours of a day, from two of which on days are told.
const DAY: i64 = 24;

/// Where nearness alone says that it is of the same category too: along a line nothing else is looked for.
const IMPLIED: [Near; 1] = [Near::Line];

/// The pieces of one row in so many columns; `joins` tells the key that adds a voice to it, which is always told whole.
/// What is said alike is told only where all else has its place: the summary says it as well.
pub(super) fn pieces(
    kit: &Kit,
    clock: &Clock,
    row: &TicketRow,
    why: &Likeness,
    joins: bool,
    cols: usize,
) -> Vec<Piece> {
    let whole = with_facts(kit, clock, row, &facts(kit, why, true), joins);
    let width: usize = whole.iter().map(|(text, ..)| kit.ruler.width(text)).sum();
    if width <= cols {
        return whole;
    }
    with_facts(kit, clock, row, &facts(kit, why, false), joins)
}

fn with_facts(kit: &Kit, clock: &Clock, row: &TicketRow, facts: &str, joins: bool) -> Vec<Piece> {
    let mut summary = row.summary.clone();
    if let Some(voices) = reported_by(kit, row) {
        summary = format!("{summary} {voices}");
    }
    let mut pieces = vec![
        (kit.number(row.number, clock), Tone::Plain, 0),
        (format!("  {}", row.premises), Tone::Plain, 1),
        (format!("  {summary}"), Tone::Plain, 3),
        (format!("  ({facts})"), Tone::Key, 2),
    ];
    if joins {
        let keys = kit
            .keys(&[Context::Form], "ticket.voice")
            .unwrap_or_default();
        let text = kit.words.with("intake-join", &[("key", Arg::Text(&keys))]);
        pieces.push((format!("  {text}"), Tone::Dim, 0));
    }
    pieces
}

/// The deciding facts in one line, with the words both have or without them.
fn facts(kit: &Kit, why: &Likeness, words: bool) -> String {
    let mut near = kit.term(&format!("alike-{}", why.near.name())).into_owned();
    if why.category && !IMPLIED.contains(&why.near) {
        near.push_str(&kit.term("alike-category"));
    }
    let (key, count) = if why.hours <= DAY * 2 {
        ("alike-hours", why.hours)
    } else {
        ("alike-days", (why.hours + DAY - 1) / DAY)
    };
    let mut facts = vec![near, kit.words.with(key, &[("count", Arg::Number(count))])];
    if words && !why.words.is_empty() {
        let words = why.words.join(kit.glyphs.dot);
        facts.push(
            kit.words
                .with("alike-words", &[("words", Arg::Text(&words))]),
        );
    }
    facts.join(&kit.term("alike-and"))
}
