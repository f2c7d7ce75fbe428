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

/// The pieces of one row; `joins` tells the key that adds a voice to it.
pub(super) fn pieces(
    kit: &Kit,
    clock: &Clock,
    row: &TicketRow,
    why: &Likeness,
    joins: bool,
) -> Vec<Piece> {
    let mut summary = row.summary.clone();
    if let Some(voices) = reported_by(kit, row) {
        summary = format!("{summary} {voices}");
    }
    let facts = facts(kit, why);
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
        pieces.push((format!("  {text}"), Tone::Dim, 4));
    }
    pieces
}

/// The deciding facts in one line.
fn facts(kit: &Kit, why: &Likeness) -> String {
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
    if !why.words.is_empty() {
        let words = why.words.join(kit.glyphs.dot);
        facts.push(
            kit.words
                .with("alike-words", &[("words", Arg::Text(&words))]),
        );
    }
    facts.join(&kit.term("alike-and"))
}
